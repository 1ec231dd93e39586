/* Which face of each role sets each character of a file, as a list to read. */
#include "engine/engine_int.h"

enum { TEXT_BYTES = 64 << 20 };

typedef struct listing {
    jxb_fonts *fonts;
    const char *path;
    jxb_diags *sink;
    source *from;
    str text; /* of the file, its mark of byte order left out */
    text_shaper *shaper;
    buf out;
    VEC(uint32_t) told; /* missing characters */
} listing;

static void add_character(listing *l, uint32_t cp)
{
    char bytes[4];
    buf_add(&l->out, (str){bytes, utf8_put(bytes, cp)});
}

/* Says once of each character that it cannot be set, in the words of a run that lays it out. */
static void tell_missing(listing *l, int role, uint32_t cp)
{
    for (uint32_t k = 0; k < l->told.count; k++)
        if (l->told.at[k] == cp)
            return;
    arena *a = l->sink->memory;
    *VEC_PUSH(a, &l->told) = cp;
    char bytes[4];
    str text = str_dup(a, (str){bytes, utf8_put(bytes, cp)});
    if (l->told.count <= DIAG_LIMIT)
        text_shape(
            l->shaper, a, role, text, ((text_options){0}), ((mark){l->from, 1, 1}), l->sink->list);
}

static void add_name(listing *l, uint32_t face)
{
    const font_facts *facts = face < TEXT_FACE_DRAWN ? fonts_facts(l->fonts->book, face) : NULL;
    if (face == TEXT_FACE_DRAWN)
        buf_add(&l->out, STR("画出来"));
    else if (facts == NULL)
        buf_add(&l->out, STR("没有字体"));
    else
        buf_fmt(&l->out, "%.*s %.*s", STR_ARG(facts->family), STR_ARG(facts->style));
}

static void add_group(listing *l, int role, const text_use *uses, uint32_t count)
{
    buf_add(&l->out, STR("    "));
    add_name(l, uses->face);
    buf_fmt(&l->out, "（%u）：", (unsigned)count);
    for (uint32_t k = 0; k < count; k++) {
        add_character(l, uses[k].cp);
        if (uses->face != FONT_FACE_NONE)
            continue;
        buf_fmt(&l->out, " U+%04X%s", (unsigned)uses[k].cp, k + 1 < count ? "、" : "");
        tell_missing(l, role, uses[k].cp);
    }
    buf_byte(&l->out, '\n');
}

static void add_role(listing *l, int role)
{
    const text_use *uses;
    uint32_t count = text_faces(l->fonts->book, l->sink->memory, role, l->text, &uses);
    buf_fmt(&l->out, "%.*s\n", STR_ARG(l->fonts->map->roles[role].name));
    for (uint32_t k = 0, end = 0; k < count; k = end) {
        while (end < count && uses[end].face == uses[k].face)
            end++;
        add_group(l, role, uses + k, end - k);
    }
}

static bool read_text(listing *l)
{
    const str order = {"\xEF\xBB\xBF", 3};
    arena *a = l->sink->memory;
    size_t bad = 0;
    l->from = ARENA_NEW(a, source);
    l->from->name = str_dup(a, str_of(l->path));
    if (!io_read(a, l->path, TEXT_BYTES, (mark){0}, &l->from->text, l->sink->list))
        return false;
    l->text = l->from->text;
    if (str_starts(l->text, order))
        l->text = str_slice(l->text, order.n, l->text.n);
    if (utf8_valid(l->text, &bad))
        return true;
    DIAG(l->sink->list, UTF8, ((mark){l->from, 0, 0}), str_fmt(a, "%zu", bad + 1), STR(""));
    return false;
}

static void list_faces(void *context)
{
    listing *l = context;
    if (!read_text(l))
        return;
    l->out.memory = l->sink->memory;
    l->shaper = text_shaper_open(l->fonts->book);
    for (uint32_t r = 0; r < l->fonts->map->role_count; r++)
        add_role(l, (int)r);
    text_shaper_free(l->shaper);
}

static void copy_out(void *context)
{
    dump_job *d = context;
    const listing *l = d->of;
    buf_add(&d->out, buf_str(&l->out));
}

char *jxb_fonts_of_text(jxb_fonts *f, const char *path, jxb_diags *sink)
{
    listing l = {.fonts = f, .path = path, .sink = sink};
    handle_run(f, sink, list_faces, &l);
    return l.out.n == 0 ? NULL : dump_text(copy_out, &l, 0);
}
