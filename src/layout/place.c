/* Lines to their places: the plan to a display list. */
#include "layout/layout_int.h"

typedef struct placer {
    const layout_job *job;
    const sized_doc *sized;
    scene_builder *out;
    sheet sheet; /* the page at hand */
    uint32_t *first_element; /* per block: the element of its text, or of its first cell */
    scene_glyph *glyphs; /* of one run, which the scene copies */
    uint32_t room;
    uint32_t base; /* where the text at hand begins in its element's */
} placer;

/* While elements are made. */
typedef struct element_state {
    bool titled; /* the document has its title */
    uint32_t title; /* outline_title() */
    uint32_t lists; /* so far */
} element_state;

/* Lines [from, to) of an element's text in a box; insets off. */
typedef struct box {
    uint32_t element;
    bool repeat;
    scene_rect rect;
    uint32_t from, to;
} box;

/* A piece of a line, its glyphs as they are set there, with the pen at (x, y). */
typedef struct run {
    const text_piece *piece;
    const text_glyph *set;
    len x, y;
} run;

/* What of the run no face has a glyph for. `set`: its glyphs as they stand. */
static void run_draw(placer *p, const sized_text *t, const run *r, const scene_glyph *set)
{
    uint32_t first = r->piece->glyph, count = r->piece->glyph_end - first;
    const font_facts *face = fonts_facts(p->job->fonts, t->shaped->glyphs[first].face);
    len size = t->style->size;
    len ascent = (len)((int64_t)size * face->ascent / (int32_t)face->units_per_em);
    int64_t pen = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t g = r->piece->level % 2 == 0 ? i : count - 1 - i;
        uint32_t sign = t->shaped->glyphs[first + g].drawn;
        len x = r->x + (len)((pen + set[i].dx) * size / TEXT_EM);
        if (sign != 0)
            drawn_add(&p->sheet, &(drawn_place){sign, x, r->y - ascent, size});
        pen += set[i].advance;
    }
}

static void run_add(placer *p, const sized_text *t, const run *r)
{
    const text_piece *piece = r->piece;
    const text_glyph *g = r->set, *shaped = &t->shaped->glyphs[piece->glyph];
    uint32_t count = piece->glyph_end - piece->glyph;
    bool back = piece->level % 2 == 1;
    if (p->room < count) {
        p->room = 2 * count;
        p->glyphs = ARENA_ARRAY(p->job->memory, scene_glyph, p->room);
    }
    scene_glyph *glyphs = p->glyphs;
    for (uint32_t i = 0; i < count; i++) {
        int32_t advance = t->shaped->turned > 0 ? g[i].along : g[i].advance;
        /* What a line adds behind a glyph stands left of it where the text runs to the left. */
        int32_t dx = g[i].dx + (back ? g[i].advance - shaped[i].advance : 0);
        glyphs[back ? count - 1 - i : i] = (scene_glyph){
            g[i].gid, advance, dx, g[i].dy, g[i].cluster - g->cluster};
    }
    scene_glyphs op = {.face = g->face,
        .size = t->style->size,
        .x = r->x,
        .y = r->y,
        .turn = t->shaped->turned > 0,
        .text = str_slice(t->text, g->cluster, piece->to),
        .from = p->base + g->cluster,
        .glyphs = glyphs,
        .count = count};
    sheet_add(&p->sheet, &(scene_op){.kind = SCENE_GLYPHS, .glyphs = op});
    if (t->shaped->draws)
        run_draw(p, t, r, glyphs);
}

/* A run; of an overprint what of it comes from the data. */
static void run_show(placer *p, const sized_text *t, const run *r)
{
    if (p->job->view != LAYOUT_OVERPRINT || (t->data && t->filled.count == 0)) {
        run_add(p, t, r);
        return;
    }
    filled_part part;
    for (uint32_t done = 0; filled_next(t, r->piece, r->set, done, &part);) {
        len along = (len)(part.along * t->style->size / TEXT_EM);
        bool down = t->shaped->turned > 0;
        run_add(p, t,
            &(run){&part.piece, r->set + part.first, r->x + (down ? 0 : along),
                r->y + (down ? along : 0)});
        done = part.piece.glyph_end - r->piece->glyph;
    }
}

