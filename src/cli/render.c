/* not yet written */
typedef int cli_render_unwritten;
