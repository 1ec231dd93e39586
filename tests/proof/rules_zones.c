/* Rules on places to seal or sign: each is there once, of its size, by its text; nothing is printed in
 * it but a unit's name and the date; and it is never alone on a page. */
#include "proof.h"

static bool overlap(const scene_rect *a, const scene_rect *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
        b->y < a->y + a->height;
}

static bool is_due(const doc_zone *z, const scene_field *f, arena *a)
{
    str name = str_fmt(
        a, "%s_%.*s", z->role == ZONE_SEAL ? "盖章" : "签字", STR_ARG(z->name));
    return f->role == (z->role == ZONE_SEAL ? SCENE_SEAL : SCENE_SIGNATURE) &&
        str_eq(f->name, name) && f->rect.width == z->width && f->rect.height == z->height;
}

/* Whether a seal may stand on the end of its own text, from byte `at` on: a unit's name, a date, or
 * （公章）; the label before the name stays readable. A signature stands on nothing. */
static bool may_cover(const view_item *t, const view_line *l, uint32_t at)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; (i = str_search(t->text, STR("章"), i)) != SIZE_MAX; i += STR("章").n)
        last = i;
    str line = str_trim(str_slice(t->text, l->from, l->to));
    bool label = last != SIZE_MAX && last >= l->from && last < l->to &&
        !str_starts(line, STR("（"));
    return t->zone->role == ZONE_SEAL && !(label && at <= last);
}

static scene_rect glyph_box(const view *v, const scene_glyphs *g, uint32_t i, int64_t pen)
{
    const font_facts *face = fonts_facts(v->of->fonts, g->face);
    len x = g->x + (len)(pen * g->size / SCENE_EM);
    len wide = (len)((int64_t)g->glyphs[i].advance * g->size / SCENE_EM);
    return (scene_rect){x,
        g->y - (len)((int64_t)g->size * face->ascent / (int32_t)face->units_per_em), wide, g->size};
}

static bool blank_glyph(const scene_glyphs *g, uint32_t i)
{
    size_t at = g->glyphs[i].cluster, from = at;
    if (at >= g->text.n)
        return true;
    utf8_next(g->text, &at);
    return blank_text(str_slice(g->text, from, at));
}

/* Glyphs of one fragment in the zone; of its own text those that may not be covered. */
static void check_fragment(const view *v, const view_zone *z, uint32_t fragment, verdict *out)
{
    const view_fragment *f = &v->fragments[fragment];
    const view_item *t = &v->items[f->element];
    scene_rect rect = z->field->rect;
    /* Rounding each of two lengths to 1/1024 pt. */
    rect = (scene_rect){rect.x + 2, rect.y + 2, rect.width - 4, rect.height - 4};
    for (uint32_t k = f->line; k < f->line + f->lines; k++)
        for (uint32_t r = v->lines[k].run; r < v->lines[k].run + v->lines[k].runs; r++) {
            const scene_glyphs *g = v->runs[r];
            int64_t pen = 0;
            for (uint32_t i = 0; i < g->count; pen += g->glyphs[i++].advance) {
                scene_rect box = glyph_box(v, g, i, pen);
                uint32_t at = g->from + g->glyphs[i].cluster;
                bool allowed = fragment == z->fragment && may_cover(t, &v->lines[k], at);
                if (allowed || blank_glyph(g, i) || !overlap(&box, &rect))
                    continue;
                verdict_add(out, RULE_ZONE, z->page + 1, f->element, "byte %u is in %.*s", at,
                    STR_ARG(z->field->name));
                return;
            }
        }
}

static void check_ink(const view *v, const view_zone *z, verdict *out)
{
    const scene_rect *area = &v->pages[z->page].area, *r = &z->field->rect;
    if (r->x < area->x || r->y < area->y || r->x + r->width > area->x + area->width ||
        r->y + r->height > area->y + area->height)
        verdict_add(out, RULE_ZONE, z->page + 1, 0, "%.*s leaves the type area",
            STR_ARG(z->field->name));
    for (uint32_t i = 0; i < v->fragment_count; i++)
        if (v->fragments[i].page == z->page && v->fragments[i].element < v->item_count)
            check_fragment(v, z, i, out);
    const scene_page *page = &v->scene->pages[z->page];
    for (uint32_t i = 0; i < page->count; i++)
        if (page->ops[i].kind == SCENE_RULE && overlap(&page->ops[i].rule, r))
            verdict_add(out, RULE_ZONE, z->page + 1, 0, "a rule runs through %.*s",
                STR_ARG(z->field->name));
}

/* Printed here as a part of what it is: also a label that goes on, but not a header printed again. */
static bool stands(const view_fragment *f, const view_item *t)
{
    return !f->repeat || (t->cell != NULL && !in_header(t));
}

static bool in_company(const view *v, const view_zone *z)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        const view_item *t = f->element < v->item_count ? &v->items[f->element] : NULL;
        if (f->page == z->page && t != NULL && stands(f, t) &&
            (t->cell != NULL || t->zone == NULL) && foot_at(v, i) == FOOT_NONE)
            return true;
    }
    return false;
}

bool zone_wants_company(const view *v, uint32_t page, uint32_t block)
{
    bool zoned = false;
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        const view_item *t = f->element < v->item_count ? &v->items[f->element] : NULL;
        if (f->page != page || t == NULL || f->repeat || t->block == block)
            continue;
        if (t->zone == NULL || t->cell != NULL)
            return false;
        zoned = true;
    }
    return zoned;
}

