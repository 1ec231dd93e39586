/* A data document read against the template's fields: known keys, right shapes, texts normalised.
 */
#include "model/model_int.h"

typedef struct reading {
    arena *memory;
    const form_template *form;
    diags *diags;
    unsigned normalise;
} reading;

typedef struct record_list {
    VEC(form_record) list;
} record_list;

/* Notes are placed by looking for their characters: after the “>” of a block scalar, not at it. */
static form_value value_of(const reading *r, const node *n)
{
    mark from = n->at;
    if (n->style == NODE_LITERAL || n->style == NODE_FOLDED)
        from = (mark){from.source, from.line + 1, 1};
    return (form_value){value_normalise(r->memory, n->text, r->normalise, from, r->diags), n->at};
}

static form_value *record_add(const reading *r, const form_field *f, record_list *into)
{
    form_value *values = ARENA_ARRAY(r->memory, form_value, f->column_count);
    VEC_PUSH(r->memory, &into->list)->values = values;
    return values;
}

/* The columns [first, end) of an entry from a mapping's keys. */
static bool columns_read(
    const reading *r, const form_field *f, const node *n, uint32_t first, form_value *values)
{
    if (!keys_known(n, f->columns + first, f->column_count - first, r->diags))
        return false;
    bool good = true;
    for (uint32_t c = first; c < f->column_count; c++) {
        const node *v = tree_lookup(n, f->columns[c]);
        if (v == NULL)
            continue;
        if (shape_check(v, NODE_SCALAR, f->columns[c], r->diags))
            values[c] = value_of(r, v);
        else
            good = false;
    }
    return good;
}

static bool shape_fail(const reading *r, const node *n, str what, str wanted, str hint)
{
    DIAG(r->diags, SHAPE, n->at, n->key != NULL ? n->key->text : what, wanted, tree_kind_name(n),
        hint);
    return false;
}

/* An item of a list of entries: a mapping of columns, or a text where there is one column. */
static bool item_read(const reading *r, const form_field *f, const node *n, form_value *values)
{
    uint32_t first = f->level_count;
    if (n->kind == NODE_MAP)
        return columns_read(r, f, n, first, values);
    if (n->kind == NODE_SCALAR && f->column_count == first + 1) {
        values[first] = value_of(r, n);
        return true;
    }
    return shape_fail(r, n, f->name, STR("映射"),
        str_fmt(r->memory, "每条写成“- %.*s: …”", STR_ARG(f->columns[first])));
}

/* "名称: 值" where two columns are all there is, "名称: {列: 值 …}" where there are more. */
static bool named_read(const reading *r, const form_field *f, const node *n, form_value *values)
{
    uint32_t first = f->level_count;
    values[first] = value_of(r, n->key);
    if (n->kind == NODE_MAP)
        return columns_read(r, f, n, first + 1, values);
    if (n->kind == NODE_SCALAR && n->text.n == 0)
        return true;
    if (n->kind == NODE_SCALAR && f->column_count > first + 1) {
        values[first + 1] = value_of(r, n);
        return true;
    }
    return shape_fail(r, n, f->name, STR("文字或映射"), STR(""));
}

static bool entries_read(const reading *r, const form_field *f, const node *n,
    const form_value *levels, record_list *into)
{
    bool good = true;
    for (const node *item = n->first; item != NULL; item = item->next) {
        form_value *values = record_add(r, f, into);
        for (uint32_t c = 0; c < f->level_count; c++)
            values[c] = levels[c];
        good = (n->kind == NODE_LIST ? item_read(r, f, item, values)
                                     : named_read(r, f, item, values)) &&
            good;
    }
    return good;
}

static bool blank_entry(const reading *r, const form_field *f, const form_value *levels,
    uint32_t depth, record_list *into)
{
    form_value *values = record_add(r, f, into);
    for (uint32_t c = 0; c < depth; c++)
        values[c] = levels[c];
    return true;
}

