/* Lines chosen over whole paragraphs, against a greedy filler and against every way to break. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text_hand.h"

enum { GREEDY_ROUNDS = 6000, ORACLE_ROUNDS = 4000, ORACLE_CUTS = 13 };

/* ---- what a way to break costs, counted from its lines ---- */

typedef struct tally {
    uint32_t over, words, units, kinsoku, lines, lone;
} tally;

static void count_line(const text_shaped *t, uint32_t from, uint32_t end, int64_t width, tally *out)
{
    text_span s = text_span_of(t, from, end);
    uint8_t after = t->atoms[end - 1].after;
    bool whole = (from == 0 || t->atoms[from - 1].after == TEXT_BREAK_MUST) &&
        after == TEXT_BREAK_MUST;
    out->lines++;
    if (s.least > width) /* only a cluster may be wider, alone */
        out->over += s.end - from == 1 ? 1 : 1000;
    out->words += after == TEXT_BREAK_LAST;
    out->units += after == TEXT_BREAK_UNIT;
    out->kinsoku += after == TEXT_BREAK_KINSOKU;
    out->lone += !whole && text_is_lone(t, s.from, s.end);
}

static int compare(const tally *a, const tally *b)
{
    const uint32_t x[] = {a->over, a->words, a->units, a->kinsoku, a->lines, a->lone};
    const uint32_t y[] = {b->over, b->words, b->units, b->kinsoku, b->lines, b->lone};
    for (int k = 0; k < 6; k++)
        if (x[k] != y[k])
            return x[k] < y[k] ? -1 : 1;
    return 0;
}

static tally fitted(const text_shaped *t, int64_t width)
{
    text_line *lines;
    uint32_t count = text_fill(t, width, memory, &lines), k = 0;
    tally out = {0};
    for (uint32_t l = 0; l < count; l++) {
        uint32_t from = k;
        while (k < t->atom_count && t->atoms[k].at < lines[l].to)
            k++;
        count_line(t, from, k, width, &out);
    }
    return out;
}

/* ---- the reference: fill each line as far as it goes, with the same squeezing ---- */

static uint32_t greedy_end(const text_shaped *t, uint32_t from, int64_t width)
{
    uint32_t best[TEXT_BREAK_MUST + 1] = {0};
    for (uint32_t k = from; k < t->atom_count; k++) {
        if (k > from && text_span_of(t, from, k + 1).least > width)
            break;
        best[t->atoms[k].after] = k + 1;
        if (t->atoms[k].after == TEXT_BREAK_MUST)
            break;
    }
    for (int grade = TEXT_BREAK_MUST; grade > 0; grade--)
        if (best[grade] != 0)
            return best[grade];
    return from + 1;
}

static tally greedy(const text_shaped *t, int64_t width)
{
    tally out = {0};
    for (uint32_t from = 0; from < t->atom_count;) {
        uint32_t end = greedy_end(t, from, width);
        count_line(t, from, end, width, &out);
        from = end;
    }
    return out;
}

static void never_more_lines_than_the_greedy_reference(void **state)
{
    (void)state;
    uint32_t seed = 15834, fewer = 0, better = 0;
    for (int round = 0; round < GREEDY_ROUNDS; round++) {
        text_shaped t = shaped(random_text(&seed));
        int64_t width = EM / 2 * (1 + (int64_t)draw(&seed, 24));
        tally a = fitted(&t, width), b = greedy(&t, width);
        assert_true(compare(&a, &b) <= 0);
        if (b.words + b.units + b.kinsoku == 0) {
            assert_int_equal(a.words + a.units + a.kinsoku, 0);
            assert_true(a.lines <= b.lines);
        }
        fewer += a.lone < b.lone;
        better += compare(&a, &b) < 0;
    }
    assert_true(fewer > 100 && better > fewer);
}

/* ---- the oracle: every set of cuts ---- */

static tally best_of_all(const text_shaped *t, int64_t width)
{
    tally best = {.over = UINT32_MAX};
    for (uint32_t cuts = 0; cuts < 1u << (t->atom_count - 1); cuts++) {
        tally one = {0};
        uint32_t from = 0;
        for (uint32_t k = 1; k <= t->atom_count; k++) {
            bool must = t->atoms[k - 1].after == TEXT_BREAK_MUST;
            if (must || (cuts >> (k - 1) & 1)) {
                count_line(t, from, k, width, &one);
                from = k;
            }
        }
        if (compare(&one, &best) < 0)
            best = one;
    }
    return best;
}

