/* Rules on rectangles: cells tile their part of the page, drawn lines stand on every edge. */
#include "proof.h"

#include <stdlib.h>

static len right_of(const scene_rect *r)
{
    return r->x + r->width;
}

static len foot_of(const scene_rect *r)
{
    return r->y + r->height;
}

static bool overlap(const scene_rect *a, const scene_rect *b)
{
    return a->x < right_of(b) && b->x < right_of(a) && a->y < foot_of(b) && b->y < foot_of(a);
}

/* Of a text block, the box of its lines: the space around it belongs to nobody. */
static scene_rect ink_box(const view *v, const view_fragment *f)
{
    const view_item *t = &v->items[f->element];
    scene_rect r = f->rect;
    if (t->cell == NULL && t->zone == NULL) {
        r.y += t->style->top;
        r.height -= item_insets(t);
    }
    return r;
}

static void check_overlaps(const view *v, verdict *out)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *a = &v->fragments[i];
        if (a->element >= v->item_count)
            continue;
        scene_rect box = ink_box(v, a);
        for (uint32_t k = i + 1; k < v->fragment_count && v->fragments[k].page == a->page; k++) {
            const view_fragment *b = &v->fragments[k];
            scene_rect other = b->element < v->item_count ? ink_box(v, b) : b->rect;
            if (overlap(&box, &other))
                verdict_add(
                    out, RULE_NO_OVERLAP, a->page + 1, a->element, "overlaps %u", b->element);
        }
    }
}

void check_tiles(const view *v, verdict *out)
{
    check_overlaps(v, out);
    for (uint32_t i = 0; i < v->part_count; i++) {
        const view_part *p = &v->parts[i];
        int64_t area = 0, whole = (int64_t)p->box.width * p->box.height;
        for (uint32_t k = p->fragment; k < p->end; k++)
            area += (int64_t)v->fragments[k].rect.width * v->fragments[k].rect.height;
        if (area < whole)
            verdict_add(out, RULE_NO_HOLE, p->page + 1, v->fragments[p->fragment].element,
                "%lld of %lld covered", (long long)area, (long long)whole);
        len width = v->pages[p->page].area.width;
        if (p->box.width != width)
            verdict_add(out, RULE_NO_HOLE, p->page + 1, v->fragments[p->fragment].element,
                "%d wide, the type area %d", p->box.width, width);
    }
}

/* A stretch of a line that has to be drawn: from a to b at `at`, `weight` thick. */
typedef struct edge {
    bool vertical;
    len at, a, b, weight;
} edge;

typedef struct stretch {
    len a, b;
} stretch;

static int by_start(const void *x, const void *y)
{
    const stretch *a = x, *b = y;
    return (a->a > b->a) - (a->a < b->a);
}

/* The rules of one page. */
typedef struct page_rules {
    const scene_rect **at;
    uint32_t count;
    stretch *scratch;
} page_rules;

static page_rules rules_of(arena *a, const scene_page *page)
{
    page_rules r = {0};
    for (uint32_t i = 0; i < page->count; i++)
        r.count += page->ops[i].kind == SCENE_RULE;
    r.at = ARENA_ARRAY(a, const scene_rect *, r.count);
    r.scratch = ARENA_ARRAY(a, stretch, r.count);
    r.count = 0;
    for (uint32_t i = 0; i < page->count; i++)
        if (page->ops[i].kind == SCENE_RULE)
            r.at[r.count++] = &page->ops[i].rule;
    return r;
}

/* Whether rules of the right weight cover an edge over its whole length. */
static bool drawn(const page_rules *r, const edge *e)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        const scene_rect *one = r->at[i];
        len near = e->vertical ? one->x : one->y, thick = e->vertical ? one->width : one->height;
        len from = e->vertical ? one->y : one->x, length = e->vertical ? one->height : one->width;
        if (thick != e->weight || near > e->at || near + thick < e->at)
            continue;
        if (from + length > e->a && from < e->b)
            r->scratch[count++] = (stretch){from, from + length};
    }
    if (count > 1)
        qsort(r->scratch, count, sizeof *r->scratch, by_start);
    len reach = e->a;
    for (uint32_t i = 0; i < count && r->scratch[i].a <= reach; i++)
        if (r->scratch[i].b > reach)
            reach = r->scratch[i].b;
    return reach >= e->b;
}

/* The four edges of a cell. On the part's frame they are as heavy as the frame, and the horizontal
 * ones reach over its corners. */
static void edges_of(const view_part *p, const scene_rect *r, const doc_grid *g, edge out[4])
{
    const scene_rect *box = &p->box;
    bool left = r->x == box->x, right = right_of(r) == right_of(box);
    bool top = r->y == box->y, foot = foot_of(r) == foot_of(box);
    len before = left ? g->outer / 2 : 0, after = right ? g->outer - g->outer / 2 : 0;
    out[0] = (edge){false, r->y, r->x, right_of(r), top ? g->outer : g->inner};
    out[1] = (edge){false, foot_of(r), r->x, right_of(r), foot ? g->outer : g->inner};
    out[2] = (edge){true, r->x, r->y, foot_of(r), left ? g->outer : g->inner};
    out[3] = (edge){true, right_of(r), r->y, foot_of(r), right ? g->outer : g->inner};
    bool frame[2] = {top, foot};
    for (int i = 0; i < 2; i++)
        if (frame[i]) {
            out[i].a -= before;
            out[i].b += after;
        }
}

