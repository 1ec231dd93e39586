/* Rules on texts: complete, inside their cells, well broken, in order. */
#include "proof.h"

/* Characters that may share a glyph with the one before: marks, selectors, the halves of ——. */
static bool may_join(uint32_t before, uint32_t cp)
{
    if (cp == 0x2014 || cp == 0x2026 || cp == 0x22EF)
        return before == cp;
    return (cp >= 0x0300 && cp <= 0x036F) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0x200D ||
        (cp >= 0xE0100 && cp <= 0xE01EF) || (cp >= 0x3099 && cp <= 0x309A);
}

/* Bytes [from, to) of a run: one cluster, beginning with a character that is shown. */
static bool cluster_whole(str text, size_t from, size_t to, bool last)
{
    size_t i = from;
    uint32_t before = utf8_next(text, &i);
    while (i < to) {
        if (last && blank_text(str_slice(text, i, to)))
            return true;
        uint32_t cp = utf8_next(text, &i);
        if (!may_join(before, cp))
            return false;
        before = cp;
    }
    return true;
}

/* Every character of a run has its glyph; blanks at the end may go without where the line ends. */
static bool run_whole(const scene_glyphs *g, bool ends_line)
{
    if (g->count == 0 || g->glyphs[0].cluster != 0)
        return false;
    for (uint32_t i = 0; i < g->count; i++) {
        bool last = i + 1 == g->count;
        size_t from = g->glyphs[i].cluster, to = last ? g->text.n : g->glyphs[i + 1].cluster;
        if (g->glyphs[i].gid == 0 || to < from || from >= g->text.n)
            return false;
        if (to > from && !cluster_whole(g->text, from, to, last && ends_line))
            return false;
    }
    return true;
}

bool fragment_whole(const view *v, const view_fragment *f, verdict *out, proof_rule rule)
{
    const view_item *t = &v->items[f->element];
    uint32_t at = f->from;
    if (f->to > t->text.n || f->from > f->to) {
        verdict_add(
            out, rule, f->page + 1, f->element, "bytes %u..%u of %zu", f->from, f->to, t->text.n);
        return false;
    }
    for (uint32_t i = 0; i < f->runs; i++) {
        const scene_glyphs *g = v->runs[f->run + i];
        bool begins = i == 0 || v->runs[f->run + i - 1]->y != g->y;
        bool ends = i + 1 == f->runs || v->runs[f->run + i + 1]->y != g->y;
        bool sound = g->from >= at && g->from + g->text.n <= f->to && (g->from == at || begins) &&
            blank_text(str_slice(t->text, at, g->from)) &&
            str_eq(g->text, str_slice(t->text, g->from, g->from + g->text.n)) && run_whole(g, ends);
        if (!sound) {
            verdict_add(out, rule, f->page + 1, f->element, "run at byte %u (due: %u) is not whole",
                g->from, at);
            return false;
        }
        at = g->from + (uint32_t)g->text.n;
    }
    if (blank_text(str_slice(t->text, at, f->to)))
        return true;
    verdict_add(out, rule, f->page + 1, f->element, "bytes %u..%u have no glyphs", at, f->to);
    return false;
}

static bool element_matches(const view *v, uint32_t e)
{
    const scene_element *s = &v->scene->elements[e];
    const view_item *t = &v->items[e];
    if (!str_eq(s->text, t->text) || (s->table > 0) != (t->cell != NULL))
        return false;
    return t->cell == NULL ||
        (s->row == t->cell->row && s->rowspan == t->cell->rowspan &&
            s->header == t->grid->rows[t->cell->row].header);
}

static void check_element(const view *v, uint32_t e, verdict *out)
{
    const view_item *t = &v->items[e];
    uint32_t at = 0, shown = 0;
    for (uint32_t i = 0; i < t->fragments; i++) {
        const view_fragment *f = &v->fragments[v->of_item[t->fragment + i]];
        if (f->repeat)
            continue;
        shown++;
        if (!fragment_whole(v, f, out, RULE_TEXT_COMPLETE))
            return;
        if (f->from == f->to)
            continue;
        if (f->from != at) {
            verdict_add(
                out, RULE_TEXT_COMPLETE, f->page + 1, e, "goes on at %u, due: %u", f->from, at);
            return;
        }
        at = f->to;
    }
    if (shown == 0 || at != t->text.n)
        verdict_add(
            out, RULE_TEXT_COMPLETE, 0, e, "%u of %zu bytes in %u fragments", at, t->text.n, shown);
}

