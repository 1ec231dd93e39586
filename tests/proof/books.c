/*
 * Whole books through the real doors, judged by the rules that judge forms: books TEMPLATES BOOK...
 */
#include "proof.h"

#include <stdio.h>

typedef struct reading {
    arena *memory;
    diags *diags;
} reading;

static const tree *read_tree(void *context, str path, mark at)
{
    reading *r = context;
    source *from = ARENA_NEW(r->memory, source);
    from->name = path;
    return io_read(r->memory, str_z(r->memory, path), tree_default_limits.bytes, at, &from->text, r->diags)
        ? tree_load(r->memory, from, &tree_default_limits, r->diags)
        : NULL;
}

static const source *read_text(void *context, str path, mark at)
{
    reading *r = context;
    source *from = ARENA_NEW(r->memory, source);
    from->name = path;
    return io_read(r->memory, str_z(r->memory, path), 1 << 24, at, &from->text, r->diags) ? from : NULL;
}

static uint32_t match(void *context, str pattern, str **paths)
{
    reading *r = context;
    return (uint32_t)io_match(r->memory, pattern, paths);
}

static const node *shared(reading *r, const char *folder, const char *name)
{
    const tree *t = read_tree(r, str_of(io_join(r->memory, str_of(folder), str_of(name))), (mark){0});
    return t == NULL ? NULL : t->documents[0];
}

static const tree *shelf_tree(void *shelf, uint32_t which)
{
    return ((const tree **)shelf)[which];
}

static form_library library_open(reading *r, const char *folder)
{
    str *names;
    size_t n = io_list(r->memory, folder, &names);
    template_facts *facts = ARENA_ARRAY(r->memory, template_facts, n);
    const tree **trees = ARENA_ARRAY(r->memory, const tree *, n);
    form_library lib = {.facts = facts, .read = shelf_tree, .shelf = trees};
    for (size_t i = 0; i < n; i++) {
        char *path = io_join(r->memory, str_of(io_join(r->memory, str_of(folder), names[i])), STR("template.yaml"));
        if (!io_is_file(path))
            continue;
        trees[lib.count] = read_tree(r, str_of(path), (mark){0});
        template_facts_read(r->memory, trees[lib.count], names[i], &facts[lib.count]);
        lib.count++;
    }
    library_facts_inherit(facts, lib.count);
    lib.styles = shared(r, folder, "styles.yaml");
    lib.taxonomies = shared(r, folder, "taxonomies.yaml");
    lib.pages = shared(r, folder, "pages.yaml");
    lib.books = shared(r, folder, "books.yaml");
    return lib;
}

static void errors_print(const diags *d)
{
    for (size_t i = 0; i < diags_count(d); i++)
        if (diag_severity(diags_at(d, i)->code) == SEVERITY_ERROR)
            printf("  %.*s\n", STR_ARG(diags_at(d, i)->message));
}

/* How many faults a book has. */
static uint32_t judge(arena *a, fonts *faces, const char *folder, const char *path)
{
    proof_case c = {.memory = a, .fonts = faces, .diags = diags_new(a)};
    reading r = {a, c.diags};
    book_reader reader = {&r, read_text, read_tree, match};
    form_library lib = library_open(&r, folder);
    verdict v = {.memory = a};
    c.data = read_tree(&r, str_of(path), (mark){0});
    c.doc = c.data == NULL ? NULL : book_bind(a, &lib, &reader, c.data->documents[0], c.diags);
    c.scene = c.doc == NULL ? NULL : case_lay_out(&c);
    if (c.scene == NULL) {
        errors_print(c.diags);
        return 1;
    }
    case_check(&c, &v);
    for (uint32_t i = 0; i < v.list.count; i++)
        printf("  %s page %u element %u: %.*s\n", rule_name(v.list.at[i].rule), v.list.at[i].page,
            v.list.at[i].element, STR_ARG(v.list.at[i].what));
    printf("%s: %u pages, %u elements, %u faults\n", path, c.scene->page_count, c.scene->element_count,
        v.list.count);
    return v.list.count;
}

int main(int argc, char **argv)
{
    arena *faces = arena_new(NULL);
    fonts *book = proof_fonts(diags_new(faces));
    uint32_t faults = argc < 3;
    for (int i = 2; i < argc && book != NULL; i++) {
        arena *a = arena_new(NULL);
        faults += judge(a, book, argv[1], argv[i]);
        arena_free(a);
    }
    fonts_free(book);
    arena_free(faces);
    return faults > 0 || book == NULL;
}
