/* text, inside only: line-break classes, the passes that grade breaks, runs. */
#ifndef JXB_TEXT_TEXT_INT_H
#define JXB_TEXT_TEXT_INT_H

#include "text/text.h"

#include <uchar.h>

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

/* What else the passes ask of a character. Up to CHAR_PLAIN the generated table says it. */
enum char_trait {
    CHAR_WIDE = 0x40, /* East Asian width F, W or H */
    CHAR_PICTOGRAPH = 0x80, /* Extended_Pictographic, unassigned */
    CHAR_PLAIN_COMMON = 0x100, /* has a glyph of its own or none, joins nothing; of no script */
    CHAR_PLAIN_LATIN = 0x200,
    CHAR_PLAIN_HAN = 0x300, /* of no script too, where it is wide */
    CHAR_PLAIN = 0x300, /* any of the three */
    CHAR_SPACE = 0x400, /* hangs at a line end */
    CHAR_NEWLINE = 0x800, /* ends its paragraph and gives no glyph: LF, CR, VT, FF, NEL, LS, PS */
};

/* What is known of a character. */
typedef struct text_class {
    uint8_t line; /* an lb_class */
    uint16_t traits; /* of enum char_trait */
} text_class;
text_class text_class_of(uint32_t cp);

/* A character of a text that is decoded once for all passes. */
typedef struct text_char {
    uint32_t cp, at; /* at: its first byte */
    text_class is;
    uint8_t after; /* a text_break: of the boundary after it */
} text_char;

/* A decoded text; the element behind the last one is a U+0000 that begins at its end. */
typedef struct text_chars {
    text_char *at;
    uint32_t count;
    bool plain; /* CHAR_PLAIN, CHAR_SPACE or CHAR_NEWLINE, every one of them */
} text_chars;
text_chars text_decode(arena *a, str text);

/* The first character of the cluster behind that of character k. */
static inline uint32_t text_cluster_next(const text_chars *t, uint32_t k)
{
    while (k < t->count && t->at[k].after == TEXT_BREAK_NEVER)
        k++;
    return k < t->count ? k + 1 : t->count;
}

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
/* A character that ends its paragraph and gives no glyph. */
bool text_is_newline(uint32_t cp);
/* Letters and digits of alphabets: classes AL, HL, NU. */
static inline bool text_is_word(text_class c)
{
    return c.line == LB_AL || c.line == LB_HL || c.line == LB_NU;
}
/* A Han character and the like: neither a mark nor of an alphabet, broken before and behind. */
static inline bool text_is_han(const text_char *c)
{
    return c->is.line == LB_ID && c->cp < CP_WIDE_SOLIDUS;
}

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
void text_uax14(const text_chars *t, bool chinese);
void text_kinsoku(const text_chars *t, text_kinsoku_level level);
void text_units(const text_chars *t);
/* All three. */
void text_grade(const text_chars *t, text_kinsoku_level level);
/* The grades by byte, as text_shaped has them: n of them. */
void text_spread_grades(const text_chars *t, uint8_t *grades);

/* Marks that may not begin, or not end, a line: clreq 3.1.4, basic level. */
bool text_not_at_start(const text_char *c);
bool text_not_at_end(const text_char *c);

/* Words in order of their characters, a space after each; n characters. */
typedef struct text_words {
    const uint32_t *at;
    uint32_t n;
} text_words;

/* How many characters the unit word (with its 百千万亿) at character k has; 0: none is there. */
uint32_t text_unit_word(const text_chars *t, uint32_t k);

/* The longest of the words that the text has at character k, in characters; 0: none. A word that
 * ends in a Latin letter is none where another follows. */
uint32_t text_longest_word(const text_words *words, const text_chars *t, uint32_t k);
extern const text_words text_unit_words;

