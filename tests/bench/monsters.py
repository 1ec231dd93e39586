"""Documents that nobody fills in: many that differ, or one that is long.

monsters.py batch N FOLDER    N documents, five a file, made of the Guizhou sample's by changing one
                              Han character in four to another, so that no two need the same glyphs
monsters.py rows N FILE       the Xinjiang sample with N indicators under one first-level indicator
The same arguments give the same bytes."""
import pathlib
import random
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parents[2]
GUIZHOU = HERE / "templates/guizhou-xiangmu-zhichu/samples/qiannan-zhujianju-2022.yaml"
XINJIANG = HERE / "templates/xinjiang-bumen-zhengti/samples/bazhou-zhujianju-2022.yaml"
HAN = re.compile("[\u4e00-\u9fa5]")
FIXED_KEYS = ("三级指标", "指标值", "说明")  # inside an indicator; the form's own keys are not indented


def changed(text, pool, dice):
    return HAN.sub(lambda m: dice.choice(pool) if dice.random() < 0.25 else m[0], text)


def line_changed(line, pool, dice):
    if line.lstrip().startswith(("#", "---", "表:")):
        return line
    key, colon, value = line.partition(":")
    if colon and not value.strip():
        return line  # a level's name: changed, two might become one
    if colon and (not line.startswith(" ") or key.strip(" -") in FIXED_KEYS):
        return key + colon + changed(value, pool, dice)
    return changed(line, pool, dice)


def batch(count, folder):
    sample = GUIZHOU.read_text(encoding="utf-8")
    documents = sample.split("\n---\n")[1:]
    # Characters that occur, as often as they occur: what such texts are made of.
    pool = HAN.findall("".join(p.read_text(encoding="utf-8") for p in sorted((HERE / "tests/sources").glob("*.txt"))))
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, count, len(documents)):
        dice = random.Random(first)
        copies = ["\n".join(line_changed(line, pool, dice) for line in document.splitlines())
                  for document in documents[:count - first]]
        (folder / f"batch-{first // len(documents):04}.yaml").write_text("\n---\n".join(copies) + "\n", encoding="utf-8")


def book(times, sample, folder):
    """The sample book with all its project forms `times` over; its files are beside it."""
    shutil.copytree(sample.with_suffix(""), folder / sample.stem, dirs_exist_ok=True)
    forms = f"{sample.stem}/xiangmu.yaml"
    made = folder / f"book-{times}.yaml"
    made.write_text(sample.read_text(encoding="utf-8").replace(
        f"表单: {forms}", f"表单: [{', '.join([forms] * times)}]"), encoding="utf-8")
    return made


def rows(count, file):
    head, _, tail = XINJIANG.read_text(encoding="utf-8").partition("绩效指标:\n")
    items = re.findall(r"^      (.+?): (.+)$", tail, re.M)
    lines = [head + "绩效指标:", "  产出指标:"]
    for i in range(count):
        if i % 40 == 0:
            lines.append(f"    第{i // 40 + 1}类数量指标:")
        name, value = items[i % len(items)]
        lines.append(f"      {name}{i + 1}: {value}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    kinds = {"batch": batch, "rows": rows}
    if len(sys.argv) != 4 or sys.argv[1] not in kinds:
        sys.exit(__doc__)
    kinds[sys.argv[1]](int(sys.argv[2]), pathlib.Path(sys.argv[3]))


if __name__ == "__main__":
    main()
