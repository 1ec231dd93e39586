/* The structure tree as data, from scenes made by hand; as objects it is judged in
 * tests/conformance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/pdf_int.h"

typedef struct bench {
    arena *memory;
    diags *d;
    scene_builder *scene;
    pdf_tags tags;
} bench;

static bench begin(void)
{
    bench b = {.memory = arena_new(NULL)};
    b.d = diags_new(b.memory);
    b.scene = scene_begin(b.memory, STR("表"), STR("zh-CN"));
    scene_add_page(b.scene, 1000, 1000);
    return b;
}

static bool prepare(bench *b, bool grouped_rows)
{
    b->tags = (pdf_tags){
        .memory = b->memory, .s = scene_end(b->scene), .grouped_rows = grouped_rows};
    return pdf_tags_prepare(&b->tags, b->d) && pdf_fields_prepare(&b->tags, b->d);
}

static void dump_tag(const pdf_tags *t, uint32_t tag, buf *out)
{
    const pdf_tag *one = &t->at.at[tag];
    buf_fmt(out, "%s", one->type);
    if (one->language.n > 0)
        buf_fmt(out, " %.*s", STR_ARG(one->language));
    for (uint32_t i = one->content; i != PDF_TAG_NONE; i = t->contents.at[i].next) {
        const pdf_content *c = &t->contents.at[i];
        if (c->kind == PDF_INLINE) {
            buf_add(out, STR(" <"));
            dump_tag(t, c->number, out);
            buf_byte(out, '>');
        } else if (c->kind == PDF_ANNOTATION) {
            buf_fmt(out, " annotation %u", (unsigned)c->number);
        } else {
            buf_fmt(out, " %u:%u", (unsigned)c->page, (unsigned)c->number);
        }
    }
    if (one->attributes != NULL)
        buf_fmt(out, " %.*s", STR_ARG(one->attributes->text));
    if (one->first == PDF_TAG_NONE)
        return;
    buf_byte(out, '(');
    for (uint32_t kid = one->first; kid != PDF_TAG_NONE; kid = t->at.at[kid].next) {
        if (kid != one->first)
            buf_byte(out, ',');
        dump_tag(t, kid, out);
        assert_int_equal(t->at.at[kid].parent, tag);
    }
    buf_byte(out, ')');
}

static void tree_is(bench *b, const char *wanted)
{
    buf out = {.memory = b->memory};
    dump_tag(&b->tags, 0, &out);
    buf_byte(&out, '\0');
    assert_string_equal(out.at, wanted);
}

static void add_line(bench *b, scene_role role, const char *text)
{
    scene_add_element(b->scene, (scene_element){.role = role, .text = str_of(text)});
}

static void add_cell(bench *b, uint32_t row, uint32_t column, scene_heads heads, const char *text)
{
    scene_add_element(b->scene,
        (scene_element){.table = 1,
            .row = row,
            .column = column,
            .rowspan = 1,
            .colspan = 1,
            .header = row == 0,
            .heads = heads,
            .text = str_of(text)});
}

/* The element's bytes [from, from + strlen(text)) on the last page. */
static void show(bench *b, uint32_t element, bool repeat, uint32_t from, const char *text)
{
    scene_glyph glyph = {1, SCENE_EM, 0, 0, 0};
    uint32_t to = from + (uint32_t)strlen(text);
    scene_cell cell = {element, repeat, {0, 0, 1, 1}, from, to};
    scene_add_op(b->scene, &(scene_op){.kind = SCENE_CELL, .cell = cell});
    scene_glyphs run = {
        .size = 1, .text = str_of(text), .from = from, .glyphs = &glyph, .count = 1};
    scene_add_op(b->scene, &(scene_op){.kind = SCENE_GLYPHS, .glyphs = run});
}

static void end(bench *b)
{
    arena_free(b->memory);
}

static void lines_and_paragraphs(void **state)
{
    (void)state;
    bench b = begin();
    add_line(&b, SCENE_TITLE, "表\n名");
    add_line(&b, SCENE_LINE, "ab\n\ncd");
    show(&b, 0, false, 0, "表");
    show(&b, 1, false, 0, "ab");
    scene_add_page(b.scene, 1000, 1000);
    show(&b, 0, true, 0, "表");
    show(&b, 1, false, 4, "c");
    scene_add_page(b.scene, 1000, 1000);
    show(&b, 1, false, 5, "d");
    assert_true(prepare(&b, true));
    tree_is(&b, "Document(H1 0:0,Div(P 0:1,P 1:0 2:0))");
    assert_int_equal(b.tags.pages[1].at.count, 2);
    assert_int_equal(b.tags.pages[1].at.at[0].tag, PDF_TAG_NONE);
    end(&b);
}

