/* Sections on sheets: page numbers counted again, turned content made upright, and the rule on what
 * stands outside the type area. */
#include "proof.h"

const doc_section *section_of(const document *doc, uint32_t block)
{
    const doc_section *s = doc->sections;
    while (block >= s->first_block + s->block_count)
        s++;
    return s;
}

len room_height(const view *v, uint32_t block)
{
    const doc_page *p = &section_of(v->doc, block)->page;
    return p->turned ? p->width - p->left - p->right : p->height - p->top - p->bottom;
}

/* The section of what stands first on a page. */
static uint32_t page_section(const view *v, const scene_page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        const scene_op *op = &page->ops[i];
        if (op->kind != SCENE_CELL || op->cell.element == SCENE_ELEMENT_NONE)
            continue;
        if (op->cell.element >= v->item_count)
            return 0;
        const doc_section *s = section_of(v->doc, v->items[op->cell.element].block);
        return (uint32_t)(s - v->doc->sections);
    }
    return UINT32_MAX;
}

static scene_rect area_on(const view_page *at, const doc_page *p)
{
    len left = p->duplex && at->number % 2 == 0 ? p->right : p->left;
    len across = p->width - p->left - p->right, down = p->height - p->top - p->bottom;
    return p->turned ? (scene_rect){p->bottom, left, down, across}
                     : (scene_rect){left, p->top, across, down};
}

/* Pages are not counted anew for it. */
static bool begins_with_imprint(const view *v, const scene_page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        const scene_cell *c = &page->ops[i].cell;
        if (page->ops[i].kind != SCENE_CELL || c->element == SCENE_ELEMENT_NONE)
            continue;
        if (c->element >= v->item_count)
            return false;
        const doc_block *b = &v->doc->blocks[v->items[c->element].block];
        return b->kind == BLOCK_TEXT && b->text.foot == FOOT_IMPRINT;
    }
    return false;
}

static void number_pages(view *v, const scene *from)
{
    uint32_t next = 1, last = UINT32_MAX;
    for (uint32_t i = 0; i < from->page_count; i++) {
        view_page *at = &v->pages[i];
        at->section = page_section(v, &from->pages[i]);
        const doc_section *s = &v->doc->sections[at->section == UINT32_MAX ? 0 : at->section];
        if (at->section != UINT32_MAX && at->section != last && s->number > 0 &&
            !begins_with_imprint(v, &from->pages[i]))
            next = s->number;
        last = at->section == UINT32_MAX ? last : at->section;
        at->number = next++;
        at->area = area_on(at, &s->page);
    }
}

static scene_rect upright(scene_rect r, len height)
{
    return (scene_rect){height - r.y - r.height, r.x, r.height, r.width};
}

/* What lies on a sheet, its head to the left, as it is read. */
static void op_upright(scene_op *op, len height)
{
    len x = op->glyphs.x;
    switch (op->kind) {
    case SCENE_CELL:
        op->cell.rect = upright(op->cell.rect, height);
        break;
    case SCENE_GLYPHS:
        op->glyphs.x = height - op->glyphs.y;
        op->glyphs.y = x;
        op->glyphs.turn = (op->glyphs.turn + 1) % 4;
        break;
    case SCENE_RULE:
        op->rule = upright(op->rule, height);
        break;
    case SCENE_FIELD:
        op->field.rect = upright(op->field.rect, height);
        break;
    default:
        break;
    }
}

static void page_read(view *v, uint32_t page, const scene_page *from, scene_page *to, arena *a)
{
    uint32_t section = v->pages[page].section;
    bool turned = section != UINT32_MAX && v->doc->sections[section].page.turned;
    scene_op *ops = ARENA_ARRAY(a, scene_op, from->count);
    view_furniture *own = NULL;
    *to = (scene_page){.width = turned ? from->height : from->width,
        .height = turned ? from->width : from->height,
        .ops = ops};
    for (uint32_t i = 0; i < from->count; i++) {
        const scene_op *op = &from->ops[i];
        if (op->kind == SCENE_CELL)
            own = op->cell.element != SCENE_ELEMENT_NONE ? NULL : VEC_PUSH(a, &v->furniture);
        if (op->kind == SCENE_CELL && own != NULL)
            *own = (view_furniture){page, ARENA_ARRAY(a, const scene_glyphs *, from->count), 0};
        if (own != NULL && op->kind == SCENE_GLYPHS)
            own->runs[own->count++] = &op->glyphs;
        if (own != NULL && op->kind != SCENE_RULE && op->kind != SCENE_FIELD)
            continue;
        ops[to->count] = *op;
        if (turned)
            op_upright(&ops[to->count], from->height);
        to->count++;
    }
}

