/* not yet written */
typedef int font_subset_unwritten;
