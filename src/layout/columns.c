/* not yet written */
typedef int layout_columns_unwritten;
