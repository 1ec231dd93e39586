/* not yet written */
typedef int model_keys_unwritten;
