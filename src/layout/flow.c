/* Blocks into pages: texts line by line, grids by their page plans. */
#include "layout/layout_int.h"

typedef struct flow {
    const layout_job *job;
    const sized_doc *sized;
    page_plan *grids;
    VEC(flow_page) pages;
    /* the last page */
    VEC(flow_item) items;
    len used;
    uint32_t section, number; /* that it is of, and has */
    bool full; /* too many pages */
    /* the section that blocks are dealt from */
    uint32_t current;
    len height; /* of its type area */
    uint32_t next; /* number of the next page */
} flow;

/* A page belongs to the section that its first item is of. */
static void page_open(flow *f)
{
    f->section = f->current;
    f->number = f->next;
}

static void page_end(flow *f)
{
    if (f->items.count == 0)
        page_open(f);
    flow_item *items = ARENA_ARRAY(f->job->memory, flow_item, f->items.count);
    for (uint32_t i = 0; i < f->items.count; i++)
        items[i] = f->items.at[i];
    *VEC_PUSH(f->job->memory, &f->pages) = (flow_page){
        .items = items, .count = f->items.count, .section = f->section, .number = f->number};
    f->next = f->number + 1;
    f->items.count = 0;
    f->used = 0;
    f->full = f->full || f->pages.count >= LAYOUT_PAGES_LIMIT;
}

static void item_add(flow *f, flow_item item, len height)
{
    item.top = f->used;
    if (f->items.count == 0)
        page_open(f);
    *VEC_PUSH(f->job->memory, &f->items) = item;
    f->used += height;
}

static void no_room_at(const flow *f, mark at)
{
    DIAG(f->job->diags, NO_ROOM, at, STR("一行字比一页还高"), STR("请减小字号、行距或页边距"));
}

enum { LONE_LINES = 2 }; /* least number of lines on either side of an edge */

/* Whether a page may end before line `cut` of those from `line` on: neither the text nor, with
 * `paragraphs`, one of its paragraphs leaves a lone line on either side. */
static bool cut_good(const sized_text *t, uint32_t line, uint32_t cut, bool paragraphs)
{
    if (cut - line < LONE_LINES || t->line_count - cut < LONE_LINES)
        return false;
    if (!paragraphs)
        return true;
    bool inside = !t->lines[cut - 1].last;
    bool first = cut - 1 == line || t->lines[cut - 2].last;
    return !inside || (!first && !t->lines[cut].last);
}

/* How many of the lines from `line` on go on this page when `fit` would: none when that leaves a lone
 * line, unless the page has nothing else. */
static uint32_t lines_here(const flow *f, const sized_text *t, uint32_t line, uint32_t fit)
{
    if (t->line_count - line <= fit)
        return t->line_count - line;
    bool bare = f->items.count == 0;
    for (int paragraphs = 1; paragraphs >= !bare; paragraphs--)
        for (uint32_t count = fit; count > 0; count--)
            if (cut_good(t, line, line + count, paragraphs))
                return count;
    return bare ? fit : 0;
}

/* Where the type area is measured by em boxes, what a line has above and below its em box hangs out
 * at the head and the foot of a page. */
typedef struct hang {
    len over, under;
} hang;

static hang hang_of(const flow *f, const sized_text *t)
{
    const doc_style *s = t->style;
    if (!f->sized->doc->sections[f->current].page.em_boxes || t->part_count > 0)
        return (hang){0, 0};
    len over = (s->pitch - s->size) / 2;
    return (hang){over, s->pitch - s->size - over};
}

static bool text_flow(flow *f, uint32_t block);

static const doc_text *text_of(const flow *f, uint32_t block)
{
    const doc_block *b = &f->sized->doc->blocks[block];
    return b->kind == BLOCK_TEXT ? &b->text : NULL;
}

/* How many texts right before a block, whole on this page and below something else, go with it. */
static uint32_t kept_above(const flow *f, uint32_t block, bool (*kept)(const doc_text *))
{
    uint32_t n = 0;
    while (n < f->items.count && n < block) {
        const flow_item *item = &f->items.at[f->items.count - 1 - n];
        const doc_text *t = text_of(f, block - 1 - n);
        if (t == NULL || !kept(t) || item->kind != FLOW_TEXT || item->block != block - 1 - n ||
            item->from != 0 || item->to != f->sized->blocks[item->block].text.line_count)
            break;
        n++;
    }
    return n < f->items.count ? n : 0;
}

/* Ends the page before a block; the texts above that go with it begin the next one. */
static void page_turn(flow *f, uint32_t block, uint32_t above)
{
    f->items.count -= above;
    page_end(f);
    for (uint32_t i = above; i > 0; i--)
        text_flow(f, block - i);
}

static bool keeps_next(const doc_text *t)
{
    return t->keep_next;
}

static bool text_flow(flow *f, uint32_t block)
{
    const sized_text *t = &f->sized->blocks[block].text;
    const doc_style *s = t->style;
    hang out = hang_of(f, t);
    for (uint32_t line = 0; line < t->line_count && !f->full;) {
        bool below = line == 0 && f->items.count > 0;
        len top = (line == 0 ? s->top : 0) + (below ? text_of(f, block)->above : 0);
        if (f->items.count == 0 && out.over > 0)
            top = -out.over;
        len room = f->height - f->used - top + out.under;
        uint32_t fit = room < t->pitch ? 0 : (uint32_t)(room / t->pitch);
        uint32_t count = fit == 0 ? 0 : lines_here(f, t, line, fit);
        if (count == 0 && f->items.count == 0) {
            no_room_at(f, t->from);
            return false;
        }
        if (count == 0) {
            page_turn(f, block, line == 0 ? kept_above(f, block, keeps_next) : 0);
            continue;
        }
        f->used += top;
        item_add(f,
            (flow_item){.kind = FLOW_TEXT, .block = block, .from = line, .to = line + count},
            text_height(t, count));
        line += count;
    }
    f->used += s->bottom;
    return true;
}

