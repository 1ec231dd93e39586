"""One province's data file, unchanged, on the national forms: every value is in the text of the PDF, or the
run names value, field and form, and writes nothing.

Every first document of every sample goes onto every form of 全国. Where the program prints, each value
is looked for in the text that poppler extracts (without white space, in pieces of eight characters,
since lines and pages divide a cell). Where it refuses, each field-unprinted error must name a value
that stands at its place in the file, its key, and the form; and no file may be there.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
OPTIONS = ["--no-installed-fonts", "--font-map", str(ROOT / "tests/golden/fonts.yaml"), "--templates", str(ROOT / "templates")]
NOT_VALUES = {"表", "照原样"}
SIGNS = {">=": "≥", "<=": "≤"}
ERROR = re.compile(r"^(.+?):(\d+):(\d+): 错误: (.*) \[([a-z-]+)\]$", re.M)
UNPRINTED = re.compile(r"“(.*?)”的值“(.*?)”在“(.*?)”里没有地方印")


class Text(yaml.SafeLoader):
    """Every scalar is text."""

    yaml_implicit_resolvers = {}


def values(node, key=None):
    """Texts of a document; the labels of an indicator tree count as values too."""
    if isinstance(node, dict):
        for k, v in node.items():
            if k not in NOT_VALUES:
                if isinstance(v, (dict, list)) or (v and key is not None):
                    yield from [k] if key is not None and isinstance(v, dict) else []
                yield from values(v, k)
    elif isinstance(node, list):
        for item in node:
            yield from values(item, key)
    elif node:
        yield node


def plain(text):
    for written, printed in SIGNS.items():
        text = text.replace(written, printed)
    return re.sub(r"\s", "", text)


def labels(text):
    """A label may be printed long or short."""
    return {text, text + "指标", text.removesuffix("指标")}


def missing(document, pdf):
    text = plain(subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout)
    for value in values(document):
        pieces = [plain(value)[i:i + 8] for i in range(0, len(plain(value)), 8)]
        if not all(p in text for p in pieces) and not any(plain(n) in text for n in labels(value)):
            yield value


def refused(data, form, errors, lines):
    """What is wrong with the words of a refusal."""
    if not errors:
        yield "refused without an error"
    for _, line, _, message, code in errors:
        if code != "field-unprinted":
            yield f"{code}: {message}"
            continue
        key, value, named = UNPRINTED.match(message).groups()
        around = "".join(lines[int(line) - 1:int(line) + 2])
        if key not in around or plain(value)[:6] not in plain("".join(lines[int(line) - 1:])) or not named.startswith(form["表"]):
            yield f"names the wrong thing: {message}"


def titles():
    """Id → the template's own keys, what it inherits included."""
    found = {p.parent.name: yaml.load(p.read_text(), Text) for p in ROOT.glob("templates/*/template.yaml")}
    return {k: {**found.get(t.get("继承"), {}), **t} for k, t in found.items()}


def main():
    forms = titles()
    national = [i for i, t in sorted(forms.items()) if t.get("地区") == "全国"]
    printed = turned_away = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for sample in sorted(ROOT.glob("templates/*/samples/*.yaml")):
            if re.search("^书:", sample.read_text(), re.M):
                continue
            document = re.split(r"^---$", sample.read_text(), flags=re.M)
            document = next(d for d in document if yaml.load(d, Text))
            data = pathlib.Path(folder) / "data.yaml"
            data.write_text(document)
            for form in national:
                pdf = pathlib.Path(folder) / "data.pdf"
                pdf.unlink(missing_ok=True)
                done = subprocess.run([PROGRAM, "render", "--form", form, "-o", folder, *OPTIONS, data],
                                      capture_output=True, text=True, check=False)
                if done.returncode == 0:
                    printed += 1
                    wrong = [f"not printed: {v}" for v in missing(yaml.load(document, Text), pdf)]
                else:
                    turned_away += 1
                    wrong = list(refused(data, forms[form], ERROR.findall(done.stderr), document.splitlines(True)))
                    wrong += ["a file was written"] if pdf.exists() else []
                for w in wrong:
                    failed += 1
                    print(f"{sample.relative_to(ROOT)} on {form}: {w}")
    print(f"{printed} printed, {turned_away} refused, {failed} wrong")
    sys.exit(1 if failed or printed < 5 or turned_away < 5 else 0)


main()
