/*
 * model: template + data → document. A template is a form as data (columns, labels, styles, which
 * field goes where); the document is that form filled in: blocks of text and grids of placed cells.
 * Nothing here knows fonts, lines or pages beyond their names and sizes.
 */
#ifndef JXB_MODEL_MODEL_H
#define JXB_MODEL_MODEL_H

#include "base/base.h"
#include "model/fit.h"
#include "tree/tree.h"

/* 水平: 左 中 右 两端 分散 小数点 末行 错行. A point-aligned cell stands to the right, its decimal
 * point under those of the column's other such cells. Of a text over its last line, that line is
 * its indent away from the right edge and the others are centred over it; longer ones move it to
 * the left. Of a stepped one the last line begins its indent farther right than the others, which
 * begin together, and the longer of it and them ends that far from the right edge. */
typedef enum doc_align {
    ALIGN_LEFT,
    ALIGN_CENTER,
    ALIGN_RIGHT,
    ALIGN_JUSTIFY,
    ALIGN_DISTRIBUTE,
    ALIGN_POINT,
    ALIGN_OVER_LAST,
    ALIGN_STEPPED
} doc_align;
typedef enum doc_valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM } doc_valign;

/* 避头尾: 基本 国标 严格 */
typedef enum doc_kinsoku { KINSOKU_BASIC, KINSOKU_GB, KINSOKU_STRICT } doc_kinsoku;
/* 均衡: whether lines are made equally long; AUTO: where they are centred. */
typedef enum doc_balance { BALANCE_AUTO, BALANCE_NO, BALANCE_YES } doc_balance;

typedef struct doc_style {
    str name;
    str role; /* font role, "宋体" */
    mark role_at; /* where the role is named */
    len size; /* em */
    len pitch; /* baseline to baseline */
    doc_align horizontal;
    doc_valign vertical;
    len top, right, bottom, left; /* insets of a cell; space around a text block */
    bool stacked; /* one character a line */
    doc_kinsoku kinsoku;
    doc_balance balance;
    int gap_eighths; /* 中西间距: between Han and Latin, in eighths of the size */
    len indent; /* 缩进: of the first line of each paragraph; and in thousandths of the size */
    len indent_thousandths; /* below 0 it begins in the left inset, and the others hang */
    const lexicon *words; /* 断词, 常用词: between which a label is parted, and other texts; NULL:
                           * none */
} doc_style;

/* A sheet, and where on it the type area (版心) is. left is the binding side (订口). */
typedef struct doc_page {
    len width, height;
    len top, right, bottom, left; /* margins */
    bool duplex; /* 双面: left and right change places on even pages */
    /* 竖纸横排: what the section contains stands a quarter-turn anticlockwise on the upright sheet,
     * its head at the left edge: 订口 of an odd page, 切口 of an even one (GB/T 9704-2012, 8). */
    bool turned;
    /* 字框: the type area reaches from the first line's em box to the last one's, as in the
     * standard's 22 lines of 28 characters; otherwise from line to line. */
    bool em_boxes;
} doc_page;

/* Width and height of the type area as the text sees it: of a turned page changed over. */
typedef struct doc_area {
    len width, height;
} doc_area;
doc_area doc_page_area(const doc_page *p);

/* LEAST: as wide as size, wider only where a unit that must not break needs it. */
typedef enum track_kind { TRACK_FIXED, TRACK_AUTO, TRACK_SHARE, TRACK_LEAST } track_kind;
typedef struct doc_track {
    track_kind kind;
    len size; /* TRACK_FIXED, TRACK_LEAST */
    uint32_t share; /* TRACK_SHARE: parts of what is left */
    len most; /* TRACK_LEAST: never wider; 0: as wide as need be */
} doc_track;

/* What becomes of a cell over several rows at a page edge. */
typedef enum doc_on_break { ON_BREAK_REPEAT, ON_BREAK_CONTINUE, ON_BREAK_KEEP } doc_on_break;
/* Whether a row may be divided between two pages: AUTO divides a tall one. */
typedef enum doc_split { ROW_SPLIT_AUTO, ROW_SPLIT_ALLOW, ROW_SPLIT_NEVER } doc_split;

