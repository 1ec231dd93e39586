/* Inside report only. */
#ifndef JXB_REPORT_REPORT_INT_H
#define JXB_REPORT_REPORT_INT_H

#include "report/report.h"

/* ---- json.c: JSON (RFC 8259), indented; the caller pairs open with close ---- */

enum { JSON_DEPTH = 64 };
typedef struct json {
    buf *out;
    unsigned depth;
    bool filled[JSON_DEPTH]; /* whether an entry was written at that depth */
} json;

/* The name of the next value, in an object. */
void json_key(json *j, const char *name);
void json_name(json *j, str name);
void json_open(json *j, char bracket); /* '{' or '[' */
void json_close(json *j, char bracket); /* '}' or ']' */
void json_text(json *j, str text);
void json_number(json *j, unsigned value);
void json_flag(json *j, bool value);
/* A list of texts, ended by NULL, on one line. */
void json_words(json *j, const char *const *words);
/* "name": "text" */
void json_entry(json *j, const char *name, str text);

/* ---- example.c: what a field or column might hold ---- */

/* A text for a field or column of that name; `under` is the label above it in a tree, or empty. */
str example_text(arena *a, str name, str under);
/* The same of a column: its own example, the part of a value that it holds, else by its name. */
str example_column(arena *a, const form_column *column, str under);
/* The labels that a tree field may have: the form's taxonomy, where its levels are of indicators.
 */
const taxon *field_taxonomy(const form_template *form, const form_field *f);

#endif
