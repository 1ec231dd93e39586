/* not yet written */
typedef int text_kinsoku_unwritten;
