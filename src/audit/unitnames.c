/* R26: what the unit is called: by its own rank, by one name, with the code that the label asks for. */
#include "audit/reading_int.h"

enum { NAME_LONGEST = 48 };

/* The rank in a unit's name: 区 of 某市某区住房和城乡建设局; empty: none. */
static str rank_of(const rulebook *r, str name)
{
    str rank = {0}, found = {0};
    for (size_t i = 0; i < name.n; utf8_next(name, &i)) {
        str rest = str_slice(name, i, name.n), before = str_slice(name, 0, i);
        size_t k = i;
        utf8_next(name, &k);
        str one = str_slice(name, i, k);
        if (rulebook_pairs(r, STR("自称"), one).count == 0 || i == 0)
            continue;
        /* 城市, 市场, 社区 … are no places */
        size_t at = 0;
        text_before(name, i, &at);
        bool word = words_begin(r, "非地名", rest) > 0 ||
            words_search(r, "非地名", str_slice(name, at, name.n), 0, &found) == 0;
        if (!word && before.n > 0)
            rank = one;
    }
    return rank;
}

/* Whether what stands at `at` is part of a longer word, as 区人民政府 of 自治区人民政府. */
static uint32_t self_count(const rulebook *r, str rank, str text, size_t *first, str *word)
{
    word_list peers = rulebook_pairs(r, STR("同级"), rank);
    uint32_t count = 0;
    *first = SIZE_MAX;
    for (uint32_t p = 0; p < peers.count; p++) {
        word_list selves = rulebook_pairs(r, STR("自称"), peers.at[p]);
        for (uint32_t k = 0; k < selves.count; k++)
            for (size_t at = str_search(text, selves.at[k], 0); at != SIZE_MAX;
                 at = str_search(text, selves.at[k], at + selves.at[k].n)) {
                count++;
                if (at < *first) {
                    *first = at;
                    *word = selves.at[k];
                }
            }
    }
    return count;
}

static void self_check(audit *a, const subject *s)
{
    const form_value *unit = subject_value(s, a->book, STR("单位"));
    str rank = rank_of(a->book, unit->text);
    if (rank.n == 0) {
        audit_skip(a, STR("单位名称里看不出是哪一级"));
        return;
    }
    for (uint32_t k = 0; k < s->text_count; k++) {
        const subject_text *t = &s->texts[k];
        size_t first;
        str word = {0};
        audit_checked(a);
        uint32_t count = self_count(a->book, rank, t->value->text, &first, &word);
        if (count == 0)
            continue;
        finding_place p = audit_text_place(a, t, first);
        p.left = unit->text;
        p.right = word;
        FIND(a, UNIT_SELF, &p, unit->text, rank, word, str_fmt(a->memory, "%u", (unsigned)count));
    }
}

/* ---- one name ---- */

/* Without a code in front, without what stands in brackets behind. */
static str unit_bare(str s)
{
    s = str_trim(s);
    size_t i = 0;
    while (i < s.n && ((s.at[i] >= '0' && s.at[i] <= '9') || s.at[i] == '-' || s.at[i] == ' '))
        i++;
    s = str_slice(s, i, s.n);
    size_t open = str_search(s, STR("（"), 0);
    return open == SIZE_MAX ? s : str_slice(s, 0, open);
}

static uint32_t points_of(str s, uint32_t *out)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n && n < NAME_LONGEST;)
        out[n++] = utf8_next(s, &i);
    return n;
}

/* Characters to change, add or drop (Levenshtein). */
static uint32_t distance(str x, str y)
{
    uint32_t a[NAME_LONGEST], b[NAME_LONGEST], row[NAME_LONGEST + 1];
    uint32_t n = points_of(x, a), m = points_of(y, b);
    for (uint32_t j = 0; j <= m; j++)
        row[j] = j;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t corner = row[0];
        row[0] = i + 1;
        for (uint32_t j = 0; j < m; j++) {
            uint32_t change = corner + (a[i] != b[j]), least = row[j] < row[j + 1] ? row[j] : row[j + 1];
            corner = row[j + 1];
            row[j + 1] = least + 1 < change ? least + 1 : change;
        }
    }
    return row[m];
}

