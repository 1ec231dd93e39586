/* A book file to a document: what it contains, in order. */
#include "model/book_int.h"

static const key_rule book_keys[] = {
    {"书", KEY_TEXT | KEY_REQUIRED},
    {"版式", KEY_TEXT},
    {"单位", KEY_TEXT},
    {"年度", KEY_TEXT},
    {"日期", KEY_TEXT},
    {"主题", KEY_TEXT},
    {"关键词", KEY_TEXT},
    {"页面", KEY_MAP, "页面: {承: 公文}"},
    {"编号", KEY_LIST, "编号: [\"{一}、\", \"（{一}）\", \"{1}.\"]"},
    {"样式", KEY_MAP, "样式: {正文: {字号: 四号}}"},
    {"数据", KEY_MAP, "数据: {预算: 预算.yaml}，或 数据: {预算: {收入合计: 100}}"},
    {"照原样", KEY_LIST, "照原样: [比较号]"},
    {"审核", KEY_MAP},
    {"内容", KEY_LIST | KEY_REQUIRED, "内容: [一段文字, {标题: 一、…}]"},
};

typedef struct item_kind {
    const char *key;
    bool (*add)(book *b, const node *item);
    const char *usual; /* what might stand behind the key */
} item_kind;

static bool break_item(book *b, const node *item);
static bool section_item(book *b, const node *item);

