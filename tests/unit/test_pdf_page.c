#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/pdf_int.h"

#define EM SCENE_EM

/* Two fonts of four glyphs made by hand: gid g has code 0x10 * g, width 1000 / g, and reads as the
 * g-th of "abcd". */
static pdf_fonts two_fonts(arena *a)
{
    pdf_fonts all = {.memory = a, .face_count = 8};
    all.places = ARENA_ARRAY(a, uint32_t, 8);
    for (uint32_t i = 0; i < 2; i++) {
        pdf_font *font = VEC_PUSH(a, &all.at);
        font->places = ARENA_ARRAY(a, uint16_t, 5);
        for (uint32_t g = 1; g < 5; g++) {
            *VEC_PUSH(a, &font->glyphs) = (pdf_glyph){.gid = g,
                .code = (uint16_t)(0x10 * g),
                .width = (uint16_t)(1000 / g),
                .text = (str){&"abcd"[g - 1], 1}};
            font->places[g] = (uint16_t)g;
        }
        all.places[i * 3] = i + 1; /* faces 0 and 3 */
    }
    return all;
}

static void content_is(const scene_op *ops, uint32_t count, const char *wanted)
{
    arena *a = arena_new(NULL);
    pdf_fonts all = two_fonts(a);
    buf out = {.memory = a};
    scene_page page = {600 * LEN_PT, 800 * LEN_PT, ops, count};
    pdf_page_content(&(pdf_sheet){.page = &page}, &all, &out);
    buf_byte(&out, '\0');
    assert_string_equal(out.at, wanted);
    arena_free(a);
}

static scene_op run(uint32_t face, len x, len y, const char *text, const scene_glyph *glyphs)
{
    return (scene_op){.kind = SCENE_GLYPHS,
        .glyphs = {.face = face,
            .size = 10 * LEN_PT,
            .x = x,
            .y = y,
            .text = str_of(text),
            .glyphs = glyphs,
            .count = (uint32_t)strlen(text)}};
}

static const scene_glyph AB[] = {{1, EM, 0, 0, 0}, {2, EM / 2, 0, 0, 1}};

static void an_empty_page(void **state)
{
    (void)state;
    content_is(NULL, 0, "0 g\n");
    content_is(&(scene_op){.kind = SCENE_CELL}, 1, "0 g\n");
}

/* A move of 100 em is made in steps, since numbers end at 32,767 in PDF/A-1. */
static void far_moves(void **state)
{
    (void)state;
    static const scene_glyph far[] = {{1, 101 * EM, 0, 0, 0}, {2, EM / 2, 0, 0, 1}};
    const scene_op op = run(0, 0, 0, "ab", far);
    content_is(
        &op, 1, "0 g\nBT\n/F0 10 Tf\n0 800 Td\n[<0010>-32000 -32000 -32000 -4000<0020>]TJ\nET\n");
}

static void plain_runs(void **state)
{
    (void)state;
    scene_op ops[] = {run(0, 100 * LEN_PT, 50 * LEN_PT, "ab", AB),
        run(0, 100 * LEN_PT, 60 * LEN_PT + 512, "ab", AB), run(3, 0, 0, "ab", AB)};
    content_is(ops, 3,
        "0 g\nBT\n/F0 10 Tf\n100 750 Td\n[<00100020>]TJ\n0 -10.5 Td\n[<00100020>]TJ\n"
        "/F1 10 Tf\n-100 60.5 Td\n[<00100020>]TJ\nET\n");
    ops[1].glyphs.size = 10752;
    content_is(ops, 2,
        "0 g\nBT\n/F0 10 Tf\n100 750 Td\n[<00100020>]TJ\n"
        "/F0 10.5 Tf\n0 -10.5 Td\n[<00100020>]TJ\nET\n");
}

