/* Rules on lines: no split quantities, decimal points in line, even labels. */
#include "proof.h"

static bool one_of(uint32_t cp, const char *set)
{
    str s = str_of(set);
    for (size_t i = 0; i < s.n;)
        if (utf8_next(s, &i) == cp)
            return true;
    return false;
}

static bool digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static bool letter(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static bool is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FA5) || (cp >= 0x20000 && cp < 0x30000);
}

/* Two lines of one paragraph, one after the other. */
typedef struct pair {
    const view_item *item;
    uint32_t element, page;
    str before, after;
    const view_line *lines[2];
    bool begins, ends; /* the paragraph does so with these lines */
} pair;

typedef void check_pair(const view *v, const pair *p, verdict *out);

static bool newline_in(const view_item *t, uint32_t from, uint32_t to)
{
    return str_search(str_slice(t->text, from, to), STR("\n"), 0) != SIZE_MAX;
}

/* Characters of a text, the first and the last ones. */
typedef struct ends {
    uint32_t first, last, before_last, third_last;
    uint32_t shown, han; /* how many are no blank, and are Han */
    bool digits, blank; /* blank: the last of all is one */
} ends;

static ends ends_of(str s)
{
    ends e = {0};
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(s, &i);
        e.blank = blank_text(str_slice(s, from, i));
        if (e.blank)
            continue;
        e.first = e.shown == 0 ? cp : e.first;
        e.third_last = e.before_last;
        e.before_last = e.last;
        e.last = cp;
        e.shown++;
        e.han += is_han(cp);
        e.digits = e.digits || digit(cp);
    }
    return e;
}

static void check_unit(const view *v, const pair *p, verdict *out)
{
    ends a = ends_of(p->before), b = ends_of(p->after);
    bool split = (digit(a.last) &&
                     (digit(b.first) || one_of(b.first, "%％‰℃元万个年月日号人次"))) ||
        (one_of(a.last, "≥≤") && digit(b.first)) || (letter(a.last) && letter(b.first));
    if (split && !a.blank && !conceded(v->of->diags, p->item->from))
        verdict_add(
            out, RULE_UNIT_WHOLE, p->page + 1, p->element, "U+%04X | U+%04X", a.last, b.first);
}

/* Two lines of a balanced label of nothing but Han differ by two characters at most: that much a
 * word may want. */
static void check_even(const view *v, const pair *p, verdict *out)
{
    ends a = ends_of(p->before), b = ends_of(p->after);
    const doc_style *s = p->item->style;
    bool balanced = s->balance == BALANCE_YES ||
        (s->balance == BALANCE_AUTO && s->horizontal == ALIGN_CENTER);
    bool plain = a.han == a.shown && b.han == b.shown && p->begins && p->ends;
    uint32_t more = a.shown > b.shown ? a.shown - b.shown : b.shown - a.shown;
    bool indented = s->indent > 0 || s->indent_thousandths > 0;
    if (balanced && plain && more > 2 && !indented && !conceded(v->of->diags, p->item->from))
        verdict_add(out, RULE_EVEN_LABEL, p->page + 1, p->element, "%u and %u characters", a.shown,
            b.shown);
}

static void pairs_of(const view *v, uint32_t e, check_pair *check, verdict *out)
{
    const view_item *t = &v->items[e];
    const view_line *before = NULL;
    for (uint32_t i = 0; i < t->fragments && !t->style->stacked; i++) {
        const view_fragment *f = &v->fragments[v->of_item[t->fragment + i]];
        for (uint32_t k = f->line; !f->repeat && k < f->line + f->lines; k++) {
            const view_line *l = &v->lines[k];
            uint32_t next = k + 1 < f->line + f->lines ? v->lines[k + 1].from : f->to;
            if (before != NULL && before->to <= l->from && !newline_in(t, before->to, l->from)) {
                size_t from = before->from;
                bool begins = from == 0 || t->text.at[from - 1] == '\n';
                bool finished = l->to >= t->text.n || newline_in(t, l->to, next) ||
                    t->text.at[l->to] == '\n';
                pair p = {t, e, f->page, str_slice(t->text, before->from, before->to),
                    str_slice(t->text, l->from, l->to), {before, l}, begins, finished};
                check(v, &p, out);
            }
            before = l;
        }
    }
}

void check_line_pairs(const view *v, verdict *out)
{
    for (uint32_t e = 0; e < v->item_count; e++) {
        pairs_of(v, e, check_unit, out);
        pairs_of(v, e, check_even, out);
    }
}

