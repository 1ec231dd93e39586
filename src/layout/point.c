/* Decimal alignment: the points of a column's figures in one vertical line, figures as written. */
#include "layout/layout_int.h"

/* A figure: one line of digits with commas, perhaps a sign, perhaps a point. */
typedef struct figure {
    bool is;
    len whole, tail; /* widths up to the point, and from it on */
} figure;

static bool is_figure(str text, uint32_t *point)
{
    uint32_t i = 0, digits = 0;
    *point = (uint32_t)text.n;
    if (text.n > 0 && (text.at[0] == '-' || text.at[0] == '+'))
        i++;
    for (; i < text.n; i++) {
        char c = text.at[i];
        if (c == '.' && *point == text.n)
            *point = i;
        else if (c >= '0' && c <= '9')
            digits++;
        else if (c != ',')
            return false;
    }
    return digits > 0;
}

static figure figure_of(const sized_text *t)
{
    uint32_t point;
    /* Where something is to be signed behind it, it has its place; upright it is a label. */
    if (t->style->horizontal != ALIGN_POINT || t->style->stacked || t->line_count != 1 ||
        t->zone != NULL || !is_figure(t->text, &point))
        return (figure){0};
    const text_line *line = &t->lines[0];
    int64_t whole = 0;
    for (uint32_t g = line->glyph; g < line->glyph_end; g++)
        if (line->set[g - line->glyph].cluster < point)
            whole += line->set[g - line->glyph].advance;
    len before = em_to_len(whole, t->style->size);
    return (figure){true, before, em_to_len(line->width, t->style->size) - before};
}

/* A column of one band, named by the edge of the grid at its right. */
typedef struct column {
    len reach; /* the longest tail, with the inset behind it */
    bool narrow; /* some figure would not fit any more */
} column;

static column *column_of(const sized_grid *g, column *columns, const sized_cell *c)
{
    return &columns[(size_t)g->grid->rows[c->cell->row].band * g->edge_count + c->edge_end];
}

/* A column too narrow for its longest whole part and its longest tail together keeps its figures to
 * the right. */
void points_align(const sized_grid *g, sized_cell *cells, arena *a)
{
    enum { ROUNDING = 4 }; /* of four lengths: a column is often as wide as its longest figure */
    uint32_t count = g->grid->cell_count;
    figure *figures = ARENA_ARRAY(a, figure, count);
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        figures[i] = figure_of(&cells[i].text);
        any = any || figures[i].is;
    }
    if (!any)
        return;
    column *columns = ARENA_ARRAY(a, column, (size_t)g->grid->band_count * g->edge_count);
    for (uint32_t i = 0; i < count; i++) {
        column *c = column_of(g, columns, &cells[i]);
        len reach = figures[i].tail + cells[i].text.style->right;
        if (figures[i].is && reach > c->reach)
            c->reach = reach;
    }
    for (uint32_t i = 0; i < count; i++) {
        column *c = column_of(g, columns, &cells[i]);
        len room = cells[i].width - cells[i].text.style->left;
        c->narrow = c->narrow || (figures[i].is && figures[i].whole + c->reach > room + ROUNDING);
    }
    for (uint32_t i = 0; i < count; i++) {
        const column *c = column_of(g, columns, &cells[i]);
        sized_text *t = &cells[i].text;
        len wanted = c->reach - figures[i].tail - t->style->right,
            room = cells[i].width - t->style->left - t->style->right - figures[i].whole -
            figures[i].tail;
        if (figures[i].is && !c->narrow)
            t->behind = wanted < room ? wanted : room;
    }
}
