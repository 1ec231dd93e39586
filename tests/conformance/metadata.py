"""What a file says of itself: from the data, never from the clock.

usage: metadata.py PROGRAM ROOT
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import archive
import pdf
import samples

FORM = "tests/conformance/forms/changbiao.yaml"
JXB = "urn:jixiaobiao:form:1#"


def rendered(folder, source, **environment):
    path = f"{folder}/x.pdf"
    command = [sys.argv[1], "render", "--quiet", "--templates", "tests/conformance/templates", "--templates", "templates",
               *samples.PINNED, source, "-o", path]
    done = subprocess.run(command, cwd=sys.argv[2], env=samples.environment(**environment), capture_output=True, text=True, check=False)
    return pdf.File(path) if done.returncode == 0 else done.returncode


def dates(f):
    said = archive.properties(f)
    return pdf.text(f.get(f.trailer["/Info"]).get("/CreationDate", "u:")), said.get(f"{{{archive.SPACES['xmp']}}}CreateDate", "")


def expect(what, got, wanted):
    if got != wanted:
        print(f"{what}: {got!r}, not {wanted!r}")
    return got != wanted


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        f = rendered(folder, FORM)
        said, info = archive.properties(f), f.get(f.trailer["/Info"])
        for key, wanted in {"/Title": "某局长表 <&> 𠮷", "/Author": "某局 & 某处", "/Subject": "关于“长表” <&>",
                            "/Keywords": "长表, \"引号\"", "/CreationDate": "D:20220105000000+08'00'",
                            "/ModDate": "D:20220105000000+08'00'"}.items():
            failed += expect(key, pdf.text(info[key]), wanted)
        for key, wanted in {"year": "2022", "form": "changbiao", "edition": "试用版 <1>"}.items():
            failed += expect(key, said.get(f"{{{JXB}}}{key}"), wanted)
        failed += expect("unit", said.get(f"{{{JXB}}}unit"), "某局 & 某处")
        failed += expect("amounts", json.loads(said.get(f"{{{JXB}}}amounts", "[]")), [
            {"name": '总额"', "value": "1234.5", "unit": "万元"}, {"name": "元数", "value": "1200", "unit": "元"},
            {"name": "合计数", "value": "4656", "unit": "万元"}])
        lines = pathlib.Path(sys.argv[2], FORM).read_text(encoding="utf-8").splitlines()
        numbers = [re.search(r"行的名称: ([0-9.]+)$", line) for line in lines]
        failed += expect("the sum", sum(float(n[1]) for n in numbers if n), 4656.0)
        other = samples.joined(sys.argv[2])
        failed += expect("no date", dates(rendered(folder, other)), ("", ""))
        failed += expect("SOURCE_DATE_EPOCH", dates(rendered(folder, other, SOURCE_DATE_EPOCH="1641340800", TZ="Asia/Shanghai")),
                         ("D:20220105000000Z", "2022-01-05T00:00:00Z"))
        failed += expect("the data's date", dates(rendered(folder, FORM, SOURCE_DATE_EPOCH="0"))[1], "2022-01-05T00:00:00+08:00")
        for wrong in ("abc", "-1", "1.5", "12345678901234567890"):
            failed += expect(f"SOURCE_DATE_EPOCH={wrong}", rendered(folder, other, SOURCE_DATE_EPOCH=wrong), 2)
        # What the parts of a book share is said of the book: the unit, not the project.
        info = (f := rendered(folder, other)).get(f.trailer["/Info"])
        failed += expect("a book's author", pdf.text(info["/Author"]), "黔南州住房和城乡建设局")
        failed += expect("a book's subject", info.get("/Subject"), None)
        sums = set()
        for zone in ("UTC", "Asia/Shanghai", "America/New_York"):
            rendered(folder, FORM, TZ=zone, LC_ALL="C")
            sums.add(hashlib.sha256(pathlib.Path(folder, "x.pdf").read_bytes()).hexdigest())
        failed += expect("different bytes", len(sums), 1)
    print(f"{failed} wrong")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
