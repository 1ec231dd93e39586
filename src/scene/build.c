#include "scene/scene.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_OPS = 256, ELEMENTS = 256 }; /* as many as a page of a form has */

typedef struct page_draft {
    len width, height;
    str label;
    VEC(scene_op) ops;
} page_draft;

struct scene_builder {
    arena *memory;
    str title, language;
    VEC(scene_element) elements;
    VEC(page_draft) pages;
    VEC(scene_bookmark) bookmarks;
    VEC(scene_span) spans;
    scene_facts facts;
    uint32_t tables, parts, lists; /* the highest numbers so far */
    bool joined; /* facts are those of the parts so far */
};

scene_builder *scene_begin(arena *a, str title, str language)
{
    scene_builder *b = ARENA_NEW(a, scene_builder);
    b->memory = a;
    b->title = str_dup(a, title);
    b->language = str_dup(a, language);
    return b;
}

void scene_set_facts(scene_builder *b, const scene_facts *facts)
{
    arena *a = b->memory;
    b->facts = (scene_facts){.author = str_dup(a, facts->author),
        .subject = str_dup(a, facts->subject),
        .keywords = str_dup(a, facts->keywords),
        .year = str_dup(a, facts->year),
        .form = str_dup(a, facts->form),
        .edition = str_dup(a, facts->edition),
        .amounts = str_dup(a, facts->amounts),
        .created = facts->created};
}

uint32_t scene_add_element(scene_builder *b, scene_element element)
{
    element.text = str_dup(b->memory, element.text);
    if (b->elements.room == 0) {
        b->elements.room = ELEMENTS;
        b->elements.at = ARENA_ARRAY(b->memory, scene_element, ELEMENTS);
    }
    *VEC_PUSH(b->memory, &b->elements) = element;
    if (element.table > b->tables)
        b->tables = element.table;
    if (element.part > b->parts)
        b->parts = element.part;
    if (element.list > b->lists)
        b->lists = element.list;
    return b->elements.count - 1;
}

void scene_add_page(scene_builder *b, len width, len height)
{
    page_draft *page = VEC_PUSH(b->memory, &b->pages);
    page->width = width;
    page->height = height;
}

static const scene_glyph *glyphs_dup(arena *a, const scene_glyphs *run)
{
    scene_glyph *copy = ARENA_ARRAY(a, scene_glyph, run->count);
    if (run->count > 0)
        memcpy(copy, run->glyphs, run->count * sizeof *copy);
    return copy;
}

void scene_add_op(scene_builder *b, const scene_op *op)
{
    assert(b->pages.count > 0);
    page_draft *page = &b->pages.at[b->pages.count - 1];
    if (page->ops.room == 0) {
        page->ops.room = PAGE_OPS;
        page->ops.at = ARENA_ARRAY(b->memory, scene_op, PAGE_OPS);
    }
    scene_op *kept = VEC_PUSH(b->memory, &page->ops);
    *kept = *op;
    if (op->kind == SCENE_GLYPHS) {
        kept->glyphs.text = str_dup(b->memory, op->glyphs.text);
        kept->glyphs.glyphs = glyphs_dup(b->memory, &op->glyphs);
    }
    if (op->kind == SCENE_FIELD) {
        kept->field.name = str_dup(b->memory, op->field.name);
        kept->field.tooltip = str_dup(b->memory, op->field.tooltip);
    }
}

void scene_label_page(scene_builder *b, str label)
{
    assert(b->pages.count > 0);
    b->pages.at[b->pages.count - 1].label = str_dup(b->memory, label);
}

void scene_add_span(scene_builder *b, scene_span span)
{
    span.language = str_dup(b->memory, span.language);
    *VEC_PUSH(b->memory, &b->spans) = span;
}

void scene_add_bookmark(scene_builder *b, scene_bookmark bookmark)
{
    bookmark.title = str_dup(b->memory, bookmark.title);
    *VEC_PUSH(b->memory, &b->bookmarks) = bookmark;
}

static void keep_equal(str *kept, str other)
{
    if (!str_eq(*kept, other))
        *kept = STR("");
}

