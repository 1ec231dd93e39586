"""What ISO 19005 asks of a file byte by byte: its frame, and every token of its objects and page contents. Read here from the
bytes themselves, since a reader that repairs would not tell.

A check takes a File and says what is wrong, a line each. Clauses are of part 1 / of parts 2 and 3.
"""
import functools
import re
import zlib

import pdf as reader

SPACE = rb"\0\t\n\f\r "
REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
TOKEN = re.compile(rb"[" + SPACE + rb"]+|(?P<comment>%[^\r\n]*)|(?P<mark><<|>>|[\[\]{}])|/(?P<name>" + REGULAR + rb"*)"
                   rb"|<(?P<hex>[^<>]*)>|(?P<literal>\()|(?P<word>" + REGULAR + rb"+)")
PAREN = re.compile(rb"\\.|[()]", re.S)
NUMBER = re.compile(rb"[-+]?(\d+\.?\d*|\.\d+)$")


def literal_end(data, at):
    """Behind the bracket that closes the string that opens at `at`, and how many bytes the string has."""
    depth, escapes, place = 1, 0, at + 1
    while depth:
        m = PAREN.search(data, place)
        if m is None:
            return len(data), 0
        place = m.end()
        escapes += len(m[0]) - 1
        depth += {b"(": 1, b")": -1}.get(m[0], 0)
    return place, place - at - 2 - escapes


def tokens(data, at=0):
    """(kind, bytes, start, end): mark, name, hex, literal, word, comment, or bad."""
    while at < len(data):
        m = TOKEN.match(data, at)
        if m is None:
            yield "bad", data[at:at + 10], at, len(data)
            return
        end, kind = m.end(), m.lastgroup
        if kind == "literal":
            end, size = literal_end(data, at)
            yield kind, size, at, end
        elif kind is not None:
            yield kind, m[kind], at, end
        at = end


def token_faults(kind, value, flavour):
    """6.1.6, 6.1.8, 6.1.12 / 6.1.6, 6.1.8, 6.1.13."""
    longest = 65535 if flavour == "1a" else 32767
    if kind == "bad":
        yield f"no token: {value!r}"
    elif kind == "hex":
        digits = re.sub(rb"[" + SPACE + rb"]", b"", value)
        if len(digits) % 2 or not re.match(rb"[0-9A-Fa-f]*$", digits):
            yield f"hexadecimal string {value[:20]!r}"
        if len(digits) / 2 > longest:
            yield f"string of {len(digits) // 2} bytes"
    elif kind == "literal" and value > longest:
        yield f"string of {value} bytes"
    elif kind == "name":
        plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), value)
        try:
            plain.decode("utf-8")
        except UnicodeDecodeError:
            yield f"name {value!r} is no UTF-8"
        if len(plain) > 127:
            yield f"name of {len(plain)} bytes"
    elif kind == "word" and NUMBER.match(value):
        number = float(value)
        if b"." not in value and not -2**31 <= number < 2**31:
            yield f"integer {value!r}"
        if b"." in value and (abs(number) > (32767 if flavour == "1a" else 3.403e38) or 0 < abs(number) < 1.175e-38):
            yield f"real {value!r}"
    elif kind == "word" and re.match(rb"[-+.0-9]", value):
        yield f"number {value!r}"


def sections(f):
    """Where tables of objects begin, the latest first."""
    found = re.findall(rb"startxref[\r\n]+(\d+)[\r\n]+%%EOF", f.bytes)
    return [int(at) for at in reversed(found)]


def rows_decoded(stream):
    """Of a stream of rows (ISO 32000-1, 7.4.4.4, PNG's filters None and Up)."""
    data, columns = stream.data(), stream.get("/DecodeParms", {}).get("/Columns")
    if columns is None:
        return data
    out, above = bytearray(), bytes(columns)
    for at in range(0, len(data), columns + 1):
        row = data[at + 1:at + 1 + columns]
        above = bytes((a + b) % 256 for a, b in zip(row, above)) if data[at] == 2 else row
        out += above
    return bytes(out)


