/* Forms in a book: by data file, by pattern, or written in place. */
#include "model/book_int.h"

enum { HEAD_GAP = 12 * LEN_PT }; /* from a running head to a form, at least */

/* How the forms stand: each on a new page of its own kind; one after another on such pages; or in
 * the text, on the text's pages. */
typedef enum form_stand { STAND_PAGE, STAND_FLOW, STAND_TEXT } form_stand;

typedef struct form_use {
    form_stand stand;
    bool headed; /* its title is a heading of the book */
    uint32_t level;
    const node *title; /* a heading above each form, with {{key}} of its data; or NULL */
    uint32_t number; /* of the form at hand, from 1 */
    const book_levels *levels;
    bool first; /* nothing of this item is placed yet */
    mark at; /* of the data at hand */
} form_use;

static const form_template *template_of(book *b, const node *data)
{
    const form_library *lib = b->library;
    int which = catalog_choose(lib->facts, lib->count, data, b->diags);
    if (which >= 0 && b->forms[which] == NULL)
        b->forms[which] = library_load(b->memory, lib, (uint32_t)which, b->diags);
    return which < 0 ? NULL : b->forms[which];
}

/* ---- pages ---- */

static len larger(len a, len b)
{
    return a > b ? a : b;
}

/* A landscape form in an upright book is turned: its head to the left of the sheet. */
static doc_page turned(const doc_page *p)
{
    return (doc_page){.width = p->height,
        .height = p->width,
        .top = p->right,
        .right = p->bottom,
        .bottom = p->left,
        .left = p->top,
        .turned = true};
}

/* The form's own margins, with room for the book's page number and running head, which stand where
 * they stand on every page of the book. */
static doc_section form_section(const book *b, const doc_section *own)
{
    const doc_section *body = &b->body.section;
    doc_section made = *own;
    doc_page *p = &made.page;
    if (p->width > p->height && body->page.width < body->page.height)
        *p = turned(p);
    p->duplex = body->page.duplex;
    made.start = START_PAGE;
    made.number = 0;
    if (made.folio == NULL && body->folio != NULL) {
        doc_folio *folio = ARENA_NEW(b->memory, doc_folio);
        *folio = *body->folio;
        p->bottom = larger(p->bottom, body->page.bottom);
        folio->below += p->bottom - body->page.bottom;
        folio->inset = larger(0, folio->inset + body->page.right - p->right);
        made.folio = folio;
    }
    if (made.head == NULL && body->head != NULL) {
        len foot = body->page.top - body->head_gap; /* of the head */
        p->top = larger(p->top, foot + (body->head_gap < HEAD_GAP ? body->head_gap : HEAD_GAP));
        made.head_gap = p->top - foot;
        made.head = body->head;
    }
    return made;
}

/* ---- blocks ---- */

/* The first line of text of a form is its title. */
static void title_head(book *b, const form_use *use, doc_text *t)
{
    str text = t->text;
    book_heading_check(b, use->levels, use->level, text, use->at);
    t->role = TEXT_HEADING;
    t->level = use->level;
    t->keep_next = true;
    *VEC_PUSH(b->memory, &b->headings) = (book_heading){
        b->blocks.count - 1, use->level, text, t->from};
}

/* Of the texts above a form's first grid the one that is its title as it is of a form by itself:
 * the first in the largest type. UINT32_MAX: none. */
static uint32_t title_block(const document *doc)
{
    uint32_t best = UINT32_MAX;
    len size = 0;
    for (uint32_t i = 0; i < doc->block_count && doc->blocks[i].kind != BLOCK_GRID; i++) {
        const doc_text *t = &doc->blocks[i].text;
        bool possible = doc->blocks[i].kind == BLOCK_TEXT && t->part_count == 0 && t->text.n > 0;
        if (!possible || t->style->size <= size)
            continue;
        best = i;
        size = t->style->size;
    }
    return best;
}

/* A title that is no heading of the book heads its form all the same, below the heading before. */
static uint32_t title_level(const book *b)
{
    uint32_t above = b->headings.count == 0 ? 0 : b->headings.at[b->headings.count - 1].level;
    return above < BOOK_LEVELS ? above + 1 : above;
}

static void blocks_copy(book *b, form_use *use, const document *doc, const doc_section *s)
{
    uint32_t title = use->headed ? UINT32_MAX : title_block(doc);
    for (uint32_t i = 0; i < s->block_count; i++) {
        const doc_block *from = &doc->blocks[s->first_block + i];
        doc_block *made = book_block(b, from->kind);
        *made = *from;
        if (made->kind == BLOCK_GRID)
            made->grid.whole = use->stand != STAND_PAGE;
        if (i == 0 && made->kind == BLOCK_TEXT && use->stand != STAND_PAGE)
            made->text.above = 2 * made->text.style->size;
        bool line = made->kind == BLOCK_TEXT && made->text.part_count == 0;
        if (line && use->headed) {
            title_head(b, use, &made->text);
            use->headed = false;
        } else if (s->first_block + i == title) {
            made->text.level = title_level(b);
        }
    }
}

typedef struct title_filling {
    book *book;
    const form_use *use;
    const node *data;
    bool good;
} title_filling;

static str title_value(const void *context, str name)
{
    title_filling *f = (title_filling *)(uintptr_t)context;
    arena *a = f->book->memory;
    if (str_eq(name, STR("序号")))
        return str_fmt(a, "%u", f->use->number);
    const node *n = tree_lookup(f->data, name);
    if (n != NULL && n->kind == NODE_SCALAR)
        return n->text;
    str *names = ARENA_ARRAY(a, str, f->data->count + 1);
    uint32_t count = 0;
    for (const node *k = f->data->first; k != NULL; k = k->next)
        if (k->kind == NODE_SCALAR)
            names[count++] = k->key->text;
    names[count++] = STR("序号");
    const node *title = f->use->title;
    DIAG(f->book->diags, VALUE_UNKNOWN, book_brace_at(title->text, name, book_lines_at(title)),
        name, names_join(a, names, count));
    f->good = false;
    return STR("");
}

