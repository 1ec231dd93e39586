"""What ISO 14289-1 (PDF/UA-1) asks of a file, clause by clause, as far as this program could break it."""
import re

import archive
import pdf as reader
from archive import SPACES, properties

# What is written in which letters.
LETTERS = [(re.compile("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"), ("ug", "kk")), (re.compile("[\u0f40-\u0fbc]"), ("bo",)),
           (re.compile("[\u1820-\u18aa]"), ("mn",)), (re.compile("[\ua000-\ua48c]"), ("ii",))]
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class Tree:
    """The structure tree: elements in reading order, each (reference, dict, parent, depth)."""
    def __init__(self, f):
        self.f, self.elements, self.by_reference = f, [], {}
        root = f.catalog.get("/StructTreeRoot")
        stack = [(r, root, 0) for r in reversed(self.kids(f.get(root) or {}))]
        while stack:
            reference, parent, depth = stack.pop()
            element = f.get(reference)
            if not isinstance(element, dict) or "/S" not in element or reference in self.by_reference:
                continue
            self.elements.append((reference, element, parent, depth))
            self.by_reference[reference] = element
            stack += [(r, reference, depth + 1) for r in reversed(self.kids(element))]

    def kids(self, element):
        """References of the elements directly below."""
        kids = self.f.get(element, "/K")
        raw = element.get("/K")
        if isinstance(raw, str) and isinstance(kids, dict) and "/S" in kids:
            return [raw]
        return [k for k in kids if isinstance(k, str)] if isinstance(kids, list) else []

    def contents(self, element):
        """(page reference, MCID) of its own marked contents, in order."""
        kids = self.f.get(element, "/K")
        found = []
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int) and not isinstance(kid, bool):
                found.append((element.get("/Pg"), kid))
            elif isinstance(kid, dict) and kid.get("/Type") == "/MCR":
                found.append((kid.get("/Pg", element.get("/Pg")), kid["/MCID"]))
        return found

    def objects(self, element):
        """References of the annotations that are its own."""
        kids = self.f.get(element, "/K")
        return [k["/Obj"] for k in (kids if isinstance(kids, list) else [kids])
                if isinstance(k, dict) and k.get("/Type") == "/OBJR"]

    def attributes(self, element):
        value = self.f.get(element, "/A")
        merged = {}
        for one in value if isinstance(value, list) else [value]:
            merged.update(self.f.get(one) or {})
        return merged


def annotations(f, tree):
    """Annotation's reference → (reference of the element that has it, that element)."""
    return {o: (reference, element) for reference, element, _, _ in tree.elements for o in tree.objects(element)}


def rows_of(tree, table):
    """The rows of a table, through THead and TBody."""
    rows = []
    for reference in tree.kids(table):
        kid = tree.by_reference.get(reference) or {}
        if kid.get("/S") == "/TR":
            rows.append(kid)
        elif kid.get("/S") in ("/THead", "/TBody", "/TFoot"):
            rows += [tree.by_reference.get(r) or {} for r in tree.kids(kid)]
    return rows


def tables(tree):
    return [e for _, e, _, _ in tree.elements if e["/S"] == "/Table"]


def cells(tree, table):
    """(row, column, rowspan, colspan, element), placed as a reader would; None: a cell does not fit."""
    taken, placed = {}, []
    rows = rows_of(tree, table)
    for r, row in enumerate(rows):
        column = 0
        for reference in tree.kids(row):
            cell = tree.by_reference.get(reference) or {}
            facts = tree.attributes(cell)
            down, across = facts.get("/RowSpan", 1), facts.get("/ColSpan", 1)
            while taken.get((r, column)):
                column += 1
            for y in range(r, r + down):
                for x in range(column, column + across):
                    if taken.get((y, x)) or y >= len(rows):
                        return None
                    taken[y, x] = True
            placed.append((r, column, down, across, cell))
            column += across
    width = 1 + max((x for _, x in taken), default=-1)
    return placed if len(taken) == width * len(rows) else None


def identification(f, flavour):
    """5: pdfuaid:part is 1.

    Held: xmp.c says it in every flavour.
    """
    if properties(f).get(f"{{{SPACES['pdfuaid']}}}part") != "1":
        yield "not identified"


