#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/pdf_int.h"

static void prints(int64_t value, int decimals, const char *wanted)
{
    arena *a = arena_new(NULL);
    buf out = {.memory = a};
    pdf_number(&out, value, decimals);
    buf_byte(&out, '\0');
    assert_string_equal(out.at, wanted);
    arena_free(a);
}

static void numbers(void **state)
{
    (void)state;
    prints(0, 0, "0");
    prints(0, 4, "0");
    prints(7, 0, "7");
    prints(-7, 0, "-7");
    prints(5952756, 4, "595.2756");
    prints(8418900, 4, "841.89");
    prints(1000, 3, "1");
    prints(500, 3, ".5");
    prints(-500, 3, "-.5");
    prints(1, 3, ".001");
    prints(-1, 3, "-.001");
    prints(-1050, 2, "-10.5");
    prints(INT64_MAX, 0, "9223372036854775807");
    prints(INT64_MIN, 0, "-9223372036854775808");
}

static void scales(void **state)
{
    (void)state;
    assert_int_equal(pdf_scale(3, 1, 2), 2);
    assert_int_equal(pdf_scale(-3, 1, 2), -2);
    assert_int_equal(pdf_scale(1, 1, 3), 0);
    assert_int_equal(pdf_scale(-1, 1, 3), 0);
    assert_int_equal(pdf_milli(1024), 1000);
    assert_int_equal(pdf_milli(10752), 10500);
    assert_int_equal(pdf_milli(1), 1);
    assert_int_equal(pdf_milli(-1), -1);
    assert_int_equal(pdf_milli((int64_t)INT32_MAX * 2), 4194303998);
}

static void hexadecimal(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    buf out = {.memory = a};
    pdf_hex(&out, 0x12AF);
    pdf_hex(&out, 0);
    pdf_hex(&out, 0xFFFF);
    assert_true(str_eq(buf_str(&out), STR("12AF0000FFFF")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(scales),
        cmocka_unit_test(hexadecimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
