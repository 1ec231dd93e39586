/* The audit's findings as lines for people and as JSON for programs. */
#include "report/report_int.h"

static bool shown(const finding *f, bool all)
{
    return all || f->state == FINDING_FOUND;
}

/* ---- for people ---- */

static void place_add(buf *out, mark at)
{
    if (at.source == NULL)
        return;
    buf_fmt(out, "%.*s:", STR_ARG(at.source->name));
    if (at.line > 0)
        buf_fmt(out, "%u:%u:", at.line, at.column);
    buf_byte(out, ' ');
}

static void line_add(buf *out, const finding *f)
{
    static const char *const words[] = {"提示", "警告", "错误"};
    place_add(out, f->at);
    if (f->state != FINDING_FOUND) {
        buf_fmt(out, "%s: %.*s [%.*s]\n", f->state == FINDING_PASS ? "通过" : "不适用",
            STR_ARG(f->message), STR_ARG(f->rule));
        return;
    }
    buf_fmt(out, "%s: %.*s [%.*s %.*s]\n", f->discharged.n > 0 ? "已说明" : words[f->severity],
        STR_ARG(f->message), STR_ARG(f->rule), STR_ARG(f->code));
    if (f->cell.n > 0)
        buf_fmt(out, "    位置：%.*s\n", STR_ARG(f->cell));
    if (f->discharged.n > 0)
        buf_fmt(out, "    理由：%.*s\n", STR_ARG(f->discharged));
    else if (f->hint.n > 0)
        buf_fmt(out, "    %.*s\n", STR_ARG(f->hint));
}

void report_findings(const finding_list *found, bool all, buf *out)
{
    unsigned counts[FINDING_ERROR + 1] = {0}, discharged = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        const finding *f = &found->at[i];
        if (shown(f, all))
            line_add(out, f);
        if (f->state != FINDING_FOUND)
            continue;
        if (f->discharged.n > 0)
            discharged++;
        else
            counts[f->severity]++;
    }
    if (counts[FINDING_ERROR] + counts[FINDING_WARNING] + counts[FINDING_INFO] + discharged == 0)
        return;
    buf_fmt(out, "审核：错误 %u 处，警告 %u 处，提示 %u 处", counts[FINDING_ERROR],
        counts[FINDING_WARNING], counts[FINDING_INFO]);
    if (discharged > 0)
        buf_fmt(out, "，已说明 %u 处", discharged);
    buf_byte(out, '\n');
}

/* ---- for programs ---- */

static void entry_add(buf *out, const char *name, str value)
{
    buf_fmt(out, ",\"%s\":", name);
    json_quoted(out, value);
}

static void object_add(buf *out, const finding *f)
{
    static const char *const severities[] = {"info", "warning", "error"};
    static const char *const states[] = {"finding", "pass", "not-applicable"};
    buf_add(out, STR("{\"schema\":\"jixiaobiao-finding/1\""));
    entry_add(out, "rule", f->rule);
    entry_add(out, "code", f->code);
    entry_add(out, "severity", f->state == FINDING_FOUND ? str_of(severities[f->severity]) : (str){0});
    entry_add(out, "state", str_of(states[f->state]));
    entry_add(out, "file", f->at.source == NULL ? (str){0} : f->at.source->name);
    buf_fmt(out, ",\"line\":%u,\"column\":%u,\"document\":%u", f->at.line, f->at.column, f->subject);
    entry_add(out, "cell", f->cell);
    entry_add(out, "message", f->message);
    entry_add(out, "left", f->left);
    entry_add(out, "right", f->right);
    entry_add(out, "difference", f->difference);
    entry_add(out, "unit", f->unit);
    entry_add(out, "hint", f->hint);
    entry_add(out, "discharged", f->discharged);
    buf_add(out, STR("}\n"));
}

void report_findings_json(const finding_list *found, bool all, buf *out)
{
    for (uint32_t i = 0; i < found->count; i++)
        if (shown(&found->at[i], all))
            object_add(out, &found->at[i]);
}
