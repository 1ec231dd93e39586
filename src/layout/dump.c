/* The sized grids and the page plan as text. */
#include "layout/layout_int.h"

static void dump_text(const sized_text *t, const char *indent, buf *out)
{
    for (uint32_t i = 0; i < t->part_count; i++) {
        const sized_part *part = &t->parts[i];
        buf_fmt(out, "%spart x=%d w=%d\n", indent, (int)part->x, (int)part->width);
        dump_text(&part->text, "    ", out);
    }
    for (uint32_t i = 0; t->part_count == 0 && i < t->line_count; i++) {
        const text_line *l = &t->lines[i];
        size_t end = l->to > l->from && t->text.at[l->to - 1] == '\n' ? l->to - 1 : l->to;
        buf_fmt(out, "%sline %u..%u width=%lld%s \"%.*s\"\n", indent, l->from, l->to,
            (long long)l->width, l->conceded != 0 ? " conceded" : "",
            STR_ARG(str_slice(t->text, l->from, end)));
    }
}

static void dump_grid(const sized_grid *g, buf *out)
{
    buf_add(out, STR("edges"));
    for (uint32_t i = 0; i < g->edge_count; i++)
        buf_fmt(out, " %d", (int)g->edges[i]);
    buf_add(out, STR("\nrows"));
    for (uint32_t r = 0; r < g->grid->row_count; r++)
        buf_fmt(out, " %d", (int)g->heights[r]);
    buf_byte(out, '\n');
    for (uint32_t i = 0; i < g->grid->cell_count; i++) {
        const sized_cell *c = &g->cells[i];
        buf_fmt(out, "cell r%u e%u %ux%u x=%d w=%d lines=%u\n", c->cell->row, c->edge,
            c->cell->rowspan, c->edge_end - c->edge, (int)c->x, (int)c->width, c->text.line_count);
        dump_text(&c->text, "  ", out);
        if (c->standing != NULL)
            dump_text(c->standing, "  standing ", out);
    }
}

const document *sized_document(const sized_doc *s)
{
    return s->doc;
}

static void dump_block(const sized_block *b, uint32_t number, buf *out)
{
    if (b->kind == BLOCK_TEXT) {
        buf_fmt(out, "text %u style=%.*s\n", number, STR_ARG(b->text.style->name));
        dump_text(&b->text, "  ", out);
    } else if (b->kind == BLOCK_GRID) {
        buf_fmt(out, "grid %u\n", number);
        dump_grid(&b->grid, out);
    }
}

void sized_dump(const sized_doc *s, buf *out)
{
    for (uint32_t i = 0; i < s->doc->section_count; i++) {
        const doc_section *section = &s->doc->sections[i];
        doc_area area = doc_page_area(&section->page);
        buf_fmt(out, "type area %dx%d\n", (int)area.width, (int)area.height);
        for (uint32_t k = section->first_block; k < section->first_block + section->block_count; k++)
            dump_block(&s->blocks[k], k, out);
    }
}

static void dump_page(const plan_page *p, buf *out)
{
    for (uint32_t i = 0; i < p->slice_count; i++) {
        const plan_slice *s = &p->slices[i];
        buf_fmt(out, "    row %u top=%d height=%d%s%s\n", s->row, (int)s->top, (int)s->height,
            s->repeat ? " repeat" : "", s->ends ? "" : " goes-on");
    }
    for (uint32_t i = 0; i < p->fragment_count; i++) {
        const plan_fragment *f = &p->fragments[i];
        buf_fmt(out, "    cell %u top=%d height=%d lines %u..%u%s\n", f->cell, (int)f->top,
            (int)f->height, f->line, f->line_end, f->repeat ? " repeat" : "");
    }
}

static void dump_fit(const fit_report *r, buf *out)
{
    static const char *const goals[] = {"none", "fewest", "at-most", "balanced"};
    buf_fmt(out, "fit %s candidates=%u chosen=%u\n", goals[r->goal], r->count, r->chosen);
    for (uint32_t i = 0; i < r->count; i++) {
        const fit_candidate *c = &r->candidates[i];
        buf_fmt(out, "  candidate %u", i);
        if (c->choice.sized)
            buf_fmt(out, " size=%d", (int)c->choice.size);
        if (c->choice.inset_set)
            buf_fmt(out, " inset=%d", (int)c->choice.inset);
        buf_add(out, c->balanced ? STR(" balanced") : STR(""));
        if (c->good)
            buf_fmt(out, " pages=%u over=%lld height=%lld white=%lld conceded=%u,%u,%u\n",
                c->pages, (long long)c->over, (long long)c->height, (long long)c->white,
                c->conceded[0], c->conceded[1], c->conceded[2]);
        else
            buf_add(out, STR(" no-room\n"));
    }
}

/* Of a page's number, section and furniture what is out of the ordinary. */
static void dump_page_line(const flow_page *p, uint32_t i, buf *out)
{
    buf_fmt(out, "page %u", i + 1);
    if (p->number != i + 1)
        buf_fmt(out, " number=%u", p->number);
    if (p->section > 0)
        buf_fmt(out, " section=%u", p->section);
    if (p->folio != NULL)
        buf_fmt(out, " folio=%.*s", STR_ARG(p->folio->text));
    buf_add(out, p->head != NULL ? STR(" head\n") : STR("\n"));
}

void plan_dump(const doc_plan *p, buf *out)
{
    if (p->fit != NULL)
        dump_fit(p->fit, out);
    for (uint32_t i = 0; i < p->page_count; i++) {
        dump_page_line(&p->pages[i], i, out);
        for (uint32_t k = 0; k < p->pages[i].count; k++) {
            const flow_item *item = &p->pages[i].items[k];
            if (item->kind == FLOW_GRID) {
                buf_fmt(out, "  grid %u top=%d\n", item->block, (int)item->top);
                dump_page(&p->grids[item->block].pages[item->from], out);
            } else {
                buf_fmt(out, "  %s %u top=%d %u..%u\n",
                    item->kind == FLOW_TEXT ? "text" : "running", item->block, (int)item->top,
                    item->from, item->to);
            }
        }
    }
}
