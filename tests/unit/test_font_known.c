/* What a shaper remembers is what HarfBuzz says of the face, asked once or often, in one thread or
 * in two. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <hb-ot.h>
#include <pthread.h>

#include "font/font.h"

enum { EM = 256000, CHARACTERS = 0x32000, INK_GLYPHS = 600 };

#define NOTO "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define UMING "/usr/share/fonts/truetype/arphic/uming.ttc"

static const font_alias aliases[] = {
    {.path = {NOTO, sizeof NOTO - 1}, .index = 2},
    {.path = {UMING, sizeof UMING - 1}, .index = 0},
};
static const font_role roles[] = {
    {.name = {"noto", 4}, .aliases = aliases, .count = 1, .preferred = 1},
    {.name = {"uming", 5}, .aliases = aliases + 1, .count = 1, .preferred = 1},
};
static const font_map map = {roles, 2, NULL, 0};

/* A face, as the book has it and as HarfBuzz alone has it. */
typedef struct pair {
    fonts *book;
    uint32_t face, step;
    hb_font_t *plain;
    uint32_t glyphs, wrong;
} pair;

static void compare(pair *p, uint32_t cp)
{
    hb_font_t *shaper = fonts_shaper(p->book, p->face, EM);
    hb_codepoint_t a = 0, b = 0;
    bool has = hb_font_get_nominal_glyph(shaper, cp, &a);
    p->wrong += has != (bool)hb_font_get_nominal_glyph(p->plain, cp, &b) || a != b;
    if (!has)
        return;
    p->glyphs++;
    p->wrong += hb_font_get_glyph_h_advance(shaper, a) != hb_font_get_glyph_h_advance(p->plain, a);
}

/* Each character twice in a row, and all of them twice. */
static void *compare_all(void *context)
{
    pair *p = context;
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < CHARACTERS; i++) {
            uint32_t cp = i * p->step % CHARACTERS;
            compare(p, cp);
            compare(p, cp);
        }
    return NULL;
}

static pair open_pair(fonts *book, int role, diags *d, uint32_t step)
{
    pair p = {.book = book, .face = fonts_role_face(book, role, d), .step = step};
    p.plain = hb_font_create(hb_font_get_face(fonts_shaper(book, p.face, EM)));
    hb_ot_font_set_funcs(p.plain);
    hb_font_set_scale(p.plain, EM, EM);
    return p;
}

static void glyphs_and_advances_are_harfbuzzs_own(void **state)
{
    (void)state;
    for (int role = 0; role < 2; role++) {
        arena *a = arena_new(NULL);
        diags *d = diags_new(a);
        fonts *book = fonts_open(&map, &(font_options){0}, d);
        /* Two threads that meet every character in another order. */
        pair one = open_pair(book, role, d, 1), two = open_pair(book, role, d, 4099);
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, compare_all, &two), 0);
        compare_all(&one);
        pthread_join(thread, NULL);
        assert_int_equal(one.wrong + two.wrong, 0);
        assert_true(one.glyphs > 4 * 10000 && one.glyphs == two.glyphs);
        hb_font_destroy(one.plain);
        hb_font_destroy(two.plain);
        fonts_free(book);
        arena_free(a);
    }
}

static void ink_is_where_the_outline_is(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    fonts *book = fonts_open(&map, &(font_options){0}, d);
    pair p = open_pair(book, 0, d, 1);
    for (uint32_t gid = 0; gid < INK_GLYPHS; gid++)
        for (int round = 0; round < 2; round++) {
            hb_glyph_extents_t box = {0};
            hb_font_get_glyph_extents(p.plain, gid, &box);
            font_ink ink = fonts_ink(book, p.face, EM, gid);
            assert_int_equal(ink.left, box.x_bearing);
            assert_int_equal(ink.right, box.x_bearing + box.width);
        }
    hb_font_destroy(p.plain);
    fonts_free(book);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glyphs_and_advances_are_harfbuzzs_own),
        cmocka_unit_test(ink_is_where_the_outline_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
