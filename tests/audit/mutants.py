"""The program against the oracle on mutants of the samples: mutants.py PROGRAM ROOT FOLDER [--list RULE | --fires]

Counted are new findings only: those on the mutant that are not on its base. Where the oracle says that
the change breaks a rule, the program must report that rule at a place of it; where the oracle says that
no rule is broken, a new finding of severity error is a fault. --list prints what is missed, or falsely
said, under a rule; --fires tries the judge itself on programs that are known to be good and bad."""
import functools
import pathlib
import sys
from collections import Counter, defaultdict

import oracle
from mutate import chosen, mutants
from oracle import RULES
from program import HELD, Finding, Program

OVER_SEVERAL = ("R05", "R18", "R26")  # in a batch, mutants of one document are each other's doubles
LEAST, LEAST_BROKEN, LEAST_OF_RULE = 2000, 1000, 30
FOUND, FOUND_OF_RULE, FALSE = 0.95, 0.80, 0.01


judge = functools.cache(oracle.judge)


def back(m, line):
    return m.back(line) if line else 0


class Verdict:
    """One mutant: what the oracle says is newly broken, and what the program newly finds."""

    def __init__(self, mutant, claims, doubts, findings):
        self.mutant, self.claims, self.doubts, self.findings = mutant, claims, doubts, findings

    def missed(self):
        for c in self.claims:
            if not any(f.rule in c.rules and f.line in c.lines for f in self.findings):
                yield c

    def false(self):
        """New findings of severity error, where the oracle says that no rule is broken."""
        if not self.claims:
            for f in self.findings:
                if f.severity == "error" and not any(
                        f.rule == d.rule and f.line in d.lines for d in self.doubts):
                    yield f


class Trial:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.claims, self.found = {}, {}

    def written(self, name, text):
        path = self.folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    def claimed(self, base):
        if base not in self.claims:
            self.claims[base] = {(c.rule, c.kind, c.anchor) for c in judge(base.text)[0]}
        return self.claims[base]

    def run(self, made):
        """A Verdict of each mutant."""
        judged = []
        for n, m in enumerate(made):
            claims, doubts = judge(m.text)
            before = self.claimed(m.base)
            new = [c for c in claims if (c.rule, c.kind, m.back(c.anchor)) not in before]
            judged.append((m, new, doubts, self.written(f"m{n}", m.text)))
        alone = lambda m, new: m.base.together or any(c.rule in OVER_SEVERAL for c in new)
        held = {m.base: self.written(f"b-{m.base.name}", m.base.text) for m, *_ in judged}
        singly = {b for m, new, *_ in judged for b in [m.base] if alone(m, new)}
        found, batches = {}, defaultdict(list)
        for base, path in held.items():
            batches[base.form, base.together].append(path)
        for m, new, _, path in judged:
            if not alone(m, new):
                batches[m.base.form, m.base.together].append(path)
        for (_, together), paths in batches.items():
            found |= self.program.check(paths, 1 if together else 200)
        lonely = [p for m, new, _, p in judged if alone(m, new)]
        found |= self.program.check(lonely, 1)
        singles = self.program.check([held[b] for b in singly if not b.together], 1)
        for m, new, doubts, path in judged:
            single = alone(m, new)
            base = (singles if single and not m.base.together else found).get(held[m.base], [])
            yield Verdict(m, new, doubts, self.new(m, found.get(path, []), base, single))

    def new(self, m, findings, base, single):
        """The findings that the base has not, by rule, code and line."""
        kept = lambda all_: [f for f in all_ if f.state == "finding" and not f.discharged and (
            single or f.rule not in OVER_SEVERAL)]
        before = Counter((f.rule, f.code, f.line) for f in kept(base))
        new = []
        for f in kept(findings):
            key = (f.rule, f.code, back(m, f.line))
            if before[key]:
                before[key] -= 1
            else:
                new.append(f)
        return new


