/* not yet written */
typedef int layout_rows_unwritten;
