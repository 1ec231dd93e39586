/* not yet written */
typedef int model_template_unwritten;
