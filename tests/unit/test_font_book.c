#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <hb.h>
#include <pthread.h>

#include "font/font.h"

#define NOTO "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define UMING "/usr/share/fonts/truetype/arphic/uming.ttc"
#define DEJAVU_FOLDER "/usr/share/fonts/truetype/dejavu"
#define DEJAVU DEJAVU_FOLDER "/DejaVuSans.ttf"

static const font_alias NOTO_SC = {.path = {NOTO, sizeof NOTO - 1}, .index = 2};
static const font_alias UMING_CN = {.path = {UMING, sizeof UMING - 1}, .index = 0};
static const font_alias DEJAVU_SANS = {.path = {DEJAVU, sizeof DEJAVU - 1}, .index = 0};

typedef struct bench {
    arena *memory;
    diags *d;
    fonts *f;
} bench;

static bench open_with(const font_map *map, const font_options *options)
{
    bench b = {.memory = arena_new(NULL)};
    b.d = diags_new(b.memory);
    b.f = fonts_open(map, options, b.d);
    return b;
}

static bench open_role(const font_alias *aliases, uint32_t count, uint32_t preferred)
{
    bench b = {.memory = arena_new(NULL)};
    font_role *role = ARENA_NEW(b.memory, font_role);
    *role = (font_role){.name = STR("宋体"),
        .aliases = aliases,
        .count = count,
        .preferred = preferred,
        .package = STR("fonts-noto-cjk")};
    font_map *map = ARENA_NEW(b.memory, font_map);
    *map = (font_map){.roles = role, .role_count = 1};
    b.d = diags_new(b.memory);
    b.f = fonts_open(map, &(font_options){0}, b.d);
    return b;
}

static void end(bench b)
{
    fonts_free(b.f);
    arena_free(b.memory);
}

static void assert_str(str s, const char *expected)
{
    arena *a = arena_new(NULL);
    assert_string_equal(str_z(a, s), expected);
    arena_free(a);
}

static void assert_said(const bench *b, diag_code code, const char *part)
{
    for (size_t i = 0; i < diags_count(b->d); i++)
        if (diags_at(b->d, i)->code == code &&
            str_search(diags_at(b->d, i)->message, str_of(part), 0) != SIZE_MAX)
            return;
    fail_msg("no %s with “%s”", diag_name(code), part);
}

static void facts_of_a_cff_collection(void **state)
{
    (void)state;
    bench b = open_role(&NOTO_SC, 1, 1);
    uint32_t face = fonts_role_face(b.f, 0, b.d);
    const font_facts *facts = fonts_facts(b.f, face);
    assert_str(facts->family, "Noto Serif CJK SC");
    assert_str(facts->style, "Regular");
    assert_str(facts->postscript_name, "NotoSerifCJKsc-Regular");
    assert_int_equal(facts->index, 2);
    assert_int_equal(facts->units_per_em, 1000);
    assert_int_equal(facts->glyph_count, 65535);
    assert_int_equal(facts->outlines, FONT_CFF);
    assert_true(facts->cid_keyed);
    assert_true(facts->embeddable);
    assert_int_equal(facts->ascent, 880);
    assert_int_equal(facts->descent, -120);
    assert_int_equal(facts->weight, 400);
    assert_int_equal(facts->italic_angle, 0);
    assert_in_range(facts->cap_height, 650, 760);
    assert_true(facts->real_ascent > facts->ascent && facts->real_descent < facts->descent);
    assert_int_equal(diags_count(b.d), 0);
    end(b);
}

static void facts_of_a_truetype_collection(void **state)
{
    (void)state;
    bench b = open_role(&UMING_CN, 1, 1);
    const font_facts *facts = fonts_facts(b.f, fonts_role_face(b.f, 0, b.d));
    assert_str(facts->family, "AR PL UMing CN");
    assert_str(facts->style, "Light");
    assert_int_equal(facts->outlines, FONT_TRUETYPE);
    assert_false(facts->cid_keyed);
    assert_int_equal(facts->ascent - facts->descent, facts->units_per_em);
    assert_true(facts->embeddable);
    assert_true(facts->box[2] > facts->box[0] && facts->box[3] > facts->box[1]);
    end(b);
}

