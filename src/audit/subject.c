/* A data document as a reviewer sees it: its indicators, its texts, what its fields stand for. */
#include "audit/audit_int.h"

static const form_value blank = {.text = {"", 0}};

/* The column whose own name, or else another name of it, is one of the role's. */
static uint32_t column_of(const form_field *f, const rulebook *r, str role)
{
    word_list names = rulebook_names(r, role);
    for (uint32_t c = f->level_count; c < f->column_count; c++)
        if (list_has(names, f->columns[c]))
            return c;
    for (uint32_t c = f->level_count; c < f->column_count; c++)
        for (uint32_t k = 0; k < f->column_facts[c].synonym_count; k++)
            if (list_has(names, f->column_facts[c].synonyms[k]))
                return c;
    return NO_COLUMN;
}

static uint32_t part_of(const form_field *f, value_part part)
{
    for (uint32_t c = f->level_count; c < f->column_count; c++)
        if (f->column_facts[c].part == part)
            return c;
    return NO_COLUMN;
}

/* ---- what a label of a level means ---- */

static const struct {
    const char *role;
    category category;
} categories[] = {{"数量", CATEGORY_QUANTITY}, {"质量", CATEGORY_QUALITY}, {"时效", CATEGORY_TIME},
    {"成本", CATEGORY_COST}, {"经济效益", CATEGORY_ECONOMIC}, {"社会效益", CATEGORY_SOCIAL},
    {"生态效益", CATEGORY_ECOLOGICAL}, {"可持续影响", CATEGORY_LASTING},
    {"满意度", CATEGORY_SATISFACTION}};

str label_plain(str label)
{
    static const char *const opens[] = {"（", "("};
    for (size_t i = 0; i < 2; i++) {
        size_t at = str_search(label, str_of(opens[i]), 0);
        if (at != SIZE_MAX)
            label = str_slice(label, 0, at);
    }
    return str_trim(label);
}

static str label_brief(str label)
{
    label = label_plain(label);
    return str_ends(label, STR("指标")) ? str_slice(label, 0, label.n - STR("指标").n) : label;
}

bool label_same(str a, str b)
{
    return str_eq(label_brief(a), label_brief(b));
}

static category category_of(const rulebook *r, str label)
{
    label = label_plain(label);
    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
        if (list_has(rulebook_names(r, str_of(categories[i].role)), label))
            return categories[i].category;
    return CATEGORY_OTHER;
}

/* ---- indicators ---- */

typedef struct columns {
    uint32_t name, target, actual, weight, score, reason, sign, unit;
} columns;

static columns columns_of(const form_field *f, const rulebook *r)
{
    columns c = {.name = f->level_count,
        .target = part_of(f, PART_WHOLE),
        .actual = column_of(f, r, STR("实际值")),
        .weight = column_of(f, r, STR("分值")),
        .score = column_of(f, r, STR("得分")),
        .reason = column_of(f, r, STR("偏差原因")),
        .sign = part_of(f, PART_SIGN),
        .unit = part_of(f, PART_UNIT)};
    if (c.target == NO_COLUMN)
        c.target = part_of(f, PART_NUMBER);
    if (c.target == NO_COLUMN)
        c.target = column_of(f, r, STR("指标值"));
    return c;
}

static const form_value *value_at(const form_value *values, uint32_t column)
{
    return column == NO_COLUMN ? &blank : &values[column];
}

/* Words for a sign, as 大于等于, stand as they are; only signs make a text with the number. */
static str target_text(arena *a, const form_value *values, const columns *c)
{
    str sign = value_at(values, c->sign)->text, number = value_at(values, c->target)->text,
        unit = value_at(values, c->unit)->text;
    if (sign.n + unit.n == 0)
        return number;
    return str_fmt(a, "%.*s%.*s%.*s", STR_ARG(sign), STR_ARG(number), STR_ARG(unit));
}

static indicator indicator_of(
    arena *a, const rulebook *r, const form_field *f, const columns *c, const form_value *values)
{
    indicator i = {.field = f,
        .values = values,
        .first = f->level_count > 0 ? &values[0] : &blank,
        .second = f->level_count > 1 ? &values[f->level_count - 1] : &blank,
        .name = value_at(values, c->name),
        .target = value_at(values, c->target),
        .actual = value_at(values, c->actual),
        .weight = value_at(values, c->weight),
        .score = value_at(values, c->score),
        .reason = value_at(values, c->reason),
        .name_column = c->name,
        .target_column = c->target,
        .actual_column = c->actual,
        .weight_column = c->weight,
        .score_column = c->score,
        .reason_column = c->reason,
        .target_text = target_text(a, values, c)};
    i.category = category_of(r, i.second->text);
    if (i.category == CATEGORY_OTHER)
        i.category = category_of(r, i.first->text);
    i.target_quantity = quantity_read(i.target_text);
    i.actual_quantity = quantity_read(i.actual->text);
    return i;
}

