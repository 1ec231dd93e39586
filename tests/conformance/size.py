"""How large files are: subset fonts (with the CIDSet that PDF/A-1 wants of one), page contents, ToUnicode maps, metadata and
the profile are what they are, each the object that it is in the file, and all the rest is a tenth of that and 130 bytes a
structure element, at most. Object streams and the table of objects are of the rest. Printed as a ratio; the second ratio
counts the bare bytes of streams.

usage: size.py PROGRAM ROOT
"""
import sys
import tempfile

import access
import pdf
import samples


def named(f):
    """References of the streams that are what they are."""
    found = {f.catalog["/Metadata"]} | {page["/Contents"] for page in f.pages()}
    found |= {f.get(i)["/DestOutputProfile"] for i in f.get(f.catalog, "/OutputIntents") or []}
    for font in f.all_fonts():
        descriptor = f.get(font, "/DescendantFonts", 0, "/FontDescriptor")
        found |= {font["/ToUnicode"]} | {descriptor[k] for k in ("/FontFile2", "/FontFile3", "/CIDSet") if k in descriptor}
    return found


def object_size(f, reference):
    """From its number to its endobj."""
    raw = f.objects[reference].raw
    start = f.bytes.index(b"\n" + reference[:-2].encode() + b" obj\n")
    content = f.bytes.index(raw, start)
    return f.bytes.index(b"endobj\n", content + len(raw)) + len(b"endobj\n") - start - 1


def main():
    failed = files = 0
    with tempfile.TemporaryDirectory() as folder:
        # An example with each kind of item has more links and fields than text; the bound is for documents.
        for source in (p for p in samples.inputs(sys.argv[2]) if not p.endswith("new.yaml")):
            for flavour in samples.FLAVOURS:
                f = pdf.File(samples.render(sys.argv[1], sys.argv[2], source, flavour, folder))
                parts = named(f)
                objects, streams = sum(object_size(f, r) for r in parts), sum(len(f.objects[r].raw) for r in parts)
                elements = len(access.Tree(f).elements)
                ratio, bare = (len(f.bytes) / (1.10 * n + 130 * elements) for n in (objects, streams))
                files += 1
                failed += ratio > 1
                print(f"{source} {flavour}: {len(f.bytes)} bytes, {streams} in streams, {elements} elements, "
                      f"ratio {ratio:.3f}, bare {bare:.3f}")
    sys.exit(1 if failed or not files else 0)


if __name__ == "__main__":
    main()
