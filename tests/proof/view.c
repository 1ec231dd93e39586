/* A scene taken apart: fragments, lines of glyphs, parts of grids; and the document's elements. */
#include "proof.h"

#include <string.h>

bool blank_text(str s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = utf8_next(s, &i);
        if (cp != ' ' && cp != '\n' && cp != '\t' && cp != 0x3000 && cp != '\r')
            return false;
    }
    return true;
}

len run_width(const scene_glyphs *g)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < g->count; i++)
        sum += g->glyphs[i].advance;
    return (len)(sum * g->size / SCENE_EM);
}

len item_insets(const view_item *t)
{
    return t->style->top + t->style->bottom;
}

len item_height(const view_item *t)
{
    len reserve = t->zone == NULL ? 0 : t->zone->height + 6 * LEN_PT;
    return item_insets(t) + reserve + (len)t->height * t->style->pitch;
}

/* A text, or each part of a line. An entry of the contents ends with the number of a page, which the
 * document does not know. */
static void texts_of(view *v, const doc_text *t, uint32_t block)
{
    for (uint32_t i = 0; i < t->part_count; i++)
        texts_of(v, &t->parts[i], block);
    if (t->part_count > 0)
        return;
    view_item *item = &v->items[v->item_count++];
    *item = (view_item){.style = t->style, .text = t->text, .from = t->from, .zone = t->zone, .block = block};
    const scene *s = v->of->scene;
    item->entry = t->role == TEXT_CONTENTS;
    if (item->entry && v->item_count <= s->element_count &&
        str_starts(s->elements[v->item_count - 1].text, t->text))
        item->text = s->elements[v->item_count - 1].text;
}

static void items_of(view *v, arena *a)
{
    const document *doc = v->doc;
    uint32_t most = 0;
    for (uint32_t b = 0; b < doc->block_count; b++)
        most += doc->blocks[b].kind == BLOCK_GRID ? doc->blocks[b].grid.cell_count
            : doc->blocks[b].kind == BLOCK_TEXT   ? 1 + doc->blocks[b].text.part_count
                                                  : 0;
    v->items = ARENA_ARRAY(a, view_item, most);
    for (uint32_t b = 0; b < doc->block_count; b++) {
        const doc_block *block = &doc->blocks[b];
        if (block->kind == BLOCK_TEXT)
            texts_of(v, &block->text, b);
        for (uint32_t i = 0; block->kind == BLOCK_GRID && i < block->grid.cell_count; i++) {
            const doc_cell *c = &block->grid.cells[i];
            v->items[v->item_count++] = (view_item){.style = c->style,
                .text = c->text,
                .from = c->from,
                .cell = c,
                .zone = c->zone,
                .grid = &block->grid,
                .block = b};
        }
    }
}

