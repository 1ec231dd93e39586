/* Where findings stand in a text, and small questions about texts that rules share. */
#include "audit/reading_int.h"

finding_place target_place(audit *a, const indicator *i)
{
    finding_place p = audit_indicator_place(a, i, i->target_column);
    p.right = i->target_text;
    return p;
}

finding_place audit_text_place(audit *a, const subject_text *t, size_t at)
{
    finding_place p = audit_place(a, t->field, t->record, t->column);
    if (at > 0 || t->value->block)
        p.at = form_value_place(t->value, at, &a->lines);
    return p;
}

uint32_t audit_limit(const audit *a, const char *name, uint32_t otherwise)
{
    decimal d = rulebook_threshold(a->book, str_of(name), (decimal){otherwise, 0});
    for (; d.scale > 0; d.scale--)
        d.units /= 10;
    return d.units < 0 || d.units > UINT32_MAX ? otherwise : (uint32_t)d.units;
}

str text_label(const subject_text *t)
{
    return t->column == NO_COLUMN ? t->field->name : t->field->columns[t->column];
}

str text_head(arena *a, str s, uint32_t most)
{
    size_t i = 0;
    for (uint32_t n = 0; n < most && i < s.n; n++)
        utf8_next(s, &i);
    return i == s.n ? s : str_fmt(a, "%.*s…", STR_ARG(str_slice(s, 0, i)));
}

str unit_alone(str unit)
{
    size_t slash = str_search(unit, STR("/"), 0);
    return slash == SIZE_MAX ? unit : str_slice(unit, 0, slash);
}

static const struct {
    const char *open, *close;
} quotes[] = {{"“", "”"}, {"‘", "’"}, {"《", "》"}, {"〔", "〕"}};

/* Whether byte `at` of the text is inside quotation marks. */
bool text_quoted(str text, size_t at)
{
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        str open = str_of(quotes[i].open), close = str_of(quotes[i].close);
        size_t from = SIZE_MAX;
        for (size_t k = str_search(text, open, 0); k != SIZE_MAX && k < at;
             k = str_search(text, open, k + 1))
            from = k;
        if (from != SIZE_MAX && str_search(text, close, from) > at &&
            str_search(text, close, from) != SIZE_MAX)
            return true;
    }
    return false;
}
