/* One good scene and one way to spoil it for each thing that a rule has to find. */
#include "damage.h"

#include <string.h>

/* Title, header, a label over everything, rows over three pages. */
const char damage_table[] = DAMAGE_STYLES
    "字段:\n  F0: {列表: [C0_0, C0_1]}\n版面:\n  - {文字: 绩效表, 样式: 标签}\n  - 表格:\n"
    "      外框: 1pt\n      内线: 0.5pt\n      续页标题: 是\n      段:\n"
    "        - 列: [15mm, 1份, 30mm]\n"
    "          表头:\n            - [{文字: 绩效指标, 占行: 全}, 名称, 指标值]\n"
    "          内容:\n            - 循环: F0\n              行:\n                - [{填: C0_0}, {填: C0_1}]\n";

/* One row of a band, divided as the test wants, its label dealt once or shown again. */
#define ROW(split, label)                                                                           \
    DAMAGE_STYLES "字段:\n  F0: 文字\n版面:\n  - 表格:\n      段:\n        - 列: [1份, 50mm]\n" \
           "          内容:\n            - {格: [{文字: 短, 样式: 内容, 跨页: " label               \
           "}, {填: F0}], 跨页: " split "}\n"
static const char row_never[] = ROW("不断", "接续");
static const char row_free[] = ROW("可断", "接续");
static const char row_auto[] = ROW("自动", "接续");
static const char row_labelled[] = ROW("可断", "重复");

/* Two rows that a cell holds together. */
static const char group[] = DAMAGE_STYLES
    "字段:\n  F0: 文字\n版面:\n  - 表格:\n      段:\n        - 列: [1份, 50mm]\n          内容:\n"
    "            - [{文字: 组, 占行: 2, 跨页: 不分}, {填: F0}]\n            - [乙]\n";

const char damage_lines[] = DAMAGE_STYLES "字段:\n  F0: 文字\n版面:\n  - {填: F0, 样式: 内容}\n";

#define TEN "一二三四五六七八九十"
static const char five_lines[] = "F0: " TEN TEN TEN TEN TEN TEN "一二三四\n";
static const char four_lines[] = "F0: " TEN TEN TEN TEN TEN "一\n";
const char damage_few[] = "F0: 甲\n";

static const scene_rect *rect_at(const bad *b, uint32_t page, uint32_t element)
{
    return &b->pages.at[page].ops.at[bad_cell(b, page, element)].cell.rect;
}

static void run_drop(bad *b, uint32_t page, uint32_t element)
{
    bad_page *p = &b->pages.at[page];
    bad_remove(p, bad_run(p, bad_cell(b, page, element), 0));
}

/* Elements of `damage_table`: 0 the title, 1 the label, 2 and 3 the header, then two a row. */
enum { TITLE, LABEL, HEADER, BODY = 4 };

static void glyph_run_is_dropped(bad *b)
{
    run_drop(b, 0, BODY);
}

static void one_glyph_is_dropped(bad *b)
{
    scene_glyphs *g = &bad_run_at(b, 0, BODY, 0)->glyphs;
    scene_glyph *less = ARENA_ARRAY(b->memory, scene_glyph, g->count);
    memcpy(less, g->glyphs, g->count * sizeof *less);
    memmove(less + 1, less + 2, (g->count - 2) * sizeof *less);
    g->glyphs = less;
    g->count--;
}

static void last_glyph_is_dropped(bad *b)
{
    bad_run_at(b, 0, BODY, 0)->glyphs.count--;
}

static void other_text_is_shown(bad *b)
{
    bad_run_at(b, 0, BODY, 0)->glyphs.text = bad_run_at(b, 0, BODY + 2, 0)->glyphs.text;
}

static void element_is_another(bad *b)
{
    b->elements[BODY].text = STR("别的");
}

static void last_cell_is_dropped(bad *b)
{
    uint32_t page = b->pages.count - 1, op = 0;
    bad_page *p = &b->pages.at[page];
    for (uint32_t i = 0; i < p->ops.count; i++)
        op = p->ops.at[i].kind == SCENE_CELL ? i : op;
    p->ops.at[op].cell.repeat = true;
}

static void glyphs_move_right(bad *b)
{
    bad_run_at(b, 0, BODY, 0)->glyphs.x += rect_at(b, 0, BODY)->width;
}

static void glyphs_move_down(bad *b)
{
    bad_run_at(b, 0, BODY, 0)->glyphs.y += rect_at(b, 0, BODY)->height;
}

static void lines_meet(bad *b)
{
    bad_run_at(b, 0, 1, 1)->glyphs.y = bad_run_at(b, 0, 1, 0)->glyphs.y + LEN_PT;
}

