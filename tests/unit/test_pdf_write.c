/*
 * Whole files, read by tools that share no code with src: qpdf, poppler, MuPDF, Ghostscript.
 * Runs are set glyph by glyph, as layout would for Han text.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pdf/pdf_int.h"

#define NOTO "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define UMING "/usr/share/fonts/truetype/arphic/uming.ttc"
#define A4_WIDTH 609562
#define A4_HEIGHT 862095

typedef struct bench {
    arena *memory;
    diags *d;
    fonts *f;
    uint32_t noto, uming;
    scene_builder *scene;
    char folder[64];
} bench;

static font_role role_of(arena *a, const char *path, uint32_t index)
{
    font_alias *alias = ARENA_NEW(a, font_alias);
    *alias = (font_alias){.path = str_of(path), .index = index};
    return (font_role){.name = str_of(path), .aliases = alias, .count = 1, .preferred = 1};
}

static bench begin(void)
{
    bench b = {.memory = arena_new(NULL), .folder = "/tmp/jxb-pdf-XXXXXX"};
    font_role *roles = ARENA_ARRAY(b.memory, font_role, 2);
    roles[0] = role_of(b.memory, NOTO, 2);
    roles[1] = role_of(b.memory, UMING, 0);
    font_map *map = ARENA_NEW(b.memory, font_map);
    *map = (font_map){.roles = roles, .role_count = 2};
    b.d = diags_new(b.memory);
    b.f = fonts_open(map, &(font_options){0}, b.d);
    assert_non_null(b.f);
    b.noto = fonts_role_face(b.f, 0, b.d);
    b.uming = fonts_role_face(b.f, 1, b.d);
    b.scene = scene_begin(b.memory, STR("绩效目标表 𠮷"), STR("zh-CN"));
    assert_non_null(mkdtemp(b.folder));
    return b;
}

static void end(bench *b)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", b->folder);
    assert_int_equal(system(command), 0);
    fonts_free(b->f);
    arena_free(b->memory);
}

/* A run of the text at (x, y), in points, a glyph for each character. */
static scene_op set_text(bench *b, uint32_t face, int x, int y, const char *text)
{
    str s = str_of(text);
    scene_glyph *glyphs = ARENA_ARRAY(b->memory, scene_glyph, s.n);
    uint32_t count = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t cluster = (uint32_t)i;
        uint32_t cp = utf8_next(s, &i);
        uint32_t gid = fonts_glyph(b->f, face, cp, 0);
        assert_true(gid != 0);
        int32_t advance = cp < 0x2000 ? SCENE_EM / 2 : SCENE_EM;
        glyphs[count++] = (scene_glyph){gid, advance, 0, 0, cluster};
    }
    return (scene_op){.kind = SCENE_GLYPHS,
        .glyphs = {.face = face,
            .size = 16 * LEN_PT,
            .x = x * LEN_PT,
            .y = y * LEN_PT,
            .text = s,
            .glyphs = glyphs,
            .count = count}};
}

static void add_text(bench *b, uint32_t face, int x, int y, const char *text)
{
    scene_op op = set_text(b, face, x, y, text);
    scene_add_op(b->scene, &op);
}

static str write_bytes(bench *b)
{
    str out = {0};
    const pdf_options options = {.producer = STR("jixiaobiao 测试")};
    assert_true(pdf_write(scene_end(b->scene), b->f, &options, b->memory, &out, b->d));
    assert_int_equal(diags_errors(b->d), 0);
    return out;
}

/* Writes the scene to x.pdf in the folder. */
static str write_file(bench *b)
{
    str out = write_bytes(b);
    const char *path = io_join(b->memory, str_of(b->folder), STR("x.pdf"));
    assert_true(io_write(path, out, b->d));
    return out;
}

/* What a shell command says, run in the folder; it must succeed. */
static const char *said(bench *b, const char *command)
{
    char whole[512];
    snprintf(whole, sizeof whole, "cd %s && %s 2>&1", b->folder, command);
    FILE *pipe = popen(whole, "r"); /* NOLINT(cert-env33-c): a test's own command */
    assert_non_null(pipe);
    buf out = {.memory = b->memory};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, pipe)) > 0;)
        buf_add(&out, (str){part, n});
    buf_byte(&out, '\0');
    if (pclose(pipe) != 0)
        fail_msg("%s: %s", command, out.at);
    return out.at;
}