/* One line, cut into runs of one face and direction. The text after the last glyph up to the line's
 * end (spaces that hang) belongs to the last run, so that copied text is whole. */
static void line_add(placer *p, const sized_text *t, const text_line *line, len x, len y)
{
    const text_piece *pieces;
    uint32_t count = text_line_pieces(t->shaped, line, p->job->memory, &pieces);
    int64_t pen = 0;
    for (uint32_t k = 0; k < count; k++) {
        const text_glyph *set = line->set + (pieces[k].glyph - line->glyph);
        run r = {&pieces[k], set, x + (len)(pen * t->style->size / TEXT_EM), y};
        for (uint32_t i = 0; i < pieces[k].glyph_end - pieces[k].glyph; i++)
            pen += set[i].advance;
        run_show(p, t, &r);
    }
}

/* A turned line: its glyphs' tops to the right, in the middle of its thickness; from the top down.
 */
static void turned_add(placer *p, const sized_text *t, const text_line *line, len x, len top)
{
    const text_shaped *shaped = t->shaped;
    const text_piece *pieces;
    uint32_t count = text_line_pieces(shaped, line, p->job->memory, &pieces);
    int64_t blank = (line->width - shaped->above - shaped->below) / 2, pen = 0;
    x += (len)((blank + shaped->below) * t->style->size / TEXT_EM);
    for (uint32_t k = 0; k < count; k++) {
        len y = top + (len)(pen * t->style->size / TEXT_EM);
        for (uint32_t g = pieces[k].glyph; g < pieces[k].glyph_end; g++)
            pen += shaped->glyphs[g].along;
        run_show(p, t, &(run){&pieces[k], &shaped->glyphs[pieces[k].glyph], x, y});
    }
}

/* A place to seal or sign stands by the last line, once. */
static void zone_add(placer *p, const sized_text *t, const box *b, scene_point text)
{
    const doc_zone *z = t->zone;
    if (z == NULL || b->repeat || b->to != t->line_count)
        return;
    bool seal = z->role == ZONE_SEAL;
    scene_field field = {.role = seal ? SCENE_SEAL : SCENE_SIGNATURE,
        .name = str_fmt(p->job->memory, seal ? "盖章_%.*s" : "签字_%.*s", STR_ARG(z->name)),
        .tooltip = str_fmt(p->job->memory, seal ? "%.*s盖章处" : "%.*s签字处", STR_ARG(z->name)),
        .rect = t->reserve,
        .element = b->element};
    field.rect.x += text.x;
    field.rect.y += text.y - (len)b->from * t->pitch;
    sheet_add(&p->sheet, &(scene_op){.kind = SCENE_FIELD, .field = field});
    if (p->job->view == LAYOUT_GUIDES)
        guide_zone(&p->sheet, &field);
}

static void lines_add(placer *p, const sized_text *t, const box *b)
{
    const doc_style *s = t->style;
    len room = b->rect.width - s->left - s->right;
    len height = text_height(t, b->to - b->from),
        free = b->rect.height - s->top - s->bottom - height;
    /* A part of a text begins at the top: centring it would tear it from its other parts. */
    bool whole = b->from == 0 && b->to == t->line_count;
    len y = b->rect.y + s->top;
    if (whole && s->vertical != VALIGN_TOP)
        y += s->vertical == VALIGN_BOTTOM ? free : free / 2;
    scene_cell cell = {b->element, b->repeat, b->rect, 0, 0};
    if (b->to > b->from) {
        cell.from = p->base + t->lines[b->from].from;
        cell.to = p->base + t->lines[b->to - 1].to;
    }
    sheet_add(&p->sheet, &(scene_op){.kind = SCENE_CELL, .cell = cell});
    scene_point text = {b->rect.x + s->left, y};
    for (uint32_t i = b->from; i < b->to; i++, y += t->pitch) {
        const text_line *line = &t->lines[i];
        len x = text_line_x(t, line, room);
        if (p->job->view == LAYOUT_GUIDES)
            guide_baseline(&p->sheet, b->rect.x + s->left, y + t->baseline, room);
        if (t->shaped->turned > 0)
            turned_add(p, t, line, b->rect.x + s->left + x, y);
        else
            line_add(p, t, line, b->rect.x + s->left + x, y + t->baseline);
    }
    zone_add(p, t, b, text);
}

