/* Sheets, margins, directions, page numbers and running heads. */
#include "make.h"

void add_mm(buf *out, uint32_t um)
{
    buf_fmt(out, "%u.%03umm", um / 1000, um % 1000);
}

static void make_paper(maker *m)
{
    static const struct {
        const char *name;
        uint32_t width, height;
    } papers[] = {
        {"A4", 210, 297}, {"A4", 210, 297}, {"A3", 297, 420}, {"A5", 148, 210}, {"B5", 176, 250}};
    buf *out = &m->template_text;
    uint32_t which = dice_below(&m->d, 6);
    buf_add(out, STR("页面:\n  纸张: "));
    if (which < 5) {
        m->paper[0] = papers[which].width * 1000;
        m->paper[1] = papers[which].height * 1000;
        buf_fmt(out, "%s\n", papers[which].name);
        return;
    }
    m->paper[0] = dice_between(&m->d, 60, 500) * 1000 + dice_below(&m->d, 1000);
    m->paper[1] = dice_between(&m->d, 50, 500) * 1000 + dice_below(&m->d, 1000);
    buf_byte(out, '[');
    add_mm(out, m->paper[0]);
    buf_add(out, STR(", "));
    add_mm(out, m->paper[1]);
    buf_add(out, STR("]\n"));
}

/* The type area under a direction: 0 upright, 1 the sheet lies, 2 what is on it lies. */
static bool area_under(const maker *m, uint32_t direction, uint32_t *width, uint32_t *height)
{
    uint32_t w = m->paper[direction == 1], h = m->paper[direction != 1];
    uint32_t across = m->margins[2] + m->margins[3], down = m->margins[0] + m->margins[1];
    if (w < across + 30000 || h < down + 30000)
        return false;
    *width = direction == 2 ? h - down : w - across;
    *height = direction == 2 ? w - across : h - down;
    return true;
}

static void make_direction(maker *m)
{
    static const char *const names[] = {"纵向", "横向", "竖纸横排"};
    uint32_t roll = dice_below(&m->d, 100), direction = roll < 50 ? 0 : roll < 75 ? 1 : 2;
    if (area_under(m, direction, &m->width, &m->height))
        buf_fmt(&m->template_text, "方向: %s", names[direction]);
    else if (area_under(m, 0, &m->width, &m->height))
        buf_add(&m->template_text, STR("方向: 纵向"));
}

static void make_folio(maker *m, uint32_t bottom)
{
    static const char *const texts[] = {"— {{页}} —", "{{页}}", "第{{页}}页 共{{总页数}}页"},
                             *const places[] = {"居中", "外侧", "左", "右"};
    buf *out = &m->template_text;
    buf_fmt(out, "  页码: {文字: \"%s\", 样式: PN, 位置: %s, 缩进: %s, 距版心: ",
        texts[dice_below(&m->d, 3)], places[dice_below(&m->d, 4)],
        dice_chance(&m->d, 50) ? "1字" : "0mm");
    add_mm(out, 2000 + dice_below(&m->d, bottom - 4000));
    buf_add(out, STR("}\n"));
}

void make_page(maker *m)
{
    static const char *const sides[] = {"上", "下", "左", "右"};
    buf *out = &m->template_text;
    uint32_t *v = m->margins;
    make_paper(m);
    buf_add(out, STR("  页边距: {"));
    for (int i = 0; i < 4; i++) {
        v[i] = dice_below(&m->d, m->paper[i < 2] / 5 / 1000 + 1) * 1000;
        v[i] += dice_chance(&m->d, 20) ? dice_below(&m->d, 1000) : 0;
        buf_fmt(out, "%s%s: ", i == 0 ? "" : ", ", sides[i]);
        add_mm(out, v[i]);
    }
    buf_add(out, STR("}\n  "));
    make_direction(m);
    buf_byte(out, '\n');
    if (dice_chance(&m->d, 30))
        buf_add(out, STR("  双面: 是\n"));
    if (dice_chance(&m->d, 25))
        buf_add(out, STR("  量法: 字框\n"));
    if (v[1] > 6000 && dice_chance(&m->d, 50))
        make_folio(m, v[1]);
    if (v[0] > 6000 && dice_chance(&m->d, 30))
        buf_add(out, STR("  页眉: {文字: 眉上一行, 样式: PN, 距版心: 2mm}\n"));
    if (dice_chance(&m->d, 10))
        buf_fmt(out, "  起始页码: %u\n", dice_between(&m->d, 1, 120));
}

void make_page_style(maker *m)
{
    buf_add(&m->template_text, STR("  PN: {字体: 宋体, 字号: 小五, 行距: 1, 内距: 0mm}\n"));
}

void make_zone(maker *m, const made_style *s)
{
    static const uint32_t seals[] = {42, 45, 50};
    buf *out = &m->template_text;
    bool roomy = m->width > 80000 && m->height > 150000;
    if (s->stacked || !dice_chance(&m->d, roomy ? 15 : 2))
        return;
    uint32_t number = dice_below(&m->d, 1000);
    if (dice_chance(&m->d, 50))
        buf_fmt(out, ", 盖章: {名: 单位%u, 直径: %umm}", number, seals[dice_below(&m->d, 3)]);
    else if (dice_chance(&m->d, 50))
        buf_fmt(out, ", 签字: 负责人%u", number);
    else
        buf_fmt(out, ", 签字: {名: 负责人%u, 宽: 45mm, 高: 12mm}", number);
}

void make_section(maker *m)
{
    static const char *const starts[] = {"新页", "单页", "接排"};
    buf *out = &m->template_text;
    uint32_t start = dice_below(&m->d, 3);
    buf_fmt(out, "  - 分节: {起于: %s, ", starts[start]);
    make_direction(m);
    if (start != 2 && dice_chance(&m->d, 30))
        buf_fmt(out, ", 起始页码: %u", dice_between(&m->d, 1, 9));
    if (dice_chance(&m->d, 30))
        buf_add(out, STR(", 页码: 无"));
    buf_add(out, STR("}\n"));
}
