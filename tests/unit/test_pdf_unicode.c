#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/pdf_int.h"

#define NOTHING "\xE2\x80\x8B"

/* ---- groups ---- */

/* "text/glyphs" of each group, joined by spaces. */
static void groups_are(const char *text, const uint32_t *clusters, uint32_t count, const char *want)
{
    scene_glyph glyphs[8] = {{0}};
    for (uint32_t i = 0; i < count; i++)
        glyphs[i].cluster = clusters[i];
    scene_glyphs run = {.text = str_of(text), .glyphs = glyphs, .count = count};
    char got[256] = "";
    pdf_groups it = pdf_groups_of(&run);
    pdf_group group;
    while (pdf_groups_next(&it, &group)) {
        size_t n = strlen(got);
        snprintf(got + n, sizeof got - n, "%.*s/%u ", STR_ARG(group.text), (unsigned)group.count);
    }
    assert_string_equal(got, want);
}

#define CLUSTERS(...) (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / 4

static void groups(void **state)
{
    (void)state;
    groups_are("用户", CLUSTERS(0, 3), "用/1 户/1 ");
    groups_are("abcd", CLUSTERS(0, 2, 2), "ab/1 cd/2 ");
    groups_are("abcd", CLUSTERS(3, 1, 0), "d/1 bc/1 a/1 ");
    groups_are("abcd", CLUSTERS(1, 2), "ab/1 cd/1 "); /* text before the first cluster */
    groups_are("abcd", CLUSTERS(3, 1), "d/1 abc/1 ");
    groups_are("abcd", CLUSTERS(0, 3, 1), "abcd/3 "); /* no order at all */
    groups_are("ab", CLUSTERS(0, 1, 9), "a/1 b/1 /1 "); /* outside the text */
    groups_are("", CLUSTERS(0, 0), "/2 ");
    groups_are("ab", NULL, 0, "");
}

/* ---- readings ---- */

static void read(arena *a, pdf_glyph *glyph, const char *text, int times)
{
    while (times-- > 0)
        pdf_glyph_read(a, glyph, &(pdf_group){0, 1, str_of(text)}, 0);
}

static void settles(pdf_glyph *glyph, const char *text)
{
    pdf_glyph_settle(glyph);
    assert_true(str_eq(glyph->text, str_of(text)));
}

static void the_most_frequent_reading_is_mapped(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    pdf_glyph g = {0};
    read(a, &g, "⽤", 1);
    read(a, &g, "用", 2);
    read(a, &g, "⽤", 2);
    read(a, &g, "用", 2);
    settles(&g, "用");
    pdf_glyph tie = {0};
    read(a, &tie, "⽤", 2);
    read(a, &tie, "用", 2);
    settles(&tie, "⽤");
    pdf_glyph many = {0};
    char text[16];
    for (int i = 0; i < 1000; i++) {
        snprintf(text, sizeof text, "%d", i);
        read(a, &many, str_z(a, str_of(text)), 1);
    }
    settles(&many, "0");
    uint32_t kept = 0;
    for (const pdf_reading *r = &many.readings; r != NULL; r = r->next)
        kept++;
    assert_true(kept <= 16);
    arena_free(a);
}

static void larger_groups_give_a_spare_reading(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    pdf_glyph g[3] = {{0}};
    pdf_group letters = {0, 2, STR("بّ")};
    pdf_glyph_read(a, &g[0], &letters, 0);
    pdf_glyph_read(a, &g[1], &letters, 1);
    settles(&g[0], "ب");
    settles(&g[1], "ّ");
    pdf_group stack = {0, 2, STR("abc")};
    pdf_glyph_read(a, &g[2], &stack, 1);
    settles(&g[2], NOTHING);
    read(a, &g[2], "x", 1);
    settles(&g[2], "x");
    pdf_glyph none = {0};
    read(a, &none, "", 1);
    settles(&none, NOTHING);
    char line[200];
    memset(line, 'a', sizeof line);
    pdf_glyph_read(a, &none, &(pdf_group){0, 1, {line, sizeof line}}, 0);
    settles(&none, NOTHING);
    arena_free(a);
}

/* ---- the CMap ---- */

