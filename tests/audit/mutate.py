"""Mutants of the samples and of the forms without a fault: one number, unit, operator, label, date, text
or row changed each.

A Base is what is changed: one document of a sample; two or more where a rule looks over several. Each
operation yields (said, lines, edited text) of one change; a Mutant knows which of its lines is which of
its base's. The dice are seeded: the same mutants at every run."""
import pathlib
import random
import re
from collections import Counter
from dataclasses import dataclass

from notation import DATE, GOALS
from reading import number, parsed, read

SEED = 7
CLEAN = pathlib.Path(__file__).resolve().parent / "clean"


@dataclass(frozen=True)
class Base:
    name: str
    form: str
    text: str
    together: bool = False  # judged over its documents, so in a run of its own


@dataclass(frozen=True)
class Mutant:
    base: Base
    op: str
    said: str
    text: str
    at: int  # the first line changed, from 1
    old: int  # how many lines stood there
    new: int  # how many stand there now
    shift: int = 0  # the lines changed are the base's, this far turned round

    def back(self, line):
        """The line of the base that a line of the mutant was."""
        if line < self.at:
            return line
        if line >= self.at + self.new:
            return line - self.new + self.old
        into = line - self.at
        return self.at + ((into + self.shift) % self.old if self.shift else min(into, self.old - 1))


PLAIN = re.compile(r"[\u4e00-\u9fff\w≥≤.％%（）“”、，。][\u4e00-\u9fff\w≥≤.％%（）“”、，。/ ]*(?<! )")


def quoted(text):
    """The text as a scalar."""
    if PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Sheet:
    """The lines of a base, and edits of them."""

    def __init__(self, base):
        self.base, self.lines, self.docs = base, base.text.split("\n"), read(base.text)

    def mutant(self, op, said, first, old, new, shift=0):
        """Lines first … first+old-1 (from 0) replaced by the list new."""
        text = "\n".join(self.lines[:first] + new + self.lines[first + old:])
        return Mutant(self.base, op, said, text, first + 1, old, len(new), shift)

    def scalar(self, op, cell, text, raw=False):
        """A cell of one line with another text."""
        (first, start), (last, end) = cell.span
        line = self.lines[first]
        if last != first or cell.block:
            return None
        put = text if raw else quoted(text)
        if start == end:
            put = (" " if line[start - 1] == ":" else "") + put
        return self.mutant(op, f"{cell.text!r} → {text!r}", first, 1, [line[:start] + put + line[end:]])

    def paragraph(self, op, line, text):
        """A line of a block scalar with another text."""
        old = self.lines[line - 1]
        indent = len(old) - len(old.lstrip())
        new = [" " * indent + t for t in text.split("\n")]
        return self.mutant(op, f"…{old.strip()[-10:]!r} → …{text[-10:]!r}", line - 1, 1, new)


def swapped(text):
    """Two neighbouring digits in each other's place."""
    digits = [n for n in range(len(text) - 1) if text[n:n + 2].isdigit() and text[n] != text[n + 1]]
    if not digits:
        return None
    n = digits[-1]
    return text[:n] + text[n + 1] + text[n] + text[n + 2:]


def stepped(text, step):
    """The number with its last digit counted on."""
    n = number(text)
    return None if n is None else str(n + step * n.__class__(1).scaleb(n.as_tuple().exponent))


def numbers(text):
    """What a slip makes of a number."""
    whole, dot, part = text.partition(".")
    made = [swapped(text), stepped(text, 1), stepped(text, -1), text + "0" if not dot else None,
            text[:-1] if len(text) > 1 and not dot else None, whole + part if dot else None,
            *(text[:n] + str(int(c) % 9 + 1) + text[n + 1:] for n, c in enumerate(text) if c.isdigit())]
    return [m for m in dict.fromkeys(made) if m and number(m) is not None and number(m) != number(text)]


AMOUNT_FIELDS = re.compile(r"(总额|拨款|资金|补助|安排|合计|金额|支出|预算|预算数|执行数|价值|数量|单价|收入|其他)$")


