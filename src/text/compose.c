/*
 * 标点挤压, the facts: for each cluster of a shaped text, what it may give to its line. A
 * full-width mark is ink on one half of its em box and blank on the other (GB/T 15834 5.1;
 * clreq 3.1.6): the blank goes at a line end, for opening marks at a line start, half an em of it
 * where two marks meet, and anywhere else when a line must be squeezed.
 */
#include "text/text_int.h"

typedef struct sign {
    uint32_t cp;
    uint8_t turn;
    bool opens;
} sign;

/* In order of code points. */
static const sign signs[] = {
    {CP_MIDDLE_DOT, TURN_INTERPUNCT, false},
    {CP_LEFT_SINGLE, TURN_BRACKET, true},
    {CP_RIGHT_SINGLE, TURN_BRACKET, false},
    {CP_LEFT_DOUBLE, TURN_BRACKET, true},
    {CP_RIGHT_DOUBLE, TURN_BRACKET, false},
    {0x2022, TURN_INTERPUNCT, false},
    {0x2027, TURN_INTERPUNCT, false},
    {0x3001, TURN_PAUSE, false},
    {0x3002, TURN_STOP, false},
    {0x3008, TURN_BRACKET, true},
    {0x3009, TURN_BRACKET, false},
    {0x300A, TURN_BRACKET, true},
    {0x300B, TURN_BRACKET, false},
    {0x300C, TURN_BRACKET, true},
    {0x300D, TURN_BRACKET, false},
    {0x300E, TURN_BRACKET, true},
    {0x300F, TURN_BRACKET, false},
    {0x3010, TURN_BRACKET, true},
    {0x3011, TURN_BRACKET, false},
    {0x3014, TURN_BRACKET, true},
    {0x3015, TURN_BRACKET, false},
    {0x3016, TURN_BRACKET, true},
    {0x3017, TURN_BRACKET, false},
    {0x30FB, TURN_INTERPUNCT, false},
    {0xFF01, TURN_STOP, false},
    {0xFF08, TURN_BRACKET, true},
    {0xFF09, TURN_BRACKET, false},
    {0xFF0C, TURN_PAUSE, false},
    {0xFF0E, TURN_STOP, false},
    {0xFF1A, TURN_PAUSE, false},
    {0xFF1B, TURN_PAUSE, false},
    {0xFF1F, TURN_STOP, false},
    {0xFF3B, TURN_BRACKET, true},
    {0xFF3D, TURN_BRACKET, false},
    {0xFF5B, TURN_BRACKET, true},
    {0xFF5D, TURN_BRACKET, false},
};

typedef struct composer {
    text_shaped *t;
    const text_chars *chars;
    text_shaper *shaper;
    uint32_t next; /* the character and the glyph that the next atom begins with */
    uint32_t glyph;
} composer;

