/* A grid of bands; in each band rectangles that tile the rows. */
#include "make.h"

enum { ROWS = 6 };

/* Rows under construction: which columns a cell above or to the left covers. */
typedef struct tiling {
    uint32_t columns, rows;
    bool whole[MAKE_COLUMNS]; /* covered to the end of the band by a cell of its first row */
    bool begins[MAKE_COLUMNS]; /* where such a cell begins, until it has been written */
    bool taken[ROWS][MAKE_COLUMNS];
    bool loop;
    bool free_rows; /* rows of the content that no record makes */
    uint32_t field, column; /* of a loop: the next column that has not been printed */
} tiling;

static void add_tracks(maker *m, uint32_t columns)
{
    buf *out = &m->template_text;
    uint32_t room = m->width - columns * m->need, mode = dice_below(&m->d, 10);
    buf_add(out, STR("        - 列: ["));
    for (uint32_t c = 0; c < columns; c++) {
        bool last = c + 1 == columns;
        buf_add(out, c == 0 ? STR("") : STR(", "));
        uint32_t kind = mode == 0 ? 0 : mode < 4 ? 1 : mode < 6 ? 2 : dice_below(&m->d, 3);
        if (mode != 0 && last && kind == 0)
            kind = 2;
        if (kind == 0) {
            uint32_t more = last ? room : dice_below(&m->d, room * 2 / columns + 1);
            room -= more;
            uint32_t bound = last ? 0 : dice_below(&m->d, 4);
            buf_add(out, bound == 1 ? STR("至少") : STR(""));
            buf_fmt(out, "%u.%03umm", (m->need + more) / 1000, (m->need + more) % 1000);
            if (bound == 2)
                buf_fmt(out, "至%umm", (m->need + more) / 1000 + 20);
        } else if (kind == 1) {
            buf_fmt(out, "%u份", 1 + dice_log(&m->d, dice_chance(&m->d, 10) ? 999 : 4));
        } else {
            buf_add(out, STR("自动"));
        }
    }
    buf_add(out, STR("]\n"));
}

/* What fills a cell: a fixed text, a field, or in a loop the next column of its field. */
static void add_content(maker *m, tiling *t)
{
    buf *out = &m->template_text;
    if (t->loop && t->column < m->fields[t->field].columns) {
        buf_fmt(out, "填: C%u_%u", t->field, t->column++);
        return;
    }
    uint32_t field = !t->loop && dice_chance(&m->d, 35)
        ? maker_field(m, (made_field){.kind = MADE_TEXT, .several = dice_chance(&m->d, 30)})
        : MAKE_FIELDS;
    if (field < MAKE_FIELDS) {
        buf_fmt(out, dice_chance(&m->d, 85) ? "填: F%u" : "文字: \"（{{F%u}}）\"", field);
        return;
    }
    buf_add(out, STR("文字: "));
    if (dice_chance(&m->d, 80))
        words_text(m, out, dice_log(&m->d, 12), false);
    else
        words_any(m, out);
}

static void add_cell(maker *m, tiling *t, const char *rows, uint32_t columns)
{
    static const char *const edges[] = {"重复", "接续", "不分"};
    buf *out = &m->template_text;
    bool merged = t->loop && t->column < m->fields[t->field].merged;
    buf_byte(out, '{');
    add_content(m, t);
    const made_style *style = &m->styles[dice_below(&m->d, m->style_count)];
    bool styled = dice_chance(&m->d, 80);
    if (styled)
        buf_fmt(out, ", 样式: %s", style->name);
    if (styled && t->free_rows && rows == NULL && columns > 1)
        make_zone(m, style);
    if (columns > 1)
        buf_fmt(out, ", 占列: %u", columns);
    if (merged)
        buf_add(out, STR(", 合并: 是"));
    if (rows != NULL)
        buf_fmt(out, ", 占行: %s", rows);
    if ((rows != NULL || merged) && dice_chance(&m->d, 60))
        buf_fmt(out, ", 跨页: %s", edges[dice_below(&m->d, 3)]);
    buf_byte(out, '}');
}

/* The widest and highest free rectangle at a slot is a random part of what is free there. */
static void add_tile(maker *m, tiling *t, uint32_t row, uint32_t column)
{
    uint32_t width = 0, height = dice_chance(&m->d, 75) ? 1 : dice_between(&m->d, 1, t->rows - row);
    while (
        column + width < t->columns && !t->taken[row][column + width] && !t->whole[column + width])
        width++;
    width = dice_chance(&m->d, 70) ? 1 : dice_between(&m->d, 1, width);
    if (t->loop && m->fields[t->field].merged > 0)
        width = height = 1; /* merged rows take one row a record, and a cell for every column */
    for (uint32_t r = row; r < row + height; r++)
        for (uint32_t c = column; c < column + width; c++)
            t->taken[r][c] = true;
    char rows[8] = {0};
    rows[0] = (char)('0' + height);
    add_cell(m, t, height > 1 ? rows : NULL, width);
}

