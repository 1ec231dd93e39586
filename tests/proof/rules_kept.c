/* What page edges must leave together: header and row, 不断 rows, 不分 groups, lines by two. */
#include "proof.h"

enum { LONE = 2 };

/* Rows of 不分 cells that overlap rows [first, last], and of those that overlap these, until no
 * more do. */
static void group_grow(const view *v, uint32_t block, uint32_t *first, uint32_t *last)
{
    const doc_grid *g = &v->doc->blocks[block].grid;
    for (bool again = true; again;) {
        again = false;
        for (uint32_t i = block_item(v, block), k = 0; k < g->cell_count; k++) {
            const doc_cell *c = v->items[i + k].cell;
            uint32_t end = c->row + c->rowspan - 1;
            bool keeps = c->on_break == ON_BREAK_KEEP || in_header(&v->items[i + k]);
            if (c->rowspan < 2 || !keeps || c->row > *last || end < *first)
                continue;
            again = again || c->row < *first || end > *last;
            *first = c->row < *first ? c->row : *first;
            *last = end > *last ? end : *last;
        }
    }
}

/* Labels that are shown on both sides of the group's edges ask for room of their own. */
static int64_t crossing_need(const view *v, uint32_t block, uint32_t first, uint32_t last)
{
    int64_t need = 0;
    const doc_grid *g = &v->doc->blocks[block].grid;
    for (uint32_t i = block_item(v, block), k = 0; k < g->cell_count; k++) {
        const doc_cell *c = v->items[i + k].cell;
        uint32_t end = c->row + c->rowspan - 1;
        if (c->row <= last && end >= first && (c->row < first || end > last))
            need += item_height(&v->items[i + k]);
    }
    return need;
}

/* Whether a band has something on the parts from `part` on. */
static bool stands_later(const view *v, uint32_t part, const doc_band *b)
{
    for (uint32_t i = part; i < v->part_count; i++)
        for (uint32_t k = v->parts[i].fragment; k < v->parts[i].end; k++)
            if (band_of(&v->items[v->fragments[k].element]) == b)
                return true;
    return false;
}

/* The edge beneath a part of a grid that goes on: its last row must be no header row. */
static void check_last_row(const view *v, uint32_t part, verdict *out)
{
    const view_part *p = &v->parts[part];
    const doc_grid *g = &v->doc->blocks[p->block].grid;
    uint32_t last = 0;
    bool any = false;
    for (uint32_t i = p->fragment; i < p->end; i++) {
        const doc_cell *c = v->items[v->fragments[i].element].cell;
        if (!v->fragments[i].repeat && c->row >= last) {
            last = c->row;
            any = true;
        }
    }
    const doc_band *b = &g->bands[g->rows[last].band];
    if (!any || !g->rows[last].header || !stands_later(v, part + 1, b) ||
        zone_wants_company(v, p->page, p->block))
        return;
    uint32_t first = b->first_row, body = first + b->header_count;
    group_grow(v, p->block, &first, &body);
    int64_t need = rows_need(v, p->block, first, body) + crossing_need(v, p->block, first, body) +
        tail_need(v, p->block, body);
    if (need <= grid_room(v, p->block))
        verdict_add(out, RULE_KEPT_THINGS, p->page + 1, v->fragments[p->end - 1].element,
            "header row %u is the last on its page", last);
}

/* Height that repeated header rows take from a page, at most. */
static int64_t header_need(const view *v, const view_item *t)
{
    const doc_band *b = band_of(t);
    if (b->header_count == 0 || t->cell->row < b->first_row + b->header_count)
        return 0;
    return rows_need(v, t->block, b->first_row, b->first_row + b->header_count - 1);
}

/* Whether what stands above an item's beginning had to have it there. */
static bool began_in_company(const view *v, const view_item *t)
{
    return t->fragments > 0 &&
        zone_wants_company(v, v->fragments[v->of_item[t->fragment]].page, t->block);
}

