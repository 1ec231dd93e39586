/* What rows need, worked out from the document and the number of lines found in the scene. Where
 * layout has a choice these are upper bounds, so that a rule never asks for the impossible. */
#include "proof.h"

const doc_band *band_of(const view_item *t)
{
    return &t->grid->bands[t->grid->rows[t->cell->row].band];
}

bool in_header(const view_item *t)
{
    const doc_band *b = band_of(t);
    return t->cell->row + t->cell->rowspan <= b->first_row + b->header_count;
}

len row_own(const view *v, uint32_t block, uint32_t row)
{
    len most = 0;
    const doc_grid *g = &v->doc->blocks[block].grid;
    for (uint32_t i = block_item(v, block), k = 0; k < g->cell_count; k++) {
        const view_item *t = &v->items[i + k];
        if (t->cell->row > row)
            break;
        if (t->cell->row == row && t->cell->rowspan == 1 && item_height(t) > most)
            most = item_height(t);
    }
    return most;
}

static int64_t rows_own(const view *v, uint32_t block, uint32_t first, uint32_t last)
{
    int64_t sum = 0;
    for (uint32_t r = first; r <= last; r++)
        sum += row_own(v, block, r);
    return sum;
}

int64_t rows_need(const view *v, uint32_t block, uint32_t first, uint32_t last)
{
    int64_t need = rows_own(v, block, first, last);
    const doc_grid *g = &v->doc->blocks[block].grid;
    for (uint32_t i = block_item(v, block), k = 0; k < g->cell_count; k++) {
        const view_item *t = &v->items[i + k];
        uint32_t end = t->cell->row + t->cell->rowspan - 1;
        if (t->cell->rowspan == 1 || t->cell->row > last || end < first)
            continue;
        int64_t lack = item_height(t) - rows_own(v, block, t->cell->row, end);
        need += lack > 0 ? lack : 0;
    }
    return need;
}

/* A text, or the rows of a line in parts. */
static int64_t text_need(const view *v, uint32_t block)
{
    const doc_text *t = &v->doc->blocks[block].text;
    uint32_t first = block_item(v, block);
    int64_t sum = 0, row = 0;
    if (t->part_count == 0)
        return item_height(&v->items[first]);
    for (uint32_t i = 0; i < t->part_count; i++) {
        int64_t height = item_height(&v->items[first + i]);
        row = i % t->track_count == 0 || height > row ? height : row;
        if (i + 1 == t->part_count || (i + 1) % t->track_count == 0)
            sum += row;
    }
    return sum;
}

int64_t tail_need(const view *v, uint32_t block, uint32_t last)
{
    const doc_section *s = section_of(v->doc, block);
    int64_t sum = 0, need = 0;
    if (last + 1 < v->doc->blocks[block].grid.row_count)
        return 0;
    for (uint32_t b = block + 1; b < s->first_block + s->block_count; b++) {
        const doc_block *one = &v->doc->blocks[b];
        if (one->kind != BLOCK_TEXT)
            break;
        sum += text_need(v, b);
        need = text_zoned(&one->text) || one->text.with_grid ? sum : need;
    }
    return need;
}

len running_height(const view *v, uint32_t block)
{
    const doc_grid *g = &v->doc->blocks[block].grid;
    uint32_t first = block_item(v, block);
    int64_t sum = 0;
    for (uint32_t i = first - g->running_count; i < first; i++)
        sum += item_insets(&v->items[i]) + (int64_t)v->items[i].height * v->items[i].style->pitch;
    return sum > LEN_MAX ? LEN_MAX : (len)sum;
}

len grid_room(const view *v, uint32_t block)
{
    len running = running_height(v, block);
    len height = room_height(v, block);
    return running > height / 2 ? height : height - running;
}

len header_height(const view *v, uint32_t block, const doc_band *b)
{
    len top = LEN_MAX, foot = 0;
    int64_t page = -1;
    const doc_grid *g = &v->doc->blocks[block].grid;
    for (uint32_t i = block_item(v, block), k = 0; k < g->cell_count; k++) {
        const view_item *t = &v->items[i + k];
        if (t->cell->row >= b->first_row + b->header_count) /* cells are in order of rows */
            break;
        if (t->cell->row < b->first_row || !in_header(t))
            continue;
        for (uint32_t n = 0; n < t->fragments; n++) {
            const view_fragment *f = &v->fragments[v->of_item[t->fragment + n]];
            if (f->repeat) /* its own are the first */
                break;
            if (page >= 0 && page != f->page)
                return -1;
            page = f->page;
            top = f->rect.y < top ? f->rect.y : top;
            foot = f->rect.y + f->rect.height > foot ? f->rect.y + f->rect.height : foot;
        }
    }
    return page < 0 ? 0 : foot - top;
}
