/* not yet written */
typedef int font_book_unwritten;
