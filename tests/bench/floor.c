/*
 * The floor: the least that these libraries can do to put the same glyphs on the same pages. It
 * reads texts with their places (made by texts.py), maps the faces, shapes each text, subsets each
 * face from its few needed tables, deflates, and writes pages through libharu's objects. It knows
 * no YAML, lays nothing out, says nothing of what glyphs read as, and checks next to nothing; it
 * shares no code with the program that is measured against it. Faces are CFF with CID = glyph id,
 * which Noto CJK has.
 *
 *     floor TEXTS OUT.pdf
 */
#include <hb-ot.h>
#include <hb-subset.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <libdeflate.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FACES_MOST = 10, PAGES_MOST = 20000, LEVEL = 6 };

typedef struct bytes {
    char *at;
    size_t n, room;
} bytes;

typedef struct face {
    hb_face_t *face;
    hb_font_t *font;
    hb_set_t *used;
} face;

typedef struct page {
    unsigned width, height;
    bytes content;
} page;

typedef struct job {
    face faces[FACES_MOST];
    unsigned face_count;
    page *pages;
    unsigned page_count;
    hb_buffer_t *buffer;
    struct libdeflate_compressor *compressor;
    HPDF_Doc pdf;
} job;

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "floor: %s\n", what);
    exit(1);
}

static char *more(bytes *b, size_t n)
{
    if (b->room - b->n < n) {
        b->room = (b->room + n) * 2;
        b->at = realloc(b->at, b->room);
        if (b->at == NULL)
            fail("memory");
    }
    b->n += n;
    return b->at + b->n - n;
}

__attribute__((format(printf, 2, 3))) static void print(bytes *b, const char *format, ...)
{
    char line[256];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    memcpy(more(b, (size_t)n), line, (size_t)n);
}

/* ---- shaping, straight into the pages' contents ---- */

static void face_open(job *j, char *line)
{
    unsigned index = (unsigned)strtoul(line, &line, 10);
    hb_blob_t *file = hb_blob_create_from_file_or_fail(line + 1);
    if (file == NULL || j->face_count == FACES_MOST)
        fail(line + 1);
    face *f = &j->faces[j->face_count++];
    f->face = hb_face_create(file, index);
    f->font = hb_font_create(f->face);
    f->used = hb_set_create();
}

