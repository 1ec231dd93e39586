/* R10 rates, R14 units: whether a value has the unit that its name asks for, whole and once. */
#include "audit/reading_int.h"

/* ---- R10 ---- */

static void rate_figure(audit *a, const indicator *i, const indicator_reading *r)
{
    finding_place p = target_place(a, i);
    const figure *f = &r->target.figure;
    static const decimal hundred = {100, 0};
    int over = decimal_compare(f->number, hundred);
    bool open = name_ends(a->book, &r->name, "可超百") || r->name.changes;
    bool counted = f->unit_kind != UNIT_NONE && f->unit_kind != UNIT_OTHER && r->target.rest.n == 0;
    if (f->unit_kind == UNIT_NONE && r->target.rest.n == 0) {
        FIND(a, RATE_PERCENT, &p, i->name->text, i->target_text);
    } else if (counted && !open) {
        p.left = STR("%");
        FIND(a, RATE_UNIT, &p, i->name->text, i->target_text);
    } else if (figure_percent(f) && over > 0 && !open) {
        p.left = STR("100%");
        FIND(a, RATE_RANGE, &p, i->name->text, i->target_text);
    } else if (figure_percent(f) && over == 0 && !open &&
        (f->sign == COMPARE_AT_LEAST || f->sign == COMPARE_MORE)) {
        p.left = STR("=100%");
        FIND(a, RATE_FULL, &p, i->name->text, i->target_text);
    }
}

void audit_rates(audit *a, const subject *s)
{
    const indicator_reading *all = audit_readings(a, s);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        const indicator_reading *r = &all[k];
        if (r->name.kind != NAME_RATE || r->target.kind == VALUE_BLANK)
            continue;
        audit_checked(a);
        finding_place p = target_place(a, i);
        if (r->target.kind == VALUE_FIGURE)
            rate_figure(a, i, r);
        else if (r->target.kind == VALUE_WORDS && !value_wordy(a, i))
            FIND(a, RATE_WORDS, &p, i->name->text, i->target_text);
    }
}

/* ---- R14 ---- */

/* Whether a comparison sign stands elsewhere than before the number at the head. */
static bool sign_astray(const rulebook *book, str text)
{
    compare_sign sign;
    str s = str_trim(text);
    for (size_t i = 0; i < s.n; utf8_next(s, &i)) {
        if (figure_sign(str_slice(s, i, s.n), &sign) == 0)
            continue;
        figure f;
        return i > 0 || !figure_next(book, s, 0, &f) || f.from != 0;
    }
    return false;
}

/* What is written wrongly whatever the name says; true when something was. */
static bool unit_garbled(audit *a, const indicator *i, const indicator_reading *r)
{
    finding_place p = target_place(a, i);
    const value_reading *v = &r->target;
    if (sign_astray(a->book, i->target_text)) {
        FIND(a, SIGN_ASTRAY, &p, i->target_text);
        return true;
    }
    if (v->kind != VALUE_FIGURE)
        return false;
    const figure *f = &v->figure;
    str rest = v->rest;
    if (f->unit_kind != UNIT_NONE && rest.n > 0 &&
        (words_begin(a->book, "金额单位", rest) > 0 || str_starts(rest, STR("%")) ||
            str_starts(rest, STR("％")) || str_eq(rest, f->unit))) {
        FIND(a, UNIT_TWICE, &p, i->target_text, f->unit, rest);
        return true;
    }
    if (words_have(a->book, "残缺单位", rest)) {
        FIND(a, UNIT_CUT, &p, i->target_text, rest);
        return true;
    }
    bool money = i->category == CATEGORY_COST || r->name.kind == NAME_MONEY;
    if (f->scale.n > 0 && f->unit.n == 0 && rest.n == 0 && money) {
        FIND(a, UNIT_YUAN, &p, i->target_text);
        return true;
    }
    if (f->spaced)
        FIND(a, UNIT_SPACE, &p, i->target_text);
    return false;
}