def title(f, flavour):
    """7.1: a title, and it is shown.

    Held: metadata.c falls back on the first text of the document.
    """
    if not properties(f).get(f"{{{SPACES['dc']}}}title"):
        yield "no title"
    if f.get(f.catalog, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield "the title is not shown"


def suspects(f, flavour):
    """7.1: nothing suspect.

    Held: structure.c leaves the key out.
    """
    if "/Suspects" in (f.get(f.catalog, "/MarkInfo") or {}):
        yield "Suspects"


def parent_tree(f, flavour):
    """7.1 (ISO 32000-1, 14.7.4.4): each marked content, and each annotation, leads to the element that holds it.

    Held: structure.c writes it from the same marks as page.c, and the annotations' own tags.
    """
    tree = Tree(f)
    entries, references = {}, {}
    open_nodes = [f.get(f.catalog, "/StructTreeRoot", "/ParentTree")]
    while open_nodes:
        node = open_nodes.pop() or {}
        numbers = f.get(node, "/Nums") or []
        references.update(zip(numbers[::2], numbers[1::2]))
        entries.update(zip(numbers[::2], [f.get(v) for v in numbers[1::2]]))
        if "/Limits" in node and numbers and f.get(node, "/Limits") != [numbers[0], numbers[-2]]:
            yield "wrong limits"
        open_nodes += [f.get(k) for k in f.get(node, "/Kids") or []]
    held = {}
    for reference, element, _, _ in tree.elements:
        for content in tree.contents(element):
            if content in held:
                yield f"content {content} is held twice"
            held[content] = reference
    for number, reference in enumerate(f.page_references()):
        page = f.get(reference)
        ids = [o[1]["/MCID"] for op, o in reader.operations(f.content(page)) if op == "BDC" and "/MCID" in o[1]]
        listed = entries.get(page.get("/StructParents"))
        if listed is None or len(ids) != len(set(ids)) or len(listed) < len(ids):
            yield f"page {number + 1} has no parents"
            continue
        for mcid in ids:
            if listed[mcid] != held.get((reference, mcid)):
                yield f"content {mcid} of page {number + 1} has another parent"
            held.pop((reference, mcid), None)
    if held:
        yield f"{len(held)} contents are not there"
    for annotation, (element, _) in annotations(f, tree).items():
        if references.get(f.get(annotation).get("/StructParent"), 0) != element:
            yield f"annotation {annotation} has another parent"


def marked(f, flavour):
    """7.1: all that is drawn is tagged or an artifact, and not both.

    Held: marks.c gives every run of glyphs to an element or to none, rules are artifacts.
    """
    for number, page in enumerate(f.pages()):
        for one in reader.shown(f.content(page)):
            if (one.mcid() is None) != one.artifact():
                yield f"{one.operator} on page {number + 1} is {'both' if one.artifact() else 'neither'}"
        depth = 0
        for operator, _ in reader.operations(f.content(page)):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            if depth < 0:
                break
        if depth != 0:
            yield f"marks on page {number + 1} do not match"


def natural_language(f, flavour):
    """7.2: the language of the whole, and of what is in another.

    Held: metadata.c writes Lang, structure.c that of a span; layout says what is in which language.
    """
    tree = Tree(f)
    if not reader.text(f.catalog.get("/Lang")):
        yield "no language"
    spoken, held = {None: reader.text(f.catalog.get("/Lang"))}, {}
    for reference, element, parent, _ in tree.elements:
        if "/Lang" in element and not LANGUAGE.match(reader.text(element["/Lang"]) or ""):
            yield f"element {reference} is in {element['/Lang']}"
        spoken[reference] = reader.text(element.get("/Lang")) or spoken.get(parent, spoken[None])
        held.update({content: reference for content in tree.contents(element)})
    for number, page in zip(f.page_references(), f.pages()):
        for mcid, words in reader.marked_text(f, page).items():
            language = spoken.get(held.get((number, mcid)), spoken[None])
            for letters, written in LETTERS:
                if mcid is not None and letters.search(words) and language not in written:
                    yield f"{words[:20]!r} is in {language}"


def nesting(f, flavour):
    """7.1, 7.2: elements stand where their type may stand, and know their parent.

    Held: table.c builds tables row by row, structure.c writes each parent.
    """
    allowed = {"/TR": ("/Table", "/THead", "/TBody", "/TFoot"), "/TH": ("/TR",), "/TD": ("/TR",), "/THead": ("/Table",),
               "/TBody": ("/Table",), "/LI": ("/L",), "/Lbl": ("/LI",), "/LBody": ("/LI",), "/TOCI": ("/TOC",),
               "/Caption": ("/Table",), "/Document": (None,)}
    filled = {"/TOC": ("/TOC", "/TOCI"), "/L": ("/LI",), "/LI": ("/Lbl", "/LBody"), "/TR": ("/TH", "/TD"),
              "/Table": ("/Caption", "/THead", "/TBody", "/TR"), "/THead": ("/TR",), "/TBody": ("/TR",)}
    tree = Tree(f)
    for reference, element, parent, depth in tree.elements:
        above = tree.by_reference.get(parent, {}).get("/S")
        if element.get("/P") != parent:
            yield f"element {reference} has another parent"
        if element["/S"] in allowed and above not in allowed[element["/S"]]:
            yield f"a {element['/S']} in a {above}"
        if above in filled and element["/S"] not in filled[above]:
            yield f"a {element['/S']} in a {above}"
        if depth == 0 and element["/S"] != "/Document":
            yield f"the root is a {element['/S']}"
    for table in tables(tree):
        kinds = [tree.by_reference[r]["/S"] for r in tree.kids(table)]
        if "/Caption" in kinds[1:]:
            yield "a caption is not first"
        kinds = [k for k in kinds if k != "/Caption"]
        if kinds.count("/THead") > 1 or ("/THead" in kinds and (kinds[0] != "/THead" or "/TBody" not in kinds)) or \
                ("/TR" in kinds and {"/THead", "/TBody"} & set(kinds)):
            yield f"a table of {kinds}"


def regular(f, flavour):
    """7.2: tables are regular: no hole, no overlap, no span beyond the table.

    Held: the grid is complete in the model, and empty cells are elements.
    """
    tree = Tree(f)
    for table in tables(tree):
        if cells(tree, table) is None:
            yield "a table is not regular"


def headings(f, flavour):
    """7.4.2, 7.4.4: the first heading is H1 and none is skipped; H has no place among them.

    Held: block.c closes up the levels that are left out.
    """
    last = 0
    for _, element, _, _ in Tree(f).elements:
        if element["/S"] == "/H":
            yield "H among H1 to H6"
        if element["/S"][:2] == "/H" and element["/S"][2:].isdigit():
            level = int(element["/S"][2:])
            if level > last + 1:
                yield f"H{level} after H{last}"
            last = level


def table_headers(f, flavour):
    """7.5: a TH has a Scope; a TD's Headers are TH of its table; every TD has a heading where the table has any.

    Held: layout says what heads what; table.c names the headings of each cell.
    """
    tree = Tree(f)
    names, open_nodes = [], [f.get(f.catalog, "/StructTreeRoot", "/IDTree")]
    while open_nodes:
        node = open_nodes.pop(0) or {}
        names += f.get(node, "/Names") or []
        open_nodes += [f.get(k) for k in f.get(node, "/Kids") or []]
    if names[::2] != sorted(names[::2], key=lambda n: reader.text(n) or ""):
        yield "names are out of order"
    named = dict(zip(names[::2], names[1::2]))
    for _, element, _, _ in tree.elements:
        if "/ID" in element and tree.by_reference.get(named.get(element["/ID"])) is not element:
            yield f"name {element['/ID']} leads elsewhere"
    for table in tables(tree):
        own = [(tree.by_reference[r], tree.attributes(tree.by_reference[r])) for row in rows_of(tree, table) for r in tree.kids(row)]
        ids = {e.get("/ID") for e, _ in own if e["/S"] == "/TH"}
        for cell, facts in own:
            if cell["/S"] == "/TH" and facts.get("/Scope") not in ("/Row", "/Column", "/Both"):
                yield "a TH without a scope"
            if not set(facts.get("/Headers", [])) <= ids:
                yield f"headers {facts['/Headers']} are not in the table"


def tab_order(f, flavour):
    """7.18.3: pages follow the structure.

    Held: write.c, on every page.
    """
    for n, page in enumerate(f.pages()):
        if page.get("/Tabs") != "/S":
            yield f"page {n + 1} has no tab order"


def widgets(f, flavour):
    """7.18.1, 7.18.4: a widget is a Form's, which has nothing else, and says what it is.

    Held: fields.c makes a Form for each widget, with a TU.
    """
    held = annotations(f, Tree(f))
    for n, page in enumerate(f.pages()):
        for reference in f.get(page, "/Annots") or []:
            widget = f.get(reference)
            if widget.get("/Subtype") == "/Link":
                continue
            if held.get(reference, (None, {}))[1].get("/S") != "/Form" or not (reader.text(widget.get("/TU")) or reader.text(widget.get("/Contents"))):
                yield f"annotation {reference} on page {n + 1} is not told"


def forms(f, flavour):
    """7.18.4: a Form has its widget, and nothing else.

    Held: fields.c adds one annotation to each Form.
    """
    tree = Tree(f)
    for reference, element, _, _ in tree.elements:
        if element["/S"] != "/Form":
            continue
        owned = [f.get(o) for o in tree.objects(element)]
        if [o.get("/Subtype") for o in owned] != ["/Widget"] or tree.kids(element) or tree.contents(element):
            yield f"form {reference} has other kids than a widget"


def fonts(f, flavour):
    """7.21: fonts are embedded, have every glyph that is shown and its width, and every code reads as something.

    Held: as for ISO 19005, in every flavour.
    """
    for check in (archive.fonts, archive.cid_set, archive.widths, archive.glyphs, archive.unicode_map):
        wrong = list(check(f, "2a"))
        yield from wrong
        if wrong:
            return


def protection(f, flavour):
    """7.15, 7.16, 7.10, 7.20: nothing keeps assistive software out: no encryption, no XFA, no layers, no outside pages.

    Held: nothing writes them.
    """
    if "/Encrypt" in f.trailer:
        yield "encrypted"
    for name, value in f.walk():
        if isinstance(value, dict) and ({"/XFA", "/OCProperties"} & set(value) or value.get("/Subtype") == "/Form" and "/Ref" in value):
            yield f"XFA, layers or an outside page in {name}"


def embedded(f, flavour):
    """7.11: files inside have names, twice.

    Held: attach.c.
    """
    for name, value in f.objects.items():
        if isinstance(value, dict) and "/EF" in value and not all(reader.text(value.get(k)) for k in ("/F", "/UF")):
            yield f"file {name} is not named"


def links(f, flavour):
    """7.18.5: a link is a Link's, which has text as well, says what it leads to, and leads to a page.

    Held: span.c makes an annotation of a Link for each line, annotation.c names the text that it leads to.
    """
    tree, pages = Tree(f), set(f.page_references())
    held = annotations(f, tree)
    for page in f.pages():
        for reference in f.get(page, "/Annots") or []:
            link = f.get(reference)
            if link.get("/Subtype") != "/Link":
                continue
            _, element = held.get(reference, (None, {}))
            if element.get("/S") != "/Link" or not tree.contents(element):
                yield f"link {reference} is not told"
            if not reader.text(link.get("/Contents")) or (f.get(link, "/Dest") or [None])[0] not in pages:
                yield f"link {reference} leads nowhere"
            left, foot, right, top = f.get(link, "/Rect")
            if left >= right or foot >= top:
                yield f"link {reference} is nowhere"
    for reference, element, _, _ in tree.elements:
        if element["/S"] == "/Link" and not tree.objects(element):
            yield f"element {reference} is no link"


def notes(f, flavour):
    """7.9: a note has a name of its own.

    Held: block.c gives each an ID.
    """
    seen = set()
    for reference, element, _, _ in Tree(f).elements:
        if element["/S"] == "/Note" and "/ID" not in element or element.get("/ID") in seen:
            yield f"element {reference} has no name of its own"
        seen |= {element["/ID"]} if "/ID" in element else set()


def branch(f, holder, pages, tree):
    """What is wrong below an entry of the outline, then how many entries there are."""
    count, before = 0, None
    reference = (f.get(holder) or {}).get("/First")
    while f.get(reference) is not None:
        at = f.get(reference)
        count += 1
        if at.get("/Prev") != before or at.get("/Parent") != holder or (f.get(at, "/Dest") or [None])[0] not in pages:
            yield f"entry {reference} leads nowhere"
        if "/SE" in at and at["/SE"] not in tree.by_reference:
            yield f"entry {reference} names no element"
        below = list(branch(f, reference, pages, tree))
        count += below.pop()
        yield from below
        before, reference = reference, at.get("/Next")
    if (f.get(holder) or {}).get("/Last") != before:
        yield f"the last entry of {holder} is another"
    if count != ((f.get(holder) or {}).get("/Count") or 0):
        yield f"the count of {holder} is wrong"
    yield count


def outline(f, flavour):
    """7.17: entries are linked soundly, lead to a page, and name an element of the tree.

    Held: outline.c links entries both ways and names the element.
    """
    yield from list(branch(f, f.catalog.get("/Outlines"), set(f.page_references()), Tree(f)))[:-1]


def page_labels(f, flavour):
    """7.17 (ISO 32000-1, 12.4.2): ranges of labels come in order, from the first page on.

    Held: labels.c goes through the pages.
    """
    numbers = f.get(f.catalog, "/PageLabels", "/Nums")
    if numbers is None:
        return
    starts = numbers[::2]
    if starts[:1] != [0] or starts != sorted(set(starts)) or starts[-1] >= len(f.pages()):
        yield f"ranges begin at {starts}"
    for label in map(f.get, numbers[1::2]):
        if label.get("/S", "/D") not in ("/D", "/R", "/r", "/A", "/a") or label.get("/St", 1) < 1:
            yield f"a range of {label}"


CLAUSES = [identification, title, suspects, parent_tree, marked, natural_language, nesting, regular, headings, table_headers,
           tab_order, widgets, forms, fonts, protection, embedded, links, notes, outline, page_labels]
