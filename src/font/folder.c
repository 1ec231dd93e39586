/* not yet written */
typedef int font_folder_unwritten;
