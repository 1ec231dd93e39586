/* not yet written */
typedef int text_units_unwritten;
