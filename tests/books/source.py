"""Every sentence and figure of source document 002 is in its book's PDF, in order, and nothing is between them but
what a page repeats.

usage: source.py PROGRAM ROOT
"""
import pathlib
import re
import sys
import tempfile

import book

BOOK = "templates/books/samples/quyang-2021.yaml"
SOURCE = "tests/sources/002_f0d47b0d691be104.txt"

# What of the source is an artefact of how it was published: source text → printed text, with the reason.
# White space is folded on both sides: the source has a cell a line after a tab, blank lines, indents, and gaps that
# spread a label (合  计). Nothing else of it is.
ARTEFACTS = []

# What a page prints again: header rows, labels of merged cells. At the beginning of a page, and there alone, it is passed
# over.
AGAIN = ["一级指标二级指标三级指标绩效指标描述指标值指标值确定依据", "产出指标", "效益指标", "满意度指标",
    "政府采购项目来源采购物品名称政府采购目录序号计量单位数量单价政府采购金额（当年部门预算安排资金）"
    "项目名称预算资金合计一般公共预算拨款基金预算拨款国有资本经营预算拨款财政专户核拨单位资金"]


def pieces(text):
    """(line, text) of the source, folded."""
    for written, printed, _ in ARTEFACTS:
        assert written in text, written
        text = text.replace(written, printed)
    return [(n, book.fold(line)) for n, line in enumerate(text.split("\n"), 1) if book.fold(line)]


def walk(wanted, shown, starts):
    """Differences between the source's pieces and the text of the body's pages, which begin at these offsets."""
    at = 0
    for line, text in wanted:
        found = shown.find(text, at)
        if found < 0:
            yield f"line {line}: {text[:50]!r} is not in the PDF after {shown[max(0, at - 30):at]!r}"
            continue
        between = shown[at:found]
        for again in AGAIN if at in starts else []:
            between = between.replace(again, "", 1)
        if between:
            yield f"line {line}: {between[:50]!r} stands before {text[:50]!r}, which the source does not have there"
        at = found + len(text)
    if shown[at:]:
        yield f"after the end: {shown[at:at + 50]!r}"


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    wanted = pieces((root / SOURCE).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        bodies = [lines for number, lines in map(book.number, book.pages(book.render(program, root, BOOK, folder)))
            if number is not None]
    pages = [book.fold("".join(lines)) for lines in bodies]
    shown = "".join(pages)
    starts = {sum(map(len, pages[:n])) for n in range(len(pages))}
    wrong = list(walk(wanted, shown, starts))
    # The walk itself: a lost piece, a changed figure, two pieces changed over, a text too many, a header row that no page
    # begins with are told.
    k = len(wanted) // 2
    figure = shown.replace("14349.63", "14394.63", 1)
    middle = shown.find(wanted[k][1], len(shown) // 3)
    for name, pair in {"lost": (wanted, shown.replace(wanted[k][1], "", 1) if shown.count(wanted[k][1]) == 1 else shown[:-9]),
            "figure": (wanted, figure), "more": (wanted, shown[:2000] + "多" + shown[2000:]),
            "again": (wanted, shown[:middle] + AGAIN[0] + shown[middle:]), "label": (wanted, shown[:middle] + AGAIN[1] + shown[middle:]),
            "order": (wanted[:3] + [wanted[4], wanted[3]] + wanted[5:], shown)}.items():
        if not list(walk(*pair, starts)):
            wrong.append(f"{name}: not told")
    print(f"{len(bodies)} pages, {len(wanted)} pieces, {sum(len(t) for _, t in wanted)} characters, {len(wrong)} wrong")
    sys.exit("\n".join(wrong[:40]) if wrong else 0)


if __name__ == "__main__":
    main()
