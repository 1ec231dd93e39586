/* Plain text to blocks: not a character is taken for a mark. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "prose/prose.h"

static const str forms[] = {{"第{一}部分", 14}, {"{一}、", 8}, {"（{一}）", 11}, {"{1}.", 4}, {"（{1}）", 9}};
static const prose_scheme scheme = {forms, 5};

static prose read_text(arena *a, const char *text, diags *d, bool good)
{
    source *from = ARENA_NEW(a, source);
    *from = (source){STR("a.txt"), str_of(text)};
    prose out = {0};
    assert_int_equal(prose_plain(a, from->text, (mark){from, 1, 1}, &scheme, &out, d), good);
    return out;
}

static void lines_are_paragraphs(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    prose p = read_text(a,
        "\xEF\xBB\xBF一、收入说明\r\n\r\n　　反映本部门当年全部收入。\n（一）负责住房。\n第一部分 总体目标", d, true);
    assert_int_equal(p.count, 4);
    assert_int_equal(p.blocks[0].kind, PROSE_HEADING);
    assert_int_equal(p.blocks[0].level, 2);
    assert_true(str_eq(p.blocks[0].text, STR("一、收入说明")));
    assert_int_equal(p.blocks[1].kind, PROSE_PARAGRAPH);
    assert_true(p.blocks[1].trimmed);
    assert_int_equal(p.blocks[1].from.line, 3);
    assert_int_equal(p.blocks[1].from.column, 3);
    assert_int_equal(p.blocks[2].kind, PROSE_ITEM);
    assert_int_equal(p.blocks[2].label, strlen("（一）"));
    assert_int_equal(p.blocks[3].kind, PROSE_HEADING);
    assert_int_equal(p.blocks[3].level, 1);
    assert_int_equal(diags_count(d), 0);
    arena_free(a);
}

/* Everything that another notation would take for a mark. */
static void not_a_character_is_eaten(void **state)
{
    (void)state;
    static const char *const lines[] = {"# 3标段", "* 号", "- 号", "1. 解决", "1) 解决", "> 引用",
        "    缩进的代码", "***", "---", "===", "| 甲 | 乙 |", "[1]: 号", "**粗**_斜_`码`", "a*b*c 5*3*2",
        "<p>段</p> &amp; &lt;", "\\* \\{{", "[2020]10号", "~~删~~", "```", "目标\t制表", "![图](a.png)"};
    arena *a = arena_new(NULL);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        prose p = read_text(a, lines[i], diags_new(a), true);
        assert_int_equal(p.count, 1);
        assert_true(str_eq(p.blocks[0].text, str_trim(str_of(lines[i]))));
        assert_int_equal(p.blocks[0].kind, str_starts(str_of(lines[i]), STR("1. ")) ? PROSE_HEADING : PROSE_PARAGRAPH);
    }
    arena_free(a);
}

static void what_cannot_be_printed_is_refused(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    read_text(a, "好\n二\x08级", d, false);
    assert_int_equal(diags_errors(d), 1);
    assert_int_equal(diags_at(d, 0)->code, DIAG_YAML_CONTROL);
    assert_int_equal(diags_at(d, 0)->at.line, 2);
    assert_int_equal(diags_at(d, 0)->at.column, 2);
    d = diags_new(a);
    read_text(a, "二\xFF级", d, false);
    assert_int_equal(diags_at(d, 0)->code, DIAG_UTF8);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_paragraphs),
        cmocka_unit_test(not_a_character_is_eaten),
        cmocka_unit_test(what_cannot_be_printed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
