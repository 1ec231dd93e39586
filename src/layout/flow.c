/* not yet written */
typedef int layout_flow_unwritten;
