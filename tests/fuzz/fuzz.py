"""Grows a corpus for every fuzz target and runs the fuzzers in turn, one process at a time.

fuzz.py BINARIES FOLDER SECONDS [TARGET...]: BINARIES holds fuzz_NAME; FOLDER keeps the corpora, what was
found and report.txt from run to run; SECONDS is the time of all targets together.
fuzz.py --keep BINARIES FOLDER [TARGET...]: the least of the corpus that covers as much, small files
first, into tests/fuzz/seeds/NAME, as much of it as is allowed there.
Exits 1 when anything crashed, hung, leaked or ate memory; its input is in FOLDER/found/NAME-*.
"""
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGETS = ["tree", "template", "data", "expr", "text", "prose", "book", "unpack", "whole"]
LONGEST = {"tree": 8192, "template": 16384, "data": 12288, "expr": 1024, "text": 1024, "prose": 8192,
           "book": 16384, "unpack": 8192, "whole": 8192}
SEEDS_BYTES, SEEDS_MOST = 40_000, 80  # of a target, committed
SEED_BYTES = 3_000
ROUNDS = 4  # each target is run so often, so that a short run of all is worth something too


def texts(*patterns):
    """The files of the repository that match."""
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                yield path.read_bytes()


def documents(data):
    """YAML documents of a file, one by one."""
    return [part for part in re.split(rb"(?m)^---.*\n", data) if part.strip()]


def yaml_files():
    for data in texts("templates/*/samples/*.yaml", "tests/golden/model/*.yaml", "tests/golden/model-lang/*.yaml",
                      "tests/golden/forms/*.yaml", "tests/golden/audit/*.yaml", "tests/golden/authoring/*.yaml"):
        yield from documents(data)[:40]


def start_tree():
    yield from texts("tests/golden/tree/*.yaml")
    yield from yaml_files()


def start_template():
    yield from texts("templates/*/template.yaml")
    for data in texts("tests/golden/model/*.yaml", "tests/golden/model-lang/*.yaml"):
        yield from documents(data)[:1]


def start_data():
    yield from yaml_files()
    parts = list(yaml_files())
    yield from (b"---\n".join(parts[i : i + 3]) for i in range(0, len(parts), 3))


def start_expr():
    lines = []
    for data in texts("templates/*/template.yaml", "tests/golden/model*/*.yaml"):
        lines += re.findall(rb"(?m)^\s*- (?:\xe5\xbc\x8f: )?([^{}\n]*[=\xe2\x89\xa4\xe2\x89\xa5][^{}\n]*)$", data)
    lines += [s.encode() for s in (
        "总额 = 拨款 + 其他", "总额 = 合计(任务.总额)", "任务.总额 ≤ 总额", "总额 ≈ 合计(任务.总额) ÷ 3 × (甲 - 1)",
        "指标.得分 = 指标.分值 × 得分率(指标.值, 指标.实际)", "总额 ≥ 最小(拨款, 合计(任务.权重))",
        "合计(指标.分值, 一级 = 产出) = 50", "任务.权重 ＝ 任务.总额 / 任务.实际", "甲 < 0.5", "甲 > 1")]
    for i in range(0, len(lines), 4):
        yield "12.5万元\n".encode() + b"\n".join(lines[i : i + 4])
        yield "自动\n".encode() + b"\n".join(lines[i : i + 2])


def start_text():
    heads = [b"\0\0\0\x0a\0\0", b"\0\2\0\x05\x10\1", b"\x01\0\1\0\0\0", b"\x0b\4\0\x20\x21\2", b"\4\1\0\x03\2\4", b"\x08\2\0\1\x30\5"]
    lines = []
    for data in yaml_files():
        lines += [line.strip() for line in data.split(b"\n") if len(line.strip()) > 8]
    lines += [s.encode() for s in ("ئۇيغۇر تىلى 12.5% 年度", "བོད་སྐད་ལ་འགྲོ།", "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ 汉", "a‌b‍c\u200ed\u2067e\u2069", "葛󠄀 〇", "☐是 ☑否 ☒", "\n\n甲\n", "　　（50分）")]
    for i, line in enumerate(lines[::7] + lines[-8:]):
        yield heads[i % len(heads)] + line


def start_prose():
    for data in texts("templates/books/samples/**/*.md", "templates/books/samples/**/*.txt", "README.md", "templates/README.md",
                      "tests/golden/book/**/*.md", "tests/golden/book/**/*.txt"):
        yield from (data[i : i + 3000] for i in range(0, len(data), 3000))


def start_book():
    narratives = list(start_prose())[:12]
    parts = list(yaml_files())
    books = list(texts("templates/books/samples/*.yaml", "tests/golden/book/*.yaml"))
    for i, book in enumerate(books):
        yield book + b"\0" + narratives[i % len(narratives)] + b"\0" + parts[i % len(parts)]


