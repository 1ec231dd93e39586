/*
 * Whole books through the real doors, judged by the rules that judge forms.
 *
 * books TEMPLATES BOOK...               these files
 * books TEMPLATES --random COUNT SEED   generated ones of seeds SEED, SEED + 1 …
 * books TEMPLATES --show SEED           the text of one
 */
#include "proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* A case of a book that is to be judged: its faults, printed. */
static uint32_t judge(proof_case *c, const char *name)
{
    verdict v = {.memory = c->memory};
    case_check(c, &v);
    if (v.list.count > 0)
        printf("%s\n", name);
    for (uint32_t i = 0; i < v.list.count; i++)
        printf("  %s page %u element %u: %.*s\n", rule_name(v.list.at[i].rule), v.list.at[i].page,
            v.list.at[i].element, STR_ARG(v.list.at[i].what));
    return v.list.count;
}

typedef struct tally {
    uint64_t books, refused, pages, elements, failed;
} tally;

/* Books that ship must be laid out; of generated ones those may be refused that cannot be. */
static void run(
    arena *a, fonts *faces, const char *folder, const char *name, const str *text, tally *t)
{
    proof_case c = {.memory = a, .fonts = faces, .diags = diags_new(a)};
    reading r = {a, c.diags};
    book_reader reader = {&r, read_text, read_tree, match};
    form_library lib = library_open(&r, folder);
    source *from = ARENA_NEW(a, source);
    *from = (source){str_of(name), text == NULL ? (str){0} : *text};
    if (text != NULL ||
        io_read(a, name, tree_default_limits.bytes, (mark){0}, &from->text, c.diags))
        case_run_book(&c, &lib, &reader, from);
    uint32_t faults = c.data == NULL || c.doc == NULL || (c.scene == NULL && text == NULL)
        ? 1
        : judge(&c, name);
    if (c.doc == NULL || (c.scene == NULL && text == NULL)) {
        printf("%s\n", name);
        errors_print(c.diags);
    }
    t->books++;
    t->failed += faults > 0;
    t->refused += c.scene == NULL;
    t->pages += c.scene == NULL ? 0 : c.scene->page_count;
    t->elements += c.scene == NULL ? 0 : c.scene->element_count;
}

static void run_one(fonts *faces, const char *folder, const char *path, tally *t)
{
    arena *a = arena_new(NULL);
    run(a, faces, folder, path, NULL, t);
    arena_free(a);
}

static void run_random(fonts *faces, const char *folder, uint64_t seed, tally *t)
{
    arena *a = arena_new(NULL);
    str text = proof_make_book(a, seed);
    run(a, faces, folder, str_z(a, str_fmt(a, "seed %llu", (unsigned long long)seed)), &text, t);
    arena_free(a);
}

static void show(uint64_t seed)
{
    arena *a = arena_new(NULL);
    str text = proof_make_book(a, seed);
    fwrite(text.at, 1, text.n, stdout);
    arena_free(a);
}

int main(int argc, char **argv)
{
    enum { FAILED = 20 };
    if (argc == 4 && strcmp(argv[2], "--show") == 0) {
        show(strtoull(argv[3], NULL, 10));
        return 0;
    }
    arena *faces = arena_new(NULL);
    fonts *book = proof_fonts(diags_new(faces));
    tally t = {0};
    if (book != NULL && argc == 5 && strcmp(argv[2], "--random") == 0) {
        uint64_t count = strtoull(argv[3], NULL, 10), seed = strtoull(argv[4], NULL, 10);
        for (uint64_t i = 0; i < count && t.failed < FAILED; i++)
            run_random(book, argv[1], seed + i, &t);
    } else {
        for (int i = 2; i < argc && book != NULL; i++)
            run_one(book, argv[1], argv[i], &t);
    }
    printf("%llu books, %llu pages, %llu elements; refused, as they must be: %llu; failed: %llu\n",
        (unsigned long long)t.books, (unsigned long long)t.pages, (unsigned long long)t.elements,
        (unsigned long long)t.refused, (unsigned long long)t.failed);
    bool good = t.books > 0 && t.failed == 0 && t.refused * 4 < t.books + 4;
    fonts_free(book);
    arena_free(faces);
    return good ? 0 : 1;
}
