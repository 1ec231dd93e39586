#include "pdf/pdf_int.h"

/* Annotations (ISO 32000-1, 12.5): fields, and the lines of links. */

static void add_milli(buf *out, int64_t value, char after)
{
    pdf_number(out, value, 3);
    buf_byte(out, after);
}

/* `step`, in 1/1000 pt: what the edges lie on, no further in than they are. */
static str rectangle(arena *a, const scene_rect *r, len page_height, int64_t step)
{
    int64_t left = pdf_milli(r->x), right = pdf_milli((int64_t)r->x + r->width);
    int64_t top = pdf_milli((int64_t)page_height - r->y);
    int64_t foot = pdf_milli((int64_t)page_height - r->y - r->height);
    buf out = {.memory = a};
    buf_add(&out, STR("/Rect["));
    add_milli(&out, left / step * step, ' ');
    add_milli(&out, foot / step * step, ' ');
    add_milli(&out, (right + step - 1) / step * step, ' ');
    add_milli(&out, (top + step - 1) / step * step, ']');
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
    /* What answers to a click need not be finer than a point. */
    enum { PRINT = 4, LINK_STEP = 1000 };
    pdf_annotation *one = &t->annotations.at[i];
    bool field = one->field != NULL;
    pdf_dict *o = one->object = pdf_dict_new(f);
    pdf_set_name(f, o, "Type", "Annot");
    pdf_set_number(f, o, "F", PRINT);
    if (field) /* where signers look for the page; it lists its links itself */
        pdf_set_ref(f, o, "P", pages->objects[one->page]);
    pdf_set_number(f, o, "StructParent", (int32_t)(t->s->page_count + i));
    len height = t->s->pages[one->page].height;
    pdf_set_raw(f, o, rectangle(t->memory, &one->rect, height, field ? 1 : LINK_STEP));
    if (field)
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
