/* Placement: which cell stands where, and the proof that the cells tile the grid. */
#include "model/model_int.h"

struct occupancy {
    uint32_t columns, cursor;
    uint32_t *busy; /* per column: rows, this one included, that a cell from above still covers */
};

occupancy *occupancy_new(arena *a, uint32_t columns)
{
    occupancy *o = ARENA_NEW(a, occupancy);
    o->columns = columns;
    o->busy = ARENA_ARRAY(a, uint32_t, columns);
    return o;
}

uint32_t occupancy_place(occupancy *o, uint32_t rowspan, uint32_t colspan)
{
    while (o->cursor < o->columns && o->busy[o->cursor] > 0)
        o->cursor++;
    uint32_t at = o->cursor;
    for (uint32_t c = at; c < at + colspan && c < o->columns; c++)
        if (o->busy[c] == 0)
            o->busy[c] = rowspan;
    o->cursor = at + colspan;
    return at;
}

void occupancy_next_row(occupancy *o)
{
    for (uint32_t c = 0; c < o->columns; c++)
        o->busy[c] -= o->busy[c] > 0;
    o->cursor = 0;
}

static bool cover(bool *taken, const doc_band *b, const doc_cell *c, diags *d)
{
    arena *a = diags_memory(d);
    if (c->column + c->colspan > b->track_count ||
        c->row + c->rowspan > b->first_row + b->row_count) {
        DIAG(d, GRID_RANGE, c->from, str_fmt(a, "%u", b->track_count));
        return false;
    }
    for (uint32_t r = c->row; r < c->row + c->rowspan; r++)
        for (uint32_t k = c->column; k < c->column + c->colspan; k++) {
            bool *one = &taken[(size_t)(r - b->first_row) * b->track_count + k];
            if (*one) {
                DIAG(d, GRID_OVERLAP, c->from, str_fmt(a, "%u", r - b->first_row + 1),
                    str_fmt(a, "%u", k + 1));
                return false;
            }
            *one = true;
        }
    return true;
}

bool grid_check(arena *a, const doc_grid *g, diags *d)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < g->band_count; i++) {
        const doc_band *b = &g->bands[i];
        bool *taken = ARENA_ARRAY(a, bool, (size_t)b->row_count * b->track_count);
        for (; next < g->cell_count && g->cells[next].row < b->first_row + b->row_count; next++)
            if (!cover(taken, b, &g->cells[next], d))
                return false;
        for (uint32_t k = 0; k < b->row_count * b->track_count; k++)
            if (!taken[k]) {
                DIAG(d, GRID_HOLE, b->at, str_fmt(diags_memory(d), "%u", k / b->track_count + 1),
                    str_fmt(diags_memory(d), "%u", k % b->track_count + 1));
                return false;
            }
    }
    return true;
}
