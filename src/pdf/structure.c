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
    pdf_ref_add(w->file, &w->out, object);
}

static void set_written(writer *w, pdf_dict *object)
{
    pdf_set_raw(w->file, object, str_dup(w->tags->memory, buf_str(&w->out)));
    w->out.n = 0;
}

/* ---- elements ---- */

/* ISO 32000-1, 14.7.4.2: a number is marked content of the page /Pg; another page is named. */
static void marked_write(writer *w, const pdf_content *c, uint32_t page)
{
    if (c->page == page) {
        add_unsigned(&w->out, c->number);
        return;
    }
    buf_add(&w->out, STR("<</Type/MCR/Pg "));
    add_ref(w, w->pages->objects[c->page]);
    buf_add(&w->out, STR("/MCID "));
    add_unsigned(&w->out, c->number);
    buf_add(&w->out, STR(">>"));
}

/* 14.7.4.3: an annotation in the tree, as a rule on the page /Pg. */
static void annotation_write(writer *w, const pdf_annotation *annotation, uint32_t page)
{
    buf_add(&w->out, STR("<</Type/OBJR"));
    if (annotation->page != page) {
        buf_add(&w->out, STR("/Pg "));
        add_ref(w, w->pages->objects[annotation->page]);
    }
    buf_add(&w->out, STR("/Obj "));
    add_ref(w, annotation->object);
    buf_add(&w->out, STR(">>"));
}

static void contents_write(writer *w, const pdf_tag *tag, uint32_t page)
{
    const pdf_content *all = w->tags->contents.at;
    for (uint32_t i = tag->content; i != PDF_TAG_NONE; i = all[i].next) {
        if (all[i].kind == PDF_MARKED)
            marked_write(w, &all[i], page);
        else if (all[i].kind == PDF_INLINE)
            add_ref(w, w->tags->at.at[all[i].number].object);
        else
            annotation_write(w, &w->tags->annotations.at[all[i].number], page);
        buf_byte(&w->out, ' ');
    }
}

/* The page of the first marked content, or PDF_TAG_NONE. */
static uint32_t page_of(const pdf_tags *t, const pdf_tag *tag)
{
    uint32_t i = tag->content;
    while (i != PDF_TAG_NONE && t->contents.at[i].kind != PDF_MARKED)
        i = t->contents.at[i].next;
    return i == PDF_TAG_NONE ? PDF_TAG_NONE : t->contents.at[i].page;
}

static void kids_write(writer *w, const pdf_tag *tag)
{
    bool filled = tag->content != PDF_TAG_NONE;
    bool several = tag->count + filled > 1 ||
        (filled && w->tags->contents.at[tag->content].next != PDF_TAG_NONE);
    uint32_t page = page_of(w->tags, tag);
    if (tag->count == 0 && !filled)
        return;
    if (page != PDF_TAG_NONE) {
        buf_add(&w->out, STR("/Pg "));
        add_ref(w, w->pages->objects[page]);
    }
    buf_add(&w->out, several ? STR("/K[") : STR("/K "));
    contents_write(w, tag, page);
    for (uint32_t kid = tag->first; kid != PDF_TAG_NONE; kid = w->tags->at.at[kid].next) {
        add_ref(w, w->tags->at.at[kid].object);
        buf_byte(&w->out, ' ');
    }
    if (w->out.at[w->out.n - 1] == ' ')
        w->out.n--;
    if (several)
        buf_byte(&w->out, ']');
}

static void tag_write(writer *w, const pdf_tag *tag, pdf_dict *parent)
{
    /* ISO 19005-1, 6.8.3.3 wants the type that ISO 32000-1 leaves free. */
    buf_fmt(&w->out, "/Type/StructElem/S/%s/P ", tag->type);
    add_ref(w, parent);
    if (tag->id > 0)
        buf_fmt(&w->out, "/ID%.*s", STR_ARG(pdf_tag_name(w->tags->memory, tag->id)));
    if (tag->language.n > 0)
        buf_fmt(&w->out, "/Lang(%.*s)", STR_ARG(tag->language));
    if (tag->attributes != NULL) {
        buf_add(&w->out, STR("/A"));
        pdf_shared_add(w->file, &w->out, tag->attributes);
    }
    kids_write(w, tag);
    set_written(w, tag->object);
}

/* ---- trees of numbers and names (ISO 32000-1, 7.9.6 and 7.9.7) ---- */

/* Of a page the elements by marked content; after the pages, of an annotation its element. */
static void parents_write(writer *w, uint32_t key)
{
    uint32_t pages = w->tags->s->page_count;
    add_unsigned(&w->out, key);
    if (key >= pages) {
        buf_byte(&w->out, ' ');
        add_ref(w, w->tags->at.at[w->tags->annotations.at[key - pages].tag].object);
        buf_byte(&w->out, ' ');
        return;
    }
    const pdf_page_marks *marks = &w->tags->pages[key];
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

static unsigned leaf_object(writer *w, const leaves *l, uint32_t from, uint32_t to)
{
    writer leaf = {w->file, w->tags, w->pages, {.memory = w->tags->memory}};
    pdf_dict *object = pdf_dict_new(w->file);
    buf_add(&leaf.out, STR("/Limits["));
    limit_write(&leaf, l, from);
    limit_write(&leaf, l, to - 1);
    buf_byte(&leaf.out, ']');
    leaf_write(&leaf, l, from, to);
    set_written(&leaf, object);
    return pdf_number_of(w->file, object);
}

/* In place, with its entries or with leaves below. */
static void tree_write(writer *w, const leaves *l)
{
    buf_add(&w->out, STR("<<"));
    if (l->count <= l->most) {
        leaf_write(w, l, 0, l->count);
    } else {
        buf_add(&w->out, STR("/Kids["));
        for (uint32_t from = 0; from < l->count; from += l->most) {
            uint32_t to = l->count - from < l->most ? l->count : from + l->most;
            buf_fmt(&w->out, "%u 0 R ", leaf_object(w, l, from, to));
        }
        buf_byte(&w->out, ']');
    }
    buf_add(&w->out, STR(">>"));
}

/* ---- the root ---- */

static void root_write(writer *w, pdf_dict *root)
{
    pdf_tags *t = w->tags;
    pdf_set_name(w->file, root, "Type", "StructTreeRoot");
    pdf_set_ref(w->file, root, "K", t->at.at[0].object);
    uint32_t keys = t->s->page_count + t->annotations.count;
    leaves pages = {keys, 64, "Nums", parents_write, false};
    buf_add(&w->out, STR("/ParentTree"));
    tree_write(w, &pages);
    leaves names = {t->named.count, 1000, "Names", name_write, true};
    if (names.count > 0) {
        buf_add(&w->out, STR("/IDTree"));
        tree_write(w, &names);
    }
    set_written(w, root);
}

void pdf_structure(pdf_file *f, pdf_tags *t, const pdf_pages *pages)
{
    writer w = {f, t, pages, {.memory = t->memory}};
    pdf_dict *root = pdf_dict_new(f);
    for (uint32_t i = 0; i < t->at.count; i++)
        t->at.at[i].object = pdf_dict_new(f);
    pdf_pool_write(f, &t->attributes);
    root_write(&w, root);
    for (uint32_t i = 0; i < t->at.count; i++) {
        const pdf_tag *tag = &t->at.at[i];
        tag_write(&w, tag, i == 0 ? root : t->at.at[tag->parent].object);
    }
    pdf_set_ref(f, pdf_catalog(f), "StructTreeRoot", root);
    pdf_set_raw(f, pdf_catalog(f), STR("/MarkInfo<</Marked true>>"));
}
