/* R11 which way is better, R15 how comparisons are written. */
#include "audit/reading_int.h"

static bool at_least(compare_sign s)
{
    return s == COMPARE_AT_LEAST || s == COMPARE_MORE;
}

static bool at_most(compare_sign s)
{
    return s == COMPARE_AT_MOST || s == COMPARE_LESS;
}

/* The value with the other sign. */
static str turned(audit *a, const indicator *i, const figure *f, const char *sign)
{
    str rest = str_slice(i->target_text, f->number_at, i->target_text.n);
    return str_fmt(a->memory, "%s%.*s", sign, STR_ARG(rest));
}

static bool wrong_way(audit *a, const indicator *i, const indicator_reading *r, finding_code *code)
{
    const naming *n = &r->name;
    const figure *f = &r->target.figure;
    bool cost = i->category == CATEGORY_COST, rate = n->kind == NAME_RATE;
    bool wrong_up = at_least(f->sign) && !n->changes;
    if (wrong_up && cost && !name_ends(a->book, n, "节约比率"))
        *code = FINDING_WAY_COST;
    else if (wrong_up && rate && name_ends(a->book, n, "负向比率"))
        *code = FINDING_WAY_DOWN;
    else if (wrong_up && name_ends(a->book, n, "限时"))
        *code = FINDING_WAY_SHORT;
    else if (at_most(f->sign) && !cost && rate && !name_ends(a->book, n, "负向比率") &&
        name_ends(a->book, n, "正向比率"))
        *code = FINDING_WAY_UP;
    else
        return false;
    return true;
}

static void direction_check(audit *a, const indicator *i, const indicator_reading *r)
{
    finding_code code;
    if (!wrong_way(a, i, r, &code))
        return;
    finding_place p = target_place(a, i);
    p.left = turned(a, i, &r->target.figure, code == FINDING_WAY_UP ? "≥" : "≤");
    audit_find(a, code, &p, (const str[]){i->name->text, i->target_text, p.left}, 3);
}

void audit_direction(audit *a, const subject *s)
{
    const indicator_reading *all = audit_readings(a, s);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const figure *f = &all[k].target.figure;
        bool signed_figure = all[k].target.kind == VALUE_FIGURE && f->sign != COMPARE_NONE &&
            f->sign != COMPARE_EQUAL;
        if (!signed_figure)
            continue;
        audit_checked(a);
        direction_check(a, &s->indicators[k], &all[k]);
    }
}

/* ---- R15 ---- */

/* 0: no sign of two shapes; 1: ≥ ≤; 2: >= <= and their kin. */
static int sign_shape(str written)
{
    static const char *const one[] = {"≥", "≤"}, *const two[] = {">=", "<=", "＞＝", "＜＝"};
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        if (str_search(written, str_of(one[i]), 0) != SIZE_MAX)
            return 1;
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (str_search(written, str_of(two[i]), 0) != SIZE_MAX)
            return 2;
    return 0;
}

static void shapes_check(audit *a, const subject *s)
{
    uint32_t counts[3] = {0};
    const indicator *first[3] = {NULL};
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        int shape = sign_shape(i->target->written);
        if (counts[shape]++ == 0)
            first[shape] = i;
    }
    if (counts[1] == 0 || counts[2] == 0)
        return;
    const indicator *fewer = counts[2] <= counts[1] ? first[2] : first[1];
    finding_place p = target_place(a, fewer);
    p.left = str_fmt(a->memory, "≥、≤ %u 处", (unsigned)counts[1]);
    p.right = str_fmt(a->memory, ">=、<= %u 处", (unsigned)counts[2]);
    FIND(a, SIGN_MIXED, &p, p.left, p.right);
}

static void sign_missing(audit *a, const indicator *i, const indicator_reading *r)
{
    const figure *f = &r->target.figure;
    bool cost = i->category == CATEGORY_COST;
    bool money = f->unit_kind == UNIT_MONEY ||
        (f->unit_kind == UNIT_NONE && f->scale.n > 0 && (cost || r->name.kind == NAME_MONEY));
    bool judged = cost || i->category == CATEGORY_ECONOMIC;
    if (!money || !judged || f->sign != COMPARE_NONE || r->target.rest.n > 0)
        return;
    finding_place p = target_place(a, i);
    p.left = turned(a, i, f, cost ? "≤" : "≥");
    FIND(a, SIGN_MISSING, &p, i->target_text, p.left);
}

void audit_signs(audit *a, const subject *s)
{
    const indicator_reading *all = audit_readings(a, s);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        if (all[k].target.kind != VALUE_FIGURE)
            continue;
        audit_checked(a);
        sign_missing(a, &s->indicators[k], &all[k]);
    }
    shapes_check(a, s);
}
