/*
 * The words that labels of budget forms are made of, so that a narrow label is parted between them:
 * 经济|效益|指标, 满意度|指标. From the forms of 财预〔2015〕88号 and 〔2020〕10号 and their
 * successors, and what is often written into them.
 */
#include "text/text_int.h"

/* In order of their characters, a space after each. */
static const char32_t words[] =
    U"一级 一般 万元 三级 上年 上级 不低于 不少于 不超过 不高于 专项 中期 主管 主要 二级 产出 "
    "人员 代码 以上 以下 以内 任务 使用 依据 保障 偏差 全年 公共 其中 其他 内容 准确率 分值 分析 "
    "分解 到位 制度 单位 原因 及时 及时率 发放 受益 可持续 可行性 合格率 合计 名称 四级 国有 "
    "地址 基本 填报 填表 备注 安全 安排 完成 完成值 完成率 实施 实际 审核 对象 小计 属性 工程 "
    "年度 序号 应用 建议 建设 开始 当年 影响 得分 必要性 性质 总体 总分 总计 总额 情况 意见 成本 "
    "执行 执行数 执行率 拨款 指标 指标值 排放 控制 控制率 措施 提升 支出 收入 改善 改进 效益 "
    "数量 整体 日期 时效 时间 普及率 有效 服务 期限 本年 本级 权重 来源 标准 正常 治理 活动 "
    "满意度 满意率 环境 生态 申报 电话 目标 目标值 社会 稳定 立项 符号 等级 管理 类型 细化 经济 "
    "经营 结余 结束 结果 结论 结转 绩效 编码 群众 群体 考核 职能 职责 联系 联系人 自评 补助 "
    "覆盖率 计划 计量 评价 评分 说明 负责人 财政 质量 资产 资本 资金 达到 运转 部门 采购 金额 "
    "长期 问题 项目 预算 预算数 验收 ";
const text_words text_label_words = {words, sizeof words / sizeof *words - 1};

static uint32_t next_word(const text_words *list, uint32_t at)
{
    while (list->at[at] != ' ')
        at++;
    return at + 1;
}

/* Where the first word stands that begins with cp or a later character; or the end. */
static uint32_t first_from(const text_words *list, uint32_t cp)
{
    uint32_t low = 0, high = list->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        while (middle > low && list->at[middle - 1] != ' ')
            middle--;
        if (list->at[middle] >= cp)
            high = middle;
        else
            low = next_word(list, middle);
    }
    return low;
}

static bool is_latin(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* The characters of the word, if the text has it at k; 0 if not, or if it goes on there: 5mm of
 * 5mmol. */
static uint32_t word_at(const char32_t *word, const text_chars *t, uint32_t k)
{
    uint32_t n = 0;
    for (; word[n] != ' '; n++)
        if (t->at[k + n].cp != word[n]) /* the text ends in 0, which no word has */
            return 0;
    return is_latin(word[n - 1]) && is_latin(t->at[k + n].cp) ? 0 : n;
}

uint32_t text_longest_word(const text_words *list, const text_chars *t, uint32_t k)
{
    uint32_t best = 0, cp = t->at[k].cp, at = first_from(list, cp);
    for (; at < list->n && list->at[at] == cp; at = next_word(list, at)) {
        uint32_t length = word_at(&list->at[at], t, k);
        best = length > best ? length : best;
    }
    return best;
}
