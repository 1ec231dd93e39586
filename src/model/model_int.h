/* Inside model only. */
#ifndef JXB_MODEL_MODEL_INT_H
#define JXB_MODEL_MODEL_INT_H

#include "model/model.h"

/* ---- keys.c: which keys a mapping may have ---- */

enum { KEY_TEXT = 1, KEY_LIST = 2, KEY_MAP = 4, KEY_REQUIRED = 8 };
typedef struct key_rule {
    const char *name;
    unsigned flags; /* KEY_*: kinds allowed, whether it must be there */
    const char *example; /* how to write it, for who writes it as another kind; or NULL */
} key_rule;

/* Checks a mapping's keys and their kinds; unknown keys get the nearest known one as a hint.
 * what: "样式" etc., for messages. False when anything was added. */
bool keys_check(const node *map, str what, const key_rule *rules, size_t count, diags *d);
/* The same against names made at run time; kinds are not checked. */
bool keys_known(const node *map, const str *names, size_t count, diags *d);
/* Adds KEY_UNKNOWN for n's key, naming the nearest of names, else all of them. */
void key_unknown(const node *n, const str *names, size_t count, diags *d);
/* "是不是“…”？", or what names there are. */
str name_hint(arena *a, str wrong, const str *names, size_t count);
/* How far a is from b: the least cost of characters changed, dropped (cost each) or added (1). */
size_t name_distance(str a, str b, size_t cost);
/* "a、b、c" */
str names_join(arena *a, const str *names, size_t count);
/* Adds SHAPE unless n is of kind; names the thing by its key or `what`. */
bool shape_check(const node *n, node_kind kind, str what, diags *d);
/* Reads 是/否 (also true/false, yes/no); absent gives `otherwise`. */
bool flag_read(const node *map, str key, bool otherwise, diags *d);
/* Reads a length at a key; absent leaves *out alone. */
bool length_read(const node *map, str key, len *out, diags *d);
/* Which of `words` n's text is; -1 with TEMPLATE_VALUE added when none. */
int word_read(const node *n, const char *const *words, int count, diags *d);

/* ---- style.c ---- */

typedef struct style_set {
    doc_style *const *styles;
    uint32_t count;
} style_set;

bool styles_read(arena *a, const node *map, style_set *out, diags *d);
/* The style of a name (NULL node: `fallback`), or NULL with TEMPLATE_STYLE added. */
const doc_style *style_choose(
    const style_set *set, const node *name, str fallback, mark at, diags *d);

/* ---- template.c, template_grid.c ---- */

/* A cell as the template writes it. */
typedef struct cell_spec {
    const doc_style *style;
    str text; /* fixed text, with {{field}} */
    str field; /* or the field (or column) that fills it */
    uint32_t colspan;
    uint32_t rowspan; /* 0: to the end of the band */
    doc_on_break on_break;
    bool merge; /* equal consecutive values share one cell */
    const form_field *ticks; /* or a field whose options are printed, the chosen ones ticked */
    bool tick_after; /* the box stands after its option */
    uint32_t side; /* in a loop over several fields: which one's column it prints, + 1 */
    const doc_zone *zone;
    mark at;
} cell_spec;

typedef struct row_spec {
    const cell_spec *cells;
    uint32_t cell_count;
    bool header;
    doc_split split;
    len least;
    mark at;
} row_spec;

/* Several trees side by side that share their first level. */
typedef struct field_join {
    form_field field; /* the shared level, then "字段.列" of each one */
    form_field *const *of;
    uint32_t count;
} field_join;

/* Fixed rows (field NULL) or rows repeated for each record of a field. */
typedef struct rows_spec {
    const form_field *loop;
    const field_join *join; /* whose field is the loop; or NULL */
    const row_spec *rows;
    uint32_t row_count;
} rows_spec;

typedef struct band_spec {
    const doc_track *tracks;
    uint32_t track_count;
    const rows_spec *groups;
    uint32_t group_count;
    mark at;
} band_spec;

