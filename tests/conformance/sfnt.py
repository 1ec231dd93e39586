"""Widths and glyph counts out of embedded font programs (OpenType 1.9; Adobe Technical Notes 5176, 5177)."""
import struct


class TrueType:
    def __init__(self, data):
        count = struct.unpack(">H", data[4:6])[0]
        self.tables = {}
        for i in range(count):
            tag, _, at, size = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            self.tables[tag] = data[at:at + size]
        self.em = struct.unpack(">H", self.tables[b"head"][18:20])[0]
        self.glyphs = struct.unpack(">H", self.tables[b"maxp"][4:6])[0]
        self.long = struct.unpack(">H", self.tables[b"hhea"][34:36])[0]

    def codes(self):
        return set(range(self.glyphs))

    def width(self, code):
        i = min(code, self.long - 1)
        return struct.unpack(">H", self.tables[b"hmtx"][4 * i:4 * i + 2])[0] * 1000 / self.em


def index(data, at):
    count = struct.unpack(">H", data[at:at + 2])[0]
    if count == 0:
        return [], at + 2
    size = data[at + 2]
    offsets = [int.from_bytes(data[at + 3 + size * i:at + 3 + size * (i + 1)], "big") for i in range(count + 1)]
    base = at + 2 + size * (count + 1)
    return [data[base + offsets[i]:base + offsets[i + 1]] for i in range(count)], base + offsets[-1]


def number(data, i):
    first = data[i]
    if first == 28:
        return struct.unpack(">h", data[i + 1:i + 3])[0], i + 3
    if first == 29:
        return struct.unpack(">i", data[i + 1:i + 5])[0], i + 5
    if first <= 246:
        return first - 139, i + 1
    if first <= 250:
        return (first - 247) * 256 + data[i + 1] + 108, i + 2
    return -(first - 251) * 256 - data[i + 1] - 108, i + 2


def real(data, i):
    digits = ""
    while True:
        for nibble in (data[i] >> 4, data[i] & 15):
            if nibble == 15:
                return float(digits), i + 1
            digits += "0123456789.EE?-"[nibble] + ("-" if nibble == 12 else "")
        i += 1


def dictionary(data):
    entries, operands, i = {}, [], 0
    while i < len(data):
        if data[i] <= 21:
            key = data[i]
            i += 1
            if key == 12:
                key, i = 1200 + data[i], i + 1
            entries[key], operands = operands, []
        elif data[i] == 30:
            value, i = real(data, i + 1)
            operands.append(value)
        else:
            value, i = number(data, i)
            operands.append(value)
    return entries


def first_width(program):
    """The width that a Type 2 charstring begins with, above the nominal one; None: the default."""
    count, i, only = 0, 0, None
    while i < len(program):
        byte = program[i]
        if byte >= 32 or byte == 28:
            if byte == 255:
                value, i = struct.unpack(">i", program[i + 1:i + 5])[0] / 65536, i + 5
            else:
                value, i = number(program, i)
            only = value if count == 0 else only
            count += 1
            continue
        if byte in (1, 3, 18, 23, 19, 20):
            return only if count % 2 == 1 else None
        if byte == 21:
            return only if count > 2 else None
        if byte in (4, 22):
            return only if count > 1 else None
        if byte == 14:
            return only if count in (1, 5) else None
        raise ValueError(f"operator {byte} before a width")
    return None


class Cff:
    def __init__(self, data):
        _, at = index(data, data[2])
        tops, at = index(data, at)
        _, at = index(data, at)
        top = dictionary(tops[0])
        self.programs, _ = index(data, top[17][0])
        self.glyphs = len(self.programs)
        self.em = 1000 / (top.get(1207, [0.001])[0] * 1000)
        self.cid_keyed = 1230 in top
        self.cids = self.charset(data, top.get(15, [0])[0]) if self.cid_keyed else list(range(self.glyphs))
        if self.cid_keyed:
            fonts, _ = index(data, top[1236][0])
            self.private = [self.widths(data, dictionary(f)) for f in fonts]
            self.select = self.fdselect(data, top[1237][0])
        else:
            self.private = [self.widths(data, top)]
            self.select = [0] * self.glyphs
        self.place = {cid: i for i, cid in enumerate(self.cids)}

    @staticmethod
    def widths(data, font):
        size, at = (int(v) for v in font[18])
        private = dictionary(data[at:at + size])
        return private.get(20, [0])[0], private.get(21, [0])[0]

    def charset(self, data, at):
        cids, form = [0], data[at]
        if at <= 2:
            return list(range(self.glyphs))
        at += 1
        while len(cids) < self.glyphs:
            first = struct.unpack(">H", data[at:at + 2])[0]
            left = 0 if form == 0 else int.from_bytes(data[at + 2:at + 2 + form], "big")
            at += 2 + form
            cids += range(first, first + left + 1)
        return cids[:self.glyphs]

    def fdselect(self, data, at):
        if data[at] == 0:
            return list(data[at + 1:at + 1 + self.glyphs])
        ranges = struct.unpack(">H", data[at + 1:at + 3])[0]
        select = []
        for i in range(ranges):
            first, which = struct.unpack(">HB", data[at + 3 + 3 * i:at + 6 + 3 * i])
            after = struct.unpack(">H", data[at + 6 + 3 * i:at + 8 + 3 * i])[0]
            select += [which] * (after - first)
        return select

    def codes(self):
        return set(self.cids)

    def width(self, code):
        glyph = self.place[code]
        default, nominal = self.private[self.select[glyph]]
        extra = first_width(self.programs[glyph])
        return (default if extra is None else nominal + extra) * 1000 / self.em
