/* Column widths for the least height, with bare integers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/layout_int.h"

enum { PT = LEN_PT, EM = 10 * PT, EDGES = 8, CELLS = 60, TABLES = 3000 };

/* A cell over one row of a text of `length` on one line, laid out on `lines`. */
static balance_cell cell(uint32_t row, uint32_t edge, const len *length, uint32_t lines)
{
    return (balance_cell){.first = row,
        .last = row,
        .edge = edge,
        .edge_end = edge + 1,
        .least = EM,
        .size = EM,
        .pitch = EM,
        .natural = length,
        .paragraph_count = 1,
        .lines = lines};
}

static const len small = 3 * EM, large = 60 * EM;
static const bool header[CELLS] = {false};
static const len row_least[CELLS] = {0};

static bool balance(const balance_table *t, len *out)
{
    arena *a = arena_new(NULL);
    bool better = balance_edges(a, t, out);
    arena_free(a);
    return better;
}

static void the_long_text_gets_the_room(void **state)
{
    (void)state;
    const len edges[] = {0, 200 * PT, 400 * PT};
    balance_cell cells[] = {cell(0, 0, &small, 1), cell(0, 1, &large, 4)};
    cells[0].least = small; /* it stays on its line */
    const balance_track tracks[] = {{0, 1, PT, LEN_MAX / 2}, {1, 2, PT, LEN_MAX / 2}};
    balance_table t = {edges, 3, cells, 2, tracks, 2, header, row_least, 1};
    len out[3];
    assert_true(balance(&t, out));
    assert_int_equal(out[0], 0);
    assert_int_equal(out[2], 400 * PT);
    assert_in_range(out[1], 3 * EM, 80 * PT); /* two lines of 32 characters or more */
}

/* A fixed column between two others moves with the edge that it keeps. */
static void what_is_fixed_stays_as_wide(void **state)
{
    (void)state;
    const len edges[] = {0, 150 * PT, 250 * PT, 400 * PT};
    const balance_cell cells[] = {
        cell(0, 0, &small, 1), cell(0, 1, &small, 1), cell(0, 2, &large, 5)};
    const balance_track tracks[] = {
        {0, 1, PT, LEN_MAX / 2}, {1, 2, 100 * PT, 100 * PT}, {2, 3, PT, LEN_MAX / 2}};
    balance_table t = {edges, 4, cells, 3, tracks, 3, header, row_least, 1};
    len out[4];
    assert_true(balance(&t, out));
    assert_int_equal(out[2] - out[1], 100 * PT);
    assert_true(out[1] < 150 * PT);
    const balance_track all[] = {
        {0, 1, 150 * PT, 150 * PT}, {1, 2, 100 * PT, 100 * PT}, {2, 3, PT, LEN_MAX / 2}};
    t.tracks = all;
    assert_false(balance(&t, out)); /* nothing can move */
    assert_memory_equal(out, edges, sizeof edges);
}

/* Two bands with a line in common keep it, and the one that is narrower there sets the bound. */
static void lines_in_common_stay_in_common(void **state)
{
    (void)state;
    const len edges[] = {0, 200 * PT, 400 * PT};
    balance_cell cells[] = {cell(0, 0, &small, 1), cell(0, 1, &large, 4), cell(1, 0, &small, 1),
        cell(1, 1, &small, 1)};
    cells[2].least = 150 * PT;
    const balance_track tracks[] = {{0, 1, PT, LEN_MAX / 2}, {1, 2, PT, LEN_MAX / 2},
        {0, 1, PT, LEN_MAX / 2}, {1, 2, PT, LEN_MAX / 2}};
    balance_table t = {edges, 3, cells, 4, tracks, 4, header, row_least, 2};
    len out[3];
    assert_true(balance(&t, out));
    assert_in_range(out[1], 150 * PT, 200 * PT);
}

