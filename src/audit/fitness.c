/* R12: whether an indicator stands under the label that it belongs to. */
#include "audit/reading_int.h"

static const char *const labels[] = {[CATEGORY_OTHER] = "",
    [CATEGORY_QUANTITY] = "数量指标",
    [CATEGORY_QUALITY] = "质量指标",
    [CATEGORY_TIME] = "时效指标",
    [CATEGORY_COST] = "成本指标",
    [CATEGORY_ECONOMIC] = "经济效益指标",
    [CATEGORY_SOCIAL] = "社会效益指标",
    [CATEGORY_ECOLOGICAL] = "生态效益指标",
    [CATEGORY_LASTING] = "可持续影响指标",
    [CATEGORY_SATISFACTION] = "满意度指标"};

static bool about_content(audit *a, const indicator *i)
{
    str found;
    return words_search(a->book, "满意", i->name->text, 0, &found) != SIZE_MAX ||
        words_search(a->book, "满意", i->target_text, 0, &found) != SIZE_MAX;
}

static void fit_quantity(audit *a, const indicator *i, const naming *n, const finding_place *p)
{
    if (name_ends(a->book, n, "时效比率"))
        FIND(a, FIT_TIMELY, p, i->name->text, str_of(labels[i->category]));
    else if (n->kind == NAME_RATE)
        FIND(a, FIT_RATE, p, i->name->text);
    else if (n->kind == NAME_TIME)
        FIND(a, FIT_TIME, p, i->name->text);
}

static void fit_quality(audit *a, const indicator *i, const naming *n, const finding_place *p)
{
    if (name_ends(a->book, n, "时效比率"))
        FIND(a, FIT_TIMELY, p, i->name->text, str_of(labels[i->category]));
    else if (n->kind == NAME_COUNT)
        FIND(a, FIT_COUNT, p, i->name->text);
}

static void fit_check(audit *a, const indicator *i, const naming *n)
{
    finding_place p = audit_indicator_place(a, i, i->name_column);
    p.right = i->name->text;
    p.left = str_of(labels[i->category]);
    switch (i->category) {
    case CATEGORY_QUANTITY:
        fit_quantity(a, i, n, &p);
        break;
    case CATEGORY_QUALITY:
        fit_quality(a, i, n, &p);
        break;
    case CATEGORY_TIME:
        if (name_ends(a->book, n, "质量比率"))
            FIND(a, FIT_QUALITY, &p, i->name->text);
        break;
    case CATEGORY_COST:
        if (name_ends(a->book, n, "增长比率"))
            FIND(a, FIT_GROWTH, &p, i->name->text);
        break;
    case CATEGORY_SATISFACTION:
        p.right = i->target_text;
        if (!about_content(a, i))
            FIND(a, FIT_CONTENT, &p, i->name->text);
        break;
    default:
        break;
    }
}

void audit_fitness(audit *a, const subject *s)
{
    const indicator_reading *all = audit_readings(a, s);
    for (uint32_t k = 0; k < s->indicator_count; k++) {
        const indicator *i = &s->indicators[k];
        if (i->category == CATEGORY_OTHER || i->name->text.n == 0)
            continue;
        audit_checked(a);
        fit_check(a, i, &all[k].name);
    }
}
