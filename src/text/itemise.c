/* not yet written */
typedef int text_itemise_unwritten;
