/* not yet written */
typedef int layout_place_unwritten;