static void the_first_alias_that_is_present_is_the_face(void **state)
{
    (void)state;
    const font_alias aliases[] = {{.family = STR("方正小标宋_GBK")}, UMING_CN, NOTO_SC};
    bench b = open_role(aliases, 3, 1);
    uint32_t face = fonts_role_face(b.f, 0, b.d);
    assert_str(fonts_facts(b.f, face)->family, "AR PL UMing CN");
    assert_int_equal(diags_count(b.d), 1);
    assert_said(&b, DIAG_FONT_SUBSTITUTE, "没有“宋体”的首选字体，改用 AR PL UMing CN Light");
    assert_int_equal(fonts_role_face(b.f, 0, b.d), face);
    assert_int_equal(diags_count(b.d), 1);
    /* Another document of the batch is told too. */
    diags *other = diags_new(b.memory);
    assert_int_equal(fonts_role_face(b.f, 0, other), face);
    assert_int_equal(diags_count(other), 1);
    assert_int_equal(fonts_role(b.f, STR("宋体")), 0);
    assert_int_equal(fonts_role(b.f, STR("楷体")), -1);
    end(b);
}

static void a_preferred_alias_is_no_substitution(void **state)
{
    (void)state;
    const font_alias aliases[] = {{.family = STR("SimSun")}, UMING_CN, NOTO_SC};
    bench b = open_role(aliases, 3, 2);
    assert_true(fonts_role_face(b.f, 0, b.d) != FONT_FACE_NONE);
    assert_int_equal(diags_count(b.d), 0);
    end(b);
}

static void a_role_without_a_face_is_an_error(void **state)
{
    (void)state;
    const font_alias aliases[] = {{.family = STR("仿宋_GB2312")}, {.family = STR("FandolFang")}};
    bench b = open_role(aliases, 2, 1);
    assert_int_equal(fonts_role_face(b.f, 0, b.d), FONT_FACE_NONE);
    assert_int_equal(fonts_role_face(b.f, 0, b.d), FONT_FACE_NONE);
    assert_int_equal(diags_errors(b.d), 1);
    assert_said(&b, DIAG_FONT_ROLE, "试过：仿宋_GB2312、FandolFang");
    assert_true(str_search(diags_at(b.d, 0)->hint, STR("fonts-noto-cjk"), 0) != SIZE_MAX);
    end(b);
}

static void a_folder_answers_by_family_and_style(void **state)
{
    (void)state;
    const char *folders[] = {DEJAVU_FOLDER};
    const font_alias plain[] = {{.family = STR("dejavu sans")}};
    const font_alias bold[] = {
        {.family = STR("DejaVu Sans"), .style = STR("SemiBold")}, /* not there: no near enough */
        {.family = STR("DejaVu Sans"), .style = STR("Bold")}};
    const font_alias narrow[] = {{.family = STR("DejaVu Sans Condensed Bold Oblique")}};
    const font_alias slanted[] = {{.family = STR("DejaVu Serif"), .style = STR("Bold Italic")}};
    const font_role roles[] = {{STR("甲"), plain, 1, 1}, {STR("乙"), bold, 2, 2},
        {STR("丙"), narrow, 1, 1}, {STR("丁"), slanted, 1, 1}};
    const char *expected[] = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf",
        "DejaVuSansCondensed-BoldOblique.ttf", "DejaVuSerif-BoldItalic.ttf"};
    const font_map map = {roles, 4, NULL, 0};
    const font_options options = {folders, 1, false};
    bench b = open_with(&map, &options);
    for (int r = 0; r < 4; r++) {
        str path = fonts_facts(b.f, fonts_role_face(b.f, r, b.d))->path;
        assert_str(path, (const char *)io_join(b.memory, STR(DEJAVU_FOLDER), str_of(expected[r])));
    }
    assert_int_equal(diags_count(b.d), 0);
    end(b);
}

/* A folder with a link to one face, two levels down. */
static void make_folder(char *folder, const char *target, const char *name)
{
    char path[256];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/deep", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/deep/%s", folder, name);
    assert_int_equal(symlink(target, path), 0);
}

static void remove_folder(const char *folder, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/deep/%s", folder, name);
    unlink(path);
    snprintf(path, sizeof path, "%s/deep", folder);
    rmdir(path);
    rmdir(folder);
}

static void a_folder_wins_over_installed_faces(void **state)
{
    (void)state;
    char folder[] = "/tmp/jxb-font-XXXXXX";
    make_folder(folder, DEJAVU, "OWN.TTF");
    const char *folders[] = {folder};
    const font_alias own[] = {{.family = STR("DejaVu Sans")}};
    const font_alias installed[] = {{.family = STR("No Such Face")},
        {.family = STR("Noto Serif CJK SC")}, {.family = STR("DejaVu Sans")}};
    const font_role roles[] = {{STR("甲"), own, 1, 1}, {STR("乙"), installed, 3, 3}};
    const font_map map = {roles, 2, NULL, 0};
    const font_options options = {folders, 1, true};
    bench b = open_with(&map, &options);
    str path = fonts_facts(b.f, fonts_role_face(b.f, 0, b.d))->path;
    assert_true(str_starts(path, str_of(folder)));
    /* fontconfig would have given some face for No Such Face. */
    path = fonts_facts(b.f, fonts_role_face(b.f, 1, b.d))->path;
    assert_str(path, NOTO);
    assert_int_equal(diags_count(b.d), 0);
    end(b);
    remove_folder(folder, "OWN.TTF");
}

