/* R09: an actual value is what was measured, in the unit of its target. */
#include "audit/reading_int.h"

/* Whether one can be worked out in the unit of the other: 万元 and 元, 天 and 小时. */
static bool same_kind(const figure *x, const figure *y)
{
    return x->unit_kind == y->unit_kind && (x->unit_kind == UNIT_MONEY || x->unit_kind == UNIT_TIME);
}

static bool same_unit(const value_reading *t, const value_reading *u)
{
    const figure *target = &t->figure, *actual = &u->figure;
    if (figure_percent(target) && figure_percent(actual))
        return true;
    return str_eq(unit_alone(target->unit), unit_alone(actual->unit)) &&
        str_eq(target->scale, actual->scale) &&
        (target->unit_kind != UNIT_NONE || str_eq(t->rest, u->rest));
}

/* The form has the unit in a column of its own (指标值 | 度量单位), and no actual value says it. */
static bool unit_apart(audit *a, const indicator *i)
{
    const subject *s = a->subject;
    const indicator_reading *all = audit_readings(a, s);
    bool column = false;
    for (uint32_t c = i->field->level_count; c < i->field->column_count; c++)
        column = column || i->field->column_facts[c].part == PART_UNIT;
    for (uint32_t k = 0; k < s->indicator_count && column; k++)
        column = all[k].actual.kind != VALUE_FIGURE || all[k].actual.figure.unit_kind == UNIT_NONE ||
            s->indicators[k].field != i->field;
    return column;
}

static void figures_check(
    audit *a, const indicator *i, const indicator_reading *r, const finding_place *p)
{
    const figure *actual = &r->actual.figure;
    static const decimal hundred = {100, 0};
    bool bare = actual->unit_kind == UNIT_NONE && actual->scale.n == 0 && r->actual.rest.n == 0;
    bool rate = r->name.kind == NAME_RATE && !name_ends(a->book, &r->name, "可超百");
    bool fits = same_unit(&r->target, &r->actual) || (bare && unit_apart(a, i));
    if (!fits) {
        finding *f = FIND(a, ACTUAL_UNIT, p, i->actual->text, i->target_text);
        if (same_kind(&r->target.figure, actual))
            f->severity = FINDING_WARNING;
    } else if (rate && (bare || figure_percent(actual)) &&
        decimal_compare(actual->number, hundred) > 0) {
        FIND(a, ACTUAL_RANGE, p, i->name->text, i->actual->text);
    }
}

/* ≥20% and 95%以上 say what is wanted, not what was reached. */
static bool aims(audit *a, str text)
{
    str found;
    compare_sign sign;
    figure f;
    for (size_t k = 0; k < text.n; utf8_next(text, &k))
        if (figure_sign(str_slice(text, k, text.n), &sign) > 0 && sign != COMPARE_EQUAL)
            return true;
    return words_search(a->book, "目标口气", text, 0, &found) != SIZE_MAX &&
        figure_next(a->book, text, 0, &f);
}

static void actual_check(audit *a, const indicator *i, const indicator_reading *r)
{
    finding_place p = audit_indicator_place(a, i, i->actual_column);
    p.left = i->target_text;
    p.right = i->actual->text;
    str actual = text_bare(i->actual->text), target = text_bare(i->target_text);
    if (str_eq(actual, text_bare(i->name->text)) && !str_eq(actual, target))
        FIND(a, ACTUAL_NAME, &p, actual);
    else if (aims(a, actual))
        FIND(a, ACTUAL_AIM, &p, actual);
    else if (r->target.kind == VALUE_FIGURE && r->actual.kind == VALUE_WORDS)
        FIND(a, ACTUAL_NUMBER, &p, actual, i->target_text);
    else if (r->target.kind == VALUE_FIGURE && r->actual.kind == VALUE_FIGURE)
        figures_check(a, i, r, &p);
    else if (r->target.kind == VALUE_MIXED && str_eq(actual, target))
        FIND(a, ACTUAL_COPY, &p, actual);
}

static void blank_check(audit *a, const indicator *i)
{
    decimal score;
    if (i->target_text.n == 0 || !decimal_parse(str_trim(i->score->text), &score) || score.units <= 0)
        return;
    finding_place p = audit_indicator_place(a, i, i->actual_column);
    FIND(a, ACTUAL_BLANK, &p, i->name->text, i->score->text);
}

void audit_measured(audit *a, const subject *s)
{
    const indicator_reading *all = audit_readings(a, s);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        if (i->actual_column == NO_COLUMN)
            continue;
        if (all[k].actual.kind == VALUE_BLANK) {
            blank_check(a, i);
            continue;
        }
        audit_checked(a);
        actual_check(a, i, &all[k]);
    }
}
