/*
 * Diagnostics: facts about the input, each with a stable code, a severity, a mark and a hint.
 * Texts stand in one table (diag_codes.h). Functions add to a sink and return bool or NULL.
 */
#ifndef JXB_BASE_DIAG_H
#define JXB_BASE_DIAG_H

#include "base/str.h"

/* A file (or standard input) as read: its name as the user wrote it, and its bytes. */
typedef struct source {
    str name;
    str text;
} source;

/* A place in a source, counted from 1 in lines and code points; line 0 means the whole source,
 * a NULL source means no place at all. */
typedef struct mark {
    const source *source;
    uint32_t line, column;
} mark;

typedef enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } severity;

typedef enum diag_code {
#define X(code, name, severity, message, hint) DIAG_##code,
#include "base/diag_codes.h"
#undef X
    DIAG_COUNT
} diag_code;

typedef struct diag {
    diag_code code;
    mark at;
    str message, hint; /* hint may be empty */
} diag;

typedef struct diags diags;

/* A sink in the arena. At most DIAG_LIMIT are kept; the rest are counted. When it is full, an error
 * takes the place of the latest warning or note, a warning that of the latest note, so that a flood
 * of notes cannot hide why a run stopped. */
enum { DIAG_LIMIT = 500 };
diags *diags_new(arena *a);
/* A sink that only counts. */
diags *diags_silent(arena *a);
/* Adds one; the values replace {0}, {1} … in the table's message and hint. */
void diag_add(diags *d, diag_code code, mark at, const str *values, size_t count);
#define DIAG(d, code, at, ...)                                                                     \
    diag_add((d), DIAG_##code, (at), (const str[]){__VA_ARGS__},                                   \
        sizeof((const str[]){__VA_ARGS__}) / sizeof(str))
/* Number of diagnostics of severity error, those beyond the limit included. */
size_t diags_errors(const diags *d);
size_t diags_count(const diags *d);
/* Number that were not kept. */
size_t diags_dropped(const diags *d);
/* Whether a note would not be kept, so that finding out its place would be in vain. */
bool diags_full(const diags *d);
/* The i-th in order of addition; see also diags_sort. */
const diag *diags_at(const diags *d, size_t i);
/* Orders by source (as first met), line, column, then addition. */
void diags_sort(diags *d);
/* Copies the sources that marks name into the sink, so that the marks outlive the files. */
void diags_keep_sources(diags *d);
/* Takes the place from every mark whose source was not copied, for when memory ran out over it. */
void diags_drop_sources(diags *d);
/* The arena of the sink, for values made with str_fmt. */
arena *diags_memory(const diags *d);

/* The table: */
const char *diag_name(diag_code code);
severity diag_severity(diag_code code);
const char *diag_message(diag_code code);
const char *diag_hint(diag_code code);

/* The mark of the first code point `cp` in the source text at or after `from`; `from` itself when
 * there is none. For errors inside a scalar, whose text keeps no positions of its own. */
mark mark_search(mark from, uint32_t cp);

#endif
