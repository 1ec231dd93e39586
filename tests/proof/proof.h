/*
 * proof: documents of every shape go through the real doors, and what comes out is judged by rules
 * that know nothing of how it was made. The checker reads the scene, and the document for what the
 * scene has to show; it shares no code with layout.
 */
#ifndef JXB_PROOF_PROOF_H
#define JXB_PROOF_PROOF_H

#include "base/base.h"
#include "font/font.h"
#include "layout/layout.h"
#include "model/model.h"
#include "scene/scene.h"
#include "tree/tree.h"

#define PROOF_RULES(X)                                                                                \
    X(DATA_COMPLETE, "data-complete") /* every scalar of the data is in the document */               \
    X(TEXT_COMPLETE, "text-complete") /* every text is on the pages, whole and in order */            \
    X(GLYPH_IN_CELL, "glyph-in-cell") /* glyphs and lines stand inside their cell */                  \
    X(NO_OVERLAP, "no-overlap") /* neither cells nor lines of a cell overlap */                       \
    X(NO_HOLE, "no-hole") /* the cells of a page's part of a grid fill it */                          \
    X(HEADER_REPEATED, "header-repeated") /* header rows stand above continued rows */                \
    X(LABEL_REPEATED, "label-repeated") /* a 跨页 重复 label stands whole on each of its pages */ \
    X(FRAME_CLOSED, "frame-closed") /* rules on every edge and nowhere else */                        \
    X(PAGE_NOT_EMPTY, "page-not-empty") /* no blank page */                                           \
    X(INSIDE_TYPE_AREA, "inside-type-area") /* nothing in the margins */                              \
    X(KEPT_THINGS, "kept-things") /* header and row, 不断, 不分, no lone line */                  \
    X(KINSOKU, "kinsoku") /* 避头尾, unless a diagnostic concedes it */                            \
    X(UNIT_WHOLE, "unit-whole") /* a number keeps its digits, its operator and its unit */            \
    X(AVOIDABLE, "avoidable") /* nothing conceded, no line more, that another way to break spares */ \
    X(ORPHAN, "orphan") /* no line of one character that another way to break spares */                                           \
    X(POINT, "point") /* decimal points of a column stand in one line */                              \
    X(EVEN_LABEL, "even-label") /* the lines of a label are nearly as long */                         \
    X(FIT, "fit") /* a fit needs no more pages, and concedes no more; what it misses is told */       \
    X(FURNITURE, "furniture") /* page numbers and running heads where and as they must be */          \
    X(ZONE, "zone") /* no ink where a seal or a signature goes, and company on its page */            \
    X(NOTE, "note") /* footnotes whole at the foot of the page that calls them */                     \
    X(IMPRINT, "imprint") /* the imprint at the foot of the last page, an even one */                 \
    X(UPRIGHT, "upright") /* a vertical label stands where its part of a cell has the height */       \
    X(ORDER, "order") /* ops in reading order */                                                      \
    X(REFUSAL, "refusal") /* refused only for a reason that is documented */

typedef enum proof_rule {
#define X(code, name) RULE_##code,
    PROOF_RULES(X)
#undef X
        RULE_COUNT
} proof_rule;

typedef struct proof_finding {
    proof_rule rule;
    uint32_t page, element; /* page from 1; 0: none */
    str what;
} proof_finding;

typedef struct verdict {
    arena *memory;
    VEC(proof_finding) list;
} verdict;

const char *rule_name(proof_rule rule);
/* At most 20 are kept. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void verdict_add(
    verdict *v, proof_rule rule, uint32_t page, uint32_t element, const char *format, ...);

/* ---- doors.c: YAML to scene, by the doors that the program uses ---- */

typedef struct proof_case {
    arena *memory;
    fonts *fonts;
    const tree *template_tree, *data; /* NULL: refused at that door, or a later one */
    const form_template *form;
    const document *doc; /* as it was laid out: a fit has changed it */
    const scene *scene;
    diags *diags;
    layout_view view;
    const diags *plain; /* of a fit: what the layout without it said; NULL: there was none */
    uint32_t plain_pages;
} proof_case;

/* The faces of the proof: 宋体 and 黑体 are CFF, 小标宋 is TrueType with 宋体 behind it. */
fonts *proof_fonts(diags *d);
void case_run(proof_case *c, str template_text, str data_text);
/* The same for a book, whose text has to outlive the case; its diags may be there before. */
void case_run_book(
    proof_case *c, const form_library *lib, const book_reader *reader, const source *text);
/* The scene of the case's document. */
const scene *case_lay_out(proof_case *c);

/* ---- view.c: a scene taken apart ---- */

typedef struct view_line {
    len baseline, left, right;
    uint32_t from, to; /* bytes of the element's text, hanging blanks included */
    uint32_t run, runs; /* its glyph ops: view.runs[run .. run + runs) */
} view_line;

typedef struct view_fragment {
    uint32_t page, element;
    bool repeat;
    scene_rect rect;
    uint32_t from, to;
    uint32_t run, runs, line, lines; /* in the view; lines with glyphs only */
    uint32_t height; /* in lines, blank ones included */
} view_fragment;

/* An element as the document has it. */
typedef struct view_item {
    const doc_style *style;
    str text;
    mark from;
    const doc_cell *cell; /* NULL: a text block */
    const doc_zone *zone; /* or NULL */
    const doc_grid *grid;
    uint32_t block;
    bool entry; /* of the contents: its number is a fragment of its own */
    uint32_t fragment, fragments; /* of_item[fragment .. fragment + fragments), in page order */
    uint32_t height; /* in lines */
} view_item;

