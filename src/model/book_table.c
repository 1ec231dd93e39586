/* Simple tables: rows of texts, written in place. */
#include "model/book_int.h"

enum { TABLE_COLUMNS = 40 };

typedef struct table {
    book *book;
    const node *own;
    occupancy *taken;
    uint32_t columns;
    VEC(doc_row) rows;
    VEC(doc_cell) cells;
} table;

static const key_rule cell_keys[] = {{"文字", KEY_TEXT | KEY_REQUIRED}, {"占列", KEY_TEXT},
    {"占行", KEY_TEXT}, {"样式", KEY_TEXT}};

static bool span_read(table *t, const node *cell, const char *key, uint32_t *out)
{
    const node *n = tree_lookup(cell, str_of(key));
    *out = 1;
    if (n == NULL)
        return true;
    uint32_t v = 0;
    for (size_t i = 0; i < n->text.n && v < 10000; i++)
        v = n->text.at[i] >= '0' && n->text.at[i] <= '9' ? v * 10 + (uint32_t)(n->text.at[i] - '0')
                                                         : 10000;
    *out = v;
    if (n->text.n > 0 && v > 0 && v < 1000)
        return true;
    DIAG(t->book->diags, TEMPLATE_VALUE, n->at, str_of(key), n->text, STR(" 1 到 999 的整数"));
    return false;
}

static bool cell_add(table *t, const node *n, bool header)
{
    book *b = t->book;
    const node *text = n;
    uint32_t row = t->rows.count - 1, rowspan = 1, colspan = 1, column;
    if (n->kind == NODE_MAP) {
        if (!keys_check(n, STR("格子"), cell_keys, 4, b->diags) ||
            !span_read(t, n, "占行", &rowspan) || !span_read(t, n, "占列", &colspan))
            return false;
        text = tree_lookup(n, STR("文字"));
    }
    const doc_style *style = style_choose(&b->pages.made->styles, tree_lookup(n, STR("样式")),
        header ? STR("标签") : STR("内容"), n->at, b->diags);
    grid_place place = {row, rowspan, colspan, n->at};
    str printed;
    if (style == NULL || !book_scalar(b, text, &printed) ||
        !occupancy_place(t->taken, &place, &column, b->diags))
        return false;
    *VEC_PUSH(b->memory, &t->cells) = (doc_cell){.style = style,
        .text = printed,
        .from = text->at,
        .row = row,
        .column = column,
        .rowspan = rowspan,
        .colspan = colspan,
        .data = !header};
    return true;
}

static bool row_add(table *t, const node *list, bool header)
{
    bool good = shape_check(list, NODE_LIST, STR("行"), t->book->diags);
    VEC_PUSH(t->book->memory, &t->rows)->header = header;
    for (const node *n = good ? list->first : NULL; n != NULL; n = n->next)
        good = cell_add(t, n, header) && good;
    return good && occupancy_next_row(t->taken, t->rows.count - 1, list->at, t->book->diags);
}

/* 表头: a row of names, or a list of rows. */
static bool rows_add(table *t, const node *list, bool header)
{
    bool good = true, one = header && list->first != NULL && list->first->kind != NODE_LIST;
    if (one)
        return row_add(t, list, header);
    for (const node *n = list->first; n != NULL; n = n->next)
        good = row_add(t, n, header) && good;
    return good;
}

static uint32_t row_width(const node *row)
{
    uint32_t width = 0;
    for (const node *n = row == NULL ? NULL : row->first; n != NULL; n = n->next) {
        const node *span = tree_lookup(n, STR("占列"));
        width += span != NULL && span->text.n == 1 && span->text.at[0] > '0' &&
                span->text.at[0] <= '9'
            ? (uint32_t)(span->text.at[0] - '0')
            : 1;
    }
    return width;
}

static bool tracks_read(table *t, doc_band *band)
{
    book *b = t->book;
    const node *widths = tree_lookup(t->own, STR("列")), *head = tree_lookup(t->own, STR("表头"));
    const node *row = head != NULL && head->first != NULL && head->first->kind != NODE_LIST
        ? head
        : head != NULL ? head->first
                       : tree_lookup(t->own, STR("行"))->first;
    t->columns = widths != NULL ? widths->count : row_width(row);
    if (t->columns == 0 || t->columns > TABLE_COLUMNS) {
        DIAG(b->diags, TEMPLATE_VALUE, t->own->at, STR("表格"), STR(""), STR(" 1 到 40 列的表"));
        return false;
    }
    doc_track *tracks = ARENA_ARRAY(b->memory, doc_track, t->columns);
    const node *n = widths == NULL ? NULL : widths->first;
    bool good = true;
    for (uint32_t i = 0; i < t->columns; i++, n = n == NULL ? NULL : n->next) {
        tracks[i] = (doc_track){.kind = TRACK_AUTO};
        good = (n == NULL || track_read(n, &tracks[i], b->diags)) && good;
    }
    band->tracks = tracks;
    band->track_count = t->columns;
    return good;
}

