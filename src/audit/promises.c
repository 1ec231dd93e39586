/* R19: how many the goals promise, and whether an indicator says so too. */
#include "audit/reading_int.h"

static bool han_pair(str text, size_t i, size_t *end)
{
    size_t k = i;
    if (!utf8_han(utf8_next(text, &k)) || k >= text.n || !utf8_han(utf8_next(text, &k)))
        return false;
    *end = k;
    return true;
}

/* Whether two characters in a row stand in both texts. */
static bool share_words(str x, str y)
{
    for (size_t i = 0, end; i < x.n; utf8_next(x, &i))
        if (han_pair(x, i, &end) && str_search(y, str_slice(x, i, end), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool clause_mark(uint32_t cp)
{
    return cp == 0x3002 || cp == 0xFF0C || cp == 0xFF1B || cp == 0x3001 || cp == ',' || cp == ';' ||
        cp == '\n' || cp == 0xFF1A || cp == ':';
}

/* The clause around the figure. */
static str clause_of(str text, const figure *f)
{
    size_t from = f->from, at = 0, to = f->to;
    for (uint32_t cp; (cp = text_before(text, from, &at)) != 0 && !clause_mark(cp);)
        from = at;
    for (size_t next = to; next < text.n; to = next)
        if (clause_mark(utf8_next(text, &next)))
            break;
    return str_trim(str_slice(text, from, to));
}

/* Whether an indicator of the same thing says that number, or several of that unit add up to it. */
static bool kept(audit *a, const subject *s, str clause, const figure *f)
{
    decimal sum = {0};
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        figure g;
        bool same = share_words(clause, i->name->text) || share_words(clause, i->target_text);
        for (size_t at = 0; figure_next(a->book, i->target_text, at, &g); at = g.to) {
            if (same && decimal_compare(f->number, g.number) == 0 && str_eq(f->scale, g.scale))
                return true;
            if (str_eq(f->unit, g.unit) && str_eq(f->scale, g.scale))
                decimal_add(sum, g.number, &sum);
        }
    }
    return decimal_compare(sum, f->number) == 0;
}

static void promise_check(audit *a, const subject *s, const subject_text *t, const figure *f)
{
    str text = t->value->text, clause = clause_of(text, f);
    if (kept(a, s, clause, f))
        return;
    finding_place p = audit_text_place(a, t, f->from);
    p.right = str_slice(text, f->from, f->to);
    FIND(a, PROMISE, &p, p.right, clause);
}

static void goal_check(audit *a, const subject *s, const subject_text *t)
{
    figure f;
    str text = t->value->text;
    for (size_t at = 0; figure_next(a->book, text, at, &f); at = f.to) {
        bool counted = f.unit_kind == UNIT_COUNT || figure_percent(&f);
        if (!counted || text_quoted(text, f.number_at))
            continue;
        audit_checked(a);
        promise_check(a, s, t, &f);
    }
}

void audit_promises(audit *a, const subject *s)
{
    if (s->indicator_count == 0)
        return;
    for (uint32_t k = 0; k < s->text_count; k++)
        if (s->texts[k].column == NO_COLUMN && named_as(a->book, "目标", s->texts[k].field->name))
            goal_check(a, s, &s->texts[k]);
}
