#include "pdf/pdf_int.h"

/* Annotations (ISO 32000-1, 12.5): fields, and the lines of links. */

static void add_milli(buf *out, int64_t value, char after)
{
    pdf_number(out, value, 3);
    buf_byte(out, after);
}

static str rectangle(arena *a, const scene_rect *r, len page_height)
{
    buf out = {.memory = a};
    buf_add(&out, STR("/Rect["));
    add_milli(&out, pdf_milli(r->x), ' ');
    add_milli(&out, pdf_milli((int64_t)page_height - r->y - r->height), ' ');
    add_milli(&out, pdf_milli((int64_t)r->x + r->width), ' ');
    add_milli(&out, pdf_milli((int64_t)page_height - r->y), ']');
    return buf_str(&out);
}

/* The text that a link leads to tells of it to those who do not see the page (ISO 14289-1, 7.18.5).
 */
static void link_write(pdf_file *f, pdf_tags *t, const pdf_annotation *link, const pdf_pages *pages)
{
    pdf_dict *o = link->object;
    pdf_set_name(f, o, "Subtype", "Link");
    str told = str_trim(t->s->elements[link->target].text);
    size_t end = str_search(told, STR("\n"), 0);
    pdf_set_string(f, o, "Contents",
        pdf_text_string(t->memory, end == SIZE_MAX ? told : str_slice(told, 0, end)));
    pdf_set_raw(f, o, STR("/Border[0 0 0]"));
    pdf_set_destination(f, o, t->places[link->target], pages);
}

static void annotation_write(pdf_file *f, pdf_tags *t, uint32_t i, const pdf_pages *pages)
{
    enum { PRINT = 4 };
    pdf_annotation *one = &t->annotations.at[i];
    pdf_dict *o = one->object = pdf_dict_new(f);
    pdf_set_name(f, o, "Type", "Annot");
    pdf_set_number(f, o, "F", PRINT);
    pdf_set_ref(f, o, "P", pages->objects[one->page]);
    pdf_set_number(f, o, "StructParent", (int32_t)(t->s->page_count + i));
    pdf_set_raw(f, o, rectangle(t->memory, &one->rect, t->s->pages[one->page].height));
    if (one->field != NULL)
        pdf_field_write(f, t->memory, one);
    else
        link_write(f, t, one, pages);
}

void pdf_annotations(pdf_file *f, pdf_tags *t, const pdf_pages *pages)
{
    buf *on_page = ARENA_ARRAY(t->memory, buf, t->s->page_count);
    for (uint32_t i = 0; i < t->annotations.count; i++) {
        annotation_write(f, t, i, pages);
        const pdf_annotation *one = &t->annotations.at[i];
        buf *all = &on_page[one->page];
        all->memory = t->memory;
        if (all->n > 0)
            buf_byte(all, ' ');
        pdf_ref_add(f, all, one->object);
    }
    for (uint32_t i = 0; i < t->s->page_count; i++)
        if (on_page[i].n > 0)
            pdf_set_raw(f, pages->objects[i],
                str_fmt(t->memory, "/Annots[%.*s]", STR_ARG(buf_str(&on_page[i]))));
    pdf_form(f, t);
}