static bool grid_read(table *t, doc_grid *out)
{
    book *b = t->book;
    doc_band *band = ARENA_NEW(b->memory, doc_band);
    const node *head = tree_lookup(t->own, STR("表头"));
    band->at = t->own->at;
    if (!tracks_read(t, band))
        return false;
    t->taken = occupancy_new(b->memory, t->columns);
    bool good = head == NULL || rows_add(t, head, true);
    band->header_count = t->rows.count;
    good = rows_add(t, tree_lookup(t->own, STR("行")), false) && good;
    band->row_count = t->rows.count;
    *out = (doc_grid){.bands = band,
        .band_count = 1,
        .rows = t->rows.at,
        .row_count = t->rows.count,
        .cells = t->cells.at,
        .cell_count = t->cells.count,
        .outer = LEN_PT,
        .inner = LEN_PT / 2,
        .whole = true,
        .at = t->own->at};
    return good;
}

/* A line above or below the grid that stays with it. */
static bool line_add(book *b, const node *own, const char *key, const char *style)
{
    const node *n = tree_lookup(own, str_of(key));
    str text;
    if (n == NULL)
        return true;
    const doc_style *chosen = book_style(b, style, n->at);
    if (chosen == NULL || !book_scalar(b, n, &text))
        return false;
    doc_text *made = book_text(b, chosen, text, n->at);
    made->role = TEXT_CAPTION;
    made->keep_next = true;
    return true;
}

bool book_table_item(book *b, const node *item)
{
    static const key_rule keys[] = {
        {"表格", KEY_MAP | KEY_REQUIRED, "表格: {表头: [名称, 金额], 行: [[甲, 1], [乙, 2]]}"}};
    static const key_rule own_keys[] = {{"表题", KEY_TEXT}, {"单位", KEY_TEXT}, {"列", KEY_LIST},
        {"表头", KEY_LIST}, {"行", KEY_LIST | KEY_REQUIRED}};
    table t = {.book = b, .own = tree_lookup(item, STR("表格"))};
    doc_grid grid;
    if (!keys_check(item, STR("内容"), keys, 1, b->diags) ||
        !keys_check(t.own, STR("表格"), own_keys, 5, b->diags))
        return false;
    const node *rows = tree_lookup(t.own, STR("行"));
    if (rows->count == 0) {
        DIAG(b->diags, SHAPE, rows->at, STR("行"), STR("至少有一行"), STR("空的列表"),
            STR("例如“- [甲, 乙]”"));
        return false;
    }
    book_body(b);
    bool good = line_add(b, t.own, "表题", "表题");
    good = line_add(b, t.own, "单位", "行右") && good;
    if (!grid_read(&t, &grid))
        return false;
    book_block(b, BLOCK_GRID)->grid = grid;
    return good;
}

/* Where a cell of a Markdown table stands, for what is wrong in it: in its row's line, behind the
 * braces of those before it. The second line is the one of dashes. */
static mark prose_cell_at(const prose_block *p, uint32_t cell)
{
    uint32_t row = cell / p->columns;
    mark at = {p->from.source, p->from.line + row + (row > 0), row > 0 ? 1 : p->from.column};
    for (uint32_t i = row * p->columns; i < cell; i++)
        for (size_t k = 0; k < p->cells[i].n; k++)
            if (p->cells[i].at[k] == '{') {
                at = mark_search(at, '{');
                at.column++;
            }
    return at;
}

bool book_prose_table(book *b, const prose_block *p)
{
    doc_band *band = ARENA_NEW(b->memory, doc_band);
    doc_track *tracks = ARENA_ARRAY(b->memory, doc_track, p->columns);
    doc_row *rows = ARENA_ARRAY(b->memory, doc_row, p->rows);
    doc_cell *cells = ARENA_ARRAY(b->memory, doc_cell, (size_t)p->rows * p->columns);
    const doc_style *head = book_style(b, "标签", p->from), *body = book_style(b, "内容", p->from);
    bool good = head != NULL && body != NULL;
    for (uint32_t i = 0; i < p->columns; i++)
        tracks[i].kind = TRACK_AUTO;
    for (uint32_t i = 0; head != NULL && body != NULL && i < p->rows * p->columns; i++) {
        bool header = i < p->columns;
        cells[i] = (doc_cell){.style = header ? head : body,
            .from = p->from,
            .row = i / p->columns,
            .column = i % p->columns,
            .rowspan = 1,
            .colspan = 1,
            .data = !header};
        cells[i].from = prose_cell_at(p, i);
        good = book_fill(b, p->cells[i], cells[i].from, &cells[i].text) && good;
    }
    rows[0].header = true;
    *band = (doc_band){tracks, p->columns, 0, p->rows, 1, p->from};
    book_block(b, BLOCK_GRID)->grid = (doc_grid){.bands = band,
        .band_count = 1,
        .rows = rows,
        .row_count = p->rows,
        .cells = cells,
        .cell_count = p->rows * p->columns,
        .outer = LEN_PT,
        .inner = LEN_PT / 2,
        .whole = true,
        .at = p->from};
    return good;
}
