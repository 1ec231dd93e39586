/* Texts into pages: line by line; whole where there is a place to seal or sign. */
#include "layout/flow_int.h"

void flow_no_room(const flow *f, mark at)
{
    DIAG(f->job->diags, NO_ROOM, at, STR("一行字比一页还高"), STR("请减小字号、行距或页边距"));
}

enum { LONE_LINES = 2 }; /* least number of lines on either side of an edge */

/* Whether a page may end before line `cut` of those from `line` on: neither the text nor, with
 * `paragraphs`, one of its paragraphs leaves a lone line on either side. */
static bool cut_good(const sized_text *t, uint32_t line, uint32_t cut, bool paragraphs)
{
    if (cut - line < LONE_LINES || t->line_count - cut < LONE_LINES)
        return false;
    if (!paragraphs)
        return true;
    bool inside = !t->lines[cut - 1].last;
    bool first = cut - 1 == line || t->lines[cut - 2].last;
    return !inside || (!first && !t->lines[cut].last);
}

/* How many of the lines from `line` on go on this page when `fit` would: none when that leaves a
 * lone line, unless the page has nothing else. */
static uint32_t lines_here(const flow *f, const sized_text *t, uint32_t line, uint32_t fit)
{
    if (t->line_count - line <= fit)
        return t->line_count - line;
    bool bare = f->items.count == 0;
    for (int paragraphs = 1; paragraphs >= !bare; paragraphs--)
        for (uint32_t count = fit; count > 0; count--)
            if (cut_good(t, line, line + count, paragraphs))
                return count;
    return bare ? fit : 0;
}

/* Where the type area is measured by em boxes, what a line has above and below its em box hangs out
 * at the head and the foot of a page. */
typedef struct hang {
    len over, under;
} hang;

static hang hang_of(const flow *f, const sized_text *t)
{
    const doc_style *s = t->style;
    if (!f->sized->doc->sections[f->current].page.em_boxes || t->part_count > 0)
        return (hang){0, 0};
    len over = (s->pitch - s->size) / 2;
    return (hang){over, s->pitch - s->size - over};
}

static const doc_text *text_of(const flow *f, uint32_t block)
{
    const doc_block *b = &f->sized->doc->blocks[block];
    return b->kind == BLOCK_TEXT ? &b->text : NULL;
}

len flow_text_above(const flow *f, uint32_t block)
{
    return f->sized->blocks[block].text.style->top + text_of(f, block)->above;
}

uint32_t flow_kept_above(const flow *f, uint32_t block, bool (*kept)(const doc_text *))
{
    uint32_t n = 0;
    while (n < f->items.count && n < block) {
        const flow_item *item = &f->items.at[f->items.count - 1 - n];
        const doc_text *t = text_of(f, block - 1 - n);
        if (t == NULL || !kept(t) || item->kind != FLOW_TEXT || item->block != block - 1 - n ||
            item->from != 0 || item->to != f->sized->blocks[item->block].text.line_count ||
            item->block < f->tail_end ||
            item->block < f->sized->doc->sections[f->current].first_block)
            break;
        n++;
    }
    return n < f->items.count ? n : 0;
}

void flow_turn(flow *f, uint32_t block, uint32_t above)
{
    f->items.count -= above;
    flow_page_end(f);
    for (uint32_t i = above; i > 0; i--)
        flow_text(f, block - i);
}

static bool keeps_next(const doc_text *t)
{
    return t->keep_next;
}

