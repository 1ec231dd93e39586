#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

str str_of(const char *terminated)
{
    return (str){terminated, terminated == NULL ? 0 : strlen(terminated)};
}

int str_cmp(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.at, b.at, n);
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

size_t str_search(str s, str needle, size_t from)
{
    if (from > s.n)
        return SIZE_MAX;
    if (needle.n == 0)
        return from;
    size_t last = needle.n - 1; /* looked for first, as in str_eq */
    for (size_t i = from + last; i < s.n; i++) {
        const char *hit = memchr(s.at + i, needle.at[last], s.n - i);
        if (hit == NULL)
            return SIZE_MAX;
        i = (size_t)(hit - s.at);
        if (memcmp(hit - last, needle.at, last) == 0)
            return i - last;
    }
    return SIZE_MAX;
}

static size_t space_at(str s, size_t i)
{
    if (s.at[i] == ' ' || s.at[i] == '\t' || s.at[i] == '\n' || s.at[i] == '\r')
        return 1;
    return i + 3 <= s.n && memcmp(s.at + i, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

str str_trim(str s)
{
    for (size_t n; s.n > 0 && (n = space_at(s, 0)) > 0;)
        s = str_slice(s, n, s.n);
    while (s.n > 0) {
        if (space_at(s, s.n - 1) == 1)
            s.n -= 1;
        else if (s.n >= 3 && space_at(s, s.n - 3) == 3)
            s.n -= 3;
        else
            break;
    }
    return s;
}

char *str_z(arena *a, str s)
{
    char *copy = arena_bytes(a, s.n + 1);
    if (s.n > 0)
        memcpy(copy, s.at, s.n);
    copy[s.n] = '\0';
    return copy;
}

str str_dup(arena *a, str s)
{
    return (str){str_z(a, s), s.n};
}

#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
static str
format_into(arena *a, const char *format, va_list args)
{
    char most[256]; /* as long as most are */
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(most, sizeof most, format, again);
    va_end(again);
    if (n < 0)
        return (str){"", 0};
    if ((size_t)n < sizeof most)
        return str_dup(a, (str){most, (size_t)n});
    char *at = arena_bytes(a, (size_t)n + 1);
    vsnprintf(at, (size_t)n + 1, format, args);
    return (str){at, (size_t)n};
}

str str_fmt(arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str s = format_into(a, format, args);
    va_end(args);
    return s;
}

void buf_add(buf *b, str s)
{
    if (s.n == 0)
        return;
    if (s.n > b->room - b->n) {
        size_t room = b->room == 0 ? 64 : b->room * 2;
        while (room - b->n < s.n)
            room *= 2;
        b->at = arena_regrow(b->memory, b->at, b->n, b->room, room);
        b->room = room;
    }
    memcpy(b->at + b->n, s.at, s.n);
    b->n += s.n;
}

void buf_byte(buf *b, char c)
{
    if (b->n < b->room)
        b->at[b->n++] = c;
    else
        buf_add(b, (str){&c, 1});
}

void buf_fmt(buf *b, const char *format, ...)
{
    char small[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof small) {
        buf_add(b, (str){small, (size_t)n});
        return;
    }
    va_start(args, format);
    buf_add(b, format_into(b->memory, format, args));
    va_end(args);
}

str buf_str(const buf *b)
{
    return (str){b->n == 0 ? "" : b->at, b->n};
}