void check_text(const view *v, verdict *out)
{
    if (v->scene->element_count != v->item_count) {
        verdict_add(out, RULE_TEXT_COMPLETE, 0, 0, "%u elements, %u in the document",
            v->scene->element_count, v->item_count);
        return;
    }
    for (uint32_t i = 0; i < v->fragment_count; i++)
        if (v->fragments[i].element >= v->item_count)
            verdict_add(out, RULE_TEXT_COMPLETE, v->fragments[i].page + 1, 0, "no such element");
    for (uint32_t e = 0; e < v->item_count; e++) {
        if (!element_matches(v, e))
            verdict_add(out, RULE_TEXT_COMPLETE, 0, e, "is not the document's");
        check_element(v, e, out);
    }
}

/* The top of the em box above the baseline. */
static len ascent_of(const view *v, const doc_style *s)
{
    const proof_case *c = v->of;
    uint32_t face = fonts_role_face(c->fonts, fonts_role(c->fonts, s->role), c->diags);
    const font_facts *facts = fonts_facts(c->fonts, face);
    return (len)((int64_t)s->size * facts->ascent / (int32_t)facts->units_per_em);
}

/* How far a line may reach into the inset: the first one of a paragraph that hangs. */
static len hang_of(const view_item *t, const view_line *l)
{
    int64_t indent = t->style->indent +
        (int64_t)t->style->size * t->style->indent_thousandths / 1000;
    bool first = l->from == 0 || t->text.at[l->from - 1] == '\n';
    return first && indent < 0 && !t->style->stacked ? (len)-indent : 0;
}

static void check_lines(const view *v, const view_fragment *f, len ascent, verdict *out)
{
    doc_style style = *v->items[f->element].style;
    const doc_style *s = &style;
    const scene_rect *r = &f->rect;
    bool number = v->items[f->element].entry && f->to == v->items[f->element].text.n;
    if (number) /* the insets of an entry are around all of it */
        style.top = style.right = style.bottom = style.left = 0;
    len left = r->x + s->left, right = r->x + r->width - s->right;
    len top = r->y + s->top, foot = r->y + r->height - s->bottom;
    for (uint32_t i = f->line; i < f->line + f->lines; i++) {
        const view_line *l = &v->lines[i];
        len head = l->baseline - ascent;
        if (l->left < left - hang_of(&v->items[f->element], l) || l->right > right + 1)
            verdict_add(out, RULE_GLYPH_IN_CELL, f->page + 1, f->element,
                "line %d..%d in a cell %d..%d", l->left, l->right, left, right);
        if (head < top || head + s->size > foot + 1)
            verdict_add(out, RULE_GLYPH_IN_CELL, f->page + 1, f->element,
                "line %d..%d high in a cell %d..%d", head, head + s->size, top, foot);
        if (i > f->line && l->baseline < v->lines[i - 1].baseline + s->size)
            verdict_add(out, RULE_NO_OVERLAP, f->page + 1, f->element, "lines at %d and %d",
                v->lines[i - 1].baseline, l->baseline);
    }
}

/* Runs of a line one after another, of the style's size and unturned. */
static void check_runs(const view *v, const view_fragment *f, verdict *out)
{
    const doc_style *s = v->items[f->element].style;
    for (uint32_t i = f->run; i < f->run + f->runs; i++) {
        const scene_glyphs *g = v->runs[i], *before = i > f->run ? v->runs[i - 1] : NULL;
        if (g->size != s->size || g->turn != 0)
            verdict_add(out, RULE_GLYPH_IN_CELL, f->page + 1, f->element, "size %d turn %u",
                g->size, g->turn);
        for (uint32_t k = 0; k < g->count; k++)
            if (g->glyphs[k].advance < 0)
                verdict_add(out, RULE_NO_OVERLAP, f->page + 1, f->element, "a glyph goes back");
        if (before != NULL && before->y == g->y && g->x < before->x + run_width(before))
            verdict_add(out, RULE_NO_OVERLAP, f->page + 1, f->element, "runs at %d and %d",
                before->x, g->x);
    }
}

