"""A book as a folder: a PDF for each of its forms, the same bytes every time, and a list that tells the truth.

usage: parts.py PROGRAM ROOT
"""
import csv
import pathlib
import subprocess
import sys
import tempfile

import book

BOOK = "templates/books/samples/quyang-2021.yaml"
FORMS = 44  # 41 projects, institutions, procurement, assets


def run(program, root, *words):
    return subprocess.run([program, "render", "--quiet", *book.PINNED, "--each-form", BOOK, *words], cwd=root,
        capture_output=True, text=True, check=False)


def differences(program, root, folder):
    for name in ("a", "b"):
        done = run(program, root, "-o", f"{folder}/{name}")
        if done.returncode != 0:
            yield f"exit {done.returncode}: {done.stderr[:300]}"
            return
    a, b = (pathlib.Path(folder, name, "quyang-2021") for name in ("a", "b"))
    with open(a / "目录.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if [int(row["序号"]) for row in rows] != list(range(1, FORMS + 1)):
        yield f"{len(rows)} rows"
    if {row["文件"] for row in rows} | {"目录.csv"} != {p.name for p in a.iterdir()}:
        yield "the list and the folder differ"
    for path in sorted(a.iterdir()):
        if path.read_bytes() != (b / path.name).read_bytes():
            yield f"{path.name}: two renders differ"
    for row in rows:
        path = str(a / row["文件"])
        pages = book.pages(path)
        if len(pages) != int(row["页数"]):
            yield f"{row['文件']}: {len(pages)} pages, {row['页数']} in the list"
        if "绩效目标表" in row["标题"] and book.fold(row["标题"]) not in book.fold("".join(pages[0])):
            yield f"{row['文件']}: its title is not on its first page"
    # One PDF cannot be a folder.
    if run(program, root, "-o", f"{folder}/c.pdf").returncode != 2:
        yield "-o c.pdf is taken"


def main():
    with tempfile.TemporaryDirectory() as folder:
        found = list(differences(sys.argv[1], sys.argv[2], folder))
    print(f"{FORMS} forms, {len(found)} wrong")
    sys.exit("\n".join(found[:40]) if found else 0)


if __name__ == "__main__":
    main()
