#include "font/font_int.h"

#include <hb-ot.h>

/* Embedding bits of OS/2 fsType. */
enum { USE_BITS = 0xF, RESTRICTED = 2, NO_SUBSETTING = 0x100, BITMAP_ONLY = 0x200 };

/* A table borrowed for reading; what lies beyond its end reads as 0. */
typedef struct table {
    hb_blob_t *blob;
    str bytes;
} table;

static table table_open(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    unsigned length = 0;
    const char *data = hb_blob_get_data(blob, &length);
    return (table){blob, {data, length}};
}

static int32_t word(const table *t, size_t at)
{
    return at + 2 <= t->bytes.n ? (int16_t)font_u16(t->bytes.at, at) : 0;
}

static int32_t scaled(int64_t value, int64_t by, int64_t over)
{
    int64_t product = value * by;
    return (int32_t)((product + (product < 0 ? -over / 2 : over / 2)) / over);
}

/* The em box from the typographic ascent and descent, else from hhea's, else as CJK faces have it.
 */
static void em_box(font_facts *facts, const table *os2, const table *hhea)
{
    int32_t em = (int32_t)facts->units_per_em, up = em * 88 / 100, down = up - em;
    if (word(os2, 68) > 0 && word(os2, 70) <= 0) {
        up = word(os2, 68);
        down = word(os2, 70);
    } else if (word(hhea, 4) > 0 && word(hhea, 6) <= 0) {
        up = word(hhea, 4);
        down = word(hhea, 6);
    }
    facts->ascent = scaled(up, em, up - down);
    facts->descent = facts->ascent - em;
}

static bool may_embed(const table *os2)
{
    int32_t type = word(os2, 8);
    return (type & USE_BITS) != RESTRICTED && (type & (NO_SUBSETTING | BITMAP_ONLY)) == 0;
}

static void metrics(font_facts *facts, hb_face_t *face)
{
    table os2 = table_open(face, HB_TAG('O', 'S', '/', '2'));
    table head = table_open(face, HB_TAG('h', 'e', 'a', 'd'));
    table hhea = table_open(face, HB_TAG('h', 'h', 'e', 'a'));
    table post = table_open(face, HB_TAG('p', 'o', 's', 't'));
    em_box(facts, &os2, &hhea);
    for (size_t i = 0; i < 4; i++)
        facts->box[i] = word(&head, 36 + 2 * i);
    facts->real_ascent = word(&hhea, 4);
    facts->real_descent = word(&hhea, 6);
    int32_t cap = word(&os2, 0) >= 2 ? word(&os2, 88) : 0;
    facts->cap_height = cap > 0 ? cap : (int32_t)facts->units_per_em * 7 / 10;
    facts->italic_angle = word(&post, 4);
    facts->weight = (int32_t)font_file_look(face).weight;
    facts->embeddable = may_embed(&os2);
    hb_blob_destroy(os2.blob);
    hb_blob_destroy(head.blob);
    hb_blob_destroy(hhea.blob);
    hb_blob_destroy(post.blob);
}

static void fill(font_face *face, arena *a, str path, uint32_t index)
{
    font_facts *facts = &face->facts;
    font_names names;
    font_names_read(face->tables, a, &names);
    facts->family = names.family;
    facts->style = names.style;
    facts->postscript_name = names.postscript.n > 0 ? names.postscript : STR("Unnamed");
    facts->path = str_dup(a, path);
    facts->index = index;
    facts->units_per_em = hb_face_get_upem(face->tables);
    facts->glyph_count = hb_face_get_glyph_count(face->tables);
    facts->outlines = hb_blob_get_length(face->cff_table) > 0 ? FONT_CFF : FONT_TRUETYPE;
    facts->cid_keyed = face->cff.cid_keyed;
    metrics(facts, face->tables);
}

hb_font_t *font_scaled_new(hb_face_t *tables, int em)
{
    hb_font_t *font = hb_font_create(tables);
    hb_ot_font_set_funcs(font);
    hb_font_set_scale(font, em, em);
    hb_font_make_immutable(font);
    return font;
}

static const char *cff_open(font_face *face)
{
    face->cff_table = hb_face_reference_table(face->tables, HB_TAG('C', 'F', 'F', ' '));
    unsigned length = 0;
    const char *data = hb_blob_get_data(face->cff_table, &length);
    face->cff = (font_cff){.registry = STR("Adobe"), .ordering = STR("Identity")};
    return length == 0 || font_cff_read((str){data, length}, &face->cff) ? NULL : "文件已损坏";
}

/* FreeType knows the old faces whose glyphs fall apart without their instructions. */
static const char *truetype_open(FT_Library library, font_face *face, uint32_t index)
{
    if (hb_blob_get_length(face->cff_table) > 0)
        return NULL;
    hb_blob_t *file = hb_face_reference_blob(face->tables);
    unsigned length = 0;
    const char *data = hb_blob_get_data(file, &length);
    FT_Face ft = NULL;
    FT_Error error = FT_New_Memory_Face(
        library, (const FT_Byte *)data, (FT_Long)length, (FT_Long)index, &ft);
    if (error == 0) {
        face->keep_hints = FT_IS_TRICKY(ft);
        FT_Done_Face(ft);
    }
    hb_blob_destroy(file);
    return error == 0 ? NULL : "文件已损坏";
}

const char *font_face_open(FT_Library library, arena *a, str path, uint32_t index, font_face **out)
{
    font_face *face = ARENA_NEW(a, font_face);
    *out = face;
    font_batch_open(&face->batch);
    const char *reason = font_file_open(str_z(a, path), index, &face->tables);
    if (reason == NULL)
        reason = cff_open(face);
    if (reason == NULL)
        reason = truetype_open(library, face, index);
    if (reason != NULL)
        return reason;
    hb_face_make_immutable(face->tables);
    face->font = font_scaled_new(face->tables, (int)hb_face_get_upem(face->tables));
    fill(face, a, path, index);
    return NULL;
}

void font_face_close(font_face *face)
{
    if (face == NULL)
        return;
    for (const font_scaled *s = atomic_load(&face->scaled); s != NULL; s = s->next)
        hb_font_destroy(s->font);
    font_batch_close(&face->batch);
    hb_face_destroy(atomic_load(&face->reduced));
    hb_font_destroy(face->font);
    hb_blob_destroy(face->cff_table);
    hb_face_destroy(face->tables);
}