static void reads_clean(bench *b)
{
    assert_non_null(strstr(said(b, "qpdf --check x.pdf"), "No syntax or stream encoding errors"));
    /* Debian's MuPDF has no ICC, and says so of every file. */
    assert_string_equal(said(b, "mutool draw -q -o p%d.png x.pdf 2>&1 | sed '/ICC support/d'"), "");
    assert_string_equal(
        said(b, "gs -q -dNOPAUSE -dBATCH -sDEVICE=bit -sOutputFile=/dev/null x.pdf"), "");
    assert_string_equal(said(b, "pdftoppm -r 30 x.pdf p"), "");
}

#define FORM "用户人 ≥95% 𠮷"

static void both_outlines_are_written(void **state)
{
    (void)state;
    bench b = begin();
    scene_add_page(b.scene, A4_WIDTH, A4_HEIGHT);
    add_text(&b, b.noto, 72, 100, FORM);
    add_text(&b, b.noto, 72, 130, "用⽤用");
    add_text(&b, b.uming, 72, 160, "项目支出绩效目标表①㎡");
    add_text(&b, b.noto, 72, 190, "办功加务0123ABC");
    scene_add_op(b.scene,
        &(scene_op){.kind = SCENE_RULE, .rule = {72 * LEN_PT, 200 * LEN_PT, 300 * LEN_PT, 768}});
    write_file(&b);
    reads_clean(&b);
    assert_string_equal(said(&b, "pdftotext -enc UTF-8 x.pdf - | tr -d '\\f' | grep ."),
        FORM "\n用⽤用\n项目支出绩效目标表①㎡\n办功加务0123ABC\n");
    assert_string_equal(
        said(
            &b, "gs -q -dNOPAUSE -dBATCH -sDEVICE=txtwrite -o - x.pdf | tr -d ' \\f\\r' | grep 办"),
        "办功加务0123ABC\n");
    assert_string_equal(said(&b,
                            "pdffonts x.pdf | sed '1,2d; s/^[A-Z]*+//; s/yes  *[0-9]* *0$/yes/' |"
                            " tr -s ' ' | sort"),
        "NotoSerifCJKsc-Regular CID Type 0C Identity-H yes yes yes\n"
        "UMingCN CID TrueType Identity-H yes yes yes\n");
    end(&b);
}

static void the_document_says_what_it_is(void **state)
{
    (void)state;
    bench b = begin();
    scene_add_page(b.scene, A4_WIDTH, A4_HEIGHT);
    scene_add_page(b.scene, A4_HEIGHT, A4_WIDTH);
    add_text(&b, b.noto, 72, 100, "二");
    scene_add_bookmark(
        b.scene, (scene_bookmark){STR("第二页"), 1, 90 * LEN_PT, SCENE_ELEMENT_NONE, 1});
    str out = write_file(&b);
    reads_clean(&b);
    assert_true(str_starts(out, STR("%PDF-1.7\n")));
    assert_string_equal(said(&b,
                            "pdfinfo -enc UTF-8 x.pdf | grep -E '^(Title|Producer|Pages|Page "
                            "size|CreationD|Mod|PDF v)'"),
        "Title:           绩效目标表 𠮷\nProducer:        jixiaobiao 测试\nPages:           2\n"
        "Page size:       595.275 x 841.89 pts (A4)\nPDF version:     1.7\n");
    const char *objects = said(&b, "qpdf --qdf --object-streams=disable x.pdf - | tr -d '\\000'");
    assert_non_null(strstr(objects, "/MediaBox [\n    0\n    0\n    595.275\n    841.89\n"));
    assert_non_null(strstr(objects, "/MediaBox [\n    0\n    0\n    841.89\n    595.275\n"));
    assert_non_null(strstr(objects, "/DisplayDocTitle true"));
    assert_non_null(strstr(objects, "/Lang (zh-CN)"));
    assert_non_null(strstr(objects, "/XYZ\n    0\n    506\n    0\n"));
    assert_non_null(strstr(said(&b, "mutool show x.pdf outline"), "第二页"));
    end(&b);
}

