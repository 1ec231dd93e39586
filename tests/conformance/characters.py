"""Every character of the 通用规范汉字表 (kTGH of Debian's Unihan), signs that forms use, radicals and
compatibility forms, which share glyphs with others, and all that a face has of planes 2 and 3: what
is read out of the file is what was written, in every font role.

usage: characters.py PROGRAM ROOT
"""
import bz2
import pathlib
import re
import subprocess
import sys
import tempfile

import access
import pdf
import samples
import structure

UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
SIGNS = "≥≤〔〕℃㎡×÷±％％‰①②③、。《》“”‘’（）【】—…·￥"
SHARED = "用⽤人⼈金⾦0０Ωμµ"
BEYOND = "𠮷𠀀𫟹𬭳𬺈"
# Radicals, Kangxi radicals, compatibility ideographs.
ALIKE = [*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA)]
TEMPLATE = """表: 字表
页面: {{纸张: A4, 方向: 纵向, 页边距: {{上: 20mm, 下: 20mm, 左: 20mm, 右: 20mm}}}}
样式:
  内容: {{字体: {role}, 字号: 五号, 行距: 1.3}}
字段:
  字: 段落
版面:
  - {{填: 字}}
"""


def standard():
    """The 8,105 characters, by code."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        return sorted(chr(int(m[1], 16)) for m in (re.match(r"U\+(\w+)\tkTGH\t", line) for line in lines) if m)


FACES = {"宋体": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
         "小标宋": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
         "黑体": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
         "楷体": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
         "仿宋": ("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", 0)}


def roles(root):
    """Those of the font map."""
    text = pathlib.Path(root, "fonts/fonts.yaml").read_text(encoding="utf-8")
    return set(re.findall(r"^  (\w+):", text[text.index("\n角色:"):].split("\n后备:")[0], re.M))


def covered(path, index):
    """The characters that a face has, by fontconfig."""
    ranges = subprocess.run(["fc-query", "-i", str(index), "--format", "%{charset}", path], check=True, capture_output=True, text=True)
    found = set()
    for part in ranges.stdout.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def map_write(folder):
    lines = [f"  {role}:\n    官方: [{{文件: {path}, 序号: {index}}}]\n" for role, (path, index) in FACES.items()]
    pathlib.Path(folder, "fonts.yaml").write_text("角色:\n" + "".join(lines) + "后备: []\n", encoding="utf-8")


def written(program, root, folder, role, characters):
    """Lines of 50, rendered."""
    pathlib.Path(folder, "zibiao").mkdir(exist_ok=True)
    pathlib.Path(folder, "zibiao", "template.yaml").write_text(TEMPLATE.format(role=role), encoding="utf-8")
    lines = ["".join(characters[i:i + 50]) for i in range(0, len(characters), 50)]
    source, path = pathlib.Path(folder, "x.yaml"), f"{folder}/x.pdf"
    source.write_text("表: 字表\n照原样: [比较号, 网页标记, 首尾空白]\n字: |\n" + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    done = subprocess.run([program, "render", "--quiet", "--templates", folder, "--no-installed-fonts", "--font-map", f"{folder}/fonts.yaml", str(source), "-o", path],
                          cwd=root, capture_output=True, text=True, check=False, env=samples.environment())
    return lines, path, done


def main():
    program, root = sys.argv[1:3]
    failed = count = 0
    characters = standard()
    assert len(characters) == 8105, len(characters)
    assert roles(root) == set(FACES), roles(root)
    characters += list(SIGNS + SHARED + BEYOND) + [chr(c) for c in ALIKE]
    beyond = {2: 0, 3: 0}
    shared = 0
    with tempfile.TemporaryDirectory() as folder:
        map_write(folder)
        for role, (face, index) in FACES.items():
            known = covered(face, index)
            wanted = [c for c in characters if ord(c) in known]
            wanted += sorted(chr(c) for c in known - set(map(ord, wanted)) if c >> 16 in beyond)
            lines, path, done = written(program, root, folder, role, wanted)
            if done.returncode != 0:
                print(f"{role}: {done.stderr[:2000]}")
                failed += 1
                continue
            f = pdf.File(path)
            read = structure.Reader(f)
            got = [read.text(e) for _, e, _, _ in read.tree.elements if e["/S"] in ("/P", "/H1") and not read.tree.kids(e)]
            raw = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], check=True, capture_output=True).stdout.decode()
            for name, ours in (("tags", "".join(got)), ("pdftotext", re.sub(r"[\n\f]", "", raw))):
                wrong = [(a, b) for a, b in zip("".join(lines), ours) if a != b]
                if wrong or len(ours) != len("".join(lines)):
                    failed += 1
                    print(f"{role}, {name}: {len(ours)} characters for {len(''.join(lines))}, {wrong[:10]}")
            failed += bool(list(access.marked(f, "2a")))
            count += len("".join(lines))
            for plane in beyond:
                beyond[plane] += sum(ord(c) >> 16 == plane for c in wanted)
            codes = {code for page in f.pages() for one in pdf.shown(f.content(page)) for code in one.codes}
            shared += len(set(wanted)) - len(codes)
            print(f"{role}: {len(''.join(lines))} characters")
    print(f"{count} characters, {beyond[2]} of plane 2, {beyond[3]} of plane 3, {shared} share a glyph with another; {failed} wrong")
    sys.exit(1 if failed or not all((count, *beyond.values(), shared)) else 0)


if __name__ == "__main__":
    main()
