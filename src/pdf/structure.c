#include "pdf/pdf_int.h"

/*
 * The tree's entries are written, not built: an element costs an object without entries and some
 * 60 bytes of text, and no array of libharu's has to grow.
 */

typedef struct writer {
    pdf_file *file;
    pdf_tags *tags;
    const pdf_pages *pages;
    buf out;
} writer;

static void add_unsigned(buf *out, unsigned value)
{
    pdf_number(out, value, 0);
}

static void add_ref(writer *w, pdf_dict *object)
{
    add_unsigned(&w->out, pdf_number_of(w->file, object));
    buf_add(&w->out, STR(" 0 R"));
}

static void set_written(writer *w, pdf_dict *object)
{
    buf_byte(&w->out, '\n');
    pdf_set_raw(w->file, object, str_dup(w->tags->memory, buf_str(&w->out)));
    w->out.n = 0;
}

/* ---- elements ---- */

static void kids_write(writer *w, const pdf_tag *tag)
{
    buf_add(&w->out, tag->count > 1 ? STR("/K[") : STR("/K "));
    for (uint32_t kid = tag->first; kid != PDF_TAG_NONE; kid = w->tags->at.at[kid].next) {
        if (kid != tag->first)
            buf_byte(&w->out, ' ');
        add_ref(w, w->tags->at.at[kid].object);
    }
    if (tag->count > 1)
        buf_byte(&w->out, ']');
}

/* ISO 32000-1, 14.7.4.2: a number is marked content of the page /Pg; another page is named. */
static void content_write(writer *w, const pdf_content *c, uint32_t page)
{
    if (c->page == page) {
        add_unsigned(&w->out, c->mcid);
        return;
    }
    buf_add(&w->out, STR("<</Type/MCR/Pg "));
    add_ref(w, w->pages->objects[c->page]);
    buf_add(&w->out, STR("/MCID "));
    add_unsigned(&w->out, c->mcid);
    buf_add(&w->out, STR(">>"));
}

static void contents_write(writer *w, const pdf_tag *tag)
{
    const pdf_content *all = w->tags->contents.at, *first = &all[tag->content];
    bool several = first->next != PDF_TAG_NONE;
    buf_add(&w->out, STR("/Pg "));
    add_ref(w, w->pages->objects[first->page]);
    buf_add(&w->out, several ? STR("/K[") : STR("/K "));
    for (uint32_t i = tag->content; i != PDF_TAG_NONE; i = all[i].next) {
        if (i != tag->content)
            buf_byte(&w->out, ' ');
        content_write(w, &all[i], first->page);
    }
    if (several)
        buf_byte(&w->out, ']');
}

static void tag_write(writer *w, const pdf_tag *tag, pdf_dict *parent)
{
    buf_fmt(&w->out, "/S/%s/P ", tag->type);
    add_ref(w, parent);
    if (tag->id > 0)
        buf_fmt(&w->out, "/ID%.*s", STR_ARG(pdf_tag_name(w->tags->memory, tag->id)));
    if (tag->attributes != NULL) {
        buf_add(&w->out, STR("/A "));
        if (tag->attributes->object != NULL)
            add_ref(w, tag->attributes->object);
        else
            buf_add(&w->out, tag->attributes->text);
    }
    if (tag->first != PDF_TAG_NONE)
        kids_write(w, tag);
    else if (tag->content != PDF_TAG_NONE)
        contents_write(w, tag);
    set_written(w, tag->object);
}

/* Attributes that enough elements share are an object of their own. */
static void attributes_write(writer *w)
{
    enum { SHARED_LEAST = 3 };
    for (uint32_t i = 0; i < w->tags->attributes.count; i++) {
        pdf_attributes *one = w->tags->attributes.at[i];
        if (one->uses < SHARED_LEAST)
            continue;
        one->object = pdf_dict_new(w->file);
        /* Without the brackets, which libharu writes. */
        buf_add(&w->out, str_slice(one->text, 2, one->text.n - 2));
        set_written(w, one->object);
    }
}

/* ---- trees of numbers and names (ISO 32000-1, 7.9.6 and 7.9.7) ---- */

