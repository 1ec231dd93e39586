/* Scores by direction, from a target and an actual value. */
#include "model/model_int.h"

enum { SHARE_PLACES = 9 };

/* Both numbers in one unit; amounts of money are brought to 元. */
static bool comparable(const quantity *a, const quantity *b, decimal *x, decimal *y)
{
    int from = money_power(a->unit), to = money_power(b->unit);
    *x = a->number;
    *y = b->number;
    if (from >= 0 && to >= 0)
        return money_convert(*x, from, 0, x) && money_convert(*y, to, 0, y);
    return str_eq(a->unit, b->unit);
}

bool score_share(const quantity *target, const quantity *actual, bool cost, decimal *out, bool *met)
{
    decimal wanted, reached;
    if (target->kind != QUANTITY_NUMBER || actual->kind != QUANTITY_NUMBER ||
        actual->sign != COMPARE_NONE || !comparable(target, actual, &wanted, &reached))
        return false;
    bool less = target->sign == COMPARE_AT_MOST || target->sign == COMPARE_LESS ||
        (cost && target->sign == COMPARE_NONE);
    int compared = decimal_compare(reached, wanted);
    *met = less ? compared <= 0 : compared >= 0;
    if ((target->sign == COMPARE_LESS || target->sign == COMPARE_MORE) && compared == 0)
        *met = false;
    *out = (decimal){1, 0};
    if (*met || compared == 0)
        return true;
    return less ? decimal_divide(wanted, reached, SHARE_PLACES, out)
                : decimal_divide(reached, wanted, SHARE_PLACES, out);
}
