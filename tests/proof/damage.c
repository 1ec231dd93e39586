/* A scene copied, cut and put together again. */
#include "damage.h"

#include <string.h>

bad *bad_copy(arena *a, const proof_case *c)
{
    bad *b = ARENA_NEW(a, bad);
    *b = (bad){.memory = a, .doc = c->doc, .from = c->scene};
    b->elements = ARENA_ARRAY(a, scene_element, c->scene->element_count);
    memcpy(b->elements, c->scene->elements, c->scene->element_count * sizeof *b->elements);
    for (uint32_t p = 0; p < c->scene->page_count; p++) {
        bad_page *page = VEC_PUSH(a, &b->pages);
        for (uint32_t i = 0; i < c->scene->pages[p].count; i++)
            *VEC_PUSH(a, &page->ops) = c->scene->pages[p].ops[i];
    }
    return b;
}

const scene *bad_scene(const bad *b)
{
    scene *s = ARENA_NEW(b->memory, scene);
    scene_page *pages = ARENA_ARRAY(b->memory, scene_page, b->pages.count);
    *s = *b->from;
    for (uint32_t p = 0; p < b->pages.count; p++)
        pages[p] = (scene_page){.width = b->from->pages[0].width,
            .height = b->from->pages[0].height,
            .ops = b->pages.at[p].ops.at,
            .count = b->pages.at[p].ops.count};
    s->elements = b->elements;
    s->pages = pages;
    s->page_count = b->pages.count;
    return s;
}

void bad_remove(bad_page *p, uint32_t op)
{
    memmove(p->ops.at + op, p->ops.at + op + 1, (p->ops.count - op - 1) * sizeof *p->ops.at);
    p->ops.count--;
}

void bad_insert(arena *a, bad_page *p, uint32_t op, scene_op what)
{
    VEC_PUSH(a, &p->ops);
    memmove(p->ops.at + op + 1, p->ops.at + op, (p->ops.count - op - 1) * sizeof *p->ops.at);
    p->ops.at[op] = what;
}

void bad_add_page(bad *b, uint32_t at)
{
    VEC_PUSH(b->memory, &b->pages);
    memmove(
        b->pages.at + at + 1, b->pages.at + at, (b->pages.count - at - 1) * sizeof *b->pages.at);
    b->pages.at[at] = (bad_page){0};
}

uint32_t bad_cell(const bad *b, uint32_t page, uint32_t element)
{
    const bad_page *p = &b->pages.at[page];
    for (uint32_t i = 0; i < p->ops.count; i++)
        if (p->ops.at[i].kind == SCENE_CELL && p->ops.at[i].cell.element == element)
            return i;
    return UINT32_MAX;
}

uint32_t bad_run(const bad_page *p, uint32_t cell, uint32_t n)
{
    for (uint32_t i = cell + 1; i < p->ops.count && p->ops.at[i].kind != SCENE_CELL; i++)
        if (p->ops.at[i].kind == SCENE_GLYPHS && n-- == 0)
            return i;
    return UINT32_MAX;
}

scene_op *bad_run_at(bad *b, uint32_t page, uint32_t element, uint32_t n)
{
    bad_page *p = &b->pages.at[page];
    return &p->ops.at[bad_run(p, bad_cell(b, page, element), n)];
}

uint32_t bad_rule(const bad_page *p, uint32_t from)
{
    for (uint32_t i = from; i < p->ops.count; i++)
        if (p->ops.at[i].kind == SCENE_RULE)
            return i;
    return UINT32_MAX;
}

/* The grid's box on a page, from its cells. */
static scene_rect grid_box(const bad *b, const bad_page *p)
{
    scene_rect box = {0};
    for (uint32_t i = 0; i < p->ops.count; i++) {
        const scene_cell *c = &p->ops.at[i].cell;
        if (p->ops.at[i].kind != SCENE_CELL || b->elements[c->element].table == 0)
            continue;
        if (box.width == 0)
            box = c->rect;
        len right = c->rect.x + c->rect.width, foot = c->rect.y + c->rect.height;
        box.width = right - box.x > box.width ? right - box.x : box.width;
        box.height = foot - box.y > box.height ? foot - box.y : box.height;
    }
    return box;
}

static len outer_of(const bad *b)
{
    for (uint32_t i = 0; i < b->doc->block_count; i++)
        if (b->doc->blocks[i].kind == BLOCK_GRID)
            return b->doc->blocks[i].grid.outer;
    return 0;
}

/* The frame's edge at y. */
static void frame_add(bad *b, bad_page *p, const scene_rect *box, len y)
{
    len outer = outer_of(b);
    scene_rect r = {box->x - outer / 2, y - outer / 2, box->width + outer, outer};
    *VEC_PUSH(b->memory, &p->ops) = (scene_op){.kind = SCENE_RULE, .rule = r};
}

