"""PDFs and manifests that mean harm: nothing is written but inside the folder, and nothing at all when one file is bad.

usage: hostile.py PROGRAM ROOT WRITE_SCENE
"""
import base64
import json
import os
import pathlib
import pickle
import resource
import subprocess
import sys
import tempfile
import zlib

import faults
import pdf
import samples

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
BAD = []


def bad(name):
    def register(edit):
        BAD.append((name, edit))
        return edit
    return register


def spec(e, i=0):
    return e.get(e.catalog["/AF"][i])


def renamed(name):
    """An edit that gives the first file a name, as UTF-16."""
    digits = ("\ufeff" + name).encode("utf-16-be").hex()
    return lambda e: spec(e).update({"/UF": "b:" + digits, "/F": "b:" + digits})


def stream_of(e, i=0):
    return e.all["obj:" + spec(e, i)["/EF"]["/UF"]]["stream"]


for label, given in [("absolute", "/tmp/x"), ("parent", "../x"), ("parent inside", "a/../../x"), ("ends in parent", "a/.."),
                     ("empty", ""), ("empty part", "a//b"), ("folder", "a/"), ("dot", "./a"), ("backslash", "..\\x"),
                     ("drive", "C:x"), ("nul", "a\0b"), ("line", "a\nb"), ("long", "a" * 1001),
                     ("another's", "fonts/fonts.yaml"), ("another's folder", "fonts"), ("in another", "fonts/fonts.yaml/x")]:
    bad(label)(renamed(given))

bad("no name")(lambda e: [spec(e).pop(k) for k in ("/F", "/UF")])
bad("a name that is a number")(lambda e: spec(e).update({"/F": 1, "/UF": 2}))
bad("no bytes")(lambda e: spec(e).pop("/EF"))
bad("bytes that are none")(lambda e: spec(e).update({"/EF": {"/F": 1, "/UF": [2]}}))
bad("a file that is none")(lambda e: e.catalog["/AF"].__setitem__(0, 7))
bad("no list")(lambda e: e.catalog.update({"/AF": {}}))
bad("an empty list")(lambda e: e.catalog.update({"/AF": []}))
bad("too many")(lambda e: e.catalog.update({"/AF": e.catalog["/AF"][:1] * 5000}))
bad("another filter")(lambda e: stream_of(e)["dict"].update({"/Filter": "/LZWDecode"}))
bad("two filters")(lambda e: stream_of(e)["dict"].update({"/Filter": ["/FlateDecode", "/FlateDecode"]}))
bad("a predictor")(lambda e: stream_of(e)["dict"].update({"/DecodeParms": {"/Predictor": 12}}))
bad("broken bytes")(lambda e: stream_of(e).update({"data": base64.b64encode(b"x\x9cnonsense").decode()}))


@bad("a bomb")
def bomb(e):
    """300 MB in 300 KB."""
    z = zlib.compressobj(9)
    packed = b"".join(z.compress(bytes(1 << 20)) for _ in range(300)) + z.flush()
    stream_of(e)["data"] = base64.b64encode(packed).decode()


@bad("small bombs")
def bombs(e):
    z = zlib.compressobj(9)
    packed = base64.b64encode(b"".join(z.compress(bytes(1 << 20)) for _ in range(100)) + z.flush()).decode()
    for i in range(3):
        stream_of(e, i)["data"] = packed


def made(base, edit, path):
    told = pickle.loads(pickle.dumps(base.told))
    edit(faults.Editor(told))
    source = path.with_suffix(".json")
    source.write_text(json.dumps(told), encoding="utf-8")
    subprocess.run(["qpdf", "--json-input", source, "--object-streams=disable", "--stream-data=preserve", path],
                   check=True, capture_output=True)
    source.unlink()
    return path


def limited():
    """Sanitizers need all there is; all others two gigabytes."""
    if "Asan" not in PROGRAM and "asan" not in PROGRAM:
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


def extract(path, folder, where):
    return subprocess.run([PROGRAM, "extract", path, folder], cwd=where, capture_output=True, text=True, check=False,
                          env=samples.environment(), preexec_fn=limited)


