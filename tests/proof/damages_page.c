/* Ways to spoil what stands outside the type area. */
#include "damage.h"

static const char pages[] = "表: 证明\n"
                            "页面: {纸张: A5, 页边距: {上: 20mm, 下: 20mm, 左: 24mm, 右: 16mm}, 双面: 是, 页码: {文字: \"— {{页}} —\", 样式: 内容, 位置: 外侧, "
                            "缩进: 1字}, 页眉: {文字: 眉, 样式: 内容, 距版心: 5mm}}\n"
                            "样式: {内容: {字体: 宋体, 内距: 0mm}}\n"
                            "字段: {F0: {列表: [C0_0, C0_1]}}\n"
                            "版面:\n"
                            "  - 分节: {方向: 竖纸横排}\n"
                            "  - 表格:\n"
                            "      段:\n"
                            "        - 列: [1份, 1份]\n"
                            "          内容:\n"
                            "            - 循环: F0\n"
                            "              行: [[{填: C0_0}, {填: C0_1}]]\n";

/* The cell op of the n-th furniture of a page. */
static uint32_t own_cell(const bad *b, uint32_t page, uint32_t n)
{
    const bad_page *p = &b->pages.at[page];
    for (uint32_t i = 0; i < p->ops.count; i++)
        if (p->ops.at[i].kind == SCENE_CELL && p->ops.at[i].cell.element == SCENE_ELEMENT_NONE &&
            n-- == 0)
            return i;
    return UINT32_MAX;
}

static scene_glyphs *own_run(bad *b, uint32_t page, uint32_t n)
{
    bad_page *p = &b->pages.at[page];
    return &p->ops.at[bad_run(p, own_cell(b, page, n), 0)].glyphs;
}

static void number_is_dropped(bad *b)
{
    bad_page *p = &b->pages.at[1];
    p->ops.count = own_cell(b, 1, 1);
}

static void number_moves_down(bad *b)
{
    own_run(b, 0, 1)->y += LEN_PT;
}

static void number_moves_inward(bad *b)
{
    own_run(b, 0, 1)->x -= LEN_PT;
}

static void number_stands_inside(bad *b)
{
    own_run(b, 1, 1)->x = own_run(b, 0, 1)->x;
}

static void number_lies(bad *b)
{
    own_run(b, 0, 1)->turn = 3;
}

static void number_is_another(bad *b)
{
    own_run(b, 1, 1)->text = own_run(b, 0, 1)->text;
}

static void head_moves_down(bad *b)
{
    own_run(b, 1, 0)->y += 20 * LEN_PT;
}

/* What lies on an odd page stands at the margin of an even one. */
static void sides_are_not_changed(bad *b)
{
    bad_page *p = &b->pages.at[0];
    len shift = b->doc->sections[0].page.right - b->doc->sections[0].page.left;
    for (uint32_t i = 0; i < own_cell(b, 0, 0); i++) {
        p->ops.at[i].cell.rect.x += p->ops.at[i].kind == SCENE_CELL ? shift : 0;
        p->ops.at[i].glyphs.x += p->ops.at[i].kind == SCENE_GLYPHS ? shift : 0;
        p->ops.at[i].rule.x += p->ops.at[i].kind == SCENE_RULE ? shift : 0;
    }
}

#define DAMAGE(make, form, data, rule)                                                             \
    {                                                                                              \
#make, form, data, make, RULE_##rule                                                       \
    }
const damage page_damages[] = {
    DAMAGE(number_is_dropped, pages, NULL, FURNITURE),
    DAMAGE(number_moves_down, pages, NULL, FURNITURE),
    DAMAGE(number_moves_inward, pages, NULL, FURNITURE),
    DAMAGE(number_stands_inside, pages, NULL, FURNITURE),
    DAMAGE(number_lies, pages, NULL, FURNITURE),
    DAMAGE(number_is_another, pages, NULL, FURNITURE),
    DAMAGE(head_moves_down, pages, NULL, FURNITURE),
    DAMAGE(sides_are_not_changed, pages, NULL, INSIDE_TYPE_AREA),
};
const size_t page_damage_count = sizeof page_damages / sizeof *page_damages;
