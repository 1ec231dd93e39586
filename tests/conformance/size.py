"""How large files are: subset fonts (with the CIDSet that PDF/A-1 wants of one), page contents, ToUnicode maps, metadata and
the profile are what they are, and all the rest is a tenth of that and 130 bytes a structure element, at most. Object streams
and the table of objects are of the rest. Printed as a ratio; what is counted are the bare bytes of streams. PDF/A-1 has its
objects from PDF 1.4, which packs none, not even the dictionaries of fonts: there each part is the object that it is in the
file, with its dictionary, and the bare ratio is printed beside.

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


def measured(f, elements, flavour):
    """The file's size by what it may be, and by what it might be if only bare streams counted."""
    parts = named(f)
    objects, streams = sum(object_size(f, r) for r in parts), sum(len(f.objects[r].raw) for r in parts)
    bare, whole = (len(f.bytes) / (1.10 * n + 130 * elements) for n in (streams, objects))
    return whole if flavour == "1a" else bare, bare, streams


def main():
    failed = files = 0
    most = dict.fromkeys(samples.FLAVOURS, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        for source in samples.inputs(sys.argv[2]):
            for flavour in samples.FLAVOURS:
                f = pdf.File(samples.render(sys.argv[1], sys.argv[2], source, flavour, folder))
                elements = len(access.Tree(f).elements)
                ratio, bare, streams = measured(f, elements, flavour)
                files += 1
                failed += ratio > 1
                most[flavour] = max(most[flavour], (ratio, len(f.bytes)))
                print(f"{source} {flavour}: {len(f.bytes)} bytes, {streams} in streams, {elements} elements, "
                      f"ratio {ratio:.3f}, bare {bare:.3f}")
                # The judge judged: what is one byte too large must be told.
                f.bytes += b" " * (int(len(f.bytes) / ratio - len(f.bytes)) + 1)
                if ratio <= 1 and measured(f, elements, flavour)[0] <= 1:
                    failed += 1
                    print(f"{source} {flavour}: a file that is too large is not told")
    for flavour, (ratio, size) in most.items():
        print(f"{flavour}: at most {ratio:.3f}, a file of {size} bytes")
    sys.exit(1 if failed or not files else 0)


if __name__ == "__main__":
    main()
