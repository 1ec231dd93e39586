/* R08: scores of indicators (财预〔2020〕10号: their share of the weight, never more; what is lost
 * wants a reason). */
#include "audit/audit_int.h"

static str number(audit *a, decimal d)
{
    return decimal_text(a->memory, d);
}

static finding_place score_place(audit *a, const indicator *i, decimal score, decimal wanted)
{
    finding_place p = audit_indicator_place(a, i, i->score_column);
    decimal gap = {0};
    decimal_subtract(wanted, score, &gap);
    p.left = number(a, score);
    p.right = number(a, wanted);
    p.difference = number(a, gap);
    p.unit = STR("分");
    return p;
}

/* Against the share that the actual value has in the target. */
static void proportion(audit *a, const indicator *i, decimal score, decimal weight)
{
    decimal share, exact;
    bool met;
    int places = audit_places(i->score->text);
    if (!score_share(
            &i->target_quantity, &i->actual_quantity, i->category == CATEGORY_COST, &share, &met) ||
        !decimal_multiply(share, weight, &exact) || met)
        return;
    decimal written, shown;
    if (!decimal_divide(exact, (decimal){1, 0}, places, &written) ||
        !decimal_divide(exact, (decimal){1, 0}, places < 2 ? 2 : places, &shown) ||
        decimal_compare(written, score) == 0)
        return;
    finding_place p = score_place(a, i, score, shown);
    if (decimal_compare(score, weight) == 0)
        FIND(a, SCORE_UNEARNED, &p, i->name->text, i->actual->text, i->target_text, p.right);
    else
        FIND(a, SCORE_PROPORTION, &p, i->name->text, i->actual->text, i->target_text,
            number(a, weight), p.left, p.right);
}

/* The bands of qualitative indicators (财预〔2020〕10号: 达成 100–80 %, 部分达成 80–60 %, 未达成
 * 60–0 %, each with its lower end), from best to worst. */
typedef struct band {
    str words; /* the list of what is written for it */
    decimal least, most; /* shares of the weight; the best band includes its upper end */
} band;

static bool in_band(const band *b, decimal score, decimal weight)
{
    decimal least, most;
    if (!decimal_multiply(b->least, weight, &least) || !decimal_multiply(b->most, weight, &most))
        return true;
    bool top = decimal_compare(b->most, (decimal){1, 0}) == 0;
    return decimal_compare(score, least) >= 0 && decimal_compare(score, most) < (top ? 1 : 0);
}

static void band_judge(audit *a, const indicator *i, decimal score, decimal weight)
{
    decimal all = {1, 0}, high = rulebook_threshold(a->book, STR("达成下限"), (decimal){8, 1});
    decimal low = rulebook_threshold(a->book, STR("部分达成下限"), (decimal){6, 1});
    const band bands[] = {
        {STR("达成"), high, all}, {STR("部分达成"), low, high}, {STR("未达成"), {0, 0}, low}};
    for (size_t k = 0; k < sizeof bands / sizeof *bands; k++) {
        if (!list_has(rulebook_words(a->book, bands[k].words), i->actual->text) ||
            in_band(&bands[k], score, weight))
            continue;
        decimal hundred = {100, 0}, h = {0}, l = {0};
        decimal_multiply(high, hundred, &h);
        decimal_multiply(low, hundred, &l);
        finding_place p = audit_indicator_place(a, i, i->score_column);
        p.left = number(a, score);
        p.unit = STR("分");
        str names = str_fmt(a->memory,
            "达成得 100–%.*s%%，部分达成得 %.*s–%.*s%%，未达成得 %.*s–0%%，都含下限",
            STR_ARG(number(a, h)), STR_ARG(number(a, h)), STR_ARG(number(a, l)),
            STR_ARG(number(a, l)));
        FIND(a, SCORE_BAND, &p, i->name->text, i->actual->text, number(a, weight), p.left, names);
    }
}

static void score_judge(audit *a, const indicator *i)
{
    decimal score, weight, lost;
    if (!subject_number(i->score, &score) || !subject_number(i->weight, &weight))
        return;
    audit_checked(a);
    int compared = decimal_compare(score, weight);
    finding_place p = score_place(a, i, score, weight);
    if (compared > 0) {
        FIND(a, SCORE_OVER, &p, i->name->text, p.left, p.right);
        return;
    }
    if (compared < 0 && i->reason_column != NO_COLUMN && i->reason->text.n == 0 &&
        decimal_subtract(weight, score, &lost))
        FIND(a, SCORE_REASON, &p, i->name->text, number(a, lost),
            i->field->columns[i->reason_column]);
    proportion(a, i, score, weight);
    band_judge(a, i, score, weight);
}

static void score_blank(audit *a, const subject *s)
{
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        if (i->score_column == NO_COLUMN || i->score->text.n > 0 || i->name->text.n == 0)
            continue;
        finding_place p = audit_indicator_place(a, i, i->score_column);
        FIND(a, SCORE_BLANK, &p, i->name->text);
    }
}

void audit_scores(audit *a, const subject *s)
{
    bool columns = false, filled = false;
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        columns = columns || s->indicators[k].score_column != NO_COLUMN;
        filled = filled || s->indicators[k].score->text.n > 0;
    }
    if (columns && !filled)
        audit_skip(a, STR("得分都没有填"));
    if (!filled)
        return;
    score_blank(a, s);
    for (uint32_t k = 0; k < s->indicator_count; k++)
        score_judge(a, &s->indicators[k]);
}
