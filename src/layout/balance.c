/*
 * Column widths for the least height. That is NP-hard (Anderson and Sobti, "The table layout
 * problem", SoCG 1999), and two ideas of Hurst, Marriott and Moulder ("Toward tighter tables",
 * DocEng 2005) do well: a text keeps its area as its width changes, and an initial solution, here the
 * template's own, is improved column by column. Edges are moved left or right by smaller and smaller
 * steps as long as the rows become lower, or as low and their cells fuller. The estimate of lines is
 * made to agree with the layout at the widths there; what comes out is measured like any layout.
 */
#include "layout/layout_int.h"

#include <string.h>

enum { ROUNDS = 8, VISITS = 6000000, APART = 10 * LEN_PT };
static const len steps[] = {64 * LEN_PT, 32 * LEN_PT, 16 * LEN_PT, 8 * LEN_PT, 4 * LEN_PT, 2 * LEN_PT};

/* What a placement of the edges gives. */
typedef struct outcome {
    int64_t height, white;
} outcome;

typedef struct balancing {
    arena *memory;
    const balance_table *t;
    len *edges, *tried; /* now; on trial */
    len *widths, *heights; /* per cell, for the edges now */
    len *trial; /* heights per cell on trial */
    len **areas; /* per cell: naturals that agree with its lines */
    uint32_t *spans, span_count; /* cells over several rows, by ascending number of them */
    len *rows; /* per row */
    int64_t *tops; /* per row, and the end */
    uint32_t *cluster; /* per edge: the first edge that moves with it */
    uint32_t visits;
} balancing;

/* ---- lines of a cell at a width ---- */

static uint32_t paragraph_lines(len natural, len room, len size)
{
    if (natural <= room)
        return 1;
    len filled = room - size / 2; /* half a character on average is too wide for its line */
    filled = filled > size / 2 ? filled : size / 2;
    return (uint32_t)((natural + filled - 1) / filled);
}

static uint32_t cell_lines(const balance_cell *c, const len *areas, len width)
{
    uint32_t lines = 0;
    len room = width - c->beside;
    for (uint32_t i = 0; i < c->paragraph_count; i++)
        lines += paragraph_lines(areas[i], room > 1 ? room : 1, c->size);
    return lines > 0 ? lines : 1;
}

/* The longest paragraph's area takes the error of the estimate at the width that was laid out. */
static void area_fit(const balance_cell *c, len *areas, len width)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i < c->paragraph_count; i++) {
        areas[i] = c->natural[i];
        longest = areas[i] > areas[longest] ? i : longest;
    }
    if (c->paragraph_count == 0)
        return;
    len room = width - c->beside > 1 ? width - c->beside : 1;
    len filled = room - c->size / 2 > c->size / 2 ? room - c->size / 2 : c->size / 2;
    int64_t own = paragraph_lines(areas[longest], room, c->size);
    int64_t wanted = own + (int64_t)c->lines - cell_lines(c, areas, width);
    if (wanted == own || wanted < 1)
        return;
    int64_t area = wanted == 1 ? room : wanted < own ? wanted * filled : (wanted - 1) * filled + 1;
    areas[longest] = area > LEN_MAX / 2 ? LEN_MAX / 2 : (len)area;
}

/* ---- heights ---- */

static void spans_sort(balancing *b, arena *a)
{
    const balance_table *t = b->t;
    uint32_t *starts = ARENA_ARRAY(a, uint32_t, t->row_count + 3);
    b->spans = ARENA_ARRAY(a, uint32_t, t->cell_count);
    for (uint32_t i = 0; i < t->cell_count; i++)
        if (t->cells[i].last > t->cells[i].first) {
            starts[t->cells[i].last - t->cells[i].first + 1]++;
            b->span_count++;
        }
    for (uint32_t n = 1; n < t->row_count + 3; n++)
        starts[n] += starts[n - 1];
    for (uint32_t i = 0; i < t->cell_count; i++)
        if (t->cells[i].last > t->cells[i].first)
            b->spans[starts[t->cells[i].last - t->cells[i].first]++] = i;
}

static outcome rows_measure(balancing *b, const len *edges, const len *heights)
{
    const balance_table *t = b->t;
    arena_pulse(b->memory);
    memcpy(b->rows, t->row_least, t->row_count * sizeof *b->rows);
    for (uint32_t i = 0; i < t->cell_count; i++)
        if (t->cells[i].first == t->cells[i].last && b->rows[t->cells[i].first] < heights[i])
            b->rows[t->cells[i].first] = heights[i];
    for (uint32_t i = 0; i < b->span_count; i++) {
        const balance_cell *c = &t->cells[b->spans[i]];
        rows_stretch(b->rows, t->header, c->first, c->last, heights[b->spans[i]]);
    }
    for (uint32_t r = 0; r < t->row_count; r++)
        b->tops[r + 1] = b->tops[r] + b->rows[r];
    outcome o = {.height = b->tops[t->row_count]};
    for (uint32_t i = 0; i < t->cell_count; i++) {
        const balance_cell *c = &t->cells[i];
        int64_t blank = b->tops[c->last + 1] - b->tops[c->first] - heights[i];
        o.white += blank * (edges[c->edge_end] - edges[c->edge]);
    }
    return o;
}

/* Heights of the cells on trial; false when one is narrower than it may be. */
static bool cells_try(balancing *b)
{
    const balance_table *t = b->t;
    for (uint32_t i = 0; i < t->cell_count; i++) {
        const balance_cell *c = &t->cells[i];
        len width = b->tried[c->edge_end] - b->tried[c->edge];
        b->trial[i] = b->heights[i];
        if (width == b->widths[i])
            continue;
        uint32_t lines = cell_lines(c, b->areas[i], width);
        if (width < c->least || (int64_t)lines * c->pitch > LEN_MAX / 4)
            return false;
        b->trial[i] = c->above + (len)lines * c->pitch;
    }
    return true;
}

