#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <pthread.h>

#include "font/font_int.h"

#include FT_CID_H
#include FT_OUTLINE_H

#define NOTO "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define UMING "/usr/share/fonts/truetype/arphic/uming.ttc"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
#define NIMBUS "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf"

typedef struct bench {
    arena *memory;
    diags *d;
    fonts *f;
    uint32_t face;
    FT_Library library;
    FT_Face original;
} bench;

static bench open_path(const char *path, uint32_t index)
{
    bench b = {.memory = arena_new(NULL)};
    font_alias *alias = ARENA_NEW(b.memory, font_alias);
    *alias = (font_alias){.path = str_of(path), .index = index};
    font_role *role = ARENA_NEW(b.memory, font_role);
    *role = (font_role){.name = STR("宋体"), .aliases = alias, .count = 1, .preferred = 1};
    font_map *map = ARENA_NEW(b.memory, font_map);
    *map = (font_map){.roles = role, .role_count = 1};
    b.d = diags_new(b.memory);
    b.f = fonts_open(map, &(font_options){0}, b.d);
    assert_non_null(b.f);
    b.face = fonts_role_face(b.f, 0, b.d);
    assert_int_equal(FT_Init_FreeType(&b.library), 0);
    assert_int_equal(FT_New_Face(b.library, path, (FT_Long)index, &b.original), 0);
    return b;
}

static void end(bench b)
{
    FT_Done_Face(b.original);
    FT_Done_FreeType(b.library);
    fonts_free(b.f);
    arena_free(b.memory);
}

static int gid_order(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The glyphs of a text, ascending, each once. */
static uint32_t gids_of(const bench *b, str text, uint32_t *gids)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t gid = fonts_glyph(b->f, b->face, utf8_next(text, &i), 0);
        assert_true(gid != 0);
        gids[count++] = gid;
    }
    qsort(gids, count, sizeof *gids, gid_order);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || gids[kept - 1] != gids[i])
            gids[kept++] = gids[i];
    return kept;
}

/* Opened by itself FreeType takes a code of a CID-keyed CFF for a CID, as a viewer does. */
static void same_glyph(FT_Face original, uint32_t gid, FT_Face program, uint32_t code)
{
    assert_int_equal(FT_Load_Glyph(original, gid, FT_LOAD_NO_SCALE), 0);
    FT_Outline a;
    FT_Library library = original->glyph->library;
    const FT_Outline *from = &original->glyph->outline;
    assert_int_equal(FT_Outline_New(library, (FT_UInt)from->n_points, from->n_contours, &a), 0);
    assert_int_equal(FT_Outline_Copy(from, &a), 0);
    FT_Pos advance = original->glyph->metrics.horiAdvance;
    assert_int_equal(FT_Load_Glyph(program, code, FT_LOAD_NO_SCALE), 0);
    const FT_Outline *b = &program->glyph->outline;
    assert_int_equal(b->n_points, a.n_points);
    assert_int_equal(b->n_contours, a.n_contours);
    for (int i = 0; i < a.n_points; i++) {
        assert_int_equal(b->points[i].x, a.points[i].x);
        assert_int_equal(b->points[i].y, a.points[i].y);
    }
    assert_int_equal(program->glyph->metrics.horiAdvance, advance);
    FT_Outline_Done(library, &a);
}

static void check(const bench *b, const uint32_t *gids, const font_subset *s)
{
    FT_Face program;
    assert_int_equal(FT_New_Memory_Face(b->library, (const FT_Byte *)s->program.at,
                         (FT_Long)s->program.n, 0, &program),
        0);
    assert_int_equal(program->units_per_EM, b->original->units_per_EM);
    for (uint32_t i = 0; i < s->count; i++) {
        same_glyph(b->original, gids[i], program, s->codes[i]);
        FT_Pos em = b->original->units_per_EM;
        assert_int_equal(
            s->widths[i], (b->original->glyph->metrics.horiAdvance * 1000 + em / 2) / em);
    }
    FT_Done_Face(program);
}

static font_subset subset_of(const bench *b, const char *text)
{
    uint32_t gids[256];
    uint32_t count = gids_of(b, str_of(text), gids);
    font_subset s;
    assert_true(fonts_subset(b->f, &(font_glyphs){b->face, gids, count}, b->memory, &s, b->d));
    assert_int_equal(s.count, count);
    check(b, gids, &s);
    return s;
}

#define TEXT "项目支出绩效目标表（2020年度）：数量指标≥95%，①质量。，；㎡℃"