static void characters_fall_back_one_by_one(void **state)
{
    (void)state;
    const font_alias own[] = {DEJAVU_SANS};
    const font_alias rest[] = {UMING_CN, NOTO_SC};
    const font_role roles[] = {{STR("宋体"), own, 1, 1}};
    const font_map map = {roles, 1, rest, 2};
    bench b = open_with(&map, &(font_options){0});
    uint32_t a = fonts_face_for(b.f, 0, 'A', 0), han = fonts_face_for(b.f, 0, 0x7EE9, 0);
    assert_int_equal(a, fonts_role_face(b.f, 0, b.d));
    assert_str(fonts_facts(b.f, han)->family, "AR PL UMing CN");
    /* 𫍯 is in Noto alone. */
    uint32_t rare = fonts_face_for(b.f, 0, 0x2B36F, 0);
    assert_str(fonts_facts(b.f, rare)->family, "Noto Serif CJK SC");
    assert_int_equal(fonts_face_for(b.f, 0, 0x10FFFD, 0), FONT_FACE_NONE);
    assert_true(fonts_glyph(b.f, han, 0x7EE9, 0) != 0);
    assert_int_equal(fonts_glyph(b.f, a, 0x7EE9, 0), 0);
    assert_str(fonts_tried(b.f, b.memory, 0),
        "宋体 DejaVu Sans Book、AR PL UMing CN Light、Noto Serif CJK SC");
    assert_in_range(rare, 0, fonts_face_count(b.f) - 1);
    end(b);
}

static void a_variation_goes_to_the_face_that_has_it(void **state)
{
    (void)state;
    const font_alias aliases[] = {UMING_CN, NOTO_SC};
    bench b = open_role(aliases, 2, 2);
    /* Noto has the comma's standardised variants; UMing has the comma only. */
    uint32_t face = fonts_face_for(b.f, 0, 0xFF0C, 0xFE00);
    assert_str(fonts_facts(b.f, face)->family, "Noto Serif CJK SC");
    assert_true(fonts_glyph(b.f, face, 0xFF0C, 0xFE00) != 0);
    /* Nobody has a variant of this one: the character itself decides. */
    face = fonts_face_for(b.f, 0, 0x7EE9, 0xFE00);
    assert_str(fonts_facts(b.f, face)->family, "AR PL UMing CN");
    assert_int_equal(fonts_glyph(b.f, face, 0x7EE9, 0xFE00), 0);
    end(b);
}

static void the_same_file_is_one_face(void **state)
{
    (void)state;
    const char *folders[] = {DEJAVU_FOLDER};
    const font_alias path[] = {DEJAVU_SANS}, family[] = {{.family = STR("DejaVu Sans")}};
    const font_role roles[] = {{STR("甲"), path, 1, 1}, {STR("乙"), family, 1, 1}};
    const font_map map = {roles, 2, path, 1};
    bench b = open_with(&map, &(font_options){folders, 1, false});
    uint32_t face = fonts_role_face(b.f, 0, b.d);
    assert_int_equal(fonts_role_face(b.f, 1, b.d), face);
    assert_int_equal(fonts_face_count(b.f), 2);
    end(b);
}

static void shapers_are_scaled_and_kept(void **state)
{
    (void)state;
    bench b = open_role(&NOTO_SC, 1, 1);
    uint32_t face = fonts_role_face(b.f, 0, b.d);
    hb_font_t *font = fonts_shaper(b.f, face, 256000);
    assert_ptr_equal(fonts_shaper(b.f, face, 256000), font);
    assert_true(fonts_shaper(b.f, face, 1000) != font);
    assert_true(hb_font_is_immutable(font));
    uint32_t gid = fonts_glyph(b.f, face, 0x7EE9, 0);
    assert_int_equal(hb_font_get_glyph_h_advance(font, gid), 256000);
    assert_int_equal(hb_font_get_glyph_h_advance(fonts_shaper(b.f, face, 1000), gid), 1000);
    end(b);
}

static void refused(const font_alias *alias, const char *reason)
{
    bench b = open_role(alias, 1, 1);
    assert_null(b.f);
    assert_int_equal(diags_errors(b.d), 1);
    assert_said(&b, DIAG_FONT_FILE, reason);
    end(b);
}

