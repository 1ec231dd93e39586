/*
 * Right to left: embedding levels of a text by the Unicode bidirectional algorithm (UAX #9, through
 * FriBidi), each paragraph with the direction of its first strong character; and the order in which
 * the parts of one line stand (its rule L2).
 */
#include "text/text_int.h"

#include <fribidi.h>

/* Blocks with right-to-left letters, and the controls that embed, override or isolate. */
static bool turns(uint32_t cp)
{
    static const uint32_t ranges[][2] = {{0x590, 0x8FF}, {0x200F, 0x200F}, {0x202A, 0x202E},
        {0x2066, 0x2069}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10800, 0x10FFF},
        {0x1E800, 0x1EFFF}};
    for (size_t k = 0; k < sizeof ranges / sizeof *ranges; k++)
        if (cp >= ranges[k][0] && cp <= ranges[k][1])
            return true;
    return false;
}

static bool needed(const text_chars *t)
{
    for (uint32_t k = 0; k < t->count && !t->plain; k++)
        if (turns(t->at[k].cp))
            return true;
    return false;
}

/* The end of the paragraph that begins at i, its newline left out. */
static size_t paragraph_end(str text, size_t i)
{
    while (i < text.n && !text_is_newline(text_peek(text, i)))
        utf8_next(text, &i);
    return i;
}

/* Levels of one paragraph, written to each byte of its characters. */
static void paragraph(text_job *job, size_t from, size_t to, uint8_t *levels)
{
    size_t most = to - from;
    FriBidiChar *text = ARENA_ARRAY(job->memory, FriBidiChar, most);
    FriBidiCharType *types = ARENA_ARRAY(job->memory, FriBidiCharType, most);
    FriBidiBracketType *brackets = ARENA_ARRAY(job->memory, FriBidiBracketType, most);
    FriBidiLevel *found = ARENA_ARRAY(job->memory, FriBidiLevel, most);
    FriBidiParType direction = FRIBIDI_PAR_ON;
    FriBidiStrIndex n = 0;
    for (size_t i = from; i < to; n++)
        text[n] = utf8_next(job->text, &i);
    fribidi_get_bidi_types(text, n, types);
    fribidi_get_bracket_types(text, n, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, n, &direction, found) == 0)
        arena_exhausted(job->memory);
    n = 0;
    for (size_t i = from; i < to; n++) {
        size_t at = i;
        utf8_next(job->text, &i);
        for (; at < i; at++)
            levels[at] = (uint8_t)found[n];
    }
}

const uint8_t *text_levels(text_job *job)
{
    if (!needed(&job->chars))
        return NULL;
    uint8_t *levels = ARENA_ARRAY(job->memory, uint8_t, job->text.n);
    for (size_t i = 0; i < job->text.n;) {
        size_t end = paragraph_end(job->text, i);
        if (end > i)
            paragraph(job, i, end, levels);
        i = end;
        if (i < job->text.n)
            utf8_next(job->text, &i);
    }
    return levels;
}

static uint8_t level_of(const text_shaped *t, uint32_t glyph)
{
    return t->levels == NULL ? 0 : t->levels[t->glyphs[glyph].cluster];
}

static void reverse(text_piece *from, text_piece *to)
{
    for (; from + 1 < to; from++) {
        text_piece kept = *from;
        *from = *--to;
        *to = kept;
    }
}

/* L2: from the highest level down, every stretch at that level or above is turned round. */
static void reorder(text_piece *pieces, uint32_t count)
{
    uint8_t highest = 0;
    for (uint32_t k = 0; k < count; k++)
        highest = pieces[k].level > highest ? pieces[k].level : highest;
    for (uint8_t level = highest; level > 0; level--)
        for (uint32_t k = 0; k < count; k++) {
            uint32_t end = k;
            while (end < count && pieces[end].level >= level)
                end++;
            reverse(pieces + k, pieces + end);
            k = end > k ? end - 1 : k;
        }
}

uint32_t text_line_pieces(
    const text_shaped *t, const text_line *line, arena *a, const text_piece **out)
{
    VEC(text_piece) list = {ARENA_NEW(a, text_piece), 0, 1}; /* one is what most lines have */
    uint32_t to = line->to;
    if (to > line->from && t->text.at[to - 1] == '\n')
        to--;
    for (uint32_t g = line->glyph, end; g < line->glyph_end; g = end) {
        uint8_t level = level_of(t, g);
        for (end = g + 1; end < line->glyph_end && t->glyphs[end].face == t->glyphs[g].face; end++)
            if (level_of(t, end) != level)
                break;
        uint32_t behind = end < line->glyph_end ? t->glyphs[end].cluster : to;
        *VEC_PUSH(a, &list) = (text_piece){g, end, behind, level};
    }
    text_piece *end = list.count > 0 ? &list.at[list.count - 1] : NULL;
    /* Spaces that hang stand left of such a piece, where no glyph of it could say them. */
    if (end != NULL && end->level % 2 == 1)
        end->to = (uint32_t)text_cluster_end(
            t->breaks, t->text.n, t->glyphs[end->glyph_end - 1].cluster);
    reorder(list.at, list.count);
    *out = list.at;
    return list.count;
}