/* What of one grid stands on one page. */
typedef struct view_part {
    uint32_t page, block;
    uint32_t fragment, end; /* fragments[fragment .. end) */
    scene_rect box;
} view_part;

/* A page, and its type area as the text sees it. */
typedef struct view_page {
    uint32_t section; /* UINT32_MAX: nothing stands on it */
    uint32_t number;
    scene_rect area;
} view_page;

/* A text that is the page's own. */
typedef struct view_furniture {
    uint32_t page;
    const scene_glyphs **runs;
    uint32_t count;
} view_furniture;

/* A place to seal or sign. */
typedef struct view_zone {
    uint32_t page, fragment; /* that it comes with */
    const scene_field *field;
} view_zone;

typedef struct view {
    const proof_case *of;
    const document *doc;
    const scene *scene; /* turned content upright, page furniture left out */
    view_page *pages;
    VEC(view_furniture) furniture; /* as it stands on the sheet */
    VEC(view_zone) zones; /* upright, as the fragments */
    const scene_glyphs **runs;
    view_line *lines;
    view_fragment *fragments;
    uint32_t fragment_count;
    view_item *items;
    uint32_t item_count;
    uint32_t *of_item; /* fragments by element */
    view_part *parts;
    uint32_t part_count;
} view;

/* Also where the scene's elements are not the document's: then only item_count can be trusted. */
view *view_of(const proof_case *c, arena *a);
/* ---- sheets.c: sections to pages ---- */

/* Numbers pages, turns content upright, takes furniture out. Items are known. */
void sheets_read(view *v, const scene *from, arena *a);
/* The section that a block is in, and the height of its type area. */
const doc_section *section_of(const document *doc, uint32_t block);
len room_height(const view *v, uint32_t block);
void check_furniture(const view *v, verdict *out);

/* ---- rules_zones.c ---- */

void check_zones(const view *v, verdict *out);
/* Whether a page has, but for a block, nothing but places to seal: some of the block must be there. */
bool zone_wants_company(const view *v, uint32_t page, uint32_t block);
/* Whether a text, or a part of it, has a place to seal. */
bool text_zoned(const doc_text *t);
/* Whether a document may be refused for its places to seal. */
bool zones_unfit(const document *doc);

/* ---- rules_foot.c ---- */

void check_feet(const view *v, verdict *out);
/* As what a fragment stands at the foot of its page. */
text_foot foot_at(const view *v, uint32_t fragment);
/* Whether a line is due above a page's notes, or around the imprint on it. */
bool foot_rule(const view *v, uint32_t page, const scene_rect *rule);
/* Whether a page is the blank one before the imprint, which has an even page to itself. */
bool imprint_apart(const view *v, uint32_t page);

/* Insets above and below together. */
len item_insets(const view_item *t);
/* Height of the item's whole text, insets included. */
len item_height(const view_item *t);
len run_width(const scene_glyphs *g);
bool blank_text(str s);
/* The first item of a block. */
uint32_t block_item(const view *v, uint32_t block);

/* ---- rules ---- */

void check_data(const proof_case *c, verdict *out);
void check_text(const view *v, verdict *out);
void check_glyphs(const view *v, verdict *out);
void check_kinsoku(const view *v, verdict *out);
void check_line_pairs(const view *v, verdict *out);
void check_breaks(const view *v, verdict *out);
void check_upright(const view *v, verdict *out);
void check_points(const view *v, verdict *out);
/* Whether a diagnostic says that the text at a place had to be broken badly. */
bool conceded(const diags *d, mark at);
void check_order(const view *v, verdict *out);
void check_tiles(const view *v, verdict *out);
void check_frame(const view *v, verdict *out);
void check_area(const view *v, verdict *out);
void check_pages(const view *v, verdict *out);
void check_repeats(const view *v, verdict *out);
void check_kept(const view *v, verdict *out);
void check_fit(const proof_case *c, verdict *out);
void check_refusal(const proof_case *c, verdict *out);

/* Whether an element's text in a fragment has glyphs for every character; says what is wrong. */
bool fragment_whole(const view *v, const view_fragment *f, verdict *out, proof_rule rule);

/* ---- heights.c: what rows need, from the document and the number of lines that were found ---- */

/* What cells of one row alone need. */
len row_own(const view *v, uint32_t block, uint32_t row);
/* Rows [first, last] of a grid, at most: what their cells need, spans that touch them included. */
int64_t rows_need(const view *v, uint32_t block, uint32_t first, uint32_t last);
/* What goes with row `last` where it is the last of its grid: the texts below that say so. */
int64_t tail_need(const view *v, uint32_t block, uint32_t last);
/* Room of a continuation page for a grid. */
len grid_room(const view *v, uint32_t block);
/* Height of the repeated texts above a grid's continuation pages. */
len running_height(const view *v, uint32_t block);
/* Height of a band's header as printed the first time; -1 when it stands on several pages. */
len header_height(const view *v, uint32_t block, const doc_band *b);
/* Whether a cell stands in header rows only. */
bool in_header(const view_item *t);
const doc_band *band_of(const view_item *t);

/* All rules. */
void case_check(const proof_case *c, verdict *out);

/* ---- generator ---- */

typedef struct made {
    str template_text, data_text;
} made;

/* A template and data of any shape; the same seed gives the same texts. */
made proof_make(arena *a, uint64_t seed);

/* The text of a book file, which needs the shipped templates. */
str proof_make_book(arena *a, uint64_t seed);

/* ---- shrink.c ---- */

/* A smaller case for which `rule` still fires. */
made proof_shrink(arena *a, fonts *f, made from, proof_rule rule);

#endif