static uint32_t pages_of(const view *v, const view_item *t)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->fragments; i++)
        n += !v->fragments[v->of_item[t->fragment + i]].repeat;
    return n;
}

/* What a row needs where it stands alone: its cells, and all of every cell from above that ends in
 * it, since the rows above may have been too low to take a line of that. */
static int64_t row_alone(const view *v, const view_item *t, bool *span_ends)
{
    int64_t need = row_own(v, t->block, t->cell->row);
    *span_ends = false;
    for (uint32_t i = block_item(v, t->block); v->items + i < t; i++) {
        const doc_cell *c = v->items[i].cell;
        if (c->rowspan == 1 || c->row + c->rowspan - 1 != t->cell->row)
            continue;
        *span_ends = true;
        need = item_height(&v->items[i]) > need ? item_height(&v->items[i]) : need;
    }
    return need;
}

/* A row that must not be divided: 不断, or low enough for a page to end above it. */
static void check_row(const view *v, uint32_t e, verdict *out)
{
    const view_item *t = &v->items[e];
    doc_split split = t->grid->rows[t->cell->row].split;
    len room = grid_room(v, t->block);
    if (t->cell->rowspan > 1 || pages_of(v, t) < 2 || split == ROW_SPLIT_ALLOW || began_in_company(v, t))
        return;
    bool span_ends;
    int64_t need = row_alone(v, t, &span_ends), tail = tail_need(v, t->block, t->cell->row);
    if (split == ROW_SPLIT_NEVER && need + header_need(v, t) + tail <= room)
        verdict_add(out, RULE_KEPT_THINGS, 0, e, "row %u is divided", t->cell->row);
    if (split == ROW_SPLIT_AUTO && need <= room / 4 && header_need(v, t) <= room / 2 && !span_ends &&
        need + header_need(v, t) + tail <= room)
        verdict_add(out, RULE_KEPT_THINGS, 0, e, "low row %u is divided", t->cell->row);
}

static void check_group(const view *v, uint32_t e, verdict *out)
{
    const view_item *t = &v->items[e];
    if (t->cell->rowspan < 2 || t->cell->on_break != ON_BREAK_KEEP || t->fragments < 2 ||
        in_header(t) || began_in_company(v, t))
        return;
    uint32_t first = t->cell->row, last = first + t->cell->rowspan - 1;
    group_grow(v, t->block, &first, &last);
    const doc_band *b = band_of(t);
    if (b->header_count > 0 && first < b->first_row + b->header_count)
        first = b->first_row;
    int64_t need = rows_need(v, t->block, first, last);
    need += first > b->first_row ? header_need(v, t) : 0;
    need += crossing_need(v, t->block, first, last) + tail_need(v, t->block, last);
    if (need <= grid_room(v, t->block))
        verdict_add(
            out, RULE_KEPT_THINGS, 0, e, "rows %u to %u would fit on one page", first, last);
}

/* Whether another line would have fitted beneath a fragment. */
static bool line_fits(const view *v, const view_fragment *f)
{
    const scene_rect *area = &v->pages[f->page].area;
    const view_item *t = &v->items[f->element];
    len foot = f->rect.y + f->rect.height;
    for (uint32_t i = 0; i < v->part_count; i++)
        if (v->parts[i].page == f->page && v->parts[i].block == t->block)
            foot = v->parts[i].box.y + v->parts[i].box.height;
    return foot + t->style->pitch <= area->y + area->height;
}

/* Whether something of the grid, or the page, stands above this fragment that could have ended the
 * page before it. */
static bool begins_page(const view *v, const view_fragment *f)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *g = &v->fragments[i];
        if (g->page == f->page && !g->repeat && g->element != f->element &&
            g->rect.y + g->rect.height <= f->rect.y)
            return false;
    }
    return true;
}