/* Each place once, where the text it belongs to ends. */
static void check_places(const view *v, verdict *out)
{
    uint32_t due = 0;
    for (uint32_t e = 0; e < v->item_count; e++)
        due += v->items[e].zone != NULL;
    if (due != v->zones.count)
        verdict_add(out, RULE_ZONE, 0, 0, "%u places, due: %u", v->zones.count, due);
    for (uint32_t i = 0; i < v->zones.count; i++) {
        const view_zone *z = &v->zones.at[i];
        const view_fragment *f = z->fragment == UINT32_MAX ? NULL : &v->fragments[z->fragment];
        const view_item *t = f == NULL || f->element >= v->item_count ? NULL : &v->items[f->element];
        bool here = t != NULL && t->zone != NULL && is_due(t->zone, z->field, out->memory) &&
            z->field->element == f->element && !f->repeat && f->to == t->text.n;
        if (!here) {
            verdict_add(out, RULE_ZONE, z->page + 1, 0, "%.*s is not due here",
                STR_ARG(z->field->name));
            continue;
        }
        check_ink(v, z, out);
        if (!in_company(v, z))
            verdict_add(out, RULE_ZONE, z->page + 1, f->element, "%.*s is alone on its page",
                STR_ARG(z->field->name));
    }
}

bool text_zoned(const doc_text *t)
{
    for (uint32_t i = 0; i < t->part_count; i++)
        if (text_zoned(&t->parts[i]))
            return true;
    return t->zone != NULL;
}

static bool goes_with_grid(const doc_block *b)
{
    return b->kind == BLOCK_TEXT && (text_zoned(&b->text) || b->text.with_grid);
}

static uint32_t last_page_of(const view *v, uint32_t block)
{
    uint32_t page = 0;
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        const view_item *t = f->element < v->item_count ? &v->items[f->element] : NULL;
        if (t != NULL && t->block == block && stands(f, t))
            page = f->page;
    }
    return page;
}

/* Texts right below a grid that go with its last row are on its last page. */
static void check_tails(const view *v, verdict *out)
{
    if (diags_dropped(v->of->diags) > 0) /* it may be among those */
        return;
    for (size_t i = 0; i < diags_count(v->of->diags); i++)
        if (diags_at(v->of->diags, i)->code == DIAG_KEEP_BROKEN)
            return;
    for (uint32_t g = 0; g + 1 < v->doc->block_count; g++) {
        const doc_section *s = section_of(v->doc, g);
        if (v->doc->blocks[g].kind != BLOCK_GRID)
            continue;
        uint32_t page = last_page_of(v, g);
        for (uint32_t b = g + 1; b < s->first_block + s->block_count; b++) {
            if (!goes_with_grid(&v->doc->blocks[b]))
                break;
            if (last_page_of(v, b) != page)
                verdict_add(out, RULE_KEPT_THINGS, page + 1, block_item(v, b),
                    "does not go with the last row");
        }
    }
}

void check_zones(const view *v, verdict *out)
{
    check_places(v, out);
    check_tails(v, out);
}

/* ---- what may be refused ---- */

/* A place to seal wants its height, three lines of what stands before it, and in a grid two rows
 * and the header, all on one page. */
static int64_t zones_height(const doc_text *t)
{
    if (t->part_count == 0)
        return t->zone->height;
    uint32_t rows = (t->part_count + t->track_count - 1) / t->track_count;
    int64_t row = t->style->top + t->style->bottom;
    for (uint32_t i = 0; i < t->part_count; i++)
        row = t->parts[i].zone != NULL && t->parts[i].zone->height > row ? t->parts[i].zone->height
                                                                         : row;
    return (row + 12 * LEN_PT + 2 * t->style->pitch) * rows;
}

static bool text_zone_unfit(const document *doc, uint32_t block)
{
    const doc_section *s = section_of(doc, block);
    const doc_text *t = &doc->blocks[block].text;
    const doc_page *p = &s->page;
    len height = p->turned ? p->width - p->left - p->right : p->height - p->top - p->bottom;
    const doc_block *before = block > s->first_block ? &doc->blocks[block - 1] : NULL;
    len width = p->turned ? p->height - p->top - p->bottom : p->width - p->left - p->right;
    len room = width - t->style->left - t->style->right;
    int64_t lines = (int64_t)utf8_count(t->text) * t->style->size / (room > 0 ? room : 1) + 1;
    if (lines * t->style->pitch > height / 2)
        return true;
    bool alone = before == NULL || before->kind == BLOCK_PAGE_BREAK || goes_with_grid(before);
    if (alone ||
        t->style->pitch * 3 + zones_height(t) + t->style->top + t->style->bottom > height / 2)
        return true;
    return before->kind == BLOCK_TEXT &&
        before->text.style->pitch * 4 + before->text.style->top + before->text.style->bottom > height / 3;
}

static bool grid_zones_unfit(const document *doc, uint32_t block)
{
    const doc_grid *g = &doc->blocks[block].grid;
    for (uint32_t i = 0; i < g->cell_count; i++)
        if (g->cells[i].zone != NULL)
            return true;
    bool tail = block + 1 < doc->block_count && doc->blocks[block + 1].kind == BLOCK_TEXT;
    return tail && goes_with_grid(&doc->blocks[block + 1]);
}

bool zones_unfit(const document *doc)
{
    for (uint32_t b = 0; b < doc->block_count; b++) {
        const doc_block *one = &doc->blocks[b];
        if (one->kind == BLOCK_TEXT && text_zoned(&one->text) && text_zone_unfit(doc, b))
            return true;
        if (one->kind == BLOCK_GRID && grid_zones_unfit(doc, b))
            return true;
    }
    return false;
}
