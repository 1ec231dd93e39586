/* R14 in procurement tables: one kind of thing counted in one unit, works and services by the job. */
#include "audit/reading_int.h"

static uint32_t column_as(const rulebook *r, const form_field *f, const char *role)
{
    for (uint32_t c = 0; c < f->column_count; c++)
        if (named_as(r, role, f->columns[c]))
            return c;
    return NO_COLUMN;
}

/* 政府采购品目分类目录: B works, C services, A goods. */
static bool works(str code)
{
    return code.n > 1 && (code.at[0] == 'B' || code.at[0] == 'C') &&
        text_digit((unsigned char)code.at[1]);
}

static void field_check(audit *a, const subject *s, const form_field *f)
{
    uint32_t catalogue = column_as(a->book, f, "采购品目"), measure = column_as(a->book, f, "计量单位");
    if (f->kind != FIELD_LIST || catalogue == NO_COLUMN || measure == NO_COLUMN)
        return;
    const field_data *d = &s->values->fields[f - s->fields];
    str_map *seen = map_new(a->memory); /* code → its first unit */
    for (uint32_t i = 0; i < d->record_count; i++) {
        str code = d->records[i].values[catalogue].text, unit = d->records[i].values[measure].text;
        if (code.n == 0 || unit.n == 0)
            continue;
        audit_checked(a);
        str *first = map_lookup(seen, code);
        finding_place p = audit_place(a, f, i, measure);
        p.right = unit;
        if (first == NULL) {
            str *own = ARENA_NEW(a->memory, str);
            *own = unit;
            map_add(seen, code, own);
        }
        if (first != NULL && !str_eq(*first, unit)) {
            p.left = *first;
            FIND(a, UNIT_DIFFERS, &p, code, *first, unit);
        } else if (works(code) && str_eq(unit, STR("个"))) {
            p.left = STR("项");
            FIND(a, UNIT_WORKS, &p, code, unit);
        }
    }
}

void audit_measures(audit *a, const subject *s)
{
    for (uint32_t k = 0; k < s->field_count; k++)
        field_check(a, s, &s->fields[k]);
}
