/* Dates as officers write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/model_int.h"

static void dates_are_read(void **state)
{
    (void)state;
    static const char *const same[] = {"2022年1月5日", "2022-01-05", "2022/1/5", "2022.1.5",
        " 2022 年 01 月 05 日", "日期：2022年1月5日"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        doc_date d = date_read(str_of(same[i]));
        assert_true(d.known);
        assert_int_equal(d.seconds, 1641312000);
        assert_int_equal(d.zone, 480);
    }
    assert_int_equal(date_read(STR("1970年1月1日")).seconds, -8 * 3600);
    assert_int_equal(date_read(STR("2000-02-29")).seconds, 951753600);
    assert_int_equal(date_read(STR("1969-12-31")).seconds, -86400 - 8 * 3600);
}

static void other_texts_are_no_dates(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "年 月 日", "2022年", "2022年1月", "2022-13-01",
        "2022-02-29", "2022-04-31", "2022-01-00", "2022-01-05 10:00", "0-1-1", "12345-1-1",
        "2022-1-99999999999999999999", "二〇二二年一月五日"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(date_read(str_of(wrong[i])).known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(other_texts_are_no_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
