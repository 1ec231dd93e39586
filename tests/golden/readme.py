"""The examples of templates/README.md and templates/books/README.md work: whole data files and templates are rendered as they stand.

A fenced block is a data file when it begins with a form's name or with shared facts, a template when
it begins with a name that one of its data files (below) asks for. Fragments are not tried.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

DATA = """表: 项目简表
项目名称: 校舍修缮
资金总额: 12.5
年度目标: 完成三所学校修缮。
绩效指标:
  产出: {数量: {修缮校舍数量: ≥3所}}
"""
VARIANT = """表: 部门（单位）整体支出绩效目标表/某省
年度: 2022
部门名称: 某县教育局
联系电话: 0000-1234567
年度主要任务: [{任务名称: 修缮, 主要内容: 校舍, 总额: 12.5}]
年度总体目标: 完成三所学校修缮。
绩效指标: {产出: {数量: {修缮校舍数量: ≥3所}}}
"""
REST = "主管部门及代码: 某局\n实施单位: 某校\n年度目标: 完成。\n绩效指标: {产出: {数量: {校舍: 3所}}}\n"


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    blocks = re.findall(r"^```yaml\n(.*?)^```", (root / "templates/README.md").read_text(), re.M | re.S)
    tried = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def render(data, templates):
            nonlocal tried, failed
            (folder / "data.yaml").write_text(data)
            done = subprocess.run([program, "render", "--quiet", "--dump=document", "--templates", templates, "--templates",
                                   root / "templates", "--no-installed-fonts", "--font-map", "tests/golden/fonts.yaml",
                                   folder / "data.yaml"], cwd=root, capture_output=True, text=True, check=False)
            tried += 1
            if done.returncode != 0:
                failed += 1
                print(data, done.stderr, sep="\n")

        for block in re.findall(r"^```yaml\n(.*?)^```", (root / "templates/books/README.md").read_text(), re.M | re.S):
            render(block, root / "templates")
        (folder / "单位.yaml").write_text("主管部门及代码: 某局\n")
        for block in blocks:
            first = block.splitlines()[0]
            if first.startswith(("表: 项目支出绩效目标表/贵州", "公共:", "引用:")):
                documents = block.split("---\n")
                whole = [d if d.startswith("公共:") else d + "".join(
                    r + "\n" for r in REST.splitlines() if r.split(":")[0] + ":" not in block) for d in documents]
                render("---\n".join(whole), root / "templates")
            elif first.startswith(("表: 项目简表", "继承:")):
                place = folder / "templates" / "某省"
                place.mkdir(parents=True, exist_ok=True)
                (place / "template.yaml").write_text(block)
                render(DATA if first.startswith("表:") else VARIANT, folder / "templates")
    print(f"{tried} examples, {failed} fail")
    sys.exit(1 if failed or tried < 5 else 0)


main()