static void no_way_to_break_concedes_less(void **state)
{
    (void)state;
    uint32_t seed = 9704, judged = 0;
    for (int round = 0; round < ORACLE_ROUNDS; round++) {
        str text = random_text(&seed);
        size_t end = 0;
        for (int k = 0; k < ORACLE_CUTS && end < text.n; k++)
            utf8_next(text, &end);
        text_shaped t = shaped(str_slice(text, 0, end));
        int64_t width = EM / 2 * (1 + (int64_t)draw(&seed, 10));
        tally a = fitted(&t, width), b = best_of_all(&t, width);
        if (compare(&a, &b) != 0)
            fail_msg("%.*s in %d half ems: %u %u %u %u %u %u, best %u %u %u %u %u %u",
                STR_ARG(t.text), (int)(width * 2 / EM), a.over, a.words, a.units, a.kinsoku,
                a.lines, a.lone, b.over, b.words, b.units, b.kinsoku, b.lines, b.lone);
        judged += a.words + a.units + a.kinsoku > 0;
    }
    assert_true(judged > 500);
}

/* ---- squeezing, clreq 3.1.6 and 3.2.2 ---- */

/* Lines joined by '/', each its widths in half ems: the glyphs' advances as set, in tenths of an
 * em. */
static void check_set(const char *text, const text_measure *m, const char *expected)
{
    text_shaped t = shaped_as(str_of(text), (text_options){.gap = 0});
    text_line *lines;
    uint32_t count = text_fill_measure(&t, m, memory, &lines);
    buf out = {.memory = memory};
    for (uint32_t l = 0; l < count; l++) {
        for (uint32_t g = lines[l].glyph; g < lines[l].glyph_end; g++) {
            const text_glyph *one = &lines[l].set[g - lines[l].glyph];
            buf_fmt(&out, "%s%d", g == lines[l].glyph ? (l == 0 ? "" : "/") : " ",
                (int)((int64_t)one->advance * 100 / EM));
            if (one->dx != 0)
                buf_fmt(&out, "<%d", (int)((int64_t)-one->dx * 100 / EM));
        }
    }
    buf_byte(&out, '\0');
    assert_string_equal(out.at, expected);
}
#define RAGGED(ems) (&(text_measure){(int64_t)((ems)*2) * (EM / 2), 0, TEXT_RAGGED, false})
#define JUSTIFIED(ems) (&(text_measure){(int64_t)((ems)*2) * (EM / 2), 0, TEXT_JUSTIFIED, false})

static void marks_are_half_width_at_line_ends(void **state)
{
    (void)state;
    check_set("甲乙丙，丁戊", RAGGED(3.5), "100 100 100 50/100 100");
    check_set("甲乙。", RAGGED(9), "100 100 50");
    check_set("“甲”", RAGGED(9), "50<50 100 50");
    check_set("甲乙“丙丁", RAGGED(2.5), "100 100/50<50 100 100");
    check_set("甲·乙", RAGGED(9), "100 50 100"); /* half width as the face has it */
}

static void marks_that_meet_close_up(void **state)
{
    (void)state;
    check_set("甲），乙", RAGGED(9), "100 50 100 100");
    check_set("甲）（乙", RAGGED(9), "100 50 100 100");
    check_set("甲：“乙", RAGGED(9), "100 50 100 100");
    check_set("（“甲乙", RAGGED(9), "50<50 50<50 100 100");
    check_set("甲。”", RAGGED(9), "100 50 50");
}

static void marks_give_in_order(void **state)
{
    (void)state;
    /* Word space to 1/4 em, then brackets, then ，, then 。; no further than needed. */
    check_set("a b（甲）乙，丙。丁", RAGGED(7.5), "50 25 50 50<50 100 50 100 50 100 75 100");
    check_set("（甲）乙，丙。丁", RAGGED(7), "50<50 100 50 100 100 100 100 100");
    check_set("（甲）乙，丙。丁", RAGGED(6.5), "50<50 100 50 100 50 100 100 100");
    check_set("（甲）乙，丙。丁", RAGGED(6), "50<50 100 50 100 50 100 50 100");
}

