/*
 * A fit: candidates that differ in size, row insets and column widths are laid out by the same passes
 * as any document, each in an arena of its own; the best one is laid out again to stay. Texts are
 * shaped once.
 */
#include "layout/layout_int.h"

#include <string.h>

enum { SHORT_TEXT = 8 }; /* characters: a figure, a date, a unit, which stays on its line */

/* ---- which candidate ---- */

/* In the order in which they count. */
enum { KEYS = 4 };
typedef struct fit_key {
    int64_t at[KEYS];
} fit_key;

static fit_key key_of(const fit_candidate *c, fit_goal goal)
{
    if (goal == FIT_AT_MOST)
        return (fit_key){{c->over, c->rank, c->pages, c->white}};
    if (goal == FIT_BALANCED)
        return (fit_key){{c->pages, c->height, c->white, 0}};
    return (fit_key){{c->pages, c->rank, c->white, 0}};
}

static bool better(const fit_candidate *a, const fit_candidate *b, fit_goal goal)
{
    fit_key x = key_of(a, goal), y = key_of(b, goal);
    for (int i = 0; i < KEYS; i++)
        if (x.at[i] != y.at[i])
            return x.at[i] < y.at[i];
    return false;
}

static bool concedes_more(const fit_candidate *a, const fit_candidate *b)
{
    for (int i = 0; i < FIT_CONCESSIONS; i++)
        if (a->conceded[i] != b->conceded[i])
            return a->conceded[i] > b->conceded[i];
    return false;
}

uint32_t fit_choose(const fit_candidate *candidates, uint32_t count, fit_goal goal)
{
    const fit_candidate *plain = &candidates[0];
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        const fit_candidate *c = &candidates[i];
        if (!c->good || (plain->good && (c->pages > plain->pages || concedes_more(c, plain))))
            continue;
        if (best == UINT32_MAX || better(c, &candidates[best], goal))
            best = i;
    }
    return best;
}

/* ---- what is known of one ---- */

static void count_concessions(const sized_text *t, fit_candidate *out)
{
    for (uint32_t i = 0; i < t->part_count; i++)
        count_concessions(&t->parts[i].text, out);
    for (uint32_t i = 0; t->part_count == 0 && i < t->line_count; i++) {
        out->conceded[0] += (t->lines[i].conceded & TEXT_CONCEDED_WORD) != 0;
        out->conceded[1] += (t->lines[i].conceded & TEXT_CONCEDED_UNIT) != 0;
        out->conceded[2] += (t->lines[i].conceded & TEXT_CONCEDED_KINSOKU) != 0;
    }
}

static void judge_grid(const sized_grid *g, arena *a, fit_candidate *out)
{
    uint32_t rows = g->grid->row_count;
    int64_t *tops = ARENA_ARRAY(a, int64_t, rows + 1);
    for (uint32_t r = 0; r < rows; r++)
        tops[r + 1] = tops[r] + g->heights[r];
    out->height += tops[rows];
    for (uint32_t i = 0; i < g->grid->cell_count; i++) {
        const row_cell *c = &g->row_cells[i];
        int64_t blank = tops[c->last + 1] - tops[c->first] - c->inset - c->ends[c->line_count - 1];
        out->white += blank * g->cells[i].width;
        count_concessions(&g->cells[i].text, out);
    }
}

/* Height of what stands on pages from `first` on, repeated rows and headings left out. */
static int64_t height_beyond(const sized_doc *s, const doc_plan *p, uint32_t first)
{
    int64_t over = 0;
    for (uint32_t i = first; i < p->page_count; i++)
        for (uint32_t k = 0; k < p->pages[i].count; k++) {
            const flow_item *item = &p->pages[i].items[k];
            if (item->kind == FLOW_TEXT)
                over += text_height(&s->blocks[item->block].text, item->to - item->from);
            if (item->kind != FLOW_GRID)
                continue;
            const plan_page *page = &p->grids[item->block].pages[item->from];
            for (uint32_t n = 0; n < page->slice_count; n++)
                over += page->slices[n].repeat ? 0 : page->slices[n].height;
        }
    return over;
}

/* ---- column widths ---- */

/* The paragraphs of a cell as long as they are on one line. */
static void paragraphs_take(arena *a, const sized_text *t, balance_cell *out)
{
    len *natural = ARENA_ARRAY(a, len, t->line_count);
    int64_t sum = 0;
    for (uint32_t i = 0; i < t->line_count; i++) {
        sum += t->lines[i].width + t->lines[i].indent;
        if (!t->lines[i].last)
            continue;
        natural[out->paragraph_count++] = em_to_len(sum, t->style->size);
        sum = 0;
    }
    out->natural = natural;
}

