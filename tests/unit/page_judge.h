/*
 * Judges a page plan by what a reader sees, with none of the paginator's own bookkeeping.
 * page_judge returns NULL, or the first thing that is wrong.
 */
#ifndef JXB_TESTS_PAGE_JUDGE_H
#define JXB_TESTS_PAGE_JUDGE_H

#include "layout/layout_int.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct judge {
    const page_table *t;
    const page_plan *p;
    uint32_t page; /* being read */
    uint32_t next; /* the row that must come now */
    bool begun; /* its beginning stands on an earlier page */
    uint32_t *dealt; /* per cell: lines read so far */
    bool *seen; /* per cell: a fragment has been read */
    char *wrong; /* 200 bytes */
} judge;

#define WRONG(j, ...) return snprintf((j)->wrong, 200, __VA_ARGS__), false

static bool is_span(const row_cell *c)
{
    return c->first != c->last;
}

static len lines_height(const row_cell *c, uint32_t from, uint32_t to)
{
    return to == from ? 0 : c->inset + c->ends[to - 1] - (from == 0 ? 0 : c->ends[from - 1]);
}

static len capacity_of(const judge *j, uint32_t page)
{
    return page == 0 ? j->t->first_room : j->t->room;
}

/* Height of the header rows that a page beginning with row r repeats, those from row `until` on
 * left out; none when they would take more than half of it. */
static int64_t repeated_height(const page_table *t, uint32_t r, uint32_t until)
{
    const page_row *row = &t->rows[r];
    int64_t all = 0, some = 0;
    if (r < row->header_first + row->header_count)
        return 0;
    for (uint32_t h = row->header_first; h < row->header_first + row->header_count; h++) {
        all += t->rows[h].height;
        some += h < until ? t->rows[h].height : 0;
    }
    return all > t->room / 2 ? 0 : some;
}

/* Whether every page can show the label whole. */
static bool label_whole(const page_table *t, const row_cell *c)
{
    if (c->on_break == ON_BREAK_CONTINUE)
        return false;
    for (uint32_t r = c->first; r <= c->last; r++)
        if (lines_height(c, 0, c->line_count) + repeated_height(t, r, c->first) > t->room)
            return false;
    return true;
}

static bool span_keepable(const page_table *t, const row_cell *c)
{
    int64_t height = repeated_height(t, c->last, c->first);
    for (uint32_t r = c->first; r <= c->last; r++)
        height += t->rows[r].height;
    return is_span(c) && c->on_break == ON_BREAK_KEEP && height <= t->room;
}

/* The extent of a cell on a page; false when it has none there. */
static bool extent(const plan_page *p, const row_cell *c, len *top, len *end)
{
    bool any = false;
    for (uint32_t s = 0; s < p->slice_count; s++)
        if (p->slices[s].row >= c->first && p->slices[s].row <= c->last) {
            *top = any ? *top : p->slices[s].top;
            *end = p->slices[s].top + p->slices[s].height;
            any = true;
        }
    return any;
}

static uint32_t repeats_of(const plan_page *p)
{
    uint32_t n = 0;
    while (n < p->slice_count && p->slices[n].repeat)
        n++;
    return n;
}

static bool judge_slices(judge *j, const plan_page *p)
{
    len y = 0;
    uint32_t repeats = repeats_of(p);
    for (uint32_t s = 0; s < p->slice_count; s++) {
        const plan_slice *one = &p->slices[s];
        if (one->top != y || one->height < 0)
            WRONG(j, "page %u: slice %u leaves a gap", j->page, s);
        y += one->height;
        if (s < repeats)
            continue;
        if (one->repeat || one->row != j->next)
            WRONG(j, "page %u: row %u where %u should be", j->page, one->row, j->next);
        if (!one->ends && s + 1 != p->slice_count)
            WRONG(j, "page %u: row %u goes on, but not at the foot", j->page, one->row);
        j->next += one->ends;
        j->begun = !one->ends;
    }
    if (y != p->height || y > (p->slice_count > 0 ? capacity_of(j, j->page) : y))
        WRONG(j, "page %u: height %d of %d", j->page, y, capacity_of(j, j->page));
    if (p->slice_count == repeats && (j->page > 0 || repeats > 0))
        WRONG(j, "page %u holds no row", j->page);
    if (p->slice_count == 0 && j->t->first_room >= j->t->room)
        WRONG(j, "the first page is empty without need");
    return true;
}

/* Whether some line of a cell in row r has no room under the repeated header. */
static bool header_in_the_way(const page_table *t, uint32_t r, int64_t header)
{
    for (uint32_t i = 0; i < t->cell_count; i++)
        for (uint32_t k = 0; t->cells[i].last == r && k < t->cells[i].line_count; k++)
            if (lines_height(&t->cells[i], k, k + 1) + header > t->room)
                return true;
    return false;
}

