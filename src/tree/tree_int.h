/* Inside the room tree: one run of tree_load, and what its parts hand to each other. */
#ifndef JXB_TREE_TREE_INT_H
#define JXB_TREE_TREE_INT_H

#include "tree/tree.h"

/* Line and column from 1; line 0 is no place. */
typedef struct place {
    uint32_t line, column;
} place;

enum { FINDING_VALUES = 4 };

/* A trap that was found. Kept until the run ends, so that all are reported in order of place. */
typedef struct finding {
    diag_code code;
    place at;
    str values[FINDING_VALUES];
} finding;

typedef struct findings {
    VEC(finding) list;
} findings;

typedef struct loading {
    arena *memory;
    const source *source;
    const tree_limits *limits;
    str text; /* without BOM; unprintable characters and understood traps are replaced in it */
    findings chars; /* of the characters */
    findings traps; /* of libyaml's errors that were understood, one per repaired line */
    findings nodes; /* of the nodes of the last parse */
} loading;

/* What libyaml said; its strings are constants. NULL problem: it said nothing. */
typedef struct syntax_error {
    const char *context, *problem;
    place context_at, problem_at;
} syntax_error;

typedef enum build_end { BUILD_DONE, BUILD_SYNTAX, BUILD_LIMIT } build_end;

typedef struct built {
    const node **documents;
    uint32_t count;
    syntax_error error;
} built;

void finding_add(loading *run, findings *to, diag_code code, place at, const str *values);
#define FINDING(run, to, code, at, ...)                                                            \
    finding_add((run), (to), DIAG_##code, (at), (const str[FINDING_VALUES]){__VA_ARGS__})

/* chars.c: sets run->text to the source without its BOM, every code point that YAML cannot carry
 * replaced by '_'. False when the bytes are no UTF-8 text at all, which is reported. */
bool chars_check(loading *run, diags *d);

/* build.c: parses run->text; what it finds goes to run->nodes. */
build_end build_documents(loading *run, built *out);

#endif
