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
/* measured.c: {0} the actual value, {1} the target */
X(ACTUAL_NAME, "actual-name", "R09", ERROR, "实际完成值填的是指标名称“{0}”，不是完成了多少",
    "请填实际达到的数（单位与指标值相同）；没有数的，写达到了什么程度")
X(ACTUAL_AIM, "actual-aim", "R09", ERROR, "实际完成值“{0}”写的是要求，不是实际达到的数",
    "请填实际达到的数，不带“≥”“以上”一类的字，例如 92%")
X(ACTUAL_COPY, "actual-copy", "R09", ERROR, "实际完成值“{0}”照抄了指标值，看不出完成了多少",
    "请填实际达到的数")
X(ACTUAL_NUMBER, "actual-number", "R09", ERROR, "指标值“{1}”是数，实际完成值“{0}”里没有数",
    "请填实际达到的数，单位与指标值相同")
X(ACTUAL_UNIT, "actual-unit", "R09", ERROR, "实际完成值“{0}”与指标值“{1}”的单位不同",
    "请按指标值的单位填；指标值是百分数，就填百分数")
X(ACTUAL_RANGE, "actual-range", "R09", ERROR, "“{0}”最多是 100%，实际完成值却是“{1}”",
    "请核对：填的是不是个数、户数，而不是百分数")
X(ACTUAL_BLANK, "actual-blank", "R09", ERROR, "“{0}”没有实际完成值，却得了 {1} 分",
    "请补上实际完成值，或者改得分")
/* units.c: {0} the indicator, {1} its value, {2} what is wanted */
X(RATE_PERCENT, "rate-percent", "R10", WARNING, "“{0}”是比率，指标值“{1}”没有百分号",
    "请写成百分数，例如 ≥95%")
X(RATE_UNIT, "rate-unit", "R10", WARNING, "“{0}”是比率，指标值“{1}”却不是百分数",
    "请写成百分数，例如 ≥95%；数得出来的，请改指标名称")
X(RATE_RANGE, "rate-range", "R10", WARNING, "“{0}”最多是 100%，指标值却是“{1}”",
    "请核对数字；不是百分数的，请改指标名称")
X(RATE_FULL, "rate-full", "R10", WARNING, "“{0}”最多是 100%，“{1}”只有正好 100% 才做得到",
    "请写成“=100%”，或者改成能达到的下限，例如 ≥95%")
X(RATE_WORDS, "rate-words", "R10", WARNING, "“{0}”是比率，指标值“{1}”不是百分数",
    "请写成百分数，例如“全覆盖”写成 =100%")
X(UNIT_SCALE, "unit-scale", "R14", ERROR, "“{0}”不是单位：数级写了两遍",
    "请核对金额，改成“亿元”或“万元”")
X(PERCENT_LOST, "percent-lost", "R14", ERROR, "“{0}”填的是“{1}”，没有百分号",
    "请写成百分数，例如 98.5%")
X(SIGN_ASTRAY, "sign-astray", "R14", WARNING, "指标值“{0}”的比较号后面不是数，或者前面还有字",
    "请写成“比较号＋数＋单位”，例如 ≥4次/年；说明的话移到指标名称或说明里")
X(UNIT_TWICE, "unit-twice", "R14", WARNING, "指标值“{0}”有两个单位：“{1}”和“{2}”",
    "请只留一个；多半是表里原有的单位没有删")
X(UNIT_CUT, "unit-cut", "R14", WARNING, "指标值“{0}”的单位“{1}”不完整",
    "请写全，例如 平方米、立方米")
X(UNIT_YUAN, "unit-yuan", "R14", WARNING, "指标值“{0}”缺“元”字", "金额请写“万元”“亿元”")
X(UNIT_SPACE, "unit-space", "R14", WARNING, "指标值“{0}”的数和单位之间有空格", "请删去空格")
X(UNIT_NAME, "unit-name", "R14", WARNING, "“{0}”的指标值“{1}”单位不对，应是{2}",
    "请核对单位；单位没有错的，请改指标名称")
