/* A data document read against the template's fields: known keys, right shapes, texts normalised.
 */
#include "model/model_int.h"

typedef struct record_list {
    VEC(form_record) list;
} record_list;

/* Notes are placed by looking for their characters: after the “>” of a block scalar, not at it. */
static form_value value_of(const data_reader *r, const node *n)
{
    bool block = n->style == NODE_LITERAL || n->style == NODE_FOLDED;
    mark from = block ? (mark){n->at.source, n->at.line + 1, 1} : n->at;
    return (form_value){value_normalise(r->memory, n->text, r->normalise, from, r->diags), n->at,
        n->text, block};
}

static form_value *record_add(const data_reader *r, const form_field *f, record_list *into)
{
    arena_pulse(r->memory);
    form_value *values = ARENA_ARRAY(r->memory, form_value, f->column_count);
    VEC_PUSH(r->memory, &into->list)->values = values;
    return values;
}

static uint32_t part_column(const form_field *f, value_part part)
{
    uint32_t c = f->level_count;
    while (c < f->column_count && f->column_facts[c].part != part)
        c++;
    return c;
}

/* A value that was written whole goes to its columns, where the form has several. */
static void value_deal(const form_field *f, form_value *values)
{
    uint32_t sign = part_column(f, PART_SIGN), number = part_column(f, PART_NUMBER),
             unit = part_column(f, PART_UNIT), n = f->column_count;
    if (number == n || (sign < n && values[sign].text.n > 0) ||
        (unit < n && values[unit].text.n > 0))
        return;
    str whole = values[number].text;
    value_parts p = value_split(whole);
    if (sign == n && p.sign.n > 0)
        p.number = str_slice(whole, 0, p.sign.n + p.number.n);
    if (unit == n)
        p.number = (str){p.number.at, (size_t)(whole.at + whole.n - p.number.at)};
    mark from = values[number].from;
    values[number].text = p.number;
    if (sign < n)
        values[sign] = (form_value){.text = p.sign, .from = from};
    if (unit < n)
        values[unit] = (form_value){.text = p.unit, .from = from};
}

/* A value that was written in parts is put together, where the form has one column. */
static void value_whole(
    const data_reader *r, const form_field *f, const node *n, form_value *values)
{
    uint32_t whole = part_column(f, PART_WHOLE);
    if (whole == f->column_count)
        return;
    const node *sign = part_lookup(r, n, f, PART_SIGN), *unit = part_lookup(r, n, f, PART_UNIT);
    value_parts p = {.number = values[whole].text};
    if (sign != NULL)
        p.sign = value_of(r, sign).text;
    if (unit != NULL)
        p.unit = value_of(r, unit).text;
    if (p.sign.n + p.unit.n > 0)
        values[whole].text = value_join(r->memory, p);
    if (values[whole].from.source == NULL)
        values[whole].from = sign != NULL ? sign->at : n->at;
}

/* The columns [first, end) of an entry from a mapping's keys. */
static bool columns_read(
    const data_reader *r, const form_field *f, const node *n, uint32_t first, form_value *values)
{
    if (!columns_known(r, n, f, first))
        return false;
    bool good = true;
    for (uint32_t c = first; c < f->column_count; c++) {
        const node *v = column_lookup(r, n, f, c);
        if (v == NULL)
            continue;
        if (shape_check(v, NODE_SCALAR, f->columns[c], r->diags))
            values[c] = value_of(r, v);
        else
            good = false;
    }
    value_whole(r, f, n, values);
    value_deal(f, values);
    return good;
}

static bool shape_fail(const data_reader *r, const node *n, str what, str wanted, str hint)
{
    DIAG(r->diags, SHAPE, n->at, n->key != NULL ? n->key->text : what, wanted, tree_kind_name(n),
        hint);
    return false;
}

/* An item of a list of entries: a mapping of columns, or a text where there is one column. */
static bool item_read(const data_reader *r, const form_field *f, const node *n, form_value *values)
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
static bool named_read(const data_reader *r, const form_field *f, const node *n, form_value *values)
{
    uint32_t first = f->level_count;
    values[first] = value_of(r, n->key);
    if (n->kind == NODE_MAP)
        return columns_read(r, f, n, first + 1, values);
    if (n->kind == NODE_SCALAR && n->text.n == 0)
        return true;
    if (n->kind == NODE_SCALAR && f->column_count > first + 1) {
        uint32_t c = part_column(f, PART_WHOLE), number = part_column(f, PART_NUMBER);
        c = c < f->column_count ? c : number < f->column_count ? number : first + 1;
        values[c] = value_of(r, n);
        value_deal(f, values);
        return true;
    }
    return shape_fail(r, n, f->name, STR("文字或映射"), STR(""));
}

static bool entries_read(const data_reader *r, const form_field *f, const node *n,
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

static bool blank_entry(const data_reader *r, const form_field *f, const form_value *levels,
    uint32_t depth, record_list *into)
{
    form_value *values = record_add(r, f, into);
    for (uint32_t c = 0; c < depth; c++)
        values[c] = levels[c];
    return true;
}

/* A level's label as the form prints it. */
static form_value label_of(
    const data_reader *r, const form_field *f, uint32_t level, const node *key)
{
    form_value v = value_of(r, key);
    str printed = taxonomy_label(r->form->taxonomy, level, v.text, f->labels);
    if (!str_eq(printed, v.text))
        DIAG(r->diags, TEXT_NORMALISED, key->at, v.text, printed);
    v.text = printed;
    return v;
}

/* levels[0 .. depth) are known; n holds what is below them. */
static bool level_read(const data_reader *r, const form_field *f, const node *n, form_value *levels,
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
        levels[depth] = label_of(r, f, depth, child->key);
        good = level_read(r, f, child, levels, depth + 1, into) && good;
    }
    return good;
}