/* The heading above a form, from its data. */
static bool title_add(book *b, form_use *use, const node *data)
{
    title_filling f = {b, use, data, true};
    mark at = use->title->at;
    str filled = placeholders_fill(b->memory, use->title->text, title_value, &f);
    if (!f.good)
        return false;
    filled = value_normalise(b->memory, filled, b->normalise, at, b->diags);
    use->headed = false;
    return book_heading_add(b, use->levels, use->level, filled, at);
}

static bool document_place(book *b, form_use use, const document *doc, const node *data)
{
    bool good = true;
    for (uint32_t i = 0; i < doc->section_count; i++) {
        const doc_section *own = &doc->sections[i];
        doc_section made = form_section(b, own);
        if (use.stand == STAND_TEXT)
            book_body(b);
        else if (use.stand == STAND_PAGE || use.first || i > 0)
            book_section_headed(b, &made);
        if (i == 0 && use.title != NULL)
            good = title_add(b, &use, data);
        blocks_copy(b, &use, doc, own);
        b->on_form = use.stand != STAND_TEXT && !made.page.turned;
    }
    return good;
}

static bool data_place(book *b, form_use *use, const node *data)
{
    const form_template *form = template_of(b, data);
    const document *doc = form == NULL ? NULL : document_bind(b->memory, form, data, b->diags);
    if (doc == NULL)
        return false;
    use->at = data->at;
    *VEC_PUSH(b->memory, &b->sources) = (doc_source){form, data};
    use->number++;
    uint32_t headings = b->headings.count;
    bool good = document_place(b, *use, doc, data);
    str title = b->headings.count > headings ? b->headings.at[headings].text : doc->title;
    *VEC_PUSH(b->memory, &b->parts) = (document_part){title, doc};
    use->first = false;
    return good;
}

static bool path_place(book *b, form_use *use, str path, mark at)
{
    const tree *read = b->reader->data(b->reader->context, path, at);
    bool good = read != NULL;
    for (uint32_t i = 0; good && i < read->count; i++)
        good = data_place(b, use, read->documents[i]) && good;
    return good;
}

static bool is_pattern(str path)
{
    return str_search(path, STR("*"), 0) != SIZE_MAX || str_search(path, STR("?"), 0) != SIZE_MAX;
}

static bool named_place(book *b, form_use *use, const node *n)
{
    str path, *paths;
    if (n->kind == NODE_MAP)
        return data_place(b, use, n);
    if (!include_path(b->memory, n, &path, b->diags))
        return false;
    if (str_ends(n->text, STR("/"))) {
        DIAG(b->diags, FILE_READ, n->at, n->text,
            str_fmt(
                b->memory, "这是一个文件夹，里面的一批文件请写成“%.*s*.yaml”", STR_ARG(n->text)));
        return false;
    }
    if (!is_pattern(path))
        return path_place(b, use, path, n->at);
    uint32_t count = b->reader->match(b->reader->context, path, &paths);
    bool good = count > 0;
    if (!good)
        DIAG(b->diags, FILE_READ, n->at, n->text, STR("没有文件与它相符"));
    for (uint32_t i = 0; i < count; i++)
        good = path_place(b, use, paths[i], n->at) && good;
    return good;
}

static bool use_read(book *b, const node *item, book_levels *levels, form_use *out)
{
    static const char *const stands[] = {"新页", "接排", "文中"};
    const node *stand = tree_lookup(item, STR("起于")), *level = tree_lookup(item, STR("级")),
               *own = tree_lookup(item, STR("编号"));
    *levels = b->levels;
    if (own != NULL && !book_levels_read(b, own, levels))
        return false;
    int word = stand == NULL ? 0 : word_read(stand, stands, 3, b->diags);
    *out = (form_use){.stand = (form_stand)word,
        .levels = levels,
        .title = tree_lookup(item, STR("标题")),
        .level = 1,
        .first = true};
    if (level == NULL || str_eq(level->text, STR("无")))
        return word >= 0;
    out->headed = level->text.n == 1 && level->text.at[0] >= '1' && level->text.at[0] <= '6';
    out->level = out->headed ? (uint32_t)(level->text.at[0] - '0') : 0;
    if (!out->headed)
        DIAG(b->diags, TEMPLATE_VALUE, level->at, STR("级"), level->text,
            STR(" 1 到 6 的整数，或“无”"));
    return out->headed && word >= 0;
}

bool book_form_item(book *b, const node *item)
{
    static const key_rule keys[] = {{"表单", KEY_TEXT | KEY_LIST | KEY_MAP | KEY_REQUIRED},
        {"起于", KEY_TEXT}, {"级", KEY_TEXT}, {"编号", KEY_LIST}, {"标题", KEY_TEXT}};
    form_use use;
    book_levels levels;
    if (!keys_check(item, STR("内容"), keys, 5, b->diags) || !use_read(b, item, &levels, &use))
        return false;
    const node *named = tree_lookup(item, STR("表单"));
    bool good = true, list = named->kind == NODE_LIST;
    for (const node *n = list ? named->first : named; n != NULL; n = list ? n->next : NULL)
        good = (n->kind == NODE_MAP || shape_check(n, NODE_SCALAR, STR("表单"), b->diags)) &&
            named_place(b, &use, n) && good;
    return good;
}
