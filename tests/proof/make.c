/* A template and its data, of any shape that the template language has. */
#include "make.h"

#include <string.h>

uint32_t maker_field(maker *m, made_field field)
{
    if (m->field_count == MAKE_FIELDS)
        return MAKE_FIELDS;
    m->fields[m->field_count] = field;
    return m->field_count++;
}

/* What a fit may try; and how few pages it is to need. */
static void make_fit(maker *m)
{
    static const char *const goals[] = {"最少页", "至多1页", "至多3页", "均衡"};
    static const char *const sizes[] = {"小五", "[小五, 六号]", "[5pt, 12pt, 4pt]"},
                             *const insets[] = {"0.5mm", "0mm", "[0.8mm, 0.2mm]"},
                             *const gives[] = {"0mm", "2mm", "5mm", "30mm"};
    buf *out = &m->template_text;
    if (dice_chance(&m->d, 60))
        return;
    buf_fmt(out, "适应: {目标: %s", goals[dice_below(&m->d, 4)]);
    if (dice_chance(&m->d, 60))
        buf_fmt(out, ", 字号: %s", sizes[dice_below(&m->d, 3)]);
    if (dice_chance(&m->d, 60))
        buf_fmt(out, ", 行内距: %s", insets[dice_below(&m->d, 3)]);
    if (dice_chance(&m->d, 80))
        buf_fmt(out, ", 列宽: %s", gives[dice_below(&m->d, 4)]);
    buf_add(out, STR("}\n"));
}

static void add_insets(maker *m, made_style *s)
{
    static const uint32_t sizes[] = {0, 0, 300, 900, 1200, 2500, 4000};
    buf *out = &m->template_text;
    uint32_t shape = dice_below(&m->d, 3), v[4];
    for (int i = 0; i < 4; i++)
        v[i] = sizes[dice_below(&m->d, m->width < 80000 ? 5 : 7)];
    if (shape < 2)
        v[2] = v[0], v[3] = v[1];
    if (shape == 0)
        v[1] = v[2] = v[3] = v[0];
    buf_add(out, STR(", 内距: "));
    if (shape == 0)
        add_mm(out, v[0]);
    for (uint32_t i = 0; shape > 0 && i < shape * 2; i++) {
        buf_add(out, i == 0 ? STR("[") : STR(", "));
        add_mm(out, v[i]);
    }
    buf_add(out, shape == 0 ? STR("") : STR("]"));
    s->need += v[1] + v[3];
    s->left = v[3];
}

/* How lines are composed. An indent may be wider than a narrow column has room for; a hanging one
 * takes the inset. */
static void add_composition(maker *m, const made_style *s)
{
    static const char *const keys[][4] = {
        {"避头尾", "基本", "国标", "严格"}, {"中西间距", "无", "八分", "四分"}};
    buf *out = &m->template_text;
    for (int k = 0; k < 2; k++)
        if (dice_chance(&m->d, 40))
            buf_fmt(out, ", %s: %s", keys[k][0], keys[k][1 + dice_below(&m->d, 3)]);
    if (dice_chance(&m->d, 50)) {
        buf_add(out, STR(", 断词: \""));
        words_list(out, false);
        buf_byte(out, '"');
    }
    if (dice_chance(&m->d, 50)) {
        buf_add(out, STR(", 常用词: \""));
        words_list(out, true);
        buf_byte(out, '"');
    }
    if (dice_chance(&m->d, 30))
        buf_fmt(out, ", 均衡: %s", dice_chance(&m->d, 50) ? "是" : "否");
    if (s->left >= 900 && dice_chance(&m->d, 20)) {
        buf_add(out, STR(", 缩进: -"));
        add_mm(out, s->left - 100);
    } else if (dice_chance(&m->d, 10)) {
        buf_add(out, dice_chance(&m->d, 50) ? STR(", 缩进: 2字") : STR(", 缩进: 3mm"));
    }
}

static void make_style(maker *m, made_style *s)
{
    static const struct {
        const char *name;
        uint32_t um;
    } sizes[] = {{"五号", 3705}, {"五号", 3705}, {"小五", 3175}, {"小四", 4234}, {"四号", 4939},
        {"7.5pt", 2646}, {"4pt", 1412}, {"三号", 5645}, {"二号", 7762}, {"33.333pt", 11760},
        {"初号", 14818}};
    static const char *const roles[] = {"宋体", "宋体", "黑体", "小标宋"};
    static const char *const pitches[] = {"1", "1.3", "1.35", "1.4", "2", "3.5", "60pt"};
    static const char *const across[] = {"左", "中", "右", "两端", "分散", "小数点"},
                             *const down[] = {"上", "中", "下"};
    buf *out = &m->template_text;
    uint32_t size;
    do {
        size = dice_below(&m->d, 11);
    } while (size > 0 && sizes[size].um * 8 > (m->width < m->height ? m->width : m->height));
    uint32_t pitch = dice_below(&m->d, dice_chance(&m->d, 80) ? 5 : 7);
    s->need = sizes[size].um;
    buf_fmt(out, "  %s: {字体: %s, 字号: %s, 行距: %s, 水平: %s, 垂直: %s", s->name,
        roles[dice_below(&m->d, 4)], sizes[size].name,
        pitches[pitch == 6 && m->height < 40000 ? 0 : pitch], across[dice_below(&m->d, 6)],
        down[dice_below(&m->d, 3)]);
    if (dice_chance(&m->d, 85))
        add_insets(m, s);
    s->stacked = dice_chance(&m->d, 8);
    if (s->stacked)
        buf_add(out, STR(", 竖排: 是"));
    add_composition(m, s);
    buf_add(out, STR("}\n"));
}

