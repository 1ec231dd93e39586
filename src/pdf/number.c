#include "pdf/pdf_int.h"

/* Digits by hand: printf would be half of a page's time, and would ask the locale. */
void pdf_number(buf *b, int64_t value, int decimals)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    bool written = false;
    for (int i = 0; i < decimals; i++, rest /= 10) {
        written = written || rest % 10 != 0;
        if (written)
            digits[--at] = (char)('0' + rest % 10);
    }
    if (written)
        digits[--at] = '.';
    if (rest == 0 && !written)
        digits[--at] = '0';
    for (; rest > 0; rest /= 10)
        digits[--at] = (char)('0' + rest % 10);
    if (value < 0)
        digits[--at] = '-';
    buf_add(b, (str){digits + at, sizeof digits - at});
}

int64_t pdf_scale(int64_t value, int64_t times, int64_t by)
{
    int64_t product = value * times;
    int64_t half = by / 2;
    return (product < 0 ? product - half : product + half) / by;
}

int64_t pdf_milli(int64_t length)
{
    return pdf_scale(length, 1000, LEN_PT);
}

void pdf_hex(buf *b, unsigned value)
{
    static const char digits[] = "0123456789ABCDEF";
    char four[4];
    for (int i = 3; i >= 0; i--, value >>= 4)
        four[i] = digits[value & 15];
    buf_add(b, (str){four, sizeof four});
}
