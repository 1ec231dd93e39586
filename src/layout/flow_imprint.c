/* The imprint (版记): the last thing in a document, at the foot of its last page. */
#include "layout/flow_int.h"

static const doc_text *imprint_at(const flow *f, uint32_t block)
{
    const document *doc = f->sized->doc;
    bool is = block < doc->block_count && doc->blocks[block].kind == BLOCK_TEXT &&
        doc->blocks[block].text.foot == FOOT_IMPRINT;
    return is ? &doc->blocks[block].text : NULL;
}

/* Height of a text with its insets and the lines drawn around it. */
static len height_of(const flow *f, uint32_t block)
{
    const sized_text *t = &f->sized->blocks[block].text;
    const doc_text *from = imprint_at(f, block);
    return from->rule_above + t->style->top + text_height(t, t->line_count) + t->style->bottom +
        from->rule_below;
}

/* Ends the text's last page without an imprint; a blank one follows where the next is a recto. No
 * page has a number from a blank one on (GB/T 9704-2012, 7.5). */
static void verso_open(flow *f, bool duplex)
{
    if (f->items.count > 0)
        flow_page_end(f);
    f->restart = 0; /* pages are not counted anew for it */
    f->recto = false;
    if (!duplex || f->next % 2 == 0)
        return;
    *VEC_PUSH(f->job->memory, &f->pages) = (flow_page){.section = f->current, .number = f->next++};
    f->unnumbered = true;
}

bool flow_imprint(flow *f, uint32_t block)
{
    bool duplex = f->sized->doc->sections[f->current].page.duplex;
    if (f->imprint > 0) /* the first of its texts has dealt with it */
        return true;
    for (uint32_t b = block; imprint_at(f, b) != NULL; b++)
        f->imprint += height_of(f, b);
    f->imprint_first = block;
    if (f->imprint > f->height) {
        flow_no_room(f, imprint_at(f, block)->from);
        return false;
    }
    /* A line's room from the text above. */
    len wanted = f->imprint + f->sized->blocks[block].text.pitch;
    bool here = f->items.count > 0 && (!duplex || f->number % 2 == 0) &&
        wanted <= f->height - f->foot - f->used;
    if (!here)
        verso_open(f, duplex);
    f->imprinted = true;
    flow_page_end(f);
    return true;
}

void flow_imprint_end(flow *f)
{
    len y = f->height - f->imprint;
    for (uint32_t b = f->imprint_first; f->imprinted && imprint_at(f, b) != NULL; b++) {
        const sized_text *t = &f->sized->blocks[b].text;
        *VEC_PUSH(f->job->memory, &f->items) = (flow_item){.kind = FLOW_TEXT,
            .block = b,
            .to = t->line_count,
            .top = y + imprint_at(f, b)->rule_above + t->style->top};
        y += height_of(f, b);
    }
}