/* A place that is left free beside or over a text: no ink in it but a unit's name and the date. */
typedef enum doc_zone_role { ZONE_SEAL, ZONE_SIGNATURE } doc_zone_role;
typedef struct doc_zone {
    doc_zone_role role;
    str name; /* whose: "填报单位"; without full stops */
    len width, height; /* of a seal: its diameter */
    uint32_t lines; /* least number that it presses: a seal beside one over a name and a date */
    mark at;
} doc_zone;

/* Bytes [from, to) of a text that come from the data. */
typedef struct doc_span {
    uint32_t from, to;
} doc_span;
typedef struct doc_spans {
    const doc_span *at;
    uint32_t count;
} doc_spans;

typedef struct doc_cell {
    const doc_style *style;
    str text; /* as printed: normalised, paragraphs divided by '\n' */
    mark from;
    uint32_t row, column; /* row in the grid, column in its band */
    uint32_t rowspan, colspan;
    doc_on_break on_break;
    bool data; /* filled from the data, not a fixed label */
    bool names_rows; /* a value that consecutive rows share: it heads them */
    const doc_zone *zone; /* or NULL; only of a cell of one row */
    doc_spans filled; /* what of the text is not the form's own; of a tick box the tick */
} doc_cell;

typedef struct doc_row {
    uint32_t band;
    bool header; /* repeated on continuation pages */
    doc_split split;
    len least; /* height at least */
} doc_row;

/* Consecutive rows with column tracks of their own; header rows come first. */
typedef struct doc_band {
    const doc_track *tracks;
    uint32_t track_count;
    uint32_t first_row, row_count, header_count;
    mark at;
} doc_band;

/* What a text outside grids is. Those of a form are its title and lines. */
typedef enum text_role {
    TEXT_OF_FORM,
    TEXT_TITLE, /* of the whole document */
    TEXT_HEADING,
    TEXT_PARAGRAPH,
    TEXT_ITEM, /* a paragraph that begins with its number */
    TEXT_NOTE,
    TEXT_CAPTION, /* of the grid that follows */
    TEXT_CONTENTS /* a line of the contents: a heading's text, to which layout adds its page */
} text_role;

/* What stands at the foot of a page, not in the flow: a footnote, on the page where it is first
 * called; the imprint (版记), on the last page, an even one where both sides are printed. */
typedef enum text_foot { FOOT_NONE, FOOT_NOTE, FOOT_IMPRINT } text_foot;

/* Bytes [from, to) of a text that call a footnote, and how many blocks after the text it stands. */
typedef struct doc_call {
    uint32_t from, to;
    int32_t ahead;
} doc_call;

typedef struct doc_text doc_text;
struct doc_text {
    const doc_style *style; /* of a line in parts: the first part's */
    str text; /* empty for a line in parts */
    mark from;
    bool data;
    doc_spans filled; /* what of the text is not the form's own */
    const doc_zone *zone; /* or NULL */
    bool with_grid; /* 随表: on the page that the grid above it ends on */
    text_role role;
    uint32_t level; /* HEADING, ITEM, CONTENTS: from 1; OF_FORM: of its title in a book, else 0 */
    uint32_t label; /* ITEM: bytes at the beginning of the text that are its number */
    str entry; /* HEADING: its name in contents and outline; empty: its text */
    uint32_t refers; /* CONTENTS: the block of the heading */
    len above; /* blank, but at the top of a page */
    bool keep_next; /* no page edge between this text and the next block */
    const doc_call *calls; /* footnotes, by where they are called */
    uint32_t call_count;
    text_foot foot;
    len rule_above,
        rule_below; /* drawn lines as wide as the type area, outside the insets; 0: none */
    const doc_text *parts; /* side by side, each in a track of its own; none of them has parts */
    const doc_track *tracks;
    uint32_t part_count, track_count; /* more parts than tracks: rows, the last one to the right */
};

typedef struct doc_grid {
    const doc_band *bands;
    uint32_t band_count;
    const doc_row *rows;
    uint32_t row_count;
    const doc_cell *cells; /* by row, then column */
    uint32_t cell_count;
    len outer, inner; /* rule widths */
    const doc_text *running; /* printed again above the grid on continuation pages */
    uint32_t running_count;
    bool running_own; /* they are the continuation pages' (续表), not the texts before the grid
                         again */
    bool whole; /* with its heading on one page, where one page can hold them */
    mark at;
} doc_grid;

typedef enum block_kind { BLOCK_TEXT, BLOCK_GRID, BLOCK_PAGE_BREAK } block_kind;
typedef struct doc_block {
    block_kind kind;
    union {
        doc_text text;
        doc_grid grid;
    };
} doc_block;