static void squeezing_comes_before_pushing_out(void **state)
{
    (void)state;
    check_set("甲，乙，丙丁，戊己庚辛", RAGGED(6), "100 75 100 75 100 100 50/100 100 100 100");
}

static void justified_lines_reach_the_edge(void **state)
{
    (void)state;
    check_set("甲乙丙95%以上丁", JUSTIFIED(5), "116 116 116 50 50 50/100 100 100");
    check_set("甲乙丙丁ab己", JUSTIFIED(4.5), "116 116 116 100/50 50 100");
    check_set("甲乙丙丁abcdefgh", JUSTIFIED(5.5),
        "100 100 100 100/50 50 50 50 50 50 50 50"); /* no river */
    check_set(
        "甲乙丙丁戊", (&(text_measure){8 * EM, 0, TEXT_DISTRIBUTED, false}), "175 175 175 175 100");
}

static void random_justified_lines_are_full_or_natural(void **state)
{
    (void)state;
    uint32_t seed = 5, full = 0;
    for (int round = 0; round < GREEDY_ROUNDS; round++) {
        text_shaped t = shaped(random_text(&seed));
        text_measure m = {EM / 2 * (6 + (int64_t)draw(&seed, 20)), 0, TEXT_JUSTIFIED, false};
        m.indent = ((int64_t)draw(&seed, 3) - 1) * 2 *
            EM; /* the first line hangs out, or is set in */
        text_line *lines;
        uint32_t count = text_fill_measure(&t, &m, memory, &lines);
        for (uint32_t l = 0; l < count; l++) {
            int64_t room = m.width - lines[l].indent;
            assert_true(lines[l].width <= room);
            full += lines[l].width == room;
            bool begins = l == 0 || lines[l - 1].last;
            assert_int_equal(lines[l].indent, begins ? m.indent : 0);
        }
    }
    assert_true(full > GREEDY_ROUNDS);
}

/* ---- labels ---- */

static const char label_words[] =
    "一级 产出 单位 及时率 可持续 名称 目标 对象 影响 年度 指标 排放 效益 数量 服务 标准 满意度 经济 绩效 达到";
static const char common_words[] = "特困户 利用率 东环路 项目 标准 合格率 实际 改造";

static void check_words(const char *text, const text_measure *how, const char *expected)
{
    text_measure m = *how;
    text_shaped t = shaped(str_of(text));
    text_line *lines;
    m.words = lexicon_new(memory, str_of(label_words), str_of(common_words));
    uint32_t count = text_fill_measure(&t, &m, memory, &lines);
    buf out = {.memory = memory};
    for (uint32_t l = 0; l < count; l++) {
        buf_add(&out, l == 0 ? STR("") : STR("|"));
        buf_add(&out, str_slice(t.text, lines[l].from, lines[l].to));
    }
    buf_byte(&out, '\0');
    assert_string_equal(out.at, expected);
}

static void check_label(const char *text, int64_t width, const char *expected)
{
    check_words(text, &(text_measure){width * EM, 0, TEXT_RAGGED, true}, expected);
}

static void check_name(const char *text, int64_t width, const char *expected)
{
    check_words(text, &(text_measure){width * EM, 0, TEXT_RAGGED, false}, expected);
}

static void labels_part_between_words(void **state)
{
    (void)state;
    check_label("数量指标", 3, "数量|指标");
    check_label("经济效益指标", 3, "经济|效益|指标");
    check_label("经济效益指标", 4, "经济效益|指标");
    check_label("经济效益指标", 5, "经济效益|指标");
    check_label("满意度指标", 4, "满意度|指标");
    check_label("服务对象满意度指标", 5, "服务对象|满意度指标");
    check_label("可持续影响指标", 4, "可持续|影响指标");
    check_label("部门（单位）名称", 5, "部门（单位）|名称");
    check_label("部门（单位）名称", 4, "部门|（单位）|名称");
    check_label("年度绩效指标", 1, "年|度|绩|效|指|标");
    check_label("出水水质达到一级A标排放标准", 8, "出水水质达到|一级A标排放标准");
}

