/* 断词: words of labels, into the form in which text looks them up. */
#include "model/model_int.h"

#include <stdlib.h>

static bool is_blank(uint32_t cp)
{
    enum { IDEOGRAPHIC_SPACE = 0x3000 };
    return cp == ' ' || cp == '\n' || cp == '\t' || cp == IDEOGRAPHIC_SPACE;
}

/* In UTF-8 the order of bytes is that of characters. */
static int by_characters(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

doc_words words_read(arena *a, str text)
{
    VEC(str) list = {0};
    for (size_t i = 0; i < text.n;) {
        size_t from = i, end = i;
        while (i < text.n && !is_blank(utf8_next(text, &i)))
            end = i;
        if (end > from)
            *VEC_PUSH(a, &list) = str_slice(text, from, end);
    }
    if (list.count > 1)
        qsort(list.at, list.count, sizeof *list.at, by_characters);
    uint32_t *out = ARENA_ARRAY(a, uint32_t, utf8_count(text) + list.count), n = 0;
    for (uint32_t k = 0; k < list.count; k++) {
        if (k > 0 && str_eq(list.at[k], list.at[k - 1]))
            continue;
        for (size_t i = 0; i < list.at[k].n;)
            out[n++] = utf8_next(list.at[k], &i);
        out[n++] = ' ';
    }
    return (doc_words){out, n};
}
