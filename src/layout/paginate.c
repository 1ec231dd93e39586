/*
 * Pagination: a pure function from heights to a plan.
 *
 * Rows are laid one after another. One that does not fit is split between its lines, when it is
 * tall, or begins a new page. A page edge inside a span must leave the span's label its whole
 * height in each fragment (on_break repeat): the last row on the page grows for it, or the edge
 * moves up. A label that is too tall for a page is dealt out line by line like any other text. So
 * the first row of a page can always be followed by an edge, and the plan always goes on.
 */
#include "layout/paginate_int.h"

/* What an edge may give up when no better one is left. */
typedef enum concession {
    GIVE_NOTHING,
    GIVE_COMPANY,
    GIVE_KEPT_SPANS,
    GIVE_KEPT_ROWS,
    CONCESSIONS
} concession;

len page_text_left(const paging *p, uint32_t cell)
{
    const row_cell *c = &p->table->cells[cell];
    uint32_t line = p->line[cell];
    if (line == c->line_count)
        return 0;
    return c->inset + c->ends[c->line_count - 1] - (line == 0 ? 0 : c->ends[line - 1]);
}

len page_top_of(const paging *p, uint32_t cell)
{
    const row_cell *c = &p->table->cells[cell];
    for (uint32_t i = 0; i < p->slices.count; i++)
        if (p->slices.at[i].row >= c->first)
            return p->slices.at[i].top;
    return p->used;
}

/* Height that row r needs at the current place: at least `base`, and room for the rest of every
 * cell that ends in it. */
static len row_need(const paging *p, uint32_t r, len base)
{
    len need = base;
    for (uint32_t i = p->ending_first[r]; i < p->ending_first[r + 1]; i++) {
        uint32_t cell = p->ending[i];
        len lack = page_text_left(p, cell) - (p->used - page_top_of(p, cell));
        if (lack > need)
            need = lack;
    }
    return need;
}

len page_header(const page_table *t, uint32_t r)
{
    const page_row *row = &t->rows[r];
    if (r < row->header_first + row->header_count)
        return 0;
    int64_t height = 0;
    for (uint32_t h = 0; h < row->header_count; h++)
        height += t->rows[row->header_first + h].height;
    return height > t->room / 2 ? 0 : (len)height;
}

static void page_begin(paging *p, uint32_t r)
{
    const page_row *row = &p->table->rows[r];
    p->capacity = p->pages.count == 0 ? p->table->first_room : p->table->room;
    p->used = 0;
    p->slices.count = 0;
    p->headers = 0;
    if (p->pages.count == 0 || p->bare || page_header(p->table, r) == 0)
        return;
    for (uint32_t h = 0; h < row->header_count; h++) {
        uint32_t header = row->header_first + h;
        page_push(p, (plan_slice){header, 0, p->table->rows[header].height, true, true});
    }
    p->headers = row->header_count;
}

void page_push(paging *p, plan_slice slice)
{
    slice.top = p->used;
    *VEC_PUSH(p->memory, &p->slices) = slice;
    p->used += slice.height;
    while (
        p->next_span < p->span_count && p->table->cells[p->spans[p->next_span]].first <= slice.row)
        p->open[p->open_count++] = p->spans[p->next_span++];
}

/* Whether a page may end after the first m slices; *grow: what the last one must grow by. */
static bool edge_allowed(const paging *p, uint32_t m, concession give, len *grow)
{
    const plan_slice *last = &p->slices.at[m - 1];
    if (last->ends && p->table->rows[last->row].keep && give < GIVE_KEPT_ROWS)
        return false;
    if (last->ends && p->table->rows[last->row].company && give < GIVE_COMPANY)
        return false;
    len end = last->top + last->height;
    *grow = 0;
    for (uint32_t i = 0; i < p->open_count; i++) {
        uint32_t cell = p->open[i];
        const row_cell *c = &p->table->cells[cell];
        if (c->first > last->row || c->last < last->row + last->ends)
            continue;
        if (p->kept[cell] && give < GIVE_KEPT_SPANS)
            return false;
        if (!p->repeats[cell])
            continue;
        len lack = page_text_left(p, cell) - (end - page_top_of(p, cell));
        if (lack > *grow)
            *grow = lack;
    }
    return *grow <= p->capacity - end;
}

