#include "font/font_int.h"

#include <hb-subset.h>
#include <string.h>

/*
 * What a viewer needs of an embedded program, and nothing else. Dropping tables in the subset's
 * input would not do: with a cmap in the source every plan walks all its characters.
 */
static const hb_tag_t CFF_TABLES[] = {HB_TAG('C', 'F', 'F', ' '), HB_TAG('h', 'e', 'a', 'd'),
    HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p')};
static const hb_tag_t TRUETYPE_TABLES[] = {HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
    HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
    HB_TAG('m', 'a', 'x', 'p')};
static const hb_tag_t HINT_TABLES[] = {
    HB_TAG('c', 'v', 't', ' '), HB_TAG('f', 'p', 'g', 'm'), HB_TAG('p', 'r', 'e', 'p')};

static void tables_copy(hb_face_t *to, hb_face_t *from, const hb_tag_t *tags, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        hb_blob_t *blob = hb_face_reference_table(from, tags[i]);
        if (hb_blob_get_length(blob) > 0)
            hb_face_builder_add_table(to, tags[i], blob);
        hb_blob_destroy(blob);
    }
}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

hb_face_t *font_reduced_new(const font_face *face)
{
    hb_face_t *reduced = hb_face_builder_create();
    if (face->facts.outlines == FONT_CFF)
        tables_copy(reduced, face->tables, CFF_TABLES, COUNT_OF(CFF_TABLES));
    else
        tables_copy(reduced, face->tables, TRUETYPE_TABLES, COUNT_OF(TRUETYPE_TABLES));
    if (face->keep_hints)
        tables_copy(reduced, face->tables, HINT_TABLES, COUNT_OF(HINT_TABLES));
    hb_face_set_upem(reduced, hb_face_get_upem(face->tables));
    hb_face_make_immutable(reduced);
    return reduced;
}

hb_subset_plan_t *font_plan_new(hb_face_t *from, const hb_set_t *glyphs, unsigned flags)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        return NULL;
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    hb_subset_input_set_flags(input, flags);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(from, input);
    hb_subset_input_destroy(input);
    return plan;
}

static hb_subset_plan_t *plan_of(
    hb_face_t *from, const uint32_t *gids, uint32_t count, unsigned flags)
{
    hb_set_t *glyphs = hb_set_create();
    for (uint32_t i = 0; i < count; i++)
        hb_set_add(glyphs, gids[i]);
    hb_subset_plan_t *plan = font_plan_new(from, glyphs, flags);
    hb_set_destroy(glyphs);
    return plan;
}

static bool codes_new(hb_subset_plan_t *plan, const uint32_t *gids, uint32_t count, uint16_t *codes)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    for (uint32_t i = 0; i < count; i++) {
        hb_codepoint_t gid = hb_map_get(map, gids[i]);
        if (gid > UINT16_MAX)
            return false;
        codes[i] = (uint16_t)gid;
    }
    return true;
}

/* The program's bytes: the bare table of a CFF, a whole file of a TrueType face. */
static hb_blob_t *program_new(const font_face *face, hb_subset_plan_t *plan)
{
    hb_face_t *subset = hb_subset_plan_execute_or_fail(plan);
    if (subset == NULL)
        return hb_blob_get_empty();
    hb_blob_t *blob = face->facts.outlines == FONT_CFF
        ? hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '))
        : hb_face_reference_blob(subset);
    hb_face_destroy(subset);
    return blob;
}

typedef struct subset_made {
    uint16_t *codes; /* glyph ids of the subset */
    hb_blob_t *program;
    uint32_t glyph_count;
} subset_made;