/* ---- vertical labels ---- */

/* The characters of a text in Han alone; 0: there are others. */
static uint32_t count_han(str text)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.n; count++)
        if (!utf8_han(utf8_next(text, &i)))
            return 0;
    return count;
}

/* Each part of the cell decides for itself. */
void check_upright(const view *v, verdict *out)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        const view_item *t = &v->items[f->element];
        const doc_style *s = t->style;
        uint32_t all = s->stacked && f->from == 0 && f->to == t->text.n ? count_han(t->text) : 0;
        if (f->lines < all && s->top + (len)all * s->pitch + s->bottom <= f->rect.height)
            verdict_add(
                out, RULE_UPRIGHT, f->page + 1, f->element, "%u lines of %u", f->lines, all);
    }
}

/* ---- decimal points ---- */

/* Where a figure's point stands, or would stand behind its last digit; false: it is no figure, or
 * torn by the edge of a page. */
static bool point_at(const view *v, const view_fragment *f, len *point, len *end)
{
    const view_item *t = &v->items[f->element];
    size_t digits = 0, at = t->text.n;
    for (size_t i = 0; i < t->text.n; i++) {
        char c = t->text.at[i];
        if (c == '.' && at == t->text.n)
            at = i;
        else if (c >= '0' && c <= '9')
            digits++;
        else if (c != ',' && !(i == 0 && (c == '-' || c == '+')))
            return false;
    }
    if (digits == 0 || f->lines != 1 || f->to - f->from != t->text.n || t->zone != NULL ||
        t->style->stacked || t->style->horizontal != ALIGN_POINT)
        return false;
    const view_line *l = &v->lines[f->line];
    *end = l->right;
    *point = l->right;
    for (uint32_t r = l->run; r < l->run + l->runs; r++) {
        const scene_glyphs *g = v->runs[r];
        int64_t pen = 0;
        for (uint32_t k = 0; k < g->count; k++) {
            if (g->from + g->glyphs[k].cluster == at)
                *point = g->x + (len)(pen * g->size / SCENE_EM);
            pen += g->glyphs[k].advance;
        }
    }
    return true;
}

/* Whether the digits of a figure are of one width, in each of its faces. */
static bool digits_even(const view *v, const view_fragment *f)
{
    const view_line *l = &v->lines[f->line];
    for (uint32_t r = l->run; r < l->run + l->runs; r++) {
        const scene_glyphs *g = v->runs[r];
        int32_t width = 0;
        for (uint32_t k = 0; k < g->count; k++) {
            int32_t one = g->glyphs[k].advance;
            if (!digit((unsigned char)g->text.at[g->glyphs[k].cluster]))
                continue;
            if (width != 0 && one != width)
                return false;
            width = one;
        }
    }
    return true;
}

/* Figures of one column, which ends at the right edge `right` of a band. */
static void check_column(const view *v, const view_fragment *first, verdict *out)
{
    const view_item *t = &v->items[first->element];
    const doc_band *band = band_of(t);
    len right = first->rect.x + first->rect.width, least = LEN_MAX, most = 0, whole = 0, tail = 0,
        room = LEN_MAX;
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        const view_item *other = &v->items[f->element];
        len point, end;
        if (other->cell == NULL || other->grid != t->grid || band_of(other) != band ||
            f->rect.x + f->rect.width != right || !point_at(v, f, &point, &end))
            continue;
        const doc_style *s = other->style;
        len left = v->lines[f->line].left, free = f->rect.width - s->left;
        least = point < least ? point : least;
        most = point > most ? point : most;
        whole = point - left > whole ? point - left : whole;
        tail = end - point + s->right > tail ? end - point + s->right : tail;
        room = free < room ? free : room;
    }
    if (most > least + 4 && whole + tail < room + 2) /* rounding */
        verdict_add(
            out, RULE_POINT, first->page + 1, first->element, "points at %d and %d", least, most);
}

void check_points(const view *v, verdict *out)
{
    for (uint32_t i = 0; i < v->fragment_count && out->list.count == 0; i++) {
        const view_fragment *f = &v->fragments[i];
        len point, end;
        if (v->items[f->element].cell == NULL || !point_at(v, f, &point, &end))
            continue;
        if (!digits_even(v, f))
            verdict_add(out, RULE_POINT, f->page + 1, f->element, "digits of several widths");
        else
            check_column(v, f, out);
    }
}