static bool judge_header(judge *j, const plan_page *p, uint32_t first)
{
    uint32_t repeats = repeats_of(p);
    int64_t due = j->page == 0 ? 0 : repeated_height(j->t, first, UINT32_MAX);
    const page_row *row = &j->t->rows[first];
    if (repeats == 0) {
        if (due > 0 && !header_in_the_way(j->t, first, due))
            WRONG(j, "page %u lacks its header", j->page);
        return true;
    }
    if (due == 0 || repeats != row->header_count)
        WRONG(j, "page %u repeats %u header rows", j->page, repeats);
    for (uint32_t s = 0; s < repeats; s++)
        if (p->slices[s].row != row->header_first + s ||
            p->slices[s].height != j->t->rows[p->slices[s].row].height)
            WRONG(j, "page %u: header row %u is not as it was", j->page, s);
    return true;
}

static bool judge_fragment(judge *j, const plan_page *p, const plan_fragment *f)
{
    const row_cell *c = &j->t->cells[f->cell];
    len top = 0, end = 0;
    uint32_t repeats = repeats_of(p);
    if (!extent(p, c, &top, &end) || f->top != top || f->top + f->height != end)
        WRONG(j, "page %u: cell %u is not where its rows are", j->page, f->cell);
    if (f->line > f->line_end || f->line_end > c->line_count ||
        lines_height(c, f->line, f->line_end) > f->height)
        WRONG(
            j, "page %u: lines %u..%u of cell %u overflow", j->page, f->line, f->line_end, f->cell);
    bool whole = f->line == 0 && f->line_end == c->line_count;
    bool again = repeats > 0 && c->last < p->slices[repeats].row;
    if (again) {
        bool fits = lines_height(c, 0, c->line_count) <= f->height;
        if (!f->repeat || whole != fits)
            WRONG(j, "page %u: header cell %u is not repeated whole", j->page, f->cell);
        return true;
    }
    if (label_whole(j->t, c)) {
        if (!whole || f->repeat != j->seen[f->cell])
            WRONG(j, "page %u: label %u shows %u..%u", j->page, f->cell, f->line, f->line_end);
        j->dealt[f->cell] = c->line_count;
    } else {
        if (f->repeat || f->line != j->dealt[f->cell])
            WRONG(j, "page %u: cell %u goes on at line %u", j->page, f->cell, f->line);
        j->dealt[f->cell] = f->line_end;
    }
    j->seen[f->cell] = true;
    return true;
}

static bool judge_fragments(judge *j, const plan_page *p)
{
    uint32_t f = 0;
    for (uint32_t i = 0; i < j->t->cell_count; i++) {
        len top, end;
        if (!extent(p, &j->t->cells[i], &top, &end))
            continue;
        if (f == p->fragment_count || p->fragments[f].cell != i)
            WRONG(j, "page %u: cell %u is missing", j->page, i);
        if (!judge_fragment(j, p, &p->fragments[f++]))
            return false;
    }
    if (f != p->fragment_count)
        WRONG(j, "page %u: %u fragments too many", j->page, p->fragment_count - f);
    return true;
}

/* Whether a page could end after its slice s: keeps and labels allow it, kept spans too when asked.
 */
static bool edge_open(const judge *j, const plan_page *p, uint32_t s, bool kept)
{
    uint32_t row = p->slices[s].row;
    if (!p->slices[s].ends || j->t->rows[row].keep)
        return false;
    for (uint32_t i = 0; i < j->t->cell_count; i++) {
        const row_cell *c = &j->t->cells[i];
        len top = 0, end = 0;
        if (c->first > row || c->last <= row || !extent(p, c, &top, &end))
            continue;
        if (kept && span_keepable(j->t, c))
            return false;
        if (label_whole(j->t, c) &&
            lines_height(c, 0, c->line_count) > capacity_of(j, j->page) - top)
            return false;
    }
    return true;
}

/* Whether the page could have ended earlier, before row `before`, or be left empty. */
static bool earlier_edge(const judge *j, const plan_page *p, uint32_t before, bool kept)
{
    if (j->page == 0 && j->t->first_room < j->t->room)
        return true;
    for (uint32_t s = repeats_of(p); s < p->slice_count && p->slices[s].row < before; s++)
        if (edge_open(j, p, s, kept))
            return true;
    return false;
}

/* A page may divide what wants to stay together only when nothing else was possible. */
static bool judge_edge(judge *j, const plan_page *p)
{
    const plan_slice *last = &p->slices[p->slice_count - 1];
    if (last->ends && j->t->rows[last->row].keep && earlier_edge(j, p, last->row, false))
        WRONG(j, "page %u ends with row %u, which keeps with the next", j->page, last->row);
    for (uint32_t i = 0; i < j->t->cell_count; i++) {
        const row_cell *c = &j->t->cells[i];
        bool divided = c->first <= last->row && c->last >= j->next && c->first < j->next + j->begun;
        if (divided && span_keepable(j->t, c) && earlier_edge(j, p, c->first, true))
            WRONG(j, "page %u divides cell %u, which is to be kept whole", j->page, i);
    }
    return true;
}

