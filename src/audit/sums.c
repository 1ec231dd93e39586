/* R00 and every rule that a relation names: the sums that the template and the document state. */
#include "audit/audit_int.h"

/* Whether the relation is the rule's: by its name, or the first rule's when it names none. */
static bool own(const audit *a, str named)
{
    if (str_eq(named, str_of(a->rule->id)))
        return true;
    if (!str_eq(audit_rule_id(0), str_of(a->rule->id)))
        return false;
    for (uint32_t i = 1; i < audit_rule_count(); i++)
        if (str_eq(audit_rule_id(i), named))
            return false;
    return true;
}

static str right_text(audit *a, const relation_result *r)
{
    str sum = decimal_text(a->memory, r->right);
    return r->worked.n == 0 ? sum
                            : str_fmt(a->memory, "%.*s = %.*s", STR_ARG(r->worked), STR_ARG(sum));
}

static void fails(audit *a, const relation_result *r)
{
    static const finding_severity grades[] = {
        [GRADE_ERROR] = FINDING_ERROR, [GRADE_WARNING] = FINDING_WARNING, [GRADE_INFO] = FINDING_INFO};
    finding_place p = {.at = r->at};
    if (r->field != NULL)
        p = audit_place(
            a, r->field, r->row, r->field->kind == FIELD_TEXT ? NO_COLUMN : r->column);
    p.at = r->at;
    decimal gap = {0};
    decimal_subtract(r->right, r->left, &gap);
    p.left = decimal_text(a->memory, r->left);
    p.right = decimal_text(a->memory, r->right);
    p.difference = decimal_text(a->memory, gap);
    decimal size = {gap.units < 0 ? -gap.units : gap.units, gap.scale};
    const str values[] = {
        r->text, p.left, right_text(a, r), decimal_text(a->memory, size)};
    finding *f = audit_find(a, a->rule->sum, &p, values, 4);
    f->rule = str_of(a->rule->id);
    if (r->grade != GRADE_OF_RULE)
        f->severity = grades[r->grade];
    if (r->about.n > 0)
        f->hint = r->about;
}

void audit_relations(audit *a, const subject *s)
{
    for (uint32_t i = 0; i < s->relation_count; i++) {
        const relation_result *r = &s->relations[i];
        if (!own(a, r->rule) || r->blank)
            continue;
        if (r->state == RELATION_UNKNOWN)
            audit_skip(a, str_fmt(a->memory, "“%.*s”：%.*s", STR_ARG(r->text), STR_ARG(r->reason)));
        else
            audit_checked(a);
        if (r->state == RELATION_FAILS)
            fails(a, r);
    }
}

void audit_computed(audit *a, const subject *s)
{
    for (uint32_t i = 0; i < s->text_count; i++) {
        const subject_text *t = &s->texts[i];
        if (!t->value->computed)
            continue;
        finding_place p = audit_place(a, t->field, t->record, t->column);
        p.right = t->value->text;
        FIND(a, VALUE_COMPUTED, &p,
            t->column == NO_COLUMN ? t->field->name : t->field->columns[t->column], p.right);
    }
}
