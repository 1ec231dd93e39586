/* not yet written */
typedef int font_installed_unwritten;