static void add_row(maker *m, tiling *t, uint32_t row)
{
    buf *out = &m->template_text;
    bool any = false;
    buf_byte(out, '[');
    for (uint32_t c = 0; c < t->columns; c++) {
        if (t->taken[row][c] || (t->whole[c] && !t->begins[c]))
            continue;
        buf_add(out, any ? STR(", ") : STR(""));
        any = true;
        if (t->whole[c]) {
            t->begins[c] = false;
            add_cell(m, &(tiling){.columns = 1}, "全", 1);
        } else {
            add_tile(m, t, row, c);
        }
    }
    buf_byte(out, ']');
}

static void add_split(maker *m)
{
    static const char *const splits[] = {"自动", "可断", "不断"};
    if (dice_chance(&m->d, 50))
        buf_fmt(&m->template_text, ", 跨页: %s", splits[dice_below(&m->d, 3)]);
}

static void clear(tiling *t, uint32_t rows)
{
    t->rows = rows;
    for (uint32_t r = 0; r < ROWS; r++)
        for (uint32_t c = 0; c < MAKE_COLUMNS; c++)
            t->taken[r][c] = false;
}

static void add_rows(maker *m, tiling *t, uint32_t rows)
{
    clear(t, rows);
    t->free_rows = true;
    for (uint32_t r = 0; r < rows; r++) {
        buf_add(&m->template_text, STR("            - {格: "));
        add_row(m, t, r);
        add_split(m);
        buf_add(&m->template_text, STR("}\n"));
    }
    t->free_rows = false;
}

static uint32_t free_columns(const tiling *t)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < t->columns; c++)
        n += !t->whole[c];
    return n;
}

/* A loop over a list or a tree. Its columns fill cells as long as there are any; a column that has
 * found no cell is printed in a last row of its own. */
static void add_loop(maker *m, tiling *t)
{
    buf *out = &m->template_text;
    uint32_t columns = free_columns(t),
             rows = dice_chance(&m->d, 80) ? 1 : dice_between(&m->d, 2, 3);
    made_field f = {.kind = dice_chance(&m->d, 60) ? MADE_TREE : MADE_LIST};
    f.levels = f.kind == MADE_TREE ? dice_between(&m->d, 1, columns < 5 ? columns - 1 : 4) : 0;
    f.columns = f.levels + dice_between(&m->d, 1, columns - f.levels);
    f.merged = rows > 1 ? 0 : f.levels > 0 ? f.levels : dice_below(&m->d, f.columns);
    t->field = maker_field(m, f);
    if (t->field == MAKE_FIELDS)
        return;
    t->loop = true;
    t->column = 0;
    clear(t, rows);
    buf_fmt(out, "            - 循环: F%u\n              行:\n", t->field);
    for (uint32_t r = 0; r < rows; r++) {
        buf_add(out, STR("                - "));
        add_row(m, t, r);
        buf_byte(out, '\n');
    }
    while (t->column < f.columns) {
        clear(t, 1);
        buf_add(out, STR("                - "));
        add_row(m, t, 0);
        buf_byte(out, '\n');
    }
    static const char *const splits[] = {"自动", "可断", "不断"};
    if (dice_chance(&m->d, 50))
        buf_fmt(out, "              跨页: %s\n", splits[dice_below(&m->d, 3)]);
    t->loop = false;
}

static void add_band(maker *m)
{
    buf *out = &m->template_text;
    uint32_t most = m->width / m->need;
    most = most < 1 ? 1 : most > MAKE_COLUMNS ? MAKE_COLUMNS : most;
    tiling t = {.columns = dice_between(&m->d, 1, dice_chance(&m->d, 70) && most > 6 ? 6 : most)};
    add_tracks(m, t.columns);
    if (t.columns > 2 && dice_chance(&m->d, 30)) {
        uint32_t c = dice_chance(&m->d, 70) ? 0 : dice_below(&m->d, t.columns);
        t.whole[c] = t.begins[c] = true;
    }
    uint32_t header = dice_chance(&m->d, 40) ? 0 : dice_between(&m->d, 1, 3);
    if (header > 0)
        buf_add(out, STR("          表头:\n"));
    clear(&t, header);
    for (uint32_t r = 0; r < header; r++) {
        buf_add(out, STR("            - "));
        add_row(m, &t, r);
        buf_byte(out, '\n');
    }
    uint32_t groups = dice_between(&m->d, header > 0 ? 0 : 1, 3);
    if (groups > 0)
        buf_add(out, STR("          内容:\n"));
    for (uint32_t g = 0; g < groups; g++) {
        bool first = g == 0 && header == 0;
        if (!first && m->field_count < MAKE_FIELDS && free_columns(&t) > 1 &&
            dice_chance(&m->d, 60))
            add_loop(m, &t);
        else
            add_rows(m, &t, dice_between(&m->d, 1, 4));
    }
}

void make_grid(maker *m)
{
    static const char *const weights[] = {"0pt", "0.5pt", "1pt", "0.35pt", "0.25pt", "2.25pt"};
    buf *out = &m->template_text;
    buf_fmt(out, "  - 表格:\n      外框: %s\n", weights[dice_below(&m->d, 6)]);
    buf_fmt(out, "      内线: %s\n      续页标题: %s\n      段:\n", weights[dice_below(&m->d, 5)],
        dice_chance(&m->d, 30) ? "是" : "否");
    uint32_t bands = dice_chance(&m->d, 60) ? 1 : dice_between(&m->d, 2, 4);
    for (uint32_t b = 0; b < bands; b++)
        add_band(m);
}
