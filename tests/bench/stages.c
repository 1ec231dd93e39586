/*
 * Where the time of one form goes, warm: each stage of the program in this process, over and over,
 * and HarfBuzz's own shaping of the same texts in between, one hb_shape a cell, as the measure that
 * the stages are compared with.
 *
 *     stages FONTS.yaml TEMPLATES FILE.yaml [REPETITIONS]
 */
#include "engine/engine_int.h"

#include <hb-ot.h>
#include <jixiaobiao/jixiaobiao.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Up to SHAPING as in a run of the program; the last two again at once, with nothing between them.
 */
enum {
    LOAD,
    BIND,
    MEASURE,
    PAGINATE,
    PLACE,
    PDF,
    FREE,
    SHAPING,
    STAGES,
    WARM = STAGES,
    WARM_SHAPING,
    ALL
};
static const char *const NAMES[] = {
    "load", "bind", "measure", "paginate", "place", "pdf", "free", "hb_shape"};
enum { REPETITIONS_MOST = 10000, FACES_MOST = 64 };

/* What every repetition shares. */
typedef struct bench {
    jxb_diags *diags; /* a new one for each repetition, as each file has its own */
    jxb_fonts *fonts;
    jxb_forms *forms;
    const char *file;
    double *times[ALL]; /* microseconds, one a repetition */
    hb_buffer_t *buffer;
    hb_font_t *plain[FACES_MOST]; /* of each face: HarfBuzz's own, without what the program adds */
    struct timespec last;
    uint32_t texts, glyphs, pages;
} bench;

static _Noreturn void fail(bench *b, const char *what)
{
    fprintf(stderr, "stages: %s\n", what);
    for (size_t i = 0; b->diags != NULL && i < jxb_diags_count(b->diags); i++)
        if (jxb_diags_at(b->diags, i).severity == JXB_ERROR)
            fprintf(stderr, "%s\n", jxb_diags_at(b->diags, i).message);
    exit(1);
}

/* What has passed since the last call is this stage's. */
static void stamp(bench *b, int stage, unsigned repetition)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (stage >= 0)
        b->times[stage][repetition] = (double)(now.tv_sec - b->last.tv_sec) * 1e6 +
            (double)(now.tv_nsec - b->last.tv_nsec) / 1e3;
    clock_gettime(CLOCK_MONOTONIC, &b->last);
}

static hb_font_t *plain_font(bench *b, uint32_t face)
{
    if (face >= FACES_MOST)
        fail(b, "faces");
    if (b->plain[face] == NULL) {
        hb_font_t *of = fonts_shaper(b->fonts->book, face, TEXT_EM);
        b->plain[face] = hb_font_create(hb_font_get_face(of));
        hb_ot_font_set_funcs(b->plain[face]);
        hb_font_set_scale(b->plain[face], TEXT_EM, TEXT_EM);
    }
    return b->plain[face];
}

/* Each element that has text, in the face of its first run. */
static void shape_all(bench *b, const scene *s)
{
    uint32_t next = 0, element = 0;
    b->texts = b->glyphs = 0;
    for (uint32_t p = 0; p < s->page_count; p++)
        for (uint32_t i = 0; i < s->pages[p].count; i++) {
            const scene_op *op = &s->pages[p].ops[i];
            if (op->kind == SCENE_CELL)
                element = op->cell.element;
            if (op->kind != SCENE_GLYPHS || element < next)
                continue;
            next = element + 1;
            str text = s->elements[element].text;
            hb_buffer_clear_contents(b->buffer);
            hb_buffer_add_utf8(b->buffer, text.at, (int)text.n, 0, (int)text.n);
            hb_buffer_set_direction(b->buffer, HB_DIRECTION_LTR);
            hb_buffer_set_script(b->buffer, HB_SCRIPT_HAN);
            hb_shape(plain_font(b, op->glyphs.face), b->buffer, NULL, 0);
            b->texts++;
            b->glyphs += hb_buffer_get_length(b->buffer);
        }
}

/* Text and layout, and shaping, both warm: the second time in a row. */
static void lay_out_warm(bench *b, const document *doc, unsigned r)
{
    for (int k = 0; k < 2; k++) {
        stamp(b, -1, r);
        arena *a = arena_new(NULL);
        fonts *book = b->fonts->book;
        layout_job job = {a, book, text_shaper_open(book), b->diags->list};
        const sized_doc *sized = layout_measure(&job, doc);
        const scene *s = layout_place(&job, sized, layout_paginate(&job, sized), job.memory);
        stamp(b, WARM, r);
        shape_all(b, s);
        stamp(b, WARM_SHAPING, r);
        text_shaper_free(job.shaper);
        arena_free(a);
    }
}

