/* not yet written */
typedef int pdf_object_unwritten;
