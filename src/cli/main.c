/* not yet written */
typedef int cli_main_unwritten;
