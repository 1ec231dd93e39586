/* The table of private-use code points, against glibc's own table of GB 18030. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <iconv.h>

#include "model/model_int.h"

/* A stretch of the code table whose characters stood at consecutive private code points. */
typedef struct stretch {
    uint32_t first, count;
    unsigned lead, trail;
} stretch;

static const stretch stretches[] = {
    {0xE78D, 7, 0xA6, 0xD9},
    {0xE794, 2, 0xA6, 0xEC},
    {0xE796, 1, 0xA6, 0xF3},
    {0xE7C7, 1, 0xA8, 0xBC},
    {0xE7C8, 1, 0xA8, 0xBF},
    {0xE7E7, 13, 0xA9, 0x89},
    {0xE815, 80, 0xFE, 0x50},
};

static uint32_t decode(iconv_t table, unsigned lead, unsigned trail)
{
    char in[2] = {(char)lead, (char)trail}, out[8], *from = in, *to = out;
    size_t left = sizeof in, room = sizeof out, i = 0;
    assert_int_not_equal(iconv(table, &from, &left, &to, &room), (size_t)-1);
    return utf8_next((str){out, sizeof out - room}, &i);
}

static void every_place_of_the_code_table_agrees(void **state)
{
    (void)state;
    iconv_t table = iconv_open("UTF-8", "GB18030");
    assert_int_not_equal((intptr_t)table, -1);
    for (size_t s = 0; s < sizeof stretches / sizeof *stretches; s++) {
        unsigned trail = stretches[s].trail;
        for (uint32_t k = 0; k < stretches[s].count; k++, trail++) {
            trail += trail == 0x7F; /* no character has this byte */
            assert_int_equal(
                legacy_now(stretches[s].first + k), decode(table, stretches[s].lead, trail));
        }
    }
    iconv_close(table);
}

static void nothing_else_is_mapped(void **state)
{
    (void)state;
    uint32_t mapped = 0, expected = 0;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++)
        mapped += legacy_now(cp) != 0;
    for (size_t s = 0; s < sizeof stretches / sizeof *stretches; s++)
        expected += stretches[s].count;
    assert_int_equal(mapped, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_place_of_the_code_table_agrees),
        cmocka_unit_test(nothing_else_is_mapped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