def stream_entries(f, at):
    """(number, kind, first, second) of a table that is a stream (7.5.8)."""
    number = re.compile(rb"(\d+) (\d+) obj").match(f.bytes, at)
    stream = f.objects.get(f"{int(number[1])} {int(number[2])} R") if number else None
    if not isinstance(stream, reader.Stream) or stream.get("/Type") != "/XRef":
        return
    widths, data, place = stream["/W"], rows_decoded(stream), 0
    index = stream.get("/Index", [0, stream["/Size"]])
    for first, count in zip(index[::2], index[1::2]):
        for i in range(count):
            row = []
            for width in widths:
                row.append(int.from_bytes(data[place:place + width], "big"))
                place += width
            yield first + i, row[0] if widths[0] else 1, row[1], row[2]


TABLE = re.compile(rb"xref(?:\r\n|\n|\r)((?:\d+ \d+(?:\r\n|\n|\r)(?:\d{10} \d{5} [nf](?:\r\n| \n| \r))*)+)trailer")
SUBSECTION = re.compile(rb"(\d+) (\d+)(?:\r\n|\n|\r)((?:\d{10} \d{5} [nf]..)*)", re.S)


def table_entries(f, at):
    """The same of a plain table (7.5.4); None: it is not written as PDF/A has it."""
    m = TABLE.match(f.bytes, at)
    if m is None:
        yield None
        return
    for first, count, rows in SUBSECTION.findall(m[1]):
        if 20 * int(count) != len(rows):
            yield None
            return
        for i in range(int(count)):
            row = rows[20 * i:20 * i + 20]
            yield int(first) + i, int(row[17:18] == b"n"), int(row[:10]), int(row[11:16])


def table(f, flavour):
    """6.1.4 / 6.1.4: tables of objects are written as they must be, and lead to each object.

    Held: file.c notes where each object begins; part 1 has a plain table.
    """
    if not sections(f):
        yield "no table"
    seen = set()
    for at in sections(f):
        plain = f.bytes[at:at + 4] == b"xref"
        if not plain and flavour == "1a":
            yield "a table that is a stream"
        entries = list(table_entries(f, at) if plain else stream_entries(f, at))
        if not entries or None in entries:
            yield f"the table at {at} is badly written"
            continue
        for number, kind, first, second in entries:
            if number in seen:
                continue
            seen.add(number)
            if kind == 1 and not re.compile(rb"%d %d obj[\r\n]" % (number, second)).match(f.bytes, first):
                yield f"object {number} is not at {first}"
            if kind == 2 and (packed(f, f"{first} 0 R") or {}).get(number, (None,))[0] != second:
                yield f"object {number} is not in {first}"
    if len(seen) > 8388607:
        yield f"{len(seen)} objects"


@functools.lru_cache(maxsize=64)
def unpacked(raw):
    return zlib.decompress(raw)


def packed(f, reference):
    """number → (place, bytes) of an object stream (7.5.7), or None."""
    stream = f.objects.get(reference)
    if not isinstance(stream, reader.Stream) or stream.get("/Type") != "/ObjStm":
        return None
    data = unpacked(stream.raw) if stream.get("/Filter") == "/FlateDecode" else stream.raw
    head = [int(n) for n in data[:stream["/First"]].split()]
    numbers, offsets = head[::2], [stream["/First"] + o for o in head[1::2]] + [len(data)]
    if len(numbers) != stream["/N"]:
        return None
    return {n: (i, data[offsets[i]:offsets[i + 1]]) for i, n in enumerate(numbers)}


OBJECT = re.compile(rb"(?<=[\r\n])(\d+) (\d+) obj(?=[\r\n])")
STREAM_END = re.compile(rb"(\r\n|\n|\r)endstream[" + SPACE + rb"]*(\r\n|\n|\r)endobj[\r\n]")


