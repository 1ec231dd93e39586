/*
 * The rules on real forms, through the library's own doors:
 *
 *     proof_samples FONTS.yaml TEMPLATES FILE.yaml
 *
 * Each document of the file is one case; a book is told apart and left to tests of its own.
 */
#include "proof.h"

#include "engine/engine_int.h"

#include <jixiaobiao/jixiaobiao.h>
#include <stdio.h>

typedef struct bench {
    jxb_diags *diags;
    jxb_fonts *fonts;
    jxb_forms *forms;
    jxb_data *data;
    uint32_t documents, pages, elements, failed;
} bench;

static void findings_print(const verdict *v)
{
    for (uint32_t i = 0; i < v->list.count; i++) {
        const proof_finding *f = &v->list.at[i];
        printf("  %s page %u element %u: %.*s\n", rule_name(f->rule), f->page, f->element,
            STR_ARG(f->what));
    }
}

static void judge(bench *b, const jxb_document *doc, const jxb_pages *pages, uint32_t which)
{
    arena *a = arena_new(NULL);
    tree one = {.documents = b->data->tree->documents + which, .count = 1};
    proof_case c = {.memory = a,
        .fonts = b->fonts->book,
        .data = &one,
        .doc = doc->doc,
        .scene = pages->scene,
        .diags = b->diags->list};
    verdict v = {.memory = a};
    case_check(&c, &v);
    findings_print(&v);
    b->documents++;
    b->pages += c.scene->page_count;
    b->elements += c.scene->element_count;
    b->failed += v.list.count > 0;
    arena_free(a);
}

static bool one(bench *b, uint32_t which)
{
    jxb_diags_free(b->diags); /* a concession of one document excuses none of another */
    b->diags = jxb_diags_new();
    jxb_template *form = jxb_template_load(b->forms, b->data, which, b->diags);
    jxb_document *doc = form == NULL ? NULL : jxb_document_bind(form, b->data, which, b->diags);
    jxb_pages *pages = doc == NULL ? NULL : jxb_pages_lay_out(doc, b->fonts, b->diags);
    if (pages != NULL)
        judge(b, doc, pages, which);
    for (size_t i = 0; pages == NULL && i < jxb_diags_count(b->diags); i++)
        printf("%s\n", jxb_diags_at(b->diags, i).message);
    bool good = pages != NULL;
    jxb_pages_free(pages);
    jxb_document_free(doc);
    jxb_template_free(form);
    return good;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: proof_samples FONTS.yaml TEMPLATES FILE.yaml\n", stderr);
        return 2;
    }
    bench b = {.diags = jxb_diags_new()};
    const char *folder = argv[2];
    jxb_font_options book = {.map = argv[1]};
    b.fonts = jxb_fonts_open(&book, b.diags);
    b.forms = jxb_forms_open(&folder, 1, b.diags);
    b.data = jxb_data_load(argv[3], b.diags);
    bool good = b.fonts != NULL && b.forms != NULL && b.data != NULL;
    for (uint32_t i = 0; good && i < b.data->tree->count; i++)
        if (!book_is(b.data->tree->documents[i]))
            good = one(&b, i);
    printf("%u documents, %u pages, %u elements; failed: %u\n", b.documents, b.pages, b.elements,
        b.failed);
    jxb_data_free(b.data);
    jxb_forms_free(b.forms);
    jxb_fonts_free(b.fonts);
    jxb_diags_free(b.diags);
    return good && b.failed == 0 ? 0 : 1;
}