void sheets_read(view *v, const scene *from, arena *a)
{
    scene *copy = ARENA_NEW(a, scene);
    scene_page *pages = ARENA_ARRAY(a, scene_page, from->page_count);
    v->pages = ARENA_ARRAY(a, view_page, from->page_count);
    number_pages(v, from);
    for (uint32_t i = 0; i < from->page_count; i++)
        page_read(v, i, &from->pages[i], &pages[i], a);
    *copy = *from;
    copy->pages = pages;
    v->scene = copy;
}

/* ---- the rule ---- */

/* A line of furniture: its text, ends, and the em boxes' top and foot. */
typedef struct own_line {
    str text;
    len left, right, top, foot;
} own_line;

static own_line line_of(const view *v, const view_furniture *f, arena *a)
{
    own_line l = {.left = LEN_MAX, .top = LEN_MAX, .right = -LEN_MAX, .foot = -LEN_MAX};
    buf text = {.memory = a};
    for (uint32_t i = 0; i < f->count; i++) {
        const scene_glyphs *g = f->runs[i];
        const font_facts *face = fonts_facts(v->of->fonts, g->face);
        len top = g->y - (len)((int64_t)g->size * face->ascent / (int32_t)face->units_per_em);
        len right = g->x + run_width(g);
        buf_add(&text, g->text);
        l.left = g->x < l.left ? g->x : l.left;
        l.right = right > l.right ? right : l.right;
        l.top = top < l.top ? top : l.top;
        l.foot = top + g->size > l.foot ? top + g->size : l.foot;
    }
    l.text = buf_str(&text);
    return l;
}

static bool near(len a, len b)
{
    return a - b <= LEN_PT / 4 && b - a <= LEN_PT / 4;
}

static uint32_t last_number(const view *v, uint32_t page)
{
    while (page + 1 < v->scene->page_count && v->pages[page + 1].number == v->pages[page].number + 1)
        page++;
    return v->pages[page].number;
}

static str folio_due(const view *v, const doc_folio *f, uint32_t page, arena *a)
{
    buf out = {.memory = a};
    buf_fmt(&out, "%.*s%u%.*s", STR_ARG(f->before), v->pages[page].number, STR_ARG(f->between));
    if (f->total)
        buf_fmt(&out, "%u%.*s", last_number(v, page), STR_ARG(f->after));
    return buf_str(&out);
}

/* GB/T 9704-2012, 7.5: at the place of an upright page, whatever stands on it. */
static bool folio_placed(const view *v, const doc_section *s, uint32_t page, const own_line *l)
{
    const doc_page *p = &s->page;
    const doc_folio *f = s->folio;
    bool even = v->pages[page].number % 2 == 0;
    len left = p->duplex && even ? p->right : p->left;
    len right = left + p->width - p->left - p->right;
    if (!near((l->top + l->foot) / 2, p->height - p->bottom + f->below))
        return false;
    if (f->place == FOLIO_CENTRE)
        return near((l->left + l->right) / 2, (left + right) / 2);
    if (f->place == FOLIO_LEFT || (f->place == FOLIO_OUTSIDE && even))
        return near(l->left, left + f->inset);
    return near(l->right, right - f->inset);
}

static bool head_placed(const doc_section *s, const own_line *l)
{
    len foot = s->page.top - s->head_gap;
    return l->foot <= foot && l->top >= foot - s->head->style->pitch && l->top >= 0;
}

/* A number of the contents and, before it, the entry's text. */
static bool is_entry(const view *v, uint32_t number, uint32_t page)
{
    const view_fragment *text = &v->fragments[number - 1], *f = &v->fragments[number];
    return f->page == page && f->element == text->element && text->lines > 0 && f->lines == 1 &&
        v->items[f->element].entry;
}

/* A line of a lying page as its text sees it. */
static view_furniture upright_line(const view *v, const view_furniture *f, uint32_t page, arena *a)
{
    view_furniture out = {page, ARENA_ARRAY(a, const scene_glyphs *, f->count), f->count};
    for (uint32_t i = 0; i < f->count; i++) {
        scene_op *op = ARENA_NEW(a, scene_op);
        *op = (scene_op){.kind = SCENE_GLYPHS, .glyphs = *f->runs[i]};
        op_upright(op, v->of->scene->pages[page].height);
        out.runs[i] = &op->glyphs;
    }
    return out;
}

