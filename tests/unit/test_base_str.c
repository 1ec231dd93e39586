/* base: strings, buffers, UTF-8, lengths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static const str nothing = {NULL, 0};

static void assert_str(str got, const char *want)
{
    assert_int_equal(got.n, strlen(want));
    if (got.n > 0)
        assert_memory_equal(got.at, want, got.n);
}

static void strings_compare_by_bytes(void **state)
{
    (void)state;
    assert_true(str_eq(STR("绩效"), str_of("绩效")));
    assert_true(str_eq(nothing, STR("")));
    assert_true(str_eq(str_of(NULL), nothing));
    assert_false(str_eq(STR("绩"), STR("绩效")));
    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("ab"), STR("a")) > 0);
    assert_true(str_cmp(nothing, STR("a")) < 0);
    assert_int_equal(str_cmp(STR("a"), STR("a")), 0);
    assert_true(str_cmp(STR("\x7F"), STR("\x80")) < 0);
    assert_true(str_starts(STR("目标1"), STR("目标")));
    assert_true(str_starts(STR("a"), nothing));
    assert_false(str_starts(STR("a"), STR("ab")));
    assert_true(str_ends(STR("a.yaml"), STR(".yaml")));
    assert_false(str_ends(STR("yaml"), STR(".yaml")));
}

static void search_yields_the_first_offset(void **state)
{
    (void)state;
    str s = STR("aabaab");
    assert_int_equal(str_search(s, STR("ab"), 0), 1);
    assert_int_equal(str_search(s, STR("ab"), 2), 4);
    assert_int_equal(str_search(s, STR("ab"), 5), SIZE_MAX);
    assert_int_equal(str_search(s, STR("b"), 5), 5);
    assert_int_equal(str_search(s, STR("aabaabb"), 0), SIZE_MAX);
    assert_int_equal(str_search(s, nothing, 6), 6);
    assert_int_equal(str_search(s, nothing, 7), SIZE_MAX);
    assert_int_equal(str_search(s, STR("a"), SIZE_MAX), SIZE_MAX);
    assert_int_equal(str_search(nothing, STR("a"), 0), SIZE_MAX);
}

static void trim_takes_white_space_and_the_ideographic_space(void **state)
{
    (void)state;
    assert_str(str_trim(STR(" \t\r\n　绩 效　 \n")), "绩 效");
    assert_str(str_trim(STR("　")), "");
    assert_str(str_trim(nothing), "");
    assert_str(str_trim(STR("\xE3\x80")), "\xE3\x80");
    assert_str(str_trim(STR("、")), "、"); /* U+3001 shares two bytes with U+3000 */
}

static void copies_are_terminated(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    assert_string_equal(str_z(a, STR("绩效")), "绩效");
    assert_string_equal(str_z(a, nothing), "");
    assert_str(str_dup(a, str_slice(STR("abc"), 1, 2)), "b");
    assert_str(str_fmt(a, "%.*s%d", STR_ARG(STR("第")), 7), "第7");
    str big = str_fmt(a, "%05000d", 1);
    assert_int_equal(big.n, 5000);
    assert_int_equal(big.at[4999], '1');
    arena_free(a);
}

static void buffers_grow(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    buf b = {.memory = a};
    assert_str(buf_str(&b), "");
    buf_add(&b, nothing);
    for (int i = 0; i < 1000; i++) {
        buf_byte(&b, (char)('a' + i % 26));
        buf_fmt(&b, "%d,", i);
    }
    str s = buf_str(&b);
    assert_true(str_starts(s, STR("a0,b1,c2,")));
    assert_true(str_ends(s, STR("k998,l999,")));
    buf_add(&b, s); /* a buffer may be added to itself */
    assert_int_equal(b.n, 2 * s.n);
    assert_memory_equal(b.at, b.at + s.n, s.n);
    buf_fmt(&b, "%0300d", 0);
    assert_int_equal(b.n, 2 * s.n + 300);
    arena_free(a);
}

