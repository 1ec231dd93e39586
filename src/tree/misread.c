/* Plain texts that YAML 1.1 or 1.2 loaders make numbers and truth values of, and would print
 * otherwise: department code 002 becomes 2, 12:30 becomes 750, no becomes false. A decimal such as
 * 8.80 keeps its value and is left alone. */
#include "tree/tree_int.h"

#include <string.h>

enum { EXACT_DIGITS = 15 }; /* of a binary double */

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool all_of(str s, const char *set)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.at[i] == '\0' || strchr(set, s.at[i]) == NULL)
            return false;
    return s.n > 0;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t digits_from(str s, size_t i)
{
    while (i < s.n && digit(s.at[i]))
        i++;
    return i;
}

static bool word(str s)
{
    static const char *const words[] = {"~", "null", "true", "false", "yes", "no", "on", "off", "y",
        "n", ".inf", "-.inf", "+.inf", ".nan"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t k = 0;
        while (k < s.n && words[i][k] != '\0' &&
            (s.at[k] == words[i][k] || s.at[k] + 32 == words[i][k]))
            k++;
        if (k == s.n && words[i][k] == '\0')
            return true;
    }
    return false;
}

/* 1:30 and 1:30:00, minutes below 60. */
static bool sexagesimal(str s)
{
    size_t i = digits_from(s, 0), groups = 0;
    while (i > 0 && i < s.n && s.at[i] == ':') {
        size_t end = digits_from(s, i + 1), n = end - i - 1;
        if (n < 1 || n > 2 || (n == 2 && s.at[i + 1] > '5'))
            return false;
        i = end;
        groups++;
    }
    return groups > 0 && (i == s.n || s.at[i] == '.');
}

/* 1e3, 1.5E-3 */
static bool exponent(str s)
{
    size_t i = digits_from(s, 0), whole = i;
    if (i < s.n && s.at[i] == '.')
        i = digits_from(s, i + 1);
    if (whole == 0 || i >= s.n || (s.at[i] != 'e' && s.at[i] != 'E'))
        return false;
    i++;
    if (i < s.n && (s.at[i] == '+' || s.at[i] == '-'))
        i++;
    return i < s.n && digits_from(s, i) == s.n;
}

bool misread(str s)
{
    bool sign = s.n > 0 && (s.at[0] == '+' || s.at[0] == '-');
    str body = str_slice(s, sign, s.n);
    if (word(s))
        return true;
    if (body.n < 1 || !(digit(body.at[0]) || (body.at[0] == '.' && body.n > 1)))
        return false;
    str tail = str_slice(body, body.n < 2 ? body.n : 2, body.n);
    if ((str_starts(body, STR("0x")) && all_of(tail, "0123456789abcdefABCDEF_")) ||
        (str_starts(body, STR("0o")) && all_of(tail, "01234567")) ||
        (str_starts(body, STR("0b")) && all_of(tail, "01_")))
        return true;
    if (!all_of(body, "0123456789._"))
        return sexagesimal(body) || exponent(body);
    size_t whole = digits_from(body, 0), digits = 0, points = 0;
    for (size_t i = 0; i < body.n; i++) {
        digits += digit(body.at[i]);
        points += body.at[i] == '.';
    }
    if (points > 1 || digits == 0)
        return false;
    return digits + points < body.n || whole == 0 || s.at[0] == '+' ||
        (whole > 1 && body.at[0] == '0') || digits > EXACT_DIGITS;
}

/* Whether it loads to itself without quotes, in brackets too. */
static bool plain(str s)
{
    if (s.n == 0 || strchr("-?:,[]{}#&*!|>'\"%@`. \t", s.at[0]) != NULL || misread(s))
        return false;
    size_t colon;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.at[i] < 0x20 || strchr(",[]{}\"", s.at[i]) != NULL ||
            (s.at[i] == ':' && (i + 1 == s.n || blank(s.at[i + 1]))) ||
            (s.at[i] == '#' && blank(s.at[i - 1])))
            return false;
    return !blank(s.at[s.n - 1]) && !key_meant(s, &colon);
}

str tree_scalar(arena *a, str text)
{
    if (plain(text) || text.n == 0)
        return text;
    buf out = {.memory = a};
    buf_byte(&out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\')
            buf_byte(&out, '\\');
        buf_byte(&out, text.at[i]);
    }
    buf_byte(&out, '"');
    return buf_str(&out);
}
