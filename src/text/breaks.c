/* not yet written */
typedef int text_breaks_unwritten;
