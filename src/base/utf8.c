#include "base/utf8.h"

static bool tail(str s, size_t i, uint32_t *cp)
{
    if (i >= s.n || ((unsigned char)s.at[i] & 0xC0) != 0x80)
        return false;
    *cp = *cp << 6 | ((unsigned char)s.at[i] & 0x3F);
    return true;
}

static bool decode(str s, size_t *i, uint32_t *out)
{
    unsigned char lead = (unsigned char)s.at[*i];
    size_t more = lead < 0x80 ? 0
        : lead < 0xC2         ? 9
        : lead < 0xE0         ? 1
        : lead < 0xF0         ? 2
        : lead < 0xF5         ? 3
                              : 9;
    if (more == 9)
        return false;
    uint32_t cp = more == 0 ? lead : lead & (0x3Fu >> more);
    for (size_t k = 1; k <= more; k++)
        if (!tail(s, *i + k, &cp))
            return false;
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (cp < least[more] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return false;
    *i += more + 1;
    *out = cp;
    return true;
}

uint32_t utf8_next_any(str s, size_t *i)
{
    uint32_t cp;
    if (decode(s, i, &cp))
        return cp;
    *i += 1;
    return UTF8_REPLACEMENT;
}

bool utf8_valid(str s, size_t *bad)
{
    for (size_t i = 0, at = 0; i < s.n; at = i) {
        uint32_t cp = utf8_next(s, &i);
        if (cp == UTF8_REPLACEMENT &&
            !decode(s, &at, &cp)) { /* one that is written is well formed */
            *bad = at;
            return false;
        }
    }
    return true;
}

size_t utf8_put(char out[4], uint32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t k = n - 1; k > 0; k--, cp >>= 6)
        out[k] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(lead[n] | cp);
    return n;
}

size_t utf8_count(str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.n; count++)
        utf8_next(s, &i);
    return count;
}

unsigned utf8_width(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
        unsigned width;
    } ranges[] = {
        {0x0000, 0x001F, 0},
        {0x007F, 0x009F, 0},
        {0x0300, 0x036F, 0},
        {0x1100, 0x115F, 2},
        {0x200B, 0x200F, 0},
        {0x20D0, 0x20FF, 0},
        {0x2E80, 0x303E, 2},
        {0x3041, 0xA4CF, 2},
        {0xAC00, 0xD7A3, 2},
        {0xF900, 0xFAFF, 2},
        {0xFE00, 0xFE0F, 0},
        {0xFE30, 0xFE6F, 2},
        {0xFF01, 0xFF60, 2},
        {0xFFE0, 0xFFE6, 2},
        {0x1F300, 0x1FAFF, 2},
        {0x20000, 0x3FFFD, 2},
        {0xE0100, 0xE01EF, 0},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return ranges[i].width;
    return 1;
}