/* Ends the page after m slices, dealing their lines, and begins the next one. */
static void page_turn(paging *p, uint32_t m, len grow)
{
    p->slices.count = m;
    p->row = m == 0 ? 0 : p->row; /* only the first page may stay empty */
    p->begun = false;
    p->used = 0;
    if (m > 0) {
        plan_slice *last = &p->slices.at[m - 1];
        last->height += grow;
        p->used = last->top + last->height;
        p->row = last->row + last->ends;
        p->begun = !last->ends;
    }
    page_close(p);
    p->bare = false;
    page_begin(p, p->row);
}

/* Whether a cell begins in one of the rows after the first m slices: rows that have none would be a
 * blank page, and no company, should they not fit together with what follows. */
static bool rows_own(const paging *p, uint32_t m)
{
    const page_table *t = p->table;
    uint32_t first = p->slices.at[m - 1].row + 1, last = p->slices.at[p->slices.count - 1].row;
    for (uint32_t i = 0; i < t->cell_count; i++)
        if (t->cells[i].first >= first && t->cells[i].first <= last)
            return true;
    return false;
}

/* The latest edge between rows of this page; the first page may also stay empty. */
static bool turn_between(paging *p, concession give)
{
    bool company = p->slices.count > 0 &&
        p->table->rows[p->slices.at[p->slices.count - 1].row].company;
    for (uint32_t m = p->slices.count; m > p->headers; m--) {
        len grow;
        bool empty = company && m < p->slices.count && give < GIVE_COMPANY && !rows_own(p, m);
        if (!empty && edge_allowed(p, m, give, &grow)) {
            page_turn(p, m, grow);
            return true;
        }
    }
    if (p->pages.count > 0 || p->table->first_room >= p->table->room || p->table->starts)
        return false;
    page_turn(p, 0, 0);
    return true;
}

static len tail_of(const paging *p)
{
    return p->row + 1 == p->table->row_count ? p->table->tail : 0;
}

/* Whether a cut leaves nothing of the row for the next page. */
static bool cut_ends_row(const paging *p)
{
    for (uint32_t i = p->ending_first[p->row]; i < p->ending_first[p->row + 1]; i++) {
        uint32_t cell = p->ending[i];
        if (!p->repeats[cell] && p->cut[cell] < p->table->cells[cell].line_count)
            return false;
    }
    return true;
}

/* Whether what is left of the row from these lines on has room on a page, with the tail and so much
 * above it. */
static bool rest_fits(const paging *p, const uint32_t *from, len above)
{
    int64_t rest = 0;
    for (uint32_t i = p->ending_first[p->row]; i < p->ending_first[p->row + 1]; i++) {
        const row_cell *c = &p->table->cells[p->ending[i]];
        uint32_t line = from[p->ending[i]];
        len need = c->inset + c->ends[c->line_count - 1] - (line == 0 ? 0 : c->ends[line - 1]);
        if (!p->repeats[p->ending[i]] && line < c->line_count && need > rest)
            rest = need;
    }
    return rest + above + tail_of(p) <= p->table->room;
}

/* Whether the page would have nothing but headers above so few lines that to part them leaves lone
 * ones, and not one line goes with the tail below headers, while all do without. */
