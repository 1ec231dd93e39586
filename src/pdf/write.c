/* not yet written */
typedef int pdf_write_unwritten;
