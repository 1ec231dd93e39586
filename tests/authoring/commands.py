"""fmt, show and unknown forms, as a person at a terminal meets them."""
import os
import pathlib
import tempfile

from house import FIXTURES, ROOT, Text, documents, finish, golden, run

wrong = []


def expect(what, condition):
    if not condition:
        wrong.append(what)


UNTIDY = "表:   甲\n乙:\n- 丙   # 注\n".encode()
TIDY = "表: 甲\n乙:\n  - 丙   # 注\n".encode()

with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "甲.yaml")
    file.write_bytes(UNTIDY)
    status, out, _ = run("fmt", "--check", str(file))
    expect("--check says which and fails", status == 1 and out.decode() == f"{file}\n")
    expect("--check writes nothing", file.read_bytes() == UNTIDY)
    status, out, said = run("fmt", str(file))
    expect("fmt writes in place", status == 0 and file.read_bytes() == TIDY and str(file) in out.decode())
    before = os.stat(file).st_mtime_ns, os.stat(file).st_ino
    status, out, _ = run("fmt", str(file))
    expect("a tidy file is left alone", status == 0 and out == b"" and before == (os.stat(file).st_mtime_ns, os.stat(file).st_ino))
    expect("--check of a tidy file", run("fmt", "--check", str(file))[:2] == (0, b""))
    expect("nothing else is left behind", os.listdir(folder) == ["甲.yaml"])
    status, out, _ = run("fmt", "-", stdin=UNTIDY)
    expect("- goes to standard output", status == 0 and out == TIDY)
    file.write_text("甲:\n    值: >=95%\n")
    status, out, said = run("fmt", str(file))
    expect("a file with errors is told of and kept",
           status == 1 and "yaml-block" in said and file.read_text() == "甲:\n    值: >=95%\n")
    expect("a missing file", run("fmt", os.path.join(folder, "没有"))[0] == 3)

expect("--check is for fmt alone", run("check", "--check", "-", stdin=b"")[0] == 2)
expect("new writes one form", run("new", "shili", "shili", own=True)[0] == 2)
expect("new has no -o", run("new", "shili", "-o", "x", own=True)[0] == 2)
expect("new wants a form", run("new")[0] == 2)
status, out, said = run("new", "部门整体支出目标表")
expect("unknown forms: the nearest", status == 1 and out == b"" and "最接近的：部门（单位）整体支出绩效目标表" in said)
expect("an alias will do", run("new", "样表/某地", own=True)[0] == 0)
expect("an unknown form of --form", run("check", "--form", "没有的表", "-", stdin="表: 甲\n".encode())[0] == 1)
sample = documents(run("new", "shili", own=True)[1], Text)[0]
sample["表"] = "别的表"
text = "\n".join(f"{k}: {v}" for k, v in sample.items() if isinstance(v, str) and ": " not in v and "\n" not in v)
status, out, said = run("check", "--form", "示例绩效表", "-", own=True,
                        stdin=f"{text}\n单位名称: 甲\n绩效指标:\n".encode())
expect(f"--form goes before 表: {said}", status == 0)

status, out, said = run("show", str(FIXTURES / "shown.yaml"), own=True)
expect(f"show: {said}", status == 0)
expect("tests/golden/authoring/shown.show differs", golden(FIXTURES / "shown.show", out))
status, out, said = run("show", str(ROOT / "templates/books/samples/jixiao-wenben.yaml"))
expect(f"show of a book: {said}", status == 0)
expect("tests/golden/authoring/book.show differs", golden(FIXTURES / "book.show", out))
expect("books that no folder of templates has", run("new", "书", own=True)[0] == 0)
finish(wrong)
