"""new FORM prints as it is, is tidy, holds every field, and says which are required."""
import os
import tempfile

from house import FIXTURES, ROOT, Text, documents, finish, forms, golden, run


def check(name, folder, own=False):
    status, text, said = run("new", name, own=own)
    if status != 0:
        yield f"{name}: new: {said}"
        return
    pdf = os.path.join(folder, name + ".pdf")
    status, _, said = run("render", "-", "-o", pdf, stdin=text, own=own)
    if status != 0 or not os.path.getsize(pdf):
        yield f"{name}: its skeleton does not print: {said}"
    status, tidy, said = run("fmt", "-", stdin=text)
    if status != 0 or tidy != text:
        yield f"{name}: its skeleton is not tidy {said}"
    status, shown, said = run("show", "-", stdin=text, own=own)
    if status != 0:
        yield f"{name}: show: {said}"
    data = documents(text, Text)
    template = documents((ROOT / "templates" / name / "template.yaml").read_text(), Text)[0] if not own else {}
    for field in template.get("字段", {}):
        if field not in data[0] and template["字段"][field] != "删去":
            yield f"{name}: its skeleton has no {field}"
    lines = text.decode().splitlines()
    for field in template.get("必填", []):
        if not any(l.startswith((field + ":", f'"{field}":')) and "必填" in l for l in lines):
            yield f"{name}: {field} is not marked as required"


# What 内容 may list, one of each in the skeleton but for those that it tells of in comments.
ITEMS = {"表单", "题目", "标题", "正文", "注", "列表", "表格", "封面", "目录", "附件", "落款", "版记"}


def book(folder):
    """new 书: prints as it is, is tidy, shows each kind of item, has no findings."""
    status, text, said = run("new", "书")
    if status != 0 or (ROOT / "templates/books/new.yaml").read_bytes() != text:
        yield f"书: new: {said}"
        return
    pdf = os.path.join(folder, "book.pdf")
    status, _, said = run("render", "-", "-o", pdf, stdin=text)
    if status != 0 or not os.path.getsize(pdf):
        yield f"书: its skeleton does not print: {said}"
    if run("fmt", "-", stdin=text)[:2] != (0, text):
        yield "书: its skeleton is not tidy"
    status, found, said = run("check", "-", "--strict", stdin=text)
    if status != 0 or found != b"":
        yield f"书: its skeleton has findings: {found.decode()}{said}"
    content = documents(text, Text)[0]["内容"]
    missing = ITEMS - {next(iter(item)) for item in content if isinstance(item, dict)}
    if missing or not any(isinstance(item, str) for item in content):
        yield f"书: its skeleton has no {missing}"
    status, shown, said = run("show", "-", stdin=text)
    headings = [line for line in shown.decode().splitlines() if line.startswith("  ")]
    if status != 0 or not {"  一、部门职责", "    （一）贯彻教育法律法规", "  附件1　名词解释"} <= set(headings):
        yield f"书: show: {shown.decode()}{said}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        wrong = [w for form in forms() for w in check(form.name, folder)]
        wrong += check("shili", folder, own=True)
        wrong += book(folder)
    if not golden(FIXTURES / "shili.new", run("new", "示例绩效表/某地", own=True)[1]):
        wrong.append("tests/golden/authoring/shili.new differs")
    finish(wrong)


main()