/* NULL, or why there is no subset. The glyph ids are those of the face `from`. */
static const char *cut(const font_face *face, hb_face_t *from, unsigned flags, const uint32_t *gids,
    uint32_t count, subset_made *made)
{
    hb_subset_plan_t *plan = plan_of(from, gids, count, flags);
    if (plan == NULL)
        return "字形表已损坏";
    bool coded = codes_new(plan, gids, count, made->codes);
    const char *reason = coded ? NULL : "没有所要的字形";
    if (reason == NULL) {
        made->program = program_new(face, plan);
        made->glyph_count = hb_map_get_population(hb_subset_plan_old_to_new_glyph_mapping(plan));
        reason = hb_blob_get_length(made->program) > 0 ? NULL : "字形已损坏";
    }
    hb_subset_plan_destroy(plan);
    return reason;
}

/* Out of the batch face where that has all that is wanted, else out of the face itself. */
static const char *subset(
    fonts *f, font_face *face, const font_glyphs *glyphs, arena *a, subset_made *made)
{
    uint32_t count = glyphs->count, *own = ARENA_ARRAY(a, uint32_t, count);
    if (face->keep_hints)
        return cut(face, font_book_reduced(f, face), HB_SUBSET_FLAGS_DESUBROUTINIZE, glyphs->gids,
            count, made);
    hb_face_t *prepared = font_batch_take(face, glyphs->gids, count, own);
    if (prepared != NULL) {
        const char *reason = cut(face, prepared, HB_SUBSET_FLAGS_NO_HINTING, own, count, made);
        hb_face_destroy(prepared);
        return reason;
    }
    hb_face_t *reduced = font_book_reduced(f, face);
    const char *reason = cut(face, reduced,
        HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE, glyphs->gids, count, made);
    if (reason == NULL)
        font_batch_missed(face, reduced, glyphs->gids, count);
    return reason;
}

static str bytes_of(arena *a, hb_blob_t *blob)
{
    unsigned length = 0;
    const char *data = hb_blob_get_data(blob, &length);
    char *copy = arena_bytes(a, length);
    memcpy(copy, data, length);
    hb_blob_destroy(blob);
    return (str){copy, length};
}

static uint16_t width_of(const font_face *face, uint32_t gid)
{
    int64_t em = (int64_t)face->facts.units_per_em;
    int64_t advance = hb_font_get_glyph_h_advance(face->font, gid);
    int64_t width = (advance * 1000 + em / 2) / em;
    return width < 0 ? 0 : width > UINT16_MAX ? UINT16_MAX : (uint16_t)width;
}

static bool refuse(diags *d, const font_face *face, const char *reason)
{
    DIAG(d, FONT_EMBED, (mark){0}, face->facts.postscript_name, str_of(reason));
    return false;
}

bool fonts_subset(fonts *f, const font_glyphs *glyphs, arena *a, font_subset *out, diags *d)
{
    font_face *face = font_book_face(f, glyphs->face);
    const uint32_t *gids = glyphs->gids;
    uint32_t count = glyphs->count;
    if (!face->facts.embeddable)
        return refuse(d, face, "它的许可标志不允许嵌入子集");
    uint16_t *codes = ARENA_ARRAY(a, uint16_t, count), *widths = ARENA_ARRAY(a, uint16_t, count);
    subset_made made = {codes, hb_blob_get_empty(), 0};
    const char *reason = subset(f, face, glyphs, a, &made);
    if (reason != NULL)
        return refuse(d, face, reason);
    /* hb-subset keeps the CIDs. In a CFF without CIDs a viewer takes the code for a glyph id. */
    if (face->facts.cid_keyed && !font_cff_cids(&face->cff, gids, count, codes)) {
        hb_blob_destroy(made.program);
        return refuse(d, face, "查不到字形的 CID");
    }
    for (uint32_t i = 0; i < count; i++)
        widths[i] = width_of(face, gids[i]);
    *out = (font_subset){.program = bytes_of(a, made.program),
        .codes = codes,
        .widths = widths,
        .count = count,
        .glyph_count = made.glyph_count,
        .registry = face->cff.registry,
        .ordering = face->cff.ordering,
        .supplement = face->cff.supplement};
    return true;
}
