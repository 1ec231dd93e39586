"""Shared by the tests here: running the program, the templates, YAML as editors read it."""
import os
import pathlib
import re
import subprocess
import sys

import yaml

PROGRAM, ROOT = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
ACCEPT = os.environ.get("JXB_ACCEPT") == "1"
FIXTURES = ROOT / "tests/golden/authoring"


def run(*words, stdin=None, own=False):
    """(status, stdout, stderr); own: with the templates of the fixtures, too."""
    own = ["--templates", str(FIXTURES / "templates")] if own else []
    pinned = ["--no-installed-fonts", "--font-map", str(ROOT / "tests/golden/fonts.yaml")]
    done = subprocess.run([PROGRAM, *words, *own, "--templates", str(ROOT / "templates"), *pinned],
                          input=stdin, capture_output=True)
    return done.returncode, done.stdout, done.stderr.decode()


def forms():
    """Folders of templates."""
    return sorted(p.parent for p in (ROOT / "templates").glob("*/template.yaml"))


def golden(path, text):
    """Whether the file holds the text; with JXB_ACCEPT=1 it is made to."""
    if ACCEPT:
        path.write_bytes(text)
    return path.exists() and path.read_bytes() == text


class Text(yaml.SafeLoader):
    """Every scalar is text."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        return {k.value: self.construct_object(v, deep=True) for k, v in node.value}


class Core(Text):
    """YAML 1.2 core schema, as editors read it: numbers, truth values, null."""

    yaml_implicit_resolvers = {}


def plain(_, node):
    return node.value


Text.add_constructor("tag:yaml.org,2002:str", plain)
Text.add_constructor("tag:yaml.org,2002:map", lambda self, node: self.construct_mapping(node))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|Null|NULL|~|)$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:bool",
                           re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:int",
                           re.compile(r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"), None)
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)"
               r"|\.(?:nan|NaN|NAN))$"), None)
Core.add_constructor("tag:yaml.org,2002:null", lambda *_: None)
Core.add_constructor("tag:yaml.org,2002:bool", lambda _, node: node.value.lower() == "true")
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if node.value[:2] in ("0o", "0x") else 10))
Core.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value.replace(".inf", "inf").replace(".nan", "nan")))


def documents(text, loader):
    """The documents of a file that are not empty."""
    return [d for d in yaml.load_all(text, loader) if d not in (None, "")]


def finish(wrong):
    for line in wrong:
        print(line)
    sys.exit(1 if wrong else 0)
