/*
 * R05: a goal form and the self-evaluation of the same unit (and project) and year: the same amounts, the
 * same indicators with the same values in the same order. A self-evaluation is a form that has a column
 * of actual values. Indicators are known by name; each is paired once.
 */
#include "audit/audit_int.h"

typedef struct pair {
    const subject *goal, *own; /* own: the self-evaluation, where findings stand */
    str where; /* of the goal form, "表.yaml:3" */
} pair;

static bool evaluates(const subject *s)
{
    for (uint32_t i = 0; i < s->indicator_count; i++)
        if (s->indicators[i].actual_column != NO_COLUMN)
            return true;
    return false;
}

/* The digits of 2022年度, for comparing. */
static str year_of(const audit *a, const subject *s)
{
    str text = subject_value(s, a->book, STR("年度"))->text;
    size_t n = 0;
    while (n < text.n && text.at[n] >= '0' && text.at[n] <= '9')
        n++;
    return str_slice(text, 0, n);
}

/* Unit, project and year; with `any_year` the year is left open. Empty: neither unit nor project. */
static str key_of(audit *a, const subject *s, bool any_year)
{
    str unit = str_trim(subject_value(s, a->book, STR("单位"))->text),
        project = str_trim(subject_value(s, a->book, STR("项目名称"))->text);
    if (project.n > 0 && subject_field(s, a->book, STR("实施单位")) != NULL)
        unit = str_trim(subject_value(s, a->book, STR("实施单位"))->text);
    if (unit.n + project.n == 0)
        return (str){0};
    str year = any_year ? (str){0} : year_of(a, s);
    return str_fmt(a->memory, "%.*s\n%.*s\n%.*s", STR_ARG(unit), STR_ARG(project), STR_ARG(year));
}

/* ---- amounts ---- */

static const form_field *same_field(const subject *in, const form_field *f)
{
    for (uint32_t i = 0; i < in->field_count; i++)
        if (in->fields[i].kind == FIELD_TEXT && str_eq(in->fields[i].name, f->name))
            return &in->fields[i];
    for (uint32_t i = 0; i < in->field_count; i++)
        for (uint32_t k = 0; in->fields[i].kind == FIELD_TEXT && k < in->fields[i].synonym_count; k++)
            if (str_eq(in->fields[i].synonyms[k], f->name))
                return &in->fields[i];
    return NULL;
}

/* Blank is 0 beside an amount. */
static bool amount_or_blank(const subject *s, const form_value *v, decimal *out)
{
    *out = (decimal){0};
    return str_trim(v->text).n == 0 || subject_amount(s, v, out);
}

static void amount_compare(audit *a, const pair *p, const form_field *theirs, const form_field *ours)
{
    decimal goal, own, gap = {0};
    const form_value *there = &p->goal->values->fields[theirs - p->goal->fields].text,
                     *here = &p->own->values->fields[ours - p->own->fields].text;
    if (!amount_or_blank(p->goal, there, &goal) || !amount_or_blank(p->own, here, &own) ||
        there->text.n + here->text.n == 0 ||
        !money_convert(goal, p->goal->money_power, p->own->money_power, &goal))
        return;
    audit_checked(a);
    if (decimal_compare(goal, own) == 0 || !decimal_subtract(goal, own, &gap))
        return;
    finding_place at = audit_place(a, ours, 0, NO_COLUMN);
    at.left = decimal_text(a->memory, own);
    at.right = decimal_text(a->memory, goal);
    at.difference = decimal_text(a->memory, gap);
    at.unit = p->own->money;
    FIND(a, PAIR_AMOUNT, &at, ours->name, here->text.n == 0 ? STR("（空着）") : here->text,
        there->text.n == 0 ? STR("（空着）") : there->text, p->where);
}

/* The fields that are amounts in both: by name, and what the two call the year's budget. */
static void amounts(audit *a, const pair *p)
{
    word_list not = rulebook_names(a->book, STR("不是金额"));
    const form_field *goal = subject_field(p->goal, a->book, STR("目标表总额")),
                     *own = subject_field(p->own, a->book, STR("自评表总额"));
    if (goal != NULL && own != NULL)
        amount_compare(a, p, goal, own);
    for (uint32_t i = 0; i < p->goal->field_count; i++) {
        const form_field *f = &p->goal->fields[i];
        const form_field *same = f->kind == FIELD_TEXT ? same_field(p->own, f) : NULL;
        if (same != NULL && !(f == goal && same == own) && !list_has(not, f->name))
            amount_compare(a, p, f, same);
    }
}

/* ---- indicators ---- */

/* A name as it is compared: without blanks. */
static str name_key(audit *a, str name)
{
    buf out = {.memory = a->memory};
    for (size_t i = 0; i < name.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(name, &i);
        if (cp != ' ' && cp != 0x3000 && cp != '\n')
            buf_add(&out, str_slice(name, from, i));
    }
    return buf_str(&out);
}

/* Indicators of one name, in order; each is taken once. */
typedef struct same_name {
    const indicator *at;
    struct same_name *next;
    bool taken;
} same_name;

static str_map *names_of(audit *a, const subject *s)
{
    str_map *m = map_new(a->memory);
    for (uint32_t i = s->indicator_count; i-- > 0;) {
        if (s->indicators[i].name->text.n == 0)
            continue;
        str key = name_key(a, s->indicators[i].name->text);
        same_name *one = ARENA_NEW(a->memory, same_name), *there = map_lookup(m, key);
        one->at = &s->indicators[i];
        if (there == NULL) {
            map_add(m, key, one);
            continue;
        }
        /* The map keeps its first entry: that becomes the earlier one. */
        *one = *there;
        *there = (same_name){&s->indicators[i], one, false};
    }
    return m;
}

