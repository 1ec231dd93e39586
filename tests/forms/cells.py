"""Every table cell of the published source documents, row by row, in the text of our PDFs.

`cells.py PROGRAM ROOT WORK` renders the samples and walks the documents of tests/sources; then it
damages each text, a row at a time, and must notice. `cells.py --fires` judges the walk on miniatures.
"""
import pathlib
import subprocess
import sys

import sources

AGAIN = 100  # characters of labels and heads that a page may begin with
COUNTS = {  # forms and rows that a document is known to have: nothing may be skipped
    "000": (1, 67), "001": (5, 202), "002": (44, 412), "003": (2, 63),
}


def end_of(text, row, start):
    """Where row ends in text at or after start, or -1. A page break may part it; the page that
    goes on with it may begin with labels and heads again."""
    at = text.find(row, start)
    if at >= 0:
        return at + len(row)
    page = text.find("\f", start)
    while page >= 0:
        for cut in range(min(len(row) - 1, page - start), 0, -1):
            if text.endswith(row[:cut], 0, page):
                end = end_of(text, row[cut:], page + 1)
                if 0 <= end <= page + 1 + AGAIN + len(row) - cut:
                    return end
        page = text.find("\f", page + 1)
    return -1


def found(text, cells, start, merged):
    """Where the row ends in text at or after start, else None. Merged labels may stand apart, and
    labels alone may stand anywhere: a page that goes on with their rows repeats them."""
    while not all(c in merged for c in cells):
        end = end_of(text, "".join(cells), start)
        if end >= 0:
            return end
        if cells[0] not in merged or cells[0] not in text:
            return None
        cells = cells[1:]
    return start if all(c in text for c in cells) else None


def missing(text, rows, merged):
    """Rows of a form that its text does not hold in their order: [(line, cells)]."""
    at, lost = 0, []
    for line, cells in rows:
        end = found(text, cells, at, merged)
        if end is None:
            lost.append((line, cells))
        else:
            at = end
    return lost


def unnoticed(text, rows, merged):
    """Rows that could lose a character without being missed."""
    at, blind = 0, []
    for line, cells in rows:
        end = found(text, cells, at, merged)
        if end > at and not missing(text[:end - 1] + "\ufffd" + text[end:], rows, merged):
            blind.append((line, cells))
        at = end
    return blind


def pdf_texts(program, root, work, sample, count):
    """The folded text of each document of a sample."""
    data, = root.glob(f"templates/*/samples/{sample}.yaml")
    folder = work / sample
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.pdf"):
        old.unlink()
    subprocess.run(
        [program, "render", "--quiet", "--templates", root / "templates", "--no-installed-fonts",
         "--font-map", root / "tests/golden/fonts.yaml", "-o", f"{folder}/", data], check=True)
    made = sorted(folder.glob("*.pdf"), key=lambda p: (len(p.name), p.name))
    if len(made) != count:
        raise SystemExit(f"{sample}: {len(made)} documents, the source has {count}")
    texts = []
    for path in made:
        out = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
        pages = out.stdout.decode("utf-8").rstrip("\f").split("\f")
        texts.append("\f".join(sources.fold(page) for page in pages))
    return texts


def document_walk(program, root, work, name):
    """Prints what is wrong with a document's forms; the number of findings."""
    path, = root.glob(f"tests/sources/{name}_*.txt")
    text, idle = sources.resolve(name, path.read_text(encoding="utf-8"))
    findings = [f"artefact {w!r} does not occur" for w in idle]
    forms = rows = 0
    for sample, parts in sources.forms(name, text):
        texts = pdf_texts(program, root, work, sample, len(parts))
        for index, (printed, part) in enumerate(zip(texts, parts), 1):
            forms, rows = forms + 1, rows + len(part)
            lost = missing(printed, part, sources.MERGED[name])
            findings += [f"{path.name}:{n}: {cells} is not in {sample} #{index}" for n, cells in lost]
            if not lost:
                findings += [f"{path.name}:{n}: damage to {cells} is not noticed in {sample} #{index}"
                             for n, cells in unnoticed(printed, part, sources.MERGED[name])]
    if (forms, rows) != COUNTS[name]:
        findings.append(f"{path.name}: {forms} forms and {rows} rows, not {COUNTS[name]}")
    print(f"{path.name}: {forms} forms, {rows} rows")
    print("\n".join(findings) if findings else "  all there", flush=True)
    return len(findings)


def fires():
    """The walk itself: what it must take and what it must refuse."""
    table = "\t甲\n\t乙\n\n\t\n\t丙 一\n二\n\t1\n\n\n后文\n"
    rows = sources.rows_of_lines(table)
    assert rows == [(1, ["甲", "乙"]), (4, ["丙一二", "1"]), (10, ["后文"])], rows
    assert not missing("甲乙续丙一二1后文", rows, [])
    assert missing("甲乙丙一二后文", rows, []) == [(4, ["丙一二", "1"])]       # a cell lost
    assert missing("甲乙丙二一1后文", rows, []) == [(4, ["丙一二", "1"])]      # a cell scrambled
    assert missing("丙一二1甲乙后文", rows, []) == [(4, ["丙一二", "1"])]      # out of order
    assert not missing("甲乙丙一\f丙二1后文", rows, [])
    assert missing("甲乙丙\f丙二1后文", rows, []) == [(4, ["丙一二", "1"])]      # lost at a page break
    tabs = sources.rows_of_tabs("数量\t甲\t1\n数量\t乙\t2\n")
    assert not missing("数量甲1乙2", tabs, ["数量"])
    assert missing("数量甲1乙2", tabs, [])                                     # no merged label
    assert not missing("甲1数量乙2数量", [(1, ["甲", "1"]), (2, ["数量"]), (3, ["乙", "2"])], ["数量"])
    assert missing("甲1乙2", tabs, ["数量"])                                   # the label is nowhere
    assert not unnoticed("数量甲1乙2", tabs, ["数量"])
    assert unnoticed("甲1甲1", [(1, ["甲", "1"])], []) == [(1, ["甲", "1"])]   # a copy would hide it
    assert sources.resolve("001", "<p>其中: 上级补\t0</p>\t本级安\t")[0] == "其中: 上级补助\t0\t本级安排\t"
    print("fires")


if __name__ == "__main__":
    if sys.argv[1:] == ["--fires"]:
        fires()
        sys.exit(0)
    program, root, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    sys.exit(1 if sum(document_walk(program, root, work, n) for n in sorted(COUNTS)) else 0)
