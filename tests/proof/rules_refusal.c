/* A document may be refused for what cannot be laid out, and the numbers must say so: a column
 * narrower than a character, columns that do not fill the page, a line higher than the page. */
#include "proof.h"

/* Rounding each length of a sum to 1/1024 pt. */
enum { ROUNDING = 2 };

/* Width of the widest character: faces join up to three dashes to one, and W is wider than an em.
 */
static int64_t text_need(const doc_style *s, str text, const doc_zone *zone)
{
    int64_t reserve = zone == NULL ? 0 : s->left + s->right + zone->width + 6 * LEN_PT;
    static const str dashes[] = {{"———", 9}, {"——", 6}, {"W", 1}};
    static const int tenths[] = {30, 20, 11};
    if (text.n == 0)
        return s->left + s->right + (zone == NULL ? 0 : zone->width + 6 * LEN_PT);
    int wide = 10;
    for (int i = 0; i < 3 && wide == 10; i++)
        if (str_search(text, dashes[i], 0) != SIZE_MAX)
            wide = tenths[i];
    int64_t need = (int64_t)s->left + s->right + (int64_t)s->size * wide / 10;
    return need > reserve ? need : reserve;
}

/* What a track has whatever its cells hold. */
static len track_base(const doc_track *t)
{
    return t->kind == TRACK_FIXED || t->kind == TRACK_LEAST ? t->size : LEN_PT;
}

static bool tracks_unfit(const doc_band *b, len width)
{
    int64_t base = 0;
    uint32_t open = 0;
    for (uint32_t i = 0; i < b->track_count; i++) {
        open += b->tracks[i].kind == TRACK_AUTO || b->tracks[i].kind == TRACK_SHARE;
        base += track_base(&b->tracks[i]);
    }
    int64_t over = base - width, slack = ROUNDING * (b->track_count + 2);
    return over > slack || (open == 0 && over < -slack);
}

/* The width that no cell makes a track exceed; 0: there is none. */
static len track_most(const doc_track *t)
{
    if (t->kind == TRACK_FIXED)
        return t->size;
    return t->kind == TRACK_LEAST ? t->most : 0;
}

/* What the band's tracks need for a character in every cell: upper bounds for those that are not
 * fixed. Some fixed tracks may be too narrow for a cell by themselves. */
static bool cells_unfit(arena *a, const doc_grid *g, const doc_band *b, len width)
{
    int64_t *need = ARENA_ARRAY(a, int64_t, b->track_count), sum = 0, extra = 0;
    for (uint32_t i = 0; i < b->track_count; i++)
        need[i] = track_base(&b->tracks[i]);
    for (uint32_t i = 0; i < g->cell_count; i++) {
        const doc_cell *c = &g->cells[i];
        if (&g->bands[g->rows[c->row].band] != b)
            continue;
        int64_t wants = text_need(c->style, c->text, c->zone), fixed = 0, most = 0;
        bool open = false, bounded = true;
        for (uint32_t k = c->column; k < c->column + c->colspan; k++) {
            open = open || b->tracks[k].kind != TRACK_FIXED;
            fixed += b->tracks[k].kind == TRACK_FIXED ? b->tracks[k].size : 0;
            bounded = bounded && track_most(&b->tracks[k]) > 0;
            most += track_most(&b->tracks[k]);
        }
        if (bounded && most < wants)
            return true;
        if (open && c->colspan == 1 && need[c->column] < wants)
            need[c->column] = wants;
        if (open && c->colspan > 1 && extra < wants - fixed)
            extra = wants - fixed;
    }
    for (uint32_t i = 0; i < b->track_count; i++)
        sum += need[i];
    return sum + extra > width;
}

/* A line that no page has room for, beneath the texts that are printed again on each. */
static bool line_unfit(const doc_style *s, const doc_grid *g, len height)
{
    len room = g != NULL && g->running_count > 0 ? height / 2 : height;
    return (int64_t)s->top + s->bottom + s->pitch > room;
}

static bool grid_unfit(arena *a, const doc_grid *g, len width, len height)
{
    for (uint32_t b = 0; b < g->band_count; b++)
        if (tracks_unfit(&g->bands[b], width) || cells_unfit(a, g, &g->bands[b], width))
            return true;
    for (uint32_t i = 0; i < g->cell_count; i++)
        if (line_unfit(g->cells[i].style, g, height))
            return true;
    return false;
}

static bool justified(const proof_case *c, arena *a)
{
    for (uint32_t b = 0; b < c->doc->block_count; b++) {
        const doc_block *block = &c->doc->blocks[b];
        const doc_page *p = &section_of(c->doc, b)->page;
        len across = p->width - p->left - p->right, down = p->height - p->top - p->bottom;
        len width = p->turned ? down : across, height = p->turned ? across : down;
        if (block->kind == BLOCK_GRID && grid_unfit(a, &block->grid, width, height))
            return true;
        if (block->kind == BLOCK_TEXT &&
            (text_need(block->text.style, block->text.text, block->text.zone) > width ||
                line_unfit(block->text.style, NULL, height)))
            return true;
    }
    return false;
}

/* Whether there are as many lines as pages are allowed, were each character a line: a page may have
 * room for one only. */
static bool pages_many(const document *doc)
{
    uint64_t lines = 0;
    for (uint32_t b = 0; b < doc->block_count; b++) {
        const doc_block *block = &doc->blocks[b];
        lines += block->kind == BLOCK_TEXT ? utf8_count(block->text.text) + 1 : 0;
        for (uint32_t i = 0; block->kind == BLOCK_GRID && i < block->grid.cell_count; i++)
            lines += utf8_count(block->grid.cells[i].text) + 1;
    }
    return lines > LAYOUT_PAGES_LIMIT;
}

void check_refusal(const proof_case *c, verdict *out)
{
    bool reported = false;
    for (size_t i = 0; i < diags_count(c->diags); i++) {
        const diag *d = diags_at(c->diags, i);
        if (diag_severity(d->code) != SEVERITY_ERROR)
            continue;
        reported = true;
        bool room = d->code == DIAG_NO_ROOM && c->doc != NULL && justified(c, out->memory);
        bool zone = (d->code == DIAG_NO_ROOM || d->code == DIAG_ZONE_ALONE) && c->doc != NULL &&
            zones_unfit(c->doc);
        bool pages = d->code == DIAG_PAGES_LIMIT && c->doc != NULL && pages_many(c->doc);
        if (!room && !zone && !pages) {
            str file = d->at.source == NULL ? STR("") : d->at.source->name;
            verdict_add(out, RULE_REFUSAL, 0, 0, "%s %.*s:%u:%u %.*s", diag_name(d->code),
                STR_ARG(file), d->at.line, d->at.column, STR_ARG(d->message));
            return;
        }
    }
    if (!reported)
        verdict_add(out, RULE_REFUSAL, 0, 0, "refused without an error");
}