static bool unit_field(audit *a, const subject_text *t)
{
    return t->column == NO_COLUMN && named_as(a->book, "单位", t->field->name);
}

static void names_check(audit *a, const subject *s)
{
    const subject_text *first = NULL;
    for (uint32_t k = 0; k < s->text_count; k++) {
        const subject_text *t = &s->texts[k];
        if (!unit_field(a, t))
            continue;
        if (first == NULL) {
            first = t;
            continue;
        }
        audit_checked(a);
        str x = unit_bare(first->value->text), y = unit_bare(t->value->text);
        uint32_t far = distance(x, y);
        if (far == 0 || far > 2 || utf8_count(x) < audit_limit(a, "相近名称字数", 6))
            continue;
        finding_place p = audit_text_place(a, t, 0);
        p.left = first->value->text;
        p.right = t->value->text;
        FIND(a, UNIT_NEAR, &p, first->field->name, first->value->text, t->field->name, t->value->text);
    }
}

static void code_check(audit *a, const subject_text *t)
{
    if (t->column != NO_COLUMN || words_end(a->book, "带代码", t->field->name) == 0)
        return;
    audit_checked(a);
    for (size_t i = 0; i < t->value->text.n;)
        if (text_digit(utf8_next(t->value->text, &i)))
            return;
    finding_place p = audit_text_place(a, t, 0);
    p.right = t->value->text;
    FIND(a, UNIT_CODE, &p, t->field->name);
}

/* The seal goes over the unit's name. */
static void blank_check(audit *a, const subject *s)
{
    const form_field *f = subject_field(s, a->book, STR("填报单位"));
    if (f == NULL)
        return;
    audit_checked(a);
    str unit = subject_value(s, a->book, STR("单位"))->text;
    finding_place p = audit_place(a, f, 0, NO_COLUMN);
    if (str_trim(s->values->fields[f - s->fields].text.text).n == 0)
        FIND(a, UNIT_BLANK, &p, unit.n > 0 ? unit : STR("单位全称"));
}

void audit_unitnames(audit *a, const subject *s)
{
    blank_check(a, s);
    self_check(a, s);
    names_check(a, s);
    for (uint32_t k = 0; k < s->text_count; k++)
        code_check(a, &s->texts[k]);
}

/* The name without the words that people leave out: 住房和城乡建设局, 住房城乡建设局. */
static str loose(audit *a, str name)
{
    buf out = {.memory = a->memory};
    for (size_t i = 0; i < name.n;) {
        size_t skip = words_begin(a->book, "可省字", str_slice(name, i, name.n)), from = i;
        if (skip > 0) {
            i += skip;
            continue;
        }
        utf8_next(name, &i);
        buf_add(&out, str_slice(name, from, i));
    }
    return buf_str(&out);
}

void audit_unitnames_all(audit *a)
{
    str_map *known = map_new(a->memory);
    for (uint32_t k = 0; k < a->subject_count; k++) {
        const subject *s = a->subject = a->subjects[k];
        for (uint32_t i = 0; i < s->text_count; i++) {
            if (!unit_field(a, &s->texts[i]))
                continue;
            str *name = ARENA_NEW(a->memory, str);
            *name = unit_bare(s->texts[i].value->text);
            str key = loose(a, *name);
            if (utf8_count(key) < audit_limit(a, "相近名称字数", 6) || map_add(known, key, name))
                continue;
            const str *first = map_lookup(known, key);
            if (str_eq(*first, *name))
                continue;
            finding_place p = audit_text_place(a, &s->texts[i], 0);
            p.left = *first;
            p.right = *name;
            FIND(a, UNIT_VARIES, &p, *first, *name);
        }
    }
}
