/* Quantities in a text: sign, number, 万 or 亿, unit. */
#include "audit/reading_int.h"

#define SIGN(text, sign)                                                                           \
    {                                                                                              \
        {text, sizeof(text) - 1}, COMPARE_##sign                                                   \
    }
static const struct {
    str text;
    compare_sign sign;
} signs[] = {
    SIGN("≥", AT_LEAST),
    SIGN(">=", AT_LEAST),
    SIGN("＞＝", AT_LEAST),
    SIGN("＞=", AT_LEAST),
    SIGN("≧", AT_LEAST),
    SIGN("⩾", AT_LEAST),
    SIGN("≤", AT_MOST),
    SIGN("<=", AT_MOST),
    SIGN("＜＝", AT_MOST),
    SIGN("＜=", AT_MOST),
    SIGN("≦", AT_MOST),
    SIGN("⩽", AT_MOST),
    SIGN(">", MORE),
    SIGN("＞", MORE),
    SIGN("<", LESS),
    SIGN("＜", LESS),
    SIGN("=", EQUAL),
    SIGN("＝", EQUAL),
};

size_t figure_sign(str s, compare_sign *out)
{
    unsigned char lead = s.n == 0 ? 0 : (unsigned char)s.at[0];
    if ((lead < '<' || lead > '>') && lead != 0xE2 && lead != 0xEF)
        return 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(s, signs[i].text)) {
            *out = signs[i].sign;
            return signs[i].text.n;
        }
    return 0;
}

bool text_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

bool text_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == 0x3000 || cp == 0xA0;
}

uint32_t text_before(str s, size_t i, size_t *at)
{
    if (i == 0)
        return 0;
    size_t k = i - 1;
    while (k > 0 && ((unsigned char)s.at[k] & 0xC0) == 0x80)
        k--;
    *at = k;
    return utf8_next(s, &k);
}

str text_bare(str s)
{
    for (str before = {0}; before.n != s.n;) {
        before = s;
        s = str_trim(s);
        static const char *const stops[] = {"。", "；", ";", "，", ","};
        for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
            if (str_ends(s, str_of(stops[i])))
                s.n -= str_of(stops[i]).n;
    }
    return s;
}

/* The code point at i without moving; 0 at the end. */
static uint32_t peek(str s, size_t i)
{
    return i < s.n ? utf8_next(s, &i) : 0;
}

static size_t after(str s, size_t i)
{
    utf8_next(s, &i);
    return i;
}

static bool letter(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

size_t number_end(str s, size_t i)
{
    bool point = false;
    for (;;) {
        uint32_t cp = peek(s, i);
        bool joins = (cp == ',' || (cp == '.' && !point)) && text_digit(peek(s, after(s, i)));
        if (!text_digit(cp) && !joins)
            return i;
        point = point || cp == '.';
        i = after(s, i);
    }
}

static size_t blanks_end(str s, size_t i)
{
    while (text_blank(peek(s, i)))
        i = after(s, i);
    return i;
}

static size_t scale_length(str s)
{
    static const char *const scales[] = {"万亿", "千万", "百万", "十万", "亿", "万"};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_starts(s, str_of(scales[i])))
            return str_of(scales[i]).n;
    return 0;
}

/* The longest unit at the head of s. */
static size_t unit_length(const rulebook *r, str s, figure_unit *kind)
{
    static const struct {
        const char *list;
        figure_unit kind;
    } lists[] = {{"金额单位", UNIT_MONEY}, {"数量单位", UNIT_COUNT}, {"时间单位", UNIT_TIME},
        {"其他单位", UNIT_OTHER}};
    size_t longest = 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t n = words_begin(r, lists[i].list, s);
        if (n > longest) {
            longest = n;
            *kind = lists[i].kind;
        }
    }
    return longest;
}

/* What follows the number: blanks, 万, a unit, /年. */
static void unit_read(const rulebook *r, str s, size_t i, figure *q)
{
    size_t at = blanks_end(s, i);
    str rest = str_slice(s, at, s.n);
    q->unit_kind = UNIT_NONE;
    size_t scale = scale_length(rest);
    size_t unit = unit_length(r, str_slice(rest, scale, rest.n), &q->unit_kind);
    q->unit_at = q->to = i;
    q->scale = q->unit = (str){0};
    if (scale + unit == 0)
        return;
    q->spaced = at > i;
    q->unit_at = at;
    q->scale = str_slice(rest, 0, scale);
    size_t end = scale + unit;
    if (unit > 0 && peek(rest, end) == '/') {
        figure_unit kind;
        size_t per = unit_length(r, str_slice(rest, end + 1, rest.n), &kind);
        end += per > 0 ? 1 + per : 0;
    }
    q->unit = str_slice(rest, scale, end);
    q->to = at + end;
}

static void sign_read(str s, size_t number_at, figure *q)
{
    q->from = number_at;
    q->sign = COMPARE_NONE;
    size_t end = number_at, at = 0;
    while (text_blank(text_before(s, end, &at)))
        end = at;
    /* A sign takes at most two characters of three bytes. */
    for (size_t back = end < 6 ? end : 6; back > 0; back--) {
        size_t n = figure_sign(str_slice(s, end - back, end), &q->sign);
        if (n == back) {
            q->from = end - back;
            return;
        }
    }
    q->sign = COMPARE_NONE;
}

size_t digit_search(str text, size_t i)
{
    /* ０ to ９ begin with a byte that is rare and stands nowhere else in a character. */
    for (; i < text.n; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if ((byte >= '0' && byte <= '9') || (byte == 0xEF && text_digit(peek(text, i))))
            break;
    }
    return i;
}

bool figure_next(const rulebook *r, str text, size_t from, figure *out)
{
    for (size_t i = digit_search(text, from); i < text.n; i = digit_search(text, i)) {
        size_t end = number_end(text, i), at = 0;
        day d;
        bool is_day = day_at(text, i, &d);
        if (is_day || letter(text_before(text, i, &at))) {
            i = is_day ? d.to : end;
            continue;
        }
        *out = (figure){.number_at = i};
        if (decimal_parse(str_slice(text, i, end), &out->number)) {
            unit_read(r, text, end, out);
            sign_read(text, i, out);
            return true;
        }
        i = end;
    }
    return false;
}

bool figure_percent(const figure *q)
{
    return str_eq(q->unit, STR("%")) || str_eq(q->unit, STR("％"));
}

bool figure_total(const figure *q, decimal *out)
{
    static const struct {
        const char *name;
        int64_t factor;
    } scales[] = {{"十万", 100000}, {"百万", 1000000}, {"千万", 10000000}, {"万亿", 1000000000000},
        {"亿", 100000000}, {"万", 10000}};
    decimal factor = {str_eq(q->unit, STR("千元")) ? 1000 : 1, 0};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_eq(q->scale, str_of(scales[i].name)))
            factor.units = scales[i].factor;
    return decimal_multiply(q->number, factor, out);
}
