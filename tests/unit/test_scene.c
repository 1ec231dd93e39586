#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene/scene.h"

static str face_name(const void *context, uint32_t face)
{
    const char *const *names = context;
    return str_of(names[face]);
}

static str dump_of(arena *a, const scene *s)
{
    static const char *const names[] = {"Song", "Kai"};
    buf out = {.memory = a};
    scene_dump(s, face_name, names, &out);
    return buf_str(&out);
}

static void same(str got, const char *wanted)
{
    char text[4096];
    assert_true(got.n < sizeof text);
    memcpy(text, got.at, got.n);
    text[got.n] = 0;
    assert_string_equal(text, wanted);
}

static void builds_and_dumps(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    scene_builder *b = scene_begin(a, STR("绩效目标表"), STR("zh-CN"));
    assert_int_equal(
        scene_add_element(b, (scene_element){.role = SCENE_TITLE, .text = STR("目标表")}), 0);
    assert_int_equal(scene_add_element(b,
                         (scene_element){.role = SCENE_DATA,
                             .table = 1,
                             .row = 3,
                             .column = 2,
                             .rowspan = 1,
                             .colspan = 4,
                             .band = 2,
                             .heads = SCENE_HEADS_ROW,
                             .spaced = true,
                             .header = true,
                             .text = STR("一\n二")}),
        1);
    scene_set_facts(b,
        &(scene_facts){
            .author = STR("某局"), .year = STR("2022"), .created = {true, 1641312000, 480}});
    scene_add_page(b, 609600, 862239);
    scene_add_op(b, &(scene_op){.kind = SCENE_CELL, .cell = {1, true, {10, 20, 30, 40}, 0, 3}});
    scene_glyph glyphs[] = {{7, 256000, 0, 0, 0}, {9, 128000, -50, 60, 3}, {9, -5, 1, 0, 3}};
    scene_add_op(b,
        &(scene_op){
            .kind = SCENE_GLYPHS, .glyphs = {1, 10752, 100, 200, 1, STR("一二"), 5, glyphs, 3}});
    scene_add_page(b, 1, 2);
    scene_add_op(b, &(scene_op){.kind = SCENE_RULE, .rule = {-1, 2, 512, 0}});
    scene_add_op(b,
        &(scene_op){.kind = SCENE_FIELD,
            .field = {SCENE_SIGNATURE, STR("签字_甲"), STR("甲签字"), {1, 2, 3, 4}, 1}});
    scene_add_op(b, &(scene_op){.kind = SCENE_SHAPE, .shape = {3, {{0, -1}, {2, 3}, {4, 5}}}});
    const scene *s = scene_end(b);
    assert_int_equal(s->page_count, 2);
    assert_int_equal(s->pages[0].count, 2);
    same(dump_of(a, s),
        "title \"绩效目标表\"\n"
        "language \"zh-CN\"\n"
        "author \"某局\"\n"
        "year \"2022\"\n"
        "created 1641312000 +480\n"
        "element 0 title \"目标表\"\n"
        "element 1 data table 1 row 3+1 column 2+4 band 2 header heads row spaced \"一\\n二\"\n"
        "page 1 609600x862239\n"
        "cell 1 repeat 10 20 30 40 0..3\n"
        "glyphs face=Kai size=10752 100 200 turn 1 from 5 \"一二\""
        " 7:256000 9:128000-50,60 9:-5@3+1,0\n"
        "page 2 1x2\n"
        "rule -1 2 512 0\n"
        "field signature element 1 1 2 3 4 \"签字_甲\" \"甲签字\"\n"
        "shape 0,-1 2,3 4,5\n");
    arena_free(a);
}

static void borrows_nothing(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    char title[] = "title", text[] = "ab", element[] = "ab";
    scene_glyph glyphs[] = {{1, 128000, 0, 0, 0}, {2, 128000, 0, 0, 1}};
    scene_builder *b = scene_begin(a, str_of(title), STR("en"));
    scene_add_element(b, (scene_element){.text = str_of(element)});
    scene_add_page(b, 100, 100);
    scene_add_op(b,
        &(scene_op){
            .kind = SCENE_GLYPHS, .glyphs = {0, 1024, 0, 0, 0, str_of(text), 0, glyphs, 2}});
    memset(title, '!', 5);
    memset(text, '!', 2);
    memset(element, '!', 2);
    memset(glyphs, 0x55, sizeof glyphs);
    same(dump_of(a, scene_end(b)),
        "title \"title\"\n"
        "language \"en\"\n"
        "element 0 title \"ab\"\n"
        "page 1 100x100\n"
        "glyphs face=Song size=1024 0 0 turn 0 from 0 \"ab\""
        " 1:128000 2:128000\n");
    arena_free(a);
}

static void escapes_what_cannot_be_seen(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    str odd = STR("\"\\\t\xff\xef\xbf\xbd\xe2\x80\xae\xe3\x80\x80𠮷");
    same(dump_of(a, scene_end(scene_begin(a, odd, STR("")))),
        "title \"\\\"\\\\\\u{0009}\\xFF\xef\xbf\xbd\\u{202E}\xe3\x80\x80𠮷\"\nlanguage \"\"\n");
    arena_free(a);
}

