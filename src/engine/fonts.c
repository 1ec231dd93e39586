/* Opening the book of faces. */
#include "engine/engine_int.h"

enum { MAP_BYTES = 1 << 20 };

typedef struct opening {
    jxb_fonts *fonts;
    const jxb_font_options *options;
    diags *diags;
} opening;

static const char **copies(arena *a, const char *const *from, size_t count)
{
    const char **to = ARENA_ARRAY(a, const char *, count);
    for (size_t i = 0; i < count; i++)
        to[i] = str_z(a, str_of(from[i]));
    return to;
}

static const font_cache *cache_copy(arena *a, const jxb_font_cache *from)
{
    if (from == NULL)
        return NULL;
    font_cache *to = ARENA_NEW(a, font_cache);
    *to = (font_cache){str_z(a, str_of(from->path)), str_z(a, str_of(from->key)),
        copies(a, from->watched, from->watched_count), (uint32_t)from->watched_count};
    return to;
}

static void open_book(void *context)
{
    opening *o = context;
    arena *a = o->fonts->memory;
    source *from = ARENA_NEW(a, source);
    from->name = str_dup(a, str_of(o->options->map));
    const tree *parsed = NULL;
    if (io_read(a, o->options->map, MAP_BYTES, (mark){0}, &from->text, o->diags))
        parsed = tree_load(a, from, &tree_default_limits, o->diags);
    const font_map *roles = parsed == NULL ? NULL : font_map_read(a, parsed, o->diags);
    if (roles == NULL)
        return;
    font_options options = {copies(a, o->options->folders, o->options->folder_count),
        (uint32_t)o->options->folder_count, o->options->installed,
        cache_copy(a, o->options->cache)};
    o->fonts->from = from;
    o->fonts->map = roles;
    o->fonts->book = fonts_open(roles, &options, o->diags);
}

jxb_fonts *jxb_fonts_open(const jxb_font_options *options, jxb_diags *sink)
{
    jxb_fonts *f = handle_new(sizeof *f, sink);
    if (f == NULL)
        return NULL;
    opening o = {f, options, sink->list};
    if (handle_run(f, sink, open_book, &o) && f->book != NULL)
        return f;
    jxb_fonts_free(f);
    return NULL;
}

typedef struct asking {
    jxb_fonts *fonts;
    int role;
    jxb_font_facts *out;
    jxb_diags *sink;
} asking;

static void ask_role(void *context)
{
    asking *q = context;
    fonts *book = q->fonts->book;
    arena *a = q->sink->memory;
    const font_role *role = &q->fonts->map->roles[q->role];
    *q->out = (jxb_font_facts){.role = str_z(a, role->name),
        .family = "",
        .style = "",
        .file = "",
        .package = str_z(a, role->package)};
    size_t notes = diags_count(q->sink->list);
    uint32_t face = fonts_role_face(book, q->role, q->sink->list);
    if (face == FONT_FACE_NONE)
        return;
    const font_facts *facts = fonts_facts(book, face);
    q->out->family = str_z(a, facts->family);
    q->out->style = str_z(a, facts->style);
    q->out->file = str_z(a, facts->path);
    q->out->index = facts->index;
    q->out->substitute = diags_count(q->sink->list) > notes;
    font_coverage coverage;
    fonts_coverage(book, q->role, &coverage);
    q->out->level1 = coverage.level1;
    q->out->level2 = coverage.level2;
    q->out->unified = coverage.unified;
    q->out->level3 = coverage.level3;
}

size_t jxb_fonts_roles(const jxb_fonts *f)
{
    return f->map->role_count;
}

bool jxb_fonts_role(jxb_fonts *f, size_t i, jxb_font_facts *out, jxb_diags *sink)
{
    asking q = {f, (int)i, out, sink};
    return handle_run(f, sink, ask_role, &q);
}

void jxb_fonts_free(jxb_fonts *f)
{
    if (f == NULL)
        return;
    /* HarfBuzz (6.0) does not live through freeing what it could only half make: then that is lost. */
    if (!atomic_load(&f->starved))
        fonts_free(f->book);
    handle_free(f);
}