/* levels[0 .. depth) are known; n holds what is below them. */
static bool level_read(const reading *r, const form_field *f, const node *n, form_value *levels,
    uint32_t depth, record_list *into)
{
    if (depth > 0 && n->count == 0 && (n->kind != NODE_SCALAR || n->text.n == 0))
        return blank_entry(r, f, levels, depth, into);
    if (depth == f->level_count && n->kind != NODE_SCALAR)
        return entries_read(r, f, n, levels, into);
    if (depth == f->level_count || n->kind != NODE_MAP)
        return shape_fail(r, n, f->name, depth == f->level_count ? STR("映射或列表") : STR("映射"),
            str_fmt(r->memory, "下一层是“%.*s”", STR_ARG(f->columns[depth])));
    bool good = true;
    for (const node *child = n->first; child != NULL; child = child->next) {
        levels[depth] = value_of(r, child->key);
        good = level_read(r, f, child, levels, depth + 1, into) && good;
    }
    return good;
}

static bool list_read(const reading *r, const form_field *f, const node *n, record_list *into)
{
    if (n->kind == NODE_SCALAR && n->text.n == 0)
        return true;
    if (!shape_check(n, NODE_LIST, f->name, r->diags))
        return false;
    bool good = true;
    for (const node *item = n->first; item != NULL; item = item->next)
        good = item_read(r, f, item, record_add(r, f, into)) && good;
    return good;
}

static bool paragraphs_read(const reading *r, const form_field *f, const node *n, form_value *out)
{
    if (n->kind == NODE_SCALAR) {
        *out = value_of(r, n);
        return true;
    }
    if (!f->several || n->kind != NODE_LIST)
        return shape_fail(r, n, f->name, f->several ? STR("文字或文字的列表") : STR("文字"),
            STR("多行文字请在冒号后写“|”，下一行起缩进书写"));
    buf all = {.memory = r->memory};
    bool good = true;
    for (const node *item = n->first; item != NULL; item = item->next) {
        good = shape_check(item, NODE_SCALAR, f->name, r->diags) && good;
        if (item != n->first)
            buf_byte(&all, '\n');
        buf_add(&all, value_of(r, item).text);
    }
    *out = (form_value){buf_str(&all), n->first == NULL ? n->at : n->first->at};
    return good;
}

static bool field_read(const reading *r, const form_field *f, const node *n, field_data *out)
{
    if (f->kind == FIELD_TEXT)
        return paragraphs_read(r, f, n, &out->text);
    record_list records = {0};
    form_value *levels = ARENA_ARRAY(r->memory, form_value, f->level_count);
    bool good = f->kind == FIELD_LIST
        ? list_read(r, f, n, &records)
        : (n->kind == NODE_SCALAR && n->text.n == 0) || level_read(r, f, n, levels, 0, &records);
    out->records = records.list.at;
    out->record_count = records.list.count;
    return good;
}

static bool top_keys_known(const reading *r, const node *top)
{
    const form_template *t = r->form;
    str *names = ARENA_ARRAY(r->memory, str, t->field_count + 2);
    names[0] = STR("表");
    names[1] = STR("照原样");
    for (uint32_t i = 0; i < t->field_count; i++)
        names[i + 2] = t->fields[i].name;
    return keys_known(top, names, t->field_count + 2, r->diags);
}

bool data_read(arena *a, const form_template *t, const node *top, form_data *out, diags *d)
{
    reading r = {a, t, d, 0};
    const node *raw = tree_lookup(top, STR("照原样"));
    bool good = top_keys_known(&r, top);
    if (raw != NULL)
        good = shape_check(raw, NODE_LIST, STR("照原样"), d) && good;
    r.normalise = ~value_kept_raw(raw, d);
    field_data *fields = ARENA_ARRAY(a, field_data, t->field_count);
    for (uint32_t i = 0; i < t->field_count; i++) {
        const form_field *f = &t->fields[i];
        const node *n = tree_lookup(top, f->name);
        if (n != NULL) {
            good = field_read(&r, f, n, &fields[i]) && good;
        } else if (f->required) {
            DIAG(d, KEY_MISSING, top->at, f->name,
                str_fmt(a, "请加上“%.*s: …”；没有内容也要写出这个键", STR_ARG(f->name)));
            good = false;
        }
    }
    out->fields = fields;
    return good;
}