static str cmap_of(arena *a, const uint16_t *codes, const char *const *texts, uint32_t count)
{
    pdf_glyph *glyphs = ARENA_ARRAY(a, pdf_glyph, count);
    pdf_glyph **by_code = ARENA_ARRAY(a, pdf_glyph *, count);
    for (uint32_t i = 0; i < count; i++) {
        glyphs[i] = (pdf_glyph){.code = codes[i], .text = str_of(texts[i])};
        by_code[i] = &glyphs[i];
    }
    return pdf_cmap(a, by_code, count);
}

static bool has(str whole, const char *part)
{
    return str_search(whole, str_of(part), 0) != SIZE_MAX;
}

static void maps(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    const uint16_t codes[] = {1, 2, 3, 4, 5, 0x20, 0x21, 0x30, 0xFFFF};
    const char *const texts[] = {"0", "1", "2", "3", "x", "A", "B", "ffi", "𠮷"};
    str map = cmap_of(a, codes, texts, 9);
    assert_true(has(map,
        "5 beginbfchar\n<0005><0078>\n<0020><0041>\n<0021><0042>\n"
        "<0030><006600660069>\n<FFFF><D842DFB7>\nendbfchar\n"));
    assert_true(has(map, "1 beginbfrange\n<0001><0004><0030>\nendbfrange\n"));
    assert_true(has(map, "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"));
    arena_free(a);
}

/* A code's last byte may not overflow within a range; beyond ASCII there are none. */
static void ranges_end_at_a_byte(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    const uint16_t codes[] = {
        0xFD, 0xFE, 0xFF, 0x100, 0x101, 0x102, 0x103, 0x104, 0x105, 0x106, 0x107, 0x108};
    const char *const texts[] = {
        "a", "b", "c", "d", "e", "f", "}", "~", "\x7F", "\xC2\x80", "办", "功"};
    str map = cmap_of(a, codes, texts, 12);
    assert_true(has(map,
        "3 beginbfrange\n<00FD><00FF><0061>\n<0100><0102><0064>\n"
        "<0103><0105><007D>\nendbfrange\n"));
    assert_true(has(map, "3 beginbfchar\n<0106><0080>\n<0107><529E>\n<0108><529F>\nendbfchar\n"));
    arena_free(a);
}

static void blocks_hold_a_hundred(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    uint16_t codes[201];
    const char *texts[201];
    for (int i = 0; i < 201; i++) {
        codes[i] = (uint16_t)(i * 2 + 1);
        texts[i] = "字";
    }
    str map = cmap_of(a, codes, texts, 201);
    size_t at = str_search(map, STR("100 beginbfchar\n"), 0);
    at = str_search(map, STR("100 beginbfchar\n"), at + 1);
    assert_true(at != SIZE_MAX);
    assert_true(str_search(map, STR("1 beginbfchar\n<0191><5B57>\n"), at) != SIZE_MAX);
    assert_false(has(map, "101 begin"));
    assert_false(has(cmap_of(a, codes, texts, 0), "beginbf"));
    arena_free(a);
}

/* ---- widths ---- */

static void widths_are_runs(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    const uint16_t rows[][2] = {
        {1, 500}, {2, 500}, {3, 500}, {4, 1000}, {5, 250}, {6, 333}, {9, 600}, {10, 1000}};
    pdf_glyph glyphs[8], *by_code[8];
    for (int i = 0; i < 8; i++) {
        glyphs[i] = (pdf_glyph){.code = rows[i][0], .width = rows[i][1]};
        by_code[i] = &glyphs[i];
    }
    assert_true(str_eq(pdf_widths(a, by_code, 8), STR("/W[1 3 500 5[250 333] 9[600]]")));
    assert_true(str_eq(pdf_widths(a, by_code + 7, 1), STR("")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups),
        cmocka_unit_test(the_most_frequent_reading_is_mapped),
        cmocka_unit_test(larger_groups_give_a_spare_reading),
        cmocka_unit_test(maps),
        cmocka_unit_test(ranges_end_at_a_byte),
        cmocka_unit_test(blocks_hold_a_hundred),
        cmocka_unit_test(widths_are_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
