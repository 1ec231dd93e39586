/* not yet written */
typedef int tree_load_unwritten;
