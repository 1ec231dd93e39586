/* not yet written */
typedef int scene_dump_unwritten;
