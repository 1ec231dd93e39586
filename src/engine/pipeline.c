/* The order of the passes, from a document to bytes: sized → plan → scene → PDF. */
#include "engine/origin_int.h"

#include <errno.h>

typedef struct run {
    jxb_pages *pages;
    const jxb_pdf_options *options;
    diags *diags;
    text_shaper *shaper;
    bool done;
} run;

static void lay_out(void *context)
{
    run *r = context;
    jxb_pages *p = r->pages;
    static const layout_view views[] = {[JXB_VIEW_PRINT] = LAYOUT_PRINT,
        [JXB_VIEW_GUIDES] = LAYOUT_GUIDES,
        [JXB_VIEW_OVERPRINT] = LAYOUT_OVERPRINT};
    p->work = arena_child(p->memory);
    layout_job job = {.memory = p->work,
        .fonts = p->fonts->book,
        .diags = r->diags,
        .view = views[p->view]};
    if ((job.shaper = r->shaper = text_shaper_open(p->fonts->book)) == NULL)
        arena_exhausted(p->memory);
    if ((p->sized = layout_fit(&job, p->doc)) == NULL)
        return;
    if ((p->plan = layout_paginate(&job, p->sized)) == NULL)
        return;
    p->scene = layout_place(&job, p->sized, p->plan, p->memory);
    p->page_count = p->scene->page_count;
    r->done = true;
}

static void write_pdf(void *context)
{
    run *r = context;
    jxb_pages *p = r->pages;
    if (p->scene == NULL)
        p->scene = scene_end(p->book);
    arena_free(p->work);
    p->work = NULL;
    p->sized = NULL;
    p->plan = NULL;
    static const pdf_flavour flavours[] = {[JXB_PDFA_2A] = PDF_A2A,
        [JXB_PDFA_1A] = PDF_A1A,
        [JXB_PDFA_3A] = PDF_A3A,
        [JXB_PDFA_NONE] = PDF_PLAIN};
    pdf_options options = {.producer = str_fmt(p->memory, "jixiaobiao %s", jxb_version()),
        .flavour = p->view == JXB_VIEW_GUIDES ? PDF_PLAIN : flavours[r->options->pdfa],
        .without_fields = r->options->without_fields,
        .created = {r->options->dated, r->options->created, 0}};
    const origin_bundle *sources = NULL;
    if (r->options->attach_source && (sources = origin_collect(p, r->options, r->diags)) == NULL)
        return;
    if (sources != NULL) {
        options.attachments = sources->at.at;
        options.attachment_count = sources->at.count;
    }
    r->done = pdf_write(p->scene, p->fonts->book, &options, p->memory, &p->pdf, r->diags);
}

/* Runs what uses faces, which all threads share: once memory has run out there, HarfBuzz may have
 * kept an empty table in the place of one that it could not load, and nothing is made of it any more. */
static bool pages_run(jxb_pages *p, jxb_diags *sink, void (*work)(void *), run *r)
{
    atomic_bool *starved = &p->fonts->starved;
    bool done = handle_run(p, sink, work, r);
    if (errno == ENOMEM)
        atomic_store(starved, true);
    else if (atomic_load(starved))
        handle_tell_memory(sink);
    return done && !atomic_load(starved);
}

jxb_pages *jxb_pages_lay_out(const jxb_document *doc, jxb_fonts *book, jxb_diags *sink)
{
    jxb_pages *p = handle_new(sizeof *p, sink);
    if (p == NULL)
        return NULL;
    p->from = doc;
    p->doc = doc->doc;
    p->view = doc->view;
    p->fonts = book;
    run r = {.pages = p, .diags = sink->list};
    bool made = pages_run(p, sink, lay_out, &r) && r.done;
    text_shaper_free(r.shaper); /* also where the call was left midway */
    if (made)
        return p;
    jxb_pages_free(p);
    return NULL;
}

void jxb_pages_free(jxb_pages *pages)
{
    handle_free(pages);
}

size_t jxb_pages_count(const jxb_pages *pages)
{
    return pages->page_count;
}

bool jxb_pages_pdf(jxb_pages *pages, const jxb_pdf_options *options, const void **bytes,
    size_t *size, jxb_diags *sink)
{
    static const jxb_pdf_options defaults = {0};
    run r = {.pages = pages, .options = options == NULL ? &defaults : options, .diags = sink->list};
    if (!pages_run(pages, sink, write_pdf, &r) || !r.done)
        return false;
    *bytes = pages->pdf.at;
    *size = pages->pdf.n;
    return true;
}

typedef struct saving {
    const char *path;
    str bytes;
    jxb_diags *sink;
} saving;

static void save(void *context)
{
    saving *s = context;
    io_write(s->path, s->bytes, s->sink->list);
}

bool jxb_pages_write(
    jxb_pages *pages, const jxb_pdf_options *options, const char *path, jxb_diags *sink)
{
    const void *bytes;
    size_t size;
    if (!jxb_pages_pdf(pages, options, &bytes, &size, sink))
        return false;
    saving s = {path, {bytes, size}, sink};
    return handle_run(pages, sink, save, &s);
}

size_t jxb_pages_size(const jxb_pages *pages)
{
    return pages->pdf.n;
}

static void hash_pdf(void *context)
{
    dump_job *d = context;
    hasher *h = hash_new(d->out.memory);
    hash_add(h, ((const jxb_pages *)d->of)->pdf);
    buf_add(&d->out, hash_hex(h, d->out.memory));
}

char *jxb_pages_hash(const jxb_pages *pages)
{
    return dump_text(hash_pdf, pages, 0);
}

static str face_name(const void *context, uint32_t face)
{
    return fonts_facts(context, face)->postscript_name;
}

static void dump_stage(void *context)
{
    dump_job *d = context;
    const jxb_pages *p = d->of;
    if (d->stage == JXB_STAGE_GRID && p->sized != NULL)
        sized_dump(p->sized, &d->out);
    else if (d->stage == JXB_STAGE_PLAN && p->plan != NULL)
        plan_dump(p->plan, &d->out);
    else
        scene_dump(
            p->scene != NULL ? p->scene : scene_end(p->book), face_name, p->fonts->book, &d->out);
}

char *jxb_pages_dump(const jxb_pages *pages, jxb_stage stage)
{
    return dump_text(dump_stage, pages, (int)stage);
}

typedef struct placing {
    const jxb_pages *pages;
    const char *file;
} placing;

static void dump_places(void *context)
{
    dump_job *d = context;
    const placing *of = d->of;
    const jxb_pages *p = of->pages;
    report_places(p->scene != NULL ? p->scene : scene_end(p->book), str_of(of->file), &d->out);
}

char *jxb_pages_places(const jxb_pages *pages, const char *file)
{
    placing of = {pages, file};
    return dump_text(dump_places, &of, 0);
}
