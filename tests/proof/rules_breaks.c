/*
 * Avoidable faults. A paragraph's lines are weighed against every other way to break it, in the
 * order of concession: words, units, 避头尾, lines, lone characters. What was done is given the
 * benefit of every doubt, the other ways of none: they break only where that is surely allowed, or
 * surely costs what it is said to, and squeeze nothing but the mark at a line's end. So whatever is
 * found could have been done better.
 */
#include "proof.h"

enum { LONGEST = 400, QUIET = 7 };

/* A cost: the more serious, the higher. */
enum { LONE = 0, LINE = 10, KINSOKU = 20, UNIT = 30, WORD = 40 };
#define ONE(what) ((uint64_t)1 << (what))

typedef struct character {
    uint32_t cp, at; /* at: its first byte in the element's text */
    int64_t advance; /* at least as wide as it has to be, 1/SCENE_EM em */
    uint32_t quiet; /* how many characters before it are Han or marks, not digits or letters */
} character;

typedef struct paragraph {
    const view *v;
    const view_item *item;
    uint32_t element;
    int64_t width, indent; /* 1/SCENE_EM em */
    character chars[LONGEST + 1];
    uint32_t count;
    bool broken[LONGEST + 1]; /* a line ends before that character */
} paragraph;

static bool one_of(uint32_t cp, const char *set)
{
    str s = str_of(set);
    for (size_t i = 0; i < s.n;)
        if (utf8_next(s, &i) == cp)
            return true;
    return false;
}

static bool is_closer(uint32_t cp)
{
    return one_of(cp, "，。、；：！？）》");
}

static bool is_opener(uint32_t cp)
{
    return one_of(cp, "（《");
}

/* Marks beside which a break may be allowed or not, as their neighbours are: no other way is looked
 * for near them. At a line's edge they cost what brackets do. */
static bool is_late(uint32_t cp)
{
    return one_of(cp, "”’〉」』】〕");
}

static bool is_early(uint32_t cp)
{
    return one_of(cp, "“‘〈「『【〔");
}

