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
    uint32_t element = field->element, number = t->annotations.count;
    uint32_t tag = pdf_tag_add(
        t, element == SCENE_ELEMENT_NONE ? 0 : t->element_tags[element], "Form");
    *VEC_PUSH(t->memory, &t->annotations) = (pdf_annotation){.field = field,
        .name = unique_name(t, field->name),
        .page = page,
        .tag = tag,
        .rect = field->rect};
    pdf_content_add(t, tag, (pdf_content){.kind = PDF_ANNOTATION, .page = page, .number = number});
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

/* ISO 19005-1, 6.9 and -2, 6.3.3 want an appearance. Each field has its own, since a signer changes
 * it. */
static pdf_dict *appearance(pdf_file *f, arena *a, const scene_rect *r)
{
    pdf_dict *form = pdf_plain_stream_new(f, STR(""));
    buf box = {.memory = a};
    buf_add(&box, STR("/BBox[0 0 "));
    pdf_number(&box, pdf_milli(r->width), 3);
    buf_byte(&box, ' ');
    pdf_number(&box, pdf_milli(r->height), 3);
    buf_add(&box, STR("]/Resources<<>>"));
    pdf_set_name(f, form, "Type", "XObject");
    pdf_set_name(f, form, "Subtype", "Form");
    pdf_set_raw(f, form, buf_str(&box));
    return form;
}

/* The field and its widget in one dictionary (12.5.6.19). */
void pdf_field_write(pdf_file *f, arena *a, const pdf_annotation *field)
{
    const scene_field *from = field->field;
    pdf_dict *o = field->object;
    pdf_set_name(f, o, "Subtype", "Widget");
    pdf_set_name(f, o, "FT", "Sig");
    pdf_set_string(f, o, "T", pdf_text_string(a, field->name));
    str told = from->tooltip.n > 0 ? from->tooltip : field->name;
    pdf_set_string(f, o, "TU", pdf_text_string(a, told));
    unsigned looks = pdf_number_of(f, appearance(f, a, &from->rect));
    pdf_set_raw(f, o, str_fmt(a, "/AP<</N %u 0 R>>", looks));
}

void pdf_form(pdf_file *f, const pdf_tags *t)
{
    /* Signatures exist, and later changes are to be appended (12.7.2): no signer sets it. */
    enum { SIGNATURES_EXIST = 1, APPEND_ONLY = 2 };
    buf all = {.memory = t->memory};
    for (uint32_t i = 0; i < t->annotations.count; i++) {
        if (t->annotations.at[i].field == NULL)
            continue;
        buf_add(&all, all.n == 0 ? STR("/AcroForm<</Fields[") : STR(" "));
        pdf_ref_add(f, &all, t->annotations.at[i].object);
    }
    if (all.n == 0)
        return;
    buf_fmt(&all, "]/SigFlags %d>>", SIGNATURES_EXIST | APPEND_ONLY);
    pdf_set_raw(f, pdf_catalog(f), buf_str(&all));
}
