/* Heights of row tracks, with bare integers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/layout_int.h"

enum { MOST = 8 };

static row_cell cell(uint32_t first, uint32_t last, const len *height)
{
    return (row_cell){first, last, 2, height, 1, ON_BREAK_REPEAT};
}

static void expect(const row_table *t, const len *own, const len *height)
{
    arena *a = arena_new(NULL);
    len o[MOST] = {0}, h[MOST] = {0};
    rows_solve(a, t, o, h);
    for (uint32_t r = 0; r < t->row_count; r++) {
        assert_int_equal(o[r], own[r]);
        assert_int_equal(h[r], height[r]);
    }
    arena_free(a);
}

static const len ten[] = {10}, fifty[] = {50}, lines[] = {10, 20, 31};

static void a_row_is_as_tall_as_its_tallest_cell(void **state)
{
    (void)state;
    const row_cell cells[] = {cell(0, 0, ten), {0, 0, 4, lines, 3, 0}, cell(1, 1, ten)};
    const bool header[MOST] = {false};
    expect(&(row_table){cells, 3, header, 2}, (len[]){35, 12}, (len[]){35, 12});
}

static void a_span_spreads_what_it_lacks(void **state)
{
    (void)state;
    const row_cell cells[] = {cell(0, 2, fifty), cell(0, 0, ten), cell(1, 1, ten), cell(2, 2, ten)};
    const bool header[MOST] = {false};
    expect(&(row_table){cells, 4, header, 3}, (len[]){12, 12, 12}, (len[]){17, 17, 18});
}

static void small_spans_come_first(void **state)
{
    (void)state;
    const row_cell cells[] = {
        cell(0, 2, fifty), cell(0, 0, ten), cell(1, 2, fifty), cell(1, 1, ten), cell(2, 2, ten)};
    const bool header[MOST] = {false};
    expect(&(row_table){cells, 5, header, 3}, (len[]){12, 12, 12}, (len[]){12, 26, 26});
}

static void header_rows_do_not_grow_for_others(void **state)
{
    (void)state;
    const row_cell cells[] = {cell(0, 2, fifty), cell(0, 0, ten), cell(1, 1, ten), cell(2, 2, ten)};
    const bool one[MOST] = {true}, all[MOST] = {true, true, true};
    expect(&(row_table){cells, 4, one, 3}, (len[]){12, 12, 12}, (len[]){12, 20, 20});
    expect(&(row_table){cells, 4, all, 3}, (len[]){12, 12, 12}, (len[]){17, 17, 18});
}

static void a_row_of_spans_alone_has_no_height_of_its_own(void **state)
{
    (void)state;
    const row_cell cells[] = {cell(0, 1, fifty), cell(0, 0, ten)};
    const bool header[MOST] = {false};
    expect(&(row_table){cells, 2, header, 2}, (len[]){12, 0}, (len[]){32, 20});
}

static void a_tall_span_stays_a_number(void **state)
{
    (void)state;
    const len much[] = {LEN_MAX - 10};
    const row_cell cells[] = {cell(0, 1, much), cell(0, 0, much), cell(1, 1, much)};
    const bool header[MOST] = {false};
    expect(&(row_table){cells, 3, header, 2}, (len[]){LEN_MAX - 8, LEN_MAX - 8},
        (len[]){LEN_MAX - 8, LEN_MAX - 8});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_as_tall_as_its_tallest_cell),
        cmocka_unit_test(a_span_spreads_what_it_lacks),
        cmocka_unit_test(small_spans_come_first),
        cmocka_unit_test(header_rows_do_not_grow_for_others),
        cmocka_unit_test(a_row_of_spans_alone_has_no_height_of_its_own),
        cmocka_unit_test(a_tall_span_stays_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
