"""What the laws share: a law is a function (tree) → findings (file, line, rule).

`NAME.py ROOT BUILD` judges a tree; `NAME.py --fires` judges the law: every miniature of BAD must
be refused for the reason it names, and GOOD must pass.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
SKIPPED = {".git", "build", "out", "__pycache__"}


class Tree:
    def __init__(self, root, build):
        self.root, self.build = pathlib.Path(root), pathlib.Path(build)

    def files(self, pattern):
        """Paths under the root, sorted, as text: files('src/*/*.c')."""
        return sorted(str(p.relative_to(self.root)) for p in self.root.glob(pattern) if p.is_file())

    def sources(self):
        return self.files("src/**/*.c") + self.files("src/**/*.h")

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def bare(self, path):
        """The text with comments and literals blanked, offsets and lines kept."""
        return TOKEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), self.text(path))

    def rooms(self):
        """rooms.txt, written by src/CMakeLists.txt: name → (floor, deps, fenced headers)."""
        rows = [r.split("|") for r in (self.build / "rooms.txt").read_text().split()]
        words = lambda s: [w for w in s.split(",") if w]
        return {n: (int(floor), words(deps), words(fenced)) for n, floor, deps, fenced in rows}

    def ours(self):
        """What git tracks or would track; without git, what is there."""
        git = ["git", "-c", "safe.directory=*", "-C", self.root, "ls-files", "-coz", "--exclude-standard"]
        if (self.root / ".git").exists():
            listed = subprocess.run(git, check=True, capture_output=True, text=True).stdout.split("\0")
            return sorted(p for p in set(listed) if p and (self.root / p).is_file())
        return [p for p in self.files("**/*") if not SKIPPED & set(pathlib.Path(p).parts)]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def scan(tree, paths, pattern, rule):
    """Findings for each match of pattern in bare C text."""
    for path in paths:
        text = tree.bare(path)
        for m in re.finditer(pattern, text):
            yield path, line_of(text, m.start()), rule.format(m[m.lastindex or 0])


def miniature(folder, files):
    for path, text in files.items():
        at = pathlib.Path(folder, path)
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, encoding="utf-8")
    return Tree(folder, pathlib.Path(folder, "build"))


def main(law, good, bad):
    """good: files of a tree that passes; bad: (files changed in it, rule that must fire)."""
    if sys.argv[1:] != ["--fires"]:
        found = list(law(Tree(*sys.argv[1:3])))
        for path, line, rule in found:
            print(f"{path}:{line}: {rule}")
        sys.exit(1 if found else 0)
    for files, expected in [({}, None)] + bad:
        with tempfile.TemporaryDirectory() as folder:
            found = [f"{p}:{n}: {r}" for p, n, r in law(miniature(folder, {**good, **files}))]
        if expected is None:
            assert not found, found
        else:
            assert any(expected in f for f in found), (expected, files, found)
