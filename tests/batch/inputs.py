"""What operands name: folders, patterns, lists; and the parts of --shard."""
import os
import pathlib

from house import ROOT, county, expect, files, finish, form, run, scratch


def said(done):
    return done.stdout.splitlines()


with scratch() as folder:
    data, out = pathlib.Path(folder, "数据"), pathlib.Path(folder, "out")
    paths = county(data, 9)
    (data / "_公共.yaml").write_text("主管部门: 甲\n")
    (data / ".隐藏.yaml").write_text("a: 1\n")
    (data / "说明.txt").write_text("不是数据\n")
    done = run("render", data, "-o", out)
    expect(f"a folder: {done.stderr}", done.returncode == 0 and list(files(out)) == [p[:-4] + "pdf" for p in paths])
    expect("told in order", said(done) == [f"{out}/{p[:-4]}pdf（1 页）" for p in sorted(paths, key=lambda p: p.split("/"))])

    done = run("render", data / "东乡" / "*.yaml", "-o", pathlib.Path(folder, "p"))
    expect("a pattern", done.returncode == 0 and len(said(done)) == 3)
    odd = data / "东乡" / "[2020]10号*.yaml"
    odd.write_text(form(1), encoding="utf-8")
    expect("a file that is called like a pattern", len(said(run("render", odd, "-o", pathlib.Path(folder, "q")))) == 1)
    odd.unlink()

    listing = pathlib.Path(folder, "清单")
    listing.write_text(f"# 要排的\n\n  {data / '表003.yaml'}\n{data / '东乡'}\n{data}/西乡/*/表00*.yaml\n", encoding="utf-8")
    expect("a list", len(said(run("render", f"@{listing}", "-o", pathlib.Path(folder, "r")))) == 1 + 3 + 3)
    expect("a list on standard input",
           len(said(run("render", "@-", "-o", pathlib.Path(folder, "s"), input=f"{data / paths[1]}\n"))) == 1)

    parts = []
    for part in (1, 2, 3):
        where = pathlib.Path(folder, f"part{part}")
        expect("a part", run("render", data, "-o", where, "--shard", f"{part}/3").returncode == 0)
        parts.append(files(where) if where.exists() else {})
    expect("parts are apart", sum(map(len, parts)) == len(paths))
    expect("and whole together", parts[0] | parts[1] | parts[2] == files(out))
    (data / "东乡" / "新来的.yaml").write_text(form(50), encoding="utf-8")
    for part in (1, 2, 3):
        where = pathlib.Path(folder, f"again{part}")
        run("render", data, "-o", where, "--shard", f"{part}/3")
        expect("a file's part stays", set(parts[part - 1]) <= set(files(where) if where.exists() else {}))
    for bad in ("0/3", "4/3", "1", "1/0", "a/b", "1/3x"):
        expect(f"--shard {bad}", run("render", data, "--shard", bad).returncode == 2)

    empty, loop, list_loop = pathlib.Path(folder, "空"), pathlib.Path(folder, "绕"), pathlib.Path(folder, "自己")
    empty.mkdir()
    loop.mkdir()
    (loop / "又").symlink_to(loop)
    list_loop.write_text("@自己\n")
    twin = pathlib.Path(folder, "同名")
    twin.mkdir()
    (twin / "甲.yaml").write_text(form(1), encoding="utf-8")
    (data / "甲.yaml").write_text(form(2), encoding="utf-8")
    text = ""
    for words in (["空"], ["没有*"], ["绕"], ["@自己"], ["数据/甲.yaml", "同名/甲.yaml"],
                  ["同名/甲.yaml", "-o", "o/{项目名称}"], ["同名/甲.yaml", "-o", "o/{年度主要任务}"]):
        done = run("render", *words, cwd=folder)
        text += f"$ jixiaobiao render {' '.join(words)}\n{done.stderr}[{done.returncode}]\n"
        expect(f"{words}: nothing written", not pathlib.Path(folder, "o").exists() and done.returncode in (1, 2))
    golden = ROOT / "tests/golden/batch/refused.diag"
    if os.environ.get("JXB_ACCEPT") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text)
    expect(f"{golden} differs:\n{text}", golden.read_text() == text)
finish()