/* Empty cells and rows are there all the same, so that the grid stays regular. Where Scope says
 * all, headings have no names. */
static void tables(void **state)
{
    (void)state;
    for (int grouped = 0; grouped < 2; grouped++) {
        bench b = begin();
        add_cell(&b, 0, 0, SCENE_HEADS_COLUMN, "甲");
        add_cell(&b, 0, 1, SCENE_HEADS_COLUMN, "乙");
        add_cell(&b, 1, 0, SCENE_HEADS_ROW, "a");
        add_cell(&b, 1, 1, SCENE_HEADS_NONE, "");
        add_cell(&b, 3, 0, SCENE_HEADS_NONE, "c\nd");
        show(&b, 2, false, 0, "a");
        show(&b, 4, false, 0, "c");
        show(&b, 4, false, 2, "d");
        assert_true(prepare(&b, grouped == 1));
        tree_is(&b,
            grouped == 1
                ? "Document(Table(THead(TR(TH <</O/Table/Scope/Column>>,TH <</O/Table/Scope/Column>>)),"
                  "TBody(TR(TH 0:0 <</O/Table/Scope/Row>>,TD),TR,TR(TD(P 0:1,P 0:2)))))"
                : "Document(Table(TR(TH <</O/Table/Scope/Column>>,TH <</O/Table/Scope/Column>>),"
                  "TR(TH 0:0 <</O/Table/Scope/Row>>,TD),TR,TR(TD(P 0:1,P 0:2))))");
        assert_int_equal(b.tags.named.count, 0);
        end(&b);
    }
}

/* A heading of the band above does not reach into the next, which Scope does not know. */
static void headings_by_name(void **state)
{
    (void)state;
    bench b = begin();
    add_cell(&b, 0, 0, SCENE_HEADS_ROW, "甲");
    add_cell(&b, 0, 1, SCENE_HEADS_COLUMN, "乙");
    add_cell(&b, 1, 0, SCENE_HEADS_ROW, "a");
    add_cell(&b, 1, 1, SCENE_HEADS_NONE, "1");
    scene_add_element(b.scene,
        (scene_element){.table = 1,
            .row = 2,
            .column = 0,
            .rowspan = 1,
            .colspan = 1,
            .band = 1,
            .heads = SCENE_HEADS_ROW});
    scene_add_element(b.scene,
        (scene_element){.table = 1, .row = 2, .column = 1, .rowspan = 1, .colspan = 1, .band = 1});
    assert_true(prepare(&b, false));
    tree_is(&b,
        "Document(Table(TR(TH <</O/Table/Scope/Row>>,TH <</O/Table/Scope/Column>>),"
        "TR(TH <</O/Table/Scope/Row>>,TD <</O/Table/Headers[(0001)(0002)]>>),"
        "TR(TH <</O/Table/Scope/Row>>,TD <</O/Table/Headers[(0003)]>>)))");
    end(&b);
}

/* By turns: each value has its own heading, and that of the group. */
static void headings_by_turns(void **state)
{
    (void)state;
    static const scene_heads turns[] = {
        SCENE_HEADS_ROW, SCENE_HEADS_NONE, SCENE_HEADS_ROW, SCENE_HEADS_NONE};
    for (uint32_t group = 0; group < 2; group++) {
        bench b = begin();
        for (uint32_t row = 0; row < 2; row++) {
            if (group == 1 && row == 0)
                scene_add_element(b.scene,
                    (scene_element){
                        .table = 1, .rowspan = 2, .colspan = 1, .heads = SCENE_HEADS_ROW});
            for (uint32_t i = 0; i < 4; i++)
                add_cell(&b, row, group + i, turns[i], "");
        }
        assert_true(prepare(&b, false));
        buf out = {.memory = b.memory};
        dump_tag(&b.tags, 0, &out);
        buf_byte(&out, '\0');
        if (group == 0)
            assert_null(strstr(out.at, "Headers"));
        else
            assert_non_null(strstr(out.at,
                "TH <</O/Table/RowSpan 2/Scope/Row>>,TH <</O/Table/Scope/Row>>,"
                "TD <</O/Table/Headers[(0001)(0002)]>>,TH <</O/Table/Scope/Row>>,"
                "TD <</O/Table/Headers[(0001)(0003)]>>"));
        end(&b);
    }
}

/* Spaced texts are said as one; neighbours that are artifacts are one, unless one of them is said.
 */
