"""Files made bad, one for each thing that a check says it looks at: the check must say so.

A fault edits the objects as qpdf tells them, or patches the file's bytes.
usage: faults.py PROGRAM ROOT WRITE_SCENE
"""
import base64
import copy
import pathlib
import pickle
import re
import sys
import tempfile
import zlib

import access
import archive
import lexical
import pdf
import samples

FAULTS = []


def fault(check, base="2a", whole=False):
    """Registers an edit: of the objects, or with `whole` of the file's bytes. Bases are a sample in a flavour, and the
    hand-made file."""
    def register(edit):
        FAULTS.append((check, base, whole, edit))
        return edit
    return register


class Editor:
    """The objects of a file, to be changed in place."""
    def __init__(self, told):
        self.told, self.all = told, told["qpdf"][1]
        self.trailer = self.all["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])
        self.info = self.get(self.trailer["/Info"])

    def get(self, reference):
        entry = self.all["obj:" + reference]
        return entry["stream"]["dict"] if "stream" in entry else entry["value"]

    def dicts(self, *keys, **wanted):
        """Dictionaries of objects with these keys, and with these values: S="/TD"."""
        for name, entry in self.all.items():
            value = entry["stream"]["dict"] if "stream" in entry else entry["value"]
            if isinstance(value, dict) and set(keys) <= set(value) and \
                    all(value.get("/" + k) == v for k, v in wanted.items()):
                yield value

    def one(self, *keys, **wanted):
        return next(self.dicts(*keys, **wanted))

    def cid_font(self):
        """One with widths."""
        return next(f for font in self.dicts(Subtype="/Type0") for f in font["/DescendantFonts"] if "/W" in f)

    def reference(self, value):
        return next(n[4:] for n, e in self.all.items() if value is (e["stream"]["dict"] if "stream" in e else e["value"]))

    def stream(self, reference, change):
        """Changes a stream's bytes."""
        entry = self.all["obj:" + reference]["stream"]
        packed = entry["dict"].get("/Filter") == "/FlateDecode"
        data = base64.b64decode(entry["data"])
        data = change(zlib.decompress(data) if packed else data)
        entry["data"] = base64.b64encode(zlib.compress(data) if packed else data).decode()

    def page(self, change=None):
        page = self.one(Type="/Page")
        if change:
            self.stream(page["/Contents"], change)
        return page

    def xmp(self, *pair):
        self.stream(self.catalog["/Metadata"], lambda d: replaced(d, *pair))

    def element(self, kind, *keys):
        return self.one("/P", *keys, S="/" + kind)

    def attribute(self, element):
        value = element["/A"]
        if isinstance(value, str):
            element["/A"] = copy.deepcopy(self.get(value))
        return element["/A"]

    def add(self, value):
        number = 1 + max(int(n[4:].split()[0]) for n in self.all if n != "trailer")
        self.all[f"obj:{number} 0 R"] = {"value": value}
        self.told["qpdf"][0]["maxobjectid"] = number
        return f"{number} 0 R"


def replaced(data, old, new):
    assert old in data, old
    return data.replace(old, new, 1)


# ---- ISO 19005 ----

fault(archive.header, whole=True)(lambda b: replaced(b, b"%PDF-1.7", b"%PDF-1.3"))
fault(archive.header, "1a", whole=True)(lambda b: replaced(b, b"%PDF-1.4", b"%PDF-1.7"))
fault(archive.header, whole=True)(lambda b: re.sub(rb"\n%[\x80-\xff]{4}", b"\n%abcd", b, count=1))
fault(archive.trailer, whole=True)(lambda b: b + b"more\n")
fault(archive.trailer, whole=True)(lambda b: re.sub(rb"/ID\[", b"/XX[", b))
fault(archive.syntax, whole=True)(lambda b: re.sub(rb"(\n\d+ 0 obj)\n", rb"\1 ", b, count=1))
fault(archive.syntax, whole=True)(lambda b: replaced(b, b">>stream\n", b">>stream\r"))
fault(archive.intent)(lambda e: e.catalog.pop("/OutputIntents"))
fault(archive.intent)(lambda e: e.catalog["/OutputIntents"][0].update({"/S": "/GTS_PDFX"}))
fault(archive.intent)(lambda e: e.stream(e.catalog["/OutputIntents"][0]["/DestOutputProfile"], lambda d: d[:-8]))
fault(archive.intent)(lambda e: e.stream(e.catalog["/OutputIntents"][0]["/DestOutputProfile"], lambda d: d.replace(b"GRAY", b"RGB ")))
fault(archive.colours)(lambda e: e.page(lambda d: b"1 0 0 rg\n" + d))
fault(archive.colours)(lambda e: e.get(e.page()["/Resources"]).update({"/XObject": {}}))
fault(archive.transparency)(lambda e: e.page().update({"/Group": {"/S": "/Transparency"}}))
fault(archive.fonts)(lambda e: e.one(Type="/FontDescriptor").pop("/FontFile3"))
fault(archive.fonts)(lambda e: e.one(Subtype="/Type0").update({"/Encoding": "/UniGB-UCS2-H"}))
fault(archive.fonts)(lambda e: e.one(Type="/FontDescriptor").update({"/Flags": 36}))
fault(archive.fonts)(lambda e: e.one(Type="/FontDescriptor").update({"/FontName": "/NotoSerif"}))
fault(archive.cid_set, "1a")(lambda e: e.one(Type="/FontDescriptor").pop("/CIDSet"))
fault(archive.cid_set, "1a")(lambda e: e.stream(e.one(Type="/FontDescriptor")["/CIDSet"], lambda d: b"\0" + d[1:]))
fault(archive.widths)(lambda e: e.cid_font().update({"/DW": 500}))
fault(archive.widths)(lambda e: e.cid_font().pop("/W"))
fault(archive.glyphs)(lambda e: e.page(lambda d: re.sub(rb"\[<....", b"[<0000", d, count=1)))
fault(archive.unicode_map)(lambda e: e.one(Subtype="/Type0").pop("/ToUnicode"))
fault(archive.unicode_map)(lambda e: e.stream(e.one(Subtype="/Type0")["/ToUnicode"], lambda d: re.sub(rb"><[0-9A-F]{4}>\n", b"><FEFF>\n", d)))
fault(archive.annotations)(lambda e: e.catalog.update({"/OpenAction": {"/S": "/JavaScript"}}))
fault(archive.annotations)(lambda e: e.page().update({"/Annots": [{"/Subtype": "/Widget", "/F": 4}]}))
fault(archive.annotations)(lambda e: e.page().update({"/Annots": [{"/Subtype": "/Widget", "/AP": {"/N": {}}}]}))
fault(archive.annotations)(lambda e: e.catalog.update({"/OCProperties": {}}))
fault(archive.attachments)(lambda e: e.catalog.update({"/Names": {"/EmbeddedFiles": {"/Names": []}}}))
fault(archive.attachments, "attached")(lambda e: e.one("/EF").pop("/UF"))
fault(archive.attachments, "attached")(lambda e: e.one("/EF").pop("/AFRelationship"))
fault(archive.attachments, "attached")(lambda e: e.catalog["/AF"].pop())
fault(archive.attachments, "attached")(lambda e: e.catalog.pop("/AF"))
fault(archive.attachments, "attached")(lambda e: e.catalog["/Names"]["/EmbeddedFiles"]["/Names"].__delitem__(slice(2)))
fault(archive.attachments, "attached")(lambda e: e.catalog["/Names"]["/EmbeddedFiles"].update(
    {"/Names": (lambda n: n[2:4] + n[:2] + n[4:])(e.catalog["/Names"]["/EmbeddedFiles"]["/Names"])}))
fault(archive.attachments, "attached")(lambda e: e.one(Type="/EmbeddedFile").pop("/Subtype"))
fault(archive.attachments, "attached")(lambda e: e.one(Type="/EmbeddedFile").update({"/Subtype": "/yaml"}))
fault(archive.attachments, "attached")(lambda e: e.one(Type="/EmbeddedFile")["/Params"].update({"/Size": 3}))
fault(archive.xmp)(lambda e: e.catalog.pop("/Metadata"))
fault(archive.xmp)(lambda e: e.get(e.catalog["/Metadata"]).update({"/Subtype": "/Text"}))
fault(archive.xmp)(lambda e: e.xmp(b"</rdf:RDF>", b""))
fault(archive.xmp)(lambda e: e.xmp(b"?xpacket begin=", b"?xpacket bytes=\"9\" begin="))
fault(archive.xmp, "1a", whole=True)(lambda b: replaced(b, b"/Type/Metadata", b"/Filter[]/Type/Metadata"))
fault(archive.identification)(lambda e: e.xmp(b"<pdfaid:part>2", b"<pdfaid:part>1"))
fault(archive.identification)(lambda e: e.xmp(b"conformance>A", b"conformance>B"))
fault(archive.information)(lambda e: e.info.update({"/Title": "u:另一个"}))
fault(archive.information)(lambda e: e.info.update({"/Author": "u:另一个"}))
fault(archive.information)(lambda e: e.info.update({"/CreationDate": "u:D:20220105000001Z"}))
fault(archive.extensions)(lambda e: e.xmp(b"<pdfaProperty:name>part<", b"<pdfaProperty:name>other<"))
fault(archive.extensions)(lambda e: e.xmp(b"<pdfaProperty:category>internal<", b"<pdfaProperty:category><"))
fault(archive.extensions)(lambda e: e.xmp(b"<pdfaSchema:prefix>pdfuaid<", b"<pdfaSchema:prefix><"))
fault(archive.extensions)(lambda e: e.xmp(b"<pdfaProperty:name>unit<", b"<pdfaProperty:name>body<"))
fault(archive.extensions, "3a")(lambda e: e.xmp(b"<pdfaProperty:valueType>Text<", b"<pdfaProperty:valueType>Amount<"))
fault(archive.tagged)(lambda e: e.catalog["/MarkInfo"].update({"/Marked": False}))
fault(archive.tagged)(lambda e: e.catalog.pop("/StructTreeRoot"))
fault(archive.tagged)(lambda e: e.element("TD").update({"/S": "/Cell"}))
fault(archive.tagged, "1a")(lambda e: e.element("Table").update({"/S": "/TBody"}))
fault(archive.language)(lambda e: e.catalog.update({"/Lang": "u:中文"}))
fault(archive.limits)(lambda e: e.info.update({"/Title": "u:" + "a" * 20000}))
fault(archive.limits)(lambda e: e.info.update({"/" + "a" * 130: 1, "/X": "/" + "a" * 130}))
fault(archive.limits, "1a")(lambda e: e.info.update({"/X": [0] * 9000}))
fault(archive.limits)(lambda e: e.info.update({"/X": 2**31}))
fault(archive.filters)(lambda e: e.get(e.page()["/Contents"]).update({"/F": "u:other.txt"}))


@fault(archive.filters)
def other_filter(e):
    entry = e.all["obj:" + e.page()["/Contents"]]["stream"]
    data = zlib.decompress(base64.b64decode(entry["data"]))
    entry["dict"]["/Filter"] = "/ASCIIHexDecode"
    entry["data"] = base64.b64encode(data.hex().encode() + b">").decode()


def lengths(b):
    """A stream one byte longer than it says."""
    return re.sub(rb"/Length (\d+)", lambda m: b"/Length %0*d" % (len(m[1]), int(m[1]) - 1), b, count=1)


fault(archive.trailer)(lambda e: e.catalog.update({"/Perms": {}}))
fault(archive.intent, "1a")(lambda e: e.stream(e.catalog["/OutputIntents"][0]["/DestOutputProfile"], lambda d: d[:8] + b"\4" + d[9:]))
fault(archive.intent)(lambda e: e.stream(e.catalog["/OutputIntents"][0]["/DestOutputProfile"], lambda d: d[:8] + b"\5" + d[9:]))
fault(archive.boxes)(lambda e: e.page().update({"/MediaBox": [0, 0, 2, 800]}))
fault(archive.boxes)(lambda e: e.page().update({"/MediaBox": [0, 0, 600, 15000]}))
fault(archive.boxes)(lambda e: e.get(e.catalog["/Pages"]).pop("/MediaBox"))
fault(archive.boxes)(lambda e: e.page().update({"/CropBox": [0, 0, 1, 1]}))
fault(archive.fonts)(lambda e: e.one(Subtype="/Type0").pop("/Type"))
fault(archive.fonts)(lambda e: e.cid_font().update({"/CIDSystemInfo": {"/Registry": "u:Adobe", "/Ordering": "u:Identity"}}))
fault(archive.unicode_map)(lambda e: e.stream(e.one(Subtype="/Type0")["/ToUnicode"], lambda d: b"/Other usecmap\n" + d))
fault(archive.annotations)(lambda e: e.catalog.update({"/Requirements": []}))
fault(archive.annotations)(lambda e: e.catalog.update({"/NeedsRendering": True}))
fault(archive.annotations)(lambda e: e.page().update({"/PresSteps": {}}))
fault(archive.annotations, "blocks")(lambda e: e.one(Subtype="/Link").update({"/A": {"/S": "/URI"}}))
fault(archive.annotations, "blocks")(lambda e: e.one(Subtype="/Link").update({"/F": 260}))
fault(archive.annotations, "sealed")(lambda e: e.one(Subtype="/Widget")["/AP"].update({"/D": e.one(Subtype="/Widget")["/AP"]["/N"]}))
fault(archive.annotations, "sealed")(lambda e: e.one(Subtype="/Widget")["/AP"].update({"/N": {}}))
fault(archive.annotations, "sealed")(lambda e: e.get(e.one(Subtype="/Widget")["/AP"]["/N"]).update({"/Ref": {}}))
fault(archive.values)(lambda e: e.xmp(b"<dc:title><rdf:Alt>", b"<dc:title><rdf:Seq>") or e.xmp(b"</rdf:Alt></dc:title>", b"</rdf:Seq></dc:title>"))
fault(archive.values)(lambda e: e.xmp(b' xml:lang="x-default"', b""))
fault(archive.values)(lambda e: e.xmp(b"<pdfuaid:part>1", b"<pdfuaid:part>one"))
fault(archive.values)(lambda e: e.xmp(b"<pdf:Producer>", b"<xmp:CreateDate>today</xmp:CreateDate><pdf:Producer>"))
fault(archive.values)(lambda e: e.stream(e.catalog["/Metadata"], lambda d: d.replace(b"pdfuaid:", b"ua:").replace(b":pdfuaid=", b":ua=")))
fault(archive.extensions)(lambda e: e.xmp(b"<pdfaSchema:prefix>", b"<pdfaSchema:author>x</pdfaSchema:author><pdfaSchema:prefix>"))
fault(archive.tagged)(lambda e: e.get(e.catalog["/StructTreeRoot"]).update({"/RoleMap": {"/P": "/Span"}}))
fault(archive.tagged, "1a")(lambda e: e.element("TD").pop("/Type"))

fault(lexical.table, "1a", whole=True)(lambda b: replaced(b, b"xref\n0 ", b"xref \n0"))
fault(lexical.table, "1a", whole=True)(lambda b: re.sub(rb"(\d{9})\d 00000 n", rb"\g<1>x 00000 n", b, count=1))
fault(lexical.table, "1a", whole=True)(lambda b: re.sub(rb"(xref\n0 \d+\n0{10} 65535 f..)\d{10}", rb"\g<1>0000000010", b, count=1, flags=re.S))
fault(lexical.table)(lambda e: e.stream(e.reference(e.one(Type="/XRef")), lambda d: d[:8] + bytes([d[8] ^ 1]) + d[9:]))
fault(lexical.table, "1a", whole=True)(lambda b: re.sub(rb"startxref\n", b"startxxef\n", b))
fault(lexical.objects, whole=True)(lengths)
fault(lexical.objects, "1a", whole=True)(lengths)
fault(lexical.objects, "1a", whole=True)(lambda b: replaced(b, b">>\nendobj\n", b">> endobj\n"))
fault(lexical.objects, "1a", whole=True)(lambda b: replaced(b, b"\nendstream\n", b" endstream\n"))
fault(lexical.objects, "1a", whole=True)(lambda b: replaced(b, b"/StructParents 0", b"/X <12345>/Y <>  "[:16]))
fault(lexical.objects, "1a", whole=True)(lambda b: replaced(b, b"/StructParents 0", b"/X 99999999999  "))
fault(lexical.objects, "1a", whole=True)(lambda b: replaced(b, b"/StructParents 0", b"/X 99999.5      "))
fault(lexical.objects, "1a", whole=True)(lambda b: replaced(b, b"/StructParents 0", b"/X <12X4>       "))
fault(lexical.objects, "1a", whole=True)(lambda b: replaced(b, b"/StructParents 0", b"/X 1.2.3        "))
fault(lexical.objects, "1a", whole=True)(lambda b: replaced(b, b"/StructParents 0", b"/X#FF#FE#FD 1   "))
fault(lexical.contents)(lambda e: e.page(lambda d: b"1 unknown\n" + d))
fault(lexical.contents)(lambda e: e.page(lambda d: b"BX 1 unknown EX\n" + d))
fault(lexical.contents)(lambda e: e.page(lambda d: b"q\n" * 29 + d + b"Q\n" * 29))
fault(lexical.contents)(lambda e: e.page(lambda d: b"q\n" + d))
fault(lexical.contents)(lambda e: e.page(lambda d: d.replace(b"ET\n", b"", 1)))
fault(lexical.contents)(lambda e: e.page(lambda d: b"BT /Artifact BMC ET EMC\n" + d))
fault(lexical.contents)(lambda e: e.page(lambda d: re.sub(rb"\[<(....)", rb"[<\g<1>1", d, count=1)))
fault(lexical.contents)(lambda e: e.page(lambda d: replaced(d, b" re\n", b" 1 re\n")))
fault(lexical.contents)(lambda e: e.page().update({"/Resources": {"/Font": {}}}))


# ---- ISO 14289-1 ----

fault(access.identification)(lambda e: e.xmp(b"<pdfuaid:part>1", b"<pdfuaid:part>2"))
fault(access.title)(lambda e: e.catalog["/ViewerPreferences"].pop("/DisplayDocTitle"))
fault(access.title)(lambda e: e.xmp(b"<dc:title>", b"<dc:other>") or e.xmp(b"</dc:title>", b"</dc:other>"))
fault(access.suspects)(lambda e: e.catalog["/MarkInfo"].update({"/Suspects": False}))
fault(access.parent_tree)(lambda e: e.get(e.catalog["/StructTreeRoot"]).pop("/ParentTree"))
fault(access.parent_tree)(lambda e: e.page().update({"/StructParents": 99}))
fault(access.parent_tree)(lambda e: e.element("TD", "/K").update({"/K": 999}))
fault(access.parent_tree)(lambda e: e.element("TD", "/K").update({"/K": e.element("TH", "/K")["/K"]}))
fault(access.parent_tree)(lambda e: e.page(lambda d: re.sub(rb"/TD<</MCID \d+>>", b"/TD<</MCID 0>>", d, count=1)))
fault(access.marked)(lambda e: e.page(lambda d: replaced(d, b"/Artifact<</Type/Layout>>BDC", b"/Span<<>>BDC")))
fault(access.marked)(lambda e: e.page(lambda d: re.sub(rb"/TD<</MCID \d+>>", b"/TD<<>>", d, count=1)))
fault(access.marked)(lambda e: e.page(lambda d: b"/Artifact BMC\n" + d + b"EMC\n"))
fault(access.marked)(lambda e: e.page(lambda d: d + b"/Artifact BMC\n"))
fault(access.natural_language)(lambda e: e.catalog.pop("/Lang"))
fault(access.nesting)(lambda e: e.element("TR").update({"/S": "/P"}))
fault(access.nesting)(lambda e: e.element("TD").update({"/P": e.element("Table")["/P"]}))
fault(access.nesting)(lambda e: e.element("Document").update({"/S": "/Part"}))
fault(access.nesting)(lambda e: e.element("TBody").update({"/S": "/THead"}))
fault(access.regular)(lambda e: e.attribute(next(t for t in e.dicts("/A", S="/TH") if "/RowSpan" in e.attribute(t))).update({"/RowSpan": 999}))
fault(access.regular)(lambda e: e.attribute(e.one("/A", S="/TD")).update({"/ColSpan": 3, "/RowSpan": 2}))
fault(access.regular)(lambda e: e.get(e.element("TR")["/K"][0]).update({"/S": "/TH", "/A": {"/O": "/Table", "/ColSpan": 60}}))
fault(access.headings)(lambda e: e.element("H1").update({"/S": "/H2"}))
fault(access.table_headers)(lambda e: e.attribute(e.one("/A", S="/TH")).pop("/Scope"))
fault(access.table_headers)(lambda e: e.attribute(e.one("/A", S="/TD")).update({"/Headers": ["u:none"]}))
fault(access.table_headers, "named")(lambda e: e.get(e.catalog["/StructTreeRoot"])["/IDTree"]["/Names"].insert(0, e.get(e.catalog["/StructTreeRoot"])["/IDTree"]["/Names"].pop(2)))
fault(access.table_headers, "named")(lambda e: e.get(e.catalog["/StructTreeRoot"]).pop("/IDTree"))
fault(access.tab_order)(lambda e: e.page().pop("/Tabs"))
fault(access.widgets)(lambda e: e.page().update({"/Annots": [e.add({"/Subtype": "/Widget", "/TU": "u:x"})]}))
fault(access.headings)(lambda e: e.element("H1").update({"/S": "/H"}))
fault(access.forms, "sealed")(lambda e: e.element("Form").update({"/K": 0}))
fault(access.forms, "sealed")(lambda e: e.element("Form").update({"/K": [e.element("Form")["/K"], 0]}))
fault(access.fonts)(lambda e: e.one(Type="/FontDescriptor").pop("/FontFile3"))
fault(access.fonts)(lambda e: e.one(Subtype="/Type0").pop("/ToUnicode"))
fault(access.fonts)(lambda e: e.cid_font().update({"/DW": 500}))
fault(access.protection)(lambda e: e.trailer.update({"/Encrypt": {}}))
fault(access.protection)(lambda e: e.catalog.update({"/AcroForm": {"/XFA": []}}))
fault(access.protection)(lambda e: e.catalog.update({"/OCProperties": {}}))
fault(access.embedded, "attached")(lambda e: e.one("/EF").update({"/UF": "u:"}))
fault(access.outline)(lambda e: e.one("/Dest").update({"/Dest": ["1 0 R", "/Fit"]}))
fault(access.outline)(lambda e: e.one("/SE").update({"/SE": "1 0 R"}))
fault(access.outline)(lambda e: e.one(Type="/Outlines").update({"/Count": 9}))
fault(access.outline)(lambda e: e.one("/Prev").pop("/Prev"))
fault(access.outline, "blocks")(lambda e: e.one("/Count", "/Title").update({"/Count": 2}))
fault(access.outline, "blocks")(lambda e: e.one("/Count", "/Title").pop("/Last"))
fault(access.outline, "blocks")(lambda e: e.get(e.one("/Count", "/Title")["/First"]).update({"/Parent": e.catalog["/Outlines"]}))
fault(access.headings, "blocks")(lambda e: e.element("H2").update({"/S": "/H3"}))
fault(access.nesting, "blocks")(lambda e: e.element("TOCI").update({"/S": "/P"}))
fault(access.nesting, "blocks")(lambda e: e.element("TOC").update({"/S": "/Div"}))
fault(access.nesting, "blocks")(lambda e: e.element("Lbl").update({"/S": "/Span"}))
fault(access.nesting, "blocks")(lambda e: e.element("LBody").update({"/S": "/LI"}))
fault(access.nesting, "blocks")(lambda e: e.element("L").update({"/S": "/P"}))
fault(access.nesting, "blocks")(lambda e: e.element("THead").update({"/S": "/Caption"}))
fault(access.nesting, "blocks")(lambda e: e.element("Table")["/K"].insert(1, e.element("Table")["/K"].pop(0)))
fault(access.notes, "blocks")(lambda e: e.element("Note").pop("/ID"))
fault(access.notes, "blocks")(lambda e: e.element("TH").update({"/ID": e.element("Note")["/ID"]}))
fault(access.links, "blocks")(lambda e: e.one(Subtype="/Link").pop("/Contents"))
fault(access.links, "blocks")(lambda e: e.one(Subtype="/Link").pop("/Dest"))
fault(access.links, "blocks")(lambda e: e.one(Subtype="/Link").update({"/Dest": ["1 0 R", "/Fit"]}))
fault(access.links, "blocks")(lambda e: e.element("Link").update({"/S": "/Span"}))
fault(access.links, "blocks")(lambda e: e.element("Link").update({"/K": e.element("Link")["/K"][:1]}))
fault(access.links, "blocks")(lambda e: e.element("Link").update({"/K": e.element("Link")["/K"][1:]}))
fault(access.links, "blocks")(lambda e: e.one(Subtype="/Link").update({"/Rect": [0, 0, 0, 0]}))
fault(access.parent_tree, "blocks")(lambda e: e.one(Subtype="/Link").update({"/StructParent": 0}))
fault(access.parent_tree, "blocks")(lambda e: e.one(Subtype="/Link").pop("/StructParent"))
fault(archive.annotations, "blocks")(lambda e: e.one(Subtype="/Link").update({"/F": 0}))
fault(archive.annotations, "blocks")(lambda e: e.one(Subtype="/Link").update({"/Subtype": "/Text"}))
fault(access.page_labels, "blocks")(lambda e: e.catalog["/PageLabels"]["/Nums"].__delitem__(slice(2)))
fault(access.page_labels, "blocks")(lambda e: e.catalog["/PageLabels"]["/Nums"][3].update({"/St": 0}))
fault(access.page_labels, "blocks")(lambda e: e.catalog["/PageLabels"]["/Nums"].__setitem__(2, 9))
fault(access.page_labels, "blocks")(lambda e: e.catalog["/PageLabels"]["/Nums"][3].update({"/S": "/X"}))
fault(access.natural_language, "scripts")(lambda e: e.one("/Lang", S="/Span").pop("/Lang"))
fault(access.natural_language, "scripts")(lambda e: [s for s in e.dicts("/Lang", S="/Span")][-1].update({"/Lang": "u:bo"}))
fault(access.natural_language, "blocks")(lambda e: e.one("/Lang", S="/Span").update({"/Lang": "u:藏文"}))


# Of the bases that are not named by theirs.
FLAVOURS = {"blocks": "2a", "named": "2a", "sealed": "2a", "attached": "3a", "scripts": "2a"}


def made_bad(base, edit):
    told = pickle.loads(pickle.dumps(base.told))
    edit(Editor(told))
    return pdf.File.of(told, base.bytes)


def patched(base, check, edit, folder):
    """Read anew; but what looks at bytes itself gets them with what was read of the good file."""
    made = edit(base.bytes)
    assert made != base.bytes, "the patch does nothing"
    if check in lexical.CLAUSES:
        return pdf.File.of(base.told, made)
    path = pathlib.Path(folder, "patched.pdf")
    path.write_bytes(made)
    return pdf.File(path)


def main():
    failed, unproved = 0, {c for m in (archive, access) for c in m.CLAUSES}
    with tempfile.TemporaryDirectory() as folder:
        bases = {f: pdf.File(samples.render(sys.argv[1], sys.argv[2], samples.joined(sys.argv[2]), f, folder)) for f in ("1a", "2a", "3a")}
        bases["named"] = pdf.File(samples.render(sys.argv[1], sys.argv[2], samples.banded(sys.argv[2]), "2a", folder))
        bases["sealed"] = pdf.File(samples.scene(sys.argv[3], "fields", "2a", folder))
        bases["blocks"] = pdf.File(samples.scene(sys.argv[3], "blocks", "2a", folder))
        bases["attached"] = pdf.File(samples.render(sys.argv[1], sys.argv[2], samples.joined(sys.argv[2]), "3a", folder, "--attach-source"))
        bases["scripts"] = pdf.File(samples.languages(sys.argv[1], sys.argv[2], "2a", folder))
        for name, base in bases.items():
            for check in unproved:
                for wrong in check(base, FLAVOURS.get(name, name)):
                    failed += 1
                    print(f"{check.__module__}.{check.__name__} {name}: a good file is called bad: {wrong}")
        for i, (check, name, whole, edit) in enumerate(FAULTS):
            flavour = FLAVOURS.get(name, name)
            bad = patched(bases[name], check, edit, folder) if whole else made_bad(bases[name], edit)
            try:
                fired = list(check(bad, flavour))
            except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
                fired = []
                print(f"{check.__name__}, fault {i}: {error!r}")
            unproved.discard(check)
            if not fired:
                failed += 1
                print(f"{check.__module__}.{check.__name__} {flavour}: fault {i} is not seen")
    for check in (c for m in (archive, access) for c in m.CLAUSES):
        if check in unproved or "Held: " not in check.__doc__:
            failed += 1
            print(f"{check.__module__}.{check.__name__} has no fault, or does not say how it is held")
    print(f"{len(FAULTS)} faults, {failed} wrong")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
