/* Official numbering: 一、（一）1.（1） 第一部分. */
#include "prose/prose.h"

#include <string.h>

enum { TITLE_MOST = 40, DIGITS_MOST = 4 };

typedef struct form_parts {
    str before, after;
    bool han; /* {一}, else {1} */
} form_parts;

static bool form_split(str form, form_parts *out)
{
    size_t at = str_search(form, STR("{"), 0);
    if (at == SIZE_MAX)
        return false;
    str rest = str_slice(form, at, form.n);
    bool han = str_starts(rest, STR("{一}")), digits = str_starts(rest, STR("{1}"));
    size_t n = han ? strlen("{一}") : strlen("{1}");
    if ((!han && !digits) || rest.n == n)
        return false;
    *out = (form_parts){str_slice(form, 0, at), str_slice(rest, n, rest.n), han};
    return str_search(out->after, STR("{"), 0) == SIZE_MAX;
}

bool prose_form_sound(str form)
{
    form_parts p;
    return form_split(form, &p);
}

static uint32_t narrow(uint32_t cp)
{
    return cp == 0xFF08 ? '(' : cp == 0xFF09 ? ')' : cp == 0xFF0E ? '.' : cp;
}

/* How many bytes of text answer to all of `wanted`; SIZE_MAX: not all do. */
static size_t answers(str wanted, str text)
{
    size_t i = 0, k = 0;
    while (k < wanted.n) {
        if (i >= text.n)
            return SIZE_MAX;
        if (narrow(utf8_next(wanted, &k)) != narrow(utf8_next(text, &i)))
            return SIZE_MAX;
    }
    return i;
}

static int han_digit(uint32_t cp)
{
    static const uint32_t digits[] = {
        0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D}; /* 一 … 九 */
    for (int i = 0; i < 9; i++)
        if (digits[i] == cp)
            return i + 1;
    return 0;
}

/* 一 to 九十九. */
static size_t han_numeral(str text, uint32_t *value)
{
    enum { TEN = 0x5341 };
    uint32_t tens = 0, ones = 0;
    bool ten = false;
    size_t end = 0;
    for (size_t i = 0; i < text.n; end = i) {
        uint32_t cp = utf8_next(text, &i);
        int digit = han_digit(cp);
        if (cp == TEN && !ten) {
            ten = true;
            tens = ones == 0 ? 1 : ones;
            ones = 0;
        } else if (digit > 0 && ones == 0) {
            ones = (uint32_t)digit;
        } else {
            break;
        }
    }
    if (end > 0)
        *value = tens * 10 + ones;
    return end;
}

static size_t digits(str text, uint32_t *value)
{
    uint32_t n = 0, count = 0;
    size_t end = 0;
    for (size_t i = 0; i < text.n && count <= DIGITS_MOST; end = i, count++) {
        uint32_t cp = utf8_next(text, &i);
        if (cp >= 0xFF10 && cp <= 0xFF19) /* full width */
            cp -= 0xFF10 - '0';
        if (cp < '0' || cp > '9')
            break;
        n = n * 10 + (cp - '0');
    }
    if (end == 0 || count > DIGITS_MOST)
        return 0;
    *value = n;
    return end;
}

size_t prose_number(str form, str text, uint32_t *value)
{
    form_parts p;
    if (!form_split(form, &p))
        return 0;
    size_t at = answers(p.before, text);
    if (at == SIZE_MAX)
        return 0;
    uint32_t read = 0;
    str rest = str_slice(text, at, text.n);
    size_t n = p.han ? han_numeral(rest, &read) : digits(rest, &read);
    if (n == 0)
        return 0;
    at += n;
    size_t end = answers(p.after, str_slice(text, at, text.n));
    if (end == SIZE_MAX)
        return 0;
    at += end;
    /* 1.5万元 is no number 1. */
    bool part_of_amount = str_ends(p.after, STR(".")) && at < text.n && text.at[at] >= '0' &&
        text.at[at] <= '9';
    if (part_of_amount)
        return 0;
    *value = read;
    return at;
}

uint32_t prose_level(const prose_scheme *scheme, str text, size_t *length)
{
    uint32_t value;
    for (uint32_t i = 0; i < scheme->count; i++) {
        size_t n = scheme->forms[i].n == 0 ? 0 : prose_number(scheme->forms[i], text, &value);
        if (n > 0) {
            *length = n;
            return i + 1;
        }
    }
    return 0;
}

bool prose_titled(str text)
{
    static const char *const inside[] = {"。", "；", "！", "？"};
    static const char *const at_end[] = {"，", "、", "：", ",", ";", ":", "—"};
    text = str_trim(text);
    if (text.n == 0 || utf8_count(text) > TITLE_MOST)
        return false;
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        if (str_search(text, str_of(inside[i]), 0) != SIZE_MAX)
            return false;
    for (size_t i = 0; i < sizeof at_end / sizeof *at_end; i++)
        if (str_ends(text, str_of(at_end[i])))
            return false;
    return true;
}
