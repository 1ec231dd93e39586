"""Sources inside a PDF: rendered, taken out, rendered again, byte for byte, signed or not; and what differs is named.

usage: attached.py PROGRAM ROOT WRITE_SCENE
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import access
import archive
import pdf
import samples
import signing

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
WRONG = []


def expect(what, good):
    if not good:
        WRONG.append(what)


def run(*words, **more):
    command = [PROGRAM, *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=samples.environment(**more))


def render(*words, **more):
    return run("render", *words, "--templates", "templates", *samples.PINNED, "--attach-source", **more)


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def included(folder):
    """A data file that includes others, and has several documents."""
    form = pathlib.Path(ROOT, next(p for p in samples.inputs(ROOT) if "bazhou" in p)).read_text(encoding="utf-8")
    lines = form.splitlines(keepends=True)
    head = [l for l in lines if l.startswith("部门名称:")]
    (folder / "公共").mkdir(parents=True)
    (folder / "公共" / "单位.yaml").write_text("引用: 内/名称.yaml\n", encoding="utf-8")
    (folder / "公共" / "内").mkdir()
    (folder / "公共" / "内" / "名称.yaml").write_text("".join(head), encoding="utf-8")
    rest = "".join(l for l in lines if not l.startswith("部门名称:"))
    source = folder / "两份 表.yaml"
    source.write_text(f"引用: 公共/单位.yaml\n{rest}\n---\n引用: 公共/单位.yaml\n{rest}", encoding="utf-8")
    return source


def taken(path, folder, wanted):
    """Extracts into the folder; `wanted`: name → path of what was read."""
    done = run("extract", path, folder)
    expect(f"{path}: {done.stderr}", done.returncode == 0)
    got = files(folder)
    expect(f"{path}: told {done.stdout}", sorted(done.stdout.split("\n")[:-1]) == sorted(got))
    for name, source in wanted.items():
        expect(f"{path}: {name} is not as it was", got.get(name) == pathlib.Path(ROOT, source).read_bytes())
    expect(f"{path}: {sorted(got)}", set(got) >= set(wanted) | {"manifest.yaml", "fonts/fonts.yaml", "templates/styles.yaml"})
    templates = [n for n in got if n.startswith("templates/") and n.endswith("/template.yaml")]
    expect(f"{path}: forms {templates}", templates and all(got[n] == (ROOT / n).read_bytes() for n in templates))
    return templates


def again(path, folder, out):
    """Renders the folder: the same bytes, and nothing to say."""
    done = run("render", folder, "-o", out, "--no-installed-fonts", SOURCE_DATE_EPOCH="86400")
    made = out if out.is_file() else next(out.glob("*.pdf"))
    expect(f"{path}: {done.stdout}{done.stderr}", done.returncode == 0 and "[source-differs]" not in done.stderr)
    expect(f"{path}: the PDF is another one", made.read_bytes() == pathlib.Path(path).read_bytes())
    expect(f"{path}: the name is another one", out.is_file() or made.name == pathlib.Path(path).name)


def conforms(path, flavour):
    f = pdf.File(path)
    for check in access.CLAUSES + (archive.CLAUSES if flavour != "none" else []):
        for wrong in check(f, flavour):
            WRONG.append(f"{path}: {check.__name__}: {wrong}")


def single(folder):
    """One with a form that extends another; as a book; after signing."""
    source = next(p for p in samples.inputs(ROOT) if "anhui-xiangmu-ziping" in p)
    name = pathlib.Path(source).name
    done = render(source, "-o", folder / "one", SOURCE_DATE_EPOCH="1641312000")
    path = folder / "one" / name.replace(".yaml", ".pdf")
    expect(f"{source}: {done.stderr}", done.returncode == 0)
    templates = taken(path, folder / "one.out", {f"data/1/{name}": source})
    expect(f"the chain is {templates}", len(templates) == 2)
    again(path, folder / "one.out", folder / "one.again")
    conforms(path, "3a")
    signed = folder / "signed.pdf"
    store = signing.key_made(folder)
    subprocess.run(["pdfsig", "-nssdir", store, "-nss-pwd", "", "-nick", "throwaway", "-add-signature", path, signed],
                   check=True, capture_output=True)
    expect("not signed", list(signing.signatures(store, signed).values())[-1:] == [True])
    expect("signing changed what was there", signed.read_bytes().startswith(path.read_bytes()))
    expect("the signed file", run("extract", signed, folder / "signed.out").returncode == 0)
    expect("signing changes what is inside", files(folder / "signed.out") == files(folder / "one.out"))
    again(path, folder / "signed.out", folder / "signed.again")


def fitted(folder):
    """A form that data asks to fit: what may be tried by default is inside; asked on the command line, it is refused."""
    source = folder / "适应.yaml"
    source.write_text((ROOT / next(p for p in samples.inputs(ROOT) if "bazhou" in p)).read_text(encoding="utf-8") + "适应: 最少页\n",
                      encoding="utf-8")
    done = render(source, "-o", folder / "fitted")
    expect(f"{source}: {done.stderr}", done.returncode == 0)
    path = folder / "fitted" / "适应.pdf"
    taken(path, folder / "fitted.out", {f"data/1/{source.name}": source, "templates/fit.yaml": ROOT / "templates/fit.yaml"})
    again(path, folder / "fitted.out", folder / "fitted.again")
    expect("--fit is not told inside", render(source, "--fit", "均衡", "-o", folder / "refused").returncode == 2)


def several(folder):
    """Documents of one file with includes, each a PDF; two files of one name in a book, without fields or PDF/A."""
    source = included(folder / "甲")
    done = render(source, "-o", folder / "each", "--no-fields")
    expect(f"{source}: {done.stderr}", done.returncode == 0)
    parts = sorted((folder / "each").glob("*.pdf"))
    expect(f"parts {parts}", len(parts) == 2)
    wanted = {f"data/1/{n}": folder / "甲" / n for n in ("两份 表.yaml", "公共/单位.yaml", "公共/内/名称.yaml")}
    for i, path in enumerate(parts):
        taken(path, folder / f"each{i}.out", wanted)
        again(path, folder / f"each{i}.out", folder / f"each{i}.again")
    (folder / "乙").mkdir()
    twin = folder / "乙" / source.name
    shutil.copy(ROOT / next(p for p in samples.inputs(ROOT) if "qiannan" in p), twin)
    book = folder / "册.pdf"
    done = render(source, twin, source, "-o", book, "--pdfa", "none")
    expect(f"book: {done.stderr}", done.returncode == 0)
    taken(book, folder / "book.out", wanted | {f"data/2/{source.name}": twin})
    again(book, folder / "book.out", folder / "册2.pdf")
    conforms(book, "none")


def sealed(folder):
    """A form that is sealed and signed in its own fields, in both orders."""
    source = next(p for p in samples.inputs(ROOT) if "hunan-zhengti-mubiao" in p)
    done = render(source, "-o", folder / "sealed")
    expect(f"{source}: {done.stderr}", done.returncode == 0)
    path = next((folder / "sealed").glob("*.pdf"))
    names = [pdf.text(w["/T"]) for _, w in signing.widgets_of(pdf.File(path))]
    expect(f"fields {names}", len(names) == 2)
    store = f"sql:{folder}/nss"
    for n, order in enumerate((names, names[::-1])):
        signed = path
        for i, name in enumerate(order):
            signed = signing.sign(store, name, signed, folder / f"sealed{n}{i}.pdf")
        expect("the seals", list(signing.signatures(store, signed).values()) == [True, True])
        expect("out of a sealed file", run("extract", signed, folder / f"sealed{n}.out").returncode == 0)
        again(path, folder / f"sealed{n}.out", folder / f"sealed{n}.again")


def book(folder):
    """Narrative, tables and forms of several files."""
    books = [p for p in samples.inputs(ROOT) if "books/samples/" in p]
    source = max(books, key=lambda p: len(list(pathlib.Path(ROOT, p).with_suffix("").iterdir())))
    done = render(source, "-o", folder / "volume")
    expect(f"{source}: {done.stderr}", done.returncode == 0)
    path = next((folder / "volume").glob("*.pdf"))
    beside = pathlib.Path(ROOT, source).with_suffix("")
    wanted = {f"data/1/{p.relative_to(beside.parent)}": p for p in beside.iterdir()} | {f"data/1/{pathlib.Path(source).name}": source}
    expect("the book names no files", len(wanted) > 4)
    taken(path, folder / "volume.out", wanted)
    again(path, folder / "volume.out", folder / "volume.again")


def differs(folder):
    """Whatever is not as it was is named; the PDF is made all the same."""
    changed = folder / "changed"
    shutil.copytree(folder / "one.out", changed)
    data = next((changed / "data/1").glob("*.yaml"))
    data.write_text(data.read_text(encoding="utf-8") + "# 改过\n", encoding="utf-8")
    fonts = changed / "fonts/fonts.yaml"
    fonts.write_text(fonts.read_text(encoding="utf-8").replace("NotoSerifCJK-Regular", "NotoSerifCJK-Bold"), encoding="utf-8")
    manifest = changed / "manifest.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("jixiaobiao 0", "jixiaobiao 9").replace("libharu 2", "libharu 1"),
                        encoding="utf-8")
    done = run("render", changed, "-o", folder / "changed.pdf", "--no-installed-fonts")
    told = [l for l in done.stderr.split("\n") if "[source-differs]" in l]
    wanted = ["程序", "库“libharu”", f"文件“data/1/{data.name}”", "文件“fonts/fonts.yaml”", "字体“"]
    for what in wanted:
        expect(f"{what} is not named: {done.stderr}", any(what in line for line in told))
    golden = ROOT / "tests/golden/attached/differs.diag"
    if os.environ.get("JXB_ACCEPT") == "1":
        golden.write_text("\n".join(told) + "\n", encoding="utf-8")
    expect(f"{golden} differs: {told}", golden.read_text(encoding="utf-8") == "\n".join(told) + "\n")
    expect(f"status {done.returncode}", done.returncode == 0 and (folder / "changed.pdf").exists())


def main():
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        single(folder)
        fitted(folder)
        sealed(folder)
        several(folder)
        book(folder)
        differs(folder)
    for one in WRONG:
        print(one)
    print(f"{len(WRONG)} wrong")
    sys.exit(1 if WRONG else 0)


if __name__ == "__main__":
    main()
