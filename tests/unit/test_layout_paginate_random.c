/* Tables made at random, from seeds, before the judge of page plans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page_judge.h"

enum { TABLES = 40000, ROWS = 60 };

typedef struct maker {
    arena *memory;
    uint64_t seed;
    page_row rows[ROWS];
    bool header[ROWS];
    uint32_t row_count;
    VEC(row_cell) cells;
    unsigned spans, tall, modes; /* how much of each this table has, 0 to 3 */
} maker;

static uint32_t dice(maker *m, uint32_t sides)
{
    m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(m->seed >> 33) % sides;
}

static void cell_make(maker *m, uint32_t first, uint32_t last)
{
    static const uint32_t most[] = {2, 4, 12, 60};
    uint32_t lines = 1 + dice(m, dice(m, 4) == 0 ? most[m->tall] : 2);
    len *ends = ARENA_ARRAY(m->memory, len, lines), y = 0, pitch = 5 + (len)dice(m, 8);
    for (uint32_t i = 0; i < lines; i++)
        ends[i] = y += pitch;
    row_cell *c = VEC_PUSH(m->memory, &m->cells);
    doc_on_break how = m->modes == 0 ? ON_BREAK_REPEAT : (doc_on_break)dice(m, 3);
    if (first == last && dice(m, 3) > 0)
        how = ON_BREAK_CONTINUE;
    *c = (row_cell){first, last, (len)dice(m, 5), ends, lines, how};
}

/* Labels over runs of rows, each run divided again on the next level. */
static void labels_make(maker *m, uint32_t first, uint32_t end, uint32_t level)
{
    while (first < end) {
        uint32_t run = 1 + dice(m, 1 + dice(m, end - first));
        cell_make(m, first, first + run - 1);
        if (level > 1)
            labels_make(m, first, first + run, level - 1);
        first += run;
    }
}

static void band_make(maker *m, uint32_t first, uint32_t end)
{
    uint32_t headers = dice(m, 3);
    if (headers >= end - first)
        headers = 0;
    if (m->spans > 0 && dice(m, 2) == 0)
        cell_make(m, dice(m, 4) > 0 ? first : first + headers, end - 1);
    if (m->spans > 0 && dice(m, 8) == 0) /* from the header into the rows */
        cell_make(m, first, first + headers + dice(m, end - first - headers));
    if (headers == 2 && dice(m, 2) == 0)
        cell_make(m, first, first + 1);
    if (m->spans > 1)
        labels_make(m, first + headers, end, m->spans - 1);
    for (uint32_t r = first; r < end; r++) {
        m->header[r] = r < first + headers;
        m->rows[r] = (page_row){.header_first = first,
            .header_count = headers,
            .keep = r + 1 < end && (m->header[r] || (m->modes > 1 && dice(m, 8) == 0)),
            .split = m->header[r] ? ROW_SPLIT_NEVER
                : m->modes == 0   ? ROW_SPLIT_AUTO
                                  : (doc_split)dice(m, 3)};
        for (uint32_t n = 1 + dice(m, 3); n > 0; n--)
            cell_make(m, r, r);
    }
}

/* By first row, as the table wants them; those of one row stay in order. */
static void cells_sort(maker *m)
{
    for (uint32_t i = 1; i < m->cells.count; i++) {
        row_cell moving = m->cells.at[i];
        uint32_t k = i;
        for (; k > 0 && m->cells.at[k - 1].first > moving.first; k--)
            m->cells.at[k] = m->cells.at[k - 1];
        m->cells.at[k] = moving;
    }
}

