/* The words of a style: sorted, each once, a space after each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/model_int.h"

static void check(const char *text, const char *expected)
{
    arena *a = arena_new(NULL);
    doc_words words = words_read(a, str_of(text));
    buf out = {.memory = a};
    for (uint32_t k = 0; k < words.n; k++) {
        char bytes[4];
        buf_add(&out, (str){bytes, utf8_put(bytes, words.at[k])});
    }
    buf_byte(&out, '\0');
    assert_string_equal(out.at, expected);
    arena_free(a);
}

static void words_are_in_order_and_each_once(void **state)
{
    (void)state;
    check("", "");
    check(" \n　", "");
    check("指标", "指标 ");
    check("指标 产出\n  数量　产出\t数量率 𠮷田 a级", "a级 产出 指标 数量 数量率 𠮷田 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_in_order_and_each_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
