/* Parts of a book that are lines of their own: cover, annex. */
#include "model/book_int.h"

/* A line: a text, or {文字, 样式}. */
static bool line_add(book *b, const node *n, const char *usual, text_role role)
{
    static const key_rule keys[] = {{"文字", KEY_TEXT | KEY_REQUIRED}, {"样式", KEY_TEXT}};
    const node *text = n;
    str printed;
    if (n->kind == NODE_MAP) {
        if (!keys_check(n, STR("封面"), keys, 2, b->diags))
            return false;
        text = tree_lookup(n, STR("文字"));
    }
    const doc_style *style = style_choose(
        &b->pages.made->styles, tree_lookup(n, STR("样式")), str_of(usual), n->at, b->diags);
    if (style == NULL || !book_scalar(b, text, &printed))
        return false;
    book_text(b, style, printed, text->at)->role = role;
    return true;
}

/* 封面: lines on a page of their own, without a number; the first one is the book's title. */
bool book_cover_item(book *b, const node *item)
{
    static const key_rule keys[] = {
        {"封面", KEY_LIST | KEY_REQUIRED, "封面: [书名, {文字: 某局编制, 样式: 封面落款}]"}};
    section_spec pages;
    const node *list = tree_lookup(item, STR("封面"));
    if (!keys_check(item, STR("内容"), keys, 1, b->diags) ||
        !book_front_section(b, NULL, &pages))
        return false;
    book_section(b, &pages.section);
    bool good = true;
    for (const node *n = list->first; n != NULL; n = n->next)
        good = line_add(b, n, n == list->first ? "封面标题" : "封面行",
                   n == list->first ? TEXT_TITLE : TEXT_PARAGRAPH) &&
            good;
    return good;
}

/* GB/T 9704-2012, 7.3.6: on a new page, 附件 and its number flush left in 黑体, the title below. */
bool book_annex_item(book *b, const node *item)
{
    static const key_rule keys[] = {
        {"附件", KEY_MAP | KEY_REQUIRED, "附件: {号: 1, 标题: 项目清单}"}};
    static const key_rule own_keys[] = {{"号", KEY_TEXT}, {"标题", KEY_TEXT | KEY_REQUIRED}};
    const node *own = tree_lookup(item, STR("附件"));
    str title, number = STR("");
    if (!keys_check(item, STR("内容"), keys, 1, b->diags) ||
        !keys_check(own, STR("附件"), own_keys, 2, b->diags))
        return false;
    const node *named = tree_lookup(own, STR("号")), *head = tree_lookup(own, STR("标题"));
    const doc_style *style = book_style(b, "附件号", own->at);
    const doc_style *title_style = book_style(b, "附件标题", own->at);
    bool good = book_heading_scalar(b, head, &title);
    good = (named == NULL || book_scalar(b, named, &number)) && good;
    if (style == NULL || title_style == NULL || !good)
        return false;
    b->in_body = b->on_form = false;
    book_body(b);
    str label = str_fmt(b->memory, "附件%.*s", STR_ARG(number));
    book_text(b, style, label, named == NULL ? own->at : named->at)->keep_next = true;
    doc_text *made = book_text(b, title_style, title, head->at);
    made->role = TEXT_HEADING;
    made->level = 1;
    made->keep_next = true;
    made->entry = str_fmt(b->memory, "%.*s　%.*s", STR_ARG(label), STR_ARG(title));
    *VEC_PUSH(b->memory, &b->headings) = (book_heading){
        b->blocks.count - 1, 1, made->entry, head->at};
    return true;
}
