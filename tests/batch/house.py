"""A county of small forms to render, and the command over it; what the tests of batches share."""
import pathlib
import subprocess
import sys
import tempfile

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
PINNED = ["--no-installed-fonts", "--font-map", str(ROOT / "tests/golden/fonts.yaml"), "--templates", str(ROOT / "templates")]
FORM = """表: 部门整体支出绩效目标表/新疆
年度: {year}
部门名称: {name}
年度主要任务: [{{任务名称: 保障运转, 总额: {sum}, 财政拨款: {sum}}}]
年度总体目标: {goal}
绩效指标:
  产出指标:
    数量指标: {{开展培训次数: ≥{count}次}}
"""
wrong = []


def form(i, **more):
    given = {"year": 2022, "name": f"第{i}住房和城乡建设局", "sum": f"{i}.5", "goal": "保障" * (i % 40 + 1) + "。", "count": i}
    return FORM.format(**(given | more))


def county(folder, count):
    """count files in folder, some of them in sub-folders; their paths from there, in the order of a batch."""
    for i in range(1, count + 1):
        path = pathlib.Path(folder, ["", "东乡", "西乡/北村"][i % 3], f"表{i:03}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(form(i), encoding="utf-8")
    return sorted(str(p.relative_to(folder)) for p in pathlib.Path(folder).rglob("*.yaml"))


def command(*words):
    return [PROGRAM, words[0], *PINNED, *map(str, words[1:])]


def run(*words, **more):
    return subprocess.run(command(*words), capture_output=True, text=True, check=False, **more)


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file()}


def expect(what, condition, told=""):
    if not condition:
        wrong.append("\n".join([what, told[:6000]]).rstrip())


def scratch():
    return tempfile.TemporaryDirectory()


def finish():
    print("\n".join(wrong) or "as it should be")
    sys.exit(bool(wrong))