def table(verdicts):
    """rule → (broken, found)."""
    broken, found = Counter(), Counter()
    for v in verdicts:
        missed = set(v.missed())
        for c in set(v.claims):
            broken[c.rule] += 1
            found[c.rule] += c not in missed
    return broken, found


def report(verdicts):
    """Prints the figures; yields what is wrong with them."""
    rules = HELD
    broken, found = table(verdicts)
    hit = [v for v in verdicts if v.claims]
    clean = [v for v in verdicts if not v.claims]
    false = [v for v in clean if any(v.false())]
    print("rule  broken  found")
    for rule in RULES:
        print(f"{rule:4} {broken[rule]:7} {found[rule]:6}  {100 * found[rule] / max(1, broken[rule]):5.1f}%"
              + ("" if rule in rules else "  not held"))
    all_, all_found = sum(broken[r] for r in rules), sum(found[r] for r in rules)
    print(f"mutants {len(verdicts)}, broken {len(hit)}; breaks of the rules held {all_}, found {all_found}: "
          f"{100 * all_found / max(1, all_):.1f}%")
    print(f"clean {len(clean)}, with a new error {len(false)}: {100 * len(false) / max(1, len(clean)):.2f}%")
    if len(verdicts) < LEAST or len(hit) < LEAST_BROKEN:
        yield "too few mutants"
    yield from (f"{r}: only {broken[r]} mutants break it" for r in RULES if broken[r] < LEAST_OF_RULE)
    yield from (f"{r}: fewer than {FOUND_OF_RULE:.0%} found" for r in rules if found[r] < FOUND_OF_RULE * broken[r])
    if all_found < FOUND * all_:
        yield f"fewer than {FOUND:.0%} found"
    if len(false) > FALSE * len(clean):
        yield f"errors on more than {FALSE:.0%} of the clean mutants"


def listed(verdicts, rule):
    for v in verdicts:
        m = v.mutant
        where = f"{m.base.name}:{m.at} {m.op} {m.said}"
        for c in v.missed():
            if rule in ("all", c.rule):
                print(f"missed {c.rule} {c.kind} at {c.anchor}: {where} ({c.said}); said: "
                      + (" | ".join(f"{f.rule} {f.line} {f.message}" for f in v.findings) or "nothing"))
        for f in v.false():
            if rule in ("all", f.rule):
                print(f"false {f.rule} at {f.line}: {where}; {f.message}")


class Known:
    """A program whose quality is known: it finds what the oracle claims, leaving out or adding some."""

    def __init__(self, leave=(), add=()):
        self.leave, self.add = leave, add

    def check(self, files, batch=200):
        found = {}
        for path in map(pathlib.Path, files):
            claims = [(c.rule, c.kind, c.anchor) for c in judge(path.read_text(encoding="utf-8"))[0]]
            own = [(rule, str(path), 1) for rule in self.add if not path.name.startswith("b-")]
            found[path] = [Finding(r, k, "error", "finding", line, 1, *[""] * 7) for r, k, line in claims + own if r not in self.leave]
        return found


def fires(made, folder):
    """What the judge fails to see in programs that are known."""
    some = made[:250]
    faults = lambda program: " ".join(w for w in report(list(Trial(program, folder).run(some))) if "only" not in w and w != "too few mutants")
    for program, expected in ((Known(), ""), (Known(leave=("R01",)), "R01: fewer"), (Known(add=("R06",)), "errors on more"),
                              (Known(leave=RULES), "fewer than 95%")):
        said = faults(program)
        if expected not in said or (not expected and said):
            yield f"expected {expected!r}, got {said!r}"


def main():
    program, root, folder = sys.argv[1:4]
    made = list(chosen(mutants(pathlib.Path(root) / "templates")))
    if "--fires" in sys.argv:
        wrong = list(fires(made, pathlib.Path(folder)))
        print("\n".join(wrong))
        sys.exit(bool(wrong))
    verdicts = list(Trial(Program(program, root), pathlib.Path(folder)).run(made))
    wrong = list(report(verdicts))
    if len(sys.argv) > 4:
        listed(verdicts, sys.argv[5])
    print("\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