/* A single line before or after an edge: only where the divided row has the page for itself. */
static bool judge_lone_lines(judge *j, const plan_page *p)
{
    if (p->slice_count - repeats_of(p) <= 1)
        return true;
    for (uint32_t f = 0; f < p->fragment_count; f++) {
        const plan_fragment *one = &p->fragments[f];
        const row_cell *c = &j->t->cells[one->cell];
        uint32_t here = one->line_end - one->line, after = c->line_count - one->line_end;
        if (!one->repeat && after > 0 && here > 0 && (here == 1 || after == 1))
            WRONG(j, "page %u leaves a lone line of cell %u", j->page, one->cell);
    }
    return true;
}

/* How many lines of a cell would be a good beginning in `room`; 0 when none. */
static uint32_t good_beginning(const row_cell *c, len room)
{
    uint32_t n = 0;
    while (n < c->line_count && lines_height(c, 0, n + 1) <= room)
        n++;
    if (n > 0 && n + 1 == c->line_count)
        n--;
    return n < 2 && n < c->line_count ? 0 : n;
}

/* In a table without spans: the next row had no room, and could not have begun here either. */
static bool judge_waste(judge *j, const plan_page *p)
{
    const page_row *next = &j->t->rows[j->next];
    len room = capacity_of(j, j->page) - p->height;
    for (uint32_t i = 0; i < j->t->cell_count; i++)
        if (is_span(&j->t->cells[i]))
            return true;
    if (j->begun || next->keep || next->company)
        return true;
    room -= j->next + 1 == j->t->row_count ? j->t->tail : 0;
    if (next->own <= room)
        WRONG(j, "page %u had room for row %u", j->page, j->next);
    bool tall = next->own > j->t->room / 4 && next->split == ROW_SPLIT_AUTO;
    bool good = tall || next->split == ROW_SPLIT_ALLOW, dealt = false;
    for (uint32_t i = 0; i < j->t->cell_count; i++) {
        const row_cell *c = &j->t->cells[i];
        if (c->first != j->next)
            continue;
        bool label = label_whole(j->t, c);
        dealt = dealt || !label;
        good = good &&
            (label ? lines_height(c, 0, c->line_count) <= room : good_beginning(c, room) > 0);
    }
    if (good && dealt)
        WRONG(j, "page %u could have begun row %u", j->page, j->next);
    return true;
}

/* A row that goes on has something to go on with, and each of its cells has begun: unless it has
 * the page for itself and no better edge. */
static bool judge_split(judge *j, const plan_page *p)
{
    const plan_slice *last = &p->slices[p->slice_count - 1];
    bool left = last->ends;
    for (uint32_t f = 0; f < p->fragment_count; f++) {
        const plan_fragment *one = &p->fragments[f];
        const row_cell *c = &j->t->cells[one->cell];
        if (c->last != last->row || one->line_end == c->line_count)
            continue;
        left = true;
        if (!last->ends && one->line_end == one->line && p->slice_count - repeats_of(p) > 1)
            WRONG(j, "page %u shows nothing of cell %u", j->page, one->cell);
    }
    if (!left)
        WRONG(j, "page %u: row %u goes on with nothing", j->page, last->row);
    return true;
}

static bool judge_page(judge *j)
{
    const plan_page *p = &j->p->pages[j->page];
    uint32_t first = j->next;
    if (!judge_slices(j, p))
        return false;
    if (p->slice_count == 0)
        return judge_waste(j, p);
    if (!judge_header(j, p, first) || !judge_fragments(j, p))
        return false;
    return j->next == j->t->row_count ||
        (judge_edge(j, p) && judge_lone_lines(j, p) && judge_split(j, p) && judge_waste(j, p));
}

static const char *page_judge(arena *a, const page_table *t, const page_plan *p)
{
    judge whole = {.t = t, .p = p}, *j = &whole;
    j->dealt = ARENA_ARRAY(a, uint32_t, t->cell_count);
    j->seen = ARENA_ARRAY(a, bool, t->cell_count);
    j->wrong = ARENA_ARRAY(a, char, 200);
    uint64_t lines = 0;
    for (uint32_t i = 0; i < t->cell_count; i++)
        lines += t->cells[i].line_count;
    if (p->fault != PAGE_FINE)
        return "a fault";
    if (p->page_count > t->row_count + lines + 1)
        return "too many pages";
    for (; j->page < p->page_count; j->page++)
        if (!judge_page(j))
            return j->wrong;
    if (j->next != t->row_count || j->begun)
        return "rows are left";
    for (uint32_t i = 0; i < t->cell_count; i++)
        if (j->dealt[i] != t->cells[i].line_count)
            return snprintf(j->wrong, 200, "cell %u: %u of %u lines", i, j->dealt[i],
                       t->cells[i].line_count),
                   j->wrong;
    return NULL;
}

#endif