static void cell_is_wider(bad *b)
{
    b->pages.at[0].ops.at[bad_cell(b, 0, BODY)].cell.rect.width++;
}

static void cell_is_narrower(bad *b)
{
    b->pages.at[0].ops.at[bad_cell(b, 0, BODY)].cell.rect.width--;
}

static void repeated_header_is_blank(bad *b)
{
    run_drop(b, 1, HEADER);
}

static void repeated_header_is_gone(bad *b)
{
    const scene_rect *r = rect_at(b, 1, HEADER);
    bad_behead(b, 1, r->y + r->height);
}

static void repeated_title_is_blank(bad *b)
{
    run_drop(b, 1, TITLE);
}

static void repeated_label_is_blank(bad *b)
{
    run_drop(b, 1, LABEL);
}

static void repeated_label_is_cut(bad *b)
{
    b->pages.at[1].ops.at[bad_cell(b, 1, LABEL)].cell.to -= 3;
}

/* The rule of page 2 that lies furthest to a side. */
static uint32_t rule_at(const bad *b, bool vertical, bool last)
{
    const bad_page *p = &b->pages.at[1];
    uint32_t found = UINT32_MAX;
    for (uint32_t i = 0; (i = bad_rule(p, i)) != UINT32_MAX; i++) {
        const scene_rect *r = &p->ops.at[i].rule;
        if ((r->height > r->width) != vertical)
            continue;
        const scene_rect *best = found == UINT32_MAX ? r : &p->ops.at[found].rule;
        len here = vertical ? r->x : r->y, there = vertical ? best->x : best->y;
        if (found == UINT32_MAX || (last ? here > there : here < there))
            found = i;
    }
    return found;
}

static void top_is_open(bad *b)
{
    bad_remove(&b->pages.at[1], rule_at(b, false, false));
}

static void bottom_is_open(bad *b)
{
    bad_remove(&b->pages.at[1], rule_at(b, false, true));
}

static void left_is_open(bad *b)
{
    bad_remove(&b->pages.at[1], rule_at(b, true, false));
}

static void right_is_open(bad *b)
{
    bad_remove(&b->pages.at[1], rule_at(b, true, true));
}

static void corner_is_open(bad *b)
{
    b->pages.at[1].ops.at[rule_at(b, false, true)].rule.width -= LEN_PT / 2;
}

static void frame_is_thin(bad *b)
{
    b->pages.at[1].ops.at[rule_at(b, false, true)].rule.height = LEN_PT / 2;
}

/* Rules between cells: the first one that is no frame. */
static scene_rect *inner_rule(bad *b, bool vertical)
{
    bad_page *p = &b->pages.at[1];
    for (uint32_t i = 0; (i = bad_rule(p, i)) != UINT32_MAX; i++) {
        scene_rect *r = &p->ops.at[i].rule;
        if ((r->height > r->width) == vertical && (vertical ? r->width : r->height) == LEN_PT / 2)
            return r;
    }
    return NULL;
}

static void row_edge_is_short(bad *b)
{
    inner_rule(b, false)->width /= 2;
}

static void column_edge_is_short(bad *b)
{
    inner_rule(b, true)->height -= 2 * LEN_PT;
}

static void rule_runs_through(bad *b)
{
    scene_rect r = *rect_at(b, 1, LABEL);
    r.y += r.height / 2;
    r.height = LEN_PT / 2;
    *VEC_PUSH(b->memory, &b->pages.at[1].ops) = (scene_op){.kind = SCENE_RULE, .rule = r};
}

static void rule_stands_alone(bad *b)
{
    scene_rect r = {0, 0, LEN_PT, LEN_PT};
    *VEC_PUSH(b->memory, &b->pages.at[1].ops) = (scene_op){.kind = SCENE_RULE, .rule = r};
}

static void page_is_added(bad *b)
{
    bad_add_page(b, 1);
}

static void last_page_is_added(bad *b)
{
    bad_add_page(b, b->pages.count);
}

static void page_shift(bad *b, len x, len y)
{
    bad_page *p = &b->pages.at[1];
    for (uint32_t i = 0; i < p->ops.count; i++) {
        scene_op *op = &p->ops.at[i];
        scene_rect *r = op->kind == SCENE_CELL ? &op->cell.rect : &op->rule;
        if (op->kind == SCENE_GLYPHS) {
            op->glyphs.x += x;
            op->glyphs.y += y;
        } else {
            r->x += x;
            r->y += y;
        }
    }
}

static void page_moves_left(bad *b)
{
    page_shift(b, -1, 0);
}

