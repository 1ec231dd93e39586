/*
 * proof COUNT [SEED]            documents of seeds SEED, SEED + 1 …; default 1
 * proof --show SEED             the two texts of a seed
 * proof --check TEMPLATE DATA   the rules on two files
 *
 * A failure prints seed, rule and place, and leaves the shrunk case in proof-SEED-template.yaml and
 * proof-SEED-data.yaml, in a folder of templates: proof-SEED/template.yaml.
 */
#include "proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct tally {
    uint64_t documents, refused, pages, elements, failed;
    uint64_t fits, plain_pages, fit_pages; /* fits that could be laid out without */
    fonts *book;
} tally;

static void findings_print(const verdict *v)
{
    for (uint32_t i = 0; i < v->list.count; i++) {
        const proof_finding *f = &v->list.at[i];
        printf("  %s page %u element %u: %.*s\n", rule_name(f->rule), f->page, f->element,
            STR_ARG(f->what));
    }
}

static void save(const char *path, str text)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(text.at, 1, text.n, f) != text.n || fclose(f) != 0)
        printf("  cannot write %s\n", path);
}

static void case_save(arena *a, uint64_t seed, made m)
{
    const char *folder = str_z(a, str_fmt(a, "proof-%llu", (unsigned long long)seed));
    mkdir(folder, 0777);
    save(str_z(a, str_fmt(a, "%s/template.yaml", folder)), m.template_text);
    save(str_z(a, str_fmt(a, "%s-data.yaml", folder)), m.data_text);
    printf("  replay: --templates . %s-data.yaml\n", folder);
}

static bool one(tally *t, uint64_t seed, bool shrink)
{
    arena *a = arena_new(NULL);
    made m = proof_make(a, seed);
    proof_case c = {.memory = a, .fonts = t->book};
    case_run(&c, m.template_text, m.data_text);
    verdict v = {.memory = a};
    case_check(&c, &v);
    t->documents++;
    t->refused += c.scene == NULL;
    t->pages += c.scene == NULL ? 0 : c.scene->page_count;
    t->elements += c.scene == NULL ? 0 : c.scene->element_count;
    if (c.plain != NULL && c.scene != NULL) {
        t->fits++;
        t->plain_pages += c.plain_pages;
        t->fit_pages += c.scene->page_count;
    }
    bool good = v.list.count == 0;
    if (!good) {
        t->failed++;
        printf("seed %llu\n", (unsigned long long)seed);
        findings_print(&v);
        if (shrink)
            case_save(a, seed, proof_shrink(a, t->book, m, v.list.at[0].rule));
        fflush(stdout);
    }
    arena_free(a);
    return good;
}

static int run(uint64_t count, uint64_t seed, fonts *book)
{
    enum { SHRUNK = 5, FAILED = 40 };
    tally t = {.book = book};
    for (uint64_t i = 0; i < count && t.failed < FAILED; i++)
        one(&t, seed + i, t.failed < SHRUNK);
    printf(
        "%llu documents, %llu pages, %llu elements; refused, as they must be: %llu; failed: %llu\n",
        (unsigned long long)t.documents, (unsigned long long)t.pages,
        (unsigned long long)t.elements, (unsigned long long)t.refused,
        (unsigned long long)t.failed);
    printf("%llu fits: %llu pages, without %llu\n", (unsigned long long)t.fits,
        (unsigned long long)t.fit_pages, (unsigned long long)t.plain_pages);
    bool mostly = t.refused * 4 < t.documents || count < 20;
    if (!mostly)
        printf("too many were refused\n");
    return t.failed == 0 && mostly ? 0 : 1;
}

static int show(uint64_t seed)
{
    arena *a = arena_new(NULL);
    made m = proof_make(a, seed);
    printf("%.*s---\n%.*s", STR_ARG(m.template_text), STR_ARG(m.data_text));
    arena_free(a);
    return 0;
}

static int check(const char *template_path, const char *data_path, fonts *book)
{
    arena *a = arena_new(NULL);
    proof_case c = {.memory = a, .fonts = book};
    diags *d = diags_new(a);
    str template_text, data_text;
    verdict v = {.memory = a};
    if (io_read(a, template_path, 1 << 26, (mark){0}, &template_text, d) &&
        io_read(a, data_path, 1 << 26, (mark){0}, &data_text, d)) {
        case_run(&c, template_text, data_text);
        case_check(&c, &v);
        findings_print(&v);
        printf("%s, %u findings\n", c.scene == NULL ? "refused" : "laid out", v.list.count);
    }
    int status = v.list.count == 0 && diags_errors(d) == 0 ? 0 : 1;
    arena_free(a);
    return status;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--show") == 0)
        return show(strtoull(argv[2], NULL, 10));
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    fonts *book = proof_fonts(d);
    int status = 2;
    if (book != NULL && argc == 4 && strcmp(argv[1], "--check") == 0)
        status = check(argv[2], argv[3], book);
    else if (book != NULL && argc >= 2)
        status = run(strtoull(argv[1], NULL, 10), argc > 2 ? strtoull(argv[2], NULL, 10) : 1, book);
    else
        fputs("usage: proof COUNT [SEED] | --show SEED | --check TEMPLATE DATA\n", stderr);
    fonts_free(book);
    arena_free(a);
    return status;
}
