"""Outside libraries stay in the rooms that list their headers; only cli prints, exits, asks the
environment or the clock."""
import re

import law

STANDARD = set("""assert ctype errno float inttypes iso646 limits locale math setjmp signal stdalign
stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar
wchar wctype dirent fcntl getopt glob libgen strings unistd sys/mman sys/resource sys/stat sys/types
sys/wait""".split())
PRINTS = r"\b(stdout|stderr)\b|\b(v?f?printf|f?puts|f?putc|putchar|perror|fwrite|_?exit|_Exit|quick_exit)\s*\("
ASKS = r"\b((?:secure_)?getenv|time|clock|clock_gettime|gettimeofday|(?:local|gm)time(?:_r)?|setlocale|newlocale|s?rand|s?random)\s*\("


def check(tree):
    rooms = tree.rooms()
    for path in tree.sources():
        room, text = path.split("/")[1], tree.text(path)
        fenced = rooms.get(room, (0, [], []))[2]
        for m in law.INCLUDE.finditer(text):
            line, header = law.line_of(text, m.start(1)), m[2]
            owners = [n for n, r in rooms.items() if header in r[2]]
            if m[1] == '"' or header in fenced or header.startswith("jixiaobiao/"):
                continue
            if owners:
                yield path, line, f"<{header}> belongs to {', '.join(owners)}"
            elif header.removesuffix(".h") not in STANDARD:
                yield path, line, f"<{header}>: list it as FENCED of {room} in src/CMakeLists.txt"
        for m in re.finditer(r"^\s*#\s*include\s+(\w+)", text, re.M):
            if not (m[1].startswith("FT_") and "ft2build.h" in fenced):
                yield path, law.line_of(text, m.start(1)), f"include by macro {m[1]}"
    inside = [p for p in tree.sources() if not p.startswith("src/cli/")]
    for pattern, rule in (PRINTS, "{}: only cli prints or exits"), (ASKS, "{}: only cli asks the outside world"):
        yield from law.scan(tree, inside, pattern, rule)


if __name__ == "__main__":
    law.main(check, {
        "build/rooms.txt": "base|0||\nfont|1|base|ft2build.h,hb.h\npdf|2|base|hpdf.h\ncli|5||\n",
        "src/font/a.c": '#include <ft2build.h>\n#include FT_FREETYPE_H\n/* printf( */ char *s = "exit(";\n',
        "src/base/a.h": "__attribute__((format(printf, 1, 2))) int f(const char *, ...);\nint snprintf(int);\n",
        "src/cli/main.c": "#include <time.h>\nint f(void) { printf(1); exit(time(0)); }\n",
    }, [
        ({"src/pdf/a.c": "#include <stdio.h>\n#include <hb.h>\n"}, "src/pdf/a.c:2: <hb.h> belongs to font"),
        ({"src/pdf/a.c": "#include <zlib.h>\n"}, "<zlib.h>: list it"),
        ({"src/pdf/a.c": "#include FT_OUTLINE_H\n"}, "include by macro"),
        ({"src/base/a.c": "\n\nint f(void) { printf(1); }\n"}, "src/base/a.c:3: printf: only cli"),
        ({"src/base/a.c": "void *p = stderr;\n"}, "stderr: only cli"),
        ({"src/base/a.c": "int f(void) { exit (1); }\n"}, "exit: only cli"),
        ({"src/base/a.c": "int f(void) { return time(0); }\n"}, "time: only cli asks"),
        ({"src/base/a.c": "void f(void) { getenv(a); }\n"}, "getenv: only cli asks"),
    ])