typedef struct text_spec text_spec;
struct text_spec {
    const doc_style *style;
    str text, field;
    mark at;
    const doc_zone *zone;
    bool with_grid;
    const text_spec *parts; /* side by side */
    const doc_track *tracks;
    uint32_t part_count;
};

typedef struct grid_spec {
    const band_spec *bands;
    uint32_t band_count;
    len outer, inner;
    bool title_again;
    const text_spec *continued; /* 续页: what stands above it on continuation pages instead */
    uint32_t continued_count;
    mark at;
} grid_spec;

/* A section as the template writes it; section.head is filled in when data is bound. */
typedef struct section_spec {
    doc_section section;
    const text_spec *head; /* or NULL */
    const node *page; /* the whole 页面 that it was read from */
} section_spec;

typedef struct block_spec {
    block_kind kind;
    union {
        text_spec text;
        grid_spec grid;
    };
} block_spec;

/* What 元数据 may say. */
enum { FACT_AUTHOR, FACT_SUBJECT, FACT_KEYWORDS, FACT_YEAR, FACT_DATE, FACT_COUNT };

struct form_template {
    template_facts facts;
    const section_spec *sections;
    uint32_t section_count;
    doc_fit fit;
    style_set styles;
    form_field *fields;
    uint32_t field_count;
    str document_title; /* 文件名称, with {{field}} */
    str about[FACT_COUNT]; /* 元数据, with {{field}}; empty: by custom */
    const struct fact_amount *amounts; /* 元数据's 金额 */
    uint32_t amount_count;
    const block_spec *blocks;
    uint32_t block_count;
    const taxon *taxonomy; /* or NULL */
    const struct relation *const *relations;
    uint32_t relation_count;
    str money; /* 金额单位; empty: 万元 */
    const form_library *library; /* or NULL: it stands alone */
};

/* While a template is read. */
typedef struct template_reader {
    arena *memory;
    form_template *made;
    diags *diags;
    const node *pages; /* named 页面 and 页码; or NULL */
    section_spec *open; /* the section that blocks are read into */
} template_reader;

/* ---- zone.c ---- */

/* The 盖章 or 签字 of a text or a cell in that style; *out is left alone where there is none. */
bool zone_read(template_reader *r, const node *map, const doc_style *s, const doc_zone **out);
/* 直径 of a mapping, where it has one; and whether a zone can have a name, which node n gives. */
bool zone_diameter_read(const node *map, len *out, diags *d);
bool zone_name_sound(str name, const node *n, diags *d);

/* ---- section.c ---- */

/* A section from a 页面 mapping (NULL: none) laid over `under` (NULL: nothing), or over the page
 * that it names with 承. False with errors added. */
bool section_read(template_reader *r, const node *map, const node *under, section_spec *out);
/* One line of text, as in 版面. */
bool text_spec_read(template_reader *r, const node *n, text_spec *out);

/* A template is one document. */
bool template_single(const tree *from, diags *d);
/* template_fields.c */
bool fields_read(template_reader *r, const node *map);
/* A list of plain texts into `into`; false with SHAPE added for other items. */
bool texts_read(arena *a, const node *list, str *into, uint32_t *count, diags *d);
/* A column's width: a length, 自动, or parts of what is left (2份). */
bool track_read(const node *n, doc_track *out, diags *d);
form_field *template_field(const form_template *t, str name);
/* Marks every {{field}} of text (and of the loop's columns) as used; errors for unknown ones. */
void template_use_text(template_reader *r, str text, const form_field *loop, mark at);
void template_use_field(template_reader *r, str name, const form_field *loop, mark at);
bool grid_spec_read(template_reader *r, const node *map, grid_spec *out);

/* ---- merge.c, resolve.c: nodes made of nodes ---- */

/* Of templates: an entry of the upper mapping that says 删去 takes the lower one away, and a style
 * that says 承 begins anew from that. */
