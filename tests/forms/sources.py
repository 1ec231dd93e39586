"""The source documents as rows of cells, and what in them is an artefact of how they were published.

A document is a list of forms; a form is a list of rows; a row is (line, cells). Two ways of writing
occur: `lines` has a cell a line after a tab, rows parted by blank lines, and a cell may go on over
lines; `tabs` has a row a line.
"""
import re

# Labels that the source repeats on every row or on each page, or sets on the line where the middle
# of a tall merged cell fell. They are printed once for their rows: each must be found in the form's
# text, but not beside every row where the source has them.
MERGED = {
    "000": ["年度主要任务", "年度绩效指标", "产出指标", "数量指标", "质量指标", "时效指标", "成本指标",
            "社会效益指标", "满意度指标"],
    "001": ["绩效指标", "时效", "成本"],
    "002": [],
    "003": ["数量指标"],
}

# source text → printed text, with the reason; each must be needed.
ARTEFACTS = {
    "000": [
        (">=", "≥", "typed on a keyboard; the later pages of the same table have ≥"),
        ("<=", "≤", "the same"),
    ],
    "001": [
        ("<p>", "", "an HTML paragraph left in a cell by the editor"),
        ("</p>", "", "the same"),
        ("其中: 上级补\t", "其中: 上级补助\t", "label clipped by the row height of project 2; whole in the other four"),
        ("本级安\t", "本级安排\t", "the same"),
    ],
    "002": [],
    "003": [],
}


def fold(text):
    """Without white space: a line break or a gap says where a cell was narrow, no more."""
    return re.sub(r"[\s\u3000\xa0]+", "", text)


def resolve(name, text):
    """The text with its artefacts resolved, and those that did not occur."""
    idle = []
    for written, printed, _ in ARTEFACTS[name]:
        if written not in text:
            idle.append(written)
        text = text.replace(written, printed)
    return text, idle


def rows_of_tabs(text):
    """Rows of a document that has a row a line; a lone label outside tabs is a row as well."""
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        cells = [fold(c) for c in line.split("\t")]
        if any(cells):
            rows.append((number, [c for c in cells if c]))
    return rows


def rows_of_lines(text):
    """Rows of a document that has a cell a line, and the lines between its tables as rows of one."""
    rows, blank, inside = [], 0, False
    for number, line in enumerate(text.split("\n"), 1):
        if not fold(line) and "\t" not in line:
            blank += 1
            continue
        if "\t" in line:
            if not inside or blank > 0:
                rows.append((number, []))
            rows[-1][1].extend(line.split("\t")[1:])
            inside = True
        elif inside and blank < 2 and rows[-1][1]:
            rows[-1][1][-1] += line
        else:
            rows.append((number, [line]))
            inside = False
        blank = 0
    folded = [(number, [fold(c) for c in cells if fold(c)]) for number, cells in rows]
    return [row for row in folded if row[1]]


def parted(rows, begins):
    """Rows cut before each row that begins a form; what stands before the first is dropped."""
    forms = []
    for row in rows:
        if begins(row[1]):
            forms.append([])
        if forms:
            forms[-1].append(row)
    return forms


def between(rows, first, last):
    """Rows from the one that is `first` alone up to the one that starts with `last`."""
    names = [cells[0] for _, cells in rows]
    start = names.index(first)
    return rows[start:next(i for i in range(start, len(names)) if names[i].startswith(last))]


def forms(name, text):
    """[(sample, [form, …])] of a document; the forms in the order of the sample's documents."""
    if name == "000":
        rows = [r for r in rows_of_tabs(text) if not r[1][0].startswith("**")]
        return [("bazhou-zhujianju-2022", [rows])]
    if name == "001":
        rows = [r for r in rows_of_tabs(text) if r[1] != ["项目支出绩效目标表"]]
        return [("qiannan-zhujianju-2022", parted(rows, lambda c: c[0] == "项目名称"))]
    rows = rows_of_lines(text)
    if name == "002":
        goals = between(rows, "第二部分预算项目绩效目标", "六、")
        return [
            ("quyang-jigou-2021", [between(rows, "部门机构设置情况", "二、")]),
            ("quyang-xiangmu-2021", parted(goals, lambda c: re.match(r"\d+、.*绩效目标表$", c[0]))),
            ("quyang-caigou-2021", [between(rows, "部门政府采购预算", "七、")]),
            ("quyang-zichan-2020", [between(rows, "部门固定资产占用情况表", "八、")]),
        ]
    cut = next(i for i, (_, cells) in enumerate(rows) if cells == ["附件6"])
    return [("lukou-zhengti-2020", [rows[:cut]]), ("lukou-ziping-2020", [rows[cut:]])]
