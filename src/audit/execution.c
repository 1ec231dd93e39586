/* R06: the execution rate and its score (财预〔2020〕10号: 执行数 ÷ 预算数; 10 points at most). */
#include "audit/audit_int.h"

static const decimal hundred = {100, 0}, ten = {10, 0}, one = {1, 0};

/* Whether a / b is what is written, rounded as it is written. */
static bool rounds_to(decimal a, decimal b, decimal written, int places)
{
    decimal rounded;
    return decimal_divide(a, b, places > 9 ? 9 : places, &rounded) &&
        decimal_compare(rounded, written) == 0;
}

static str number(audit *a, decimal d)
{
    return decimal_text(a->memory, d);
}

static finding_place place_of(audit *a, const subject *s, str role)
{
    const form_field *f = subject_field(s, a->book, role);
    return f == NULL ? (finding_place){0} : audit_place(a, f, 0, NO_COLUMN);
}

/* Written 90% or 90, or 0.9 and 1: the rate in hundredths, as near to `true_rate` as it can mean. */
static bool rate_read(const form_value *v, decimal *out, int *places)
{
    quantity q = quantity_read(v->text);
    if (q.kind != QUANTITY_NUMBER || (q.unit.n > 0 && !str_eq(q.unit, STR("%"))))
        return false;
    *out = q.number;
    *places = audit_places(v->text);
    if (q.unit.n == 0 && decimal_compare(q.number, one) <= 0 && *places > 0) {
        *places = *places > 2 ? *places - 2 : 0;
        return decimal_multiply(q.number, hundred, out);
    }
    return true;
}

static void execution_rate(audit *a, const subject *s, decimal budget, decimal spent)
{
    const form_value *v = subject_value(s, a->book, STR("执行率"));
    decimal rate, parts, expected;
    int places;
    if (!rate_read(v, &rate, &places) || !decimal_multiply(spent, hundred, &parts))
        return;
    audit_checked(a);
    if (rounds_to(parts, budget, rate, places) ||
        !decimal_divide(parts, budget, places < 2 ? 2 : places, &expected))
        return;
    finding_place p = place_of(a, s, STR("执行率"));
    p.left = number(a, rate);
    p.right = number(a, expected);
    decimal gap = {0};
    decimal_subtract(expected, rate, &gap);
    p.difference = number(a, gap);
    p.unit = STR("%");
    FIND(a, EXECUTION_RATE, &p, v->text, number(a, spent), number(a, budget),
        str_fmt(a->memory, "%.*s%%", STR_ARG(p.right)));
}

static void execution_score(audit *a, const subject *s, decimal budget, decimal spent)
{
    decimal score, weight = ten, parts;
    const form_value *v = subject_value(s, a->book, STR("执行率得分"));
    subject_number(subject_value(s, a->book, STR("执行率分值")), &weight);
    if (!subject_number(v, &score))
        return;
    bool whole = decimal_compare(spent, budget) >= 0;
    decimal top = whole ? budget : spent, expected;
    int places = audit_places(v->text);
    if (!decimal_multiply(top, weight, &parts))
        return;
    audit_checked(a);
    if (rounds_to(parts, budget, score, places) ||
        !decimal_divide(parts, budget, places < 2 ? 2 : places, &expected))
        return;
    finding_place p = place_of(a, s, STR("执行率得分"));
    decimal gap = {0}, rate = {0}, hundredths = {0};
    decimal_subtract(expected, score, &gap);
    if (decimal_multiply(top, hundred, &hundredths))
        decimal_divide(hundredths, budget, 2, &rate);
    p.left = number(a, score);
    p.right = number(a, expected);
    p.difference = number(a, gap);
    p.unit = STR("分");
    FIND(a, EXECUTION_SCORE, &p, v->text, str_fmt(a->memory, "%.*s%%", STR_ARG(number(a, rate))),
        p.right, number(a, weight));
}

void audit_execution(audit *a, const subject *s)
{
    decimal budget, spent;
    if (subject_field(s, a->book, STR("执行率")) == NULL)
        return;
    if (!subject_amount(s, subject_value(s, a->book, STR("预算数")), &budget) ||
        !subject_amount(s, subject_value(s, a->book, STR("执行数")), &spent)) {
        audit_skip(a, STR("预算数或执行数没有填，或者不是数"));
        return;
    }
    if (budget.units == 0) {
        audit_skip(a, STR("预算数是 0"));
        return;
    }
    execution_rate(a, s, budget, spent);
    execution_score(a, s, budget, spent);
}

