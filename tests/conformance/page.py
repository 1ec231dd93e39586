"""The page of GB/T 9704-2012 measured in the PDF itself: 22 lines of 28 characters in 156 mm x 225 mm, from the first
em box's top to the last one's foot and from left to right; page numbers on the outer side, one character in, their
dashes 7 mm below the type area. Glyphs are read with mutool, ink with pdftoppm. Then forms with a wrong page are
measured, and each measure has to find its own fault."""
import pathlib
import re
import subprocess
import sys
import tempfile

PT = 25.4 / 72  # mm
EM_TOP = 0.88  # of Noto Serif CJK's em box above the baseline (OS/2 sTypoAscender)
PAGE = (210, 297)
TOP, FOOT, BINDING, OUTER = 37, 35, 28, 26  # 天头, 下白边, 订口, 切口 in mm: 版心 156 x 225

TEMPLATE = """表: 版心
页面: {page}
样式: {style}
字段: {{正文: 段落}}
版面:
  - {{填: 正文, 样式: 正文}}
"""
GOOD = ("{承: 公文}", "{}")


def render(program, root, folder, page, style):
    form = folder / "templates" / "banxin"
    form.mkdir(parents=True, exist_ok=True)
    (form / "template.yaml").write_text(TEMPLATE.format(page=page, style=style))
    text = "本单位按照预算管理一体化要求编报绩效目标明确任务资金责任" * 90
    (folder / "data.yaml").write_text(f"表: 版心\n正文: {text}\n")
    out = folder / "out.pdf"
    subprocess.run([program, "render", "--quiet", "--no-installed-fonts", "--font-map",
                    str(root / "tests/golden/fonts.yaml"), "--templates", str(folder / "templates"), "--templates",
                    str(root / "templates"), str(folder / "data.yaml"), "-o", str(out)], check=True)
    return out


def glyphs(pdf, number):
    """(character, size, x, baseline from the top) in mm."""
    trace = subprocess.run(["mutool", "trace", str(pdf), str(number)], capture_output=True, text=True, check=True)
    found, size, height = [], 0.0, PAGE[1]
    for line in trace.stdout.splitlines():
        if (span := re.search(r'<span .*trm="([\d.]+) ', line)) is not None:
            size = float(span[1]) * PT
        elif (glyph := re.search(r'<g unicode="(.*?)" .*x="([-\d.]+)" y="([-\d.]+)"', line)) is not None:
            found.append((glyph[1], size, float(glyph[2]) * PT, height - float(glyph[3]) * PT))
    return found


def ink_rows(pdf, number, box):
    """The first and the last row of ink in a box of the page, in mm; None when it is blank."""
    dpi = 600
    left, top, width, height = (round(v / 25.4 * dpi) for v in box)
    image = subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), "-f", str(number), "-l", str(number), "-x", str(left),
                            "-y", str(top), "-W", str(width), "-H", str(height), str(pdf)],
                           capture_output=True, check=True).stdout
    pixels = image.split(b"\n", 3)[3]
    rows = [y for y in range(height) if min(pixels[y * width:(y + 1) * width]) < 128]
    return None if not rows else (box[1] + rows[0] / dpi * 25.4, box[1] + (rows[-1] + 1) / dpi * 25.4)


def faults(pdf, number):
    """What of a page full of prose is not as the standard has it."""
    odd = number % 2 == 1
    left = BINDING if odd else OUTER
    right, foot = left + 156, TOP + 225
    body = [g for g in glyphs(pdf, number) if g[3] < foot]
    folio = [g for g in glyphs(pdf, number) if g[3] >= foot]
    lines = sorted({round(g[3], 1) for g in body})
    if len(lines) != 22:
        yield "lines", f"{len(lines)} lines"
    full = [y for y in lines if sum(round(g[3], 1) == y for g in body) == 28]
    if len(full) < len(lines) - 1:  # the first of a paragraph is indented
        yield "characters", f"{len(full)} lines of 28 characters"
    size = body[0][1]
    first, last = min(g[3] for g in body) - EM_TOP * size, max(g[3] for g in body) + (1 - EM_TOP) * size
    if abs(last - first - 225) > 1 or abs(first - TOP) > 1:
        yield "height", f"{last - first:.2f} mm from {first:.2f}"
    begin, end = min(g[2] for g in body), max(g[2] + g[1] for g in body)
    if abs(end - begin - 156) > 1 or abs(begin - left) > 1:
        yield "width", f"{end - begin:.2f} mm from {begin:.2f}"
    text = "".join(g[0] for g in folio)
    if text != f"— {number} —":
        yield "number", repr(text)
        return
    em = folio[0][1]
    inset = right - (folio[-1][2] + em) if odd else folio[0][2] - left
    if abs(em - 14 * PT) > 0.02 or abs(inset - em) > 0.5:
        yield "side", f"{inset:.2f} mm in, of {em:.2f} mm type"
    dash = ink_rows(pdf, number, (folio[0][2] + em * 0.2, foot, em * 0.6, 20))
    if dash is None or abs((dash[0] + dash[1]) / 2 - foot - 7) > 0.3:
        yield "dash", f"{dash}"


BAD = {  # what is wrong with a page, and which measure finds it
    "lines": ("{承: 公文}", "{正文: {行距: 2.1}}"),
    "characters": ("{承: 公文}", "{正文: {字号: 三号}}"),
    "height": ("{承: 公文, 量法: 行框, 页边距: {上: 34mm, 下: 35mm, 左: 28mm, 右: 26mm}}", "{正文: {行距: 1.88}}"),
    "width": ("{承: 公文, 页边距: {上: 37mm, 下: 35mm, 左: 30mm, 右: 24mm}}", "{}"),
    "number": ("{承: 公文, 页码: 页数}", "{}"),
    "side": ("{承: 公文, 页码: 居中}", "{}"),
    "dash": ('{承: 公文, 页码: {文字: "— {{页}} —", 样式: 页码, 位置: 外侧, 缩进: 1字, 距版心: 9mm}}', "{}"),
}


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pdf = render(program, root, folder, *GOOD)
        for number in 1, 2, 3:
            for what, how in faults(pdf, number):
                print(f"page {number}: {what}: {how}")
                wrong += 1
        for what, bad in BAD.items():
            pdf = render(program, root, folder, *bad)
            if what not in [w for w, _ in faults(pdf, 2)]:
                print(f"{what}: a page with this fault was passed")
                wrong += 1
    print(f"3 pages measured, {len(BAD)} faults looked for, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
