/* R27: marks, spaces and words written twice or in two ways. */
#include "audit/reading_int.h"

static bool among(uint32_t cp, str set)
{
    for (size_t i = 0; i < set.n;)
        if (utf8_next(set, &i) == cp)
            return true;
    return false;
}

/* What a text has of each kind: how often, and where first. */
typedef struct sighting {
    uint32_t count;
    size_t from, at, to; /* what shows it, and where it is */
} sighting;

static void see(sighting *s, size_t from, size_t at, size_t to)
{
    if (s->count++ == 0)
        *s = (sighting){1, from, at, to};
}

typedef struct sightings {
    sighting doubled, half, space, slash;
} sightings;

/* Two characters in a row, from `from` to `to`, the second at `at`. */
typedef struct pair {
    uint32_t before, cp;
    size_t from, at, to;
} pair;

static bool stop_mark(uint32_t cp)
{
    switch (cp) {
    case ',':
    case ':':
    case ';':
    case 0x3001:
    case 0x3002:
    case 0xFF0C:
    case 0xFF0E:
    case 0xFF1A:
    case 0xFF1B:
        return true;
    default:
        return false;
    }
}

static void pair_look(sightings *all, const pair *p)
{
    bool han = utf8_han(p->before);
    if (han && utf8_han(p->cp))
        return;
    if (stop_mark(p->cp) && stop_mark(p->before) && p->before != ':' && p->before != 0xFF1A)
        see(&all->doubled, p->from, p->at, p->to);
    if (han && (p->cp == ',' || p->cp == ';'))
        see(&all->half, p->from, p->at, p->to);
    if (han && p->cp == '\\')
        see(&all->slash, p->from, p->at, p->to);
}

static bool space(uint32_t cp)
{
    return cp == ' ' || cp == 0x3000;
}

/* Of the paragraph that begins at *i, which moves behind it. */
static sightings look(str text, size_t *at)
{
    sightings all = {0};
    pair p = {0}, solid = {0}; /* the last that is no blank */
    size_t i = *at;
    while (i < text.n && p.cp != '\n') {
        p.at = i;
        p.cp = utf8_next(text, &i);
        p.to = i;
        pair_look(&all, &p);
        if (space(p.before) && utf8_han(solid.cp) && utf8_han(p.cp))
            see(&all.space, solid.at, p.from, i);
        if (!space(p.cp))
            solid = p;
        p.before = p.cp;
        p.from = p.at;
    }
    *at = i;
    return all;
}

/* The length of a run of at least two Han characters at i that stands there twice; 0: none. */
static size_t doubled_word(const rulebook *r, str text, size_t i)
{
    enum { LONGEST = 8 };
    size_t ends[LONGEST], k = i;
    int n = 0;
    while (n < LONGEST && k < text.n && utf8_han(utf8_next(text, &k)))
        ends[n++] = k;
    for (int most = n; most >= 2; most--) {
        str one = str_slice(text, i, ends[most - 1]);
        if (str_starts(str_slice(text, ends[most - 1], text.n), one) && !words_have(r, "叠词", one))
            return one.n;
    }
    return 0;
}

/* Whether a run of Han characters, two to eight, may stand there twice; most texts have none. */
static bool may_double(str text)
{
    enum { MOST = 8 };
    uint32_t last[MOST] = {0}; /* the characters before, a ring */
    uint32_t same[MOST + 1] = {0}; /* how many in a row were those so far before them */
    uint32_t n = 0;
    for (size_t i = 0; i < text.n; n++) {
        uint32_t cp = utf8_next(text, &i);
        for (uint32_t far = 2; far <= MOST; far++) {
            same[far] = utf8_han(cp) && last[(n - far) % MOST] == cp ? same[far] + 1 : 0;
            if (same[far] >= far)
                return true;
        }
        last[n % MOST] = cp;
    }
    return false;
}

