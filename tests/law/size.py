"""A file under 500 lines, a function under 60, at most 6 parameters."""
import json
import subprocess

import law

FILE, FUNCTION, PARAMETERS = 500, 60, 6


def parameters(signature):
    depth, count = 0, 0
    for c in signature:
        depth += (c in "([{") - (c in ")]}")
        count += c == "," and depth == 1
    return 0 if signature.strip() in ("()", "(void)") else count + 1


def check(tree):
    sources = tree.sources()
    for path in sources + tree.files("include/**/*.h") + tree.files("tests/**/*.[ch]"):
        lines = tree.text(path).count("\n")
        if lines >= FILE:
            yield path, lines, f"{lines} lines, {FILE - 1} at most"
    done = subprocess.run(
        ["ctags", "--languages=C", "--langmap=C:+.h", "--kinds-C=f", "--fields=+neS", "--output-format=json",
         "-o", "-", "-L", "-"], cwd=tree.root, input="\n".join(sources), capture_output=True,
        text=True, check=True)
    for tag in map(json.loads, done.stdout.splitlines()):
        length, count = tag["end"] - tag["line"] + 1, parameters(tag["signature"])
        if length >= FUNCTION:
            yield tag["path"], tag["line"], f"{tag['name']}: {length} lines, {FUNCTION - 1} at most"
        if count > PARAMETERS:
            yield tag["path"], tag["line"], f"{tag['name']}: {count} parameters, {PARAMETERS} at most"


if __name__ == "__main__":
    body = lambda n: "int f(void)\n{\n" + "    g();\n" * (n - 3) + "}\n"
    law.main(check, {
        "src/base/a.c": body(59) + "int h(int a, int (*b)(int, int, int), int c, int d, int e, int f)\n{\n}\n",
        "src/base/b.c": "\n" * 499,
    }, [
        ({"src/base/a.c": body(60)}, "src/base/a.c:1: f: 60 lines"),
        ({"src/base/a.h": "static inline " + body(70)}, "src/base/a.h:1: f: 70 lines"),
        ({"src/base/a.c": "\nint f(int a, int b, int c,\n  int d, int e, int f, int g)\n{\n}\n"}, "a.c:2: f: 7 parameters"),
        ({"src/base/b.c": "\n" * 500}, "src/base/b.c:500: 500 lines"),
        ({"tests/unit/test_a.c": "\n" * 501}, "tests/unit/test_a.c:501"),
        ({"include/jixiaobiao/a.h": "\n" * 501}, "include/jixiaobiao/a.h:501"),
    ])
