#include "pdf/pdf_int.h"

#include <string.h>

/* Moves to the paragraph that holds the byte `at`. Fragments of an element come in order, so that
 * the text is walked once. */
static void cursor_move(pdf_cursor *c, str text, uint32_t at)
{
    while (!c->begun || (c->to < at && c->to < text.n)) {
        uint32_t from = c->begun ? c->to + 1 : 0, to = from;
        while (to < text.n && text.at[to] != '\n')
            to++;
        /* The tags of the paragraphs follow the element's; an empty one has none. */
        if (c->several && to > from)
            c->tag++;
        c->from = from;
        c->to = to;
        c->begun = true;
    }
}

typedef struct marker {
    pdf_tags *tags;
    uint32_t page;
    const scene_cell *cell; /* NULL: before the first */
    bool fresh; /* nothing of the cell has been marked */
    uint32_t tag; /* what the last text belongs to */
} marker;

/* Bytes of the element's text from `from` to `to`, which belong to one tag. */
typedef struct stretch {
    uint32_t tag, span, from, to;
} stretch;

static stretch stretch_at(marker *m, uint32_t at)
{
    pdf_tags *t = m->tags;
    uint32_t element = m->cell->element;
    const scene_element *e = &t->s->elements[element];
    pdf_cursor *c = &t->cursors[element];
    cursor_move(c, e->text, at);
    stretch out = {c->tag, pdf_span_after(t, element, at), e->label, UINT32_MAX};
    if (at < e->label)
        return (stretch){t->at.at[t->at.at[t->element_tags[element]].parent].first,
            t->s->span_count, 0, e->label};
    if (out.span == t->s->span_count)
        return out;
    const scene_span *span = &t->s->spans[out.span];
    if (at < span->from) {
        out.span = t->s->span_count;
        out.to = span->from;
        return out;
    }
    return (stretch){pdf_span_tag(t, out.span, c->tag), out.span, span->from, span->to};
}

/* Whether the run's text has more than one tag, or one that is not its paragraph's. */
static bool divided(const marker *m, const scene_glyphs *run)
{
    const pdf_tags *t = m->tags;
    uint32_t element = m->cell->element;
    uint32_t span = pdf_span_after(t, element, run->from);
    return run->from < t->s->elements[element].label ||
        (span < t->s->span_count && t->s->spans[span].from < run->from + run->text.n);
}

/* Line ends within a heading are no text. */
static str in_one_line(arena *a, str text)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n; i++)
        if (text.at[i] != '\n')
            buf_byte(&out, text.at[i]);
    return buf_str(&out);
}

/* What a text reads as whose characters stand apart: one a line, or spread over its width. */
static str actual_of(const marker *m, uint32_t from, uint32_t to)
{
    if (m->cell == NULL || !m->tags->s->elements[m->cell->element].spaced)
        return (str){0};
    str text = m->tags->s->elements[m->cell->element].text;
    const pdf_cursor *c = &m->tags->cursors[m->cell->element];
    from = m->cell->from > from ? m->cell->from : from;
    to = m->cell->to < to ? m->cell->to : to;
    to = to < text.n ? to : (uint32_t)text.n;
    if (c->several && !m->cell->repeat) {
        from = c->from > from ? c->from : from;
        to = c->to < to ? c->to : to;
    }
    return from < to ? in_one_line(m->tags->memory, str_slice(text, from, to)) : (str){0};
}

static uint32_t content_add(marker *m, uint32_t tag)
{
    pdf_page_marks *marks = &m->tags->pages[m->page];
    pdf_content_add(m->tags, tag,
        (pdf_content){.kind = PDF_MARKED, .page = m->page, .number = marks->tags.count});
    *VEC_PUSH(m->tags->memory, &marks->tags) = tag;
    return marks->tags.count - 1;
}