static void indicators_read(arena *a, const rulebook *r, subject *s)
{
    uint32_t total = 0;
    for (uint32_t k = 0; k < s->field_count; k++)
        total += s->fields[k].kind == FIELD_TREE ? s->values->fields[k].record_count : 0;
    indicator *list = ARENA_ARRAY(a, indicator, total);
    s->indicators = list;
    for (uint32_t k = 0; k < s->field_count; k++) {
        const form_field *f = &s->fields[k];
        if (f->kind != FIELD_TREE)
            continue;
        columns c = columns_of(f, r);
        for (uint32_t i = 0; i < s->values->fields[k].record_count; i++) {
            arena_pulse(a);
            indicator *one = &list[s->indicator_count++];
            *one = indicator_of(a, r, f, &c, s->values->fields[k].records[i].values);
            one->record = i;
        }
    }
}

/* ---- texts ---- */

typedef struct text_list {
    VEC(subject_text) list;
} text_list;

static void text_add(arena *a, text_list *to, subject_text t)
{
    if (t.value->text.n > 0)
        *VEC_PUSH(a, &to->list) = t;
}

/* A value that stands over several records, as a heading does, is one text. */
static bool repeated(const field_data *d, uint32_t record, uint32_t column)
{
    if (record == 0)
        return false;
    mark own = d->records[record].values[column].from,
         above = d->records[record - 1].values[column].from;
    return own.source == above.source && own.line == above.line && own.column == above.column;
}

static void texts_read(arena *a, subject *s)
{
    text_list out = {0};
    for (uint32_t k = 0; k < s->field_count; k++) {
        const form_field *f = &s->fields[k];
        const field_data *d = &s->values->fields[k];
        if (f->kind == FIELD_TEXT)
            text_add(a, &out, (subject_text){f, 0, NO_COLUMN, &d->text});
        for (uint32_t i = 0; i < d->record_count; i++)
            for (uint32_t c = 0; c < f->column_count; c++)
                if (c < f->level_count || !repeated(d, i, c))
                    text_add(a, &out, (subject_text){f, i, c, &d->records[i].values[c]});
    }
    s->texts = out.list.at;
    s->text_count = out.list.count;
}

subject *subject_of(arena *a, const rulebook *r, const form_template *t, const form_data *data, mark at)
{
    subject *s = ARENA_NEW(a, subject);
    s->form = t;
    s->about = template_about(t);
    s->fields = template_fields(t, &s->field_count);
    s->at = at;
    s->money = template_money(t, &s->money_power);
    s->values = data;
    indicators_read(a, r, s);
    texts_read(a, s);
    s->relations = relations_evaluate(a, t, s->values, s->at, &s->relation_count);
    return s;
}

subject *subject_read(
    arena *a, const rulebook *r, const form_template *t, const node *data)
{
    const form_data *read = form_data_read(a, t, data);
    return read == NULL ? NULL : subject_of(a, r, t, read, data->at);
}

/* ---- what fields stand for ---- */

static bool called(const form_field *f, str name)
{
    for (uint32_t i = 0; i < f->synonym_count; i++)
        if (str_eq(f->synonyms[i], name))
            return true;
    return str_eq(f->name, name);
}

const form_field *subject_field(const subject *s, const rulebook *r, str role)
{
    word_list names = rulebook_names(r, role);
    for (uint32_t i = 0; i < names.count; i++)
        for (uint32_t k = 0; k < s->field_count; k++)
            if (s->fields[k].kind == FIELD_TEXT && called(&s->fields[k], names.at[i]))
                return &s->fields[k];
    return NULL;
}

const form_value *subject_value(const subject *s, const rulebook *r, str role)
{
    const form_field *f = subject_field(s, r, role);
    return f == NULL ? &blank : &s->values->fields[f - s->fields].text;
}

bool subject_amount(const subject *s, const form_value *v, decimal *out)
{
    quantity q = quantity_read(v->text);
    int power = q.unit.n == 0 ? s->money_power : money_power(q.unit);
    return q.kind == QUANTITY_NUMBER && power >= 0 &&
        money_convert(q.number, power, s->money_power, out);
}

bool subject_number(const form_value *v, decimal *out)
{
    quantity q = quantity_read(v->text);
    if (q.kind != QUANTITY_NUMBER || q.sign != COMPARE_NONE ||
        (q.unit.n > 0 && !str_eq(q.unit, STR("分")) && !str_eq(q.unit, STR("%"))))
        return false;
    *out = q.number;
    return true;
}

str subject_cell(arena *a, const subject *s, const form_field *f, uint32_t record, uint32_t column)
{
    buf out = {.memory = a};
    buf_add(&out, f->name);
    if (column == NO_COLUMN)
        return buf_str(&out);
    const form_value *values = s->values->fields[f - s->fields].records[record].values;
    for (uint32_t c = 0; c <= f->level_count && c <= column; c++)
        if (values[c].text.n > 0)
            buf_fmt(&out, " › %.*s", STR_ARG(values[c].text));
    if (column > f->level_count || values[column].text.n == 0)
        buf_fmt(&out, " › %.*s", STR_ARG(f->columns[column]));
    return buf_str(&out);
}
