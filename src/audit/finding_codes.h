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
/* scores.c */
X(EXECUTION_RATE, "execution-rate", "R06", ERROR, "执行率写的是 {0}，按 {1} ÷ {2} 应是 {3}", "执行率＝全年执行数÷全年预算数；请核对三个数，改对写错的一个")
X(EXECUTION_SCORE, "execution-score", "R06", ERROR, "执行率得分写的是 {0}，按执行率 {1} 应是 {2}", "得分＝执行率×{3} 分，执行率超过 100% 的按 100% 算；请改对执行率或得分")
X(WEIGHTS_LEVEL, "weights-level", "R07", ERROR, "“{0}”下各指标的分值合计是 {1} 分，标签上印的是 {2} 分", "请把这一级下各指标的分值加一遍，改对分值或标签上的分数")
X(WEIGHTS_ALL, "weights-all", "R07", ERROR, "全部分值合计是 {0} 分，应是 {1} 分", "各指标的分值加上预算执行率的分值应是 100 分；请增减指标的分值")
X(WEIGHTS_EDITION, "weights-edition", "R07", WARNING, "“{0}”下各指标的分值合计是 {1} 分，办法规定的是 {2} 分", "本地另有规定的，在数据里写“审核: 说明”；没有的，请调整分值")
X(WEIGHT_BLANK, "weight-blank", "R07", WARNING, "“{0}”没有写分值，别的指标都写了", "请填上分值，并让全部分值合计为 100 分")
X(SCORE_OVER, "score-over", "R08", ERROR, "“{0}”得 {1} 分，超过分值 {2} 分", "得分不能超过分值；请改对得分或分值")
X(SCORE_REASON, "score-reason", "R08", ERROR, "“{0}”扣了 {1} 分，没有写偏差原因", "没有得满分的指标，要在“{2}”一栏写明原因和改进措施")
X(SCORE_BLANK, "score-blank", "R08", WARNING, "“{0}”没有写得分，别的指标都写了", "请按完成情况填上得分")
X(SCORE_UNEARNED, "score-unearned", "R08", WARNING, "“{0}”实际完成 {1}，没有达到 {2}，却得了满分", "按完成比例应得 {3} 分；另有评分办法的，请写明")
X(SCORE_PROPORTION, "score-proportion", "R08", WARNING, "“{0}”实际完成 {1}，指标值 {2}，分值 {3} 分，得分写的是 {4} 分", "按完成比例应得 {5} 分；另有评分办法的，请写明")
/* tree.c */
X(TREE_MIXED, "tree-mixed", "R13", ERROR, "“{0}”放在“{1}”下面，是另一版办法的分法", "{2}")
X(TREE_PARENT, "tree-parent", "R13", WARNING, "“{0}”放在“{1}”下面，按这一版办法应在“{2}”下面", "请把这些指标移到“{2}”下面；本地表样就是这样的，可以在数据里写“审核: 说明”")
X(TREE_MISSING, "tree-missing", "R13", WARNING, "没有设“{0}”", "各级财政一般要求设这一类指标；请补上，或者写明不设的理由")
/* costs.c: {0} what is added up, {1} its sum, {2} the budget's name, {3} its amount, {4} the gap, {5} the unit */
X(COST_OVER, "cost-over", "R04", ERROR, "成本指标 {0} 合计 {1}{5}，超过“{2}”{3}{5}，多 {4}{5}", "成本指标的合计不能超过预算；请核对成本指标和预算金额")
X(COST_UNDER, "cost-under", "R04", WARNING, "成本指标 {0} 合计 {1}{5}，比“{2}”{3}{5} 少 {4}{5}", "请补上没有写进成本指标的支出，或核对金额；按单价写的，单价乘数量应等于预算，不要把尾数舍去")
/* pairs.c: {last} the goal form's file and line */
X(PAIR_AMOUNT, "pair-amount", "R05", ERROR, "“{0}”自评表写 {1}，目标表写 {2}（{3}）", "两张表说的是同一笔钱，请查清哪一张写错了；年中调整过预算的，在数据里写“审核: 说明”")
X(PAIR_MISSING, "pair-missing", "R05", ERROR, "目标表有“{0}”，自评表没有（{1}）", "自评要逐条对照批复的目标；请补上这一条，或说明为什么不评")
X(PAIR_ADDED, "pair-added", "R05", WARNING, "自评表有“{0}”，目标表没有（{1}）", "自评不应添加批复时没有的指标；名称改过的，请改回原名")
X(PAIR_VALUE, "pair-value", "R05", ERROR, "“{0}”的指标值，自评表写“{1}”，目标表写“{2}”（{3}）", "自评表的指标值要照批复的目标填；请改成与目标表一致")
X(PAIR_LEVEL, "pair-level", "R05", WARNING, "“{0}”在自评表归入“{1}”，在目标表归入“{2}”（{3}）", "请按目标表归类")
X(PAIR_ORDER, "pair-order", "R05", WARNING, "目标表里“{0}”排在“{1}”前面，自评表里排在后面（{2}）", "请按目标表的次序排列指标，便于核对")
