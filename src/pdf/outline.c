#include "pdf/pdf_int.h"

/* A destination at the bookmark's height, the reader's zoom kept (ISO 32000-1, 12.3.2.2: 0 is no
 * change). Whole points, rounded up, will do. */
static void set_destination(
    pdf_file *f, pdf_dict *item, const scene_bookmark *bookmark, const pdf_pages *pages)
{
    len height = pages->s->pages[bookmark->page].height;
    pdf_array *to = pdf_array_in(f, item, "Dest");
    pdf_add_ref(f, to, pages->objects[bookmark->page]);
    pdf_add_name(f, to, "XYZ");
    pdf_add_number(f, to, 0);
    pdf_add_number(f, to, (int32_t)(((int64_t)height - bookmark->y + LEN_PT - 1) / LEN_PT));
    pdf_add_number(f, to, 0);
}

/* ISO 32000-1, 12.3.3: the items are a list, linked both ways. */
void pdf_outline(pdf_file *f, const pdf_tags *t, const pdf_pages *pages)
{
    arena *a = t->memory;
    const scene *s = pages->s;
    if (s->bookmark_count == 0)
        return;
    pdf_dict *outline = pdf_dict_new(f), *last = NULL;
    for (uint32_t i = 0; i < s->bookmark_count; i++) {
        pdf_dict *item = pdf_dict_new(f);
        pdf_set_binary(f, item, "Title", pdf_text_string(a, s->bookmarks[i].title));
        pdf_set_ref(f, item, "Parent", outline);
        set_destination(f, item, &s->bookmarks[i], pages);
        uint32_t element = s->bookmarks[i].element;
        if (element < s->element_count)
            pdf_set_ref(f, item, "SE", t->at.at[t->element_tags[element]].object);
        if (last != NULL) {
            pdf_set_ref(f, item, "Prev", last);
            pdf_set_ref(f, last, "Next", item);
        } else {
            pdf_set_ref(f, outline, "First", item);
        }
        last = item;
    }
    pdf_set_ref(f, outline, "Last", last);
    pdf_set_name(f, outline, "Type", "Outlines");
    pdf_set_number(f, outline, "Count", (int32_t)s->bookmark_count);
    pdf_set_ref(f, pdf_catalog(f), "Outlines", outline);
    pdf_set_name(f, pdf_catalog(f), "PageMode", "UseOutlines");
}
