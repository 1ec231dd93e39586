/* Inside model only. */
#ifndef JXB_MODEL_MODEL_INT_H
#define JXB_MODEL_MODEL_INT_H

#include "model/model.h"

/* ---- keys.c: which keys a mapping may have ---- */

enum { KEY_TEXT = 1, KEY_LIST = 2, KEY_MAP = 4, KEY_REQUIRED = 8 };
typedef struct key_rule {
    const char *name;
    unsigned flags; /* KEY_*: kinds allowed, whether it must be there */
} key_rule;

/* Checks a mapping's keys and their kinds; unknown keys get the nearest known one as a hint.
 * what: "样式" etc., for messages. False when anything was added. */
bool keys_check(const node *map, str what, const key_rule *rules, size_t count, diags *d);
/* The same against names made at run time; kinds are not checked. */
bool keys_known(const node *map, const str *names, size_t count, diags *d);
/* Adds KEY_UNKNOWN for n's key, naming the nearest of names, else all of them. */
void key_unknown(const node *n, const str *names, size_t count, diags *d);
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
bool page_read(const node *map, doc_page *out, diags *d);

/* ---- template.c, template_grid.c ---- */

typedef enum field_kind { FIELD_TEXT, FIELD_LIST, FIELD_TREE } field_kind;
typedef struct form_field {
    str name;
    field_kind kind;
    bool required, several; /* several: a list of paragraphs is welcome */
    const str *columns; /* FIELD_LIST, FIELD_TREE: levels first, then the entry's columns */
    uint32_t column_count, level_count;
    mark at;
    bool used; /* printed somewhere by the layout */
    bool *column_used;
} form_field;

/* A cell as the template writes it. */
typedef struct cell_spec {
    const doc_style *style;
    str text; /* fixed text, with {{field}} */
    str field; /* or the field (or column) that fills it */
    uint32_t colspan;
    uint32_t rowspan; /* 0: to the end of the band */
    doc_on_break on_break;
    bool merge; /* equal consecutive values share one cell */
    mark at;
} cell_spec;

typedef struct row_spec {
    const cell_spec *cells;
    uint32_t cell_count;
    bool header;
    doc_split split;
    mark at;
} row_spec;

/* Fixed rows (field NULL) or rows repeated for each record of a field. */
typedef struct rows_spec {
    const form_field *loop;
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

typedef struct text_spec {
    const doc_style *style;
    str text, field;
    mark at;
} text_spec;

typedef struct grid_spec {
    const band_spec *bands;
    uint32_t band_count;
    len outer, inner;
    bool title_again;
    mark at;
} grid_spec;

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
    doc_page page;
    style_set styles;
    form_field *fields;
    uint32_t field_count;
    str document_title; /* 文件名称, with {{field}} */
    str about[FACT_COUNT]; /* 元数据, with {{field}}; empty: by custom */
    const block_spec *blocks;
    uint32_t block_count;
};

/* While a template is read. */
typedef struct template_reader {
    arena *memory;
    form_template *made;
    diags *diags;
} template_reader;

form_field *template_field(const form_template *t, str name);
/* Marks every {{field}} of text (and of the loop's columns) as used; errors for unknown ones. */
void template_use_text(template_reader *r, str text, const form_field *loop, mark at);
void template_use_field(template_reader *r, str name, const form_field *loop, mark at);
bool grid_spec_read(template_reader *r, const node *map, grid_spec *out);

/* ---- data.c: a data document read against the template's fields ---- */

typedef struct form_value {
    str text;
    mark from;
} form_value;

typedef struct form_record {
    const form_value *values; /* one per column of the field */
} form_record;

typedef struct field_data {
    form_value text;
    const form_record *records;
    uint32_t record_count;
} field_data;

typedef struct form_data {
    const field_data *fields; /* parallel to the template's fields */
} form_data;

bool data_read(arena *a, const form_template *t, const node *map, form_data *out, diags *d);

/* ---- value.c: the listed normalisations ---- */

enum { NORMALISE_OPERATORS = 1, NORMALISE_TAGS = 2, NORMALISE_SPACE = 4, NORMALISE_LEGACY = 8 };
/* The text as it is printed; every use of a normalisation is a note at its place. */
str value_normalise(arena *a, str text, unsigned which, mark from, diags *d);
/* The bits to leave out for a data document's 照原样 list. */
unsigned value_kept_raw(const node *list, diags *d);

/* ---- bind.c, grid.c ---- */

/* Replaces {{name}} by look_up's answer; \{{ stands for {{. */
typedef str (*value_lookup)(const void *context, str name);
str placeholders_fill(arena *a, str text, value_lookup look_up, const void *context);

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

typedef struct field_source {
    value_lookup look_up;
    const void *context;
} field_source;
bool facts_read(template_reader *r, const node *map);
doc_facts facts_fill(arena *a, const form_template *t, const field_source *from);
/* The day that the text names; not known when it names none. */
doc_date date_read(str text);

#endif