def amounts(sheet, dice):
    """Fields and list cells of money and counts: a number, or a blank filled."""
    for doc in sheet.docs:
        cells = list(doc.fields.items()) + [(c, t) for rows in doc.lists.values() for r in rows for c, t in r.items()]
        for name, cell in cells:
            if not AMOUNT_FIELDS.search(name):
                continue
            if not cell:
                if cell.span and cell.span[0] == cell.span[1]:
                    for text in ("5", "120", "33.5", "0.4"):
                        yield sheet.scalar("填空", cell, text)
            elif number(cell) is not None:
                for text in numbers(cell.text):
                    yield sheet.scalar("数", cell, text)


def self_evaluation(sheet, dice):
    """Rates, weights, scores, totals."""
    for doc in sheet.docs:
        for name in ("执行率", "预算执行率"):
            if doc[name]:
                bare = doc[name].text.rstrip("%")
                for text in [m + "%" for m in numbers(bare)] + [bare if "%" in doc[name].text else bare + "%"]:
                    yield sheet.scalar("执行率", doc[name], text)
        for name in ("执行率得分", "预算执行得分", "执行率分值", "预算执行权重", "总分", "总得分", "权重合计", "得分合计"):
            if doc[name]:
                for text in numbers(doc[name].text):
                    yield sheet.scalar("分数", doc[name], text)
        for i in doc.indicators:
            for op, cell in (("分值", i.weight), ("得分", i.score)):
                if cell and number(cell) is not None:
                    for text in (stepped(cell.text, 1), stepped(cell.text, -1), cell.text + "0"):
                        yield sheet.scalar(op, cell, text)
        for label in {i.labels[0] for i in doc.indicators}:
            found = re.search(r"(\d+)分", label.text)
            if found:
                for text in (swapped(found[1]), str(int(found[1]) + 10), str(int(found[1]) - 5)):
                    if text:
                        yield sheet.scalar("标签分数", label, label.text.replace(found[1] + "分", text + "分"), raw=True)


def actuals(sheet, dice):
    for doc in sheet.docs:
        for i in doc.indicators:
            if not i.actual:
                continue
            target = i.target.text.strip()
            for text in ("≥" + target.lstrip("≥≤=><"), i.name.text, "已完成", "139", "12个", swapped(i.actual.text)):
                if text and text != i.actual.text:
                    yield sheet.scalar("实际完成值", i.actual, text)


UNITS = ("人", "次", "%", "万元", "天", "公里", "个", "套")


def targets(sheet, dice):
    """The value of an indicator: its number, its unit, its operator."""
    for doc in sheet.docs:
        for i in doc.indicators:
            v = parsed(i.target.text)
            if not v:
                continue
            rest = f"{v.gap}{v.unit}"
            for n in numbers(str(v.number)):
                yield sheet.scalar("指标值数", i.target, v.raw + n + rest)
            for unit in ("", v.unit + v.unit, dice.choice(UNITS), dice.choice(UNITS)):
                yield sheet.scalar("指标值单位", i.target, f"{v.raw}{v.number}{v.gap}{unit}")
            if v.unit == "万元":
                for unit in ("万", "亿万元", "亿元", "元"):
                    yield sheet.scalar("指标值单位", i.target, f"{v.raw}{v.number}{unit}")
            if v.unit == "%":
                for unit in ("个 %", " %", "项%"):
                    yield sheet.scalar("指标值单位", i.target, f"{v.raw}{v.number}{unit}")
            ascii_ = {"≥": ">=", "≤": "<=", ">=": "≥", "<=": "≤"}.get(v.raw)
            for op in ("≥", "≤", "", ascii_):
                if op is not None and op != v.raw:
                    yield sheet.scalar("比较号", i.target, op + str(v.number) + rest)
            if v.op in ("≥", "≤"):
                yield sheet.scalar("比较号", i.target, f"{v.raw}各{v.number}{rest}")


CIRCLES = ("按申请数量", "小于等于批复数", "按实际发生数", "不超过预算")
VAGUE = ("良好", "全面完成", "显著提升", "基本保障")


def wording(sheet, dice):
    """A value in words instead of a number."""
    for doc in sheet.docs:
        for i in doc.indicators:
            if i.target:
                yield sheet.scalar("空话", i.target, dice.choice(CIRCLES))
                yield sheet.scalar("定性", i.target, dice.choice(VAGUE))


