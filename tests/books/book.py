"""A book rendered, and what other programs read in it."""
import pathlib
import re
import subprocess

PINNED = ["--templates", "templates", "--no-installed-fonts", "--font-map", "tests/golden/fonts.yaml"]


def fold(text):
    """Without white space, which says where a line or a cell ended."""
    return re.sub(r"[\s\u3000\xa0]+", "", text)


def render(program, root, book, folder, *options):
    path = f"{folder}/{pathlib.Path(book).stem}.pdf"
    subprocess.run([program, "render", "--quiet", *PINNED, book, "-o", path, *options], cwd=root, check=True,
        capture_output=True)
    return path


def page_count(path):
    return int(re.search(r"^Pages:\s+(\d+)", said("pdfinfo", path), re.M)[1])


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pages(path):
    """Per page the lines of its text, in the order of its content."""
    count = page_count(path)
    return [said("pdftotext", "-raw", "-enc", "UTF-8", "-f", str(n), "-l", str(n), path, "-").splitlines()
        for n in range(1, count + 1)]


def number(lines):
    """The number that a page bears, and its lines without it."""
    for i in range(len(lines) - 1, -1, -1):
        m = re.fullmatch(r"—\s*(\d+)\s*—", lines[i].strip("\f "))
        if m is not None:
            return int(m[1]), lines[:i] + lines[i + 1:]
    return None, lines
