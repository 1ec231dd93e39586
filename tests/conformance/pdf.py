"""A PDF file as `qpdf --json-output` tells it; nothing here is shared with src.

Values are qpdf's: "/Name", "u:text", "b:hex", "12 0 R", numbers, lists, dicts.
"""
import base64
import functools
import json
import pathlib
import re
import subprocess
import zlib

REFERENCE = re.compile(r"^(\d+) (\d+) R$")


class Stream(dict):
    """A stream's dictionary, with its bytes as they stand in the file."""
    raw = b""

    def data(self):
        return zlib.decompress(self.raw) if self.get("/Filter") == "/FlateDecode" else self.raw


class File:
    def __init__(self, path):
        self.bytes = pathlib.Path(path).read_bytes()
        told = subprocess.run(
            ["qpdf", "--warning-exit-0", "--json-output", "--json-stream-data=inline", "--decode-level=none", str(path)],
            check=True, capture_output=True).stdout
        self.load(json.loads(told))

    @classmethod
    def of(cls, told, file_bytes):
        """A file with these objects, as qpdf would tell them."""
        made = cls.__new__(cls)
        made.bytes = file_bytes
        made.load(told)
        return made

    def load(self, told):
        self.told = told
        self.objects = {}
        for name, entry in told["qpdf"][1].items():
            if name == "trailer":
                self.trailer = entry["value"]
            elif "stream" in entry:
                stream = Stream(entry["stream"]["dict"])
                stream.raw = base64.b64decode(entry["stream"]["data"])
                self.objects[name[4:]] = stream
            else:
                self.objects[name[4:]] = entry["value"]
        self.catalog = self.get(self.trailer["/Root"])

    def get(self, value, *keys):
        """The object that value refers to; with keys, down from there; None where there is nothing."""
        for key in (None,) + keys:
            if key is not None:
                if isinstance(value, dict):
                    value = value.get(key)
                elif isinstance(value, list) and isinstance(key, int) and key < len(value):
                    value = value[key]
                else:
                    return None
            while isinstance(value, str) and REFERENCE.match(value):
                value = self.objects.get(value)
        return value

    def walk(self):
        """Every value of every object, with the number of the object it stands in."""
        open_values = [(name, value) for name, value in self.objects.items()] + [("trailer", self.trailer)]
        while open_values:
            name, value = open_values.pop()
            yield name, value
            if isinstance(value, dict):
                open_values += [(name, v) for v in value.values()]
            elif isinstance(value, list):
                open_values += [(name, v) for v in value]

    def page_references(self):
        def below(reference):
            node = self.get(reference)
            if node.get("/Type") == "/Pages":
                for kid in self.get(node, "/Kids"):
                    yield from below(kid)
            else:
                yield reference
        return list(below(self.catalog["/Pages"]))

    def pages(self):
        return [self.get(r) for r in self.page_references()]

    def inherited(self, page, key):
        """An entry of the page, else of the nodes above it (ISO 32000-1, 7.7.3.4)."""
        while page is not None and key not in page:
            page = self.get(page, "/Parent")
        return self.get(page, key)

    def content(self, page):
        contents = self.get(page, "/Contents")
        parts = contents if isinstance(contents, list) else [contents]
        return b"\n".join(self.get(p).data() for p in parts)

    def fonts(self):
        """Every font that a page's resources name: name → dict, by page."""
        return [{name: self.get(f) for name, f in (self.get(p, "/Resources", "/Font") or {}).items()}
                for p in self.pages()]

    def all_fonts(self):
        seen = {}
        for fonts in self.fonts():
            for font in fonts.values():
                seen[id(font)] = font
        return list(seen.values())


def text(value):
    """A text string of qpdf's JSON."""
    if not isinstance(value, str):
        return None
    if value.startswith("u:"):
        return value[2:]
    return bytes.fromhex(value[2:]).decode("latin-1") if value.startswith("b:") else None


# ---- content streams ----

