/* R07: weights, of each first level and in all (财预〔2020〕10号: with the execution rate's 10 they are 100). */
#include "audit/audit_int.h"

static const decimal hundred = {100, 0}, ten = {10, 0};

static str number(audit *a, decimal d)
{
    return decimal_text(a->memory, d);
}

/* 产出指标（50分）: 50; false when the label has no such number. */
static bool label_weight(str label, decimal *out)
{
    size_t end = str_search(label, STR("分"), 0), from = end;
    if (end == SIZE_MAX)
        return false;
    while (from > 0 && ((label.at[from - 1] >= '0' && label.at[from - 1] <= '9') ||
                           label.at[from - 1] == '.'))
        from--;
    return from < end && decimal_parse(str_slice(label, from, end), out);
}

/* The rows [from, *end) of one first level, and what their weights add up to. */
typedef struct weight_group {
    const form_field *field;
    str label;
    const indicator *first;
    decimal sum;
    uint32_t filled, rows;
} weight_group;

static bool group_take(const subject *s, uint32_t *at, weight_group *out)
{
    const indicator *i = &s->indicators[*at];
    *out = (weight_group){.field = i->field, .label = i->first->text, .first = i};
    for (; *at < s->indicator_count; (*at)++) {
        const indicator *next = &s->indicators[*at];
        decimal weight;
        if (next->field != out->field || !str_eq(next->first->text, out->label))
            break;
        out->rows++;
        if (!subject_number(next->weight, &weight))
            continue;
        out->filled++;
        if (!decimal_add(out->sum, weight, &out->sum))
            return false;
    }
    return true;
}

static finding_place weight_place(
    audit *a, finding_place p, decimal found, decimal wanted)
{
    decimal gap = {0};
    decimal_subtract(wanted, found, &gap);
    p.left = number(a, found);
    p.right = number(a, wanted);
    p.difference = number(a, gap);
    p.unit = STR("分");
    return p;
}

/* Whether the scheme has a weight for each first level of the field, and for nothing else. */
static bool scheme_fits(const weight_scheme *w, const subject *s, const form_field *f)
{
    uint32_t seen = 0, groups = 0;
    for (uint32_t i = 0; i < s->indicator_count;) {
        weight_group g;
        if (s->indicators[i].field != f) {
            i++;
            continue;
        }
        groups++;
        if (!group_take(s, &i, &g))
            return false;
        for (uint32_t k = 0; k < w->count; k++)
            seen += label_same(w->labels[k], g.label);
    }
    return seen == groups && groups == w->count;
}

/* What the edition gives a first level: of the scheme that has just this form's. */
static bool scheme_weight(const audit *a, const subject *s, const weight_group *g, decimal *out)
{
    uint32_t count;
    const weight_scheme *schemes = rulebook_schemes(a->book, &count);
    for (uint32_t n = 0; n < count; n++) {
        if (!scheme_fits(&schemes[n], s, g->field))
            continue;
        for (uint32_t k = 0; k < schemes[n].count; k++)
            if (label_same(schemes[n].labels[k], g->label)) {
                *out = schemes[n].weights[k];
                return true;
            }
    }
    return false;
}

static void group_judge(audit *a, const subject *s, const weight_group *g)
{
    decimal printed;
    finding_place p = audit_indicator_place(a, g->first, g->first->weight_column);
    p.at = g->first->first->from;
    p.cell = subject_cell(a->memory, s, g->field, g->first->record, 0);
    if (label_weight(g->label, &printed)) {
        audit_checked(a);
        if (decimal_compare(printed, g->sum) != 0) {
            p = weight_place(a, p, g->sum, printed);
            FIND(a, WEIGHTS_LEVEL, &p, label_plain(g->label), p.left, p.right);
            return;
        }
    }
    if (scheme_weight(a, s, g, &printed)) {
        audit_checked(a);
        if (decimal_compare(printed, g->sum) != 0) {
            p = weight_place(a, p, g->sum, printed);
            FIND(a, WEIGHTS_EDITION, &p, label_plain(g->label), p.left, p.right);
        }
    }
}

static void weights_blank(audit *a, const subject *s, const form_field *f)
{
    for (uint32_t i = 0; i < s->indicator_count; i++) {
        const indicator *n = &s->indicators[i];
        if (n->field != f || n->weight->text.n > 0 || n->name->text.n == 0)
            continue;
        finding_place p = audit_indicator_place(a, n, n->weight_column);
        FIND(a, WEIGHT_BLANK, &p, n->name->text);
    }
}

/* All of a field's weights and that of the execution rate: 100, or 90 before there is one. */
static void weights_all(audit *a, const subject *s, const indicator *first, decimal sum)
{
    decimal execution = {0};
    const form_field *rate = subject_field(s, a->book, STR("执行率分值"));
    bool scored = rate != NULL &&
        subject_number(&s->values->fields[rate - s->fields].text, &execution);
    decimal total = sum, without;
    if (!decimal_add(sum, execution, &total))
        return;
    audit_checked(a);
    bool before = !scored && decimal_add(total, ten, &without) &&
        decimal_compare(without, hundred) == 0;
    if (decimal_compare(total, hundred) == 0 || before)
        return;
    const form_field *printed = subject_field(s, a->book, STR("总分"));
    finding_place p = printed == NULL ? audit_indicator_place(a, first, first->weight_column)
                                      : audit_place(a, printed, 0, NO_COLUMN);
    p = weight_place(a, p, total, hundred);
    FIND(a, WEIGHTS_ALL, &p, p.left,
        scored || printed != NULL ? STR("100") : STR("100（不含预算执行率的是 90）"));
}

void audit_weights(audit *a, const subject *s)
{
    for (uint32_t i = 0; i < s->indicator_count;) {
        const form_field *f = s->indicators[i].field;
        uint32_t from = i, filled = 0, rows = 0;
        decimal sum = {0};
        for (bool good = true; i < s->indicator_count && s->indicators[i].field == f;) {
            weight_group g;
            good = group_take(s, &i, &g) && decimal_add(sum, g.sum, &sum) && good;
            filled += g.filled;
            rows += g.rows;
        }
        if (s->indicators[from].weight_column == NO_COLUMN)
            continue;
        if (filled == 0) {
            audit_skip(a, STR("分值都没有填"));
            continue;
        }
        if (filled < rows)
            weights_blank(a, s, f);
        for (uint32_t k = from; k < i;) {
            weight_group g;
            if (group_take(s, &k, &g))
                group_judge(a, s, &g);
        }
        weights_all(a, s, &s->indicators[from], sum);
    }
}
