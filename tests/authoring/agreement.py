"""A schema takes what the program takes, and refuses what it refuses: skeletons with parts dropped,
blanked or put in another shape. The random numbers are the same at every run."""
import copy
import json
import random

import jsonschema
import yaml

from house import Text, documents, finish, forms, run

SHAPES = ["", "甲", [], ["甲"], {"甲": "乙"}, [{"甲": "乙"}], [["甲"]], {"甲": {"乙": "丙"}},
          {"甲": {"乙": {"丙": "丁"}}}, {"甲": {"乙": ["丙"]}}]
TRIES = 12


def places(value, at=()):
    """Paths of everything in a document."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in entries:
        yield at + (key,)
        yield from places(below, at + (key,))


def changed(data, path, shape):
    """A copy with the value at path replaced; dropped where shape is None."""
    data = copy.deepcopy(data)
    inside = data
    for key in path[:-1]:
        inside = inside[key]
    if shape is None:
        del inside[path[-1]]
    else:
        inside[path[-1]] = copy.deepcopy(shape)
    return data


def check(name, chance, own=False):
    judge = jsonschema.Draft202012Validator(json.loads(run("schema", name, own=own)[1]))
    data = documents(run("new", name, own=own)[1], Text)[0]
    paths = [p for p in places(data) if p != ("表",)]
    for _ in range(TRIES):
        path, shape = chance.choice(paths), chance.choice([None, *SHAPES])
        wrong = changed(data, path, shape)
        text = yaml.dump(wrong, allow_unicode=True, default_style='"')
        status, _, said = run("check", "--dump", "document", "-", stdin=text.encode(), own=own)
        if judge.is_valid(wrong) != (status == 0):
            yield f"{name}, {'/'.join(map(str, path))} = {shape!r}: the schema says {judge.is_valid(wrong)}, the program {status}: {said}"


# Names of styles, layouts, values and files, which no schema knows, and what stands in 审核 and 页面; columns and rows
# that do not go together; what {{日期}} and {{单位}} want.
NAMES = {"样式", "版式", "数据", "审核", "页面", "文件", "列", "表头", "行"}
WANTED = [("单位",), ("日期",)]
BOOK_TRIES = 400


def book(chance):
    judge = jsonschema.Draft202012Validator(json.loads(run("schema", "书")[1]))
    data = documents(run("new", "书")[1], Text)[0]
    data["内容"] += [{"分节": {}}, {"另起一页": "是"}, {"正文": ["甲", "乙"], "编号": ["{一}、", {"号": "无"}]}]
    data["内容"].append(data["内容"].pop(-4)) # 版记 is the last
    paths = [p for p in places(data) if not NAMES & set(p) and p not in WANTED and (p[0] != "内容" or len(p) < 4 or p[2] != "表单")]
    for _ in range(BOOK_TRIES):
        path, shape = chance.choice(paths), chance.choice([None, *SHAPES])
        wrong = changed(data, path, shape)
        text = yaml.dump(wrong, allow_unicode=True, default_style='"', sort_keys=False)
        status, _, said = run("check", "--dump", "document", "-", stdin=text.encode())
        if judge.is_valid(wrong) != (status == 0):
            yield f"书, {'/'.join(map(str, path))} = {shape!r}: the schema says {judge.is_valid(wrong)}, the program {status}: {said[:300]}"


def main():
    chance = random.Random(20)
    wrong = [w for form in forms() for w in check(form.name, chance)]
    for _ in range(5):
        wrong += check("shili", chance, own=True)
    wrong += book(chance)
    finish(wrong)


main()
