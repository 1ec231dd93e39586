"""What ISO 19005 (PDF/A) asks of a file, clause by clause, as far as this program could break it.

A check takes a File and says what is wrong, a line each. Clauses are of part 1 / of parts 2 and 3.
Its text says what is asked, and how the program holds it.
"""
import re
import struct
import xml.etree.ElementTree as xml

import lexical
import pdf as reader
import sfnt

PARTS = {"1a": "1", "2a": "2", "3a": "3"}
SPACES = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
          "xmp": "http://ns.adobe.com/xap/1.0/", "pdf": "http://ns.adobe.com/pdf/1.3/",
          "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
          "extension": "http://www.aiim.org/pdfa/ns/extension/", "schema": "http://www.aiim.org/pdfa/ns/schema#",
          "property": "http://www.aiim.org/pdfa/ns/property#"}
KNOWN = {SPACES[p] for p in ("rdf", "dc", "xmp", "pdf", "pdfaid", "extension", "schema", "property")}


def header(f, flavour):
    """6.1.2: %PDF-1.4 or 1.7, then a comment of four bytes above 127.

    Held: object.c sets the version by flavour.
    """
    version = b"1.4" if flavour == "1a" else b"1.7"
    if not re.match(rb"%PDF-" + re.escape(version) + rb"[\r\n]+%[\x80-\xff]{4,}[\r\n]", f.bytes):
        yield f"header is {f.bytes[:20]!r}"


def trailer(f, flavour):
    """6.1.3 / 6.1.3, 6.1.12: an ID, no encryption, nothing after the end, no permissions.

    Held: metadata.c hashes the content into ID; nothing is encrypted or appended.
    """
    ids = f.trailer.get("/ID")
    if not (isinstance(ids, list) and len(ids) == 2 and all(len(i) > 17 for i in ids)):
        yield f"ID is {ids}"
    if "/Encrypt" in f.trailer:
        yield "encrypted"
    if not re.search(rb"%%EOF[\r\n]{0,2}$", f.bytes):
        yield "bytes after the end"
    if "/Perms" in f.catalog:
        yield "permissions"


def syntax(f, flavour):
    """6.1.4, 6.1.7, 6.1.8 / 6.1.4, 6.1.9, 6.1.7.1: objects, streams and the cross-reference table.

    Held: file.c frames objects, with a plain table and no object streams in part 1.
    """
    body = f.bytes
    for m in re.finditer(rb"(.)(\d+) (\d+) obj(.)", body, re.S):
        if m[1] in b"\r\n" and m[4] not in b"\r\n":
            yield f"object {m[2]} is not followed by an end of line"
    for m in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream", body):
        if body[m.end():m.end() + 2] != b"\r\n" and body[m.end():m.end() + 1] != b"\n":
            yield "stream without its end of line"
    if flavour == "1a" and re.search(rb"/Type\s*/(XRef|ObjStm)", body):
        yield "cross-reference or object streams in PDF 1.4"


def filters(f, flavour):
    """6.1.7, 6.1.10 / 6.1.7.1, 6.1.7.2: no outside files, no LZW, no Crypt.

    Held: object.c knows FlateDecode and no filter, and no outside file.
    """
    for name, value in f.walk():
        if isinstance(value, reader.Stream):
            if {"/F", "/FFilter", "/FDecodeParms"} & set(value):
                yield f"stream {name} lies outside"
            if value.get("/Filter") not in (None, "/FlateDecode"):
                yield f"stream {name} has filter {value['/Filter']}"


def limits(f, flavour):
    """6.1.12 / 6.1.13: how long names, strings, arrays and dictionaries may be.

    Held: tags.c groups kids, font.c cuts W, marks.c and tags.c refuse what part 1 cannot hold, libharu refuses strings.
    """
    longest = 65535 if flavour == "1a" else 32767
    for name, value in f.walk():
        if isinstance(value, str) and value[:1] == "/" and len(value.encode()) > 128:
            yield f"name of {len(value)} in {name}"
        if isinstance(value, str) and value[:2] == "u:" and 2 * len(value) - 2 > longest:
            yield f"string of {len(value)} in {name}"
        if flavour == "1a" and isinstance(value, list) and len(value) > 8191:
            yield f"array of {len(value)} in {name}"
        if flavour == "1a" and isinstance(value, dict) and len(value) > 4095:
            yield f"dictionary of {len(value)} in {name}"
        if isinstance(value, int) and not -2**31 < value < 2**31:
            yield f"number {value} in {name}"


