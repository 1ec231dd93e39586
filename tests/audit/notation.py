"""The rules on how indicators and texts are written: R10–R18, R20, R27, from their statements.

The words here are the oracle's own. Where a statement gives examples (故障率, 投诉率) the oracle takes
what plainly belongs to the same kind, and leaves the rest open as a Doubt."""
import functools
import re

from claims import claim, doubt
from reading import value

RATE = re.compile(r"(率|比例|占比|比重|满意度|满意程度)$")
GROWING = re.compile(r"增长|提升|提高|增幅|增加|下降|降低|减少|变化|节约|节支|控制|投资|回报|利润|收益|完成")
NEGATIVE = re.compile(r"(故障|投诉|差错|失误|事故|发病|死亡|返工|返修|破损|流失|漏损|超标|违法|违规|拖欠)(发生)?率$")
POSITIVE = re.compile(r"(覆盖|合格|达标|及时|出勤|通过|准确|到位|完好|普及)率$|满意度$")
COUNT = re.compile(r"(人数|次数|天数|户数|场次|场数|亩数|数量|件数|个数|套数|面积|长度|宽度|里程)$")
DIGIT = re.compile(r"[\d零一二两三四五六七八九十百千万亿]")
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:以前|之前|前)?")
FILLED = re.compile(r"(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?")
CJK = "[\u4e00-\u9fff]"
FULL_STOP = "。！？；!?;…"
SAID_IN_CIRCLES = re.compile(r"按.{0,8}(数量|数)|(小于|低于|不超过|不超)(等于)?.{0,6}(数|标准|预算|定额)|.{0,4}(工资|核定|规定|相关)标准")
GOALS = ("年度总体目标", "年度目标", "绩效目标", "整体绩效目标", "预期目标", "项目年度目标", "实际完成情况",
         "年度目标完成情况", "主要内容", "中期目标", "长期目标", "实施期目标", "项目总目标", "部门职能职责概述")


@functools.cache
def plain(name):
    """A name without what stands in brackets at its end, or a full stop: 工程竣工及时率（%） → 工程竣工及时率."""
    return re.sub(r"[（(][^（()）]*[）)]$|[。.]$", "", name.strip()).strip()


def cost(i):
    return i.kind.endswith("成本")


def is_rate(i):
    return bool(RATE.search(plain(i.name.text)))


def rates(doc):
    """R10: a rate has %, from 0 to 100; ≥100% is =100%."""
    for i in doc.indicators:
        v = value(i)
        if not v or not is_rate(i):
            continue
        unbounded = GROWING.search(i.name.text) and not re.search("完成率$", plain(i.name.text))
        if v.unit == "":
            yield claim(("R10", "R14"), "无百分号", i.target.line, i.lines(), i.target.text)
        elif v.unit not in ("%", "％", "‰"):
            yield claim(("R10", "R14", "R12"), "不是百分数", i.target.line, i.lines(), i.target.text)
        elif unbounded and v.number >= 100:
            yield doubt("R10", i.lines())
        elif v.number > 100:
            yield claim("R10", "超过100%", i.target.line, i.lines(), i.target.text)
        elif v.number == 100 and v.op in ("≥", ">"):
            yield claim("R10", "≥100%", i.target.line, i.lines(), i.target.text)


def directions(doc):
    """R11: cost amounts ≤; rates of what goes wrong ≤; coverage, pass rates and their like ≥ or =."""
    for i in doc.indicators:
        v, name = value(i), plain(i.name.text)
        if not v:
            continue
        up, down = v.op in ("≥", ">"), v.op in ("≤", "<")
        if cost(i) and up and v.money is not None:
            yield claim("R11", "成本≥", i.target.line, i.lines(), i.target.text)
        elif cost(i) and up:
            if name.endswith("成本控制率"):
                yield claim("R11", "成本控制率≥", i.target.line, i.lines(), i.target.text)
            else:
                yield doubt("R11", i.lines())
        elif NEGATIVE.search(name) and up:
            yield claim("R11", "负向指标≥", i.target.line, i.lines(), i.target.text)
        elif POSITIVE.search(name) and down and not NEGATIVE.search(name):
            yield claim("R11", "正向指标≤", i.target.line, i.lines(), i.target.text)


