/* Paragraphs: all lines for a width, and the widths that a text asks for. */
#include "text/text_int.h"

uint32_t text_fill(const text_shaped *t, int64_t width, arena *a, text_line **lines)
{
    VEC(text_line) list = {0};
    text_walk walk = {.t = t};
    do {
        text_line line = text_walk_line(&walk, width);
        *VEC_PUSH(a, &list) = line;
    } while (walk.at < t->text.n);
    *lines = list.at;
    return list.count;
}

/* The widest piece between breaks of at least this grade, spaces at its end left out. */
static int64_t widest(const text_shaped *t, text_break grade)
{
    text_walk walk = {.t = t};
    int64_t most = 0, sum = 0;
    while (walk.at < t->text.n) {
        text_step step = text_walk_step(&walk);
        sum += step.width;
        if (!step.hangs && sum > most)
            most = sum;
        if (step.after >= grade)
            sum = 0;
    }
    return most;
}

int64_t text_floor(const text_shaped *t)
{
    return widest(t, TEXT_BREAK_LAST);
}

int64_t text_min_content(const text_shaped *t)
{
    return widest(t, TEXT_BREAK_OK);
}

int64_t text_max_content(const text_shaped *t)
{
    return widest(t, TEXT_BREAK_MUST);
}