def intent(f, flavour):
    """6.2.2, 6.2.3 / 6.2.3, 6.2.4: one output intent, with a gray profile that is whole.

    Held: profile.c computes the profile, metadata.c names it.
    """
    intents = [f.get(i) for i in f.get(f.catalog, "/OutputIntents") or []]
    if [i.get("/S") for i in intents] != ["/GTS_PDFA1"] or "/OutputConditionIdentifier" not in intents[0]:
        yield f"intents {intents}"
        return
    profile = f.get(intents[0], "/DestOutputProfile")
    data = profile.data() if isinstance(profile, reader.Stream) else b""
    if len(data) < 132 or profile.get("/N") != 1 or data[36:40] != b"acsp" or data[16:20] != b"GRAY" or \
            struct.unpack(">I", data[:4])[0] != len(data) or data[8] > (2 if flavour == "1a" else 4) or \
            data[12:16] not in (b"mntr", b"prtr") or "/DestOutputProfileRef" in intents[0]:
        yield "the profile is not of gray"
        return
    for i in range(struct.unpack(">I", data[128:132])[0]):
        tag, at, size = struct.unpack(">4sII", data[132 + 12 * i:144 + 12 * i])
        if at % 4 or at + size > len(data) or at < 132:
            yield f"tag {tag} of the profile lies outside"


def colours(f, flavour):
    """6.2.3.3 / 6.2.4.3: under a gray intent only device gray; no images.

    Held: page.c writes g and no other colour.
    """
    for n, page in enumerate(f.pages()):
        for operator, _ in reader.operations(f.content(page)):
            if operator in ("rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Do", "BI", "ri"):
                yield f"operator {operator} on page {n + 1}"
        if set(f.get(page, "/Resources")) - {"/Font", "/ProcSet"}:
            yield f"page {n + 1} has other resources than fonts"


def boxes(f, flavour):
    """6.1.12 / 6.1.13: pages are from 3 to 14,400 units wide and high.

    Held: write.c takes them from the sheets of the layout, which are of paper.
    """
    for n, page in enumerate(f.pages()):
        for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
            box = f.inherited(page, key) if key in ("/MediaBox", "/CropBox") else f.get(page, key)
            if (key == "/MediaBox" or box is not None) and not (
                    isinstance(box, list) and len(box) == 4 and all(3 <= b - a <= 14400 for a, b in zip(box[:2], box[2:]))):
                yield f"page {n + 1} has {key} {box}"


def transparency(f, flavour):
    """6.4 / 6.2.10: none.

    Held: nothing writes a graphics state or a group.
    """
    for name, value in f.walk():
        if isinstance(value, dict) and {"/SMask", "/CA", "/ca", "/BM", "/Group"} & set(value):
            yield f"transparency in {name}"


def program_of(f, font):
    below = f.get(font, "/DescendantFonts", 0)
    descriptor = f.get(below, "/FontDescriptor")
    if "/FontFile2" in descriptor:
        return sfnt.TrueType(f.get(descriptor, "/FontFile2").data())
    return sfnt.Cff(f.get(descriptor, "/FontFile3").data())