static void words_look(audit *a, const subject_text *t)
{
    str text = t->value->text;
    if (!may_double(text))
        return;
    for (size_t i = 0; i < text.n; utf8_next(text, &i)) {
        size_t n = doubled_word(a->book, text, i);
        if (n == 0)
            continue;
        finding_place p = audit_text_place(a, t, i + n);
        p.right = str_slice(text, i, i + 2 * n);
        FIND(a, WORD_DOUBLED, &p, p.right, str_slice(text, i, i + n));
        return;
    }
}

/* 1、 2 3.: numbers that begin an item, and the mark behind each. */
static void numbers_look(audit *a, const subject_text *t)
{
    str text = t->value->text;
    uint32_t style = 0, wanted = '1';
    for (size_t i = 0; i < text.n;) {
        size_t at = i, back, next;
        uint32_t cp = utf8_next(text, &i);
        if (cp != wanted || wanted > '9')
            continue;
        uint32_t before = text_before(text, at, &back);
        bool begins = before == 0 || among(before, STR("\n，。；,; 　"));
        next = i;
        uint32_t behind = i < text.n ? utf8_next(text, &next) : 0;
        if (!begins || (!among(behind, STR("、.．，")) && !utf8_han(behind)))
            continue;
        figure f;
        if (figure_next(a->book, text, at, &f) && f.number_at == at && f.unit_kind != UNIT_NONE)
            continue;
        uint32_t own = utf8_han(behind) ? '0' : behind;
        wanted++;
        if (style != 0 && own != style) {
            finding_place p = audit_text_place(a, t, at);
            p.right = str_slice(text, at, next);
            FIND(a, NUMBER_STYLE, &p, p.right);
            return;
        }
        style = own;
    }
}

/* [from, to) and a few characters on both sides, within the paragraph: what to look for. */
static str around(str text, size_t from, size_t to)
{
    enum { ASIDE = 4 };
    size_t at = from, next = to;
    for (int k = 0; k < ASIDE && text_before(text, from, &at) != '\n' && from > 0; k++)
        from = at;
    for (int k = 0; k < ASIDE && to < text.n && utf8_next(text, &next) != '\n'; k++)
        to = next;
    return str_slice(text, from, to);
}

static void tell(audit *a, const subject_text *t, sighting s, finding_code code)
{
    if (s.count == 0)
        return;
    finding_place p = audit_text_place(a, t, s.at);
    p.right = around(t->value->text, s.from, s.to);
    const str values[] = {p.right, str_fmt(a->memory, "%u", (unsigned)s.count)};
    audit_find(a, code, &p, values, 2);
}

/* ---- the form ---- */

static int bracket_shape(str s)
{
    bool half = str_search(s, STR("("), 0) != SIZE_MAX,
         full = str_search(s, STR("（"), 0) != SIZE_MAX;
    return half == full ? 0 : half ? 1 : 2;
}

/* Labels of the first level in two kinds of brackets: (50分), （30分）. */
static void brackets_look(audit *a, const subject *s)
{
    const indicator *first[3] = {NULL};
    uint32_t counts[3] = {0};
    str last = {0};
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        str label = s->indicators[k].first->text;
        int shape = str_eq(label, last) ? 0 : bracket_shape(label);
        last = label;
        if (counts[shape]++ == 0)
            first[shape] = &s->indicators[k];
    }
    if (counts[1] == 0 || counts[2] == 0)
        return;
    const indicator *odd = counts[1] <= counts[2] ? first[1] : first[2];
    finding_place p = audit_indicator_place(a, odd, 0);
    p.left = first[counts[1] <= counts[2] ? 2 : 1]->first->text;
    p.right = odd->first->text;
    FIND(a, BRACKET_STYLE, &p, p.right, p.left);
}