static void append_facts(scene_builder *b, const scene_facts *part)
{
    if (!b->joined) {
        scene_set_facts(b, part);
        b->joined = true;
        return;
    }
    scene_facts *f = &b->facts;
    keep_equal(&f->author, part->author);
    keep_equal(&f->subject, part->subject);
    keep_equal(&f->keywords, part->keywords);
    keep_equal(&f->year, part->year);
    keep_equal(&f->form, part->form);
    keep_equal(&f->edition, part->edition);
    keep_equal(&f->amounts, part->amounts);
    if (!part->created.known || part->created.seconds != f->created.seconds)
        f->created.known = false;
}

static void append_elements(scene_builder *b, const scene *part)
{
    uint32_t before = b->tables, parts = b->parts, lists = b->lists;
    for (uint32_t i = 0; i < part->element_count; i++) {
        scene_element element = part->elements[i];
        element.from = (mark){0};
        if (element.table > 0)
            element.table += before;
        if (element.list > 0)
            element.list += lists;
        element.part = parts + (element.part > 0 ? element.part : 1);
        scene_add_element(b, element);
    }
}

static uint32_t moved(uint32_t number, uint32_t by)
{
    return number == UINT32_MAX ? number : number + by;
}

static void append_spans(scene_builder *b, const scene *part, uint32_t first)
{
    for (uint32_t i = 0; i < part->span_count; i++) {
        scene_span span = part->spans[i];
        span.element += first;
        span.target = moved(span.target, first);
        scene_add_span(b, span);
    }
}

static void append_bookmarks(scene_builder *b, const scene *part, uint32_t first, uint32_t pages)
{
    uint32_t element = part->element_count > 0 ? first : SCENE_ELEMENT_NONE;
    scene_add_bookmark(b, (scene_bookmark){part->title, pages, 0, element, 1});
    for (uint32_t i = 0; i < part->bookmark_count; i++) {
        scene_bookmark bookmark = part->bookmarks[i];
        bookmark.page = moved(bookmark.page, pages);
        bookmark.element = moved(bookmark.element, first);
        bookmark.level++;
        scene_add_bookmark(b, bookmark);
    }
}

void scene_append(scene_builder *b, const scene *part)
{
    uint32_t first = b->elements.count;
    append_elements(b, part);
    append_spans(b, part, first);
    append_facts(b, &part->facts);
    if (part->page_count > 0)
        append_bookmarks(b, part, first, b->pages.count);
    for (uint32_t p = 0; p < part->page_count; p++) {
        const scene_page *page = &part->pages[p];
        scene_add_page(b, page->width, page->height);
        scene_label_page(b, page->label);
        for (uint32_t i = 0; i < page->count; i++) {
            scene_op op = page->ops[i];
            if (op.kind == SCENE_CELL)
                op.cell.element = moved(op.cell.element, first);
            if (op.kind == SCENE_FIELD)
                op.field.element = moved(op.field.element, first);
            scene_add_op(b, &op);
        }
    }
}

static int span_order(const void *a, const void *b)
{
    const scene_span *x = a, *y = b;
    if (x->element != y->element)
        return x->element < y->element ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

const scene *scene_end(scene_builder *b)
{
    if (b->spans.count > 1)
        qsort(b->spans.at, b->spans.count, sizeof *b->spans.at, span_order);
    scene_page *pages = ARENA_ARRAY(b->memory, scene_page, b->pages.count);
    for (uint32_t i = 0; i < b->pages.count; i++) {
        const page_draft *draft = &b->pages.at[i];
        pages[i] = (scene_page){
            draft->width, draft->height, draft->ops.at, draft->ops.count, draft->label};
    }
    scene *s = ARENA_NEW(b->memory, scene);
    *s = (scene){.title = b->title,
        .language = b->language,
        .facts = b->facts,
        .elements = b->elements.at,
        .element_count = b->elements.count,
        .pages = pages,
        .page_count = b->pages.count,
        .bookmarks = b->bookmarks.at,
        .bookmark_count = b->bookmarks.count,
        .spans = b->spans.at,
        .span_count = b->spans.count};
    return s;
}