def fonts(f, flavour):
    """6.3.2 to 6.3.4 / 6.2.11.2 to 6.2.11.4: Type 0 with Identity-H and an embedded program of its kind.

    Held: font.c embeds a subset of every face that is shown.
    """
    for font in f.all_fonts():
        below = f.get(font, "/DescendantFonts", 0) or {}
        descriptor = f.get(below, "/FontDescriptor") or {}
        kind = below.get("/Subtype")
        if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
            yield f"font {font.get('/BaseFont')} is no Type 0 with Identity-H"
        if font.get("/Type") != "/Font" or below.get("/Type") != "/Font" or descriptor.get("/Type") != "/FontDescriptor":
            yield f"font {font.get('/BaseFont')} does not say what it is"
        system = f.get(below, "/CIDSystemInfo") or {}
        if not (reader.text(system.get("/Registry")) and reader.text(system.get("/Ordering")) and isinstance(system.get("/Supplement"), int)):
            yield f"font {font.get('/BaseFont')} has no character collection"
        if kind == "/CIDFontType2":
            good = "/FontFile2" in descriptor and below.get("/CIDToGIDMap") == "/Identity"
        else:
            file = f.get(descriptor, "/FontFile3")
            good = kind == "/CIDFontType0" and file is not None and file.get("/Subtype") == "/CIDFontType0C"
        if not good:
            yield f"font {font.get('/BaseFont')} has no program of its kind"
        if not isinstance(descriptor.get("/Flags"), int) or (descriptor["/Flags"] & 4) == (descriptor["/Flags"] & 32) / 8:
            yield f"font {font.get('/BaseFont')} must be either symbolic or not"
        if {font.get("/BaseFont"), below.get("/BaseFont"), descriptor.get("/FontName")} != {font.get("/BaseFont")} or \
                not re.match(r"/[A-Z]{6}\+.", font.get("/BaseFont", "")):
            yield f"font {font.get('/BaseFont')} is not named as a subset"


def cid_set(f, flavour):
    """6.3.5 / 6.2.11.4.2: in part 1 every CID of the program is listed; elsewhere if there is a list.

    Held: font.c lists the CIDs of the subset in part 1 alone.
    """
    for font in f.all_fonts():
        bits = f.get(font, "/DescendantFonts", 0, "/FontDescriptor", "/CIDSet")
        if bits is None:
            if flavour == "1a":
                yield f"font {font['/BaseFont']} has no CIDSet"
            continue
        data = bits.data()
        listed = {8 * i + k for i, byte in enumerate(data) for k in range(8) if byte & 0x80 >> k}
        if listed != program_of(f, font).codes():
            yield f"font {font['/BaseFont']}: {len(listed ^ program_of(f, font).codes())} CIDs are listed wrongly"


def widths_of(f, font):
    below = f.get(font, "/DescendantFonts", 0)
    widths, array, i = {}, f.get(below, "/W") or [], 0
    while i < len(array):
        if isinstance(array[i + 1], list):
            widths.update({array[i] + k: w for k, w in enumerate(array[i + 1])})
            i += 2
        else:
            widths.update({c: array[i + 2] for c in range(array[i], array[i + 1] + 1)})
            i += 3
    return widths, below.get("/DW", 1000)


def used_codes(f):
    """font's id → (font, codes that are shown)"""
    used = {}
    for page, named in zip(f.pages(), f.fonts()):
        for one in reader.shown(f.content(page)):
            if one.codes:
                used.setdefault(id(named[one.font]), (named[one.font], set()))[1].update(one.codes)
    return used.values()


def widths(f, flavour):
    """6.3.6 / 6.2.11.5: W says what the program says, to a thousandth of an em.

    Held: the font room takes widths from the tables that the subset keeps.
    """
    for font, codes in used_codes(f):
        said, otherwise = widths_of(f, font)
        program = program_of(f, font)
        for code in codes & program.codes():
            if abs(said.get(code, otherwise) - program.width(code)) > 1:
                yield f"{font['/BaseFont']} {code}: {said.get(code, otherwise)} is {program.width(code)}"
                break


def glyphs(f, flavour):
    """6.3.5 / 6.2.11.4.1, 6.2.11.8: every glyph shown is in its program, and none is .notdef.

    Held: gather.c refuses glyph 0 and glyphs that the face does not have.
    """
    for font, codes in used_codes(f):
        if 0 in codes or codes - program_of(f, font).codes():
            yield f"{font['/BaseFont']} shows glyphs that it does not have"


