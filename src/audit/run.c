/* The table of rules, and the run over it. */
#include "audit/audit_int.h"

static const struct {
    const char *name, *rule;
    finding_severity severity;
    const char *message, *hint;
} codes[] = {
#define X(code, name, rule, severity, message, hint)                                               \
    {name, rule, FINDING_##severity, message, hint},
#include "audit/finding_codes.h"
#undef X
};

static const char no_relation[] = "这张表没有这一类加总关系";

/* The one table of rules. */
static const audit_rule rules[] = {
    {"R00", "自定的关系", "模板和数据里没有自定的关系", FINDING_RELATION, audit_computed, NULL},
    {"R01", "总额＝各项资金来源之和", no_relation, FINDING_SUM_FUNDS, NULL, NULL},
    {"R02", "财政拨款＝上级补助＋本级安排", no_relation, FINDING_SUM_GRANT, NULL, NULL},
    {"R03", "按收入性质、按支出性质都等于资金总额", no_relation, FINDING_SUM_SIDES, NULL, NULL},
    {"R04", "成本指标与预算", "没有写明金额的成本指标", FINDING_RELATION, audit_costs, NULL},
    {"R05", "目标表与自评表", "这张表没有绩效指标", FINDING_RELATION, NULL, audit_pairs},
    {"R06", "执行率和执行得分", "这张表没有执行率", FINDING_EXECUTION_SUM, audit_execution, NULL},
    {"R07", "分值之和", "这张表没有分值", FINDING_WEIGHTS_SUM, audit_weights, NULL},
    {"R08", "得分之和", "这张表没有得分", FINDING_SCORES_SUM, audit_scores, NULL},
    {"R09", "实际完成值", "这张表没有实际完成值", FINDING_RELATION, audit_measured, NULL},
    {"R10", "比率的百分数", "没有比率指标", FINDING_RELATION, audit_rates, NULL},
    {"R11", "比较的方向", "没有带比较号的指标值", FINDING_RELATION, audit_direction, NULL},
    {"R12", "指标放对了类别", "这张表没有分类的指标", FINDING_RELATION, audit_fitness, NULL},
    {"R13", "各级指标设齐了没有，放得对不对", "模板没有写指标体系", FINDING_RELATION, audit_tree,
        NULL},
    {"R14", "单位", "没有带单位的值", FINDING_RELATION, audit_units, NULL},
    {"R15", "比较号的写法", "没有定量的指标值", FINDING_RELATION, audit_signs, NULL},
    {"R16", "日期", "没有可核对的日期，或没有写年度", FINDING_RELATION, audit_dates, NULL},
    {"R17", "指标值可以考核", "没有指标值", FINDING_RELATION, audit_wordy, NULL},
    {"R18", "重复", "没有可比的文字和指标", FINDING_RELATION, audit_twins, audit_twins_all},
    {"R19", "目标里的数有指标", "目标里没有数，或这张表没有指标", FINDING_RELATION, audit_promises,
        NULL},
    {"R20", "文字完整", "没有成句的文字", FINDING_RELATION, audit_endings, NULL},
    {"R21", "政府采购的算术", no_relation, FINDING_PURCHASE_SUM, audit_purchase_total, NULL},
    {"R22", "一处说法一个数", "文字里没有金额", FINDING_RELATION, audit_narrative, NULL},
    {"R23", "三公经费、资产购置与采购", "没有说明文字与采购表放在一本里", FINDING_RELATION,
        audit_purchases, NULL},
    {"R24", "资产总额＝各类资产之和", no_relation, FINDING_ASSETS_SUM, audit_assets_total, NULL},
    {"R25", "依据和说明不是照抄", "行数太少", FINDING_RELATION, NULL, audit_boilerplate},
    {"R26", "单位名称", "没有填单位名称", FINDING_RELATION, audit_unitnames, audit_unitnames_all},
    {"R27", "标点和多余的字", "没有文字", FINDING_RELATION, audit_marks, audit_marks_all},
    {"R28", "分项之和＝合计", no_relation, FINDING_ITEMS_SUM, audit_items, NULL},
};
enum { RULES = sizeof rules / sizeof *rules };

uint32_t audit_rule_count(void)
{
    return RULES;
}

str audit_rule_id(uint32_t i)
{
    return str_of(rules[i].id);
}

str audit_rule_title(uint32_t i)
{
    return str_of(rules[i].title);
}

/* ---- how a rule speaks ---- */

/* The template with its {n} replaced. */
static str filled(arena *a, const char *template, const str *values, size_t count)
{
    buf out = {.memory = a};
    str all = str_of(template);
    size_t from = 0, at = 0;
    while ((at = str_search(all, STR("{"), at)) != SIZE_MAX) {
        size_t k = at + 2 < all.n && all.at[at + 2] == '}' ? (size_t)(all.at[at + 1] - '0')
                                                           : SIZE_MAX;
        at++;
        if (k >= count)
            continue;
        buf_add(&out, str_slice(all, from, at - 1));
        buf_add(&out, values[k]);
        from = at += 2;
    }
    buf_add(&out, str_slice(all, from, all.n));
    return buf_str(&out);
}

static str cell_of(audit *a, const finding_place *p)
{
    return p->cell.n > 0 || p->field == NULL
        ? p->cell
        : subject_cell(a->memory, p->subject, p->field, p->record, p->column);
}

finding *audit_find(
    audit *a, finding_code code, const finding_place *p, const str *values, size_t count)
{
    arena_pulse(a->memory);
    finding *f = VEC_PUSH(a->memory, &a->list);
    *f = (finding){
        .rule = codes[code].rule[0] == '\0' ? str_of(a->rule->id) : str_of(codes[code].rule),
        .code = str_of(codes[code].name),
        .severity = codes[code].severity,
        .state = FINDING_FOUND,
        .at = p->at.source == NULL ? a->subject->at : p->at,
        .cell = cell_of(a, p),
        .message = filled(a->memory, codes[code].message, values, count),
        .hint = filled(a->memory, codes[code].hint, values, count),
        .left = p->left,
        .right = p->right,
        .difference = p->difference,
        .unit = p->unit,
        .subject = a->subject->index};
    return f;
}

finding_place audit_place(audit *a, const form_field *f, uint32_t record, uint32_t column)
{
    const subject *s = a->subject;
    const field_data *d = &s->values->fields[f - s->fields];
    const form_value *v = column == NO_COLUMN ? &d->text : &d->records[record].values[column];
    mark at = v->from;
    if (column != NO_COLUMN)
        for (uint32_t c = column; at.source == NULL && c-- > 0;)
            at = d->records[record].values[c].from;
    return (finding_place){.at = at, .subject = s, .field = f, .record = record, .column = column};
}

finding_place audit_indicator_place(audit *a, const indicator *i, uint32_t column)
{
    return audit_place(a, i->field, i->record, column == NO_COLUMN ? i->name_column : column);
}

int audit_places(str text)
{
    size_t point = str_search(text, STR("."), 0);
    int n = 0;
    for (size_t i = point == SIZE_MAX ? text.n : point + 1;
         i < text.n && text.at[i] >= '0' && text.at[i] <= '9'; i++)
        n++;
    return n;
}

void audit_checked(audit *a)
{
    arena_pulse(a->memory);
    a->progress[a->subject->index].checked++;
}

void audit_skip(audit *a, str why)
{
    rule_progress *p = &a->progress[a->subject->index];
    if (p->skipped.n == 0)
        p->skipped = why;
}

/* ---- the run ---- */

static bool named_in(word_list names, const finding *f)
{
    for (uint32_t i = 0; i < names.count; i++)
        if (str_eq(names.at[i], f->rule) || (f->code.n > 0 && str_eq(names.at[i], f->code)))
            return true;
    return false;
}

static bool switched_off(const subject *s, const finding *f)
{
    const review *said = &s->values->review;
    return named_in((word_list){said->skipped, said->skipped_count, NULL}, f);
}

static str discharge(const subject *s, const finding *f)
{
    const review *said = &s->values->review;
    for (uint32_t k = 0; k < said->reason_count; k++) {
        const review_reason *r = &said->reasons[k];
        if (named_in((word_list){&r->code, 1, NULL}, f) &&
            str_search(f->cell, r->cell, 0) != SIZE_MAX)
            return r->reason;
    }
    return (str){0};
}

/* What documents say to their own audit: findings switched off go, discharged ones say so. */
static void review_apply(audit *a, uint32_t from)
{
    uint32_t kept = from;
    for (uint32_t i = from; i < a->list.count; i++) {
        finding f = a->list.at[i];
        const subject *s = a->subjects[f.subject];
        if (switched_off(s, &f))
            continue;
        f.discharged = discharge(s, &f);
        a->progress[f.subject].found = true;
        a->list.at[kept++] = f;
    }
    a->list.count = kept;
}

static void outcome_add(audit *a, const rule_progress *p)
{
    finding f = {.rule = str_of(a->rule->id),
        .state = FINDING_NOT_APPLICABLE,
        .at = a->subject->at,
        .message = p->skipped.n > 0 ? p->skipped : str_of(a->rule->absent),
        .subject = a->subject->index};
    if (p->checked > 0) {
        f.state = FINDING_PASS;
        f.message = str_fmt(a->memory, "核对了 %u 处", p->checked);
    }
    *VEC_PUSH(a->memory, &a->list) = f;
}

/* One rule over all documents, and what became of it in each. */
static void rule_run(audit *a, const audit_rule *rule)
{
    uint32_t before = a->list.count;
    a->rule = rule;
    for (uint32_t i = 0; i < a->subject_count; i++) {
        a->progress[i] = (rule_progress){0};
        a->subject = a->subjects[i];
        if (switched_off(a->subject, &(finding){.rule = str_of(rule->id)})) {
            audit_skip(a, STR("数据里写了“不查”"));
            continue;
        }
        audit_relations(a, a->subject);
        if (rule->each != NULL)
            rule->each(a, a->subject);
    }
    if (rule->all != NULL)
        rule->all(a);
    review_apply(a, before);
    for (uint32_t i = 0; i < a->subject_count; i++) {
        a->subject = a->subjects[i];
        if (!a->progress[i].found)
            outcome_add(a, &a->progress[i]);
    }
}

/* By document, each rule's in the order of the table: dealt out, so that it takes linear time. */
static finding_list sorted(const audit *a)
{
    uint32_t *next = ARENA_ARRAY(a->memory, uint32_t, a->subject_count + 1);
    finding *out = ARENA_ARRAY(a->memory, finding, a->list.count);
    for (uint32_t i = 0; i < a->list.count; i++)
        next[a->list.at[i].subject + 1]++;
    for (uint32_t i = 0; i < a->subject_count; i++)
        next[i + 1] += next[i];
    for (uint32_t i = 0; i < a->list.count; i++)
        out[next[a->list.at[i].subject]++] = a->list.at[i];
    return (finding_list){out, a->list.count};
}

finding_list audit_run(
    arena *memory, const rulebook *r, const subject *const *subjects, uint32_t count)
{
    audit a = {.memory = memory,
        .book = r,
        .subjects = subjects,
        .subject_count = count,
        .lines = {.memory = memory},
        .progress = ARENA_ARRAY(memory, rule_progress, count)};
    for (size_t k = 0; k < RULES; k++)
        rule_run(&a, &rules[k]);
    return sorted(&a);
}