def object_end(f, start, at, flavour):
    """What is wrong with the object whose value begins at `at`, then where it ends."""
    length, last = None, None
    for kind, value, from_, end in tokens(f.bytes, at):
        yield from (f"{wrong} in the object at {start}" for wrong in token_faults(kind, value, flavour))
        if last == b"Length" and kind == "word":
            length = value
        last = value if kind == "name" else None
        if kind == "word" and value == b"endobj":
            if f.bytes[from_ - 1:from_] not in (b"\r", b"\n") or f.bytes[end:end + 1] not in (b"\r", b"\n"):
                yield f"the object at {start} ends within a line"
            yield end
            return
        if kind == "word" and value == b"stream":
            feed = re.compile(rb"\r\n|\n").match(f.bytes, end)
            size = int(length or 0)
            done = STREAM_END.match(f.bytes, (feed.end() if feed else end) + size)
            if feed is None or done is None:
                yield f"the stream at {start} has another length, or no line ends"
                done = re.compile(rb"endobj").search(f.bytes, end)
            yield done.end() if done else len(f.bytes)
            return
        if kind == "bad":
            break
    yield len(f.bytes)


def objects(f, flavour):
    """6.1.6, 6.1.7, 6.1.8, 6.1.12 / 6.1.6 to 6.1.9, 6.1.13: each object from its number to its end: lines, strings, names,
    numbers, and the length of streams.

    Held: file.c frames objects, object.c writes their values; lengths are those of the bytes that are written.
    """
    at = 0
    while (m := OBJECT.search(f.bytes, at)) is not None:
        *wrong, at = object_end(f, m.start(), m.end(), flavour)
        yield from wrong
    for reference in f.objects:
        for number, (_, value) in (packed(f, reference) or {}).items():
            for kind, token, _, _ in tokens(value):
                yield from (f"{wrong} in object {number}" for wrong in token_faults(kind, token, flavour))


# ISO 32000-1, table A.1, and how many operands those take that are written here.
OPERATORS = set(b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q "
                b"re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split())
OPERANDS = {b"re": 4, b"m": 2, b"l": 2, b"c": 6, b"h": 0, b"f": 0, b"g": 1, b"Td": 2, b"Tm": 6, b"Tf": 2, b"Tc": 1, b"Ts": 1,
            b"TJ": 1, b"BT": 0, b"ET": 0, b"EMC": 0, b"BMC": 1, b"BDC": 2}
PAIRS = {b"BT": b"ET", b"q": b"Q", b"BDC": b"EMC", b"BMC": b"EMC"}
NESTED_MOST = 28


def page_faults(content, flavour):
    operands, depth, opened = 0, 0, []
    for kind, value, _, _ in tokens(content):
        yield from token_faults(kind, value, flavour)
        if kind == "mark":
            depth += {b"<<": 1, b"[": 1}.get(value, -1)
            operands += depth == 0
        elif kind == "word" and not NUMBER.match(value) and value not in (b"true", b"false", b"null"):
            if value not in OPERATORS:
                yield f"operator {value!r}"
            if operands != OPERANDS.get(value, operands):
                yield f"{operands} operands of {value!r}"
            operands = 0
            if value in PAIRS:
                opened.append(value)
            elif value in PAIRS.values() and (not opened or PAIRS[opened.pop()] != value):
                yield f"{value!r} closes something else"
            if opened.count(b"q") > NESTED_MOST or opened.count(b"BT") > 1:
                yield f"{value!r} is nested too deep"
        elif depth == 0 and kind != "comment":
            operands += 1
    if opened:
        yield f"{opened[-1]!r} is not closed"


def contents(f, flavour):
    """6.2.10, 6.1.12 / 6.2.2, 6.1.13: page contents have the operators of PDF alone, nested soundly and not too deep; each
    page names its own resources, and fonts that are there.

    Held: page.c writes few operators; write.c gives every page the resources.
    """
    for n, page in enumerate(f.pages()):
        content = f.content(page)
        wrong = [f"{one} on page {n + 1}" for one in page_faults(content, flavour)]
        yield from wrong
        if wrong:
            continue
        fonts = f.get(page, "/Resources", "/Font") or {}
        for name in {o[0] for op, o in reader.operations(content) if op == "Tf"}:
            if f.get(fonts.get(name)) is None:
                yield f"page {n + 1} has no font {name}"


CLAUSES = [table, objects, contents]
