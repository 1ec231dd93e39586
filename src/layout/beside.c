/* A line in parts: several texts side by side, each in a track of the type area's width. */
#include "layout/layout_int.h"

static bool widths_solve(const layout_job *job, const doc_text *from, len width, sized_part *parts)
{
    uint32_t n = from->part_count;
    column_need *needs = ARENA_ARRAY(job->memory, column_need, n);
    len *widths = ARENA_ARRAY(job->memory, len, n), over = 0, x = 0;
    for (uint32_t i = 0; i < n; i++) {
        const sized_text *t = &parts[i].text;
        len insets = t->style->left + t->style->right;
        needs[i] = (column_need){i, 1,
            insets + zone_least(t, em_to_len(t->shaped->min_content, t->style->size)),
            insets + zone_most(t, em_to_len(t->shaped->max_content, t->style->size))};
    }
    column_table table = {from->tracks, n, needs, n, width};
    if (!columns_solve(job->memory, &table, widths, &over) && over > 0) {
        DIAG(job->diags, NO_ROOM, from->from, STR("并排的各段比版心宽"),
            STR("请把其中一段的宽写成“1份”"));
        return false;
    }
    for (uint32_t i = 0; i < n; x += widths[i++]) {
        parts[i].x = x;
        parts[i].width = widths[i];
    }
    return true;
}

/* One style for the whole line, so that it flows as a text of one line does. */
static const doc_style *style_around(const layout_job *job, const sized_text *line)
{
    doc_style *s = ARENA_NEW(job->memory, doc_style);
    *s = *line->parts[0].text.style;
    s->pitch = 0;
    for (uint32_t i = 0; i < line->part_count; i++) {
        const sized_text *t = &line->parts[i].text;
        len height = text_height(t, t->line_count);
        s->pitch = s->pitch < height ? height : s->pitch;
        s->top = s->top < t->style->top ? t->style->top : s->top;
        s->bottom = s->bottom < t->style->bottom ? t->style->bottom : s->bottom;
    }
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
    *out = (sized_text){.from = from->from,
        .line_count = 1,
        .parts = parts,
        .part_count = from->part_count};
    out->style = style_around(job, out);
    out->pitch = out->style->pitch;
    return good;
}