uint32_t block_item(const view *v, uint32_t block)
{
    uint32_t low = 0, high = v->item_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (v->items[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Counts of a scene's parts, to make room for them. */
static void room_for(view *v, arena *a)
{
    uint32_t cells = 0, runs = 0;
    for (uint32_t p = 0; p < v->scene->page_count; p++)
        for (uint32_t i = 0; i < v->scene->pages[p].count; i++) {
            cells += v->scene->pages[p].ops[i].kind == SCENE_CELL;
            runs += v->scene->pages[p].ops[i].kind == SCENE_GLYPHS;
        }
    v->fragments = ARENA_ARRAY(a, view_fragment, cells);
    v->runs = ARENA_ARRAY(a, const scene_glyphs *, runs);
    v->lines = ARENA_ARRAY(a, view_line, runs);
    v->of_item = ARENA_ARRAY(a, uint32_t, cells);
    v->parts = ARENA_ARRAY(a, view_part, cells);
}

static str item_slice(const view_item *t, uint32_t from, uint32_t to)
{
    return from <= to && to <= t->text.n ? str_slice(t->text, from, to) : (str){"", 0};
}

/* Lines that blanks begin, where `fresh` says that a line begins with them. A wide blank in a
 * stacked text is a line of its own. *fresh afterwards: what follows begins another line. */
static uint32_t blank_lines(str s, bool stacked, bool *fresh)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = utf8_next(s, &i);
        if (cp == '\n') {
            n += *fresh;
            *fresh = true;
        } else {
            n += *fresh || (stacked && cp == 0x3000);
            *fresh = false;
        }
    }
    return n;
}

/* Lines of a fragment, those without glyphs included: paragraphs of nothing leave no op. */
static uint32_t lines_high(const view *v, const view_fragment *f)
{
    const view_item *t = &v->items[f->element];
    bool stacked = t->style->stacked, fresh = true;
    if (t->text.n == 0)
        return 1;
    if (f->lines == 0)
        return blank_lines(item_slice(t, f->from, f->to), stacked, &fresh);
    const view_line *first = &v->lines[f->line], *last = &v->lines[f->line + f->lines - 1];
    uint32_t high = (uint32_t)((last->baseline - first->baseline) / t->style->pitch) + 1;
    high += blank_lines(item_slice(t, f->from, first->from), stacked, &fresh);
    if (!fresh && !stacked)
        high--;
    fresh = false;
    high += blank_lines(item_slice(t, last->to, f->to), stacked, &fresh);
    /* In a column of one character a blank may fill a line too. A part of a text begins at the top
     * of its cell, so that the lines above its first glyphs can be counted. */
    len above = (first->baseline - f->rect.y - t->style->top) / t->style->pitch;
    uint32_t least = (uint32_t)((last->baseline - first->baseline) / t->style->pitch + above) + 1;
    bool part = f->from > 0 || f->to < t->text.n;
    return part && least > high ? least : high;
}

/* Runs of a fragment to lines: a line is the runs on one baseline. */
static void lines_of(view *v, view_fragment *f, uint32_t *line_count)
{
    f->line = *line_count;
    for (uint32_t i = f->run; i < f->run + f->runs; i++) {
        const scene_glyphs *g = v->runs[i];
        uint32_t to = g->from + (uint32_t)g->text.n;
        len right = g->x + run_width(g);
        view_line *last = f->lines == 0 ? NULL : &v->lines[f->line + f->lines - 1];
        if (last != NULL && last->baseline == g->y) {
            last->to = to;
            last->runs++;
            last->left = g->x < last->left ? g->x : last->left;
            last->right = right > last->right ? right : last->right;
            continue;
        }
        v->lines[(*line_count)++] = (view_line){g->y, g->x, right, g->from, to, i, 1};
        f->lines++;
    }
}

static void fragments_of(view *v, arena *a)
{
    uint32_t runs = 0, lines = 0;
    for (uint32_t p = 0; p < v->scene->page_count; p++) {
        const scene_page *page = &v->scene->pages[p];
        view_fragment *f = NULL;
        for (uint32_t i = 0; i < page->count; i++) {
            const scene_op *op = &page->ops[i];
            if (op->kind == SCENE_CELL) {
                const scene_cell *c = &op->cell;
                f = &v->fragments[v->fragment_count++];
                *f = (view_fragment){.page = p,
                    .element = c->element,
                    .repeat = c->repeat,
                    .rect = c->rect,
                    .from = c->from,
                    .to = c->to,
                    .run = runs};
            } else if (op->kind == SCENE_GLYPHS && f != NULL) {
                v->runs[runs++] = &op->glyphs;
                f->runs++;
            } else if (op->kind == SCENE_FIELD) {
                uint32_t at = v->fragment_count - 1;
                *VEC_PUSH(a, &v->zones) = (view_zone){p, f == NULL ? UINT32_MAX : at, &op->field};
            }
        }
    }
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        view_fragment *f = &v->fragments[i];
        if (f->element < v->item_count) {
            lines_of(v, f, &lines);
            f->height = lines_high(v, f);
        }
    }
}

static void fragments_by_item(view *v)
{
    for (uint32_t i = 0; i < v->fragment_count; i++)
        if (v->fragments[i].element < v->item_count)
            v->items[v->fragments[i].element].fragments++;
    uint32_t next = 0;
    for (uint32_t e = 0; e < v->item_count; e++) {
        v->items[e].fragment = next;
        next += v->items[e].fragments;
        v->items[e].fragments = 0;
    }
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        if (f->element >= v->item_count)
            continue;
        view_item *t = &v->items[f->element];
        v->of_item[t->fragment + t->fragments++] = i;
        if (!f->repeat)
            t->height += f->height;
    }
    for (uint32_t e = 0; e < v->item_count; e++)
        if (v->items[e].text.n == 0)
            v->items[e].height = 1;
}

static void part_grow(view_part *part, const scene_rect *r)
{
    scene_rect *box = &part->box;
    len right = box->x + box->width, foot = box->y + box->height;
    right = r->x + r->width > right ? r->x + r->width : right;
    foot = r->y + r->height > foot ? r->y + r->height : foot;
    box->x = r->x < box->x ? r->x : box->x;
    box->y = r->y < box->y ? r->y : box->y;
    box->width = right - box->x;
    box->height = foot - box->y;
}

static void parts_of(view *v)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        if (f->element >= v->item_count || v->items[f->element].cell == NULL)
            continue;
        uint32_t block = v->items[f->element].block;
        view_part *last = v->part_count == 0 ? NULL : &v->parts[v->part_count - 1];
        if (last != NULL && last->page == f->page && last->block == block && last->end == i) {
            last->end++;
            part_grow(last, &f->rect);
        } else {
            v->parts[v->part_count++] = (view_part){f->page, block, i, i + 1, f->rect};
        }
    }
}

view *view_of(const proof_case *c, arena *a)
{
    view *v = ARENA_NEW(a, view);
    *v = (view){.of = c, .doc = c->doc};
    items_of(v, a);
    sheets_read(v, c->scene, a);
    room_for(v, a);
    fragments_of(v, a);
    fragments_by_item(v);
    parts_of(v);
    return v;
}
