/*
 * The words that labels of budget forms are made of, so that a narrow label is parted between them:
 * 经济|效益|指标, 满意度|指标. From the forms of 财预〔2015〕88号 and 〔2020〕10号 and their
 * successors.
 */
#include "text/text_int.h"

/* Each with a space after it; sought for the longest match. */
static const char words[] =
    "一级 二级 三级 四级 指标 指标值 目标 目标值 绩效 产出 效益 数量 质量 时效 成本 经济 社会 生态 "
    "环境 可持续 影响 服务 对象 满意度 总体 整体 年度 中期 长期 全年 实际 完成 完成值 完成率 预算 "
    "执行 执行率 执行数 预算数 金额 资金 总额 财政 拨款 上级 补助 本级 安排 其他 其中 来源 专项 一般 "
    "公共 基本 项目 支出 收入 部门 单位 主管 实施 名称 代码 编码 类型 属性 性质 期限 开始 结束 时间 "
    "日期 主要 任务 内容 职责 职能 活动 计划 措施 原因 偏差 分析 改进 说明 备注 情况 依据 标准 权重 "
    "分值 得分 自评 评价 评分 审核 意见 负责人 联系人 电话 联系 填报 填表 申报 地址 合计 小计 总计 "
    "符号 计量 序号 使用 人员 资产 管理 制度 建设 工程 采购 结转 结余 万元 分解 细化 本年 上年 当年 "
    "必要性 可行性 立项 总分 等级 结论 问题 建议 结果 应用 受益 群体 群众 ";

/* The end of the longest word at i, or of its character. */
static size_t word_end(str text, size_t i)
{
    size_t best = i;
    utf8_next(text, &best);
    for (const char *word = words; *word != '\0'; word++) {
        size_t n = 0;
        while (word[n] != ' ' && i + n < text.n && word[n] == text.at[i + n])
            n++;
        if (word[n] == ' ' && i + n > best)
            best = i + n;
        word += n;
        while (*word != ' ')
            word++;
    }
    return best;
}

void text_label_words(str text, uint8_t *parts)
{
    for (size_t i = 0; i < text.n;) {
        size_t end = word_end(text, i);
        for (; ++i < end;)
            parts[i] = 1;
    }
}