static page_table table_make(maker *m)
{
    m->spans = dice(m, 4);
    m->tall = dice(m, 4);
    m->modes = dice(m, 3);
    m->row_count = 1 + dice(m, 1 + dice(m, ROWS));
    for (uint32_t r = 0; r < m->row_count;) {
        uint32_t run = 1 + dice(m, m->row_count - r);
        band_make(m, r, r + run);
        r += run;
    }
    cells_sort(m);
    len own[ROWS] = {0}, height[ROWS];
    rows_solve(
        m->memory, &(row_table){m->cells.at, m->cells.count, m->header, m->row_count}, own, height);
    for (uint32_t r = 0; r < m->row_count; r++) {
        m->rows[r].own = own[r];
        m->rows[r].height = height[r];
    }
    len room = 16 + (len)dice(m, dice(m, 2) == 0 ? 60 : 300);
    len first = dice(m, 3) == 0 ? room : (len)dice(m, (uint32_t)room * 5 / 4) - 10;
    return (page_table){m->rows, m->row_count, m->cells.at, m->cells.count, first, room, 5000};
}

static bool plans_equal(const page_plan *a, const page_plan *b)
{
    bool same = a->page_count == b->page_count && a->fault == b->fault;
    for (uint32_t i = 0; same && i < a->page_count; i++) {
        const plan_page *x = &a->pages[i], *y = &b->pages[i];
        same = x->slice_count == y->slice_count && x->fragment_count == y->fragment_count;
        for (uint32_t s = 0; same && s < x->slice_count; s++)
            same = x->slices[s].top == y->slices[s].top && x->slices[s].row == y->slices[s].row;
        for (uint32_t f = 0; same && f < x->fragment_count; f++)
            same = x->fragments[f].line == y->fragments[f].line &&
                x->fragments[f].line_end == y->fragments[f].line_end;
    }
    return same;
}

static void print_plan(const page_table *t, const page_plan *p)
{
    print_error("first %d room %d\n", t->first_room, t->room);
    for (uint32_t r = 0; r < t->row_count; r++)
        print_error("row %u own %d height %d header %u+%u%s split %d\n", r, t->rows[r].own,
            t->rows[r].height, t->rows[r].header_first, t->rows[r].header_count,
            t->rows[r].keep ? " keep" : "", t->rows[r].split);
    for (uint32_t i = 0; i < t->cell_count; i++)
        print_error("cell %u rows %u..%u inset %d lines %u height %d break %d\n", i,
            t->cells[i].first, t->cells[i].last, t->cells[i].inset, t->cells[i].line_count,
            t->cells[i].ends[t->cells[i].line_count - 1], t->cells[i].on_break);
    for (uint32_t i = 0; i < p->page_count; i++) {
        print_error("page %u\n", i);
        for (uint32_t s = 0; s < p->pages[i].slice_count; s++)
            print_error("  row %u at %d height %d%s%s\n", p->pages[i].slices[s].row,
                p->pages[i].slices[s].top, p->pages[i].slices[s].height,
                p->pages[i].slices[s].repeat ? " repeat" : "",
                p->pages[i].slices[s].ends ? "" : " goes on");
    }
}

/* Some line is too tall for every page: the only reason to give up. */
static bool line_too_tall(const page_table *t)
{
    for (uint32_t i = 0; i < t->cell_count; i++)
        for (uint32_t k = 0; k < t->cells[i].line_count; k++)
            if (lines_height(&t->cells[i], k, k + 1) > t->room)
                return true;
    return false;
}

static void random_tables_are_dealt_well(void **state)
{
    (void)state;
    uint32_t wrong = 0;
    for (uint64_t seed = 1; seed <= TABLES && wrong < 3; seed++) {
        arena *a = arena_new(NULL);
        maker m = {.memory = a, .seed = seed * 7919};
        page_table t = table_make(&m);
        page_plan p = paginate(a, &t), again = paginate(a, &t);
        const char *why = NULL;
        if (p.fault == PAGE_NO_ROOM && line_too_tall(&t))
            why = NULL;
        else
            why = plans_equal(&p, &again) ? page_judge(a, &t, &p) : "not the same twice";
        if (why != NULL) {
            print_error("seed %u: %s\n", (unsigned)seed, why);
            print_plan(&t, &p);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_tables_are_dealt_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