static bool is_spaced(const doc_style *s)
{
    return s->stacked || s->horizontal == ALIGN_DISTRIBUTE;
}

/* Says of which languages its text is, which t shows. An entry of the contents is a link as a
 * whole.
 */
static uint32_t element_add(placer *p, const sized_text *t, scene_element e)
{
    uint32_t element = scene_add_element(p->out, e);
    text_language l = {0};
    bool chinese = t->shaped != NULL && t->shaped->plain;
    while (!chinese && e.role != SCENE_CONTENTS && text_language_next(e.text, &l))
        scene_add_span(p->out,
            (scene_span){element, (uint32_t)l.from, (uint32_t)l.to, SCENE_ELEMENT_NONE, l.tag});
    return element;
}

static void elements_of_grid(placer *p, const sized_grid *g, uint32_t table, uint32_t block)
{
    for (uint32_t i = 0; i < g->grid->cell_count; i++) {
        const sized_cell *c = &g->cells[i];
        scene_element e = {.role = c->cell->data ? SCENE_DATA : SCENE_LABEL,
            .table = table,
            .row = c->cell->row,
            .column = c->edge,
            .rowspan = c->cell->rowspan,
            .colspan = c->edge_end - c->edge,
            .band = g->grid->rows[c->cell->row].band,
            .header = g->grid->rows[c->cell->row].header,
            .heads = heads_of(g->grid, i),
            .spaced = is_spaced(c->cell->style),
            .text = c->text.text,
            .from = c->text.from};
        uint32_t element = element_add(p, &c->text, e);
        if (i == 0)
            p->first_element[block] = element;
    }
}

static scene_element line_element(const sized_text *t, bool titled)
{
    return (scene_element){.role = titled ? SCENE_LINE : SCENE_TITLE,
        .spaced = is_spaced(t->style),
        .text = t->text,
        .from = t->from};
}

/* A text of block i, or the parts of a line. */
static void elements_of_text(placer *p, const doc_plan *plan, uint32_t i, element_state *state)
{
    const sized_text *t = &p->sized->blocks[i].text;
    for (uint32_t k = 0; k < t->part_count; k++) {
        uint32_t element = element_add(p, &t->parts[k].text, line_element(&t->parts[k].text, true));
        p->first_element[i] = k == 0 ? element : p->first_element[i];
    }
    if (t->part_count > 0)
        return;
    bool titled = state->titled || (state->title != UINT32_MAX && state->title != i);
    scene_element e = line_element(t, titled);
    e = outline_element(p->sized->doc, i, &e, &state->lists);
    state->titled = state->titled || e.role == SCENE_TITLE;
    if (plan->entries != NULL && plan->entries[i].number != NULL)
        e.text = str_fmt(
            p->job->memory, "%.*s%.*s", STR_ARG(t->text), STR_ARG(plan->entries[i].number->text));
    p->first_element[i] = element_add(p, t, e);
}

/* An element for every cell, text, and part of a line. */
static void elements_add(placer *p, const doc_plan *plan)
{
    uint32_t table = 0;
    element_state state = {.title = outline_title(p->sized->doc)};
    for (uint32_t i = 0; i < p->sized->block_count; i++) {
        const sized_block *b = &p->sized->blocks[i];
        if (b->kind == BLOCK_GRID) {
            elements_of_grid(p, &b->grid, ++table, i);
        } else if (b->kind == BLOCK_TEXT) {
            elements_of_text(p, plan, i, &state);
        }
    }
}

static void grid_page(placer *p, uint32_t block, const plan_page *page, len y)
{
    const sized_grid *g = &p->sized->blocks[block].grid;
    for (uint32_t i = 0; i < page->fragment_count; i++) {
        const plan_fragment *f = &page->fragments[i];
        const sized_cell *c = &g->cells[f->cell];
        const sized_text *t = upright_text(c, f->height, f->line, f->line_end);
        box b = {p->first_element[block] + f->cell, f->repeat,
            {c->x, y + f->top, c->width, f->height}, f->line,
            t == &c->text ? f->line_end : t->line_count};
        lines_add(p, t, &b);
    }
    if (p->job->view != LAYOUT_OVERPRINT)
        rules_draw(p->job->memory, &(rule_page){g, page, 0, y}, &p->sheet);
    if (p->job->view == LAYOUT_GUIDES)
        guide_tracks(&p->sheet, g, page, y);
}

