/* not yet written */
typedef int pdf_font_unwritten;
