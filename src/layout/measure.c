/* Shape every text once, solve columns, break lines at the widths found, solve rows. */
#include "layout/layout_int.h"

#include <stdlib.h>

/* About 600 sheets of one cell: sums over a row's cells stay far from overflow. */
enum { HEIGHT_LIMIT = LEN_MAX / 4 };

len em_to_len(int64_t em, len size)
{
    int64_t wide = (em * size + TEXT_EM - 1) / TEXT_EM;
    return wide > LEN_MAX / 2 ? LEN_MAX / 2 : (len)wide;
}

int64_t len_to_em(len l, len size)
{
    return (int64_t)l * TEXT_EM / size;
}

len text_height(const sized_text *t, uint32_t lines)
{
    return (len)lines * t->pitch;
}

/* Lines grow by as much as a taller script reaches out of them, all lines of the text alike; a
 * turned one is as high as its text is long. */
static void make_room(sized_text *t)
{
    len length = em_to_len(t->shaped->turned, t->style->size);
    if (length > 0) {
        t->pitch = length > t->pitch ? length : t->pitch;
        return;
    }
    len above = em_to_len(t->shaped->above, t->style->size) - t->baseline;
    len below = em_to_len(t->shaped->below, t->style->size) - (t->pitch - t->baseline);
    t->pitch += (above > 0 ? above : 0) + (below > 0 ? below : 0);
    t->baseline += above > 0 ? above : 0;
}

/* The text's words around byte i, for a message: at most 12 code points. */
static str excerpt(str text, uint32_t from)
{
    size_t end = from;
    for (int n = 0; end < text.n && n < 12 && text.at[end] != '\n'; n++)
        utf8_next(text, &end);
    return str_slice(text, from, end);
}

/* More than any page limit could take: not worth shaping. */
static bool is_endless(const layout_job *job, const sized_text *t)
{
    enum { TEXT_MOST = 8 << 20 }; /* bytes */
    if (t->text.n <= TEXT_MOST)
        return false;
    DIAG(job->diags, NO_ROOM, t->from,
        str_fmt(
            diags_memory(job->diags), "“%.*s”这一段的文字超过 8 MB", STR_ARG(excerpt(t->text, 0))),
        STR("请分成几段"));
    return true;
}

bool text_shape_into(const layout_job *job, sized_text *t)
{
    const doc_style *s = t->style;
    arena_pulse(job->memory);
    if (is_endless(job, t))
        return false;
    int role = fonts_role(job->fonts, s->role);
    if (role < 0) {
        DIAG(job->diags, TEMPLATE_VALUE, s->role_at, STR("字体"), s->role, STR("字体表里的角色"));
        return false;
    }
    text_options options = {.stacked = s->stacked && t->posture != POSTURE_FLAT,
        .groups = t->posture == POSTURE_GROUPS,
        .level = (text_kinsoku_level)s->kinsoku,
        .gap = s->gap_eighths * (TEXT_EM / 8)};
    t->shaped = shape_once(job, &(text_request){role, t->text, options, t->from});
    if (t->shaped == NULL)
        return false;
    const font_facts *face = fonts_facts(job->fonts, t->shaped->face);
    int64_t ascent = (int64_t)s->size * face->ascent / (int32_t)face->units_per_em;
    t->pitch = s->pitch;
    t->baseline = (s->pitch - s->size) / 2 + (len)ascent;
    make_room(t);
    return true;
}

static void report_concessions(const layout_job *job, const sized_text *t)
{
    for (uint32_t i = 0; i < t->line_count; i++) {
        const text_line *line = &t->lines[i];
        if (line->conceded == 0)
            continue;
        str at = excerpt(t->text, line->from);
        if (line->conceded & TEXT_CONCEDED_UNIT)
            DIAG(job->diags, UNIT_SPLIT, t->from, at);
        if (line->conceded & TEXT_CONCEDED_KINSOKU)
            DIAG(job->diags, KINSOKU_BROKEN, t->from, at);
        if (line->conceded & TEXT_CONCEDED_WORD)
            DIAG(job->diags, WORD_SPLIT, t->from, at);
    }
}

