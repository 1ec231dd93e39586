/*
 * R28 in sentences: the amounts that follow 其中, 包括 … add up to the amount before it. Such a
 * list may be partial and its end is often unmarked, so that it is right when the items up to any
 * of them give the total; an error is only what no end of the list can mend.
 */
#include "audit/reading_int.h"

/* The amounts of money of a sentence; those of a change are signed. */
typedef struct amount {
    figure figure;
    decimal value; /* in 元 */
    bool change, priced; /* more or less than another year's; of one of many */
} amount;

typedef struct sentence {
    const subject_text *text;
    size_t at; /* in that text */
    str words;
    VEC(amount) amounts;
} sentence;

typedef struct item_list {
    uint32_t total, items;
    str lead;
    decimal sum;
    bool bracketed; /* （其中…） ends with its bracket */
    bool colon; /* 其中：a；b */
    bool loose; /* it may have ended before the last item */
    bool minus;
} item_list;

static bool mark_skipped(uint32_t cp, bool *bracket)
{
    *bracket = *bracket || cp == '(' || cp == 0xFF08;
    return cp == ',' || cp == '(' || cp == ':' || cp == 0xFF08 || cp == 0xFF0C || cp == 0xFF1A ||
        cp == 0xFF1B || cp == ';' || text_blank(cp);
}

/* What stands between amount i and the next. */
static str behind(const sentence *s, uint32_t i)
{
    size_t end = i + 1 < s->amounts.count ? s->amounts.at[i + 1].figure.from : s->words.n;
    return str_slice(s->words, s->amounts.at[i].figure.to, end);
}

/* Whether a list follows amount i: 万元（其中：…, 万元，包括…. */
static bool list_opens(audit *a, const sentence *s, uint32_t i, item_list *out)
{
    str gap = behind(s, i);
    size_t at = 0, next = 0;
    *out = (item_list){.total = i};
    while (next < gap.n && mark_skipped(utf8_next(gap, &next), &out->bracketed))
        at = next;
    str rest = str_slice(gap, at, gap.n);
    out->lead = str_slice(rest, 0, words_begin(a->book, "列出分项", rest));
    rest = str_slice(rest, out->lead.n, rest.n);
    out->colon = str_starts(rest, STR("：")) || str_starts(rest, STR(":"));
    return out->lead.n > 0 && i + 1 < s->amounts.count;
}

static bool has_mark(str gap, const char *half, const char *full)
{
    return str_search(gap, str_of(half), 0) != SIZE_MAX ||
        str_search(gap, str_of(full), 0) != SIZE_MAX;
}

static bool list_full(const sentence *s, const item_list *l)
{
    return l->items > 0 && decimal_compare(l->sum, s->amounts.at[l->total].value) == 0;
}

static void list_judge(audit *a, const sentence *s, const item_list *l, bool inner)
{
    const amount *total = &s->amounts.at[l->total];
    bool over = decimal_compare(l->sum, total->value) > 0;
    if (l->items == 0 || (l->items == 1 && !over))
        return;
    audit_checked(a);
    if (list_full(s, l))
        return;
    finding_place p = audit_text_place(a, s->text, s->at + total->figure.number_at);
    decimal gap;
    p.left = decimal_text(a->memory, total->value);
    p.right = decimal_text(a->memory, l->sum);
    if (decimal_subtract(l->sum, total->value, &gap))
        p.difference = decimal_text(a->memory, gap);
    p.unit = STR("元");
    str said = str_slice(s->words, total->figure.number_at, total->figure.to),
        count = str_fmt(a->memory, "%u", (unsigned)l->items);
    if (over && !l->loose && !l->minus && (!inner || l->bracketed))
        FIND(a, ITEMS_OVER, &p, said, l->lead, count, p.right);
    else
        FIND(a, ITEMS_UNMET, &p, said, l->lead, count, p.right);
}