def dates(sheet, dice):
    for doc in sheet.docs:
        for i in doc.indicators:
            found = DATE.fullmatch(i.target.text)
            if found:
                for year in (-2, -1, 1, 2, 10):
                    yield sheet.scalar("日期", i.target, i.target.text.replace(found[1], str(int(found[1]) + year), 1))
                yield sheet.scalar("日期", i.target, f"{found[1]}年{dice.randint(1, 11)}月{dice.randint(1, 28)}日")
        if doc.year():
            for year in (-10, -2, -1, 1, 2):
                yield sheet.scalar("年度", doc["年度"], str(doc.year() + year))
        if doc["填报日期"]:
            yield sheet.scalar("日期", doc["填报日期"], f"{doc.year()}年1月28日")
            yield sheet.scalar("日期", doc["填报日期"], f"{doc.year() + 2}年1月28日")


RATE_NAMES = ("工作完成率", "设施覆盖率", "培训参与比例", "资产利用率")


def labels(sheet, dice):
    """The name of a row, or of a second level."""
    for doc in sheet.docs:
        for i in doc.indicators:
            name = {"数量": RATE_NAMES, "时效": ("成果验收合格率", "工程质量合格率"), "满意度": ("设备正常使用年限", "房屋使用年限")}.get(
                i.kind, ("工作开展情况",))
            yield sheet.scalar("三级名称", i.name, dice.choice(name))
        for label in {i.labels[-1]: None for i in doc.indicators}:
            if label.text.startswith("成本"):
                for other in ("经济成本", "社会成本", "生态环境成本"):
                    yield sheet.scalar("二级名称", label, label.text.replace("成本", other), raw=True)
            if label.text.startswith(("质量", "时效")) and "2021" not in doc.form:
                yield sheet.scalar("二级名称", label, label.text.replace(label.text[:2], "经济成本"), raw=True)


def span(i):
    return min(i.lines() - {0}) - 1, max(i.lines())


def rows(sheet, dice):
    """A row dropped, moved under another level, or in its neighbour's place."""
    for doc in sheet.docs:
        held = [i for i in doc.indicators if i.labels]
        for n, i in enumerate(held):
            first, last = span(i)
            others = [j for j in held if j.labels == i.labels and j is not i]
            if others:
                yield sheet.mutant("删行", i.name.text, first, last - first, [])
            else:
                siblings = [j for j in held if j.labels[0] == i.labels[0] and j is not i]
                label = i.labels[-1] if siblings or len(i.labels) == 1 else i.labels[0]
                yield sheet.mutant("删组", label.text, label.line - 1, last - label.line + 1, [])
            for j in dice.sample(held, min(4, len(held))):
                begin, end = span(j)
                taken = {k.name.text for k in others} | {i.name.text}
                listed = sheet.lines[first].lstrip().startswith("- "), sheet.lines[begin].lstrip().startswith("- ")
                if j.kind != i.kind and j.name.text not in taken and not any(listed):
                    yield sheet.mutant("换行", f"{i.name.text} → {j.name.text}", first, last - first, sheet.lines[begin:end])
            if n + 1 < len(held) and held[n + 1].labels == i.labels:
                begin, end = span(held[n + 1])
                if begin == last:
                    turned = sheet.lines[begin:end] + sheet.lines[first:last]
                    yield sheet.mutant("对调", i.name.text, first, end - first, turned, begin - first)


