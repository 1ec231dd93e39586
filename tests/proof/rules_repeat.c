/* What has to stand again on continuation pages: header rows, labels, the texts above a grid. */
#include "proof.h"

/* The first fragment of a cell in body rows that begins in a row of its own on this part. */
static const view_fragment *first_body(const view *v, const view_part *p)
{
    for (uint32_t i = p->fragment; i < p->end; i++) {
        const view_fragment *f = &v->fragments[i];
        const view_item *t = &v->items[f->element];
        if (t->cell->rowspan == 1 && !f->repeat && !in_header(t))
            return f;
    }
    return NULL;
}

static const view_fragment *on_part(const view *v, const view_part *p, uint32_t element)
{
    for (uint32_t i = p->fragment; i < p->end; i++)
        if (v->fragments[i].element == element)
            return &v->fragments[i];
    return NULL;
}

static bool whole(const view *v, const view_fragment *f)
{
    const view_item *t = &v->items[f->element];
    return f->from == 0 && f->to == t->text.n;
}

/* Whether a band had rows before this part. */
static bool goes_on(const view *v, uint32_t part, const doc_band *b)
{
    for (uint32_t i = part; i-- > 0 && v->parts[i].block == v->parts[part].block;)
        for (uint32_t k = v->parts[i].fragment; k < v->parts[i].end; k++)
            if (band_of(&v->items[v->fragments[k].element]) == b)
                return true;
    return false;
}

/* Some cell of the row finds no room for one line beneath the header; or a text that is to be sealed,
 * which is not divided; or a label that stands whole on each page, where the row also has what goes with
 * it beneath. */
static bool no_room_beneath(const view *v, const view_part *p, uint32_t row, len room)
{
    bool tail = tail_need(v, p->block, row) > 0;
    for (uint32_t i = p->fragment; i < p->end; i++) {
        const view_item *t = &v->items[v->fragments[i].element];
        bool over = t->cell->row <= row && row < t->cell->row + t->cell->rowspan;
        bool whole_label = (tail && t->cell->on_break != ON_BREAK_CONTINUE) || t->zone != NULL;
        len need = whole_label ? item_height(t) : item_insets(t) + t->style->pitch;
        if (over && need > room)
            return true;
    }
    return false;
}

static void check_header(const view *v, uint32_t part, verdict *out)
{
    const view_part *p = &v->parts[part];
    const view_fragment *body = first_body(v, p);
    const doc_band *b = body == NULL ? NULL : band_of(&v->items[body->element]);
    if (b == NULL || b->header_count == 0 || !goes_on(v, part, b))
        return;
    uint32_t row = v->items[body->element].cell->row;
    len room = grid_room(v, p->block), height = header_height(v, p->block, b);
    int64_t tail = tail_need(v, p->block, row);
    room = tail < room ? room - (len)tail : 0;
    if (height < 0 || height > grid_room(v, p->block) / 2 || no_room_beneath(v, p, row, room - height))
        return;
    const doc_grid *g = &v->doc->blocks[p->block].grid;
    for (uint32_t k = 0, e = block_item(v, p->block); k < g->cell_count; k++, e++) {
        const view_item *t = &v->items[e];
        if (band_of(t) != b || !in_header(t))
            continue;
        const view_fragment *f = on_part(v, p, e);
        if (f != NULL && !f->repeat)
            return;
        if (f == NULL || !whole(v, f) || f->rect.y + f->rect.height > body->rect.y)
            verdict_add(out, RULE_HEADER_REPEATED, p->page + 1, e, "is not above row %u", row);
        else
            fragment_whole(v, f, out, RULE_HEADER_REPEATED);
    }
}

/* The texts above a grid that are printed again on its continuation pages. */
static void check_running(const view *v, uint32_t part, verdict *out)
{
    const view_part *p = &v->parts[part];
    uint32_t first = block_item(v, p->block), n = v->doc->blocks[p->block].grid.running_count;
    if (running_height(v, p->block) > room_height(v, p->block) / 2)
        return;
    for (uint32_t e = first - n; e < first; e++) {
        const view_item *t = &v->items[e];
        const view_fragment *f = NULL;
        for (uint32_t i = 0; i < t->fragments; i++)
            if (v->fragments[v->of_item[t->fragment + i]].page == p->page)
                f = &v->fragments[v->of_item[t->fragment + i]];
        if (f == NULL || !f->repeat || !whole(v, f))
            verdict_add(out, RULE_HEADER_REPEATED, p->page + 1, e, "is not above the grid");
        else
            fragment_whole(v, f, out, RULE_HEADER_REPEATED);
    }
}

/* Whether a row of the label's own stands on the part, seen by a cell of that row alone. */
static bool rows_here(const view *v, const view_part *p, const doc_cell *label)
{
    for (uint32_t i = p->fragment; i < p->end; i++) {
        const view_fragment *f = &v->fragments[i];
        const doc_cell *c = v->items[f->element].cell;
        if (c->rowspan == 1 && !f->repeat && c->row >= label->row &&
            c->row < label->row + label->rowspan)
            return true;
    }
    return false;
}

/* A label shown whole fits beneath the header rows that are not its own. */
static bool label_fits(const view *v, const view_part *p, const view_item *t)
{
    const doc_band *b = band_of(t);
    len header = t->cell->row == b->first_row ? 0 : header_height(v, p->block, b);
    return header >= 0 && item_height(t) <= grid_room(v, p->block) - header;
}

static void check_label(const view *v, const view_part *p, uint32_t e, verdict *out)
{
    const view_item *t = &v->items[e];
    if (!rows_here(v, p, t->cell))
        return;
    const view_fragment *f = on_part(v, p, e);
    if (f == NULL || !whole(v, f))
        verdict_add(out, RULE_LABEL_REPEATED, p->page + 1, e, "shows %u..%u of %zu",
            f == NULL ? 0 : f->from, f == NULL ? 0 : f->to, t->text.n);
    else if (f->repeat)
        fragment_whole(v, f, out, RULE_LABEL_REPEATED);
}

static void check_labels(const view *v, const view_part *p, verdict *out)
{
    const doc_grid *g = &v->doc->blocks[p->block].grid;
    for (uint32_t k = 0, e = block_item(v, p->block); k < g->cell_count; k++, e++) {
        const view_item *t = &v->items[e];
        bool label = t->cell->rowspan > 1 || !t->cell->data || t->cell->names_rows;
        if (label && t->cell->on_break != ON_BREAK_CONTINUE && !in_header(t) &&
            label_fits(v, p, t))
            check_label(v, p, e, out);
    }
}

void check_repeats(const view *v, verdict *out)
{
    for (uint32_t i = 0; i < v->part_count; i++) {
        if (i > 0 && v->parts[i].block == v->parts[i - 1].block) {
            check_header(v, i, out);
            check_running(v, i, out);
        }
        bool alone = (i == 0 || v->parts[i - 1].block != v->parts[i].block) &&
            (i + 1 == v->part_count || v->parts[i + 1].block != v->parts[i].block);
        if (!alone)
            check_labels(v, &v->parts[i], out);
    }
}
