/*
 * Grades of breaks in real strings. In the patterns | is a break of grade OK, ^ KINSOKU, _ UNIT,
 * $ MUST; nothing is LAST or, inside a cluster, NEVER. None of these marks is in the texts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/text_int.h"

enum { LONGEST = 400, LARGE = 1 << 20 };

static void grade(str text, text_kinsoku_level level, uint8_t *grades)
{
    arena *a = arena_new(NULL);
    text_breaks(a, text, level, grades);
    arena_free(a);
}

static void check_level(const char *pattern, text_kinsoku_level level)
{
    static const char signs[] = {[TEXT_BREAK_UNIT] = '_',
        [TEXT_BREAK_KINSOKU] = '^',
        [TEXT_BREAK_OK] = '|',
        [TEXT_BREAK_MUST] = '$'};
    char bytes[LONGEST], shown[2 * LONGEST];
    uint8_t grades[LONGEST];
    size_t n = 0, out = 0;
    for (const char *p = pattern; *p != '\0'; p++)
        if (strchr("|^_$", *p) == NULL)
            bytes[n++] = *p;
    grade((str){bytes, n}, level, grades);
    for (size_t i = 0; i < n; i++) {
        shown[out++] = bytes[i];
        if (i + 1 < n && grades[i] > TEXT_BREAK_LAST)
            shown[out++] = signs[grades[i]];
    }
    shown[out] = '\0';
    assert_string_equal(shown, pattern);
    assert_int_equal(grades[n - 1], TEXT_BREAK_MUST);
}

static void check(const char *pattern)
{
    check_level(pattern, TEXT_KINSOKU_BASIC);
}

static void quantities_stay_whole(void **state)
{
    (void)state;
    check(">=_3374.98_平方");
    check("≥_95_%");
    check(">=_95_%");
    check("≥ _95 _%");
    check("≤_111.57_万元");
    check("≤_10.38_万");
    check("7,000,000.00_元");
    check("10_个");
    check("１２３_个");
    check("3000_元/_人");
    check("≥_1_次/_年");
    check("≥_各|4_次/_年");
    check("每|周|≥_7_次");
    check("比|例|要|达|≥_70_%^。");
    check("建|材|消|纳|≥_35_万吨");
    check("1.65_亿万元");
    check("100_余人");
    check("100_多万元");
    check("10_个工作日|内");
    check("5_个百分点");
    check("2.5_千克|和|3_千瓦");
    check("浓|度|≤_35_μg/m³^。");
    check("¥_100_元");
    check("同|比-_5_%");
    check("- |3_个");
    check("第_3_条|规|定");
    check("（^50_分^）");
    check("达|到|100_%|（^50_分^）");
}

static void dates_and_numbers_of_documents_part_at_their_best_joint(void **state)
{
    (void)state;
    check("2022年_10月_31日|以|前");
    check("2022_年");
    check("2022_年度|预|算");
    check("截|至|2020年_12月|我|区|139_户|四|类");
    check("2021_年|至|2023_年");
    check("1至_3_年");
    check("3-_5_年");
    check("3～_5_年|内");
    check("10_%～_20_%|左|右");
    check("（^2021-_2023_年^）");
    check("3×_5_米");
    check("执|行|GB/T _9704—_2012_年|版");
    check("12:30|开|始");
    check("〔2020〕_10号");
    check("(^黔|府|办|发|〔2020〕_21号^)");
    check("[2019]_41号^）^，");
    check("（2020）_第10号");
    check("GB/T _9704—_2012");
    check("GB/T_9704-_2012|标|准");
    check("DB52/T _1234-_2020");
    check("CJJ _1-_2008|规|范");
}

static void long_text_is_not_glued(void **state)
{
    (void)state;
    check("目|标|1^：|认|真|落|实|自|治|区");
    check("1^.|开|展|2^.|加|强");
    check("12_字|总|要|求");
    check("A4|纸");
    check("PM2.5|浓|度");
    check("是^/|否");
    check("管|理-|一|期");
    check("3^、|4^、|5^、|推|进");
}

static void marks_keep_from_the_wrong_end(void **state)
{
    (void)state;
    check("用|于|日|常|办|公|费^、|取|暖|费^…");
    check("甲^、|乙^；|丙^：|丁^。|戊^！|己^？");
    check("“^‘^甲^’^”^、|《^乙^》^、|〈^丙^〉^、|（^丁^）^、|【^戊^】");
    check("本|级|——|一|般|公|共|预|算|……|合|计");
    check("和^／|或");
    check("“^——|甲^—|乙");
    check("甲|⸺|乙");
    check("开|展|活|动^\\|表|彰^\\|发|放");
    check_level("甲^⸺|乙", TEXT_KINSOKU_STRICT);
    check_level("本|级|——|一|般^，|……|合|计", TEXT_KINSOKU_GB);
    check_level("和^／^或|是", TEXT_KINSOKU_GB);
    check_level("本|级^——|一|般|公|共|预|算^……|合|计", TEXT_KINSOKU_STRICT);
    check("阿|不|都^·|克|里|木");
    check("甲^／|乙^～|丙^–|丁");
    check("甲 ^。|乙|（ ^丙^）");
    check("甲\u200B|—");
    check("www.gov.cn");
}

static void quotes_beside_han_are_brackets(void **state)
{
    (void)state;
    check("“^双|随|机|一|公|开^”");
    check("五|是|开|展|“^双|随|机|一|公|开^”|执|法");
    check("确|保|“^8_个|100_%^”|治|理");
    check("使|用|“^Word^”|软|件");
    check("GDP|“^增|长^”|5_%");
    check("落|实|‘^“^八|五^”|规|划^’|工|作");
    check("don’t |say |“^hello^” |to |me");
    check("目|标 |“^八|五^”|普|法");
}

static void paragraphs_end_and_begin(void **state)
{
    (void)state;
    check("甲\n$\n$乙");
    check("甲\r\n$乙");
    check("甲\u2028$乙");
    check("　　一|是^，　|二|是");
    check("甲\n$　　乙|丙");
    check("e\u0301");
    check("\U0001F468\u200D\U0001F469|甲");
}

static void empty_text_has_no_grades(void **state)
{
    (void)state;
    uint8_t none = 77;
    grade((str){NULL, 0}, TEXT_KINSOKU_BASIC, &none);
    assert_int_equal(none, 77);
}

/* How many characters the unit word has at character k. */
static uint32_t unit_at(const char *text, uint32_t k)
{
    arena *a = arena_new(NULL);
    text_chars t = text_decode(a, str_of(text));
    uint32_t length = text_unit_word(&t, k);
    arena_free(a);
    return length;
}

