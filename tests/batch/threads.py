"""The same bytes and the same words whatever the number of threads; --report; what stops a run."""
import hashlib
import json
import pathlib

from house import county, expect, files, finish, run, scratch

with scratch() as folder:
    data = pathlib.Path(folder, "数据")
    paths = county(data, 60)
    (data / "坏.yaml").write_text("表: 部门整体支出绩效目标表/新疆\n没有的键: 1\n", encoding="utf-8")
    results = {}
    for jobs in (1, 2, 7):
        out = pathlib.Path(folder, f"j{jobs}")
        done = run("render", data, "-o", out, "-j", jobs, "--report", f"{out}.jsonl")
        expect(f"-j {jobs}: a wrong file does not stop the others", done.returncode == 1 and len(files(out)) == len(paths),
               f"exit {done.returncode}\n{done.stderr}")
        results[jobs] = files(out), done.stdout.replace(str(out), ""), done.stderr
    expect("bytes and words are the same", results[1] == results[2] == results[7])
    alone = pathlib.Path(folder, "alone")
    for path in paths[:5]:
        run("render", data / path, "-o", alone)
        name = pathlib.Path(path).stem + ".pdf"
        expect("as when rendered alone", files(alone)[name] == results[7][0][path[:-4] + "pdf"])

    lines = [json.loads(line) for line in pathlib.Path(folder, "j7.jsonl").read_text(encoding="utf-8").splitlines()]
    expect("a line for each document", len(lines) == len(paths) + 1)
    for line in lines:
        wrote = "output" in line
        expect("the wrong one is told", wrote != line["input"].endswith("坏.yaml") and wrote == (line["errors"] == 0))
        if wrote:
            pdf = pathlib.Path(line["output"]).read_bytes()
            expect("bytes and hash", line["bytes"] == len(pdf) and line["sha256"] == hashlib.sha256(pdf).hexdigest())

    # A sub-folder that cannot be made concerns the disk, not one file: the run ends, or not.
    for words, most in ([], 20), (["--keep-going"], len(paths)):
        out = pathlib.Path(folder, "taken" + str(most))
        out.mkdir()
        (out / "东乡").write_text("")
        done = run("render", data, "-o", out, "-j", 2, *words)
        kept = [n for n in files(out) if n.endswith(".pdf")]
        expect(f"{words}: {len(kept)} written", done.returncode == 3 and len(kept) <= most and "已有同名的文件" in done.stderr)
        expect("what is left is told", ("没有做" in done.stderr) == (words == []))
    expect("and all else is done", len(kept) == 40)
finish()