static void item_add(const sentence *s, uint32_t i, item_list *l)
{
    const amount *item = &s->amounts.at[i], *total = &s->amounts.at[l->total];
    decimal value = item->value;
    if (item->priced || item->change != total->change)
        return;
    if (item->change && decimal_compare(value, (decimal){0}) < 0)
        l->minus = true;
    if (decimal_add(l->sum, value, &l->sum))
        l->items++;
}

/* Whether the amount would make the list more than its total. */
static bool too_much(const sentence *s, uint32_t i, const item_list *l)
{
    decimal sum;
    return decimal_add(l->sum, s->amounts.at[i].value, &sum) &&
        decimal_compare(sum, s->amounts.at[l->total].value) > 0;
}

/* Whether the list ends between amount i and the one before it. */
static bool list_ends(const sentence *s, uint32_t i, item_list *l, bool inner)
{
    str gap = behind(s, i - 1);
    bool part = has_mark(gap, ";", "；");
    if (l->bracketed && has_mark(gap, ")", "）"))
        return true;
    l->loose = l->loose || (part && !inner);
    return part && !l->bracketed && (inner || (!l->colon && too_much(s, i, l)));
}

enum { DEEPEST = 8 };

/* Reads the list and those within it; returns the first amount behind it. */
static uint32_t list_read(audit *a, const sentence *s, item_list *l, uint32_t depth)
{
    uint32_t i = l->total + 1;
    while (i < s->amounts.count && !list_full(s, l)) {
        if (i > l->total + 1 && list_ends(s, i, l, depth > 0))
            break;
        item_list within;
        item_add(s, i, l);
        if (depth < DEEPEST && list_opens(a, s, i, &within)) {
            i = list_read(a, s, &within, depth + 1);
            l->loose = l->loose || !list_full(s, &within);
        } else {
            i++;
        }
    }
    list_judge(a, s, l, depth > 0);
    return i;
}

/* The words between the amount and the mark or amount before it. */
static str clause_before(str words, size_t from, const figure *f)
{
    size_t start = f->from, at = 0;
    bool bracket = false;
    while (start > from && !mark_skipped(text_before(words, start, &at), &bracket))
        start = at;
    return str_slice(words, start, f->from);
}

static void amounts_gather(audit *a, sentence *s)
{
    figure f;
    str found = {0};
    size_t from = 0;
    for (size_t at = 0; figure_next(a->book, s->words, at, &f); at = f.to) {
        bool money = f.unit_kind == UNIT_MONEY || (f.scale.n > 0 && f.unit.n == 0);
        amount one = {.figure = f};
        if (!money || !figure_total(&f, &one.value))
            continue;
        str clause = clause_before(s->words, from, &f);
        one.change = words_search(a->book, "增减", clause, 0, &found) != SIZE_MAX;
        one.priced = words_search(a->book, "单价", clause, 0, &found) != SIZE_MAX;
        if (words_search(a->book, "减", clause, 0, &found) != SIZE_MAX)
            decimal_subtract((decimal){0}, one.value, &one.value);
        *VEC_PUSH(a->memory, &s->amounts) = one;
        from = f.to;
    }
}

static void sentence_check(audit *a, sentence *s)
{
    item_list list;
    amounts_gather(a, s);
    for (uint32_t i = 0; i < s->amounts.count;)
        i = list_opens(a, s, i, &list) ? list_read(a, s, &list, 0) : i + 1;
}

/* Most texts say no two amounts. */
static bool two_numbers(str text)
{
    size_t first = digit_search(text, 0);
    return first < text.n && digit_search(text, number_end(text, first)) < text.n;
}

void audit_items(audit *a, const subject *s)
{
    for (uint32_t k = 0; k < s->text_count; k++) {
        str text = s->texts[k].value->text;
        if (!two_numbers(text))
            continue;
        for (size_t from = 0, end; from < text.n; from = end) {
            end = sentence_past(text, from);
            sentence one = {.text = &s->texts[k], .at = from, .words = str_slice(text, from, end)};
            sentence_check(a, &one);
        }
    }
}
