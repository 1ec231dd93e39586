#include "base/diag.h"

#include "base/utf8.h"

#include <string.h>

typedef struct met {
    const source *source;
    bool kept; /* the source is the sink's own copy */
} met;

struct diags {
    arena *memory;
    VEC(diag) list;
    VEC(met) sources; /* as first met */
    size_t dropped, errors;
    bool silent;
};

diags *diags_new(arena *a)
{
    diags *d = ARENA_NEW(a, diags);
    d->memory = a;
    return d;
}

diags *diags_silent(arena *a)
{
    diags *d = diags_new(a);
    d->silent = true;
    return d;
}

arena *diags_memory(const diags *d)
{
    return d->memory;
}

static str fill(arena *a, const char *pattern, const str *values, size_t count)
{
    buf out = {.memory = a};
    for (const char *p = pattern; *p != '\0'; p++) {
        if (p[0] == '{' && p[1] >= '0' && p[1] <= '9' && p[2] == '}') {
            size_t which = (size_t)(p[1] - '0');
            if (which < count)
                buf_add(&out, values[which]);
            p += 2;
        } else {
            buf_byte(&out, *p);
        }
    }
    return buf_str(&out);
}

/* Drops the latest diagnostic that is less severe than `than`; false when there is none. */
static bool make_room(diags *d, severity than)
{
    for (uint32_t i = d->list.count; i-- > 0;)
        if (diag_severity(d->list.at[i].code) < than) {
            d->list.count--;
            memmove(&d->list.at[i], &d->list.at[i + 1], (d->list.count - i) * sizeof *d->list.at);
            return true;
        }
    return false;
}

static uint32_t source_rank(const diags *d, const source *s)
{
    uint32_t i = 0;
    while (i < d->sources.count && d->sources.at[i].source != s)
        i++;
    return i;
}

void diag_add(diags *d, diag_code code, mark at, const str *values, size_t count)
{
    d->errors += diag_severity(code) == SEVERITY_ERROR;
    if (diags_full(d)) {
        d->dropped++;
        if (!make_room(d, diag_severity(code)))
            return;
    }
    if (source_rank(d, at.source) == d->sources.count)
        VEC_PUSH(d->memory, &d->sources)->source = at.source;
    diag *one = VEC_PUSH(d->memory, &d->list);
    one->code = code;
    one->at = at;
    one->message = fill(d->memory, diag_message(code), values, count);
    one->hint = fill(d->memory, diag_hint(code), values, count);
}

size_t diags_errors(const diags *d)
{
    return d->errors;
}

size_t diags_count(const diags *d)
{
    return d->list.count;
}

size_t diags_dropped(const diags *d)
{
    return d->dropped;
}

bool diags_full(const diags *d)
{
    return d->silent || d->list.count >= DIAG_LIMIT;
}

const diag *diags_at(const diags *d, size_t i)
{
    return &d->list.at[i];
}

static int place_order(const diags *d, const diag *a, const diag *b)
{
    if (a->at.source != b->at.source)
        return source_rank(d, a->at.source) < source_rank(d, b->at.source) ? -1 : 1;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    return (a->at.column > b->at.column) - (a->at.column < b->at.column);
}

void diags_sort(diags *d)
{
    /* Stable insertion: the list is short and nearly in order. */
    for (uint32_t i = 1; i < d->list.count; i++) {
        diag moving = d->list.at[i];
        uint32_t j = i;
        for (; j > 0 && place_order(d, &d->list.at[j - 1], &moving) > 0; j--)
            d->list.at[j] = d->list.at[j - 1];
        d->list.at[j] = moving;
    }
}

static bool same_source(const source *a, const source *b)
{
    return str_eq(a->name, b->name) && str_eq(a->text, b->text);
}

static const source *source_copy(const diags *d, const source *s)
{
    source *copy = ARENA_NEW(d->memory, source);
    *copy = (source){str_dup(d->memory, s->name), str_dup(d->memory, s->text)};
    return copy;
}

void diags_keep_sources(diags *d)
{
    for (uint32_t i = 0; i < d->sources.count; i++) {
        met *m = &d->sources.at[i];
        if (m->kept || m->source == NULL)
            continue;
        const source *was = m->source, *now = NULL;
        for (uint32_t k = 0; k < i && now == NULL; k++)
            if (d->sources.at[k].source != NULL && same_source(d->sources.at[k].source, was))
                now = d->sources.at[k].source;
        if (now == NULL)
            now = source_copy(d, was);
        for (uint32_t k = 0; k < d->list.count; k++)
            if (d->list.at[k].at.source == was)
                d->list.at[k].at.source = now;
        *m = (met){now, true};
    }
}

void diags_drop_sources(diags *d)
{
    for (uint32_t i = 0; i < d->sources.count; i++) {
        met *m = &d->sources.at[i];
        if (m->kept || m->source == NULL)
            continue;
        for (uint32_t k = 0; k < d->list.count; k++)
            if (d->list.at[k].at.source == m->source)
                d->list.at[k].at = (mark){0};
        m->source = NULL;
    }
}

static size_t byte_search(str text, size_t from, char byte)
{
    const char *hit = memchr(text.at + from, byte, text.n - from);
    return hit == NULL ? text.n : (size_t)(hit - text.at);
}

/* Where the line begins, or the text's end; a CR ends one, too. A flood of notes asks this for each. */
static size_t line_start(str text, uint32_t line)
{
    size_t i = 0;
    for (; line > 1 && i < text.n; line--) {
        size_t end = byte_search(text, i, '\n');
        size_t alone = byte_search(str_slice(text, 0, end), i, '\r');
        i = alone + 1 < end ? alone + 1 : end + 1;
    }
    return i < text.n ? i : text.n;
}

mark mark_search(mark from, uint32_t cp)
{
    if (from.source == NULL || from.line == 0)
        return from;
    str text = from.source->text;
    mark at = {from.source, from.line, 1};
    for (size_t i = line_start(text, from.line); i < text.n;) {
        uint32_t c = utf8_next(text, &i);
        bool reached = at.line > from.line || at.column >= from.column;
        if (reached && c == cp)
            return at;
        bool alone = c == '\r' && (i >= text.n || text.at[i] != '\n');
        if (c == '\n' || alone) {
            at.line++;
            at.column = 1;
        } else if (c != 0xFEFF || i != 3) {
            at.column++;
        }
    }
    return from;
}