/* Names that are no labels: as few lines as ever, but no word is parted where it can be helped. */
static void short_names_part_between_words(void **state)
{
    (void)state;
    check_name("日常服务保障及时率", 7, "日常服务保障|及时率");
    check_name("日常服务保障及时率", 8, "日常服务保障|及时率");
    check_name("日常服务保障及时率", 4, "日常服务|保障|及时率");
    check_name("甲乙及时率丙", 3, "甲乙及|时率丙"); /* no line more for it */
    check_name("甲乙丙丁数量指标戊己庚辛壬", 5, "甲乙丙丁|数量指标戊|己庚辛壬"); /* no name */
    check_name(
        "甲乙数量指标戊己庚辛壬癸丑寅丙", 3, "甲乙数|量指标|戊己庚|辛壬癸|丑寅丙"); /* nor room */
    check_words("日常服务保障及时率", &(text_measure){7 * EM, 0, TEXT_JUSTIFIED, false},
        "日常服务保障及|时率"); /* which could not be spread */
}

/* They are worth as much as those of labels, but no line. */
static void common_words_are_parted_last(void **state)
{
    (void)state;
    check_label("评估报告实际利用率", 7, "评估报告|实际利用率");
    check_label("补助标准，对特困户倾斜支持", 8, "补助标准，对|特困户倾斜支持");
    check_name("改造后房屋验收合格率", 7, "改造后房屋验收|合格率");
    check_label("特困户特困户", 2, "特困|户特|困户");
    check_label("甲乙丙特困户丁戊己", 5, "甲乙丙特困|户丁戊己");
    check_label("项目标准", 3, "项目|标准"); /* and not 目标 */
}

