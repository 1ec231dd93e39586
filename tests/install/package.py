"""The Debian package: what it holds and needs, and that what it holds works where it is unpacked."""
import os
import pathlib
import subprocess
import sys
import tempfile

CPACK, BUILD, ROOT = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
HELD = ["usr/bin/jixiaobiao", "usr/include/jixiaobiao/jixiaobiao.h", "usr/share/jixiaobiao/fonts/fonts.yaml",
        "usr/share/jixiaobiao/templates/styles.yaml", "usr/share/man/man1/jixiaobiao.1", "usr/share/man/man5/jixiaobiao.5",
        "usr/share/bash-completion/completions/jixiaobiao"]
NEEDED = ["libharfbuzz0b", "libhpdf-2.3.0", "libyaml-0-2", "libfreetype6", "libfontconfig1", "libfribidi0", "libqpdf29"]


def run(*words, **more):
    return subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True, **more).stdout


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    run(CPACK, "-G", "DEB", "-B", folder, "--config", BUILD / "CPackConfig.cmake", cwd=folder)
    (deb,) = folder.glob("*.deb")
    wrong = [f"{name} is not needed by the package" for name in NEEDED if name not in run("dpkg-deb", "-f", deb, "Depends")]
    run("dpkg-deb", "-x", deb, folder / "root")
    wrong += [f"{name} is not held" for name in HELD if not (folder / "root" / name).exists()]
    wrong += [f"{p} can be written by all" for p in (folder / "root").rglob("*") if not p.is_symlink() and p.stat().st_mode & 0o022]
    sample = ROOT / "templates/xinjiang-bumen-zhengti/samples/bazhou-zhujianju-2022.yaml"
    run(folder / "root/usr/bin/jixiaobiao", "render", sample, "--font-map", ROOT / "tests/golden/fonts.yaml",
        "--no-installed-fonts", "-o", folder / "out", cwd="/", env={"PATH": os.environ["PATH"]})
    if not (folder / "out" / (sample.stem + ".pdf")).read_bytes().endswith(b"%%EOF\n"):
        wrong.append("no PDF came out")
    print("\n".join(wrong) or deb.name)
    sys.exit(bool(wrong))
