"""Inputs without measure: too many bytes, levels, rows, files, files that name each other many times over.
Each ends by itself in a named diagnostic, in sane time and memory, and nothing is written."""
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

from house import ROOT, command, expect, finish, form, scratch

SECONDS, BYTES = 60, 3 << 30
SHADOWED = sys.argv[3] in ("Asan", "Tsan")  # their address space has no bounds
HEAD, TASKS, TAIL = form(1).partition("年度主要任务: [{任务名称: 保障运转, 总额: 1.5, 财政拨款: 1.5}]")


def rows(count):
    return HEAD + "年度主要任务:" + "".join(f"\n  - {{任务名称: 任务{i}, 总额: 1, 财政拨款: 1}}" for i in range(count)) + TAIL


def large(folder):
    (folder / "字节.yaml").write_text(form(1) + "# 注\n" * 20_000_000, encoding="utf-8")
    (folder / "括号.yaml").write_text("a: " + "[" * 1_000_000, encoding="utf-8")
    (folder / "映射.yaml").write_text("a: " + "{a: " * 1_000_000, encoding="utf-8")
    (folder / "短横.yaml").write_text("- " * 1_000_000 + "a", encoding="utf-8")
    (folder / "缩进.yaml").write_text("".join(" " * i + "a:\n" for i in range(2000)), encoding="utf-8")
    (folder / "节点.yaml").write_text(rows(1_000_000), encoding="utf-8")
    (folder / "行.yaml").write_text(rows(210_000), encoding="utf-8")
    (folder / "一段.yaml").write_text(form(1, goal="保障运转和发展，" * 400_000), encoding="utf-8")
    (folder / "不认识.yaml").write_text(form(1) + "".join(f"键{i}: 1\n" for i in range(20_000)), encoding="utf-8")


def many(folder):
    """Files that name the next ones forty times each, eight deep."""
    (folder / "引用").mkdir()
    for i in range(1, 8):
        (folder / f"引用/{i}.yaml").write_text("引用: [" + ", ".join([f"{i + 1}.yaml"] * 40) + "]\n", encoding="utf-8")
        (folder / f"清单{i}").write_text(f"@清单{i + 1}\n" * 40, encoding="utf-8")
    (folder / "引用/8.yaml").write_text("年度: 2022\n", encoding="utf-8")
    (folder / "引用/0.yaml").write_text("表: 部门整体支出绩效目标表/新疆\n引用: 2.yaml\n", encoding="utf-8")
    (folder / "清单8").write_text("没有.yaml\n" * 40, encoding="utf-8")
    (folder / "份数.yaml").write_text("表: x\n项目:\n" + "  - {项目名称: 甲}\n" * 110_000, encoding="utf-8")
    (folder / "条目.yaml").write_text("公共:\n" + "".join(f"  键{i}: 1\n" for i in range(20_000)) +
                                     "---\n表: x\n项目:\n" + "  - {项目名称: 甲}\n" * 1000, encoding="utf-8")
    (folder / "绕").mkdir()
    for name in ("甲", "乙"):
        (folder / "绕" / name).symlink_to(".")
    (folder / "一.txt").write_text("一行\n", encoding="utf-8")
    book = "书: 甲县预算\n内容:\n" + "  - {文件: 一.txt}\n" * 20_001
    (folder / "书.yaml").write_text(book, encoding="utf-8")


def confined():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def told(folder, operand):
    """What is said of it first, without the hint; nothing may be written."""
    begun = time.monotonic()
    done = subprocess.run(command("render", operand, "-q", "-o", "out"), capture_output=True, text=True, check=False, cwd=folder,
                          preexec_fn=None if SHADOWED else confined, timeout=10 * SECONDS)
    spent = time.monotonic() - begun
    expect(f"{operand}: {spent:.0f} s", spent < SECONDS)
    expect(f"{operand}: status {done.returncode}", done.returncode in (1, 2))
    expect(f"{operand}: something written", not any((folder / "out").rglob("*.pdf")))
    first = done.stderr.partition("\n")[0].replace(f"{ROOT}/", "")
    first = re.sub(r"^(templates/[^:]*):\d+:\d+", r"\1", first)  # templates are edited
    return f"$ jixiaobiao render {operand}\n{first}\n[{done.returncode}]\n"


with scratch() as place:
    where = pathlib.Path(place)
    large(where)
    many(where)
    text = "".join(told(where, operand) for operand in (
        "字节.yaml", "括号.yaml", "映射.yaml", "短横.yaml", "缩进.yaml", "节点.yaml", "行.yaml", "一段.yaml", "不认识.yaml",
        "引用/0.yaml", "份数.yaml", "条目.yaml", "书.yaml", "@清单1", "绕"))
    golden = ROOT / "tests/golden/batch/limits.diag"
    if os.environ.get("JXB_ACCEPT") == "1":
        golden.write_text(text, encoding="utf-8")
    expect(f"{golden} differs:\n{text}", golden.read_text(encoding="utf-8") == text)
finish()