/* Whose right edge is seen: of more than two lines in a wide cell. */
static void prose_is_filled(void **state)
{
    (void)state;
    check_name("甲乙丙丁戊己庚辛壬癸子丑寅卯辰利用率甲乙丙丁戊己庚辛壬癸", 16,
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰|利用率甲乙丙丁戊己庚辛壬癸");
    check_name("甲乙丙丁戊己庚辛壬癸子丑寅卯辰利用率甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未", 16,
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰利|用率甲乙丙丁戊己庚辛壬癸子丑寅卯|辰巳午未");
}

/* Whatever words there are, and how ever lines are spread: as many lines, and as many faults. */
static void words_take_no_line(void **state)
{
    (void)state;
    static const text_spread spreads[] = {TEXT_RAGGED, TEXT_JUSTIFIED, TEXT_DISTRIBUTED};
    uint32_t seed = 54, other = 0;
    for (int round = 0; round < GREEDY_ROUNDS; round++) {
        text_shaped t = shaped(random_text(&seed));
        buf list = {.memory = memory};
        for (uint32_t k = 0; k + 2 < t.atom_count; k += 1 + draw(&seed, 3)) {
            buf_add(&list, str_slice(t.text, t.atoms[k].at, t.atoms[k + 2].at));
            buf_byte(&list, ' ');
        }
        bool balanced = draw(&seed, 2) == 0;
        text_measure m = {
            EM / 2 * (1 + (int64_t)draw(&seed, 24)), 0, spreads[draw(&seed, 3)], balanced, NULL};
        text_line *lines[2];
        uint32_t count[2], conceded[2] = {0, 0};
        for (int with = 0; with < 2; with++) {
            m.words = with ? lexicon_new(memory, STR(""), buf_str(&list)) : NULL;
            count[with] = text_fill_measure(&t, &m, memory, &lines[with]);
            for (uint32_t l = 0; l < count[with]; l++)
                conceded[with] += lines[with][l].conceded != 0;
        }
        assert_int_equal(count[0], count[1]);
        assert_int_equal(conceded[0], conceded[1]);
        for (uint32_t l = 0; l < count[0]; l++)
            other += lines[0][l].to != lines[1][l].to;
    }
    assert_true(other > 100);
}

/* What brackets hold is better parted before or behind them; justified lines too. */
static void short_groups_are_parted_last(void **state)
{
    (void)state;
    check_label(
        "恒山路（正阳街北环）、曲承线改造工程", 12, "恒山路（正阳街北环）、|曲承线改造工程");
    check_name(
        "落实规范“收支两条线”甲乙丙丁戊己庚辛", 6, "落实规范|“收支两条线”|甲乙丙丁戊己|庚辛");
    check_words("甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未申“收支两条线”管理办法甲乙丙丁",
        &(text_measure){EM * 43 / 2, 0, TEXT_JUSTIFIED, false, NULL},
        "甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未申|“收支两条线”管理办法甲乙丙丁");
    check_name("按这个办法，黔府办发〔2017〕54号", 10, "按这个办法，|黔府办发〔2017〕54号");
    check_name("甲乙丙丁戊己庚辛〔2017〕54号", 10, "甲乙丙丁戊己庚|辛〔2017〕54号"); /* whose? */
}

/* A line of a single character is one to avoid; of a unit in brackets it is not. */
static void units_in_brackets_may_stand_alone(void **state)
{
    (void)state;
    check_name("工程竣工及时率（%）", 8, "工程竣工及时率|（%）");
    check_name("改造老旧学校数量（个）", 8, "改造老旧学校数量|（个）");
    check_name("甲乙丙丁戊己庚。", 6, "甲乙丙丁戊|己庚。");
    check_name("甲乙丙丁戊己庚）", 6, "甲乙丙丁戊|己庚）");
    check_name("甲乙丙“丁”", 3, "甲乙丙|“丁”");
    check_name("甲乙丙“丁", 3, "甲乙|丙“丁");
}

/* Marks at the ends of lines that are as long as the others, and of one that is not. */
static void lines_of_labels_stand_flush(void **state)
{
    (void)state;
    const text_measure label = {6 * EM, 0, TEXT_RAGGED, true, NULL};
    check_set("甲乙丙丁戊己庚辛壬癸子、丑寅卯辰巳午", &label,
        "100 100 100 100 100 100/100 100 100 100 100 100/100 100 100 100 100 100");
    check_set("甲乙丙丁戊，己庚辛壬", &label, "100 100 100 100 100 50/100 100 100 100");
    check_set("甲乙丙丁戊己庚辛壬癸子、丑寅卯辰巳午", RAGGED(6),
        "100 100 100 100 100 100/100 100 100 100 100 50/100 100 100 100 100 100");
}

static void labels_are_even(void **state)
{
    (void)state;
    check_label("甲乙丙丁戊己", 5, "甲乙丙|丁戊己");
    check_label("甲乙丙丁戊己庚", 6, "甲乙丙丁|戊己庚");
}

/* ---- the gap between Han and Latin, clreq 3.2.1 ---- */

static void gaps_stand_outside_quantities(void **state)
{
    (void)state;
    text_shaped t = shaped_as(STR("完成95万元以上abc项"), (text_options){.gap = EM / 4});
    assert_int_equal(t.max_content, 6 * EM + 5 * EM / 2 + EM + 3 * (EM / 4));
    text_shaped none = shaped(STR("完成95万元以上abc项"));
    assert_int_equal(none.max_content, 6 * EM + 5 * EM / 2 + EM);
}

#define WITH_MEMORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MEMORY(never_more_lines_than_the_greedy_reference),
        WITH_MEMORY(no_way_to_break_concedes_less),
        WITH_MEMORY(marks_are_half_width_at_line_ends),
        WITH_MEMORY(marks_that_meet_close_up),
        WITH_MEMORY(marks_give_in_order),
        WITH_MEMORY(squeezing_comes_before_pushing_out),
        WITH_MEMORY(justified_lines_reach_the_edge),
        WITH_MEMORY(random_justified_lines_are_full_or_natural),
        WITH_MEMORY(labels_part_between_words),
        WITH_MEMORY(short_names_part_between_words),
        WITH_MEMORY(common_words_are_parted_last),
        WITH_MEMORY(prose_is_filled),
        WITH_MEMORY(words_take_no_line),
        WITH_MEMORY(short_groups_are_parted_last),
        WITH_MEMORY(units_in_brackets_may_stand_alone),
        WITH_MEMORY(labels_are_even),
        WITH_MEMORY(lines_of_labels_stand_flush),
        WITH_MEMORY(gaps_stand_outside_quantities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
