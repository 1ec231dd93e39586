/* not yet written */
typedef int layout_rules_unwritten;
