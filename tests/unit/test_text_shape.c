/* Shaping with packaged faces: Noto Serif CJK SC, AR PL UMing, and what neither has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <hb.h>

#include "text/text_int.h"
#include <hb.h>

#define NOTO "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define UMING "/usr/share/fonts/truetype/arphic/uming.ttc"

static const font_alias faces[] = {
    {.path = {NOTO, sizeof NOTO - 1}, .index = 2},
    {.path = {UMING, sizeof UMING - 1}, .index = 0},
};
static const font_role roles[] = {
    {.name = {"noto", 4}, .aliases = faces, .count = 1, .preferred = 1},
    {.name = {"uming", 5}, .aliases = faces + 1, .count = 1, .preferred = 1},
    {.name = {"both", 4}, .aliases = faces, .count = 2, .preferred = 2},
};
static const font_map map = {roles, 3, NULL, 0};
enum { ROLE_NOTO, ROLE_UMING, ROLE_BOTH };

static struct {
    arena *memory;
    diags *d;
    fonts *f;
    text_shaper *s;
} b;

static int setup(void **state)
{
    (void)state;
    b.memory = arena_new(NULL);
    b.d = diags_new(b.memory);
    b.f = fonts_open(&map, &(font_options){0}, b.d);
    assert_non_null(b.f);
    b.s = text_shaper_open(b.f);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    text_shaper_free(b.s);
    fonts_free(b.f);
    arena_free(b.memory);
    return 0;
}

static const text_shaped *shape_at(int role, const char *text, bool stacked, mark at)
{
    text_options options = {.stacked = stacked};
    return text_shape(b.s, b.memory, role, str_of(text), options, at, b.d);
}

static const text_shaped *shape(int role, const char *text)
{
    const text_shaped *t = shape_at(role, text, false, (mark){0});
    assert_non_null(t);
    assert_int_equal(diags_errors(b.d), 0);
    return t;
}

static void check_glyphs(const text_shaped *t)
{
    for (uint32_t g = 0; g < t->count; g++) {
        assert_int_not_equal(t->glyphs[g].gid, 0);
        assert_true(g == 0 || t->glyphs[g - 1].cluster <= t->glyphs[g].cluster);
    }
}

static void han_is_one_em_each(void **state)
{
    (void)state;
    for (int role = ROLE_NOTO; role <= ROLE_UMING; role++) {
        const text_shaped *t = shape(role, "绩效目标：（万元）");
        check_glyphs(t);
        assert_int_equal(t->count, 9);
        assert_int_equal(t->max_content, 8 * TEXT_EM); /* ：（ closed up, ） at the end */
        for (uint32_t g = 0; g < 9; g++) {
            assert_int_equal(t->glyphs[g].cluster, 3 * g);
            assert_int_equal(t->glyphs[g].advance, TEXT_EM);
        }
    }
}

static void a_letter_is_a_glyph(void **state)
{
    (void)state;
    const text_shaped *t = shape(ROLE_NOTO, "office fi ffl 95%");
    check_glyphs(t);
    assert_int_equal(t->count, t->text.n);
}

/* The 1 of Noto Serif is narrower than its other digits, but there are others for Latin text. */
static void figures_are_of_one_width(void **state)
{
    (void)state;
    static const char *const texts[] = {"3133200.00", "1,111,111.10万元", "第11.1、", "A11.10 V",
        "AV 1,111.1km", "e\u0301 11.0", "1\u0301 0.1 0"};
    for (int role = ROLE_NOTO; role <= ROLE_UMING; role++)
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            const text_shaped *t = shape(role, texts[k]);
            int32_t width = 0, point = 0;
            for (uint32_t g = 0; g < t->count; g++) {
                const text_glyph *one = &t->glyphs[g];
                char c = t->text.at[one->cluster];
                bool marked = g + 1 < t->count && t->text.at[one->cluster + 1] < 0;
                int32_t *same = c >= '0' && c <= '9' && !marked ? &width : c == '.' ? &point : NULL;
                if (same == NULL)
                    continue;
                *same = *same == 0 ? one->advance : *same;
                assert_int_equal(one->advance, *same);
            }
            assert_true(width > 0);
        }
    const text_shaped *word = shape(ROLE_NOTO, "AV");
    assert_true(word->max_content <
        shape(ROLE_NOTO, "A")->max_content + shape(ROLE_NOTO, "V")->max_content);
}

static void marks_stay_with_their_base(void **state)
{
    (void)state;
    const text_shaped *t = shape(ROLE_NOTO, "e\u0301甲\uFE00。");
    check_glyphs(t);
    assert_int_equal(t->breaks[0], TEXT_BREAK_NEVER);
    assert_int_equal(t->breaks[2], TEXT_BREAK_OK);
    assert_int_equal(t->breaks[5], TEXT_BREAK_NEVER);
    assert_int_equal(t->breaks[8], TEXT_BREAK_KINSOKU);
}