/* What 内容 may list; the first of an item's keys that is here says what it is. */
static const item_kind kinds[] = {
    {"表单", book_form_item, "项目/*.yaml"},
    {"题目", book_title_item, "全文的题目"},
    {"标题", book_heading_item, "一、…"},
    {"正文", book_prose_item, "…"},
    {"注", book_prose_item, "注：…"},
    {"列表", book_prose_item, "[1.…, 2.…]"},
    {"文件", book_file_item, "说明.txt"},
    {"表格", book_table_item, "{表头: [名称, 金额], 行: [[甲, 1]]}"},
    {"封面", book_cover_item, "[书名]"},
    {"目录", book_contents_item, "{到: 2}"},
    {"附件", book_annex_item, "{号: 1, 标题: …}"},
    {"落款", book_sign_item, "{单位: …, 日期: …}"},
    {"版记", book_imprint_item, "{印发机关: …, 印发日期: …}"},
    {"分节", section_item, "{}"},
    {"另起一页", break_item, "是"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

const doc_style *book_style(book *b, const char *name, mark at)
{
    return style_choose(&b->pages.made->styles, NULL, str_of(name), at, b->diags);
}

void book_section(book *b, const doc_section *s)
{
    doc_section *made = VEC_PUSH(b->memory, &b->sections);
    *made = *s;
    made->first_block = b->blocks.count;
    made->block_count = 0;
    b->in_body = b->on_form = false;
}

void book_section_headed(book *b, const doc_section *s)
{
    uint32_t n = 0, last = b->sections.count;
    uint32_t most = last == 0 ? 0 : b->sections.at[last - 1].block_count;
    while (n < most && b->blocks.at[b->blocks.count - 1 - n].kind == BLOCK_TEXT &&
        b->blocks.at[b->blocks.count - 1 - n].text.keep_next)
        n++;
    book_section(b, s);
    if (n == 0)
        return;
    doc_section *before = &b->sections.at[last - 1], *made = &b->sections.at[last];
    before->block_count -= n;
    made->first_block -= n;
    made->block_count = n;
    if (before->block_count == 0) { /* it hands on where it would have begun */
        made->number = before->number;
        made->start = before->start;
    }
}

/* The first page of the text is page 1, on the right where both sides are printed, whatever cover and
 * contents stand before it. */
static void body_begins(book *b)
{
    doc_section *s = &b->body.section;
    if (s->number == 0)
        s->number = 1;
    if (b->sections.count > 0 && s->page.duplex)
        s->start = START_RECTO;
    b->begun = true;
}

void book_body(book *b)
{
    if (b->in_body)
        return;
    if (!b->begun)
        body_begins(b);
    book_section(b, &b->body.section);
    b->body.section.number = 0;
    b->body.section.start = START_PAGE;
    b->in_body = true;
}

doc_block *book_block(book *b, block_kind kind)
{
    doc_block *made = VEC_PUSH(b->memory, &b->blocks);
    made->kind = kind;
    b->sections.at[b->sections.count - 1].block_count++;
    return made;
}

doc_text *book_text(book *b, const doc_style *style, str text, mark from)
{
    bool under_grid = b->blocks.count > 0 && b->blocks.at[b->blocks.count - 1].kind == BLOCK_GRID;
    doc_block *made = book_block(b, BLOCK_TEXT);
    made->text = (doc_text){.style = style,
        .text = text,
        .from = from,
        .role = TEXT_PARAGRAPH,
        .above = under_grid ? style->size / 2 : 0};
    return &made->text;
}

/* ---- pages ---- */

static bool break_item(book *b, const node *item)
{
    static const char *const words[] = {"是"};
    static const key_rule keys[] = {{"另起一页", KEY_TEXT}};
    if (!keys_check(item, STR("内容"), keys, 1, b->diags) ||
        word_read(tree_lookup(item, STR("另起一页")), words, 1, b->diags) < 0)
        return false;
    book_body(b);
    book_block(b, BLOCK_PAGE_BREAK);
    return true;
}

/* 分节: the pages of what follows, said as what is different from 页面. */
static bool section_item(book *b, const node *item)
{
    static const key_rule keys[] = {{"分节", KEY_MAP, "分节: {方向: 竖纸横排}"}};
    section_spec read;
    if (!keys_check(item, STR("内容"), keys, 1, b->diags) ||
        !book_section_read(b, tree_lookup(item, STR("分节")), &read))
        return false;
    b->body = read;
    b->in_body = b->on_form = false;
    return true;
}

bool book_section_read(book *b, const node *map, section_spec *out)
{
    static const char *const first[] = {"起始页码", "起于"}; /* of the book's first section only */
    const node *under = map == NULL || b->page == NULL ? b->page
                                                       : node_without(b->memory, b->page, first, 2);
    if (!section_read(&b->pages, node_merge(b->memory, under, map, 0), NULL, out))
        return false;
    if (out->head == NULL)
        return true;
    doc_text *head = ARENA_NEW(b->memory, doc_text);
    *head = (doc_text){.style = out->head->style, .from = out->head->at};
    out->section.head = head;
    return book_fill(b, out->head->text, out->head->at, &head->text);
}

/* ---- items ---- */

static const item_kind *kind_named(str name)
{
    for (int k = 0; k < KINDS; k++)
        if (str_eq(name, str_of(kinds[k].key)))
            return &kinds[k];
    return NULL;
}

/* Whether an item is one thing only. A form may have a heading of its own. */
static bool sole(book *b, const node *item, const item_kind *kind)
{
    for (const node *n = item->first; n != NULL; n = n->next) {
        const item_kind *other = kind_named(n->key->text);
        if (other == NULL || other == kind ||
            (kind->add == book_form_item && other->add == book_heading_item))
            continue;
        DIAG(b->diags, KEY_UNKNOWN, n->key->at, n->key->text,
            str_fmt(b->memory, "“%s”和“%s”各是一项，请在“%s”前面写“- ”，与上一项对齐", kind->key,
                other->key, other->key));
        return false;
    }
    return true;
}

/* The name of an item by itself is a paragraph, which is hardly meant. */
static void word_check(book *b, const node *item)
{
    const item_kind *kind = kind_named(str_trim(item->text));
    if (kind != NULL)
        DIAG(b->diags, BOOK_WORD, item->at, item->text,
            str_fmt(b->memory, "- %s: %s", kind->key, kind->usual));
}

static const item_kind *kind_of(const node *item)
{
    for (int k = 0; k < KINDS; k++)
        if (tree_lookup(item, str_of(kinds[k].key)) != NULL)
            return &kinds[k];
    return NULL;
}

static bool item_add(book *b, const node *item)
{
    if (item->kind == NODE_SCALAR) { /* a text by itself is a paragraph */
        word_check(b, item);
        return book_prose_item(b, item);
    }
    if (!shape_check(item, NODE_MAP, STR("内容"), b->diags))
        return false;
    const item_kind *kind = kind_of(item);
    if (kind != NULL)
        return sole(b, item, kind) && kind->add(b, item);
    str names[KINDS];
    for (int k = 0; k < KINDS; k++)
        names[k] = str_of(kinds[k].key);
    key_unknown(item->first, names, KINDS, b->diags);
    return false;
}

/* ---- the book ---- */

/* The shared 版式 of a name, with what it 承 worked in. */
static const node *layout_named(book *b, const node *all, const node *named, int depth)
{
    const node *found = named == NULL ? (all == NULL ? NULL : all->first)
                                      : tree_lookup(all, named->text);
    if (named != NULL && (found == NULL || depth > 4)) {
        arena *a = diags_memory(b->diags);
        str *names = ARENA_ARRAY(a, str, all == NULL ? 0 : all->count);
        uint32_t count = 0;
        for (const node *n = all == NULL ? NULL : all->first; n != NULL; n = n->next)
            names[count++] = n->key->text;
        DIAG(b->diags, TEMPLATE_VALUE, named->at, STR("版式"), named->text,
            names_join(a, names, count));
        return NULL;
    }
    const node *base = tree_lookup(found, STR("承"));
    if (base == NULL)
        return found;
    const node *under = layout_named(b, all, base, depth + 1);
    static const char *const own[] = {"承"};
    return under == NULL
        ? NULL
        : node_merge(b->memory, under, node_without(b->memory, found, own, 1), MERGE_TEMPLATES);
}

static bool layout_read(book *b)
{
    static const key_rule keys[] = {{"页面", KEY_MAP}, {"层次", KEY_LIST}, {"编号", KEY_LIST},
        {"样式", KEY_MAP}};
    const node *shared = layout_named(b, b->library->books, tree_lookup(b->top, STR("版式")), 0);
    if (shared == NULL && tree_lookup(b->top, STR("版式")) != NULL)
        return false;
    if (shared != NULL && !keys_check(shared, STR("版式"), keys, 4, b->diags))
        return false;
    const node *styles = node_merge(
        b->memory, b->library->styles, tree_lookup(shared, STR("样式")), MERGE_TEMPLATES);
    styles = node_merge(b->memory, styles, tree_lookup(b->top, STR("样式")), MERGE_TEMPLATES);
    if (styles == NULL || !styles_read(b->memory, styles, &b->pages.made->styles, b->diags))
        return false;
    b->page = node_merge(
        b->memory, tree_lookup(shared, STR("页面")), tree_lookup(b->top, STR("页面")), 0);
    b->order = tree_lookup(shared, STR("层次"));
    const node *levels = tree_lookup(b->top, STR("编号"));
    return book_levels_read(
        b, levels == NULL ? tree_lookup(shared, STR("编号")) : levels, &b->levels);
}

/* What a running head may name: the book's own texts. */
static void fields_name(book *b)
{
    static const char *const names[] = {"书", "单位", "年度", "日期", "主题"};
    enum { NAMES = sizeof names / sizeof *names };
    form_field *fields = ARENA_ARRAY(b->memory, form_field, NAMES);
    for (int i = 0; i < NAMES; i++)
        fields[i].name = str_of(names[i]);
    b->pages.made->fields = fields;
    b->pages.made->field_count = NAMES;
}

static str said(const book *b, const char *key)
{
    const node *n = tree_lookup(b->top, str_of(key));
    return n == NULL ? (str){0} : n->text;
}

static bool head_read(book *b)
{
    size_t count = sizeof book_keys / sizeof *book_keys;
    if (!keys_check(b->top, STR("书"), book_keys, count, b->diags))
        return false;
    b->normalise = ~value_kept_raw(tree_lookup(b->top, STR("照原样")), b->diags);
    b->facts = tree_lookup(b->top, STR("数据"));
    fields_name(b);
    return layout_read(b) && book_section_read(b, NULL, &b->body);
}

bool book_is(const node *data)
{
    return tree_lookup(data, STR("书")) != NULL;
}

const document *book_bind(arena *a, const form_library *library, const book_reader *reader,
    const node *data, diags *d)
{
    size_t before = diags_errors(d);
    book b = {.memory = a,
        .diags = d,
        .reader = reader,
        .library = library,
        .top = data,
        .pages = {.memory = a,
            .made = ARENA_NEW(a, form_template),
            .diags = d,
            .pages = library->pages},
        .forms = ARENA_ARRAY(a, const form_template *, library->count),
        .files = map_new(a)};
    if (!head_read(&b))
        return NULL;
    document *doc = ARENA_NEW(a, document);
    if (!book_scalar(&b, tree_lookup(data, STR("书")), &doc->title))
        return NULL;
    for (const node *n = tree_lookup(data, STR("内容"))->first; n != NULL; n = n->next)
        item_add(&b, n);
    doc->language = STR("zh-CN");
    doc->facts = (doc_facts){.author = said(&b, "单位"),
        .subject = said(&b, "主题"),
        .keywords = said(&b, "关键词"),
        .year = said(&b, "年度"),
        .date = date_read(said(&b, "日期"))};
    book_finish(&b, doc);
    doc->sources = b.sources.at;
    doc->source_count = b.sources.count;
    if (doc->section_count == 0 && diags_errors(d) == before)
        DIAG(d, SHAPE, tree_lookup(data, STR("内容"))->at, STR("内容"), STR("至少有一项"),
            STR("空的列表"), STR("例如“- 正文: …”"));
    return diags_errors(d) == before ? doc : NULL;
}
