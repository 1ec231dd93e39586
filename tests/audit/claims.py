"""What the oracle says of a document.

A Claim is a rule broken: `anchor` is the line that it is about, `lines` every line at which a report of
it stands rightly, `rules` the rules under which it may be reported (the first is the one counted).
A Doubt is a rule that the oracle leaves open at these lines: the rule's statement does not decide, so
that neither a report nor its absence is judged."""
from dataclasses import dataclass

SUMS = ("R01", "R02", "R03", "R21", "R24", "R28")  # a sum is a sum, whichever of these names it bears


@dataclass(frozen=True)
class Claim:
    rules: tuple
    kind: str
    anchor: int
    lines: frozenset
    said: str

    @property
    def rule(self):
        return self.rules[0]


@dataclass(frozen=True)
class Doubt:
    rule: str
    lines: frozenset


def claim(rules, kind, anchor, lines, said):
    rules = (rules,) if isinstance(rules, str) else tuple(rules)
    return Claim(rules, kind, anchor, frozenset(lines) | {anchor}, said)


def doubt(rule, lines):
    return Doubt(rule, frozenset(lines))
