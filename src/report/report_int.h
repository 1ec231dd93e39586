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

/* A text in quotation marks, escaped, and nothing else. */
void json_quoted(buf *out, str s);
/* The name of the next value, in an object. */
void json_key(json *j, const char *name);
void json_name(json *j, str name);
void json_open(json *j, char bracket); /* '{' or '[' */
void json_close(json *j, char bracket); /* '}' or ']' */
void json_text(json *j, str text);
void json_number(json *j, unsigned value);
void json_hundredths(json *j, int64_t value); /* 4212 as 42.12 */
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

/* ---- schema.c ---- */

typedef struct schema {
    json j;
    arena *memory;
    const form_template *form;
    const form_field *fields;
    uint32_t count;
    uint32_t field; /* the one whose definition is written */
} schema;

/* "type", of one word or several (ended by NULL); "$ref" to a definition under a key. */
void schema_type(schema *s, const char *word);
void schema_types(schema *s, const char *const *words);
void schema_refer(schema *s, const char *key, str to);
/* No further properties. */
void schema_closed(schema *s);
/* The name of a field's definition, or of a part of it. */
str schema_definition(const schema *s, uint32_t field, const char *kind);
/* Opens a definition, which the caller closes; described: as the field s->field. */
void schema_define(schema *s, str name, bool described);
/* The definitions of the field s->field. */
void schema_field(schema *s);

#endif