/* One leaf: what stands in it, and its limits as they are written. */
static void page_tags_write(writer *w, uint32_t page)
{
    const pdf_page_marks *marks = &w->tags->pages[page];
    add_unsigned(&w->out, page);
    buf_byte(&w->out, '[');
    for (uint32_t i = 0; i < marks->tags.count; i++) {
        if (i > 0)
            buf_byte(&w->out, ' ');
        add_ref(w, w->tags->at.at[marks->tags.at[i]].object);
    }
    buf_byte(&w->out, ']');
}

static void name_write(writer *w, uint32_t i)
{
    buf_add(&w->out, pdf_tag_name(w->tags->memory, i + 1));
    add_ref(w, w->tags->at.at[w->tags->named.at[i]].object);
}

typedef struct leaves {
    uint32_t count, most; /* entries, and how many in a leaf */
    const char *key; /* Nums or Names */
    void (*entry)(writer *w, uint32_t i);
    bool named;
} leaves;

static void limit_write(writer *w, const leaves *l, uint32_t i)
{
    if (l->named)
        buf_add(&w->out, pdf_tag_name(w->tags->memory, i + 1));
    else
        buf_fmt(&w->out, "%u ", (unsigned)i);
}

static void leaf_write(writer *w, const leaves *l, uint32_t from, uint32_t to)
{
    buf_fmt(&w->out, "/%s[", l->key);
    for (uint32_t i = from; i < to; i++)
        l->entry(w, i);
    buf_byte(&w->out, ']');
}

/* A root with its entries, or with leaves below. */
static pdf_dict *tree_write(writer *w, const leaves *l)
{
    pdf_dict *root = pdf_dict_new(w->file);
    if (l->count <= l->most) {
        leaf_write(w, l, 0, l->count);
        set_written(w, root);
        return root;
    }
    buf kids = {.memory = w->tags->memory};
    for (uint32_t from = 0; from < l->count; from += l->most) {
        uint32_t to = l->count - from < l->most ? l->count : from + l->most;
        pdf_dict *leaf = pdf_dict_new(w->file);
        buf_add(&w->out, STR("/Limits["));
        limit_write(w, l, from);
        limit_write(w, l, to - 1);
        buf_byte(&w->out, ']');
        leaf_write(w, l, from, to);
        set_written(w, leaf);
        buf_fmt(&kids, "%u 0 R ", pdf_number_of(w->file, leaf));
    }
    buf_fmt(&w->out, "/Kids[%.*s]", STR_ARG(buf_str(&kids)));
    set_written(w, root);
    return root;
}

/* ---- the root ---- */

static pdf_dict *root_write(writer *w)
{
    pdf_tags *t = w->tags;
    pdf_dict *root = pdf_dict_new(w->file);
    pdf_set_name(w->file, root, "Type", "StructTreeRoot");
    pdf_set_ref(w->file, root, "K", t->at.at[0].object);
    leaves pages = {t->s->page_count, 64, "Nums", page_tags_write, false};
    pdf_set_ref(w->file, root, "ParentTree", tree_write(w, &pages));
    pdf_set_number(w->file, root, "ParentTreeNextKey", (int32_t)t->s->page_count);
    leaves names = {t->named.count, 1000, "Names", name_write, true};
    if (names.count > 0)
        pdf_set_ref(w->file, root, "IDTree", tree_write(w, &names));
    return root;
}

void pdf_structure(pdf_file *f, pdf_tags *t, const pdf_pages *pages)
{
    writer w = {f, t, pages, {.memory = t->memory}};
    for (uint32_t i = 0; i < t->at.count; i++)
        t->at.at[i].object = pdf_dict_new(f);
    attributes_write(&w);
    pdf_dict *root = root_write(&w);
    for (uint32_t i = 0; i < t->at.count; i++) {
        const pdf_tag *tag = &t->at.at[i];
        tag_write(&w, tag, i == 0 ? root : t->at.at[tag->parent].object);
    }
    pdf_set_ref(f, pdf_catalog(f), "StructTreeRoot", root);
    pdf_set_boolean(f, pdf_dict_in(f, pdf_catalog(f), "MarkInfo"), "Marked", true);
}
