"""The man pages can be shown and tell of every option that the help tells of; completion offers them."""
import pathlib
import re
import subprocess
import sys

PROGRAM, ROOT, FORMATS = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
wrong = []


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)


def options(text):
    return set(re.findall(r"--[a-z][a-z-]+[a-z]", text))


def completed(*words):
    """What bash offers for the last word of a command line."""
    script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _jixiaobiao; '
              'printf "%s\\n" "${COMPREPLY[@]}"')
    done = run("bash", "-c", script, "bash", str(ROOT / "src/cli/jixiaobiao.bash"), PROGRAM, *words, cwd=ROOT)
    if done.stderr:
        wrong.append(f"completion of {words}: {done.stderr}")
    return done.stdout.split("\n")[:-1]


shown = {}
for page in (str(ROOT / "src/cli/jixiaobiao.1"), FORMATS):
    done = run("man", "--warnings=mac,syntax,missing,scale", "-l", page, env={"LC_ALL": "C.UTF-8", "MANWIDTH": "400", "PATH": "/usr/bin:/bin"})
    shown[page] = done.stdout
    if done.returncode != 0 or done.stderr:
        wrong.append(f"man -l {page}: {done.stderr}")
manual, formats = (re.sub(r"[‐−]", "-", text) for text in shown.values())
told = options(run(PROGRAM, "--help").stdout)
listed = manual[manual.index("\n选项\n") : manual.index("\n退出码\n")]  # examples have options of other programs
for missing in sorted(told ^ options(listed)):
    wrong.append(f"{missing} is in " + ("the help, not in src/cli/jixiaobiao.1" if missing in told else "src/cli/jixiaobiao.1, not in the help"))
for heading in re.findall(r"^## (.+)$", (ROOT / "templates/README.md").read_text(encoding="utf-8"), re.M):
    if heading not in formats:
        wrong.append(f"jixiaobiao(5) lacks “{heading}”")
if not told <= set(completed("render", "--")):
    wrong.append(f"completion of --: {sorted(told - set(completed('render', '--')))}")
if completed("ren") != ["render"] or "2a" not in completed("render", "--pdfa", ""):
    wrong.append("completion of commands and levels")
if completed("render", "--form", "部门整体支出绩效目标表/湖") != ["部门整体支出绩效目标表/湖南"]:
    wrong.append(f"completion of forms: {completed('render', '--form', '部门整体支出绩效目标表/湖')}")
if completed("render", "REA") != ["README.md"]:
    wrong.append("completion of files")
print("\n".join(wrong) or f"{len(told)} options")
sys.exit(bool(wrong))
