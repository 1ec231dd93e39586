"""What the conformance tests look at, rendered."""
import os
import pathlib
import subprocess

FLAVOURS = ["1a", "2a", "3a", "none"]
PINNED = ["--no-installed-fonts", "--font-map", "tests/golden/fonts.yaml"]


def inputs(root):
    """Every sample, from the top of the tree; a book with all kinds of items."""
    found = sorted(pathlib.Path(root).glob("templates/*/samples/*.yaml"))
    found += sorted(pathlib.Path(root).glob("tests/conformance/forms/*.yaml"))
    return [str(p.relative_to(root)) for p in found] + ["templates/books/new.yaml"]


def joined(root):
    """One that has several documents."""
    return next(p for p in inputs(root) if "qiannan" in p)


def banded(root):
    """One whose headings have names, since those of a band reach no further."""
    return next(p for p in inputs(root) if "bazhou" in p)


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    return {**kept, **more}


def render(program, root, source, flavour, folder, *options):
    path = f"{folder}/{pathlib.Path(source).stem}-{flavour}.pdf"
    run(program, root, "render", "--quiet", source, "-o", path, "--pdfa", flavour, *options)
    return path


def scene(write_scene, kind, flavour, folder):
    """One made by hand."""
    path = f"{folder}/{kind}-{flavour}.pdf"
    subprocess.run([write_scene, path, flavour, kind], check=True, capture_output=True, text=True)
    return path


def languages(program, root, flavour, folder):
    """Lines in Uyghur, Tibetan, Mongolian and Yi."""
    path = f"{folder}/scripts-{flavour}.pdf"
    subprocess.run([program, "render", "--quiet", "tests/golden/forms/scripts.yaml", "-o", path, "--pdfa", flavour,
                    "--no-installed-fonts", "--font-map", "tests/golden/fonts-scripts.yaml",
                    "--templates", "tests/golden/forms/templates", "--templates", "templates"],
                   cwd=root, check=True, capture_output=True, text=True, env=environment())
    return path


def run(program, root, *words):
    command = [program, words[0], "--templates", "tests/conformance/templates", "--templates", "templates", *PINNED, *words[1:]]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, env=environment()).stdout
