/* Narrative: headings, paragraphs, lists, from the book file and from files beside it. */
#include "model/book_int.h"

#include <string.h>

/* ---- 编号 ---- */

/* One level; n may be NULL: it has no number. */
static bool level_read(book *b, const node *n, uint32_t level, book_level *out)
{
    static const key_rule keys[] = {{"号", KEY_TEXT}, {"样式", KEY_TEXT}};
    bool map = n != NULL && n->kind == NODE_MAP;
    *out = (book_level){0};
    if (map ? !keys_check(n, STR("编号"), keys, 2, b->diags)
            : n != NULL && !shape_check(n, NODE_SCALAR, STR("编号"), b->diags))
        return false;
    const node *form = map ? tree_lookup(n, STR("号")) : n;
    str usual = str_fmt(b->memory, "标题%u", level > 4 ? 4 : level);
    mark at = n == NULL ? b->top->at : n->at;
    out->style = style_choose(&b->pages.made->styles, tree_lookup(n, STR("样式")), usual, at, b->diags);
    if (form == NULL || str_eq(form->text, STR("无")))
        return out->style != NULL;
    out->form = form->text;
    if (prose_form_sound(form->text))
        return out->style != NULL;
    DIAG(b->diags, TEMPLATE_VALUE, form->at, STR("编号"), form->text,
        STR("“{一}、”“（{一}）”“{1}.”“第{一}部分”一类的形式，或“无”"));
    return false;
}

bool book_levels_read(book *b, const node *list, book_levels *out)
{
    bool good = list == NULL || shape_check(list, NODE_LIST, STR("编号"), b->diags);
    const node *n = list == NULL || !good ? NULL : list->first;
    if (n != NULL && list->count > BOOK_LEVELS) {
        DIAG(b->diags, TEMPLATE_VALUE, list->at, STR("编号"), STR("这些级"), STR("最多六级"));
        return false;
    }
    for (out->count = 0; out->count < BOOK_LEVELS; out->count++) {
        book_level *level = &out->at[out->count];
        good = level_read(b, n, out->count + 1, level) && good;
        out->forms[out->count] = level->form;
        n = n == NULL ? NULL : n->next;
    }
    return good;
}

/* An item's own 编号, else the book's. */
static bool item_levels(book *b, const node *item, book_levels *out)
{
    const node *own = tree_lookup(item, STR("编号"));
    *out = b->levels;
    return own == NULL || book_levels_read(b, own, out);
}

/* ---- headings ---- */

bool book_heading_add(book *b, const book_levels *l, uint32_t level, str text, mark from)
{
    book_heading_check(b, l, level, text, from);
    doc_text *made = book_text(b, l->at[level - 1].style, text, from);
    made->role = TEXT_HEADING;
    made->level = level;
    made->keep_next = true;
    *VEC_PUSH(b->memory, &b->headings) = (book_heading){b->blocks.count - 1, level, text, from};
    return true;
}

bool book_heading_scalar(book *b, const node *n, str *out)
{
    if (!book_scalar(b, n, out))
        return false;
    for (size_t i = 0; i < out->n;) {
        uint32_t cp = utf8_next(*out, &i);
        if (cp != ' ' && cp != '\n' && cp != 0x3000)
            return true;
    }
    DIAG(b->diags, SHAPE, n->at, STR("标题"), STR("文字"), STR("空的"),
        STR("没有标题，就删去这一项"));
    return false;
}

bool book_title_item(book *b, const node *item)
{
    static const key_rule keys[] = {{"题目", KEY_TEXT | KEY_REQUIRED}, {"样式", KEY_TEXT}};
    str text;
    const node *named = tree_lookup(item, STR("题目"));
    if (!keys_check(item, STR("内容"), keys, 2, b->diags) || !book_scalar(b, named, &text))
        return false;
    const doc_style *style = style_choose(
        &b->pages.made->styles, tree_lookup(item, STR("样式")), STR("题目"), named->at, b->diags);
    if (style == NULL)
        return false;
    book_body(b);
    doc_text *made = book_text(b, style, text, named->at);
    made->role = TEXT_TITLE;
    made->keep_next = true;
    return true;
}

/* 级: 1 to 6; absent: by the number that the text begins with. */
static bool level_of(book *b, const node *item, const book_levels *l, str text, uint32_t *out)
{
    const node *n = tree_lookup(item, STR("级"));
    size_t length;
    prose_scheme scheme = {l->forms, l->count};
    *out = n == NULL ? prose_level(&scheme, text, &length) : 0;
    if (n != NULL && n->text.n == 1 && n->text.at[0] >= '1' && n->text.at[0] <= '6')
        *out = (uint32_t)(n->text.at[0] - '0');
    if (n == NULL && *out == 0)
        *out = 1;
    if (*out > 0)
        return true;
    DIAG(b->diags, TEMPLATE_VALUE, n->at, STR("级"), n->text, STR(" 1 到 6 的整数"));
    return false;
}

bool book_heading_item(book *b, const node *item)
{
    static const key_rule keys[] = {
        {"标题", KEY_TEXT | KEY_REQUIRED}, {"级", KEY_TEXT}, {"编号", KEY_LIST}};
    str text;
    uint32_t level;
    book_levels levels;
    const node *named = tree_lookup(item, STR("标题"));
    if (!keys_check(item, STR("内容"), keys, 3, b->diags) || !item_levels(b, item, &levels) ||
        !book_heading_scalar(b, named, &text) || !level_of(b, item, &levels, text, &level))
        return false;
    book_body(b);
    return book_heading_add(b, &levels, level, text, book_lines_at(named));
}