static bool is_latin(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* The characters that this oracle knows how to set. */
static bool is_known(uint32_t cp)
{
    return utf8_han(cp) || is_latin(cp) || is_closer(cp) || is_opener(cp) || is_late(cp) ||
        is_early(cp) || one_of(cp, "≥≤±×%‰℃.,:;!?/+-()<>= —…·～–’");
}

/* What a break before character k costs at least. */
static uint64_t least_cost(const paragraph *p, uint32_t k)
{
    uint32_t a = p->chars[k - 1].cp, b = p->chars[k].cp;
    if ((is_digit(a) && is_digit(b)) ||
        (is_latin(a) && is_latin(b) && !is_digit(a) && !is_digit(b)))
        return ONE(WORD);
    if ((is_digit(a) && one_of(b, "%元万个年月日号人次")) || (one_of(a, "≥≤") && is_digit(b)))
        return ONE(UNIT);
    if (a == b && one_of(a, "—…"))
        return ONE(WORD);
    bool early = is_opener(a) || is_early(a), late = is_closer(b) || is_late(b) || b == '%';
    return early || late ? ONE(KINSOKU) : 0;
}

/* What it costs at most. */
static uint64_t most_cost(const paragraph *p, uint32_t k)
{
    const character *a = &p->chars[k - 1], *b = &p->chars[k];
    bool quiet = b->quiet >= QUIET;
    if (quiet && (utf8_han(a->cp) || is_closer(a->cp)))
        return is_closer(b->cp)                   ? ONE(KINSOKU)
            : utf8_han(b->cp) || is_opener(b->cp) ? 0
                                                  : ONE(WORD);
    return ONE(WORD);
}

/* Lone in any case, or perhaps. */
static bool is_lone(const paragraph *p, uint32_t from, uint32_t to, bool surely)
{
    uint32_t count = 0, other = 0;
    for (uint32_t k = from; k < to; k++) {
        bool full = utf8_han(p->chars[k].cp);
        count += full || (!surely && is_latin(p->chars[k].cp));
        other += !full && !is_closer(p->chars[k].cp) && !is_late(p->chars[k].cp);
    }
    return surely ? count == 1 && other == 0 : count < 2;
}

/* Letters, digits and signs, which may keep a distance from Han. */
static bool is_western(uint32_t cp)
{
    return !utf8_han(cp) && !is_closer(cp) && !is_opener(cp) && !is_late(cp) && !is_early(cp);
}

/* What character k adds to a line at most; `first`: the line begins with it. */
static int64_t width_of(const paragraph *p, uint32_t k, bool first)
{
    int64_t gap = p->item->style->gap_eighths * (SCENE_EM / 8);
    bool meet = !first && k > 0 && is_western(p->chars[k].cp) != is_western(p->chars[k - 1].cp);
    return p->chars[k].advance + (meet ? gap : 0);
}

static uint64_t actual(const paragraph *p)
{
    uint64_t cost = 0;
    uint32_t from = 0;
    for (uint32_t k = 1; k <= p->count; k++) {
        if (k < p->count && !p->broken[k])
            continue;
        cost += ONE(LINE) + (k < p->count ? least_cost(p, k) : 0);
        cost += (from > 0 || k < p->count) && is_lone(p, from, k, true) ? ONE(LONE) : 0;
        from = k;
    }
    return cost;
}

/* The cheapest of all ways. */
static uint64_t possible(const paragraph *p)
{
    uint64_t best[LONGEST + 1] = {0};
    for (uint32_t to = 1; to <= p->count; to++) {
        best[to] = UINT64_MAX / 2;
        int64_t behind = 0; /* the width of what follows `from` */
        for (uint32_t from = to; from-- > 0; behind += width_of(p, from, false)) {
            int64_t room = p->width - (from == 0 ? p->indent : 0);
            if (behind + width_of(p, from, true) > room)
                break;
            uint64_t cost = best[from] + ONE(LINE) + (to < p->count ? most_cost(p, to) : 0);
            cost += (from > 0 || to < p->count) && is_lone(p, from, to, false) ? ONE(LONE) : 0;
            best[to] = cost < best[to] ? cost : best[to];
        }
    }
    return best[p->count];
}

static void judge(const paragraph *p, verdict *out)
{
    uint64_t done = actual(p), other = possible(p);
    const doc_style *s = p->item->style;
    bool balanced = s->balance == BALANCE_YES ||
        (s->balance == BALANCE_AUTO && s->horizontal == ALIGN_CENTER);
    bool faults = done >> KINSOKU > 0;
    if (faults && !conceded(p->v->of->diags, p->item->from)) /* other rules see to that */
        return;
    if (other >= UINT64_MAX / 2 || other >= done ||
        (balanced && done >> KINSOKU <= other >> KINSOKU))
        return;
    proof_rule rule = done >> LINE == other >> LINE ? RULE_ORPHAN : RULE_AVOIDABLE;
    verdict_add(out, rule, 0, p->element, "costs %llx, %llx would do: %.*s",
        (unsigned long long)done, (unsigned long long)other, STR_ARG(p->item->text));
}

/* ---- paragraphs of a scene ---- */

/* The advance of the cluster at a byte, as it stands; 0: it has none of its own. */
static int64_t advance_at(const view *v, const view_line *l, uint32_t at)
{
    int64_t sum = 0;
    for (uint32_t r = l->run; r < l->run + l->runs; r++) {
        const scene_glyphs *g = v->runs[r];
        for (uint32_t i = 0; i < g->count; i++)
            sum += g->from + g->glyphs[i].cluster == at ? g->glyphs[i].advance : 0;
    }
    return sum;
}

static bool take_character(paragraph *p, const view_line *l, uint32_t at, uint32_t cp)
{
    character *c = &p->chars[p->count];
    bool third = p->count > 1 && cp == 0x2014 && c[-1].cp == cp && c[-2].cp == cp;
    if (!is_known(cp) || p->count == LONGEST || third) /* faces have one glyph for ——— */
        return false;
    *c = (character){.cp = cp, .at = at, .advance = SCENE_EM};
    if (cp == ' ') /* it may be squeezed here, or hang */
        c->advance = SCENE_EM / 2;
    else if (cp < 0x80)
        c->advance = advance_at(p->v, l, at) + SCENE_EM / 50;
    bool calm = p->count > 0 && (utf8_han(c[-1].cp) || is_closer(c[-1].cp) || c[-1].cp == 0xFF08);
    bool unit = p->count > 0 && one_of(c[-1].cp, "第");
    c->quiet = p->count == 0 ? QUIET : calm && !unit ? c[-1].quiet + 1 : 0;
    p->broken[p->count++] = at == l->from;
    return cp >= 0x80 || c->advance > SCENE_EM / 50;
}

/* Judges the paragraphs of an element that its lines show whole. */
static void judge_lines(paragraph *p, const view_fragment *f, verdict *out)
{
    const str text = p->item->text;
    bool good = true;
    p->count = 0;
    for (uint32_t k = f->line; k < f->line + f->lines; k++) {
        const view_line *l = &p->v->lines[k];
        for (size_t i = l->from; i < l->to;) {
            uint32_t at = (uint32_t)i, cp = utf8_next(text, &i);
            if (cp == '\n')
                continue;
            good = good && take_character(p, l, at, cp);
        }
        bool ends = l->to >= text.n || text.at[l->to] == '\n' || text.at[l->to - 1] == '\n';
        if (!ends)
            continue;
        if (good && p->count > 1)
            judge(p, out);
        good = true;
        p->count = 0;
    }
}

void check_breaks(const view *v, verdict *out)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        const view_item *t = &v->items[f->element];
        const doc_style *s = t->style;
        if (f->repeat || s->stacked || f->from > 0 || f->to < t->text.n || s->size <= 0)
            continue;
        int64_t room = f->rect.width - s->left - s->right;
        paragraph p = {.v = v,
            .item = t,
            .element = f->element,
            .width = room * SCENE_EM / s->size,
            .indent = (int64_t)s->indent * SCENE_EM / s->size +
                (int64_t)s->indent_thousandths * SCENE_EM / 1000 + (s->indent > 0)};
        if (p.width - p.indent >= 2 * SCENE_EM)
            judge_lines(&p, f, out);
    }
}
