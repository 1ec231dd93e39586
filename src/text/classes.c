/* A text decoded: each character with what all passes ask of it, from the generated table. */
#include "text/text_int.h"

#include <string.h>

#include "text/linebreak.inc"

enum { LB_CLASS = 0x3F };

text_class text_class_of(uint32_t cp)
{
    if (cp > 0x10FFFF)
        return (text_class){.line = LB_AL};
    uint16_t v = lb_blocks[(size_t)lb_index[cp / LB_BLOCK] * LB_BLOCK + cp % LB_BLOCK];
    return (text_class){v & LB_CLASS, v & (uint16_t)~LB_CLASS};
}

bool text_is_space(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == CP_IDEOGRAPHIC_SPACE || cp == 0x1680 || cp == 0x205F ||
        (cp >= 0x2000 && cp <= 0x200A && cp != 0x2007); /* U+2007 does not break */
}

bool text_is_newline(uint32_t cp)
{
    return (cp >= '\n' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

text_chars text_decode(arena *a, str text)
{
    enum { LATIN = 16 };
    uint32_t room = (uint32_t)(text.n / 3) + LATIN; /* Han and their marks are three bytes */
    VEC(text_char) list = {ARENA_ARRAY(a, text_char, room), 0, room};
    bool plain = true;
    for (size_t i = 0; i < text.n;) {
        text_char *c = VEC_PUSH(a, &list);
        c->at = (uint32_t)i;
        c->cp = utf8_next(text, &i);
        c->is = text_class_of(c->cp);
        if ((c->is.traits & CHAR_PLAIN) != 0)
            continue; /* no space is */
        c->is.traits |= text_is_space(c->cp) ? CHAR_SPACE : 0;
        c->is.traits |= text_is_newline(c->cp) ? CHAR_NEWLINE : 0;
        plain = plain && (c->is.traits & (CHAR_SPACE | CHAR_NEWLINE)) != 0;
    }
    *VEC_PUSH(a, &list) = (text_char){.at = (uint32_t)text.n, .is = text_class_of(0)};
    return (text_chars){list.at, list.count - 1, plain};
}

uint32_t text_peek(str text, size_t i)
{
    return i < text.n ? utf8_next(text, &i) : 0;
}

size_t text_cluster_end(const uint8_t *grades, size_t n, size_t i)
{
    while (i < n && grades[i] == TEXT_BREAK_NEVER)
        i++;
    return i < n ? i + 1 : n;
}

void text_spread_grades(const text_chars *t, uint8_t *grades)
{
    memset(grades, TEXT_BREAK_NEVER, t->at[t->count].at);
    for (uint32_t k = 0; k < t->count; k++)
        grades[t->at[k + 1].at - 1] = t->at[k].after;
}
