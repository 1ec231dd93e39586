/* Ways to spoil what only books have: contents, footnotes, the imprint. */
#include "damage.h"

#define STYLES                                                                                                         \
    "样式:\n"                                                                                                        \
    "  正文: {字体: 仿宋, 字号: 16pt, 行距: 30pt, 水平: 两端, 垂直: 上, 内距: 0mm, 缩进: 2字}\n" \
    "  标题1: {承: 正文, 字体: 黑体, 水平: 左}\n"                                                          \
    "  标题2: {承: 标题1}\n  标题3: {承: 标题1}\n  标题4: {承: 标题1}\n"                                \
    "  目录标题: {承: 正文, 水平: 中, 缩进: 0字}\n"                                                       \
    "  目录1: {承: 正文, 水平: 左, 缩进: -2字, 内距: [0mm, 0mm, 0mm, 32pt]}\n"                            \
    "  页码: {字体: 宋体, 字号: 14pt, 行距: 1, 内距: 0mm}\n"                                               \
    "  脚注: {承: 正文, 字号: 10pt, 行距: 16pt}\n"                                                            \
    "  版记: {承: 正文, 字号: 14pt, 水平: 左, 缩进: 0字, 内距: [0mm, 14pt]}\n"                          \
    "  版记日期: {承: 版记, 水平: 右}\n"                                                                     \
    "  版记抄送: {承: 版记, 缩进: -3字, 内距: [0mm, 14pt, 0mm, 56pt]}\n"                                   \
    "页面: {纸张: A5, 页边距: {上: 20mm, 下: 25mm, 左: 24mm, 右: 16mm}, 双面: 是, "                      \
    "页码: {文字: \"{{页}}\", 样式: 页码, 位置: 居中, 距版心: 7mm}}\n"

/* The contents and a blank verso; text with two notes; more text and the imprint. */
static const char book[] = "书: 证明\n" STYLES "编号: [\"{一}、\"]\n内容:\n"
                           "  - 目录: {到: 1}\n"
                           "  - 正文: |\n"
                           "      一、一个标题长得目录里一行排不下所以要分两行来排的第一部分\n"
                           "      绩效目标[^1]由部门填报[^2]。\n"
                           "      [^1]: 指计划达到的产出和效果。\n"
                           "      [^2]: 财政部门审核[^1]。\n"
                           "      二、第二部分\n"
                           "      又一段。\n"
                           "  - 另起一页: 是\n"
                           "  - 正文: |\n"
                           "      三、第三部分\n"
                           "      末一段。\n"
                           "  - 版记: {抄送: 某局。, 印发机关: 某办公室, 印发日期: 2021年3月1日}\n";
enum { NOTE_PAGE = 2, LAST_PAGE = 3 };

/* No room for the imprint on page 4: a blank one, then page 6 without a number. */
static const char apart[] =
    "书: 证明\n" STYLES "内容:\n"
    "  - 一。\n  - 另起一页: 是\n  - 二。\n  - 另起一页: 是\n  - 三。\n  - 另起一页: 是\n"
    "  - 正文: |\n      甲。\n      甲。\n      甲。\n      甲。\n      甲。\n      甲。\n"
    "      甲。\n      甲。\n      甲。\n      甲。\n      甲。\n      甲。\n      甲。\n"
    "  - 版记: {抄送: 某局。, 印发机关: 某办公室, 印发日期: 2021年3月1日}\n";

/* The element whose text begins so, of several the last one. */
static uint32_t element_of(const bad *b, const char *text)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < b->from->element_count; i++)
        if (str_starts(b->elements[i].text, str_of(text)))
            found = i;
    return found;
}

/* Moves ops [from, end) of a page. */
static void shift(bad_page *p, uint32_t from, uint32_t end, scene_point by)
{
    for (uint32_t i = from; i < end; i++) {
        scene_op *op = &p->ops.at[i];
        scene_rect *r = op->kind == SCENE_CELL ? &op->cell.rect : &op->rule;
        if (op->kind == SCENE_GLYPHS) {
            op->glyphs.x += by.x;
            op->glyphs.y += by.y;
        } else if (op->kind == SCENE_CELL || op->kind == SCENE_RULE) {
            r->x += by.x;
            r->y += by.y;
        }
    }
}

static uint32_t cell_end(const bad_page *p, uint32_t cell)
{
    while (++cell < p->ops.count && p->ops.at[cell].kind == SCENE_GLYPHS)
        ;
    return cell;
}

