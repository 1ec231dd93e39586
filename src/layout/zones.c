/*
 * Places for seals and signatures: where they are by their text, and the room that the text keeps for
 * them. A seal presses the unit's name, and the date where that stands below, which are slightly
 * below its middle (GB/T 9704-2012, 7.3.5.1); a signature follows its label.
 */
#include "layout/layout_int.h"

/* On every side: half of the heaviest rule that a grid may have. */
enum { CLEAR = 3 * LEN_PT };

/* What the zone is about: lines [first, last], from left to right. */
typedef struct anchor {
    uint32_t first, last;
    len left, right;
    len label; /* where the label before it ends; 0: no label */
} anchor;

const doc_zone *text_zone(const sized_text *t)
{
    const doc_zone *found = t->zone;
    for (uint32_t i = 0; i < t->part_count && found == NULL; i++)
        found = text_zone(&t->parts[i].text);
    return found;
}

static bool blank_line(const sized_text *t, uint32_t i)
{
    return t->lines[i].glyph == t->lines[i].glyph_end;
}

static len line_end(const sized_text *t, const text_line *line, len room)
{
    return text_line_x(t, line, room) + em_to_len(line->width, t->style->size);
}

/* Where byte `at` of a line stands. */
static len byte_x(const sized_text *t, const text_line *line, size_t at, len room)
{
    int64_t pen = 0;
    for (uint32_t g = line->glyph; g < line->glyph_end; g++)
        if (line->set[g - line->glyph].cluster < at)
            pen += line->set[g - line->glyph].advance;
    return text_line_x(t, line, room) + em_to_len(pen, t->style->size);
}

/* The byte behind "（盖章）：", the last one in the text that says 章; SIZE_MAX: none does. */
static size_t label_end(str text)
{
    size_t end = SIZE_MAX;
    for (size_t at = 0; (at = str_search(text, STR("章"), at)) != SIZE_MAX; at = end)
        end = at + STR("章").n;
    static const str closers[] = {{"）", 3}, {")", 1}, {"：", 3}, {":", 1}};
    for (int i = 0; i < 4 && end != SIZE_MAX; i++)
        if (str_starts(str_slice(text, end, text.n), closers[i]))
            end += closers[i].n;
    return end;
}

static uint32_t line_of(const sized_text *t, size_t byte)
{
    uint32_t i = 0;
    while (i + 1 < t->line_count && t->lines[i].to < byte)
        i++;
    return i;
}

static void widen(anchor *a, len left, len right)
{
    a->left = left < a->left ? left : a->left;
    a->right = right > a->right ? right : a->right;
}

/* Of "填报单位（盖章）：某局" the name; of a name and a date below, or （公章） and a date, all lines. */
static anchor seal_anchor(const sized_text *t, len room)
{
    size_t end = label_end(t->text);
    uint32_t first = end == SIZE_MAX ? 0 : line_of(t, end);
    const text_line *line = &t->lines[first];
    str shown = str_trim(str_slice(t->text, line->from, line->to));
    anchor a = {first, t->line_count - 1, room, 0, 0};
    bool labelled = end != SIZE_MAX && !str_starts(shown, STR("（")) && !str_starts(shown, STR("("));
    if (labelled) {
        a.left = a.right = a.label = byte_x(t, line, end, room);
        bool named = str_trim(str_slice(t->text, end, line->to)).n > 0;
        if (named) {
            a.last = first;
            a.right = line_end(t, line, room);
        }
        return a;
    }
    while (a.first < a.last && blank_line(t, a.first))
        a.first++;
    if (a.last - a.first + 1 < t->zone->lines)
        a.last = a.first + t->zone->lines - 1;
    for (uint32_t i = a.first; i < t->line_count; i++)
        if (!blank_line(t, i))
            widen(&a, text_line_x(t, &t->lines[i], room), line_end(t, &t->lines[i], room));
    return a;
}

/* Behind the last line, which makes room for it where it does not begin at the left. */
static anchor signature_anchor(sized_text *t, len room)
{
    uint32_t last = t->line_count - 1;
    len wide = em_to_len(t->lines[last].indent + t->lines[last].width, t->style->size);
    if (wide + t->zone->width + CLEAR <= room)
        t->behind = t->zone->width + CLEAR;
    len end = line_end(t, &t->lines[last], room);
    return (anchor){last, last, end, end, end};
}

/* The foot of what the text has above a line. */
static len text_above(const sized_text *t, uint32_t line)
{
    while (line > 0 && blank_line(t, line - 1))
        line--;
    return (len)line * t->pitch;
}

static scene_rect rect_of(const sized_text *t, const anchor *a, len room)
{
    const doc_zone *z = t->zone;
    bool seal = z->role == ZONE_SEAL;
    len middle = ((len)a->first + (len)a->last + 1) * t->pitch / 2, height = z->height;
    scene_rect r = {.y = middle - height / 2 - (seal ? height / 12 : 0),
        .width = z->width,
        .height = height};
    r.x = (a->left + a->right - (seal ? z->width : 0)) / 2;
    r.x = r.x < a->label ? a->label : r.x;
    len most = room - CLEAR - z->width;
    bool beside = r.x <= most;
    if (!beside) /* not past the edge; where that would be over the label, below it */
        r.x = most;
    beside = beside || r.x >= a->label;
    if (r.x < CLEAR)
        r.x = CLEAR;
    len above = text_above(t, a->first);
    if (!beside)
        r.y = text_height(t, t->line_count);
    else if (r.y < above && above > 0)
        r.y = above;
    return r;
}

bool zone_place(const layout_job *job, sized_text *t, len room)
{
    if (t->zone == NULL)
        return true;
    if (room < zone_least(t, 0)) {
        DIAG(job->diags, NO_ROOM, t->zone->at,
            str_fmt(diags_memory(job->diags), "“%.*s”的签章处比这里宽", STR_ARG(t->zone->name)),
            STR("请在模板里加宽这一列"));
        return false;
    }
    anchor a = t->zone->role == ZONE_SEAL ? seal_anchor(t, room) : signature_anchor(t, room);
    t->reserve = rect_of(t, &a, room);
    len over = CLEAR - t->reserve.y;
    len under = t->reserve.y + t->reserve.height - text_height(t, t->line_count) + CLEAR;
    if (over <= t->style->top && under <= t->style->bottom)
        return true;
    doc_style *s = ARENA_NEW(job->memory, doc_style);
    *s = *t->style;
    s->top = s->top < over ? over : s->top;
    s->bottom = s->bottom < under ? under : s->bottom;
    t->style = s;
    return true;
}

len zone_least(const sized_text *t, len content)
{
    len width = t->zone == NULL ? 0 : t->zone->width + 2 * CLEAR;
    return width > content ? width : content;
}

len zone_most(const sized_text *t, len content)
{
    if (t->zone == NULL)
        return content;
    bool beside = t->zone->role == ZONE_SIGNATURE || label_end(t->text) != SIZE_MAX;
    return beside ? content + t->zone->width + 2 * CLEAR : zone_least(t, content);
}
