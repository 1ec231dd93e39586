/* A document with the same texts, and other sizes, insets and column widths: one candidate of a fit. */
#include "layout/layout_int.h"

typedef struct variation {
    arena *memory;
    const fit_choice *choice;
    VEC(const doc_style *) from;
    VEC(const doc_style *) to;
} variation;

static const doc_style *style_varied(variation *v, const doc_style *s)
{
    for (uint32_t i = 0; i < v->from.count; i++)
        if (v->from.at[i] == s)
            return v->to.at[i];
    const fit_choice *c = v->choice;
    doc_style *made = ARENA_NEW(v->memory, doc_style);
    *made = *s;
    if (c->sized && c->size < s->size) {
        made->size = c->size;
        made->pitch = (len)(((int64_t)s->pitch * c->size + s->size - 1) / s->size);
    }
    if (c->inset_set) {
        made->top = s->top < c->inset ? s->top : c->inset;
        made->bottom = s->bottom < c->inset ? s->bottom : c->inset;
    }
    *VEC_PUSH(v->memory, &v->from) = s;
    return *VEC_PUSH(v->memory, &v->to) = made;
}

static const doc_band *bands_fixed(variation *v, const doc_grid *g, const len *const *widths)
{
    doc_band *bands = ARENA_ARRAY(v->memory, doc_band, g->band_count);
    for (uint32_t b = 0; b < g->band_count; b++) {
        bands[b] = g->bands[b];
        doc_track *tracks = ARENA_ARRAY(v->memory, doc_track, bands[b].track_count);
        for (uint32_t k = 0; k < bands[b].track_count; k++)
            tracks[k] = (doc_track){.kind = TRACK_FIXED, .size = widths[b][k]};
        bands[b].tracks = tracks;
    }
    return bands;
}

static void grid_vary(variation *v, const len *const *widths, doc_grid *g)
{
    doc_cell *cells = ARENA_ARRAY(v->memory, doc_cell, g->cell_count);
    for (uint32_t i = 0; i < g->cell_count; i++) {
        cells[i] = g->cells[i];
        cells[i].style = style_varied(v, cells[i].style);
    }
    g->cells = cells;
    if (widths != NULL)
        g->bands = bands_fixed(v, g, widths);
}

const document *variant_make(arena *a, const document *from, const fit_choice *choice)
{
    variation v = {.memory = a, .choice = choice};
    document *made = ARENA_NEW(a, document);
    doc_block *blocks = ARENA_ARRAY(a, doc_block, from->block_count);
    *made = *from;
    for (uint32_t i = 0; i < from->block_count; i++) {
        blocks[i] = from->blocks[i];
        if (blocks[i].kind == BLOCK_GRID)
            grid_vary(&v, choice->widths == NULL ? NULL : choice->widths[i], &blocks[i].grid);
    }
    made->blocks = blocks;
    return made;
}
