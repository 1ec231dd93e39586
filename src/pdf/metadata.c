/* not yet written */
typedef int pdf_metadata_unwritten;
