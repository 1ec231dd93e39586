"""--timeout: a form that takes too long is told and not written, soon after its time, wherever it spends
it; the others are written."""
import json
import os
import pathlib
import time

from house import ROOT, county, expect, files, finish, form, run, scratch


def rows(count):
    """A form of many rows."""
    many = "".join(f"\n  - {{任务名称: 第{i}项任务的保障运转和发展, 总额: {i}, 财政拨款: {i}}}" for i in range(count))
    return "\n".join("年度主要任务:" + many if line.startswith("年度主要任务") else line for line in form(1).split("\n"))


# Where the time goes: in what is read and laid out, in what a fit tries.
SLOW = {"排版": rows(30000), "适应": rows(4000) + "适应: 至多2页\n"}


def spent(*words):
    begun = time.monotonic()
    done = run(*words)
    return done, time.monotonic() - begun


def slow_one(folder, name, text):
    path, out = folder / f"{name}.yaml", folder / f"{name}-out"
    path.write_text(text, encoding="utf-8")
    done, whole = spent("render", path, "-o", out, "-q")
    expect(f"{name}: {done.stderr[:200]}", done.returncode == 0 and len(files(out)) == 1)
    least = spent("forms")[1]
    out = folder / f"{name}-late"
    done, late = spent("render", path, "-o", out, "-q", "--timeout", f"{max(whole - least, 0.01) / 8:.3f}")
    expect(f"{name}: status {done.returncode}: {done.stderr[:200]}", done.returncode == 3)
    expect(f"{name}: says {done.stderr[:200]}", f"“{path}”超过" in done.stderr and done.stderr.count("[timeout]") == 1)
    expect(f"{name}: {late:.2f} s of {whole:.2f} s", late < least + (whole - least) * 0.7 + 0.05)
    expect(f"{name}: left {sorted(files(out)) if out.exists() else ''}", not out.exists() or not files(out))


with scratch() as place:
    folder = pathlib.Path(place)
    for name, text in SLOW.items():
        slow_one(folder, name, text)

    data = folder / "数据"
    paths = county(data, 4)
    (data / "表000.yaml").write_text(form(9) + "---\n" + SLOW["排版"] + "---\n" + form(8), encoding="utf-8")
    done = run("render", data, "-o", folder / "out", "-q", "-j", 2, "--timeout", 0.2, "--report", folder / "report.jsonl")
    told = [json.loads(line) for line in (folder / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    expect(f"the others are written: {done.stderr}", done.returncode == 3 and len(files(folder / "out")) == len(paths) + 2)
    expect("the report says which one is not", [t.get("output") is None for t in told].count(True) == 1
           and [t["errors"] for t in told if "output" not in t] == [1])
    plain = run("render", data, "-o", folder / "plain")
    expect("with time enough all are, the same bytes", plain.returncode == 0 and len(files(folder / "plain")) == len(paths) + 3
           and all(files(folder / "plain")[n] == b for n, b in files(folder / "out").items()))
    said = done.stderr.replace(str(folder) + "/", "")
    golden = ROOT / "tests/golden/batch/timeout.diag"
    if os.environ.get("JXB_ACCEPT") == "1":
        golden.write_text(said, encoding="utf-8")
    expect(f"{golden} differs:\n{said}", golden.read_text(encoding="utf-8") == said)
    for bad in ("0", "-1", "x", "1s", "", "100000"):
        expect(f"--timeout {bad}", run("render", data, "--timeout", bad).returncode == 2)
finish()
