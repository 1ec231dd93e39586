/* not yet written */
typedef int engine_engine_unwritten;
