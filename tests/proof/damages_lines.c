/* Ways to break and to place lines badly. */
#include "damage.h"

/* Two figures, one under the other. */
static const char column[] = DAMAGE_STYLES
    "  金额: {字号: 10pt, 水平: 小数点}\n"
    "字段:\n  F0: 文字\n  F1: 文字\n版面:\n  - 表格:\n      段:\n        - 列: [1份]\n          内容:\n"
    "            - [{填: F0, 样式: 金额}]\n            - [{填: F1, 样式: 金额}]\n";

/* A label of eight characters in a column of six and a half. */
static const char label[] = DAMAGE_STYLES
    "字段:\n  F0: 文字\n版面:\n  - 表格:\n      段:\n        - 列: [65pt, 1份]\n          内容:\n"
    "            - [甲乙丙丁戊己庚辛, {填: F0}]\n";

/* A vertical label over enough rows to stand. */
static const char upright[] = DAMAGE_STYLES
    "  竖: {字号: 10pt, 行距: 1.4, 水平: 中, 竖排: 是}\n"
    "字段:\n  F0: 文字\n版面:\n  - 表格:\n      段:\n        - 列: [30pt, 1份]\n          内容:\n"
    "            - [{文字: 绩效指标, 占行: 2, 样式: 竖}, {填: F0}]\n"
    "            - 格: [戊己庚辛]\n              高: 60pt\n";

#define TEN "一二三四五六七八九十"
static const char two_lines[] = "F0: " TEN TEN TEN TEN "一二\n";
static const char comma[] = "F0: " TEN TEN "一二三四五六七，乙丙\n";
static const char orphan[] = "F0: " TEN TEN "一二三四五六七八九\n";
static const char unit[] = "F0: " TEN TEN "一二三四五六≥100%\n";
static const char sum[] = "F0: " TEN TEN "一二三四五六≥1万元\n";
static const char figures[] = "F0: 3.25\nF1: 1234.5\n";
static const char quote[] = "F0: " TEN TEN "一二三四五六七《乙丙》\n";
static const char quoted_orphan[] = "F0: 甲”—" TEN TEN "一二三四五六\n";
static const char quoted_lines[] = "F0: 甲“乙” —" TEN TEN TEN "一二三四五六七\n";

/* A run of the first or the last character of another, in another place. */
static scene_op part_of(const scene_glyphs *g, uint32_t glyph, len x, len y)
{
    scene_op op = {.kind = SCENE_GLYPHS, .glyphs = *g};
    scene_glyph *one = (scene_glyph *)&g->glyphs[glyph];
    size_t end = glyph + 1 < g->count ? g->glyphs[glyph + 1].cluster : g->text.n;
    op.glyphs.text = str_slice(g->text, one->cluster, end);
    op.glyphs.from = g->from + one->cluster;
    one->cluster = 0;
    op.glyphs.glyphs = one;
    op.glyphs.count = 1;
    op.glyphs.x = x;
    op.glyphs.y = y;
    return op;
}

static void comma_begins_line(bad *b)
{
    scene_glyphs *first = &bad_run_at(b, 0, 0, 0)->glyphs,
                 *second = &bad_run_at(b, 0, 0, 1)->glyphs;
    scene_op moved = part_of(first, first->count - 1, second->x, second->y);
    first->count--;
    first->text.n -= 3;
    second->x += second->size;
    bad_insert(b->memory, &b->pages.at[0], bad_run(&b->pages.at[0], 0, 1), moved);
}

/* The first character of the second line of element 0 goes to the end of the first line. */
static void character_goes_up(bad *b)
{
    uint32_t cell = bad_cell(b, 0, 0);
    bad_page *p = &b->pages.at[0];
    uint32_t n = 1;
    while (p->ops.at[bad_run(p, cell, n)].glyphs.y == p->ops.at[bad_run(p, cell, 0)].glyphs.y)
        n++;
    scene_glyphs *first = &p->ops.at[bad_run(p, cell, n - 1)].glyphs,
                 *second = &p->ops.at[bad_run(p, cell, n)].glyphs;
    scene_op moved = part_of(second, 0, first->x + run_width(first), first->y);
    uint32_t bytes = (uint32_t)moved.glyphs.text.n;
    second->text = str_slice(second->text, bytes, second->text.n);
    second->from += bytes;
    second->glyphs++;
    second->count--;
    for (uint32_t i = 0; i < second->count; i++)
        ((scene_glyph *)second->glyphs)[i].cluster -= bytes;
    bad_insert(b->memory, p, bad_run(p, cell, n), moved);
}

