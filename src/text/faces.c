/* Which face each character of a text is set in. */
#include "text/text_int.h"

#include <stdlib.h>

typedef VEC(text_use) use_list;

static int by_face(const void *a, const void *b)
{
    const text_use *x = a, *y = b;
    if (x->face != y->face)
        return (x->face > y->face) - (x->face < y->face);
    return (x->cp > y->cp) - (x->cp < y->cp);
}

static bool is_missing(const text_job *job, uint32_t cp)
{
    for (uint32_t k = 0; k < job->missing.count; k++)
        if (job->missing.at[k] == cp)
            return true;
    return false;
}

static void add_run(const text_job *job, const text_run *run, use_list *list)
{
    for (uint32_t k = run->from; k < run->to; k++) {
        uint32_t cp = job->chars.at[k].cp, face = run->face;
        if (text_is_shapeless(cp))
            continue;
        if (text_is_drawn(job, run->face, cp))
            face = TEXT_FACE_DRAWN;
        else if (fonts_glyph(job->book, face, cp, 0) == 0)
            face = FONT_FACE_NONE; /* or a mark that is composed with its letter */
        if (face != FONT_FACE_NONE || is_missing(job, cp))
            *VEC_PUSH(job->memory, list) = (text_use){cp, face};
    }
}

/* Characters of scripts that are not set stand in no run. */
static void add_refused(const text_job *job, use_list *list)
{
    for (uint32_t k = 0; job->refused.count > 0 && k < job->chars.count; k++) {
        uint32_t cp = job->chars.at[k].cp;
        if (!text_script_is_set(text_script_of(cp)))
            *VEC_PUSH(job->memory, list) = (text_use){cp, FONT_FACE_NONE};
    }
}

uint32_t text_faces(fonts *f, arena *a, int role, str text, const text_use **out)
{
    text_job job = {.book = f, .memory = a, .role = role, .text = text, .sink = diags_new(a)};
    *out = NULL;
    job.face = fonts_role_face(f, role, job.sink);
    if (job.face == FONT_FACE_NONE)
        return 0;
    text_runs runs = {0};
    use_list list = {0};
    job.chars = text_decode(a, text);
    text_itemise(&job, &runs);
    for (uint32_t k = 0; k < runs.count; k++)
        add_run(&job, &runs.at[k], &list);
    add_refused(&job, &list);
    if (list.count > 0)
        qsort(list.at, list.count, sizeof *list.at, by_face);
    uint32_t count = 0;
    for (uint32_t k = 0; k < list.count; k++)
        if (k == 0 || by_face(&list.at[k], &list.at[count - 1]) != 0)
            list.at[count++] = list.at[k];
    *out = list.at;
    return count;
}
