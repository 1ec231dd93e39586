/* Markdown to the same blocks as plain text; what is not one of its block marks stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "prose/prose.h"

static prose read_text(arena *a, str text, diags *d)
{
    source *from = ARENA_NEW(a, source);
    *from = (source){STR("a.md"), text};
    prose out = {0};
    assert_true(prose_markdown(a, text, (mark){from, 1, 1}, &out, d));
    return out;
}

/* "H2 text|P text|I1,label text|T rows×columns cell/cell": the blocks in a line. */
static str shown(arena *a, const char *text, diags *d)
{
    prose p = read_text(a, str_of(text), d);
    buf out = {.memory = a};
    for (uint32_t i = 0; i < p.count; i++) {
        const prose_block *b = &p.blocks[i];
        buf_fmt(&out, "%s%c", i > 0 ? "|" : "", "HPIT"[b->kind]);
        if (b->kind == PROSE_HEADING || b->kind == PROSE_ITEM)
            buf_fmt(&out, "%u", b->level);
        if (b->kind == PROSE_ITEM)
            buf_fmt(&out, ",%u", b->label);
        if (b->kind == PROSE_TABLE)
            buf_fmt(&out, "%ux%u", b->rows, b->columns);
        for (uint32_t k = 0; k < b->rows * b->columns; k++)
            buf_fmt(&out, "%c%.*s", k == 0 ? ' ' : '/', STR_ARG(b->cells[k]));
        if (b->kind != PROSE_TABLE)
            buf_fmt(&out, " %.*s", STR_ARG(b->text));
    }
    return buf_str(&out);
}

typedef struct markdown_case {
    const char *written, *read;
} markdown_case;

static void blocks_are_read(void **state)
{
    (void)state;
    static const markdown_case cases[] = {
        {"# 总体\n\n## （一）目标 ##\n正文。\n", "H1 总体|H2 （一）目标|P 正文。"},
        {"总体\n====\n分项\n----\n", "H1 总体|H2 分项"},
        {"第一行，\n第二行 GB\nT 9704。\n\n另一段。", "P 第一行，第二行 GB T 9704。|P 另一段。"},
        {"1. 办公费\n2. 差旅费\n", "I1,2 1.办公费|I1,2 2.差旅费"},
        {"1) 办公费\n", "I1,2 1)办公费"},
        {"- 甲\n  - 乙\n    续\n- 丙\n", "I1,3 •甲|I2,3 •乙续|I1,3 •丙"},
        {"- 甲\n\n  又一段\n", "I1,3 •甲|P 又一段"},
        {"| 单位 | 性质 |\n|---|:-:|\n| 本级 | 行政 |\n| 中学 |\n", "T3x2 单位/性质/本级/行政/中学/"},
        {"前文\n\n|甲|乙|\n|-|-|\n|a\\|b|**c**|\n\n后文", "P 前文|T2x2 甲/乙/a|b/c|P 后文"},
        {"前文\n再来\n|甲|乙|\n|-|-|\n|丙|丁|", "P 前文再来|T2x2 甲/乙/丙/丁"},
        {"前文\n|甲|\n|-|\n后文", "P 前文|T2x1 甲/后文"},
        {"> 前文\n> |甲|乙|\n> |-|-|\n> |丙|丁|", "P 前文|T2x2 甲/乙/丙/丁"},
        {"> |甲|乙|\n> |-|-|\n", "T1x2 甲/乙"},
        {"|甲|乙|\n|-|-|\n|丙|丁|戊|\n|己||\n|庚\\|", "T4x2 甲/乙/丙/丁|戊/己//庚|/"},
        {"- 前文\n  |甲|乙|\n  |-|-|\n", "I1,3 •前文|T1x2 甲/乙"},
        {"- |甲|乙|\n  |-|-|\n  |丙|丁|\n", "I1,3 •|T2x2 甲/乙/丙/丁"},
        {"**重点**：甲\\*乙，\\{{照印}}。", "P 重点：甲*乙，\\{{照印}}。"},
        {"> 引文一\n> 引文二", "P 引文一引文二"},
        {"一、标题\n", "P 一、标题"},
    };
    arena *a = arena_new(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str got = shown(a, cases[i].written, diags_new(a));
        if (!str_eq(got, str_of(cases[i].read)))
            print_error("%s\n  %.*s\n", cases[i].written, STR_ARG(got));
        assert_true(str_eq(got, str_of(cases[i].read)));
    }
    arena_free(a);
}

/* What official text has, and Markdown would take. */
static void official_text_stays(void **state)
{
    (void)state;
    static const char *const lines[] = {"1.解决困难", "#3标段", "5*3*2=30", "*号", "a_b_c", "`码`",
        "[2020]10号", "[1]: 注一", "[1]: <注 二>", "<p>段</p>", "&amp;", "~~删~~", "![图](a.png)", "2021年*",
        "* * *", "<!-- 注 -->", "***三***", "**没有结束", "**", "{{预算.收入}}", "\\{{照印}}", "一|二", "C:\\目录"};
    arena *a = arena_new(NULL);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        diags *d = diags_new(a);
        prose p = read_text(a, str_of(lines[i]), d);
        if (p.count != 1 || !str_eq(p.blocks[0].text, str_of(lines[i])) || diags_count(d) > 0)
            print_error("%s: %u blocks, %.*s\n", lines[i], p.count,
                STR_ARG(p.count > 0 ? p.blocks[0].text : STR("")));
        assert_int_equal(p.count, 1);
        assert_true(str_eq(p.blocks[0].text, str_of(lines[i])));
        assert_int_equal(diags_count(d), 0);
    }
    arena_free(a);
}

static void add_letters(buf *out, str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.at[i] >= 0x80 || (text.at[i] >= 'a' && text.at[i] <= 'z') ||
            (text.at[i] >= '0' && text.at[i] <= '9'))
            buf_byte(out, text.at[i]);
}

/* Letters, figures and Han of any text at all reach the blocks, once and in order. */
static void nothing_is_lost_at_random(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\n", "\n\n", " ", "    ", "# ", "- ", "1. ", "| ", "|-|-|", "> ", "**", "*",
        "_", "`", "```", "\\", "[", "]: ", "]", "<p>", "---", "===", "a", "b7", "甲", "乙。", "（一）", "\t", "~~", "!["};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    srand(7);
    for (int n = 0; n < 20000; n++) {
        arena *a = arena_new(NULL);
        buf text = {.memory = a}, wanted = {.memory = a}, got = {.memory = a};
        for (int k = 0; k < 12; k++)
            buf_add(&text, str_of(pieces[rand() % PIECES]));
        add_letters(&wanted, buf_str(&text));
        prose p = read_text(a, buf_str(&text), diags_new(a));
        for (uint32_t i = 0; i < p.count; i++) {
            str bullet = STR("•");
            bool skip = p.blocks[i].kind == PROSE_ITEM && str_starts(p.blocks[i].text, bullet);
            add_letters(&got, str_slice(p.blocks[i].text, skip ? bullet.n : 0, p.blocks[i].text.n));
            for (uint32_t k = 0; k < p.blocks[i].rows * p.blocks[i].columns; k++)
                add_letters(&got, p.blocks[i].cells[k]);
        }
        if (!str_eq(buf_str(&wanted), buf_str(&got)))
            print_error("%.*s\n---\n%.*s\n", STR_ARG(buf_str(&text)), STR_ARG(buf_str(&got)));
        assert_true(str_eq(buf_str(&wanted), buf_str(&got)));
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_read),
        cmocka_unit_test(official_text_stays),
        cmocka_unit_test(nothing_is_lost_at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
