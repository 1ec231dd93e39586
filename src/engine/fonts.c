/* Opening the book of faces. */
#include "engine/engine_int.h"

enum { MAP_BYTES = 1 << 20 };

typedef struct opening {
    jxb_fonts *fonts;
    const jxb_font_options *options;
    diags *diags;
} opening;

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
    const char **folders = ARENA_ARRAY(a, const char *, o->options->folder_count);
    for (size_t i = 0; i < o->options->folder_count; i++)
        folders[i] = str_z(a, str_of(o->options->folders[i]));
    font_options options = {folders, (uint32_t)o->options->folder_count, o->options->installed};
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

void jxb_fonts_free(jxb_fonts *f)
{
    if (f == NULL)
        return;
    fonts_free(f->book);
    handle_free(f);
}
