/* Findings as SARIF (OASIS Static Analysis Results Interchange Format 2.1.0), which code hosts and
 * editors read. A ruleId is "R14/unit-yuan": the rule of the table, and the code below it (§3.5.4
 * hierarchical strings). */
#include "report/report_int.h"

/* A path as a relative or absolute URI reference (RFC 3986): octets that may not stand in one are
 * written %XX. */
static str uri_of(arena *a, str path)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '/' || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            buf_byte(&out, (char)c);
        else
            buf_fmt(&out, "%%%02X", (unsigned)c);
    }
    return buf_str(&out);
}

static void text_object(json *j, const char *name, str text)
{
    json_key(j, name);
    json_open(j, '{');
    json_entry(j, "text", text);
    json_close(j, '}');
}

static void rules_write(json *j)
{
    json_key(j, "rules");
    json_open(j, '[');
    for (uint32_t i = 0; i < audit_rule_count(); i++) {
        json_open(j, '{');
        json_entry(j, "id", audit_rule_id(i));
        text_object(j, "shortDescription", audit_rule_title(i));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void tool_write(json *j, str version)
{
    json_key(j, "tool");
    json_open(j, '{');
    json_key(j, "driver");
    json_open(j, '{');
    json_entry(j, "name", STR("jixiaobiao"));
    json_entry(j, "version", version);
    json_entry(j, "language", STR("zh-CN"));
    rules_write(j);
    json_close(j, '}');
    json_close(j, '}');
}

static void location_write(json *j, arena *a, const finding *f)
{
    json_key(j, "locations");
    json_open(j, '[');
    json_open(j, '{');
    json_key(j, "physicalLocation");
    json_open(j, '{');
    json_key(j, "artifactLocation");
    json_open(j, '{');
    json_entry(j, "uri", uri_of(a, f->at.source->name));
    json_close(j, '}');
    if (f->at.line > 0) {
        json_key(j, "region");
        json_open(j, '{');
        json_key(j, "startLine");
        json_number(j, f->at.line);
        json_key(j, "startColumn");
        json_number(j, f->at.column);
        json_close(j, '}');
    }
    json_close(j, '}');
    if (f->cell.n > 0) {
        json_key(j, "logicalLocations");
        json_open(j, '[');
        json_open(j, '{');
        json_entry(j, "fullyQualifiedName", f->cell);
        json_close(j, '}');
        json_close(j, ']');
    }
    json_close(j, '}');
    json_close(j, ']');
}

static void suppression_write(json *j, str reason)
{
    json_key(j, "suppressions");
    json_open(j, '[');
    json_open(j, '{');
    json_entry(j, "kind", STR("inSource"));
    json_entry(j, "justification", reason);
    json_close(j, '}');
    json_close(j, ']');
}

static void values_write(json *j, const finding *f)
{
    const struct {
        const char *name;
        str value;
    } values[] = {{"left", f->left}, {"right", f->right}, {"difference", f->difference},
        {"unit", f->unit}};
    json_key(j, "properties");
    json_open(j, '{');
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i].value.n > 0)
            json_entry(j, values[i].name, values[i].value);
    json_close(j, '}');
}

static uint32_t rule_index(str id)
{
    uint32_t i = 0;
    while (i + 1 < audit_rule_count() && !str_eq(audit_rule_id(i), id))
        i++;
    return i;
}

static void result_write(json *j, arena *a, const finding *f)
{
    static const char *const kinds[] = {"fail", "pass", "notApplicable"};
    static const char *const levels[] = {"note", "warning", "error"};
    bool found = f->state == FINDING_FOUND;
    json_open(j, '{');
    json_entry(j, "ruleId",
        found ? str_fmt(a, "%.*s/%.*s", STR_ARG(f->rule), STR_ARG(f->code)) : f->rule);
    json_key(j, "ruleIndex");
    json_number(j, rule_index(f->rule));
    json_entry(j, "kind", str_of(kinds[f->state]));
    json_entry(j, "level", str_of(found ? levels[f->severity] : "none"));
    str hint = f->hint.n > 0 ? str_fmt(a, "。%.*s", STR_ARG(f->hint)) : (str){0};
    text_object(j, "message", str_fmt(a, "%.*s%.*s", STR_ARG(f->message), STR_ARG(hint)));
    if (f->at.source != NULL)
        location_write(j, a, f);
    if (f->discharged.n > 0)
        suppression_write(j, f->discharged);
    if (f->left.n + f->right.n + f->difference.n + f->unit.n > 0)
        values_write(j, f);
    json_close(j, '}');
}

void report_findings_sarif(const findings_view *view, str version, buf *out)
{
    json *j = &(json){.out = out};
    json_open(j, '{');
    json_entry(j, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
    json_entry(j, "version", STR("2.1.0"));
    json_key(j, "runs");
    json_open(j, '[');
    json_open(j, '{');
    tool_write(j, version);
    json_entry(j, "columnKind", STR("unicodeCodePoints"));
    json_key(j, "results");
    json_open(j, '[');
    for (uint32_t i = 0; i < view->found->count; i++)
        if (view->all || view->found->at[i].state == FINDING_FOUND)
            result_write(j, out->memory, &view->found->at[i]);
    json_close(j, ']');
    json_close(j, '}');
    json_close(j, ']');
    json_close(j, '}');
    buf_byte(out, '\n');
}