/* An actual value that is its target with one character more in front. */
static void stray_look(audit *a, const indicator *i)
{
    str actual = i->actual->text, target = i->target_text;
    if (utf8_count(target) < 4 || !str_ends(actual, target) ||
        utf8_count(actual) != utf8_count(target) + 1)
        return;
    str extra = str_slice(actual, 0, actual.n - target.n);
    if (words_have(a->book, "可加字", extra))
        return;
    finding_place p = audit_indicator_place(a, i, i->actual_column);
    p.left = target;
    p.right = actual;
    FIND(a, CHARACTER_STRAY, &p, extra);
}

/* A short text that reads like a label of the form. */
static void label_look(audit *a, const subject_text *t)
{
    if (t->column != NO_COLUMN || t->field->several || utf8_count(t->value->text) > 8 ||
        named_as(a->book, "单位", t->field->name) ||
        named_as(a->book, "项目名称", t->field->name) ||
        words_end(a->book, "标签尾", t->value->text) == 0)
        return;
    finding_place p = audit_text_place(a, t, 0);
    p.right = t->value->text;
    FIND(a, LABEL_LEFT, &p, t->field->name, t->value->text);
}

static void text_look(audit *a, const subject_text *t, size_t *at)
{
    sightings all = look(t->value->text, at);
    tell(a, t, all.doubled, FINDING_MARK_DOUBLED);
    tell(a, t, all.half, FINDING_MARK_HALF);
    tell(a, t, all.space, FINDING_SPACE_STRAY);
    tell(a, t, all.slash, FINDING_MARK_SLASH);
}

void audit_marks(audit *a, const subject *s)
{
    for (uint32_t k = 0; k < s->text_count; k++) {
        const subject_text *t = &s->texts[k];
        audit_checked(a);
        for (size_t at = 0; at < t->value->text.n;)
            text_look(a, t, &at);
        words_look(a, t);
        numbers_look(a, t);
        label_look(a, t);
    }
    for (uint32_t k = 0; k < s->indicator_count; k++)
        stray_look(a, &s->indicators[k]);
    brackets_look(a, s);
}

/* ---- many forms ---- */

typedef struct zeros {
    const subject *blank; /* the first that leaves it blank */
    const form_field *field;
    uint32_t blanks, noughts;
} zeros;

typedef struct zero_list {
    VEC(zeros *) list;
    str_map *known; /* template id, field → zeros */
} zero_list;

static void zeros_add(audit *a, zero_list *to, const subject *s, const form_field *f)
{
    const form_value *v = &s->values->fields[f - s->fields].text;
    decimal d;
    bool blank = str_trim(v->text).n == 0,
         nought = decimal_parse(str_trim(v->text), &d) && d.units == 0;
    if (f->kind != FIELD_TEXT || (!blank && !nought))
        return;
    str key = str_fmt(a->memory, "%.*s\n%.*s", STR_ARG(s->about->id), STR_ARG(f->name));
    zeros *z = map_lookup(to->known, key);
    if (z == NULL) {
        z = ARENA_NEW(a->memory, zeros);
        z->field = f;
        map_add(to->known, key, z);
        *VEC_PUSH(a->memory, &to->list) = z;
    }
    z->blank = blank && z->blank == NULL ? s : z->blank;
    z->blanks += blank;
    z->noughts += nought;
}

void audit_marks_all(audit *a)
{
    zero_list all = {.known = map_new(a->memory)};
    for (uint32_t k = 0; k < a->subject_count; k++)
        for (uint32_t i = 0; i < a->subjects[k]->field_count; i++)
            zeros_add(a, &all, a->subjects[k], &a->subjects[k]->fields[i]);
    for (uint32_t k = 0; k < all.list.count; k++) {
        const zeros *z = all.list.at[k];
        if (z->blanks == 0 || z->noughts == 0)
            continue;
        a->subject = z->blank;
        finding_place p = audit_place(a, z->field, 0, NO_COLUMN);
        p.left = STR("0");
        FIND(a, BLANK_NOUGHT, &p, z->field->name, str_fmt(a->memory, "%u", (unsigned)z->blanks),
            str_fmt(a->memory, "%u", (unsigned)z->noughts));
    }
}
