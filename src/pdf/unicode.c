/* not yet written */
typedef int pdf_unicode_unwritten;