static void advances_and_offsets(void **state)
{
    (void)state;
    /* A squeezed first glyph; a second that is moved right and up; a third back in place. */
    scene_glyph glyphs[] = {{1, EM / 2, 0, 0, 0}, {1, EM, EM / 10, EM / 5, 1}, {1, EM, 0, 0, 2}};
    scene_op op = run(0, 0, 0, "aaa", glyphs);
    content_is(&op, 1,
        "0 g\nBT\n/F0 10 Tf\n0 800 Td\n[<0010>]TJ\n2 Ts\n[400<0010>]TJ\n0 Ts\n[100<0010>]TJ\n"
        "ET\n");
}

/* Justified: the common excess is said once, and only the glyph that differs is moved. */
static void common_spacing(void **state)
{
    (void)state;
    scene_glyph glyphs[] = {{1, EM * 11 / 10, 0, 0, 0}, {1, EM * 11 / 10, 0, 0, 1},
        {2, EM / 2, 0, 0, 2}, {1, EM * 11 / 10, 0, 0, 3}, {1, EM * 11 / 10, 0, 0, 4}};
    scene_op ops[] = {run(0, 0, 0, "aabaa", glyphs), run(0, 0, 0, "ab", AB)};
    content_is(ops, 2,
        "0 g\nBT\n/F0 10 Tf\n1 Tc\n0 800 Td\n[<001000100020>100<00100010>]TJ\n"
        "0 Tc\n0 0 Td\n[<00100020>]TJ\nET\n");
}

static void turned_runs(void **state)
{
    (void)state;
    scene_op ops[4];
    for (unsigned i = 0; i < 4; i++) {
        ops[i] = run(0, 10 * LEN_PT, 20 * LEN_PT, "ab", AB);
        ops[i].glyphs.turn = (i + 1) % 4;
    }
    content_is(ops, 4,
        "0 g\nBT\n/F0 10 Tf\n0 -1 1 0 10 780 Tm\n[<00100020>]TJ\n"
        "-1 0 0 -1 10 780 Tm\n[<00100020>]TJ\n0 1 -1 0 10 780 Tm\n[<00100020>]TJ\n"
        "1 0 0 1 10 780 Tm\n[<00100020>]TJ\nET\n");
}

static void other_texts_are_said(void **state)
{
    (void)state;
    scene_op ops[] = {run(0, 0, 0, "ax", AB), run(0, 0, 0, "ab", AB)};
    scene_glyph cluster[] = {{1, EM, 0, 0, 0}, {2, EM / 2, 0, 0, 0}};
    ops[1].glyphs.glyphs = cluster;
    content_is(ops, 2,
        "0 g\nBT\n/F0 10 Tf\n0 800 Td\n[<0010>]TJ\n/Span<</ActualText<FEFF0078>>>BDC\n"
        "[<0020>]TJ\nEMC\n0 0 Td\n/Span<</ActualText<FEFF00610062>>>BDC\n[<00100020>]TJ\nEMC\nET\n");
}

static void rules_are_one_path(void **state)
{
    (void)state;
    scene_op ops[] = {{.kind = SCENE_RULE, .rule = {10 * LEN_PT, 0, 512, 800 * LEN_PT}},
        run(0, 0, 0, "ab", AB),
        {.kind = SCENE_RULE, .rule = {0, 799 * LEN_PT, 600 * LEN_PT, LEN_PT}}};
    content_is(ops, 3,
        "0 g\nBT\n/F0 10 Tf\n0 800 Td\n[<00100020>]TJ\nET\n10 0 .5 800 re\n0 0 600 1 re\nf\n");
}

static void shapes_are_filled_with_the_rules(void **state)
{
    (void)state;
    scene_op ops[] = {{.kind = SCENE_RULE, .rule = {0, 799 * LEN_PT, 600 * LEN_PT, LEN_PT}},
        {.kind = SCENE_SHAPE, .shape = {3, {{0, 0}, {LEN_PT, 0}, {LEN_PT, 2 * LEN_PT}}}}};
    content_is(ops, 2, "0 g\n0 0 600 1 re\n0 800 m\n1 800 l\n1 798 l\nh\nf\n");
    content_is(ops + 1, 1, "0 g\n0 800 m\n1 800 l\n1 798 l\nh\nf\n");
}