static void a_cid_keyed_cff_keeps_its_cids(void **state)
{
    (void)state;
    bench b = open_path(NOTO, 2);
    uint32_t gids[256];
    uint32_t count = gids_of(&b, STR(TEXT), gids);
    font_subset s = subset_of(&b, TEXT);
    /* In Noto CJK the CID is the glyph id. */
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(s.codes[i], gids[i]);
    assert_int_equal(s.program.at[0], 1); /* a bare CFF, major version 1 */
    assert_true(s.program.n < 40000);
    assert_true(str_eq(s.registry, STR("Adobe")) && str_eq(s.ordering, STR("Identity")));
    assert_int_equal(s.supplement, 0);
    end(b);
}

/* The charset of a subset has CIDs that are not its glyph ids, as Adobe-GB1 faces have. FreeType is
 * the judge. */
static void cids_are_read_from_the_charset(void **state)
{
    (void)state;
    bench b = open_path(NOTO, 2);
    font_subset s = subset_of(&b, TEXT);
    font_cff cff;
    uint32_t gids[256];
    uint16_t cids[256];
    for (uint32_t i = 0; i < s.count; i++)
        gids[i] = i + 1;
    assert_true(font_cff_read(s.program, &cff));
    assert_true(cff.cid_keyed && str_eq(cff.ordering, STR("Identity")));
    assert_true(font_cff_cids(&cff, gids, s.count, cids));
    assert_memory_equal(cids, s.codes, s.count * sizeof *cids);
    gids[0] = s.count + 1;
    assert_false(font_cff_cids(&cff, gids, 1, cids) && cids[0] == 0);
    for (uint32_t gid = 1; gid < 65535; gid++) {
        FT_UInt cid = 0;
        assert_int_equal(FT_Get_CID_From_Glyph_Index(b.original, gid, &cid), 0);
        assert_true(font_cff_cids(&font_book_face(b.f, b.face)->cff, &gid, 1, cids));
        assert_int_equal(cids[0], cid);
    }
    end(b);
}

/* Charsets of the three formats: CIDs 5, 9, 10, 11 for glyphs 1 to 4. */
static void charsets_of_every_format(void **state)
{
    (void)state;
    const str charsets[] = {
        STR("\0\0\5\0\11\0\12\0\13"), STR("\1\0\5\0\0\11\2"), STR("\2\0\5\0\0\0\11\0\2")};
    const uint32_t gids[] = {1, 3, 4};
    const uint16_t expected[] = {5, 10, 11};
    for (size_t i = 0; i < 3; i++) {
        font_cff cff = {.cid_keyed = true, .charset = charsets[i]};
        uint16_t cids[3];
        assert_true(font_cff_cids(&cff, gids, 3, cids));
        assert_memory_equal(cids, expected, sizeof expected);
        assert_false(font_cff_cids(&cff, &(uint32_t){5}, 1, cids));
        cff.charset.n--;
        assert_false(font_cff_cids(&cff, gids, 3, cids));
    }
}

static void a_cut_or_spoilt_cff_does_no_harm(void **state)
{
    (void)state;
    bench b = open_path(NOTO, 2);
    font_subset s = subset_of(&b, "绩效");
    uint32_t gids[] = {1, 2};
    uint16_t cids[2];
    font_cff cff;
    for (size_t n = 0; n < s.program.n; n++) {
        char *copy = malloc(n + 1); /* of the exact size, for the sanitizer */
        memcpy(copy, s.program.at, n);
        if (font_cff_read((str){copy, n}, &cff) && cff.cid_keyed)
            font_cff_cids(&cff, gids, 2, cids);
        free(copy);
    }
    for (size_t i = 0; i < s.program.n && i < 300; i++)
        for (int value = 0; value < 256; value++) {
            char *copy = malloc(s.program.n);
            memcpy(copy, s.program.at, s.program.n);
            copy[i] = (char)value;
            if (font_cff_read((str){copy, s.program.n}, &cff) && cff.cid_keyed)
                font_cff_cids(&cff, gids, 2, cids);
            free(copy);
        }
    end(b);
}

static void truetype_is_renumbered(void **state)
{
    (void)state;
    bench b = open_path(UMING, 0);
    font_subset s = subset_of(&b, TEXT);
    for (uint32_t i = 0; i < s.count; i++)
        assert_true(s.codes[i] > (i == 0 ? 0 : s.codes[i - 1]));
    assert_memory_equal(s.program.at, "\0\1\0\0", 4);
    assert_true(s.program.n < 40000);
    assert_true(str_eq(s.ordering, STR("Identity")));
    end(b);
}

static void composite_glyphs_bring_their_parts(void **state)
{
    (void)state;
    bench b = open_path(DEJAVU, 0);
    subset_of(&b, "éÅǖ");
    end(b);
}

