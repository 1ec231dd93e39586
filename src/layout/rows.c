/* Row tracks: single rows first, then spans by ascending size. */
#include "layout/layout_int.h"

#include <stdlib.h>

static len cell_height(const row_cell *c)
{
    return c->inset + c->ends[c->line_count - 1];
}

static uint32_t span_of(const row_cell *c)
{
    return c->last - c->first;
}

void rows_stretch(len *height, const bool *header, uint32_t first, uint32_t last, len need)
{
    uint32_t body = 0;
    int64_t total = 0;
    for (uint32_t r = first; r <= last; r++) {
        body += !header[r];
        total += height[r];
    }
    if (total >= need)
        return;
    len deficit = need - (len)total;
    uint32_t left = body > 0 ? body : last - first + 1;
    for (uint32_t r = first; r <= last; r++) {
        if (body > 0 && header[r])
            continue;
        len share = deficit / (len)left;
        height[r] += share;
        deficit -= share;
        left--;
    }
}

typedef struct span_order {
    const row_cell *cell;
    uint32_t index;
} span_order;

static int by_size(const void *x, const void *y)
{
    const span_order *a = x, *b = y;
    uint32_t m = span_of(a->cell), n = span_of(b->cell);
    if (m != n)
        return m < n ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

void rows_solve(arena *a, const row_table *table, len *own, len *height)
{
    span_order *spans = ARENA_ARRAY(a, span_order, table->cell_count);
    uint32_t span_count = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const row_cell *c = &table->cells[i];
        if (c->first != c->last)
            spans[span_count++] = (span_order){c, i};
        else if (own[c->first] < cell_height(c))
            own[c->first] = cell_height(c);
    }
    for (uint32_t r = 0; r < table->row_count; r++)
        height[r] = own[r];
    if (span_count > 1)
        qsort(spans, span_count, sizeof *spans, by_size);
    for (uint32_t i = 0; i < span_count; i++) {
        const row_cell *c = spans[i].cell;
        arena_pulse(a);
        rows_stretch(height, table->header, c->first, c->last, cell_height(c));
    }
}
