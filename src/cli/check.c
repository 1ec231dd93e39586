/* not yet written */
typedef int cli_check_unwritten;
