#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"

static void lengths_are_read_exactly(void **state)
{
    (void)state;
    len v = 0;
    assert_true(len_parse(STR("10.5pt"), &v));
    assert_int_equal(v, 10752);
    assert_true(len_parse(STR("小五"), &v));
    assert_int_equal(v, 9 * LEN_PT);
    assert_true(len_parse(STR("25.4mm"), &v));
    assert_int_equal(v, 72 * LEN_PT);
    assert_false(len_parse(STR("1e3mm"), &v));
    assert_false(len_parse(STR("12"), &v));
    assert_false(len_parse(STR("6000mm"), &v));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lengths_are_read_exactly)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