static balance_cell balance_cell_of(arena *a, const sized_cell *c)
{
    const sized_text *t = &c->text;
    const doc_style *s = t->style;
    balance_cell out = {.first = c->cell->row,
        .last = c->cell->row + c->cell->rowspan - 1,
        .edge = c->edge,
        .edge_end = c->edge_end,
        .beside = s->left + s->right,
        .above = s->top + s->bottom,
        .size = s->size,
        .pitch = t->pitch,
        .lines = t->line_count};
    if (s->stacked) { /* its lines do not depend on its width */
        out.natural = ARENA_ARRAY(a, len, t->line_count);
        out.paragraph_count = t->line_count;
        out.least = c->width;
        return out;
    }
    paragraphs_take(a, t, &out);
    /* Labels and short texts keep their breaks. */
    bool held = !c->cell->data || c->cell->names_rows ||
        (t->line_count == 1 && t->lines[0].width <= (int64_t)SHORT_TEXT * TEXT_EM);
    int64_t need = t->shaped->min_content;
    for (uint32_t i = 0; held && i < t->line_count; i++)
        need = need < t->lines[i].width + t->lines[i].indent
            ? t->lines[i].width + t->lines[i].indent
            : need;
    out.least = out.beside + zone_least(t, em_to_len(need, s->size));
    if (t->text.n == 0) /* what is blank now may be filled in by hand */
        out.least = out.least < c->width / 2 ? c->width / 2 : out.least;
    out.least = out.least < c->width ? out.least : c->width;
    return out;
}

static balance_track balance_track_of(const doc_track *t, len width, len give)
{
    balance_track out = {.least = width, .most = width};
    if (t->kind == TRACK_AUTO || t->kind == TRACK_SHARE) {
        out.least = LEN_PT;
        out.most = LEN_MAX / 2;
    } else if (t->kind == TRACK_LEAST) {
        out.least = t->size;
        out.most = t->most > 0 ? t->most : width + give;
    } else {
        out.least = t->size - give;
        out.most = t->size + give;
    }
    out.least = out.least < LEN_PT ? LEN_PT : out.least;
    out.least = out.least < width ? out.least : width;
    out.most = out.most > width ? out.most : width;
    return out;
}

static void tracks_take(arena *a, const sized_grid *g, len give, balance_table *out)
{
    uint32_t count = 0;
    for (uint32_t b = 0; b < g->grid->band_count; b++)
        count += g->grid->bands[b].track_count;
    balance_track *tracks = ARENA_ARRAY(a, balance_track, count);
    for (uint32_t b = 0; b < g->grid->band_count; b++) {
        uint32_t edge = 0;
        len x = 0;
        for (uint32_t k = 0; k < g->grid->bands[b].track_count; k++) {
            len width = g->widths[b][k];
            balance_track *t = &tracks[out->track_count++];
            *t = balance_track_of(&g->grid->bands[b].tracks[k], width, give);
            t->edge = edge;
            for (x += width; g->edges[edge] < x;)
                edge++;
            t->edge_end = edge;
        }
    }
    out->tracks = tracks;
}

/* Widths per band, in `keep`; NULL when there are none better. */
static const len *const *grid_balance(arena *a, arena *keep, const sized_grid *g, len give)
{
    const doc_grid *grid = g->grid;
    balance_cell *cells = ARENA_ARRAY(a, balance_cell, grid->cell_count);
    bool *header = ARENA_ARRAY(a, bool, grid->row_count);
    len *least = ARENA_ARRAY(a, len, grid->row_count);
    for (uint32_t i = 0; i < grid->cell_count; i++)
        cells[i] = balance_cell_of(a, &g->cells[i]);
    for (uint32_t r = 0; r < grid->row_count; r++) {
        header[r] = grid->rows[r].header;
        least[r] = grid->rows[r].least;
    }
    balance_table table = {.edges = g->edges,
        .edge_count = g->edge_count,
        .cells = cells,
        .cell_count = grid->cell_count,
        .header = header,
        .row_least = least,
        .row_count = grid->row_count};
    tracks_take(a, g, give, &table);
    len *edges = ARENA_ARRAY(a, len, g->edge_count);
    if (!balance_edges(a, &table, edges))
        return NULL;
    const len **widths = ARENA_ARRAY(keep, const len *, grid->band_count);
    uint32_t next = 0;
    for (uint32_t b = 0; b < grid->band_count; b++) {
        len *own = ARENA_ARRAY(keep, len, grid->bands[b].track_count);
        for (uint32_t k = 0; k < grid->bands[b].track_count; k++, next++)
            own[k] = edges[table.tracks[next].edge_end] - edges[table.tracks[next].edge];
        widths[b] = own;
    }
    return widths;
}

/* ---- the candidates ---- */

typedef struct fitting {
    const layout_job *job;
    const document *doc;
    layout_shapes *shapes;
    arena *scratch; /* of the candidate at hand */
    fit_candidate *candidates;
    uint32_t count;
} fitting;