static void lay_out(bench *b, const document *doc, unsigned r)
{
    arena *a = arena_new(NULL);
    fonts *book = b->fonts->book;
    layout_job job = {a, book, text_shaper_open(book), b->diags->list};
    const sized_doc *sized = layout_measure(&job, doc);
    if (sized == NULL)
        fail(b, "measure");
    stamp(b, MEASURE, r);
    const doc_plan *plan = layout_paginate(&job, sized);
    if (plan == NULL)
        fail(b, "paginate");
    stamp(b, PAGINATE, r);
    const scene *s = layout_place(&job, sized, plan, job.memory);
    stamp(b, PLACE, r);
    pdf_options options = {.producer = STR("stages")};
    str bytes;
    if (!pdf_write(s, book, &options, a, &bytes, b->diags->list))
        fail(b, "pdf");
    stamp(b, PDF, r);
    shape_all(b, s);
    stamp(b, SHAPING, r);
    b->pages = s->page_count;
    text_shaper_free(job.shaper);
    arena_free(a);
}

static void repeat(bench *b, unsigned r)
{
    stamp(b, -1, r);
    jxb_diags_free(b->diags);
    b->diags = jxb_diags_new();
    if (b->diags == NULL)
        fail(b, "memory");
    jxb_data *data = jxb_data_load(b->file, b->diags);
    if (data == NULL)
        fail(b, b->file);
    stamp(b, LOAD, r);
    jxb_template *form = jxb_template_load(b->forms, data, 0, b->diags);
    jxb_document *doc = form == NULL ? NULL : jxb_document_bind(form, data, 0, b->diags);
    if (doc == NULL)
        fail(b, b->file);
    stamp(b, BIND, r);
    lay_out(b, doc->doc, r);
    lay_out_warm(b, doc->doc, r);
    stamp(b, -1, r);
    jxb_document_free(doc);
    jxb_template_free(form);
    jxb_data_free(data);
    stamp(b, FREE, r);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, unsigned count)
{
    qsort(values, count, sizeof *values, ascending);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void report(bench *b, unsigned count)
{
    double *ratios = calloc(count, sizeof *ratios);
    double ratio[STAGES], sum = 0;
    if (ratios == NULL)
        fail(b, "memory");
    for (int s = 0; s < STAGES; s++) {
        for (unsigned r = 0; r < count; r++)
            ratios[r] = b->times[s][r] / b->times[SHAPING][r];
        ratio[s] = median(ratios, count);
    }
    for (unsigned r = 0; r < count; r++)
        ratios[r] = (b->times[MEASURE][r] + b->times[PAGINATE][r] + b->times[PLACE][r]) /
            b->times[SHAPING][r];
    double together = median(ratios, count);
    for (unsigned r = 0; r < count; r++)
        ratios[r] = b->times[WARM][r] / b->times[WARM_SHAPING][r];
    double warm = median(ratios, count);
    printf("%u texts, %u glyphs, %u pages; medians of %u\n", b->texts, b->glyphs, b->pages, count);
    printf("%-10s %10s %12s\n", "stage", "us", "of hb_shape");
    for (int s = 0; s < STAGES; s++) {
        double time = median(b->times[s], count);
        sum += s == SHAPING ? 0 : time;
        printf("%-10s %10.1f %12.2f\n", NAMES[s], time, ratio[s]);
    }
    printf("%-10s %10.1f\n", "all", sum);
    printf("text and layout %.2f of hb_shape, both warm %.2f\n", together, warm);
    free(ratios);
}

int main(int argc, char **argv)
{
    bench b = {.diags = jxb_diags_new()};
    long count = argc == 5 ? strtol(argv[4], NULL, 10) : 200;
    if (argc < 4 || argc > 5 || count < 1 || count > REPETITIONS_MOST)
        fail(&b, "usage: stages FONTS.yaml TEMPLATES FILE.yaml [REPETITIONS]");
    jxb_font_options book = {.map = argv[1]};
    b.fonts = jxb_fonts_open(&book, b.diags);
    const char *folder = argv[2];
    b.forms = jxb_forms_open(&folder, 1, b.diags);
    if (b.fonts == NULL || b.forms == NULL)
        fail(&b, "fonts or forms");
    b.file = argv[3];
    b.buffer = hb_buffer_create();
    for (int s = 0; s < ALL; s++)
        if ((b.times[s] = calloc((size_t)count, sizeof *b.times[s])) == NULL)
            fail(&b, "memory");
    repeat(&b, 0); /* opens faces; its times are written over */
    for (unsigned r = 0; r < (unsigned)count; r++)
        repeat(&b, r);
    report(&b, (unsigned)count);
    for (int s = 0; s < ALL; s++)
        free(b.times[s]);
    hb_buffer_destroy(b.buffer);
    for (int f = 0; f < FACES_MOST; f++)
        hb_font_destroy(b.plain[f]);
    jxb_forms_free(b.forms);
    jxb_fonts_free(b.fonts);
    jxb_diags_free(b.diags);
    return 0;
}