static bool headers_in_the_way(paging *p)
{
    bool few = p->begun && p->headers > 0 && p->slices.count == p->headers && tail_of(p) > 0;
    for (uint32_t i = p->ending_first[p->row]; few && i < p->ending_first[p->row + 1]; i++) {
        uint32_t cell = p->ending[i];
        few = p->repeats[cell] || p->table->cells[cell].line_count - p->line[cell] <= LONE_LINES;
    }
    return few && rest_fits(p, p->line, 0) &&
        page_cut(p, p->row, true, p->capacity - p->used - tail_of(p)) <= 0;
}

/* As many lines as the page holds; where that would be all, no more than go with the tail; where
 * the others have no room with it on the next page, all but the last ones. */
static len slice_cut(paging *p, bool forced)
{
    len room = p->capacity - p->used, all = page_cut(p, p->row, forced, room);
    if (all <= 0 || tail_of(p) == 0 || !cut_ends_row(p))
        return all;
    bool alone = p->slices.count == p->headers;
    len height = page_cut(p, p->row, forced, room - tail_of(p));
    if (height > 0 ? rest_fits(p, p->cut, page_header(p->table, p->row)) : !alone)
        return height;
    len most = page_cut(p, p->row, forced, all - 1);
    return most > 0 ? most : page_cut(p, p->row, forced, room - tail_of(p));
}

/* Tall rows are divided, and those that no page can hold. */
static bool split_wanted(const paging *p)
{
    const page_row *row = &p->table->rows[p->row];
    len room = p->table->room - page_header(p->table, p->row);
    room -= tail_of(p);
    if (row->split == ROW_SPLIT_ALLOW || p->begun || row->own > room)
        return true;
    return row->split == ROW_SPLIT_AUTO && row->own > p->table->room / 4;
}

/* Splits the current row at the page foot. */
static bool turn_within(paging *p, concession give, bool forced)
{
    len height = slice_cut(p, forced), grow;
    if (height <= 0 || height > p->capacity - p->used)
        return false;
    page_push(p, (plan_slice){p->row, 0, height, false, false});
    if (edge_allowed(p, p->slices.count, give, &grow)) {
        page_turn(p, p->slices.count, grow);
        return true;
    }
    p->slices.count--;
    p->used -= height;
    return false;
}

/* The current row does not fit: one page further, or a fault. */
static page_fault row_turn(paging *p)
{
    if (p->pages.count + 1 >= p->table->page_limit)
        return PAGE_LIMIT;
    for (concession give = GIVE_NOTHING; give < CONCESSIONS; give++)
        if ((split_wanted(p) && turn_within(p, give, false)) || turn_between(p, give)) {
            p->torn = p->torn || (p->pages.count == 1 && give > GIVE_COMPANY);
            return PAGE_FINE;
        }
    p->torn = p->torn || p->pages.count == 0;
    if (!headers_in_the_way(p) && turn_within(p, GIVE_KEPT_ROWS, true))
        return PAGE_FINE;
    if (p->headers == 0)
        return PAGE_NO_ROOM;
    p->bare = true;
    page_begin(p, p->row);
    return PAGE_FINE;
}

page_plan paginate(arena *a, const page_table *table)
{
    paging paged = {.memory = a, .table = table}, *p = &paged;
    page_index(p);
    page_begin(p, 0);
    page_plan plan = {0};
    while (p->row < table->row_count) {
        arena_pulse(a);
        const page_row *row = &table->rows[p->row];
        len room = p->capacity - p->used - tail_of(p);
        len height = row_need(p, p->row, p->begun ? 0 : row->height);
        len least = row_need(p, p->row, p->begun ? 0 : row->own);
        if (height > room && least <= room)
            height = room;
        if (height <= room) {
            page_push(p, (plan_slice){p->row, 0, height, false, true});
            p->row++;
            p->begun = false;
            continue;
        }
        plan.fault = row_turn(p);
        if (plan.fault != PAGE_FINE) {
            plan.fault_row = p->row;
            return plan;
        }
    }
    page_close(p);
    plan.torn = p->torn;
    plan.pages = p->pages.at;
    plan.page_count = p->pages.count;
    return plan;
}
