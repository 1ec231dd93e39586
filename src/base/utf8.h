/* UTF-8 by code point. */
#ifndef JXB_BASE_UTF8_H
#define JXB_BASE_UTF8_H

#include "base/str.h"

enum { UTF8_REPLACEMENT = 0xFFFD };

/* The code point at *i, which moves past it; U+FFFD and one byte where the bytes are malformed
 * (overlong forms, surrogates and values above U+10FFFF are). *i must be below s.n. */
static inline uint32_t utf8_next(str s, size_t *i);
/* The same, in full: utf8_next itself is short for ASCII, Han and their marks, of which a form is
 * made. */
uint32_t utf8_next_any(str s, size_t *i);
/* Whether s is well formed; otherwise *bad is the offset of the first malformed byte. */
bool utf8_valid(str s, size_t *bad);
/* Writes cp as 1 to 4 bytes and returns how many. */
size_t utf8_put(char out[4], uint32_t cp);
/* Number of code points. */
size_t utf8_count(str s);
/* Whether cp is a Han ideograph (unified, compatibility, 〇, radicals excluded), planes 0, 2 and 3.
 */
static inline bool utf8_han(uint32_t cp);
/* Terminal columns of cp: 2 for East Asian wide and full-width characters, 0 for combining marks
 * and controls, else 1. Good enough for a caret under a line. */
unsigned utf8_width(uint32_t cp);

static inline uint32_t utf8_next(str s, size_t *i)
{
    const unsigned char *at = (const unsigned char *)s.at + *i;
    if (at[0] < 0x80)
        return ++*i, at[0];
    bool three = at[0] > 0xE0 && at[0] < 0xF0 && at[0] != 0xED && *i + 2 < s.n;
    if (!three || (at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80)
        return utf8_next_any(s, i);
    *i += 3;
    return (uint32_t)(at[0] & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
}

static inline bool utf8_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 ||
        (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFD);
}

#endif