/* The parts of a line from the top of its text, y. */
static void parts_add(placer *p, const sized_text *line, box b, len y)
{
    for (uint32_t i = 0; i < line->part_count; i++, b.element++) {
        const sized_part *part = &line->parts[i];
        const doc_style *s = part->text.style;
        b.rect = (scene_rect){
            part->x, y + part->y - s->top, part->width, s->top + part->height + s->bottom};
        b.to = part->text.line_count;
        lines_add(p, &part->text, &b);
    }
}

/* An entry of the contents: its text, dots, its number under the other ones. */
static void entry_add(placer *p, const doc_plan *plan, const flow_item *item, box b)
{
    const contents_entry *e = &plan->entries[item->block];
    const sized_text *t = &p->sized->blocks[item->block].text;
    const doc_style *s = t->style;
    const text_line *last = &t->lines[b.to - 1];
    len right = b.rect.width - s->right, room = contents_room(plan, s);
    len y = b.rect.y + s->top + text_height(t, b.to - b.from - 1);
    b.rect.width -= s->right + room;
    lines_add(p, t, &b);
    if (b.to < t->line_count)
        return;
    contents_gap gap = {
        s->left + text_line_x(t, last, right - s->left - room) + em_to_len(last->width, s->size),
        right - room, y + t->baseline};
    contents_dots(e, &p->sheet, gap, p->job->memory);
    len wide = em_to_len(e->number->lines[0].width, s->size);
    box number = {.element = b.element,
        .rect = {right - wide, y, wide, e->number->pitch},
        .to = e->number->line_count};
    p->base = (uint32_t)t->text.n;
    lines_add(p, e->number, &number);
    p->base = 0;
}

/* The lines drawn above and below a text. */
static void rules_around(placer *p, const flow_item *item, const sized_text *t)
{
    const doc_text *from = &p->sized->doc->blocks[item->block].text;
    len top = item->top - t->style->top - from->rule_above;
    len foot = item->top + text_height(t, t->line_count) + t->style->bottom;
    if (p->job->view == LAYOUT_OVERPRINT)
        return;
    if (from->rule_above > 0)
        rule_across(&p->sheet, top, from->rule_above);
    if (from->rule_below > 0)
        rule_across(&p->sheet, foot, from->rule_below);
}

static void item_place(placer *p, const doc_plan *plan, const flow_item *item)
{
    const sized_block *block = &p->sized->blocks[item->block];
    len y = item->top;
    if (item->kind == FLOW_GRID) {
        grid_page(p, item->block, &plan->grids[item->block].pages[item->from], y);
        return;
    }
    bool again = item->kind == FLOW_RUNNING;
    const sized_text *t = again ? &block->grid.running[item->from] : &block->text;
    /* The texts printed again above a grid repeat the elements of the blocks right before it, but
     * for those that only continuation pages have. */
    bool own = again && block->grid.grid->running_own;
    uint32_t before = again && !own ? block->grid.grid->running_count - item->from : 0;
    box b = {.element = own ? SCENE_ELEMENT_NONE : p->first_element[item->block - before],
        .repeat = again && !own,
        .from = again ? 0 : item->from,
        .to = again ? t->line_count : item->to};
    if (!again)
        rules_around(p, item, t);
    if (t->part_count > 0) {
        parts_add(p, t, b, y);
        return;
    }
    /* The space above and below a text block is not part of its box. */
    const doc_style *s = t->style;
    b.rect = (scene_rect){0, y - s->top, doc_page_area(p->sheet.page).width,
        s->top + text_height(t, b.to - b.from) + s->bottom};
    if (!again && plan->entries != NULL && plan->entries[item->block].number != NULL)
        entry_add(p, plan, item, b);
    else
        lines_add(p, t, &b);
}