static bool text_flow_from(flow *f, uint32_t block, uint32_t line)
{
    const sized_text *t = &f->sized->blocks[block].text;
    const doc_style *s = t->style;
    hang out = hang_of(f, t);
    while (line < t->line_count && !f->full) {
        bool below = line == 0 && f->items.count > 0;
        len top = below ? flow_text_above(f, block) : line == 0 ? s->top : 0;
        if (f->items.count == 0 && out.over > 0 && text_zone(t) == NULL)
            top = -out.over;
        len under = f->foot > 0 ? 0 : out.under;
        len room = f->height - f->foot - f->used - top + under;
        uint32_t fit = room < t->pitch ? 0 : (uint32_t)(room / t->pitch),
                 left = t->line_count - line;
        if (text_of(f, block)->call_count > 0)
            fit = flow_notes_fit(f, block, line, fit < left ? fit : left, (flow_room){room, under});
        uint32_t count = fit == 0 ? 0 : lines_here(f, t, line, fit);
        if (count == 0 && f->items.count == 0) {
            flow_no_room(f, t->from);
            return false;
        }
        if (count == 0) {
            flow_turn(f, block, line == 0 ? flow_kept_above(f, block, keeps_next) : 0);
            continue;
        }
        f->used += top;
        flow_add(f,
            (flow_item){.kind = FLOW_TEXT, .block = block, .from = line, .to = line + count},
            text_height(t, count));
        flow_notes_add(f, block, line, line + count);
        line += count;
    }
    f->used += s->bottom;
    return true;
}

/* Takes the end of the text before off this page: two lines, or all where that would leave a lone
 * one; as much as a place to seal needs above it on the next page. A text with such a place itself
 * goes whole, and takes the end of the one before it along. Where to go on; false when nothing can
 * go. */
static bool lines_pull(flow *f, uint32_t block, uint32_t *first, uint32_t *line)
{
    flow_item *last = &f->items.at[f->items.count - 1];
    const sized_text *t = &f->sized->blocks[last->block].text;
    uint32_t above = flow_before(f, block), further = 0, cut = 0;
    if (last->kind != FLOW_TEXT || last->block != above)
        return false;
    bool zoned = text_zone(t) != NULL;
    *first = above;
    for (cut = last->to - LONE_LINES; !zoned && cut > last->from && cut < last->to; cut--)
        if (cut_good(t, last->from, cut, true)) {
            *line = last->to = cut;
            flow_notes_drop(f, last->block, cut);
            return true;
        }
    *line = last->from;
    if (last->from > 0 || f->items.count == 1)
        return false;
    flow_notes_drop(f, last->block, 0);
    f->items.count--;
    if (zoned && lines_pull(f, above, &further, &cut)) {
        *first = further;
        *line = cut;
    }
    return true;
}

/* The texts up to `block` from line `line` of text `first` on. */
static bool texts_again(flow *f, uint32_t first, uint32_t line, uint32_t block)
{
    uint32_t above = flow_before(f, block);
    if (above == first)
        return text_flow_from(f, first, line);
    return texts_again(f, first, line, above) && text_flow_from(f, above, 0);
}

/* A text with a place to seal or sign stands whole, with its insets, on a page with something else.
 */
static bool zoned_flow(flow *f, uint32_t block)
{
    const sized_text *t = &f->sized->blocks[block].text;
    int64_t height = (int64_t)t->style->top + text_height(t, t->line_count) + t->style->bottom;
    len above = f->items.count > 0 ? text_of(f, block)->above : 0;
    uint32_t line = 0, first = flow_before(f, block);
    if (height + above <= f->height - f->foot - f->used)
        return text_flow_from(f, block, 0);
    bool pulled = f->items.count > 0 && lines_pull(f, block, &first, &line);
    if (f->items.count > 0) /* what is pulled whole brings its headings */
        flow_turn(f, first, pulled && line == 0 ? flow_kept_above(f, first, keeps_next) : 0);
    if (pulled && !texts_again(f, first, line, block))
        return false;
    above = f->items.count > 0 ? text_of(f, block)->above : 0;
    if (height + above <= f->height - f->foot - f->used)
        return text_flow_from(f, block, 0);
    str name = text_zone(t)->name;
    DIAG(f->job->diags, NO_ROOM, t->from,
        str_fmt(diags_memory(f->job->diags), "“%.*s”的签章处和它的文字比一页还高", STR_ARG(name)),
        STR("请减少一起签章的单位，或减小印章的直径"));
    return false;
}

bool flow_text(flow *f, uint32_t block)
{
    return text_zone(&f->sized->blocks[block].text) != NULL ? zoned_flow(f, block)
                                                            : text_flow_from(f, block, 0);
}
