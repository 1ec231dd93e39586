"""The contents of a book: each entry's number is that of the page where its heading is; its link and its bookmark lead
there. Read from the PDF alone.

usage: contents.py PROGRAM ROOT
"""
import pathlib
import re
import sys
import tempfile

import book

sys.path.append(str(pathlib.Path(__file__).parent.parent / "conformance"))
import pdf  # noqa: E402

BOOKS = ["templates/books/samples/quyang-2021.yaml", "templates/books/samples/jixiao-wenben.yaml", "tests/golden/book/good.yaml", "tests/golden/book/parts.yaml"]
ENTRY = re.compile(r"(.*?)\s*…+\s*(\d+)")


class Read:
    def __init__(self, path):
        self.pages = book.pages(path)
        self.numbers, self.texts = zip(*[(number, book.fold("".join(lines))) for number, lines in map(book.number, self.pages)])
        f = pdf.File(path)
        self.references = f.page_references()
        self.entries = self.contents()
        self.links, self.bookmarks = self.linked(f), list(self.outline(f, f.get(f.catalog, "/Outlines")))

    def contents(self):
        """(title, number) of each entry: on the pages before the first that bears a number."""
        front = [line for number, lines in zip(self.numbers, self.pages) if number is None for line in lines]
        entries, title = [], ""
        for line in front[[book.fold(line) for line in front].index("目录") + 1:]:
            m = ENTRY.fullmatch(line.strip("\f "))
            if m is None:
                title += line
                continue
            entries.append((book.fold(title + m[1]), int(m[2])))
            title = ""
        return entries

    def place(self, f, destination):
        """(page from 0, its distance from the foot) that a destination names."""
        page, kind, _, top, _ = f.get(destination)
        assert kind == "/XYZ"
        return self.references.index(page), top

    def linked(self, f):
        """Where the links of the contents lead, in order, one for each entry: an entry in two lines has two."""
        found = []
        for page in (page for page, number in zip(self.references, self.numbers) if number is None):
            for reference in f.get(page, "/Annots") or []:
                link = f.get(reference)
                if link["/Subtype"] == "/Link" and (not found or found[-1] != self.place(f, link["/Dest"])):
                    found.append(self.place(f, link["/Dest"]))
        return found

    def outline(self, f, above):
        """(title, page) of every bookmark, in order."""
        reference = above.get("/First")
        while reference is not None:
            item = f.get(reference)
            yield book.fold(pdf.text(item["/Title"])), self.place(f, item["/Dest"])[0]
            yield from self.outline(f, item)
            reference = item.get("/Next")


def wrong(r):
    if not r.entries:
        yield "no entries"
    if len(r.links) != len(r.entries):
        yield f"{len(r.links)} links for {len(r.entries)} entries"
    marks = iter(r.bookmarks)
    for (title, number), (page, top) in zip(r.entries, r.links):
        if r.numbers[page] != number:
            yield f"{title}: {number} in the contents, the link leads to page {r.numbers[page]}"
        if title not in r.texts[page]:
            yield f"{title}: not on page {number}"
        if not any((title, page) == mark for mark in marks):
            yield f"{title}: no bookmark to page {number}, or not in order"
        if not 0 < top < 842:
            yield f"{title}: the link leads outside the page"


def fires(r):
    """What a wrong number, a lost link, a moved bookmark would look like must be told."""
    entries, links, marks, texts = r.entries, r.links, r.bookmarks, r.texts
    k = len(entries) // 2
    damages = {"number": {"entries": entries[:k] + [(entries[k][0], entries[k][1] + 1)] + entries[k + 1:]},
        "link": {"links": links[:k] + [links[0]] + links[k + 1:]}, "lost link": {"links": links[:-1]},
        "bookmark": {"bookmarks": [(t, p + 1) for t, p in marks]},
        "heading": {"texts": tuple(t.replace(entries[k][0], "") for t in texts)}}
    for name, damage in damages.items():
        kept = {key: getattr(r, key) for key in damage}
        vars(r).update(damage)
        if not list(wrong(r)):
            yield f"{name}: not told"
        vars(r).update(kept)


def main():
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for source in BOOKS:
            r = Read(book.render(sys.argv[1], sys.argv[2], source, folder))
            found = list(wrong(r))
            failed += [f"{source}: {f}" for f in found or fires(r)]
            print(f"{source}: {len(r.pages)} pages, {len(r.entries)} entries, {len(r.bookmarks)} bookmarks")
    sys.exit("\n".join(failed[:40]) if failed else 0)


if __name__ == "__main__":
    main()
