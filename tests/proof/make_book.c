/* Books of any shape, with texts as nobody would write them, for the styles and forms that are
 * shipped. */
#include "make.h"

typedef void (*item_maker)(maker *m);

#define PICK(m, list) list[dice_below(&(m)->d, sizeof list / sizeof *list)]

static void quoted(maker *m, uint32_t most)
{
    words_text(m, &m->data_text, dice_between(&m->d, 1, most), false);
}

/* "key: text" of at most so many characters, in a mapping or alone. */
static void entry(maker *m, const char *before, uint32_t most, const char *after)
{
    buf_add(&m->data_text, str_of(before));
    quoted(m, most);
    buf_add(&m->data_text, str_of(after));
}

/* ---- narrative ---- */

static const char *const numbers[] = {
    "一、", "二、", "（一）", "（二）", "1.", "（1）", "第一部分　", ""};

/* Blanks a text of YAML's: behind "|" nothing needs a quote, but a line must not be blank. */
static void line(maker *m, const char *before, uint32_t most)
{
    buf text = {.memory = m->memory};
    words_text(m, &text, dice_between(&m->d, 1, most), false);
    buf_fmt(&m->data_text, "      %s文", before);
    for (size_t i = 1; i + 1 < text.n; i++) /* without its quotes and escapes */
        if (text.at[i] != '\\')
            buf_byte(&m->data_text, text.at[i]);
    buf_byte(&m->data_text, '\n');
}

static uint32_t long_or_short(maker *m)
{
    return dice_chance(&m->d, 10) ? 1500 : dice_chance(&m->d, 50) ? 150 : 30;
}

/* Notes that are called, called twice, or not at all; and calls of none. */
static void notes(maker *m)
{
    static const char *const calls[] = {"[^1]", "文[^2]", "文[^注]"},
                             *const gives[] = {"[^1]: ", "[^2]：", "[^注]: "};
    for (uint32_t n = dice_below(&m->d, 4), i = 0; i < n; i++) {
        if (dice_chance(&m->d, 90))
            line(m, calls[i], long_or_short(m));
        if (dice_chance(&m->d, 20))
            line(m, calls[i], 30);
        if (dice_chance(&m->d, 90))
            line(m, gives[i], dice_chance(&m->d, 20) ? 200 : 40);
    }
}

static void paragraphs(maker *m)
{
    uint32_t n = dice_between(&m->d, 1, 6);
    buf_add(&m->data_text, STR("  - 正文: |\n"));
    for (uint32_t i = 0; i < n; i++) {
        bool heading = dice_chance(&m->d, 30);
        line(m, heading ? PICK(m, numbers) : "", heading ? 25 : long_or_short(m));
    }
    if (dice_chance(&m->d, 30))
        notes(m);
}

static void paragraph(maker *m)
{
    entry(m, "  - ", long_or_short(m), "\n");
}

static void heading(maker *m)
{
    buf_fmt(&m->data_text, "  - {标题: \"%s题", PICK(m, numbers));
    buf text = {.memory = m->memory};
    words_text(m, &text, dice_between(&m->d, 1, dice_chance(&m->d, 20) ? 80 : 20), false);
    buf_add(&m->data_text, str_slice(buf_str(&text), 1, text.n));
    if (dice_chance(&m->d, 30))
        buf_fmt(&m->data_text, ", 级: %u", dice_between(&m->d, 1, 6));
    buf_add(&m->data_text, STR("}\n"));
}

static void title(maker *m)
{
    entry(m, "  - 题目: ", 40, "\n");
}

static void list(maker *m)
{
    uint32_t n = dice_between(&m->d, 1, 5);
    buf_add(&m->data_text, dice_chance(&m->d, 50) ? STR("  - 列表: [") : STR("  - 注: ["));
    for (uint32_t i = 0; i < n; i++)
        entry(m, i > 0 ? ", " : "", 60, "");
    buf_add(&m->data_text, STR("]\n"));
}

/* ---- tables and forms ---- */

static void table(maker *m)
{
    uint32_t columns = dice_between(&m->d, 1, 6),
             rows = dice_between(&m->d, 1, dice_chance(&m->d, 20) ? 60 : 6);
    buf *out = &m->data_text;
    buf_add(out, STR("  - 表格: {"));
    if (dice_chance(&m->d, 60))
        entry(m, "表题: ", 30, ", ");
    if (dice_chance(&m->d, 30))
        buf_add(out, STR("单位: 单位：万元, "));
    for (uint32_t r = 0; r <= rows; r++) {
        buf_add(out, r == 0 ? STR("表头: [") : r == 1 ? STR("行: [[") : STR(", ["));
        for (uint32_t c = 0; c < columns; c++)
            entry(m, c > 0 ? ", " : "", r == 0 ? 6 : dice_chance(&m->d, 5) ? 300 : 20, "");
        buf_add(out, r == 0 ? STR("], ") : STR("]"));
    }
    buf_add(out, STR("]}\n"));
}