static void artifacts(void **state)
{
    (void)state;
    bench b = begin();
    scene_add_element(b.scene, (scene_element){.spaced = true, .text = STR("ab")});
    add_line(&b, SCENE_LINE, "cd");
    show(&b, 1, true, 0, "c");
    show(&b, 1, true, 1, "d");
    show(&b, 0, true, 0, "ab");
    show(&b, 1, true, 0, "cd");
    show(&b, 0, false, 0, "ab");
    assert_true(prepare(&b, true));
    const pdf_page_marks *marks = &b.tags.pages[0];
    static const uint32_t ops[] = {1, 5, 7, 9};
    assert_int_equal(marks->at.count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(marks->at.at[i].op, ops[i]);
        assert_int_equal(marks->at.at[i].actual.n, i % 2 == 1 ? 2 : 0);
        assert_true((marks->at.at[i].tag == PDF_TAG_NONE) == (i < 3));
    }
    end(&b);
}

static void add_block(bench *b, scene_role role, uint32_t level, uint32_t list, const char *text)
{
    scene_add_element(b->scene,
        (scene_element){.role = role,
            .level = level,
            .list = list,
            .label = role == SCENE_ITEM ? 1 : 0,
            .text = str_of(text)});
}

/* No level of a heading is left out; deeper entries nest in the one before; a caption, of
 * one line or two, is in the grid that follows, another is a paragraph. */
static void blocks(void **state)
{
    (void)state;
    bench b = begin();
    add_block(&b, SCENE_HEADING, 2, 0, "a");
    add_block(&b, SCENE_HEADING, 5, 0, "b");
    add_block(&b, SCENE_CONTENTS, 1, 0, "c");
    add_block(&b, SCENE_CONTENTS, 2, 0, "d");
    add_block(&b, SCENE_CONTENTS, 1, 0, "e");
    add_block(&b, SCENE_ITEM, 1, 1, "1f");
    add_block(&b, SCENE_ITEM, 9, 1, "2g\nh");
    add_block(&b, SCENE_ITEM, 1, 2, "3i");
    add_block(&b, SCENE_CAPTION, 0, 0, "j");
    add_block(&b, SCENE_NOTE, 0, 0, "k");
    add_block(&b, SCENE_CAPTION, 0, 0, "l");
    add_cell(&b, 0, 0, SCENE_HEADS_NONE, "m");
    add_block(&b, SCENE_CAPTION, 0, 0, "n");
    add_block(&b, SCENE_CAPTION, 0, 0, "o");
    add_cell(&b, 0, 0, SCENE_HEADS_NONE, "p");
    show(&b, 6, false, 0, "2g");
    show(&b, 6, false, 3, "h");
    assert_true(prepare(&b, false));
    tree_is(&b,
        "Document(H1,H2,TOC(TOCI(TOC(TOCI)),TOCI),L(LI(Lbl,LBody(L(LI(Lbl 0:0,LBody(P,P 0:1)))))),"
        "L(LI(Lbl,LBody)),P,Note,Table(Caption,TR(TD)),Table(Caption(P,P),TR(TD)))");
    end(&b);
}

/* Within a run, of several glyphs; a link's place is what its glyphs take up, a line at a time. */
static void spans(void **state)
{
    (void)state;
    bench b = begin();
    add_line(&b, SCENE_LINE, "abcde");
    add_line(&b, SCENE_NOTE, "f");
    scene_add_span(b.scene, (scene_span){0, 1, 3, 1, STR("")});
    scene_add_span(b.scene, (scene_span){0, 4, 5, SCENE_ELEMENT_NONE, STR("bo")});
    scene_glyph glyphs[5];
    for (uint32_t i = 0; i < 5; i++)
        glyphs[i] = (scene_glyph){1, SCENE_EM / 2, 0, 0, i};
    for (uint32_t i = 0; i < 2; i++) {
        scene_cell cell = {i, false, {0, 100, 1, 1}, 0, i == 0 ? 5 : 1};
        scene_add_op(b.scene, &(scene_op){.kind = SCENE_CELL, .cell = cell});
        scene_glyphs run = {.size = 100,
            .x = 500,
            .y = 200,
            .text = i == 0 ? STR("abcde") : STR("f"),
            .glyphs = glyphs,
            .count = i == 0 ? 5 : 1};
        scene_add_op(b.scene, &(scene_op){.kind = SCENE_GLYPHS, .glyphs = run});
    }
    assert_true(prepare(&b, true));
    tree_is(&b, "Document(P 0:0 <Reference <Link 0:1 annotation 0>> 0:2 <Span bo 0:3>,Note 0:4)");
    const pdf_page_marks *marks = &b.tags.pages[0];
    static const uint32_t glyph[] = {0, 1, 3, 4, 0};
    assert_int_equal(marks->at.count, 5);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(marks->at.at[i].glyph, glyph[i]);
    const pdf_annotation *link = &b.tags.annotations.at[0];
    assert_int_equal(b.tags.annotations.count, 1);
    assert_int_equal(link->rect.x, 550);
    assert_int_equal(link->rect.y, 112);
    assert_int_equal(link->rect.width, 100);
    assert_int_equal(link->rect.height, 100);
    assert_int_equal(b.tags.places[link->target].page, 1);
    assert_int_equal(b.tags.places[link->target].y, 100);
    end(&b);
}

