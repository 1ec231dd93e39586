"""What check writes beside its plain lines: SARIF as the standard wants it, colours where they are asked for.

report.py PROGRAM ROOT"""
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import urllib.parse

PROGRAM, ROOT = sys.argv[1:3]
WRONG = "tests/golden/audit/actuals.yaml"
EXCUSED = "tests/golden/audit/review.yaml"
CLEAN = "tests/golden/audit/clean.yaml"
ESCAPE = "\033["


def check(*words, **environment):
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CLICOLOR_FORCE", "TERM")}
    return subprocess.run([PROGRAM, "check", "--quiet", "--no-installed-fonts", "--font-map", "tests/golden/fonts.yaml", *words],
                          cwd=ROOT, env=env | environment, capture_output=True, text=True, check=False)


def on_terminal(**environment):
    """What check prints to a terminal."""
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CLICOLOR_FORCE")} | {"TERM": "xterm"} | environment
    leader, follower = pty.openpty()
    child = subprocess.Popen([PROGRAM, "check", "--quiet", "--no-installed-fonts", "--font-map", "tests/golden/fonts.yaml", EXCUSED],
                             cwd=ROOT, env=env, stdout=follower, stderr=subprocess.DEVNULL)
    os.close(follower)
    text = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        if not part:
            break
        text += part
    child.wait()
    os.close(leader)
    return text.decode()


def sarif_faults(log):
    """Where a log is not what SARIF 2.1.0 (OASIS) wants; the sections are the standard's."""
    if log.get("version") != "2.1.0" or not str(log.get("$schema", "")).endswith("sarif-2.1.0.json"):
        yield "§3.13: version or schema"
    for run in log["runs"]:
        rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
        if len(set(rules)) != len(rules) or not run["tool"]["driver"]["name"]:
            yield "§3.19: names of the driver and its rules"
        if run.get("columnKind") not in ("unicodeCodePoints", "utf16CodeUnits"):
            yield "§3.14.17: columnKind"
        for r in run["results"]:
            if rules[r["ruleIndex"]] != r["ruleId"].split("/")[0]:
                yield f"§3.27.5: {r['ruleId']} is not rule {r['ruleIndex']}"
            if r["kind"] not in ("pass", "notApplicable", "fail") or r["level"] not in ("none", "note", "warning", "error"):
                yield "§3.27.9, 10: kind or level"
            if (r["kind"] == "fail") == (r["level"] == "none"):
                yield f"§3.27.10: level {r['level']} of kind {r['kind']}"
            if not r["message"]["text"]:
                yield "§3.11: message"
            for place in r.get("locations", []):
                uri = place["physicalLocation"]["artifactLocation"]["uri"]
                if not re.fullmatch(r"(%[0-9A-F]{2}|[A-Za-z0-9/._~-])+", uri):
                    yield f"§3.10: {uri} is no URI"
                region = place["physicalLocation"].get("region", {"startLine": 1, "startColumn": 1})
                if min(region.values()) < 1:
                    yield "§3.30: line or column"
            for s in r.get("suppressions", []):
                if s["kind"] != "inSource" or not s["justification"]:
                    yield "§3.35: suppression"


def same_as_json(path):
    """The results of SARIF are those of --format=json, at the same places."""
    log = json.loads(check("--format=sarif", "--all", path).stdout)
    rows = [json.loads(line) for line in check("--format=json", "--all", path).stdout.splitlines()]
    results = log["runs"][0]["results"]
    faults = list(sarif_faults(log))
    if len(rows) != len(results):
        return faults + [f"{len(results)} results, {len(rows)} in JSON"]
    for row, r in zip(rows, results):
        place = r["locations"][0]["physicalLocation"]
        uri = urllib.parse.unquote(place["artifactLocation"]["uri"])
        region = place["region"]
        if (uri, region["startLine"], region["startColumn"]) != (row["file"], row["line"], row["column"]):
            faults.append(f"{row['file']}:{row['line']} is at {place}")
        if r["ruleId"] != "/".join(p for p in (row["rule"], row["code"]) if p):
            faults.append(f"{row['rule']}/{row['code']} is {r['ruleId']}")
        if bool(row["discharged"]) != ("suppressions" in r):
            faults.append(f"{row['rule']} is suppressed in one of both")
    return faults