static void text_show(job *j, char *line)
{
    unsigned number = (unsigned)strtoul(line, &line, 10);
    long size = strtol(line, &line, 10), x = strtol(line, &line, 10), y = strtol(line, &line, 10);
    if (number >= j->face_count || j->page_count == 0)
        fail("text before its face or page");
    face *f = &j->faces[number];
    hb_buffer_clear_contents(j->buffer);
    hb_buffer_add_utf8(j->buffer, line + 1, -1, 0, -1);
    hb_buffer_set_direction(j->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(j->buffer, HB_SCRIPT_HAN);
    hb_shape(f->font, j->buffer, NULL, 0);
    unsigned count = 0;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(j->buffer, &count);
    bytes *out = &j->pages[j->page_count - 1].content;
    print(out, "BT/F%u %g Tf %g %g Td<", number, (double)size / 1000, (double)x / 1000,
        (double)y / 1000);
    char *hex = more(out, (size_t)count * 4);
    for (unsigned i = 0; i < count; i++) {
        hb_set_add(f->used, glyphs[i].codepoint);
        for (int shift = 12; shift >= 0; shift -= 4)
            *hex++ = "0123456789ABCDEF"[glyphs[i].codepoint >> shift & 15];
    }
    print(out, ">Tj ET\n");
}

static void page_open(job *j, char *line)
{
    if (j->page_count == PAGES_MOST)
        fail("too many pages");
    page *p = &j->pages[j->page_count++];
    p->width = (unsigned)strtoul(line, &line, 10);
    p->height = (unsigned)strtoul(line, &line, 10);
}

static void rule_show(job *j, char *line)
{
    double v[4];
    for (int i = 0; i < 4; i++)
        v[i] = (double)strtol(line, &line, 10) / 1000;
    if (j->page_count == 0)
        fail("rule before its page");
    print(&j->pages[j->page_count - 1].content, "%g %g %g %g re f\n", v[0], v[1], v[2], v[3]);
}

static void texts_read(job *j, const char *path)
{
    static char line[1 << 16];
    FILE *in = fopen(path, "r");
    if (in == NULL)
        fail(path);
    while (fgets(line, sizeof line, in) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        switch (line[0]) {
        case 'f':
            face_open(j, line + 5);
            break;
        case 'p':
            page_open(j, line + 5);
            break;
        case 't':
            text_show(j, line + 5);
            break;
        case 'r':
            rule_show(j, line + 5);
            break;
        default:
            fail("unknown line");
        }
    }
    fclose(in);
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
    size_t bound = libdeflate_zlib_compress_bound(j->compressor, n);
    HPDF_BYTE *packed = malloc(bound);
    if (packed == NULL)
        fail("memory");
    size_t size = libdeflate_zlib_compress(j->compressor, data, n, packed, bound);
    HPDF_Dict d = HPDF_DictStream_New(j->pdf->mmgr, j->pdf->xref);
    d->write_fn = write_filter;
    HPDF_Stream_Write(d->stream, packed, (HPDF_UINT)size);
    free(packed);
    return d;
}

/* The bare CFF table of the subset. */
static hb_blob_t *subset(const face *f)
{
    static const hb_tag_t tables[] = {HB_TAG('C', 'F', 'F', ' '), HB_TAG('h', 'e', 'a', 'd'),
        HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p')};
    hb_face_t *few = hb_face_builder_create();
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        hb_blob_t *table = hb_face_reference_table(f->face, tables[i]);
        if (hb_blob_get_length(table) == 0)
            fail("a face without CFF");
        hb_face_builder_add_table(few, tables[i], table);
        hb_blob_destroy(table);
    }
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_union(hb_subset_input_glyph_set(input), f->used);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_face_t *small = hb_subset_or_fail(few, input);
    if (small == NULL)
        fail("subset");
    return hb_face_reference_table(small, tables[0]);
}

static HPDF_Dict descriptor(job *j, const face *f)
{
    unsigned n = 0;
    const char *program = hb_blob_get_data(subset(f), &n);
    HPDF_Dict file = stream(j, program, n), d = object(j);
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
static HPDF_Array widths(job *j, const face *f)
{
    HPDF_Array w = HPDF_Array_New(j->pdf->mmgr);
    int em = (int)hb_face_get_upem(f->face);
    for (hb_codepoint_t gid = HB_SET_VALUE_INVALID; hb_set_next(f->used, &gid);) {
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

static HPDF_Dict font(job *j, const face *f)
{
    HPDF_Dict d = object(j), below = object(j), system = HPDF_Dict_New(j->pdf->mmgr);
    HPDF_Dict_AddName(below, "Type", "Font");
    HPDF_Dict_AddName(below, "Subtype", "CIDFontType0");
    HPDF_Dict_AddName(below, "BaseFont", "AAAAAA+Floor");
    HPDF_Dict_Add(below, "CIDSystemInfo", system);
    HPDF_Dict_Add(system, "Registry", HPDF_String_New(j->pdf->mmgr, "Adobe", NULL));
    HPDF_Dict_Add(system, "Ordering", HPDF_String_New(j->pdf->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber(system, "Supplement", 0);
    HPDF_Dict_Add(below, "FontDescriptor", descriptor(j, f));
    HPDF_Dict_Add(below, "W", widths(j, f));
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
    for (unsigned i = 0; i < j->face_count; i++) {
        char name[] = {'F', (char)('0' + i), '\0'};
        HPDF_Dict_Add(fonts, name, font(j, &j->faces[i]));
    }
    return all;
}

static void pages_add(job *j, HPDF_Dict shared)
{
    HPDF_Dict root = (HPDF_Dict)j->pdf->root_pages;
    root->before_write_fn = NULL;
    HPDF_Array kids = HPDF_Array_New(j->pdf->mmgr);
    HPDF_Dict_Add(root, "Kids", kids);
    HPDF_Dict_AddNumber(root, "Count", (HPDF_INT32)j->page_count);
    for (unsigned i = 0; i < j->page_count; i++) {
        const page *p = &j->pages[i];
        HPDF_Dict d = object(j);
        HPDF_Dict_AddName(d, "Type", "Page");
        HPDF_Dict_Add(d, "Parent", root);
        HPDF_Dict_Add(d, "Resources", shared);
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

int main(int argc, char **argv)
{
    if (argc != 3)
        fail("usage: floor TEXTS OUT.pdf");
    static page pages[PAGES_MOST];
    job j = {.pages = pages,
        .buffer = hb_buffer_create(),
        .compressor = libdeflate_alloc_compressor(LEVEL),
        .pdf = HPDF_New(NULL, NULL)};
    texts_read(&j, argv[1]);
    pages_add(&j, resources(&j));
    if (j.page_count == 0 || HPDF_SaveToFile(j.pdf, argv[2]) != HPDF_OK)
        fail("save");
    return 0; /* the system takes everything back faster than free() */
}