static void a_named_file_that_is_no_font_is_an_error(void **state)
{
    (void)state;
    refused(&(font_alias){.path = STR("/no/such/file.ttf")}, "没有这个文件");
    refused(&(font_alias){.path = STR("/usr/share/fonts")}, "这是文件夹");
    refused(&(font_alias){.path = STR(JXB_SOURCE_DIR "/CMakeLists.txt")}, "不是 TrueType");
    refused(&(font_alias){.path = STR(NOTO), .index = 9}, "没有这个序号");
    refused(&(font_alias){.path = STR("/usr/share/fonts/X11/Type1/P052-Bold.pfb")},
        access("/usr/share/fonts/X11/Type1/P052-Bold.pfb", R_OK) == 0 ? "不是 TrueType"
                                                                      : "没有这个文件");
}

static void broken_files_in_a_folder_are_passed_over(void **state)
{
    (void)state;
    char folder[] = "/tmp/jxb-font-XXXXXX";
    make_folder(folder, JXB_SOURCE_DIR "/CMakeLists.txt", "bad.otf");
    const char *folders[] = {folder, DEJAVU_FOLDER};
    const font_alias own[] = {{.family = STR("DejaVu Sans")}};
    const font_role roles[] = {{STR("甲"), own, 1, 1}};
    const font_map map = {roles, 1, NULL, 0};
    bench b = open_with(&map, &(font_options){folders, 2, false});
    assert_str(fonts_facts(b.f, fonts_role_face(b.f, 0, b.d))->path, DEJAVU);
    end(b);
    remove_folder(folder, "bad.otf");
    folders[1] = "/no/such/folder";
    b = open_with(&map, &(font_options){folders, 2, false});
    assert_null(b.f);
    assert_said(&b, DIAG_FONT_FOLDER, "/no/such/folder");
    end(b);
}

static void a_map_must_make_sense(void **state)
{
    (void)state;
    const font_alias empty[] = {{.style = STR("Bold")}}, fine[] = {UMING_CN};
    const font_role roles[] = {{STR("甲"), empty, 1, 1}, {STR("甲"), fine, 1, 1},
        {STR("乙"), fine, 0, 0}, {STR(""), fine, 1, 1}};
    const font_map map = {roles, 4, NULL, 0};
    bench b = open_with(&map, &(font_options){0});
    assert_null(b.f);
    assert_int_equal(diags_errors(b.d), 4);
    assert_said(&b, DIAG_FONT_MAP, "“甲”重复");
    assert_said(&b, DIAG_FONT_MAP, "“乙”没有字体");
    end(b);
}

typedef struct asking {
    fonts *book;
    uint32_t faces[64];
    uint32_t glyphs[64];
    struct hb_font_t *shaper;
} asking;

static void *ask(void *context)
{
    asking *o = context;
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t cp = i % 3 == 0 ? 'A' + i / 3 : i % 3 == 1 ? 0x4E00 + i : 0x2B36F;
        o->faces[i] = fonts_face_for(o->book, 0, cp, 0);
        o->glyphs[i] = fonts_glyph(o->book, o->faces[i], cp, 0);
    }
    o->shaper = fonts_shaper(o->book, o->faces[2], 256000);
    return NULL;
}

static void threads_get_the_same_answers(void **state)
{
    (void)state;
    const font_alias aliases[] = {DEJAVU_SANS, UMING_CN, NOTO_SC};
    for (int round = 0; round < 8; round++) {
        bench b = open_role(aliases, 3, 3);
        asking one = {.book = b.f}, two = {.book = b.f};
        pthread_t a, c;
        assert_int_equal(pthread_create(&a, NULL, ask, &one), 0);
        assert_int_equal(pthread_create(&c, NULL, ask, &two), 0);
        pthread_join(a, NULL);
        pthread_join(c, NULL);
        assert_memory_equal(one.faces, two.faces, sizeof one.faces);
        assert_memory_equal(one.glyphs, two.glyphs, sizeof one.glyphs);
        assert_ptr_equal(one.shaper, two.shaper);
        end(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_of_a_cff_collection),
        cmocka_unit_test(facts_of_a_truetype_collection),
        cmocka_unit_test(the_first_alias_that_is_present_is_the_face),
        cmocka_unit_test(a_preferred_alias_is_no_substitution),
        cmocka_unit_test(a_role_without_a_face_is_an_error),
        cmocka_unit_test(a_folder_answers_by_family_and_style),
        cmocka_unit_test(a_folder_wins_over_installed_faces),
        cmocka_unit_test(characters_fall_back_one_by_one),
        cmocka_unit_test(a_variation_goes_to_the_face_that_has_it),
        cmocka_unit_test(the_same_file_is_one_face),
        cmocka_unit_test(shapers_are_scaled_and_kept),
        cmocka_unit_test(a_named_file_that_is_no_font_is_an_error),
        cmocka_unit_test(broken_files_in_a_folder_are_passed_over),
        cmocka_unit_test(a_map_must_make_sense),
        cmocka_unit_test(threads_get_the_same_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