static void a_cff_without_cids_has_glyph_ids_as_codes(void **state)
{
    (void)state;
    if (access(NIMBUS, R_OK) != 0)
        skip();
    bench b = open_path(NIMBUS, 0);
    assert_false(fonts_facts(b.f, b.face)->cid_keyed);
    font_subset s = subset_of(&b, "Hamburgefonts é 2024");
    for (uint32_t i = 0; i < s.count; i++)
        assert_int_equal(s.codes[i], i + 1);
    assert_true(str_eq(s.ordering, STR("Identity")));
    end(b);
}

static void the_same_glyphs_give_the_same_bytes(void **state)
{
    (void)state;
    const char *paths[] = {NOTO, UMING};
    for (int i = 0; i < 2; i++) {
        bench one = open_path(paths[i], 0), two = open_path(paths[i], 0);
        font_subset a = subset_of(&one, TEXT), again = subset_of(&one, TEXT);
        font_subset b = subset_of(&two, TEXT);
        assert_true(str_eq(a.program, b.program));
        assert_true(str_eq(a.program, again.program));
        end(one);
        end(two);
    }
}

/* Glyph ids of every part of the face, ascending. */
static uint32_t some_gids(uint32_t glyphs, uint32_t *seed, uint32_t *gids)
{
    uint32_t count = 0;
    for (uint32_t i = 1; i < 300; i++) {
        *seed = *seed * 1664525 + 1013904223;
        if (*seed >> 31 == 0)
            gids[count++] = (uint32_t)((uint64_t)i * (glyphs - 1) / 300) + 1;
    }
    return count;
}

static void same_subset(const font_subset *a, const font_subset *b)
{
    assert_true(str_eq(a->program, b->program));
    assert_int_equal(a->glyph_count, b->glyph_count);
    assert_memory_equal(a->codes, b->codes, a->count * sizeof *a->codes);
    assert_memory_equal(a->widths, b->widths, a->count * sizeof *a->widths);
}

/* The batch face, once it serves, gives what the face itself gives, which a book opened anew uses.
 */
static void a_batch_face_gives_the_same_bytes(void **state)
{
    (void)state;
    const struct {
        const char *path;
        uint32_t index;
    } faces[] = {{NOTO, 2}, {NOTO, 0}, {UMING, 0}, {DEJAVU, 0}, {NIMBUS, 0}};
    for (size_t k = 0; k < sizeof faces / sizeof *faces; k++) {
        if (access(faces[k].path, R_OK) != 0)
            continue;
        bench many = open_path(faces[k].path, faces[k].index);
        font_batch *batch = &font_book_face(many.f, many.face)->batch;
        uint32_t gids[300], seed = 7, served = 0;
        for (int i = 0; i < 24; i++) {
            uint32_t count = some_gids(fonts_facts(many.f, many.face)->glyph_count, &seed, gids);
            uint64_t spent = batch->spent_all;
            font_glyphs glyphs = {many.face, gids, count};
            bench one = open_path(faces[k].path, faces[k].index);
            font_subset a, b;
            assert_true(fonts_subset(many.f, &glyphs, many.memory, &a, many.d));
            assert_true(fonts_subset(one.f, &glyphs, one.memory, &b, one.d));
            same_subset(&a, &b);
            served += batch->spent_all == spent;
            end(one);
        }
        assert_true(served >= 4 && served < 24);
        end(many);
    }
}

typedef struct making {
    bench *b;
    arena *memory;
    font_subset s;
    bool done;
} making;

static void *make(void *context)
{
    making *o = context;
    uint32_t gids[40];
    for (uint32_t i = 0; i < 40; i++)
        gids[i] = 100 + 7 * i;
    o->done = fonts_subset(
        o->b->f, &(font_glyphs){o->b->face, gids, 40}, o->memory, &o->s, diags_new(o->memory));
    return NULL;
}

static void threads_make_the_same_subset(void **state)
{
    (void)state;
    const char *paths[] = {NOTO, UMING};
    for (int i = 0; i < 2; i++) {
        bench b = open_path(paths[i], 0);
        making one = {&b, arena_new(NULL)}, two = {&b, arena_new(NULL)};
        pthread_t a, c;
        assert_int_equal(pthread_create(&a, NULL, make, &one), 0);
        assert_int_equal(pthread_create(&c, NULL, make, &two), 0);
        pthread_join(a, NULL);
        pthread_join(c, NULL);
        assert_true(one.done && two.done && str_eq(one.s.program, two.s.program));
        arena_free(one.memory);
        arena_free(two.memory);
        end(b);
    }
}

