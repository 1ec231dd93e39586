"""Too little of everything: address space, open files, room on the disk, file size; a folder that takes
nothing; inputs that vanish while they are read. Each run ends by itself, says what is wrong, leaves whole
files and nothing else, and one with enough of it goes on from there (--changed)."""
import contextlib
import os
import pathlib
import resource
import shutil
import subprocess
import sys

from house import command, county, expect, files, finish, run, scratch

SHADOWED = sys.argv[3] in ("Asan", "Tsan")  # their address space has no bounds
SANE = {0, 1, 3}
COUNT = 12


def limited(kind, value):
    return lambda: resource.setrlimit(kind, (value, value))


def pdfs(folder):
    return {n: b for n, b in (files(folder) if folder.exists() else {}).items() if not n.endswith(".jixiaobiao")}


def judge(what, done, out, whole):
    """How many files there are; each of them whole."""
    expect(f"{what}: status {done.returncode}: {done.stderr[:200]}", done.returncode in SANE)
    expect(f"{what}: says nothing", done.returncode == 0 or done.stderr != "")
    kept = pdfs(out)
    expect(f"{what}: {sorted(set(kept) - set(whole))} left behind", set(kept) <= set(whole))
    expect(f"{what}: a file is not whole", all(whole[n] == b for n, b in kept.items() if n in whole))
    expect(f"{what}: fine, and {len(kept)} of {len(whole)} written", done.returncode != 0 or len(kept) == len(whole))
    said = sum(line.endswith("页）") for line in done.stdout.splitlines())
    expect(f"{what}: says {said}, wrote {len(kept)}", said <= len(kept))
    return len(kept)


def resumed(what, data, out, whole):
    done = run("render", data, "-o", out, "--changed")
    expect(f"{what}: goes on: {done.stderr[:200]}", done.returncode == 0 and pdfs(out) == whole)


def tight(folder, data, whole, name, kind, values):
    """A limit from hardly anything to enough: fewer files at first, all at the end."""
    got = []
    for value in values:
        out = folder / f"{name}-{value}"
        done = subprocess.run(command("render", data, "-o", out, "-j", 2, "--changed"), capture_output=True, text=True, check=False,
                              preexec_fn=limited(kind, value), timeout=120)
        if done.returncode == 127 or "error while loading shared libraries" in done.stderr:
            continue  # the program was not begun
        got.append(judge(f"{name} {value}", done, out, whole))
        resumed(f"{name} {value}", data, out, whole)
    expect(f"{name}: {got}", got[-1] == len(whole))
    return got


@contextlib.contextmanager
def disk(place, size):
    """A file system of so many kilobytes, or None where none may be mounted."""
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", place], capture_output=True, check=False)
    try:
        yield place if done.returncode == 0 else None
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", "-l", place], check=False)


def full_disk(folder, data, whole):
    got = []
    for size in (4, 64, 256, 4096):
        with disk(folder / f"disk-{size}", size) as place:
            if place is None:
                return False
            done = run("render", data, "-o", place / "out", "-j", 2, "--changed")
            got.append(judge(f"a disk of {size} KB", done, place / "out", whole))
            if got[-1] < len(whole):
                expect(f"a disk of {size} KB: {done.stderr}", done.returncode == 3 and "[file-write]" in done.stderr + "[file-write]" * (got[-1] == 0))
            subprocess.run(["mount", "-o", "remount,size=8192k", place], check=True)
            resumed(f"a disk of {size} KB", data, place / "out", whole)
    expect(f"disks: {got}", got[0] < got[-1] == len(whole) and any(0 < n < len(whole) for n in got))
    return True


def locked(folder, data, whole):
    """A folder that takes nothing: by its permissions, and where those do not bind, by its file system."""
    with disk(folder / "locked", 4096) as place:
        out = (place or folder / "locked") / "out"
        out.mkdir()
        (out / "有.pdf").write_bytes(b"old")
        out.chmod(0o555)
        if place is not None:
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        if os.access(out, os.W_OK):
            return False
        done = run("render", data, "-o", out, "-j", 2)
        expect(f"a locked folder: {done.returncode} {done.stderr[:200]}", done.returncode == 3 and done.stderr != "")
        expect("a locked folder: it is as it was", files(out) == {"有.pdf": b"old"})
    return True


def vanishing(folder, whole):
    """The last third of the files goes while the first is written; what is begun is finished."""
    data, out = folder / "走", folder / "走-out"
    paths = county(data, COUNT)
    listing = folder / "走的清单"
    listing.write_text("".join(f"{data / p}\n" for p in paths), encoding="utf-8")
    process = subprocess.Popen(command("render", f"@{listing}", "-o", out, "-j", 1), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()
    gone = paths[-COUNT // 3 :]
    for path in gone:
        (data / path).unlink()
    said, errors = process.communicate(timeout=60)
    missing = errors.count("[file-read]")
    named = sum(str(data / p) in errors for p in gone)
    expect(f"vanished: {process.returncode}, {missing} of {len(gone)} told", process.returncode in (0, 3) and missing == named <= len(gone))
    expect("vanished: all others are written", len(files(out)) == len(paths) - missing)
    expect("vanished: each whole", all(b in whole.values() for b in files(out).values()))


with scratch() as place:
    folder = pathlib.Path(place)
    data = folder / "数据"
    county(data, COUNT)
    expect("the county", run("render", data, "-o", folder / "whole").returncode == 0)
    whole = files(folder / "whole")
    largest = max(map(len, whole.values()))
    if not SHADOWED:
        megabytes = [*range(24, 260, 12), 1024]
        got = tight(folder, data, whole, "address space", resource.RLIMIT_AS, [m << 20 for m in megabytes])
        expect(f"the first are too little: {got}", got[0] == 0)
    tight(folder, data, whole, "open files", resource.RLIMIT_NOFILE, [4, 5, 6, 7, 8, 10, 12, 64])  # one at a time is enough
    got = tight(folder, data, whole, "file size", resource.RLIMIT_FSIZE, [0, 1, 4096, largest // 2, largest - 1, 8 << 20])
    expect(f"the first are too little: {got}", got[0] == got[1] == 0 < got[-2] < COUNT)
    vanishing(folder, whole)
    able = {"a full disk": full_disk(folder, data, whole), "a locked folder": locked(folder, data, whole)}
    for what, done in able.items():
        if not done:
            print(f"NOT TRIED, nothing may be mounted here: {what}")
finish()
