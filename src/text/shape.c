/* not yet written */
typedef int text_shape_unwritten;