static void newlines_give_no_glyph_and_tabs_are_spaces(void **state)
{
    (void)state;
    const text_shaped *t = shape(ROLE_NOTO, "甲\t乙\r\n\n丙\n");
    check_glyphs(t);
    assert_int_equal(t->count, 4);
    text_line *lines;
    assert_int_equal(text_fill(t, 99 * (int64_t)TEXT_EM, b.memory, &lines), 3);
    assert_int_equal(lines[1].width, 0);
    assert_int_equal(lines[2].to, t->text.n);
    const text_shaped *none = shape(ROLE_NOTO, "");
    assert_int_equal(none->count, 0);
    assert_int_equal(text_fill(none, 1, b.memory, &lines), 1);
}

static void other_faces_fill_in(void **state)
{
    (void)state;
    const text_shaped *t = shape(ROLE_BOTH, "是\u0104否"); /* Ą, which the first lacks */
    assert_int_not_equal(t->glyphs[1].face, t->glyphs[0].face);
    assert_int_equal(t->glyphs[2].face, t->face);
}

static void scripts_are_kept_apart(void **state)
{
    (void)state;
    const text_shaped *t = shape(ROLE_NOTO, "甲ABC，Жд、かな12α");
    check_glyphs(t);
    assert_int_equal(t->count, utf8_count(t->text));
}

static void missing_characters_are_each_reported_once(void **state)
{
    (void)state;
    const source file = {STR("a.yaml"), STR("值: 甲乙\n名: 甲\U00013000甲\U00013001\U00013000\n")};
    mark at = {&file, 2, 4};
    assert_null(shape_at(ROLE_NOTO, "甲\U000E0FFF甲\uE0FF\U000E0FFF", false, at));
    assert_int_equal(diags_count(b.d), 2);
    assert_int_equal(diags_at(b.d, 0)->code, DIAG_GLYPH_MISSING);
    assert_int_equal(diags_at(b.d, 0)->at.line, 2);
    assert_int_equal(str_search(diags_at(b.d, 1)->message, STR("U+E0FF"), 0) == SIZE_MAX, 0);
}

static void the_mark_of_a_missing_character_is_its_own(void **state)
{
    (void)state;
    const source file = {STR("a.yaml"), STR("值: 甲\uE0FF\n名: 甲乙\uE0FF丙\n")};
    mark at = {&file, 2, 4};
    assert_null(shape_at(ROLE_NOTO, "甲乙\uE0FF丙", false, at));
    assert_int_equal(diags_count(b.d), 1);
    assert_int_equal(diags_at(b.d, 0)->at.line, 2);
    assert_int_equal(diags_at(b.d, 0)->at.column, 6);
}

static void scripts_that_need_more_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "甲 \uA840", "\u1950\u1951", "\u05D0", "\u0E01", "甲\u200D\u05D0"};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        assert_null(shape_at(ROLE_NOTO, texts[k], false, (mark){0}));
        assert_int_equal(diags_count(b.d), k + 1);
        assert_int_equal(diags_at(b.d, k)->code, DIAG_SCRIPT_UNSUPPORTED);
    }
}

/* Where UMing has a character of its own, as fallback it does not lend it. */
static void private_characters_come_from_no_other_face(void **state)
{
    (void)state;
    uint32_t uming = fonts_role_face(b.f, ROLE_UMING, b.d), cp = 0xE000;
    while (cp < 0xF8FF && fonts_glyph(b.f, uming, cp, 0) == 0)
        cp++;
    char bytes[5] = {0};
    utf8_put(bytes, cp);
    assert_non_null(shape(ROLE_UMING, bytes));
    assert_null(shape_at(ROLE_BOTH, bytes, false, (mark){0}));
    assert_int_equal(diags_at(b.d, 0)->code, DIAG_GLYPH_MISSING);
    assert_int_not_equal(str_search(diags_at(b.d, 0)->hint, STR("私用区"), 0), SIZE_MAX);
}

static void letters_that_no_face_can_join_are_missing(void **state)
{
    (void)state;
    assert_null(shape_at(ROLE_NOTO, "\u0626\u06C7", false, (mark){0}));
    assert_int_equal(diags_count(b.d), 2);
    assert_int_equal(diags_at(b.d, 0)->code, DIAG_GLYPH_MISSING);
}

static void stacked_text_is_a_cluster_a_line(void **state)
{
    (void)state;
    const text_shaped *t = shape_at(ROLE_NOTO, "指 标（50分）", true, (mark){0});
    assert_non_null(t);
    text_line *lines;
    assert_int_equal(text_fill(t, TEXT_EM, b.memory, &lines), 7);
    assert_int_equal(lines[0].to, 4);
    assert_int_equal(lines[0].width, TEXT_EM);
    assert_int_equal(t->min_content, TEXT_EM);
}

