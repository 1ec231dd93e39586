/* What the texts of a book are for those who do not see the page: structure, links, the outline. */
#include "layout/layout_int.h"

static scene_role role_of(const doc_text *t, bool titled)
{
    switch (t->role) {
    case TEXT_TITLE:
        return SCENE_TITLE;
    case TEXT_HEADING:
        return SCENE_HEADING;
    case TEXT_ITEM:
        return SCENE_ITEM;
    case TEXT_NOTE:
        return SCENE_NOTE;
    case TEXT_CAPTION:
        return SCENE_CAPTION;
    case TEXT_CONTENTS:
        return SCENE_CONTENTS;
    case TEXT_PARAGRAPH:
        return SCENE_LINE;
    case TEXT_OF_FORM:
        break;
    }
    if (t->level > 0)
        return SCENE_HEADING;
    return titled ? SCENE_LINE : SCENE_TITLE;
}

uint32_t outline_title(const document *doc)
{
    uint32_t best = UINT32_MAX;
    len size = 0;
    for (uint32_t i = 0; i < doc->block_count && doc->blocks[i].kind != BLOCK_GRID; i++) {
        const doc_text *t = &doc->blocks[i].text;
        bool possible = doc->blocks[i].kind == BLOCK_TEXT && t->role == TEXT_OF_FORM &&
            t->part_count == 0 && t->text.n > 0;
        if (!possible || t->style->size <= size)
            continue;
        best = i;
        size = t->style->size;
    }
    return best;
}

static bool is_item(const document *doc, uint32_t block)
{
    return doc->blocks[block].kind == BLOCK_TEXT && doc->blocks[block].text.role == TEXT_ITEM;
}

scene_element outline_element(
    const document *doc, uint32_t block, const scene_element *as, uint32_t *lists)
{
    const doc_text *t = &doc->blocks[block].text;
    scene_element e = *as;
    e.role = role_of(t, as->role == SCENE_LINE);
    if (e.role == SCENE_ITEM && (block == 0 || !is_item(doc, block - 1)))
        ++*lists;
    if (e.role == SCENE_ITEM) {
        e.list = *lists;
        e.label = t->label;
    }
    bool levelled = e.role == SCENE_HEADING || e.role == SCENE_ITEM || e.role == SCENE_CONTENTS;
    e.level = levelled ? t->level : 0;
    return e;
}

/* A heading's text in one line. */
static str in_one_line(arena *a, str text)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n; i++)
        buf_byte(&out, text.at[i] == '\n' ? ' ' : text.at[i]);
    return buf_str(&out);
}

void outline_add(
    const layout_job *job, const document *doc, const uint32_t *first_element, scene_builder *out)
{
    uint32_t level = 0;
    for (uint32_t i = 0; i < doc->block_count; i++) {
        const doc_text *t = &doc->blocks[i].text;
        if (doc->blocks[i].kind != BLOCK_TEXT || t->part_count > 0)
            continue;
        if (t->role == TEXT_HEADING) {
            level = t->level > level + 1 ? level + 1 : t->level;
            scene_add_bookmark(out,
                (scene_bookmark){
                    .title = in_one_line(job->memory, t->entry.n > 0 ? t->entry : t->text),
                    .page = SCENE_PAGE_NONE,
                    .element = first_element[i],
                    .level = level});
        }
    }
}

void outline_link(const document *doc, uint32_t block, const uint32_t *first_element, size_t length,
    scene_builder *out)
{
    const doc_text *t = &doc->blocks[block].text;
    scene_add_span(out,
        (scene_span){.element = first_element[block],
            .to = (uint32_t)length,
            .target = first_element[t->refers]});
}

void outline_calls(
    const document *doc, uint32_t block, const uint32_t *first_element, scene_builder *out)
{
    const doc_text *t = &doc->blocks[block].text;
    for (uint32_t i = 0; i < t->call_count; i++)
        scene_add_span(out,
            (scene_span){.element = first_element[block],
                .from = t->calls[i].from,
                .to = t->calls[i].to,
                .target = first_element[(int64_t)block + t->calls[i].ahead]});
}
