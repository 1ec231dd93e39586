/* not yet written */
typedef int font_face_unwritten;
