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

static uint32_t content_add(marker *m, uint32_t tag)
{
    pdf_tags *t = m->tags;
    pdf_page_marks *marks = &t->pages[m->page];
    uint32_t content = t->contents.count;
    pdf_tag *to = &t->at.at[tag];
    *VEC_PUSH(t->memory, &t->contents) = (pdf_content){m->page, marks->tags.count, PDF_TAG_NONE};
    if (to->content == PDF_TAG_NONE)
        to->content = content;
    else
        t->contents.at[to->content_last].next = content;
    to->content_last = content;
    *VEC_PUSH(t->memory, &marks->tags) = tag;
    return marks->tags.count - 1;
}

/* What a text reads as whose characters stand apart: one a line, or spread over its width. */
static str actual_of(const marker *m, const scene_element *e)
{
    if (m->cell == NULL || !e->spaced)
        return (str){0};
    const pdf_cursor *c = &m->tags->cursors[m->cell->element];
    uint32_t from = m->cell->from, to = m->cell->to < e->text.n ? m->cell->to : (uint32_t)e->text.n;
    if (c->several && !m->cell->repeat) {
        from = c->from > from ? c->from : from;
        to = c->to < to ? c->to : to;
    }
    return from < to ? str_trim(str_slice(e->text, from, to)) : (str){0};
}

/* ISO 14289-1, 7.1: what is no element's text, or is its text again, is an artifact. */
static void run_mark(marker *m, uint32_t op, const scene_glyphs *run)
{
    pdf_tags *t = m->tags;
    uint32_t tag = PDF_TAG_NONE;
    str actual = {0};
    if (m->cell != NULL) {
        const scene_element *e = &t->s->elements[m->cell->element];
        pdf_cursor *c = &t->cursors[m->cell->element];
        if (!m->cell->repeat) {
            cursor_move(c, e->text, run->from);
            tag = c->tag;
        }
        actual = actual_of(m, e);
    }
    /* Artifacts side by side are one, unless either is spoken as something else than its glyphs. */
    const pdf_page_marks *marks = &t->pages[m->page];
    bool first = marks->at.count == 0;
    bool plain = actual.n == 0 && (first || marks->at.at[marks->at.count - 1].actual.n == 0);
    bool same = !first && m->tag == tag && (!m->fresh || (tag == PDF_TAG_NONE && plain));
    m->tag = tag;
    m->fresh = false;
    if (same)
        return;
    uint32_t mcid = tag == PDF_TAG_NONE ? 0 : content_add(m, tag);
    *VEC_PUSH(t->memory, &t->pages[m->page].at) = (pdf_mark){op, tag, mcid, actual};
}

static bool page_mark(pdf_tags *t, uint32_t number, diags *d)
{
    enum { CONTENTS_MOST = 8191 };
    const scene_page *page = &t->s->pages[number];
    marker m = {.tags = t, .page = number};
    for (uint32_t i = 0; i < page->count; i++) {
        const scene_op *op = &page->ops[i];
        if (op->kind == SCENE_CELL) {
            bool furniture = op->cell.element == SCENE_ELEMENT_NONE;
            m.cell = furniture ? NULL : &op->cell;
            m.fresh = true;
            if (!furniture && op->cell.element >= t->s->element_count) {
                DIAG(d, PDF_WRITE, (mark){0}, STR("页面指向没有的内容"));
                return false;
            }
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
