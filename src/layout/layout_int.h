/* Inside layout only. */
#ifndef JXB_LAYOUT_LAYOUT_INT_H
#define JXB_LAYOUT_LAYOUT_INT_H

#include "layout/layout.h"

/* ---- columns.c: widths of column tracks, integers only ---- */

/* What the cells over tracks [first, first + count) need so as not to break units or 避头尾, and
 * would like; and what they cannot do without: the widest character. Insets included. */
typedef struct column_need {
    uint32_t first, count;
    len least, most, floor;
} column_need;

typedef struct column_table {
    const doc_track *tracks;
    uint32_t count; /* at most 64 */
    const column_need *needs;
    uint32_t need_count;
    len width;
} column_table;

/* Widths that add up to the table's width exactly: fixed tracks as given; auto tracks between their
 * least and most; what is left goes to shares, else to autos. False, *over set to the excess, when
 * the fixed tracks leave less than 1 pt for each other one, or when only fixed tracks do not fill
 * the width (*over may then be negative). Fixed tracks that miss it by no more than what rounding
 * lengths to 1/1024 pt makes of a sum fill it: the last one gives or takes. */
bool columns_solve(arena *a, const column_table *table, len *out, len *over);

/* ---- rows.c: heights of row tracks, integers only ---- */

/* A cell as rows and pages see it: rows [first, last], insets above and below together, and the
 * height of its first i + 1 lines in ends[i], strictly rising; at least one line. */
typedef struct row_cell {
    uint32_t first, last;
    len inset;
    const len *ends;
    uint32_t line_count;
    doc_on_break on_break;
} row_cell;

typedef struct row_table {
    const row_cell *cells;
    uint32_t cell_count;
    const bool *header;
    uint32_t row_count;
} row_table;

/* own[r]: what the cells of row r alone need. height[r] >= own[r]: what spans need too, a span's
 * deficit being spread evenly over its rows that are no header (over all of them when all are).
 * own and height have row_count elements; own comes in as the rows' least heights. */
void rows_solve(arena *a, const row_table *table, len *own, len *height);
/* Makes rows [first, last] `need` high together: what they lack is spread evenly over those that are
 * no header, or over all when all are, the last ones taking what does not divide. */
void rows_stretch(len *height, const bool *header, uint32_t first, uint32_t last, len need);

/* ---- paginate.c: which slice of which row on which page, integers only ---- */

typedef struct page_row {
    len own, height;
    uint32_t header_first, header_count; /* rows repeated above this one on a continuation page */
    bool keep; /* no page edge between this row and the next */
    doc_split split;
    bool company; /* none if it can be helped: the next row is there to be sealed or signed */
} page_row;

typedef struct page_table {
    const page_row *rows;
    uint32_t row_count;
    const row_cell *cells; /* by first row */
    uint32_t cell_count;
    len first_room, room; /* on the first page, on later ones */
    uint32_t page_limit;
    len tail; /* room that what follows wants on the last page */
    bool starts; /* the first page may not stay empty */
} page_table;

typedef struct plan_slice {
    uint32_t row;
    len top, height;
    bool repeat; /* a header row printed again */
    bool ends; /* the row ends here; otherwise it goes on on the next page */
} plan_slice;

/* Lines [line, line_end) of a cell, in the room from top to top + height. */
typedef struct plan_fragment {
    uint32_t cell;
    len top, height;
    uint32_t line, line_end;
    bool repeat;
} plan_fragment;

typedef struct plan_page {
    const plan_slice *slices;
    uint32_t slice_count;
    const plan_fragment *fragments; /* by first row of the cell, then as in the table */
    uint32_t fragment_count;
    len height;
} plan_page;

typedef enum page_fault { PAGE_FINE, PAGE_NO_ROOM, PAGE_LIMIT } page_fault;
typedef struct page_plan {
    const plan_page *pages; /* the first may be empty: nothing fitted there */
    uint32_t page_count;
    page_fault fault;
    uint32_t fault_row;
    bool torn; /* the first page ends between what was to be kept together */
} page_plan;

page_plan paginate(arena *a, const page_table *table);

/* ---- balance.c: column widths for the least height, integers only ---- */

