/* Classes of characters: the generated table, and the few sets that several passes share. */
#include "text/text_int.h"

#include "text/linebreak.inc"

enum { LB_CLASS = 0x3F, LB_WIDE = 0x40, LB_PICTOGRAPH = 0x80 };

text_class text_class_of(uint32_t cp)
{
    if (cp > 0x10FFFF)
        return (text_class){.line = LB_AL};
    uint8_t v = lb_blocks[(size_t)lb_index[cp / LB_BLOCK] * LB_BLOCK + cp % LB_BLOCK];
    return (text_class){v & LB_CLASS, (v & LB_WIDE) != 0, (v & LB_PICTOGRAPH) != 0};
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

bool text_is_word(uint32_t cp)
{
    uint8_t line = text_class_of(cp).line;
    return line == LB_AL || line == LB_HL || line == LB_NU;
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
