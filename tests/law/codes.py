"""Each diagnostic is raised somewhere and shown in a golden; codes_pending.txt excuses, and only
shrinks: it lists the names that are still to be raised or shown. Each finding of the audit is made
somewhere and shown in a golden as well."""
import re

import law

TABLE, PENDING = "src/base/diag_codes.h", "tests/law/codes_pending.txt"
ROW = re.compile(r'^X\((\w+), "([^"]*)", (?:NOTE|WARNING|ERROR), "', re.M)
RAISES = re.compile(r"#define (\w+)\((?:[^\n]|\\\n)*DIAG_##")  # DIAG and the rooms' own kin of it


def raised(tree):
    """Every name written as DIAG_NAME, or in a call of a macro that makes DIAG_NAME of its argument."""
    texts = [tree.bare(p) for p in tree.sources() if p != TABLE]
    macros = "|".join({m[1] for t in texts for m in RAISES.finditer(t)} | {"DIAG"})
    calls = re.compile(rf"\b(?:{macros})\(([^;]*)|\bDIAG_(\w+)")
    return {n for t in texts for m in calls.finditer(t) for n in re.findall(r"\b[A-Z]\w*", m[1] or m[2])}


FINDINGS = "src/audit/finding_codes.h"
FINDING_ROW = re.compile(r'^X\((\w+), "([^"]*)", "R\d\d", (?:INFO|WARNING|ERROR), "', re.M)


def findings(tree):
    if FINDINGS not in tree.files("src/audit/*.h"):
        return
    table = tree.text(FINDINGS)
    rows = [(m[1], m[2], law.line_of(table, m.start())) for m in FINDING_ROW.finditer(table)]
    if len(rows) != len(re.findall(r"^X\(", table, re.M)):
        yield FINDINGS, 1, "a row is not X(CODE, \"stable-name\", \"R01\", SEVERITY, message, hint)"
    texts = "\n".join(tree.bare(p) for p in tree.sources() if p != FINDINGS)
    made = set(re.findall(r"\bFINDING_(\w+)|\bFIND\(\w+, (\w+)", texts))
    made = {n for pair in made for n in pair}
    shown = {n for p in tree.files("tests/golden/**/*.findings") for n in re.findall(r"\[R\d\d ([a-z0-9-]+)\]", tree.text(p))}
    names = [name for _, name, _ in rows]
    for code, name, line in rows:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or names.count(name) > 1:
            yield FINDINGS, line, f"{name}: a stable name is kebab-case, and there once"
        if code not in made:
            yield FINDINGS, line, f"{code} is never made"
        if name not in shown:
            yield FINDINGS, line, f"no tests/golden/**/*.findings shows [{name}]"


def check(tree):
    yield from findings(tree)
    table = tree.text(TABLE)
    rows = [(m[1], m[2], law.line_of(table, m.start())) for m in ROW.finditer(table)]
    if len(rows) != len(re.findall(r"^X\(", table, re.M)):
        yield TABLE, 1, "a row is not X(CODE, \"stable-name\", SEVERITY, message, hint)"
    used = raised(tree)
    shown = {n for p in tree.files("tests/golden/**/*.diag") for n in re.findall(r"\[([a-z0-9-]+)\]", tree.text(p))}
    pending = tree.text(PENDING).split()
    seen = set()
    for code, name, line in rows:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            yield TABLE, line, f"{name}: a stable name is kebab-case"
        if name in seen:
            yield TABLE, line, f"{name}: there twice"
        seen.add(name)
        if name in pending:
            if code in used and name in shown:
                yield PENDING, pending.index(name) + 1, f"{name} is raised and shown: strike it out here"
            continue
        if code not in used:
            yield TABLE, line, f"{code} is never raised"
        if name not in shown:
            yield TABLE, line, f"no tests/golden/**/*.diag shows [{name}]"
    for name in sorted(set(pending) - seen):
        yield PENDING, pending.index(name) + 1, f"{name} is not in {TABLE}"


if __name__ == "__main__":
    found = 'X({}, "{}", "R01", ERROR, "{{0}}", "")\n'.format
    row = 'X({}, "{}", ERROR, "读不了“{{0}}”", "")\n'.format
    law.main(check, {
        TABLE: row("FILE_READ", "file-read") + row("SHAPE", "shape") + row("LATER", "later"),
        PENDING: "later\n",
        "src/base/a.c": "bool f = fail(d, DIAG_FILE_READ);\nvoid g(void) { SAY(sink(a, b),\n SHAPE, at, s); }\n",
        "src/base/a.h": "#define SAY(d, code, at, ...) \\\n    diag_add((d), DIAG_##code, (at), __VA_ARGS__)\n",
        FINDINGS: found("SUM_FUNDS", "sum-funds") + found("COST_OVER", "cost-over"),
        "src/audit/a.c": "int f = FINDING_SUM_FUNDS;\nvoid g(void) { FIND(a, COST_OVER, &p, s); }\n",
        "tests/golden/a/a.findings": "a: [R01 sum-funds]\nb: [R04 cost-over]\n",
        "tests/golden/a/a.diag": "a.yaml:1:1: 错误：读不了 [file-read]\na.yaml:1:1: [shape]\n",
    }, [
        ({"src/audit/a.c": "int f = FINDING_SUM_FUNDS;\n"}, "finding_codes.h:2: COST_OVER is never made"),
        ({"tests/golden/a/a.findings": "[R01 sum-funds]\n"}, "finding_codes.h:2: no tests/golden/**/*.findings shows"),
        ({FINDINGS: found("SUM_FUNDS", "a") + found("COST_OVER", "a")}, "there once"),
        ({FINDINGS: "X(SUM_FUNDS, a)\n"}, "finding_codes.h:1: a row is not"),
        ({"src/base/a.c": "int f = DIAG_FILE_READ, SHAPE; /* DIAG_SHAPE */\n"}, "diag_codes.h:2: SHAPE is never raised"),
        ({"tests/golden/a/a.diag": "[file-read]\n"}, "diag_codes.h:2: no tests/golden/**/*.diag shows [shape]"),
        ({PENDING: "later\nshape\n"}, "codes_pending.txt:2: shape is raised and shown"),
        ({PENDING: "later\ngone\n"}, "codes_pending.txt:2: gone is not in"),
        ({TABLE: row("SHAPE", "file-read") + row("FILE_READ", "file-read") + row("LATER", "later")}, "there twice"),
        ({TABLE: row("SHAPE", "Shape_1")}, "kebab-case"),
        ({TABLE: "X(SHAPE, shape)\n"}, "a row is not"),
    ])
