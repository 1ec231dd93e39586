/* Dealing the lines of cells to the fragments of a page. */
#include "layout/paginate_int.h"

#include <stdlib.h>

static void index_endings(paging *p)
{
    const page_table *t = p->table;
    p->ending_first = ARENA_ARRAY(p->memory, uint32_t, t->row_count + 2);
    p->ending = ARENA_ARRAY(p->memory, uint32_t, t->cell_count);
    for (uint32_t i = 0; i < t->cell_count; i++)
        p->ending_first[t->cells[i].last + 2]++;
    for (uint32_t r = 2; r < t->row_count + 2; r++)
        p->ending_first[r] += p->ending_first[r - 1];
    for (uint32_t i = 0; i < t->cell_count; i++)
        p->ending[p->ending_first[t->cells[i].last + 1]++] = i;
}

/* Height of the header rows that stand above a span on a continuation page. */
static int64_t header_above(const page_table *t, const row_cell *c)
{
    int64_t height = 0;
    const page_row *row = &t->rows[c->last];
    uint32_t end = row->header_first + row->header_count;
    for (uint32_t h = row->header_first; h < end && h < c->first; h++)
        height += t->rows[h].height;
    return page_header(t, c->last) > 0 ? height : 0;
}

static bool label_fits(const page_table *t, const row_cell *c)
{
    return header_above(t, c) + c->inset + c->ends[c->line_count - 1] <= t->room;
}

static bool rows_fit(const page_table *t, const row_cell *c)
{
    int64_t height = header_above(t, c);
    for (uint32_t r = c->first; r <= c->last; r++)
        height += t->rows[r].height;
    return height <= t->room;
}

void page_index(paging *p)
{
    const page_table *t = p->table;
    p->line = ARENA_ARRAY(p->memory, uint32_t, t->cell_count);
    p->cut = ARENA_ARRAY(p->memory, uint32_t, t->cell_count);
    p->shown = ARENA_ARRAY(p->memory, bool, t->cell_count);
    p->repeats = ARENA_ARRAY(p->memory, bool, t->cell_count);
    p->kept = ARENA_ARRAY(p->memory, bool, t->cell_count);
    p->spans = ARENA_ARRAY(p->memory, uint32_t, t->cell_count);
    p->open = ARENA_ARRAY(p->memory, uint32_t, t->cell_count);
    index_endings(p);
    for (uint32_t i = 0; i < t->cell_count; i++) {
        const row_cell *c = &t->cells[i];
        bool span = c->first != c->last;
        p->repeats[i] = c->on_break != ON_BREAK_CONTINUE && label_fits(t, c);
        p->kept[i] = span && c->on_break == ON_BREAK_KEEP && rows_fit(t, c);
        if (span || p->repeats[i])
            p->spans[p->span_count++] = i;
    }
}

