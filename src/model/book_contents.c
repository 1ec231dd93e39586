/* The contents: a line for each heading, put in where the book asks for it. */
#include "model/book_int.h"

bool book_contents_item(book *b, const node *item)
{
    static const key_rule keys[] = {{"目录", KEY_TEXT | KEY_MAP | KEY_REQUIRED}};
    static const key_rule own_keys[] = {
        {"标题", KEY_TEXT}, {"到", KEY_TEXT}, {"页码", KEY_TEXT | KEY_MAP}};
    const node *own = tree_lookup(item, STR("目录"));
    if (!keys_check(item, STR("内容"), keys, 1, b->diags) ||
        (own->kind == NODE_MAP && !keys_check(own, STR("目录"), own_keys, 3, b->diags)))
        return false;
    const node *title = own->kind == NODE_MAP ? tree_lookup(own, STR("标题")) : own;
    const node *depth = tree_lookup(own, STR("到"));
    book_contents made = {.deepest = 2, .at = own->at};
    if (depth != NULL) {
        static const char *const words[] = {"1", "2", "3", "4", "5", "6"};
        int word = word_read(depth, words, 6, b->diags);
        if (word < 0)
            return false;
        made.deepest = (uint32_t)word + 1;
    }
    section_spec pages;
    if (!book_front_section(b, own, &pages))
        return false;
    book_section(b, &pages.section);
    const doc_style *style = book_style(b, "目录标题", own->at);
    str text = STR("目　录");
    bool titled = title != NULL && title->text.n > 0 && !str_eq(title->text, STR("是"));
    if (style == NULL || (titled && !book_scalar(b, title, &text)))
        return false;
    doc_text *head = book_text(b, style, text, own->at);
    head->role = TEXT_HEADING;
    head->level = 1;
    head->keep_next = true;
    made.block = b->blocks.count;
    made.section = b->sections.count - 1;
    *VEC_PUSH(b->memory, &b->contents) = made;
    return true;
}

/* Pages in front of the text: its own paper, without a number or a head unless 页码 says so. */
bool book_front_section(book *b, const node *own, section_spec *out)
{
    const node *folio = tree_lookup(own, STR("页码"));
    *out = b->body;
    out->section.start = b->sections.count > 0 && b->body.section.page.duplex ? START_RECTO
                                                                              : START_PAGE;
    out->section.number = 0;
    out->section.head = NULL;
    out->section.folio = NULL;
    if (folio == NULL || b->page == NULL)
        return true;
    section_spec read;
    const node *map = node_with(b->memory, b->page, STR("页码"), folio);
    if (!section_read(&b->pages, map, NULL, &read))
        return false;
    out->section.folio = read.section.folio;
    out->section.number = 1;
    return true;
}

/* A heading's text in one line: what was written under one another is a space apart. */
static str in_one_line(arena *a, str text)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n; i++)
        buf_byte(&out, text.at[i] == '\n' ? ' ' : text.at[i]);
    return buf_str(&out);
}

static const doc_style *entry_style(book *b, uint32_t level, mark at)
{
    static const char *const names[] = {"目录1", "目录2", "目录3"};
    return book_style(b, names[level > 3 ? 2 : level - 1], at);
}

static uint32_t entries_of(const book *b, const book_contents *c)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->headings.count; i++)
        n += b->headings.at[i].level <= c->deepest;
    return n;
}

/* Where block i of the book without contents lies with them. */
static uint32_t moved(const book *b, uint32_t block)
{
    uint32_t at = block;
    for (uint32_t k = 0; k < b->contents.count; k++)
        if (b->contents.at[k].block <= block)
            at += entries_of(b, &b->contents.at[k]);
    return at;
}

static doc_block *entries_add(book *b, const book_contents *c, doc_block *at)
{
    for (uint32_t i = 0; i < b->headings.count; i++) {
        const book_heading *h = &b->headings.at[i];
        const doc_style *style = h->level > c->deepest ? NULL : entry_style(b, h->level, c->at);
        if (style == NULL)
            continue;
        *at++ = (doc_block){.kind = BLOCK_TEXT,
            .text = {.style = style,
                .text = in_one_line(b->memory, h->text),
                .from = h->from,
                .role = TEXT_CONTENTS,
                .level = h->level,
                .refers = moved(b, h->block)}};
    }
    return at;
}

void book_finish(book *b, document *doc)
{
    uint32_t count = b->blocks.count;
    for (uint32_t k = 0; k < b->contents.count; k++) {
        uint32_t n = entries_of(b, &b->contents.at[k]);
        count += n;
        b->sections.at[b->contents.at[k].section].block_count += n;
    }
    doc_block *blocks = ARENA_ARRAY(b->memory, doc_block, count), *at = blocks;
    uint32_t next = 0;
    for (uint32_t i = 0; i <= b->blocks.count; i++) {
        while (next < b->contents.count && b->contents.at[next].block == i)
            at = entries_add(b, &b->contents.at[next++], at);
        if (i < b->blocks.count)
            *at++ = b->blocks.at[i];
    }
    doc_section *sections = ARENA_ARRAY(b->memory, doc_section, b->sections.count + 1);
    for (uint32_t i = 0, first = 0; i < b->sections.count; i++) {
        doc_section s = b->sections.at[i];
        s.first_block = first;
        first += s.block_count;
        if (s.block_count > 0)
            sections[doc->section_count++] = s;
    }
    doc->blocks = blocks;
    doc->block_count = (uint32_t)(at - blocks);
    doc->sections = sections;
    doc->parts = b->parts.at;
    doc->part_count = b->parts.count;
}
