/* base: diagnostics and marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static void assert_str(str got, const char *want)
{
    assert_int_equal(got.n, strlen(want));
    if (got.n > 0)
        assert_memory_equal(got.at, want, got.n);
}

static void values_fill_the_texts(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    mark none = {0};
    assert_ptr_equal(diags_memory(d), a);
    DIAG(d, FILE_LARGE, none, STR("甲.yaml"), STR("10"));
    DIAG(d, FILE_LARGE, none, STR("{1}{0}"), STR("{0}")); /* values are not patterns */
    DIAG(d, FILE_READ, none, STR("甲.yaml")); /* a value too few is nothing */
    diag_add(d, DIAG_MEMORY, none, NULL, 0);
    assert_int_equal(diags_count(d), 4);
    assert_int_equal(diags_errors(d), 4);
    assert_str(diags_at(d, 0)->message, "文件“甲.yaml”超过 10 字节的上限");
    assert_str(diags_at(d, 0)->hint, "请拆成几个文件");
    assert_str(diags_at(d, 1)->message, "文件“{1}{0}”超过 {0} 字节的上限");
    assert_str(diags_at(d, 2)->message, "读不了文件“甲.yaml”：");
    assert_str(diags_at(d, 3)->hint, "");
    assert_int_equal(diags_at(d, 3)->code, DIAG_MEMORY);
    arena_free(a);
}

static void a_source_that_is_dropped_takes_its_places_along(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    source kept = {STR("甲.yaml"), STR("a: 1\n")}, lost = {STR("乙.yaml"), STR("b: 2\n")};
    DIAG(d, YAML_EMPTY, ((mark){&kept, 1, 1}), STR(""));
    diags_keep_sources(d);
    DIAG(d, YAML_EMPTY, ((mark){&lost, 1, 2}), STR(""));
    diags_drop_sources(d);
    assert_int_equal(diags_count(d), 2);
    assert_str(diags_at(d, 0)->at.source->name, "甲.yaml");
    assert_null(diags_at(d, 1)->at.source);
    assert_int_equal(diags_at(d, 1)->at.line, 0);
    arena_free(a);
}

static void every_code_has_a_name_and_a_message(void **state)
{
    (void)state;
    for (int c = 0; c < DIAG_COUNT; c++) {
        assert_true(strlen(diag_name((diag_code)c)) > 0);
        assert_true(strlen(diag_message((diag_code)c)) > 0);
        assert_non_null(diag_hint((diag_code)c));
        for (int other = 0; other < c; other++)
            assert_string_not_equal(diag_name((diag_code)c), diag_name((diag_code)other));
    }
}

static void add_at(diags *d, const source *s, uint32_t line, uint32_t column, const char *what)
{
    DIAG(d, FILE_READ, ((mark){s, line, column}), str_of(what), STR(""));
}

static void sorting_goes_by_source_line_column_addition(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    source one = {STR("one"), STR("")}, two = {STR("two"), STR("")};
    add_at(d, &one, 5, 1, "4");
    add_at(d, &two, 1, 1, "7");
    add_at(d, &one, 1, 9, "2");
    add_at(d, NULL, 0, 0, "8");
    add_at(d, &one, 1, 10, "3");
    add_at(d, &two, 0, 0, "6");
    add_at(d, &one, 0, 0, "1");
    add_at(d, &one, 5, 1, "5");
    add_at(d, NULL, 0, 0, "9");
    diags_sort(d);
    for (size_t i = 0; i < 9; i++) {
        str message = diags_at(d, i)->message;
        assert_int_equal(message.at[strlen("读不了文件“")], '1' + (int)i);
    }
    arena_free(a);
}

static void beyond_the_limit_they_are_counted(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    for (int i = 0; i < DIAG_LIMIT + 7; i++) {
        assert_int_equal(diags_full(d), i >= DIAG_LIMIT);
        diag_add(d, DIAG_MEMORY, (mark){0}, NULL, 0);
    }
    assert_int_equal(diags_count(d), DIAG_LIMIT);
    assert_int_equal(diags_dropped(d), 7);
    assert_int_equal(diags_errors(d), DIAG_LIMIT + 7);
    arena_free(a);
}

static void notes_never_hide_an_error(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    for (uint32_t i = 1; i <= DIAG_LIMIT; i++)
        diag_add(d, DIAG_FOLDED_SPACE, (mark){NULL, i, 1}, NULL, 0);
    diag_add(d, DIAG_UNIT_SPLIT, (mark){NULL, 9001, 1}, NULL, 0);
    diag_add(d, DIAG_MEMORY, (mark){NULL, 9002, 1}, NULL, 0);
    diag_add(d, DIAG_FOLDED_SPACE, (mark){NULL, 9003, 1}, NULL, 0);
    assert_int_equal(diags_count(d), DIAG_LIMIT);
    assert_int_equal(diags_dropped(d), 3);
    assert_int_equal(diags_errors(d), 1);
    /* The warning took the last note's place, the error the warning's. */
    assert_int_equal(diags_at(d, DIAG_LIMIT - 1)->at.line, 9002);
    assert_int_equal(diags_at(d, DIAG_LIMIT - 2)->at.line, DIAG_LIMIT - 1);
    arena_free(a);
}

static void assert_mark(mark got, uint32_t line, uint32_t column)
{
    assert_int_equal(got.line, line);
    assert_int_equal(got.column, column);
}

static void a_search_counts_lines_and_code_points(void **state)
{
    (void)state;
    source s = {STR("a"), STR("键: 一\n值: 二,一\r\n  一\r末: 一")};
    assert_mark(mark_search((mark){&s, 1, 1}, 0x4E00), 1, 4);
    assert_mark(mark_search((mark){&s, 1, 4}, 0x4E00), 1, 4);
    assert_mark(mark_search((mark){&s, 1, 5}, 0x4E00), 2, 6);
    assert_mark(mark_search((mark){&s, 3, 1}, 0x4E00), 3, 3);
    assert_mark(mark_search((mark){&s, 3, 4}, 0x4E00), 4, 4); /* a lone CR ends a line */
    assert_mark(mark_search((mark){&s, 4, 5}, 0x4E00), 4, 5); /* none: from itself */
    assert_mark(mark_search((mark){&s, 99, 1}, 0x4E00), 99, 1);
    assert_mark(mark_search((mark){&s, 0, 0}, 0x4E00), 0, 0);
    assert_null(mark_search((mark){0}, 'a').source);
}

static void a_byte_order_mark_has_no_column(void **state)
{
    (void)state;
    source s = {STR("a"),
        STR("\xEF\xBB\xBF"
            "a: 一\xEF\xBB\xBF"
            "二")};
    assert_mark(mark_search((mark){&s, 1, 1}, 'a'), 1, 1);
    assert_mark(mark_search((mark){&s, 1, 1}, 0x4E00), 1, 4);
    assert_mark(mark_search((mark){&s, 1, 1}, 0x4E8C), 1, 6); /* elsewhere it is a character */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_fill_the_texts),
        cmocka_unit_test(every_code_has_a_name_and_a_message),
        cmocka_unit_test(sorting_goes_by_source_line_column_addition),
        cmocka_unit_test(beyond_the_limit_they_are_counted),
        cmocka_unit_test(a_source_that_is_dropped_takes_its_places_along),
        cmocka_unit_test(notes_never_hide_an_error),
        cmocka_unit_test(a_search_counts_lines_and_code_points),
        cmocka_unit_test(a_byte_order_mark_has_no_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
