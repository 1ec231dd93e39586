/* R16: days of the year that the form is for, that exist, in order; when it was filled in. */
#include "audit/reading_int.h"

static str day_text(audit *a, str text, const day *d)
{
    return str_dup(a->memory, str_slice(text, d->from, d->to));
}

/* The year that the form says it is for; 0: it does not. */
static int year_of(audit *a, const subject *s)
{
    str text = subject_value(s, a->book, STR("年度"))->text;
    int year = 0, digits = 0;
    for (size_t i = 0; i < text.n && digits < 4; i++) {
        bool digit = text_digit((unsigned char)text.at[i]);
        year = digit ? year * 10 + (text.at[i] - '0') : 0;
        digits = digit ? digits + 1 : 0;
    }
    return digits == 4 ? year : 0;
}

/* Fields about several years. */
static bool several_years(audit *a, const form_field *f)
{
    str found;
    return words_search(a->book, "跨年", f->name, 0, &found) != SIZE_MAX;
}

/* ---- indicators ---- */

typedef struct years {
    int form, first; /* the form's own; that of the first day */
} years;

static void day_check(audit *a, const indicator *i, const day *d, years *y)
{
    finding_place p = target_place(a, i);
    day named;
    str said = day_text(a, i->target_text, d);
    bool in_name = day_next(i->name->text, 0, &named) && named.month == 0;
    if (!day_exists(d)) {
        FIND(a, DAY_NONE, &p, said);
        return;
    }
    if (several_years(a, i->field) || i->category == CATEGORY_LASTING)
        return;
    int wanted = y->form != 0 ? y->form : in_name ? named.year : y->first;
    if (y->first == 0)
        y->first = d->year;
    if (wanted == 0 || wanted == d->year)
        return;
    p.left = str_fmt(a->memory, "%d年", wanted);
    if (y->form != 0)
        FIND(a, DAY_YEAR, &p, said, p.left);
    else
        FIND(a, DAY_YEARS, &p, said, p.left);
}

/* 完成2021年任务 in a form for 2022. */
static void name_check(audit *a, const indicator *i, int year)
{
    day d;
    if (year == 0 || several_years(a, i->field) || !day_next(i->name->text, 0, &d))
        return;
    audit_checked(a);
    if (d.year == year)
        return;
    finding_place p = audit_indicator_place(a, i, i->name_column);
    p.right = day_text(a, i->name->text, &d);
    p.left = str_fmt(a->memory, "%d年", year);
    FIND(a, DAY_NAME, &p, i->name->text, p.left);
}

static void indicators_check(audit *a, const subject *s, int year)
{
    const indicator_reading *all = audit_readings(a, s);
    years y = {year, 0};
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const value_reading *v = &all[k].target;
        name_check(a, &s->indicators[k], year);
        if (v->kind != VALUE_DAY)
            continue;
        audit_checked(a);
        day_check(a, &s->indicators[k], &v->day, &y);
    }
}

/* ---- fields ---- */

static bool measures_actuals(const subject *s)
{
    for (uint32_t k = 0; k < s->indicator_count; k++)
        if (s->indicators[k].actual_column != NO_COLUMN)
            return true;
    return false;
}

static void filled_check(audit *a, const subject *s, const subject_text *t, int year)
{
    day d;
    finding_place p = audit_text_place(a, t, 0);
    str text = t->value->text;
    p.right = text;
    if (!day_next(text, 0, &d) || !day_exists(&d)) {
        FIND(a, DAY_NONE, &p, text);
        return;
    }
    if (!d.formal) {
        p.left = str_fmt(a->memory, "%d年%d月%d日", d.year, d.month, d.day);
        FIND(a, DAY_FORM, &p, text, p.left);
    }
    p.left = year == 0 ? (str){0} : str_fmt(a->memory, "%d年", year);
    if (year != 0 && !measures_actuals(s) && d.year > year)
        FIND(a, DAY_LATE, &p, text, p.left);
}

static const form_value *role_value(
    audit *a, const subject *s, const subject_text *beside, const char *role)
{
    for (uint32_t k = 0; k < s->text_count; k++) {
        const subject_text *t = &s->texts[k];
        bool same = t->column == NO_COLUMN
            ? beside->column == NO_COLUMN
            : t->field == beside->field && t->record == beside->record;
        str name = text_label(t);
        if (same && named_as(a->book, role, name))
            return t->value;
    }
    return NULL;
}

/* 开始 before 完成, in the same record or among the form's fields. */
static void order_check(audit *a, const subject *s, const subject_text *t)
{
    const form_value *end = role_value(a, s, t, "止日期");
    day from, to;
    if (end == NULL || !day_next(t->value->text, 0, &from) || !day_next(end->text, 0, &to))
        return;
    audit_checked(a);
    if (day_compare(&from, &to) <= 0)
        return;
    finding_place p = audit_text_place(a, t, 0);
    p.left = t->value->text;
    p.right = end->text;
    FIND(a, DAY_ORDER, &p, t->value->text, end->text);
}

/* 　年　月　日 is still to be filled in. */
static bool has_digit(str text)
{
    for (size_t i = 0; i < text.n;)
        if (text_digit(utf8_next(text, &i)))
            return true;
    return false;
}

void audit_dates(audit *a, const subject *s)
{
    int year = year_of(a, s);
    indicators_check(a, s, year);
    for (uint32_t k = 0; k < s->text_count; k++) {
        const subject_text *t = &s->texts[k];
        str name = text_label(t);
        if (named_as(a->book, "填报日期", name) && has_digit(t->value->text)) {
            audit_checked(a);
            filled_check(a, s, t, year);
        } else if (named_as(a->book, "起日期", name)) {
            order_check(a, s, t);
        }
    }
}
