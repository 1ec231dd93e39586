/* R20: texts that stop short, as those do that were cut off by a row of fixed height. */
#include "audit/reading_int.h"

static uint32_t last_of(str s)
{
    size_t at;
    return text_before(s, s.n, &at);
}

static bool among(uint32_t cp, str set)
{
    for (size_t i = 0; i < set.n;)
        if (utf8_next(set, &i) == cp)
            return true;
    return false;
}

static bool closed(str s)
{
    return among(last_of(s), STR("。！？；!?;…"));
}

/* Ends with a mark after which something must follow; a colon, in the paragraphs that follow. */
static bool hangs(str s, bool last)
{
    return among(last_of(s), last ? STR("，、：,:（(“‘《〈【〔") : STR("，、,（(“‘《〈【〔"));
}

/* What brackets or quotation marks are not in pairs; empty: all are. */
static str unpaired(str s)
{
    static const struct {
        uint32_t opens, closes;
        const char *name;
    } pairs[] = {{0x201C, 0x201D, "双引号“ ”"}, {0x2018, 0x2019, "单引号‘ ’"},
        {0x300A, 0x300B, "书名号《 》"}, {0x3014, 0x3015, "六角括号〔 〕"}};
    enum { PAIRS = sizeof pairs / sizeof *pairs };
    int depths[PAIRS] = {0};
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = utf8_next(s, &i);
        for (size_t k = 0; k < PAIRS && cp < 0x3400; k++)
            depths[k] += (cp == pairs[k].opens) - (cp == pairs[k].closes);
    }
    for (size_t k = 0; k < PAIRS; k++)
        if (depths[k] != 0)
            return str_of(pairs[k].name);
    return (str){0};
}

/* The last character makes a word only after some others, and it does not stand after those. */
static bool half_word(const rulebook *r, str s)
{
    word_list with = {0};
    str word = rulebook_pair_end(r, STR("词尾"), s, &with), before = str_slice(s, 0, s.n - word.n);
    if (word.n == 0)
        return false;
    for (uint32_t i = 0; i < with.count; i++)
        if (str_ends(before, with.at[i]))
            return false;
    return before.n > 0;
}

/* 占全省; 营造良好; “国庆”等 */
static bool half_phrase(const rulebook *r, str s)
{
    size_t whole = words_end(r, "整体", s), quality = words_end(r, "未完形容", s);
    if (whole > 0 && str_ends(str_slice(s, 0, s.n - whole), STR("占")))
        return true;
    if (quality > 0 && words_end(r, "未完动词", str_slice(s, 0, s.n - quality)) > 0)
        return true;
    return str_ends(s, STR("”等")) || str_ends(s, STR("》等"));
}

typedef struct paragraph {
    str text; /* trimmed */
    size_t at; /* in the value */
    bool last;
} paragraph;

static str tail_of(audit *a, str s)
{
    size_t from = s.n, at = 0;
    for (int k = 0; k < 8 && text_before(s, from, &at) != 0; k++)
        from = at;
    return str_fmt(a->memory, "%s%.*s", from > 0 ? "…" : "", STR_ARG(str_slice(s, from, s.n)));
}

static void paragraph_check(audit *a, const subject_text *t, paragraph p, bool prose)
{
    str s = p.text, alone = unpaired(s);
    if (a->subject->book > 0 && str_ends(s, STR("："))) /* what it announces comes next */
        return;
    finding_code code;
    if (hangs(s, p.last))
        code = FINDING_CUT_MARK;
    else if (alone.n > 0)
        code = FINDING_CUT_PAIR;
    else if (closed(s))
        return;
    else if (half_word(a->book, s) || half_phrase(a->book, s))
        code = FINDING_CUT_WORD;
    else if (prose && utf8_count(s) >= audit_limit(a, "断句字数", 20))
        code = FINDING_CUT_STOP;
    else
        return;
    finding_place place = audit_text_place(a, t, p.at);
    place.right = tail_of(a, s);
    audit_find(a, code, &place, (const str[]){place.right, alone}, 2);
}

/* Fields of sentences: goals and other fields of several paragraphs. */
static bool prose_of(audit *a, const subject_text *t)
{
    str name = text_label(t);
    return named_as(a->book, "目标", name) || named_as(a->book, "叙述", name);
}

/* The names of indicators, which are often sentences; values, reasons, names of people are not. */
static bool names_indicator(const subject_text *t)
{
    return t->field->kind == FIELD_TREE && t->column == t->field->level_count;
}

void audit_endings(audit *a, const subject *s)
{
    for (uint32_t k = 0; k < s->text_count; k++) {
        const subject_text *t = &s->texts[k];
        str text = t->value->text;
        bool prose = prose_of(a, t);
        if (!prose && !names_indicator(t))
            continue;
        for (size_t from = 0, end; from < text.n; from = end + 1) {
            end = str_search(text, STR("\n"), from);
            end = end == SIZE_MAX ? text.n : end;
            paragraph p = {str_trim(str_slice(text, from, end)), from, end == text.n};
            if (utf8_count(p.text) < audit_limit(a, "截断字数", 6))
                continue;
            audit_checked(a);
            p.at = (size_t)(p.text.at - text.at);
            paragraph_check(a, t, p, prose);
        }
    }
}
