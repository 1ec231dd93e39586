/* not yet written */
typedef int model_style_unwritten;
