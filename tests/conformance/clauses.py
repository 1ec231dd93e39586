"""Every sample in every flavour: our clauses, and what other programs say of the file.

usage: clauses.py PROGRAM ROOT
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


def readers(path, flavour, pages):
    """What qpdf, MuPDF, Ghostscript and poppler complain about."""
    status, text = said("qpdf", "--check", path)
    if status != 0 or "WARNING" in text or "No syntax or stream encoding errors" not in text:
        yield f"qpdf: {text}"
    for command in (["mutool", "draw", "-q", "-r", "20", "-o", "/dev/null", path],
                    ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", path],
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
    status, text = said("pdfinfo", "-struct-text", path)
    if status != 0 or "rror" in text or "Table" not in text:
        yield f"pdfinfo -struct-text: {text[:500]}"


def main():
    failed = files = 0
    with tempfile.TemporaryDirectory() as folder:
        for source in samples.inputs(sys.argv[2]):
            for flavour in samples.FLAVOURS:
                path = samples.render(sys.argv[1], sys.argv[2], source, flavour, folder)
                f = pdf.File(path)
                files += 1
                checks = access.CLAUSES + (archive.CLAUSES if flavour != "none" else [])
                wrong = [f"{c.__module__}.{c.__name__}: {w}" for c in checks for w in c(f, flavour)]
                wrong += readers(path, flavour, len(f.pages()))
                for one in wrong:
                    print(f"{source} {flavour}: {one}")
                failed += len(wrong)
    print(f"{files} files, {failed} findings")
    sys.exit(1 if failed or not files else 0)


if __name__ == "__main__":
    main()