/* ---- contents ---- */

/* The cell of dots on a page, n-th. */
static uint32_t dots(const bad *b, uint32_t n)
{
    const bad_page *p = &b->pages.at[0];
    for (uint32_t i = 0; i < p->ops.count; i++)
        if (p->ops.at[i].kind == SCENE_CELL && p->ops.at[i].cell.element == SCENE_ELEMENT_NONE &&
            n-- == 0)
            return i;
    return UINT32_MAX;
}

static void dots_are_dropped(bad *b)
{
    uint32_t cell = dots(b, 1);
    bad_remove(&b->pages.at[0], cell);
    bad_remove(&b->pages.at[0], cell);
}

static void dots_run_into_the_number(bad *b)
{
    bad_page *p = &b->pages.at[0];
    p->ops.at[dots(b, 1) + 1].glyphs.x += 20 * LEN_PT;
}

static void number_stands_left(bad *b)
{
    uint32_t number = cell_end(&b->pages.at[0], dots(b, 0));
    shift(&b->pages.at[0], number, number + 2, (scene_point){-LEN_PT / 2, 0});
}

static void number_is_on_the_first_line(bad *b)
{
    bad_page *p = &b->pages.at[0];
    uint32_t number = cell_end(p, dots(b, 0));
    shift(p, dots(b, 0), number + 2, (scene_point){0, -30 * LEN_PT});
}

/* ---- headings ---- */

/* It ends the page before, below what stands there. */
static void heading_ends_its_page(bad *b)
{
    const doc_page *sheet = &b->doc->sections[0].page;
    bad_page *from = &b->pages.at[LAST_PAGE], *to = &b->pages.at[NOTE_PAGE];
    uint32_t cell = bad_cell(b, LAST_PAGE, element_of(b, "三、第三部分"));
    uint32_t at = bad_cell(b, NOTE_PAGE, element_of(b, "①指"));
    shift(from, cell, cell + 2, (scene_point){sheet->left - sheet->right, 200 * LEN_PT});
    bad_insert(b->memory, to, at, from->ops.at[cell + 1]);
    bad_insert(b->memory, to, at, from->ops.at[cell]);
    bad_remove(from, cell);
    bad_remove(from, cell);
}

/* ---- footnotes ---- */

/* The two notes, and the line above them, which comes behind them. */
static void notes_of(const bad *b, uint32_t *first, uint32_t *end)
{
    const bad_page *p = &b->pages.at[NOTE_PAGE];
    *first = bad_cell(b, NOTE_PAGE, element_of(b, "①指"));
    *end = bad_rule(p, *first);
}

static void note_rule_is_dropped(bad *b)
{
    bad_page *p = &b->pages.at[NOTE_PAGE];
    bad_remove(p, bad_rule(p, 0));
}

static void note_rule_is_long(bad *b)
{
    bad_page *p = &b->pages.at[NOTE_PAGE];
    p->ops.at[bad_rule(p, 0)].rule.width *= 4;
}

static void notes_stand_high(bad *b)
{
    uint32_t first, end;
    notes_of(b, &first, &end);
    shift(&b->pages.at[NOTE_PAGE], first, end + 1, (scene_point){0, -LEN_PT});
}

static void note_is_on_the_next_page(bad *b)
{
    bad_page *p = &b->pages.at[NOTE_PAGE], *to = &b->pages.at[LAST_PAGE];
    uint32_t first, end, at = bad_cell(b, LAST_PAGE, element_of(b, "抄送"));
    notes_of(b, &first, &end);
    len up = b->pages.at[LAST_PAGE].ops.at[at].cell.rect.y - p->ops.at[end - 2].cell.rect.y -
        40 * LEN_PT;
    shift(p, end - 2, end, (scene_point){to->ops.at[0].cell.rect.x - p->ops.at[0].cell.rect.x, up});
    bad_insert(b->memory, to, at, p->ops.at[end - 1]);
    bad_insert(b->memory, to, at, p->ops.at[end - 2]);
    bad_remove(p, end - 2);
    bad_remove(p, end - 2);
}

/* The text changes places with them. */
static void text_stands_below_notes(bad *b)
{
    bad_page *p = &b->pages.at[NOTE_PAGE];
    uint32_t first, end, cell = bad_cell(b, NOTE_PAGE, element_of(b, "又一段"));
    len foot = b->from->pages[0].height - b->doc->sections[1].page.bottom;
    notes_of(b, &first, &end);
    shift(p, first, end + 1, (scene_point){0, -60 * LEN_PT});
    shift(p, cell, cell_end(p, cell),
        (scene_point){0, foot - 31 * LEN_PT - p->ops.at[cell].cell.rect.y});
}

