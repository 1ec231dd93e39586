"""Dumps of every stage of a form, against their goldens.

A case is <area>/<case>.input, with the templates of <area>/templates before the program's own: a YAML file, named from the top of the tree, and options if need be. Each sibling
<case>.<stage> registers one check: tree, document, grid, plan, scene (the program's --dump) and
diag (what it prints to stderr with --verbose), findings and jsonl (what check finds, as text and as JSON,
passes included). Faces are pinned, so that a golden does not depend on
what a machine has. With JXB_ACCEPT=1 the siblings are rewritten.
"""
import os
import pathlib
import subprocess
import sys

STAGES = ["tree", "document", "grid", "plan", "scene", "diag", "findings", "jsonl"]
CHECKS = {"diag": ["--verbose"], "findings": ["--quiet"], "jsonl": ["--quiet", "--all", "--format=json"]}


def output(program, root, area, words, stage):
    own = f"tests/golden/{area}/templates"
    command = [program, "render", *(["--templates", own] if (root / own).exists() else []), "--templates", "templates", "--no-installed-fonts", "--font-map",
               "tests/golden/fonts.yaml"] + words
    command[1:2] = ["check"] + CHECKS[stage] if stage in CHECKS else ["render", "--quiet", "--dump=" + stage]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if stage == "diag":
        return done.stderr
    if stage in CHECKS:
        return done.stdout
    if done.returncode != 0:
        print(done.stderr)
    return done.stdout


def compare(golden, text):
    if os.environ.get("JXB_ACCEPT") == "1":
        golden.write_text(text)
        return True
    want = golden.read_text().splitlines()
    got = text.splitlines()
    if want == got:
        return True
    for i in range(max(len(want), len(got))):
        a = want[i] if i < len(want) else "(end)"
        b = got[i] if i < len(got) else "(end)"
        if a != b:
            print(f"{golden}:{i + 1}:\n  want {a[:300]}\n  got  {b[:300]}")
            break
    return False


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    checks = failed = 0
    for case in sorted((root / "tests/golden").glob("*/*.input")):
        words = case.read_text().split()
        for stage in STAGES:
            golden = case.with_suffix("." + stage)
            if golden.exists():
                checks += 1
                failed += not compare(golden, output(program, root, case.parent.name, words, stage))
    print(f"{checks} goldens, {failed} differ")
    sys.exit(1 if failed or checks == 0 else 0)


main()