/* A stretch of one face, one script and one level; `script` is an hb_script_t. */
typedef struct text_run {
    uint32_t from, to; /* characters */
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
    text_chars chars;
    mark at;
    diags *sink;
    bool failed;
    /* A plain text is taken to have all its glyphs in the role's own face, as nearly all have:
     * shaping tells, and else begins again without this. */
    bool trusting;
    str tried; /* fonts_tried, asked for once */
    VEC(uint32_t) missing;
    VEC(uint32_t) refused; /* scripts */
    const uint8_t *levels; /* one a byte; NULL: all left to right */
    /* Up to which character one face was sought for a script whose letters join, and what was
     * found. */
    uint32_t stretch_to, stretch_script, stretch_face;
    int32_t above, below; /* as in text_shaped */
    bool draws;
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
void text_stack_glyphs(fonts *book, str text, text_glyph *glyphs, uint32_t count, bool groups);
void text_stack_breaks(str text, uint8_t *grades, bool groups);
/* The end of the horizontal group that begins at byte i, or i. */
size_t text_group_end(str text, size_t i);
/* Whether a stacked text is to be turned: it has Mongolian. Fails the job if it has Han too. */
bool text_is_turned(text_job *job, const text_runs *runs);
/* Makes each paragraph one cluster, `thick` wide; returns the length of the longest. */
int64_t text_turn_down(
    str text, text_glyph *glyphs, uint32_t count, uint8_t *grades, int32_t thick);

/* ---- compose.c: what a line may do with its clusters ---- */

/* What a full-width mark may give, by its turn in clreq's order of squeezing (3.2.2); word spaces
 * and the gap between Han and Latin have theirs too. */
typedef enum text_turn {
    TURN_SPACE,
    TURN_INTERPUNCT,
    TURN_BRACKET,
    TURN_PAUSE, /* ，、；： */
    TURN_GAP,
    TURN_STOP, /* 。？！ */
    TURN_COUNT,
    TURN_NONE = TURN_COUNT
} text_turn;

/*
 * A cluster. Lengths in 1/TEXT_EM em; `pen` and `shrink` are sums over the atoms before this one,
 * so that a line's width is a difference. The atom behind the last one holds the totals.
 */
typedef struct text_atom {
    uint32_t at, glyph; /* first byte, first glyph */
    uint32_t solid; /* the last atom up to here that does not hang, + 1 */
    uint32_t places; /* of the boundaries before this atom and earlier: where a line may stretch */
    int64_t pen, shrink;
    int32_t advance;
    int32_t close; /* taken out between the atom before and this one (negative: the gap) */
    int32_t lead, tail; /* blank that goes at a line start, at a line end */
    int32_t give, give_gap; /* what the atom, and the gap before it, may be squeezed by */
    uint8_t turn; /* a text_turn */
    uint8_t after; /* a text_break */
    bool hangs, opens, stretches; /* stretches: the boundary before it may be widened */
    bool closes_before; /* `close` is taken from the atom before */
    bool alone; /* counts as a character when a line is a lone one: no mark, no space */
} text_atom;

/* Fills in the atoms of a shaped text, from its glyphs and grades. The shaper says where the ink of
 * marks is; without one (tests) they are as they should be. */
void text_compose(
    arena *a, text_shaped *t, const text_chars *chars, text_options options, text_shaper *shaper);

/* Whether a glyph's ink keeps to a part of its em box; to a twentieth. Faces for other regions draw
 * marks in the middle, where nothing can be squeezed. */
typedef enum text_half { TEXT_LEFT, TEXT_RIGHT, TEXT_MIDDLE } text_half;
bool text_ink_in(text_shaper *s, const text_glyph *g, text_half half);

/* Atoms [from, end) as a line: those that hang at its end left out. */
typedef struct text_span {
    uint32_t from, end;
    int64_t natural, least; /* widths, as set and squeezed as far as it goes */
    uint32_t places;
} text_span;
static inline text_span text_span_of(const text_shaped *t, uint32_t from, uint32_t end)
{
    uint32_t last = end > from ? t->atoms[end - 1].solid : from; /* + 1 */
    text_span s = {.from = from, .end = last > from ? last : from};
    if (s.end == from)
        return s;
    const text_atom *first = &t->atoms[from], *final = &t->atoms[s.end - 1];
    s.natural = t->atoms[s.end].pen - first->pen + first->close - first->lead - final->tail;
    int64_t shrink = t->atoms[s.end].shrink - first->shrink - first->give_gap;
    if (first->lead > 0)
        shrink -= first->give;
    if (final->tail > 0) /* no mark has both */
        shrink -= final->give;
    s.least = s.natural - shrink;
    s.places = final->places - first->places;
    return s;
}

/* Whether atoms [from, end) are a single character, with marks or without: as a line they are one
 * to avoid. What brackets hold, （%）, says something by itself. */
static inline bool text_is_lone(const text_shaped *t, uint32_t from, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t k = from; k < end && count < 2; k++)
        count += t->atoms[k].alone;
    if (count == 0 || count > 1)
        return count == 0;
    const text_atom *last = &t->atoms[end - 1];
    return !t->atoms[from].opens || last->alone || last->opens;
}

/* ---- parts.c ---- */

/* What a break would part, where that is a matter of looks. */
enum {
    TEXT_PARTS_WORD = 1, /* a common word */
    TEXT_PARTS_LABEL = 2, /* a word of labels */
    TEXT_PARTS_GROUP = 4, /* what brackets or quotes hold, if that is short */
    TEXT_PARTS_DOCUMENT = 8, /* 黔府办发〔2017〕54号 */
    TEXT_PARTS_EDGE = 16, /* a single character of such a group beside its bracket */
};
/* Marks what the breaks inside [from, end), atoms of one paragraph, would part, in `parts`:
 * t->text.n bytes, zero before, one for each atom's first byte. */
void text_mark_parts(
    const text_shaped *t, uint32_t from, uint32_t end, const lexicon *words, uint8_t *parts);

/* ---- set.c ---- */

/* What a line is set to: squeezed to it where its natural width is greater, spread over it if so
 * asked. */
typedef struct text_room {
    int64_t width;
    text_spread spread;
} text_room;
/* The glyphs of a span as they stand on the line. */
const text_glyph *text_set(
    const text_shaped *t, const text_span *s, const text_room *room, arena *a);

#endif
