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


def main():
    with tempfile.TemporaryDirectory() as folder:
        wrong = [w for form in forms() for w in check(form.name, folder)]
        wrong += check("shili", folder, own=True)
    if not golden(FIXTURES / "shili.new", run("new", "示例绩效表/某地", own=True)[1]):
        wrong.append("tests/golden/authoring/shili.new differs")
    finish(wrong)


main()
