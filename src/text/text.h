/*
 * text: characters to lines of glyphs: itemise → shape → break opportunities → lines.
 *
 * A text is shaped once, at no size; breaking it for a width and measuring it are then sums.
 * Widths here are in 1/TEXT_EM of the font size (width of a column in em = width / size * TEXT_EM).
 */
#ifndef JXB_TEXT_TEXT_H
#define JXB_TEXT_TEXT_H

#include "base/base.h"
#include "font/font.h"

enum { TEXT_EM = 256000 };

/* What may happen between two clusters. Ordered: a higher grade is a better place to break. The
 * order of concession when a column is too narrow: units before 避头尾 are kept, so a broken 避头尾
 * is conceded before a split unit, and any cluster boundary comes last. */
typedef enum text_break {
    TEXT_BREAK_NEVER, /* inside a cluster */
    TEXT_BREAK_LAST, /* any cluster boundary, e.g. inside a Latin word, a number, —— */
    TEXT_BREAK_UNIT, /* would split operator + number + unit, a date, 〔2020〕10号 */
    TEXT_BREAK_KINSOKU, /* would break 避头尾 at the level asked for */
    TEXT_BREAK_OK, /* an opportunity by UAX #14 and the rules above */
    TEXT_BREAK_MUST, /* a mandatory break: after '\n' */
} text_break;

/* Signs that are drawn where no face has them, on an em of blank. */
typedef enum text_box {
    TEXT_BOX = 0x2610,
    TEXT_BOX_CHECKED = 0x2611,
    TEXT_BOX_CROSSED = 0x2612
} text_box;

typedef struct text_glyph {
    uint32_t gid;
    uint32_t face;
    int32_t advance, dx, dy; /* 1/TEXT_EM em */
    uint32_t cluster; /* byte offset in the text */
    int32_t along; /* of a turned text: the advance down the line */
    uint32_t drawn; /* the glyph is blank: a text_box stands there; 0: none */
} text_glyph;

/*
 * A shaped text. Glyphs are in logical order, also where they run from right to left
 * (text_line_pieces says how they stand); scripts that are not set are refused with
 * SCRIPT_UNSUPPORTED. '\n' gives no glyph. breaks[i] is the grade of a break after byte i, for the
 * last byte of every cluster; NEVER elsewhere. breaks[n - 1] is MUST. CR, VT, FF, NEL, LS and PS
 * end a paragraph as '\n' does; a tab is set as a space.
 */
typedef struct text_shaped {
    str text;
    const text_glyph *glyphs;
    uint32_t count;
    const uint8_t *breaks; /* text.n grades */
    uint32_t face; /* the role's own face: it gives ascent and descent of the lines */
    const struct text_atom *atoms; /* for text_fill: clusters and what each may give (text_int.h) */
    uint32_t atom_count;
    const uint8_t *levels; /* bidi levels, one a byte; NULL: all left to right */
    /* How far scripts that are taller than Han reach from the baseline, 1/TEXT_EM em; 0: none. */
    int32_t above, below;
    /* Length of a text that is set in vertical lines, its glyphs turned by a quarter clockwise (a
     * stacked text in Mongolian); 0: none. Each paragraph is then one cluster, as wide as its line
     * is thick. */
    int64_t turned;
    /* Widths in 1/TEXT_EM em: of the widest cluster, the widest piece between two opportunities of
     * grade OK, and the widest paragraph: what a column must have, and min-content and max-content.
     */
    int64_t floor, min_content, max_content;
    bool draws; /* some of its glyphs are drawn */
    bool plain; /* Han, Latin and signs of no script alone: text_language_next finds nothing */
} text_shaped;

/* Which marks may not begin or end a line: the levels of clreq 3.1.4 (W3C, Requirements for Chinese
 * Text Layout). GB adds that a solidus does not end a line; STRICT, that —— and …… do not begin
 * one. */
typedef enum text_kinsoku_level {
    TEXT_KINSOKU_BASIC,
    TEXT_KINSOKU_GB,
    TEXT_KINSOKU_STRICT
} text_kinsoku_level;

typedef struct text_options {
    /* A vertical label: one cluster a line, vert forms where the face has them; Mongolian is
     * turned. */
    bool stacked;
    bool groups; /* of a vertical label: （50分） stays horizontal, on one line */
    text_kinsoku_level level;
    int32_t
        gap; /* between Han and Latin letters or digits, 1/TEXT_EM em; never inside a quantity */
} text_options;

/* One worker's scratch (HarfBuzz buffers). */
typedef struct text_shaper text_shaper;
text_shaper *text_shaper_open(fonts *f); /* NULL when memory has run out */
void text_shaper_free(text_shaper *s); /* accepts NULL */

/* What to shape: text for a role; `at` is where it begins in its source, for errors. */
typedef struct text_request {
    int role;
    str text;
    text_options options;
    mark at;
} text_request;