static bool list_read(const data_reader *r, const form_field *f, const node *n, record_list *into)
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

static bool paragraphs_read(const data_reader *r, const form_field *f, const node *n, form_value *out)
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
    *out = (form_value){.text = buf_str(&all), .from = n->first == NULL ? n->at : n->first->at};
    return good;
}

static bool options_known(const data_reader *r, const form_field *f, form_value v)
{
    bool good = true;
    for (size_t from = 0; v.text.n > 0 && from <= v.text.n;) {
        size_t end = str_search(v.text, STR("\n"), from);
        end = end == SIZE_MAX ? v.text.n : end;
        str one = str_slice(v.text, from, end);
        uint32_t i = 0;
        while (i < f->option_count && !str_eq(f->options[i], one))
            i++;
        if (i == f->option_count)
            DIAG(r->diags, OPTION_UNKNOWN, v.from, one, f->name,
                names_join(r->memory, f->options, f->option_count));
        good = good && i < f->option_count;
        from = end + 1;
    }
    return good;
}

static bool field_read(const data_reader *r, const form_field *f, const node *n, field_data *out)
{
    if (f->kind == FIELD_TEXT)
        return paragraphs_read(r, f, n, &out->text) &&
            (f->option_count == 0 || options_known(r, f, out->text));
    record_list records = {0};
    form_value *levels = ARENA_ARRAY(r->memory, form_value, f->level_count);
    bool good = f->kind == FIELD_LIST
        ? list_read(r, f, n, &records)
        : (n->kind == NODE_SCALAR && n->text.n == 0) || level_read(r, f, n, levels, 0, &records);
    out->records = records.list.at;
    out->record_count = records.list.count;
    return good;
}

/* A required field without a key: an error, but where data written for another form is printed. */
static bool absent(const data_reader *r, const form_field *f)
{
    const node *asked = tree_lookup(r->top, STR("表"));
    const template_facts *own = &r->form->facts;
    if (r->form->library != NULL && asked != NULL && !str_eq(asked->text, own->id) &&
        !catalog_answers(own, asked->text)) {
        DIAG(r->diags, FIELD_ABSENT, r->top->at, f->name, form_name(r->memory, own));
        return true;
    }
    DIAG(r->diags, KEY_MISSING, r->top->at, f->name,
        str_fmt(r->memory, "请加上“%.*s: …”；没有内容也要写出这个键", STR_ARG(f->name)));
    return false;
}

bool data_read(arena *a, const form_template *t, const node *top, form_data *out, diags *d)
{
    data_reader r = {a, t, d, 0, top};
    const node *raw = tree_lookup(top, STR("照原样"));
    bool good = fields_known(&r, top);
    if (raw != NULL)
        good = shape_check(raw, NODE_LIST, STR("照原样"), d) && good;
    r.normalise = ~value_kept_raw(raw, d);
    field_data *fields = ARENA_ARRAY(a, field_data, t->field_count);
    for (uint32_t i = 0; i < t->field_count; i++) {
        const form_field *f = &t->fields[i];
        const node *n = field_lookup(&r, top, f);
        if (n != NULL) {
            good = field_read(&r, f, n, &fields[i]) && good;
        } else if (f->required) {
            good = absent(&r, f) && good;
        }
    }
    out->fields = fields;
    return review_read(a, t, tree_lookup(top, STR("审核")), &out->review, d) && good &&
        data_fill(&r, out);
}

const form_data *form_data_read(arena *a, const form_template *t, const node *data)
{
    form_data *out = ARENA_NEW(a, form_data);
    bool good = data->kind == NODE_MAP && data_read(a, t, data, out, diags_silent(a));
    return good ? out : NULL;
}

static void lines_read(line_index *lines, const source *of)
{
    lines->of = of;
    lines->starts.count = 0;
    for (size_t at = 0; at != SIZE_MAX;) {
        *VEC_PUSH(lines->memory, &lines->starts) = at;
        at = str_search(of->text, STR("\n"), at);
        at += at != SIZE_MAX;
    }
}

/* The blanks at the beginning of a line of the source. */
static uint32_t indent_of(mark line, line_index *lines)
{
    if (lines->of != line.source)
        lines_read(lines, line.source);
    str text = line.source->text;
    size_t at = line.line == 0 || line.line > lines->starts.count
        ? text.n
        : lines->starts.at[line.line - 1];
    uint32_t blanks = 0;
    while (at + blanks < text.n && text.at[at + blanks] == ' ')
        blanks++;
    return blanks;
}

/* Lines and code points before byte `at`, counted on from the last answer where that is before it. */
static void text_count(str text, size_t at, line_index *lines)
{
    if (lines->text.at != text.at || lines->text.n != text.n || at < lines->at) {
        lines->text = text;
        lines->at = lines->line = lines->column = 0;
    }
    while (lines->at < at && lines->at < text.n) {
        bool ends = utf8_next(text, &lines->at) == '\n';
        lines->line += ends;
        lines->column = ends ? 0 : lines->column + 1;
    }
}

mark form_value_place(const form_value *v, size_t at, line_index *lines)
{
    mark m = v->from;
    if (m.source == NULL || v->written.n == 0)
        return m;
    if (!v->block && str_search(v->text, STR("\n"), 0) != SIZE_MAX) /* of several lines */
        return m;
    text_count(v->text, at, lines);
    if (!v->block)
        return (mark){m.source, m.line, m.column + lines->column};
    m.line += 1 + lines->line;
    m.column = 1 + indent_of(m, lines) + lines->column;
    return m;
}
