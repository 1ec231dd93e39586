"""What the floor program prints, from a scene: texts.py FONTS.YAML < SCENE > TEXTS
or, of many scenes in a row, a file each: texts.py FONTS.YAML FOLDER < SCENES

SCENE is the output of `jixiaobiao render --dump scene`; FONTS.YAML names the files in which the
scene's faces are looked for. Lengths in TEXTS are in 1/1000 pt, y upward from the page's foot:
    face INDEX PATH             faces are numbered from 0
    page WIDTH HEIGHT
    text FACE SIZE X Y TEXT
    rule X Y WIDTH HEIGHT
    element ROW ROWS COLUMNS    a cell, numbered from 0
    mark ELEMENT                what follows on the page is that cell's"""
import mmap
import pathlib
import re
import struct
import sys

FILE = re.compile(r"\{文件: ([^,}]+), 序号: (\d+)\}")
CELL = re.compile(r"element (\d+) .* row (\d+)\+(\d+) column \d+\+(\d+)")
RUN = re.compile(r'glyphs face=(\S+) size=(\d+) (-?\d+) (-?\d+) turn 0 from \d+ "((?:[^"\\]|\\.)*)"')


def postscript_name(path, index):
    """Of a face of a collection or a single font: nameID 6, platform 3."""
    with open(path, "rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)  # few pages of many
    at = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    for i in range(struct.unpack_from(">H", data, at + 4)[0]):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, at + 12 + 16 * i)
        if tag == b"name":
            break
    count, strings = struct.unpack_from(">HH", data, start + 2)
    for i in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(">6H", data, start + 6 + 12 * i)
        if platform == 3 and name == 6:
            begin = start + strings + offset
            return data[begin:begin + length].decode("utf-16-be")
    sys.exit(f"{path}: face {index} has no PostScript name")


def faces_of(font_map):
    found = {}
    for path, index in dict.fromkeys(FILE.findall(font_map.read_text(encoding="utf-8"))):
        found[postscript_name(pathlib.Path(path), int(index))] = (path, index)
    return found


def plain(text):
    text = re.sub(r"\\u\{([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    return re.sub(r"\\(.)", r"\1", text)


def milli(length):
    return round(int(length) * 1000 / 1024)


def print_texts(scene, files, out):
    """Of a scene's lines; files: PostScript name → (path, index)."""
    numbers, cells, lines, height = {}, {}, [], 0
    for line in scene:
        words = line.split()
        if words[0] == "page":
            width, height = words[2].split("x")
            lines.append(f"page {milli(width)} {milli(height)}")
        elif words[0] == "element" and (cell := CELL.match(line)):
            cells[cell[1]] = len(cells)
            lines.append(f"element {cell[2]} {cell[3]} {cell[4]}")
        elif words[0] == "cell" and words[1] in cells:
            lines.append(f"mark {cells[words[1]]}")
        elif words[0] == "rule":
            x, y, wide, high = map(int, words[1:])
            lines.append(f"rule {milli(x)} {milli(int(height) - y - high)} {milli(wide)} {milli(high)}")
        elif words[0] == "glyphs" and (run := RUN.match(line)):
            face = numbers.setdefault(run[1], len(numbers))
            x, y = milli(run[3]), milli(int(height) - int(run[4]))
            lines.append(f"text {face} {milli(run[2])} {x} {y} {plain(run[5])}")
    for name in numbers:
        print("face", files[name][1], files[name][0], file=out)
    print("\n".join(lines), file=out)


def scenes(lines):
    scene = []
    for line in lines:
        if line.startswith("title ") and scene:
            yield scene
            scene = []
        scene.append(line)
    yield scene


def main():
    files = faces_of(pathlib.Path(sys.argv[1]))
    if len(sys.argv) == 2:
        print_texts(sys.stdin, files, sys.stdout)
        return
    for number, scene in enumerate(scenes(sys.stdin)):
        with open(pathlib.Path(sys.argv[2]) / f"{number:05}", "w", encoding="utf-8") as out:
            print_texts(scene, files, out)


if __name__ == "__main__":
    main()
