/* The floor's files: subsets, streams, pages and, when asked for, a structure tree. */
#include "floor.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>

/* A form that becomes a file. */
typedef struct job {
    form *form;
    worker *worker;
    HPDF_Doc pdf;
    HPDF_Dict *pages;
} job;

/* ---- the face of a batch ---- */

static hb_face_t *cut(hb_face_t *from, hb_set_t *used, bool whole, const hb_map_t **own)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_union(hb_subset_input_glyph_set(input), used);
    hb_subset_input_set_flags(
        input, HB_SUBSET_FLAGS_NO_HINTING | (whole ? 0 : HB_SUBSET_FLAGS_DESUBROUTINIZE));
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(from, input);
    hb_face_t *small = plan == NULL ? NULL : hb_subset_plan_execute_or_fail(plan);
    if (small == NULL)
        fail("subset");
    hb_subset_input_destroy(input);
    if (own != NULL)
        *own = hb_subset_plan_old_to_new_glyph_mapping(plan); /* with its plan, to the end */
    else
        hb_subset_plan_destroy(plan);
    return small;
}

void batch_make(face *f, unsigned number, const form *forms, unsigned count)
{
    hb_set_t *all = hb_set_create();
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; k < forms[i].face_count; k++)
            if (forms[i].numbers[k] == number)
                hb_set_union(all, forms[i].used[k]);
    hb_face_t *small = cut(f->few, all, false, &f->own);
    hb_blob_t *file = hb_face_reference_blob(small);
    f->batch = hb_subset_preprocess(hb_face_create(file, 0));
}

/* ---- objects ---- */

static HPDF_Dict object(job *j)
{
    HPDF_Dict d = HPDF_Dict_New(j->pdf->mmgr);
    HPDF_Xref_Add(j->pdf->xref, d);
    return d;
}

static HPDF_STATUS write_filter(HPDF_Dict d, HPDF_Stream out)
{
    (void)d;
    return HPDF_Stream_WriteStr(out, "/Filter/FlateDecode\n");
}

static HPDF_Dict stream(job *j, const void *data, size_t n)
{
    struct libdeflate_compressor *compressor = j->worker->compressor;
    size_t bound = libdeflate_zlib_compress_bound(compressor, n);
    HPDF_BYTE *packed = malloc(bound);
    if (packed == NULL)
        fail("memory");
    size_t size = libdeflate_zlib_compress(compressor, data, n, packed, bound);
    HPDF_Dict d = HPDF_DictStream_New(j->pdf->mmgr, j->pdf->xref);
    d->write_fn = write_filter;
    HPDF_Stream_Write(d->stream, packed, (HPDF_UINT)size);
    free(packed);
    return d;
}

/* The bare CFF table of the subset. */
static hb_blob_t *subset(const face *f, hb_set_t *used)
{
    hb_face_t *small;
    if (f->batch == NULL) {
        small = cut(f->few, used, false, NULL);
    } else {
        hb_set_t *own = hb_set_create();
        for (hb_codepoint_t gid = HB_SET_VALUE_INVALID; hb_set_next(used, &gid);)
            hb_set_add(own, hb_map_get(f->own, gid));
        small = cut(f->batch, own, true, NULL);
        hb_set_destroy(own);
    }
    hb_blob_t *table = hb_face_reference_table(small, HB_TAG('C', 'F', 'F', ' '));
    hb_face_destroy(small);
    return table;
}

static HPDF_Dict descriptor(job *j, unsigned k)
{
    unsigned n = 0;
    hb_blob_t *table = subset(&faces[j->form->numbers[k]], j->form->used[k]);
    const char *program = hb_blob_get_data(table, &n);
    HPDF_Dict file = stream(j, program, n), d = object(j);
    hb_blob_destroy(table);
    HPDF_Dict_AddName(file, "Subtype", "CIDFontType0C");
    HPDF_Dict_AddName(d, "Type", "FontDescriptor");
    HPDF_Dict_AddName(d, "FontName", "AAAAAA+Floor");
    HPDF_Dict_AddNumber(d, "Flags", 4);
    HPDF_Array box = HPDF_Array_New(j->pdf->mmgr);
    HPDF_Dict_Add(d, "FontBBox", box);
    static const HPDF_INT32 corners[] = {-1000, -1000, 3000, 2000};
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, corners[i]);
    HPDF_Dict_AddNumber(d, "ItalicAngle", 0);
    HPDF_Dict_AddNumber(d, "Ascent", 880);
    HPDF_Dict_AddNumber(d, "Descent", -120);
    HPDF_Dict_AddNumber(d, "CapHeight", 733);
    HPDF_Dict_AddNumber(d, "StemV", 80);
    HPDF_Dict_Add(d, "FontFile3", file);
    return d;
}

