"""Measures a build: bench.py [--tiny] [--only PART] PROGRAM FOLDER

PROGRAM is the built jixiaobiao; `floor` and `stages` stand in tests/bench of its folder; inputs and
PDFs go to FOLDER. Ratios hold, times are of this machine and hour. --tiny only tries that all of it
works, on small inputs and without figures worth reading."""
import argparse
import bisect
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import county
import monsters
import pair

HERE = pathlib.Path(__file__).resolve().parents[2]
PINNED = HERE / "tests/golden/fonts.yaml"  # files, so that fontconfig is never asked
FORM = monsters.XINJIANG
BOOK = HERE / "templates/books/samples/quyang-2021.yaml"


PARTS = ("cold", "stages", "fits", "batch", "memory", "growth", "book", "audit")


class Bench:
    def __init__(self, program, folder, tiny):
        self.program, self.folder, self.tiny = program, folder, tiny
        self.tools = program.parent / "tests/bench"
        self.out = folder / "out"
        shutil.rmtree(folder, ignore_errors=True)
        self.out.mkdir(parents=True)

    def render(self, *files, out=None, options=()):
        return [str(w) for w in (self.program, "render", *files, "-q", "-o", out or self.out, *options)]

    def render_pinned(self, *files, out=None):
        return self.render(*files, out=out, options=("--font-map", PINNED))

    def texts(self, of=FORM, path=None):
        """What the floor is to print of a form; of many, into a folder. Made elsewhere: what this process
        ever held would count as the peak of those that it measures."""
        path = path or self.folder / "texts"
        into = [str(path)] if path.is_dir() else []
        with subprocess.Popen(self.render_pinned(of) + ["--dump", "scene", "-j", "1"], stdout=subprocess.PIPE) as scene:
            with open(os.devnull if into else path, "wb") as out:
                subprocess.run([sys.executable, "-B", HERE / "tests/bench/texts.py", PINNED, *into],
                               check=True, stdin=scene.stdout, stdout=out)
        return path

    def cold(self):
        floor = self.floor(self.texts(), self.folder / "floor.pdf")
        settings = [("pinned faces", self.render_pinned(FORM)),
                    ("default map", self.render(FORM)),
                    ("default map, fontconfig asked each time", self.render(FORM, options=["--no-font-cache"]))]
        if self.tiny:  # the default map needs faces that a machine may lack
            settings = settings[:1]
        for name, command in settings:
            print(f"one form, cold, {name}, against the floor:")
            pair.report(pair.pairs(command, floor, 2 if self.tiny else 60), ("jixiaobiao", "floor"))
        if pages(self.folder / "floor.pdf") != pages(self.out / (FORM.stem + ".pdf")):
            sys.exit("the floor prints another number of pages")

    def stages(self):
        subprocess.run([self.tools / "stages", PINNED, HERE / "templates", FORM, "3" if self.tiny else "300"], check=True)

    def fits(self):
        samples = sorted(f for f in (HERE / "templates").glob("*/samples/*.yaml") if (f.parents[1] / "template.yaml").exists())
        for goal in "最少页", "均衡":
            files = [FORM] if self.tiny else samples
            subprocess.run([self.tools / "fits", PINNED, HERE / "templates", goal, "3" if self.tiny else "30", *files],
                           check=True)

    def floor(self, *words):
        return [str(w) for w in (self.tools / "floor", *words)]

    def county(self, count):
        """So many forms, each of texts of its own, and what the floor is to print of them."""
        folder, texts = self.folder / f"county-{count}", self.folder / f"texts-{count}"
        subprocess.run([sys.executable, "-B", HERE / "tests/bench/county.py", str(count), folder], check=True)
        texts.mkdir(exist_ok=True)
        self.texts(folder, texts)
        paths = sorted(texts.iterdir())
        if len(paths) != count:
            sys.exit(f"{len(paths)} of {count} scenes")
        return folder, paths

    def fresh(self, commands, count):
        """Rounds of commands that take a folder to write to: a new one each time, since files that replace
        others cost a file system more than either program. Emptied now and then, with a pause."""
        runs, made, outs = [], 0, self.folder / "fresh"
        for number in range(count + 1):  # the first is not counted
            row = []
            for command in commands:
                made += 1
                (out := outs / str(made)).mkdir(parents=True)
                row.append(pair.Run(command(out)))
                if (files := len(list(out.iterdir()))) != self.expected:
                    sys.exit(f"{files} of {self.expected} forms came out")
            runs.append(row)
            if number % 10 == 9:
                shutil.rmtree(outs)
                time.sleep(0 if self.tiny else 6)
        return runs[1:]

    def batch(self):
        count = 10 if self.tiny else 1000
        folder, texts = self.county(count)
        self.expected = count
        ours = lambda threads: lambda out: self.render_pinned(folder, out=out) + ["-j", str(threads)]
        floor = lambda threads: lambda out: self.floor("-j", threads, *texts, out)
        runs = self.fresh([ours(1), floor(1), ours(2), floor(2)], 1 if self.tiny else 30)
        print(f"batch: {count} forms of texts of their own, tagged and audited, against the floor; medians")
        for threads, k in ((1, 0), (2, 2)):
            mine, theirs = ([r[k + n] for r in runs] for n in (0, 1))
            rate = statistics.median(b.wall / a.wall for a, b in zip(mine, theirs))
            for name, side in ("jixiaobiao", mine), ("floor", theirs):
                print(f"  {name:12} {threads} thread(s): {statistics.median(count / r.wall for r in side):6.0f} forms/s, "
                      f"{statistics.median(1e3 * r.cpu / count for r in side):.2f} ms of processor a form, "
                      f"peak {max(r.peak for r in side):.0f} MiB")
            print(f"  {'rate':12} {rate:.2f} of the floor's")
        print(f"  {'two threads':12} {statistics.median(r[0].wall / r[2].wall for r in runs):.2f} times one")

    def memory(self):
        """The peak must not grow with the number of files."""
        peaks = []
        for count in (10, 50) if self.tiny else (1000, 10000):
            folder, out = self.folder / f"many-{count}", self.folder / f"many-out-{count}"
            subprocess.run([sys.executable, "-B", HERE / "tests/bench/county.py", str(count), folder], check=True)
            out.mkdir()
            run = pair.Run(self.render_pinned(folder, out=out))
            peaks.append(run.peak)
            print(f"batch of {count}: {count / run.wall:.0f} forms/s, peak {run.peak:.0f} MiB")
            shutil.rmtree(out)
        if not self.tiny and peaks[1] > 1.1 * peaks[0]:
            sys.exit("the memory of a batch grows with its files")

    def growth(self):
        print("growth: one form with N indicators, tagged and audited, against a floor that writes the same tags:")
        print(f"  {'N':>6} {'pages':>6} {'wall s':>8} {'cpu s':>8} {'peak MiB':>9} {'ratio':>6}")
        counts = (50, 200, 800) if self.tiny else (100, 1000, 10000)
        found, last = [], None
        for n in counts:
            file, texts, floor_pdf = (self.folder / f"rows-{n}{end}" for end in (".yaml", ".texts", "-floor.pdf"))
            monsters.rows(n, file)
            self.texts(file, texts)
            runs = pair.pairs(self.render_pinned(file), self.floor("-t", texts, floor_pdf), 1 if self.tiny else 30)
            median = lambda what: statistics.median(what(a) for a, _ in runs)
            found.append(pages(self.out / f"rows-{n}.pdf"))
            last = median(lambda r: r.cpu)
            print(f"  {n:6} {found[-1]:6} {median(lambda r: r.wall):8.3f} {last:8.3f} {median(lambda r: r.peak):9.0f} "
                  f"{statistics.median(a.wall / b.wall for a, b in runs):6.2f}")
            if pages(floor_pdf) != found[-1]:
                sys.exit("the floor prints another number of pages")
        rate = (found[1] - found[0]) / (counts[1] - counts[0])
        expected = found[1] + rate * (counts[2] - counts[1])
        if abs(found[2] - expected) > 2 + expected / 10:
            sys.exit(f"the number of pages does not grow with the rows: {expected:.0f} expected")
        if self.tiny:
            return
        file = self.folder / "rows-100000.yaml"
        monsters.rows(100000, file)
        run = min((pair.Run(self.render_pinned(file)) for _ in range(3)), key=lambda r: r.cpu)
        print(f"  {100000:6} {pages(self.out / 'rows-100000.pdf'):6} {run.wall:8.3f} {run.cpu:8.3f} {run.peak:9.0f} "
              f"       {run.cpu / last:.1f} times the processor time of {counts[2]}")

    def book(self):
        """A whole book against the floor, which writes the same pages; and as many forms again and again."""
        floor = self.floor(self.texts(BOOK), self.folder / "floor-book.pdf")
        print("one book, cold, pinned faces, against the floor:")
        pair.report(pair.pairs(self.render_pinned(BOOK), floor, 2 if self.tiny else 30), ("jixiaobiao", "floor"))
        if pages(self.folder / "floor-book.pdf") != pages(self.out / (BOOK.stem + ".pdf")):
            sys.exit("the floor prints another number of pages")
        print("a book with the forms of its sample N times:")
        print(f"  {'N':>6} {'pages':>6} {'wall s':>8} {'cpu s':>8} {'ms a page':>10} {'peak MiB':>9} {'KiB a page':>11}")
        found = []
        for n in (1, 2) if self.tiny else (1, 4, 16):
            file = monsters.book(n, BOOK, self.folder)
            run = min((pair.Run(self.render_pinned(file)) for _ in range(3)), key=lambda r: r.cpu)
            found.append((pages(self.out / (file.stem + ".pdf")), run.cpu, run.peak))
            (p0, c0, m0), (p, c, m) = found[0] if n > 1 else (0, 0, 0), found[-1]
            print(f"  {n:6} {p:6} {run.wall:8.3f} {c:8.3f} {1e3 * (c - c0) / (p - p0):10.2f} {m:9.0f} {1024 * (m - m0) / (p - p0):11.0f}")
        (p0, c0, _), (p1, c1, _), (p2, c2, _) = found[0], found[1], found[-1]
        if not self.tiny and (c2 - c1) / (p2 - p1) > 1.3 * (c1 - c0) / (p1 - p0):
            sys.exit("the time of a book does not grow with its pages")

    def check(self, folder, *options):
        return [str(w) for w in (self.program, "check", "-q", "--templates", HERE / "templates", *options, folder)]

    def audit(self):
        print("audit: N project forms, each of texts of its own, in one process:")
        print(f"  {'N':>6} {'wall s':>8} {'cpu s':>8} {'ms a form':>10} {'peak MiB':>9}")
        counts = (50, 100, 200) if self.tiny else (750, 1500, 3000)
        cpu = []
        for n in counts:
            folder = self.folder / f"county-{n}"
            places = county.County(n).write(folder)
            run = min((pair.Run(self.check(folder), (0, 1)) for _ in range(3)), key=lambda r: r.cpu)
            cpu.append(run.cpu)
            print(f"  {n:6} {run.wall:8.3f} {run.cpu:8.3f} {1e3 * run.cpu / n:10.3f} {run.peak:9.0f}")
        if not self.tiny and cpu[2] - cpu[1] > 2.6 * (cpu[1] - cpu[0]):
            sys.exit("the time of an audit does not grow with the number of forms")
        self.planted(folder, places)

    def planted(self, folder, places):
        """Each fault that was planted is found in its form, and in no other."""
        done = subprocess.run(self.check(folder, "--format=json"), capture_output=True, text=True)
        if done.stderr:
            sys.exit(f"the forms were not all audited: {done.stderr[:300]}")
        found = {}
        for finding in map(json.loads, done.stdout.splitlines()):
            number = bisect.bisect(places, (pathlib.Path(finding["file"]).name, finding["line"])) - 1
            if finding["severity"] != "info":
                found.setdefault(finding["rule"], set()).add(number)
        for rule in county.FOUND:
            planted, there = county.at_fault(rule, len(places)), found.get(rule, set())
            if there != planted:
                sys.exit(f"{rule}: missed in {sorted(planted - there)[:9]}, false in {sorted(there - planted)[:9]}")
        print(f"  {', '.join(county.FOUND)}: found where they were planted, nowhere else")


def pages(path):
    done = subprocess.run(["qpdf", "--show-npages", path], check=True, capture_output=True, text=True)
    return int(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part; may be given again")
    parser.add_argument("program", type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument("folder", type=lambda p: pathlib.Path(p).resolve())
    given = parser.parse_args()
    os.chdir(HERE)  # where templates/ is found, wherever the build is
    bench = Bench(given.program, given.folder, given.tiny)
    sys.stdout.reconfigure(line_buffering=True)
    for part in PARTS:
        if not given.only or part in given.only:
            getattr(bench, part)()


if __name__ == "__main__":
    main()
