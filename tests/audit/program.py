"""What the program finds: `check --format=json`, read back."""
import json
import pathlib
import subprocess
from collections import defaultdict
from dataclasses import dataclass

HELD = tuple(f"R{n:02}" for n in range(1, 29))  # the rules that the program has, and is held to
SCHEMA = "jixiaobiao-finding/1"


@dataclass(frozen=True)
class Finding:
    rule: str
    code: str
    severity: str
    state: str
    line: int
    column: int
    cell: str
    message: str
    left: str
    right: str
    difference: str
    hint: str
    discharged: str

    @property
    def values(self):
        return " ".join((self.message, self.left, self.right, self.difference))


def check(program, templates, files, *options):
    """{path: [Finding]} of one run over the files; with --all also what passes and what does not apply."""
    done = subprocess.run([program, "check", "--format=json", *options, "--templates", templates, *files],
                          capture_output=True, text=True)
    if done.returncode not in (0, 1) or ": 错误: " in done.stderr:  # a form refused is not a form audited
        raise RuntimeError(f"exit {done.returncode}: {done.stderr[:500]}")
    found = defaultdict(list)
    for line in done.stdout.splitlines():
        given = json.loads(line)
        if given["schema"] != SCHEMA:
            raise RuntimeError(f"not a finding: {line[:200]}")
        names = Finding.__dataclass_fields__
        found[pathlib.Path(given["file"])].append(
            Finding(**{n: given.get(n) if n in ("line", "column") else str(given.get(n) or "") for n in names}))
    return found


class Program:
    def __init__(self, program, root):
        self.program, self.templates = str(program), str(pathlib.Path(root) / "templates")

    def check(self, files, batch=200, options=()):
        """{path: [Finding]}; runs of at most `batch` files."""
        found, files = {}, [str(f) for f in files]
        for n in range(0, len(files), batch):
            found |= check(self.program, self.templates, files[n:n + batch], *options)
        return found
