/* Right-to-left lines: the order of pieces against FriBidi's own reordering of the line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <fribidi.h>
#include <hb.h>

#include "text/text_int.h"

#define HAN "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define ARABIC "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"

#define TIBETAN "/usr/share/fonts/truetype/noto/NotoSerifTibetan-Regular.ttf"
#define MONGOLIAN "/usr/share/fonts/truetype/noto/NotoSansMongolian-Regular.ttf"

static const font_alias faces[] = {
    {.path = {HAN, sizeof HAN - 1}, .index = 2},
    {.path = {ARABIC, sizeof ARABIC - 1}},
    {.path = {TIBETAN, sizeof TIBETAN - 1}},
    {.path = {MONGOLIAN, sizeof MONGOLIAN - 1}},
};
static const font_role roles[] = {
    {.name = {"both", 4}, .aliases = faces, .count = 4, .preferred = 4}};
static const font_map map = {roles, 1, NULL, 0};

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

static const text_shaped *shape(str text)
{
    const text_shaped *t = text_shape(
        b.s, b.memory, 0, text, ((text_options){0}), ((mark){0}), b.d);
    assert_non_null(t);
    return t;
}

/* The clusters of a text's only line from left to right, as offsets in the text. */
static uint32_t stand(const text_shaped *t, uint32_t *clusters)
{
    text_line *lines;
    const text_piece *pieces;
    assert_int_equal(text_fill(t, INT64_C(1) << 40, b.memory, &lines), 1);
    uint32_t n = text_line_pieces(t, lines, b.memory, &pieces), count = 0;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t length = pieces[k].glyph_end - pieces[k].glyph;
        for (uint32_t i = 0; i < length; i++) {
            bool back = pieces[k].level % 2 == 1;
            uint32_t g = pieces[k].glyph + (back ? length - 1 - i : i);
            uint32_t cluster = t->glyphs[g].cluster;
            if (count == 0 || clusters[count - 1] != cluster)
                clusters[count++] = cluster;
        }
    }
    return count;
}

enum { LONGEST = 24 };

/* The same by FriBidi, for a text without trailing spaces. */
static uint32_t expect(str text, uint32_t *clusters)
{
    FriBidiChar logical[LONGEST];
    FriBidiStrIndex from[LONGEST];
    uint32_t offset[LONGEST], n = 0;
    for (size_t i = 0; i < text.n; n++) {
        offset[n] = (uint32_t)i;
        logical[n] = utf8_next(text, &i);
    }
    FriBidiParType direction = FRIBIDI_PAR_ON;
    assert_true(fribidi_log2vis(logical, (FriBidiStrIndex)n, &direction, NULL, NULL, from, NULL));
    for (uint32_t k = 0; k < n; k++)
        clusters[k] = offset[from[k]];
    return n;
}

static uint32_t seed = 7;

static uint32_t below(uint32_t most)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % most;
}

static void pieces_stand_as_fribidi_has_them(void **state)
{
    (void)state;
    static const char *const parts[] = {"甲", "目", "a", "B", "1", "20", " ", "（", "）", "-", "，",
        "ئ", "ۇ", "ي", "غ", "ر", "د", "،"};
    for (int round = 0; round < 20000; round++) {
        buf text = {.memory = b.memory};
        uint32_t n = 1 + below(LONGEST / 2), seen[LONGEST], wanted[LONGEST];
        for (uint32_t k = 0; k < n; k++)
            buf_add(&text, str_of(parts[below(sizeof parts / sizeof *parts)]));
        str whole = str_trim(buf_str(&text));
        if (whole.n == 0)
            continue;
        uint32_t count = stand(shape(whole), seen);
        assert_int_equal(count, expect(whole, wanted));
        for (uint32_t k = 0; k < count; k++)
            assert_int_equal(seen[k], wanted[k]);
    }
}

static void check_line(const text_shaped *t, const text_line *line)
{
    const text_piece *pieces;
    uint32_t n = text_line_pieces(t, line, b.memory, &pieces), seen = 0;
    for (uint32_t k = 0; k < n; k++) {
        const text_glyph *first = &t->glyphs[pieces[k].glyph];
        assert_true(pieces[k].glyph >= line->glyph && pieces[k].glyph_end <= line->glyph_end);
        assert_true(first->cluster < pieces[k].to && pieces[k].to <= line->to);
        seen += pieces[k].glyph_end - pieces[k].glyph;
        for (uint32_t j = 0; j < k; j++)
            assert_true(
                pieces[j].glyph_end <= pieces[k].glyph || pieces[k].glyph_end <= pieces[j].glyph);
    }
    assert_int_equal(seen, line->glyph_end - line->glyph);
}