/* Lays one out; NULL when it cannot be. */
static const sized_doc *candidate_try(fitting *f, fit_candidate *c)
{
    arena *scratch = f->scratch;
    layout_job job = *f->job;
    job.memory = scratch;
    job.diags = diags_new(scratch);
    job.shapes = f->shapes;
    const sized_doc *s = layout_measure(&job, variant_make(scratch, f->doc, &c->choice));
    const doc_plan *p = s == NULL ? NULL : layout_paginate(&job, s);
    if (p == NULL)
        return NULL;
    c->good = true;
    c->pages = p->page_count;
    if (f->doc->fit.goal == FIT_AT_MOST)
        c->over = height_beyond(s, p, f->doc->fit.pages);
    for (uint32_t i = 0; i < s->block_count; i++)
        if (s->blocks[i].kind == BLOCK_GRID)
            judge_grid(&s->blocks[i].grid, scratch, c);
        else if (s->blocks[i].kind == BLOCK_TEXT)
            count_concessions(&s->blocks[i].text, c);
    return s;
}

/* The same size and insets with the widths that suit them, if there are better ones. */
static void candidate_balance(fitting *f, const sized_doc *s)
{
    fit_candidate *c = &f->candidates[f->count];
    *c = f->candidates[f->count - 1];
    c->good = false;
    c->height = c->white = c->over = 0;
    memset(c->conceded, 0, sizeof c->conceded);
    arena *keep = f->job->memory;
    const len *const **widths = ARENA_ARRAY(keep, const len *const *, s->block_count);
    for (uint32_t i = 0; i < s->block_count; i++)
        if (s->blocks[i].kind == BLOCK_GRID) {
            widths[i] = grid_balance(f->scratch, keep, &s->blocks[i].grid, f->doc->fit.give);
            c->balanced = c->balanced || widths[i] != NULL;
        }
    if (!c->balanced)
        return;
    c->choice.widths = (const len *const *const *)widths;
    f->count++;
    candidate_try(f, c);
}

static void candidates_add(fitting *f, fit_choice choice, uint32_t rank)
{
    fit_candidate *c = &f->candidates[f->count++];
    *c = (fit_candidate){.choice = choice, .rank = rank};
    const sized_doc *s = candidate_try(f, c);
    if (s != NULL)
        candidate_balance(f, s);
    arena_clear(f->scratch);
}

/* Nothing that is liked less can be better. */
static bool satisfied(const fitting *f)
{
    const doc_fit *fit = &f->doc->fit;
    uint32_t best = fit_choose(f->candidates, f->count, fit->goal);
    if (best == UINT32_MAX)
        return false;
    const fit_candidate *c = &f->candidates[best];
    return fit->goal == FIT_AT_MOST ? c->over == 0 : c->pages == 1;
}

static void candidates_make(fitting *f)
{
    const doc_fit *fit = &f->doc->fit;
    bool sizes = fit->goal != FIT_BALANCED;
    uint32_t rank = 0;
    f->candidates = ARENA_ARRAY(f->job->memory, fit_candidate, FIT_CANDIDATES);
    for (uint32_t i = 0; i <= (sizes ? fit->sizes.count : 0); i++)
        for (uint32_t k = 0; k <= (sizes ? fit->insets.count : 0); k++) {
            if (rank > 0 && satisfied(f))
                return;
            fit_choice choice = {.sized = i > 0, .inset_set = k > 0};
            choice.size = i > 0 ? fit->sizes.at[i - 1] : 0;
            choice.inset = k > 0 ? fit->insets.at[k - 1] : 0;
            candidates_add(f, choice, rank++);
        }
}

/* ---- the pass ---- */

static void tell_missed(const fitting *f, const fit_candidate *c)
{
    const doc_fit *fit = &f->doc->fit;
    if (fit->goal != FIT_AT_MOST || c->pages <= fit->pages)
        return;
    arena *a = diags_memory(f->job->diags);
    int64_t tenths = (c->over * 254 + 72 * LEN_PT - 1) / (72 * LEN_PT);
    DIAG(f->job->diags, FIT_MISSED, fit->at, str_fmt(a, "%u", fit->pages),
        str_fmt(a, "%u", c->pages),
        str_fmt(a, "%lld.%lld mm", (long long)tenths / 10, (long long)tenths % 10));
}

const sized_doc *layout_fit(const layout_job *job, const document *doc)
{
    if (doc->fit.goal == FIT_NONE)
        return layout_measure(job, doc);
    fitting f = {.job = job, .doc = doc, .shapes = shapes_new(job->memory)};
    f.scratch = arena_child(job->memory);
    candidates_make(&f);
    arena_free(f.scratch);
    uint32_t chosen = fit_choose(f.candidates, f.count, doc->fit.goal);
    layout_job last = *job;
    last.shapes = f.shapes;
    if (chosen == UINT32_MAX)
        return layout_measure(&last, doc);
    const fit_candidate *c = &f.candidates[chosen];
    tell_missed(&f, c);
    const sized_doc *made = layout_measure(&last, variant_make(job->memory, doc, &c->choice));
    if (made == NULL)
        return NULL;
    fit_report *report = ARENA_NEW(job->memory, fit_report);
    *report = (fit_report){doc->fit.goal, f.candidates, f.count, chosen};
    sized_doc *out = ARENA_NEW(job->memory, sized_doc);
    *out = *made;
    out->fit = report;
    return out;
}
