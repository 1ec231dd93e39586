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

/* At most DIAG_LIMIT notes, and as many of the others. */
typedef struct findings {
    VEC(finding) list;
    uint32_t notes;
} findings;

typedef struct loading {
    arena *memory;
    const source *source;
    const tree_limits *limits;
    str text; /* without BOM; unprintable characters and understood traps are replaced in it */
    findings chars; /* of the characters */
    str written; /* text before any trap was replaced, lines as in text */
    bool tabs; /* in indentations were replaced in text */
    findings traps; /* of libyaml's errors; every line that has one is replaced in text */
    findings nodes; /* of the nodes of the last parse */
} loading;

/* What libyaml said; its strings are constants. */
typedef struct syntax_error {
    const char *context, *problem; /* context may be NULL */
    place context_at, problem_at;
} syntax_error;

/* BUILD_LIMIT: too deep or too many nodes, which is in run->nodes. */
typedef enum build_end { BUILD_DONE, BUILD_SYNTAX, BUILD_LIMIT } build_end;

typedef struct built {
    const node **documents;
    uint32_t count;
    syntax_error error; /* of BUILD_SYNTAX */
    place last; /* the last scalar that was read */
    bool last_quoted;
} built;

void finding_add(loading *run, findings *to, diag_code code, place at, const str *values);
#define FINDING(run, to, code, at, ...)                                                            \
    finding_add((run), (to), DIAG_##code, (at), (const str[FINDING_VALUES]){__VA_ARGS__})

/* Whether further errors would be dropped, so that none need be worked out. */
bool findings_full(const findings *f);

/* chars.c: sets run->text to the source without its BOM, every code point that YAML cannot carry
 * replaced by '_', so that parsing can go on. False when nothing can be parsed. */
bool chars_check(loading *run);
typedef enum char_kind { CHAR_FINE, CHAR_CONTROL, CHAR_BREAK } char_kind;
/* Whether YAML cannot carry cp ('\r' alone is a hidden line break). */
char_kind char_fault(uint32_t cp);

/* build.c: parses run->text; what it finds goes to run->nodes. */
build_end build_documents(loading *run, built *out);

/* syntax.c: finds the text that explains libyaml's error, reports it to run->traps and replaces it
 * in run->text, so that the next parse meets the next error. False when parsing cannot go on. */
bool syntax_explain(loading *run, const built *b);

/* words.c: libyaml's message in Chinese, and what to do about it. */
void syntax_words(const char *problem, str *message, str *hint);

/*
 * gap.c: the text between scalars holds indicators and comments only; there every comment that
 * carries meaning away is found. The rule:
 * - after something on its line, a comment needs a space after '#' ("值: 3 #标段" is an error);
 * - after text on its line, it also needs two spaces before '#' ("值: 3 # 标段" is a warning);
 * - on a line of its own, indented into a value ("目标: 甲" above "  #3标段"), it needs the space;
 * - all other comments are free.
 */
typedef struct gap {
    size_t from; /* where the gap begins in the text … */
    place at; /* … and its place */
    bool scalar; /* it begins after a scalar, … */
    bool key; /* … which is a key, … */
    bool filled; /* … which has text */
    uint32_t into; /* column of the collection around that scalar */
} gap;

/* Moves g to a later place, and returns its offset; the text between is not looked at. */
size_t gap_skip(gap *g, str text, place to);
/* Looks at the gap up to `to`, where a scalar begins or something else. */
void gap_look(loading *run, gap *g, place to, bool scalar_next);
/* Looks at a comment behind the header of a block scalar that begins at g. */
void gap_header(loading *run, const gap *g);

/* traps.c: what a scalar, a key or a list lost on its way through YAML. raw is the scalar as
 * written, a slice of run->text. */
void trap_scalar(loading *run, const node *n, str raw, bool root);
void trap_key(loading *run, const node *key);
void trap_list(loading *run, const node *list);
/* Reports a text like "值：100%" or "值:100%", which begins at the place; false: it is none. */
bool trap_meant(loading *run, findings *to, place begin, str text);

/* fold.c: the text of n without the spaces that folding put between two Han characters. */
str fold_spaces(loading *run, const node *n, str raw);

/* line.c: one line taken apart by eye; offsets are into text. */
typedef struct line {
    uint32_t number;
    size_t begin; /* in the whole text */
    str text; /* without its line break */
    size_t indent; /* after leading blanks */
    size_t item; /* after the dashes */
    size_t colon; /* that ends the key, or SIZE_MAX */
    size_t value; /* after the colon and blanks, or end */
    size_t end; /* before a comment and trailing blanks */
} line;

size_t line_begin(str text, uint32_t number);
str line_text(str text, size_t begin);
line line_of(str text, uint32_t number);
line line_at(str text, size_t begin, uint32_t number);
place line_place(const line *l, size_t offset);
size_t line_offset(const line *l, uint32_t column);
/* [from, end) */
str line_part(const line *l, size_t from);
/* The line with its key (from == item) or value replaced, without indentation and dashes … */
str line_with(arena *a, const line *l, size_t from, str value);
/* … or put in quotes. */
str line_quoted(arena *a, const line *l, size_t from);
/* After the quote that closes the one at i, or SIZE_MAX. */
size_t quote_end(str s, size_t i);
/* s, cut where it is too long for a message. */
str shown(arena *a, str s);
/* s in quotes that YAML reads back. */
str quoted(arena *a, str s);
/* Replaces [from, to) of a line in run->text. */
void line_replace(loading *run, const line *l, size_t from, size_t to, str by);
/* Whether s begins like a key that YAML does not see: "值：100%", "值:100%". */
bool key_meant(str s, size_t *colon);
/* White space that is no indentation for YAML: U+3000, U+00A0 and the like; its name. */
bool wide_space(uint32_t cp);
size_t wide_spaces(str s, size_t i);
str wide_name(str s);

/* lead.c: a key or a value that may explain an error: its line, and where it begins there. */
typedef struct trap {
    line in;
    size_t at;
} trap;

/* The key or the value of the line that holds the offset. */
trap trap_at(const line *l, size_t offset);
/* Reports a text that begins with a character that means something else to YAML; false: it does
 * not, or it does no harm. */
bool trap_lead(loading *run, const trap *t);
/* Replaces the text by something harmless. */
void trap_repair(loading *run, const trap *t);
/* ">=95%", and what else is not the head of a block scalar. */
void trap_block(loading *run, findings *to, const line *l, size_t at);

/* written.c: where the nodes of a tree stand in the text. */
typedef enum piece_kind { PIECE_KEY, PIECE_SCALAR, PIECE_FLOW } piece_kind;
/* A key, a scalar or a bracketed collection outside of brackets; offsets are into the text. */
typedef struct piece {
    piece_kind kind;
    node_style style;
    size_t from, to; /* a block scalar's `to` is the end of its header */
} piece;

/* What is to be done to the text: [from, to) gives way to `by`. */
typedef struct edit {
    size_t from, to;
    str by;
    uint32_t rank; /* of those at one place: their order */
} edit;

typedef struct tidying {
    arena *memory;
    str text; /* without BOM */
    VEC(piece) pieces; /* in order */
    VEC(edit) edits;
} tidying;

void edit_add(tidying *t, size_t from, size_t to, str by);
/* Lists the pieces of a tree, and the edits between keys and values; false when the text is not
 * understood. */
bool written_find(tidying *t, const tree *of);
/* lines.c: the edits at the begin and the end of every line. */
void lines_tidy(tidying *t);
/* misread.c: whether another program would read the plain text s as something else than text and
 * print it otherwise. */
bool misread(str s);

#endif
