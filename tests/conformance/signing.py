"""Signature fields, signed by other software: poppler's pdfsig with a throw-away key of NSS.

One field, then the other, in both orders: both verify, the text stays, and the file still conforms.
usage: signing.py PROGRAM ROOT WRITE_SCENE
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import access
import archive
import pdf
import samples

SEAL, SIGN, MARGIN = "盖章_填报单位", "签字_单位负责人", "签字_填表人"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")


def key_made(folder):
    store = f"sql:{folder}/nss"
    pathlib.Path(folder, "nss").mkdir()
    pathlib.Path(folder, "noise").write_bytes(bytes(range(256)))
    run("certutil", "-N", "-d", store, "--empty-password")
    run("certutil", "-S", "-n", "throwaway", "-s", "CN=throwaway", "-x", "-t", "CT,C,C", "-k", "rsa", "-g", "2048",
        "-z", f"{folder}/noise", "-d", store, "-v", "12")
    return store


def sign(store, field, source, path):
    """pdfsig cuts its output short first, so that it must not be the input."""
    run("pdfsig", "-nssdir", store, "-nss-pwd", "", "-nick", "throwaway", "-sign", field, source, path)
    return path


def signatures(store, path):
    """Field's name → whether its signature holds; None: not signed. (pdfsig fails where one is not signed.)"""
    told = subprocess.run(["pdfsig", "-nssdir", store, path], capture_output=True, check=False).stdout.decode()
    found = {}
    for part in re.split(r"Signature #\d+:", told)[1:]:
        name = re.search(r"Field Name: (.*)", part)[1]
        found[name] = None if "not signed" in part else "Signature is Valid" in part
    return found


def conformance(path, flavour):
    f = pdf.File(path)
    for check in access.CLAUSES + (archive.CLAUSES if flavour != "none" else []):
        for wrong in check(f, flavour):
            yield f"{path} {check.__name__}: {wrong}"
    for command in (["qpdf", "--check", path], ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", path]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0 or "WARNING" in done.stdout + done.stderr:
            yield f"{path}: {command[0]}: {done.stdout}{done.stderr}"


def widgets_of(f):
    return [(n, f.get(r)) for n, page in enumerate(f.pages()) for r in f.get(page, "/Annots") or []]


def fields_differ(f):
    """Where and what the fields are."""
    wanted = [(0, SEAL, "填报单位在此盖章", [220, 631.89, 340, 751.89]), (1, SIGN, SIGN, [220, 111.89, 320, 151.89]),
              (1, MARGIN, "填表人在此签字", [500, 111.89, 550, 151.89])]
    got = [(n, pdf.text(w["/T"]), pdf.text(w["/TU"]), w["/Rect"]) for n, w in widgets_of(f)]
    if got != wanted:
        yield f"fields are {got}"
    if f.get(f.catalog, "/AcroForm", "/SigFlags") != 3 or len(f.get(f.catalog, "/AcroForm", "/Fields")) != 3:
        yield "the form is not whole"
    tree = access.Tree(f)
    places = [tree.by_reference[parent]["/S"] for _, e, parent, _ in tree.elements if e["/S"] == "/Form"]
    if places != ["/P", "/P", "/Document"]:
        yield f"fields stand in {places}"


def signed_both_ways(store, base, flavour, folder):
    """The first two fields, in both orders."""
    text = run("pdftotext", "-enc", "UTF-8", base, "-")
    names = [pdf.text(w["/T"]) for _, w in widgets_of(pdf.File(base))]
    for first, second in (names[:2], names[1::-1]):
        none = dict.fromkeys(names)
        once = sign(store, first, base, f"{folder}/once.pdf")
        if signatures(store, once) != none | {first: True}:
            yield f"{flavour}: after {first}: {signatures(store, once)}"
        twice = sign(store, second, once, f"{folder}/twice.pdf")
        if signatures(store, twice) != none | {first: True, second: True}:
            yield f"{flavour}: after {first}, {second}: {signatures(store, twice)}"
        if run("pdftotext", "-enc", "UTF-8", twice, "-") != text:
            yield f"{flavour}: the text has changed"
        if not pathlib.Path(twice).read_bytes().startswith(pathlib.Path(base).read_bytes()):
            yield f"{flavour}: the file was not appended to"
        yield from conformance(twice, flavour)
    broken = bytearray(pathlib.Path(twice).read_bytes())
    broken[len(broken) // 4] ^= 1
    pathlib.Path(folder, "broken.pdf").write_bytes(broken)
    if True in signatures(store, f"{folder}/broken.pdf").values():
        yield f"{flavour}: a changed file verifies"


def real_form(store, program, root, folder):
    """One of a form that is sealed and signed: its places are fields, of which --no-fields leaves none."""
    source = next(p for p in samples.inputs(root) if "hunan-zhengti-mubiao" in p)
    for flavour in samples.FLAVOURS:
        base = samples.render(program, root, source, flavour, folder)
        names = [pdf.text(w["/T"]) for _, w in widgets_of(pdf.File(base))]
        if names != ["盖章_填报单位", "签字_单位负责人"]:
            yield f"{source}: fields {names}"
            return
        yield from conformance(base, flavour)
        yield from signed_both_ways(store, base, flavour, folder)
    bare = pdf.File(samples.render(program, root, source, "2a", folder, "--no-fields"))
    if widgets_of(bare) or "/AcroForm" in bare.catalog:
        yield f"{source}: fields where there should be none"


def main():
    program, root, write_scene = sys.argv[1:]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        store = key_made(folder)
        wrong += real_form(store, program, root, folder)
        for flavour in ("1a", "2a", "3a", "none"):
            base = f"{folder}/{flavour}.pdf"
            run(write_scene, base, flavour, "fields")
            wrong += [*conformance(base, flavour), *fields_differ(pdf.File(base))]
            wrong += signed_both_ways(store, base, flavour, folder)
        run(write_scene, f"{folder}/bare.pdf", "2a", "bare")
        bare = pdf.File(f"{folder}/bare.pdf")
        if widgets_of(bare) or "/AcroForm" in bare.catalog:
            wrong.append("fields where there should be none")
        run(write_scene, f"{folder}/joined.pdf", "2a", "joined")
        names = [pdf.text(w["/T"]) for _, w in widgets_of(pdf.File(f"{folder}/joined.pdf"))]
        if names != [SEAL, SIGN, MARGIN, SEAL + "_2", SIGN + "_2", MARGIN + "_2"]:
            wrong.append(f"a book's fields are {names}")
        wrong += conformance(f"{folder}/joined.pdf", "2a")
    for one in wrong:
        print(one)
    print(f"{len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