enum { MERGE_TEMPLATES = 1 };
/* Mappings are merged by key, all else is replaced whole. Either may be NULL. */
const node *node_merge(arena *a, const node *under, const node *over, unsigned flags);
/* A mapping without the entries of those keys. */
const node *node_without(arena *a, const node *map, const char *const *keys, size_t count);
/* A mapping with its entry of key set to value. */
const node *node_with(arena *a, const node *map, str key, const node *value);
/* What a template is once its 继承, 修改, 用语 and shared data are worked in; NULL with errors. */
const tree *template_resolve(arena *a, const form_library *lib, uint32_t which, diags *d);
/* 修改: named parts of 版面 replaced, merged, inserted, taken away. NULL with errors added. */
const node *layout_edit(arena *a, const node *layout, const node *edits, diags *d);

/* ---- expand.c ---- */

/* The path of a file that a scalar names: beside the file that it stands in, or below. False with
 * INCLUDE_PATH added. */
bool include_path(arena *a, const node *named, str *out, diags *d);

/* ---- taxonomy.c ---- */

const taxon *taxonomy_read(arena *a, const node *map, diags *d);
/* A label as `form` prints it, at a level from 0; written itself when it is none of the tree's. */
str taxonomy_label(const taxon *root, uint32_t level, str written, label_form form);

/* ---- join.c: trees side by side ---- */

bool join_read(template_reader *r, const node *names, rows_spec *out);
/* Hands the columns that the layout prints on to the fields that they are of. */
void join_use(const field_join *join);
/* ---- data.c: a data document read against the template's fields ---- */

/* While a data document is read. */
typedef struct data_reader {
    arena *memory;
    const form_template *form;
    diags *diags;
    unsigned normalise;
    const node *top;
} data_reader;
typedef VEC(str) name_list;

/* data_keys.c: the entry that means a field, a column, a part of a value; NULL when there is none.
 * Two that mean the same are an error. */
const node *field_lookup(const data_reader *r, const node *map, const form_field *f);
const node *column_lookup(const data_reader *r, const node *map, const form_field *f, uint32_t c);
const node *part_lookup(
    const data_reader *r, const node *map, const form_field *f, value_part part);
/* Errors for keys that mean nothing here, with the form that knows them where one does. */
bool fields_known(const data_reader *r, const node *top);
bool columns_known(const data_reader *r, const node *map, const form_field *f, uint32_t first);
/* "标题/地区", for messages. */
str form_name(arena *a, const template_facts *f);
/* catalog.c: whether a template is meant by "标题", "标题/地区" or its id. */
bool catalog_answers(const template_facts *f, str wanted);

/* The records of several trees, paired off under each label of the first level. */
field_data join_records(
    arena *a, const form_template *t, const form_data *data, const field_join *join);

bool data_read(arena *a, const form_template *t, const node *map, form_data *out, diags *d);

/* ---- fill.c: 自动 ---- */

/* Computes the values that say 自动 (or auto) by the relations that have them alone on the left.
 * False with errors added for those that no relation tells. */
bool data_fill(const data_reader *r, form_data *data);

/* ---- review.c: 审核 in a data document ---- */

bool review_read(arena *a, const form_template *t, const node *map, review *out, diags *d);

/* ---- value.c: the listed normalisations ---- */

enum {
    NORMALISE_OPERATORS = 1,
    NORMALISE_TAGS = 2,
    NORMALISE_SPACE = 4,
    NORMALISE_LEGACY = 8,
    NORMALISE_MARKDOWN = 16 /* marks of .md files, see prose */
};
/* The text as it is printed; every use of a normalisation is a note at its place. */
str value_normalise(arena *a, str text, unsigned which, mark from, diags *d);
/* The bits to leave out for a data document's 照原样 list. */
unsigned value_kept_raw(const node *list, diags *d);

/* ---- parts.c: an indicator's value, whole or in parts ---- */

typedef struct value_parts {
    str sign, number, unit;
} value_parts;
/* "≥95%" to its parts. What is not of that kind stays whole in number. */
value_parts value_split(str whole);
str value_join(arena *a, value_parts parts);

/* ---- expr.c, evaluate.c: relations ---- */

