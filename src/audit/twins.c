/* R18: the same text twice in a cell, the same indicator twice in a form, the same goals,
 * indicators or amount in different projects. Everything goes through maps: the time is linear in
 * the forms. */
#include "audit/reading_int.h"

/* The text without white space and marks: what makes two texts the same. */
static str essence(arena *a, str text)
{
    char *kept = arena_bytes(a, text.n);
    size_t n = 0;
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(text, &i);
        bool passed = cp < 0x30 || (cp > 0x39 && cp < 0x41) || (cp >= 0x2010 && cp <= 0x206F) ||
            (cp >= 0x3000 && cp <= 0x303F) || (cp >= 0xFF01 && cp <= 0xFF0F) ||
            (cp >= 0xFF1A && cp <= 0xFF1F);
        for (; !passed && from < i; from++)
            kept[n++] = text.at[from];
    }
    return (str){kept, n};
}

/* ---- one cell ---- */

static bool sentence_end(uint32_t cp)
{
    return cp == 0x3002 || cp == 0xFF1B || cp == 0xFF01 || cp == 0xFF1F || cp == ';' || cp == '\n';
}

typedef struct doubling {
    size_t count, at; /* sentences said again; where the first is */
    str sample;
} doubling;

/* Sentences of at least so many characters that stand there before. */
static doubling sentences_doubled(audit *a, str text, size_t least)
{
    doubling d = {0};
    str_map *seen = map_new(a->memory);
    for (size_t i = 0, from = 0; i < text.n;) {
        uint32_t cp = utf8_next(text, &i);
        if (!sentence_end(cp) && i < text.n)
            continue;
        str part = essence(a->memory, str_slice(text, from, i));
        if (utf8_count(part) >= least && !map_add(seen, part, seen) && d.count++ == 0) {
            d.at = from;
            d.sample = str_trim(str_slice(text, from, i));
        }
        from = i;
    }
    return d;
}

/* Without a mark between: the second half is the first again. */
static bool halves_equal(audit *a, str text)
{
    str all = essence(a->memory, text);
    return all.n % 2 == 0 && str_eq(str_slice(all, 0, all.n / 2), str_slice(all, all.n / 2, all.n));
}

static void doubled_check(audit *a, const subject_text *t, size_t least)
{
    str text = t->value->text;
    if (utf8_count(text) < 2 * least)
        return;
    audit_checked(a);
    doubling d = sentences_doubled(a, text, least);
    if (d.count == 0 && halves_equal(a, text))
        d = (doubling){1, 0, text};
    if (d.count == 0)
        return;
    finding_place p = audit_text_place(a, t, d.at);
    p.right = d.sample;
    FIND(a, TEXT_DOUBLED, &p, text_head(a->memory, d.sample, 12),
        str_fmt(a->memory, "%zu", d.count));
}

/* ---- one form ---- */

static void row_key_add(buf *key, const indicator *i)
{
    buf_add(key, i->field->name);
    buf_byte(key, '\n');
    buf_add(key, i->second->text);
    buf_byte(key, '\n');
    buf_add(key, essence(key->memory, i->name->text));
}

static void rows_check(audit *a, const subject *s)
{
    str_map *seen = map_new(a->memory);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        if (i->name->text.n == 0)
            continue;
        audit_checked(a);
        str *target = ARENA_NEW(a->memory, str);
        *target = i->target_text;
        buf key = {.memory = a->memory};
        row_key_add(&key, i);
        const str *first = map_lookup(seen, buf_str(&key));
        if (first == NULL) {
            map_add(seen, buf_str(&key), target);
            continue;
        }
        finding_place p = audit_indicator_place(a, i, i->name_column);
        p.left = *first;
        p.right = *target;
        if (str_eq(*first, *target))
            FIND(a, ROW_TWIN, &p, i->name->text);
        else
            FIND(a, ROW_RIVAL, &p, i->name->text, *first, *target);
    }
}

void audit_twins(audit *a, const subject *s)
{
    uint32_t least = audit_limit(a, "重复段字数", 20);
    for (uint32_t k = 0; k < s->text_count; k++)
        doubled_check(a, &s->texts[k], least);
    rows_check(a, s);
}

/* ---- many forms ---- */

static str project_of(audit *a, const subject *s)
{
    str name = subject_value(s, a->book, STR("项目名称"))->text;
    return name.n > 0 ? name : subject_value(s, a->book, STR("单位"))->text;
}

/* What was seen under a key: first in which form, where, and whether that was told. */
typedef struct twin {
    const subject *first;
    finding_place place;
    bool told;
} twin;

