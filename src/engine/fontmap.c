/* not yet written */
typedef int engine_fontmap_unwritten;
