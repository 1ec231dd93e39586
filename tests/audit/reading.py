"""A data file as a reviewer reads it: fields, lists and indicators, every scalar as text with its line.

Nothing here is taken from src. A document is read by yaml.compose, so 8.80 stays 8.80."""
import functools
import re
from dataclasses import dataclass, field
from decimal import Decimal

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BANDS = ("绩效指标", "年度绩效指标", "中期绩效指标", "长期绩效指标", "实施期绩效指标")
TARGETS = ("指标值", "年度指标值", "当年预期实现值")
COLUMNS = {"actual": ("实际完成值", "完成值"), "weight": ("分值", "权重", "分值权重"), "score": ("得分",),
           "reason": ("偏差原因分析及改进措施", "未完成原因分析"), "unit": ("度量单位",), "nature": ("指标性质",)}
NOWHERE = 0


@dataclass(frozen=True)
class Text:
    """A scalar: what is written, the line of its first character, and where it stands in the source:
    (line from 0, column) of its first character and behind its last."""

    text: str = ""
    line: int = NOWHERE
    block: bool = False
    span: tuple = ()

    def __bool__(self):
        return bool(self.text.strip())

    def paragraphs(self):
        """(line, text) of each paragraph; a block scalar begins on the line after its mark."""
        for i, part in enumerate(self.text.split("\n")):
            if part.strip():
                yield self.line + self.block + i, part.strip()


@dataclass
class Indicator:
    """One row of an indicator band. `kind` is the second level in short: 数量, 成本, 满意度 …"""

    band: str
    labels: tuple  # of Text: the levels above the row
    name: Text
    target: Text = Text()
    columns: dict = field(default_factory=dict)

    @property
    def top(self):
        return short(self.labels[0].text)

    @property
    def kind(self):
        return short(self.labels[-1].text)

    def __getattr__(self, name):
        if name not in COLUMNS:
            raise AttributeError(name)
        return next((self.columns[c] for c in COLUMNS[name] if c in self.columns), Text())

    def lines(self):
        return {self.name.line, self.target.line} | {t.line for t in self.columns.values()}


@dataclass
class Document:
    """One form, filled in."""

    form: str
    fields: dict  # name → Text
    lists: dict  # name → [{column: Text}]
    indicators: list
    marks: dict  # name → line of its key, of everything at the top
    line: int
    texts: list  # every Text of it

    def __getitem__(self, name):
        return self.fields.get(name, Text())

    def year(self):
        return int(self["年度"].text) if re.fullmatch(r"\d{4}", self["年度"].text) else None

    def band_lines(self):
        return {n for i in self.indicators for n in i.lines() | {t.line for t in i.labels}} | {
            self.marks[b] for b in BANDS if b in self.marks}

    def all_lines(self):
        last = max([t.span[1][0] + (not t.block) for t in self.texts] + list(self.marks.values()))
        return set(range(self.line, last + 1))


@functools.cache
def short(label):
    """数量指标 → 数量; 产出指标（50分） → 产出; every way to say satisfaction → 满意度."""
    label = re.sub(r"[（(].*?[）)]", "", label).strip()
    if "满意度" in label:
        return "满意度"
    return label[:-2] if label.endswith("指标") else label


def printed_score(label):
    """The score printed in a first-level label: 产出指标（50分） → 50."""
    found = re.search(r"[（(](\d+(?:\.\d+)?)分[）)]", label)
    return Decimal(found[1]) if found else None


class Reader:
    def __init__(self):
        self.texts = []

    def text(self, node):
        if not isinstance(node, yaml.ScalarNode):
            return Text()
        start, end = node.start_mark, node.end_mark
        made = Text(node.value, start.line + 1, node.style in ("|", ">"),
                    ((start.line, start.column), (end.line, end.column)))
        self.texts.append(made)
        return made

    def row(self, node):
        """{column: Text} of a mapping; a scalar is a row of one column without a name."""
        if isinstance(node, yaml.MappingNode):
            return {self.text(k).text: self.text(v) for k, v in node.value}
        return {"": self.text(node)}

    def indicator(self, band, labels, name, columns):
        target = next((columns[c] for c in ("", *TARGETS) if c in columns), Text())
        return Indicator(band, labels, name, target, columns)

    def items(self, band, labels, node):
        """The rows below a level, whichever way they are written."""
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                columns = self.row(item)
                name = next((columns[c] for c in ("三级指标", "指标内容", "二级指标") if c in columns), Text())
                yield self.indicator(band, labels, name, columns)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield self.indicator(band, labels, self.text(key), self.row(value))

    def band(self, band, node, levels, labels=()):
        if levels == 0:
            yield from self.items(band, labels, node)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield from self.band(band, value, levels - 1, (*labels, self.text(key)))

    def document(self, node):
        fields, lists, indicators, marks, form = {}, {}, [], {}, ""
        for key, value in node.value:
            name = key.value
            marks[name] = key.start_mark.line + 1
            if name == "表":
                form = value.value
            elif name in BANDS:
                levels = 1 if form.endswith("/湖北") else 2
                indicators += self.band(name, value, levels)
            elif isinstance(value, yaml.SequenceNode):
                lists[name] = [self.row(item) for item in value.value]
            else:
                fields[name] = self.text(value)
        return Document(form, fields, lists, indicators, marks, node.start_mark.line + 1, self.texts)


def read(text):
    """The documents of a data file."""
    return [Reader().document(node) for node in yaml.compose_all(text, Loader=LOADER)
            if isinstance(node, yaml.MappingNode)]


AMOUNT = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")


def number(text):
    """The decimal that a cell of money, a count or a score holds; None when it holds something else.
    A blank is not a number here: callers say what it means."""
    text = text.text.strip() if isinstance(text, Text) else text.strip()
    return Decimal(text.replace(",", "")) if AMOUNT.fullmatch(text) else None


VALUE = re.compile(r"(?P<op>>=|<=|≥|≤|＝|=|>|<|＞|＜)?\s*(?P<number>\d+(?:\.\d+)?)(?P<gap>\s*)(?P<unit>\D*)")
MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000), "万": Decimal(1), "亿": Decimal(10000)}


@dataclass(frozen=True)
class Value:
    """An indicator value that is one operator, one number, one unit; `op` is ≥ ≤ = > < or nothing."""

    op: str
    number: Decimal
    unit: str
    gap: str
    raw: str  # the operator as typed

    @property
    def money(self):
        """In 万元, or None."""
        return self.number * MONEY[self.unit] if self.unit in MONEY else None


OPS = {">=": "≥", "<=": "≤", "＝": "=", "＞": ">", "＜": "<"}


def value(indicator):
    """The Value of a target, or None where it is prose, a date or blank. 性质 and 度量单位 may stand in
    columns of their own."""
    return parsed(indicator.nature.text + indicator.target.text + indicator.unit.text)


@functools.cache
def parsed(text):
    found = VALUE.fullmatch(text.strip())
    if not found:
        return None
    raw = found["op"] or ""
    return Value(OPS.get(raw, raw), Decimal(found["number"]), found["unit"].strip(), found["gap"], raw)
