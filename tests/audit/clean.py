"""Forms without a fault: no finding of severity error or warning may stand on them. clean.py PROGRAM ROOT

They are of bureaus and in words that no sample has, written to be right where a hasty rule goes wrong:
rates at 0%, rates that grow, amounts in yuan against 10,000 yuan, lost points with their reason, a goal
form with its self-evaluation, counts in 人次 and 万亩."""
import pathlib
import sys

from oracle import judge
from program import Program

HERE = pathlib.Path(__file__).resolve().parent


def main():
    program, wrong = Program(*sys.argv[1:3]), []
    files = sorted((HERE / "clean").glob("*.yaml"))
    for path, findings in program.check(files, 1).items():
        wrong += [f"{path.name}:{f.line}: {f.severity} {f.rule} {f.code} {f.message}" for f in findings
                  if f.state == "finding" and f.severity != "info"]
    wrong += [f"{p.name}:{c.anchor}: the oracle says {c.rule} {c.kind}" for p in files for c in judge(p.read_text(encoding="utf-8"))[0]]
    print("\n".join(wrong) or f"{len(files)} files")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