/* Elements and grids are numbered on, bookmarks stand at each part's first page. */
static void joins(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    scene_builder *part = scene_begin(a, STR("表"), STR("zh-CN"));
    source from = {STR("a.yaml"), STR("x")};
    scene_add_element(part,
        (scene_element){.role = SCENE_LABEL,
            .table = 2,
            .rowspan = 1,
            .colspan = 1,
            .text = STR("x"),
            .from = {&from, 1, 1}});
    scene_add_element(part,
        (scene_element){
            .role = SCENE_ITEM, .level = 2, .list = 3, .label = 2, .text = STR("1.见注")});
    scene_add_element(part, (scene_element){.role = SCENE_NOTE, .text = STR("注")});
    scene_add_span(part, (scene_span){1, 2, 5, 2, STR("")});
    scene_add_span(part, (scene_span){2, 0, 3, SCENE_ELEMENT_NONE, STR("bo")});
    scene_add_page(part, 10, 20);
    scene_label_page(part, STR("iv"));
    scene_add_op(part, &(scene_op){.kind = SCENE_CELL, .cell = {0, false, {1, 2, 3, 4}, 0, 1}});
    scene_add_page(part, 10, 20);
    scene_add_op(part,
        &(scene_op){.kind = SCENE_CELL, .cell = {SCENE_ELEMENT_NONE, false, {1, 2, 3, 4}, 0, 0}});
    scene_add_bookmark(part, (scene_bookmark){STR("节"), SCENE_PAGE_NONE, 0, 1, 1});
    scene_add_bookmark(part, (scene_bookmark){STR("页"), 1, 7, SCENE_ELEMENT_NONE, 2});
    scene_builder *book = scene_begin(a, STR("册"), STR("zh-CN"));
    scene_set_facts(part, &(scene_facts){.author = STR("某局"), .year = STR("2022")});
    scene_append(book, scene_end(part));
    scene_set_facts(part, &(scene_facts){.author = STR("某局"), .year = STR("2023")});
    scene_append(book, scene_end(part));
    scene_add_bookmark(book, (scene_bookmark){STR("末页"), 3, 5, SCENE_ELEMENT_NONE, 1});
    const scene *s = scene_end(book);
    assert_null(s->elements[1].from.source);
    same(dump_of(a, s),
        "title \"册\"\n"
        "language \"zh-CN\"\n"
        "author \"某局\"\n"
        "element 0 label part 1 table 2 row 0+1 column 0+1 \"x\"\n"
        "element 1 item part 1 level 2 list 3 label 2 \"1.见注\"\n"
        "element 2 note part 1 \"注\"\n"
        "element 3 label part 2 table 4 row 0+1 column 0+1 \"x\"\n"
        "element 4 item part 2 level 2 list 6 label 2 \"1.见注\"\n"
        "element 5 note part 2 \"注\"\n"
        "span element 1 2..5 to element 2\n"
        "span element 2 0..3 \"bo\"\n"
        "span element 4 2..5 to element 5\n"
        "span element 5 0..3 \"bo\"\n"
        "bookmark 1 0 element 0 \"表\"\n"
        "bookmark - element 1 \"节\"\n"
        "bookmark - - 2 7 \"页\"\n"
        "bookmark 3 0 element 3 \"表\"\n"
        "bookmark - element 4 \"节\"\n"
        "bookmark - - 4 7 \"页\"\n"
        "bookmark 4 5 \"末页\"\n"
        "page 1 10x20 \"iv\"\n"
        "cell 0 1 2 3 4 0..1\n"
        "page 2 10x20\n"
        "cell none 1 2 3 4 0..0\n"
        "page 3 10x20 \"iv\"\n"
        "cell 3 1 2 3 4 0..1\n"
        "page 4 10x20\n"
        "cell none 1 2 3 4 0..0\n");
    arena_free(a);
}

/* Many ops and pages, to move every growing array. */
static void grows(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    scene_builder *b = scene_begin(a, STR(""), STR(""));
    for (int p = 0; p < 300; p++) {
        scene_add_page(b, p, p);
        for (int i = 0; i < p; i++)
            scene_add_op(b, &(scene_op){.kind = SCENE_RULE, .rule = {i, p, 1, 1}});
    }
    const scene *s = scene_end(b);
    assert_int_equal(s->page_count, 300);
    for (uint32_t p = 0; p < 300; p++) {
        assert_int_equal(s->pages[p].width, p);
        assert_int_equal(s->pages[p].count, p);
        for (uint32_t i = 0; i < p; i++)
            assert_int_equal(s->pages[p].ops[i].rule.x, i);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds_and_dumps),
        cmocka_unit_test(borrows_nothing),
        cmocka_unit_test(escapes_what_cannot_be_seen),
        cmocka_unit_test(joins),
        cmocka_unit_test(grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
