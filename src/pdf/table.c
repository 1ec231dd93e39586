#include "pdf/pdf_int.h"

/* A heading whose reach is not yet over. */
typedef struct heading {
    uint32_t tag;
    uint32_t row, row_end, column, column_end;
    bool used; /* a cell under it has named it */
} heading;

typedef struct headings {
    VEC(heading) at;
} headings;

/* A cell that is no heading, and those that it has: `count` of them from `first` on. */
typedef struct headed {
    uint32_t element, tag, first, count;
} headed;

/* One grid on its way into the tree, row by row. */
typedef struct table {
    pdf_tags *tags;
    uint32_t table_tag, group_tag, row_tag;
    uint32_t next_row, head_rows;
    uint32_t band;
    headings rows, columns;
    VEC(headed) cells;
    VEC(uint32_t) named; /* tags of headings */
    pdf_scope *scope;
    bool scoped; /* Scope has said all so far */
} table;

/* Where the leading header rows end, if nothing reaches from them into the body and there is one.
 */
static uint32_t leading_rows(const scene_element *cells, uint32_t count)
{
    uint32_t rows = 0, reach = 0;
    for (uint32_t i = 0; i < count && cells[i].header && cells[i].heads != SCENE_HEADS_ROW; i++) {
        rows = cells[i].row + 1;
        reach = cells[i].row + cells[i].rowspan > reach ? cells[i].row + cells[i].rowspan : reach;
    }
    const scene_element *last = &cells[count - 1];
    /* A row that began with a header cell must end with one. */
    for (uint32_t i = 0; i < count && cells[i].row < rows; i++)
        if (!cells[i].header || cells[i].heads == SCENE_HEADS_ROW)
            return 0;
    return reach <= rows && last->row >= rows ? rows : 0;
}

/* THead and TBody are of PDF 1.5: in PDF/A-1 rows stand in the table itself. */
static void row_begin(table *t)
{
    bool first = t->next_row == 0, body = t->next_row == t->head_rows;
    if (t->tags->grouped_rows && (first || body))
        t->group_tag = pdf_tag_add(t->tags, t->table_tag, body ? "TBody" : "THead");
    t->row_tag = pdf_tag_add(t->tags, t->group_tag, "TR");
    t->next_row++;
}

/* ---- which headings a cell has ---- */

static void heading_add(table *t, headings *to, heading one)
{
    *VEC_PUSH(t->tags->memory, &to->at) = one;
}

static void rows_expire(headings *rows, uint32_t row)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < rows->at.count; i++)
        if (rows->at.at[i].row_end > row)
            rows->at.at[kept++] = rows->at.at[i];
    rows->at.count = kept;
}

static bool overlap(const heading *h, const scene_element *e)
{
    return h->column < e->column + e->colspan && e->column < h->column_end;
}

/* A heading under a column that has had its cells takes the place of those above it. */
static void columns_expire(headings *columns, const scene_element *e)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < columns->at.count; i++)
        if (!columns->at.at[i].used || !overlap(&columns->at.at[i], e))
            columns->at.at[kept++] = columns->at.at[i];
    columns->at.count = kept;
}

/* Four letters or digits, rising with the number, so that the tree of names is in order. */
static void add_name(buf *out, uint32_t id)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    enum { BASE = sizeof digits - 1 };
    char name[4];
    for (int i = 3; i >= 0; i--, id /= BASE)
        name[i] = digits[id % BASE];
    buf_byte(out, '(');
    buf_add(out, (str){name, sizeof name});
    buf_byte(out, ')');
}

str pdf_tag_name(arena *a, uint32_t id)
{
    buf out = {.memory = a};
    add_name(&out, id);
    return buf_str(&out);
}

/* In a row of headings and values by turns, a heading is that of its own value: what stands left of
 * that value heads this one only if it spans more rows, as the label of a group. */
static bool superseded(const table *t, const heading *h, const scene_element *e)
{
    for (uint32_t i = 0; i < t->rows.at.count; i++) {
        const heading *next = &t->rows.at.at[i];
        if (next->column >= h->column_end && next->column_end <= e->column &&
            next->row_end - next->row >= h->row_end - h->row &&
            pdf_scope_divided(t->scope, e->row, h->column_end, next->column))
            return true;
    }
    return false;
}

/* The headings of a cell; those of the band above reach no further than their band. */
static void headings_of(table *t, const scene_element *e, headed *out)
{
    out->first = t->named.count;
    for (uint32_t i = 0; i < t->rows.at.count; i++)
        if (t->rows.at.at[i].column_end <= e->column && !superseded(t, &t->rows.at.at[i], e))
            *VEC_PUSH(t->tags->memory, &t->named) = t->rows.at.at[i].tag;
    for (uint32_t i = 0; i < t->columns.at.count; i++)
        if (overlap(&t->columns.at.at[i], e)) {
            *VEC_PUSH(t->tags->memory, &t->named) = t->columns.at.at[i].tag;
            t->columns.at.at[i].used = true;
        }
    out->count = t->named.count - out->first;
}