def texts(sheet, dice):
    """A goal: cut short, said twice, its marks changed."""
    for doc in sheet.docs:
        cells = [t for n in GOALS for t in [doc[n]] if t] + [
            r[c] for listed in doc.lists.values() for r in listed for c in GOALS if c in r]
        for cell in cells:
            for line, part in cell.paragraphs():
                def put(op, text):
                    return sheet.paragraph(op, line, text) if cell.block else sheet.scalar(op, cell, text)
                if len(part) > 30 and part[-1] in "。；":
                    yield put("截断", part[:-dice.randint(3, 9)])
                    yield put("截断", part[:len(part) // 2 + dice.randint(0, 4)])
                if len(part) >= 22:
                    yield put("重复", part + part)
                    if cell.block:
                        yield put("重复", part + "\n" + part)
                comma = [n for n, c in enumerate(part) if c in "，、；" and re.match("[\u4e00-\u9fff]", part[n - 1])]
                if comma:
                    n = dice.choice(comma)
                    yield put("标点", part[:n] + "," + part[n + 1:])
                    yield put("标点", part[:n] + ",。" + part[n + 1:])
                n = dice.randrange(1, len(part) - 1)
                if re.fullmatch("[\u4e00-\u9fff]{2}", part[n - 1:n + 1]):
                    yield put("空格", part[:n] + " " + part[n:])
                digit = re.search(r"\d+(?:\.\d+)?(?=[\u4e00-\u9fff%])", part[4:])
                if digit and numbers(digit[0]):
                    yield put("文中数", part[:4] + part[4:].replace(digit[0], dice.choice(numbers(digit[0])), 1))
                if "亿元" in part or "万元" in part:
                    yield put("文中单位", part.replace("亿元", "亿万元").replace("万元", "亿万元", 1))


def pasted(sheet, dice):
    """Over several projects: the goal of another, or its indicators."""
    for a in sheet.docs:
        for b in sheet.docs:
            if a is b or not a["绩效目标"] and not a["年度目标"]:
                continue
            name = "绩效目标" if a["绩效目标"] else "年度目标"
            lines = [[n for n, _ in d[name].paragraphs()] for d in (a, b)]
            taken = sheet.lines[lines[0][0] - 1:lines[0][-1]]
            yield sheet.mutant("抄目标", b["项目名称"].text, lines[1][0] - 1, len(lines[1]), taken)
            held = [(d.marks["绩效指标"], max(d.band_lines())) for d in (a, b)]
            taken = sheet.lines[held[0][0]:held[0][1]]
            yield sheet.mutant("抄指标", b["项目名称"].text, held[1][0], held[1][1] - held[1][0], taken)


ONE = (amounts, self_evaluation, actuals, targets, wording, dates, labels, rows, texts)


def documents(text):
    """The documents of a file as texts of their own."""
    parts = re.split(r"^---\n", text, flags=re.M)
    return [p for p in parts if re.search(r"^表:", p, re.M)]


def bases(templates):
    """(bases of one document, bases of several projects, the pair of R05)."""
    samples = sorted(templates.glob("*/samples/*.yaml")) + sorted(CLEAN.glob("*.yaml"))
    one, several, pair = [], [], []
    for path in samples:
        docs = documents(path.read_text(encoding="utf-8"))
        for n, text in enumerate(docs):
            form = "clean" if path.parent == CLEAN else path.stem
            one.append(Base(f"{path.stem}-{n + 1}" if len(docs) > 1 else path.stem, form, text))
        for n in range(0, len(docs) - 2 if path.parent != CLEAN else 0, 3):
            several.append(Base(f"{path.stem}-{n + 1}…{n + 3}", path.stem, "---\n".join(docs[n:n + 3]), True))
        if re.search(r"lukou-(zhengti|ziping)", path.stem):
            pair += docs
    return one, several, [Base("lukou-zhengti+ziping", "lukou", "---\n".join(pair), True)]


def unlike(made):
    """Mutants that differ from their base and from each other."""
    seen = set()
    for m in made:
        if m is not None and m.text != m.base.text and (m.base, m.text) not in seen:
            seen.add((m.base, m.text))
            yield m


def mutants(templates):
    """Every mutant of every base, in an order of the seed's."""
    one, several, pair = bases(templates)
    made = []
    for held, ops in ((one, ONE), (several, (pasted,)), (pair, (amounts, targets, labels, rows))):
        for base in held:
            sheet, dice = Sheet(base), random.Random(f"{SEED} {base.name}")
            made += [m for op in ops for m in op(sheet, dice)]
    made = list(unlike(made))
    random.Random(SEED).shuffle(made)
    return made


MOST, MOST_TOGETHER = 6, 10  # the latter are run one by one
SCARCE = {"比较号": 14, "三级名称": 10, "换行": 10, "数": 60, "填空": 30, "日期": 24, "年度": 24}  # what only few forms have


def chosen(made):
    """At most so many of each operation on each sample, so that no form and no slip outweighs the others."""
    taken = Counter()
    for m in made:
        group = (m.base.form, m.base.together, m.op)
        taken[group] += 1
        if taken[group] <= (MOST_TOGETHER if m.base.together else SCARCE.get(m.op, MOST)):
            yield m