/* ---- paragraphs ---- */

typedef struct prose_use {
    const book_levels *levels;
    const doc_style *style; /* of what is no heading */
    text_role role; /* of what is no heading and no item */
    bool headings; /* a numbered title is a heading */
} prose_use;

static bool block_add(book *b, const prose_use *use, book_notes *notes, const prose_block *p)
{
    str text;
    arena_pulse(b->memory);
    if (book_notes_gives(notes, p))
        return true;
    if (p->kind == PROSE_TABLE)
        return book_prose_table(b, p);
    if (!book_fill(b, p->text, p->from, &text))
        return false;
    if (p->trimmed)
        diag_add(b->diags, DIAG_SPACE_TRIMMED, p->from, NULL, 0);
    if (p->kind == PROSE_HEADING && use->headings)
        return book_heading_add(b, use->levels, p->level, text, p->from);
    doc_text *made = book_text(b, use->style, text, p->from);
    made->role = use->role;
    if (p->label > 0 && use->role == TEXT_PARAGRAPH) {
        made->role = TEXT_ITEM;
        made->level = 1;
        made->label = p->label;
    }
    return book_notes_call(b, notes, b->blocks.count - 1);
}

static bool blocks_add(book *b, const prose_use *use, const prose *read)
{
    bool good = true;
    book_notes notes = book_notes_read(b, read);
    for (uint32_t i = 0; i < read->count; i++)
        good = block_add(b, use, &notes, &read->blocks[i]) && good;
    return good;
}

static bool lines_add(book *b, const prose_use *use, str text, mark from)
{
    prose_scheme scheme = {use->levels->forms, use->levels->count};
    prose read;
    return prose_plain(b->memory, text, from, &scheme, &read, b->diags) &&
        blocks_add(b, use, &read);
}

/* A text or a list of them. */
static bool scalars_add(book *b, const prose_use *use, const node *n)
{
    bool good = true;
    for (const node *one = n->kind == NODE_LIST ? n->first : n; one != NULL;
         one = n->kind == NODE_LIST ? one->next : NULL)
        good = shape_check(one, NODE_SCALAR, STR("正文"), b->diags) &&
            lines_add(b, use, one->text, book_lines_at(one)) && good;
    return good;
}

/* 正文: paragraphs and headings; 注: notes; 列表: entries that are paragraphs whatever they look like. */
bool book_prose_item(book *b, const node *item)
{
    static const key_rule keys[] = {{"正文", KEY_TEXT | KEY_LIST}, {"注", KEY_TEXT | KEY_LIST},
        {"列表", KEY_LIST}, {"编号", KEY_LIST}, {"样式", KEY_TEXT}};
    book_levels levels;
    const node *body = item->kind == NODE_SCALAR ? item : tree_lookup(item, STR("正文"));
    const node *note = tree_lookup(item, STR("注")), *list = tree_lookup(item, STR("列表"));
    if (item->kind == NODE_MAP && !keys_check(item, STR("内容"), keys, 5, b->diags))
        return false;
    const node *n = body != NULL ? body : note != NULL ? note : list;
    const doc_style *style = style_choose(&b->pages.made->styles, tree_lookup(item, STR("样式")),
        n == note ? STR("注") : STR("正文"), n->at, b->diags);
    if (style == NULL || !item_levels(b, item, &levels))
        return false;
    book_body(b);
    prose_use use = {&levels, style, n == note ? TEXT_NOTE : TEXT_PARAGRAPH, n == body};
    return scalars_add(b, &use, n);
}

static bool file_add(book *b, const prose_use *use, const node *named)
{
    str path;
    if (!include_path(b->memory, named, &path, b->diags))
        return false;
    const source *from = b->reader->text(b->reader->context, path, named->at);
    if (from == NULL)
        return false;
    mark start = {from, 1, 1};
    if (!str_ends(path, STR(".md")) || (b->normalise & NORMALISE_MARKDOWN) == 0)
        return lines_add(b, use, from->text, start);
    prose read;
    return prose_markdown(b->memory, from->text, start, &read, b->diags) &&
        blocks_add(b, use, &read);
}

bool book_file_item(book *b, const node *item)
{
    static const key_rule keys[] = {{"文件", KEY_TEXT | KEY_LIST | KEY_REQUIRED},
        {"编号", KEY_LIST}, {"样式", KEY_TEXT}, {"识别标题", KEY_TEXT}};
    book_levels levels;
    const node *named = tree_lookup(item, STR("文件"));
    if (!keys_check(item, STR("内容"), keys, 4, b->diags) || !item_levels(b, item, &levels))
        return false;
    const doc_style *style = style_choose(
        &b->pages.made->styles, tree_lookup(item, STR("样式")), STR("正文"), named->at, b->diags);
    if (style == NULL)
        return false;
    book_body(b);
    prose_use use = {&levels, style, TEXT_PARAGRAPH, flag_read(item, STR("识别标题"), true, b->diags)};
    bool good = true;
    for (const node *n = named->kind == NODE_LIST ? named->first : named; n != NULL;
         n = named->kind == NODE_LIST ? n->next : NULL)
        good = file_add(b, &use, n) && good;
    return good;
}
