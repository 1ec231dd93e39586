/* not yet written */
typedef int model_template_grid_unwritten;