/* The unit that the name asks for, in words; empty when the value has it. */
static str unit_wanted(audit *a, const indicator *i, const indicator_reading *r)
{
    const figure *f = &r->target.figure;
    bool percent = figure_percent(f);
    switch (r->name.kind) {
    case NAME_RATE: /* R10 */
        return (str){0};
    case NAME_COUNT:
        if (r->name.units.count > 0 && !r->name.changes &&
            !list_has(r->name.units, unit_alone(f->unit)) && f->unit_kind != UNIT_NONE)
            return list_join(a->memory, r->name.units);
        return (percent && !r->name.changes) || f->unit_kind == UNIT_MONEY
            ? STR("个、次、人等数量单位")
            : (str){0};
    case NAME_TIME:
        return (f->unit_kind == UNIT_TIME || f->unit_kind == UNIT_NONE || r->name.changes)
            ? (str){0}
            : STR("年、天、小时等时间单位");
    case NAME_MONEY: /* of a cost that is at least so much, R11 speaks */
        if (percent && !r->name.changes &&
            (i->category != CATEGORY_COST || f->sign != COMPARE_AT_LEAST))
            return STR("元或万元");
        break;
    default:
        break;
    }
    bool cost = i->category == CATEGORY_COST && !r->name.changes &&
        (f->unit_kind == UNIT_COUNT || f->unit_kind == UNIT_TIME);
    return cost ? STR("元或万元") : (str){0};
}

static void unit_check(audit *a, const indicator *i, const indicator_reading *r)
{
    const value_reading *v = &r->target;
    if (unit_garbled(a, i, r) || v->kind != VALUE_FIGURE)
        return;
    finding_place p = target_place(a, i);
    str wanted = unit_wanted(a, i, r);
    if (wanted.n > 0) {
        p.left = wanted;
        FIND(a, UNIT_NAME, &p, i->name->text, i->target_text, wanted);
    } else if (v->figure.unit_kind == UNIT_NONE && v->figure.scale.n == 0 && v->rest.n == 0 &&
        r->name.kind != NAME_RATE) {
        FIND(a, UNIT_NONE, &p, i->name->text, i->target_text);
    }
}

/* 1.65亿万元 and its kind, in any text. Where the unit has a cell of its own, nothing stands before
 * it. */
static void doubled_scale(audit *a, const subject_text *t)
{
    str found = {0}, text = t->value->text;
    for (size_t at = 0, before; at < text.n; at += found.n) {
        at = words_search(a->book, "叠用数级", text, at, &found);
        if (at == SIZE_MAX)
            return;
        uint32_t cp = text_before(text, at, &before);
        if (cp != 0 && !text_digit(cp) && !text_blank(cp))
            continue;
        size_t from = at;
        while (cp != 0 && (text_digit(cp) || cp == '.' || text_blank(cp))) {
            from = before;
            cp = text_before(text, from, &before);
        }
        finding_place p = audit_text_place(a, t, at);
        p.right = str_slice(text, from, at + found.n);
        FIND(a, UNIT_SCALE, &p, str_trim(p.right));
    }
}

/* 执行率 and its kind stand in fields of their own. */
static void rate_field(audit *a, const subject_text *t)
{
    str name = text_label(t);
    decimal number;
    if ((t->column != NO_COLUMN && t->field->kind == FIELD_TREE) ||
        name_read(a->book, name).kind != NAME_RATE)
        return;
    audit_checked(a);
    finding_place p = audit_text_place(a, t, 0);
    if (decimal_parse(str_trim(t->value->text), &number)) {
        p.right = t->value->text;
        p.left = str_fmt(a->memory, "%.*s%%", STR_ARG(str_trim(t->value->text)));
        FIND(a, PERCENT_LOST, &p, name, t->value->text);
    }
}

void audit_units(audit *a, const subject *s)
{
    const indicator_reading *all = audit_readings(a, s);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        if (all[k].target.kind == VALUE_BLANK)
            continue;
        audit_checked(a);
        unit_check(a, &s->indicators[k], &all[k]);
    }
    for (uint32_t k = 0; k < s->text_count; k++) {
        doubled_scale(a, &s->texts[k]);
        rate_field(a, &s->texts[k]);
    }
    audit_measures(a, s);
}