X(UNIT_NONE, "unit-none", "R14", WARNING, "“{0}”的指标值“{1}”没有单位",
    "请补上单位，例如 个、人、次、万元")
/* measures.c: {0} the code in the catalogue, {1} {2} units */
X(UNIT_DIFFERS, "unit-differs", "R14", INFO, "采购目录“{0}”前面按“{1}”计，这里按“{2}”计",
    "同一类请用同一个计量单位")
X(UNIT_WORKS, "unit-works", "R14", INFO, "采购目录“{0}”是工程或服务，计量单位却是“{1}”",
    "工程、服务一般按“项”计，数量填 1")
/* direction.c: {0} the indicator, {1} its value, {2} the value as it should read */
X(WAY_COST, "way-cost", "R11", WARNING, "“{0}”是成本，指标值“{1}”却写成越多越好",
    "成本请写不超过多少，例如“{2}”；要写节约了多少，请把指标改名为“成本节约率”")
X(WAY_DOWN, "way-down", "R11", WARNING, "“{0}”越低越好，指标值“{1}”却写成越高越好", "请改成“{2}”")
X(WAY_SHORT, "way-short", "R11", WARNING, "“{0}”越短越好，指标值“{1}”却写成越长越好", "请改成“{2}”")
X(WAY_UP, "way-up", "R11", WARNING, "“{0}”越高越好，指标值“{1}”却写成越低越好", "请改成“{2}”")
/* {0} {1} how often each */
X(SIGN_MIXED, "sign-mixed", "R15", WARNING, "一张表里比较号有两种写法：{0}，{1}",
    "请统一写成 ≥、≤；打印时程序已统一")
X(SIGN_MISSING, "sign-missing", "R15", WARNING, "金额“{0}”没有比较号，看不出是上限还是下限",
    "请写成“{1}”")
/* fitness.c: {0} the indicator, {1} the label that it stands under */
X(FIT_RATE, "fit-rate", "R12", WARNING, "数量指标下的“{0}”是比率，不是数量",
    "请改成数得出来的量（个、人、次……），或者移到质量指标")
X(FIT_TIME, "fit-time", "R12", WARNING, "数量指标下的“{0}”说的是多长时间",
    "请移到时效指标，或者改成数得出来的量")
X(FIT_TIMELY, "fit-timely", "R12", WARNING, "{1}下的“{0}”说的是及时不及时", "请移到时效指标")
X(FIT_COUNT, "fit-count", "R12", WARNING, "质量指标下的“{0}”是数量",
    "请移到数量指标，或者改成合格率、达标率一类")
X(FIT_QUALITY, "fit-quality", "R12", WARNING, "时效指标下的“{0}”说的是质量",
    "请移到质量指标；时效指标写完成时间或及时率")
X(FIT_GROWTH, "fit-growth", "R12", WARNING, "成本指标下的“{0}”是增长率，不是成本",
    "请写成本的金额，例如 ≤10万元")
X(FIT_CONTENT, "fit-content", "R12", WARNING, "满意度指标下的“{0}”不是满意度",
    "请写服务对象满意度，例如 群众满意度 ≥90%；这一条移到质量或效益指标")
/* dates.c: {0} what is written, {1} the year, or how it is written rightly */
X(DAY_YEAR, "day-year", "R16", WARNING, "“{0}”不在 {1}度之内",
    "请核对年份：是写错了，还是照抄了别的年度")
X(DAY_YEARS, "day-years", "R16", WARNING, "“{0}”与前面写的 {1} 不是同一年",
    "请核对年份：是写错了，还是照抄了别的年度")
X(DAY_NAME, "day-name", "R16", WARNING, "指标名称“{0}”里的年份不是 {1}度",
    "请核对年份：是写错了，还是照抄了别的年度")