static void lines_do_not_come_too_near(void **state)
{
    (void)state;
    /* The first band's line would be best at 32 pt; the second band has one at 36 pt. */
    const len edges[] = {0, 36 * PT, 200 * PT, 400 * PT};
    balance_cell cells[] = {cell(0, 0, &small, 1), cell(0, 2, &large, 4), cell(1, 0, &small, 1),
        cell(1, 1, &small, 1)};
    cells[0].edge_end = 2;
    cells[3].edge_end = 3;
    const balance_track tracks[] = {{0, 2, PT, LEN_MAX / 2}, {2, 3, PT, LEN_MAX / 2},
        {0, 1, 36 * PT, 36 * PT}, {1, 3, PT, LEN_MAX / 2}};
    balance_table t = {edges, 4, cells, 4, tracks, 4, header, row_least, 2};
    len out[4];
    assert_true(balance(&t, out));
    assert_int_equal(out[1], 36 * PT);
    assert_true(out[2] <= 26 * PT || out[2] == 36 * PT || out[2] >= 46 * PT);
}

/* ---- tables made at random ---- */

typedef struct maker {
    uint64_t seed;
    len edges[EDGES], lengths[CELLS];
    balance_cell cells[CELLS];
    balance_track tracks[EDGES];
    balance_table table;
} maker;

static uint32_t dice(maker *m, uint32_t sides)
{
    m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(m->seed >> 33) % sides;
}

static void make(maker *m, uint64_t seed)
{
    *m = (maker){.seed = seed};
    uint32_t columns = 2 + dice(m, EDGES - 2), rows = 1 + dice(m, 8), count = 0;
    for (uint32_t e = 1; e <= columns; e++) {
        len width = 2 * EM + (len)dice(m, 150 * PT);
        m->edges[e] = m->edges[e - 1] + width;
        bool rigid = dice(m, 3) == 0;
        len less = (len)dice(m, (uint32_t)(width - EM));
        m->tracks[e - 1] = (balance_track){
            e - 1, e, rigid ? width : width - less, rigid ? width : width + (len)dice(m, 100 * PT)};
    }
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t e = 0; e < columns && count < CELLS; count++) {
            balance_cell *c = &m->cells[count];
            m->lengths[count] = (len)dice(m, dice(m, 4) == 0 ? 90 * EM : 6 * EM);
            *c = cell(r, e, &m->lengths[count], 1 + dice(m, 6));
            c->edge_end = e + 1 + dice(m, columns - e);
            c->last = r + dice(m, rows - r);
            c->least = (m->edges[c->edge_end] - m->edges[e]) / (len)(1 + dice(m, 4));
            e = c->edge_end;
        }
    m->table = (balance_table){m->edges, columns + 1, m->cells, count, m->tracks, columns, header,
        row_least, rows};
}

static void random_tables_keep_their_bounds(void **state)
{
    (void)state;
    uint32_t better = 0;
    for (uint64_t seed = 1; seed <= TABLES; seed++) {
        maker m;
        len out[EDGES], again[EDGES];
        make(&m, seed);
        better += balance(&m.table, out);
        balance(&m.table, again);
        assert_memory_equal(out, again, m.table.edge_count * sizeof *out);
        assert_int_equal(out[0], 0);
        assert_int_equal(out[m.table.edge_count - 1], m.edges[m.table.edge_count - 1]);
        for (uint32_t k = 0; k < m.table.track_count; k++)
            assert_in_range(
                out[k + 1] - out[k], m.table.tracks[k].least, m.table.tracks[k].most);
        for (uint32_t i = 0; i < m.table.cell_count; i++)
            assert_true(out[m.cells[i].edge_end] - out[m.cells[i].edge] >= m.cells[i].least);
    }
    assert_true(better > TABLES / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_long_text_gets_the_room),
        cmocka_unit_test(what_is_fixed_stays_as_wide),
        cmocka_unit_test(lines_in_common_stay_in_common),
        cmocka_unit_test(lines_do_not_come_too_near),
        cmocka_unit_test(random_tables_keep_their_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
