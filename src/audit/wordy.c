/* R17: values in words that cannot be measured, or that only point back at the plan. */
#include "audit/reading_int.h"

/* 按申报数量, 小于等于预算数, 工资标准: no number of its own. */
static bool circular(const rulebook *r, str text)
{
    text = text_bare(text);
    size_t by = words_begin(r, "参照词", text), what = words_end(r, "参照数", text);
    return words_have(r, "照标准", text) || (by > 0 && what > 0 && by + what <= text.n);
}

static bool all_quoted(const rulebook *r, str text)
{
    figure f;
    for (size_t i = 0; figure_next(r, text, i, &f); i = f.to)
        if (!text_quoted(text, f.number_at))
            return false;
    return true;
}

static bool output(category c)
{
    return c == CATEGORY_QUANTITY || c == CATEGORY_QUALITY || c == CATEGORY_TIME ||
        c == CATEGORY_COST;
}

static void words_check(audit *a, const indicator *i, const finding_place *p)
{
    if (circular(a->book, i->target_text))
        FIND(a, VALUE_CIRCULAR, p, i->target_text);
    else if (i->category == CATEGORY_COST)
        FIND(a, VALUE_COST_WORDS, p, i->name->text, i->target_text);
    else if (i->category == CATEGORY_QUANTITY)
        FIND(a, VALUE_COUNT_WORDS, p, i->name->text, i->target_text);
    else if (output(i->category) && str_ends(text_bare(i->target_text), STR("等")))
        FIND(a, VALUE_OPEN, p, i->target_text);
}

bool value_wordy(audit *a, const indicator *i)
{
    return circular(a->book, i->target_text) || i->category == CATEGORY_COST ||
        i->category == CATEGORY_QUANTITY;
}

static void mixed_check(audit *a, const indicator *i, const finding_place *p)
{
    str found, text = i->target_text;
    compare_sign sign;
    bool signs = false;
    for (size_t k = 0; k < text.n && !signs; utf8_next(text, &k))
        signs = figure_sign(str_slice(text, k, text.n), &sign) > 0;
    if (all_quoted(a->book, text))
        FIND(a, VALUE_SLOGAN, p, text);
    else if (!signs && words_search(a->book, "话里的比较", text, 0, &found) != SIZE_MAX)
        FIND(a, VALUE_SENTENCE, p, text);
}

/* Whether another column of the indicator says what the percentage is of. */
static bool explained(audit *a, const indicator *i)
{
    str found;
    for (uint32_t c = i->field->level_count; c < i->field->column_count; c++)
        if (named_as(a->book, "指标说明", i->field->columns[c]) &&
            words_search(a->book, "比率", i->values[c].text, 0, &found) != SIZE_MAX)
            return true;
    return false;
}

static void value_check(audit *a, const indicator *i, const indicator_reading *r)
{
    finding_place p = target_place(a, i);
    if (r->target.kind == VALUE_WORDS)
        words_check(a, i, &p);
    else if (r->target.kind == VALUE_MIXED)
        mixed_check(a, i, &p);
    else if (r->target.kind == VALUE_FIGURE && figure_percent(&r->target.figure) &&
        r->name.kind == NAME_OTHER && i->category != CATEGORY_SATISFACTION && !explained(a, i))
        FIND(a, VALUE_OBJECT, &p, i->name->text, i->target_text);
}

/* 质量 with several indicators and not one number. */
static void quality_check(audit *a, const subject *s, const indicator_reading *all)
{
    uint32_t rows = 0, figures = 0;
    const indicator *first = NULL;
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        if (s->indicators[k].category != CATEGORY_QUALITY || all[k].target.kind == VALUE_BLANK)
            continue;
        first = first == NULL ? &s->indicators[k] : first;
        rows++;
        figures += all[k].target.figures;
    }
    if (rows < 2 || figures > 0)
        return;
    finding_place p = target_place(a, first);
    FIND(a, VALUE_QUALITY, &p, str_fmt(a->memory, "%u", (unsigned)rows));
}

void audit_wordy(audit *a, const subject *s)
{
    const indicator_reading *all = audit_readings(a, s);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        if (all[k].target.kind == VALUE_BLANK)
            continue;
        audit_checked(a);
        value_check(a, &s->indicators[k], &all[k]);
    }
    quality_check(a, s, all);
}
