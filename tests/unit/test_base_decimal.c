/* Exact decimals: what is read, what is refused, sums that binary fractions get wrong, overflow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"

static decimal of(const char *text)
{
    decimal d;
    assert_true(decimal_parse(str_of(text), &d));
    return d;
}

static void expect(decimal d, const char *text)
{
    arena *a = arena_new(NULL);
    str s = decimal_text(a, d);
    assert_int_equal(s.n, str_of(text).n);
    assert_memory_equal(s.at, text, s.n);
    arena_free(a);
}

static void reads(void **state)
{
    (void)state;
    static const struct {
        const char *text, *as;
    } good[] = {{"0", "0"}, {"-0", "0"}, {"12.50", "12.5"}, {"1,591.45", "1591.45"}, {"+3", "3"},
        {"１２．５", "12.5"}, {"−7", "-7"}, {"000123", "123"}, {"0.000001", "0.000001"},
        {"999999999999999999", "999999999999999999"}, {"12,345,678", "12345678"}, {"-0.05", "-0.05"},
        {"00000000000000000000001.5", "1.5"}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        expect(of(good[i].text), good[i].as);
    static const char *const bad[] = {"", "-", ".", "1.", ".5", "1,2", "1,23,456", "1234,567", ",123",
        "1,234,", "1 2", "12万", "1e3", "1.2.3", "1.2,345", "9999999999999999999", "0x1", "--1", "1-"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        decimal d = {7, 0};
        assert_false(decimal_parse(str_of(bad[i]), &d));
        assert_int_equal(d.units, 7);
    }
}

static void sums(void **state)
{
    (void)state;
    static const char *const costs[] = {"1.9", "1", "9", "2", "4", "1.1", "6", "9.9", "1.5"};
    decimal d = {0};
    for (size_t i = 0; i < sizeof costs / sizeof *costs; i++)
        assert_true(decimal_add(d, of(costs[i]), &d));
    expect(d, "36.4");
    assert_true(decimal_subtract(of("0.3"), of("0.1"), &d));
    assert_int_equal(decimal_compare(d, of("0.2")), 0);
    assert_true(decimal_multiply(of("1.47"), of("12"), &d));
    expect(d, "17.64");
    assert_true(decimal_multiply(of("-0.72"), of("113"), &d));
    expect(d, "-81.36");
}

static void divides(void **state)
{
    (void)state;
    decimal d;
    assert_true(decimal_divide(of("18926"), of("18926"), 4, &d));
    expect(d, "1");
    assert_true(decimal_divide(of("2"), of("3"), 4, &d));
    expect(d, "0.6667");
    assert_true(decimal_divide(of("-1"), of("8"), 2, &d));
    expect(d, "-0.13");
    assert_true(decimal_divide(of("17.70"), of("12"), 9, &d));
    expect(d, "1.475");
    assert_true(decimal_divide(of("1"), of("2"), 0, &d));
    expect(d, "1");
    assert_false(decimal_divide(of("1"), of("0"), 2, &d));
    assert_false(decimal_divide(of("1"), of("3"), 10, &d));
}

static void compares(void **state)
{
    (void)state;
    static const char *const rising[] = {"-10", "-9.99", "-0.000000000000000001", "0", "0.1", "0.11", "1",
        "99999999999999999", "100000000000000000"};
    for (size_t i = 0; i < sizeof rising / sizeof *rising; i++)
        for (size_t k = 0; k < sizeof rising / sizeof *rising; k++) {
            int c = decimal_compare(of(rising[i]), of(rising[k]));
            assert_int_equal((c > 0) - (c < 0), (i > k) - (i < k));
        }
}

static void overflow_is_told(void **state)
{
    (void)state;
    decimal most = {INT64_MAX, 0}, least = {-INT64_MAX, 0}, d = {7, 0};
    assert_false(decimal_add(most, of("1"), &d));
    assert_false(decimal_subtract(least, of("1"), &d));
    assert_false(decimal_add(most, of("0.1"), &d));
    assert_false(decimal_multiply(most, of("2"), &d));
    assert_false(decimal_multiply(of("0.000000000000001"), of("0.0000000000001"), &d));
    assert_false(decimal_divide(most, of("0.1"), 0, &d));
    assert_false(decimal_divide(of("1"), most, 2, &d));
    assert_int_equal(d.units, 7);
    assert_true(decimal_add(most, least, &d));
    expect(d, "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads), cmocka_unit_test(sums),
        cmocka_unit_test(divides), cmocka_unit_test(compares), cmocka_unit_test(overflow_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
