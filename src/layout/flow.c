/* Blocks into pages, section by section. */
#include "layout/flow_int.h"

/* A page belongs to the section that its first item is of. A section that begins on an odd page may
 * want a blank one before it. */
static void page_open(flow *f)
{
    if (f->recto && f->next % 2 == 0)
        *VEC_PUSH(f->job->memory, &f->pages) = (flow_page){
            .section = f->section, .number = f->next++};
    f->next = f->restart > 0 ? f->restart : f->next;
    f->recto = false;
    f->restart = 0;
    f->section = f->current;
    f->number = f->next;
}

void flow_page_end(flow *f)
{
    if (f->items.count == 0)
        page_open(f);
    len notes = flow_notes_end(f);
    flow_imprint_end(f);
    flow_item *items = ARENA_ARRAY(f->job->memory, flow_item, f->items.count);
    for (uint32_t i = 0; i < f->items.count; i++)
        items[i] = f->items.at[i];
    *VEC_PUSH(f->job->memory, &f->pages) = (flow_page){.items = items,
        .count = f->items.count,
        .section = f->section,
        .number = f->number,
        .notes = notes,
        .unnumbered = f->unnumbered};
    f->next = f->number + 1;
    f->items.count = 0;
    f->used = 0;
    f->full = f->full || f->pages.count >= LAYOUT_PAGES_LIMIT;
}

void flow_add(flow *f, flow_item item, len height)
{
    item.top = f->used;
    if (f->items.count == 0)
        page_open(f);
    *VEC_PUSH(f->job->memory, &f->items) = item;
    f->used += height;
}

static bool same_sheet(const doc_page *a, const doc_page *b)
{
    return a->width == b->width && a->height == b->height && a->top == b->top &&
        a->right == b->right && a->bottom == b->bottom && a->left == b->left &&
        a->duplex == b->duplex && a->turned == b->turned && a->em_boxes == b->em_boxes;
}

/* Ends the page before the section, unless it may go on there. */
static void section_open(flow *f, uint32_t section)
{
    const doc_section *s = &f->sized->doc->sections[section];
    bool same = section > 0 && same_sheet(&s->page, &f->sized->doc->sections[f->current].page);
    if (f->items.count > 0 && !(s->start == START_FLOW && same))
        flow_page_end(f);
    f->current = section;
    f->height = doc_page_area(&s->page).height;
    f->recto = s->start == START_RECTO;
    f->restart = s->number;
}

static bool block_flow(flow *f, uint32_t block)
{
    block_kind kind = f->sized->blocks[block].kind;
    text_foot foot = kind == BLOCK_TEXT ? f->sized->doc->blocks[block].text.foot : FOOT_NONE;
    if (foot == FOOT_NOTE) /* they come with what calls them */
        return true;
    if (kind == BLOCK_TEXT)
        return foot == FOOT_IMPRINT ? flow_imprint(f, block) : flow_text(f, block);
    if (kind == BLOCK_GRID)
        return flow_grid(f, block);
    if (f->items.count > 0)
        flow_page_end(f);
    return true;
}

static bool sections_flow(flow *f)
{
    const document *doc = f->sized->doc;
    bool good = true;
    for (uint32_t s = 0; s < doc->section_count; s++) {
        if (doc->sections[s].block_count > 0 || s == 0)
            section_open(f, s);
        for (uint32_t k = 0; k < doc->sections[s].block_count && good && !f->full; k++)
            good = block_flow(f, doc->sections[s].first_block + k);
    }
    if (f->items.count > 0 || f->pages.count == 0)
        flow_page_end(f);
    return good;
}

static bool at_foot(const flow *f, const flow_item *item)
{
    return item->kind == FLOW_TEXT && f->sized->doc->blocks[item->block].text.foot != FOOT_NONE;
}

/* GB/T 9704-2012, 7.3.5: no page has nothing but a seal and a date. */
static bool zones_in_company(const flow *f)
{
    for (uint32_t p = 0; p < f->pages.count; p++) {
        const flow_page *page = &f->pages.at[p];
        const sized_text *zoned = NULL;
        bool other = false;
        for (uint32_t i = 0; i < page->count; i++) {
            const flow_item *item = &page->items[i];
            const sized_text *t = &f->sized->blocks[item->block].text;
            if (item->kind == FLOW_TEXT && text_zone(t) != NULL)
                zoned = t;
            else
                other = other || (item->kind != FLOW_RUNNING && !at_foot(f, item));
        }
        if (zoned == NULL || other)
            continue;
        DIAG(f->job->diags, ZONE_ALONE, zoned->from, text_zone(zoned)->name);
        return false;
    }
    return true;
}

const doc_plan *layout_paginate(const layout_job *job, const sized_doc *s)
{
    flow f = {.job = job,
        .sized = s,
        .grids = ARENA_ARRAY(job->memory, page_plan, s->block_count),
        .next = 1};
    bool good = sections_flow(&f);
    if (good && f.full) {
        DIAG(job->diags, PAGES_LIMIT, (mark){0}, str_fmt(job->memory, "%d", LAYOUT_PAGES_LIMIT));
        good = false;
    }
    if (!good || !zones_in_company(&f) || !furniture_size(job, s->doc, f.pages.at, f.pages.count))
        return NULL;
    doc_plan *plan = ARENA_NEW(job->memory, doc_plan);
    *plan = (doc_plan){.grids = f.grids,
        .block_count = s->block_count,
        .pages = f.pages.at,
        .page_count = f.pages.count,
        .fit = s->fit};
    return contents_number(job, s, plan) ? plan : NULL;
}

uint32_t plan_page_count(const doc_plan *p)
{
    return p->page_count;
}

str plan_page_label(const doc_plan *p, uint32_t page, arena *a)
{
    return str_fmt(a, "%u", p->pages[page].number);
}