static void a_mark_at_a_cluster_end_is_said_with_what_follows(void **state)
{
    (void)state;
    scene_op ops[] = {run(0, 0, 0, "xyb", AB)};
    scene_glyph glyphs[] = {{1, EM, 0, 0, 0}, {4, 0, 0, 0, 0}, {2, EM / 2, 0, 0, 2}};
    ops[0].glyphs.glyphs = glyphs;
    content_is(ops, 1,
        "0 g\nBT\n/F0 10 Tf\n0 800 Td\n/Span<</ActualText<FEFF007800790062>>>BDC\n"
        "[<00100040>250<0020>]TJ\nEMC\nET\n");
}

/* Reads the shows of a content back: where each glyph stands, in em. */
static size_t positions(const char *content, double em, double *at, size_t most)
{
    size_t count = 0;
    double pen = 0;
    const char *tc = strstr(content, " Tc\n"), *line = tc;
    while (line != NULL && line[-1] != '\n')
        line--;
    double spacing = tc == NULL ? 0 : strtod(line, NULL) / em;
    const char *c = strstr(content, "Td\n") + 3;
    for (; strncmp(c, "ET", 2) != 0; c++) {
        if (*c == '<') {
            for (c++; *c != '>' && count < most; c += 4) {
                char code[5] = {c[0], c[1], c[2], c[3], 0};
                at[count++] = pen;
                pen += (double)(1000 / (strtol(code, NULL, 16) / 16)) / 1000 + spacing;
            }
        } else if (*c == '-' || *c == '.' || (*c >= '0' && *c <= '9')) {
            char *end;
            pen -= strtod(c, &end) / 1000;
            c = end - 1;
        }
    }
    return count;
}

/* Thirds of an em against widths of 333/1000, justified by amounts that no unit fits: after 5,000
 * glyphs, and across the cuts of the arrays, each stands within 1/100 pt. */
static void positions_do_not_drift(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    static const len sizes[] = {5 * LEN_PT, 10752, 22 * LEN_PT + 1, 300 * LEN_PT};
    arena *a = arena_new(NULL);
    pdf_fonts all = two_fonts(a);
    scene_glyph *glyphs = ARENA_ARRAY(a, scene_glyph, COUNT);
    char *text = arena_alloc(a, COUNT + 1, 1);
    double *got = ARENA_ARRAY(a, double, COUNT);
    memset(text, 'c', COUNT);
    for (size_t s = 0; s < 2 * sizeof sizes / sizeof *sizes; s++) {
        len size = sizes[s / 2];
        int32_t excess = s % 2 == 0 ? 0 : 777;
        for (uint32_t i = 0; i < COUNT; i++)
            glyphs[i] = (scene_glyph){3, 85333 + (i % 7 == 0 ? 1234 : excess), 0, 0, i};
        scene_op op = run(0, 0, 0, text, glyphs);
        op.glyphs.size = size;
        buf out = {.memory = a};
        scene_page page = {600 * LEN_PT, 800 * LEN_PT, &op, 1};
        pdf_page_content(&(pdf_sheet){.page = &page}, &all, &out);
        buf_byte(&out, '\0');
        assert_true((strstr(out.at, "Tc") != NULL) == (s % 2 == 1));
        assert_int_equal(positions(out.at, (double)size / LEN_PT, got, COUNT), COUNT);
        int64_t wanted = 0;
        for (uint32_t i = 0; i < COUNT; i++) {
            double off = (got[i] - (double)wanted / EM) * size / LEN_PT;
            assert_true(off < 0.01 && off > -0.01);
            wanted += glyphs[i].advance;
        }
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_page),
        cmocka_unit_test(far_moves),
        cmocka_unit_test(plain_runs),
        cmocka_unit_test(advances_and_offsets),
        cmocka_unit_test(common_spacing),
        cmocka_unit_test(turned_runs),
        cmocka_unit_test(other_texts_are_said),
        cmocka_unit_test(rules_are_one_path),
        cmocka_unit_test(shapes_are_filled_with_the_rules),
        cmocka_unit_test(a_mark_at_a_cluster_end_is_said_with_what_follows),
        cmocka_unit_test(positions_do_not_drift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