/* Keeps of every rule what lies on one side of y; horizontal ones at y itself go. */
static void rules_clip(bad_page *p, len y, bool keep_above)
{
    for (uint32_t i = p->ops.count; i-- > 0;) {
        scene_op *op = &p->ops.at[i];
        if (op->kind != SCENE_RULE)
            continue;
        scene_rect *r = &op->rule;
        bool flat = r->width > r->height, at = r->y <= y && r->y + r->height >= y;
        bool beyond = keep_above ? r->y >= y : r->y + r->height <= y;
        if ((flat && at) || beyond) {
            bad_remove(p, i);
        } else if (keep_above && r->y + r->height > y) {
            r->height = y - r->y;
        } else if (!keep_above && r->y < y) {
            r->height -= y - r->y;
            r->y = y;
        }
    }
}

/* One cell with its runs, on one side of y. A repeated label keeps its text, moved to the middle.
 */
static void cell_clip(bad *b, bad_page *p, uint32_t op, len y, bool keep_above)
{
    scene_cell *c = &p->ops.at[op].cell;
    bool label = b->elements[c->element].rowspan > 1;
    scene_rect *r = &c->rect;
    len taken = keep_above ? r->y + r->height - y : y - r->y;
    len shift = keep_above ? -(taken / 2) : taken / 2;
    uint32_t edge = keep_above ? c->from : c->to;
    for (uint32_t i = op + 1; i < p->ops.count && p->ops.at[i].kind != SCENE_CELL;) {
        scene_op *run = &p->ops.at[i];
        bool above = run->kind == SCENE_GLYPHS && run->glyphs.y < y;
        uint32_t from = run->glyphs.from, to = from + (uint32_t)run->glyphs.text.n;
        if (run->kind == SCENE_GLYPHS && !label && above != keep_above) {
            bad_remove(p, i);
            continue;
        }
        if (run->kind == SCENE_GLYPHS && label)
            run->glyphs.y += shift;
        else if (run->kind == SCENE_GLYPHS)
            edge = keep_above ? to : from < edge ? from : edge;
        i++;
    }
    c = &p->ops.at[op].cell;
    c->repeat = c->repeat || (label && !keep_above);
    if (!label)
        *(keep_above ? &c->to : &c->from) = edge;
    if (keep_above) {
        c->rect.height = y - c->rect.y;
    } else {
        c->rect.height -= taken;
        c->rect.y = y;
    }
}

static void cell_drop(bad_page *p, uint32_t op)
{
    for (uint32_t run; (run = bad_run(p, op, 0)) != UINT32_MAX;)
        bad_remove(p, run);
    bad_remove(p, op);
}

/* Cells of a page on one side of y. */
static void cells_clip(bad *b, bad_page *p, len y, bool keep_above)
{
    for (uint32_t i = p->ops.count; i-- > 0;) {
        const scene_op *op = &p->ops.at[i];
        if (op->kind != SCENE_CELL)
            continue;
        len top = op->cell.rect.y, foot = top + op->cell.rect.height;
        if (keep_above ? top >= y : foot <= y)
            cell_drop(p, i);
        else if (top < y && foot > y)
            cell_clip(b, p, i, y, keep_above);
    }
}

static bad_page page_copy(arena *a, const bad_page *p)
{
    bad_page copy = {0};
    for (uint32_t i = 0; i < p->ops.count; i++)
        *VEC_PUSH(a, &copy.ops) = p->ops.at[i];
    return copy;
}

void bad_split(bad *b, uint32_t page, len y, bool again)
{
    bad_add_page(b, page + 1);
    b->pages.at[page + 1] = page_copy(b->memory, &b->pages.at[page]);
    bad_page *above = &b->pages.at[page], *below = &b->pages.at[page + 1];
    scene_rect box = grid_box(b, above);
    cells_clip(b, above, y, true);
    rules_clip(above, y, true);
    frame_add(b, above, &box, y);
    if (!again) {
        cells_clip(b, below, y, false);
        rules_clip(below, y, false);
        frame_add(b, below, &box, y);
        return;
    }
    for (uint32_t i = 0; i < below->ops.count; i++) {
        scene_cell *c = &below->ops.at[i].cell;
        if (below->ops.at[i].kind == SCENE_CELL)
            c->repeat = c->repeat || c->rect.y < y;
    }
}

void bad_behead(bad *b, uint32_t page, len y)
{
    bad_page *p = &b->pages.at[page];
    scene_rect box = grid_box(b, p);
    bad_page heading = page_copy(b->memory, p);
    cells_clip(b, p, y, false);
    rules_clip(p, y, false);
    frame_add(b, p, &box, y);
    /* What stands above the grid stays. */
    uint32_t at = 0;
    for (uint32_t i = 0; i < heading.ops.count; i++) {
        if (heading.ops.at[i].kind == SCENE_CELL &&
            b->elements[heading.ops.at[i].cell.element].table > 0)
            break;
        bad_insert(b->memory, p, at++, heading.ops.at[i]);
    }
}