/* From here on the text belongs to the mark's tag, if it does not do so already. */
static void mark_add(marker *m, pdf_mark one)
{
    pdf_page_marks *marks = &m->tags->pages[m->page];
    /* Artifacts side by side are one, unless either is spoken as something else than its glyphs. */
    bool first = marks->at.count == 0, artifact = one.tag == PDF_TAG_NONE;
    bool plain = one.actual.n == 0 && (first || marks->at.at[marks->at.count - 1].actual.n == 0);
    bool same = !first && m->tag == one.tag && (!m->fresh || (artifact && plain));
    m->tag = one.tag;
    m->fresh = false;
    if (same)
        return;
    one.mcid = artifact ? 0 : content_add(m, one.tag);
    *VEC_PUSH(m->tags->memory, &marks->at) = one;
}

static void run_divide(marker *m, uint32_t op, const scene_glyphs *run)
{
    pdf_tags *t = m->tags;
    pdf_groups groups = pdf_groups_of(run);
    pdf_group group;
    pdf_piece piece = {.page = m->page, .run = run};
    while (pdf_groups_next(&groups, &group)) {
        uint32_t at = run->from + (uint32_t)(group.text.at - run->text.at);
        stretch s = stretch_at(m, at);
        mark_add(m, (pdf_mark){op, group.first, s.tag, 0, actual_of(m, s.from, s.to)});
        piece.first = group.first;
        piece.count = group.count;
        if (s.span < t->s->span_count && t->s->spans[s.span].target != SCENE_ELEMENT_NONE)
            pdf_link_extend(t, s.span, &piece);
        for (uint32_t i = group.first; i < group.first + group.count; i++)
            piece.pen += run->glyphs[i].advance;
    }
}

/* ISO 14289-1, 7.1: what is no element's text, or is its text again, is an artifact. */
static void run_mark(marker *m, uint32_t op, const scene_glyphs *run)
{
    bool artifact = m->cell == NULL || m->cell->repeat;
    if (!artifact && divided(m, run)) {
        run_divide(m, op, run);
        return;
    }
    uint32_t tag = artifact ? PDF_TAG_NONE : stretch_at(m, run->from).tag;
    mark_add(m, (pdf_mark){op, 0, tag, 0, actual_of(m, 0, UINT32_MAX)});
}

static bool cell_begin(marker *m, const scene_cell *cell, diags *d)
{
    pdf_tags *t = m->tags;
    bool furniture = cell->element == SCENE_ELEMENT_NONE;
    m->cell = furniture ? NULL : cell;
    m->fresh = true;
    if (furniture)
        return true;
    if (cell->element >= t->s->element_count) {
        DIAG(d, PDF_WRITE, (mark){0}, STR("页面指向没有的内容"));
        return false;
    }
    pdf_place *place = &t->places[cell->element];
    if (place->page == 0 && !cell->repeat)
        *place = (pdf_place){m->page + 1, cell->rect.y};
    return true;
}

static bool page_mark(pdf_tags *t, uint32_t number, diags *d)
{
    enum { CONTENTS_MOST = 8191 };
    const scene_page *page = &t->s->pages[number];
    marker m = {.tags = t, .page = number};
    for (uint32_t i = 0; i < page->count; i++) {
        const scene_op *op = &page->ops[i];
        if (op->kind == SCENE_CELL) {
            if (!cell_begin(&m, &op->cell, d))
                return false;
        } else if (op->kind == SCENE_GLYPHS && op->glyphs.count > 0) {
            run_mark(&m, i, &op->glyphs);
        }
    }
    if (!t->grouped_rows && t->pages[number].tags.count > CONTENTS_MOST) {
        DIAG(d, PDF_WRITE, (mark){0}, STR("PDF/A-1 的一页不能超过 8191 段内容，请用 --pdfa 2a"));
        return false;
    }
    return true;
}

bool pdf_marks_prepare(pdf_tags *t, diags *d)
{
    t->pages = ARENA_ARRAY(t->memory, pdf_page_marks, t->s->page_count);
    for (uint32_t i = 0; i < t->s->page_count; i++)
        if (!page_mark(t, i, d))
            return false;
    return true;
}
