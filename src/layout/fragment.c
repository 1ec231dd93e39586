/* not yet written */
typedef int layout_fragment_unwritten;
