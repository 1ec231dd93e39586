#include "font/font_int.h"

#include <hb-ot.h>

#include FT_TRUETYPE_TABLES_H
#include FT_CID_H

/* Embedding bits of OS/2 fsType. */
enum { USE_BITS = 0xF, RESTRICTED = 2, NO_SUBSETTING = 0x100, BITMAP_ONLY = 0x200 };

static int32_t scaled(int64_t value, int64_t by, int64_t over)
{
    int64_t product = value * by;
    return (int32_t)((product + (product < 0 ? -over / 2 : over / 2)) / over);
}

/* The em box from the typographic ascent and descent, else from hhea's, else as CJK faces have it.
 */
static void em_box(font_facts *facts, const TT_OS2 *os2, const TT_HoriHeader *hhea)
{
    int32_t em = (int32_t)facts->units_per_em, up = em * 88 / 100, down = up - em;
    if (os2 != NULL && os2->sTypoAscender > 0 && os2->sTypoDescender <= 0) {
        up = os2->sTypoAscender;
        down = os2->sTypoDescender;
    } else if (hhea != NULL && hhea->Ascender > 0 && hhea->Descender <= 0) {
        up = hhea->Ascender;
        down = hhea->Descender;
    }
    facts->ascent = scaled(up, em, up - down);
    facts->descent = facts->ascent - em;
}

static bool may_embed(const TT_OS2 *os2)
{
    if (os2 == NULL)
        return true;
    return (os2->fsType & USE_BITS) != RESTRICTED &&
        (os2->fsType & (NO_SUBSETTING | BITMAP_ONLY)) == 0;
}

static void metrics(font_facts *facts, FT_Face ft, font_look look)
{
    const TT_OS2 *os2 = FT_Get_Sfnt_Table(ft, FT_SFNT_OS2);
    const TT_HoriHeader *hhea = FT_Get_Sfnt_Table(ft, FT_SFNT_HHEA);
    const TT_Postscript *post = FT_Get_Sfnt_Table(ft, FT_SFNT_POST);
    if (os2 != NULL && os2->version == 0xFFFF)
        os2 = NULL;
    em_box(facts, os2, hhea);
    facts->box[0] = (int32_t)ft->bbox.xMin;
    facts->box[1] = (int32_t)ft->bbox.yMin;
    facts->box[2] = (int32_t)ft->bbox.xMax;
    facts->box[3] = (int32_t)ft->bbox.yMax;
    facts->real_ascent = ft->ascender;
    facts->real_descent = ft->descender;
    facts->cap_height = os2 != NULL && os2->version >= 2 && os2->sCapHeight > 0
        ? os2->sCapHeight
        : (int32_t)facts->units_per_em * 7 / 10;
    facts->italic_angle = post == NULL ? 0 : scaled(post->italicAngle, 1, 0x10000);
    facts->weight = (int32_t)look.weight;
    facts->embeddable = may_embed(os2);
}

/* Read here, since FreeType makes the strings on the first call. */
static void system_info(font_face *face, arena *a)
{
    const char *registry = NULL, *ordering = NULL;
    FT_Int supplement = 0;
    FT_Bool cids = 0;
    face->registry = STR("Adobe");
    face->ordering = STR("Identity");
    face->facts.cid_keyed = face->facts.outlines == FONT_CFF &&
        FT_Get_CID_Is_Internally_CID_Keyed(face->freetype, &cids) == 0 && cids;
    if (!face->facts.cid_keyed ||
        FT_Get_CID_Registry_Ordering_Supplement(
            face->freetype, &registry, &ordering, &supplement) != 0)
        return;
    face->registry = str_dup(a, str_of(registry));
    face->ordering = str_dup(a, str_of(ordering));
    face->supplement = supplement;
}

static void fill(font_face *face, arena *a, str path, uint32_t index)
{
    font_facts *facts = &face->facts;
    font_names names;
    font_names_read(face->tables, a, &names);
    const char *name = FT_Get_Postscript_Name(face->freetype);
    facts->family = names.family;
    facts->style = names.style;
    facts->postscript_name = name == NULL ? STR("Unnamed") : str_dup(a, str_of(name));
    facts->path = str_dup(a, path);
    facts->index = index;
    facts->units_per_em = face->freetype->units_per_EM;
    facts->glyph_count = (uint32_t)face->freetype->num_glyphs;
    facts->outlines = font_has_table(face->tables, HB_TAG('C', 'F', 'F', ' ')) ? FONT_CFF
                                                                               : FONT_TRUETYPE;
    system_info(face, a);
    metrics(facts, face->freetype, font_file_look(face->tables));
    face->keep_hints = facts->outlines == FONT_TRUETYPE && FT_IS_TRICKY(face->freetype);
}

hb_font_t *font_scaled_new(hb_face_t *tables, int em)
{
    hb_font_t *font = hb_font_create(tables);
    hb_ot_font_set_funcs(font);
    hb_font_set_scale(font, em, em);
    hb_font_make_immutable(font);
    return font;
}

static const char *freetype_open(FT_Library library, font_face *face, uint32_t index)
{
    unsigned length = 0;
    const char *data = hb_blob_get_data(face->blob, &length);
    FT_Error error = FT_New_Memory_Face(
        library, (const FT_Byte *)data, (FT_Long)length, (FT_Long)index, &face->freetype);
    if (error != 0)
        return "文件已损坏";
    if (!FT_IS_SCALABLE(face->freetype) || face->freetype->units_per_EM == 0)
        return "没有轮廓";
    return NULL;
}

const char *font_face_open(FT_Library library, arena *a, str path, uint32_t index, font_face **out)
{
    font_face *face = ARENA_NEW(a, font_face);
    *out = face;
    const char *reason = font_file_open(str_z(a, path), index, &face->tables);
    if (reason != NULL)
        return reason;
    face->blob = hb_face_reference_blob(face->tables);
    reason = freetype_open(library, face, index);
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
    hb_face_destroy(atomic_load(&face->reduced));
    hb_font_destroy(face->font);
    if (face->freetype != NULL)
        FT_Done_Face(face->freetype);
    hb_face_destroy(face->tables);
    hb_blob_destroy(face->blob);
}
