/* Lines from text_fill, over texts shaped by hand: one glyph a character, wide ones of 1 em. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "text_hand.h"

enum { ROUNDS = 3000 };

/* Lines joined by '/', each followed by ^ _ or * for what it conceded; newlines left out. */
static void check_lines(const char *text, int64_t width, const char *expected)
{
    text_shaped t = shaped(str_of(text));
    text_line *lines;
    uint32_t count = text_fill(&t, width, memory, &lines);
    buf out = {.memory = memory};
    for (uint32_t k = 0; k < count; k++) {
        if (k > 0)
            buf_byte(&out, '/');
        for (uint32_t i = lines[k].from; i < lines[k].to; i++)
            if (text[i] != '\n')
                buf_byte(&out, text[i]);
        static const char signs[] = {0, '^', '_', 0, '*'};
        if (lines[k].conceded != 0)
            buf_byte(&out, signs[lines[k].conceded]);
    }
    buf_byte(&out, '\0');
    assert_string_equal(out.at, expected);
}

static void the_last_opportunity_that_fits_is_taken(void **state)
{
    (void)state;
    check_lines("推进城镇化建设", 3 * EM, "推进城/镇化/建设");
    check_lines("公用经费、取暖", 4 * EM, "公用经/费、取暖");
    check_lines("开展“双随机”检查", 3 * EM, "开展/“双随/机”检/查");
    check_lines("完成≥95%以上", 3 * EM, "完成/≥95%/以上");
    check_lines("预算——合计", 3 * EM, "预/算——/合计");
}

static void concessions_come_in_order(void **state)
{
    (void)state;
    check_lines("甲。乙", EM, "甲^/。/乙");
    check_lines("≥3374.98平方", 4 * EM, "≥3374.98_/平方");
    check_lines("≥3374.98平方", 5 * EM / 2, "≥337*/4.98_/平方");
    check_lines("2022年10月31日", 4 * EM, "2022年_/10月31日");
    check_lines("2022年10月31日", 3 * EM, "2022年_/10月_/31日");
    check_lines("abcdefg", 2 * EM, "abcd*/efg");
    check_lines("100%。", 5 * EM / 2, "100%。");
    check_lines("——", EM, "—*/—");
}

static void spaces_hang_at_line_ends(void **state)
{
    (void)state;
    text_shaped t = shaped(STR("ab   cd　\n　　甲乙 "));
    text_line *lines;
    assert_int_equal(text_fill(&t, EM, memory, &lines), 5); /* the indent has no room */
    assert_int_equal(lines[0].to, 5);
    assert_int_equal(lines[0].width, EM);
    assert_int_equal(lines[0].glyph_end, 2);
    assert_false(lines[0].last);
    assert_int_equal(lines[1].glyph, 5);
    assert_int_equal(lines[1].glyph_end, 7);
    assert_int_equal(lines[1].width, EM);
    assert_true(lines[1].last);
    assert_int_equal(text_fill(&t, 4 * EM, memory, &lines), 2);
    assert_int_equal(lines[0].width, 7 * EM / 2);
}

static void an_indent_is_kept(void **state)
{
    (void)state;
    text_shaped t = shaped(STR("　　甲乙丙 "));
    text_line *lines;
    assert_int_equal(text_fill(&t, 3 * EM, memory, &lines), 2);
    assert_int_equal(lines[0].width, 3 * EM);
    assert_int_equal(lines[0].glyph, 0);
    assert_int_equal(lines[1].width, 2 * EM);
    assert_int_equal(t.min_content, 3 * EM);
    assert_int_equal(t.max_content, 5 * EM);
}

static void empty_paragraphs_are_lines(void **state)
{
    (void)state;
    text_line *lines;
    text_shaped none = shaped((str){"", 0});
    assert_int_equal(text_fill(&none, EM, memory, &lines), 1);
    assert_int_equal(lines[0].to, 0);
    assert_int_equal(lines[0].width, 0);
    assert_true(lines[0].last);
    assert_int_equal(none.min_content, 0);
    text_shaped gap = shaped(STR("甲\n\n乙\n"));
    assert_int_equal(text_fill(&gap, EM, memory, &lines), 3);
    assert_int_equal(lines[1].from, 4);
    assert_int_equal(lines[1].to, 5);
    assert_int_equal(lines[1].width, 0);
    assert_true(lines[1].last);
    assert_int_equal(lines[2].to, 9);
}

static void content_widths_are_those_of_pieces(void **state)
{
    (void)state;
    text_shaped t = shaped(STR("完成≥95%以上\n工程、项目"));
    assert_int_equal(t.min_content, 2 * EM);
    assert_int_equal(t.max_content, 6 * EM);
}