def places(doc):
    """R12: 数量 holds counts, not rates; 合格率 is not 时效; years are not satisfaction."""
    for i in doc.indicators:
        v, name = value(i), plain(i.name.text)
        if i.kind == "数量" and is_rate(i):
            yield claim("R12", "数量为率", i.name.line, i.lines(), name)
        elif i.kind == "时效" and "合格率" in name:
            yield claim("R12", "时效为合格率", i.name.line, i.lines(), name)
        elif i.kind == "满意度" and "满意" not in name and v and v.unit in ("年", "年以上"):
            yield claim("R12", "满意度为年限", i.name.line, i.lines(), name)


COSTS_2021 = ("经济成本", "社会成本", "生态环境成本")
BENEFITS = ("经济效益", "社会效益", "生态效益", "可持续影响", "环境效益")


def tree(doc):
    """R13: the second levels that a tree requires; a tree of two editions mixed."""
    if not doc.indicators:
        return
    edition = "2021" if doc.form.startswith("项目支出核心绩效目标表") else "2015"
    kinds = {i.kind for i in doc.indicators}
    every = doc.band_lines() | {doc.line}
    anchor = min(doc.band_lines())
    wanted = ("数量", "质量", "时效", "成本", "满意度") if edition == "2015" else ("数量", "质量")
    for kind in wanted:
        if kind not in kinds:
            yield claim("R13", "缺" + kind, anchor, every, "")
    if edition == "2015" and not kinds & set(BENEFITS):
        yield claim("R13", "缺效益", anchor, every, "")
    if edition == "2021":
        yield doubt("R13", every)
    for i in {i.labels: i for i in doc.indicators}.values():
        label = i.labels[-1]
        mixed = (i.kind in COSTS_2021 or i.top == "成本" and len(i.labels) > 1) if edition == "2015" else (
            i.top == "产出" and (i.kind == "成本" or i.kind in COSTS_2021))
        if mixed:
            yield claim("R13", f"混用{i.top}{i.kind}", label.line, every, label.text)


GARBLED_UNIT = re.compile(r"[个件项次人户家套台年月天元]\s*[%％]|元元|[%％]{2}")


def units(doc):
    """R14: a unit is missing or garbled."""
    for t in doc.texts:
        for line, part in t.paragraphs():
            for n in range(part.count("亿万元")):
                yield claim("R14", f"亿万元{n + 1}", line, {t.line}, part[:20])
    for i in doc.indicators:
        text, v, name = i.target.text, value(i), plain(i.name.text)
        at = (i.target.line, i.lines())
        if re.search(r"[≥≤><=]+\s*各", text):
            yield claim("R14", "比较号后有字", *at, text)
        elif re.search(r"[\u4e00-\u9fff][≥≤]|[≥≤].*[≥≤]", text):
            yield doubt("R14", i.lines())
        if not v:
            continue
        if GARBLED_UNIT.search(text):
            yield claim(("R14", "R10"), "两个单位", *at, text)
        elif v.gap and v.unit in ("%", "％"):
            yield claim("R14", "数与%之间有空格", *at, text)
        elif v.unit in ("万", "亿") and (cost(i) or re.search("费|资金|成本|投入|金额", name)):
            yield claim("R14", "缺元", *at, text)
        elif v.unit in ("平方", "立方"):
            yield claim("R14", "缺米", *at, text)
        elif v.unit == "" and not is_rate(i):
            yield claim("R14", "无单位", *at, text)
        elif v.unit in ("%", "％") and COUNT.search(name):
            yield claim(("R14", "R10", "R11", "R12", "R17"), "数量写成百分数", *at, text)
    for name in ("执行率", "预算执行率"):
        if re.fullmatch(r"\d+(\.\d+)?", doc[name].text):
            yield claim(("R14", "R10", "R06"), "执行率无%", doc[name].line, (), doc[name].text)


def operators(doc):
    """R15: one way of writing ≥ in a form; no amount of cost without an operator."""
    typed = {}
    for i in doc.indicators:
        for raw in re.findall(r">=|<=|≥|≤", i.nature.text + i.target.text):
            typed.setdefault(raw in "≥≤", set()).update(i.lines())
        v = value(i)
        if cost(i) and v and not v.op and v.money is not None and not is_rate(i):
            yield claim("R15", "成本无比较号", i.target.line, i.lines(), i.target.text)
    if len(typed) == 2:
        yield claim("R15", "比较号两种写法", min(doc.band_lines()), doc.band_lines(), "")