/* An instant, and the zone that it is told in. */
typedef struct doc_date {
    bool known;
    int64_t seconds; /* since 1970-01-01T00:00:00Z */
    int32_t zone; /* minutes east of Greenwich */
} doc_date;

/* What catalogues want to know. Any may be empty. */
typedef struct doc_facts {
    str author, subject, keywords, year;
    str form, edition; /* the template's id and 版本 */
    str amounts; /* JSON: [{"name": …, "value": "92.83", "unit": "万元"}, …]; empty: none */
    doc_date date;
} doc_facts;
/* Page numbers (页码). 外侧: to the right on odd pages, to the left on even ones. */
typedef enum doc_folio_place {
    FOLIO_CENTRE,
    FOLIO_OUTSIDE,
    FOLIO_LEFT,
    FOLIO_RIGHT
} doc_folio_place;
typedef struct doc_folio {
    const doc_style *style;
    str before, between, after; /* of the number, and of the total behind it */
    bool total;
    doc_folio_place place;
    len inset; /* from the edge of the type area */
    len below; /* from the foot of the type area to the middle of the figures' em box */
    mark at;
} doc_folio;

/* Where a section's first page is: on a new page; on an odd one, after a blank even one if need be;
 * or it goes on on the page where the one before ends, whose page it then shares. */
typedef enum doc_start { START_PAGE, START_RECTO, START_FLOW } doc_start;

/* Consecutive blocks on pages of one kind. */
typedef struct doc_section {
    doc_page page;
    const doc_folio *folio; /* or NULL */
    const doc_text *head; /* running head (页眉), above the type area; or NULL. One line. */
    len head_gap; /* from the head's line to the type area */
    uint32_t number; /* of its first page; 0: goes on from the section before */
    doc_start start;
    uint32_t first_block, block_count;
} doc_section;

typedef struct document {
    str title, language;
    doc_facts facts;
    const doc_section *sections; /* at least one; in order, every block in one */
    uint32_t section_count;
    doc_fit fit;
    const doc_block *blocks;
    uint32_t block_count;
    const struct doc_source *sources; /* of a book: the forms in it, in order */
    uint32_t source_count;
    const struct document_part *parts; /* of a book: its forms, each by itself */
    uint32_t part_count;
} document;

typedef struct document_part {
    str title; /* as the book has it */
    const document *doc;
} document_part;

/* A template's identity, for lists and messages. */
typedef struct template_facts {
    str id; /* its folder's name */
    str title; /* 表 */
    str region; /* 地区 */
    str edition, basis, origin, grade; /* 版本 依据 出处 依据程度; may be empty */
    str base; /* 继承: the id of the template that it extends; may be empty */
    const str *aliases; /* other titles */
    uint32_t alias_count;
} template_facts;

/* Which part of an indicator's value a column holds: ≥95% whole, or ≥ and 95 and % apart. */
typedef enum value_part { PART_NONE, PART_WHOLE, PART_SIGN, PART_NUMBER, PART_UNIT } value_part;
/* How the labels of a tree's levels are printed: as written, 产出指标, or 产出. */
typedef enum label_form { LABEL_AS_WRITTEN, LABEL_LONG, LABEL_SHORT } label_form;

typedef struct form_column {
    str name;
    const str *synonyms; /* other names in data */
    uint32_t synonym_count;
    str about, example; /* for people; may be empty */
    value_part part;
} form_column;

typedef enum field_kind { FIELD_TEXT, FIELD_LIST, FIELD_TREE } field_kind;
typedef struct form_field {
    str name;
    field_kind kind;
    bool required, several; /* several: a list of paragraphs, or of options, is welcome */
    const str *synonyms; /* other names in data */
    uint32_t synonym_count;
    str about;
    const node *example; /* of any shape that the field has, or NULL */
    const str *options; /* FIELD_TEXT: the words to choose from */
    uint32_t option_count;
    const str *columns; /* FIELD_LIST, FIELD_TREE: levels first, then the entry's columns */
    const form_column *column_facts; /* parallel to columns */
    uint32_t column_count, level_count;
    label_form labels; /* FIELD_TREE */
    mark at;
    bool used; /* printed somewhere by the layout */
    bool *column_used;
} form_field;