static void groups_stay_horizontal_in_stacked_text(void **state)
{
    (void)state;
    text_options options = {.stacked = true, .groups = true};
    const text_shaped *t = text_shape(
        b.s, b.memory, ROLE_NOTO, STR("指标（50分）（甲）"), options, (mark){0}, b.d);
    const text_shaped *flat = shape(ROLE_NOTO, "指标（50分）（甲）");
    text_line *lines;
    assert_int_equal(text_fill(t, 9 * TEXT_EM, b.memory, &lines), 6);
    assert_int_equal(lines[2].from, 6);
    assert_int_equal(lines[2].to, 17);
    assert_int_equal(t->glyphs[2].gid, flat->glyphs[2].gid);
    assert_int_equal(t->glyphs[6].gid, flat->glyphs[6].gid);
    assert_int_not_equal(t->glyphs[7].gid, flat->glyphs[7].gid); /* （甲） has no digit */
    assert_true(text_has_groups(t->text));
    assert_false(text_has_groups(STR("（甲）（一二三四五六1）")));
    assert_false(text_has_groups(STR("（\n3）"))); /* two paragraphs */
}

/* A face whose marks are drawn elsewhere in the em box must not be squeezed there. */
static void squeezed_blanks_have_no_ink(void **state)
{
    (void)state;
    static const char marks[] = "，。、；：！？（）《》〈〉「」『』【】〔〕〖〗［］｛｝“”‘’";
    size_t squeezed = 0;
    for (int role = ROLE_NOTO; role <= ROLE_UMING; role++) {
        const text_shaped *t = shape(role, marks);
        for (uint32_t k = 0; k < t->atom_count; k++) {
            const text_atom *x = &t->atoms[k];
            const text_glyph *g = &t->glyphs[x->glyph];
            hb_glyph_extents_t ink;
            if (x->lead + x->tail == 0)
                continue;
            assert_true(
                hb_font_get_glyph_extents(fonts_shaper(b.f, g->face, TEXT_EM), g->gid, &ink));
            int32_t left = g->dx + ink.x_bearing, right = left + ink.width;
            assert_true(left >= x->lead - TEXT_EM / 20);
            assert_true(right <= x->advance - x->tail + TEXT_EM / 20);
            squeezed += role == ROLE_NOTO;
        }
    }
    assert_int_equal(squeezed, utf8_count(str_of(marks)));
    assert_int_equal(shape(ROLE_UMING, "、")->atoms[0].tail, 0); /* drawn in the middle */
}

static void stacked_brackets_have_their_vertical_form(void **state)
{
    (void)state;
    for (int role = ROLE_NOTO; role <= ROLE_UMING; role++) {
        const text_shaped *flat = shape(role, "标（甲）、。");
        const text_shaped *stack = shape_at(role, "标（甲）、。", true, (mark){0});
        assert_int_equal(stack->glyphs[0].gid, flat->glyphs[0].gid);
        assert_int_not_equal(stack->glyphs[1].gid, flat->glyphs[1].gid);
        assert_int_not_equal(stack->glyphs[3].gid, flat->glyphs[3].gid);
        assert_int_equal(stack->glyphs[1].advance, TEXT_EM);
    }
}

static void every_break_is_between_clusters(void **state)
{
    (void)state;
    const text_shaped *t = shape(
        ROLE_NOTO, ">=3374.98平方，“e\u0301”\u200B（黔府办发〔2020〕21号）");
    uint32_t g = 0;
    for (size_t i = 0; i < t->text.n; i++) {
        if (i == 0 || t->breaks[i - 1] == TEXT_BREAK_NEVER)
            continue;
        while (g < t->count && t->glyphs[g].cluster < i)
            g++;
        assert_int_equal(t->glyphs[g].cluster, i);
    }
    assert_int_equal(t->breaks[t->text.n - 1], TEXT_BREAK_MUST);
}

static void free_accepts_null(void **state)
{
    (void)state;
    text_shaper_free(NULL);
}

#define WITH_FONTS(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FONTS(han_is_one_em_each),
        WITH_FONTS(a_letter_is_a_glyph),
        WITH_FONTS(figures_are_of_one_width),
        WITH_FONTS(marks_stay_with_their_base),
        WITH_FONTS(newlines_give_no_glyph_and_tabs_are_spaces),
        WITH_FONTS(other_faces_fill_in),
        WITH_FONTS(scripts_are_kept_apart),
        WITH_FONTS(missing_characters_are_each_reported_once),
        WITH_FONTS(the_mark_of_a_missing_character_is_its_own),
        WITH_FONTS(scripts_that_need_more_are_refused),
        WITH_FONTS(private_characters_come_from_no_other_face),
        WITH_FONTS(letters_that_no_face_can_join_are_missing),
        WITH_FONTS(stacked_text_is_a_cluster_a_line),
        WITH_FONTS(groups_stay_horizontal_in_stacked_text),
        WITH_FONTS(squeezed_blanks_have_no_ink),
        WITH_FONTS(stacked_brackets_have_their_vertical_form),
        WITH_FONTS(every_break_is_between_clusters),
        cmocka_unit_test(free_accepts_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