/* ---- imprint ---- */

/* All of it, the lines as well. */
static void imprint_moves(bad *b, len by)
{
    bad_page *p = &b->pages.at[LAST_PAGE];
    uint32_t from = bad_rule(p, 0), end = from;
    while (p->ops.at[end].kind != SCENE_CELL || p->ops.at[end].cell.element != SCENE_ELEMENT_NONE)
        end++;
    shift(p, from, end, (scene_point){0, by});
}

static void imprint_stands_high(bad *b)
{
    imprint_moves(b, -LEN_PT);
}

static void imprint_line_is_dropped(bad *b)
{
    bad_page *p = &b->pages.at[LAST_PAGE];
    bad_remove(p, bad_rule(p, bad_rule(p, 0) + 1));
}

static void imprint_line_is_thin(bad *b)
{
    bad_page *p = &b->pages.at[LAST_PAGE];
    scene_rect *rule = &p->ops.at[bad_rule(p, 0)].rule;
    rule->height /= 2;
    rule->y += rule->height;
}

static void text_stands_below_imprint(bad *b)
{
    bad_page *p = &b->pages.at[LAST_PAGE];
    uint32_t cell = bad_cell(b, LAST_PAGE, element_of(b, "末一段"));
    len foot = b->from->pages[0].height - b->doc->sections[1].page.bottom;
    imprint_moves(b, -60 * LEN_PT);
    shift(p, cell, cell_end(p, cell),
        (scene_point){0, foot - 31 * LEN_PT - p->ops.at[cell].cell.rect.y});
}

/* The number of the first page, on the last one. */
static void number_copy(bad *b, const char *number)
{
    bad_page *from = &b->pages.at[0], *to = &b->pages.at[b->pages.count - 1];
    uint32_t cell = from->ops.count - 2;
    bad_insert(b->memory, to, to->ops.count, from->ops.at[cell]);
    bad_insert(b->memory, to, to->ops.count, from->ops.at[cell + 1]);
    to->ops.at[to->ops.count - 1].glyphs.text = str_of(number);
}

/* The imprint is on an odd page, which is made as other odd pages are. */
static void blank_page_is_dropped(bad *b)
{
    const doc_page *sheet = &b->doc->sections[0].page;
    bad_page *last = &b->pages.at[b->pages.count - 2];
    *last = b->pages.at[b->pages.count - 1];
    b->pages.count--;
    shift(last, 0, last->ops.count, (scene_point){sheet->left - sheet->right, 0});
    number_copy(b, "5");
}

static void imprint_page_is_numbered(bad *b)
{
    const doc_page *sheet = &b->doc->sections[0].page;
    bad_page *last = &b->pages.at[b->pages.count - 1];
    number_copy(b, "6");
    shift(last, last->ops.count - 2, last->ops.count, (scene_point){sheet->right - sheet->left, 0});
}

#define DAMAGE(make, data, rule)                                                                   \
    {                                                                                              \
#make, NULL, data, make, RULE_##rule                                                       \
    }
const damage book_damages[] = {
    DAMAGE(dots_are_dropped, book, FURNITURE),
    DAMAGE(dots_run_into_the_number, book, FURNITURE),
    DAMAGE(number_stands_left, book, FURNITURE),
    DAMAGE(number_is_on_the_first_line, book, FURNITURE),
    DAMAGE(heading_ends_its_page, book, KEPT_THINGS),
    DAMAGE(note_rule_is_dropped, book, NOTE),
    DAMAGE(note_rule_is_long, book, NOTE),
    DAMAGE(notes_stand_high, book, NOTE),
    DAMAGE(note_is_on_the_next_page, book, NOTE),
    DAMAGE(text_stands_below_notes, book, NOTE),
    DAMAGE(imprint_stands_high, book, IMPRINT),
    DAMAGE(imprint_line_is_dropped, book, IMPRINT),
    DAMAGE(imprint_line_is_thin, book, IMPRINT),
    DAMAGE(text_stands_below_imprint, book, IMPRINT),
    DAMAGE(blank_page_is_dropped, apart, IMPRINT),
    DAMAGE(imprint_page_is_numbered, apart, FURNITURE),
};
const size_t book_damage_count = sizeof book_damages / sizeof *book_damages;
