"""-o with a pattern of names: safe, apart, or refused before anything is written."""
import pathlib

from house import expect, files, finish, form, run, scratch

with scratch() as folder:
    one, two = pathlib.Path(folder, "一.yaml"), pathlib.Path(folder, "二.yaml")
    one.write_text(form(1, name="../甲：乙/丙*局 .") + "---\n" + form(2, name="甲局", year=2023), encoding="utf-8")
    two.write_text(form(3, name="字" * 120, year=2023), encoding="utf-8")
    done = run("render", one, two, "-o", f"{folder}/out/{{年度}}/{{部门名称}}-{{文件}}{{序号}}")
    long = [n for n in files(pathlib.Path(folder, "out")) if "字" in n]
    expect(f"names: {done.stderr}", done.returncode == 0 and set(files(pathlib.Path(folder, "out"))) == {
        "2022/_甲：乙_丙_局-一01.pdf", "2023/甲局-一02.pdf", *long})
    expect("a long name is cut between characters", len(long) == 1 and len(long[0].split("/")[1].encode()) <= 255
           and "~" in long[0] and long[0].endswith(".pdf"))
    expect("another name of the field", run("render", two, "-o", f"{folder}/syn/{{单位名称}}.pdf").returncode in (0, 1))

    same = pathlib.Path(folder, "三.yaml")
    same.write_text(form(4, name="甲局", year=2023), encoding="utf-8")
    for jobs in (1, 3):
        done = run("render", same, one, "-j", jobs, "-o", f"{folder}/clash/{{部门名称}}.pdf")
        expect("two documents, one name", done.returncode == 2 and "三.yaml" in done.stderr and "[output-clash]" in done.stderr)
        expect("nothing is written then", not pathlib.Path(folder, "clash").exists())
    within = pathlib.Path(folder, "四.yaml")
    within.write_text(form(5, name="丁") + "---\n" + form(6, name="丁"), encoding="utf-8")
    expect("one file, two documents, one name",
           run("render", within, "-o", f"{folder}/clash/{{部门名称}}.pdf").returncode == 2)
    # 表-01.yaml and the first of two documents of 表.yaml would both be 表-01.pdf.
    (pathlib.Path(folder, "表.yaml")).write_text(form(7) + "---\n" + form(8), encoding="utf-8")
    (pathlib.Path(folder, "表-01.yaml")).write_text(form(9), encoding="utf-8")
    for order in (["表.yaml", "表-01.yaml"], ["表-01.yaml", "表.yaml"]):
        done = run("render", *order, "-o", "both", cwd=folder)
        kept = files(pathlib.Path(folder, "both"))
        expect("numbered names clash too", done.returncode == 2 and set(kept) == {"表-01.pdf", "表-02.pdf"})
        alone = run("render", "表-01.yaml", "-o", "alone", cwd=folder)
        expect("and the whole name wins, in any order",
               alone.returncode == 0 and kept["表-01.pdf"] == files(pathlib.Path(folder, "alone"))["表-01.pdf"])
finish()
