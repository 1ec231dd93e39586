#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "font/font_int.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

static void put16(buf *b, uint32_t v)
{
    buf_byte(b, (char)(v >> 8));
    buf_byte(b, (char)v);
}

typedef struct name {
    uint32_t platform, encoding, language, id;
    str bytes;
} name;

/* A face with nothing but a name table. */
static hb_face_t *named_face(arena *a, const name *names, uint32_t count)
{
    buf table = {.memory = a}, strings = {.memory = a};
    put16(&table, 0);
    put16(&table, count);
    put16(&table, 6 + 12 * count);
    for (uint32_t i = 0; i < count; i++) {
        put16(&table, names[i].platform);
        put16(&table, names[i].encoding);
        put16(&table, names[i].language);
        put16(&table, names[i].id);
        put16(&table, (uint32_t)names[i].bytes.n);
        put16(&table, (uint32_t)strings.n);
        buf_add(&strings, names[i].bytes);
    }
    buf_add(&table, buf_str(&strings));
    hb_face_t *face = hb_face_builder_create();
    hb_blob_t *blob = hb_blob_create(
        table.at, (unsigned)table.n, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(face, HB_TAG('n', 'a', 'm', 'e'), blob);
    hb_blob_destroy(blob);
    return face;
}

static void names_of_every_language_are_read(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    const name names[] = {
        {1, 0, 0, 1, STR("FZXiaoBiaoSong")},
        {1, 25, 33, 1, STR("\xB7\xC2\xCB\xCE_GB2312")}, /* 仿宋_GB2312 as GB bytes */
        {3, 1, 0x804, 1, STR("\x5B\x8B\x4F\x53")}, /* 宋体 as UTF-16 */
        {3, 1, 0x409, 1, STR("\0S\0i\0m\0S\0u\0n")},
        {3, 3, 0x804, 4, STR("\xBF\xAC\xCC\xE5\0A")}, /* 楷体A as padded GB pairs */
        {3, 1, 0x409, 2, STR("\0B\0o\0o\0k")},
        {3, 10, 0x804, 16, STR("\xD8\x40\xDC\x0B")}, /* 𠀋, beyond the BMP */
        {3, 1, 0x409, 5, STR("\0x")},
    };
    hb_face_t *face = named_face(a, names, 8);
    font_names read;
    font_names_read(face, a, &read);
    assert_int_equal(read.families.count, 5);
    assert_true(font_name_in(&read.families, STR("fzxiaobiaosong")));
    assert_true(font_name_in(&read.families, STR("仿宋_gb2312")));
    assert_true(font_name_in(&read.families, STR("宋体")));
    assert_true(font_name_in(&read.families, STR("SIMSUN")));
    assert_true(font_name_in(&read.families, STR("𠀋")));
    assert_true(font_name_in(&read.full, STR("楷体A")));
    assert_false(font_name_in(&read.families, STR("宋")));
    assert_true(str_eq(read.style, STR("Book")));
    /* English is shown before Chinese. */
    assert_true(str_eq(read.family, STR("FZXiaoBiaoSong")));
    hb_face_destroy(face);
    arena_free(a);
}

static char *tag_in(char *at, size_t n, const char *tag)
{
    for (size_t i = 0; i + 4 <= n; i++)
        if (memcmp(at + i, tag, 4) == 0)
            return at + i;
    fail();
    return NULL;
}

static void a_refused_face_is_not_handed_out(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    str whole;
    assert_true(io_read(a, DEJAVU, 16u << 20, (mark){0}, &whole, diags_new(a)));
    char *cut = arena_alloc(a, whole.n, 1);
    memcpy(cut, whole.at, whole.n);
    char *tag = tag_in(cut, 1000, "glyf");
    tag[0] = 'x';
    char path[] = "/tmp/jxb-test-XXXXXX";
    close(mkstemp(path));
    assert_true(io_write(path, (str){cut, whole.n}, diags_new(a)));
    hb_face_t *face = hb_face_get_empty();
    assert_string_equal(font_file_open(path, 0, &face), "没有轮廓（可能是点阵或彩色字体）");
    assert_null(face);
    unlink(path);
    arena_free(a);
}

static void a_broken_name_table_gives_what_is_whole(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    const name names[] = {{3, 1, 0x409, 1, STR("\0A")}, {3, 1, 0x409, 2, STR("\0B")}};
    hb_face_t *whole = named_face(a, names, 2);
    hb_blob_t *blob = hb_face_reference_table(whole, HB_TAG('n', 'a', 'm', 'e'));
    for (unsigned n = 0; n <= hb_blob_get_length(blob); n++) {
        hb_face_t *face = hb_face_builder_create();
        hb_blob_t *part = hb_blob_create_sub_blob(blob, 0, n);
        hb_face_builder_add_table(face, HB_TAG('n', 'a', 'm', 'e'), part);
        font_names read;
        font_names_read(face, a, &read);
        assert_int_equal(read.families.count, n >= 32);
        hb_blob_destroy(part);
        hb_face_destroy(face);
    }
    hb_blob_destroy(blob);
    hb_face_destroy(whole);
    arena_free(a);
}

static font_candidate candidate(arena *a, const char *style, uint32_t weight)
{
    font_candidate c = {.path = str_of(style), .look = {weight, 5, false}};
    *VEC_PUSH(a, &c.names.families) = STR("Song");
    *VEC_PUSH(a, &c.names.styles) = str_of(style);
    return c;
}

static str answer(arena *a, const char *style, const font_candidate *list, uint32_t count)
{
    font_wish w;
    font_wish_make(&w, STR("song"), str_of(style));
    font_wishes all = {a, &w, 1, 0};
    for (uint32_t i = 0; i < count; i++)
        font_offer(&all, &list[i]);
    return w.path;
}

static void the_nearest_style_answers_an_empty_wish(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    font_candidate list[] = {candidate(a, "Bold", 700), candidate(a, "Medium", 500),
        candidate(a, "Regular", 400), candidate(a, "Light", 300)};
    assert_true(str_eq(answer(a, "", list, 4), STR("Regular")));
    assert_true(str_eq(answer(a, "", list, 2), STR("Medium")));
    assert_true(str_eq(answer(a, "", list, 1), STR("Bold")));
    arena_free(a);
}

static void a_stated_style_must_be_there(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    font_candidate list[] = {candidate(a, "Bold", 700), candidate(a, "粗宋", 700),
        candidate(a, "SemiBold", 600), candidate(a, "Regular", 400)};
    *VEC_PUSH(a, &list[2].names.styles) = STR("Regular"); /* its legacy style */
    assert_true(str_eq(answer(a, "bold", list, 4), STR("Bold")));
    assert_true(str_eq(answer(a, "粗宋", list, 4), STR("粗宋")));
    assert_true(str_eq(answer(a, "Regular", list, 4), STR("Regular")));
    assert_int_equal(answer(a, "Regular", list, 3).n, 0);
    assert_int_equal(answer(a, "Bold Italic", list, 4).n, 0);
    assert_true(str_eq(answer(a, "DemiBold", list, 4), STR("SemiBold")));
    arena_free(a);
}

static void a_variable_face_answers_only_for_its_default(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    font_candidate thin = candidate(a, "ExtraLight", 200), regular = candidate(a, "Regular", 400);
    thin.variable = regular.variable = true;
    assert_int_equal(answer(a, "", &thin, 1).n, 0);
    assert_true(str_eq(answer(a, "", &regular, 1), STR("Regular")));
    assert_true(str_eq(answer(a, "ExtraLight", &thin, 1), STR("ExtraLight")));
    arena_free(a);
}

static void an_earlier_shelf_stands(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    font_candidate list[] = {candidate(a, "Medium", 500), candidate(a, "Regular", 400)};
    font_wish w;
    font_wish_make(&w, STR("Song"), STR(""));
    font_offer(&(font_wishes){a, &w, 1, 0}, &list[0]);
    font_offer(&(font_wishes){a, &w, 1, 1}, &list[1]);
    assert_true(str_eq(w.path, STR("Medium")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_every_language_are_read),
        cmocka_unit_test(a_refused_face_is_not_handed_out),
        cmocka_unit_test(a_broken_name_table_gives_what_is_whole),
        cmocka_unit_test(the_nearest_style_answers_an_empty_wish),
        cmocka_unit_test(a_stated_style_must_be_there),
        cmocka_unit_test(a_variable_face_answers_only_for_its_default),
        cmocka_unit_test(an_earlier_shelf_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
