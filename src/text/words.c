/*
 * The words that labels of budget forms are made of, so that a narrow label is parted between them:
 * 经济|效益|指标, 满意度|指标. From the forms of 财预〔2015〕88号 and 〔2020〕10号 and their
 * successors.
 */
#include "text/text_int.h"

/* In order of their characters. */
static const char32_t *const words[] = {
    U"一级", U"一般", U"万元", U"三级", U"上年", U"上级", U"专项", U"中期", U"主管", U"主要",
    U"二级", U"产出", U"人员", U"代码", U"任务", U"使用", U"依据", U"偏差", U"全年", U"公共",
    U"其中", U"其他", U"内容", U"分值", U"分析", U"分解", U"制度", U"单位", U"原因", U"受益",
    U"可持续", U"可行性", U"合计", U"名称", U"四级", U"地址", U"基本", U"填报", U"填表", U"备注",
    U"安排", U"完成", U"完成值", U"完成率", U"实施", U"实际", U"审核", U"对象", U"小计", U"属性",
    U"工程", U"年度", U"序号", U"应用", U"建议", U"建设", U"开始", U"当年", U"影响", U"得分",
    U"必要性", U"性质", U"总体", U"总分", U"总计", U"总额", U"情况", U"意见", U"成本", U"执行",
    U"执行数", U"执行率", U"拨款", U"指标", U"指标值", U"措施", U"支出", U"收入", U"改进", U"效益",
    U"数量", U"整体", U"日期", U"时效", U"时间", U"服务", U"期限", U"本年", U"本级", U"权重",
    U"来源", U"标准", U"活动", U"满意度", U"环境", U"生态", U"申报", U"电话", U"目标", U"目标值",
    U"社会", U"立项", U"符号", U"等级", U"管理", U"类型", U"细化", U"经济", U"结余", U"结束",
    U"结果", U"结论", U"结转", U"绩效", U"编码", U"群众", U"群体", U"职能", U"职责", U"联系",
    U"联系人", U"自评", U"补助", U"计划", U"计量", U"评价", U"评分", U"说明", U"负责人", U"财政",
    U"质量", U"资产", U"资金", U"部门", U"采购", U"金额", U"长期", U"问题", U"项目", U"预算",
    U"预算数",
};
const text_words text_label_words = {words, sizeof words / sizeof *words};

/* The first word that begins with cp, or with more. */
static uint32_t first_from(const text_words *list, uint32_t cp)
{
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (list->at[middle][0] < cp)
            low = middle + 1;
        else
            high = middle;
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
    for (; word[n] != 0; n++)
        if (t->at[k + n].cp != word[n]) /* the text ends in 0, which no word has */
            return 0;
    return is_latin(word[n - 1]) && is_latin(t->at[k + n].cp) ? 0 : n;
}

uint32_t text_longest_word(const text_words *list, const text_chars *t, uint32_t k)
{
    uint32_t best = 0, cp = t->at[k].cp;
    for (uint32_t w = first_from(list, cp); w < list->count && list->at[w][0] == cp; w++) {
        uint32_t length = word_at(list->at[w], t, k);
        best = length > best ? length : best;
    }
    return best;
}
