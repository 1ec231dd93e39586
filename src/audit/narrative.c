/* R22: one amount said twice in one sentence with two values. */
#include "audit/reading_int.h"

enum { LABEL_LEAST = 3 };

static bool said_before(uint32_t cp)
{
    static const str words = {"为是共约达计", sizeof "为是共约达计" - 1};
    for (size_t i = 0; i < words.n;)
        if (utf8_next(words, &i) == cp)
            return true;
    return cp == ':' || cp == 0xFF1A || text_blank(cp);
}

/* The Han characters before the figure, without 为, 是, 共 …, back to a mark or a digit. */
static str label_of(str text, const figure *f)
{
    size_t end = f->from, at = 0, from;
    while (end > 0 && said_before(text_before(text, end, &at)))
        end = at;
    from = end;
    while (from > 0 && utf8_han(text_before(text, from, &at)))
        from = at;
    return str_slice(text, from, end);
}

/* What the label is about: of 2020年项目支出, the year too. */
static str key_of(arena *a, str text, str label)
{
    size_t from = (size_t)(label.at - text.at), at = 0, to = from;
    while (from > 0 && text_digit(text_before(text, from, &at)))
        from = at;
    return str_fmt(a, "%.*s%.*s", STR_ARG(str_slice(text, from, to)), STR_ARG(label));
}

size_t sentence_past(str text, size_t from)
{
    while (from < text.n) {
        uint32_t cp = utf8_next(text, &from);
        if (cp == '\n' || cp == 0x3002)
            break;
    }
    return from;
}

typedef struct said {
    decimal amount; /* in 元 */
    str written;
} said;

static void figure_check(audit *a, const subject_text *t, str sentence, const figure *f, str_map *seen)
{
    str text = t->value->text, label = label_of(sentence, f);
    size_t part = words_begin(a->book, "引出分项", label);
    label = str_slice(label, part, label.n);
    for (size_t led; (led = words_begin(a->book, "引出金额", label)) > 0;)
        label = str_slice(label, led, label.n);
    if (utf8_count(label) < LABEL_LEAST || words_end(a->book, "金额", label) == 0)
        return;
    said *own = ARENA_NEW(a->memory, said);
    own->written = str_slice(sentence, f->number_at, f->to);
    if (!figure_total(f, &own->amount))
        return;
    audit_checked(a);
    str key = key_of(a->memory, sentence, label);
    /* 其中… is of whatever came before: two of these may differ. */
    if (map_add(seen, key, own) || part > 0)
        return;
    const said *first = map_lookup(seen, key);
    if (decimal_compare(first->amount, own->amount) == 0)
        return;
    finding_place p = audit_text_place(
        a, t, (size_t)(sentence.at - text.at) + f->number_at);
    p.left = first->written;
    p.right = own->written;
    decimal gap;
    if (decimal_subtract(own->amount, first->amount, &gap)) {
        p.difference = decimal_text(a->memory, gap);
        p.unit = STR("元");
    }
    FIND(a, SAID_TWICE, &p, key, first->written, own->written);
}

void audit_narrative(audit *a, const subject *s)
{
    for (uint32_t k = 0; k < s->text_count; k++) {
        const subject_text *t = &s->texts[k];
        str text = t->value->text;
        for (size_t from = 0, end; from < text.n; from = end) {
            end = sentence_past(text, from);
            str sentence = str_slice(text, from, end);
            str_map *seen = NULL;
            figure f;
            for (size_t at = 0; figure_next(a->book, sentence, at, &f); at = f.to) {
                if (f.unit_kind != UNIT_MONEY)
                    continue;
                if (seen == NULL)
                    seen = map_new(a->memory);
                figure_check(a, t, sentence, &f, seen);
            }
        }
    }
}
