"""Which stated rules a data file breaks, found without the program: oracle.py FILE...

The rules' statements are those of the reviewers' list (R01–R28); the oracle covers RULES below and says
nothing of the others."""
import pathlib
import sys

import cross
import notation
import sums
from claims import Claim
from reading import read

RULES = ("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12", "R13", "R14",
         "R15", "R16", "R17", "R18", "R20", "R21", "R24", "R27", "R28")


def judge(text):
    """(claims, doubts) of the documents of one file."""
    docs = read(text)
    said = [c for doc in docs for rule in (*sums.RULES, *notation.RULES) for c in rule(doc)]
    said += notation.duplicates(docs)
    said += cross.compared(docs)
    return [c for c in said if isinstance(c, Claim)], [c for c in said if not isinstance(c, Claim)]


def main():
    for name in sys.argv[1:]:
        for c in sorted(judge(pathlib.Path(name).read_text(encoding="utf-8"))[0], key=lambda c: (c.anchor, c.rule)):
            print(f"{name}:{c.anchor}: {c.rule} {c.kind} {c.said}")


if __name__ == "__main__":
    main()
