#include "base/len.h"

enum { UM_PER_INCH = 25400, UNITS_PER_INCH = 72 * LEN_PT, LIMIT_UM = 5000000 };

/* 字号 to points: the metal sizes as office software rounds them; body text by GB/T 9704-2012 is
 * 15.8 pt and is written as a length. */
static const struct {
    const char *name;
    len size;
} names[] = {
    {"初号", 42 * LEN_PT},
    {"小初", 36 * LEN_PT},
    {"一号", 26 * LEN_PT},
    {"小一", 24 * LEN_PT},
    {"二号", 22 * LEN_PT},
    {"小二", 18 * LEN_PT},
    {"三号", 16 * LEN_PT},
    {"小三", 15 * LEN_PT},
    {"四号", 14 * LEN_PT},
    {"小四", 12 * LEN_PT},
    {"五号", 21 * LEN_PT / 2},
    {"小五", 9 * LEN_PT},
    {"六号", 15 * LEN_PT / 2},
    {"小六", 13 * LEN_PT / 2},
    {"七号", 11 * LEN_PT / 2},
    {"八号", 5 * LEN_PT},
};

static int64_t divide_rounded(int64_t a, int64_t b)
{
    return (a >= 0 ? a + b / 2 : a - b / 2) / b;
}

len len_of_um(int64_t micrometres)
{
    return (len)divide_rounded(micrometres * UNITS_PER_INCH, UM_PER_INCH);
}

/* Reads sign, digits, at most three decimals; returns the rest and the value times 1000. */
static bool thousandths(str *text, int64_t *out)
{
    size_t i = 0;
    bool negative = text->n > 0 && text->at[0] == '-';
    if (negative)
        i++;
    int64_t value = 0;
    size_t digits = 0, decimals = 0;
    bool point = false;
    for (; i < text->n; i++) {
        char c = text->at[i];
        if (c == '.' && !point && digits > 0) {
            point = true;
        } else if (c >= '0' && c <= '9' && digits < 9 && decimals < 3) {
            value = value * 10 + (c - '0');
            digits++;
            decimals += point;
        } else {
            break;
        }
    }
    if (digits == 0 || (point && decimals == 0))
        return false;
    for (; decimals < 3; decimals++)
        value *= 10;
    *out = negative ? -value : value;
    *text = str_slice(*text, i, text->n);
    return true;
}

bool len_parse(str text, len *out)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(text, str_of(names[i].name))) {
            *out = names[i].size;
            return true;
        }
    int64_t value;
    if (!thousandths(&text, &value))
        return false;
    int64_t um;
    if (str_eq(text, STR("mm")))
        um = value;
    else if (str_eq(text, STR("cm")))
        um = value * 10;
    else if (str_eq(text, STR("pt")))
        um = value * UM_PER_INCH / 72000;
    else
        return false;
    if (um > LIMIT_UM || um < -LIMIT_UM)
        return false;
    *out = str_eq(text, STR("pt")) ? (len)divide_rounded(value * LEN_PT, 1000) : len_of_um(um);
    return true;
}