/* A heading that would take more than half of every continuation page is not printed again there,
 * like header rows that high. */
static len running_height(const flow *f, const sized_grid *g)
{
    return g->running_height > f->height / 2 ? 0 : g->running_height;
}

static page_table table_of(flow *f, const sized_grid *g)
{
    const doc_grid *grid = g->grid;
    page_row *rows = ARENA_ARRAY(f->job->memory, page_row, grid->row_count);
    for (uint32_t r = 0; r < grid->row_count; r++) {
        const doc_band *b = &grid->bands[grid->rows[r].band];
        bool last = r + 1 == b->first_row + b->row_count;
        rows[r] = (page_row){g->own[r], g->heights[r], b->first_row, b->header_count,
            grid->rows[r].header && !last, grid->rows[r].split};
    }
    return (page_table){.rows = rows,
        .row_count = grid->row_count,
        .cells = g->row_cells,
        .cell_count = grid->cell_count,
        .first_room = f->height - f->used,
        .room = f->height - running_height(f, g),
        .page_limit = LAYOUT_PAGES_LIMIT};
}

static void grid_fault(flow *f, const sized_grid *g, const page_plan *plan)
{
    arena *a = diags_memory(f->job->diags);
    if (plan->fault == PAGE_LIMIT) {
        DIAG(f->job->diags, PAGES_LIMIT, g->grid->at, str_fmt(a, "%d", LAYOUT_PAGES_LIMIT));
        return;
    }
    mark at = g->grid->at;
    for (uint32_t i = 0; i < g->grid->cell_count; i++)
        if (g->cells[i].cell->row == plan->fault_row) {
            at = g->cells[i].cell->from;
            break;
        }
    no_room_at(f, at);
}

/* The lines of a form are the heading of its grid. */
static bool heads_grid(const doc_text *t)
{
    return t->keep_next || t->role == TEXT_OF_FORM;
}

/* Whether a grid that is to stand on one page can, with the texts above it. */
static bool fits_whole(const flow *f, uint32_t block, uint32_t heading)
{
    const sized_grid *g = &f->sized->blocks[block].grid;
    int64_t height = 0;
    for (uint32_t r = 0; r < g->grid->row_count; r++)
        height += g->heights[r];
    for (uint32_t i = 1; i <= heading; i++) {
        const sized_text *t = &f->sized->blocks[block - i].text;
        height += t->style->top + text_height(t, t->line_count) + t->style->bottom;
    }
    return g->grid->whole && f->items.count > heading && height <= f->height;
}

/* Pages of a grid. Where it cannot begin on this page, or not stand on it whole when it should, its
 * heading goes on with it. */
static page_plan grid_pages(flow *f, uint32_t block)
{
    page_table table = table_of(f, &f->sized->blocks[block].grid);
    page_plan plan = paginate(f->job->memory, &table);
    uint32_t heading = kept_above(f, block, heads_grid);
    if (plan.fault != PAGE_FINE || plan.page_count < 2)
        return plan;
    bool begins = plan.pages[0].slice_count > 0;
    if (!fits_whole(f, block, heading) && (begins || heading == 0))
        return plan;
    page_turn(f, block, heading);
    table = table_of(f, &f->sized->blocks[block].grid);
    return paginate(f->job->memory, &table);
}

static void running_flow(flow *f, uint32_t block, const sized_grid *g)
{
    for (uint32_t i = 0; i < g->grid->running_count && running_height(f, g) > 0; i++) {
        const sized_text *t = &g->running[i];
        f->used += t->style->top;
        item_add(f, (flow_item){.kind = FLOW_RUNNING, .block = block, .from = i},
            text_height(t, t->line_count));
        f->used += t->style->bottom;
    }
}

static bool grid_flow(flow *f, uint32_t block)
{
    const sized_grid *g = &f->sized->blocks[block].grid;
    page_plan *plan = &f->grids[block];
    *plan = grid_pages(f, block);
    if (plan->fault != PAGE_FINE) {
        grid_fault(f, g, plan);
        return false;
    }
    for (uint32_t p = 0; p < plan->page_count && !f->full; p++) {
        if (p > 0) {
            page_end(f);
            running_flow(f, block, g);
        }
        if (plan->pages[p].slice_count > 0)
            item_add(f, (flow_item){.kind = FLOW_GRID, .block = block, .from = p},
                plan->pages[p].height);
    }
    return true;
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
        page_end(f);
    f->current = section;
    f->height = doc_page_area(&s->page).height;
    if (s->start == START_RECTO && f->next % 2 == 0)
        page_end(f);
    if (s->number > 0)
        f->next = s->number;
}

static bool block_flow(flow *f, uint32_t block)
{
    block_kind kind = f->sized->blocks[block].kind;
    if (kind == BLOCK_TEXT)
        return text_flow(f, block);
    if (kind == BLOCK_GRID)
        return grid_flow(f, block);
    if (f->items.count > 0)
        page_end(f);
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
        page_end(f);
    return good;
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
    if (!good || !furniture_size(job, s->doc, f.pages.at, f.pages.count))
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
