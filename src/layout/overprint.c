/* 套打: of each text the glyphs that come from the data, where they stand in the whole form. */
#include "layout/layout_int.h"

static bool is_filled(const sized_text *t, uint32_t byte)
{
    for (uint32_t i = 0; i < t->filled.count; i++)
        if (byte >= t->filled.at[i].from && byte < t->filled.at[i].to)
            return true;
    return false;
}

bool filled_next(const sized_text *t, const text_piece *piece, const text_glyph *set, uint32_t done,
    filled_part *out)
{
    uint32_t count = piece->glyph_end - piece->glyph, end;
    *out = (filled_part){.piece = *piece};
    uint32_t i = done;
    while (i < count && !is_filled(t, set[i].cluster))
        i++;
    for (end = i; end < count && is_filled(t, set[end].cluster);)
        end++;
    bool back = piece->level % 2 == 1; /* then the first glyphs stand at the right */
    for (uint32_t k = 0; k < count; k++)
        if (back ? k >= end : k < i)
            out->along += t->shaped->turned > 0 ? set[k].along : set[k].advance;
    out->first = i;
    out->piece.glyph = piece->glyph + i;
    out->piece.glyph_end = piece->glyph + end;
    out->piece.to = end < count ? set[end].cluster : piece->to;
    return i < end;
}
