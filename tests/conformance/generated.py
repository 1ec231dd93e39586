"""Documents that nobody wrote, from the generator of the proof: our clauses in every flavour, and the tables read back from
tags are the grids that were laid out. What the program refuses is passed over.

usage: generated.py PROGRAM ROOT PROOF [COUNT [SEED]]
"""
import pathlib
import subprocess
import sys
import tempfile

import access
import archive
import pdf
import samples
import structure

COUNT = 48


def made(proof, seed, folder):
    """The data file; its template lies beside it."""
    template, _, data = subprocess.run([proof, "--show", str(seed)], check=True, capture_output=True, text=True).stdout.partition("\n---\n")
    pathlib.Path(folder, "zhengming").mkdir(exist_ok=True)
    pathlib.Path(folder, "zhengming", "template.yaml").write_text(template + "\n", encoding="utf-8")
    source = pathlib.Path(folder, "data.yaml")
    source.write_text(data, encoding="utf-8")
    return str(source)


def rendered(program, root, source, folder, *options):
    done = subprocess.run([program, "render", "--quiet", "--templates", folder, *samples.PINNED, *options, source], cwd=root,
                          check=False, capture_output=True, text=True, env=samples.environment())
    return done.stdout if done.returncode == 0 else None


def wrongs(f, flavour, dump):
    checks = access.CLAUSES + (archive.CLAUSES if flavour != "none" else [])
    for check in checks:
        for wrong in check(f, flavour):
            yield f"{check.__module__}.{check.__name__}: {wrong}"
    yield from structure.differences(structure.documents(dump), f)


def main():
    program, root, proof = sys.argv[1:4]
    count, first = (int(a) for a in (sys.argv[4:] + [COUNT, 1][len(sys.argv) - 4:]))
    failed = files = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            source, flavour, path = made(proof, seed, folder), samples.FLAVOURS[seed % 4], f"{folder}/x.pdf"
            dump = rendered(program, root, source, folder, "--dump=scene")
            if dump is None or rendered(program, root, source, folder, "--pdfa", flavour, "-o", path) is None:
                continue
            files += 1
            for wrong in list(wrongs(pdf.File(path), flavour, dump))[:3]:
                failed += 1
                print(f"{seed} {flavour}: {wrong}"[:300])
            told = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
            if told.returncode != 0:
                failed += 1
                print(f"{seed} {flavour}: {told.stdout}{told.stderr}")
    print(f"{files} files of {count}, {failed} wrong")
    sys.exit(1 if failed or not files else 0)


if __name__ == "__main__":
    main()
