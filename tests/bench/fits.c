/*
 * What a candidate of a fit costs: a document is laid out as it is and with a fit, in turn, warm. A
 * fit shapes once and lays out its candidates and the best one again, so that a candidate costs the
 * difference divided by their number.
 *
 *     fits FONTS.yaml TEMPLATES GOAL REPETITIONS FILE.yaml...
 */
#include "engine/engine_int.h"
#include "layout/layout_int.h"

#include <jixiaobiao/jixiaobiao.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REPETITIONS_MOST = 10000 };

typedef struct bench {
    jxb_diags *diags;
    jxb_fonts *fonts;
    jxb_forms *forms;
    uint32_t candidates, pages, fit_pages;
} bench;

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "fits: %s\n", what);
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* Microseconds of measuring and paginating. */
static double lay_out(bench *b, const document *doc, bool fit)
{
    arena *a = arena_new(NULL);
    fonts *book = b->fonts->book;
    layout_job job = {
        .memory = a, .fonts = book, .shaper = text_shaper_open(book), .diags = diags_new(a)};
    double begin = now();
    const sized_doc *sized = fit ? layout_fit(&job, doc) : layout_measure(&job, doc);
    const doc_plan *plan = sized == NULL ? NULL : layout_paginate(&job, sized);
    double time = now() - begin;
    if (plan == NULL)
        fail("it cannot be laid out");
    *(fit ? &b->fit_pages : &b->pages) = plan_page_count(plan);
    if (fit)
        b->candidates = sized->fit->count;
    text_shaper_free(job.shaper);
    arena_free(a);
    return time;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, long count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void measure(bench *b, const char *file, const char *goal, long count)
{
    double *plain = calloc((size_t)count, sizeof *plain), *part = calloc((size_t)count, sizeof *part);
    jxb_data *data = jxb_data_load(file, b->diags);
    jxb_template *form = data == NULL ? NULL : jxb_template_load(b->forms, data, 0, b->diags);
    jxb_document *doc = form == NULL ? NULL : jxb_document_bind(form, data, 0, b->diags);
    if (doc == NULL || !jxb_document_fit(doc, goal) || plain == NULL || part == NULL)
        fail(file);
    lay_out(b, doc->doc, false);
    for (long r = 0; r < count; r++) {
        plain[r] = lay_out(b, doc->doc, false);
        part[r] = (lay_out(b, doc->doc, true) - plain[r]) / b->candidates / plain[r];
    }
    printf("%8.0f %11u %10.2f %6u %6u  %s\n", median(plain, count), b->candidates,
        median(part, count), b->pages, b->fit_pages, file);
    jxb_document_free(doc);
    jxb_template_free(form);
    jxb_data_free(data);
    free(plain);
    free(part);
}

int main(int argc, char **argv)
{
    bench b = {.diags = jxb_diags_new()};
    long count = argc > 5 ? strtol(argv[4], NULL, 10) : 0;
    if (count < 1 || count > REPETITIONS_MOST)
        fail("usage: fits FONTS.yaml TEMPLATES GOAL REPETITIONS FILE.yaml...");
    jxb_font_options book = {.map = argv[1]};
    b.fonts = jxb_fonts_open(&book, b.diags);
    const char *folder = argv[2];
    b.forms = jxb_forms_open(&folder, 1, b.diags);
    if (b.fonts == NULL || b.forms == NULL)
        fail("fonts or forms");
    printf("a fit (%s), medians of %ld: plain layout in us, candidates, cost of one of them in plain "
           "layouts, pages without and with\n", argv[3], count);
    for (int i = 5; i < argc; i++)
        measure(&b, argv[i], argv[3], count);
    jxb_forms_free(b.forms);
    jxb_fonts_free(b.fonts);
    jxb_diags_free(b.diags);
    return 0;
}
