"""R05: the goal form and the self-evaluation form of one unit and year say the same."""
import re

from claims import claim
from reading import number
from sums import HUNAN_GOAL, HUNAN_SELF

PAIRS = (("资金总额", "年初预算数"), ("一般公共预算", "一般公共预算"), ("政府性基金拨款", "政府性基金拨款"),
         ("纳入专户管理的非税收入拨款", "纳入专户管理的非税收入拨款"), ("其他资金", "其他资金"),
         ("基本支出", "基本支出"), ("项目支出", "项目支出"))


def typed(text):
    """A value as it prints: one way of writing ≥ and ≤, no space."""
    return re.sub(r"\s", "", text).replace(">=", "≥").replace("<=", "≤")


def amounts(goal, done):
    for a, b in PAIRS:
        x, y = number(goal[a]) or 0, number(done[b]) or 0
        if x != y:
            yield claim("R05", "金额" + a, done[b].line, {goal[a].line}, f"{x} ≠ {y}")


def indicators(goal, done):
    before = {(i.kind, i.name.text.strip()): i for i in goal.indicators}
    after = {(i.kind, i.name.text.strip()): i for i in done.indicators}
    for key, i in before.items():
        if key not in after:
            yield claim("R05", "自评无此指标", i.name.line, goal.band_lines() | done.band_lines(), key[1])
        elif typed(i.target.text) != typed(after[key].target.text):
            there = after[key]
            yield claim("R05", "指标值不同", there.target.line, i.lines() | there.lines(), there.target.text)
    for key, i in after.items():
        if key not in before:
            yield claim("R05", "目标无此指标", i.name.line, goal.band_lines() | done.band_lines(), key[1])
    for kind in dict.fromkeys(k for k, _ in before):
        first = [n for k, n in before if k == kind and (k, n) in after]
        second = [n for k, n in after if k == kind and (k, n) in before]
        if first != second:
            lines = {n for d in (goal, done) for i in d.indicators if i.kind == kind for n in i.lines() | {t.line for t in i.labels}}
            yield claim("R05", "次序" + kind, min(lines), lines, "")


def compared(docs):
    for goal in docs:
        for done in docs:
            if (goal.form, done.form) == (HUNAN_GOAL, HUNAN_SELF) and goal["部门名称"].text == done["部门名称"].text and (
                    goal["年度"].text == done["年度"].text):
                yield from amounts(goal, done)
                yield from indicators(goal, done)
