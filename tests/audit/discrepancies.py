"""The table of known discrepancies against the program: discrepancies.py PROGRAM ROOT

Every entry that maps a discrepancy must be found at its place with its values; the positive cases must
pass; no finding of severity error or warning stands outside the table. Rules that the program does not
have are left out."""
import pathlib
import sys

import yaml

from program import HELD, Program
from reading import read

HERE = pathlib.Path(__file__).resolve().parent


class Sample:
    def __init__(self, path):
        self.path, self.name = path, path.stem
        self.docs = read(path.read_text(encoding="utf-8"))

    def lines(self, where, tables=None):
        """The lines of fields, list rows or indicators called `where`, in the tables named."""
        found = set()
        for n, doc in enumerate(self.docs, 1):
            if tables and n not in tables:
                continue
            if where == "*":
                found |= set(range(doc.line, max(doc.all_lines()) + 1))
            if where in doc.marks:
                found |= {doc.marks[where]} | {line for line, _ in doc[where].paragraphs()}
            for rows in doc.lists.values():
                found |= {t.line for r in rows if where in (c.text for c in r.values()) for t in r.values()}
            for i in doc.indicators:
                if where in (i.name.text.strip(), i.kind):
                    found |= i.lines() | ({t.line for t in i.labels} if where == i.kind else set())
        return found

    def table(self, line):
        return max((n for n, d in enumerate(self.docs, 1) if d.line <= line), default=1)


def entries(table):
    """(name, entry) of all that the table maps."""
    for name, held in table["discrepancies"].items():
        yield from ((name, entry) for entry in (held if isinstance(held, list) else []) if entry["rule"] in HELD)
    yield from (("warning", entry) for entry in table["warnings"] if entry["rule"] in HELD)


class Judge:
    def __init__(self, program, root):
        self.program = Program(program, root)
        paths = sorted(pathlib.Path(root).glob("templates/*/samples/*.yaml"))
        books = [p for p in paths if p.parent.parent.name == "books"]
        self.samples = {p.stem: Sample(p) for p in paths if p not in books}
        self.alone = {name: self.program.check([s.path], 1, ["--all"]).get(s.path, []) for name, s in self.samples.items()}
        # a book's own text; its forms are the samples
        self.books = {b.stem: {p: f for p, f in self.program.check([b], 1, ["--all"]).items() if p == b or p.suffix == ".txt"}
                      for b in books}
        self.pairs = {}

    def places(self, entry):
        """(sample, where) → lines, of each place that an entry names."""
        at = entry["at"] if isinstance(entry["at"], list) else [entry["at"]]
        for name in entry["samples"]:
            tables = entry.get("tables")
            for table in tables or [None]:
                for where in at:
                    yield name, f"{where} ({table})" if table else where, self.samples[name].lines(where, table and [table])

    def findings(self, entry):
        """sample → the findings among which an entry is looked for."""
        if "together" not in entry:
            return {n: self.alone[n] for n in entry["samples"]}
        key = tuple(entry["together"])
        if key not in self.pairs:
            paths = [self.samples[n].path for n in key]
            self.pairs[key] = {p.stem: f for p, f in self.program.check(paths, len(paths)).items()}
        return self.pairs[key]

    def in_book(self, entry, path, finding):
        """Whether a finding stands in the file and on the line of a book that an entry names."""
        if path.name != entry["file"]:
            return False
        lines = path.read_text(encoding="utf-8").splitlines()
        return self.states(entry, finding, {n for n, line in enumerate(lines, 1) if entry["text"] in line})

    def states(self, entry, finding, lines):
        return (finding.state == "finding" and finding.rule == entry["rule"] and finding.line in lines
                and finding.code == entry.get("code", finding.code)
                and finding.severity == entry.get("severity", finding.severity)
                and all(str(v) in finding.values for v in entry.get("values", [])))

    def mapped(self, name, entry):
        """What is wrong with one entry."""
        if "book" in entry:
            if not any(self.in_book(entry, p, f) for p, held in self.books[entry["book"]].items() for f in held):
                yield f"{name}: {entry['book']}: {entry['rule']} at {entry['text']} is not found"
            return
        for sample, where, lines in self.places(entry):
            if not lines:
                yield f"{name}: {sample} has no {where}"
            elif not any(self.states(entry, f, lines) for f in self.findings(entry).get(sample, [])):
                yield f"{name}: {sample}: {entry['rule']} at {where} with {entry.get('values', [])} is not found"

    def outside(self, table):
        """Errors and warnings on the samples that no entry accounts for."""
        held = [(e, n, lines) for _, e in entries(table) if "samples" in e and "together" not in e
                for n, _, lines in self.places(e)]
        of_books = [e for _, e in entries(table) if "book" in e]
        for name, files in self.books.items():
            yield from ((name, f) for path, findings in files.items() for f in findings
                        if f.state == "finding" and f.severity != "info" and not any(self.in_book(e, path, f) for e in of_books))
        for name, findings in self.alone.items():
            for f in findings:
                if f.state == "finding" and f.severity != "info" and f.rule in HELD and not any(
                        name == sample and self.states(e, f, lines) for e, sample, lines in held):
                    yield name, f

    def passes(self, table):
        for entry in (e for e in table["passes"] if e["rule"] in HELD):
            name = entry["sample"]
            every = self.alone[name] if name in self.alone else [f for held in self.books[name].values() for f in held]
            found = [f for f in every if f.rule == entry["rule"]]
            if not any(f.state == "pass" for f in found) or any(f.state == "finding" for f in found):
                yield f"{entry['sample']}: {entry['rule']} does not pass: {[f.message for f in found if f.state == 'finding']}"


def main():
    table = yaml.safe_load((HERE / "discrepancies.yaml").read_text(encoding="utf-8"))
    judge = Judge(*sys.argv[1:3])
    wrong = [w for name, entry in entries(table) for w in judge.mapped(name, entry)] + list(judge.passes(table))
    for name, f in judge.outside(table):
        at = judge.samples[name].table(f.line) if name in judge.samples else "book"
        wrong.append(f"{name}:{f.line} ({at}): {f.severity} {f.rule} {f.code} {f.cell}: {f.message}")
    missing = {f"D{n:02}" for n in range(1, 54)} ^ set(table["discrepancies"])
    print("\n".join(wrong + [f"{n}: not in the table" for n in sorted(missing)]))
    sys.exit(bool(wrong or missing))


if __name__ == "__main__":
    main()
