/* The batch face: what subsets have wanted so far, cut out of the face and prepared once, so that
 * each further subset costs a tenth. What is cut out of it is byte for byte what is cut out of the
 * face itself (tests/unit/test_font_subset.c), so which of the two serves changes nothing but time.
 */
#include "font/font_int.h"

#include <errno.h>
#include <hb-subset.h>

/* Making one costs as much as cutting out twice its glyphs without it (measured: 25 µs a glyph
 * against 13). */
enum { COST = 2, COMMON = 7000 };

/* HarfBuzz (6.0) does not live through running out of memory while it prepares a face, as it does
 * elsewhere. So it is not begun for a few subsets, nor unless so much is to be had for each glyph,
 * which is three times what it takes (measured: 4 KB). */
enum { FEW = 12, RESERVE = 12 * 1024 };

void font_batch_open(font_batch *b)
{
    pthread_mutex_init(&b->lock, NULL);
    b->wanted = hb_set_create();
}

void font_batch_close(font_batch *b)
{
    if (b->wanted == NULL)
        return;
    pthread_mutex_destroy(&b->lock);
    hb_set_destroy(b->wanted);
    hb_map_destroy(b->own);
    hb_face_destroy(b->prepared);
}

/* Its glyph ids, or false when it lacks one. */
static bool translate(const hb_map_t *own, const uint32_t *gids, uint32_t count, uint32_t *out)
{
    for (uint32_t i = 0; i < count; i++) {
        out[i] = hb_map_get(own, gids[i]);
        if (out[i] == HB_MAP_VALUE_INVALID)
            return false;
    }
    return true;
}

static void add_character(void *context, uint32_t cp)
{
    font_face *face = context;
    hb_codepoint_t gid;
    if (hb_font_get_nominal_glyph(face->font, cp, &gid))
        hb_set_add(face->batch.wanted, gid);
}

/* Under the lock: the glyphs that a new one is to hold, once it pays; NULL: not yet. When one that
 * holds GB 2312 would have paid, all of that is wanted, since few forms have other characters. */
static hb_set_t *glyphs_due(font_face *face)
{
    font_batch *b = &face->batch;
    bool due = b->spent >= COST * (uint64_t)hb_set_get_population(b->wanted);
    if (b->making || !due || ++b->subsets < FEW)
        return NULL;
    if (!b->common && b->spent_all >= COST * (uint64_t)COMMON) {
        font_gb2312_each(add_character, face);
        b->common = true;
    }
    if (!arena_probe((size_t)hb_set_get_population(b->wanted) * RESERVE))
        return NULL;
    b->making = true;
    return hb_set_copy(b->wanted);
}

typedef struct batch_made {
    hb_face_t *prepared;
    hb_map_t *own;
} batch_made;

static batch_made cut_out(hb_face_t *reduced, hb_set_t *glyphs)
{
    batch_made made = {NULL, hb_map_create()};
    hb_subset_plan_t *plan = font_plan_new(
        reduced, glyphs, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_face_t *cut = plan == NULL ? NULL : hb_subset_plan_execute_or_fail(plan);
    if (cut != NULL) {
        const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
        for (hb_codepoint_t gid = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &gid);)
            hb_map_set(made.own, gid, hb_map_get(map, gid));
        hb_blob_t *file = hb_face_reference_blob(cut); /* preparing wants one whole file */
        hb_face_t *whole = hb_face_create(file, 0);
        made.prepared = hb_subset_preprocess(whole);
        hb_face_destroy(whole);
        hb_blob_destroy(file);
    }
    hb_face_destroy(cut);
    hb_subset_plan_destroy(plan);
    return made;
}

/* One made without memory would lack glyphs: it is thrown away. */
static void make(font_batch *b, hb_face_t *reduced, hb_set_t *glyphs)
{
    int before = errno;
    errno = 0;
    batch_made made = cut_out(reduced, glyphs);
    bool whole = errno != ENOMEM && made.prepared != NULL && hb_map_allocation_successful(made.own);
    errno = errno == ENOMEM ? ENOMEM : before;
    pthread_mutex_lock(&b->lock);
    if (whole) {
        hb_face_t *prepared = b->prepared;
        hb_map_t *own = b->own;
        b->prepared = made.prepared;
        b->own = made.own;
        made = (batch_made){prepared, own};
    }
    b->spent = 0;
    b->making = false;
    pthread_mutex_unlock(&b->lock);
    hb_face_destroy(made.prepared);
    hb_map_destroy(made.own);
    hb_set_destroy(glyphs);
}

hb_face_t *font_batch_take(font_face *face, const uint32_t *gids, uint32_t count, uint32_t *own)
{
    font_batch *b = &face->batch;
    pthread_mutex_lock(&b->lock);
    hb_face_t *prepared = hb_face_reference(b->prepared);
    hb_map_t *map = hb_map_reference(b->own);
    pthread_mutex_unlock(&b->lock);
    bool has = prepared != NULL && translate(map, gids, count, own);
    hb_map_destroy(map);
    if (has)
        return prepared;
    hb_face_destroy(prepared);
    return NULL;
}

void font_batch_missed(font_face *face, hb_face_t *reduced, const uint32_t *gids, uint32_t count)
{
    font_batch *b = &face->batch;
    pthread_mutex_lock(&b->lock);
    for (uint32_t i = 0; i < count; i++)
        hb_set_add(b->wanted, gids[i]);
    b->spent += count;
    b->spent_all += count;
    hb_set_t *glyphs = glyphs_due(face);
    pthread_mutex_unlock(&b->lock);
    if (glyphs != NULL)
        make(b, reduced, glyphs);
}
