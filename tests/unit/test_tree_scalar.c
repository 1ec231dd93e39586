/* tree_scalar: whatever is written loads to the same text, as a value, a key, an item, in brackets.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree/tree.h"

static bool comes_back(str text)
{
    arena *a = arena_new(NULL);
    str s = tree_scalar(a, text);
    source from = {STR("x"),
        str_fmt(a, "甲: %.*s\n乙:\n  - %.*s\n%.*s: 丙\n丁: [%.*s, {%.*s: 1}]\n", STR_ARG(s),
            STR_ARG(s), STR_ARG(s), STR_ARG(s), STR_ARG(s))};
    if (str_trim(text).n == 0) /* is refused as a key */
        from.text = str_fmt(
            a, "甲: %.*s\n乙: [%.*s]\n丁: [%.*s]\n", STR_ARG(s), STR_ARG(s), STR_ARG(s));
    diags *d = diags_new(a);
    const tree *t = tree_load(a, &from, &tree_default_limits, d);
    bool same = t != NULL && diags_count(d) == 0;
    const node *n = same ? t->documents[0] : NULL;
    same = same && str_eq(tree_lookup(n, STR("甲"))->text, text) &&
        str_eq(tree_lookup(n, STR("乙"))->first->text, text) &&
        (str_trim(text).n == 0 || tree_lookup(n, text) != NULL) &&
        str_eq(tree_lookup(n, STR("丁"))->first->text, text);
    if (!same)
        print_error("[%.*s] is written as [%.*s]\n", STR_ARG(text), STR_ARG(s));
    arena_free(a);
    return same;
}

static void texts_come_back(void **state)
{
    (void)state;
    static const char *const texts[] = {"值", "≥95%", ">=95%", "<=10%", "%", "- 无", "-", "-1",
        "#3标段", "3 #标段", "3#标段", "完成: 二期", "完成:二期", "值：100%", "值:100%",
        "[2020]10号", "{项目}名称", "a, b", "甲,乙", "@州", "`x`", "*5", "&5", "!重要", "|", ">",
        "'单'", "\"八五\"普法", "“八五”普法", "it's", "尾空 ", " 首空", "C:\\目录", "?", "? 问",
        "问?", ":", "a:", "~", "null", "No", "002", "12:30", "0x1F", "1e3", "8.80", "2022-12-31",
        "---", "...", "--- 甲", "=1支", "a]b", "x}y", "1,234", "http://www.gov.cn/a", "甲\\乙",
        "。", "（公章）", "  ", "#", "a #", "a#b", "é🙂𠮷"};
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        wrong += !comes_back(str_of(texts[i]));
    assert_int_equal(wrong, 0);
}

static void short_texts_of_every_mark_come_back(void **state)
{
    (void)state;
    static const char marks[] = "!\"#$%&'()*+,-./09:;<=>?@[\\]^_`aexy{|}~ ";
    size_t wrong = 0;
    for (size_t i = 0; i + 1 < sizeof marks; i++)
        for (size_t k = 0; k + 1 < sizeof marks; k++) {
            char two[] = {marks[i], marks[k], 'b'};
            wrong += (size_t)!comes_back((str){two, 2}) + (size_t)!comes_back((str){two, 3});
        }
    assert_int_equal(wrong, 0);
}

static void what_needs_no_quotes_has_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "值", "≥95%", "8.80", "2022-12-31", "100%", "（公章）", "a b", "1:100"};
    arena *a = arena_new(NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(str_eq(tree_scalar(a, str_of(texts[i])), str_of(texts[i])));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_back),
        cmocka_unit_test(short_texts_of_every_mark_come_back),
        cmocka_unit_test(what_needs_no_quotes_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
