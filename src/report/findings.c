/* The audit's findings for people: by document, then by rule, counted, in colour where asked. */
#include "report/report_int.h"

typedef struct ink {
    const char *strong, *error, *warning, *info, *good, *off;
} ink;
static const ink plain = {"", "", "", "", "", ""};
static const ink coloured = {
    "\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;36m", "\033[32m", "\033[0m"};

typedef struct counts {
    uint32_t found[FINDING_ERROR + 1], discharged;
} counts;

str findings_document(arena *a, const findings_view *view, uint32_t which)
{
    const subject *s = view->subjects[which];
    str name = subject_value(s, view->book, STR("项目名称"))->text;
    if (name.n == 0)
        name = subject_value(s, view->book, STR("单位"))->text;
    if (name.n == 0)
        return str_fmt(a, "第 %u 份：%.*s", (unsigned)which + 1, STR_ARG(s->about->title));
    return str_fmt(a, "第 %u 份：%.*s“%.*s”", (unsigned)which + 1, STR_ARG(s->about->title),
        STR_ARG(name));
}

typedef struct page {
    const findings_view *view;
    const ink *ink;
    buf *out;
    counts all;
    uint32_t documents; /* with something found */
} page;

static bool shown(const page *p, const finding *f)
{
    return p->view->all || f->state == FINDING_FOUND;
}

static void counts_add(counts *c, const finding *f)
{
    if (f->state != FINDING_FOUND)
        return;
    if (f->discharged.n > 0)
        c->discharged++;
    else
        c->found[f->severity]++;
}

static bool counts_any(const counts *c)
{
    return c->found[FINDING_ERROR] + c->found[FINDING_WARNING] + c->found[FINDING_INFO] +
        c->discharged > 0;
}

static void counts_write(const page *p, const counts *c)
{
    const ink *k = p->ink;
    const char *const words[] = {"提示", "警告", "错误"};
    const char *const inks[] = {k->info, k->warning, k->error};
    for (int s = FINDING_ERROR; s >= FINDING_INFO; s--)
        buf_fmt(p->out, "%s%s %u 处%s%s", c->found[s] > 0 ? inks[s] : "", words[s],
            (unsigned)c->found[s], c->found[s] > 0 ? k->off : "", s > FINDING_INFO ? "，" : "");
    if (c->discharged > 0)
        buf_fmt(p->out, "，已说明 %u 处", (unsigned)c->discharged);
    buf_byte(p->out, '\n');
}

static void place_write(const page *p, mark at)
{
    if (at.source == NULL)
        return;
    buf_fmt(p->out, "%s%.*s:", p->ink->strong, STR_ARG(at.source->name));
    if (at.line > 0)
        buf_fmt(p->out, "%u:%u:", (unsigned)at.line, (unsigned)at.column);
    buf_fmt(p->out, "%s ", p->ink->off);
}

/* The hint is not said again below the same code. */
static void finding_write(const page *p, const finding *f, bool hint)
{
    const ink *k = p->ink;
    const char *const words[] = {"提示", "警告", "错误"};
    const char *const inks[] = {k->info, k->warning, k->error};
    bool passed = f->state != FINDING_FOUND, excused = f->discharged.n > 0;
    const char *word = excused ? "已说明" : f->state == FINDING_PASS ? "通过" : passed ? "不适用"
                                                                                     : words[f->severity];
    place_write(p, f->at);
    buf_fmt(p->out, "%s%s:%s %.*s", passed || excused ? k->good : inks[f->severity], word, k->off,
        STR_ARG(f->message));
    buf_fmt(p->out, f->code.n > 0 ? " [%.*s %.*s]\n" : " [%.*s%.*s]\n", STR_ARG(f->rule),
        STR_ARG(f->code));
    if (f->cell.n > 0)
        buf_fmt(p->out, "    位置：%.*s\n", STR_ARG(f->cell));
    if (excused)
        buf_fmt(p->out, "    理由：%.*s\n", STR_ARG(f->discharged));
    else if (f->hint.n > 0 && hint)
        buf_fmt(p->out, "    %.*s\n", STR_ARG(f->hint));
}

/* Hints of a code are told once in a document; infos of a code beyond the first are only counted. */
typedef struct code_use {
    str code;
    str hint;
    uint32_t more; /* infos left out */
} code_use;
typedef VEC(code_use) code_uses;

static code_use *use_of(buf *out, code_uses *uses, str code)
{
    for (uint32_t i = 0; i < uses->count; i++)
        if (str_eq(uses->at[i].code, code))
            return &uses->at[i];
    code_use *u = VEC_PUSH(out->memory, uses);
    u->code = code;
    return u;
}

static void more_write(const page *p, const code_uses *uses)
{
    for (uint32_t i = 0; i < uses->count; i++)
        if (uses->at[i].more > 0)
            buf_fmt(p->out, "    [%.*s] 还有同样的 %u 处，加 --verbose 可看\n",
                STR_ARG(uses->at[i].code), (unsigned)uses->at[i].more);
}

static void document_head(page *p, uint32_t which, const counts *c)
{
    str title = findings_document(p->out->memory, p->view, which);
    buf_fmt(p->out, "%s%.*s%s：", p->ink->strong, STR_ARG(title), p->ink->off);
    counts_write(p, c);
}

/* The findings [from, to) of one document. */
static void document_write(page *p, uint32_t from, uint32_t to)
{
    const finding_list *list = p->view->found;
    counts c = {0};
    code_uses uses = {0};
    bool any = false;
    for (uint32_t i = from; i < to; i++) {
        counts_add(&c, &list->at[i]);
        counts_add(&p->all, &list->at[i]);
        any = any || shown(p, &list->at[i]);
    }
    p->documents += counts_any(&c);
    if (!any)
        return;
    document_head(p, list->at[from].subject, &c);
    for (uint32_t i = from; i < to; i++) {
        const finding *f = &list->at[i];
        if (!shown(p, f))
            continue;
        code_use *u = use_of(p->out, &uses, f->code);
        bool again = f->code.n > 0 && u->hint.n > 0 && str_eq(u->hint, f->hint);
        if (again && f->severity == FINDING_INFO && f->discharged.n == 0 && !p->view->verbose) {
            u->more++;
            continue;
        }
        finding_write(p, f, !again);
        u->hint = f->hint;
    }
    more_write(p, &uses);
}

void report_findings(const findings_view *view, buf *out)
{
    const finding_list *list = view->found;
    page p = {.view = view, .ink = view->colour ? &coloured : &plain, .out = out};
    for (uint32_t from = 0, to; from < list->count; from = to) {
        for (to = from; to < list->count && list->at[to].subject == list->at[from].subject;)
            to++;
        document_write(&p, from, to);
    }
    if (!counts_any(&p.all))
        return;
    buf_fmt(out, "审核 %u 份，有 %u 份要看：", (unsigned)view->subject_count, (unsigned)p.documents);
    counts_write(&p, &p.all);
}
