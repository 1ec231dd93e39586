/* not yet written */
typedef int model_grid_unwritten;