static bool no_room(
    const layout_job *job, const sized_text *t, uint32_t line, const char *why, str hint)
{
    str at = excerpt(t->text, t->lines[line].from);
    DIAG(job->diags, NO_ROOM, t->from,
        str_fmt(diags_memory(job->diags), "“%.*s”%s", STR_ARG(at), why), hint);
    return false;
}

text_measure text_measure_of(const doc_style *s, len width)
{
    text_measure m = {.width = width < 0 ? 0 : len_to_em(width, s->size)};
    m.width = m.width < 1 ? 1 : m.width;
    if (!s->stacked) /* whose every character is a line */
        m.indent = len_to_em(s->indent, s->size) + (int64_t)s->indent_thousandths * TEXT_EM / 1000;
    m.spread = s->horizontal == ALIGN_JUSTIFY ? TEXT_JUSTIFIED
        : s->horizontal == ALIGN_DISTRIBUTE   ? TEXT_DISTRIBUTED
                                              : TEXT_RAGGED;
    m.balanced = s->balance == BALANCE_AUTO ? s->horizontal == ALIGN_CENTER
                                            : s->balance == BALANCE_YES;
    m.words = s->words;
    return m;
}

bool text_break_into(const layout_job *job, sized_text *t, len width)
{
    text_measure m = text_measure_of(t->style, width);
    arena_pulse(job->memory);
    t->line_count = text_fill_measure(t->shaped, &m, job->memory, (text_line **)&t->lines);
    for (uint32_t i = 0; i < t->line_count; i++)
        if (t->lines[i].width + t->lines[i].indent > m.width)
            return no_room(job, t, i, "比这一列还宽", STR("请在模板里加宽这一列，或改小字号"));
    if ((int64_t)t->line_count * t->pitch > HEIGHT_LIMIT)
        return no_room(job, t, 0, "这一格的文字太多", STR("请分成几格，或在模板里加宽这一列"));
    report_concessions(job, t);
    return zone_place(job, t, width);
}

bool text_block_size(const layout_job *job, const doc_text *from, len width, sized_text *out)
{
    *out = (sized_text){.style = from->style,
        .text = from->text,
        .from = from->from,
        .data = from->data,
        .filled = from->filled,
        .zone = from->zone};
    const doc_style *s = from->style;
    if (from->part_count > 0)
        return parts_size(job, from, width, out);
    if (from->role == TEXT_CONTENTS)
        return contents_size(job, from, width, out);
    return text_shape_into(job, out) && text_break_into(job, out, width - s->left - s->right);
}

/* Cells of one band: [first, end) of the grid's cells. */
typedef struct band_cells {
    const doc_band *band;
    uint32_t first, end;
} band_cells;

static bool band_columns(
    const layout_job *job, const sized_cell *cells, const band_cells *b, len width, len *out)
{
    column_need *needs = ARENA_ARRAY(job->memory, column_need, b->end - b->first);
    for (uint32_t i = b->first; i < b->end; i++) {
        const sized_text *t = &cells[i].text;
        len insets = t->style->left + t->style->right;
        needs[i - b->first] = (column_need){cells[i].cell->column, cells[i].cell->colspan,
            insets + zone_least(t, em_to_len(t->shaped->min_content, t->style->size)),
            insets + zone_most(t, em_to_len(t->shaped->max_content, t->style->size)),
            insets + zone_least(t, em_to_len(t->shaped->floor, t->style->size))};
    }
    len over = 0;
    column_table table = {b->band->tracks, b->band->track_count, needs, b->end - b->first, width};
    if (columns_solve(job->memory, &table, out, &over))
        return true;
    arena *a = diags_memory(job->diags);
    str much = str_fmt(a, "各列宽度之和比版心%s %d.%02dpt", over > 0 ? "宽" : "窄",
        abs(over) / LEN_PT, abs(over) % LEN_PT * 100 / LEN_PT);
    DIAG(job->diags, NO_ROOM, b->band->at, much, STR("请修改列宽，或把一列写成“1份”"));
    return false;
}