/* Shapes a text. Characters that no face has are reported each once as GLYPH_MISSING at their place
 * after `at`, scripts that cannot be set each once as SCRIPT_UNSUPPORTED; NULL then. The text must
 * outlive the result. */
const text_shaped *text_shape_request(text_shaper *s, arena *a, const text_request *r, diags *d);
#define text_shape(s, a, role, text, options, at, d)                                               \
    text_shape_request((s), (a), &(text_request){(role), (text), (options), (at)}, (d))

/* A character of a text and the face that it is set in; FONT_FACE_NONE: none can. */
enum { TEXT_FACE_DRAWN = INT32_MAX }; /* no face has it, but it is drawn */
typedef struct text_use {
    uint32_t cp, face;
} text_use;
/* Each character that has a shape, once for each face, by face and code point. */
uint32_t text_faces(fonts *f, arena *a, int role, str text, const text_use **out);

/* What a line had to concede. */
enum { TEXT_CONCEDED_KINSOKU = 1, TEXT_CONCEDED_UNIT = 2, TEXT_CONCEDED_WORD = 4 };

typedef struct text_line {
    uint32_t from, to; /* bytes of the text; spaces and the '\n' that end the line included */
    uint32_t glyph, glyph_end; /* glyphs; those of the spaces that end the line excluded */
    /* Those glyphs as they stand on this line, squeezed or stretched: glyph_end - glyph of them. */
    const text_glyph *set;
    int64_t width; /* of those glyphs, 1/TEXT_EM em */
    int64_t indent; /* before the first of them; nonzero only where a paragraph begins */
    bool last; /* ends its paragraph */
    unsigned conceded;
} text_line;

typedef enum text_spread {
    TEXT_RAGGED, /* lines keep their natural width */
    TEXT_JUSTIFIED, /* 两端对齐: all but the last of a paragraph are brought to full width, where no
                     * gap must grow by more than a quarter em for it */
    TEXT_DISTRIBUTED /* 分散对齐: every line is brought to full width */
} text_spread;

/* Whether a text has a group that a vertical label may keep horizontal: brackets around at most six
 * characters, a digit among them. */
bool text_has_groups(str text);

/* How to fill lines; lengths in 1/TEXT_EM em. */
typedef struct text_measure {
    int64_t width; /* at least 1 */
    int64_t indent; /* of the first line of each paragraph; below 0 it begins that far left of the
                     * others; none where a character has no room behind it */
    text_spread spread;
    bool balanced; /* a label: lines of nearly equal length, parted between words where it can be */
    const lexicon *words; /* which are not parted where it can be helped; NULL: none */
} text_measure;

/*
 * Fills lines of at most the measure's width. Every byte of the text is in exactly one line, in
 * order. An empty text, or an empty paragraph, gives one line of width 0; a '\n' at the very end of
 * the text begins no further line. A single cluster wider than the width stands alone on a line
 * that is wider than asked. U+3000 hangs at a line end as a space does; at the start of a paragraph
 * it is kept, an indent.
 *
 * Full-width marks (标点挤压, clreq 3.1.6 and GB/T 15834 5.1.10) are half width at a line end,
 * opening ones at a line start too; two that meet stand on 1.5 em; others give up to their blank
 * half where a line needs it, in clreq's order. Breaks are chosen over the whole paragraph (Knuth
 * and Plass, "Breaking Paragraphs into Lines", 1981): the fewest faults by the order of concession,
 * then the fewest lines, then the fewest lines of a single character, then the least white space
 * and squeeze and the fewest words parted. A short label gives a line more for a word of labels.
 */
uint32_t text_fill_measure(
    const text_shaped *t, const text_measure *m, arena *a, text_line **lines);
#define text_fill(t, width, a, lines)                                                              \
    text_fill_measure((t), &(text_measure){(width), 0, TEXT_RAGGED, false}, (a), (lines))

/* Glyphs of one face and one direction that stand side by side. */
typedef struct text_piece {
    uint32_t glyph,
        glyph_end; /* in logical order: with an odd level they stand from right to left */
    uint32_t to; /* where their text ends; it begins at the first one's cluster */
    uint8_t level;
} text_piece;

/* The pieces of a line as they stand from left to right; a '\n' at its end is left out. Spaces that
 * hang at its end belong to the last one in logical order, unless that runs from right to left. */
uint32_t text_line_pieces(
    const text_shaped *t, const text_line *line, arena *a, const text_piece **out);

/* A stretch of a text in another language than Chinese, told by its script and letters: Uyghur,
 * Kazakh (in Arabic letters), Tibetan, Mongolian or Yi; blanks and marks between its letters are
 * its own. */
typedef struct text_language {
    str tag; /* BCP 47: "ug", "kk", "bo", "mn", "ii" */
    size_t from, to; /* bytes */
} text_language;
/* The first one from l->to on (0 at first); false: none. */
bool text_language_next(str text, text_language *l);

/* Break grades alone, for a text of n bytes: what text_shape uses. Exposed for tests. */
void text_breaks(arena *a, str text, text_kinsoku_level level, uint8_t *grades);

#endif
