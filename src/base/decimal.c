#include "base/decimal.h"

#include "base/utf8.h"

enum { SCALE_MOST = 18 };

static int64_t power(int n)
{
    int64_t p = 1;
    while (n-- > 0)
        p *= 10;
    return p;
}

static decimal settled(int64_t units, int scale)
{
    while (scale > 0 && units % 10 == 0) {
        units /= 10;
        scale--;
    }
    return (decimal){units, scale};
}

static bool times(int64_t a, int64_t b, int64_t *out)
{
    int64_t x = a < 0 ? -a : a, y = b < 0 ? -b : b;
    if (x != 0 && y > INT64_MAX / x)
        return false;
    *out = a * b;
    return true;
}

/* Units at a larger scale. */
static bool rescale(decimal d, int scale, int64_t *out)
{
    return times(d.units, power(scale - d.scale), out);
}

/* ASCII for full-width digits, signs, points and commas. */
static uint32_t plain(uint32_t cp)
{
    return cp >= 0xFF0B && cp <= 0xFF19 ? cp - 0xFEE0 : cp == 0x2212 ? '-' : cp;
}

typedef struct reading {
    int64_t units;
    int digits, scale, group; /* group: digits since the last comma, -1 without one */
    bool point;
} reading;

static bool digit_add(reading *r, uint32_t digit)
{
    if (r->digits == SCALE_MOST || (r->group >= 0 && !r->point && ++r->group > 3))
        return false;
    r->units = r->units * 10 + (int64_t)digit;
    r->digits += r->units != 0 || r->point;
    r->scale += r->point;
    return true;
}

/* A comma needs one to three digits before the first, three between. */
static bool comma_add(reading *r, int before)
{
    if (r->point || (r->group < 0 ? before < 1 || before > 3 : r->group != 3))
        return false;
    r->group = 0;
    return true;
}

bool decimal_parse(str text, decimal *out)
{
    reading r = {.group = -1};
    size_t i = 0;
    int seen = 0;
    bool negative = false, good = true;
    for (bool first = true; i < text.n && good; first = false) {
        uint32_t c = plain(utf8_next(text, &i));
        if (first && (c == '-' || c == '+')) {
            negative = c == '-';
        } else if (c == '.' && !r.point && seen > 0 && (r.group < 0 || r.group == 3)) {
            r.point = true;
        } else if (c == ',') {
            good = comma_add(&r, seen);
        } else {
            good = c >= '0' && c <= '9' && digit_add(&r, c - '0');
            seen++;
        }
    }
    if (!good || seen == 0 || (r.point && r.scale == 0) || (!r.point && r.group >= 0 && r.group != 3))
        return false;
    *out = settled(negative ? -r.units : r.units, r.scale);
    return true;
}

bool decimal_add(decimal a, decimal b, decimal *out)
{
    int scale = a.scale > b.scale ? a.scale : b.scale;
    int64_t x, y;
    if (!rescale(a, scale, &x) || !rescale(b, scale, &y) || (y > 0 && x > INT64_MAX - y) ||
        (y < 0 && x < -INT64_MAX - y))
        return false;
    *out = settled(x + y, scale);
    return true;
}

bool decimal_subtract(decimal a, decimal b, decimal *out)
{
    return decimal_add(a, (decimal){-b.units, b.scale}, out);
}

bool decimal_multiply(decimal a, decimal b, decimal *out)
{
    int64_t units;
    if (!times(a.units, b.units, &units))
        return false;
    decimal d = {units, a.scale + b.scale};
    while (d.scale > 0 && d.units % 10 == 0)
        d = (decimal){d.units / 10, d.scale - 1};
    if (d.scale > SCALE_MOST)
        return false;
    *out = d;
    return true;
}

/* Long division: one digit at a time, so that no remainder grows beyond ten divisors. */
bool decimal_divide(decimal a, decimal b, int places, decimal *out)
{
    if (b.units == 0 || places < 0 || places > 9)
        return false;
    int scale = a.scale > b.scale ? a.scale : b.scale;
    int64_t x, y;
    if (!rescale(a, scale, &x) || !rescale(b, scale, &y))
        return false;
    bool negative = (x < 0) != (y < 0);
    x = x < 0 ? -x : x;
    y = y < 0 ? -y : y;
    if (y == 0 || y > INT64_MAX / 10)
        return false;
    int64_t whole = x / y, rest = x % y;
    for (int i = 0; i < places; i++) {
        int64_t digit = rest * 10 / y;
        rest = rest * 10 % y;
        if (!times(whole, 10, &whole) || whole > INT64_MAX - digit)
            return false;
        whole += digit;
    }
    if (rest >= y - rest) {
        if (whole == INT64_MAX)
            return false;
        whole++;
    }
    *out = settled(negative ? -whole : whole, places);
    return true;
}

int decimal_compare(decimal a, decimal b)
{
    int64_t x = a.units / power(a.scale), y = b.units / power(b.scale);
    if (x == y) {
        x = a.units % power(a.scale) * power(SCALE_MOST - a.scale);
        y = b.units % power(b.scale) * power(SCALE_MOST - b.scale);
    }
    return (x > y) - (x < y);
}

str decimal_text(arena *a, decimal d)
{
    int64_t p = power(d.scale), u = d.units < 0 ? -d.units : d.units;
    const char *sign = d.units < 0 ? "-" : "";
    if (d.scale == 0)
        return str_fmt(a, "%s%lld", sign, (long long)u);
    return str_fmt(a, "%s%lld.%0*lld", sign, (long long)(u / p), d.scale, (long long)(u % p));
}
