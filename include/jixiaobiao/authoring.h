/* Help for those who write data files: a skeleton, a schema for editors, tidying, a listing. */
#ifndef JXB_AUTHORING_H
#define JXB_AUTHORING_H

#include <jixiaobiao/document.h>
#include <jixiaobiao/forms.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A data file for the form, with every field, comments and examples; it can be printed as it is.
 * NULL only when memory has run out. The caller frees it with jxb_text_free(). */
JXB_API char *jxb_template_skeleton(const jxb_template *form);

/* JSON Schema (draft 2020-12) of the form's data, one document of a file, titles and descriptions in
 * Chinese. NULL only when memory has run out. The caller frees it with jxb_text_free(). */
JXB_API char *jxb_template_schema(const jxb_template *form);

/* The indicators of document `index` of data, which is of that form, as lines for a terminal where
 * Han characters take two columns. NULL only when memory has run out. The caller frees it with
 * jxb_text_free(). */
JXB_API char *jxb_data_show(const jxb_data *data, size_t index, const jxb_template *form);

/* A book file to begin with, with comments and examples, and the JSON Schema (draft 2020-12) of
 * book files: those of the first folder of templates that has `books`. NULL with errors added
 * (file-read). The caller frees them with jxb_text_free(). */
JXB_API char *jxb_book_skeleton(const jxb_forms *forms, jxb_diags *diags);
JXB_API char *jxb_book_schema(const jxb_forms *forms, jxb_diags *diags);

/* The headings of a book (jxb_document_bind_book()), indented, and how many paragraphs, footnotes
 * and forms it has, as lines for a terminal. NULL only when memory has run out. The caller frees it
 * with jxb_text_free(). */
JXB_API char *jxb_document_show(const jxb_document *book);

/* Reads path ("-": standard input) and tidies its text: indentation, blanks, quotes; comments,
 * values and order stay. *changed: whether the text differs from what was read. NULL with errors
 * added (file-read, yaml-…, tidy-changed). The caller frees it with jxb_text_free(). */
JXB_API char *jxb_data_tidy(const char *path, bool *changed, jxb_diags *diags);
/* Tidies the file at path in place: under a temporary name, then renamed. A file that is tidy is not
 * written. False with errors added (those of jxb_data_tidy(), file-write); it is then as it was. */
JXB_API bool jxb_data_tidy_file(const char *path, bool *changed, jxb_diags *diags);

#ifdef __cplusplus
}
#endif

#endif
