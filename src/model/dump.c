/* The document as text, for --dump=document and goldens. */
#include "model/model.h"

static void quoted(buf *out, str text)
{
    buf_byte(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        if (c == '\n')
            buf_add(out, STR("\\n"));
        else if (c == '"' || c == '\\')
            buf_fmt(out, "\\%c", c);
        else
            buf_byte(out, c);
    }
    buf_byte(out, '"');
}

static void dump_zone(const doc_zone *z, buf *out)
{
    if (z != NULL)
        buf_fmt(out, " %s %dx%d %.*s", z->role == ZONE_SEAL ? "seal" : "signature", (int)z->width,
            (int)z->height, STR_ARG(z->name));
}

static void dump_foot(const doc_text *t, buf *out)
{
    if (t->foot == FOOT_IMPRINT)
        buf_fmt(out, " imprint rules=%d,%d", (int)t->rule_above, (int)t->rule_below);
}

static void dump_text(const doc_text *t, buf *out)
{
    if (t->part_count > 0) {
        buf_fmt(out, "line parts=%u%s", t->part_count, t->with_grid ? " with-grid" : "");
        if (t->track_count < t->part_count)
            buf_fmt(out, " tracks=%u", t->track_count);
        dump_foot(t, out);
        buf_byte(out, '\n');
    }
    for (uint32_t i = 0; i < t->part_count; i++) {
        buf_add(out, STR(" "));
        dump_text(&t->parts[i], out);
    }
    if (t->part_count > 0)
        return;
    static const char *const roles[] = {[TEXT_OF_FORM] = "text",
        [TEXT_TITLE] = "title",
        [TEXT_HEADING] = "heading",
        [TEXT_PARAGRAPH] = "paragraph",
        [TEXT_ITEM] = "item",
        [TEXT_NOTE] = "note",
        [TEXT_CAPTION] = "caption",
        [TEXT_CONTENTS] = "contents"};
    buf_add(out, str_of(roles[t->role]));
    if (t->level > 0)
        buf_fmt(out, " %u", t->level);
    if (t->role == TEXT_CONTENTS)
        buf_fmt(out, " of block %u", t->refers);
    buf_fmt(out, " style=%.*s ", STR_ARG(t->style->name));
    quoted(out, t->text);
    dump_zone(t->zone, out);
    dump_foot(t, out);
    buf_add(out, t->with_grid ? STR(" with-grid\n") : STR("\n"));
}

static void dump_track(const doc_track *t, buf *out)
{
    if (t->kind == TRACK_FIXED)
        buf_fmt(out, " %d", (int)t->size);
    else if (t->kind == TRACK_SHARE)
        buf_fmt(out, " %ufr", t->share);
    else if (t->kind == TRACK_LEAST)
        buf_fmt(out, " %d..%d", (int)t->size, (int)t->most);
    else
        buf_add(out, STR(" auto"));
}

static void dump_grid(const doc_grid *g, buf *out)
{
    static const char *const breaks[] = {"repeat", "continue", "keep"};
    buf_fmt(out, "grid rows=%u cells=%u outer=%d inner=%d running=%u%s\n", g->row_count,
        g->cell_count, (int)g->outer, (int)g->inner, g->running_count, g->running_own ? " own" : "");
    uint32_t band = UINT32_MAX;
    for (uint32_t i = 0; i < g->cell_count; i++) {
        const doc_cell *c = &g->cells[i];
        if (g->rows[c->row].band != band) {
            band = g->rows[c->row].band;
            buf_fmt(out, "  band %u rows=%u header=%u tracks", band, g->bands[band].row_count,
                g->bands[band].header_count);
            for (uint32_t k = 0; k < g->bands[band].track_count; k++)
                dump_track(&g->bands[band].tracks[k], out);
            buf_byte(out, '\n');
        }
        buf_fmt(out, "    r%u c%u %ux%u %s style=%.*s", c->row, c->column, c->rowspan, c->colspan,
            c->data ? "data" : "label", STR_ARG(c->style->name));
        if (c->rowspan > 1)
            buf_fmt(out, " break=%s", breaks[c->on_break]);
        buf_byte(out, ' ');
        quoted(out, c->text);
        dump_zone(c->zone, out);
        buf_byte(out, '\n');
    }
}

static void dump_section(const doc_section *s, buf *out)
{
    static const char *const places[] = {"centre", "outside", "left", "right"},
                             *const starts[] = {"", " recto", " flow"};
    const doc_page *p = &s->page;
    buf_fmt(out, "page %dx%d margins %d %d %d %d%s%s%s%s", (int)p->width, (int)p->height,
        (int)p->top, (int)p->right, (int)p->bottom, (int)p->left, p->duplex ? " duplex" : "",
        p->turned ? " turned" : "", p->em_boxes ? " em-boxes" : "", starts[s->start]);
    if (s->number > 0)
        buf_fmt(out, " from %u", s->number);
    buf_byte(out, '\n');
    const doc_folio *f = s->folio;
    if (f != NULL) {
        buf_fmt(out, "folio style=%.*s %s inset=%d below=%d ", STR_ARG(f->style->name),
            places[f->place], (int)f->inset, (int)f->below);
        quoted(out, f->before);
        quoted(out, f->between);
        if (f->total)
            quoted(out, f->after);
        buf_byte(out, '\n');
    }
    if (s->head != NULL) {
        buf_fmt(out, "head gap=%d ", (int)s->head_gap);
        dump_text(s->head, out);
    }
}

static void dump_block(const doc_block *b, buf *out)
{
    if (b->kind == BLOCK_TEXT)
        dump_text(&b->text, out);
    else if (b->kind == BLOCK_GRID)
        dump_grid(&b->grid, out);
    else
        buf_add(out, STR("page-break\n"));
}

void document_dump(const document *doc, buf *out)
{
    buf_add(out, STR("document "));
    quoted(out, doc->title);
    buf_fmt(out, " language=%.*s\n", STR_ARG(doc->language));
    for (uint32_t i = 0; i < doc->section_count; i++) {
        const doc_section *s = &doc->sections[i];
        dump_section(s, out);
        for (uint32_t k = 0; k < s->block_count; k++)
            dump_block(&doc->blocks[s->first_block + k], out);
    }
}