/* Dots of the contents: on the line of an entry, between its text and its number; they lie where
 * the contents do. */
static bool is_leader(const view *v, uint32_t page, const view_furniture *own, arena *a)
{
    uint32_t section = v->pages[page].section;
    bool turned = section != UINT32_MAX && v->doc->sections[section].page.turned;
    view_furniture line = turned ? upright_line(v, own, page, a) : *own;
    own_line l = line_of(v, &line, a);
    for (size_t i = 0; i < l.text.n;)
        if (utf8_next(l.text, &i) != 0x2026)
            return false;
    for (uint32_t i = 1; i < v->fragment_count; i++) {
        const view_fragment *text = &v->fragments[i - 1], *number = &v->fragments[i];
        if (!is_entry(v, i, page))
            continue;
        const view_line *last = &v->lines[text->line + text->lines - 1],
                        *n = &v->lines[number->line];
        if (last->baseline == n->baseline && line.runs[0]->y == n->baseline &&
            line.runs[0]->turn == 0 && last->right <= l.left && l.right <= n->left)
            return true;
    }
    return false;
}

/* Every entry of the contents has dots, and its number on the line where its text ends, at the
 * right edge. */
static void check_entries(const view *v, uint32_t page, uint32_t leaders, verdict *out)
{
    uint32_t entries = 0;
    for (uint32_t i = 1; i < v->fragment_count; i++) {
        if (!is_entry(v, i, page))
            continue;
        const view_fragment *text = &v->fragments[i - 1];
        const view_line *last = &v->lines[text->line + text->lines - 1];
        const view_line *number = &v->lines[v->fragments[i].line];
        const scene_rect *area = &v->pages[page].area;
        len edge = area->x + area->width - v->items[text->element].style->right;
        entries++;
        if (number->baseline != last->baseline || !near(number->right, edge))
            verdict_add(out, RULE_FURNITURE, page + 1, text->element, "a number at %d, due at %d",
                number->right, edge);
    }
    if (leaders != entries)
        verdict_add(out, RULE_FURNITURE, page + 1, 0, "%u leaders of %u entries", leaders, entries);
}

static void check_page(const view *v, uint32_t page, uint32_t *next, verdict *out)
{
    uint32_t section = v->pages[page].section, heads = 0, folios = 0, leaders = 0;
    const doc_section *s = section == UINT32_MAX ? NULL : &v->doc->sections[section];
    for (; *next < v->furniture.count && v->furniture.at[*next].page == page; (*next)++) {
        const view_furniture *f = &v->furniture.at[*next];
        own_line l = line_of(v, f, out->memory);
        bool upright_runs = true;
        for (uint32_t i = 0; i < f->count; i++)
            upright_runs = upright_runs && f->runs[i]->turn == 0;
        bool head = s != NULL && s->head != NULL && str_eq(l.text, s->head->text);
        bool folio = s != NULL && s->folio != NULL &&
            str_eq(l.text, folio_due(v, s->folio, page, out->memory));
        heads += head && head_placed(s, &l);
        folios += folio && folio_placed(v, s, page, &l);
        bool leader = !head && !folio && is_leader(v, page, f, out->memory);
        leaders += leader;
        if ((!head && !folio && !leader) || (!upright_runs && !leader))
            verdict_add(out, RULE_FURNITURE, page + 1, 0, "“%.*s” is no page's", STR_ARG(l.text));
    }
    check_entries(v, page, leaders, out);
    bool numbered = s != NULL && s->folio != NULL && !(page > 0 && imprint_apart(v, page - 1));
    if (heads != (s != NULL && s->head != NULL) || folios != numbered)
        verdict_add(
            out, RULE_FURNITURE, page + 1, 0, "%u heads, %u numbers in place", heads, folios);
}

void check_furniture(const view *v, verdict *out)
{
    uint32_t next = 0;
    for (uint32_t p = 0; p < v->scene->page_count; p++) {
        const doc_page *due = v->pages[p].section == UINT32_MAX
            ? NULL
            : &v->doc->sections[v->pages[p].section].page;
        const scene_page *is = &v->of->scene->pages[p];
        if (due != NULL && (is->width != due->width || is->height != due->height))
            verdict_add(out, RULE_INSIDE_TYPE_AREA, p + 1, 0, "the page has another size");
        check_page(v, p, &next, out);
    }
}
