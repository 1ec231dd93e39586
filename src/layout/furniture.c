/* Running heads and page numbers: texts that the pages have, not the blocks. */
#include "layout/layout_int.h"

static bool one_line(const layout_job *job, const sized_text *t, const char *what)
{
    if (t->line_count == 1)
        return true;
    DIAG(job->diags, NO_ROOM, t->from,
        str_fmt(diags_memory(job->diags), "%s“%.*s”一行排不下", what, STR_ARG(t->text)),
        STR("请缩短文字，或改小字号"));
    return false;
}

static const sized_text *head_size(const layout_job *job, const doc_section *s)
{
    sized_text *t = ARENA_NEW(job->memory, sized_text);
    len width = s->page.width - s->page.left - s->page.right;
    return text_block_size(job, s->head, width, t) && one_line(job, t, "页眉") ? t : NULL;
}

static const sized_text *folio_size(
    const layout_job *job, const doc_section *s, uint32_t number, uint32_t total)
{
    const doc_folio *f = s->folio;
    arena *a = job->memory;
    str text = str_fmt(a, "%.*s%u%.*s", STR_ARG(f->before), number, STR_ARG(f->between));
    if (f->total)
        text = str_fmt(a, "%.*s%u%.*s", STR_ARG(text), total, STR_ARG(f->after));
    sized_text *t = ARENA_NEW(a, sized_text);
    *t = (sized_text){.style = f->style, .text = text, .from = f->at};
    len room = s->page.width - s->page.left - s->page.right - f->inset;
    return text_shape_into(job, t) && text_break_into(job, t, room) && one_line(job, t, "页码")
        ? t
        : NULL;
}

/* In a face that every font table has. */
static const sized_text *proof_size(const layout_job *job, mark at)
{
    static const doc_style style = {
        .role = {"宋体", sizeof "宋体" - 1}, .size = 9 * LEN_PT, .pitch = 12 * LEN_PT};
    doc_style *own = ARENA_NEW(job->memory, doc_style);
    *own = style;
    own->role_at = at;
    sized_text *t = ARENA_NEW(job->memory, sized_text);
    *t = (sized_text){.style = own, .text = STR("校样：带版心、列、行、签章处的线，不作归档"), .from = at};
    return text_shape_into(job, t) && text_break_into(job, t, LEN_MAX / 4) ? t : NULL;
}

/* The last number of the run that a page is in: up to the next one that is counted anew. */
static uint32_t run_end(const flow_page *pages, uint32_t count, uint32_t page)
{
    while (page + 1 < count && pages[page + 1].number == pages[page].number + 1)
        page++;
    return pages[page].number;
}

bool furniture_size(const layout_job *job, const document *doc, flow_page *pages, uint32_t count)
{
    const sized_text **heads = ARENA_ARRAY(job->memory, const sized_text *, doc->section_count);
    const sized_text *proof = NULL;
    uint32_t total = 0;
    if (job->view == LAYOUT_GUIDES && (proof = proof_size(job, (mark){0})) == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const doc_section *s = &doc->sections[pages[i].section];
        if (i == 0 || pages[i].number != pages[i - 1].number + 1)
            total = run_end(pages, count, i);
        pages[i].proof = proof;
        if (pages[i].count == 0) /* a blank page has none */
            continue;
        if (s->head != NULL && heads[pages[i].section] == NULL &&
            (heads[pages[i].section] = head_size(job, s)) == NULL)
            return false;
        pages[i].head = heads[pages[i].section];
        if (s->folio != NULL && !pages[i].unnumbered &&
            (pages[i].folio = folio_size(job, s, pages[i].number, total)) == NULL)
            return false;
    }
    return true;
}
