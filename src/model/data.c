/* not yet written */
typedef int model_data_unwritten;