/* A cell over rows [first, last] and edges [edge, edge_end). */
typedef struct balance_cell {
    uint32_t first, last, edge, edge_end;
    len beside, above; /* insets: left and right together, above and below together */
    len least; /* never narrower */
    len size, pitch;
    const len *natural; /* of each paragraph, set on one line */
    uint32_t paragraph_count;
    uint32_t lines; /* as laid out at the width it has */
} balance_cell;

/* A column of one band, from one edge to another. */
typedef struct balance_track {
    uint32_t edge, edge_end;
    len least, most;
} balance_track;

typedef struct balance_table {
    const len *edges; /* ascending, the table's own left and right edge included */
    uint32_t edge_count;
    const balance_cell *cells;
    uint32_t cell_count;
    const balance_track *tracks;
    uint32_t track_count;
    const bool *header;
    const len *row_least;
    uint32_t row_count;
} balance_table;

/* Where the edges stand best, into `out`; false when nothing better was found. An edge that bands
 * share stays shared; none comes nearer than 10 pt to another one that it was farther from, unless it
 * meets it. */
bool balance_edges(arena *a, const balance_table *t, len *out);

/* ---- variant.c ---- */

typedef struct fit_choice {
    bool sized, inset_set;
    len size, inset; /* at most */
    const len *const *const *widths; /* per block, band, track; NULL: as the tracks say */
} fit_choice;
const document *variant_make(arena *a, const document *from, const fit_choice *choice);

/* ---- shapes.c ---- */

layout_shapes *shapes_new(arena *a);
/* text_shape_request() into the job's arena, or what was shaped before. */
const text_shaped *shape_once(const layout_job *job, const text_request *r);

/* ---- fit.c ---- */

enum { FIT_RANKS = (FIT_LENGTHS + 1) * (FIT_LENGTHS + 1), FIT_CANDIDATES = 2 * FIT_RANKS };
enum { FIT_CONCESSIONS = 3 };

/* What is known of a candidate. */
typedef struct fit_candidate {
    fit_choice choice;
    uint32_t rank; /* how many earlier ones were liked better; by size, then insets */
    bool balanced; /* column widths chosen */
    bool good; /* it could be laid out */
    uint32_t conceded[FIT_CONCESSIONS]; /* lines that split a word, a unit, 避头尾 */
    uint32_t pages;
    int64_t over; /* height on pages beyond what was asked for */
    int64_t height; /* of all rows of all grids */
    int64_t white; /* area of cells that their text does not fill */
} fit_candidate;

typedef struct fit_report {
    fit_goal goal;
    const fit_candidate *candidates; /* the first is the document as it is */
    uint32_t count, chosen;
} fit_report;

/* The best of some, the first being the plain layout: those that it is better than in pages or
 * concessions are out; UINT32_MAX when none is good. */
uint32_t fit_choose(const fit_candidate *candidates, uint32_t count, fit_goal goal);

/* ---- measure.c ---- */

/* How the text of a vertical style stands: every character upright, （50分） on one line, all flat.
 */
typedef enum text_posture { POSTURE_UPRIGHT, POSTURE_GROUPS, POSTURE_FLAT } text_posture;

typedef struct sized_part sized_part;
typedef struct sized_text {
    const doc_style *style; /* of a line in parts: made for it, its pitch the tallest part's height */
    str text;
    mark from;
    bool data;
    const text_shaped *shaped;
    const text_line *lines;
    uint32_t line_count;
    len pitch; /* the style's, or more where a script is taller than Han */
    len baseline; /* from the top of a line's pitch to its baseline */
    text_posture posture;
    doc_spans filled; /* what of the text comes from the data */
    const doc_zone *zone; /* or NULL */
    scene_rect reserve; /* of the zone: from the inset and the top of the first line */
    bool with_grid; /* goes with the last row of the grid above it */
    len behind; /* room kept on its right, so that decimal points stand in one line */
    const sized_part *parts; /* of a line in parts, which has one line and no glyphs of its own */
    uint32_t part_count;
} sized_text;

struct sized_part {
    sized_text text;
    len x, width; /* from the left of the type area */
    len y, height; /* of its row, from the line's top; insets excluded */
};

typedef struct sized_cell {
    const doc_cell *cell;
    sized_text text; /* what rows and pages are made for */
    const sized_text *standing; /* of a vertical label whose text lies: for parts with the height */
    uint32_t edge, edge_end; /* columns of the whole grid: [edge, edge_end) */
    len x, width;
} sized_cell;

