/*
 * X(CODE, "stable-name", "rule", SEVERITY, message, hint), included many times by definition.
 * Stable names are never reused. {0} {1} … are values given where the finding is made.
 */
/* sums.c: {0} the relation, {1} its left value, {2} its right one as worked out, {3} the difference */
X(RELATION, "relation", "R00", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请核对这几项，改对写错的一项")
X(SUM_FUNDS, "sum-funds", "R01", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请核对总额和各项资金来源，改对写错的一项；不到整数的尾差也要一致")
X(SUM_GRANT, "sum-grant", "R02", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请核对财政拨款和其中的上级补助、本级安排")
X(SUM_SIDES, "sum-sides", "R03", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "按收入性质、按支出性质各加一遍，都应等于资金总额；常见的错是两位数字写颠倒")
X(EXECUTION_SUM, "execution-sum", "R06", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请按“执行数÷预算数”重算执行率，得分不超过分值")
X(WEIGHTS_SUM, "weights-sum", "R07", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请把各指标的分值加一遍，改对分值或总分")
X(SCORES_SUM, "scores-sum", "R08", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请把各指标的得分和执行率得分加一遍，改对得分或总分")
X(PURCHASE_SUM, "purchase-sum", "R21", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请核对数量、单价、资金来源和合计，改对写错的一项")
X(ASSETS_SUM, "assets-sum", "R24", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请核对资产总额和各类资产的价值")
X(ITEMS_SUM, "items-sum", "R28", ERROR, "“{0}”对不上：左边是 {1}，右边是 {2}，相差 {3}", "请核对分项和合计，改对写错的一项")
