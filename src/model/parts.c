/* An indicator's value whole (≥95%) or in parts (≥, 95, %); no character is lost either way. */
#include "model/model_int.h"

static const char *const signs[] = {
    "≥", "≤", ">=", "<=", "＞＝", "＜＝", "＝", "＞", "＜", "=", ">", "<"};

static size_t sign_length(str s)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(s, str_of(signs[i])))
            return str_of(signs[i]).n;
    return 0;
}

static bool is_digit(str s, size_t i)
{
    return i < s.n && s.at[i] >= '0' && s.at[i] <= '9';
}

/* Digits, commas between digits, one point between digits. */
static size_t number_length(str s)
{
    size_t i = 0;
    bool point = false;
    while (is_digit(s, i) || (i > 0 && i < s.n && is_digit(s, i - 1) && is_digit(s, i + 1) &&
                                 (s.at[i] == ',' || (s.at[i] == '.' && !point)))) {
        point = point || s.at[i] == '.';
        i++;
    }
    return i;
}

/* What may follow a number as its unit: no further number, no space, no further sentence. */
static bool is_unit(str unit, str number)
{
    if (str_starts(unit, STR("年")) && number.n == 4)
        return false; /* 2022年 is a date */
    for (size_t i = 0; i < unit.n; i++)
        if (is_digit(unit, i) || unit.at[i] == ' ' || unit.at[i] == '\n' || unit.at[i] == '.' ||
            unit.at[i] == '-' || unit.at[i] == ':' || unit.at[i] == '~')
            return false;
    static const char *const stops[] = {"，", "。", "；", "、", "：", "～", "—", "　", "≥", "≤"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (str_search(unit, str_of(stops[i]), 0) != SIZE_MAX)
            return false;
    return true;
}

value_parts value_split(str whole)
{
    size_t sign = sign_length(whole);
    str rest = str_slice(whole, sign, whole.n);
    size_t digits = number_length(rest);
    str number = str_slice(rest, 0, digits), unit = str_slice(rest, digits, rest.n);
    if (digits == 0 || !is_unit(unit, number))
        return (value_parts){.number = whole};
    return (value_parts){str_slice(whole, 0, sign), number, unit};
}

str value_join(arena *a, value_parts p)
{
    if (p.sign.n > 0 && sign_length(p.sign) != p.sign.n)
        return str_fmt(a, "%.*s：%.*s%.*s", STR_ARG(p.sign), STR_ARG(p.number), STR_ARG(p.unit));
    return str_fmt(a, "%.*s%.*s%.*s", STR_ARG(p.sign), STR_ARG(p.number), STR_ARG(p.unit));
}
