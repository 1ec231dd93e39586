/* R25: columns that say the same of nearly every row, or repeat the row's name. Over all documents of
 * one form, for a form of six rows shows nothing. */
#include "audit/reading_int.h"

typedef struct tally {
    const form_field *field;
    uint32_t column;
    const subject *first; /* with the most frequent value, or with a copied name */
    uint32_t record; /* there */
    uint32_t rows, copies, most;
    str often;
    str_map *counts; /* value → uint32_t */
} tally;

typedef struct tallies {
    VEC(tally *) list;
    str_map *known; /* template id, field, column → tally */
} tallies;

static tally *tally_of(audit *a, tallies *to, const subject *s, const form_field *f, uint32_t column)
{
    str key = str_fmt(a->memory, "%.*s\n%.*s\n%u", STR_ARG(s->about->id), STR_ARG(f->name),
        (unsigned)column);
    tally *t = map_lookup(to->known, key);
    if (t != NULL)
        return t;
    t = ARENA_NEW(a->memory, tally);
    *t = (tally){.field = f, .column = column, .counts = map_new(a->memory)};
    map_add(to->known, key, t);
    *VEC_PUSH(a->memory, &to->list) = t;
    return t;
}

static void basis_add(audit *a, tally *t, const subject *s, const indicator *i)
{
    str text = str_trim(i->values[t->column].text);
    uint32_t *count = map_lookup(t->counts, text);
    if (text.n == 0)
        return;
    t->rows++;
    if (count == NULL) {
        count = ARENA_NEW(a->memory, uint32_t);
        map_add(t->counts, text, count);
    }
    if (++*count <= t->most)
        return;
    t->most = *count;
    if (t->often.n == 0 || !str_eq(t->often, text)) {
        t->often = text;
        t->first = s;
        t->record = i->record;
    }
}

static void about_add(tally *t, const subject *s, const indicator *i)
{
    str text = text_bare(i->values[t->column].text);
    if (text.n == 0)
        return;
    t->rows++;
    if (!str_eq(text, text_bare(i->name->text)))
        return;
    if (t->copies++ == 0) {
        t->first = s;
        t->record = i->record;
    }
}

/* Whether the run has rows enough to tell: then every document with such a column was looked at. */
static void subject_note(audit *a, tallies *to, const subject *s, const char *role)
{
    const form_field *f = s->indicator_count == 0 ? NULL : s->indicators[0].field;
    for (uint32_t c = 0; f != NULL && c < f->column_count; c++) {
        if (!named_as(a->book, role, f->columns[c]) ||
            tally_of(a, to, s, f, c)->rows < audit_limit(a, "雷同行数", 20))
            continue;
        a->subject = s;
        audit_checked(a);
    }
}

static void subject_add(audit *a, tallies *basis, tallies *about, const subject *s)
{
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        for (uint32_t c = i->field->level_count + 1; c < i->field->column_count; c++) {
            str name = i->field->columns[c];
            if (named_as(a->book, "指标依据", name))
                basis_add(a, tally_of(a, basis, s, i->field, c), s, i);
            else if (named_as(a->book, "指标说明", name))
                about_add(tally_of(a, about, s, i->field, c), s, i);
        }
    }
}

/* part / whole at least the threshold. */
static bool share(audit *a, uint32_t part, uint32_t whole, const char *threshold)
{
    decimal least, limit = rulebook_threshold(a->book, str_of(threshold), (decimal){9, 1});
    return whole >= audit_limit(a, "雷同行数", 20) &&
        decimal_multiply(limit, (decimal){whole, 0}, &least) &&
        decimal_compare((decimal){part, 0}, least) >= 0;
}

static void tell(audit *a, const tally *t, uint32_t part, finding_code code)
{
    a->subject = t->first;
    finding_place p = audit_place(a, t->field, t->record, t->column);
    p.left = str_fmt(a->memory, "%u", (unsigned)t->rows);
    p.right = str_fmt(a->memory, "%u", (unsigned)part);
    const str values[] = {t->field->columns[t->column], p.left, p.right, t->often};
    audit_find(a, code, &p, values, 4);
}

void audit_boilerplate(audit *a)
{
    tallies basis = {.known = map_new(a->memory)}, about = {.known = map_new(a->memory)};
    for (uint32_t k = 0; k < a->subject_count; k++)
        subject_add(a, &basis, &about, a->subjects[k]);
    for (uint32_t k = 0; k < a->subject_count; k++) {
        subject_note(a, &basis, a->subjects[k], "指标依据");
        subject_note(a, &about, a->subjects[k], "指标说明");
    }
    for (uint32_t k = 0; k < basis.list.count; k++)
        if (share(a, basis.list.at[k]->most, basis.list.at[k]->rows, "依据雷同"))
            tell(a, basis.list.at[k], basis.list.at[k]->most, FINDING_BASIS_SAME);
    for (uint32_t k = 0; k < about.list.count; k++)
        if (share(a, about.list.at[k]->copies, about.list.at[k]->rows, "描述照抄"))
            tell(a, about.list.at[k], about.list.at[k]->copies, FINDING_ABOUT_COPIED);
}
