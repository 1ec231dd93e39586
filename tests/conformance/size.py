"""How large files are: fonts, contents, maps, metadata and profile are what they are, and the rest is
a tenth of that and 130 bytes a structure element, at most; printed as a ratio. A file of one small page
passes that by what every file has (catalog, Info, page, a dictionary or three for each face), for which
FIXED is granted.

usage: size.py PROGRAM ROOT
"""
import sys
import tempfile

import access
import pdf
import samples

FIXED = 1600


def parts(f):
    """Bytes in streams, and structure elements."""
    return sum(len(v.raw) for v in f.objects.values() if isinstance(v, pdf.Stream)), len(access.Tree(f).elements)


def main():
    failed = files = 0
    with tempfile.TemporaryDirectory() as folder:
        for source in samples.inputs(sys.argv[2]):
            for flavour in samples.FLAVOURS:
                f = pdf.File(samples.render(sys.argv[1], sys.argv[2], source, flavour, folder))
                streams, elements = parts(f)
                allowed = 1.10 * streams + 130 * elements
                files += 1
                failed += len(f.bytes) > allowed + FIXED
                print(f"{source} {flavour}: {len(f.bytes)} bytes, {streams} in streams, {elements} elements, "
                      f"{(len(f.bytes) - streams) / elements:.0f} bytes an element beyond them, ratio {len(f.bytes) / allowed:.3f}")
    sys.exit(1 if failed or not files else 0)


if __name__ == "__main__":
    main()
