/* not yet written */
typedef int tree_lookup_unwritten;
