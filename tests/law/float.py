"""Lengths are integers and money is decimal: no binary fraction outside pdf."""
import law


def check(tree):
    paths = [p for p in tree.sources() if not p.startswith("src/pdf/")]
    yield from law.scan(tree, paths, r"\b(float|double|\d+\.\d*f?|\d+[eE]-?\d+)\b", "{}: no float before the PDF writer")


if __name__ == "__main__":
    law.main(check, {
        "src/pdf/page.c": "float f = 1.5f;\n",
        "src/base/len.c": 'int floated = 1; /* 0.5 double */ char *s = "1.5"; int hex = 0x1e3, a = b.c;\n',
    }, [
        ({"src/base/a.c": "int i;\nfloat f;\n"}, "src/base/a.c:2: float"),
        ({"src/base/a.h": "double f(void);\n"}, "double: no float"),
        ({"src/base/a.c": "int i = (int)(n * 1.2);\n"}, "1.2: no float"),
    ])
