/*
 * Vertical labels in the posture that suits their cell: upright, a group such as （50分） kept
 * horizontal where the column has room for it; and all horizontal in each part of the cell, on each
 * page, that is too low for the label to stand.
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

/* A label that lies is no higher than one that stands. Rows and pages are made for it lying, so
 * that no page has to be filled otherwise for its sake. */
void upright_settle(const layout_job *job, sized_grid *g, sized_cell *cells)
{
    for (uint32_t i = 0; i < g->grid->cell_count; i++) {
        sized_text flat;
        if (!cells[i].text.style->stacked || cells[i].text.line_count < 2 ||
            !try_posture(job, &cells[i], POSTURE_FLAT, &flat) ||
            flat.line_count >= cells[i].text.line_count)
            continue;
        sized_text *standing = ARENA_NEW(job->memory, sized_text);
        *standing = cells[i].text;
        cells[i].standing = standing;
        cells[i].text = flat;
    }
    grid_rows(job, g);
}

const sized_text *upright_text(const sized_cell *c, len height, uint32_t from, uint32_t to)
{
    const sized_text *t = c->standing;
    if (t == NULL || from > 0 || to < c->text.line_count)
        return &c->text;
    len need = t->style->top + text_height(t, t->line_count) + t->style->bottom;
    return need <= height ? t : &c->text;
}
