/* Stacked labels: a cluster a line, upright Han, marks in their vertical forms. */
#include "text/text_int.h"

#include <hb.h>

/* For faces whose feature vert leaves a mark as it is but which have the form encoded. */
static const uint16_t forms[][2] = {
    {0x2013, 0xFE32},
    {0x2014, 0xFE31},
    {0x2025, 0xFE30},
    {0x2026, 0xFE19},
    {0x3001, 0xFE11},
    {0x3002, 0xFE12},
    {0x3008, 0xFE3F},
    {0x3009, 0xFE40},
    {0x300A, 0xFE3D},
    {0x300B, 0xFE3E},
    {0x300C, 0xFE41},
    {0x300D, 0xFE42},
    {0x300E, 0xFE43},
    {0x300F, 0xFE44},
    {0x3010, 0xFE3B},
    {0x3011, 0xFE3C},
    {0x3014, 0xFE39},
    {0x3015, 0xFE3A},
    {0x3016, 0xFE17},
    {0x3017, 0xFE18},
    {0xFF01, 0xFE15},
    {0xFF08, 0xFE35},
    {0xFF09, 0xFE36},
    {0xFF0C, 0xFE10},
    {0xFF1A, 0xFE13},
    {0xFF1B, 0xFE14},
    {0xFF1F, 0xFE16},
    {0xFF3B, 0xFE47},
    {0xFF3D, 0xFE48},
    {0xFF3F, 0xFE33},
    {0xFF5B, 0xFE37},
    {0xFF5D, 0xFE38},
};

static uint32_t vertical_form(uint32_t cp)
{
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
        if (forms[k][0] == cp)
            return forms[k][1];
    return 0;
}

void text_stack_glyphs(fonts *book, str text, text_glyph *glyphs, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        text_glyph *g = &glyphs[k];
        uint32_t cp = text_peek(text, g->cluster), form = vertical_form(cp);
        if (form == 0 || g->gid != fonts_glyph(book, g->face, cp, 0))
            continue;
        uint32_t gid = fonts_glyph(book, g->face, form, 0);
        g->gid = gid != 0 ? gid : g->gid; /* its advance is 1 em too: both are wide */
    }
}

void text_stack_breaks(str text, uint8_t *grades)
{
    for (size_t i = 1; i < text.n; i++) {
        if (grades[i - 1] == TEXT_BREAK_NEVER)
            continue;
        uint32_t cp = text_peek(text, i);
        if (!text_is_newline(cp) && (!text_is_space(cp) || cp == CP_IDEOGRAPHIC_SPACE))
            grades[i - 1] = TEXT_BREAK_MUST;
    }
}

bool text_is_turned(text_job *job, const text_runs *runs)
{
    uint32_t letter = 0;
    bool wide = false;
    for (uint32_t k = 0; k < runs->count && letter == 0; k++)
        if (runs->at[k].script == HB_SCRIPT_MONGOLIAN)
            letter = text_peek(job->text, runs->at[k].from);
    if (letter == 0)
        return false;
    for (size_t i = 0; i < job->text.n && !wide;) {
        uint32_t cp = utf8_next(job->text, &i);
        wide = text_class_of(cp).wide || (cp >= TEXT_BOX && cp <= TEXT_BOX_CROSSED);
    }
    if (wide) /* which would have to stand upright in the line */
        text_job_refuse(job, letter, HB_SCRIPT_MONGOLIAN);
    return !wide;
}

int64_t text_turn(str text, text_glyph *glyphs, uint32_t count, uint8_t *grades, int32_t thick)
{
    int64_t length = 0, longest = 0;
    for (uint32_t k = 0; k < count; k++) {
        text_glyph *g = &glyphs[k];
        size_t at = g->cluster;
        bool begins = k == 0;
        for (; k > 0 && at > glyphs[k - 1].cluster && !begins; at--)
            begins = grades[at - 1] == TEXT_BREAK_MUST;
        length = begins ? g->advance : length + g->advance;
        longest = length > longest ? length : longest;
        g->along = g->advance;
        g->advance = begins ? thick : 0;
    }
    for (size_t i = 0; i < text.n; i++)
        if (grades[i] != TEXT_BREAK_MUST)
            grades[i] = TEXT_BREAK_NEVER;
    return longest;
}
