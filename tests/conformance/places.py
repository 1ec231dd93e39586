"""--places against the PDF: each signature field, its name, page and rectangle, as qpdf reads them; with --no-fields the
places are told all the same; --guides claims no PDF/A, whatever is asked for."""
import json
import pathlib
import subprocess
import sys
import tempfile

ROLES = {"盖章": "seal", "签字": "signature"}


def render(program, root, sample, folder, *options):
    out, places = folder / "out.pdf", folder / "places.json"
    subprocess.run([program, "render", "--quiet", "--no-installed-fonts", "--font-map",
                    str(root / "tests/golden/fonts.yaml"), "--templates", str(root / "tests/golden/forms/templates"),
                    "--templates", str(root / "templates"), str(sample), "-o", str(out), "--places", str(places),
                    *options], check=True, stderr=subprocess.DEVNULL)
    told = json.loads(places.read_text())
    return out, told


def fields(pdf):
    """(page, name, x, y from the top, width, height in pt) of every signature field."""
    read = json.loads(subprocess.run(["qpdf", "--json", str(pdf)], capture_output=True, check=True).stdout)
    pages = {page["object"]: page["pageposfrom1"] for page in read["pages"]}
    objects = read["qpdf"][1] if "qpdf" in read else read["objects"]
    values = {k.removeprefix("obj:"): v.get("value", v) for k, v in objects.items() if isinstance(v, dict)}
    found = []
    for o in values.values():
        if not isinstance(o, dict) or o.get("/FT") != "/Sig":
            continue
        left, foot, right, top = o["/Rect"]
        page = values[o["/P"]]
        box = page.get("/MediaBox") or values[page["/Parent"]]["/MediaBox"]
        found.append((pages[o["/P"]], o["/T"].removeprefix("u:"), left, box[3] - top, right - left, top - foot))
    return sorted(found)


def compare(told, found, pdf):
    if [entry["file"] for entry in told] != [str(pdf)]:
        yield f"files {told}"
        return
    places = sorted(told[0]["places"], key=lambda p: (p["page"], p["name"]))
    if [(p["page"], p["name"]) for p in places] != [f[:2] for f in found]:
        yield f"{places} are not {found}"
        return
    for p, f in zip(places, found):
        if p["role"] != ROLES[p["name"].split("_")[0]]:
            yield f"{p['name']} is a {p['role']}"
        for side, value in zip(("x", "y", "width", "height"), f[2:]):
            if abs(p["pt"][side] - value) > 0.02 or abs(p["mm"][side] - value * 25.4 / 72) > 0.02:
                yield f"{p['name']}: {side} {p['pt'][side]} pt, {p['mm'][side]} mm, in the PDF {value} pt"


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    samples = [root / "tests/golden/forms/seals.yaml"]
    samples += sorted(root.glob("templates/*/samples/*.yaml"))
    wrong = count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for sample in samples:
            pdf, told = render(program, root, sample, folder)
            found = fields(pdf)
            count += len(found)
            problems = list(compare(told, found, pdf))
            if found:
                bare, again = render(program, root, sample, folder, "--no-fields")
                problems += ["places depend on fields"] if again != told or fields(bare) else []
                proof, _ = render(program, root, sample, folder, "--guides", "--pdfa", "2a")
                problems += ["a proof claims PDF/A"] if b"pdfaid:part" in proof.read_bytes() else []
            for problem in problems:
                print(f"{sample}: {problem}")
            wrong += len(problems)
    print(f"{len(samples)} files, {count} places, {wrong} wrong")
    sys.exit(1 if wrong or count < 8 else 0)


main()
