"""A county's project forms that nobody fills in: county.py N FOLDER

N project goal forms, fifty a file, each of texts of its own: clauses of the source documents, put
together by dice. Some are wrong on purpose; planted(N) says which and how. The same N gives the same
bytes."""
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).resolve().parents[2]
IN_A_FILE = 50
# which forms of a file are wrong, and how; 目标: the goal is that of five forms before, 指标: the
# indicators are those of six forms before
FAULTS = {"R01": (3, 23, 43), "R02": (4, 29), "R04": (17, 47), "R14": (31,), "目标": (12, 32), "指标": (16, 41)}
# rule → the faults that it finds, and how far before them stands the other form that is at fault
FOUND = {"R01": {"R01": 0}, "R02": {"R02": 0}, "R04": {"R04": 0}, "R14": {"R14": 0}, "R18": {"目标": 5, "指标": 6}}
COUNTS = (("场次", "场"), ("人数", "人"), ("数量", "个"), ("面积", "平方米"), ("次数", "次"), ("里程", "公里"))
RATES = ("合格率", "达标率", "通过率", "完好率")


def clauses():
    """Clauses of Han characters in the source documents, in their order, none twice."""
    text = "".join(p.read_text(encoding="utf-8") for p in sorted((HERE / "tests/sources").glob("*.txt")))
    found = re.findall(r"(?<=[，。；：、\n])[\u4e00-\u9fff]{5,18}(?=[，。；])", text)
    return list(dict.fromkeys(c for c in found if not re.search("[率每均单]|标准|收入|^其中", c)))


def planted(number):
    """What is wrong with form `number`: names of FAULTS."""
    return {name for name, places in FAULTS.items() if number % IN_A_FILE in places}


def at_fault(rule, count):
    """The forms, of so many, in which a rule must find something."""
    faults = FOUND[rule]
    return {n - back for n in range(count) for name in planted(n) & set(faults) for back in {0, faults[name]}}


class County:
    def __init__(self, count):
        self.count, self.pool = count, clauses()
        self.goals, self.bands = {}, {}

    def sentence(self, dice, least, most):
        return "，".join(dice.sample(self.pool, dice.randint(least, most)))

    def goal(self, number, dice):
        lines = [f"  目标{n}：{self.sentence(dice, 3, 5)}。" for n in range(1, dice.randint(3, 5))]
        if "目标" in planted(number):
            lines = self.goals[number - 5]
        elif "R14" in planted(number):
            lines[-1] = lines[-1][:-1] + "，投入1.2亿万元。"
        self.goals[number] = lines
        return lines

    def band(self, number, dice, cents):
        """The indicators; the costs add up to so many cents of 10,000 yuan."""
        over = 500 if "R04" in planted(number) else 0
        parts, left = [], cents + over
        for _ in range(dice.randint(1, 3)):
            parts.append(dice.randint(1, max(1, left // 2)))
            left -= parts[-1]
        names = iter(dice.sample(self.pool, 20))
        name = lambda suffix="": next(names) + suffix
        count = lambda: (lambda c: f"      {name(c[0])}: ≥{dice.randint(2, 900)}{c[1]}")(dice.choice(COUNTS))
        lines = ["  产出:", "    数量:", *(count() for _ in range(dice.randint(2, 5)))]
        lines += ["    质量:", *(f"      {name(r)}: ≥{dice.randint(80, 99)}%" for r in dice.sample(RATES, dice.randint(1, 3)))]
        lines += ["    时效:", f"      {name('完成时间')}: 2022年{dice.randint(3, 12)}月{dice.randint(1, 28)}日"]
        lines += ["    成本:", *(f"      {name(f'成本{n}')}: ≤{money(p)}万元" for n, p in enumerate([*parts, left], 1))]
        lines += ["  效益:", "    社会效益:", f"      {name()}: 有效提升"]
        lines += ["  满意度:", "    服务对象满意度:", f"      {name('满意度')}: ≥{dice.randint(85, 98)}%"]
        if "指标" in planted(number):
            lines = self.bands[number - 6]
        self.bands[number] = lines
        return lines

    def form(self, number):
        """The lines of one form."""
        dice = random.Random(number)
        own, above, other = (dice.randint(300, 90000) for _ in range(3))
        costs = own + above + other
        if "指标" in planted(number):  # the budget of the form whose indicators it bears
            earlier = random.Random(number - 6)
            own, above, other = (earlier.randint(300, 90000) for _ in range(3))
        total = own + above + other + (90 if "R01" in planted(number) else 0)
        granted = own + above
        if "R01" in planted(number):
            costs = total
        if "R02" in planted(number):
            above += 70
        return ["---", "表: 项目支出绩效目标表/贵州", f"项目名称: {self.sentence(dice, 1, 2)}第{number}号项目",
                "主管部门及代码: 某县住房和城乡建设局", "实施单位: 某县住房和城乡建设局", "资金来源: 财政资金",
                f"资金总额: {money(total)}", f"财政拨款: {money(granted)}", f"上级补助: {money(above)}",
                f"本级安排: {money(own)}", f"其他资金: {money(other)}", "年度目标: |", *self.goal(number, dice),
                "绩效指标:", *self.band(number, dice, costs)]

    def write(self, folder):
        """[(file name, line of its first line)] of each form."""
        folder.mkdir(parents=True, exist_ok=True)
        places = []
        for first in range(0, self.count, IN_A_FILE):
            lines, name = [], f"county-{first // IN_A_FILE:03}.yaml"
            for number in range(first, min(first + IN_A_FILE, self.count)):
                places.append((name, len(lines) + 1))
                lines += self.form(number)
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return places


def money(cents):
    return f"{cents // 100}.{cents % 100:02}"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    County(int(sys.argv[1])).write(pathlib.Path(sys.argv[2]))


if __name__ == "__main__":
    main()