static void check_edges(const view *v, const view_part *p, const page_rules *r, verdict *out)
{
    static const char *const sides[] = {"top", "bottom", "left", "right"};
    const doc_grid *g = &v->doc->blocks[p->block].grid;
    for (uint32_t i = p->fragment; i < p->end; i++) {
        const view_fragment *f = &v->fragments[i];
        edge e[4];
        edges_of(p, &f->rect, g, e);
        for (int k = 0; k < 4; k++)
            if (e[k].weight > 0 && f->rect.width > 0 && f->rect.height > 0 && !drawn(r, &e[k]))
                verdict_add(
                    out, RULE_FRAME_CLOSED, p->page + 1, f->element, "%s is open", sides[k]);
    }
}

/* Half the heaviest rule of the document: the frame of a grid may reach into the next one, right
 * beneath it, as far as that. */
static len half_rule(const document *doc)
{
    len most = 0;
    for (uint32_t b = 0; b < doc->block_count; b++) {
        const doc_grid *g = &doc->blocks[b].grid;
        if (doc->blocks[b].kind != BLOCK_GRID)
            continue;
        most = g->outer > most ? g->outer : most;
        most = g->inner > most ? g->inner : most;
    }
    return most / 2 + 1;
}

/* No rule inside a cell beyond half a rule's width. */
static void check_inside(const view *v, const view_part *p, const page_rules *r, verdict *out)
{
    len half = half_rule(v->doc);
    for (uint32_t i = p->fragment; i < p->end; i++) {
        scene_rect in = v->fragments[i].rect;
        in = (scene_rect){in.x + half, in.y + half, in.width - 2 * half, in.height - 2 * half};
        for (uint32_t k = 0; k < r->count && in.width > 0 && in.height > 0; k++)
            if (overlap(&in, r->at[k]))
                verdict_add(out, RULE_FRAME_CLOSED, p->page + 1, v->fragments[i].element,
                    "a rule runs through it");
    }
}

/* A rule that belongs to no grid of its page, and nothing at its foot. */
static void check_strays(const view *v, uint32_t page, const page_rules *r, verdict *out)
{
    for (uint32_t k = 0; k < r->count; k++) {
        bool home = foot_rule(v, page, r->at[k]);
        for (uint32_t i = 0; i < v->part_count && !home; i++) {
            const view_part *p = &v->parts[i];
            len half = half_rule(v->doc);
            home = p->page == page && r->at[k]->x >= p->box.x - half &&
                r->at[k]->y >= p->box.y - half && right_of(r->at[k]) <= right_of(&p->box) + half &&
                foot_of(r->at[k]) <= foot_of(&p->box) + half;
        }
        if (!home)
            verdict_add(out, RULE_FRAME_CLOSED, page + 1, 0, "a rule stands alone at %d, %d",
                r->at[k]->x, r->at[k]->y);
    }
}

void check_frame(const view *v, verdict *out)
{
    uint32_t next = 0;
    for (uint32_t page = 0; page < v->scene->page_count; page++) {
        page_rules r = rules_of(out->memory, &v->scene->pages[page]);
        check_strays(v, page, &r, out);
        for (; next < v->part_count && v->parts[next].page == page; next++) {
            check_edges(v, &v->parts[next], &r, out);
            check_inside(v, &v->parts[next], &r, out);
        }
    }
}

static bool within(const scene_rect *area, const scene_rect *r)
{
    return r->x >= area->x && right_of(r) <= right_of(area) && r->y >= area->y &&
        foot_of(r) <= foot_of(area);
}

/* The type area of a section that is measured by em boxes ends half a line's gap inside the first and
 * the last line. */
static scene_rect area_of(const view *v, const view_fragment *f)
{
    scene_rect area = v->pages[f->page].area;
    const view_item *t = &v->items[f->element];
    if (t->cell != NULL || !section_of(v->doc, t->block)->page.em_boxes)
        return area;
    len gap = t->style->pitch - t->style->size;
    area.y -= gap / 2;
    area.height += gap;
    return area;
}

void check_area(const view *v, verdict *out)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        if (f->element >= v->item_count)
            continue;
        scene_rect box = ink_box(v, f), area = area_of(v, f);
        if (!within(&area, &box))
            verdict_add(out, RULE_INSIDE_TYPE_AREA, f->page + 1, f->element, "%d, %d, %d x %d",
                box.x, box.y, box.width, box.height);
    }
}

/* Whether a blank page is a verso before a section that begins on the right. */
static bool blank_due(const view *v, uint32_t page)
{
    if (page + 1 >= v->scene->page_count || v->pages[page].number % 2 == 1)
        return false;
    uint32_t section = v->pages[page + 1].section;
    bool first = section != UINT32_MAX &&
        v->doc->sections[section].start == START_RECTO;
    return first && (page == 0 || v->pages[page - 1].section != section);
}

/* A page has something of its own: 另起一页 ends a page, and never makes a blank one. */
void check_pages(const view *v, verdict *out)
{
    uint32_t next = 0;
    for (uint32_t p = 0; p < v->scene->page_count; p++) {
        bool any = false;
        for (; next < v->fragment_count && v->fragments[next].page == p; next++)
            any = any || !v->fragments[next].repeat;
        if (!any && v->item_count > 0 && !blank_due(v, p) && !imprint_apart(v, p))
            verdict_add(out, RULE_PAGE_NOT_EMPTY, p + 1, 0, "the page is blank");
    }
}
