"""Every character of the forms here reaches the page, and comes back out of the PDF as it was written.

Glyphs of each line are compared with hb-shape's own; text with pdftotext's.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
EM = 256000
NOTO = "/usr/share/fonts/truetype/noto/"
HANA = "/usr/share/fonts/truetype/hanazono/"
SERIF = ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2)
FACES = {"NotoSerifCJKsc-Regular": SERIF, "HanaMinA": (HANA + "HanaMinA.ttf", 0), "HanaMinB": (HANA + "HanaMinB.ttf", 0)}
FACES |= {n: (f"{NOTO}{n}.ttf", 0) for n in ("NotoNaskhArabic-Regular", "NotoSerifTibetan-Regular",
                                           "NotoSansMongolian-Regular", "NotoSansYi-Regular")}
JOINED = ("NotoNaskhArabic-Regular", "NotoSerifTibetan-Regular", "NotoSansMongolian-Regular")
RUN = re.compile(r'glyphs face=(\S+) size=\d+ -?\d+ -?\d+ turn \d from \d+ "((?:[^"\\]|\\.)*)"(.*)')
ESCAPE = re.compile(r"\\u\{([0-9A-F]+)\}|\\(.)")


def render(case, *words):
    words = (ROOT / "tests/golden/forms" / (case + ".input")).read_text().split() + list(words)
    done = subprocess.run([PROGRAM, "render", "--quiet", "--templates", "tests/golden/forms/templates",
                           "--templates", "templates", "--no-installed-fonts"] + words,
                          cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def directions(text):
    """A text of signs alone may run either way: brackets are then mirrored."""
    kinds = {unicodedata.bidirectional(c) for c in text}
    return ["rtl"] if kinds & {"R", "AL"} else ["ltr"] if kinds & {"L", "EN"} else ["ltr", "rtl"]


def hb_shape(face, text, direction):
    path, index = FACES[face]
    command = ["hb-shape", path, f"--face-index={index}", "--no-glyph-names", "--no-clusters", "--language=zh-hans",
               "--direction=" + direction, "--text=" + text]
    if face not in JOINED:
        command.append("--features=-liga,-clig")
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [int(m) for m in re.findall(r"[\[|](\d+)", out)]


def digits(face, *options):
    path, index = FACES[face]
    command = ["hb-shape", path, f"--face-index={index}", "--no-glyph-names", "--no-clusters", *options, "0123456789"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.findall(r"[\[|](\d+)\+(\d+)", out)


def figures(face):
    """Digits of one width, where a face has others too: by those that are not."""
    own = digits(face, "--script=hani", "--language=zh-hans")
    even = digits(face, "--script=latn", "--language=en")
    if len({width for _, width in own}) == 1 or len({width for _, width in even}) > 1:
        return {}
    return {int(a): int(b) for (a, _), (b, _) in zip(own, even)}


def glyphs_are_hb_shapes_own(scene):
    faces = set()
    for m in RUN.finditer(scene):
        text = ESCAPE.sub(lambda e: chr(int(e[1], 16)) if e[1] else e[2], m[2])
        got = [int(g.split(":")[0]) for g in m[3].split()]
        # Spaces that hang at a line end have text and no glyph.
        want = [hb_shape(m[1], t, d) for t in (text, text.rstrip(" ")) for d in directions(text)]
        even = figures(m[1]) if re.search(r"\d", text) else {}
        want = [[even.get(g, g) for g in one] for one in want]
        assert got in want, f"{text}: {got}, hb-shape has {want}"
        faces.add(m[1])
    return faces


def bare(text):
    """Without the marks that pdftotext puts around what runs the other way, and without spaces."""
    return "".join(c for c in text if c not in "\u202a\u202b\u202c\u200e\u200f" and not c.isspace())


def words_come_out(pdf, lines):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as f:
        f.write(pdf)
        f.flush()
        texts = [subprocess.run(["pdftotext", *mode, f.name, "-"], capture_output=True, text=True, check=True).stdout
                 for mode in ([], ["-raw"])]
    for line in lines:
        assert any(bare(line) in bare(t) for t in texts), f"{line} is not in\n{texts[0]}"


def faces_are_listed():
    done = subprocess.run([PROGRAM, "fonts", "--text", "tests/golden/forms/script.yaml", "--no-installed-fonts",
                           "--font-map", "tests/golden/fonts-scripts.yaml"],
                          cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "[script-unsupported]" in done.stderr, done.stderr
    assert "\n    没有字体（6）：ท U+0E17、ภ U+0E20、" in done.stdout, done.stdout
    done = subprocess.run([PROGRAM, "fonts", "--text", "-", "--no-installed-fonts", "--font-map",
                           "tests/golden/fonts-scripts.yaml"], cwd=ROOT, capture_output=True, text=True, check=False,
                          input="\ufeff☑𠮷甲 乙，甲，ئۇ𠀀ꆈ\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout == """宋体
    Noto Serif CJK SC Regular（4）：乙甲，𠮷
    Noto Naskh Arabic Regular（2）：ئۇ
    Noto Sans Yi Regular（1）：ꆈ
    HanaMinA Regular（2）：☑𠀀
""", done.stdout


def main():
    faces_are_listed()
    faces = glyphs_are_hb_shapes_own(render("scripts", "--dump=scene").decode())
    beside = render("beside", "--dump=scene").decode()
    assert glyphs_are_hb_shapes_own(beside) and " turn 1 " in beside, beside
    words_come_out(render("beside", "-o", "-"), ["ᠪᠠᠶᠠᠨᠭᠣᠣᠯ ᠮᠣᠩᠭᠣᠯ ᠥᠪᠡᠷᠲᠡᠭᠡᠨ ᠵᠠᠰᠠᠬᠤ ᠵᠧᠦ", "绩效目标表"])
    assert faces >= set(FACES) - {"HanaMinA"}, faces
    words_come_out(render("scripts", "-o", "-"), [
        "يىللىق خام چوت ئۈنۈم نىشانى جەدۋىلى", "بايىنغولىن موڭغۇل ئاپتونوم ئوبلاستى تۇرالغۇ ۋە شەھەر-يېزا قۇرۇلۇشى",
        "جىلعى بيۋدجەت ونىمدىلىگى ماقساتى، كەستە", "单位名称", "ئۇيغۇر تىلى", "与 12 项指标",
        "སྤྱི་ཚོགས་ཀྱི་ཕན་འབྲས་དམིགས་ཚད་རེའུ་མིག །བོད་རང་སྐྱོང་ལྗོངས།",
        "ᠪᠠᠶᠠᠨᠭᠣᠣᠯ ᠮᠣᠩᠭᠣᠯ ᠥᠪᠡᠷᠲᠡᠭᠡᠨ ᠵᠠᠰᠠᠬᠤ ᠵᠧᠦ ᠶᠢᠨ", "ꆈꌠꁱꂷ、ꇓꂱꊨꏦꏱꅉꍏ", "𠮷、𠀀、𪚥，负责人"])
    words_come_out(render("boxes", "-o", "-", "--font-map", "tests/golden/fonts.yaml"), ["☑是☐否", "☒ 填表人：𠮷某"])


main()
