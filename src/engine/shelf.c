/* The shelf of templates: their facts are known at once, the rest is read when it is first asked
 * for, and then shared by all threads. */
#include "engine/engine_int.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct volume {
    source from;
    _Atomic(const tree *) tree; /* set once */
    _Atomic(const form_template *) form;
} volume;

/*
 * Under the lock memory comes from the shelf's own arena alone, which leaves through `escape`, so
 * that running out of memory never jumps over an unlock. What is said meanwhile is kept aside: a
 * template that there is anything to say about is not kept, but read anew by whoever asks for it.
 */
struct shelf {
    pthread_mutex_t lock;
    guard escape;
    arena *memory;
    volume *volumes;
    const form_library *library; /* the forms' own */
};

typedef struct reading {
    shelf *shelf;
    uint32_t which;
} reading;

static void read_volume(void *context)
{
    reading *r = context;
    shelf *s = r->shelf;
    volume *v = &s->volumes[r->which];
    if (atomic_load(&v->tree) != NULL)
        return; /* another thread was first */
    diags *aside = diags_new(s->memory);
    const tree *read = tree_load(s->memory, &v->from, &tree_default_limits, aside);
    if (diags_count(aside) == 0)
        atomic_store_explicit(&v->tree, read, memory_order_release);
}

static void shelf_run(shelf *s, void (*work)(void *), void *context)
{
    pthread_mutex_lock(&s->lock);
    guard_run(&s->escape, work, context);
    pthread_mutex_unlock(&s->lock);
}

static const tree *known_tree(void *context, uint32_t which)
{
    shelf *s = context;
    return atomic_load_explicit(&s->volumes[which].tree, memory_order_acquire);
}

static const tree *read_tree(void *context, uint32_t which)
{
    reading r = {context, which};
    const tree *known = known_tree(r.shelf, which);
    if (known != NULL)
        return known;
    shelf_run(r.shelf, read_volume, &r);
    return known_tree(r.shelf, which);
}

static void load_volume(void *context)
{
    reading *r = context;
    shelf *s = r->shelf;
    volume *v = &s->volumes[r->which];
    if (atomic_load(&v->form) != NULL)
        return;
    diags *aside = diags_new(s->memory);
    const form_template *form = library_load(s->memory, s->library, r->which, aside);
    if (diags_count(aside) == 0)
        atomic_store_explicit(&v->form, form, memory_order_release);
}

/* Reads the templates that this one extends, so that none is to be read under the lock. */
static bool chain_read(shelf *s, uint32_t which)
{
    const form_library *lib = s->library;
    int i = (int)which;
    for (uint32_t n = 0; n <= lib->count && i >= 0; n++) {
        if (read_tree(s, (uint32_t)i) == NULL)
            return false;
        str base = lib->facts[i].base;
        i = base.n == 0 ? -1 : library_search(lib->facts, lib->count, base);
    }
    return true;
}

/* For one who reads a template with something to say about it. */
typedef struct anew {
    shelf *shelf;
    arena *memory;
    diags *diags;
} anew;

static const tree *tree_anew(void *context, uint32_t which)
{
    const anew *job = context;
    const tree *known = known_tree(job->shelf, which);
    return known != NULL ? known
                         : tree_load(job->memory, &job->shelf->volumes[which].from,
                               &tree_default_limits, job->diags);
}

const form_template *shelf_form(shelf *s, uint32_t which, arena *a, diags *d)
{
    volume *v = &s->volumes[which];
    reading r = {s, which};
    if (atomic_load_explicit(&v->form, memory_order_acquire) == NULL && chain_read(s, which))
        shelf_run(s, load_volume, &r);
    const form_template *form = atomic_load_explicit(&v->form, memory_order_acquire);
    if (form != NULL)
        return form;
    anew *job = ARENA_NEW(a, anew);
    *job = (anew){s, a, d};
    form_library *lib = ARENA_NEW(a, form_library);
    *lib = *s->library;
    lib->read = tree_anew;
    lib->shelf = job;
    form = library_load(a, lib, which, d);
    lib->read = read_tree; /* for what is asked later */
    lib->shelf = s;
    return form;
}

shelf *shelf_new(arena *a, form_library *library, const source *from)
{
    shelf *s = ARENA_NEW(a, shelf);
    if ((s->memory = arena_new(&s->escape)) == NULL)
        arena_exhausted(a);
    s->volumes = ARENA_ARRAY(a, volume, library->count);
    for (uint32_t i = 0; i < library->count; i++)
        s->volumes[i].from = from[i];
    pthread_mutex_init(&s->lock, NULL);
    s->library = library;
    library->read = read_tree;
    library->shelf = s;
    return s;
}

void shelf_free(shelf *s)
{
    if (s == NULL)
        return;
    pthread_mutex_destroy(&s->lock);
    arena_free(s->memory);
}