static void the_same_scene_gives_the_same_bytes(void **state)
{
    (void)state;
    str out[2];
    bench b[2];
    for (int i = 0; i < 2; i++) {
        b[i] = begin();
        scene_add_page(b[i].scene, A4_WIDTH, A4_HEIGHT);
        add_text(&b[i], b[i].noto, 72, 100, FORM);
        out[i] = write_bytes(&b[i]);
    }
    assert_true(str_eq(out[0], out[1]));
    add_text(&b[0], b[0].noto, 72, 300, "人");
    str other = write_bytes(&b[0]);
    size_t id = str_search(other, STR("/ID[("), 0);
    assert_true(id != SIZE_MAX);
    assert_true(str_search(out[1], str_slice(other, id, id + 21), 0) == SIZE_MAX);
    end(&b[0]);
    end(&b[1]);
}

/* What a map of single codes cannot say: two texts of one glyph, either the rarer; a ligature; a
 * stack of glyphs; glyphs against the text's order; a glyph of no text. */
static void texts_are_read_once(void **state)
{
    (void)state;
    bench b = begin();
    scene_add_page(b.scene, A4_WIDTH, A4_HEIGHT);
    add_text(&b, b.noto, 72, 100, "⽤⽤用⽤⼈人人");
    scene_op ligature = set_text(&b, b.noto, 72, 140, "合");
    ligature.glyphs.text = STR("二合一");
    scene_add_op(b.scene, &ligature);
    scene_op stack = set_text(&b, b.noto, 72, 180, "甲乙丙");
    scene_glyph *glyphs = ARENA_ARRAY(b.memory, scene_glyph, 3);
    memcpy(glyphs, stack.glyphs.glyphs, 3 * sizeof *glyphs);
    glyphs[1].cluster = 0;
    glyphs[0].advance = SCENE_EM / 2;
    glyphs[1].dy = SCENE_EM / 3;
    stack.glyphs.glyphs = glyphs;
    stack.glyphs.text = STR("xyz丙");
    glyphs[2].cluster = 3;
    scene_add_op(b.scene, &stack);
    scene_op mixed = set_text(&b, b.noto, 72, 220, "丁戊己");
    glyphs = ARENA_ARRAY(b.memory, scene_glyph, 3);
    memcpy(glyphs, mixed.glyphs.glyphs, 3 * sizeof *glyphs);
    glyphs[0].cluster = 3;
    glyphs[1].cluster = 6;
    glyphs[2].cluster = 0;
    mixed.glyphs.glyphs = glyphs;
    scene_add_op(b.scene, &mixed);
    write_file(&b);
    reads_clean(&b);
    assert_string_equal(said(&b, "pdftotext -enc UTF-8 x.pdf - | tr -d '\\f' | grep ."),
        "⽤⽤用⽤⼈人人\n二合一\nxyz丙\n丁戊己\n");
    end(&b);
}

static void turned_text_is_read(void **state)
{
    (void)state;
    bench b = begin();
    scene_add_page(b.scene, A4_WIDTH, A4_HEIGHT);
    for (unsigned turn = 0; turn < 4; turn++) {
        scene_op op = set_text(&b, b.noto, 300, 400, "四方文字");
        op.glyphs.turn = turn;
        scene_add_op(b.scene, &op);
    }
    write_file(&b);
    reads_clean(&b);
    /* Where a glyph's box is: turned clockwise, the text runs down the page. */
    const char *boxes = said(
        &b, "mutool draw -q -F stext x.pdf 2>/dev/null | grep -o '<line bbox=\"[^\"]*\"'");
    double x0[4], y0[4], x1[4], y1[4];
    for (int i = 0; i < 4; i++) {
        assert_int_equal(
            sscanf(boxes, "<line bbox=\"%lf %lf %lf %lf\"", &x0[i], &y0[i], &x1[i], &y1[i]), 4);
        boxes = strchr(boxes, '\n') + 1;
    }
    assert_true(x1[0] > 363 && x1[0] < 365 && x0[0] < 301);
    assert_true(y1[1] > 463 && y1[1] < 465 && y0[1] > 398);
    assert_true(x0[2] < 237 && x0[2] > 235 && x1[2] < 302);
    assert_true(y0[3] < 337 && y0[3] > 335 && y1[3] < 402);
    end(&b);
}