/* Lines of a cell, from its next one, that fit into `room` with the insets. */
static uint32_t lines_fitting(const paging *p, uint32_t cell, len room)
{
    const row_cell *c = &p->table->cells[cell];
    uint32_t line = p->line[cell], low = line, high = c->line_count;
    len before = line == 0 ? 0 : c->ends[line - 1];
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (c->inset + c->ends[middle - 1] - before <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* No lone line before or after the edge: fewer lines stay, or none. */
static uint32_t without_lone_lines(const paging *p, uint32_t cell, uint32_t cut)
{
    uint32_t line = p->line[cell], all = p->table->cells[cell].line_count;
    if (cut == all)
        return cut;
    if (all - cut < LONE_LINES)
        cut = all - line > LONE_LINES ? all - LONE_LINES : line;
    return cut < line + LONE_LINES ? line : cut;
}

/* How many lines of a cell stay above an edge at `room`: none when that is no good edge. */
static uint32_t cut_of(const paging *p, uint32_t cell, len room, bool forced)
{
    uint32_t most = lines_fitting(p, cell, room), good = without_lone_lines(p, cell, most);
    return forced && good == p->line[cell] ? most : good;
}

len page_cut(paging *p, uint32_t r, bool forced, len room)
{
    len height = 0;
    bool dealt = false;
    for (uint32_t i = p->ending_first[r]; i < p->ending_first[r + 1]; i++) {
        uint32_t cell = p->ending[i], line = p->line[cell];
        const row_cell *c = &p->table->cells[cell];
        p->cut[cell] = line;
        if (p->repeats[cell] || line == c->line_count)
            continue;
        len above = p->used - page_top_of(p, cell);
        uint32_t cut = cut_of(p, cell, room + above, forced);
        if (cut == line && !forced)
            return 0;
        p->cut[cell] = cut;
        if (cut == line)
            continue;
        dealt = true;
        len need = c->inset + c->ends[cut - 1] - (line == 0 ? 0 : c->ends[line - 1]);
        if (need - above > height)
            height = need - above;
    }
    if (!dealt)
        return 0;
    /* Lines may fit beside rows above alone; the slice still has to be there. */
    return height > 0 ? height : 1;
}

typedef struct page_fragments {
    VEC(plan_fragment) list;
} page_fragments;

/* The fragment of a cell between top and end; `last`: the cell ends on this page. */
static void fragment_add(paging *p, page_fragments *f, uint32_t cell, plan_fragment at, bool last)
{
    const row_cell *c = &p->table->cells[cell];
    plan_fragment *made = VEC_PUSH(p->memory, &f->list);
    *made = at;
    made->cell = cell;
    if (at.repeat || p->repeats[cell]) {
        made->line = 0;
        made->line_end = c->line_count;
        made->repeat = at.repeat || p->shown[cell];
        p->shown[cell] = true;
        return;
    }
    made->line = p->line[cell];
    made->line_end = last ? c->line_count : at.line_end;
    p->line[cell] = made->line_end;
}

/* The first span that begins in row r or later. */
static uint32_t span_search(const paging *p, uint32_t r)
{
    uint32_t low = 0, high = p->span_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->table->cells[p->spans[middle]].first < r)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A span from the header into rows of earlier pages: what is left of it is its place in the header,
 * and its text where that has room. */
static void deal_header_rest(paging *p, page_fragments *f)
{
    const plan_slice *last = &p->slices.at[p->headers - 1];
    for (uint32_t i = span_search(p, p->slices.at[0].row); i < p->span_count; i++) {
        uint32_t cell = p->spans[i];
        const row_cell *c = &p->table->cells[cell];
        if (c->first > last->row)
            break;
        if (c->last <= last->row || c->last >= p->slices.at[p->headers].row)
            continue;
        len top = page_top_of(p, cell), height = last->top + last->height - top;
        fragment_add(
            p, f, cell, (plan_fragment){.top = top, .height = height, .repeat = true}, true);
        if (c->inset + c->ends[c->line_count - 1] > height)
            f->list.at[f->list.count - 1].line_end = 0;
    }
}

/* Cells that begin and end in repeated header rows are printed again. */
static void deal_headers(paging *p, page_fragments *f)
{
    for (uint32_t s = 0; s < p->headers; s++) {
        uint32_t r = p->slices.at[s].row;
        for (uint32_t i = p->ending_first[r]; i < p->ending_first[r + 1]; i++) {
            len top = page_top_of(p, p->ending[i]);
            len end = p->slices.at[s].top + p->slices.at[s].height;
            fragment_add(p, f, p->ending[i],
                (plan_fragment){.top = top, .height = end - top, .repeat = true}, true);
        }
    }
    if (p->headers > 0)
        deal_header_rest(p, f);
}

static void deal_rows(paging *p, page_fragments *f)
{
    for (uint32_t s = p->headers; s < p->slices.count; s++) {
        const plan_slice *slice = &p->slices.at[s];
        for (uint32_t i = p->ending_first[slice->row]; i < p->ending_first[slice->row + 1]; i++) {
            uint32_t cell = p->ending[i];
            len top = page_top_of(p, cell);
            fragment_add(p, f, cell,
                (plan_fragment){.top = top,
                    .height = slice->top + slice->height - top,
                    .line_end = p->cut[cell]},
                slice->ends);
        }
    }
}

/* Spans that go on on the next page. */
static void deal_spans(paging *p, page_fragments *f)
{
    const plan_slice *last = &p->slices.at[p->slices.count - 1];
    for (uint32_t i = 0; i < p->open_count; i++) {
        uint32_t cell = p->open[i];
        const row_cell *c = &p->table->cells[cell];
        if (c->first > last->row || c->last <= last->row)
            continue;
        len top = page_top_of(p, cell), height = last->top + last->height - top;
        fragment_add(p, f, cell,
            (plan_fragment){
                .top = top, .height = height, .line_end = cut_of(p, cell, height, false)},
            false);
    }
}

static void drop_ended_spans(paging *p)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->open_count; i++)
        if (p->table->cells[p->open[i]].last >= p->row)
            p->open[count++] = p->open[i];
    p->open_count = count;
}

static int by_cell(const void *x, const void *y)
{
    const plan_fragment *a = x, *b = y;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

void page_close(paging *p)
{
    page_fragments f = {0};
    plan_slice *slices = ARENA_ARRAY(p->memory, plan_slice, p->slices.count);
    for (uint32_t i = 0; i < p->slices.count; i++)
        slices[i] = p->slices.at[i];
    if (p->slices.count > 0) {
        deal_headers(p, &f);
        deal_rows(p, &f);
        deal_spans(p, &f);
    }
    if (f.list.count > 1)
        qsort(f.list.at, f.list.count, sizeof *f.list.at, by_cell);
    *VEC_PUSH(p->memory, &p->pages) = (plan_page){
        slices, p->slices.count, f.list.at, f.list.count, p->used};
    drop_ended_spans(p);
}
