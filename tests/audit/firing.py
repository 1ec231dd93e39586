"""No rule lives on a phrase of its source: each is shown on a sample that its examples do not come from,
silent as the sample is, firing once one thing is changed to words that no source has.
firing.py PROGRAM ROOT FOLDER"""
import pathlib
import re
import sys
from dataclasses import dataclass

from mutate import documents
from program import HELD, Program

HEXIN, SHANGHAI, HUBEI, QUYU = "shili-hexin-mubiao", "shili-shanghai-shenbao", "shili-hubei-mubiao", "shili-quyu-mubiao"
SHENBAO, SHAANXI = "shili-xiangmu-shenbao-2015", "shili-shaanxi-shenbao"
SICHUAN, ANHUI, ZIPING = "shili-sichuan-ziping", "shili-anhui-ziping", "shili-xiangmu-ziping"
GUIZHOU, HEBEI, XINJIANG = "qiannan-zhujianju-2022", "quyang-xiangmu-2021", "bazhou-zhujianju-2022"
HUNAN, HUNAN_DONE = "lukou-zhengti-2020", "lukou-ziping-2020"


@dataclass(frozen=True)
class Case:
    rule: str
    sample: str
    old: str
    new: str
    table: int = 1  # which document of the sample, 0 for all of it
    severity: str = ""  # any
    beside: str = ""  # another sample in the same run
    loud: bool = False  # the rule has something else to say of this sample
    every: bool = False  # each place of `old` is changed; a pattern


CASES = [
    Case("R01", HEXIN, "资金总额: 9.1\n", "资金总额: 9.01\n"),
    Case("R01", QUYU, "年度中央补助: 170", "年度中央补助: 107"),
    Case("R02", GUIZHOU, "本级安排: 9.1\n", "本级安排: 1.9\n", table=4),
    Case("R03", HUNAN_DONE, "项目支出: 17910", "项目支出: 17190"),
    Case("R04", HEXIN, "乡镇环境整治工作经费成本: ≤1万元", "乡镇环境整治工作经费成本: ≤2万元", severity="error"),
    Case("R04", SHANGHAI, "申请总额: 364000.00\n当年财政拨款: 364000.00", "申请总额: 365000.00\n当年财政拨款: 365000.00",
         severity="warning"),
    Case("R05", HUNAN_DONE, "提质宽度: {年度指标值: 33米", "提质宽度: {年度指标值: 35米", beside=HUNAN, loud=True),
    Case("R05", HUNAN_DONE, "政府性基金拨款: 16530", "政府性基金拨款: 16350", beside=HUNAN, loud=True),
    Case("R06", SICHUAN, "预算执行数总额: 18926", "预算执行数总额: 16926"),
    Case("R06", ANHUI, "执行率得分: 10", "执行率得分: 8"),
    Case("R07", ANHUI, "产出指标（50分）", "产出指标（45分）"),
    Case("R07", SICHUAN, "完成值: 33米, 权重: 4", "完成值: 33米, 权重: 9"),
    Case("R08", ZIPING, "总得分: 100", "总得分: 98"),
    Case("R08", SICHUAN, "完成值: 33米, 权重: 4, 得分: 4", "完成值: 33米, 权重: 4, 得分: 6"),
    Case("R09", SICHUAN, "完成值: 5.8公里", "完成值: ≥5.8公里", loud=True),
    Case("R09", ANHUI, "实际完成值: 33米", "实际完成值: 提质宽度", loud=True),
    Case("R09", ZIPING, "道路验收合格率: {年度指标值: 100%, 实际完成值: 100%", "道路验收合格率: {年度指标值: 100%, 实际完成值: 6条", loud=True),
    Case("R10", HEXIN, "村民满意度: ≥90%", "村民满意度: ≥90", loud=True),
    Case("R10", HUBEI, "办事企业满意程度: {当年预期实现值: ≥90%}", "残疾人就业安置率: {当年预期实现值: ≥120%}"),
    Case("R10", SHAANXI, "公舒适度: 全面保障", "图书上架率: ≥100%"),
    Case("R11", SHANGHAI, "≤23.4万元", "≥23.4万元"),
    Case("R11", HEXIN, "传统村落示范村建设: 达到时序要求", "网上办件投诉率: ≥3%"),
    Case("R11", HUBEI, "全年建筑工地安全检查到位覆盖率: {当年预期实现值: 100%}", "疫苗接种覆盖率: {当年预期实现值: ≤90%}"),
    Case("R12", HEXIN, "开展历史建筑测绘建档督导: ≥2次", "农田灌溉普及率: ≥80%"),
    Case("R12", SHANGHAI, "城市三改项目评审、调研工作时限: 2022年12月31日", "果蔬抽检合格率: ≥98%"),
    Case("R12", SHENBAO, "提供服务公司满意度: ≥90%", "桥梁设计使用年限: ≥50年"),
    Case("R13", HUBEI, "  时效指标:\n    完成2022年目标任务时间: {当年预期实现值: 2022年12月31日}\n", ""),
    Case("R13", HEXIN, "    质量指标:", "    成本指标:"),
    Case("R14", SHANGHAI, "≤8.59万元", "≤8.59万", loud=True),
    Case("R14", HEXIN, "开展乡镇环境整治指导工作: ≥2次", "种植油菜面积: ≥300平方"),
    Case("R14", HEXIN, "开展乡镇环境整治指导工作: ≥2次", "发放春耕种子: ≥20"),
    Case("R14", HEXIN, "村民满意度: ≥90%", "学生家长满意度: ≥90项 %"),
    Case("R14", SHANGHAI, "确保我州房地产行业", "计划筹措3.2亿万元，确保我州房地产行业", severity="error", loud=True),
    Case("R15", HEXIN, "村民满意度: ≥90%", '学生家长满意度: ">=90%"'),
    Case("R15", SHANGHAI, "≤8.59万元", "8.59万元"),
    Case("R16", SHANGHAI, "2022年12月31日", "2023年2月28日"),
    Case("R16", SHENBAO, "年度: 2022", "年度: 2021"),
    Case("R17", HEXIN, "≤5万元", "按公务出差标准", loud=True),
    Case("R17", SHANGHAI, "城市三改项目项目申报和评审: ≥1次", "暑期夏令营: 按报名数量"),
    Case("R18", QUYU, "年度农村危房改造任务。\n", "年度农村危房改造任务。\n  2.完成中央、省安排的2021年度农村危房改造任务。\n"),
    Case("R19", HEXIN, "使乡镇人居环境改善。", "使乡镇人居环境改善, 新建图书室12间。"),
    Case("R20", SHANGHAI, "提高账户管理的规范性。", "提高账户管理的"),
    Case("R21", "quyang-caigou-2021", "数量: 500", "数量: 50"),
    Case("R22", SHAANXI, "项目概况:\n", "项目概况: 本年支出两项，其中：乡村医生培训费36.5万元，比上年增加2万元，乡村医生培训费3.65万元由县级财政承担。\n"),
    Case("R23", "shu", "公务用车购置费96万元", "公务用车购置费0万元", table=0),
    Case("R23", "shu", "购置固定资产总额为96万元", "购置固定资产总额为69万元", table=0),
    Case("R21", "shu", "政府采购预算131万元", "政府采购预算113万元", table=0),
    Case("R24", "shu", "固定资产金额为8630.5万元", "固定资产金额为8360.5万元", table=0),
    Case("R24", "quyang-zichan-2020", "车辆价值: 21.9", "车辆价值: 29.1"),
    Case("R25", "hebei", r"指标值确定依据: [^}]+", "指标值确定依据: 依据实施方案", table=0, every=True),
    Case("R25", "hebei", r"(?m)^( +)([^ :]+): \{绩效指标描述: [^,]+", r"\1\2: {绩效指标描述: \2", table=0, every=True),
    Case("R26", SHANGHAI, "实施单位: 黔南州住房和城乡建设局", "实施单位: 黔南县住房和城乡建设局"),
    Case("R27", HUNAN, "提升行政效能。", "提升行政效能，。", loud=True),
    Case("R28", HUBEI, "金额合计: 29.12", "金额合计: 29.21"),
]