def pdf(objects):
    out, places = b"%PDF-1.7\n", []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n" % (i + 1) + body + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def start_unpack():
    import zlib
    packed = zlib.compress(b"abc" * 50)
    for name in (b"(a.yaml)", b"(../a)", b"<FEFF7532002F004E59>", b"(a/b/c)"):
        for body, more in ((b"plain", b""), (packed, b"/Filter/FlateDecode/Params<</Size 150>>"), (packed[:9], b"/Filter[/FlateDecode]")):
            spec = b"<</Type/Filespec/F %s/UF %s/AFRelationship/Source/EF<</F 5 0 R/UF 5 0 R>>>>" % (name, name)
            stream = b"<</Type/EmbeddedFile%s/Length %d>>stream\n%s\nendstream" % (more, len(body), body)
            yield pdf([b"<</Type/Catalog/Pages 2 0 R/AF[3 0 R 4 0 R]>>", b"<</Type/Pages/Kids[]/Count 0>>", spec,
                       spec.replace(name, b"(z)"), stream])


def start_whole():
    yield from (part for part in yaml_files() if len(part) < 4000)
    yield from texts("templates/books/samples/*.yaml")


def words():
    """What the program's own sources take for words, as libFuzzer's dictionary."""
    found = set()
    for data in texts("src/model/*.c", "src/tree/*.c", "src/prose/*.c", "src/audit/*.c", "src/text/*.c"):
        found |= set(re.findall(rb'"([^"\\\n%]{2,24})"', data))
    for data in texts("templates/*/template.yaml", "templates/*.yaml"):
        found |= set(re.findall(rb"([^\s{}\[\],:#'\"-][^\s{}\[\],:#'\"]{0,30}):", data))
    return "".join('"' + "".join(f"\\x{b:02X}" for b in word) + '"\n' for word in sorted(found))


def plant(target, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for i, data in enumerate(globals()["start_" + target]()):
        if len(data) <= LONGEST[target]:
            (folder / f"start-{i:04d}").write_bytes(data)


def environment():
    options = "allocator_may_return_null=1:detect_leaks=1:abort_on_error=0:strict_string_checks=1"
    return dict(os.environ, ASAN_OPTIONS=options, UBSAN_OPTIONS="print_stacktrace=1")


def fuzz(binary, target, work, seconds):
    """Runs a fuzzer; its last words and the CPU seconds that it took."""
    corpus, found = work / target, work / "found"
    found.mkdir(parents=True, exist_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seeds = [str(p) for p in (HERE / "seeds" / target, ROOT / "tests/golden" / target) if p.is_dir()]
    run = subprocess.run(
        [binary, f"-max_total_time={seconds}", f"-max_len={LONGEST[target]}", "-timeout=20", "-rss_limit_mb=2500",
         f"-dict={work / 'words'}", "-print_final_stats=1", "-reload=0", f"-artifact_prefix={found / target}-",
         str(corpus), *seeds], capture_output=True, env=environment(), check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return run.returncode, run.stderr.decode("utf-8", "replace"), cpu


def tell(target, log, cpu, code, report):
    covered = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", log)
    count = re.findall(r"stat::number_of_executed_units: (\d+)", log) or re.findall(r"(?m)^#(\d+)", log)
    cov, features, corpus = covered[-1] if covered else ("?", "?", "?")
    line = (f"{target}: {count[-1] if count else '?'} executions, cov: {cov}, ft: {features}, corpus {corpus}, "
            f"{cpu:.0f} CPU s{'' if code == 0 else ', FOUND'}")
    print(line, flush=True)
    with report.open("a") as out:
        out.write(line + "\n")


def run_all(binaries, work, seconds, targets):
    work.mkdir(parents=True, exist_ok=True)
    (work / "words").write_text(words())
    bad, slice_ = [], max(1, seconds // (ROUNDS * len(targets)))
    for _ in range(ROUNDS):
        for target in targets:
            plant(target, work / target)
            code, log, cpu = fuzz(binaries / f"fuzz_{target}", target, work, slice_)
            (work / f"{target}.log").write_text(log)
            tell(target, log, cpu, code, work / "report.txt")
            if code != 0:
                bad.append(target)
    return bad


def keep(binaries, work, targets):
    """Small inputs first: what each adds to the coverage decides."""
    for target in targets:
        corpus, seeds = work / target, HERE / "seeds" / target
        with tempfile.TemporaryDirectory() as least:
            small = pathlib.Path(least, "small")
            chosen = pathlib.Path(least, "chosen")
            small.mkdir(), chosen.mkdir()
            for path in corpus.iterdir():
                if path.stat().st_size <= SEED_BYTES:
                    shutil.copy(path, small)
            subprocess.run([binaries / f"fuzz_{target}", "-set_cover_merge=1", "-use_counters=0", str(chosen), str(small)],
                           capture_output=True, env=environment(), check=True)
            left, kept = SEEDS_BYTES, 0
            seeds.mkdir(exist_ok=True)
            for old in seeds.glob("corpus-*"):
                old.unlink()
            for path in sorted(chosen.iterdir(), key=lambda p: (p.stat().st_size, p.name)):
                left -= path.stat().st_size
                if left < 0 or kept == SEEDS_MOST:
                    break
                shutil.copy(path, seeds / f"corpus-{path.name[:12]}")
                kept += 1
            print(f"{target}: {kept} of {len(list(chosen.iterdir()))} kept")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "--keep":
        keep(pathlib.Path(arguments[1]), pathlib.Path(arguments[2]), arguments[3:] or TARGETS)
        sys.exit(0)
    faults = run_all(pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve(), int(arguments[2]), arguments[3:] or TARGETS)
    sys.exit(f"found: {', '.join(faults)}" if faults else 0)
