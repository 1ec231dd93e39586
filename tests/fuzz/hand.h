/* What fuzz targets of room model share: the repository's templates as a library. */
#ifndef JXB_FUZZ_HAND_H
#define JXB_FUZZ_HAND_H

#include "insist.h"
#include "model/model.h"

/* What a target may be given: little enough for an answer at once. */
static const tree_limits hand_limits = {.bytes = 1u << 20, .depth = 64, .nodes = 20000};

typedef struct hand_forms {
    arena *memory; /* the process's */
    form_library library;
    VEC(template_facts) facts;
    VEC(const tree *) trees;
} hand_forms;

static inline const tree *hand_read(arena *a, const char *path)
{
    source *from = ARENA_NEW(a, source);
    diags *d = diags_new(a);
    from->name = str_of(path);
    insist(io_read(a, path, 64u << 20, (mark){0}, &from->text, d));
    const tree *t = tree_load(a, from, &tree_default_limits, d);
    insist(t != NULL);
    return t;
}

static inline const node *hand_shared(arena *a, const char *name)
{
    return hand_read(a, io_join(a, STR(JXB_SOURCE_DIR "/templates"), str_of(name)))->documents[0];
}

static inline const tree *hand_tree(void *shelf, uint32_t which)
{
    return ((hand_forms *)shelf)->trees.at[which];
}

/* The templates, each known by its folder, and room for some more that the target fills in. */
static inline hand_forms *hand_forms_open(uint32_t room)
{
    arena *a = arena_new(NULL);
    hand_forms *f = ARENA_NEW(a, hand_forms);
    f->memory = a;
    str *names;
    size_t count = io_list(a, JXB_SOURCE_DIR "/templates", &names);
    for (size_t i = 0; i < count; i++) {
        char *folder = io_join(a, STR(JXB_SOURCE_DIR "/templates"), names[i]);
        char *path = io_join(a, str_of(folder), STR("template.yaml"));
        if (!io_is_file(path))
            continue;
        const tree *t = *VEC_PUSH(a, &f->trees) = hand_read(a, path);
        insist(template_facts_read(a, t, names[i], VEC_PUSH(a, &f->facts)));
    }
    for (uint32_t i = 0; i < room; i++) { /* places for the target to fill */
        VEC_PUSH(a, &f->trees);
        VEC_PUSH(a, &f->facts);
    }
    f->trees.count -= room;
    f->facts.count -= room;
    library_facts_inherit(f->facts.at, f->facts.count);
    f->library = (form_library){.facts = f->facts.at,
        .count = f->facts.count,
        .read = hand_tree,
        .shelf = f,
        .styles = hand_shared(a, "styles.yaml"),
        .taxonomies = hand_shared(a, "taxonomies.yaml"),
        .fit = hand_shared(a, "fit.yaml"),
        .books = hand_shared(a, "books.yaml"),
        .pages = hand_shared(a, "pages.yaml")};
    return f;
}

/* Every text that is said is whole, and every mark stands in its source. */
static inline void hand_check_diags(const diags *d)
{
    size_t bad;
    for (size_t i = 0; i < diags_count(d); i++) {
        const diag *one = diags_at(d, i);
        insist(utf8_valid(one->message, &bad) && utf8_valid(one->hint, &bad));
    }
}

#endif
