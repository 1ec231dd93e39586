"""What the command leaves behind: exit status, files and words, of runs that cannot succeed."""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ENVIRONMENT, USAGE = 3, 2


def run(program, root, words, **more):
    command = [program] + words[:1] + ["--no-installed-fonts", "--font-map", str(root / "tests/golden/fonts.yaml"),
                                       "--templates", str(root / "templates")]
    return subprocess.run(command + words[1:], capture_output=more.pop("capture", True), text=True, check=False, **more)


def cases(form, folder):
    """name, words, the status, what is said, what may not be there afterwards."""
    taken, twin = folder / "taken", folder / "b"
    taken.write_text("")
    twin.mkdir()
    (twin / form.name).write_bytes(form.read_bytes())
    both, absent, same = [str(form), str(twin / form.name)], folder / "absent/under", folder / "same"
    return [
        ("output is a file", ["render", str(form), "-o", str(taken)], ENVIRONMENT, "已有同名的文件", taken / "x"),
        ("output has no parent", ["render", str(form), "-o", str(absent)], ENVIRONMENT, "上一层文件夹不存在", absent),
        ("two files, one name", ["render", *both, "-o", str(same)], USAGE, "同名", same),
        ("two files, one name, only checked", ["check", *both], 0, "", same),
        ("no such template folder", ["check", str(form), "--templates", str(absent)], ENVIRONMENT, "没有这个文件夹", absent),
    ]


def full(program, root, form):
    """Standard output that takes nothing is told, whatever was to be written there."""
    for words in (["--help"], ["--version"], ["check", str(form), "--dump=tree"], ["render", str(form), "-o", "-"]):
        with open("/dev/full", "w", encoding="utf-8") as sink:
            if words[0].startswith("--"):
                done = subprocess.run([program] + words, stdout=sink, stderr=subprocess.PIPE, text=True, check=False)
            else:
                done = run(program, root, words, capture=False, stdout=sink, stderr=subprocess.PIPE)
        if done.returncode != ENVIRONMENT or "写不了标准输出" not in done.stderr:
            yield f"{words[0]} into a full device: status {done.returncode}, {done.stderr}"


def bounded(megabytes):
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def starved(program, root, form, folder):
    """Too little memory is told and leaves nothing; 127 is the loader's. Sanitizers need all there is."""
    out = folder / "starved.pdf"
    words = ["render", str(form), "-o", str(out)]
    if run(program, root, words, preexec_fn=bounded(1024)).returncode != 0:
        return
    for megabytes in range(20, 120, 4):
        out.unlink(missing_ok=True)
        done = run(program, root, words, preexec_fn=bounded(megabytes))
        if done.returncode not in (0, ENVIRONMENT, 127) or (done.returncode == 0) != out.exists():
            yield f"{megabytes} MB: status {done.returncode}, {done.stderr}"


def starved_by_data(program, root, folder):
    """A large file with an error, of which there is no room for a second copy."""
    large = folder / "large.yaml"
    large.write_text("表: 没有这张表\n" + "  # 说明\n" * 1500000, encoding="utf-8")
    if run(program, root, ["check", str(large)], preexec_fn=bounded(1024)).returncode != 1:
        return
    for megabytes in range(40, 72, 4):
        done = run(program, root, ["check", str(large)], preexec_fn=bounded(megabytes))
        if done.returncode not in (1, ENVIRONMENT, 127):
            yield f"large data, {megabytes} MB: status {done.returncode}, {done.stderr}"


def faults(program, root, folder):
    form = folder / "甲 乙.yaml"
    form.write_bytes((root / "templates/xinjiang-bumen-zhengti/samples/bazhou-zhujianju-2022.yaml").read_bytes())
    for name, words, status, said, gone in cases(form, folder):
        done = run(program, root, words, cwd=folder)
        if done.returncode != status or said not in done.stderr or os.path.exists(gone):
            yield f"{name}: status {done.returncode}, {done.stderr}"
    yield from starved(program, root, form, folder)
    yield from starved_by_data(program, root, folder)
    if os.path.exists("/dev/full"):
        yield from full(program, root, form)


def main():
    program, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        found = list(faults(program, root, pathlib.Path(folder)))
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
