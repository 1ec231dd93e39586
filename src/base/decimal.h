/* Exact decimals for money and scores. No rounding but where it is asked for, overflow is told. */
#ifndef JXB_BASE_DECIMAL_H
#define JXB_BASE_DECIMAL_H

#include "base/str.h"

/* units / 10^scale, the scale as small as can be: 12.50 is {125, 1}. */
typedef struct decimal {
    int64_t units;
    int scale; /* 0 to 18 */
} decimal;

/* Reads "12", "-0.5", "1,591.45": a sign, digits (commas between groups of three), a point and
 * digits; full-width digits and signs too. At most 18 significant digits. False, *out untouched, for
 * anything else. */
bool decimal_parse(str text, decimal *out);
/* False, *out untouched, when the exact result does not fit. */
bool decimal_add(decimal a, decimal b, decimal *out);
bool decimal_subtract(decimal a, decimal b, decimal *out);
bool decimal_multiply(decimal a, decimal b, decimal *out);
/* a / b to at most `places` decimals (0 to 9), half away from zero; false also when b is 0. */
bool decimal_divide(decimal a, decimal b, int places, decimal *out);
/* Negative, 0 or positive; always exact. */
int decimal_compare(decimal a, decimal b);
/* "12.5" */
str decimal_text(arena *a, decimal d);

#endif
