/* Grids into pages, by their page plans, with what belongs above and below them. */
#include "layout/flow_int.h"

/* A heading that would take more than half of every continuation page is not printed again there,
 * like header rows that high. */
static len running_height(const flow *f, const sized_grid *g)
{
    return g->running_height > f->height / 2 ? 0 : g->running_height;
}

/* What goes with the grid's last row: the texts below it up to those that say so, or have a place to
 * seal or sign, where what stands between is short: prose has its own end. */
static len tail_height(flow *f, uint32_t block)
{
    const doc_section *s = &f->sized->doc->sections[f->current];
    int64_t sum = 0, kept = 0;
    f->tail_end = block + 1;
    for (uint32_t b = block + 1; b < s->first_block + s->block_count; b++) {
        const sized_block *one = &f->sized->blocks[b];
        const sized_text *t = &one->text;
        if (one->kind != BLOCK_TEXT)
            break;
        if (f->sized->doc->blocks[b].text.foot != FOOT_NONE)
            continue;
        bool goes = text_zone(t) != NULL || t->with_grid;
        if (!goes && (kept > 0 || sum > f->height / 4))
            break;
        sum += (int64_t)flow_text_above(f, b) + text_height(t, t->line_count) + t->style->bottom;
        kept = goes ? sum : kept;
        f->tail_end = goes ? b + 1 : f->tail_end;
    }
    return kept > LEN_MAX / 4 ? LEN_MAX / 4 : (len)kept;
}

static page_table table_of(flow *f, const sized_grid *g)
{
    const doc_grid *grid = g->grid;
    page_row *rows = ARENA_ARRAY(f->job->memory, page_row, grid->row_count);
    for (uint32_t r = 0; r < grid->row_count; r++) {
        const doc_band *b = &grid->bands[grid->rows[r].band];
        bool last = r + 1 == b->first_row + b->row_count;
        rows[r] = (page_row){.own = g->own[r],
            .height = g->heights[r],
            .header_first = b->first_row,
            .header_count = b->header_count,
            .keep = grid->rows[r].header && !last,
            .split = grid->rows[r].split};
    }
    for (uint32_t i = 0; i < grid->cell_count; i++)
        if (g->cells[i].text.zone != NULL) {
            uint32_t r = g->cells[i].cell->row;
            rows[r].split = ROW_SPLIT_NEVER;
            if (r > 0)
                rows[r - 1].company = true;
        }
    return (page_table){.rows = rows,
        .row_count = grid->row_count,
        .cells = g->row_cells,
        .cell_count = grid->cell_count,
        .first_room = f->height - f->foot - f->used,
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
    flow_no_room(f, at);
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

/* Whether the page has nothing but the grid's heading, with a place to seal in it; *bare: nothing else
 * in it. */
static bool heading_zoned(const flow *f, uint32_t block, bool *bare)
{
    bool zoned = false;
    *bare = true;
    for (uint32_t n = 1; n <= f->items.count; n++) {
        const flow_item *item = &f->items.at[f->items.count - n];
        if (item->kind != FLOW_TEXT || n > block || item->block != block - n)
            return false;
        bool one = text_zone(&f->sized->blocks[block - n].text) != NULL;
        zoned = zoned || one;
        *bare = *bare && one;
    }
    return zoned;
}

static bool begins_later(const page_plan *plan)
{
    return plan->fault == PAGE_FINE && plan->page_count > 1 && plan->pages[0].slice_count == 0;
}

/* Pages of a grid, with what goes with its last row. A tail that leaves the row no room is let go,
 * which is told. */
static page_plan grid_paginate(flow *f, uint32_t block, bool starts)
{
    const sized_grid *g = &f->sized->blocks[block].grid;
    page_table table = table_of(f, g);
    table.starts = starts;
    len kept = table.tail = tail_height(f, block);
    page_plan plan = paginate(f->job->memory, &table);
    if (plan.fault != PAGE_NO_ROOM || table.tail == 0)
        return plan;
    table.tail = 0;
    plan = paginate(f->job->memory, &table);
    if (plan.fault == PAGE_FINE)
        DIAG(f->job->diags, KEEP_BROKEN, g->grid->at,
            str_fmt(diags_memory(f->job->diags), "%dpt", (int)(kept / LEN_PT)));
    return plan;
}

/* Where a grid cannot begin on this page, or not stand on it whole when it should, its heading goes on
 * with it. One with a place to seal at the head of a page has to have a part of the grid below it. */
static page_plan grid_pages(flow *f, uint32_t block)
{
    uint32_t heading = flow_kept_above(f, block, heads_grid);
    page_plan plan = grid_paginate(f, block, false);
    if (plan.fault != PAGE_FINE || plan.page_count < 2)
        return plan;
    if (fits_whole(f, block, heading) || (begins_later(&plan) && heading > 0)) {
        flow_turn(f, block, heading);
        plan = grid_paginate(f, block, false);
    }
    bool bare;
    if (!begins_later(&plan) || !heading_zoned(f, block, &bare))
        return plan;
    page_plan early = grid_paginate(f, block, true);
    return bare || (early.fault == PAGE_FINE && !early.torn) ? early : plan;
}

/* Whether every place to seal in the grid is on one page, with all of its cell's text. */
static bool zones_whole(const flow *f, const sized_grid *g, const page_plan *plan)
{
    for (uint32_t p = 0; p < plan->page_count; p++)
        for (uint32_t i = 0; i < plan->pages[p].fragment_count; i++) {
            const plan_fragment *at = &plan->pages[p].fragments[i];
            const sized_text *t = &g->cells[at->cell].text;
            if (t->zone == NULL || (at->line == 0 && at->line_end == t->line_count))
                continue;
            DIAG(f->job->diags, NO_ROOM, t->zone->at,
                str_fmt(diags_memory(f->job->diags), "“%.*s”签章的一格比一页还高",
                    STR_ARG(t->zone->name)),
                STR("请减少这一格的文字，或减小字号"));
            return false;
        }
    return true;
}

static void running_flow(flow *f, uint32_t block, const sized_grid *g)
{
    for (uint32_t i = 0; i < g->grid->running_count && running_height(f, g) > 0; i++) {
        const sized_text *t = &g->running[i];
        f->used += t->style->top;
        flow_add(f, (flow_item){.kind = FLOW_RUNNING, .block = block, .from = i},
            text_height(t, t->line_count));
        f->used += t->style->bottom;
    }
}

bool flow_grid(flow *f, uint32_t block)
{
    const sized_grid *g = &f->sized->blocks[block].grid;
    page_plan *plan = &f->grids[block];
    *plan = grid_pages(f, block);
    if (plan->fault != PAGE_FINE) {
        grid_fault(f, g, plan);
        return false;
    }
    if (!zones_whole(f, g, plan))
        return false;
    for (uint32_t p = 0; p < plan->page_count && !f->full; p++) {
        if (p > 0) {
            flow_page_end(f);
            running_flow(f, block, g);
        }
        if (plan->pages[p].slice_count > 0)
            flow_add(f, (flow_item){.kind = FLOW_GRID, .block = block, .from = p},
                plan->pages[p].height);
    }
    return true;
}