def dates(doc):
    """R16: dates lie in the form's year; a goal form is not dated after it."""
    year = doc.year()
    if year is None:
        return
    at = doc["年度"].line
    for i in doc.indicators:
        found = DATE.fullmatch(i.target.text.strip())
        if found and int(found[1]) != year:
            yield claim("R16", "日期不在年度内", i.target.line, i.lines() | {at}, i.target.text)
        other = re.search(r"(20\d\d)年", i.name.text)
        if other and int(other[1]) != year:
            yield claim("R16", "名称年份", i.name.line, i.lines() | {at}, i.name.text)
    filled = FILLED.fullmatch(doc["填报日期"].text.strip())
    if filled and int(filled[1]) > year and "目标" in doc.form:
        yield claim("R16", "填报日期晚于年度", doc["填报日期"].line, {at}, doc["填报日期"].text)
    for name in GOALS:
        for line, part in doc[name].paragraphs():
            if any(int(y) != year for y in re.findall(r"(20\d\d)\s*年", part)):
                yield doubt("R16", {line, at})


def qualities(doc):
    """R17: a value that cannot be measured, or goes round in circles."""
    for i in doc.indicators:
        text = i.target.text.strip()
        rules = ("R17", "R10") if is_rate(i) else ("R17",)  # of a rate: not a percentage
        if not text:
            continue
        if SAID_IN_CIRCLES.fullmatch(text):
            yield claim(rules, "循环", i.target.line, i.lines(), text)
        elif (cost(i) or i.kind == "数量") and not DIGIT.search(text):
            yield claim(rules, "无数字", i.target.line, i.lines(), text)


def squeezed(text):
    return re.sub(r"\s", "", text)


def goal(doc):
    return next((doc[n] for n in ("年度总体目标", "年度目标", "绩效目标", "整体绩效目标", "预期目标", "项目年度目标") if doc[n]), None)


def block(doc):
    """The indicators as they read, column by column."""
    return tuple((i.kind, squeezed(i.name.text), *sorted((c, squeezed(t.text)) for c, t in i.columns.items()))
                 for i in doc.indicators)


def doubled(doc):
    """R18 inside one form: a text that says itself twice."""
    cells = [doc[n] for n in GOALS] + [r[c] for rows in doc.lists.values() for r in rows for c in GOALS if c in r]
    for t in cells:
        lines = {n for n, _ in t.paragraphs()} | {t.line}
        parts, whole = [squeezed(p) for _, p in t.paragraphs()], squeezed(t.text)
        half = len(whole) // 2
        if half >= 20 and whole[:half] == whole[half:]:
            yield claim("R18", "整段重复", t.line, lines, whole[:12])
        elif any(len(p) >= 20 and p in parts[:n] for n, p in enumerate(parts)):
            yield claim("R18", "段落重复", t.line, lines, "")


def duplicates(docs):
    """R18 between projects: the same goal, or the same indicators, for different projects."""
    for what, taken in (("目标相同", lambda d: squeezed(goal(d).text) if goal(d) else None), ("指标相同", block)):
        groups = {}
        for n, doc in enumerate(docs):
            key = taken(doc)
            if key and doc.indicators:
                groups.setdefault(key, []).append((n, doc))
        for held in groups.values():
            if len({d["项目名称"].text for _, d in held}) < 2:
                continue
            lines = {n for _, d in held for n in d.all_lines()}
            for n, doc in held:
                yield claim("R18", f"{what}{n}", doc.line, lines, doc["项目名称"].text)


def endings(doc):
    """R20: a paragraph of a goal that stops short: no full stop at its end."""
    for name in GOALS:
        for line, part in doc[name].paragraphs():
            if part[-1] in FULL_STOP:
                continue
            if len(part) >= 20:
                yield claim("R20", "断句", line, {doc[name].line}, part[-8:])
            else:
                yield doubt("R20", {line, doc[name].line})


MARKS = re.compile(r"[,，、；;][。．，,；;、]|[。；][，,。]")
HALF = re.compile(f"{CJK},")
SPACE = re.compile(f"{CJK}[ \u3000]+{CJK}")


def marks(doc):
    """R27: doubled marks, a half-width comma after a Han character, stray spaces."""
    for t in doc.texts:
        parts = list(t.paragraphs())
        for kind, pattern in (("叠用标点", MARKS), ("半角逗号", HALF), ("多余空格", SPACE)):
            said = [part for _, part in parts if pattern.search(part)]
            if said:
                yield claim("R27", kind, t.line, {line for line, _ in parts}, said[0][:20])


RULES = [rates, directions, places, tree, units, operators, dates, qualities, doubled, endings, marks]
