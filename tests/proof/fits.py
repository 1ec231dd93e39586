"""Every sample with each fit: never more pages than without, and the same result twice.

    fits.py PROGRAM ROOT

The counts are printed. 至多N页 is asked for with one page fewer than there are without a fit."""
import pathlib
import re
import subprocess
import sys


def dump(program, root, stage, sample, goal):
    command = [program, "render", "-q", "--no-installed-fonts", "--font-map", root / "tests/golden/fonts.yaml",
               "--templates", root / "templates", "--dump", stage, "--fit", goal, sample]
    return subprocess.run([str(w) for w in command], check=True, capture_output=True, text=True).stdout


def pages(plan):
    """Pages of each document of a file."""
    found = []
    for number in re.findall(r"^page (\d+)", plan, re.M):
        if number == "1":
            found.append(0)
        found[-1] += 1
    return found



def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    samples = sorted(root.glob("templates/*/samples/*.yaml"))
    wrong, totals = [], {}
    for sample in samples:
        plain = pages(dump(program, root, "plan", sample, "不用"))
        fewer = f"至多{max(1, max(plain) - 1)}页"
        shown = [f"{sum(plain):3}"]
        for name, goal in ("均衡", "均衡"), ("最少页", "最少页"), ("至多", fewer):
            plan = dump(program, root, "plan", sample, goal)
            made = pages(plan)
            if len(made) != len(plain) or any(a > b for a, b in zip(made, plain)):
                wrong.append(f"{sample.name}, {goal}: {made} pages, without {plain}")
            if plan != dump(program, root, "plan", sample, goal):
                wrong.append(f"{sample.name}, {goal}: another plan the second time")
            shown.append(f"{sum(made):3}")
            for key, count in (name, made), (name + " without", plain):
                totals[key] = totals.get(key, 0) + sum(count)
        print(*shown, sample.name)
    for name in "均衡", "最少页", "至多":
        print(f"{name}: {totals[name]} pages, without {totals[name + ' without']}")
    print(*wrong, sep="\n")
    sys.exit(1 if wrong or not samples else 0)


main()
