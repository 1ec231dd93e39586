#include "scene/scene.h"

#include <assert.h>
#include <string.h>

typedef struct page_draft {
    len width, height;
    VEC(scene_op) ops;
} page_draft;

struct scene_builder {
    arena *memory;
    str title, language;
    VEC(scene_element) elements;
    VEC(page_draft) pages;
    VEC(scene_bookmark) bookmarks;
    uint32_t tables; /* the highest number of a grid so far */
};

scene_builder *scene_begin(arena *a, str title, str language)
{
    scene_builder *b = ARENA_NEW(a, scene_builder);
    b->memory = a;
    b->title = str_dup(a, title);
    b->language = str_dup(a, language);
    return b;
}

uint32_t scene_add_element(scene_builder *b, scene_element element)
{
    element.text = str_dup(b->memory, element.text);
    *VEC_PUSH(b->memory, &b->elements) = element;
    if (element.table > b->tables)
        b->tables = element.table;
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
    scene_op *kept = VEC_PUSH(b->memory, &page->ops);
    *kept = *op;
    if (op->kind == SCENE_GLYPHS) {
        kept->glyphs.text = str_dup(b->memory, op->glyphs.text);
        kept->glyphs.glyphs = glyphs_dup(b->memory, &op->glyphs);
    }
}

void scene_add_bookmark(scene_builder *b, str title, len y)
{
    assert(b->pages.count > 0);
    *VEC_PUSH(b->memory, &b->bookmarks) = (scene_bookmark){
        str_dup(b->memory, title), b->pages.count - 1, y};
}

static void append_elements(scene_builder *b, const scene *part)
{
    uint32_t before = b->tables;
    for (uint32_t i = 0; i < part->element_count; i++) {
        scene_element element = part->elements[i];
        element.from = (mark){0};
        if (element.table > 0)
            element.table += before;
        scene_add_element(b, element);
    }
}

void scene_append(scene_builder *b, const scene *part)
{
    uint32_t first = b->elements.count;
    append_elements(b, part);
    for (uint32_t p = 0; p < part->page_count; p++) {
        const scene_page *page = &part->pages[p];
        scene_add_page(b, page->width, page->height);
        if (p == 0)
            scene_add_bookmark(b, part->title, 0);
        for (uint32_t i = 0; i < page->count; i++) {
            scene_op op = page->ops[i];
            if (op.kind == SCENE_CELL)
                op.cell.element += first;
            scene_add_op(b, &op);
        }
    }
}

const scene *scene_end(scene_builder *b)
{
    scene_page *pages = ARENA_ARRAY(b->memory, scene_page, b->pages.count);
    for (uint32_t i = 0; i < b->pages.count; i++) {
        const page_draft *draft = &b->pages.at[i];
        pages[i] = (scene_page){draft->width, draft->height, draft->ops.at, draft->ops.count};
    }
    scene *s = ARENA_NEW(b->memory, scene);
    *s = (scene){.title = b->title,
        .language = b->language,
        .elements = b->elements.at,
        .element_count = b->elements.count,
        .pages = pages,
        .page_count = b->pages.count,
        .bookmarks = b->bookmarks.at,
        .bookmark_count = b->bookmarks.count};
    return s;
}
