/* Texts shaped once for all that say the same, and for all candidates of a fit: glyphs do not
 * depend on size or width. */
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
    int32_t role, stacked, groups, level, gap;
} shape_key;

/* The text is part of the key, and copied: one that a pass makes up goes with its candidate. */
const text_shaped *shape_once(const layout_job *job, const text_request *r)
{
    layout_shapes *s = job->shapes;
    if (s == NULL)
        return text_shape_request(job->shaper, job->memory, r, job->diags);
    shape_key how = {
        r->role, r->options.stacked, r->options.groups, (int32_t)r->options.level, r->options.gap};
    size_t bytes = sizeof how + r->text.n;
    char *key = ARENA_ARRAY(job->memory, char, bytes);
    memcpy(key, &how, sizeof how);
    if (r->text.n > 0)
        memcpy(key + sizeof how, r->text.at, r->text.n);
    void *found = map_lookup(s->known, (str){key, bytes});
    if (found != NULL)
        return found;
    str kept = str_dup(s->memory, (str){key, bytes});
    text_request own = *r;
    own.text = str_slice(kept, sizeof how, bytes);
    const text_shaped *made = text_shape_request(job->shaper, s->memory, &own, job->diags);
    if (made != NULL)
        map_add(s->known, kept, (void *)(uintptr_t)made);
    return made;
}