X(DAY_NONE, "day-none", "R16", WARNING, "日历上没有“{0}”这个日期",
    "请核对月、日，写成 2022年12月31日 的样子")
X(DAY_FORM, "day-form", "R16", INFO, "日期“{0}”不是公文的写法", "请写成“{1}”")
X(DAY_LATE, "day-late", "R16", WARNING, "填报日期“{0}”晚于 {1}度，目标表应在年初填报",
    "请核对日期；确是事后补报的，请写明原因")
X(DAY_ORDER, "day-order", "R16", WARNING, "开始日期“{0}”晚于完成日期“{1}”", "请核对这两个日期")
/* wordy.c: {0} the value, or the indicator and {1} its value */
X(VALUE_CIRCULAR, "value-circular", "R17", WARNING, "指标值“{0}”只说照别的数办，没有说是多少",
    "请写出那个数，例如 ≥20件、≤15万元")
X(VALUE_COST_WORDS, "value-cost-words", "R17", WARNING, "成本指标“{0}”的指标值“{1}”里没有金额",
    "请写金额的上限，例如 ≤15万元")
X(VALUE_COUNT_WORDS, "value-count-words", "R17", WARNING, "数量指标“{0}”的指标值“{1}”里没有数",
    "请写数和单位，例如 ≥20件")
X(VALUE_OPEN, "value-open", "R17", WARNING,
    "指标值“{0}”以“等”结尾，列的是做什么，没有说做到什么程度",
    "请写数，或者写能分出好坏的程度，例如 合格、全部完成")
X(VALUE_SENTENCE, "value-sentence", "R17", WARNING, "指标值“{0}”把比较写在话里",
    "请写成“比较号＋数＋单位”，例如 ≥95%")
X(VALUE_SLOGAN, "value-slogan", "R17", WARNING, "指标值“{0}”里的数是说法的一部分，不能据以考核",
    "请写出做到多少算完成，例如 措施落实率 =100%")
X(VALUE_OBJECT, "value-object", "R17", WARNING,
    "指标值“{1}”是百分数，“{0}”却没有说是什么的百分之几",
    "请把名称写成“……率”，例如 服务保障率，或者在说明里写清怎样算")
X(VALUE_QUALITY, "value-quality", "R17", WARNING, "质量指标 {0} 条，没有一条有数，无法考核",
    "请至少有一条写成数，例如 验收合格率 ≥98%")
/* twins.c */
X(TEXT_DOUBLED, "text-doubled", "R18", WARNING, "同一格里“{0}”等 {1} 句写了两遍",
    "请删去重复的一遍")
X(ROW_TWIN, "row-twin", "R18", WARNING, "“{0}”前面已有一条一模一样的指标", "请删去一条")
X(ROW_RIVAL, "row-rival", "R18", WARNING, "“{0}”有两条，指标值一条是“{1}”，一条是“{2}”",
    "请删去一条，或者把名称写得分得开")
X(GOAL_TWIN, "goal-twin", "R18", WARNING, "目标与{0}的完全相同",
    "不同的项目请写各自的目标；多半是照抄后没有改")
X(BLOCK_TWIN, "block-twin", "R18", WARNING, "全部指标与{0}的完全相同",
    "不同的项目请写各自的指标；多半是照抄后没有改")
X(AMOUNT_TWIN, "amount-twin", "R18", INFO, "金额 {1} 与{0}的相同",
    "请核对是不是照抄；确实相同就不用改")
/* promises.c: {0} the figure, {1} the words around it */
X(PROMISE, "promise", "R19", INFO, "目标里写了“{0}”（{1}），没有一条指标是这个数",
    "请补一条相应的指标，或者核对两处的数")
/* endings.c: {0} how the text ends */
X(CUT_MARK, "cut-mark", "R20", WARNING, "文字到“{0}”就断了，后面像是还有话",
    "请把话写完；多半是从单元格里复制时被截断")