typedef struct sized_grid {
    const doc_grid *grid;
    const len *const *widths; /* per band and track */
    const len *edges; /* x of every column edge of every band, ascending, from 0 */
    uint32_t edge_count;
    const sized_cell *cells;
    const row_cell *row_cells; /* parallel to cells */
    const len *own, *heights;
    const sized_text *running;
    len running_height;
} sized_grid;

typedef struct sized_block {
    block_kind kind;
    union {
        sized_text text;
        sized_grid grid;
    };
} sized_block;

struct sized_doc {
    const document *doc;
    const sized_block *blocks;
    uint32_t block_count;
    const fit_report *fit; /* or NULL */
};

/* Shapes out's text in its posture; breaks it into lines of a width. False with errors added. */
bool text_shape_into(const layout_job *job, sized_text *out);
bool text_break_into(const layout_job *job, sized_text *out, len width);
/* A text outside grids, in a width; its parts, where it has some. */
bool text_block_size(const layout_job *job, const doc_text *from, len width, sized_text *out);
/* beside.c: the parts of a line, each in its track. */
bool parts_size(const layout_job *job, const doc_text *from, len width, sized_text *out);
/* Height of n lines of a text, insets excluded. */
len text_height(const sized_text *t, uint32_t lines);
/* A length in 1/TEXT_EM em at a size, rounded up; and the reverse, rounded down. */
len em_to_len(int64_t em, len size);
int64_t len_to_em(len l, len size);

/* What a style asks of lines in a room of this width. */
text_measure text_measure_of(const doc_style *s, len width);
/* Row heights from the lines of the grid's cells. */
void grid_rows(const layout_job *job, sized_grid *g);

/* ---- line.c ---- */

/* Where a line begins in its room. */
len text_line_x(const sized_text *t, const text_line *line, len room);

/* ---- zones.c ---- */

/* The place to seal or sign that a text, or the first part of it that has one, has; or NULL. */
const doc_zone *text_zone(const sized_text *t);
/* Finds the zone's place by the text's lines, and makes the insets large enough for it. False with an
 * error added. */
bool zone_place(const layout_job *job, sized_text *t, len room);
/* What a text needs, and would like, so that its zone has room; insets excluded. */
len zone_least(const sized_text *t, len content);
len zone_most(const sized_text *t, len content);

/* ---- upright.c ---- */

/* Keeps （50分） in a vertical label on one line where the column has room for it. */
void upright_groups(const layout_job *job, sized_cell *c);
/* Row heights, with vertical labels lying where that needs less; `standing` set for those. */
void upright_settle(const layout_job *job, sized_grid *g, sized_cell *cells);
/* The text of a cell as it stands in a part of this height that shows lines [from, to) of it. */
const sized_text *upright_text(const sized_cell *c, len height, uint32_t from, uint32_t to);

/* ---- point.c ---- */

/* Sets `behind` for the point-aligned cells of each column. Lines are known. */
void points_align(const sized_grid *g, sized_cell *cells, arena *a);

/* ---- flow.c: blocks into pages ---- */

typedef enum flow_kind { FLOW_TEXT, FLOW_RUNNING, FLOW_GRID } flow_kind;
typedef struct flow_item {
    flow_kind kind;
    uint32_t block;
    uint32_t from, to; /* FLOW_TEXT: lines; FLOW_RUNNING: which text; FLOW_GRID: which page of it */
    len top; /* from the top of the type area */
} flow_item;
typedef struct flow_page {
    const flow_item *items; /* none: a blank verso */
    uint32_t count;
    uint32_t section; /* whose page it is */
    uint32_t number; /* from 1, whether it is printed or not; an even page is a verso */
    const sized_text *head, *folio; /* or NULL */
    bool unnumbered; /* its number is not printed: a blank page before the imprint, and that page */
    len notes; /* the top of its footnotes, from that of the type area; 0: it has none */
    const sized_text *proof; /* what a page with guides says of itself; or NULL */
} flow_page;

/* What an entry of the contents has beside its text. */
typedef struct contents_entry {
    const sized_text *number, *dot; /* NULL: the block is no such entry */
} contents_entry;

struct doc_plan {
    const page_plan *grids; /* per block; empty for texts */
    const contents_entry *entries; /* per block; NULL: there are no contents */
    len number_room; /* the width of the widest number in the contents */
    uint32_t block_count;
    const flow_page *pages;
    uint32_t page_count;
    const fit_report *fit; /* or NULL */
};

