"""Fonts from anybody: cut short, with tables that lie about where they are and how long, with bytes changed
anywhere. A run ends by itself, and either says what is wrong with the face or prints with it; no partial
file, no rubbish, no signal."""
import pathlib
import random
import shutil
import struct
import subprocess
import sys

from house import ROOT, command, expect, files, finish, form, scratch

MUTANTS = int(sys.argv[3])  # of each face
HAN = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
LATIN = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
ROLES = ("小标宋", "宋体", "仿宋", "楷体", "黑体")


def tables(font):
    """Offsets in its directory of each table's entry: tag, sum, offset, length."""
    count = struct.unpack_from(">H", font, 4)[0]
    return [12 + 16 * i for i in range(count) if 12 + 16 * i + 16 <= len(font)]


def cut(font, r):
    return font[: r.choice([0, 1, 4, 11, 12, 60, len(font) // 2, len(font) - 1, r.randrange(len(font))])]


def misplaced(font, r):
    """One table elsewhere, or of another length."""
    out = bytearray(font)
    entry = r.choice(tables(font))
    struct.pack_into(">I", out, entry + r.choice((8, 12)), r.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF0, len(font) - 2,
                                                                 r.randrange(len(font)))))
    return bytes(out)


def missing(font, r):
    out = bytearray(font)
    entry = r.choice(tables(font))
    out[entry : entry + 4] = b"zzzz"
    return bytes(out)


def scattered(font, r):
    """Bytes of one table changed, the first ones more often: counts and offsets stand there."""
    out = bytearray(font)
    entry = r.choice(tables(font))
    offset, length = struct.unpack_from(">II", font, entry + 8)
    for _ in range(r.choice((1, 4, 40))):
        at = offset + min(r.randrange(max(1, length)), r.choice((8, 64, 1 << 30)) * r.randrange(1, 4))
        if at < len(out):
            out[at] = r.choice((0, 1, 0x7F, 0x80, 0xFF, r.randrange(256)))
    return bytes(out)


def noise(font, r):
    return bytes(r.randrange(256) for _ in range(2000))


KINDS = (cut, misplaced, missing, scattered, scattered, scattered, noise)


def subset(folder, text):
    """A small face of the installed one: CFF, with what the form needs."""
    made = folder / "han.otf"
    subprocess.run(["hb-subset", HAN, "--face-index=2", f"--text={text}", f"--output-file={made}"], check=True)
    return made.read_bytes()


def font_map(folder, behind):
    """Every role is the face on trial, before what else is there."""
    official = "{文件: " + str(folder / "trial.otf") + "}"
    spare = "".join(", {文件: " + path + ", 序号: 2}" for path in behind)
    path = folder / "fonts.yaml"
    path.write_text("角色:\n" + "".join(f"  {role}:\n    官方: [{official}{spare}]\n" for role in ROLES) + "后备: []\n", encoding="utf-8")
    return path


def tried(folder, what, font, fonts):
    """The exit status."""
    (folder / "trial.otf").write_bytes(font)
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    words = command("render", folder / "表.yaml", "-o", out, "-q")
    words[words.index("--font-map") + 1] = str(fonts)
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    except subprocess.TimeoutExpired:
        expect(f"{what}: does not end", False)
        return None
    kept = files(out) if out.exists() else {}
    said = done.stderr.decode("utf-8", "replace")
    expect(f"{what}: status {done.returncode}: {said[-300:]}", done.returncode in (0, 1, 3))
    expect(f"{what}: says nothing", done.returncode == 0 or "[" in said)
    expect(f"{what}: left {sorted(kept)}", (list(kept) == ["表.pdf"]) if done.returncode == 0 else not kept)
    if done.returncode == 0:
        sound = subprocess.run(["qpdf", "--check", out / "表.pdf"], capture_output=True, check=False)
        expect(f"{what}: qpdf: {sound.stdout[-300:]}", sound.returncode == 0)
    return done.returncode


with scratch() as place:
    folder = pathlib.Path(place)
    (folder / "表.yaml").write_text(form(1, name="甲局 Office 95%"), encoding="utf-8")
    template = (ROOT / "templates/xinjiang-bumen-zhengti/template.yaml").read_text(encoding="utf-8")
    faces = {"han": (subset(folder, "".join(sorted(set((folder / "表.yaml").read_text(encoding="utf-8") + template + "□☑•")))), []),
             "latin": (pathlib.Path(LATIN).read_bytes(), [HAN])}
    count = {}
    for name, (font, behind) in faces.items():
        fonts = font_map(folder, behind)
        expect(f"{name}: as it is", tried(folder, name, font, fonts) == 0)
        r = random.Random(name)
        for i in range(MUTANTS):
            kind = KINDS[i % len(KINDS)]
            status = tried(folder, f"{name} {kind.__name__} {i}", kind(font, r), fonts)
            count[status] = count.get(status, 0) + 1
    expect(f"all alike: {count}", count.get(0, 0) > 0 and count.get(1, 0) + count.get(3, 0) > 0)
print(", ".join(f"status {status}: {n}" for status, n in sorted(count.items(), key=str)))
finish()