/* The widths that are not a whole em. */
static HPDF_Array widths(job *j, unsigned k)
{
    const face *f = &faces[j->form->numbers[k]];
    HPDF_Array w = HPDF_Array_New(j->pdf->mmgr);
    int em = (int)hb_face_get_upem(f->face);
    for (hb_codepoint_t gid = HB_SET_VALUE_INVALID; hb_set_next(j->form->used[k], &gid);) {
        int width = hb_font_get_glyph_h_advance(f->font, gid) * 1000 / em;
        if (width == 1000)
            continue;
        HPDF_Array one = HPDF_Array_New(j->pdf->mmgr);
        HPDF_Array_AddNumber(one, width);
        HPDF_Array_AddNumber(w, (HPDF_INT32)gid);
        HPDF_Array_Add(w, one);
    }
    return w;
}

static HPDF_Dict font(job *j, unsigned k)
{
    HPDF_Dict d = object(j), below = object(j), system = HPDF_Dict_New(j->pdf->mmgr);
    HPDF_Dict_AddName(below, "Type", "Font");
    HPDF_Dict_AddName(below, "Subtype", "CIDFontType0");
    HPDF_Dict_AddName(below, "BaseFont", "AAAAAA+Floor");
    HPDF_Dict_Add(below, "CIDSystemInfo", system);
    HPDF_Dict_Add(system, "Registry", HPDF_String_New(j->pdf->mmgr, "Adobe", NULL));
    HPDF_Dict_Add(system, "Ordering", HPDF_String_New(j->pdf->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber(system, "Supplement", 0);
    HPDF_Dict_Add(below, "FontDescriptor", descriptor(j, k));
    HPDF_Dict_Add(below, "W", widths(j, k));
    HPDF_Dict_AddName(d, "Type", "Font");
    HPDF_Dict_AddName(d, "Subtype", "Type0");
    HPDF_Dict_AddName(d, "BaseFont", "AAAAAA+Floor");
    HPDF_Dict_AddName(d, "Encoding", "Identity-H");
    HPDF_Array descendants = HPDF_Array_New(j->pdf->mmgr);
    HPDF_Dict_Add(d, "DescendantFonts", descendants);
    HPDF_Array_Add(descendants, below);
    return d;
}

static HPDF_Dict resources(job *j)
{
    HPDF_Dict all = object(j), fonts = HPDF_Dict_New(j->pdf->mmgr);
    HPDF_Dict_Add(all, "Font", fonts);
    for (unsigned i = 0; i < j->form->face_count; i++) {
        char name[] = {'F', (char)('0' + i), '\0'};
        HPDF_Dict_Add(fonts, name, font(j, i));
    }
    return all;
}

static void pages_add(job *j, HPDF_Dict shared)
{
    HPDF_Dict root = (HPDF_Dict)j->pdf->root_pages;
    root->before_write_fn = NULL;
    HPDF_Array kids = HPDF_Array_New(j->pdf->mmgr);
    HPDF_Dict_Add(root, "Kids", kids);
    HPDF_Dict_AddNumber(root, "Count", (HPDF_INT32)j->form->page_count);
    for (unsigned i = 0; i < j->form->page_count; i++) {
        const page *p = &j->form->pages[i];
        HPDF_Dict d = j->pages[i] = object(j);
        HPDF_Dict_AddName(d, "Type", "Page");
        HPDF_Dict_Add(d, "Parent", root);
        HPDF_Dict_Add(d, "Resources", shared);
        if (tagged)
            HPDF_Dict_AddNumber(d, "StructParents", (HPDF_INT32)i);
        HPDF_Array box = HPDF_Array_New(j->pdf->mmgr);
        HPDF_Dict_Add(d, "MediaBox", box);
        HPDF_Array_AddNumber(box, 0);
        HPDF_Array_AddNumber(box, 0);
        HPDF_Array_AddReal(box, (HPDF_REAL)p->width / 1000);
        HPDF_Array_AddReal(box, (HPDF_REAL)p->height / 1000);
        HPDF_Dict_Add(d, "Contents", stream(j, p->content.at, p->content.n));
        HPDF_Array_Add(kids, d);
    }
}

/* ---- the structure tree: dictionaries that are empty for libharu and write themselves ---- */

enum { OBJECT_ID = 0x00FFFFFF };

typedef struct node {
    const char *type;
    HPDF_Dict parent;
    bytes kids; /* in brackets */
} node;

static HPDF_STATUS write_node(HPDF_Dict d, HPDF_Stream out)
{
    const node *n = d->attr;
    char head[96];
    snprintf(head, sizeof head, "/S/%s/P %u 0 R/K[", n->type,
        (unsigned)(n->parent->header.obj_id & OBJECT_ID));
    HPDF_Stream_WriteStr(out, head);
    HPDF_Stream_Write(out, (const HPDF_BYTE *)n->kids.at, (HPDF_UINT)n->kids.n);
    return HPDF_Stream_WriteStr(out, "]\n");
}

static HPDF_STATUS write_cell(HPDF_Dict d, HPDF_Stream out)
{
    const element *e = d->attr;
    char text[160];
    int n = snprintf(
        text, sizeof text, "/S/TD/P %u 0 R", (unsigned)(e->parent->header.obj_id & OBJECT_ID));
    if (e->rows > 1 || e->columns > 1)
        n += snprintf(text + n, sizeof text - (size_t)n, "/A<</O/Table/RowSpan %u/ColSpan %u>>",
            e->rows, e->columns);
    if (e->kids.n > 0)
        n += snprintf(text + n, sizeof text - (size_t)n, "/Pg %u 0 R/K %.*s", e->page,
            (int)e->kids.n, e->kids.at);
    return HPDF_Stream_WriteStr(out, text);
}

static HPDF_Dict node_new(job *j, const char *type, HPDF_Dict parent)
{
    HPDF_Dict d = object(j);
    node *n = calloc(1, sizeof *n);
    if (n == NULL)
        fail("memory");
    *n = (node){type, parent, {0}};
    d->attr = n;
    d->write_fn = write_node;
    return d;
}

static void refer(bytes *to, HPDF_Dict d)
{
    print(to, "%u 0 R ", (unsigned)(d->header.obj_id & OBJECT_ID));
}

static void child_add(HPDF_Dict parent, HPDF_Dict child)
{
    refer(&((node *)parent->attr)->kids, child);
}

static void cells_add(job *j, HPDF_Dict table)
{
    HPDF_Dict row = NULL;
    unsigned at = 0;
    for (unsigned i = 0; i < j->form->element_count; i++) {
        element *e = &j->form->elements[i];
        if (row == NULL || e->row != at) {
            row = node_new(j, "TR", table);
            child_add(table, row);
            at = e->row;
        }
        e->object = object(j);
        e->parent = row;
        e->page = j->pages[e->page]->header.obj_id & OBJECT_ID;
        e->object->attr = e;
        e->object->write_fn = write_cell;
        child_add(row, e->object);
    }
}

static HPDF_STATUS write_bytes(HPDF_Dict d, HPDF_Stream out)
{
    const bytes *b = d->attr;
    return HPDF_Stream_Write(out, (const HPDF_BYTE *)b->at, (HPDF_UINT)b->n);
}

static HPDF_Dict raw(job *j)
{
    HPDF_Dict d = object(j);
    d->attr = calloc(1, sizeof(bytes));
    d->write_fn = write_bytes;
    return d;
}

static void structure_add(job *j)
{
    HPDF_Dict root = raw(j), parents = raw(j);
    HPDF_Dict document = node_new(j, "Document", root), table = node_new(j, "Table", document);
    child_add(document, table);
    cells_add(j, table);
    print(parents->attr, "/Nums[");
    for (unsigned i = 0; i < j->form->page_count; i++) {
        print(parents->attr, "%u[", i);
        for (unsigned k = 0; k < j->form->pages[i].mark_count; k++)
            refer(parents->attr, j->form->elements[j->form->pages[i].marked[k]].object);
        print(parents->attr, "]");
    }
    print(parents->attr, "]\n");
    print(root->attr, "/Type/StructTreeRoot/K ");
    refer(root->attr, document);
    print(root->attr, "/ParentTree ");
    refer(root->attr, parents);
    HPDF_Dict_Add(j->pdf->catalog, "StructTreeRoot", root);
}

void form_write(form *m, worker *w)
{
    job j = {.form = m,
        .worker = w,
        .pdf = HPDF_New(NULL, NULL),
        .pages = calloc(m->page_count, sizeof(HPDF_Dict))};
    if (j.pdf == NULL || j.pages == NULL)
        fail("memory");
    pages_add(&j, resources(&j));
    if (tagged)
        structure_add(&j);
    if (HPDF_SaveToFile(j.pdf, m->out) != HPDF_OK)
        fail("save");
}
