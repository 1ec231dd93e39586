/* Examples for a skeleton, where a template gives none: by what a field is called. */
#include "report/report_int.h"

typedef struct sample {
    const char *part; /* of the name; "$…": at its end */
    const char *text;
} sample;

/* The first that fits. Amounts are nought, so that every sum holds. */
static const sample by_name[] = {
    {"年度目标", "目标1：示例目标。"},
    {"总体目标", "目标1：示例目标。"},
    {"$目标", "目标1：示例目标。"},
    {"完成情况", "示例：已按计划完成。"},
    {"$年度", "2025"},
    {"日期", "2025年3月1日"},
    {"时间", "2025年3月1日"},
    {"电话", "0991-1234567"},
    {"部门及代码", "示例部门001001"},
    {"代码", "001001"},
    {"编码", "001001"},
    {"编号", "001001"},
    {"来源", "财政拨款"},
    {"性质", "≥"},
    {"$率", "100%"},
    {"$总分", "100"},
    {"总得分", "100"},
    {"分值", "10"},
    {"得分", "10"},
    {"权重", "10"},
    {"$分", "10"},
    {"负责人", "张三"},
    {"联系人", "张三"},
    {"填表人", "张三"},
    {"填报人", "张三"},
    {"经办人", "张三"},
    {"审核人", "李四"},
    {"计量单位", "个"},
    {"度量单位", "个"},
    {"金额单位", "万元"},
    {"项目名称", "示例项目"},
    {"任务名称", "示例任务"},
    {"$指标值", "≥95%"},
    {"$完成值", "≥95%"},
    {"$目标值", "≥95%"},
    {"原因", "无"},
    {"备注", "无"},
    {"说明", "示例说明。"},
    {"描述", "示例描述。"},
    {"内容", "示例内容。"},
    {"依据", "示例依据。"},
    {"职能", "示例职能。"},
    {"部门", "示例部门"},
    {"$单位", "示例单位"},
    {"单位名称", "示例单位"},
    {"金额", "0.00"},
    {"总额", "0.00"},
    {"资金", "0.00"},
    {"拨款", "0.00"},
    {"核拨", "0.00"},
    {"补助", "0.00"},
    {"合计", "0.00"},
    {"小计", "0.00"},
    {"预算", "0.00"},
    {"收入", "0.00"},
    {"支出", "0.00"},
    {"安排", "0.00"},
    {"结转", "0.00"},
    {"执行数", "0.00"},
    {"价值", "0.00"},
    {"单价", "0.00"},
    {"数量", "1"},
    {"人数", "1"},
    {"序号", "1"},
    {"名称", "示例名称"},
};

/* Values of indicators, by the label above them. */
static const sample by_label[] = {
    {"数量", "≥1项"},
    {"质量", "≥95%"},
    {"时效", "2025年12月31日前"},
    {"成本", "≤10万元"},
    {"满意度", "≥90%"},
    {"效益", "有所提升"},
    {"影响", "长期"},
};

static str first_fit(const sample *list, size_t count, str name)
{
    for (size_t i = 0; i < count; i++) {
        str part = str_of(list[i].part);
        bool end = part.at[0] == '$';
        if (end ? str_ends(name, str_slice(part, 1, part.n))
                : str_search(name, part, 0) != SIZE_MAX)
            return str_of(list[i].text);
    }
    return (str){NULL, 0};
}

str example_text(arena *a, str name, str under)
{
    static const sample values[] = {
        {"$指标值", ""}, {"$完成值", ""}, {"$目标值", ""}, {"$实现值", ""}};
    const str operators[] = {STR("≥"), STR("≤")};
    str found = {NULL, 0};
    if (under.n > 0 && first_fit(values, sizeof values / sizeof *values, name).at != NULL)
        found = first_fit(by_label, sizeof by_label / sizeof *by_label, under);
    /* What was done has no operator. */
    if (found.at != NULL && str_search(name, STR("完成"), 0) != SIZE_MAX)
        for (size_t i = 0; i < 2; i++)
            if (str_starts(found, operators[i]))
                found = str_slice(found, operators[i].n, found.n);
    if (found.at == NULL)
        found = first_fit(by_name, sizeof by_name / sizeof *by_name, name);
    return found.at != NULL ? found : str_fmt(a, "示例%.*s", STR_ARG(name));
}

str example_column(arena *a, const form_column *column, str under)
{
    if (column->example.n > 0)
        return column->example;
    bool count = str_search(under, STR("数量"), 0) != SIZE_MAX;
    bool cost = str_search(under, STR("成本"), 0) != SIZE_MAX;
    switch (column->part) {
    case PART_SIGN:
        return cost ? STR("≤") : STR("≥");
    case PART_NUMBER:
        return count ? STR("1") : cost ? STR("10") : STR("95");
    case PART_UNIT:
        return count ? STR("项") : cost ? STR("万元") : STR("%");
    case PART_WHOLE:
        return example_text(a, STR("指标值"), under);
    default:
        return example_text(a, column->name, under);
    }
}

const taxon *field_taxonomy(const form_template *form, const form_field *f)
{
    bool indicators = f->level_count > 0 && str_search(f->columns[0], STR("指标"), 0) != SIZE_MAX;
    return indicators ? template_taxonomy(form) : NULL;
}
