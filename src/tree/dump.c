/* not yet written */
typedef int tree_dump_unwritten;
