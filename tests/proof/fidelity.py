"""From the source file to the bytes of the PDF: nothing is lost, and other programs agree.

    fidelity.py PROGRAM ROOT FONT-MAP SAMPLE

The sample is rendered twice, to the same bytes. Then, with tools that share no code with src:
- every scalar and every name of the data is in the texts of the document (--dump=tree, document);
- every text of the document is in the fragments of the scene, joined, once (--dump=scene);
- each page's text in the PDF (pdftotext -raw) is that page's fragments in order, and nothing else;
- qpdf, MuPDF, Ghostscript and poppler read the file without a word, and every font is embedded,
  a subset, and readable as Unicode.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

OPERATORS = [(">=", "≥"), ("<=", "≤"), ("＞＝", "≥"), ("＜＝", "≤"), ("≧", "≥"), ("≦", "≤"), ("⩾", "≥"), ("⩽", "≤")]
TAG = re.compile(r"</?(?:p|br|div|li|tr|span|strong|b|i|u|em|font|o:p)\b[^>]*>", re.I)
# MuPDF as Debian builds it says this of every file.
KNOWN = {"warning: ICC support is not available"}
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
TARGET = re.compile(r"[=≥≤><]?\d")
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def run(*command, silent=False):
    done = subprocess.run(command, capture_output=True, check=False)
    text = done.stdout.decode("utf-8", "replace")
    said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line not in KNOWN]
    expect(done.returncode == 0, f"{command[0]}: exit {done.returncode} {said}")
    if silent:
        expect(not said, f"{command[0]}: {said}")
    return text


def unquote(text):
    """A text of a dump: \\n, \\", \\\\, \\u{20}, \\x07."""
    names = {"n": "\n"}
    return re.sub(r"\\(?:u\{([0-9A-F]+)\}|x([0-9A-F]{2})|(.))",
        lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else names.get(m[3], m[3]), text)


def bare(text):
    return re.sub(r"[\s\u3000]+", "", text)


def printed(text):
    """The listed normalisations of data."""
    text = TAG.sub("\n", text)
    for written, sign in OPERATORS:
        text = text.replace(written, sign)
    return text


def column_names(root):
    """Names of columns in any template: keys of the data that need not be printed."""
    names = set()
    for path in pathlib.Path(root).glob("templates/*/template.yaml"):
        for columns in re.findall(r"(?:列表|条目|层级): *\[([^\]]*)\]", path.read_text(encoding="utf-8")):
            names |= {name.strip() for name in columns.split(",")}
    return names


def tree_texts(dump, columns):
    """Scalars and nested names of a tree: what the data has to say."""
    texts, field = [], ""
    for line in dump.splitlines():
        m = re.match(r"\d+:\d+ ( +)(.*)$", line)
        if m is None:
            continue
        key = re.match(r'"((?:[^"\\]|\\.)*)": ', m[2])
        name = unquote(key[1]) if key is not None else None
        if key is not None and len(m[1]) <= 4:
            field = name
        elif key is not None and name not in columns:
            texts.append(name)
        value = re.search(r'(?:plain|quoted|literal|folded) "((?:[^"\\]|\\.)*)"$', m[2])
        if value is not None and field not in ("表", "照原样"):
            texts.append(unquote(value[1]))
    return texts


def document_texts(dump):
    """The text at the end of every line of a document's dump; titles of files are not printed."""
    return [unquote(QUOTED.findall(line)[-1]) for line in dump.splitlines()
        if not line.startswith(("document ", "folio ", "head ")) and QUOTED.search(line)]


