/* The indicators of a data document for a terminal: labels indented, columns aligned by the widths
 * that characters have there. */
#include "report/report_int.h"

enum { WIDEST = 36, COLUMNS_MOST = 64 };

typedef struct cells {
    const str *at; /* an entry: one per column; a label: its text alone */
    bool label;
    uint32_t depth;
} cells;

typedef struct listing {
    arena *memory;
    const form_field *field;
    VEC(cells) rows;
    uint32_t entries;
} listing;

static size_t width_of(str s)
{
    size_t width = 0;
    for (size_t i = 0; i < s.n;)
        width += utf8_width(utf8_next(s, &i));
    return width;
}

/* One line of it. */
static str flat(arena *a, str s)
{
    s = str_trim(s);
    buf out = {.memory = a};
    for (size_t i = 0; i < s.n; i++)
        buf_add(&out, s.at[i] == '\n' ? STR(" ") : str_slice(s, i, i + 1));
    return buf_str(&out);
}

static void add_part(arena *a, str *cell, str text, bool before)
{
    str left = before ? text : *cell, right = before ? *cell : text;
    *cell = str_fmt(a, "%.*s%.*s", STR_ARG(left), STR_ARG(right));
}

/* What an entry says of each column, whatever it calls it. */
static void entry_read(listing *l, const node *n, uint32_t first, str *at)
{
    const form_field *f = l->field;
    const entry_name *names;
    uint32_t count = template_entry_names(l->memory, f, first, &names);
    for (const node *v = n->first; v != NULL; v = v->next)
        for (uint32_t i = 0; i < count; i++) {
            if (v->kind != NODE_SCALAR || !str_eq(v->key->text, names[i].name))
                continue;
            str *cell = &at[names[i].column - f->column_facts - f->level_count];
            add_part(l->memory, cell, flat(l->memory, v->text), names[i].part == PART_SIGN);
            break;
        }
}

static void entry_add(listing *l, const node *n, bool named)
{
    const form_field *f = l->field;
    uint32_t first = f->level_count, value = first + 1;
    str *at = ARENA_ARRAY(l->memory, str, f->column_count - first);
    *VEC_PUSH(l->memory, &l->rows) = (cells){at, false, first};
    l->entries++;
    if (named)
        at[0] = flat(l->memory, n->key->text);
    for (uint32_t c = value; c < f->column_count; c++)
        if (f->column_facts[c].part == PART_WHOLE || f->column_facts[c].part == PART_NUMBER) {
            value = c;
            break;
        }
    if (n->kind == NODE_MAP)
        entry_read(l, n, named ? first + 1 : first, at);
    else if (n->kind == NODE_SCALAR && (!named || value < f->column_count))
        at[named ? value - first : 0] = flat(l->memory, n->text);
}

static void level_add(listing *l, const node *n, uint32_t depth)
{
    for (const node *child = n->first; child != NULL; child = child->next) {
        if (depth == l->field->level_count) {
            entry_add(l, child, n->kind == NODE_MAP);
            continue;
        }
        if (child->key == NULL)
            continue;
        str *label = ARENA_NEW(l->memory, str);
        *label = flat(l->memory, child->key->text);
        *VEC_PUSH(l->memory, &l->rows) = (cells){label, true, depth};
        level_add(l, child, depth + 1);
    }
}

static void pad(buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_byte(out, ' ');
}

/* The widths of the columns; one that is wider than WIDEST does not push the others. */
static void measure(const listing *l, size_t *widths, uint32_t columns)
{
    const form_field *f = l->field;
    for (uint32_t c = 0; c < columns; c++)
        widths[c] = width_of(f->columns[f->level_count + c]);
    for (uint32_t i = 0; i < l->rows.count; i++)
        for (uint32_t c = 0; !l->rows.at[i].label && c < columns; c++) {
            size_t w = width_of(l->rows.at[i].at[c]);
            if (w > widths[c])
                widths[c] = w < WIDEST ? w : WIDEST;
        }
}

static void row_write(const listing *l, const str *at, const size_t *widths, buf *out)
{
    const form_field *f = l->field;
    uint32_t columns = f->column_count - f->level_count;
    size_t start = 2 * (size_t)f->level_count + 2, column = 0, end = out->n;
    for (uint32_t c = 0; c < columns && c < COLUMNS_MOST; c++) {
        if (at[c].n > 0) {
            if (c > 0 && column + 2 > start) { /* the one before is wider than its column */
                out->n = end;
                buf_byte(out, '\n');
                column = 0;
            }
            pad(out, start - column);
            buf_add(out, at[c]);
            column = start + width_of(at[c]);
            end = out->n;
        }
        start += widths[c] + 2;
    }
    buf_byte(out, '\n');
}

static void field_show(arena *a, const form_field *f, const node *data, buf *out)
{
    listing l = {.memory = a, .field = f};
    if (data != NULL)
        level_add(&l, data, 0);
    size_t widths[COLUMNS_MOST] = {0};
    uint32_t columns = f->column_count - f->level_count;
    measure(&l, widths, columns < COLUMNS_MOST ? columns : COLUMNS_MOST);
    buf_fmt(out, "%.*s（%u 条）\n", STR_ARG(f->name), l.entries);
    if (l.entries > 0)
        row_write(&l, f->columns + f->level_count, widths, out);
    for (uint32_t i = 0; i < l.rows.count; i++) {
        const cells *row = &l.rows.at[i];
        if (row->label) {
            pad(out, 2 * (size_t)row->depth + 2);
            buf_add(out, row->at[0]);
            buf_byte(out, '\n');
        } else {
            row_write(&l, row->at, widths, out);
        }
    }
}

static const node *field_node(const form_field *f, const node *data)
{
    const node *found = tree_lookup(data, f->name);
    for (uint32_t i = 0; found == NULL && i < f->synonym_count; i++)
        found = tree_lookup(data, f->synonyms[i]);
    return found;
}

void report_show(const form_template *form, const node *data, buf *out)
{
    const template_facts *facts = template_about(form);
    uint32_t count;
    const form_field *fields = template_fields(form, &count);
    buf_add(out, facts->title);
    if (facts->region.n > 0)
        buf_fmt(out, "/%.*s", STR_ARG(facts->region));
    buf_byte(out, '\n');
    bool any = false;
    for (uint32_t i = 0; i < count; i++)
        if (fields[i].kind == FIELD_TREE) {
            field_show(out->memory, &fields[i], field_node(&fields[i], data), out);
            any = true;
        }
    if (!any)
        buf_add(out, STR("这张表没有分级的指标\n"));
}
