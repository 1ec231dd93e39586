"""Every call that can fail, made to fail in turn: the run ends by itself, says what is wrong, and leaves
no partial file and no rubbish; what it says was written is whole."""
import errno
import os
import pathlib
import shutil
import subprocess
import sys

from house import PROGRAM, command, county, expect, files, finish, run, scratch

FAULT = sys.argv[3]
EVERY = int(sys.argv[4])  # of the very many calls of malloc, each how-manieth is tried
SANE = {0, 1, 3}


def tries(function, first):
    """The numbers of calls to let fail, from `first`: all of them, or a sample that thins out."""
    at, step = first, 1
    while True:
        yield at
        step += function == "malloc"
        at += 1 + step * EVERY // 40 if function == "malloc" else 1


def counted(words, function, folder, **more):
    """A run, and how often it called the function."""
    count = pathlib.Path(folder, "count")
    count.unlink(missing_ok=True)
    env = os.environ | {"LD_PRELOAD": FAULT, "FAULT": function, "FAULT_COUNT": str(count)} | more
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=env, timeout=60)
    return done, int(count.read_text()) if count.exists() else None


def faulted(folder, data, function, error, at, stays, whole):
    """Whether the call was reached."""
    out = pathlib.Path(folder, "out")
    shutil.rmtree(out, ignore_errors=True)
    what = f"{function} {at} {errno.errorcode[error]}{' from then on' if stays else ''}"
    try:
        done, count = counted(command("render", data, "-o", out, "-j", 2), function, folder, FAULT_AT=str(at),
                              FAULT_ERROR=str(error), **{"FAULT_STAYS": "1"} if stays else {})
    except subprocess.TimeoutExpired:
        expect(f"{what}: it does not end", False)
        return True
    expect(f"{what}: status {done.returncode}: {done.stderr[:300]}", done.returncode in SANE)
    expect(f"{what}: says nothing", done.returncode == 0 or done.stderr != "")
    kept = files(out) if out.exists() else {}
    expect(f"{what}: {sorted(set(kept) - set(whole))} left behind", set(kept) <= set(whole))
    expect(f"{what}: wrong files", all(whole[n] == b for n, b in kept.items()))
    expect(f"{what}: fine, and not all written", done.returncode != 0 or set(kept) == set(whole))
    for line in done.stdout.splitlines():
        name = os.path.relpath(line.split("（")[0], out)
        expect(f"{what}: says that {name} was written", name in kept)
    return count is None or count >= at  # no count: the process was ended


with scratch() as folder:
    data = pathlib.Path(folder, "数据")
    county(data, 2)
    expect("the county", run("render", data, "-o", pathlib.Path(folder, "whole")).returncode == 0)
    whole = files(pathlib.Path(folder, "whole"))
    tried = {}
    for function, error, stays in [("write", errno.ENOSPC, False), ("write", errno.EIO, True), ("linkat", errno.ENOSPC, False),
                                   ("rename", errno.EACCES, True), ("mkdir", errno.EROFS, True), ("close", errno.EIO, False),
                                   ("open", errno.EMFILE, False), ("open", errno.ENOENT, True), ("read", errno.EIO, False),
                                   ("mmap", errno.ENOMEM, False), ("pthread_create", errno.EAGAIN, True),
                                   ("malloc", errno.ENOMEM, False), ("malloc", errno.ENOMEM, True)]:
        # What the libraries allocate before main() is their own affair: GLib aborts.
        first = counted([PROGRAM], function, folder)[1] + 1 if function == "malloc" else 1
        for at in tries(function, first):
            tried[function] = tried.get(function, 0) + 1
            if not faulted(folder, data, function, error, at, stays, whole):
                break
print(", ".join(f"{name} {n}" for name, n in tried.items()), "faults tried")
finish()