/* The first of that name that is not taken, one with the same value before others. */
static const indicator *take(audit *a, const str_map *m, const indicator *like)
{
    same_name *first = NULL;
    for (same_name *n = map_lookup(m, name_key(a, like->name->text)); n != NULL; n = n->next) {
        if (n->taken)
            continue;
        bool same = str_eq(n->at->target_text, like->target_text);
        first = first == NULL || same ? n : first;
        if (same)
            break;
    }
    if (first == NULL)
        return NULL;
    first->taken = true;
    return first->at;
}

static bool same_value(audit *a, const indicator *x, const indicator *y)
{
    if (str_eq(name_key(a, x->target_text), name_key(a, y->target_text)))
        return true;
    const quantity *p = &x->target_quantity, *q = &y->target_quantity;
    return p->kind == QUANTITY_NUMBER && q->kind == QUANTITY_NUMBER && p->sign == q->sign &&
        str_eq(p->unit, q->unit) && decimal_compare(p->number, q->number) == 0;
}

static void indicator_compare(audit *a, const pair *p, const indicator *own, const indicator *goal)
{
    finding_place at = audit_indicator_place(a, own, own->target_column);
    at.left = own->target_text;
    at.right = goal->target_text;
    audit_checked(a);
    if (!same_value(a, own, goal))
        FIND(a, PAIR_VALUE, &at, own->name->text, own->target_text, goal->target_text, p->where);
    bool second = goal->second->text.n > 0 && own->second->text.n > 0 &&
        !label_same(goal->second->text, own->second->text);
    bool first = !label_same(goal->first->text, own->first->text);
    if (!first && !second)
        return;
    at = audit_indicator_place(a, own, own->name_column);
    const form_value *here = first ? own->first : own->second,
                     *there = first ? goal->first : goal->second;
    at.left = label_plain(here->text);
    at.right = label_plain(there->text);
    FIND(a, PAIR_LEVEL, &at, own->name->text, at.left, at.right, p->where);
}

/* Where the order first turns back, among the indicators that both have under the same first level. */
static void order_compare(audit *a, const pair *p, const indicator *const *of_goal)
{
    const indicator *last = NULL;
    for (uint32_t i = 0; i < p->own->indicator_count; i++) {
        const indicator *goal = of_goal[i], *own = &p->own->indicators[i];
        if (goal == NULL || !label_same(goal->first->text, own->first->text))
            continue;
        if (last != NULL && goal < last) {
            finding_place at = audit_indicator_place(a, own, own->name_column);
            FIND(a, PAIR_ORDER, &at, own->name->text, last->name->text, p->where);
        }
        last = goal;
    }
}

static void indicators(audit *a, const pair *p)
{
    str_map *names = names_of(a, p->goal);
    const indicator **of_goal = ARENA_ARRAY(a->memory, const indicator *, p->own->indicator_count);
    bool *met = ARENA_ARRAY(a->memory, bool, p->goal->indicator_count);
    for (uint32_t i = 0; i < p->own->indicator_count; i++) {
        const indicator *own = &p->own->indicators[i];
        if (own->name->text.n == 0)
            continue;
        if ((of_goal[i] = take(a, names, own)) != NULL) {
            met[of_goal[i] - p->goal->indicators] = true;
            indicator_compare(a, p, own, of_goal[i]);
        } else {
            finding_place at = audit_indicator_place(a, own, own->name_column);
            FIND(a, PAIR_ADDED, &at, own->name->text, p->where);
        }
    }
    for (uint32_t i = 0; i < p->goal->indicator_count; i++)
        if (!met[i] && p->goal->indicators[i].name->text.n > 0) {
            finding_place at = audit_indicator_place(a, &p->own->indicators[0], 0);
            at.cell = p->own->indicators[0].field->name;
            at.right = p->goal->indicators[i].name->text;
            FIND(a, PAIR_MISSING, &at, at.right,
                str_fmt(a->memory, "%.*s:%u", STR_ARG(p->goal->indicators[i].name->from.source->name),
                    p->goal->indicators[i].name->from.line));
        }
    order_compare(a, p, of_goal);
}

/* ---- pairing ---- */

void audit_pairs(audit *a)
{
    str_map *goals = map_new(a->memory), *yearless = map_new(a->memory);
    for (uint32_t i = 0; i < a->subject_count; i++) {
        const subject *s = a->subjects[i];
        str key = key_of(a, s, false);
        a->subject = s;
        if (s->indicator_count == 0 || evaluates(s) || key.n == 0)
            continue;
        audit_skip(a, STR("一起检查的文件里没有它的自评表"));
        map_add(year_of(a, s).n > 0 ? goals : yearless, key, (void *)(uintptr_t)(i + 1));
    }
    for (uint32_t i = 0; i < a->subject_count; i++) {
        const subject *s = a->subjects[i];
        a->subject = s;
        if (s->indicator_count == 0 || !evaluates(s))
            continue;
        uintptr_t at = (uintptr_t)map_lookup(goals, key_of(a, s, false));
        if (at == 0)
            at = (uintptr_t)map_lookup(yearless, key_of(a, s, true));
        if (at == 0) {
            audit_skip(a, STR("一起检查的文件里没有它的目标表"));
            continue;
        }
        pair p = {a->subjects[at - 1], s, (str){0}};
        p.where = str_fmt(a->memory, "%.*s:%u", STR_ARG(p.goal->at.source->name), p.goal->at.line);
        a->subject = p.goal;
        audit_checked(a);
        a->subject = s;
        amounts(a, &p);
        indicators(a, &p);
    }
}
