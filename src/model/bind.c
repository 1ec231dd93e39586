/* not yet written */
typedef int model_bind_unwritten;