static int by_length(const void *a, const void *b)
{
    len x = *(const len *)a, y = *(const len *)b;
    return (x > y) - (x < y);
}

/* The union of all bands' edges: what makes every row of the table a row of one regular grid. */
static void edges_unite(const layout_job *job, sized_grid *g, len *const *widths)
{
    uint32_t most = 1;
    for (uint32_t b = 0; b < g->grid->band_count; b++)
        most += g->grid->bands[b].track_count;
    len *edges = ARENA_ARRAY(job->memory, len, most);
    uint32_t n = 1;
    for (uint32_t b = 0; b < g->grid->band_count; b++) {
        len x = 0;
        for (uint32_t k = 0; k < g->grid->bands[b].track_count; k++)
            edges[n++] = x += widths[b][k];
    }
    qsort(edges, n, sizeof *edges, by_length);
    uint32_t unique = 1;
    for (uint32_t i = 1; i < n; i++)
        if (edges[i] != edges[unique - 1])
            edges[unique++] = edges[i];
    g->edges = edges;
    g->edge_count = unique;
}

static uint32_t edge_index(const sized_grid *g, len x)
{
    const len *found = bsearch(&x, g->edges, g->edge_count, sizeof *g->edges, by_length);
    return (uint32_t)(found - g->edges);
}

static void cell_place(const sized_grid *g, const len *widths, sized_cell *c)
{
    len x = 0;
    for (uint32_t k = 0; k < c->cell->column; k++)
        x += widths[k];
    c->x = x;
    for (uint32_t k = 0; k < c->cell->colspan; k++)
        c->width += widths[c->cell->column + k];
    c->edge = edge_index(g, c->x);
    c->edge_end = edge_index(g, c->x + c->width);
}

static bool grid_columns(const layout_job *job, sized_grid *g, sized_cell *cells, len width)
{
    const doc_grid *grid = g->grid;
    len **widths = ARENA_ARRAY(job->memory, len *, grid->band_count);
    uint32_t next = 0;
    bool good = true;
    for (uint32_t b = 0; b < grid->band_count; b++) {
        band_cells bc = {&grid->bands[b], next, next};
        while (bc.end < grid->cell_count && grid->rows[cells[bc.end].cell->row].band == b)
            bc.end++;
        widths[b] = ARENA_ARRAY(job->memory, len, bc.band->track_count);
        good = band_columns(job, cells, &bc, width, widths[b]) && good;
        next = bc.end;
    }
    if (!good)
        return false;
    g->widths = (const len *const *)widths;
    edges_unite(job, g, widths);
    for (uint32_t i = 0; i < grid->cell_count; i++)
        cell_place(g, widths[grid->rows[cells[i].cell->row].band], &cells[i]);
    return true;
}

static row_cell row_cell_of(const layout_job *job, const sized_cell *c)
{
    const doc_style *s = c->text.style;
    len *ends = ARENA_ARRAY(job->memory, len, c->text.line_count);
    for (uint32_t i = 0; i < c->text.line_count; i++)
        ends[i] = text_height(&c->text, i + 1);
    /* Figures and texts of one row are dealt once; a label is shown on each part of a divided row.
     */
    bool dealt = c->cell->rowspan == 1 && c->cell->data && !c->cell->names_rows;
    return (row_cell){c->cell->row, c->cell->row + c->cell->rowspan - 1, s->top + s->bottom, ends,
        c->text.line_count, dealt ? ON_BREAK_CONTINUE : c->cell->on_break};
}

void grid_rows(const layout_job *job, sized_grid *g)
{
    const doc_grid *grid = g->grid;
    row_cell *row_cells = ARENA_ARRAY(job->memory, row_cell, grid->cell_count);
    bool *header = ARENA_ARRAY(job->memory, bool, grid->row_count);
    for (uint32_t r = 0; r < grid->row_count; r++)
        header[r] = grid->rows[r].header;
    for (uint32_t i = 0; i < grid->cell_count; i++)
        row_cells[i] = row_cell_of(job, &g->cells[i]);
    len *own = ARENA_ARRAY(job->memory, len, grid->row_count);
    len *heights = ARENA_ARRAY(job->memory, len, grid->row_count);
    for (uint32_t r = 0; r < grid->row_count; r++)
        own[r] = grid->rows[r].least;
    rows_solve(job->memory, &(row_table){row_cells, grid->cell_count, header, grid->row_count}, own,
        heights);
    g->own = own;
    g->heights = heights;
    g->row_cells = row_cells;
}