static const sign *sign_of(uint32_t cp)
{
    size_t low = 0, high = sizeof signs / sizeof *signs;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (signs[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof signs / sizeof *signs && signs[low].cp == cp ? &signs[low] : NULL;
}

/* A mark that the face has set on (nearly) a whole em; others are as narrow as they get. */
static void take_sign(const composer *c, text_atom *x, const text_char *at, const sign *s)
{
    int32_t blank = x->advance / 2;
    x->alone = s == NULL && at->is.line == LB_PO; /* % and the like */
    x->opens = s != NULL && s->opens;
    if (s == NULL || x->advance < TEXT_EM * 9 / 10)
        return;
    text_half half = s->turn == TURN_INTERPUNCT ? TEXT_MIDDLE : s->opens ? TEXT_RIGHT : TEXT_LEFT;
    if (c->shaper != NULL && !text_ink_in(c->shaper, &c->t->glyphs[x->glyph], half))
        return;
    x->turn = s->turn;
    x->give = blank;
    if (s->turn == TURN_INTERPUNCT)
        return;
    x->lead = s->opens ? blank : 0;
    x->tail = s->opens ? 0 : blank;
}

/* The least and the greatest width of a word space: clreq 3.2.2 and 3.2.3. */
static void take_space(text_atom *x)
{
    x->turn = TURN_SPACE;
    x->give = x->advance > TEXT_EM / 4 ? x->advance - TEXT_EM / 4 : 0;
}

/* What the passes below need of the two atoms at a boundary. */
typedef struct side {
    text_atom *atom;
    bool han, word, marked;
} side;

static bool is_mark(const side *s)
{
    return s->atom->lead > 0 || s->atom->tail > 0;
}

/* Two marks that meet take 1.5 em instead of 2 (clreq 3.1.6.1): the blank between them goes, or
 * half of it where there are two. */
static void close_marks(const side *before, const side *here)
{
    text_atom *a = before->atom, *x = here->atom;
    if (!is_mark(before) || !is_mark(here))
        return;
    if (a->tail > 0) {
        x->close = a->tail;
        x->closes_before = true;
        a->give = 0;
    } else if (x->lead > 0) {
        x->close = x->lead;
        x->give = 0;
    }
}

/* The gap between Han and Latin (clreq 3.2.1): not inside a quantity, whose joints are graded. */
static void open_gap(const side *before, const side *here, int32_t gap)
{
    bool meet = (before->han && here->word) || (before->word && here->han);
    if (gap == 0 || !meet || before->atom->after != TEXT_BREAK_OK)
        return;
    here->atom->close = -gap;
    here->atom->closes_before = true;
    here->atom->give_gap = gap > TEXT_EM / 8 ? gap - TEXT_EM / 8 : 0;
}

/* Western words, quantities, —— and …… are not spaced out; spaces have a rule of their own. */
static bool may_stretch(const side *before, const side *here)
{
    text_break grade = (text_break)before->atom->after;
    bool wide = before->han || here->han || before->marked || here->marked;
    return wide && grade >= TEXT_BREAK_KINSOKU && grade < TEXT_BREAK_MUST && !here->atom->hangs;
}

static side side_of(const composer *of, text_atom *x, const text_char *c)
{
    side s = {.atom = x, .han = c->is.line == LB_ID};
    x->turn = TURN_NONE;
    x->alone = true;
    if (s.han)
        return s;
    /* CR LF is one cluster; a space under a combining mark is not a space. */
    bool single = c + 1 == &of->chars->at[of->next];
    x->hangs = (c->is.traits & CHAR_NEWLINE) != 0 || ((c->is.traits & CHAR_SPACE) != 0 && single);
    x->alone = !x->hangs;
    const sign *known = c->cp < CP_MIDDLE_DOT ? NULL : sign_of(c->cp);
    s.marked = known != NULL;
    /* ‧ and · are of the letters' class */
    s.word = text_is_word(c->is) && (c->is.traits & CHAR_WIDE) == 0 && !s.marked;
    if (known != NULL || (!s.word && text_not_at_start(c)))
        take_sign(of, x, c, known);
    if (c->cp == ' ' && x->hangs)
        take_space(x);
    return s;
}

/* A vertical label is as it is. */
static void leave_upright(text_atom *x)
{
    x->lead = x->tail = x->give = 0;
    x->turn = TURN_NONE;
}

static void take_atom(composer *of, text_atom *x)
{
    const text_shaped *t = of->t;
    const text_glyph *glyph = &t->glyphs[of->glyph], *last = &t->glyphs[t->count];
    const text_char *c = &of->chars->at[of->next];
    x->at = c->at;
    x->glyph = of->glyph;
    do
        c++;
    while (t->breaks[c->at - 1] == TEXT_BREAK_NEVER); /* the last one is not */
    for (; glyph < last && glyph->cluster < c->at; glyph++)
        x->advance += glyph->advance;
    of->glyph = (uint32_t)(glyph - t->glyphs);
    x->after = t->breaks[c->at - 1];
    of->next = (uint32_t)(c - of->chars->at);
}

static int64_t wider(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The sums over the atoms, and the widest of each kind of piece. */
static void sum_up(text_shaped *t, text_atom *atoms, uint32_t count)
{
    uint32_t piece = 0, paragraph = 0, solid = 0, places = 0;
    for (uint32_t k = 0; k < count; k++) {
        text_atom *x = &atoms[k];
        x[1].pen = x->pen + x->advance - x->close;
        x[1].shrink = x->shrink + x->give + x->give_gap;
        x->solid = solid = x->hangs ? solid : k + 1;
        x->places = places += x->stretches;
        int64_t alone = x->hangs ? 0 : x->advance - x->lead - x->tail;
        t->floor = wider(t->floor, alone);
        if (x->after < TEXT_BREAK_OK)
            continue;
        t->min_content = wider(
            t->min_content, piece == k ? alone : text_span_of(t, piece, k + 1).natural);
        piece = k + 1;
        if (x->after != TEXT_BREAK_MUST)
            continue;
        t->max_content = wider(t->max_content, text_span_of(t, paragraph, k + 1).natural);
        paragraph = k + 1;
    }
}

void text_compose(
    arena *a, text_shaped *t, const text_chars *chars, text_options options, text_shaper *shaper)
{
    composer of = {t, chars, shaper, 0, 0};
    uint32_t count = 0;
    text_atom *atoms = ARENA_ARRAY(a, text_atom, chars->count + 1);
    side before = {0};
    while (of.next < chars->count) {
        const text_char *c = &chars->at[of.next];
        text_atom *x = &atoms[count];
        take_atom(&of, x);
        side here = side_of(&of, x, c);
        if (options.stacked)
            leave_upright(x);
        if (count++ > 0) {
            if (!before.han || !here.han) { /* two of them touch */
                close_marks(&before, &here);
                open_gap(&before, &here, options.stacked ? 0 : options.gap);
            }
            x->stretches = may_stretch(&before, &here);
        }
        before = here;
    }
    atoms[count].at = (uint32_t)t->text.n;
    atoms[count].glyph = t->count;
    t->atoms = atoms;
    t->atom_count = count;
    sum_up(t, atoms, count);
}
