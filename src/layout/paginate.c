/*
 * Pagination: a pure function from heights to a plan.
 *
 * Rows are laid one after another. One that does not fit is split between its lines, when it is
 * tall, or begins a new page. A page edge inside a span must leave the span's label its whole
 * height in each fragment (on_break repeat): the last row on the page grows for it, or the edge
 * moves up. Where no edge is good enough the label is dealt out line by line like any other text,
 * so that the plan always goes on and never loses a line.
 */
#include "layout/paginate_int.h"

len page_text_left(const paging *p, uint32_t cell)
{
    const row_cell *c = &p->table->cells[cell];
    uint32_t line = p->line[cell];
    if (line == c->line_count)
        return 0;
    return c->inset + c->ends[c->line_count - 1] - (line == 0 ? 0 : c->ends[line - 1]);
}

bool page_repeats(const paging *p, uint32_t cell)
{
    const row_cell *c = &p->table->cells[cell];
    return c->first != c->last && c->on_break != ON_BREAK_CONTINUE && !p->dealt[cell];
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

static void page_begin(paging *p, uint32_t r)
{
    const page_row *row = &p->table->rows[r];
    p->capacity = p->pages.count == 0 ? p->table->first_room : p->table->room;
    p->used = 0;
    p->slices.count = 0;
    p->headers = 0;
    if (p->pages.count == 0 || p->bare || r < row->header_first + row->header_count)
        return;
    len height = 0;
    for (uint32_t h = 0; h < row->header_count; h++)
        height += p->table->rows[row->header_first + h].height;
    if (height > p->capacity / 2)
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
}

/* Whether a page may end after the first m slices; *grow: what the last one must grow by. */
static bool edge_allowed(const paging *p, uint32_t m, bool split, len *grow)
{
    const plan_slice *last = &p->slices.at[m - 1];
    if (!split && p->table->rows[last->row].keep)
        return false;
    len end = last->top + last->height;
    *grow = 0;
    for (uint32_t i = 0; i < p->span_count; i++) {
        uint32_t cell = p->spans[i];
        const row_cell *c = &p->table->cells[cell];
        if (c->first > last->row)
            break;
        if (!page_repeats(p, cell) || c->last < last->row || (c->last == last->row && !split))
            continue;
        if (c->on_break == ON_BREAK_KEEP && p->span_height[cell] <= p->table->room)
            return false;
        len lack = page_text_left(p, cell) - (end - page_top_of(p, cell));
        if (lack > *grow)
            *grow = lack;
    }
    return *grow <= p->capacity - end;
}

/* Ends the page after m slices, dealing their lines, and begins the next one. */
static void page_turn(paging *p, uint32_t m, bool split, len grow)
{
    p->slices.count = m;
    if (m > 0) {
        p->slices.at[m - 1].height += grow;
        p->used = p->slices.at[m - 1].top + p->slices.at[m - 1].height;
        p->row = p->slices.at[m - 1].row + !split;
    }
    p->begun = m > 0 && split;
    page_close(p);
    p->bare = false;
    page_begin(p, p->row);
}

/* The best earlier edge on this page: as late as it is allowed. */
static bool turn_before(paging *p)
{
    for (uint32_t m = p->slices.count; m > p->headers; m--) {
        len grow;
        if (edge_allowed(p, m, false, &grow)) {
            page_turn(p, m, false, grow);
            return true;
        }
    }
    return false;
}

/* No edge is allowed: labels in the way are dealt line by line from here on. */
static void turn_anyway(paging *p)
{
    uint32_t m = p->slices.count, row = p->slices.at[m - 1].row;
    while (m > p->headers + 1 && p->table->rows[p->slices.at[m - 1].row].keep)
        m--;
    if (p->table->rows[p->slices.at[m - 1].row].keep)
        m = p->slices.count;
    row = p->slices.at[m - 1].row;
    page_deal_labels(p, row, row + 1);
    page_turn(p, m, false, 0);
}

static bool split_wanted(const paging *p)
{
    const page_row *row = &p->table->rows[p->row];
    if (row->split == ROW_SPLIT_ALLOW || p->begun)
        return true;
    len whole = row_need(p, p->row, row->own);
    return row->split == ROW_SPLIT_AUTO && whole > p->table->room / 4;
}

/* Splits the current row at the page foot when enough lines fit on both sides. */
static bool turn_within(paging *p, bool forced)
{
    len height = page_cut(p, p->row, forced);
    if (height <= 0 || height > p->capacity - p->used)
        return false;
    page_push(p, (plan_slice){p->row, 0, height, false, false});
    len grow;
    if (!edge_allowed(p, p->slices.count, true, &grow)) {
        if (!forced) {
            p->slices.count--;
            p->used -= height;
            return false;
        }
        page_deal_labels(p, p->row, p->row);
        grow = 0;
    }
    page_turn(p, p->slices.count, true, grow);
    return true;
}

/* The current row does not fit: one page further, or a fault. */
static page_fault row_turn(paging *p)
{
    if (p->pages.count >= p->table->page_limit)
        return PAGE_LIMIT;
    if (split_wanted(p) && turn_within(p, false))
        return PAGE_FINE;
    if (p->slices.count > p->headers) {
        if (!turn_before(p))
            turn_anyway(p);
        return PAGE_FINE;
    }
    if (p->pages.count == 0 && p->table->first_room < p->table->room) {
        page_turn(p, 0, false, 0);
        return PAGE_FINE;
    }
    if (turn_within(p, true))
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
        const page_row *row = &table->rows[p->row];
        len room = p->capacity - p->used;
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
    plan.pages = p->pages.at;
    plan.page_count = p->pages.count;
    return plan;
}
