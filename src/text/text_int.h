/* text, inside only: line-break classes, the passes that grade breaks, runs. */
#ifndef JXB_TEXT_TEXT_INT_H
#define JXB_TEXT_TEXT_INT_H

#include "text/text.h"

/* The classes of UAX #14 that are left after its rule LB1; gen_linebreak.py has the same order. */
enum lb_class {
    LB_AL,
    LB_B2,
    LB_BA,
    LB_BB,
    LB_BK,
    LB_CB,
    LB_CL,
    LB_CM,
    LB_CP,
    LB_CR,
    LB_EB,
    LB_EM,
    LB_EX,
    LB_GL,
    LB_H2,
    LB_H3,
    LB_HL,
    LB_HY,
    LB_ID,
    LB_IN,
    LB_IS,
    LB_JL,
    LB_JT,
    LB_JV,
    LB_LF,
    LB_NL,
    LB_NS,
    LB_NU,
    LB_OP,
    LB_PO,
    LB_PR,
    LB_QU,
    LB_RI,
    LB_SP,
    LB_SY,
    LB_WJ,
    LB_ZW,
    LB_ZWJ,
};

/* What the generated table says of a character. */
typedef struct text_class {
    uint8_t line; /* an lb_class */
    bool wide; /* East Asian width F, W or H */
    bool pictograph; /* Extended_Pictographic, unassigned */
} text_class;
text_class text_class_of(uint32_t cp);

/* Code points of more than one table. */
enum {
    CP_NO_BREAK_SPACE = 0x00A0,
    CP_MIDDLE_DOT = 0x00B7,
    CP_EN_DASH = 0x2013,
    CP_EM_DASH = 0x2014,
    CP_LEFT_SINGLE = 0x2018,
    CP_RIGHT_SINGLE = 0x2019,
    CP_LEFT_DOUBLE = 0x201C,
    CP_RIGHT_DOUBLE = 0x201D,
    CP_IDEOGRAPHIC_SPACE = 0x3000,
    CP_WIDE_SOLIDUS = 0xFF0F,
    CP_WIDE_TILDE = 0xFF5E,
};

/* A space that hangs at a line end. */
bool text_is_space(uint32_t cp);
/* A character that ends its paragraph and gives no glyph: LF, CR, VT, FF, NEL, LS, PS. */
bool text_is_newline(uint32_t cp);
/* Letters and digits of alphabets: classes AL, HL, NU. */
bool text_is_word(uint32_t cp);

/* The code point at offset i; 0 at the end. */
uint32_t text_peek(str text, size_t i);
/* The end of the cluster that starts at i: after the next byte whose grade is not NEVER. */
size_t text_cluster_end(const uint8_t *grades, size_t n, size_t i);

/*
 * Three passes over the grades of a text. text_uax14 writes them all (NEVER inside a cluster, LAST
 * where UAX #14 forbids a break, OK, MUST), with the two tailorings described in breaks.c when
 * `chinese`; text_kinsoku forbids by clreq and says which forbidden places are 避头尾; text_units
 * keeps quantities, dates and numbers of documents whole.
 */
void text_uax14(str text, bool chinese, uint8_t *grades);
void text_kinsoku(str text, uint8_t *grades);
void text_units(str text, uint8_t *grades);

/* Marks that may not begin, or not end, a line: clreq 3.1.4, basic level. */
bool text_not_at_start(uint32_t cp);
bool text_not_at_end(uint32_t cp);

/* The end of the unit word (with its 百千万亿) at i, or i. */
size_t text_unit_word(str text, size_t i);

/* A stretch of one face, one script and one level; `script` is an hb_script_t. */
typedef struct text_run {
    uint32_t from, to;
    uint32_t face;
    uint32_t script;
    uint8_t level; /* of bidi; odd: right to left */
} text_run;
typedef VEC(text_run) text_runs;

/* One call of text_shape, and what it has complained of. */
typedef struct text_job {
    fonts *book;
    arena *memory;
    int role;
    uint32_t face; /* the role's own */
    str text;
    mark at;
    diags *sink;
    bool failed;
    str tried; /* fonts_tried, asked for once */
    VEC(uint32_t) missing;
    VEC(uint32_t) refused; /* scripts */
    const uint8_t *levels; /* one a byte; NULL: all left to right */
    /* Up to where one face was sought for a script whose letters join, and what was found. */
    size_t stretch_to;
    uint32_t stretch_script, stretch_face;
    int32_t above, below; /* as in text_shaped */
} text_job;

/* Characters without a shape of their own: HarfBuzz makes them from the space glyph or hides them.
 */
bool text_is_shapeless(uint32_t cp);
/* Whether cp is a text_box that this face has no glyph for, but a blank to draw it on. */
bool text_is_drawn(const text_job *job, uint32_t face, uint32_t cp);
/* Adds GLYPH_MISSING for cp unless this job has already. */
void text_job_missing(text_job *job, uint32_t cp);
/* Adds SCRIPT_UNSUPPORTED unless this job has already. */
void text_job_refuse(text_job *job, uint32_t cp, uint32_t script);
/* Splits into runs; characters that cannot be set are reported and the job fails. */
void text_itemise(text_job *job, text_runs *runs);

/* ---- bidi.c ---- */

/* The levels of the job's text, one a byte (newlines 0); NULL when all is left to right. */
const uint8_t *text_levels(text_job *job);

/* ---- script.c; scripts are hb_script_t ---- */

uint32_t text_script_of(uint32_t cp);
/* Whether it is set and tested. */
bool text_script_is_set(uint32_t script);
/* Letters that join or stack: set in one face, which must know how, and taller than Han. */
bool text_script_is_joined(uint32_t script);
str text_script_name(arena *a, uint32_t script);
/* Private use: what stands there is a matter of the face; only the role's own may say. */
bool text_is_private(uint32_t cp);
/* What to do when no face has the character. */
str text_script_hint(uint32_t cp);

/* For a vertical label: vertical forms of marks where shaping left the flat ones, and each cluster
 * on a line of its own; a space goes with the cluster before it, U+3000 is a gap. */
void text_stack_glyphs(fonts *book, str text, text_glyph *glyphs, uint32_t count);
void text_stack_breaks(str text, uint8_t *grades);
/* Whether a stacked text is to be turned: it has Mongolian. Fails the job if it has Han too. */
bool text_is_turned(text_job *job, const text_runs *runs);
/* Makes each paragraph one cluster, `thick` wide; returns the length of the longest. */
int64_t text_turn(str text, text_glyph *glyphs, uint32_t count, uint8_t *grades, int32_t thick);

/* Where a walk over clusters stands. */
typedef struct text_walk {
    const text_shaped *t;
    size_t at; /* next byte */
    uint32_t glyph; /* next glyph */
} text_walk;

/* One cluster: its width, and the walk behind it. */
typedef struct text_step {
    int64_t width;
    bool hangs; /* a space, or a newline */
    text_break after;
} text_step;
text_step text_walk_step(text_walk *w);
/* Takes one line off the walk. */
text_line text_walk_line(text_walk *w, int64_t width);

#endif