def colours():
    cases = [("a pipe", check(EXCUSED).stdout, False),
             ("a pipe, CLICOLOR_FORCE=1", check(EXCUSED, CLICOLOR_FORCE="1").stdout, True),
             ("a pipe, CLICOLOR_FORCE=0", check(EXCUSED, CLICOLOR_FORCE="0").stdout, False),
             ("a pipe, CLICOLOR_FORCE=1 and NO_COLOR=1", check(EXCUSED, CLICOLOR_FORCE="1", NO_COLOR="1").stdout, False),
             ("JSON, CLICOLOR_FORCE=1", check("--format=json", EXCUSED, CLICOLOR_FORCE="1").stdout, False),
             ("a terminal", on_terminal(), True),
             ("a terminal, NO_COLOR=1", on_terminal(NO_COLOR="1"), False),
             ("a terminal, TERM=dumb", on_terminal(TERM="dumb"), False)]
    return [f"{name}: colour is {not wanted}" for name, text, wanted in cases if (ESCAPE in text) != wanted or not text]


def squeezed(text):
    return re.sub(r"\s", "", text)


def opinion(path):
    """绩效审核意见表 says every finding, its place and its hint, and what became of each rule."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = f"{folder}/opinion.pdf"
        told = check(path, "--opinion", pdf)
        text = squeezed(subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout)
    rows = [json.loads(line) for line in check("--format=json", "--all", path).stdout.splitlines()]
    found = [r for r in rows if r["state"] == "finding"]
    counts = {s: sum(r["severity"] == s and not r["discharged"] for r in found) for s in ("error", "warning", "info")}
    wanted = [r[k] for r in found for k in ("message", "cell", "discharged" if r["discharged"] else "hint")]
    wanted += [f"（第{r['line']}行）" for r in found]
    wanted += [f"错误{counts['error']}警告{counts['warning']}提示{counts['info']}"]
    wanted += [r["rule"] for r in rows]
    return [f"{path}: the opinion does not say {w}" for w in wanted if squeezed(w) not in text] + (
        [f"{path}: {told.stderr}"] if told.stderr else [])


def statuses():
    cases = [(CLEAN, 0), (EXCUSED, 0), (WRONG, 1)]
    return [f"{path}: exit {got}, not {wanted}" for path, wanted in cases if (got := check(path).returncode) != wanted]


def made_bad():
    """Each demand on SARIF is shown to fail on a log made bad for it."""
    good = json.loads(check("--format=sarif", "--all", EXCUSED).stdout)
    run = ("runs", 0)
    excused = next(i for i, r in enumerate(good["runs"][0]["results"]) if "suppressions" in r)
    passed = next(i for i, r in enumerate(good["runs"][0]["results"]) if r["kind"] == "pass")
    place = (*run, "results", passed, "locations", 0, "physicalLocation")
    changes = [(("version",), "2.0"), ((*run, "tool", "driver", "name"), ""), ((*run, "columnKind"), "bytes"),
               ((*run, "results", passed, "ruleIndex"), 99 % len(good["runs"][0]["tool"]["driver"]["rules"])),
               ((*run, "results", passed, "kind"), "bad"), ((*run, "results", passed, "level"), "note"),
               ((*run, "results", passed, "message", "text"), ""), ((*place, "artifactLocation", "uri"), "某表.yaml"),
               ((*place, "region", "startColumn"), 0), ((*run, "results", excused, "suppressions", 0, "kind"), "outside")]
    faults = []
    for path, value in changes:
        bad = json.loads(json.dumps(good))
        at = bad
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value
        if not list(sarif_faults(bad)):
            faults.append(f"{path} = {value!r} passes")
    return faults


def main():
    faults = [f for path in (WRONG, EXCUSED, CLEAN) for f in same_as_json(path)] + made_bad() + colours() + opinion(WRONG) + opinion(EXCUSED) + opinion(CLEAN) + statuses()
    print("\n".join(faults) or "as it should be")
    sys.exit(bool(faults))


main()
