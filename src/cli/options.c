/* not yet written */
typedef int cli_options_unwritten;