static void quote_ends_line(bad *b)
{
    character_goes_up(b);
}

static void last_character_is_alone(bad *b)
{
    character_goes_up(b);
}

/* The last two characters of element 0, which has two lines, go to a third one. */
static void line_is_too_many(bad *b)
{
    uint32_t cell = bad_cell(b, 0, 0);
    bad_page *p = &b->pages.at[0];
    scene_glyphs *first = &bad_run_at(b, 0, 0, 0)->glyphs,
                 *second = &bad_run_at(b, 0, 0, 1)->glyphs;
    len pitch = second->y - first->y;
    scene_op moved = part_of(second, second->count - 2, second->x, second->y + pitch);
    moved.glyphs.count = 2;
    ((scene_glyph *)moved.glyphs.glyphs)[1].cluster = 3;
    moved.glyphs.text = str_slice(second->text, second->text.n - 6, second->text.n);
    second->count -= 2;
    second->text.n -= 6;
    p->ops.at[cell].cell.rect.height += pitch;
    bad_insert(b->memory, p, bad_run(p, cell, 1) + 1, moved);
}

static void sign_leaves_its_number(bad *b)
{
    character_goes_up(b);
}

static void two_characters_go_up(bad *b)
{
    for (int k = 0; k < 2; k++)
        character_goes_up(b);
}

static void label_is_uneven(bad *b)
{
    bad_run_at(b, 0, 0, 0)->glyphs.x -= 10 * LEN_PT;
    character_goes_up(b);
    character_goes_up(b);
}

static void point_is_elsewhere(bad *b)
{
    bad_run_at(b, 0, 1, 0)->glyphs.x -= LEN_PT;
}

/* The 1 of 1234.5 is narrower than its other digits. */
static void digit_is_narrow(bad *b)
{
    scene_glyphs *g = &bad_run_at(b, 0, 1, 0)->glyphs;
    scene_glyph *one = (scene_glyph *)g->glyphs;
    one->advance -= SCENE_EM / 20;
    g->x += (len)((int64_t)g->size / 20);
}

/* Two characters a line. */
static void label_lies(bad *b)
{
    scene_glyphs *at[4];
    for (uint32_t k = 0; k < 4; k++)
        at[k] = &bad_run_at(b, 0, 0, k)->glyphs;
    at[2]->y = at[3]->y = at[1]->y;
    at[1]->y = at[0]->y;
    at[1]->x = at[3]->x = at[0]->x + at[0]->size;
}

#define DAMAGE(make, form, data, rule)                                                             \
    {                                                                                              \
#make, form, data, make, RULE_##rule, false                                                \
    }
/* The same is done where a diagnostic says that it had to be: it had not. */
#define NEEDLESS(make, form, data)                                                                 \
    {                                                                                              \
#make ", conceded", form, data, make, RULE_AVOIDABLE, true                                 \
    }
const damage line_damages[] = {
    DAMAGE(comma_begins_line, damage_lines, comma, KINSOKU),
    DAMAGE(quote_ends_line, damage_lines, quote, KINSOKU),
    DAMAGE(last_character_is_alone, damage_lines, orphan, ORPHAN),
    DAMAGE(line_is_too_many, damage_lines, two_lines, AVOIDABLE),
    DAMAGE(sign_leaves_its_number, damage_lines, unit, UNIT_WHOLE),
    DAMAGE(two_characters_go_up, damage_lines, unit, UNIT_WHOLE), /* 1|00% */
    DAMAGE(two_characters_go_up, damage_lines, sum, UNIT_WHOLE), /* 1|万元 */
    NEEDLESS(comma_begins_line, damage_lines, comma),
    NEEDLESS(quote_ends_line, damage_lines, quote),
    NEEDLESS(sign_leaves_its_number, damage_lines, unit),
    NEEDLESS(two_characters_go_up, damage_lines, unit),
    NEEDLESS(two_characters_go_up, damage_lines, sum),
    DAMAGE(last_character_is_alone, damage_lines, quoted_orphan, ORPHAN),
    DAMAGE(line_is_too_many, damage_lines, quoted_lines, AVOIDABLE),
    DAMAGE(point_is_elsewhere, column, figures, POINT),
    DAMAGE(digit_is_narrow, column, figures, POINT),
    DAMAGE(label_is_uneven, label, damage_few, EVEN_LABEL),
    DAMAGE(label_lies, upright, damage_few, UPRIGHT),
};
const size_t line_damage_count = sizeof line_damages / sizeof *line_damages;
