#include "pdf/pdf_int.h"

/* What stands outside of grids: headings, paragraphs, lists, contents, notes. */

/* No level is left out on the way down (ISO 14289-1, 7.4.2). */
static void heading_add(pdf_tags *t, uint32_t parent, uint32_t element)
{
    static const char *const types[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    uint32_t level = t->s->elements[element].role == SCENE_TITLE ? 1
                                                                 : t->s->elements[element].level;
    level = level > t->heading_level + 1 ? t->heading_level + 1 : level;
    level = level < 1 ? 1 : level > SCENE_LEVEL_MOST ? SCENE_LEVEL_MOST : level;
    t->heading_level = level;
    pdf_element_tag(t, parent, types[level - 1], element);
}

static void note_add(pdf_tags *t, uint32_t parent, uint32_t element)
{
    /* ISO 14289-1, 7.9. */
    pdf_tag_name_give(t, pdf_element_tag(t, parent, "Note", element));
}

/* A list or a table of contents: entries, under the last of which deeper ones are nested
 * (ISO 32000-1, 14.8.4.3.3 and 14.8.4.2). */
typedef struct nest {
    pdf_tags *tags;
    const char *type; /* L or TOC */
    uint32_t parent, depth;
    uint32_t lists[SCENE_LEVEL_MOST], entries[SCENE_LEVEL_MOST]; /* open, by depth */
} nest;

static uint32_t entry_add(nest *n, uint32_t list, uint32_t element)
{
    if (n->tags->s->elements[element].role == SCENE_CONTENTS)
        return pdf_element_tag(n->tags, list, "TOCI", element);
    uint32_t item = pdf_tag_add(n->tags, list, "LI");
    if (n->tags->s->elements[element].label > 0)
        pdf_tag_add(n->tags, item, "Lbl");
    return pdf_element_tag(n->tags, item, "LBody", element);
}

static void nest_add(nest *n, uint32_t element)
{
    uint32_t level = n->tags->s->elements[element].level;
    level = level > n->depth + 1 ? n->depth + 1 : level;
    level = level < 1 ? 1 : level > SCENE_LEVEL_MOST ? SCENE_LEVEL_MOST : level;
    if (level > n->depth)
        n->lists[level - 1] = pdf_tag_add(
            n->tags, level == 1 ? n->parent : n->entries[level - 2], n->type);
    n->depth = level;
    n->entries[level - 1] = entry_add(n, n->lists[level - 1], element);
}

/* Adds from `first` on what is one list, or one table of contents; returns its end. */
static uint32_t nest_all(pdf_tags *t, uint32_t parent, uint32_t first, uint32_t end)
{
    const scene_element *all = t->s->elements;
    nest n = {.tags = t, .type = all[first].role == SCENE_ITEM ? "L" : "TOC", .parent = parent};
    uint32_t i = first;
    while (i < end && all[i].role == all[first].role && all[i].list == all[first].list)
        nest_add(&n, i++);
    return i;
}

void pdf_blocks_add(pdf_tags *t, uint32_t parent, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end;) {
        switch (t->s->elements[i].role) {
        case SCENE_ITEM:
        case SCENE_CONTENTS:
            i = nest_all(t, parent, i, end);
            continue;
        case SCENE_TITLE:
        case SCENE_HEADING:
            heading_add(t, parent, i);
            break;
        case SCENE_NOTE:
            note_add(t, parent, i);
            break;
        default:
            pdf_element_tag(t, parent, "P", i);
        }
        i++;
    }
}
