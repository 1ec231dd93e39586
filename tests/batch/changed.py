"""--changed: what is up to date is left alone, and nothing else; a killed run is taken up again."""
import os
import pathlib
import shutil
import signal
import subprocess
import time

import house
from house import ROOT, command, county, expect, files, finish, form, run, scratch


def state(out):
    return {n: os.stat(out / n).st_mtime_ns for n in files(out) if n.endswith(".pdf")}


def pdfs(folder):
    return {n: b for n, b in files(folder).items() if n.endswith(".pdf")}


with scratch() as folder:
    data, out, templates = pathlib.Path(folder, "数据"), pathlib.Path(folder, "out"), pathlib.Path(folder, "templates")
    fonts = pathlib.Path(folder, "fonts.yaml")
    shutil.copytree(ROOT / "templates", templates)
    shutil.copy(ROOT / "tests/golden/fonts.yaml", fonts)
    house.PINNED = ["--no-installed-fonts", "--font-map", str(fonts), "--templates", str(templates)]
    paths = county(data, 12)
    (data / "_公共.yaml").write_text("年度: 2022\n", encoding="utf-8")
    (data / "引.yaml").write_text(form(20).replace("年度: 2022", "引用: _公共.yaml"), encoding="utf-8")
    names = {p[:-4] + "pdf" for p in [*paths, "引.yaml"]}

    def again(what, which, *words):
        before = state(out)
        done = run("render", data, "-o", out, "--changed", *words)
        after = state(out)
        made = {n for n in names if before.get(n) != after.get(n)}
        expect(f"{what}: {sorted(made)} made, {done.stderr}", done.returncode == 0 and made == which)
        expect(f"{what}: told", (f"没有变化，不重排：{len(names - which)} 份" in done.stdout) == (which != names))
        fresh = pathlib.Path(folder, "fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        run("render", data, "-o", fresh, *words)
        expect(f"{what}: the same bytes as made anew", pdfs(out) == files(fresh))

    again("at first", names)
    again("nothing changed", set())
    (data / paths[0]).write_text(form(99), encoding="utf-8")
    again("data", {paths[0][:-4] + "pdf"})
    (data / "_公共.yaml").write_text("年度: 2023\n", encoding="utf-8")
    again("what it includes", {"引.pdf"})
    (out / "表003.pdf").write_bytes((out / "表003.pdf").read_bytes() + b"\n")
    (out / "表006.pdf").unlink()
    again("outputs that are damaged or gone", {"表003.pdf", "表006.pdf"})
    again("an option", names, "--pdfa", "1a")
    again("and back", names)
    again("a fit", names, "--fit", "最少页")
    again("for printing over", names, "--overprint")
    again("and back again", names)
    for path in ("xinjiang-bumen-zhengti/template.yaml", "styles.yaml", "taxonomies.yaml"):
        (templates / path).write_bytes((templates / path).read_bytes() + "# 改过\n".encode())
        again(path, names)
    (templates / "hunan-zhengti-mubiao/template.yaml").write_bytes(b"# \n" + (templates / "hunan-zhengti-mubiao/template.yaml").read_bytes())
    again("a template of other forms", set())
    fonts.write_bytes(fonts.read_bytes() + "# 改过\n".encode())
    again("the font map", names)

    # Killed again and again while two processes share a folder, a run at the end makes what is left.
    county(data, 60)
    whole, shared = pathlib.Path(folder, "whole"), pathlib.Path(folder, "shared")
    run("render", data, "-o", whole)
    for i in range(6):
        both = [subprocess.Popen(command("render", data, "-o", shared, "--changed", "-q", "--shard", f"{part}/2"),
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for part in (1, 2)]
        time.sleep(0.05 + 0.04 * i)
        for process in both:
            process.send_signal(signal.SIGKILL)
            process.wait()
    for ledger in shared.rglob(".jixiaobiao"):  # and one was killed while it wrote there
        with open(ledger, "ab") as to:
            to.write(ledger.read_bytes()[:100])
    done = run("render", data, "-o", shared, "--changed")
    expect(f"taken up again: {done.stderr}", done.returncode == 0 and pdfs(shared) == pdfs(whole))
    done = run("render", data, "-o", shared, "--changed")
    expect("and then all is up to date", f"没有变化，不重排：{len(pdfs(whole))} 份" in done.stdout)
    expect("nothing else is left", {n.split("/")[-1] for n in files(shared)} - {n.split("/")[-1] for n in pdfs(shared)} == {".jixiaobiao"})
finish()
