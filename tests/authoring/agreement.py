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


def main():
    chance = random.Random(20)
    wrong = [w for form in forms() for w in check(form.name, chance)]
    for _ in range(5):
        wrong += check("shili", chance, own=True)
    finish(wrong)


main()
