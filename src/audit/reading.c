/* What an indicator's name measures, and what its value is. */
#include "audit/reading_int.h"

/* The text in brackets at the end of *s, which is cut off it. */
static str bracket_take(str *s)
{
    static const struct {
        const char *open, *close;
    } pairs[] = {{"（", "）"}, {"(", ")"}, {"（", ")"}, {"(", "）"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        str open = str_of(pairs[i].open), close = str_of(pairs[i].close);
        if (!str_ends(*s, close))
            continue;
        size_t at = SIZE_MAX;
        for (size_t k = str_search(*s, open, 0); k != SIZE_MAX; k = str_search(*s, open, k + 1))
            at = k;
        if (at == SIZE_MAX || at == 0)
            continue;
        str inside = str_slice(*s, at + open.n, s->n - close.n);
        s->n = at;
        return inside;
    }
    return (str){0};
}

static name_kind kind_of(const rulebook *r, str head)
{
    size_t rate = words_end(r, "比率", head), count = words_end(r, "计数", head),
           time = words_end(r, "时间", head), money = words_end(r, "金额", head);
    if (words_end(r, "不是比率", head) >= rate) /* 效率, but 有效率 is one */
        rate = 0;
    if (words_end(r, "不是计数", head) > 0)
        count = 0;
    size_t longest = rate;
    name_kind kind = rate > 0 ? NAME_RATE : NAME_OTHER;
    if (count > longest)
        longest = count, kind = NAME_COUNT;
    if (time > longest)
        longest = time, kind = NAME_TIME;
    if (money > longest)
        kind = NAME_MONEY;
    return kind == NAME_OTHER && words_end(r, "程度", head) > 0 ? NAME_DEGREE : kind;
}

naming name_read(const rulebook *r, str name)
{
    naming n = {.head = text_bare(name)};
    n.bracket = bracket_take(&n.head);
    n.kind = kind_of(r, n.head);
    n.changes = n.kind != NAME_OTHER && words_begin(r, "变化", n.head) > 0;
    rulebook_pair_end(r, STR("单位配名"), n.head, &n.units);
    return n;
}

bool name_ends(const rulebook *r, const naming *n, const char *list)
{
    return words_end(r, list, n->head) > 0;
}

/* What may follow a day: 前, 以前, 底前 … */
static bool day_tail(str s)
{
    static const char *const tails[] = {"", "前", "以前", "之前", "底", "底前", "末", "末前", "内"};
    s = text_bare(s);
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (str_eq(s, str_of(tails[i])))
            return true;
    return false;
}

static bool plain_tail(const rulebook *r, str s)
{
    figure q;
    compare_sign sign;
    static const char *const marks[] = {"，", "、", "；", "。", ",", ";", "：", ":"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_search(s, str_of(marks[i]), 0) != SIZE_MAX)
            return false;
    return figure_sign(s, &sign) == 0 && !figure_next(r, s, 0, &q);
}

value_reading value_read(const rulebook *r, str text)
{
    value_reading v = {.kind = VALUE_WORDS};
    str s = str_trim(text);
    if (s.n == 0) {
        v.kind = VALUE_BLANK;
        return v;
    }
    if (day_next(s, 0, &v.day) && v.day.from == 0 && day_tail(str_slice(s, v.day.to, s.n))) {
        v.kind = VALUE_DAY;
        return v;
    }
    size_t lead = (size_t)(s.at - text.at);
    figure q;
    for (size_t i = 0; figure_next(r, text, i, &q); i = q.to) {
        if (v.figures++ == 0)
            v.figure = q;
    }
    if (v.figures == 0)
        return v;
    v.rest = text_bare(str_slice(text, v.figure.to, text.n));
    bool alone = v.figures == 1 && v.figure.from == lead && plain_tail(r, v.rest);
    v.kind = alone ? VALUE_FIGURE : VALUE_MIXED;
    return v;
}

const indicator_reading *audit_readings(audit *a, const subject *s)
{
    if (a->readings == NULL)
        a->readings = ARENA_ARRAY(a->memory, const indicator_reading *, a->subject_count);
    if (a->readings[s->index] != NULL)
        return a->readings[s->index];
    indicator_reading *all = ARENA_ARRAY(a->memory, indicator_reading, s->indicator_count);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        all[k].name = name_read(a->book, i->name->text);
        all[k].target = value_read(a->book, i->target_text);
        all[k].actual = value_read(a->book, i->actual->text);
    }
    return a->readings[s->index] = all;
}
