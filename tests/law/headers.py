"""Each header compiles alone, as C11; the public ones as C++ too; the guard is the path."""
import json
import pathlib
import re
import shlex
import subprocess

import law

EXEMPT = {"src/base/diag_codes.h", "src/audit/finding_codes.h"}  # X-macro lists


def flags(tree):
    """Room → its -I, -isystem and -D options, from what the build really compiles."""
    table, commands = {}, tree.build / "compile_commands.json"
    for entry in json.loads(commands.read_text()) if commands.exists() else []:
        words = shlex.split(entry["command"])
        kept = [f"-isystem{b}" if a == "-isystem" else a for a, b in zip(words, words[1:])
                if a.startswith(("-I", "-D")) or a == "-isystem"]
        table.setdefault(pathlib.Path(entry["file"]).parent.name, kept)
    return table


def compiles(tree, path, compiler, options):
    unit = f'#include "{(tree.root / path).resolve()}"\ntypedef int not_empty;\n'
    done = subprocess.run(
        [*compiler, "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", *options,
         f"-I{tree.root}/src", f"-I{tree.root}/include", "-"], input=unit, capture_output=True, text=True)
    errors = [e for e in done.stderr.splitlines() if "error:" in e]
    return None if done.returncode == 0 else (errors or [done.stderr])[0].split("error:")[-1].strip()


def check(tree):
    options = flags(tree)
    for path in tree.files("src/**/*.h") + tree.files("include/**/*.h"):
        if path in EXEMPT:
            continue
        guard = "JXB_" + re.sub(r"\W", "_", path.split("/", 1)[1].removeprefix("jixiaobiao/")).upper()
        if not re.search(rf"#ifndef {guard}\n#define {guard}\n.*#endif\s*$", tree.text(path), re.S):
            yield path, 1, f"the guard is not {guard}"
        room = options.get(path.split("/")[1], ["-D_POSIX_C_SOURCE=200809L"])
        why = compiles(tree, path, ["cc", "-std=c11", "-xc"], room)
        if why:
            yield path, 1, f"does not compile alone: {why}"
        why = path.startswith("include/") and compiles(tree, path, ["c++", "-std=c++11", "-xc++"], [])
        if why:
            yield path, 1, f"does not compile as C++: {why}"


if __name__ == "__main__":
    guarded = lambda name, text: f"#ifndef {name}\n#define {name}\n{text}\n#endif\n"
    law.main(check, {
        "src/base/a.h": guarded("JXB_BASE_A_H", "typedef int a;"),
        "src/tree/a.h": guarded("JXB_TREE_A_H", '#include "base/a.h"\na f(void);'),
        "include/jixiaobiao/a.h": guarded("JXB_A_H", "int f(void);"),
    }, [
        ({"src/tree/b.h": guarded("JXB_TREE_B_H", "a f(void);")}, "src/tree/b.h:1: does not compile alone"),
        ({"src/tree/b.h": guarded("TREE_B_H", "")}, "the guard is not JXB_TREE_B_H"),
        ({"include/jixiaobiao/a.h": guarded("JXB_A_H", "int f(int new);")}, "does not compile as C++"),
    ])
