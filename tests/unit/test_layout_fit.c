/* Which candidate of a fit, with bare integers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/layout_int.h"

static fit_candidate one(uint32_t rank, uint32_t pages, int64_t over, int64_t height, int64_t white)
{
    return (fit_candidate){.good = true,
        .rank = rank,
        .pages = pages,
        .over = over,
        .height = height,
        .white = white};
}

static void fewest_pages_then_the_least_change_then_the_fullest(void **state)
{
    (void)state;
    fit_candidate c[] = {one(0, 3, 0, 90, 50), one(0, 3, 0, 80, 40), one(1, 2, 0, 60, 50),
        one(1, 2, 0, 60, 30), one(2, 2, 0, 50, 10)};
    assert_int_equal(fit_choose(c, 5, FIT_FEWEST), 3);
    assert_int_equal(fit_choose(c, 3, FIT_FEWEST), 2);
    assert_int_equal(fit_choose(c, 2, FIT_FEWEST), 1);
    c[1].white = 50;
    assert_int_equal(fit_choose(c, 2, FIT_FEWEST), 0); /* equal: as it is */
}

static void at_most_takes_the_first_that_is_enough(void **state)
{
    (void)state;
    fit_candidate c[] = {
        one(0, 4, 200, 0, 1), one(1, 3, 70, 0, 1), one(2, 2, 0, 0, 9), one(3, 1, 0, 0, 1)};
    assert_int_equal(fit_choose(c, 4, FIT_AT_MOST), 2);
    assert_int_equal(fit_choose(c, 2, FIT_AT_MOST), 1); /* what misses by least */
}

static void balance_wants_height_before_fullness(void **state)
{
    (void)state;
    fit_candidate c[] = {one(0, 2, 0, 90, 10), one(0, 2, 0, 80, 90)};
    assert_int_equal(fit_choose(c, 2, FIT_BALANCED), 1);
    c[1].pages = 3;
    assert_int_equal(fit_choose(c, 2, FIT_BALANCED), 0);
}

static void none_is_worse_than_the_plain_layout(void **state)
{
    (void)state;
    fit_candidate c[] = {one(0, 2, 0, 90, 50), one(1, 3, 0, 10, 10), one(2, 1, 0, 10, 10)};
    c[2].conceded[1] = 1; /* fewer pages, but a unit is split */
    assert_int_equal(fit_choose(c, 3, FIT_FEWEST), 0);
    assert_int_equal(fit_choose(c, 2, FIT_AT_MOST), 0);
    c[0].conceded[0] = 1; /* the plain layout splits a word, which is worse */
    assert_int_equal(fit_choose(c, 3, FIT_FEWEST), 2);
    c[2].conceded[0] = 2;
    assert_int_equal(fit_choose(c, 3, FIT_FEWEST), 0);
}

static void where_the_plain_layout_has_no_room_another_may(void **state)
{
    (void)state;
    fit_candidate c[] = {{.rank = 0}, one(1, 3, 0, 10, 10), one(2, 2, 0, 10, 10), {.rank = 3}};
    assert_int_equal(fit_choose(c, 4, FIT_FEWEST), 2);
    assert_int_equal(fit_choose(c, 1, FIT_FEWEST), UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewest_pages_then_the_least_change_then_the_fullest),
        cmocka_unit_test(at_most_takes_the_first_that_is_enough),
        cmocka_unit_test(balance_wants_height_before_fullness),
        cmocka_unit_test(none_is_worse_than_the_plain_layout),
        cmocka_unit_test(where_the_plain_layout_has_no_room_another_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
