/* not yet written */
typedef int model_value_unwritten;
