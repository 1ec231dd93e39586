/* Lines: a walk over clusters, and one line taken off it. */
#include "text/text_int.h"

text_step text_walk_step(text_walk *w)
{
    const text_shaped *t = w->t;
    text_step step = {0};
    size_t from = w->at;
    uint32_t cp = text_peek(t->text, from);
    w->at = text_cluster_end(t->breaks, t->text.n, from);
    for (; w->glyph < t->count && t->glyphs[w->glyph].cluster < w->at; w->glyph++)
        step.width += t->glyphs[w->glyph].advance;
    size_t next = from;
    if (from < t->text.n)
        utf8_next(t->text, &next);
    /* CR LF is one cluster; a space under a combining mark is not a space. */
    step.hangs = text_is_newline(cp) || (text_is_space(cp) && next == w->at);
    step.after = w->at < t->text.n ? (text_break)t->breaks[w->at - 1] : TEXT_BREAK_MUST;
    return step;
}

/* A place to end the line. */
typedef struct cut {
    text_walk next; /* the walk behind it */
    uint32_t glyph_end; /* before the spaces that hang */
    int64_t width;
} cut;

/* The best grade that has a place on this line: see text_break for the order of concession. */
static text_break best_grade(const cut cuts[])
{
    text_break grade = TEXT_BREAK_MUST;
    while (grade > TEXT_BREAK_LAST && cuts[grade].next.t == NULL)
        grade--;
    return grade;
}

static unsigned concession(text_break grade)
{
    switch (grade) {
    case TEXT_BREAK_KINSOKU:
        return TEXT_CONCEDED_KINSOKU;
    case TEXT_BREAK_UNIT:
        return TEXT_CONCEDED_UNIT;
    case TEXT_BREAK_LAST:
        return TEXT_CONCEDED_WORD;
    default:
        return 0;
    }
}

/* Fills cuts with the last place of each grade that fits, from the walk on. */
static void seek_cuts(text_walk walk, int64_t width, cut cuts[])
{
    cut here = {.next = walk, .glyph_end = walk.glyph};
    int64_t sum = 0;
    bool any = false;
    for (bool ended = walk.at >= walk.t->text.n; !ended;) {
        text_step step = text_walk_step(&here.next);
        sum += step.width;
        if (!step.hangs) {
            if (sum > width && any) /* a first cluster that is too wide stands alone */
                return;
            here.width = sum;
            here.glyph_end = here.next.glyph;
        }
        any = true;
        cuts[step.after] = here;
        ended = step.after == TEXT_BREAK_MUST;
    }
}

text_line text_walk_line(text_walk *w, int64_t width)
{
    text_line line = {.from = (uint32_t)w->at, .to = (uint32_t)w->at, .last = true};
    line.glyph = line.glyph_end = w->glyph;
    if (w->at >= w->t->text.n)
        return line;
    cut cuts[TEXT_BREAK_MUST + 1] = {0};
    seek_cuts(*w, width, cuts);
    text_break grade = best_grade(cuts);
    const cut *end = &cuts[grade];
    *w = end->next;
    line.to = (uint32_t)end->next.at;
    line.glyph_end = end->glyph_end;
    line.width = end->width;
    line.last = grade == TEXT_BREAK_MUST;
    line.conceded = concession(grade);
    return line;
}