def unicode_map(f, flavour):
    """6.3.8 / 6.2.11.7.2: every code shown has a Unicode value, and a sound one.

    Held: unicode.c maps every code from the text, and to U+200B what stands for none.
    """
    for font, codes in used_codes(f):
        stream = f.get(font, "/ToUnicode")
        if isinstance(stream, reader.Stream) and re.search(rb"usecmap|/WMode\s+[^0\s]", stream.data()) or "/UseCMap" in (stream or {}):
            yield f"{font['/BaseFont']}: the map leans on another, or is of vertical writing"
        mapped = reader.cmap(stream) if isinstance(stream, reader.Stream) else {}
        for code in codes:
            if not mapped.get(code) or {"\0", "\ufeff", "\ufffe"} & set(mapped[code]):
                yield f"{font['/BaseFont']}: code {code} reads as {mapped.get(code)!r}"


def annotations(f, flavour):
    """6.5, 6.6, 6.9, 6.2.5 to 6.2.7 / 6.3, 6.4, 6.5, 6.10, 6.11, 6.2.9: no actions, no scripts; fields and links alone, which print; fields have an appearance.

    Held: annotation.c writes every annotation, printed; fields.c gives an appearance; there are no actions.
    """
    for name, value in f.walk():
        if isinstance(value, dict) and {"/OpenAction", "/AA", "/JS", "/XFA", "/NeedAppearances", "/NeedsRendering", "/Requirements",
                                        "/AlternatePresentations", "/PresSteps"} & set(value):
            yield f"an action, script or presentation in {name}"
        if isinstance(value, dict) and value.get("/Type") == "/Annot" and {"/A", "/CA", "/C", "/IC"} & set(value):
            yield f"annotation {name} acts, or has colours"
    for reference in (r for page in f.pages() for r in f.get(page, "/Annots") or []):
        one = f.get(reference)
        if one.get("/Subtype") not in ("/Widget", "/Link"):
            yield f"annotation {reference} is a {one.get('/Subtype')}"
        if one.get("/F", 0) & 4 == 0 or one.get("/F", 0) & 0x123:
            yield f"annotation {reference} does not print"
        looks = f.get(one, "/AP")
        if one.get("/Subtype") == "/Widget" or looks is not None:
            if set(looks or {}) != {"/N"} or not isinstance(f.get(looks, "/N"), reader.Stream):
                yield f"annotation {reference} is not seen"
            elif {"/Ref", "/OPI", "/PS", "/Subtype2"} & set(f.get(looks, "/N")):
                yield f"annotation {reference} shows what lies outside"
    if "/OCProperties" in f.catalog:
        yield "layers"


def attachments(f, flavour):
    """6.1.11 / 6.8: files inside in part 3 alone, named twice, with their type, and associated with the document.

    Held: attach.c writes every file the same way, and refuses the other parts.
    """
    listed = f.get(f.catalog, "/AF") or []
    for name, value in f.walk():
        if isinstance(value, dict) and ("/EmbeddedFiles" in value or "/EF" in value) and flavour not in ("3a", "none"):
            yield f"a file inside, in {name}"
    for name, value in f.objects.items():
        if not isinstance(value, dict) or "/EF" not in value:
            continue
        if not all(reader.text(value.get(k)) for k in ("/F", "/UF", "/Desc")) or value.get("/Type") != "/Filespec":
            yield f"file {name} is not named"
        if value.get("/AFRelationship") not in ("/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"):
            yield f"file {name} has no relation"
        if name not in listed:
            yield f"file {name} is not associated"
        stream = f.get(value, "/EF", "/F")
        if not isinstance(stream, reader.Stream) or not re.match(r"/[a-z]+/[a-z.+-]+$", stream.get("/Subtype", "").replace("#2f", "/")):
            yield f"file {name} has no type"
        elif f.get(stream, "/Params", "/Size") != len(stream.data()) or stream.get("/Type") != "/EmbeddedFile":
            yield f"file {name} has another size"
    names = f.get(f.catalog, "/Names", "/EmbeddedFiles", "/Names") or []
    keys = [(n[2:].encode("utf-16-be") if n[:1] == "u" else bytes.fromhex(n[2:])) for n in names[::2]]
    if keys != sorted(keys) or sorted(names[1::2]) != sorted(listed):
        yield "the names of the files are out of order, or others"


def packet(f):
    """The XMP packet's description, or None."""
    stream = f.get(f.catalog, "/Metadata")
    if not isinstance(stream, reader.Stream):
        return None
    try:
        return xml.fromstring(stream.data().decode("utf-8")).find(f"{{{SPACES['rdf']}}}RDF")
    except (ValueError, xml.ParseError):
        return None


