/* not yet written */
typedef int text_paragraph_unwritten;