static void a_glyph_that_is_not_there_is_refused(void **state)
{
    (void)state;
    bench b = open_path(UMING, 0);
    font_subset s;
    uint32_t gid = fonts_facts(b.f, b.face)->glyph_count;
    assert_false(fonts_subset(b.f, &(font_glyphs){b.face, &gid, 1}, b.memory, &s, b.d));
    assert_int_equal(diags_errors(b.d), 1);
    assert_int_equal(diags_at(b.d, 0)->code, DIAG_FONT_EMBED);
    end(b);
}

/* A copy of DejaVu Sans with the bytes at table + offset overwritten. */
static void patch(char *path, const char *tag, size_t offset, const char *bytes, size_t n)
{
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    str file;
    assert_true(io_read(a, DEJAVU, 1 << 22, (mark){0}, &file, d));
    char *copy = str_z(a, file);
    size_t at = 0;
    for (uint32_t i = 0; i < font_u16(copy, 4); i++)
        if (memcmp(copy + 12 + i * 16, tag, 4) == 0)
            at = font_u16(copy, 12 + i * 16 + 8) << 16 | font_u16(copy, 12 + i * 16 + 10);
    assert_true(at != 0);
    memcpy(copy + at + offset, bytes, n);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, copy, file.n), (ssize_t)file.n);
    close(fd);
    arena_free(a);
}

static void a_face_that_forbids_embedding_is_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/jxb-font-XXXXXX";
    patch(path, "OS/2", 8, "\0\2", 2);
    bench b = open_path(path, 0);
    assert_false(fonts_facts(b.f, b.face)->embeddable);
    font_subset s;
    uint32_t gid = 40;
    assert_false(fonts_subset(b.f, &(font_glyphs){b.face, &gid, 1}, b.memory, &s, b.d));
    assert_true(str_search(diags_at(b.d, 0)->message, STR("DejaVuSans"), 0) != SIZE_MAX);
    end(b);
    unlink(path);
}

/* FreeType goes by the name; MingLiU's glyphs are put together by instructions. */
static void a_face_that_lives_by_its_instructions_keeps_them(void **state)
{
    (void)state;
    char path[] = "/tmp/jxb-font-XXXXXX";
    arena *a = arena_new(NULL);
    str file;
    assert_true(io_read(a, DEJAVU, 1 << 22, (mark){0}, &file, diags_new(a)));
    char *copy = str_z(a, file);
    const str name = STR("\0D\0e\0j\0a\0V\0u\0 "), tricky = STR("\0M\0i\0n\0g\0L\0i\0U");
    const str mac = STR("DejaVu "), tricky_mac = STR("MingLiU");
    for (size_t i = 0; i + name.n < file.n; i++) {
        if (memcmp(copy + i, name.at, name.n) == 0)
            memcpy(copy + i, tricky.at, tricky.n);
        if (memcmp(copy + i, mac.at, mac.n) == 0)
            memcpy(copy + i, tricky_mac.at, tricky_mac.n);
    }
    int fd = mkstemp(path);
    assert_int_equal(write(fd, copy, file.n), (ssize_t)file.n);
    close(fd);
    arena_free(a);
    bench b = open_path(path, 0), plain = open_path(DEJAVU, 0);
    font_subset kept, dropped;
    uint32_t gid = fonts_glyph(b.f, b.face, 'A', 0);
    assert_true(fonts_subset(b.f, &(font_glyphs){b.face, &gid, 1}, b.memory, &kept, b.d));
    assert_true(fonts_subset(
        plain.f, &(font_glyphs){plain.face, &gid, 1}, plain.memory, &dropped, plain.d));
    assert_true(str_search(kept.program, STR("fpgm"), 0) < 200);
    assert_int_equal(str_search(dropped.program, STR("fpgm"), 0), SIZE_MAX);
    end(b);
    end(plain);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cid_keyed_cff_keeps_its_cids),
        cmocka_unit_test(cids_are_read_from_the_charset),
        cmocka_unit_test(charsets_of_every_format),
        cmocka_unit_test(a_cut_or_spoilt_cff_does_no_harm),
        cmocka_unit_test(truetype_is_renumbered),
        cmocka_unit_test(composite_glyphs_bring_their_parts),
        cmocka_unit_test(a_cff_without_cids_has_glyph_ids_as_codes),
        cmocka_unit_test(the_same_glyphs_give_the_same_bytes),
        cmocka_unit_test(a_batch_face_gives_the_same_bytes),
        cmocka_unit_test(threads_make_the_same_subset),
        cmocka_unit_test(a_glyph_that_is_not_there_is_refused),
        cmocka_unit_test(a_face_that_lives_by_its_instructions_keeps_them),
        cmocka_unit_test(a_face_that_forbids_embedding_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
