/* Vertical lines of Mongolian: shaped as a horizontal line is, then turned by a quarter. */
#include "text/text_int.h"

#include <hb.h>

bool text_is_turned(text_job *job, const text_runs *runs)
{
    uint32_t letter = 0;
    bool wide = false;
    for (uint32_t k = 0; k < runs->count && letter == 0; k++)
        if (runs->at[k].script == HB_SCRIPT_MONGOLIAN)
            letter = job->chars.at[runs->at[k].from].cp;
    if (letter == 0)
        return false;
    for (uint32_t k = 0; k < job->chars.count && !wide; k++) {
        const text_char *c = &job->chars.at[k];
        wide = (c->is.traits & CHAR_WIDE) != 0 || (c->cp >= TEXT_BOX && c->cp <= TEXT_BOX_CROSSED);
    }
    if (wide) /* which would have to stand upright in the line */
        text_job_refuse(job, letter, HB_SCRIPT_MONGOLIAN);
    return !wide;
}

int64_t text_turn_down(str text, text_glyph *glyphs, uint32_t count, uint8_t *grades, int32_t thick)
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
