"""schema FORM: committed beside each template, takes every sample however its scalars are read,
and refuses what the form refuses: wrong keys, missing ones, wrong shapes."""
import copy
import json

import jsonschema

from house import FIXTURES, ROOT, Core, Text, documents, finish, forms, golden, run


def validator(name, own=False):
    status, text, said = run("schema", name, own=own)
    assert status == 0, said
    schema = json.loads(text)
    kind = jsonschema.validators.validator_for(schema)
    assert kind is jsonschema.Draft202012Validator
    kind.check_schema(schema)
    return text, kind(schema)


def at_last(value):
    """The innermost mapping or list."""
    while True:
        below = [v for v in (value.values() if isinstance(value, dict) else value) if isinstance(v, (dict, list)) and v]
        if not below:
            return value
        value = below[0]


def mutants(data, schema):
    """(what was done, a document that must be refused)"""
    for key in data:
        wrong = copy.deepcopy(data)
        wrong[key + "x"] = wrong.pop(key)
        yield f"{key} misspelt", wrong
    if "项目" not in data and "公共" not in data and "引用" not in data:
        for rule in schema["allOf"][0]["then"].get("allOf", []):
            names = [n for one in rule.get("anyOf", [rule]) for n in one["required"]]
            yield f"without {names}", {k: v for k, v in data.items() if k not in names}
    for key, value in data.items():
        if key in ("表", "引用", "公共", "项目"):
            continue
        wrong = copy.deepcopy(data)
        if isinstance(value, dict):
            wrong[key] = [1]
            yield f"{key} a list", wrong
            wrong = copy.deepcopy(wrong)
            wrong[key] = "某值"
            yield f"{key} a text", wrong
        elif isinstance(value, list) and any(isinstance(v, dict) for v in value):
            wrong[key] = {"甲": 1}
            yield f"{key} a mapping", wrong
            wrong = copy.deepcopy(data)
            wrong[key] = [{**value[0], "多余的列": 1}]
            yield f"{key} with a column too many", wrong
            wrong = copy.deepcopy(data)
            wrong[key] = [{k: ["甲"] for k in value[0]}]
            yield f"{key} with lists for texts", wrong
        elif not isinstance(value, list):
            wrong[key] = {"甲": 1}
            yield f"{key} a mapping", wrong


def entry_mutants(data, schema):
    """An entry of a tree under a column that there is not."""
    for key, value in data.items():
        if isinstance(value, dict) and key not in ("公共",) and value:
            wrong = copy.deepcopy(data)
            last = at_last(wrong[key])
            if isinstance(last, dict) and last:
                last[next(iter(last))] = {"没有的列": "甲"}
                yield f"{key}: an unknown column", wrong


def check(name, texts, own=False):
    text, judge = validator(name, own)
    for path, raw in texts:
        both = [documents(raw, loader) for loader in (Text, Core)]
        for loader, found in zip(("text", "core"), both):
            for data in found:
                for error in list(judge.iter_errors(data))[:2]:
                    where = "/".join(map(str, error.absolute_path))
                    yield f"{path} ({loader}): {where}: {error.message[:300]}"
        for data in both[0][:2] + both[1][:2]:
            for what, wrong in [*mutants(data, judge.schema), *entry_mutants(data, judge.schema)]:
                if judge.is_valid(wrong):
                    yield f"{name}, {path}: takes a document with {what}"


def shared_facts():
    """公共, 引用 and 项目: what may be left out because it stands elsewhere, and what may not."""
    judge = validator("shili", own=True)[1]
    common, first, second = documents((FIXTURES / "shared.yaml").read_text(), Text)
    first = {**first, **common["公共"]}
    project = second["项目"][0]
    good = [common, first, second, {"表": "甲", "引用": "乙.yaml"}, {"表": "甲", "引用": ["乙.yaml", "丙.yaml"]}]
    bad = [{**common, "年度": "2025"}, {"公共": {"年渡": "2025"}}, {**second, "项目": []},
           {**second, "项目": {}}, {**second, "项目": [{**project, "绩效指表": ""}]},
           {**second, "项目": [project, {}]}, {k: v for k, v in second.items() if k != "年度"},
           {"表": "甲", "引用": {}}, {**first, "照原样": ["全部"]}, {}]
    for data in good:
        yield from (f"refuses {data}: {e.message[:200]}" for e in judge.iter_errors(data))
    for data in bad:
        if judge.is_valid(data):
            yield f"takes {data}"


def book_mutants(data):
    """(what was done, a book that must be refused)"""
    yield from ((f"without {key}", {k: v for k, v in data.items() if k != key}) for key in ("书", "内容"))
    for key in data:
        yield f"{key} misspelt", {(k + "x" if k == key else k): v for k, v in data.items()}
    for i, item in enumerate(data["内容"]):
        if not isinstance(item, dict):
            continue
        kind = next(iter(item))
        wrongs = [{kind + "x": item[kind]}, {**item, "多余": "甲"}, {**item, kind: [{"甲": "乙"}]}]
        if isinstance(item[kind], dict) and kind not in ("表单", "分节"):
            wrongs += [{**item, kind: {**item[kind], "多余": "甲"}}, {**item, kind: ["甲"]}]
        for wrong in wrongs:
            yield f"{kind}: {wrong}", {**data, "内容": data["内容"][:i] + [wrong] + data["内容"][i + 1:]}


def books():
    """The schema of books takes the samples, the skeleton and the goldens, and refuses wrong ones."""
    judge = validator("书")[1]
    folder = ROOT / "templates/books"
    if (folder / "schema.json").read_bytes() != run("schema", "书")[1]:
        yield "schema 书 is not templates/books/schema.json"
    paths = [folder / "new.yaml", *sorted(folder.glob("samples/*.yaml")),
        *(ROOT / f"tests/golden/book/{name}.yaml" for name in ("good", "ending", "apart", "warnings"))]
    for path in paths:
        for loader in (Text, Core):
            for data in documents(path.read_text(), loader):
                for error in list(judge.iter_errors(data))[:2]:
                    yield f"{path.name}: {list(error.absolute_path)}: {error.message[:200]}"
        if path.parent.name == "samples" and path.read_text().split("\n", 1)[0] != "# yaml-language-server: $schema=../schema.json":
            yield f"{path.name}:1: not the line by which editors find the schema"
    for path in paths:
        for what, wrong in book_mutants(documents(path.read_text(), Text)[0]):
            if judge.is_valid(wrong):
                yield f"takes a book with {what[:200]}"


def main():
    wrong = list(shared_facts()) + list(books())
    for form in forms():
        samples = [(p.name, p.read_text()) for p in sorted(form.glob("samples/*.yaml"))]
        samples.append(("new", run("new", form.name)[1].decode()))
        wrong += check(form.name, samples)
        if not golden(form / "schema.json", run("schema", form.name)[1]):
            wrong.append(f"templates/{form.name}/schema.json is stale: ./run golden")
        for sample in form.glob("samples/*.yaml"):
            first = sample.read_text().split("\n", 1)[0]
            if first != "# yaml-language-server: $schema=../schema.json":
                wrong.append(f"{sample.relative_to(ROOT)}:1: not the line by which editors find the schema")
    fixtures = [("shown.yaml", (FIXTURES / "shown.yaml").read_text()),
                ("shili.new", run("new", "shili", own=True)[1].decode())]
    wrong += check("shili", fixtures, own=True)
    if not golden(FIXTURES / "shili.schema", run("schema", "shili", own=True)[1]):
        wrong.append("tests/golden/authoring/shili.schema differs")
    finish(wrong)


main()
