/* Which cells are headings, and of what. */
#include "layout/layout_int.h"

/* To be filled in: by the data, or by hand where the form leaves a blank. */
static bool filled_in(const doc_cell *c)
{
    return (c->data && !c->names_rows) || c->text.n == 0;
}

/* Whether a cell to the left (step -1) or right (step 1) in the same row is to be filled in. */
static bool filled_beside(const doc_grid *g, uint32_t cell, int step)
{
    for (uint32_t i = cell + (uint32_t)step;
         i < g->cell_count && g->cells[i].row == g->cells[cell].row; i += (uint32_t)step)
        if (filled_in(&g->cells[i]))
            return true;
    return false;
}

static bool under(const doc_cell *c, const doc_cell *label)
{
    return c->row == label->row + label->rowspan && c->column < label->column + label->colspan &&
        label->column < c->column + c->colspan;
}

/* Whether the label stands in a row of such, behind an empty corner, and over cells to be filled in
 * alone. */
static bool behind_corner(const doc_grid *g, uint32_t cell)
{
    const doc_cell *label = &g->cells[cell];
    uint32_t labels = 0, first = cell, over = 0;
    while (first > 0 && g->cells[first - 1].row == label->row)
        first--;
    for (uint32_t i = first; i < g->cell_count && g->cells[i].row == label->row; i++) {
        if (filled_in(&g->cells[i]) && (g->cells[i].data || labels > 0))
            return false;
        labels += g->cells[i].text.n > 0 && g->cells[i].rowspan == label->rowspan;
    }
    for (uint32_t i = cell; i < g->cell_count && g->cells[i].row <= label->row + label->rowspan; i++)
        if (under(&g->cells[i], label)) {
            over++;
            if (!filled_in(&g->cells[i]))
                return false;
        }
    return labels > 1 && over > 0;
}

scene_heads heads_of(const doc_grid *g, uint32_t cell)
{
    const doc_cell *c = &g->cells[cell];
    const doc_band *band = &g->bands[g->rows[c->row].band];
    uint32_t end = c->row + c->rowspan, band_end = band->first_row + band->row_count;
    if (filled_in(c))
        return SCENE_HEADS_NONE;
    if (g->rows[c->row].header)
        return end > band->first_row + band->header_count ? SCENE_HEADS_ROW : SCENE_HEADS_COLUMN;
    bool groups_rows = c->rowspan > 1 && c->column + c->colspan < band->track_count;
    if (c->names_rows || groups_rows || filled_beside(g, cell, 1))
        return SCENE_HEADS_ROW;
    /* A label that closes its row heads what stands under it, unless it belongs to its left. */
    bool below = end < band_end && (!filled_beside(g, cell, -1) || behind_corner(g, cell));
    return below ? SCENE_HEADS_COLUMN : SCENE_HEADS_NONE;
}
