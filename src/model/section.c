/* Sections: paper, margins, page numbers and running heads, by name or in place. */
#include "model/model_int.h"

static const key_rule page_keys[] = {
    {"承", KEY_TEXT},
    {"纸张", KEY_TEXT | KEY_LIST},
    {"方向", KEY_TEXT},
    {"页边距", KEY_MAP},
    {"双面", KEY_TEXT},
    {"量法", KEY_TEXT},
    {"页码", KEY_TEXT | KEY_MAP},
    {"起始页码", KEY_TEXT},
    {"起于", KEY_TEXT},
    {"页眉", KEY_MAP},
};
static const key_rule margin_keys[] = {
    {"上", KEY_TEXT | KEY_REQUIRED},
    {"下", KEY_TEXT | KEY_REQUIRED},
    {"左", KEY_TEXT | KEY_REQUIRED},
    {"右", KEY_TEXT | KEY_REQUIRED},
};
static const key_rule folio_keys[] = {
    {"文字", KEY_TEXT | KEY_REQUIRED},
    {"样式", KEY_TEXT},
    {"位置", KEY_TEXT},
    {"缩进", KEY_TEXT},
    {"距版心", KEY_TEXT},
};

doc_area doc_page_area(const doc_page *p)
{
    doc_area a = {p->width - p->left - p->right, p->height - p->top - p->bottom};
    return p->turned ? (doc_area){a.height, a.width} : a;
}

static bool paper_read(const node *n, doc_page *out, diags *d)
{
    static const struct {
        const char *name;
        int64_t width, height; /* mm */
    } papers[] = {{"A4", 210, 297}, {"A3", 297, 420}, {"A5", 148, 210}, {"B5", 176, 250}};
    for (size_t i = 0; n->kind == NODE_SCALAR && i < sizeof papers / sizeof *papers; i++)
        if (str_eq(n->text, str_of(papers[i].name))) {
            out->width = len_of_um(papers[i].width * 1000);
            out->height = len_of_um(papers[i].height * 1000);
            return true;
        }
    if (n->kind == NODE_LIST && n->count == 2 && len_parse(n->first->text, &out->width) &&
        len_parse(n->first->next->text, &out->height))
        return true;
    DIAG(d, TEMPLATE_VALUE, n->at, STR("纸张"),
        n->kind == NODE_SCALAR ? n->text : tree_kind_name(n), STR(" A3、A4、A5、B5 或 [宽, 高]"));
    return false;
}

static bool margins_read(const node *n, doc_page *out, diags *d)
{
    if (n == NULL)
        return true;
    return keys_check(n, STR("页边距"), margin_keys, 4, d) &&
        length_read(n, STR("上"), &out->top, d) && length_read(n, STR("下"), &out->bottom, d) &&
        length_read(n, STR("左"), &out->left, d) && length_read(n, STR("右"), &out->right, d);
}

static bool margins_sound(const node *map, const doc_page *p, diags *d)
{
    len least = 20 * LEN_PT;
    doc_area area = doc_page_area(p);
    if (p->top >= 0 && p->right >= 0 && p->bottom >= 0 && p->left >= 0 && area.width >= least &&
        area.height >= least)
        return true;
    DIAG(d, TEMPLATE_VALUE, map->at, STR("页边距"), STR("这些长度"),
        STR("不为负、能留下版心的长度"));
    return false;
}

/* Which of some words stands at a key, the first where there is none; -1 with an error added. */
static int word_at(const node *map, str key, const char *const *words, int count, diags *d)
{
    const node *n = tree_lookup(map, key);
    return n == NULL ? 0 : word_read(n, words, count, d);
}

