/* What an indicator's value says: a sign, a number and its unit; a day; or words. */
#include "model/model_int.h"

static const struct {
    const char *written;
    compare_sign sign;
} signs[] = {{"≥", COMPARE_AT_LEAST}, {">=", COMPARE_AT_LEAST}, {"＞＝", COMPARE_AT_LEAST},
    {"≤", COMPARE_AT_MOST}, {"<=", COMPARE_AT_MOST}, {"＜＝", COMPARE_AT_MOST},
    {"=", COMPARE_EQUAL}, {"＝", COMPARE_EQUAL}, {">", COMPARE_MORE}, {"＞", COMPARE_MORE},
    {"<", COMPARE_LESS}, {"＜", COMPARE_LESS}};

static compare_sign sign_take(str *text)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        str written = str_of(signs[i].written);
        if (!str_starts(*text, written))
            continue;
        *text = str_trim(str_slice(*text, written.n, text->n));
        return signs[i].sign;
    }
    return COMPARE_NONE;
}

quantity quantity_read(str text)
{
    quantity q = {.kind = QUANTITY_TEXT};
    str rest = str_trim(text);
    if (rest.n == 0)
        return (quantity){.kind = QUANTITY_BLANK};
    q.sign = sign_take(&rest);
    value_parts parts = value_split(rest);
    q.date = date_read(rest);
    if (decimal_parse(parts.number, &q.number)) {
        q.kind = QUANTITY_NUMBER;
        q.unit = str_trim(parts.unit);
    } else if (q.date.known) {
        q.kind = QUANTITY_DATE;
    }
    return q;
}

static const struct {
    const char *unit;
    int power;
} moneys[] = {{"元", 0}, {"千元", 3}, {"万元", 4}, {"万", 4}, {"百万元", 6}, {"亿元", 8}, {"亿", 8}};

int money_power(str unit)
{
    for (size_t i = 0; i < sizeof moneys / sizeof *moneys; i++)
        if (str_eq(unit, str_of(moneys[i].unit)))
            return moneys[i].power;
    return -1;
}

bool money_convert(decimal amount, int from, int to, decimal *out)
{
    decimal factor = {1, 0};
    for (int k = from; k < to; k++)
        factor.scale++;
    for (int k = to; k < from; k++)
        factor.units *= 10;
    return decimal_multiply(amount, factor, out);
}
