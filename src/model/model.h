/*
 * model: template + data → document. A template is a form as data (columns, labels, styles, which
 * field goes where); the document is that form filled in: blocks of text and grids of placed cells.
 * Nothing here knows fonts, lines or pages beyond their names and sizes.
 */
#ifndef JXB_MODEL_MODEL_H
#define JXB_MODEL_MODEL_H

#include "base/base.h"
#include "tree/tree.h"

/* 水平: 左 中 右 两端 分散 小数点. A point-aligned cell stands to the right, its decimal point
 * under those of the column's other such cells. */
typedef enum doc_align {
    ALIGN_LEFT,
    ALIGN_CENTER,
    ALIGN_RIGHT,
    ALIGN_JUSTIFY,
    ALIGN_DISTRIBUTE,
    ALIGN_POINT
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
    len indent_thousandths;
} doc_style;

typedef struct doc_page {
    len width, height;
    len top, right, bottom, left; /* margins */
} doc_page;

typedef enum track_kind { TRACK_FIXED, TRACK_AUTO, TRACK_SHARE } track_kind;
typedef struct doc_track {
    track_kind kind;
    len size; /* TRACK_FIXED */
    uint32_t share; /* TRACK_SHARE: parts of what is left */
} doc_track;

/* What becomes of a cell over several rows at a page edge. */
typedef enum doc_on_break { ON_BREAK_REPEAT, ON_BREAK_CONTINUE, ON_BREAK_KEEP } doc_on_break;
/* Whether a row may be divided between two pages: AUTO divides a tall one. */
typedef enum doc_split { ROW_SPLIT_AUTO, ROW_SPLIT_ALLOW, ROW_SPLIT_NEVER } doc_split;

typedef struct doc_cell {
    const doc_style *style;
    str text; /* as printed: normalised, paragraphs divided by '\n' */
    mark from;
    uint32_t row, column; /* row in the grid, column in its band */
    uint32_t rowspan, colspan;
    doc_on_break on_break;
    bool data; /* filled from the data, not a fixed label */
    bool names_rows; /* a value that consecutive rows share: it heads them */
} doc_cell;

typedef struct doc_row {
    uint32_t band;
    bool header; /* repeated on continuation pages */
    doc_split split;
} doc_row;

/* Consecutive rows with column tracks of their own; header rows come first. */
typedef struct doc_band {
    const doc_track *tracks;
    uint32_t track_count;
    uint32_t first_row, row_count, header_count;
    mark at;
} doc_band;

typedef struct doc_text {
    const doc_style *style;
    str text;
    mark from;
    bool data;
} doc_text;

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
    doc_date date;
} doc_facts;

typedef struct document {
    str title, language;
    doc_facts facts;
    doc_page page;
    const doc_block *blocks;
    uint32_t block_count;
} document;

/* A template's identity, for lists and messages. */
typedef struct template_facts {
    str id; /* its folder's name */
    str title; /* 表 */
    str region; /* 地区 */
    str edition, basis, origin, grade; /* 版本 依据 出处 依据程度; may be empty */
    const str *aliases; /* other titles */
    uint32_t alias_count;
} template_facts;

typedef struct form_template form_template;

/* Reads a template's tree. NULL with errors added. The tree must outlive the template. */
const form_template *template_load(arena *a, const tree *from, str id, diags *d);
const template_facts *template_about(const form_template *t);
/* Reads only what names a template; false when the tree has no 表. */
bool template_facts_read(arena *a, const tree *from, str id, template_facts *out);

/*
 * Chooses the template that a data document asks for with 表 ("标题", "标题/地区" or an id) among
 * `count` facts; -1 with an error added when none or several answer.
 */
int catalog_choose(const template_facts *facts, uint32_t count, const node *data, diags *d);

/* Fills the template with one data document. NULL with errors added. Borrows the template; the
 * texts are copied. */
const document *document_bind(arena *a, const form_template *t, const node *data, diags *d);

void document_dump(const document *doc, buf *out);

#endif