static bool page_read(const node *map, doc_page *out, diags *d)
{
    static const char *const directions[] = {"纵向", "横向", "竖纸横排"}, *const by[] = {"行框", "字框"};
    len side = len_of_um(20000);
    *out = (doc_page){len_of_um(210000), len_of_um(297000), side, side, side, side, 0, 0, 0};
    if (map == NULL)
        return true;
    const node *paper = tree_lookup(map, STR("纸张"));
    if (paper != NULL && !paper_read(paper, out, d))
        return false;
    int direction = word_at(map, STR("方向"), directions, 3, d);
    int measured = word_at(map, STR("量法"), by, 2, d);
    if (direction < 0 || measured < 0)
        return false;
    if (direction == 1) {
        len width = out->width;
        out->width = out->height;
        out->height = width;
    }
    out->turned = direction == 2;
    out->em_boxes = measured == 1;
    out->duplex = flag_read(map, STR("双面"), false, d);
    return margins_read(tree_lookup(map, STR("页边距")), out, d) && margins_sound(map, out, d);
}

/* ---- page numbers ---- */

/* "第{{页}}页 共{{总页数}}页" to its pieces. */
static bool folio_text(const node *n, doc_folio *out, diags *d)
{
    str text = n->text, page = STR("{{页}}"), total = STR("{{总页数}}");
    size_t at = str_search(text, page, 0);
    size_t end = at == SIZE_MAX ? at : str_search(text, total, at + page.n);
    out->total = end != SIZE_MAX;
    end = out->total ? end : text.n;
    if (at != SIZE_MAX) {
        out->before = str_slice(text, 0, at);
        out->between = str_slice(text, at + page.n, end);
        out->after = out->total ? str_slice(text, end + total.n, text.n) : STR("");
    }
    bool more = str_search(out->before, STR("{{"), 0) != SIZE_MAX ||
        str_search(out->between, STR("{{"), 0) != SIZE_MAX ||
        str_search(out->after, STR("{{"), 0) != SIZE_MAX;
    if (at != SIZE_MAX && !more && str_search(text, STR("\n"), 0) == SIZE_MAX)
        return true;
    DIAG(d, TEMPLATE_VALUE, n->at, STR("页码"), text,
        STR("一行文字，含一处“{{页}}”，后面可以有一处“{{总页数}}”"));
    return false;
}

/* "1字" is the style's size. */
static bool inset_read(const node *n, len size, len *out, diags *d)
{
    if (n == NULL)
        return true;
    bool one = str_eq(n->text, STR("1字"));
    if (one)
        *out = size;
    if (one || (len_parse(n->text, out) && *out >= 0 && *out <= 200 * LEN_PT))
        return true;
    DIAG(d, TEMPLATE_VALUE, n->at, STR("缩进"), n->text, STR(" 1字，或 0 到 200pt 的长度"));
    return false;
}

static bool folio_map_read(template_reader *r, const node *n, doc_folio *out)
{
    static const char *const places[] = {"居中", "外侧", "左", "右"};
    *out = (doc_folio){.below = len_of_um(7000), .at = n->at};
    if (!keys_check(n, STR("页码"), folio_keys, sizeof folio_keys / sizeof *folio_keys, r->diags))
        return false;
    out->style = style_choose(
        &r->made->styles, tree_lookup(n, STR("样式")), STR("内容"), n->at, r->diags);
    int place = word_at(n, STR("位置"), places, 4, r->diags);
    if (out->style == NULL || place < 0)
        return false;
    out->place = (doc_folio_place)place;
    return folio_text(tree_lookup(n, STR("文字")), out, r->diags) &&
        inset_read(tree_lookup(n, STR("缩进")), out->style->size, &out->inset, r->diags) &&
        length_read(n, STR("距版心"), &out->below, r->diags);
}

/* An entry of one of the shared mappings, or NULL with an error added. */
static const node *shared(template_reader *r, const char *kind, const node *named)
{
    const node *all = tree_lookup(r->pages, str_of(kind)), *found = tree_lookup(all, named->text);
    if (found != NULL)
        return found;
    arena *a = diags_memory(r->diags);
    str *names = ARENA_ARRAY(a, str, all == NULL ? 0 : all->count);
    uint32_t count = 0;
    for (const node *n = all == NULL ? NULL : all->first; n != NULL; n = n->next)
        names[count++] = n->key->text;
    DIAG(r->diags, TEMPLATE_PAGE, named->at, str_of(kind), named->text,
        name_hint(a, named->text, names, count));
    return NULL;
}

