/* not yet written */
typedef int scene_build_unwritten;
