/* Drawn lines: one page of a grid to rectangles. Shared edges are drawn once, the outer frame is
 * closed at every page edge, and its corners are filled. */
#include "layout/layout_int.h"

typedef struct lattice {
    const sized_grid *grid;
    const plan_page *page;
    uint32_t columns, rows;
    uint32_t *owner; /* which fragment covers a slot, + 1 */
    len x, y;
    const sheet *out;
} lattice;

static uint32_t slice_at(const plan_page *p, len y)
{
    uint32_t low = 0, high = p->slice_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->slices[middle].top < y)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void fill(lattice *l)
{
    for (uint32_t i = 0; i < l->page->fragment_count; i++) {
        const plan_fragment *f = &l->page->fragments[i];
        const sized_cell *c = &l->grid->cells[f->cell];
        uint32_t end = slice_at(l->page, f->top + f->height);
        for (uint32_t r = slice_at(l->page, f->top); r < end; r++)
            for (uint32_t k = c->edge; k < c->edge_end; k++)
                l->owner[(size_t)r * l->columns + k] = i + 1;
    }
}

static len row_y(const lattice *l, uint32_t r)
{
    return r < l->rows ? l->page->slices[r].top : l->page->height;
}

/* Whether the slots on the two sides of an edge belong to one cell; outside owns 0. */
static uint32_t owner(const lattice *l, int64_t r, int64_t k)
{
    if (r < 0 || k < 0 || r >= l->rows || k >= l->columns)
        return 0;
    return l->owner[(size_t)r * l->columns + (size_t)k];
}

static void draw(const lattice *l, scene_rect rect)
{
    if (rect.width <= 0 || rect.height <= 0)
        return;
    rect.x += l->x;
    rect.y += l->y;
    sheet_add(l->out, &(scene_op){.kind = SCENE_RULE, .rule = rect});
}

/* The horizontal edge above row r, in stretches where a line is due. Rows without a height of their
 * own may share the frame's edge with others. */
static void horizontal(const lattice *l, uint32_t r)
{
    bool frame = row_y(l, r) == 0 || row_y(l, r) == l->page->height;
    len weight = frame ? l->grid->grid->outer : l->grid->grid->inner;
    len outer = l->grid->grid->outer, y = row_y(l, r) - weight / 2;
    for (uint32_t k = 0; k < l->columns;) {
        uint32_t end = k;
        while (end < l->columns && owner(l, (int64_t)r - 1, end) != owner(l, r, end))
            end++;
        if (end > k) {
            len x = l->grid->edges[k], far = l->grid->edges[end];
            x -= frame ? outer / 2 : 0;
            far += frame ? outer - outer / 2 : 0;
            draw(l, (scene_rect){x, y, far - x, weight});
        }
        k = end + 1;
    }
}

static void vertical(const lattice *l, uint32_t k)
{
    bool frame = k == 0 || k == l->columns;
    len weight = frame ? l->grid->grid->outer : l->grid->grid->inner;
    len x = l->grid->edges[k] - weight / 2;
    for (uint32_t r = 0; r < l->rows;) {
        uint32_t end = r;
        while (end < l->rows && owner(l, end, (int64_t)k - 1) != owner(l, end, k))
            end++;
        if (end > r)
            draw(l, (scene_rect){x, row_y(l, r), weight, row_y(l, end) - row_y(l, r)});
        r = end + 1;
    }
}

void rules_draw(arena *a, const rule_page *p, const sheet *out)
{
    lattice l = {.grid = p->grid,
        .page = p->page,
        .columns = p->grid->edge_count - 1,
        .rows = p->page->slice_count,
        .x = p->x,
        .y = p->y,
        .out = out};
    l.owner = ARENA_ARRAY(a, uint32_t, (size_t)l.rows * l.columns);
    fill(&l);
    for (uint32_t r = 0; r <= l.rows; r++)
        horizontal(&l, r);
    for (uint32_t k = 0; k <= l.columns; k++)
        vertical(&l, k);
}

/* A quarter of the type area long, as in books. */
void rule_notes(const sheet *out, len top)
{
    scene_rect rect = {
        0, top - NOTES_ABOVE / 2, doc_page_area(out->page).width / 4, LEN_PT / 2};
    sheet_add(out, &(scene_op){.kind = SCENE_RULE, .rule = rect});
}

void rule_across(const sheet *out, len top, len thickness)
{
    scene_rect rect = {0, top, doc_page_area(out->page).width, thickness};
    sheet_add(out, &(scene_op){.kind = SCENE_RULE, .rule = rect});
}