/* A label of an indicator tree; its children are the labels below it. */
typedef struct taxon taxon;
struct taxon {
    str name, brief; /* 产出指标, 产出; brief may be empty */
    const str *aliases;
    uint32_t alias_count;
    str weight; /* 权重 as written; may be empty */
    bool required;
    const taxon *children;
    uint32_t child_count;
};

typedef struct form_template form_template;

/* All templates together, and what they share. */
typedef struct form_library {
    const template_facts *facts;
    uint32_t count;
    /* The which-th template's tree, or NULL: it cannot be read, which `read` has told if it can.
     * Safe in several threads at once. */
    const tree *(*read)(void *shelf, uint32_t which);
    void *shelf;
    const node *styles, *taxonomies,
        *fit; /* mappings, or NULL; fit: what 适应 may try by default */
    const node *books; /* 版式 of books by name; a mapping, or NULL */
    const node *pages; /* 页面 and 页码 by name; a mapping, or NULL */
} form_library;

/* Reads a template's tree. NULL with errors added. The tree must outlive the template. */
const form_template *template_load(arena *a, const tree *from, str id, diags *d);
/* The same for one of a library: on what it extends and what it shares. The library must outlive
 * the template. */
const form_template *library_load(arena *a, const form_library *from, uint32_t which, diags *d);
const template_facts *template_about(const form_template *t);
/* What data writes after 表 to be printed by it: "标题/地区" where no other form is called so, else
 * its id. */
str template_name(arena *a, const form_template *t);
const form_field *template_fields(const form_template *t, uint32_t *count);
/* A name under which a column's value may stand in an entry of a list or tree: its own, another
 * one, or that of a part of its value (性质, 值, 单位). */
typedef struct entry_name {
    str name;
    const form_column *column;
    value_part part;
} entry_name;
/* Those of the columns from `first` on, each name once. */
uint32_t template_entry_names(
    arena *a, const form_field *f, uint32_t first, const entry_name **out);
/* The root of its indicator tree, without a name; NULL when it names none. */
const taxon *template_taxonomy(const form_template *t);
/* Reads only what names a template; false when the tree has neither 表 nor 继承. */
bool template_facts_read(arena *a, const tree *from, str id, template_facts *out);
/* Fills in what facts inherit. */
void library_facts_inherit(template_facts *facts, uint32_t count);
/* The place of the template of that id among them, or -1. */
int library_search(const template_facts *facts, uint32_t count, str id);
/* The beginning of a template's text, up to the first key that is none of its facts: enough for
 * template_facts_read(). The whole text where a fact stands behind other keys. */
str template_facts_text(str text);

/*
 * Chooses the template that a data document asks for with 表 ("标题", "标题/地区" or an id) among
 * `count` facts; -1 with an error added when none or several answer.
 */
int catalog_choose(const template_facts *facts, uint32_t count, const node *data, diags *d);
/* The same for a name that stands elsewhere. */
int catalog_choose_named(
    const template_facts *facts, uint32_t count, str wanted, mark at, diags *d);

/* Reads the file that 引用 names, which stands at `at`: its first document, or NULL with an error
 * added. */
typedef struct include_reader {
    void *context;
    const node *(*read)(void *context, str path, mark at);
} include_reader;

/* The documents that a data file means: 引用 merged in, 公共 spread over the others, 项目 dealt out
 * to a document each. NULL with errors added; `from` itself when there is nothing to do. */
const tree *data_expand(arena *a, const tree *from, const include_reader *reader, diags *d);

/* What a book reads besides its own file. Each adds an error and yields NULL (match: 0) when it
 * cannot; the paths are those of include_path(). */
typedef struct book_reader {
    void *context;
    const source *(*text)(void *context, str path, mark at); /* narrative */
    const tree *(*data)(void *context, str path, mark at); /* a data file, expanded */
    uint32_t (*match)(void *context, str pattern, str **paths); /* by name, in order */
} book_reader;

/* Whether a data document is a book (书), not a form. */
bool book_is(const node *data);
/* A book to a document: its headings, paragraphs, tables and forms in order. NULL with errors
 * added. The library and what the reader yields must outlive it. */
const document *book_bind(
    arena *a, const form_library *library, const book_reader *reader, const node *data, diags *d);

/* Fills the template with one data document. NULL with errors added. Borrows the template; the
 * texts are copied. */
const document *document_bind(arena *a, const form_template *t, const node *data, diags *d);

void document_dump(const document *doc, buf *out);

#include "model/data.h"

#endif