/* ---- cells ---- */

static void spans_write(buf *out, const scene_element *e)
{
    if (e->rowspan > 1)
        buf_fmt(out, "/RowSpan %u", (unsigned)e->rowspan);
    if (e->colspan > 1)
        buf_fmt(out, "/ColSpan %u", (unsigned)e->colspan);
}

static void attributes_set(table *t, uint32_t tag, const buf *entries)
{
    if (entries->n > 0)
        pdf_tag_set_attributes(
            t->tags, tag, str_fmt(t->tags->memory, "<</O/Table%.*s>>", STR_ARG(buf_str(entries))));
}

static void heading_begin(table *t, const scene_element *e, uint32_t tag)
{
    buf out = {.memory = t->tags->memory};
    bool of_row = e->heads == SCENE_HEADS_ROW;
    spans_write(&out, e);
    buf_fmt(&out, "/Scope/%s", of_row ? "Row" : "Column");
    attributes_set(t, tag, &out);
    heading_add(t, of_row ? &t->rows : &t->columns,
        (heading){tag, e->row, e->row + e->rowspan, e->column, e->column + e->colspan, false});
}

/* ISO 32000-1, table 349: headings by name. A grid names all of its cells' or none: a reader that
 * finds none goes by Scope. Where no cell has any and Scope would give one, each has an empty list.
 */
static void cell_end(table *t, const headed *cell)
{
    buf out = {.memory = t->tags->memory};
    spans_write(&out, &t->tags->s->elements[cell->element]);
    if (!t->scoped && (cell->count > 0 || t->named.count == 0)) {
        buf_add(&out, STR("/Headers["));
        for (uint32_t i = 0; i < cell->count; i++) {
            uint32_t tag = t->named.at[cell->first + i];
            pdf_tag_name_give(t->tags, tag);
            add_name(&out, t->tags->at.at[tag].id);
        }
        buf_byte(&out, ']');
    }
    attributes_set(t, cell->tag, &out);
}

static void cell_add(table *t, uint32_t element)
{
    const scene_element *e = &t->tags->s->elements[element];
    bool heads = e->heads != SCENE_HEADS_NONE;
    if (e->band != t->band)
        t->columns.at.count = 0;
    t->band = e->band;
    if (e->heads == SCENE_HEADS_COLUMN)
        columns_expire(&t->columns, e);
    uint32_t tag = pdf_element_tag(t->tags, t->row_tag, heads ? "TH" : "TD", element);
    if (heads) {
        heading_begin(t, e, tag);
    } else {
        headed *cell = VEC_PUSH(t->tags->memory, &t->cells);
        *cell = (headed){.element = element, .tag = tag};
        headings_of(t, e, cell);
        t->scoped = t->scoped &&
            pdf_scope_says(t->scope, e, t->named.at + cell->first, cell->count);
    }
    pdf_scope_add(t->scope, e, tag);
}

static uint32_t columns_of(const scene_element *cells, uint32_t count)
{
    uint32_t columns = 0;
    for (uint32_t i = 0; i < count; i++)
        if (cells[i].column + cells[i].colspan > columns)
            columns = cells[i].column + cells[i].colspan;
    return columns;
}

/* Of several lines, a title and a unit, it is made up of paragraphs. */
static void caption_add(table *t, uint32_t first, uint32_t end)
{
    if (end - first == 1)
        pdf_element_tag(t->tags, t->table_tag, "Caption", first);
    if (end - first < 2)
        return;
    uint32_t caption = pdf_tag_add(t->tags, t->table_tag, "Caption");
    for (uint32_t i = first; i < end; i++)
        pdf_element_tag(t->tags, caption, "P", i);
}

void pdf_table_add(pdf_tags *tags, uint32_t parent, uint32_t caption, uint32_t first, uint32_t end)
{
    const scene_element *cells = tags->s->elements;
    table t = {.tags = tags, .table_tag = pdf_tag_add(tags, parent, "Table"), .scoped = true};
    t.group_tag = t.table_tag;
    t.scope = pdf_scope_new(tags->memory, columns_of(cells + first, end - first));
    caption_add(&t, caption, first);
    t.head_rows = leading_rows(cells + first, end - first);
    uint32_t rows = 0;
    for (uint32_t i = first; i < end; i++) {
        while (t.next_row <= cells[i].row) {
            row_begin(&t);
            rows_expire(&t.rows, t.next_row - 1);
        }
        cell_add(&t, i);
        rows = cells[i].row + cells[i].rowspan > rows ? cells[i].row + cells[i].rowspan : rows;
    }
    while (t.next_row < rows)
        row_begin(&t);
    for (uint32_t i = 0; i < t.cells.count; i++)
        cell_end(&t, &t.cells.at[i]);
}
