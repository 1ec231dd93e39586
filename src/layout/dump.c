/* not yet written */
typedef int layout_dump_unwritten;
