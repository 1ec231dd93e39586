/* 审核意见表: what the audit found, as data for a form that is laid out like any other. */
#include "engine/engine_int.h"

/* ---- a data document made of nodes ---- */

typedef struct growing {
    arena *memory;
    node *at; /* a list or a mapping */
    const node **end;
} growing;

static growing grow(arena *a, node_kind kind)
{
    growing g = {.memory = a, .at = ARENA_NEW(a, node)};
    g.at->kind = kind;
    g.end = &g.at->first;
    return g;
}

static node *scalar(arena *a, str text)
{
    node *n = ARENA_NEW(a, node);
    n->kind = NODE_SCALAR;
    n->style = NODE_QUOTED;
    n->text = text;
    return n;
}

static void append(growing *to, node *child)
{
    *to->end = child;
    to->end = &child->next;
    to->at->count++;
}

static void put(growing *map, const char *key, node *value)
{
    value->key = scalar(map->memory, str_of(key));
    append(map, value);
}

static void put_text(growing *map, const char *key, str text)
{
    put(map, key, scalar(map->memory, text));
}

static void put_count(growing *map, const char *key, uint32_t count)
{
    put_text(map, key, str_fmt(map->memory, "%u", (unsigned)count));
}

/* ---- what it says ---- */

typedef struct opinion {
    arena *memory;
    const findings_view *view;
    uint32_t counts[FINDING_ERROR + 1], discharged;
} opinion;

static const char *const severities[] = {"提示", "警告", "错误"};

static bool told(const finding *f)
{
    return f->state == FINDING_FOUND;
}

static void count(opinion *o)
{
    for (uint32_t i = 0; i < o->view->found->count; i++) {
        const finding *f = &o->view->found->at[i];
        if (told(f) && f->discharged.n > 0)
            o->discharged++;
        else if (told(f))
            o->counts[f->severity]++;
    }
}

static str conclusion(const opinion *o)
{
    uint32_t errors = o->counts[FINDING_ERROR], warnings = o->counts[FINDING_WARNING];
    if (errors > 0 && warnings > 0)
        return str_fmt(o->memory, "有错误 %u 处，请改正后再报；另有警告 %u 处，请逐条核对，改正或说明原因。",
            (unsigned)errors, (unsigned)warnings);
    if (errors > 0)
        return str_fmt(o->memory, "有错误 %u 处，请改正后再报。", (unsigned)errors);
    if (warnings > 0)
        return str_fmt(
            o->memory, "没有错误；有警告 %u 处，请逐条核对，改正或说明原因。", (unsigned)warnings);
    return STR("没有发现错误，也没有需要核对的地方。");
}

static str place(const opinion *o, const finding *f)
{
    if (f->at.source == NULL || f->at.line == 0)
        return f->cell;
    if (f->cell.n == 0)
        return str_fmt(o->memory, "第 %u 行", (unsigned)f->at.line);
    return str_fmt(o->memory, "%.*s（第 %u 行）", STR_ARG(f->cell), (unsigned)f->at.line);
}

static node *row(const opinion *o, const finding *f, uint32_t number)
{
    growing g = grow(o->memory, NODE_MAP);
    bool excused = f->discharged.n > 0;
    put_count(&g, "序号", number);
    put_text(&g, "表", findings_document(o->memory, o->view, f->subject));
    put_text(&g, "级别", excused ? STR("已说明") : str_of(severities[f->severity]));
    put_text(&g, "位置", place(o, f));
    put_text(&g, "问题", f->message);
    put_text(&g, "建议",
        excused ? str_fmt(o->memory, "单位说明：%.*s", STR_ARG(f->discharged)) : f->hint);
    return g.at;
}

static node *rows(const opinion *o)
{
    growing list = grow(o->memory, NODE_LIST);
    uint32_t number = 0;
    for (uint32_t i = 0; i < o->view->found->count; i++)
        if (told(&o->view->found->at[i]))
            append(&list, row(o, &o->view->found->at[i], ++number));
    return list.at;
}

/* ---- what became of each rule ---- */

typedef struct rule_outcome {
    uint32_t found[FINDING_ERROR + 1], discharged, passes, idle;
    str why; /* it was not applicable, the first time */
    bool one_reason;
} rule_outcome;

static void outcome_add(rule_outcome *r, const finding *f)
{
    if (f->state == FINDING_PASS) {
        r->passes++;
    } else if (f->state == FINDING_NOT_APPLICABLE) {
        r->one_reason = r->idle++ == 0 || (r->one_reason && str_eq(r->why, f->message));
        r->why = f->message;
    } else if (f->discharged.n > 0) {
        r->discharged++;
    } else {
        r->found[f->severity]++;
    }
}

