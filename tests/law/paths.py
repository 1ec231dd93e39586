"""Nothing in the repository knows the machine it was written on; no built things, nothing huge."""
import re

import law

BUILT = (".pdf", ".ttf", ".otf", ".ttc", ".so", ".a", ".o")
LIMIT = 1 << 20
PLACES = re.compile(
    rb"(?<![\w.])/(?:work|root|home)/"
    rb"|(?:pypi|npmjs|pythonhosted|debian|golang|crates|maven|docker)\.(?:org|io|com)\b"
    rb"|https?://(?:localhost|\d+\.\d+\.\d+\.\d+|[\w.-]+\.(?:internal|local|svc))\b")


def check(tree):
    for path in tree.ours():
        raw = (tree.root / path).read_bytes()
        if path.endswith(BUILT):
            yield path, 0, "a built or borrowed binary: make it, or take it from a package"
        if len(raw) > LIMIT:
            yield path, 0, f"{len(raw)} bytes, {LIMIT} at most"
        for m in PLACES.finditer(raw):
            yield path, raw.count(b"\n", 0, m.start()) + 1, f"{m[0].decode()}: a place of one machine"


if __name__ == "__main__":
    law.main(check, {
        "README.md": "include/wo" "rk/a.h, https://www.mof.gov.cn/ho" "me/a.htm, ../ro" "ot/x, Debian 12\n",
    }, [
        ({"src/a.c": "\n// see /ho" "me/me/a\n"}, "src/a.c:2: /ho" "me/: a place"),
        ({"run": "cp /wo" "rk/a b\n"}, "run:1: /wo" "rk/"),
        ({"run": "pip install -i https://py" "pi.org/simple x\n"}, "a place of one machine"),
        ({"run": "curl http://mirror.inter" "nal/x\n"}, "a place of one machine"),
        ({"out.pdf": "", "fonts/a.ttf": ""}, "fonts/a.ttf:0: a built"),
        ({"src/big.c": "x" * (LIMIT + 1)}, "src/big.c:0: 1048577 bytes"),
    ])
