/*
 * Vertical labels in the posture that suits their cell: upright, a group such as （50分） kept
 * horizontal where the column has room for it; and all horizontal where the rows beside the label
 * are too few for its height.
 */
#include "layout/layout_int.h"

static bool fits(const layout_job *job, const sized_cell *c, sized_text *t)
{
    const doc_style *s = t->style;
    text_measure m = text_measure_of(s, c->width - s->left - s->right);
    text_line *lines;
    t->line_count = text_fill_measure(t->shaped, &m, job->memory, &lines);
    t->lines = lines;
    for (uint32_t i = 0; i < t->line_count; i++)
        if (lines[i].conceded != 0 || lines[i].width + lines[i].indent > m.width)
            return false;
    return true;
}

/* The cell's text in another posture, its lines broken; false when it has no room. */
static bool try_posture(
    const layout_job *job, const sized_cell *c, text_posture posture, sized_text *out)
{
    *out = c->text;
    out->posture = posture;
    return text_shape_into(job, out) && fits(job, c, out);
}

void upright_groups(const layout_job *job, sized_cell *c)
{
    sized_text mixed;
    if (text_has_groups(c->text.text) && try_posture(job, c, POSTURE_GROUPS, &mixed))
        c->text = mixed;
}

static len height_of(const sized_text *t)
{
    return t->style->top + text_height(t, t->line_count) + t->style->bottom;
}

static len room_of(const sized_grid *g, const doc_cell *c)
{
    len room = 0;
    for (uint32_t r = c->row; r < c->row + c->rowspan; r++)
        room += g->heights[r];
    return room;
}

/* Rows are solved with all such labels lying; those that then have the height to stand do. */
void upright_settle(const layout_job *job, sized_grid *g, sized_cell *cells)
{
    uint32_t count = g->grid->cell_count;
    sized_text *stood = ARENA_ARRAY(job->memory, sized_text, count);
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        sized_text flat;
        if (!cells[i].text.style->stacked || cells[i].text.line_count < 2 ||
            !try_posture(job, &cells[i], POSTURE_FLAT, &flat) ||
            flat.line_count >= cells[i].text.line_count)
            continue;
        stood[i] = cells[i].text;
        cells[i].text = flat;
        any = true;
    }
    grid_rows(job, g);
    if (!any)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (stood[i].shaped != NULL && height_of(&stood[i]) <= room_of(g, cells[i].cell))
            cells[i].text = stood[i];
    grid_rows(job, g);
}
