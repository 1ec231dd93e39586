/* Days as they are written in forms. */
#include "audit/reading_int.h"

/* At most `most` digits at *i, moved past; -1 when there is none or more of them. */
static int digits_take(str s, size_t *i, int most)
{
    int value = 0, count = 0;
    size_t at = *i;
    while (at < s.n && s.at[at] >= '0' && s.at[at] <= '9' && count <= most) {
        value = value * 10 + (s.at[at++] - '0');
        count++;
    }
    if (count == 0 || count > most)
        return -1;
    *i = at;
    return value;
}

static bool take(str s, size_t *i, str word)
{
    if (!str_starts(str_slice(s, *i, s.n), word))
        return false;
    *i += word.n;
    return true;
}

/* A number without a 0 in front, followed by the word. */
static int part_take(str s, size_t *i, str word, day *d)
{
    size_t at = *i;
    bool padded = at < s.n && s.at[at] == '0';
    int value = digits_take(s, &at, 2);
    if (value < 0 || !take(s, &at, word))
        return 0;
    *i = at;
    d->formal = d->formal && !padded;
    return value;
}

/* 年 has been read. */
static void rest_take(str s, size_t *i, day *d)
{
    d->formal = true;
    d->month = part_take(s, i, STR("月"), d);
    if (d->month > 0)
        d->day = part_take(s, i, STR("日"), d);
}

static bool marked_take(str s, size_t *i, day *d)
{
    static const char marks[] = {'.', '-', '/'};
    for (size_t k = 0; k < sizeof marks; k++) {
        size_t at = *i;
        if (at >= s.n || s.at[at] != marks[k])
            continue;
        at++;
        int month = digits_take(s, &at, 2);
        if (month < 0 || at >= s.n || s.at[at] != marks[k])
            continue;
        at++;
        int last = digits_take(s, &at, 2);
        if (last < 0)
            continue;
        d->month = month;
        d->day = last;
        *i = at;
        return true;
    }
    return false;
}

bool day_at(str text, size_t i, day *out)
{
    size_t at = i;
    day d = {.from = i};
    d.year = digits_take(text, &at, 4);
    if (d.year < 1900 || d.year > 2199)
        return false;
    if (take(text, &at, STR("年")))
        rest_take(text, &at, &d);
    else if (!marked_take(text, &at, &d))
        return false;
    d.to = at;
    *out = d;
    return true;
}

bool day_next(str text, size_t from, day *out)
{
    bool digit = false; /* before */
    for (size_t i = from; i < text.n; i++) {
        bool now = text.at[i] >= '0' && text.at[i] <= '9';
        if (now && !digit && day_at(text, i, out))
            return true;
        digit = now;
    }
    return false;
}

bool day_exists(const day *d)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d->month == 0)
        return d->day == 0;
    if (d->month < 1 || d->month > 12)
        return false;
    bool leap = (d->year % 4 == 0 && d->year % 100 != 0) || d->year % 400 == 0;
    return d->day <= lengths[d->month - 1] + (d->month == 2 && leap);
}

int day_compare(const day *a, const day *b)
{
    int x = (a->year * 100 + a->month) * 100 + a->day, y = (b->year * 100 + b->month) * 100 + b->day;
    return (x > y) - (x < y);
}