static void pieces_are_the_whole_line_whatever_the_mixture(void **state)
{
    (void)state;
    static const char *const parts[] = {"甲", "。", "a", "1", " ", "（", "\n", "☐", "☑", "ئ", "ۇ",
        "ل", "ا", "،", "ـ", "\u064B", "\u200D", "\u202E", "\u202C", "ས", "ྤྱ", "ི", "་", "ᠪ", "ᠠ",
        "\u180B", "\u202F", "\u180E", "\u0301", "　"};
    uint32_t set = 0;
    for (int round = 0; round < 6000; round++) {
        buf text = {.memory = b.memory};
        for (uint32_t k = 1 + below(LONGEST); k > 0; k--)
            buf_add(&text, str_of(parts[below(sizeof parts / sizeof *parts)]));
        text_options options = {.stacked = below(3) == 0};
        const text_shaped *t = text_shape(
            b.s, b.memory, 0, buf_str(&text), options, ((mark){0}), b.d);
        if (t == NULL) /* a mark that a face lacks, or Han in a vertical line of Mongolian */
            continue;
        set++;
        text_line *lines;
        uint32_t n = text_fill(t, (int64_t)TEXT_EM * (1 + below(8)), b.memory, &lines);
        for (uint32_t i = 0; i < n; i++)
            check_line(t, &lines[i]);
    }
    assert_true(set > 1000);
}

static void each_paragraph_has_its_own_direction(void **state)
{
    (void)state;
    const text_shaped *t = shape(STR("甲ئۇ乙\nئۇ甲"));
    text_line *lines;
    const text_piece *pieces;
    assert_int_equal(text_fill(t, 99 * (int64_t)TEXT_EM, b.memory, &lines), 2);
    assert_int_equal(text_line_pieces(t, &lines[0], b.memory, &pieces), 3);
    assert_int_equal(t->glyphs[pieces[0].glyph].cluster, 0);
    assert_int_equal(pieces[1].level, 1);
    assert_int_equal(text_line_pieces(t, &lines[1], b.memory, &pieces), 2);
    assert_int_equal(pieces[0].level, 2);
    assert_int_equal(t->glyphs[pieces[1].glyph].cluster, lines[1].from);
}

static void hanging_spaces_go_with_no_right_to_left_piece(void **state)
{
    (void)state;
    const text_shaped *t = shape(STR("ئۇ ئۇ "));
    text_line *lines;
    const text_piece *pieces;
    assert_int_equal(text_fill(t, 99 * (int64_t)TEXT_EM, b.memory, &lines), 1);
    assert_int_equal(text_line_pieces(t, lines, b.memory, &pieces), 1);
    assert_int_equal(pieces[0].to, t->text.n - 1);
}

static void chinese_alone_has_no_levels(void **state)
{
    (void)state;
    const text_shaped *t = shape(STR("绩效目标（2022年）"));
    assert_null(t->levels);
    assert_int_equal(t->above, 0);
}

static void letters_join_and_are_one_face(void **state)
{
    (void)state;
    const text_shaped *t = shape(STR("ئۇيغۇر، تىلى"));
    for (uint32_t g = 0; g < t->count; g++)
        assert_int_equal(t->glyphs[g].face, t->glyphs[0].face);
    uint32_t alone = fonts_glyph(b.f, t->glyphs[0].face, 0x064A, 0); /* ي, medial here */
    for (uint32_t g = 0; g < t->count; g++)
        assert_int_not_equal(t->glyphs[g].gid, alone);
    assert_true(t->above > 0);
}

#define WITH_FONTS(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FONTS(pieces_stand_as_fribidi_has_them),
        WITH_FONTS(pieces_are_the_whole_line_whatever_the_mixture),
        WITH_FONTS(each_paragraph_has_its_own_direction),
        WITH_FONTS(hanging_spaces_go_with_no_right_to_left_piece),
        WITH_FONTS(chinese_alone_has_no_levels),
        WITH_FONTS(letters_join_and_are_one_face),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