static void cells_take(balancing *b)
{
    const balance_table *t = b->t;
    memcpy(b->edges, b->tried, t->edge_count * sizeof *b->edges);
    memcpy(b->heights, b->trial, t->cell_count * sizeof *b->heights);
    for (uint32_t i = 0; i < t->cell_count; i++)
        b->widths[i] = b->edges[t->cells[i].edge_end] - b->edges[t->cells[i].edge];
}

/* ---- moves ---- */

/* Edges that a rigid track keeps apart move together; those of the frame do not move. */
static void clusters_find(balancing *b)
{
    const balance_table *t = b->t;
    for (uint32_t e = 0; e < t->edge_count; e++)
        b->cluster[e] = e;
    b->cluster[t->edge_count - 1] = 0;
    for (bool again = true; again;) {
        again = false;
        for (uint32_t i = 0; i < t->track_count; i++) {
            const balance_track *k = &t->tracks[i];
            uint32_t x = b->cluster[k->edge], y = b->cluster[k->edge_end];
            if (k->least < k->most || x == y)
                continue;
            b->cluster[k->edge] = b->cluster[k->edge_end] = x < y ? x : y;
            again = true;
        }
    }
}

static bool tracks_allow(const balancing *b)
{
    for (uint32_t i = 0; i < b->t->track_count; i++) {
        const balance_track *k = &b->t->tracks[i];
        len width = b->tried[k->edge_end] - b->tried[k->edge];
        if (width < k->least || width > k->most)
            return false;
    }
    return true;
}

static bool near(len a, len b)
{
    return a != b && a - b < APART && b - a < APART;
}

/* No two lines nearly in one, but for those that were; they may be in one. */
static bool edges_apart(const balancing *b, uint32_t moved)
{
    const len *old = b->edges, *new = b->tried;
    for (uint32_t e = 0; e < b->t->edge_count; e++)
        for (uint32_t o = 0; b->cluster[e] == moved && o < b->t->edge_count; o++)
            if (b->cluster[o] != moved && near(new[e], new[o]) && !near(old[e], old[o]))
                return false;
    return true;
}

static bool edges_try(balancing *b, uint32_t cluster, len by, outcome *best)
{
    memcpy(b->tried, b->edges, b->t->edge_count * sizeof *b->tried);
    for (uint32_t e = 0; e < b->t->edge_count; e++)
        b->tried[e] += b->cluster[e] == cluster ? by : 0;
    if (!tracks_allow(b) || !edges_apart(b, cluster))
        return false;
    b->visits += b->t->cell_count;
    if (!cells_try(b))
        return false;
    outcome o = rows_measure(b, b->tried, b->trial);
    if (o.height > best->height || (o.height == best->height && o.white >= best->white))
        return false;
    *best = o;
    cells_take(b);
    return true;
}

static bool improve(balancing *b, len step, outcome *best)
{
    bool any = false;
    for (uint32_t e = 1; e + 1 < b->t->edge_count; e++)
        for (int side = -1; b->cluster[e] == e && side <= 1 && b->visits < VISITS; side += 2)
            any = edges_try(b, e, side * step, best) || any;
    return any;
}

/* Moves edges to where another band has one. */
static bool align(balancing *b, outcome *best)
{
    bool any = false;
    for (uint32_t e = 1; e + 1 < b->t->edge_count; e++)
        for (uint32_t o = 1; o + 1 < b->t->edge_count && b->visits < VISITS; o++)
            if (b->cluster[e] != 0 && b->cluster[o] != b->cluster[e]) {
                len by = b->edges[o] - b->edges[e];
                if (by != 0 && by >= -steps[0] && by <= steps[0])
                    any = edges_try(b, b->cluster[e], by, best) || any;
            }
    return any;
}

static void prepare(balancing *b, arena *a)
{
    const balance_table *t = b->t;
    b->edges = ARENA_ARRAY(a, len, t->edge_count);
    b->tried = ARENA_ARRAY(a, len, t->edge_count);
    b->widths = ARENA_ARRAY(a, len, t->cell_count);
    b->heights = ARENA_ARRAY(a, len, t->cell_count);
    b->trial = ARENA_ARRAY(a, len, t->cell_count);
    b->areas = ARENA_ARRAY(a, len *, t->cell_count);
    b->rows = ARENA_ARRAY(a, len, t->row_count);
    b->tops = ARENA_ARRAY(a, int64_t, t->row_count + 1);
    b->cluster = ARENA_ARRAY(a, uint32_t, t->edge_count);
    memcpy(b->edges, t->edges, t->edge_count * sizeof *b->edges);
    for (uint32_t i = 0; i < t->cell_count; i++) {
        const balance_cell *c = &t->cells[i];
        b->widths[i] = b->edges[c->edge_end] - b->edges[c->edge];
        b->heights[i] = c->above + (len)c->lines * c->pitch;
        b->areas[i] = ARENA_ARRAY(a, len, c->paragraph_count);
        area_fit(c, b->areas[i], b->widths[i]);
    }
    spans_sort(b, a);
    clusters_find(b);
}

bool balance_edges(arena *a, const balance_table *t, len *out)
{
    balancing made = {.memory = a, .t = t}, *b = &made;
    prepare(b, a);
    outcome best = rows_measure(b, b->edges, b->heights);
    bool any = false;
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++)
        for (int round = 0; round < ROUNDS && b->visits < VISITS; round++) {
            bool moved = improve(b, steps[s], &best);
            moved = align(b, &best) || moved;
            any = any || moved;
            if (!moved)
                break;
        }
    memcpy(out, b->edges, t->edge_count * sizeof *out);
    return any;
}
