/* not yet written */
typedef int pdf_page_unwritten;