static void a_cluster_too_wide_stands_alone(void **state)
{
    (void)state;
    check_lines("甲a乙", EM / 2, "甲/a/乙");
    check_lines("甲乙", 1, "甲/乙");
    check_lines("e\u0301e\u0301", 1, "e\u0301*/e\u0301");
}

/* The one character of a line's text that is nearest to its end and no space. */
static uint32_t last_solid(str text, const text_line *l)
{
    uint32_t found = 0;
    for (size_t i = l->from; i < l->to;) {
        uint32_t cp = utf8_next(text, &i);
        if (!text_is_space(cp) && !text_is_newline(cp))
            found = cp;
    }
    return found;
}

static text_char char_of(uint32_t cp)
{
    return (text_char){.cp = cp, .is = text_class_of(cp)};
}

static void check_line(const text_shaped *t, const text_line *l, int64_t width)
{
    int64_t sum = 0;
    for (uint32_t g = l->glyph; g < l->glyph_end; g++) {
        assert_in_range(t->glyphs[g].cluster, l->from, l->to - 1);
        assert_int_equal(l->set[g - l->glyph].gid, t->glyphs[g].gid);
        sum += l->set[g - l->glyph].advance;
    }
    assert_int_equal(sum, l->width);
    if (l->width > width) { /* one cluster, then nothing but spaces */
        text_line behind = *l;
        behind.from = (uint32_t)text_cluster_end(t->breaks, t->text.n, l->from);
        assert_int_equal(last_solid(t->text, &behind), 0);
    }
    if (l->last || l->conceded != 0)
        return;
    text_char last = char_of(last_solid(t->text, l)), next = char_of(text_peek(t->text, l->to));
    assert_false(text_not_at_end(&last));
    assert_false(text_not_at_start(&next) && last.cp != 0);
    assert_int_not_equal(text_peek(t->text, l->to), ' ');
}

static void random_lines_keep_every_rule(void **state)
{
    (void)state;
    uint32_t seed = 20240607;
    for (int round = 0; round < ROUNDS; round++) {
        text_shaped t = shaped(random_text(&seed));
        int64_t width = EM / 2 * (1 + (int64_t)draw(&seed, 24));
        text_line *lines;
        uint32_t count = text_fill(&t, width, memory, &lines);
        uint32_t at = 0, glyph = 0;
        for (uint32_t k = 0; k < count; k++) {
            assert_int_equal(lines[k].from, at);
            assert_true(lines[k].to > at);
            assert_true(lines[k].glyph >= glyph && lines[k].glyph_end >= lines[k].glyph);
            check_line(&t, &lines[k], width);
            at = lines[k].to;
            glyph = lines[k].glyph_end;
        }
        assert_int_equal(at, t.text.n);
        assert_true(lines[count - 1].last);
    }
}

static void no_line_concedes_where_pieces_fit(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < ROUNDS; round++) {
        text_shaped t = shaped(random_text(&seed));
        int64_t width = t.min_content;
        text_line *lines;
        uint32_t count = text_fill(&t, width > 0 ? width : 1, memory, &lines);
        for (uint32_t k = 0; k < count; k++)
            assert_true(lines[k].conceded == 0 && lines[k].width <= width);
        assert_true(t.max_content >= width);
    }
}

/* Twenty times the text may take no more than some eighty times as long: far from its square. */
static clock_t time_of(const char *piece, int times)
{
    buf out = {.memory = memory};
    for (int k = 0; k < times; k++)
        buf_add(&out, str_of(piece));
    text_shaped t = shaped(buf_str(&out));
    clock_t begin = clock();
    for (int64_t width = EM; width < 99 * EM; width *= 5) {
        text_line *lines;
        text_breaks(memory, t.text, TEXT_KINSOKU_BASIC, (uint8_t *)(uintptr_t)t.breaks);
        assert_true(text_fill(&t, width, memory, &lines) > 0);
    }
    return clock() - begin;
}

static void long_texts_take_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "1", "，", "“", "=", "甲≥9万元", "年", "-", "e\u0301",
        " ", "1-", "$(\u0301", "A/", "2022年10月", "10%-"};
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        clock_t small = time_of(pieces[k], 250), large = time_of(pieces[k], 5000);
        assert_true(large <= 80 * small + CLOCKS_PER_SEC / 2);
    }
}

#define WITH_MEMORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MEMORY(the_last_opportunity_that_fits_is_taken),
        WITH_MEMORY(concessions_come_in_order),
        WITH_MEMORY(spaces_hang_at_line_ends),
        WITH_MEMORY(an_indent_is_kept),
        WITH_MEMORY(empty_paragraphs_are_lines),
        WITH_MEMORY(content_widths_are_those_of_pieces),
        WITH_MEMORY(a_cluster_too_wide_stands_alone),
        WITH_MEMORY(random_lines_keep_every_rule),
        WITH_MEMORY(no_line_concedes_where_pieces_fit),
        WITH_MEMORY(long_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