static void form_units(maker *m)
{
    uint32_t n = dice_between(&m->d, 1, dice_chance(&m->d, 20) ? 50 : 5);
    buf_add(&m->data_text, STR("      表: 部门机构设置情况表/河北\n      机构:\n"));
    for (uint32_t i = 0; i < n; i++) {
        entry(m, "        - {单位名称: ", 20, "");
        entry(m, ", 单位性质: ", 4, "");
        entry(m, ", 单位规格: ", 4, "");
        entry(m, ", 经费保障形式: ", 6, "}\n");
    }
}

static void form_project(maker *m)
{
    static const char *const kinds[] = {"数量指标", "质量指标", "时效指标", "成本指标"};
    buf_fmt(&m->data_text, "      表: 项目支出绩效目标表/河北\n      序号: %u\n",
        dice_between(&m->d, 1, 200));
    entry(m, "      项目名称: ", 30, "\n");
    entry(m, "      绩效目标: ", long_or_short(m), "\n      绩效指标:\n        产出指标:\n");
    for (int k = 0; k < 4; k++) {
        uint32_t n = dice_between(&m->d, k == 0, dice_chance(&m->d, 10) ? 20 : 3);
        if (n > 0)
            buf_fmt(&m->data_text, "          %s:\n", kinds[k]);
        for (uint32_t i = 0; i < n; i++) {
            buf_add(&m->data_text, STR("            "));
            words_name(m, &m->data_text, i);
            entry(m, ": {绩效指标描述: ", 20, "");
            entry(m, ", 指标值: ", 8, "");
            entry(m, ", 指标值确定依据: ", 12, "}\n");
        }
    }
}

/* It lies on the sheet. */
static void form_purchases(maker *m)
{
    uint32_t n = dice_between(&m->d, 1, dice_chance(&m->d, 20) ? 30 : 4);
    buf_add(&m->data_text,
        STR("      表: 政府采购预算表/河北\n      填报单位: 某局\n      采购金额合计: \"0.00\"\n      采购项目:\n"));
    for (uint32_t i = 0; i < n; i++) {
        entry(m, "        - {项目名称: ", 20, "");
        buf_fmt(&m->data_text, ", 合计: \"%u.00\"}\n", dice_log(&m->d, 100000000));
    }
}

static void form(maker *m)
{
    static const item_maker forms[] = {form_units, form_project, form_project, form_purchases};
    static const char *const stands[] = {"新页", "接排", "文中"};
    buf_add(&m->data_text, STR("  - 表单:\n"));
    PICK(m, forms)(m);
    buf_fmt(&m->data_text, "    起于: %s\n", PICK(m, stands));
    if (dice_chance(&m->d, 50))
        buf_fmt(&m->data_text, "    级: %u\n", dice_between(&m->d, 1, 6));
    if (dice_chance(&m->d, 40))
        buf_add(&m->data_text, STR("    标题: \"{{序号}}、附表\"\n"));
}

/* ---- pages ---- */

static const char *const papers[] = {"A4", "A4", "A5", "B5", "A3"};

/* Margins that leave room for a number and a head. */
static void page_keys(maker *m)
{
    static const char *const turns[] = {"纵向", "纵向", "横向", "竖纸横排"};
    buf_fmt(&m->data_text,
        "{纸张: %s, 方向: %s, 页边距: {上: %umm, 下: %umm, 左: %umm, 右: %umm}, 双面: %s, 量法: %s",
        PICK(m, papers), PICK(m, turns), dice_between(&m->d, 20, 40), dice_between(&m->d, 20, 40),
        dice_between(&m->d, 10, 30), dice_between(&m->d, 10, 30),
        dice_chance(&m->d, 60) ? "是" : "否", dice_chance(&m->d, 50) ? "字框" : "行框");
}