/* ---- furniture.c: what stands outside the type area ---- */

/* The running heads and page numbers of pages that are dealt. False with errors added. */
bool furniture_size(const layout_job *job, const document *doc, flow_page *pages, uint32_t count);

/* ---- sheet.c: a type area on its sheet ---- */

/* Ops with (0, 0) at the type area's top left corner as its text sees it go to the sheet. */
typedef struct sheet {
    scene_builder *out;
    const doc_page *page;
    len left; /* of the type area on this side of the sheet */
    bool turned;
} sheet;
sheet sheet_of(scene_builder *out, const doc_page *page, bool verso);
void sheet_add(const sheet *s, const scene_op *op);

/* From the text to the first footnote; the rule is in the middle. */
enum { NOTES_ABOVE = 12 * LEN_PT };

/* ---- contents.c ---- */

/* An entry's text, in lines that leave room for its number. */
bool contents_size(const layout_job *job, const doc_text *from, len width, sized_text *out);
/* The numbers of the pages where headings are. False with errors added. */
bool contents_number(const layout_job *job, const sized_doc *s, doc_plan *plan);
/* Width of the column of numbers. */
len contents_room(const doc_plan *plan, const doc_style *s);
/* The dots of an entry on its last line's baseline. */
typedef struct contents_gap {
    len from, to, baseline;
} contents_gap;
void contents_dots(const contents_entry *e, const sheet *out, contents_gap gap, arena *a);

/* ---- outline.c: what texts are in a book ---- */

/* The block of a form's title: of the texts above its first grid the first in the largest type, since
 * the number of an annex may stand above it. UINT32_MAX: none. */
uint32_t outline_title(const document *doc);
/* The element of a block's text as the structure tree wants it; as->role says what it is in a form. */
scene_element outline_element(
    const document *doc, uint32_t block, const scene_element *as, uint32_t *lists);
/* Bookmarks of the headings. */
void outline_add(const layout_job *job, const document *doc, const uint32_t *first_element,
    scene_builder *out);
/* The link of an entry of the contents, `length` bytes long. */
void outline_link(const document *doc, uint32_t block, const uint32_t *first_element, size_t length,
    scene_builder *out);

/* The links from where a text calls footnotes to them. */
void outline_calls(
    const document *doc, uint32_t block, const uint32_t *first_element, scene_builder *out);

/* ---- drawn.c ---- */

/* A sign that has no glyph, with the top left corner of its em box. */
typedef struct drawn_place {
    uint32_t sign; /* a text_box */
    len x, y, size;
} drawn_place;
void drawn_add(const sheet *out, const drawn_place *p);

/* ---- guides.c ---- */

/* The type area; the tracks of a grid and its rows on a page; a line's baseline; a place to sign. */
void guide_area(const sheet *out);
void guide_tracks(const sheet *out, const sized_grid *g, const plan_page *page, len y);
void guide_baseline(const sheet *out, len x, len y, len width);
void guide_zone(const sheet *out, const scene_field *field);

/* ---- overprint.c ---- */

/* Glyphs [from, to) of a piece, which come from the data, and how far they are from its beginning. */
typedef struct filled_part {
    text_piece piece;
    uint32_t first; /* from the piece's first glyph */
    int64_t along;
} filled_part;
/* The next part after `done` glyphs of the piece; false when there is none. */
bool filled_next(const sized_text *t, const text_piece *piece, const text_glyph *set, uint32_t done,
    filled_part *out);

/* ---- place.c, rules.c ---- */

typedef struct rule_page {
    const sized_grid *grid;
    const plan_page *page;
    len x, y; /* of the grid's top left corner */
} rule_page;
/* The drawn lines of one page of a grid, shared edges resolved, the frame closed. */
void rules_draw(arena *a, const rule_page *p, const sheet *out);

/* The short rule above footnotes that begin at `top`. */
void rule_notes(const sheet *out, len top);
/* A rule of a thickness across the type area, `top` down from its head. */
void rule_across(const sheet *out, len top, len thickness);

/* ---- heads.c ---- */

/* What the grid's i-th cell is the heading of. */
scene_heads heads_of(const doc_grid *g, uint32_t cell);

#endif