static void make_styles(maker *m)
{
    static const char *const fixed[] = {"标签", "内容"};
    buf_add(&m->template_text, STR("样式:\n"));
    m->style_count = dice_between(&m->d, 2, 6);
    for (uint32_t i = 0; i < m->style_count; i++) {
        made_style *s = &m->styles[i];
        str name = i < 2 ? str_of(fixed[i]) : str_fmt(m->memory, "S%u", i);
        memcpy(s->name, name.at, name.n);
        make_style(m, s);
        m->need = s->need > m->need ? s->need : m->need;
    }
    /* An heir differs in one thing only, and needs no more room. */
    if (dice_chance(&m->d, 30)) {
        made_style *s = &m->styles[m->style_count];
        *s = m->styles[1];
        memcpy(s->name, "SH", 3);
        buf_add(&m->template_text, STR("  SH: {承: 内容, 水平: 右}\n"));
        m->style_count++;
    }
    make_page_style(m);
    m->need += 300;
    if (dice_chance(&m->d, 4)) /* columns that may be too narrow */
        m->need = m->need * 2 / 3;
}

static void make_block(maker *m)
{
    buf *out = &m->template_text;
    uint32_t kind = dice_below(&m->d, 100);
    if (kind < 6) {
        buf_add(out, STR("  - {另起一页: 是}\n"));
        return;
    }
    if (kind < 12) {
        make_section(m);
        return;
    }
    if (kind < 64) {
        make_grid(m);
        return;
    }
    const made_style *style = &m->styles[dice_below(&m->d, m->style_count)];
    uint32_t field = dice_chance(&m->d, 50)
        ? maker_field(m, (made_field){.kind = MADE_TEXT, .several = dice_chance(&m->d, 50)})
        : MAKE_FIELDS;
    if (field < MAKE_FIELDS) {
        buf_fmt(out, "  - {填: F%u", field);
    } else if (dice_chance(&m->d, 15)) {
        buf_add(out, STR("  - {文字: 填报单位（盖章）：某县教育局"));
    } else {
        buf_add(out, STR("  - {文字: "));
        words_any(m, out);
    }
    buf_fmt(out, ", 样式: %s", style->name);
    make_zone(m, style);
    buf_add(out, dice_chance(&m->d, 20) ? STR(", 随表: 是}\n") : STR("}\n"));
}

static void add_fields(maker *m)
{
    buf *out = &m->template_text;
    buf_add(out, m->field_count == 0 ? STR("字段: {}\n") : STR("字段:\n"));
    for (uint32_t f = 0; f < m->field_count; f++) {
        const made_field *one = &m->fields[f];
        if (one->kind == MADE_TEXT) {
            buf_fmt(out, "  F%u: %s\n", f, one->several ? "段落" : "文字");
            continue;
        }
        buf_fmt(out, "  F%u: {%s: [", f, one->kind == MADE_LIST ? "列表" : "层级");
        for (uint32_t c = 0; c < one->columns; c++)
            buf_fmt(out, "%sC%u_%u", c == 0 ? "" : c == one->levels ? "], 条目: [" : ", ", f, c);
        buf_add(out, STR("]}\n"));
    }
}

made proof_make(arena *a, uint64_t seed)
{
    maker *m = ARENA_NEW(a, maker);
    *m = (maker){
        .memory = a, .d = {seed}, .template_text = {.memory = a}, .data_text = {.memory = a}};
    uint32_t weight = dice_below(&m->d, 100);
    uint32_t records = weight < 40 ? 8 : weight < 85 ? 60 : 500;
    m->characters = weight < 40 ? dice_log(&m->d, 4000) : 300 + dice_log(&m->d, 40000);
    m->records = dice_between(&m->d, 0, 2) + dice_log(&m->d, records);
    m->wordy = (const uint32_t[]){2, 8, 30}[dice_below(&m->d, 3)];
    m->raw = dice_chance(&m->d, 20);
    buf_add(&m->template_text, STR("表: 证明\n"));
    make_page(m);
    make_fit(m);
    make_styles(m);
    buf styles = m->template_text;
    m->template_text = (buf){.memory = a};
    uint32_t blocks = 1 + dice_log(&m->d, 9);
    for (uint32_t i = 0; i < blocks; i++)
        make_block(m);
    buf layout = m->template_text;
    m->template_text = styles;
    add_fields(m);
    buf_add(&m->template_text, STR("版面:\n"));
    buf_add(&m->template_text, buf_str(&layout));
    make_data(m);
    return (made){buf_str(&m->template_text), buf_str(&m->data_text)};
}
