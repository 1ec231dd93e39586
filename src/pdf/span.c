#include "pdf/pdf_int.h"

/* Texts within a text: in a language of their own, or leading somewhere. */

bool pdf_spans_sound(const pdf_tags *t, diags *d)
{
    const scene *s = t->s;
    uint32_t element = 0, to = 0;
    for (uint32_t i = 0; i < s->span_count; i++) {
        const scene_span *span = &s->spans[i];
        bool ordered = span->element > element || (span->element == element && span->from >= to);
        bool within = span->element < s->element_count && span->from < span->to &&
            span->to <= s->elements[span->element].text.n;
        bool leads = span->target == SCENE_ELEMENT_NONE || span->target < s->element_count;
        if (!ordered || !within || !leads) {
            DIAG(d, PDF_WRITE, (mark){0}, STR("文字的语言或链接标错了位置"));
            return false;
        }
        element = span->element;
        to = span->to;
    }
    return true;
}

uint32_t pdf_span_after(const pdf_tags *t, uint32_t element, uint32_t at)
{
    const scene_span *spans = t->s->spans;
    uint32_t low = 0, high = t->s->span_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const scene_span *span = &spans[middle];
        bool behind = span->element > element || (span->element == element && span->to > at);
        if (behind)
            high = middle;
        else
            low = middle + 1;
    }
    return low < t->s->span_count && spans[low].element == element ? low : t->s->span_count;
}

uint32_t pdf_span_tag(pdf_tags *t, uint32_t span, uint32_t parent)
{
    const scene_span *s = &t->s->spans[span];
    if (t->span_tags[span] != 0)
        return t->span_tags[span];
    bool link = s->target != SCENE_ELEMENT_NONE;
    uint32_t tag = pdf_tag_add_inline(t, parent, link ? "Reference" : "Span");
    t->at.at[tag].language = s->language;
    if (link)
        tag = pdf_tag_add_inline(t, tag, "Link");
    return t->span_tags[span] = tag;
}

/* ---- where a link is on its page ---- */

/* What the glyphs take up, an em box high. Quarter-turns clockwise carry the line's direction from
 * right to down to left to up. */
static scene_rect box_of(const pdf_piece *p)
{
    const scene_glyphs *run = p->run;
    int64_t from = p->pen, to = p->pen;
    for (uint32_t i = p->first; i < p->first + p->count; i++)
        to += run->glyphs[i].advance;
    len a = (len)(from * run->size / SCENE_EM), b = (len)(to * run->size / SCENE_EM);
    len above = (len)((int64_t)run->size * 88 / 100), below = run->size - above, x = run->x,
        y = run->y;
    switch (run->turn % 4) {
    case 0:
        return (scene_rect){x + a, y - above, b - a, run->size};
    case 1:
        return (scene_rect){x - below, y + a, run->size, b - a};
    case 2:
        return (scene_rect){x - b, y - below, b - a, run->size};
    default:
        return (scene_rect){x - above, y - b, run->size, b - a};
    }
}

static len least(len a, len b)
{
    return a < b ? a : b;
}

static len most(len a, len b)
{
    return a > b ? a : b;
}

static scene_rect together(scene_rect a, scene_rect b)
{
    len x = least(a.x, b.x), y = least(a.y, b.y);
    len right = most(a.x + a.width, b.x + b.width), foot = most(a.y + a.height, b.y + b.height);
    return (scene_rect){x, y, right - x, foot - y};
}

/* Whether the run goes on with the line that the annotation has. */
static bool same_line(const pdf_annotation *one, const pdf_piece *p)
{
    return one->page == p->page && one->run->turn == p->run->turn &&
        (p->run->turn % 2 == 0 ? one->run->y == p->run->y : one->run->x == p->run->x);
}

void pdf_link_extend(pdf_tags *t, uint32_t span, const pdf_piece *piece)
{
    uint32_t tag = t->span_tags[span], number = t->annotations.count;
    scene_rect box = box_of(piece);
    pdf_annotation *last = number == 0 ? NULL : &t->annotations.at[number - 1];
    if (last != NULL && last->tag == tag && same_line(last, piece)) {
        last->rect = together(last->rect, box);
        return;
    }
    *VEC_PUSH(t->memory, &t->annotations) = (pdf_annotation){.run = piece->run,
        .page = piece->page,
        .tag = tag,
        .rect = box,
        .target = t->s->spans[span].target};
    pdf_content_add(
        t, tag, (pdf_content){.kind = PDF_ANNOTATION, .page = piece->page, .number = number});
}