class Trial:
    def __init__(self, program, root, folder):
        self.program, self.folder = Program(program, root), folder
        folder.mkdir(parents=True, exist_ok=True)
        here = pathlib.Path(__file__).resolve().parent
        for path in here.glob("clean/*.yaml"):  # what a book includes
            (folder / path.name).write_bytes(path.read_bytes())
        self.samples = {p.stem: p for p in [*pathlib.Path(root).glob("templates/*/samples/*.yaml"), *here.glob("clean/*.yaml")]}

    def found(self, case, text):
        """The findings of the rule on the case's document, as (code, line)."""
        path = self.folder / "case.yaml"
        path.write_text(text, encoding="utf-8")
        files = [path] + ([self.samples[case.beside]] if case.beside else [])
        return [(f.code, f.line) for f in self.program.check(files).get(path, [])
                if f.state == "finding" and f.rule == case.rule and f.severity in (case.severity or f.severity)]

    def wrong(self, case):
        text = self.samples[case.sample].read_text(encoding="utf-8")
        text = documents(text)[case.table - 1] if case.table else text
        if case.every:
            silent, fires = self.found(case, text), self.found(case, re.sub(case.old, case.new, text))
            return f"{case.rule}: {silent} on {case.sample}, {fires} once changed" if silent or not fires else None
        if text.count(case.old) != 1:
            return f"{case.sample} has {case.old!r} {text.count(case.old)} times"
        first = text[:text.index(case.old)].count("\n") + 1
        last, grown = first + case.old.count("\n"), case.new.count("\n") - case.old.count("\n")
        before = self.found(case, text)
        after = self.found(case, text.replace(case.old, case.new))
        if before and (not case.loud or any(first <= line <= last for _, line in before)):
            return f"{case.rule} is not silent on {case.sample}: {before}"
        moved = [(code, line + grown if line > last else line) for code, line in before]
        if not [f for f in after if f not in moved]:
            return f"{case.rule} is silent on {case.sample} with {case.new!r}"
        return None


def main():
    trial = Trial(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
    held = [c for c in CASES if c.rule in HELD]
    wrong = list(filter(None, map(trial.wrong, held)))
    wrong += [f"{rule}: no case" for rule in HELD if rule not in {c.rule for c in CASES}]
    print("\n".join(wrong) or f"{len(held)} cases")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