/* A text of one line that is no element's, with its em boxes' middle at y; from x on. */
static void furniture_add(placer *p, const sized_text *t, scene_rect line)
{
    const doc_style *s = t->style;
    box b = {.element = SCENE_ELEMENT_NONE, .to = t->line_count};
    b.rect = (scene_rect){line.x - s->left, line.y - t->pitch / 2 - s->top,
        line.width + s->left + s->right, s->top + t->pitch + s->bottom};
    lines_add(p, t, &b);
}

/* GB/T 9704-2012, 7.5 and 8: the page number stands below the type area of the upright sheet, on
 * the outer side, also where a table on it lies. */
static len folio_x(const doc_folio *f, len room, bool verso)
{
    bool left = f->place == FOLIO_LEFT || (f->place == FOLIO_OUTSIDE && verso);
    return f->place == FOLIO_CENTRE ? room / 2 : left ? f->inset : room - f->inset;
}

static void page_furniture(placer *p, const flow_page *page)
{
    const doc_section *s = &p->sized->doc->sections[page->section];
    len width = s->page.width - s->page.left - s->page.right;
    len height = s->page.height - s->page.top - s->page.bottom;
    p->sheet.turned = false;
    if (page->proof != NULL)
        furniture_add(p, page->proof,
            (scene_rect){0, page->proof->pitch - s->page.top,
                em_to_len(page->proof->lines[0].width, page->proof->style->size), 0});
    if (page->head != NULL)
        furniture_add(p, page->head,
            (scene_rect){page->head->style->left, -s->head_gap - page->head->pitch / 2,
                width - page->head->style->left - page->head->style->right, 0});
    if (page->folio == NULL)
        return;
    len wide = em_to_len(page->folio->lines[0].width, page->folio->style->size);
    len x = folio_x(s->folio, width - wide, page->number % 2 == 0);
    furniture_add(p, page->folio, (scene_rect){x, height + s->folio->below, wide, 0});
}

static void page_place(placer *p, const doc_plan *plan, const flow_page *page)
{
    const doc_page *on = &p->sized->doc->sections[page->section].page;
    scene_add_page(p->out, on->width, on->height);
    p->sheet = sheet_of(p->out, on, page->number % 2 == 0);
    for (uint32_t k = 0; k < page->count; k++)
        item_place(p, plan, &page->items[k]);
    if (page->notes > 0 && p->job->view != LAYOUT_OVERPRINT)
        rule_notes(&p->sheet, page->notes);
    if (p->job->view == LAYOUT_GUIDES)
        guide_area(&p->sheet);
    if (p->job->view != LAYOUT_OVERPRINT)
        page_furniture(p, page);
    if (page->folio != NULL)
        scene_label_page(p->out, str_fmt(p->job->memory, "%u", page->number));
}

static void links_add(placer *p, const doc_plan *plan)
{
    const document *doc = p->sized->doc;
    for (uint32_t i = 0; plan->entries != NULL && i < doc->block_count; i++)
        if (plan->entries[i].number != NULL)
            outline_link(doc, i, p->first_element,
                p->sized->blocks[i].text.text.n + plan->entries[i].number->text.n, p->out);
    for (uint32_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == BLOCK_TEXT && doc->blocks[i].text.call_count > 0)
            outline_calls(doc, i, p->first_element, p->out);
}

static void facts_add(placer *p)
{
    const doc_facts *f = &p->sized->doc->facts;
    scene_set_facts(p->out,
        &(scene_facts){.author = f->author,
            .subject = f->subject,
            .keywords = f->keywords,
            .year = f->year,
            .form = f->form,
            .edition = f->edition,
            .amounts = f->amounts,
            .created = {f->date.known, f->date.seconds, f->date.zone}});
}

const scene *layout_place(
    const layout_job *job, const sized_doc *s, const doc_plan *plan, arena *out)
{
    placer p = {.job = job,
        .sized = s,
        .out = scene_begin(out, s->doc->title, s->doc->language),
        .first_element = ARENA_ARRAY(job->memory, uint32_t, s->block_count)};
    facts_add(&p);
    elements_add(&p, plan);
    links_add(&p, plan);
    outline_add(job, s->doc, p.first_element, p.out);
    for (uint32_t i = 0; i < plan->page_count; i++) {
        arena_pulse(job->memory);
        page_place(&p, plan, &plan->pages[i]);
    }
    return scene_end(p.out);
}
