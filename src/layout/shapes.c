/* Texts shaped once for all candidates of a fit: glyphs do not depend on size or width. */
#include "layout/layout_int.h"

#include <string.h>

struct layout_shapes {
    arena *memory;
    str_map *known;
};

layout_shapes *shapes_new(arena *a)
{
    layout_shapes *s = ARENA_NEW(a, layout_shapes);
    *s = (layout_shapes){a, map_new(a)};
    return s;
}

typedef struct shape_key {
    const char *text;
    size_t bytes;
    int64_t role, stacked, groups, level, gap;
} shape_key;

const text_shaped *shape_once(const layout_job *job, const text_request *r)
{
    layout_shapes *s = job->shapes;
    if (s == NULL)
        return text_shape_request(job->shaper, job->memory, r, job->diags);
    shape_key key = {r->text.at, r->text.n, r->role, r->options.stacked, r->options.groups,
        r->options.level, r->options.gap};
    void *found = map_lookup(s->known, (str){(const char *)&key, sizeof key});
    if (found != NULL)
        return found;
    const text_shaped *made = text_shape_request(job->shaper, s->memory, r, job->diags);
    if (made == NULL)
        return NULL;
    char *kept = ARENA_ARRAY(s->memory, char, sizeof key);
    memcpy(kept, &key, sizeof key);
    map_add(s->known, (str){kept, sizeof key}, (void *)(uintptr_t)made);
    return made;
}
