"""The library exports jxb_ names only, and no object file holds writable data.

Writable: an object in .data, .bss, their thread-local kin or common. Constant tables that hold
pointers are placed in .data.rel.ro by -fPIC and are read-only once loaded.
"""
import re
import subprocess

import law

WRITABLE = re.compile(r"\.(data|bss|tdata|tbss)(?!\.rel\.ro)|\*COM\*")

# (object, name): why it cannot be otherwise.
EXCUSED = {
    ("markdown.c.o", "lent"): "cmark's allocator has no context: the arena of the call at hand, per thread",
    ("markdown.c.o", "registered"): "cmark's extensions are registered once a process",
}


def lines(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def check(tree):
    library = tree.build / "libjixiaobiao.so"
    if not library.exists():
        yield library.name, 0, "not built"
        return
    for row in lines("nm", "-D", "--defined-only", library):
        name = row.split()[2]
        if not name.startswith("jxb_"):
            yield library.name, 0, f"exports {name}"
    objects = sorted(tree.build.glob("src/**/*.o"))
    if not objects:
        yield str(tree.build), 0, "no object files"
    for path in objects:
        for row in lines("objdump", "-t", path):
            # value, seven flags, section, size, name; the section's own symbol starts with a dot
            m = re.match(r"[0-9a-f]+ .{7} (\S+)\s+[0-9a-f]+\s+(?:\.hidden )?([^.\s]\S*)$", row)
            if m and WRITABLE.match(m[1]) and (path.name, m[2]) not in EXCUSED:
                yield path.name, 0, f"{m[2]} is writable ({m[1]})"


def built(tree):
    """For the miniatures: src/*.c made into the objects and the library that a build has."""
    sources = tree.sources()
    for path in sources:
        made = tree.build / (path + ".o")
        made.parent.mkdir(parents=True, exist_ok=True)
        lines("cc", "-O2", "-fPIC", "-fcommon", "-fvisibility=hidden", "-c", tree.root / path, "-o", made)
    lines("cc", "-shared", "-o", tree.build / "libjixiaobiao.so", *tree.build.glob("src/**/*.o"))
    return check(tree)


if __name__ == "__main__":
    import sys
    shown = '__attribute__((visibility("default"))) '
    law.main(built if sys.argv[1:] == ["--fires"] else check, {
        "src/base/a.c": shown + "int jxb_f(void) { return 0; }\nint hidden(void) { return 1; }\n"
        'const struct { const char *p; } table[] = {{"a"}};\nstatic const char *const names[] = {"b"};\n'
        "const char *jxb_name(int i); " + shown + "const char *jxb_name(int i) { return names[i]; }\n",
    }, [
        ({"src/base/b.c": shown + "int f(void) { return 0; }\n"}, "exports f"),
        ({"src/base/b.c": "int registered = 1;\n"}, "b.c.o:0: registered is writable (.data"),
        ({"src/base/b.c": "int counter = 1;\n"}, "b.c.o:0: counter is writable (.data"),
        ({"src/base/b.c": "int zero[4];\n"}, "zero is writable (*COM*"),
        ({"src/base/b.c": "int next(void) { static int last; return ++last; }\n"}, "is writable (.bss"),
        ({"src/base/b.c": "_Thread_local int mine;\nint f(void) { return ++mine; }\n"}, "mine is writable (.tbss"),
        ({"src/base/b.c": 'const char *names[] = {"a"};\n'}, "names is writable (.data"),
    ])