def properties(f):
    """Full name → text of its first value, of what the packet says of the file."""
    said = {}
    for description in packet(f) if packet(f) is not None else ():
        for one in description:
            item = one.find(f".//{{{SPACES['rdf']}}}li")
            said[one.tag] = (item if item is not None else one).text or ""
    return said


def xmp(f, flavour):
    """6.7.2, 6.7.5 / 6.6.2.1: a metadata stream without a filter, well-formed UTF-8.

    Held: xmp.c writes it by hand, object.c leaves it without a filter.
    """
    stream = f.get(f.catalog, "/Metadata")
    if not isinstance(stream, reader.Stream) or stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        yield "no metadata stream"
        return
    if "/Filter" in stream:
        yield "the metadata stream has a filter"
    head = stream.raw[:100]
    if not head.startswith(b"<?xpacket begin=") or b"bytes=" in head or b"encoding=" in head:
        yield "the packet's head"
    if packet(f) is None:
        yield "the packet is no XML"


def identification(f, flavour):
    """6.7.11 / 6.6.4: part and conformance.

    Held: xmp.c says the flavour.
    """
    said = properties(f)
    got = said.get(f"{{{SPACES['pdfaid']}}}part"), said.get(f"{{{SPACES['pdfaid']}}}conformance")
    if got != (PARTS[flavour], "A"):
        yield f"says {got}"


PAIRS = [("/Title", "dc", "title"), ("/Author", "dc", "creator"), ("/Subject", "dc", "description"),
         ("/Keywords", "pdf", "Keywords"), ("/Creator", "xmp", "CreatorTool"), ("/Producer", "pdf", "Producer"),
         ("/CreationDate", "xmp", "CreateDate"), ("/ModDate", "xmp", "ModifyDate")]


def instant(date):
    """D:20220105080000+08'00' as XMP writes it."""
    m = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|([-+]\d\d)'(\d\d)'?)$", date)
    zone = "" if m is None else "Z" if m[7] == "Z" else f"{m[8]}:{m[9]}"
    return date if m is None else f"{m[1]}-{m[2]}-{m[3]}T{m[4]}:{m[5]}:{m[6]}{zone}"


def information(f, flavour):
    """6.7.3 / 6.6.3: Info and XMP say the same.

    Held: metadata.c cleans each text once, for both; dates are written twice from one instant.
    """
    said = properties(f)
    info = f.get(f.trailer.get("/Info")) or {}
    for key, prefix, name in PAIRS:
        ours = reader.text(info.get(key, "u:"))
        if instant(ours) != said.get(f"{{{SPACES[prefix]}}}{name}", ""):
            yield f"{key} is {ours!r}, XMP has {said.get('{%s}%s' % (SPACES[prefix], name))!r}"


DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[-+]\d\d:\d\d)$")
# How known properties are written: an alternative by language, a list, or a plain value.
KINDS = {"title": "Alt", "description": "Alt", "creator": "Seq"}


def values(f, flavour):
    """6.7.9 / 6.6.2.3: properties have values of their type, and prefixes are the standards' own.

    Held: xmp.c writes each property in its form.
    """
    root = packet(f)
    for description in root if root is not None else ():
        for one in description:
            space, name = one.tag[1:].split("}")
            held = [kid.tag.split("}")[1] for kid in one]
            wanted = [KINDS[name]] if space == SPACES["dc"] else ["Bag"] if space == SPACES["extension"] else []
            if held != wanted:
                yield f"{name} is a {held}"
            if held == ["Alt"] and [li.get("{http://www.w3.org/XML/1998/namespace}lang") for li in one[0]] != ["x-default"]:
                yield f"{name} is in no language"
            if name.endswith("Date") and not DATE.match(one.text or ""):
                yield f"{name} is {one.text!r}"
            if (space, name) in ((SPACES["pdfaid"], "part"), (SPACES["pdfuaid"], "part")) and not re.match(r"\d+$", one.text or ""):
                yield f"{name} is {one.text!r}"
    raw = f.get(f.catalog, "/Metadata")
    for prefix, space in re.findall(rb'xmlns:(\w+)="([^"]*)"', raw.raw if isinstance(raw, reader.Stream) else b""):
        if PREFIXES.get(space.decode(), prefix.decode()) != prefix.decode():
            yield f"{space} is called {prefix}"


