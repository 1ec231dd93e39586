/* Strings: a borrowed slice of UTF-8 bytes, and a buffer that grows in an arena. */
#ifndef JXB_BASE_STR_H
#define JXB_BASE_STR_H

#include "base/arena.h"

#include <string.h>

/* n bytes at `at`, not terminated; at may be NULL when n is 0. */
typedef struct str {
    const char *at;
    size_t n;
} str;

#define STR(literal) ((str){"" literal, sizeof(literal) - 1})
/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).n, (s).at

str str_of(const char *terminated);
static inline bool str_eq(str a, str b);
/* Byte order; negative, 0 or positive. */
int str_cmp(str a, str b);
static inline bool str_starts(str s, str prefix);
static inline bool str_ends(str s, str suffix);
/* Offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_search(str s, str needle, size_t from);
/* s without leading and trailing ASCII white space and U+3000. */
str str_trim(str s);
/* The bytes [from, to) of s. */
static inline str str_slice(str s, size_t from, size_t to);
str str_dup(arena *a, str s);
/* A terminated copy. */
char *str_z(arena *a, str s);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
str str_fmt(arena *a, const char *format, ...);

/* The last byte first: it differs between most words of Han, whose first bytes are few. */
static inline bool str_eq(str a, str b)
{
    return a.n == b.n &&
        (a.n == 0 || (a.at[a.n - 1] == b.at[b.n - 1] && memcmp(a.at, b.at, a.n) == 0));
}

static inline str str_slice(str s, size_t from, size_t to)
{
    return (str){from == 0 ? s.at : s.at + from, to - from};
}

static inline bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_eq(str_slice(s, 0, prefix.n), prefix);
}

static inline bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && str_eq(str_slice(s, s.n - suffix.n, s.n), suffix);
}

/* A growing string. Make it with {.memory = arena}. */
typedef struct buf {
    arena *memory;
    char *at;
    size_t n, room;
} buf;

void buf_add(buf *b, str s);
void buf_byte(buf *b, char c);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void buf_fmt(buf *b, const char *format, ...);
/* A borrowed view, valid until the buffer is added to again. */
str buf_str(const buf *b);

#endif