static void section(maker *m)
{
    static const char *const starts[] = {"新页", "单页", "接排"};
    buf_add(&m->data_text, STR("  - 分节: "));
    if (dice_chance(&m->d, 30)) {
        buf_add(&m->data_text, STR("{}\n"));
        return;
    }
    page_keys(m);
    const char *start = PICK(m, starts);
    buf_fmt(&m->data_text, ", 起于: %s", start);
    if (str_eq(str_of(start), STR("单页")) && dice_chance(&m->d, 50))
        buf_add(&m->data_text, STR(", 起始页码: 1"));
    buf_add(&m->data_text, STR("}\n"));
}

static void page_break(maker *m)
{
    buf_add(&m->data_text, STR("  - 另起一页: 是\n"));
}

/* ---- parts of a document ---- */

static void cover(maker *m)
{
    entry(m, "  - 封面: [", 30, "");
    entry(m, ", {文字: ", 20, ", 样式: 封面落款}");
    entry(m, ", ", 12, "]\n");
}

static void contents(maker *m)
{
    buf_fmt(&m->data_text, "  - 目录: {到: %u}\n", dice_between(&m->d, 1, 6));
}

static void annex(maker *m)
{
    buf_fmt(&m->data_text, "  - 附件: {号: %u, 标题: ", dice_between(&m->d, 1, 9));
    words_name(m, &m->data_text, dice_below(&m->d, 1000));
    buf_add(&m->data_text, STR("}\n"));
}

static void signature(maker *m)
{
    uint32_t n = dice_chance(&m->d, 60) ? 1 : dice_between(&m->d, 2, 5);
    buf_add(&m->data_text, STR("  - 落款: {单位: ["));
    for (uint32_t i = 0; i < n; i++) {
        buf_add(&m->data_text, i > 0 ? STR(", ") : STR(""));
        words_name(m, &m->data_text, i);
    }
    buf_fmt(
        &m->data_text, "], 日期: 2021年3月1日%s}\n", dice_chance(&m->d, 40) ? ", 盖章: 否" : "");
}

static void imprint(maker *m)
{
    buf_add(&m->data_text, STR("  - 版记: {"));
    if (dice_chance(&m->d, 30))
        entry(m, "主送: ", 40, ", ");
    if (dice_chance(&m->d, 70))
        entry(m, "抄送: ", 120, ", ");
    entry(m, "印发机关: ", 20, ", 印发日期: 2021年3月1日}\n");
}

static void item(maker *m)
{
    static const struct {
        uint32_t part;
        item_maker make;
    } items[] = {{22, paragraph}, {24, paragraphs}, {14, heading}, {2, title}, {6, list},
        {10, table}, {9, form}, {3, section}, {3, page_break}, {2, annex}, {3, signature},
        {1, contents}, {1, cover}};
    uint32_t at = dice_below(&m->d, 100);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        if (at < items[i].part) {
            items[i].make(m);
            return;
        }
        at -= items[i].part;
    }
}

static void head(maker *m)
{
    static const char *const folios[] = {"公文", "居中", "页数", "无"};
    buf *out = &m->data_text;
    buf_add(out, STR("书: 证明\n单位: 某局\n"));
    if (dice_chance(&m->d, 30))
        buf_add(out, STR("版式: 绩效文本\n"));
    buf_add(out, STR("页面: "));
    if (dice_chance(&m->d, 50))
        buf_add(out, STR("{承: 公文"));
    else
        page_keys(m);
    buf_fmt(out, ", 页码: %s", PICK(m, folios));
    if (dice_chance(&m->d, 40))
        buf_add(out, STR(", 页眉: {文字: \"{{书}}\", 样式: 页眉, 距版心: 5mm}"));
    buf_add(out, STR("}\n"));
    if (dice_chance(&m->d, 40))
        buf_fmt(out, "样式: {正文: {字号: %upt, 行距: %u.%u}}\n", dice_between(&m->d, 9, 22),
            dice_between(&m->d, 1, 2), dice_between(&m->d, 0, 9));
}

str proof_make_book(arena *a, uint64_t seed)
{
    maker m = {.memory = a, .d = {seed * 2 + 1}, .data_text = {.memory = a}};
    uint32_t n = dice_between(&m.d, 1, dice_chance(&m.d, 20) ? 60 : 15);
    head(&m);
    buf_add(&m.data_text, STR("内容:\n"));
    if (dice_chance(&m.d, 30))
        cover(&m);
    if (dice_chance(&m.d, 50))
        contents(&m);
    paragraph(&m);
    for (uint32_t i = 0; i < n; i++)
        item(&m);
    if (dice_chance(&m.d, 50))
        imprint(&m);
    return buf_str(&m.data_text);
}