/* A title that is printed again is not to be sealed again. */
static doc_text unsealed(arena *a, const doc_text *t)
{
    doc_text plain = *t, *parts = ARENA_ARRAY(a, doc_text, t->part_count);
    for (uint32_t i = 0; i < t->part_count; i++)
        parts[i] = unsealed(a, &t->parts[i]);
    plain.parts = parts;
    plain.zone = NULL;
    return plain;
}

static bool running_size(const layout_job *job, sized_grid *g, len width)
{
    sized_text *running = ARENA_ARRAY(job->memory, sized_text, g->grid->running_count);
    for (uint32_t i = 0; i < g->grid->running_count; i++) {
        doc_text *plain = ARENA_NEW(job->memory, doc_text);
        *plain = unsealed(job->memory, &g->grid->running[i]);
        if (!text_block_size(job, plain, width, &running[i]))
            return false;
        const doc_style *s = running[i].style;
        g->running_height += s->top + text_height(&running[i], running[i].line_count) + s->bottom;
    }
    g->running = running;
    return true;
}

static bool grid_size(const layout_job *job, const doc_grid *grid, len width, sized_grid *out)
{
    *out = (sized_grid){.grid = grid};
    sized_cell *cells = ARENA_ARRAY(job->memory, sized_cell, grid->cell_count);
    out->cells = cells;
    bool good = running_size(job, out, width);
    for (uint32_t i = 0; i < grid->cell_count; i++) {
        const doc_cell *c = &grid->cells[i];
        cells[i].cell = c;
        cells[i].text = (sized_text){.style = c->style,
            .text = c->text,
            .from = c->from,
            .data = c->data,
            .filled = c->filled,
            .zone = c->zone};
        good = text_shape_into(job, &cells[i].text) && good;
    }
    if (!good || !grid_columns(job, out, cells, width))
        return false;
    for (uint32_t i = 0; i < grid->cell_count; i++) {
        const doc_style *s = cells[i].text.style;
        good = text_break_into(job, &cells[i].text, cells[i].width - s->left - s->right) && good;
        if (good && s->stacked)
            upright_groups(job, &cells[i]);
    }
    if (!good)
        return false;
    points_align(out, cells, job->memory);
    upright_settle(job, out, cells);
    return true;
}

static bool block_size(const layout_job *job, const doc_block *from, len width, sized_block *out)
{
    out->kind = from->kind;
    if (from->kind == BLOCK_TEXT) {
        bool good = text_block_size(job, &from->text, width, &out->text);
        out->text.with_grid = from->text.with_grid;
        return good;
    }
    return from->kind != BLOCK_GRID || grid_size(job, &from->grid, width, &out->grid);
}

const sized_doc *layout_measure(const layout_job *given, const document *doc)
{
    layout_job own = *given, *job = &own;
    if (job->shapes == NULL)
        job->shapes = shapes_new(job->memory);
    sized_doc *s = ARENA_NEW(job->memory, sized_doc);
    sized_block *blocks = ARENA_ARRAY(job->memory, sized_block, doc->block_count);
    *s = (sized_doc){doc, blocks, doc->block_count};
    bool good = true;
    for (uint32_t i = 0; i < doc->section_count; i++) {
        const doc_section *section = &doc->sections[i];
        len width = doc_page_area(&section->page).width;
        for (uint32_t k = 0; k < section->block_count; k++) {
            uint32_t block = section->first_block + k;
            good = block_size(job, &doc->blocks[block], width, &blocks[block]) && good;
        }
    }
    return good ? s : NULL;
}
