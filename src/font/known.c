/*
 * What HarfBuzz has said of a face before: the glyphs of characters, their advances, the ink of
 * marks. It searches its tables anew for each character, and a form says the same ones over and
 * over. Threads share what is known: an entry is one atomic, and whichever stands there is true.
 */
#include "font/font_int.h"

/* An entry for each character or glyph of the same last bits: the one asked for last. */
enum { GLYPHS = 4096, ADVANCES = 2048, INKS = 64, GID_MOST = 0xFFFF };

/* 0: nothing is known; glyph 0 is never asked for. */
struct font_known {
    _Atomic uint32_t glyphs[GLYPHS]; /* cp / GLYPHS + 1, glyph */
    _Atomic uint64_t advances[ADVANCES]; /* glyph + 1, advance */
    _Atomic uint64_t inks[INKS]; /* glyph, left, right */
};

enum { GID_BITS = 16, ADVANCE_BITS = 32, INK_BITS = 24, INK_MOST = 1 << (INK_BITS - 1) };

static hb_bool_t glyph_of(
    hb_font_t *font, void *context, hb_codepoint_t cp, hb_codepoint_t *gid, void *unused)
{
    (void)unused;
    font_known *known = context;
    _Atomic uint32_t *entry = &known->glyphs[cp % GLYPHS];
    uint32_t tag = cp / GLYPHS + 1, found = atomic_load_explicit(entry, memory_order_relaxed);
    if (found >> GID_BITS == tag) {
        *gid = found & GID_MOST;
        return true;
    }
    if (!hb_font_get_nominal_glyph(hb_font_get_parent(font), cp, gid))
        return false;
    if (*gid <= GID_MOST)
        atomic_store_explicit(entry, tag << GID_BITS | *gid, memory_order_relaxed);
    return true;
}

static hb_position_t advance_of(hb_font_t *font, void *context, hb_codepoint_t gid, void *unused)
{
    (void)unused;
    font_known *known = context;
    _Atomic uint64_t *entry = &known->advances[gid % ADVANCES];
    uint64_t found = atomic_load_explicit(entry, memory_order_relaxed);
    if (found >> ADVANCE_BITS == (uint64_t)gid + 1)
        return (hb_position_t)(uint32_t)found;
    hb_position_t advance = hb_font_get_glyph_h_advance(hb_font_get_parent(font), gid);
    atomic_store_explicit(
        entry, ((uint64_t)gid + 1) << ADVANCE_BITS | (uint32_t)advance, memory_order_relaxed);
    return advance;
}

static bool is_short(int32_t length)
{
    return length >= -INK_MOST && length < INK_MOST;
}

/* A length without its sign bits, and with them again. */
static uint64_t packed(int32_t length)
{
    return (uint32_t)(length + INK_MOST);
}

static int32_t unpacked(uint64_t field)
{
    return (int32_t)(field % (2 * INK_MOST)) - INK_MOST;
}

font_ink font_known_ink(font_known *known, hb_font_t *font, uint32_t gid)
{
    _Atomic uint64_t *entry = &known->inks[gid % INKS];
    uint64_t found = atomic_load_explicit(entry, memory_order_relaxed);
    if (gid != 0 && found >> 2 * INK_BITS == gid)
        return (font_ink){unpacked(found >> INK_BITS), unpacked(found)};
    hb_glyph_extents_t box = {0};
    hb_font_get_glyph_extents(font, gid, &box);
    font_ink ink = {box.x_bearing, box.x_bearing + box.width};
    if (gid <= GID_MOST && is_short(ink.left) && is_short(ink.right))
        atomic_store_explicit(entry,
            (uint64_t)gid << 2 * INK_BITS | packed(ink.left) << INK_BITS | packed(ink.right),
            memory_order_relaxed);
    return ink;
}

font_known *font_known_new(arena *a)
{
    return ARENA_NEW(a, font_known);
}

hb_font_t *font_knowing_new(hb_font_t *font, font_known *known)
{
    hb_font_t *knowing = hb_font_create_sub_font(font);
    hb_font_funcs_t *asked = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(asked, glyph_of, NULL, NULL);
    hb_font_funcs_set_glyph_h_advance_func(asked, advance_of, NULL, NULL);
    hb_font_set_funcs(knowing, asked, known, NULL);
    hb_font_funcs_destroy(asked);
    hb_font_make_immutable(knowing);
    return knowing;
}