/* Fragments of one text before and after a page edge. */
static void check_lone(const view *v, const view_fragment *a, const view_fragment *b, verdict *out)
{
    if (a->height + b->height < 2 * LONE || (a->height >= LONE && b->height >= LONE))
        return;
    if (a->height < LONE && begins_page(v, a) && !line_fits(v, a))
        return;
    const view_item *t = &v->items[a->element];
    if (zone_wants_company(v, a->page, t->block))
        return;
    /* What goes with the last row may leave it no more than a line, below the header. */
    int64_t tail = t->cell == NULL ? 0 : tail_need(v, t->block, t->cell->row);
    if (tail > 0 && header_need(v, t) + tail + item_insets(t) + LONE * t->style->pitch >
            grid_room(v, t->block))
        return;
    if (a->height > 0 && b->height > 0)
        verdict_add(out, RULE_KEPT_THINGS, a->page + 1, a->element, "%u lines, then %u", a->height,
            b->height);
}

static void check_lines(const view *v, const view_item *t, verdict *out)
{
    if (t->cell != NULL && t->cell->rowspan > 1)
        return;
    const view_fragment *before = NULL;
    for (uint32_t i = 0; i < t->fragments; i++) {
        const view_fragment *f = &v->fragments[v->of_item[t->fragment + i]];
        if (f->repeat)
            continue;
        if (before != NULL && before->page != f->page)
            check_lone(v, before, f, out);
        before = f;
    }
}

/* ---- a heading and what it heads ---- */

static bool keeps_next(const view *v, uint32_t block)
{
    return v->doc->blocks[block].kind == BLOCK_TEXT && v->doc->blocks[block].text.keep_next;
}

/* Pages on which blocks begin and end. */
typedef struct block_pages {
    uint32_t first, last;
} block_pages;

static block_pages *pages_of_blocks(const view *v, arena *a)
{
    block_pages *at = ARENA_ARRAY(a, block_pages, v->doc->block_count);
    for (uint32_t b = 0; b < v->doc->block_count; b++)
        at[b] = (block_pages){UINT32_MAX, 0};
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        block_pages *own = &at[v->items[f->element].block];
        if (f->repeat)
            continue;
        own->first = f->page < own->first ? f->page : own->first;
        own->last = f->page > own->last ? f->page : own->last;
    }
    return at;
}

/* Whether a page has, but for what is printed again, nothing that does not keep with the next. */
static bool headings_only(const view *v, uint32_t page)
{
    for (uint32_t i = 0; i < v->fragment_count; i++)
        if (v->fragments[i].page == page && !v->fragments[i].repeat &&
            !keeps_next(v, v->items[v->fragments[i].element].block))
            return false;
    return true;
}

/* No page ends between a heading and what follows it, unless that has no room below it. */
static void check_headings(const view *v, verdict *out)
{
    const block_pages *pages = pages_of_blocks(v, out->memory);
    for (uint32_t b = 0; b + 1 < v->doc->block_count; b++) {
        const doc_section *s = section_of(v->doc, b);
        uint32_t next = b + 1;
        if (!keeps_next(v, b) || next >= s->first_block + s->block_count ||
            v->doc->blocks[next].kind == BLOCK_PAGE_BREAK ||
            (v->doc->blocks[next].kind == BLOCK_TEXT &&
                v->doc->blocks[next].text.foot != FOOT_NONE))
            continue;
        if (pages[b].last != pages[next].first && !headings_only(v, pages[b].last))
            verdict_add(out, RULE_KEPT_THINGS, pages[b].last + 1, block_item(v, b),
                "a heading ends its page");
    }
}

void check_kept(const view *v, verdict *out)
{
    check_headings(v, out);
    for (uint32_t i = 0; i + 1 < v->part_count; i++)
        if (v->parts[i].block == v->parts[i + 1].block)
            check_last_row(v, i, out);
    for (uint32_t e = 0; e < v->item_count; e++) {
        check_lines(v, &v->items[e], out);
        if (v->items[e].cell != NULL) {
            check_row(v, e, out);
            check_group(v, e, out);
        }
    }
}