def bare_lines(path):
    """Lines of a file of narrative, values that it takes from data left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield from (part for part in re.split(r"\{\{.*?\}\}", line) if part.strip())


def book_texts(base, path, columns):
    """What a book has to say: its own texts, those of its files of narrative, and those of its data."""
    texts, folder = [], path.parent
    for item in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["内容"]:
        item = {"正文": item} if isinstance(item, str) else item
        for key in ("正文", "标题", "题目"):
            for text in item.get(key, "").splitlines():
                texts += [part for part in re.split(r"\{\{.*?\}\}", text) if part.strip()]
        for named in [item["文件"]] if "文件" in item else []:
            texts += bare_lines(folder / named)
        for named in [item["表单"]] if isinstance(item.get("表单"), str) else []:
            for data in sorted(folder.glob(named)):
                texts += tree_texts(run(*base, "--dump=tree", str(data)), columns)
    return texts


class Scene:
    """Elements, and per page the fragments (element, repeat, from, to, text of its glyphs)."""

    def __init__(self, dump):
        self.elements, self.pages, base = [], [], 0
        for line in dump.splitlines():
            words = line.split(" ")
            if words[0] == "title":
                base = len(self.elements)
            elif words[0] == "element":
                self.elements.append(unquote(QUOTED.findall(line)[-1]))
            elif words[0] == "page":
                self.pages.append([])
            elif words[0] == "cell":
                span = words[-1].split("..")
                element = None if words[1] == "none" else base + int(words[1])
                self.pages[-1].append([element, words[2] == "repeat", int(span[0]), int(span[1]), ""])
            elif words[0] == "glyphs":
                self.pages[-1][-1][4] += unquote(QUOTED.search(line)[1])

    def joined(self):
        """What the fragments of every element show, repeats left out."""
        texts = [""] * len(self.elements)
        for page in self.pages:
            for element, repeat, _, _, text in page:
                if element is not None:
                    texts[element] += "" if repeat else text
        return texts


def check_data(wanted, document):
    """Every text stands in a cell or line; a target may stand in cells side by side: ≥ | 95 | %."""
    texts = [bare(t) for t in document_texts(document)]
    whole, known, beside = "\0".join(texts), set(texts), "".join(texts)
    for text in wanted:
        forms = {bare(text), bare(printed(text))}
        expect(forms & known or any(form in whole or (TARGET.match(form) and form in beside) for form in forms),
            f"not in the document: {text[:60]!r}")


def check_scene(document, scene):
    lines = [line for line in document.splitlines() if document_texts(line)]
    entries = [number for number, line in enumerate(lines) if line.startswith("contents ")]
    shown = [bare(t) for t in scene.elements]
    for number in entries: # a heading, and the number of its page
        shown[number:number + 1] = [re.sub(r"\d+$", "", t) for t in shown[number:number + 1]]
    expect([re.sub(r"\d+$", "", bare(t)) if number in entries else bare(t)
            for number, t in enumerate(document_texts(document))] == shown,
        "the scene's elements are not the document's texts")
    for element, shown in zip(scene.elements, scene.joined()):
        expect(bare(element) == bare(shown), f"fragments of {element[:60]!r} show {shown[:60]!r}")
    for page in scene.pages:
        for element, _, start, end, text in page:
            if element is None:
                continue
            part = scene.elements[element].encode()[start:end].decode()
            expect(bare(part) == bare(text), f"bytes {start}..{end} show {text[:60]!r}")


def check_pages(pdf, scene):
    count = int(re.search(r"^Pages:\s+(\d+)", run("pdfinfo", pdf), re.M)[1])
    expect(count == len(scene.pages), f"{count} pages, {len(scene.pages)} in the scene")
    for number, page in enumerate(scene.pages, 1):
        text = bare(run("pdftotext", "-raw", "-enc", "UTF-8", "-f", str(number), "-l", str(number), pdf, "-",
            silent=True))
        at = 0
        for element, _, _, _, shown in page:
            found = text.find(bare(shown), at)
            expect(found == at, f"page {number}: {shown[:60]!r} (element {element}) is not next in the PDF")
            at = found + len(bare(shown)) if found >= 0 else at
        expect(at == len(text), f"page {number}: the PDF has more text: {text[at:at + 60]!r}")


def check_validators(pdf):
    expect("No syntax or stream encoding errors" in run("qpdf", "--check", pdf, silent=True), "qpdf --check")
    run("mutool", "info", pdf, silent=True)
    run("mutool", "draw", "-q", "-F", "pam", "-r", "36", "-o", "/dev/null", pdf, silent=True)
    said = run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage", pdf, silent=True)
    expect(said.strip() == "", f"gs: {said.strip()[:200]}")
    fonts = run("pdffonts", pdf, silent=True).splitlines()[2:]
    expect(len(fonts) > 0, "no fonts")
    for line in fonts:
        expect(re.search(r"\byes yes yes\s+\d+\s+\d+$", line), f"pdffonts: {line}")


def fires(name, check, *given):
    """A check that is given something damaged must find it."""
    before = len(failures)
    check(*given)
    found = len(failures) > before
    del failures[before:]
    expect(found, f"{name} was not found")


def check_fires(pdf, wanted, dumps):
    document, lines = dumps["document"], dumps["document"].splitlines()
    cells = {bare(t) for t in document_texts(document)}
    value = bare(max((w for w in wanted if {bare(w), bare(printed(w))} & cells), key=len))
    fires("a value that is lost", check_data, wanted, "\n".join(line for line in lines
        if not {value, printed(value)} & {bare(t) for t in document_texts(line)}))
    scene = Scene(dumps["scene"])
    fires("a text that the scene lacks", check_scene, "\n".join([*lines, 'text style=x "多"']), scene)
    page = max(scene.pages, key=len)
    longest = max(page, key=lambda fragment: len(fragment[4]))
    text = bare(longest[4])
    longest[4] = text[:-1]
    fires("a character that the fragments lack", check_scene, document, scene)
    fires("a character too many in the PDF", check_pages, pdf, scene)
    longest[4] = text + "多"
    fires("a character that the PDF lacks", check_pages, pdf, scene)


def main():
    program, root, font_map, sample = sys.argv[1:5]
    base = [program, "render", "--templates", str(pathlib.Path(root, "templates")), "--no-installed-fonts",
        "--font-map", font_map, "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        pdf, again = str(pathlib.Path(folder, "a.pdf")), str(pathlib.Path(folder, "b.pdf"))
        run(*base, "-o", pdf, sample)
        run(*base, "-o", again, sample)
        if failures:
            sys.exit("\n".join(failures))
        expect(pathlib.Path(pdf).read_bytes() == pathlib.Path(again).read_bytes(), "two renders differ")
        dumps = {stage: run(*base, "--dump=" + stage, sample) for stage in ("tree", "document", "scene")}
        scene = Scene(dumps["scene"])
        columns = column_names(root)
        book = re.search("^书:", pathlib.Path(sample).read_text(encoding="utf-8"), re.M)
        wanted = book_texts(base, pathlib.Path(sample), columns) if book else tree_texts(dumps["tree"], columns)
        expect(wanted, "the data has no texts")
        check_data(wanted, dumps["document"])
        check_scene(dumps["document"], scene)
        check_pages(pdf, scene)
        check_validators(pdf)
        if not failures:
            check_fires(pdf, wanted, dumps)
        print(f"{len(scene.pages)} pages, {len(scene.elements)} elements, "
            f"{sum(len(bare(t)) for t in scene.elements)} characters")
    if failures:
        sys.exit("\n".join(failures[:40]))


main()
