/* not yet written */
typedef int layout_measure_unwritten;
