"""Every sample in every flavour: our clauses, and what other programs say of the file.

usage: clauses.py PROGRAM ROOT WRITE_SCENE
       clauses.py --list      the clauses, and how each is held
"""
import re
import subprocess
import sys
import tempfile

import access
import archive
import pdf
import samples


def said(*command):
    """Exit status and everything printed, Debian's MuPDF's word on ICC left out."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return done.returncode, (done.stdout + done.stderr).replace("warning: ICC support is not available\n", "")


def ghostscript(paths):
    """All in one run; where that has something to say, each by itself."""
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage"]
    status, text = said(*command, *paths)
    if status != 0 or text.strip():
        for path in paths:
            status, text = said(*command, path)
            if status != 0 or text.strip():
                yield f"gs: {path}: {text}"


def readers(path, flavour, pages):
    """What qpdf, MuPDF and poppler complain about."""
    status, text = said("qpdf", "--check", path)
    if status != 0 or "WARNING" in text or "No syntax or stream encoding errors" not in text:
        yield f"qpdf: {text}"
    for command in (["mutool", "draw", "-q", "-r", "20", "-o", "/dev/null", path],
                    ["pdftotext", "-q", path, "/dev/null"], ["pdftoppm", "-r", "10", "-png", path, path + "-page"]):
        status, text = said(*command)
        if status != 0 or text.strip():
            yield f"{command[0]}: {text}"
    status, text = said("pdfinfo", path)
    facts = dict(re.findall(r"^ *([A-Za-z ]+): +(.*)$", text, re.M))
    wanted = {"Tagged": "yes", "Suspects": "no", "Pages": str(pages)}
    if flavour != "none":
        wanted |= {"Standard": f"ISO 19005-{archive.PARTS[flavour]}", "Conformance": "Level A, Accessible"}
    if status != 0 or "rror" in text or {k: facts.get(k) for k in wanted} != wanted:
        yield f"pdfinfo: {text}"
    # With text it takes as long as all else, and the texts are the same in every flavour.
    option = "-struct-text" if flavour == "2a" else "-struct"
    status, text = said("pdfinfo", option, path)
    if status != 0 or "rror" in text or "Table" not in text:
        yield f"pdfinfo {option}: {text[:500]}"


def listed():
    for standard, module in (("ISO 19005", archive), ("ISO 14289-1", access)):
        for check in module.CLAUSES:
            print(f"{standard}, " + " ".join(check.__doc__.split()))


def main():
    if sys.argv[1:] == ["--list"]:
        return listed()
    program, root, write_scene = sys.argv[1:]
    found, paths = [], []
    with tempfile.TemporaryDirectory() as folder:
        for flavour in samples.FLAVOURS:
            for source in samples.inputs(root):
                paths.append((source, flavour, samples.render(program, root, source, flavour, folder)))
            paths.append(("scripts", flavour, samples.languages(program, root, flavour, folder)))
            paths.append(("blocks", flavour, samples.scene(write_scene, "blocks", flavour, folder)))
        for source, flavour, path in paths:
            f = pdf.File(path)
            checks = access.CLAUSES + (archive.CLAUSES if flavour != "none" else [])
            wrong = [f"{c.__module__}.{c.__name__}: {w}" for c in checks for w in c(f, flavour)]
            wrong += readers(path, flavour, len(f.pages()))
            found += [f"{source} {flavour}: {one}" for one in wrong]
        found += ghostscript([path for _, _, path in paths])
    for one in found:
        print(one)
    print(f"{len(paths)} files, {len(found)} findings")
    sys.exit(1 if found or not paths else 0)


if __name__ == "__main__":
    main()
