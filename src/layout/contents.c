/*
 * The contents: a heading's text, dots, and the number of the page where it is.
 *
 * Every entry keeps room for the widest number, so that its lines and with them the pages do not
 * depend on the numbers: one pass deals the pages, then the numbers are known.
 */
#include "layout/layout_int.h"

/* What an entry keeps free on its right: a number of up to five digits, and a dot where there are no
 * more than four. */
enum { RESERVE_EMS = 4 };

bool contents_size(const layout_job *job, const doc_text *from, len width, sized_text *out)
{
    const doc_style *s = from->style;
    *out = (sized_text){.style = s,
        /* The blank parts the number from the text where it is copied or read aloud. */
        .text = str_fmt(job->memory, "%.*s ", STR_ARG(from->text)),
        .from = from->from};
    return text_shape_into(job, out) &&
        text_break_into(job, out, width - s->left - s->right - RESERVE_EMS * s->size);
}

static bool has_contents(const document *doc)
{
    for (uint32_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == BLOCK_TEXT && doc->blocks[i].text.role == TEXT_CONTENTS)
            return true;
    return false;
}

/* Per block the page on which it begins. */
static uint32_t *pages_of(const layout_job *job, const sized_doc *s, const doc_plan *plan)
{
    uint32_t *page = ARENA_ARRAY(job->memory, uint32_t, s->block_count);
    for (uint32_t p = plan->page_count; p-- > 0;)
        for (uint32_t i = 0; i < plan->pages[p].count; i++)
            if (plan->pages[p].items[i].kind != FLOW_RUNNING)
                page[plan->pages[p].items[i].block] = p;
    return page;
}

static sized_text *number_size(const layout_job *job, const doc_text *entry, str label)
{
    sized_text *t = ARENA_NEW(job->memory, sized_text);
    doc_style *s = ARENA_NEW(job->memory, doc_style); /* the entry's insets are around it already */
    *s = *entry->style;
    s->top = s->right = s->bottom = s->left = s->indent = s->indent_thousandths = 0;
    *t = (sized_text){.style = s, .text = label, .from = entry->from};
    return text_shape_into(job, t) && text_break_into(job, t, RESERVE_EMS * entry->style->size)
        ? t
        : NULL;
}

static sized_text *dot_size(const layout_job *job, const doc_text *entry)
{
    sized_text *t = ARENA_NEW(job->memory, sized_text);
    *t = (sized_text){.style = entry->style, .text = STR("…"), .from = entry->from};
    return text_shape_into(job, t) ? t : NULL;
}

bool contents_number(const layout_job *job, const sized_doc *s, doc_plan *plan)
{
    const document *doc = s->doc;
    if (!has_contents(doc))
        return true;
    uint32_t *page = pages_of(job, s, plan);
    contents_entry *entries = ARENA_ARRAY(job->memory, contents_entry, s->block_count);
    plan->entries = entries;
    for (uint32_t i = 0; i < doc->block_count; i++) {
        const doc_text *t = &doc->blocks[i].text;
        if (doc->blocks[i].kind != BLOCK_TEXT || t->role != TEXT_CONTENTS)
            continue;
        contents_entry *e = &entries[i];
        e->number = number_size(job, t, plan_page_label(plan, page[t->refers], job->memory));
        e->dot = dot_size(job, t);
        if (e->number == NULL || e->dot == NULL)
            return false;
        len wide = em_to_len(e->number->lines[0].width, t->style->size);
        plan->number_room = plan->number_room < wide ? wide : plan->number_room;
    }
    return true;
}

len contents_room(const doc_plan *plan, const doc_style *s)
{
    return plan->number_room + s->size / 2;
}

/* As many dots as fit between the text and the number, on a raster of ems from the right, so that the
 * dots of all entries stand under one another. They belong to no element. */
void contents_dots(const contents_entry *e, const sheet *out, contents_gap gap, arena *a)
{
    len size = e->dot->style->size, least = size / 4;
    uint32_t count = gap.to - gap.from - least < size ? 0 : (uint32_t)((gap.to - gap.from - least) / size);
    const text_glyph *dot = e->dot->shaped->glyphs;
    if (count == 0 || e->dot->shaped->count != 1)
        return;
    scene_glyph *glyphs = ARENA_ARRAY(a, scene_glyph, count);
    buf text = {.memory = a};
    for (uint32_t i = 0; i < count; i++) {
        glyphs[i] = (scene_glyph){dot->gid, TEXT_EM, dot->dx, dot->dy, (uint32_t)text.n};
        buf_add(&text, e->dot->text);
    }
    len x = gap.to - (len)count * size;
    scene_rect rect = {x, gap.baseline - size, (len)count * size, size};
    sheet_add(out,
        &(scene_op){.kind = SCENE_CELL, .cell = {.element = SCENE_ELEMENT_NONE, .rect = rect}});
    sheet_add(out,
        &(scene_op){.kind = SCENE_GLYPHS,
            .glyphs = {.face = dot->face,
                .size = size,
                .x = x,
                .y = gap.baseline,
                .text = buf_str(&text),
                .glyphs = glyphs,
                .count = count}});
}
