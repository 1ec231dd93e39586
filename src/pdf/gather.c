#include "pdf/pdf_int.h"

#include <stdlib.h>
#include <string.h>

static bool refuse(diags *d, const char *reason)
{
    DIAG(d, PDF_WRITE, (mark){0}, str_of(reason));
    return false;
}

/* The font of a face, new when the face was not met before; NULL when there is no such face. */
static pdf_font *font_of(pdf_fonts *all, uint32_t face)
{
    if (face >= all->face_count)
        return NULL;
    if (all->places[face] == 0) {
        const font_facts *facts = fonts_facts(all->book, face);
        if (facts == NULL)
            return NULL;
        pdf_font *font = VEC_PUSH(all->memory, &all->at);
        font->face = face;
        font->facts = facts;
        font->places = ARENA_ARRAY(all->memory, uint16_t, facts->glyph_count);
        all->places[face] = all->at.count;
    }
    return &all->at.at[all->places[face] - 1];
}

static pdf_glyph *glyph_of(arena *a, pdf_font *font, uint32_t gid)
{
    if (gid == 0 || gid >= font->facts->glyph_count)
        return NULL;
    if (font->places[gid] == 0) {
        VEC_PUSH(a, &font->glyphs)->gid = gid;
        font->places[gid] = (uint16_t)font->glyphs.count;
    }
    return &font->glyphs.at[font->places[gid] - 1];
}

static bool gather_run(pdf_fonts *all, const scene_glyphs *run, diags *d)
{
    pdf_font *font = font_of(all, run->face);
    if (font == NULL)
        return refuse(d, "文字用了没有打开的字体");
    if (run->size <= 0)
        return refuse(d, "字号不是正数");
    pdf_groups groups = pdf_groups_of(run);
    pdf_group group;
    while (pdf_groups_next(&groups, &group)) {
        for (uint32_t i = 0; i < group.count; i++) {
            pdf_glyph *glyph = glyph_of(all->memory, font, run->glyphs[group.first + i].gid);
            if (glyph == NULL) /* 0 would print an empty box */
                return refuse(d, "文字用了字体里没有的字形");
            pdf_glyph_read(all->memory, glyph, &group, i);
        }
    }
    return true;
}

static int gid_order(const void *a, const void *b)
{
    const pdf_glyph *x = a, *y = b;
    return (x->gid > y->gid) - (x->gid < y->gid);
}

static void font_settle(pdf_font *font)
{
    qsort(font->glyphs.at, font->glyphs.count, sizeof *font->glyphs.at, gid_order);
    for (uint32_t i = 0; i < font->glyphs.count; i++) {
        font->places[font->glyphs.at[i].gid] = (uint16_t)(i + 1);
        pdf_glyph_settle(&font->glyphs.at[i]);
    }
}

bool pdf_gather(const scene *s, pdf_fonts *to, diags *d)
{
    to->systems.memory = to->memory;
    to->face_count = fonts_face_count(to->book);
    to->places = ARENA_ARRAY(to->memory, uint32_t, to->face_count);
    for (uint32_t p = 0; p < s->page_count; p++) {
        const scene_page *page = &s->pages[p];
        if (page->width <= 0 || page->height <= 0)
            return refuse(d, "纸张的宽高不是正数");
        for (uint32_t i = 0; i < page->count; i++)
            if (page->ops[i].kind == SCENE_GLYPHS && page->ops[i].glyphs.count > 0 &&
                !gather_run(to, &page->ops[i].glyphs, d))
                return false;
    }
    for (uint32_t i = 0; i < s->bookmark_count; i++)
        if (s->bookmarks[i].page != SCENE_PAGE_NONE && s->bookmarks[i].page >= s->page_count)
            return refuse(d, "书签指向没有的页");
    for (uint32_t i = 0; i < to->at.count; i++)
        font_settle(&to->at.at[i]);
    return true;
}

uint32_t pdf_font_of(const pdf_fonts *all, uint32_t face)
{
    return all->places[face] - 1;
}

const pdf_glyph *pdf_glyph_of(const pdf_font *font, uint32_t gid)
{
    return &font->glyphs.at[font->places[gid] - 1];
}