# The names that fields of the container have, and no others.
FIELDS = {"schema": {"schema", "namespaceURI", "prefix", "property", "valueType"},
          "property": {"name", "valueType", "category", "description"}}
PREFIXES = {SPACES["pdfaid"]: "pdfaid", SPACES["pdfuaid"]: "pdfuaid", SPACES["extension"]: "pdfaExtension",
            SPACES["schema"]: "pdfaSchema", SPACES["property"]: "pdfaProperty"}


def extensions(f, flavour):
    """6.7.8, 6.7.9 / 6.6.2.3: properties of other schemas are described.

    Held: xmp.c describes the schemas that it uses.
    """
    root = packet(f)
    if root is None:
        yield "no packet"
        return
    described = set()
    for schema in root.iter(f"{{{SPACES['extension']}}}schemas"):
        for kid in schema.iter():
            space, _, name = kid.tag[1:].partition("}")
            if space in (SPACES["schema"], SPACES["property"]) and name not in FIELDS["schema" if space == SPACES["schema"] else "property"]:
                yield f"a description has {name}"
        for one in schema.findall("rdf:Bag/rdf:li", SPACES):
            space = one.findtext("schema:namespaceURI", "", SPACES)
            if not one.findtext("schema:prefix", "", SPACES) or not one.findtext("schema:schema", "", SPACES):
                yield f"schema {space} is not named"
            for item in one.findall("schema:property/rdf:Seq/rdf:li", SPACES):
                facts = [item.findtext(f"property:{k}", "", SPACES) for k in ("name", "valueType", "category", "description")]
                if not all(facts) or facts[2] not in ("internal", "external") or facts[1] not in ("Text", "Integer", "Date"):
                    yield f"a property of {space} is half described: {facts}"
                described.add(f"{{{space}}}{facts[0]}")
    for name in properties(f):
        if name[1:].split("}")[0] not in KNOWN and name not in described:
            yield f"{name} is not described"


def tagged(f, flavour):
    """6.8.2, 6.8.3 / 6.7.2, 6.7.3: marked, with a structure tree of standard types, whose elements say that they are such.

    Held: tags.c and table.c choose among standard types, by flavour; structure.c writes the type of each.
    """
    if "/RoleMap" in (f.get(f.catalog, "/StructTreeRoot") or {}):
        yield "types are mapped"
    if f.get(f.catalog, "/MarkInfo", "/Marked") is not True:
        yield "not marked"
    standard = {"/Document", "/Part", "/Sect", "/Div", "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Reference", "/L", "/LI", "/Lbl", "/LBody", "/Table",
                "/TR", "/TH", "/TD", "/Caption", "/Note", "/TOC", "/TOCI", "/Link", "/Form", "/Span"}
    standard |= {"/THead", "/TBody", "/TFoot"} if flavour != "1a" else set()
    if f.get(f.catalog, "/StructTreeRoot", "/K") is None:
        yield "no structure tree"
    for name, value in f.objects.items():
        if isinstance(value, dict) and "/S" in value and "/P" in value and value["/S"] not in standard:
            yield f"element {name} is a {value['/S']}"
        if isinstance(value, dict) and "/S" in value and "/P" in value and value.get("/Type") != "/StructElem":
            yield f"element {name} does not say so"


def language(f, flavour):
    """6.8.4 / 6.7.4: the natural language, as a tag.

    Held: the scene's language, else zh-CN.
    """
    if not re.match(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", reader.text(f.catalog.get("/Lang")) or ""):
        yield f"language {f.catalog.get('/Lang')}"


CLAUSES = [header, trailer, syntax, filters, limits, boxes, intent, colours, transparency, fonts, cid_set, widths, glyphs,
           unicode_map, annotations, attachments, xmp, identification, information, values, extensions, tagged,
           language] + lexical.CLAUSES
