/* not yet written */
typedef int engine_version_unwritten;
