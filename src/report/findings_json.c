/* The audit's findings for programs: one JSON object a line. */
#include "report/report_int.h"

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

void report_findings_json(const findings_view *view, buf *out)
{
    for (uint32_t i = 0; i < view->found->count; i++)
        if (view->all || view->found->at[i].state == FINDING_FOUND)
            object_add(out, &view->found->at[i]);
}