/* The page number has to fit between the type area and the edge of the sheet. */
static bool folio_sound(template_reader *r, const node *n, const doc_section *s)
{
    const doc_folio *f = s->folio;
    len room = s->page.bottom - f->style->size / 2, width = s->page.width - s->page.left - s->page.right;
    if (f->below >= f->style->size / 2 && f->below <= room && f->inset <= width / 2)
        return true;
    DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("页码"), STR("这个位置"),
        STR("在版心和纸边之间放得下的：请加大下页边距，或改小“距版心”“缩进”"));
    return false;
}

static bool folio_read(template_reader *r, const node *map, doc_section *out)
{
    const node *n = tree_lookup(map, STR("页码")), *at = n;
    if (n == NULL || (n->kind == NODE_SCALAR && str_eq(n->text, STR("无"))))
        return true;
    if (n->kind == NODE_SCALAR && (n = shared(r, "页码", n)) == NULL)
        return false;
    doc_folio *f = ARENA_NEW(r->memory, doc_folio);
    out->folio = f;
    return folio_map_read(r, n, f) && folio_sound(r, at, out);
}

static bool number_read(template_reader *r, const node *map, uint32_t *out)
{
    const node *n = tree_lookup(map, STR("起始页码"));
    if (n == NULL)
        return true;
    uint32_t v = 0;
    for (size_t i = 0; i < n->text.n && v <= 100000; i++)
        v = n->text.at[i] >= '0' && n->text.at[i] <= '9' ? v * 10 + (uint32_t)(n->text.at[i] - '0')
                                                         : 1000000;
    *out = v;
    if (n->text.n > 0 && v >= 1 && v <= 100000)
        return true;
    DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("起始页码"), n->text, STR(" 1 到 100000 的整数"));
    return false;
}

/* ---- running heads ---- */

static bool head_read(template_reader *r, const node *map, section_spec *out)
{
    const node *n = tree_lookup(map, STR("页眉"));
    if (n == NULL)
        return true;
    static const char *const own[] = {"距版心"};
    text_spec *head = ARENA_NEW(r->memory, text_spec);
    out->head = head;
    out->section.head_gap = len_of_um(5000);
    if (!length_read(n, STR("距版心"), &out->section.head_gap, r->diags) ||
        !text_spec_read(r, node_without(r->memory, n, own, 1), head))
        return false;
    if (out->section.head_gap >= 0 &&
        out->section.head_gap + head->style->pitch <= out->section.page.top)
        return true;
    DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("页眉"), STR("这个位置"),
        STR("在版心和纸边之间放得下的：请加大上页边距，或改小“距版心”"));
    return false;
}

bool section_read(template_reader *r, const node *map, const node *under, section_spec *out)
{
    static const char *const starts[] = {"新页", "单页", "接排"};
    *out = (section_spec){0};
    const node *base = tree_lookup(map, STR("承"));
    if (base != NULL && (under = shared(r, "页面", base)) == NULL)
        return false;
    const node *whole = node_merge(r->memory, under, map, 0);
    if (whole != NULL &&
        !keys_check(whole, STR("页面"), page_keys, sizeof page_keys / sizeof *page_keys, r->diags))
        return false;
    doc_section *s = &out->section;
    /* Where a section begins is not handed on to the next one. */
    const node *own = base != NULL ? whole : map;
    if (!page_read(whole, &s->page, r->diags) || !folio_read(r, whole, s) ||
        !number_read(r, own, &s->number) || !head_read(r, whole, out))
        return false;
    int start = word_at(own, STR("起于"), starts, 3, r->diags);
    s->start = (doc_start)start;
    out->page = whole;
    if (start < 0 || s->start != START_FLOW || s->number == 0)
        return start >= 0;
    DIAG(r->diags, TEMPLATE_VALUE, tree_lookup(own, STR("起始页码"))->at, STR("起始页码"),
        STR("这个数"), STR("不写的：接排的一节没有自己的第一页"));
    return false;
}
