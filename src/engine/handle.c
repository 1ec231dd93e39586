/* Handles: an arena each, and the guard under which a call works. */
#include "engine/engine_int.h"

#include <errno.h>
#include <string.h>

typedef struct handle {
    guard escape;
    arena *memory;
} handle;

typedef struct creation {
    arena *memory;
    handle *made;
    size_t size;
} creation;

static void create(void *context)
{
    creation *c = context;
    c->made = arena_alloc(c->memory, 1, c->size);
}

static void add_memory(void *context)
{
    jxb_diags *sink = context;
    diag_add(sink->list, DIAG_MEMORY, (mark){0}, NULL, 0);
}

static void add_timeout(void *context)
{
    jxb_diags *sink = context;
    DIAG(sink->list, TIMEOUT, (mark){0}, str_of(sink->deadline.what), str_of(sink->deadline.limit));
}

/* Once for a deadline: what is asked for afterwards is not done, and says no more. */
static void tell_timeout(jxb_diags *sink)
{
    if (!sink->late && !guard_run(&sink->escape, add_timeout, sink))
        handle_tell_memory(sink);
    sink->late = true;
}

static void keep_sources(void *context)
{
    diags_keep_sources(context);
}

void handle_tell_memory(jxb_diags *sink)
{
    guard_run(&sink->escape, add_memory, sink);
}

void *handle_new(size_t size, jxb_diags *sink)
{
    guard escape = {.armed = false};
    creation c = {.memory = arena_new(&escape), .size = size};
    if (c.memory == NULL || !guard_run(&escape, create, &c)) {
        arena_free(c.memory);
        handle_tell_memory(sink);
        return NULL;
    }
    c.made->memory = c.memory;
    arena_guard(c.memory, &c.made->escape);
    return c.made;
}

void handle_free(void *at)
{
    handle *h = at;
    if (h != NULL)
        arena_free(h->memory);
}

typedef struct job {
    jxb_diags *sink;
    void (*work)(void *);
    void *context;
    bool done;
} job;

static void under_sink(void *context)
{
    job *j = context;
    j->done = guard_run(&j->sink->escape, j->work, j->context);
}

bool handle_run(void *at, jxb_diags *sink, void (*work)(void *), void *context)
{
    handle *h = at;
    size_t before = diags_errors(sink->list);
    job j = {sink, work, context, false};
    if (sink->deadline.over != NULL && sink->deadline.over(sink->deadline.watch)) {
        tell_timeout(sink);
        return false;
    }
    errno = 0;
    h->escape.over = sink->deadline.over;
    h->escape.watch = sink->deadline.watch;
    bool finished = guard_run(&h->escape, under_sink, &j) && errno != ENOMEM;
    bool late = h->escape.late;
    h->escape.over = NULL;
    sink->escape.armed = h->escape.armed = false; /* one may have been left by the other's exit */
    if (!guard_run(&sink->escape, keep_sources, sink->list)) {
        diags_drop_sources(sink->list); /* the caller may free what they stand in */
        finished = false;
    }
    if (finished && j.done)
        return diags_errors(sink->list) == before;
    if (late)
        tell_timeout(sink);
    else
        handle_tell_memory(sink);
    return false;
}

/* A text handed out is the first bytes of an arena of its own, which it is freed with. */
typedef struct text_handle {
    arena *memory;
    char at[];
} text_handle;

typedef struct text_job {
    dump_job dump;
    void (*work)(void *);
    text_handle *made;
} text_job;

static void make_text(void *context)
{
    text_job *j = context;
    j->work(&j->dump);
    str text = buf_str(&j->dump.out);
    j->made = arena_alloc(j->dump.out.memory, 1, sizeof *j->made + text.n + 1);
    j->made->memory = j->dump.out.memory;
    memcpy(j->made->at, text.at, text.n);
}

char *dump_text(void (*work)(void *), const void *of, int stage)
{
    guard escape = {.armed = false};
    text_job j = {.dump = {of, stage, {.memory = arena_new(&escape)}}, .work = work};
    if (j.dump.out.memory == NULL || !guard_run(&escape, make_text, &j)) {
        arena_free(j.dump.out.memory);
        return NULL;
    }
    arena_guard(j.made->memory, NULL);
    return j.made->at;
}

static void copy_text(void *context)
{
    dump_job *d = context;
    buf_add(&d->out, *(const str *)d->of);
}

char *text_out(str text, jxb_diags *sink)
{
    char *copy = dump_text(copy_text, &text, 0);
    if (copy == NULL)
        handle_tell_memory(sink);
    return copy;
}

void jxb_text_free(char *text)
{
    if (text != NULL)
        arena_free(((text_handle *)(void *)(text - offsetof(text_handle, at)))->memory);
}