static void utf8_is_read_by_code_point(void **state)
{
    (void)state;
    static const uint32_t points[] = {0, 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD,
        0xFFFF, 0x10000, 0x2070E, 0x10FFFF};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        char bytes[4];
        str s = {bytes, utf8_put(bytes, points[i])};
        size_t at = 0, bad = 99;
        assert_true(utf8_valid(s, &bad));
        assert_int_equal(utf8_next(s, &at), points[i]);
        assert_int_equal(at, s.n);
        assert_int_equal(utf8_count(s), 1);
    }
    assert_int_equal(utf8_count(STR("绩效a𠜎")), 4);
    assert_int_equal(utf8_count(nothing), 0);
}

static void malformed_utf8_is_found_where_it_begins(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "\x80", /* a tail alone */
        "\xC0\x80", /* overlong NUL */
        "\xC1\xBF", /* overlong */
        "\xE0\x9F\xBF", /* overlong in three */
        "\xF0\x8F\xBF\xBF", /* overlong in four */
        "\xED\xA0\x80", /* a surrogate */
        "\xED\xBF\xBF", /* the last surrogate */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80", "\xFF", "\xFE", "\xE7\xBB", /* cut short */
        "\xF0\x9F\x98", /* cut short in four */
        ("\xE7\xBB"
         "a"), /* cut by ASCII */
        "\xBC\xA8\xD0\xA7", /* 绩效 in GB 18030 */
    };
    arena *a = arena_new(NULL);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        str s = str_fmt(a, "绩%s", forms[i]);
        size_t bad = 0, at = 3;
        assert_false(utf8_valid(s, &bad));
        assert_int_equal(bad, 3);
        assert_int_equal(utf8_next(s, &at), UTF8_REPLACEMENT);
        assert_int_equal(at, 4);
        while (at < s.n)
            utf8_next(s, &at);
        assert_int_equal(at, s.n);
    }
    arena_free(a);
}

static void han_are_told_from_their_neighbours(void **state)
{
    (void)state;
    static const uint32_t han[] = {
        0x4E00, 0x9FFF, 0x3400, 0x4DBF, 0x3007, 0xF900, 0x20000, 0x31350};
    static const uint32_t other[] = {
        0x3000, 0x3001, 0x2E80, 0x2F00, 0x4DC0, 0xA000, 0xAC00, 0xFF21, 0x1F600, 'a'};
    for (size_t i = 0; i < sizeof han / sizeof *han; i++)
        assert_true(utf8_han(han[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(utf8_han(other[i]));
}

static void lengths_are_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        len want;
    } table[] = {{"10.5pt", 10752}, {"0pt", 0}, {"-1pt", -1024}, {"0.001pt", 1},
        {"25.4mm", 72 * LEN_PT}, {"2.54cm", 72 * LEN_PT}, {"1mm", 2903}, {"-1mm", -2903},
        {"0.176mm", 511}, {"5000mm", 14513386}, {"-5000mm", -14513386}, {"初号", 42 * LEN_PT},
        {"小五", 9 * LEN_PT}, {"五号", 10752}, {"八号", 5 * LEN_PT}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        len v = 12345;
        assert_true(len_parse(str_of(table[i].text), &v));
        assert_int_equal(v, table[i].want);
    }
    assert_int_equal(len_of_um(25400), 72 * LEN_PT);
    assert_int_equal(len_of_um(-25400), -72 * LEN_PT);
    assert_int_equal(len_of_um(0), 0);
}

static void what_is_no_length_is_refused(void **state)
{
    (void)state;
    static const char *const table[] = {"", "pt", "12", "1e3mm", "1.mm", ".5mm", "1.2345mm", "+1mm",
        "--1mm", "1 mm", " 1mm", "1mm ", "1MM", "1in", "5000.001mm", "6000mm", "-6000mm",
        "99999999cm", "1234567890pt", "1234567890123456789012pt", "九号", "小", "1.1.1mm"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        len v = 12345;
        assert_false(len_parse(str_of(table[i]), &v));
        assert_int_equal(v, 12345);
    }
    len v;
    assert_false(len_parse(nothing, &v));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_compare_by_bytes),
        cmocka_unit_test(search_yields_the_first_offset),
        cmocka_unit_test(trim_takes_white_space_and_the_ideographic_space),
        cmocka_unit_test(copies_are_terminated),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(utf8_is_read_by_code_point),
        cmocka_unit_test(malformed_utf8_is_found_where_it_begins),
        cmocka_unit_test(han_are_told_from_their_neighbours),
        cmocka_unit_test(lengths_are_read_exactly),
        cmocka_unit_test(what_is_no_length_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