def tree(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def refused(what, path, folder, where, wrong):
    before = tree(where)
    done = extract(path, folder, where)
    if done.returncode == 0 or done.returncode < 0 or tree(where) != before:
        wrong.append(f"{what}: status {done.returncode}, {set(tree(where)) - set(before)}: {done.stderr}")
    return f"$ {what}\n{done.stderr}[{done.returncode}]\n"


def folders(good, where, wrong):
    """Where to: not into what is there."""
    (where / "full").mkdir()
    (where / "full" / "x").write_text("x")
    (where / "file").write_text("x")
    (where / "outside").mkdir()
    (where / "outside" / "x").write_text("x")
    (where / "link").symlink_to(where / "outside")
    (where / "dangling").symlink_to(where / "nowhere")
    told = "".join(refused(f"into {n}", good, n, where, wrong) for n in ("full", "file", "link", "dangling", "file/x"))
    (where / "empty").mkdir()
    for name in ("empty", "new/below"):
        if extract(good, name, where).returncode != 0 or not (where / name / "manifest.yaml").exists():
            wrong.append(f"not into {name}")
    return told


def manifests(where, wrong):
    """Paths in a manifest stay in its folder, and what it asks for must be there."""
    manifest = where / "empty/manifest.yaml"
    good = manifest.read_text(encoding="utf-8")
    told = ""
    for old, new in [("数据: data", "数据: ../empty/data"), ("数据: data", "数据: /data"), ("第几份: 1", "第几份: 2"),
                     ("第几份: 1", "第几份: 0"), ("第几份: 1", "第几份: -1"), ("归档: 3a", "归档: 2a"), ("合成: 是", "合成: 不"),
                     ("各份:", "各份: 无\n无:"), ("签名域: 是\n", ""), ("程序:", "日期: 9999999999999\n程序:"),
                     ("归档:", "归档:\n- 1\n无:")]:
        assert old in good, old
        manifest.write_text(good.replace(old, new, 1), encoding="utf-8")
        done = subprocess.run([PROGRAM, "render", "empty", "-o", "made.pdf", "--no-installed-fonts"], cwd=where, text=True,
                              capture_output=True, check=False, env=samples.environment())
        told += f"$ {old} → {new!r}\n{done.stderr}[{done.returncode}]\n"
        if done.returncode == 0 or (where / "made.pdf").exists():
            (where / "made.pdf").unlink(missing_ok=True)
            wrong.append(f"manifest {new}: {done.returncode}")
    return told


def main():
    wrong, told = [], ""
    with tempfile.TemporaryDirectory() as place:
        where = pathlib.Path(place, "where")
        where.mkdir()
        source = next(p for p in samples.inputs(ROOT) if "bazhou" in p)
        done = subprocess.run([PROGRAM, "render", source, "-o", where / "good.pdf", *samples.PINNED, "--attach-source"],
                              cwd=ROOT, capture_output=True, text=True, check=False, env=samples.environment())
        assert done.returncode == 0, done.stderr
        base = pdf.File(where / "good.pdf")
        for name, edit in BAD:
            path = made(base, edit, where / "bad.pdf")
            told += refused(name, "bad.pdf", "out", where, wrong)
            path.unlink()
        lies = made(base, lambda e: stream_of(e)["dict"].update({"/Params": {"/Size": 2**62}}), where / "lies.pdf")
        if extract(lies, "lied", where).returncode != 0:
            wrong.append("a size that lies is in the way")
        plain = (where / "good.pdf").read_bytes()
        subprocess.run([PROGRAM, "render", source, "-o", where / "plain.pdf", *samples.PINNED], cwd=ROOT, check=True,
                       capture_output=True, env=samples.environment())
        subprocess.run(["qpdf", "--encrypt", "a", "b", "256", "--", where / "good.pdf", where / "locked.pdf"], check=True)
        (where / "half.pdf").write_bytes(plain[:len(plain) // 2])
        (where / "text.pdf").write_text("%PDF-1.7\n")
        for name in ("plain.pdf", "locked.pdf", "half.pdf", "text.pdf", "none.pdf"):
            told += refused(name, name, "out", where, wrong)
        told += folders("good.pdf", where, wrong) + manifests(where, wrong)
    golden = ROOT / "tests/golden/attached/refused.diag"
    if os.environ.get("JXB_ACCEPT") == "1":
        golden.write_text(told, encoding="utf-8")
    if golden.read_text(encoding="utf-8") != told:
        wrong.append(f"{golden} differs:\n{told}")
    for one in wrong:
        print(one)
    print(f"{len(BAD)} bad files, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