static void page_moves_up(bad *b)
{
    page_shift(b, 0, -1);
}

static void header_is_left_behind(bad *b)
{
    const scene_rect *r = rect_at(b, 0, HEADER);
    bad_split(b, 0, r->y + r->height, true);
}

static void row_is_divided(bad *b)
{
    bad_split(b, 0, rect_at(b, 0, 1)->y + 2 * 14 * LEN_PT, false);
}

static void line_is_left_alone(bad *b)
{
    bad_split(b, 0, rect_at(b, 0, 1)->y + 14 * LEN_PT, false);
}

static void last_line_is_left_alone(bad *b)
{
    const scene_rect *r = rect_at(b, 0, 1);
    bad_split(b, 0, r->y + r->height - 14 * LEN_PT, false);
}

static void group_is_divided(bad *b)
{
    const scene_rect *r = rect_at(b, 0, 1);
    bad_split(b, 0, r->y + r->height, false);
}

/* Two cells of one run each change places in the list. */
static void cells_are_swapped(bad *b)
{
    bad_page *p = &b->pages.at[0];
    uint32_t a = bad_cell(b, 0, BODY);
    for (uint32_t i = 0; i < 2; i++) {
        scene_op op = p->ops.at[a + i];
        p->ops.at[a + i] = p->ops.at[a + i + 2];
        p->ops.at[a + i + 2] = op;
    }
}

#define DAMAGE(make, form, data, rule)                                                             \
    {                                                                                              \
#make, form, data, make, RULE_##rule, false                                                \
    }
const damage damages[] = {
    DAMAGE(glyph_run_is_dropped, damage_table, NULL, TEXT_COMPLETE),
    DAMAGE(one_glyph_is_dropped, damage_table, NULL, TEXT_COMPLETE),
    DAMAGE(last_glyph_is_dropped, damage_table, NULL, TEXT_COMPLETE),
    DAMAGE(other_text_is_shown, damage_table, NULL, TEXT_COMPLETE),
    DAMAGE(element_is_another, damage_table, NULL, TEXT_COMPLETE),
    DAMAGE(last_cell_is_dropped, damage_table, NULL, TEXT_COMPLETE),
    DAMAGE(glyphs_move_right, damage_table, NULL, GLYPH_IN_CELL),
    DAMAGE(glyphs_move_down, damage_table, NULL, GLYPH_IN_CELL),
    DAMAGE(lines_meet, row_free, five_lines, NO_OVERLAP),
    DAMAGE(cell_is_wider, damage_table, NULL, NO_OVERLAP),
    DAMAGE(cell_is_narrower, damage_table, NULL, NO_HOLE),
    DAMAGE(repeated_header_is_blank, damage_table, NULL, HEADER_REPEATED),
    DAMAGE(repeated_header_is_gone, damage_table, NULL, HEADER_REPEATED),
    DAMAGE(repeated_title_is_blank, damage_table, NULL, HEADER_REPEATED),
    DAMAGE(repeated_label_is_blank, damage_table, NULL, LABEL_REPEATED),
    DAMAGE(repeated_label_is_cut, damage_table, NULL, LABEL_REPEATED),
    DAMAGE(row_is_divided, row_labelled, five_lines, LABEL_REPEATED),
    DAMAGE(top_is_open, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(bottom_is_open, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(left_is_open, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(right_is_open, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(corner_is_open, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(frame_is_thin, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(row_edge_is_short, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(column_edge_is_short, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(rule_runs_through, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(rule_stands_alone, damage_table, NULL, FRAME_CLOSED),
    DAMAGE(page_is_added, damage_table, NULL, PAGE_NOT_EMPTY),
    DAMAGE(last_page_is_added, damage_table, NULL, PAGE_NOT_EMPTY),
    DAMAGE(page_moves_left, damage_table, NULL, INSIDE_TYPE_AREA),
    DAMAGE(page_moves_up, damage_table, NULL, INSIDE_TYPE_AREA),
    DAMAGE(header_is_left_behind, damage_table, NULL, KEPT_THINGS),
    DAMAGE(row_is_divided, row_never, five_lines, KEPT_THINGS),
    DAMAGE(row_is_divided, row_auto, four_lines, KEPT_THINGS),
    DAMAGE(line_is_left_alone, row_free, five_lines, KEPT_THINGS),
    DAMAGE(last_line_is_left_alone, row_free, five_lines, KEPT_THINGS),
    DAMAGE(group_is_divided, group, damage_few, KEPT_THINGS),
    DAMAGE(cells_are_swapped, damage_table, NULL, ORDER),
};

const size_t damage_count = sizeof damages / sizeof *damages;
