/* Building a scene: everything is copied into its arena. */
#include "scene/scene.h"

#include <string.h>

typedef struct page_build {
    len width, height;
    VEC(scene_op) ops;
} page_build;

struct scene_builder {
    arena *memory;
    str title, language;
    VEC(scene_element) elements;
    VEC(page_build) pages;
    VEC(scene_bookmark) bookmarks;
    uint32_t tables;
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
    return b->elements.count - 1;
}

void scene_add_page(scene_builder *b, len width, len height)
{
    page_build *page = VEC_PUSH(b->memory, &b->pages);
    *page = (page_build){.width = width, .height = height};
}

void scene_add_op(scene_builder *b, const scene_op *op)
{
    page_build *page = &b->pages.at[b->pages.count - 1];
    scene_op *copy = VEC_PUSH(b->memory, &page->ops);
    *copy = *op;
    if (op->kind != SCENE_GLYPHS)
        return;
    scene_glyph *glyphs = ARENA_ARRAY(b->memory, scene_glyph, op->glyphs.count);
    if (op->glyphs.count > 0)
        memcpy(glyphs, op->glyphs.glyphs, op->glyphs.count * sizeof *glyphs);
    copy->glyphs.glyphs = glyphs;
    copy->glyphs.text = str_dup(b->memory, op->glyphs.text);
}

void scene_add_bookmark(scene_builder *b, str title, len y)
{
    *VEC_PUSH(b->memory, &b->bookmarks) = (scene_bookmark){
        str_dup(b->memory, title), b->pages.count - 1, y};
}

static void append_elements(scene_builder *b, const scene *part)
{
    uint32_t tables = b->tables;
    for (uint32_t i = 0; i < part->element_count; i++) {
        scene_element e = part->elements[i];
        if (e.table > 0)
            e.table += tables;
        if (e.table > b->tables)
            b->tables = e.table;
        e.from = (mark){0};
        scene_add_element(b, e);
    }
}

void scene_append(scene_builder *b, const scene *part)
{
    uint32_t first = b->elements.count;
    append_elements(b, part);
    for (uint32_t i = 0; i < part->page_count; i++) {
        const scene_page *page = &part->pages[i];
        scene_add_page(b, page->width, page->height);
        if (i == 0)
            scene_add_bookmark(b, part->title, 0);
        for (uint32_t k = 0; k < page->count; k++) {
            scene_op op = page->ops[k];
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
        const page_build *p = &b->pages.at[i];
        pages[i] = (scene_page){p->width, p->height, p->ops.at, p->ops.count};
    }
    scene *s = ARENA_NEW(b->memory, scene);
    *s = (scene){b->title, b->language, b->elements.at, b->elements.count, pages, b->pages.count,
        b->bookmarks.at, b->bookmarks.count};
    return s;
}