TOKEN = re.compile(
    rb"\s*(?:(?P<comment>%[^\r\n]*)|(?P<open><<|\[)|(?P<close>>>|\])|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|\((?P<literal>(?:\\.|[^\\()])*)\)|/(?P<name>[^\s<>\[\]()/%]*)"
    rb"|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))(?=[\s<>\[\]()/%]|$)|(?P<operator>[^\s<>\[\]()/%]+))", re.S)


@functools.lru_cache(maxsize=256)
def operations(content):
    """(operator, operands): names "/N", strings bytes, numbers, lists, dicts."""
    return tuple(parsed(content))


def parsed(content):
    stack = [[]]
    at = 0
    while True:
        match = TOKEN.match(content, at)
        if match is None:
            assert not content[at:].strip(), content[at:at + 40]
            return
        at = match.end()
        kind = match.lastgroup
        value = match[kind]
        if kind == "open":
            stack.append([])
        elif kind == "close":
            items = stack.pop()
            stack[-1].append(items if value == b"]" else dict(zip(items[::2], items[1::2])))
        elif kind == "hex":
            stack[-1].append(bytes.fromhex(value.decode()))
        elif kind == "literal":
            stack[-1].append(value)
        elif kind == "name":
            stack[-1].append("/" + value.decode())
        elif kind == "number":
            stack[-1].append(float(value) if b"." in value else int(value))
        elif kind == "operator":
            yield value.decode(), stack[0]
            stack = [[]]


def cmap(stream):
    """A ToUnicode CMap: code → text."""
    words = stream.data().decode("latin-1")
    mapped = {}

    def string(digits):
        return bytes.fromhex(digits).decode("utf-16-be", "surrogatepass")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", words, re.S):
        for code, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            mapped[int(code, 16)] = string(to)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", words, re.S):
        for first, last, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            for i in range(int(last, 16) - int(first, 16) + 1):
                mapped[int(first, 16) + i] = string(to)[:-1] + chr(ord(string(to)[-1]) + i)
    return mapped


PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "EI", "Tj", "TJ", "'", '"'}


class Shown:
    """One painting operator of a page: where it is marked, and what its codes are."""
    def __init__(self, operator, marks, font, codes):
        self.operator, self.marks, self.font, self.codes = operator, marks, font, codes

    def mcid(self):
        """The innermost marked-content identifier around it, or None."""
        ids = [m[1]["/MCID"] for m in self.marks if "/MCID" in m[1]]
        return ids[-1] if ids else None

    def artifact(self):
        return any(m[0] == "/Artifact" for m in self.marks)


def shown(content):
    """Every painting operator in order. Each mark is (tag, properties), the same object throughout."""
    marks, font = [], None
    for operator, operands in operations(content):
        if operator in ("BDC", "BMC"):
            marks = marks + [(operands[0], operands[1] if operator == "BDC" else {})]
        elif operator == "EMC":
            marks = marks[:-1]
        elif operator == "Tf":
            font = operands[0]
        elif operator in PAINTING:
            codes = []
            for part in (operands[0] if operator == "TJ" else operands):
                if isinstance(part, bytes):
                    codes += [part[i] << 8 | part[i + 1] for i in range(0, len(part), 2)]
            yield Shown(operator, marks, font, codes)


def marked_text(pdf, page):
    """MCID → text, as a reader takes it: ActualText before ToUnicode; None: artifacts."""
    fonts = {name: cmap(pdf.get(font, "/ToUnicode"))
             for name, font in (pdf.get(page, "/Resources", "/Font") or {}).items()}
    texts, said = {}, set()
    for one in shown(pdf.content(page)):
        spoken = [m[1] for m in one.marks if "/ActualText" in m[1]]
        if spoken:
            if id(spoken[0]) in said:
                continue
            said.add(id(spoken[0]))
            piece = spoken[0]["/ActualText"][2:].decode("utf-16-be")
            texts.setdefault("keep", []).append(spoken[0])
        else:
            piece = "".join(fonts[one.font][code] for code in one.codes) if one.codes else ""
        texts[one.mcid()] = texts.get(one.mcid(), "") + piece
    texts.pop("keep", None)
    return texts
