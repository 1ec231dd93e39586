"""The arithmetic rules: R01 R02 R03 R04 R06 R07 R08 R21 R24 R28, from their statements.

Which cells of which form make a sum is written here again, from the forms; the templates' own relations
are not read. Blank and 0 count the same in a sum; a sum without a total, or of nothing but blanks, is
not judged."""
from decimal import Decimal

from claims import SUMS, claim, doubt
from reading import Text, number, parsed, printed_score, short, value

ZERO = Decimal(0)
FUNDS = ("一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金")
SOURCES = ("一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "单位资金")
STAGES = ("年初预算数", "全年预算数", "全年执行数")
SICHUAN = (("年初预算总额", "年初预算"), ("调整后预算数总额", "调整后预算数"), ("预算执行数总额", "预算执行数"))
MAIN = "项目支出绩效目标表/贵州"
TASKS = ("部门整体支出绩效目标表/新疆", "部门（单位）整体支出绩效目标申报表/全国")
HUNAN_GOAL, HUNAN_SELF = "部门整体支出绩效目标表/湖南", "部门整体支出绩效自评表/湖南"
SELF_NATIONAL, SELF_ANHUI = "项目支出绩效自评表/全国", "项目支出绩效自评表/安徽"
SELF_SICHUAN = "部门预算项目支出绩效自评表/四川"
PROCUREMENT, ASSETS = "政府采购预算表/河北", "固定资产占用情况表/河北"
HUBEI = "市直部门预算项目支出绩效目标表/湖北"

# form → (rule, total, parts) of its fields
FIELDS = {
    MAIN: [("R01", "资金总额", ("财政拨款", "其他资金")), ("R02", "财政拨款", ("上级补助", "本级安排"))],
    "项目支出核心绩效目标表/全国": [("R01", "资金总额", ("财政拨款", "其他资金"))],
    "项目支出绩效目标申报表/全国": [("R01", "年度资金总额", ("年度财政拨款", "年度其他资金")),
                        ("R01", "中期资金总额", ("中期财政拨款", "中期其他资金"))],
    "区域（项目）绩效目标表/全国": [("R01", "年度金额", ("年度中央补助", "年度地方资金")),
                        ("R01", "实施期金额", ("实施期中央补助", "实施期地方资金"))],
    "财政支出项目绩效目标申报表/陕西": [("R01", "资金总额", ("财政拨款", "自有资金", "其他资金")),
                          ("R01", "自有资金", ("事业收入", "经营性收入", "自有资金其他"))],
    "财政项目支出绩效目标申报表/上海": [("R01", "年度资金申请总额", ("当年财政拨款", "上年结转资金", "其他资金"))],
    HUNAN_GOAL: [("R03", "资金总额", FUNDS), ("R03", "资金总额", ("基本支出", "项目支出"))],
    HUNAN_SELF: [("R03", "年初预算数", FUNDS), ("R03", "年初预算数", ("基本支出", "项目支出"))],
    SELF_NATIONAL: [("R01", "年度资金总额" + s, tuple(p + s for p in ("当年财政拨款", "上年结转资金", "其他资金")))
                    for s in STAGES],
    SELF_ANHUI: [("R01", "年度资金总额" + s, tuple(p + s for p in ("本年财政拨款", "上年结转资金", "其他资金")))
                 for s in STAGES],
    SELF_SICHUAN: [("R01", t, tuple(p + s for p in ("财政资金", "财政专户管理资金", "单位资金", "其他资金")))
                   for t, s in SICHUAN],
    ASSETS: [("R24", "资产总额价值", ("房屋价值", "车辆价值", "设备价值", "其他固定资产价值"))],
}
# form → (list, rule, total, parts), row by row
ROWS = {
    **{form: [("年度主要任务", "R01", "总额", ("财政拨款", "其他资金"))] for form in TASKS},
    PROCUREMENT: [("采购项目", "R21", "合计", SOURCES)],
}
# form → (list, rule, field, column): the field is the sum of the column
COLUMNS = {
    TASKS[1]: [("年度主要任务", "R28", "金额合计", "总额"), ("年度主要任务", "R28", "财政拨款合计", "财政拨款"),
               ("年度主要任务", "R28", "其他资金合计", "其他资金")],
    PROCUREMENT: [("采购项目", "R21", "采购金额合计", "合计")] + [("采购项目", "R21", s + "合计", s) for s in SOURCES],
    HUBEI: [("成本构成", "R28", "金额合计", "金额"), ("成本构成", "R28", "前二年合计", "前二年实际执行数"),
            ("成本构成", "R28", "前一年合计", "前一年实际执行数")],
}
# form → (budget, how many of its unit make 10,000 yuan, the band): what the cost indicators are held against
BUDGETS = {
    MAIN: ("资金总额", 1, "绩效指标"),
    "项目支出核心绩效目标表/全国": ("资金总额", 1, "绩效指标"),
    "项目支出绩效目标申报表/全国": ("年度资金总额", 1, "年度绩效指标"),
    "区域（项目）绩效目标表/全国": ("年度金额", 1, "年度绩效指标"),
    "财政支出项目绩效目标申报表/陕西": ("资金总额", 1, "年度绩效指标"),
    "财政项目支出绩效目标申报表/上海": ("年度资金申请总额", 10000, "绩效指标"),
    HUNAN_GOAL: ("项目支出", 1, "绩效指标"),
}
PER_UNIT = ("每", "人均", "单位", "标准", "单价", "均")
# form → executed, budget, rate, score of the rate, points of the rate
RATES = {
    HUNAN_SELF: ("全年执行数", "全年预算数", "执行率", "执行率得分", "执行率分值"),
    SELF_NATIONAL: ("年度资金总额全年执行数", "年度资金总额全年预算数", "执行率", "执行率得分", "执行率分值"),
    SELF_ANHUI: ("年度资金总额全年执行数", "年度资金总额全年预算数", "执行率", "执行率得分", "执行率分值"),
    SELF_SICHUAN: ("预算执行数总额", "调整后预算数总额", "预算执行率", "预算执行得分", "预算执行权重"),
}
TOTALS = {form: ("总分", "总得分") for form in (HUNAN_SELF, SELF_NATIONAL, SELF_ANHUI)} | {
    SELF_SICHUAN: ("权重合计", "得分合计")}


def compared(rule, total, parts, kind, anchor=None):
    """The claim, if any, that the total is not the sum of the parts; a doubt where a cell is no number."""
    lines = {t.line for t in (total, *parts) if t.line}
    if not total or not any(parts):
        return
    numbers = [number(t) if t else ZERO for t in (total, *parts)]
    if None in numbers:
        yield doubt(rule, lines)
    elif numbers[0] != sum(numbers[1:]):
        rules = (rule, *(r for r in SUMS if r != rule))
        yield claim(rules, kind, anchor or total.line, lines, f"{numbers[0]} ≠ {sum(numbers[1:])}")


def fields(doc):
    for rule, total, parts in FIELDS.get(doc.form, ()):
        yield from compared(rule, doc[total], [doc[p] for p in parts], f"{total}={parts[0]}+…")


def rows(doc):
    for listed, rule, total, parts in ROWS.get(doc.form, ()):
        for row in doc.lists.get(listed, ()):
            cells = [row.get(p, Text()) for p in parts]
            yield from compared(rule, row.get(total, Text()), cells, f"{total}={parts[0]}+…")


def columns(doc):
    for listed, rule, total, column in COLUMNS.get(doc.form, ()):
        cells = [row.get(column, Text()) for row in doc.lists.get(listed, ())]
        if doc[total] and cells and not any(cells):
            yield doubt(rule, {doc[total].line})  # nothing to add up, or a total of nothing?
        yield from compared(rule, doc[total], cells, f"{total}=Σ{column}")


def procurement(doc):
    """R21: 数量×单价=合计; 预算资金≥合计."""
    for row in doc.lists.get("采购项目", ()):
        cells = [row.get(c, Text()) for c in ("数量", "单价", "合计", "预算资金")]
        count, price, total, budget = map(number, cells)
        lines = {t.line for t in cells if t.line}
        if None not in (count, price, total) and count * price != total:
            yield claim("R21", "数量×单价", cells[2].line, lines, f"{count}×{price} ≠ {total}")
        if None not in (total, budget) and budget < total:
            yield claim("R21", "预算资金<合计", cells[3].line, lines, f"{budget} < {total}")


def costs(doc):
    """R04: the cost indicators of a form, added up, against its budget."""
    if doc.form not in BUDGETS:
        if any(i.kind.endswith("成本") for i in doc.indicators):
            yield doubt("R04", doc.all_lines())
        return
    name, per, band = BUDGETS[doc.form]
    held = [i for i in doc.indicators if i.band == band and i.kind.endswith("成本") and "率" not in i.name.text]
    lines = {n for i in held for n in i.lines()} | {doc[name].line, doc.marks.get(band, doc.line)}
    budget, amounts = number(doc[name]), [value(i) for i in held]
    if not held or budget is None:
        return
    if any(a is None or a.money is None for a in amounts) or any(w in i.name.text for i in held for w in PER_UNIT):
        yield doubt("R04", doc.all_lines())
        return
    total, budget = sum(a.money for a in amounts), budget / per
    if total != budget:
        kind = "成本合计超预算" if total > budget else "成本合计低于预算"
        yield claim("R04", kind, doc[name].line, lines | {t.line for i in held for t in i.labels}, f"{total} / {budget}")


def near(written, true, places):
    """0 the same, 1 within the rounding of what is written (to judge that is not the oracle's), 2 apart."""
    if abs(written - true) * 200 <= Decimal(10) ** -places:
        return 0
    return 1 if abs(written - true) <= Decimal(10) ** -places else 2


def places(number_):
    return max(0, -number_.as_tuple().exponent)


def execution(doc):
    """R06: 执行率 = 执行数/预算数; its score = min(执行率,1)×10."""
    if doc.form not in RATES:
        return
    cells = [doc[name] for name in RATES[doc.form]]
    lines = {t.line for t in cells if t.line}
    done, budget, points = number(cells[0]), number(cells[1]), number(cells[4])
    rate, score = (number(t.text.replace("%", "")) for t in cells[2:4])
    if done is None or not budget:
        return
    true = done / budget
    for written, right, kind, cell in ((rate, true * 100, "执行率", cells[2]), (score, min(true, Decimal(1)) * 10, "执行率得分", cells[3])):
        apart = near(written, right, places(written)) if written is not None else 0
        if kind == "执行率得分" and points != 10:
            apart = min(apart, 1)
        if apart == 2:
            yield claim("R06", kind, cell.line, lines, f"{written} ≠ {right:.2f}")
        elif apart == 1:
            yield doubt("R06", lines)


def weights(doc):
    """R07: Σ分值 per first level = the score printed in its label; with the execution rate's, 100."""
    if doc.form not in TOTALS or not any(i.weight for i in doc.indicators):
        return
    points, total = doc[RATES[doc.form][4]], doc[TOTALS[doc.form][0]]
    groups, all_ = {}, ZERO
    for i in doc.indicators:
        w = number(i.weight) if i.weight else ZERO
        if w is None:
            yield doubt("R07", doc.all_lines())
            return
        groups.setdefault(i.labels[0], []).append((w, i))
        all_ += w
    for label, held in groups.items():
        stated, added = printed_score(label.text), sum(w for w, _ in held)
        if stated is not None and stated != added:
            lines = {label.line} | {n for _, i in held for n in i.lines()} | {t.line for _, i in held for t in i.labels}
            yield claim("R07", "一级" + short(label.text), label.line, lines, f"{added} ≠ {stated}")
    if number(points) is None:
        return
    all_ += number(points)
    if all_ != 100 or (number(total) not in (None, all_)):
        yield claim("R07", "总分", total.line, doc.band_lines() | {total.line, points.line}, f"Σ {all_}, 总分 {total.text}, 100")


def goal_weights(doc):
    """R07 in a goal form: the weights add up to 100, or to 90 where the execution rate has the other 10."""
    held = [number(i.weight) for i in doc.indicators if i.weight]
    if doc.form not in TOTALS and held and None not in held and sum(held) not in (90, 100):
        yield claim("R07", "权重合计", min(doc.band_lines()), doc.all_lines(), f"Σ {sum(held)}")


def parts(doc):
    """R01: a part is not more than the whole that it is printed under."""
    whole, part = number(doc["项目资金总额"]), number(doc["项目财政资金"])
    if None not in (whole, part) and part > whole:
        yield claim("R01", "部分大于总额", doc["项目资金总额"].line, {doc["项目财政资金"].line}, f"{part} > {whole}")


def scores(doc):
    """R08: Σ得分 = 总分 as printed; each 得分 ≤ 分值; lost points need 偏差原因."""
    if doc.form not in TOTALS:
        return
    got, total, all_ = doc[RATES[doc.form][3]], doc[TOTALS[doc.form][1]], ZERO
    for i in doc.indicators:
        weight, score = number(i.weight), number(i.score)
        if weight is None or score is None:
            yield doubt("R08", doc.all_lines())
            return
        all_ += score
        if score > weight:
            yield claim("R08", "得分>分值", i.name.line, i.lines(), f"{score} > {weight}")
        elif score < weight and not i.reason:
            yield claim("R08", "扣分无原因", i.name.line, i.lines(), f"{score} < {weight}")
        if value(i) and parsed(i.actual.text) and value(i).number != parsed(i.actual.text).number:
            yield doubt("R08", i.lines())  # what such a row earns is the score's own rule
    if number(got) is not None and number(total) is not None and all_ + number(got) != number(total):
        yield claim("R08", "总得分", total.line, doc.band_lines() | {total.line, got.line}, f"{all_ + number(got)} ≠ {total.text}")


UNIT_PAIRS = {"万": "万元", "亿": "亿元", "平方": "平方米", "％": "%"}


def unit(text):
    return UNIT_PAIRS.get(text, text)


def actuals(doc):
    """R09: what was done is a measured value, of the target's unit: no inequality, not the indicator's name."""
    for i in doc.indicators:
        actual, target = i.actual, value(i)
        if not actual:
            continue
        text, measured = actual.text.strip(), parsed(actual.text)
        named = text == i.name.text.strip() or text == short(i.name.text)
        if text[0] in "≥≤><=＞＜":
            yield (claim("R09", "写的是要求", actual.line, i.lines(), text) if text[0] not in "=" else doubt("R09", i.lines()))
        elif named:
            yield claim("R09", "指标名称", actual.line, i.lines(), text)
        elif target:
            if not measured:
                yield doubt("R09", i.lines()) if any(c.isdigit() for c in text) else claim("R09", "不是数", actual.line, i.lines(), text)
            elif measured.money is not None and target.money is not None:
                if measured.unit != target.unit:
                    yield doubt("R09", i.lines())  # 元 against 万元: the same once normalised
            elif unit(measured.unit) != unit(target.unit):
                half = target.unit[:len(target.unit) // 2]
                rules = ("R09", "R14", "R27") if half * 2 == target.unit else ("R09", "R14")  # 公里公里: the same word twice
                yield claim(rules, "单位不同", actual.line, i.lines(), f"{measured.unit} / {target.unit}")
        elif any(c.isdigit() for c in i.target.text):
            if text in i.target.text and any(w in text for w in ("以上", "以下", "以内", "不低于", "不少于", "不超过")):
                yield claim("R09", "写的是要求", actual.line, i.lines(), text)
            else:
                yield doubt("R09", i.lines())
        elif measured:
            yield doubt("R09", i.lines())


RULES = [fields, rows, columns, procurement, costs, execution, weights, goal_weights, parts, scores, actuals]