static void check_order(const text_words *words)
{
    assert_int_equal(words->at[words->n - 1], ' ');
    for (uint32_t k = 0, next; k < words->n; k = next) {
        for (next = k; words->at[next] != ' '; next++)
            ;
        next++;
        uint32_t i = 0;
        while (next + i < words->n && words->at[k + i] == words->at[next + i])
            i++;
        assert_true(next == words->n || words->at[k + i] < words->at[next + i]);
    }
}

static void words_are_in_order(void **state)
{
    (void)state;
    check_order(&text_unit_words);
}

static void unit_words_are_the_longest(void **state)
{
    (void)state;
    assert_int_equal(unit_at("万元整", 0), 2);
    assert_int_equal(unit_at("平方公里", 0), 4);
    assert_int_equal(unit_at("建制镇", 0), 0);
    assert_int_equal(unit_at("多", 0), 0);
    assert_int_equal(unit_at("kmol", 0), 0);
    assert_int_equal(unit_at("甲千米", 1), 2);
}

/* No break is offered before a space, and every grade is one that the header lists. */
static void check_invariants(str text, const uint8_t *grades)
{
    assert_int_equal(grades[text.n - 1], TEXT_BREAK_MUST);
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(text, &i);
        for (size_t k = from; k + 1 < i; k++)
            assert_int_equal(grades[k], TEXT_BREAK_NEVER);
        assert_true(grades[i - 1] <= TEXT_BREAK_MUST);
        if (cp == ' ' && from > 0 && grades[from - 1] != TEXT_BREAK_MUST)
            assert_true(grades[from - 1] <= TEXT_BREAK_LAST);
    }
}

static void published_documents_keep_the_invariants(void **state)
{
    (void)state;
    static const char *const names[] = {"000_38d3a29e523db002", "001_949027b7908cebdd",
        "002_f0d47b0d691be104", "003_8a4c236ab4738456"};
    static char bytes[LARGE];
    static uint8_t grades[LARGE];
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        char path[1024];
        snprintf(path, sizeof path, JXB_SOURCE_DIR "/tests/sources/%s.txt", names[k]);
        FILE *f = fopen(path, "rb");
        assert_non_null(f);
        str text = {bytes, fread(bytes, 1, sizeof bytes, f)};
        fclose(f);
        assert_true(text.n > 1000);
        grade(text, TEXT_KINSOKU_BASIC, grades);
        check_invariants(text, grades);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_stay_whole),
        cmocka_unit_test(dates_and_numbers_of_documents_part_at_their_best_joint),
        cmocka_unit_test(long_text_is_not_glued),
        cmocka_unit_test(marks_keep_from_the_wrong_end),
        cmocka_unit_test(quotes_beside_han_are_brackets),
        cmocka_unit_test(paragraphs_end_and_begin),
        cmocka_unit_test(empty_text_has_no_grades),
        cmocka_unit_test(words_are_in_order),
        cmocka_unit_test(unit_words_are_the_longest),
        cmocka_unit_test(published_documents_keep_the_invariants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
