#include "pdf/pdf_int.h"

/* Signature fields (ISO 32000-1, 12.7.4.5) that nobody has signed. What is seen of them is drawn in
 * the page: signing replaces a field's appearance, which is therefore blank. */

static bool field_sound(const pdf_tags *t, const scene_field *field, diags *d)
{
    bool named = field->name.n > 0 && str_search(field->name, STR("."), 0) == SIZE_MAX;
    bool placed = field->element == SCENE_ELEMENT_NONE || field->element < t->s->element_count;
    if (named && placed && field->rect.width > 0 && field->rect.height > 0)
        return true;
    DIAG(d, PDF_WRITE, (mark){0}, str_fmt(t->memory, "签章区“%.*s”不完整", STR_ARG(field->name)));
    return false;
}

/* Fields of one name would be one field: in a joined book the later ones get a number. */
static str unique_name(pdf_tags *t, str name)
{
    str free_name = name;
    for (unsigned i = 2; !map_add(t->field_names, free_name, t); i++)
        free_name = str_fmt(t->memory, "%.*s_%u", STR_ARG(name), i);
    return free_name;
}

static void field_add(pdf_tags *t, uint32_t page, const scene_field *field)
{
    uint32_t element = field->element;
    uint32_t parent = element == SCENE_ELEMENT_NONE ? 0 : t->element_tags[element];
    pdf_field *made = VEC_PUSH(t->memory, &t->fields);
    *made = (pdf_field){.scene = field, .page = page, .name = unique_name(t, field->name)};
    made->tag = pdf_tag_add(t, parent, "Form");
    t->at.at[made->tag].field = t->fields.count;
}

bool pdf_fields_prepare(pdf_tags *t, diags *d)
{
    t->field_names = map_new(t->memory);
    for (uint32_t p = 0; p < t->s->page_count; p++) {
        const scene_page *page = &t->s->pages[p];
        for (uint32_t i = 0; i < page->count; i++) {
            if (page->ops[i].kind != SCENE_FIELD)
                continue;
            if (!field_sound(t, &page->ops[i].field, d))
                return false;
            field_add(t, p, &page->ops[i].field);
        }
    }
    return true;
}

/* ---- objects ---- */

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
    buf_byte(&out, '\n');
    return buf_str(&out);
}

/* ISO 19005-1, 6.9 and -2, 6.3.3 want an appearance. Each field has its own, since a signer changes
 * it. */
static pdf_dict *appearance(pdf_file *f, arena *a, const scene_rect *r)
{
    pdf_dict *form = pdf_plain_stream_new(f, STR(""));
    buf box = {.memory = a};
    buf_add(&box, STR("/BBox[0 0 "));
    add_milli(&box, pdf_milli(r->width), ' ');
    add_milli(&box, pdf_milli(r->height), ']');
    buf_add(&box, STR("/Resources<<>>\n"));
    pdf_set_name(f, form, "Type", "XObject");
    pdf_set_name(f, form, "Subtype", "Form");
    pdf_set_raw(f, form, buf_str(&box));
    return form;
}

/* The field and its widget in one dictionary (12.5.6.19). */
static void field_write(pdf_file *f, pdf_tags *t, uint32_t number, const pdf_pages *pages)
{
    enum { PRINT = 4 };
    pdf_field *field = &t->fields.at[number];
    const scene_field *from = field->scene;
    pdf_dict *o = field->object = pdf_dict_new(f);
    pdf_set_name(f, o, "Type", "Annot");
    pdf_set_name(f, o, "Subtype", "Widget");
    pdf_set_name(f, o, "FT", "Sig");
    pdf_set_binary(f, o, "T", pdf_text_string(t->memory, field->name));
    str told = from->tooltip.n > 0 ? from->tooltip : field->name;
    pdf_set_binary(f, o, "TU", pdf_text_string(t->memory, told));
    pdf_set_number(f, o, "F", PRINT);
    pdf_set_ref(f, o, "P", pages->objects[field->page]);
    pdf_set_number(f, o, "StructParent", (int32_t)(t->s->page_count + number));
    pdf_set_raw(f, o, rectangle(t->memory, &from->rect, t->s->pages[field->page].height));
    pdf_dict *looks = pdf_dict_in(f, o, "AP");
    pdf_set_ref(f, looks, "N", appearance(f, t->memory, &from->rect));
}

void pdf_fields(pdf_file *f, pdf_tags *t, const pdf_pages *pages)
{
    /* Signatures exist, and later changes are to be appended (12.7.2): no signer sets it. */
    enum { SIGNATURES_EXIST = 1, APPEND_ONLY = 2 };
    if (t->fields.count == 0)
        return;
    pdf_dict *form = pdf_dict_in(f, pdf_catalog(f), "AcroForm");
    pdf_array *all = pdf_array_in(f, form, "Fields"), *on_page = NULL;
    pdf_set_number(f, form, "SigFlags", SIGNATURES_EXIST | APPEND_ONLY);
    for (uint32_t i = 0; i < t->fields.count; i++) {
        uint32_t page = t->fields.at[i].page;
        field_write(f, t, i, pages);
        if (i == 0 || page != t->fields.at[i - 1].page)
            on_page = pdf_array_in(f, pages->objects[page], "Annots");
        pdf_add_ref(f, on_page, t->fields.at[i].object);
        pdf_add_ref(f, all, t->fields.at[i].object);
    }
}