static void long_lists_are_grouped(void **state)
{
    (void)state;
    bench b = begin();
    for (int i = 0; i < 9001; i++)
        add_line(&b, SCENE_LINE, "x");
    assert_true(prepare(&b, true));
    const pdf_tag *root = &b.tags.at.at[0];
    assert_int_equal(root->count, 3);
    assert_int_equal(b.tags.at.at[root->first].count, 4000);
    assert_int_equal(b.tags.at.at[root->last].count, 1001);
    assert_string_equal(b.tags.at.at[root->last].type, "Div");
    end(&b);
}

static void refused(bench *b, bool grouped_rows, const char *reason)
{
    assert_false(prepare(b, grouped_rows));
    const diag *last = diags_at(b->d, diags_count(b->d) - 1);
    assert_int_equal(last->code, DIAG_PDF_WRITE);
    assert_true(str_search(last->message, str_of(reason), 0) != SIZE_MAX);
    end(b);
}

static void odd_scenes_are_refused(void **state)
{
    (void)state;
    bench b = begin();
    show(&b, 0, false, 0, "x");
    refused(&b, true, "指向没有的内容");
    b = begin();
    add_cell(&b, 1, 0, SCENE_HEADS_NONE, "x");
    add_cell(&b, 0, 0, SCENE_HEADS_NONE, "x");
    refused(&b, true, "没有按行排列");
    b = begin();
    add_cell(&b, 8191, 0, SCENE_HEADS_NONE, "x");
    assert_true(prepare(&b, true));
    refused(&b, false, "不能超过 8191 行");
    b = begin();
    for (uint32_t i = 0; i < 8192; i++) {
        add_line(&b, SCENE_LINE, "x");
        show(&b, i, false, 0, "x");
    }
    assert_true(prepare(&b, true));
    refused(&b, false, "不能超过 8191 段");
    static const scene_span odd[] = {
        {0, 0, 2, 0, {"", 0}}, {0, 0, 0, 0, {"", 0}}, {0, 0, 1, 7, {"", 0}}, {1, 0, 1, 0, {"", 0}}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        b = begin();
        add_line(&b, SCENE_LINE, "x");
        scene_add_span(b.scene, odd[i]);
        refused(&b, true, "标错了位置");
    }
    b = begin();
    add_line(&b, SCENE_LINE, "x");
    add_line(&b, SCENE_LINE, "y");
    scene_add_span(b.scene, (scene_span){0, 0, 1, 1, STR("")});
    show(&b, 0, false, 0, "x");
    refused(&b, true, "没有印出的内容");
    b = begin();
    add_line(&b, SCENE_LINE, "x");
    scene_add_bookmark(b.scene, (scene_bookmark){STR("x"), SCENE_PAGE_NONE, 0, 0, 1});
    refused(&b, true, "没有印出的内容");
    const scene_field fields[] = {{SCENE_SEAL, STR(""), STR(""), {0, 0, 1, 1}, SCENE_ELEMENT_NONE},
        {SCENE_SEAL, STR("a.b"), STR(""), {0, 0, 1, 1}, SCENE_ELEMENT_NONE},
        {SCENE_SEAL, STR("a"), STR(""), {0, 0, 0, 1}, SCENE_ELEMENT_NONE},
        {SCENE_SEAL, STR("a"), STR(""), {0, 0, 1, 1}, 0}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        b = begin();
        scene_add_op(b.scene, &(scene_op){.kind = SCENE_FIELD, .field = fields[i]});
        refused(&b, true, "签章区");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_paragraphs),
        cmocka_unit_test(tables),
        cmocka_unit_test(headings_by_name),
        cmocka_unit_test(headings_by_turns),
        cmocka_unit_test(artifacts),
        cmocka_unit_test(blocks),
        cmocka_unit_test(spans),
        cmocka_unit_test(long_lists_are_grouped),
        cmocka_unit_test(odd_scenes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
