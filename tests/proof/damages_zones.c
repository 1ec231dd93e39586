/* Ways to spoil places to seal and sign. */
#include "damage.h"

static const char sealed[] = "表: 证明\n"
                             "样式: {内容: {字体: 宋体, 内距: 1mm}, 标签: {承: 内容}}\n"
                             "字段: {F0: 文字}\n"
                             "版面:\n"
                             "  - {文字: 这一段文字在盖章的地方上面，印章不能盖住它, 样式: 内容}\n"
                             "  - {文字: 填报单位（盖章）：某县教育局, 样式: 内容, 盖章: 填报单位}\n"
                             "  - 表格:\n"
                             "      段:\n"
                             "        - 列: [1份, 1份]\n"
                             "          内容:\n"
                             "            - [甲, {填: F0}]\n"
                             "  - {文字: 单位负责人签字：, 样式: 内容, 签字: 单位负责人}\n"
                             "  - {文字: 下文, 样式: 内容}\n";
static const char signed_only[] = "表: 证明\n"
                              "样式: {内容: {字体: 宋体, 内距: 1mm}, 标签: {承: 内容}}\n"
                              "字段: {F0: 文字}\n"
                              "版面:\n"
                              "  - {填: F0, 样式: 内容}\n"
                              "  - {文字: 单位负责人签字：, 样式: 内容, 签字: 单位负责人}\n";
enum { ABOVE, SEALED, FIRST_CELL, SECOND_CELL, SIGNED, BELOW };

static uint32_t field_op(const bad_page *p, uint32_t n)
{
    uint32_t i = 0;
    while (p->ops.at[i].kind != SCENE_FIELD || n-- > 0)
        i++;
    return i;
}

static scene_op *field_at(bad *b, uint32_t n)
{
    return &b->pages.at[0].ops.at[field_op(&b->pages.at[0], n)];
}

static void place_is_dropped(bad *b)
{
    bad_remove(&b->pages.at[0], field_op(&b->pages.at[0], 0));
}

static void place_is_smaller(bad *b)
{
    field_at(b, 1)->field.rect.width -= LEN_PT;
}

static void place_is_named_otherwise(bad *b)
{
    field_at(b, 0)->field.name = STR("盖章_主管部门");
}

static void place_is_of_another(bad *b)
{
    field_at(b, 0)->field.element = ABOVE;
}

static void seal_covers_its_label(bad *b)
{
    field_at(b, 0)->field.rect.x -= 20 * LEN_PT;
}

static void seal_covers_figures(bad *b)
{
    field_at(b, 0)->field.rect.y += 20 * LEN_PT;
}

static void seal_covers_text_above(bad *b)
{
    field_at(b, 0)->field.rect.y -= 15 * LEN_PT;
}

static void signature_covers_its_label(bad *b)
{
    field_at(b, 1)->field.rect.x -= 20 * LEN_PT;
}

static void signature_leaves_the_type_area(bad *b)
{
    field_at(b, 1)->field.rect.x = b->doc->sections[0].page.width - 60 * LEN_PT;
}

/* The ops from the cell of an element on go to a page of their own, up to the next cell. */
static void cell_to_new_page(bad *b, uint32_t element)
{
    bad_add_page(b, 1);
    bad_page *p = &b->pages.at[0];
    uint32_t at = bad_cell(b, 0, element);
    do {
        *VEC_PUSH(b->memory, &b->pages.at[1].ops) = p->ops.at[at];
        bad_remove(p, at);
    } while (at < p->ops.count && p->ops.at[at].kind != SCENE_CELL);
}

static void signature_is_alone(bad *b)
{
    cell_to_new_page(b, 1);
}

static void signature_leaves_its_grid(bad *b)
{
    cell_to_new_page(b, BELOW);
    bad_page first = b->pages.at[1];
    cell_to_new_page(b, SIGNED);
    for (uint32_t i = 0; i < first.ops.count; i++)
        *VEC_PUSH(b->memory, &b->pages.at[1].ops) = first.ops.at[i];
    b->pages.count--;
}

#define DAMAGE(make, form, rule)                                                                   \
    {                                                                                              \
#make, form, damage_few, make, RULE_##rule                                                 \
    }
const damage zone_damages[] = {
    DAMAGE(place_is_dropped, sealed, ZONE),
    DAMAGE(place_is_smaller, sealed, ZONE),
    DAMAGE(place_is_named_otherwise, sealed, ZONE),
    DAMAGE(place_is_of_another, sealed, ZONE),
    DAMAGE(seal_covers_its_label, sealed, ZONE),
    DAMAGE(seal_covers_figures, sealed, ZONE),
    DAMAGE(seal_covers_text_above, sealed, ZONE),
    DAMAGE(signature_covers_its_label, sealed, ZONE),
    DAMAGE(signature_leaves_the_type_area, sealed, ZONE),
    DAMAGE(signature_is_alone, signed_only, ZONE),
    DAMAGE(signature_leaves_its_grid, sealed, KEPT_THINGS),
};
const size_t zone_damage_count = sizeof zone_damages / sizeof *zone_damages;
