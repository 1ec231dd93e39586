/* Which word of a list a text has at a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"

static void check(const lexicon *l, const char *text, const char *expected, lexicon_kind kind)
{
    lexicon_kind got = LEXICON_NONE;
    uint32_t n = lexicon_longest(l, str_of(text), 0, &got);
    assert_int_equal(n, str_of(expected).n);
    assert_memory_equal(text, expected, n);
    assert_int_equal(got, kind);
}

static void the_longest_word_is_found(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    const lexicon *l = lexicon_new(
        a, STR("\n  指标 数量　指标值\t产出\n"), STR("数量率 指标 𠮷田 a级 mm 数 "));
    check(l, "指标", "指标", LEXICON_LABEL); /* in both */
    check(l, "指标值得", "指标值", LEXICON_LABEL);
    check(l, "数量率", "数量率", LEXICON_COMMON);
    check(l, "数量", "数量", LEXICON_LABEL);
    check(l, "数", "数", LEXICON_COMMON);
    check(l, "𠮷田县", "𠮷田", LEXICON_COMMON);
    check(l, "a级", "a级", LEXICON_COMMON);
    check(l, "mm2", "mm", LEXICON_COMMON);
    check(l, "mmol", "", LEXICON_NONE);
    check(l, "产", "", LEXICON_NONE); /* the text ends in it */
    check(l, "乙", "", LEXICON_NONE);
    check(l, "\xE4", "", LEXICON_NONE);
    arena_free(a);
}

/* Of characters whose twelve low bits are those of others. */
static void buckets_may_be_shared(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    const lexicon *l = lexicon_new(a, STR("\u5007甲"), STR("\u6007甲 \u7007甲乙"));
    check(l, "\u5007甲", "\u5007甲", LEXICON_LABEL);
    check(l, "\u6007甲", "\u6007甲", LEXICON_COMMON);
    check(l, "\u7007甲", "", LEXICON_NONE);
    check(l, "\u7007甲乙丙", "\u7007甲乙", LEXICON_COMMON);
    arena_free(a);
}

static void a_list_may_be_empty(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    check(lexicon_new(a, STR(""), STR(" \n　")), "指标", "", LEXICON_NONE);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_word_is_found),
        cmocka_unit_test(buckets_may_be_shared),
        cmocka_unit_test(a_list_may_be_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