void check_glyphs(const view *v, verdict *out)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        if (f->element >= v->item_count || f->runs == 0)
            continue;
        check_lines(v, f, ascent_of(v, v->items[f->element].style), out);
        check_runs(v, f, out);
    }
}

static bool one_of(uint32_t cp, const char *set)
{
    str s = str_of(set);
    for (size_t i = 0; i < s.n;)
        if (utf8_next(s, &i) == cp)
            return true;
    return false;
}

bool conceded(const diags *d, mark at)
{
    for (size_t i = 0; i < diags_count(d); i++) {
        const diag *one = diags_at(d, i);
        bool narrow = one->code == DIAG_KINSOKU_BROKEN || one->code == DIAG_UNIT_SPLIT ||
            one->code == DIAG_WORD_SPLIT;
        if (narrow && one->at.source == at.source && one->at.line == at.line &&
            one->at.column == at.column)
            return true;
    }
    return diags_dropped(d) > 0;
}

/* The first character of a line, and the last that is no blank; 0: it has none. */
static uint32_t edge_character(str line, bool at_end)
{
    uint32_t last = 0;
    for (size_t i = 0; i < line.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(line, &i);
        if (!at_end)
            return cp;
        if (!blank_text(str_slice(line, from, i)))
            last = cp;
    }
    return last;
}

/* The break between two lines of an element: at[0], on page at[1]. */
static void check_break(const view *v, const uint32_t at[2], str before, str after, verdict *out)
{
    uint32_t begins = edge_character(after, false), ends = edge_character(before, true);
    doc_kinsoku level = v->items[at[0]].style->kinsoku;
    bool dash = level == KINSOKU_STRICT && (begins == 0x2026 || begins == 0x2014);
    bool solidus = level >= KINSOKU_GB && one_of(ends, "/／");
    if (dash || solidus || one_of(begins, "，。、；：！？）》」』】〕〉”’］｝·／～%％‰") ||
        one_of(ends, "（《「『【〔〈“‘［｛"))
        if (!conceded(v->of->diags, v->items[at[0]].from))
            verdict_add(out, RULE_KINSOKU, at[1] + 1, at[0], "U+%04X | U+%04X", ends, begins);
}

/* Lines of one fragment and of the next, where no newline parts them. */
void check_kinsoku(const view *v, verdict *out)
{
    for (uint32_t e = 0; e < v->item_count; e++) {
        const view_item *t = &v->items[e];
        const view_line *before = NULL;
        for (uint32_t i = 0; i < t->fragments && !t->style->stacked; i++) {
            const view_fragment *f = &v->fragments[v->of_item[t->fragment + i]];
            for (uint32_t k = f->line; !f->repeat && k < f->line + f->lines; k++) {
                const view_line *l = &v->lines[k];
                bool sound = l->to <= t->text.n && l->from <= l->to &&
                    (before == NULL || before->to <= l->from);
                if (sound && before != NULL &&
                    str_search(str_slice(t->text, before->to, l->from), STR("\n"), 0) == SIZE_MAX)
                    check_break(v, (uint32_t[]){e, f->page},
                        str_slice(t->text, before->from, before->to),
                        str_slice(t->text, l->from, l->to), out);
                before = sound ? l : NULL;
            }
        }
    }
}

/* On each page elements come in the document's order: by row, then column; the texts that are
 * printed again above a grid stand first, footnotes and then the imprint last. In a cell lines go
 * down. */
void check_order(const view *v, verdict *out)
{
    for (uint32_t i = 1; i < v->fragment_count; i++) {
        const view_fragment *a = &v->fragments[i - 1], *b = &v->fragments[i];
        bool number = a->element == b->element && v->items[b->element].entry && b->from == a->to;
        text_foot above = foot_at(v, i - 1), below = foot_at(v, i);
        if (a->page == b->page && !number &&
            (above == below ? a->element >= b->element : above > below))
            verdict_add(out, RULE_ORDER, b->page + 1, b->element, "comes after %u", a->element);
    }
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        for (uint32_t k = f->line + 1; k < f->line + f->lines; k++)
            if (v->lines[k].baseline < v->lines[k - 1].baseline)
                verdict_add(out, RULE_ORDER, f->page + 1, f->element, "lines go up");
    }
}
