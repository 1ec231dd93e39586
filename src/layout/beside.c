/* A line in parts: several texts side by side, each in a track of the type area's width. */
#include "layout/layout_int.h"

/* The track of a part: the last row of several stands to the right, where the date belongs. */
static uint32_t track_of(const doc_text *from, uint32_t part)
{
    uint32_t n = from->track_count, last = (from->part_count - 1) / n;
    uint32_t missing = part / n == last ? (last + 1) * n - from->part_count : 0;
    return part % n + missing;
}

static bool widths_solve(const layout_job *job, const doc_text *from, len width, sized_part *parts)
{
    uint32_t n = from->part_count, tracks = from->track_count;
    column_need *needs = ARENA_ARRAY(job->memory, column_need, n);
    len *widths = ARENA_ARRAY(job->memory, len, tracks), over = 0;
    for (uint32_t i = 0; i < n; i++) {
        const sized_text *t = &parts[i].text;
        len insets = t->style->left + t->style->right;
        needs[i] = (column_need){track_of(from, i), 1,
            insets + zone_least(t, em_to_len(t->shaped->min_content, t->style->size)),
            insets + zone_most(t, em_to_len(t->shaped->max_content, t->style->size))};
    }
    column_table table = {from->tracks, tracks, needs, n, width};
    if (!columns_solve(job->memory, &table, widths, &over) && over > 0) {
        DIAG(job->diags, NO_ROOM, from->from, STR("并排的各段比版心宽"),
            STR("请把其中一段的宽写成“1份”"));
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < track_of(from, i); k++)
            parts[i].x += widths[k];
        parts[i].width = widths[track_of(from, i)];
    }
    return true;
}

/* What the parts of one row have above and below them, and the tallest of them. */
typedef struct part_row {
    len above, height, below;
} part_row;

static part_row row_of(const sized_part *parts, uint32_t count)
{
    part_row r = {0};
    for (uint32_t i = 0; i < count; i++) {
        const sized_text *t = &parts[i].text;
        len height = text_height(t, t->line_count);
        r.height = r.height < height ? height : r.height;
        r.above = r.above < t->style->top ? t->style->top : r.above;
        r.below = r.below < t->style->bottom ? t->style->bottom : r.below;
    }
    return r;
}

/* Puts the rows under one another. One style for all, so that they flow as a text of one line does.
 */
static const doc_style *rows_place(const layout_job *job, const doc_text *from, sized_part *parts)
{
    doc_style *s = ARENA_NEW(job->memory, doc_style);
    *s = *parts[0].text.style;
    len y = 0;
    for (uint32_t first = 0; first < from->part_count; first += from->track_count) {
        uint32_t left = from->part_count - first;
        uint32_t count = left < from->track_count ? left : from->track_count;
        part_row r = row_of(parts + first, count);
        if (first == 0)
            s->top = r.above;
        else
            y += s->bottom + r.above;
        for (uint32_t i = first; i < first + count; i++) {
            parts[i].y = y;
            parts[i].height = r.height;
        }
        y += r.height;
        s->bottom = r.below;
    }
    s->pitch = y;
    return s;
}

bool parts_size(const layout_job *job, const doc_text *from, len width, sized_text *out)
{
    sized_part *parts = ARENA_ARRAY(job->memory, sized_part, from->part_count);
    bool good = true;
    for (uint32_t i = 0; i < from->part_count; i++) {
        const doc_text *t = &from->parts[i];
        parts[i].text = (sized_text){.style = t->style,
            .text = t->text,
            .from = t->from,
            .data = t->data,
            .filled = t->filled,
            .zone = t->zone};
        good = text_shape_into(job, &parts[i].text) && good;
    }
    if (!good || !widths_solve(job, from, width, parts))
        return false;
    for (uint32_t i = 0; i < from->part_count; i++) {
        const doc_style *s = parts[i].text.style;
        good = text_break_into(job, &parts[i].text, parts[i].width - s->left - s->right) && good;
    }
    *out = (sized_text){
        .from = from->from, .line_count = 1, .parts = parts, .part_count = from->part_count};
    out->style = rows_place(job, from, parts);
    out->pitch = out->style->pitch;
    return good;
}