X(CUT_PAIR, "cut-pair", "R20", WARNING, "“{0}”这一段里的“{1}”没有成对",
    "请补上另一半，并核对文字是否完整")
X(CUT_WORD, "cut-word", "R20", WARNING, "文字到“{0}”就断了，不成一句话",
    "请把话写完；多半是从单元格里复制时被截断")
X(CUT_STOP, "cut-stop", "R20", INFO, "“{0}”这一段末尾没有句号",
    "请核对文字是否完整，完整的补上句号")
/* narrative.c: {0} what it is, {1} {2} both values */
X(SAID_TWICE, "said-twice", "R22", ERROR, "同一段里“{0}”前面是 {1}，这里是 {2}",
    "请核对哪一个对，改对另一个")
/* boilerplate.c: {0} the column, {1} rows, {2} of these, {3} the text */
X(BASIS_SAME, "basis-same", "R25", INFO, "“{0}”{1} 行里有 {2} 行都是“{3}”",
    "请写各条指标值自己的依据：哪份文件、哪项标准、往年的数")
X(ABOUT_COPIED, "about-copied", "R25", INFO, "“{0}”{1} 行里有 {2} 行照抄了指标名称",
    "请写清这条指标怎样算、量的是什么")
/* unitnames.c */
X(UNIT_SELF, "unit-self", "R26", WARNING, "“{0}”是{1}级单位，这里却自称“{2}”（共 {3} 处）",
    "请核对：多半是旧文字没有改")
X(UNIT_NEAR, "unit-near", "R26", WARNING, "“{0}”是“{1}”，“{2}”是“{3}”，只差一两个字",
    "请核对是不是同一个单位；是的，请写成与公章一致")
X(UNIT_VARIES, "unit-varies", "R26", WARNING, "同一个单位有两种写法：“{0}”和“{1}”",
    "请统一成与公章一致的全称")
X(UNIT_CODE, "unit-code", "R26", INFO, "“{0}”里没有代码",
    "请在名称前填预算单位代码，例如 219001-某某局")
X(UNIT_BLANK, "unit-blank", "R13", WARNING, "填报单位没有填，盖章处没有单位名称",
    "请填“{0}”，与公章一致")
/* marks.c: {0} what stands there, {1} how often */
X(MARK_DOUBLED, "mark-doubled", "R27", INFO, "两个标点“{0}”连在一起（共 {1} 处）", "请删去一个")
X(MARK_HALF, "mark-half", "R27", INFO, "汉字后面用了半角标点“{0}”（共 {1} 处）",
    "请改成全角，例如“，”“；”")
X(SPACE_STRAY, "space-stray", "R27", INFO, "两个汉字之间有空格（“{0}”处，共 {1} 处）", "请删去空格")
X(MARK_SLASH, "mark-slash", "R27", INFO, "用反斜杠“{0}”隔开（共 {1} 处）", "请改成顿号“、”")
X(NUMBER_STYLE, "number-style", "R27", INFO, "序号“{0}”与前面的写法不同",
    "请统一，例如都写“1、”“2、”，或都写“1.”“2.”")
X(BRACKET_STYLE, "bracket-style", "R27", INFO, "标签“{0}”与“{1}”的括号一个半角、一个全角",
    "请统一成全角（　）")
X(WORD_DOUBLED, "word-doubled", "R27", INFO, "“{0}”里“{1}”写了两遍", "请核对，多写的删去")
X(CHARACTER_STRAY, "character-stray", "R27", INFO, "实际完成值比指标值多一个“{0}”字",
    "请核对，多写的删去")
X(LABEL_LEFT, "label-left", "R27", INFO, "“{0}”填的“{1}”像是表上的标签", "请填实际内容")
X(BLANK_NOUGHT, "blank-nought", "R27", INFO, "“{0}”有 {1} 份空着，{2} 份填 0",
    "请统一：没有的都填 0，或都空着")
