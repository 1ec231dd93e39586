#include "pdf/pdf_int.h"

/* Whole points, rounded up, will do for the height; a zoom of 0 is no change. */
void pdf_set_destination(pdf_file *f, pdf_dict *owner, pdf_place place, const pdf_pages *pages)
{
    int64_t height = pages->s->pages[place.page - 1].height;
    pdf_set_raw(f, owner,
        str_fmt(pages->memory, "/Dest[%u 0 R/XYZ 0 %d 0]",
            pdf_number_of(f, pages->objects[place.page - 1]),
            (int)((height - place.y + LEN_PT - 1) / LEN_PT)));
}

/* The outline on its way: of each level that is open the item that holds it, its last item, and how
 * many it has. */
enum { LEVEL_MOST = 32 };
typedef struct branch {
    pdf_dict *holder, *last;
    int32_t count;
} branch;

/* Every item is shown: an item counts all that stand below it, and is counted above with them. */
static void branch_close(pdf_file *f, branch *open, uint32_t depth)
{
    branch *b = &open[depth];
    pdf_set_ref(f, b->holder, "Last", b->last);
    pdf_set_number(f, b->holder, "Count", b->count);
    if (depth > 0)
        open[depth - 1].count += b->count;
}

/* ISO 32000-1, 12.3.3: the items of a level are a list, linked both ways. */
static void item_link(pdf_file *f, branch *b, pdf_dict *item)
{
    pdf_set_ref(f, item, "Parent", b->holder);
    if (b->last != NULL) {
        pdf_set_ref(f, item, "Prev", b->last);
        pdf_set_ref(f, b->last, "Next", item);
    } else {
        pdf_set_ref(f, b->holder, "First", item);
    }
    b->last = item;
    b->count++;
}

static pdf_dict *item_new(
    pdf_file *f, const pdf_tags *t, const scene_bookmark *bookmark, const pdf_pages *pages)
{
    pdf_dict *item = pdf_dict_new(f);
    pdf_place place = {bookmark->page + 1, bookmark->y};
    if (bookmark->page == SCENE_PAGE_NONE)
        place = t->places[bookmark->element];
    pdf_set_string(f, item, "Title", pdf_text_string(t->memory, bookmark->title));
    pdf_set_destination(f, item, place, pages);
    if (bookmark->element < t->s->element_count)
        pdf_set_ref(f, item, "SE", t->at.at[t->element_tags[bookmark->element]].object);
    return item;
}

/* One entry that leads to the first page says no more than the title. */
static bool says_nothing(const pdf_tags *t, const scene *s)
{
    const scene_bookmark *first = s->bookmarks;
    if (s->bookmark_count != 1)
        return s->bookmark_count == 0;
    return first->page == SCENE_PAGE_NONE ? t->places[first->element].page == 1 : first->page == 0;
}

void pdf_outline(pdf_file *f, const pdf_tags *t, const pdf_pages *pages)
{
    const scene *s = pages->s;
    if (says_nothing(t, s))
        return;
    pdf_dict *outline = pdf_dict_new(f);
    branch open[LEVEL_MOST] = {{.holder = outline}};
    uint32_t depth = 0; /* levels open below the first */
    for (uint32_t i = 0; i < s->bookmark_count; i++) {
        uint32_t level = s->bookmarks[i].level > 0 ? s->bookmarks[i].level - 1 : 0;
        uint32_t deepest = open[depth].last == NULL || depth + 1 == LEVEL_MOST ? depth : depth + 1;
        level = level > deepest ? deepest : level;
        for (; depth > level; depth--)
            branch_close(f, open, depth);
        if (level > depth)
            open[level] = (branch){.holder = open[depth].last};
        depth = level;
        item_link(f, &open[level], item_new(f, t, &s->bookmarks[i], pages));
    }
    for (uint32_t i = depth + 1; i > 0; i--)
        branch_close(f, open, i - 1);
    pdf_set_name(f, outline, "Type", "Outlines");
    pdf_set_ref(f, pdf_catalog(f), "Outlines", outline);
    pdf_set_name(f, pdf_catalog(f), "PageMode", "UseOutlines");
}
