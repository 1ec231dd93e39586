/* Placement: which cell stands where; the cells of a band tile it without overlap or hole. */
#include "model/model_int.h"

struct occupancy {
    uint32_t columns, cursor;
    uint32_t *busy; /* per column: rows, this one included, that are covered so far */
};

occupancy *occupancy_new(arena *a, uint32_t columns)
{
    occupancy *o = ARENA_NEW(a, occupancy);
    o->columns = columns;
    o->busy = ARENA_ARRAY(a, uint32_t, columns);
    return o;
}

static bool busy_fault(diag_code code, uint32_t row, uint32_t column, mark at, diags *d)
{
    arena *a = diags_memory(d);
    str values[] = {str_fmt(a, "%u", row + 1), str_fmt(a, "%u", column + 1)};
    diag_add(d, code, at, values, 2);
    return false;
}

bool occupancy_place(occupancy *o, const grid_place *p, uint32_t *column, diags *d)
{
    while (o->cursor < o->columns && o->busy[o->cursor] > 0)
        o->cursor++;
    *column = o->cursor;
    if (p->colspan > o->columns - o->cursor) {
        DIAG(d, GRID_RANGE, p->at, str_fmt(diags_memory(d), "%u", o->columns));
        return false;
    }
    o->cursor += p->colspan;
    for (uint32_t c = *column; c < o->cursor; c++) {
        if (o->busy[c] > 0)
            return busy_fault(DIAG_GRID_OVERLAP, p->row, c, p->at, d);
        o->busy[c] = p->rowspan;
    }
    return true;
}

bool occupancy_next_row(occupancy *o, uint32_t row, mark at, diags *d)
{
    for (uint32_t c = 0; c < o->columns; c++) {
        if (o->busy[c] == 0)
            return busy_fault(DIAG_GRID_HOLE, row, c, at, d);
        o->busy[c]--;
    }
    o->cursor = 0;
    return true;
}
