/* Guides: what layout reckons with and does not print, as hairlines for who proof-reads a form. */
#include "layout/layout_int.h"

static void guide(const sheet *out, scene_rect r, bool round)
{
    sheet_add(out, &(scene_op){.kind = SCENE_GUIDE, .guide = {r, round}});
}

void guide_area(const sheet *out)
{
    doc_area area = doc_page_area(out->page);
    guide(out, (scene_rect){0, 0, area.width, area.height}, false);
}

void guide_tracks(const sheet *out, const sized_grid *g, const plan_page *page, len y)
{
    len width = g->edges[g->edge_count - 1];
    for (uint32_t i = 0; i < g->edge_count; i++)
        guide(out, (scene_rect){g->edges[i], y, 0, page->height}, false);
    for (uint32_t i = 0; i < page->slice_count; i++)
        guide(out, (scene_rect){0, y + page->slices[i].top, width, 0}, false);
}

void guide_baseline(const sheet *out, len x, len y, len width)
{
    guide(out, (scene_rect){x, y, width, 0}, false);
}

void guide_zone(const sheet *out, const scene_field *field)
{
    guide(out, field->rect, field->role == SCENE_SEAL);
}
