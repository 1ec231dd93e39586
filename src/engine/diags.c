/* The public sink over base's diagnostics. */
#include "engine/engine_int.h"

typedef struct opening {
    arena *memory;
    jxb_diags *made;
} opening;

static void open_sink(void *context)
{
    opening *o = context;
    o->made = ARENA_NEW(o->memory, jxb_diags);
    o->made->list = diags_new(o->memory);
}

jxb_diags *jxb_diags_new(void)
{
    guard escape = {.armed = false};
    opening o = {.memory = arena_new(&escape)};
    if (o.memory == NULL || !guard_run(&escape, open_sink, &o)) {
        arena_free(o.memory);
        return NULL;
    }
    o.made->memory = o.memory;
    arena_guard(o.memory, &o.made->escape);
    return o.made;
}

typedef struct limiting {
    jxb_diags *sink;
    const jxb_deadline *from;
} limiting;

static void keep_texts(void *context)
{
    const limiting *job = context;
    arena *a = job->sink->memory;
    job->sink->deadline.what = str_z(a, str_of(job->from->what));
    job->sink->deadline.limit = str_z(a, str_of(job->from->limit));
}

void jxb_diags_deadline(jxb_diags *sink, const jxb_deadline *deadline)
{
    limiting job = {sink, deadline};
    sink->late = false;
    sink->deadline = (jxb_deadline){.what = "", .limit = ""};
    if (deadline == NULL)
        return;
    guard_run(&sink->escape, keep_texts, &job); /* without memory the message names nothing */
    sink->deadline.over = deadline->over;
    sink->deadline.watch = deadline->watch;
}

void jxb_diags_free(jxb_diags *sink)
{
    if (sink != NULL)
        arena_free(sink->memory);
}

size_t jxb_diags_count(jxb_diags *sink)
{
    diags_sort(sink->list);
    return diags_count(sink->list);
}

size_t jxb_diags_errors(const jxb_diags *sink)
{
    return diags_errors(sink->list);
}

size_t jxb_diags_dropped(const jxb_diags *sink)
{
    return diags_dropped(sink->list);
}

/* The line of a mark, and the terminal columns of what precedes it there. */
static str line_of(jxb_diags *sink, mark at, unsigned *indent)
{
    str text = at.source->text;
    bool behind = sink->last.of == at.source && sink->last.line <= at.line;
    size_t from = behind ? sink->last.from : 0;
    for (uint32_t line = behind ? sink->last.line : 1; line < at.line; line++) {
        size_t end = str_search(text, STR("\n"), from);
        if (end == SIZE_MAX)
            return (str){0};
        from = end + 1;
    }
    sink->last.of = at.source;
    sink->last.line = at.line;
    sink->last.from = from;
    size_t end = str_search(text, STR("\n"), from), i = 0;
    str line = str_slice(text, from, end == SIZE_MAX ? text.n : end);
    if (line.n > 0 && line.at[line.n - 1] == '\r')
        line.n--;
    *indent = 0;
    for (uint32_t column = 1; column < at.column && i < line.n; column++)
        *indent += utf8_width(utf8_next(line, &i));
    return line;
}

typedef struct reading {
    jxb_diags *sink;
    const diag *from;
    jxb_diag to;
} reading;

static void read_one(void *context)
{
    reading *r = context;
    arena *a = r->sink->memory;
    const diag *d = r->from;
    r->to = (jxb_diag){.severity = (jxb_severity)diag_severity(d->code),
        .code = diag_name(d->code),
        .message = str_z(a, d->message),
        .hint = str_z(a, d->hint)};
    if (d->at.source == NULL)
        return;
    r->to.file = str_z(a, d->at.source->name);
    r->to.line = d->at.line;
    r->to.column = d->at.column;
    str line = d->at.line == 0 ? (str){0} : line_of(r->sink, d->at, &r->to.indent);
    if (line.at != NULL && line.n <= 2000)
        r->to.source_line = str_z(a, line);
}

jxb_diag jxb_diags_at(jxb_diags *sink, size_t i)
{
    reading r = {sink, diags_at(sink->list, i),
        {.code = diag_name(DIAG_MEMORY),
            .severity = JXB_ERROR,
            .message = diag_message(DIAG_MEMORY),
            .hint = ""}};
    guard_run(&sink->escape, read_one, &r);
    return r.to;
}