static void outcome_result(const opinion *o, const rule_outcome *r, growing *g)
{
    buf found = {.memory = o->memory};
    for (int s = FINDING_ERROR; s >= FINDING_INFO; s--)
        if (r->found[s] > 0)
            buf_fmt(&found, "%s%s %u 处", found.n > 0 ? "\n" : "", severities[s], (unsigned)r->found[s]);
    if (r->discharged > 0)
        buf_fmt(&found, "%s已说明 %u 处", found.n > 0 ? "\n" : "", (unsigned)r->discharged);
    str result = found.n > 0 ? buf_str(&found) : r->passes > 0 ? STR("通过") : STR("不适用");
    put_text(g, "结果", result);
    buf why = {.memory = o->memory};
    if (r->passes > 0 && o->view->subject_count > 1)
        buf_fmt(&why, "通过 %u 份", (unsigned)r->passes);
    if (r->idle > 0 && o->view->subject_count > 1)
        buf_fmt(&why, "%s不适用 %u 份", why.n > 0 ? "，" : "", (unsigned)r->idle);
    if (r->idle > 0 && r->one_reason)
        buf_fmt(&why, "%s%.*s", why.n > 0 ? "：" : "", STR_ARG(r->why));
    put_text(g, "说明", buf_str(&why));
}

static node *rules(const opinion *o)
{
    growing list = grow(o->memory, NODE_LIST);
    for (uint32_t k = 0; k < audit_rule_count(); k++) {
        rule_outcome r = {0};
        for (uint32_t i = 0; i < o->view->found->count; i++)
            if (str_eq(o->view->found->at[i].rule, audit_rule_id(k)))
                outcome_add(&r, &o->view->found->at[i]);
        growing g = grow(o->memory, NODE_MAP);
        put_text(&g, "规则", audit_rule_id(k));
        put_text(&g, "核对的内容", audit_rule_title(k));
        outcome_result(o, &r, &g);
        append(&list, g.at);
    }
    return list.at;
}

static str object(const opinion *o)
{
    uint32_t n = o->view->subject_count;
    if (n == 1)
        return findings_document(o->memory, o->view, 0);
    return str_fmt(o->memory, "%.*s等 %u 份",
        STR_ARG(n == 0 ? STR("") : findings_document(o->memory, o->view, 0)), (unsigned)n);
}

static const node *opinion_data(opinion *o)
{
    static const char *const kept[] = {"比较号", "网页标记", "首尾空白", "旧码位"};
    count(o);
    growing g = grow(o->memory, NODE_MAP), raw = grow(o->memory, NODE_LIST);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        append(&raw, scalar(o->memory, str_of(kept[i])));
    put(&g, "照原样", raw.at); /* what was written is quoted as it was written */
    put_text(&g, "审核对象", object(o));
    put_count(&g, "份数", o->view->subject_count);
    put_count(&g, "错误", o->counts[FINDING_ERROR]);
    put_count(&g, "警告", o->counts[FINDING_WARNING]);
    put_count(&g, "提示", o->counts[FINDING_INFO]);
    put_count(&g, "已说明", o->discharged);
    put_text(&g, "结论", conclusion(o));
    put(&g, "审核意见", rows(o));
    put(&g, "规则情况", rules(o));
    return g.at;
}

/* ---- the document ---- */

typedef struct opining {
    jxb_document *made;
    const jxb_findings *findings;
    const form_template *form;
    diags *diags;
} opining;

static void bind_opinion(void *context)
{
    opining *p = context;
    const jxb_findings *f = p->findings;
    jxb_document *made = p->made;
    findings_view view = {&f->found, f->book, f->subjects.at, f->subjects.count, true, true, false};
    opinion o = {.memory = made->memory, .view = &view};
    made->doc = document_bind(made->memory, p->form, opinion_data(&o), p->diags);
    if (made->doc != NULL)
        made->title = str_z(made->memory, made->doc->title);
}

jxb_document *jxb_findings_opinion(
    const jxb_findings *findings, const jxb_template *form, jxb_diags *sink)
{
    jxb_document *made = handle_new(sizeof *made, sink);
    if (made == NULL)
        return NULL;
    opining p = {made, findings, form->form, sink->list};
    if (handle_run(made, sink, bind_opinion, &p) && made->doc != NULL)
        return made;
    jxb_document_free(made);
    return NULL;
}
