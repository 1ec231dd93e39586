/* not yet written */
typedef int model_dump_unwritten;
