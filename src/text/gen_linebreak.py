#!/usr/bin/env python3
"""Writes the two-stage table of classes of characters from the Unicode data files.

    gen_linebreak.py UNICODE-FOLDER OUTPUT

A value is a class of `enum lb_class`, resolved by rule LB1 of UAX #14, plus bits of `enum
char_trait`: CHAR_WIDE (East Asian width F, W or H), CHAR_PICTOGRAPH (Extended_Pictographic and
unassigned, for LB30b), and of a plain character which script it is of. Plain is what a face has a
glyph of its own for or cannot set at all: a letter, digit, mark or sign that neither joins another
nor is taken apart.
"""
import pathlib
import re
import sys

CLASSES = """AL B2 BA BB BK CB CL CM CP CR EB EM EX GL H2 H3 HL HY ID IN IS JL JT JV LF NL NS NU OP
PO PR QU RI SP SY WJ ZW ZWJ""".split()
WIDE, PICTOGRAPH, PLAIN_COMMON, PLAIN_LATIN, PLAIN_HAN = 0x40, 0x80, 0x100, 0x200, 0x300
DRAWN = range(0x2610, 0x2613)
COUNT, BLOCK = 0x110000, 128


def values(path, default):
    """The property of every code point, from a file of `first..last ; value # comment` lines."""
    table = [default] * COUNT
    for line in path.read_text(encoding="utf-8").splitlines():
        m = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if m:
            first, last = int(m[1], 16), int(m[2] or m[1], 16)
            table[first:last + 1] = [m[3]] * (last - first + 1)
    return table


def pictographs(path):
    text = path.read_text(encoding="utf-8").splitlines()
    ranges = [re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*Extended_Pictographic", t) for t in text]
    return {cp for m in ranges if m for cp in range(int(m[1], 16), int(m[2] or m[1], 16) + 1)}


def resolved(cls, category):
    """LB1. Complex-context scripts have no dictionary here; the room refuses them before layout."""
    if cls in ("AI", "SG", "XX"):
        return "AL"
    if cls == "SA":
        return "CM" if category in ("Mn", "Mc") else "AL"
    return "NS" if cls == "CJ" else cls


def plain(script, category, wide):
    if category[0] not in "LNPS" or script not in ("Common", "Latin", "Han"):
        return 0
    return PLAIN_HAN if script == "Han" or (script == "Common" and wide) else \
        PLAIN_LATIN if script == "Latin" else PLAIN_COMMON


def decomposed(path):
    """What HarfBuzz may set as other characters: those with a decomposition, and U+2010, U+2011."""
    fields = (line.split(";") for line in path.read_text(encoding="utf-8").splitlines())
    return {int(f[0], 16) for f in fields if f[5] and not f[5].startswith("<")} | {0x2010, 0x2011}


def table(folder):
    breaks = values(folder / "LineBreak.txt", "XX")
    scripts = values(folder / "Scripts.txt", "Zzzz")
    joined = decomposed(folder / "UnicodeData.txt")
    widths = values(folder / "EastAsianWidth.txt", "N")
    categories = values(folder / "extracted/DerivedGeneralCategory.txt", "Cn")
    pictures = pictographs(folder / "emoji/emoji-data.txt")
    for cp in range(COUNT):
        value = CLASSES.index(resolved(breaks[cp], categories[cp]))
        value |= WIDE if widths[cp] in ("F", "W", "H") else 0
        value |= PICTOGRAPH if cp in pictures and categories[cp] == "Cn" else 0
        if cp not in joined and cp not in DRAWN:
            value |= plain(scripts[cp], categories[cp], value & WIDE)
        yield value


def array(kind, name, numbers):
    rows = (", ".join(map(str, numbers[i:i + 24])) for i in range(0, len(numbers), 24))
    return f"static const {kind} {name}[{len(numbers)}] = {{\n    " + ",\n    ".join(rows) + "};\n"


def main(folder, output):
    flat = list(table(folder))
    blocks, index = {}, []
    for start in range(0, COUNT, BLOCK):
        index.append(blocks.setdefault(tuple(flat[start:start + BLOCK]), len(blocks)))
    version = (folder / "LineBreak.txt").read_text(encoding="utf-8").split("\n")[0].lstrip("# ")
    same = "".join(f'_Static_assert(LB_{c} == {i}, "order of classes");\n' for i, c in enumerate(CLASSES))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(
        f"/* Made by gen_linebreak.py from {version}. */\n{same}enum {{ LB_BLOCK = {BLOCK} }};\n"
        + array("uint8_t" if len(blocks) <= 256 else "uint16_t", "lb_index", index)
        + array("uint16_t", "lb_blocks", [v for block in blocks for v in block]), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
