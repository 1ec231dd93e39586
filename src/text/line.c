/* not yet written */
typedef int text_line_unwritten;
