"""Ctrl-C ends a run with whole files and a count; killed at any moment, no final name is partial."""
import pathlib
import signal
import subprocess
import time

from house import command, county, expect, files, finish, run, scratch


def killed(folder, data, how, after):
    out = pathlib.Path(folder, f"{how.name}{after}")
    process = subprocess.Popen(command("render", data, "-o", out, "-j", 2), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if after is None:
        process.stdout.readline()
    else:
        time.sleep(after)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    return out, process.returncode, said


with scratch() as folder:
    data = pathlib.Path(folder, "数据")
    paths = county(data, 300)
    whole = pathlib.Path(folder, "whole")
    expect("the county", run("render", data, "-o", whole).returncode == 0)
    whole = files(whole)
    for how in (signal.SIGINT, signal.SIGTERM):
        out, status, said = killed(folder, data, how, None)
        done = files(out)
        expect(f"{how.name}: {status}", status == 130 and f"完成 {len(done)} 份" in said and 0 < len(done) < len(paths))
        expect("finished files, nothing else", all(whole[n] == done[n] for n in done))
    for i in range(12):
        out, status, said = killed(folder, data, signal.SIGKILL, 0.02 + 0.05 * i)
        done = files(out) if out.exists() else {}
        expect("killed: no partial file under a final name", all(whole[n] == b for n, b in done.items() if n.endswith(".pdf")))
        expect("killed: nothing left behind", set(done) <= set(whole))
finish()