static void many_pages_make_a_tree(void **state)
{
    (void)state;
    bench b = begin();
    for (int i = 0; i < 300; i++) {
        scene_add_page(b.scene, A4_WIDTH, A4_HEIGHT);
        add_text(&b, b.noto, 72, 100, i % 2 == 0 ? "单" : "双");
    }
    write_file(&b);
    assert_non_null(strstr(said(&b, "qpdf --check x.pdf"), "No syntax or stream encoding errors"));
    assert_string_equal(said(&b, "qpdf --show-npages x.pdf"), "300\n");
    assert_string_equal(said(&b, "pdftotext -f 300 -l 300 -enc UTF-8 x.pdf - | head -1"), "双\n");
    end(&b);
}

/* ---- what is refused ---- */

static void refuses(bench *b, const char *reason)
{
    str out = {0};
    size_t before = diags_errors(b->d);
    assert_false(pdf_write(
        scene_end(b->scene), b->f, &(pdf_options){.producer = STR("x")}, b->memory, &out, b->d));
    assert_int_equal(diags_errors(b->d), before + 1);
    const diag *last = diags_at(b->d, diags_count(b->d) - 1);
    assert_int_equal(last->code, DIAG_PDF_WRITE);
    assert_true(str_search(last->message, str_of(reason), 0) != SIZE_MAX);
    b->scene = scene_begin(b->memory, STR(""), STR(""));
}

static void odd_scenes_are_refused(void **state)
{
    (void)state;
    bench b = begin();
    refuses(&b, "没有任何页");
    const struct {
        uint32_t face, gid;
        len size, width;
        const char *reason;
    } cases[] = {{b.noto, 0, 1024, A4_WIDTH, "没有的字形"},
        {b.noto, 70000, 1024, A4_WIDTH, "没有的字形"}, {99, 5, 1024, A4_WIDTH, "没有打开的字体"},
        {b.noto, 5, 0, A4_WIDTH, "字号"}, {b.noto, 5, 1024, 0, "宽高"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        scene_add_page(b.scene, cases[i].width, A4_HEIGHT);
        scene_glyph glyph = {cases[i].gid, SCENE_EM, 0, 0, 0};
        scene_op op = {.kind = SCENE_GLYPHS,
            .glyphs = {cases[i].face, cases[i].size, 0, 0, 0, STR("x"), 0, &glyph, 1}};
        scene_add_op(b.scene, &op);
        refuses(&b, cases[i].reason);
    }
    char *title = arena_alloc(b.memory, 40000, 1); /* more than a string may have */
    memset(title, 'a', 40000);
    b.scene = scene_begin(b.memory, (str){title, 40000}, STR(""));
    scene_add_page(b.scene, A4_WIDTH, A4_HEIGHT);
    refuses(&b, "libharu 错误 0x1004");
    end(&b);
}

/* The ends of every number's range: no fault, and a file that is still sound. */
static void extremes_do_no_harm(void **state)
{
    (void)state;
    bench b = begin();
    b.scene = scene_begin(b.memory, STR(""), STR(""));
    scene_add_page(b.scene, INT32_MAX, INT32_MAX);
    scene_op op = set_text(&b, b.noto, 0, 0, "一二");
    scene_glyph glyphs[] = {{op.glyphs.glyphs[0].gid, INT32_MAX, INT32_MIN, INT32_MIN, UINT32_MAX},
        {op.glyphs.glyphs[1].gid, INT32_MIN, INT32_MAX, INT32_MAX, 1}};
    op.glyphs.glyphs = glyphs;
    op.glyphs.size = INT32_MAX;
    op.glyphs.x = INT32_MIN;
    op.glyphs.y = INT32_MIN;
    op.glyphs.turn = UINT_MAX;
    op.glyphs.text = STR("\xff\xe4\xba");
    scene_add_op(b.scene, &op);
    scene_add_op(b.scene,
        &(scene_op){.kind = SCENE_RULE, .rule = {INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX}});
    scene_add_op(b.scene,
        &(scene_op){.kind = SCENE_GLYPHS, .glyphs = {.face = 99, .text = STR("no glyphs")}});
    write_file(&b);
    assert_non_null(strstr(said(&b, "qpdf --check x.pdf"), "No syntax or stream encoding errors"));
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_outlines_are_written),
        cmocka_unit_test(the_document_says_what_it_is),
        cmocka_unit_test(the_same_scene_gives_the_same_bytes),
        cmocka_unit_test(texts_are_read_once),
        cmocka_unit_test(turned_text_is_read),
        cmocka_unit_test(many_pages_make_a_tree),
        cmocka_unit_test(odd_scenes_are_refused),
        cmocka_unit_test(extremes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
