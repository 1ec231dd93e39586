#include "pdf/pdf_int.h"

/* A heading whose reach is not yet over. */
typedef struct heading {
    uint32_t tag;
    uint32_t row_end, column, column_end;
    bool used; /* a cell under it has named it */
} heading;

typedef struct headings {
    VEC(heading) at;
} headings;

/* One grid on its way into the tree, row by row. */
typedef struct table {
    pdf_tags *tags;
    uint32_t table_tag, group_tag, row_tag;
    uint32_t next_row, head_rows;
    uint32_t band;
    headings rows, columns;
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

static void header_name(table *t, buf *out, heading *h)
{
    pdf_tag_name_give(t->tags, h->tag);
    h->used = true;
    add_name(out, t->tags->at.at[h->tag].id);
}

/* ISO 32000-1, table 349: the headings of a cell by name, since those of the band above reach no
 * further than their band, which the rules for Scope (14.8.5.7) do not know. */
static void headers_find(table *t, const scene_element *e, buf *out)
{
    for (uint32_t i = 0; i < t->rows.at.count; i++)
        if (t->rows.at.at[i].column_end <= e->column)
            header_name(t, out, &t->rows.at.at[i]);
    for (uint32_t i = 0; i < t->columns.at.count; i++)
        if (overlap(&t->columns.at.at[i], e))
            header_name(t, out, &t->columns.at.at[i]);
}

/* ---- cells ---- */

static str attributes_of(table *t, const scene_element *e)
{
    buf out = {.memory = t->tags->memory}, names = {.memory = t->tags->memory};
    if (e->rowspan > 1)
        buf_fmt(&out, "/RowSpan %u", (unsigned)e->rowspan);
    if (e->colspan > 1)
        buf_fmt(&out, "/ColSpan %u", (unsigned)e->colspan);
    if (e->heads != SCENE_HEADS_NONE)
        buf_fmt(&out, "/Scope/%s", e->heads == SCENE_HEADS_ROW ? "Row" : "Column");
    else
        headers_find(t, e, &names);
    if (names.n > 0)
        buf_fmt(&out, "/Headers[%.*s]", STR_ARG(buf_str(&names)));
    return out.n == 0 ? (str){0}
                      : str_fmt(t->tags->memory, "<</O/Table%.*s>>", STR_ARG(buf_str(&out)));
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
    str attributes = attributes_of(t, e);
    if (attributes.n > 0)
        pdf_tag_set_attributes(t->tags, tag, attributes);
    heading one = {tag, e->row + e->rowspan, e->column, e->column + e->colspan, false};
    if (heads)
        heading_add(t, e->heads == SCENE_HEADS_ROW ? &t->rows : &t->columns, one);
}

void pdf_table_add(pdf_tags *tags, uint32_t parent, uint32_t caption, uint32_t first, uint32_t end)
{
    const scene_element *cells = tags->s->elements;
    table t = {.tags = tags, .table_tag = pdf_tag_add(tags, parent, "Table")};
    t.group_tag = t.table_tag;
    if (caption != SCENE_ELEMENT_NONE)
        pdf_element_tag(tags, t.table_tag, "Caption", caption);
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
}
