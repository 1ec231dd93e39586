/* Where the lines of a text stand in their room. */
#include "layout/layout_int.h"

/* GB/T 9704-2012, 7.3.5.1: the name is centred over the date, which is kept from the right edge
 * as far as the name leaves it. */
static len over_last_x(const sized_text *t, len width, len room)
{
    const text_line *last = &t->lines[t->line_count - 1];
    len blank = em_to_len(last->indent, t->style->size);
    len middle = room - blank - em_to_len(last->width, t->style->size) / 2;
    for (uint32_t i = 0; i < t->line_count; i++) {
        len most = room - em_to_len(t->lines[i].width, t->style->size) / 2;
        middle = middle < most ? middle : most;
    }
    return middle - width / 2;
}

/* GB/T 9704-2012, 7.3.5.2: the date begins two characters farther right than the name; neither ends
 * nearer to the edge than that. */
static len stepped_x(const sized_text *t, const text_line *line, len room)
{
    const text_line *last = &t->lines[t->line_count - 1];
    len step = em_to_len(last->indent, t->style->size), widest = 0;
    for (uint32_t i = 0; i < t->line_count; i++) {
        const text_line *one = &t->lines[i];
        len wide = em_to_len(one->width, t->style->size) + (one == last ? step : 0);
        widest = widest < wide ? wide : widest;
    }
    len x = room - step - widest;
    return (x < 0 ? 0 : x) + (line == last ? step : 0);
}

/* Where a line begins in its room. One that could not be spread stands as it would otherwise. */
len text_line_x(const sized_text *t, const text_line *line, len room)
{
    len width = em_to_len(line->width, t->style->size);
    bool hangs = line->indent < 0;
    len indent = hangs ? -em_to_len(-line->indent, t->style->size)
                       : em_to_len(line->indent, t->style->size);
    len free = room - indent - width;
    /* A place to sign is behind the last line. */
    bool beside = t->zone == NULL || line == &t->lines[t->line_count - 1];
    len behind = beside ? t->behind : 0;
    switch (t->style->horizontal) {
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY:
        return indent;
    case ALIGN_RIGHT:
    case ALIGN_POINT:
        return indent + free - behind;
    case ALIGN_OVER_LAST:
        return over_last_x(t, width, room);
    case ALIGN_STEPPED:
        return stepped_x(t, line, room);
    default:
        return indent + (free - behind) / 2;
    }
}