typedef enum expr_kind {
    EXPR_NUMBER,
    EXPR_FIELD,
    EXPR_COLUMN, /* of the record at hand */
    EXPR_TOTAL, /* of a column over all records, or those with a label in another column */
    EXPR_SHARE, /* of its weight that the record at hand earns: score_share() of two columns */
    EXPR_ADD,
    EXPR_SUBTRACT,
    EXPR_MULTIPLY,
    EXPR_DIVIDE,
    EXPR_LEAST /* the smaller of two */
} expr_kind;
typedef struct expr expr;
struct expr {
    expr_kind kind;
    decimal number;
    uint32_t field, column;
    uint32_t
        other; /* TOTAL with a label: the column that it stands in; SHARE: the actual value's */
    str label; /* TOTAL: empty: all records */
    const expr *left, *right;
};

typedef enum relation_sign {
    SIGN_EQUAL,
    SIGN_AT_MOST,
    SIGN_AT_LEAST,
    SIGN_LESS,
    SIGN_MORE,
    SIGN_NEAR /* the right side, rounded as the left is written */
} relation_sign;
typedef struct relation {
    str text;
    mark at;
    relation_sign sign;
    const expr *left, *right;
    const form_field *loop; /* which records it is about, or NULL */
    str rule, about; /* 规则, 说明; may be empty */
    relation_grade grade; /* 级别 */
    bool fills_only; /* 只算: it computes what says 自动, and judges nothing */
} relation;

/* What the relation's right side comes to for a record; false, *why said, when it cannot be told.
 */
bool relation_compute(arena *a, const form_template *t, const form_data *data, const relation *r,
    uint32_t record, decimal *out);

/* Parses one 关系, a text or {式, 规则, 级别, 说明}; NULL with an error at its place in the text.
 */
const relation *relation_parse(arena *a, const form_template *t, const node *from, diags *d);
/* A sum alone, as the right side of a relation that is about no single record. */
const relation *relation_sum_parse(arena *a, const form_template *t, const node *from, diags *d);

/* ---- fit.c ---- */

/* 适应: a goal, or a mapping with what may be tried. NULL leaves *out alone. */
bool fit_read(const node *n, doc_fit *out, diags *d);
/* A goal alone, as data has it. */
bool fit_goal_node(const node *n, doc_fit *out, diags *d);
/* A template's 适应 over the shared one; either may be NULL. */
const node *fit_resolve(arena *a, const node *shared, const node *own);

/* ---- bind.c, grid.c ---- */

/* Replaces {{name}} by look_up's answer; \{{ stands for {{. */
typedef str (*value_lookup)(const void *context, str name);
str placeholders_fill(arena *a, str text, value_lookup look_up, const void *context);
/* The same; *filled: which bytes of the result are answers. */
str placeholders_fill_noting(
    arena *a, str text, value_lookup look_up, const void *context, doc_spans *filled);

/* Places cells as rows are filled from left to right: each in the first free column. Rows and
 * columns are counted from 0 within the band. */
typedef struct occupancy occupancy;
typedef struct grid_place {
    uint32_t row, rowspan, colspan;
    mark at;
} grid_place;
occupancy *occupancy_new(arena *a, uint32_t columns);
/* False with GRID_RANGE or GRID_OVERLAP added when there is no room. */
bool occupancy_place(occupancy *o, const grid_place *p, uint32_t *column, diags *d);
/* Ends a row; false with GRID_HOLE added when a column was left free. */
bool occupancy_next_row(occupancy *o, uint32_t row, mark at, diags *d);

/* ---- legacy.c ---- */

/* The character that a private-use code point of GBK or GB 18030 stands for; 0: none. */
uint32_t legacy_now(uint32_t cp);

/* ---- facts.c ---- */

/* A text with {{field}}, a number, or a sum. */
typedef struct fact_amount {
    str name, text;
    const relation *sum; /* or NULL */
} fact_amount;

typedef struct field_source {
    value_lookup look_up;
    const void *context;
    const form_data *data;
} field_source;
bool facts_read(template_reader *r, const node *map);
doc_facts facts_fill(arena *a, const form_template *t, const field_source *from);
/* The day that the text names; not known when it names none. */
doc_date date_read(str text);

#endif