/* The entry of the key when it was another project's; NULL: there was none, and it is this one now.
 */
static twin *earlier(audit *a, str_map *seen, str key, const finding_place *here)
{
    twin *t = map_lookup(seen, key);
    if (t != NULL)
        return str_eq(project_of(a, t->first), project_of(a, a->subject)) ? NULL : t;
    t = ARENA_NEW(a->memory, twin);
    *t = (twin){a->subject, *here, false};
    map_add(seen, key, t);
    return NULL;
}

static str whereabouts(audit *a, const subject *s)
{
    if (s->at.source != NULL && s->at.source != a->subject->at.source)
        return str_fmt(a->memory, "文件 %.*s 里的“%.*s”", STR_ARG(s->at.source->name),
            STR_ARG(project_of(a, s)));
    return str_fmt(a->memory, "第 %u 份“%.*s”", s->index + 1, STR_ARG(project_of(a, s)));
}

/* Tells both, each of the other: whoever reads one form only must know. */
static void tell_twins(audit *a, twin *t, const finding_place *here, finding_code code, str value)
{
    const subject *own = a->subject;
    finding_place p = *here;
    p.left = project_of(a, t->first);
    p.right = project_of(a, own);
    audit_find(a, code, &p, (const str[]){whereabouts(a, t->first), value}, 2);
    if (t->told)
        return;
    t->told = true;
    a->subject = t->first;
    p = t->place;
    p.left = project_of(a, own);
    p.right = project_of(a, t->first);
    audit_find(a, code, &p, (const str[]){whereabouts(a, own), value}, 2);
    a->subject = own;
}

static void goals_check(audit *a, const subject *s, str_map *seen)
{
    uint32_t least = audit_limit(a, "雷同目标字数", 10);
    for (uint32_t k = 0; k < s->text_count; k++) {
        const subject_text *t = &s->texts[k];
        if (t->column != NO_COLUMN || !named_as(a->book, "目标", t->field->name))
            continue;
        str key = essence(a->memory, t->value->text);
        finding_place p = audit_place(a, t->field, t->record, t->column);
        twin *first = utf8_count(key) < least ? NULL : earlier(a, seen, key, &p);
        if (first != NULL)
            tell_twins(a, first, &p, FINDING_GOAL_TWIN, (str){0});
    }
}

static void blocks_check(audit *a, const subject *s, str_map *seen)
{
    if (a->subject_count < 2 || s->indicator_count < audit_limit(a, "雷同指标条数", 3))
        return;
    buf key = {.memory = a->memory};
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        row_key_add(&key, i);
        buf_byte(&key, '\t');
        buf_add(&key, i->target_text);
        buf_byte(&key, '\n');
    }
    finding_place p = audit_indicator_place(a, &s->indicators[0], s->indicators[0].name_column);
    twin *first = earlier(a, seen, buf_str(&key), &p);
    if (first != NULL)
        tell_twins(a, first, &p, FINDING_BLOCK_TWIN, (str){0});
}

/* A sum that is not round and that two projects of one unit have by chance is rare. */
static bool round_sum(str text)
{
    decimal d;
    if (!decimal_parse(str_trim(text), &d) || d.units <= 0)
        return true;
    while (d.units % 10 == 0)
        d.units /= 10;
    return d.units < 100;
}

static void amounts_check(audit *a, const subject *s, str_map *seen)
{
    const form_value *amount = subject_value(s, a->book, STR("预算金额"));
    decimal d;
    if (round_sum(amount->text) || !decimal_parse(str_trim(amount->text), &d))
        return;
    str unit = subject_value(s, a->book, STR("单位"))->text;
    str key = str_fmt(a->memory, "%.*s\n%.*s\n%.*s", STR_ARG(s->about->id), STR_ARG(unit),
        STR_ARG(decimal_text(a->memory, d)));
    finding_place p = audit_place(a, subject_field(s, a->book, STR("预算金额")), 0, NO_COLUMN);
    twin *first = earlier(a, seen, key, &p);
    if (first != NULL)
        tell_twins(a, first, &p, FINDING_AMOUNT_TWIN, amount->text);
}

void audit_twins_all(audit *a)
{
    str_map *goals = map_new(a->memory), *blocks = map_new(a->memory),
            *amounts = map_new(a->memory);
    for (uint32_t k = 0; k < a->subject_count; k++) {
        a->subject = a->subjects[k];
        goals_check(a, a->subject, goals);
        blocks_check(a, a->subject, blocks);
        amounts_check(a, a->subject, amounts);
    }
}
