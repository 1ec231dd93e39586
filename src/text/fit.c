/*
 * Breaks chosen over a whole paragraph (Knuth and Plass, "Breaking Paragraphs into Lines", 1981):
 * each place where a line may end knows its cheapest line before it. Costs are integers and
 * compared in the order of concession.
 */
#include "text/text_int.h"

enum {
    STEP = TEXT_EM / 64, /* unit in which white space is judged */
    LABEL_MOST = 12, /* characters of a label whose words are worth a line more, and of a text
                      * that is looked at as a label is */
    LOOKBACK = 4096, /* places that a line may hold: a bound for texts without width */
};

/* Compared from the first field on; each packs counts that are compared one after the other. */
typedef struct cost {
    uint64_t torn; /* clusters wider than a line << 48 | words << 24 | quantities */
    uint64_t lines; /* 避头尾 << 48 | label words << 24 | lines */
    uint64_t looks; /* lines of a single character << 48 | white space, squared */
} cost;

#define HIGH ((uint64_t)1 << 48)
#define MIDDLE ((uint64_t)1 << 24)

/* A place where a line may end: before atom `atom`. */
typedef struct place {
    uint32_t atom, before; /* before: the place where its line begins */
    cost cost;
} place;
typedef VEC(place) places;

typedef struct fitting {
    const text_shaped *t;
    const text_measure *m;
    arena *memory;
    uint8_t *parts; /* by byte, TEXT_PARTS_ */
    uint32_t begin, end; /* the atoms of one paragraph */
    places places; /* of that paragraph; [0] is its begin */
    bool faults; /* some of them are no opportunities */
    int64_t even; /* of a balanced paragraph: the length that its lines should have */
    VEC(text_line) lines;
} fitting;

static bool cheaper(const cost *a, const cost *b)
{
    if (a->torn != b->torn)
        return a->torn < b->torn;
    return a->lines != b->lines ? a->lines < b->lines : a->looks < b->looks;
}

/* An indent that leaves no room for the character behind it gives way. */
static inline int64_t room_of(const fitting *f, uint32_t from)
{
    int64_t room = f->m->width - f->m->indent;
    if (from != f->begin || f->m->indent == 0)
        return f->m->width;
    return text_span_of(f->t, from, from + 1).least <= room ? room : f->m->width;
}

/* ---- places ---- */

/* There is room for one before each atom. */
static void add_place(fitting *f, uint32_t atom)
{
    f->places.at[f->places.count++] = (place){.atom = atom};
}

/* Whether the atoms have no room on a line of their own. */
static bool too_wide(const fitting *f, uint32_t from, uint32_t end)
{
    int64_t least = f->m->width - (f->m->indent > 0 ? f->m->indent : 0);
    if (f->t->min_content <= least) /* no piece is */
        return false;
    return text_span_of(f->t, from, end).least > room_of(f, from);
}

/* The places of the paragraph: the opportunities, and where a piece between two of them has no room
 * on any line, every cluster of it. */
static void seek_places(fitting *f)
{
    const text_shaped *t = f->t;
    uint32_t most = f->end - f->begin + 1;
    if (f->places.room < most)
        f->places = (places){ARENA_ARRAY(f->memory, place, most), 0, most};
    f->places.count = 0;
    f->faults = false;
    add_place(f, f->begin);
    for (uint32_t piece = f->begin, k = piece; k < f->end; k++) {
        if (t->atoms[k].after < TEXT_BREAK_OK)
            continue;
        if (too_wide(f, piece, k + 1)) {
            f->faults = true;
            while (++piece <= k)
                if (!t->atoms[piece].hangs) /* spaces stay behind what they follow */
                    add_place(f, piece);
        }
        add_place(f, k + 1);
        piece = k + 1;
    }
}

/* ---- cost of a line ---- */

static uint64_t squared(int64_t em)
{
    uint64_t steps = (uint64_t)(em / STEP);
    return steps * steps;
}

static bool is_short(const fitting *f)
{
    return f->end - f->begin <= LABEL_MOST;
}

/* What a break before an atom parts. */
static inline unsigned parted(const fitting *f, uint32_t atom)
{
    return atom < f->end ? f->parts[f->t->atoms[atom].at] : 0;
}

/* What white space a line may have, or how uneven lines may be, for the sake of a word, of what
 * brackets hold, of a single character of that beside its bracket, and of a document's number. */
typedef struct looks_worth {
    int64_t word, group, edge, number;
} looks_worth;

static looks_worth worth_of(const fitting *f)
{
    enum { NARROW = 16 * TEXT_EM, LINES = 2 };
    bool is_name = is_short(f), is_narrow = f->m->width < NARROW;
    /* Of prose the right edge is seen, of a cell hardly. */
    bool is_prose = !is_narrow && (f->end - f->begin) * TEXT_EM > LINES * f->m->width;
    if (f->m->balanced)
        return (looks_worth){
            TEXT_EM * 3 / 2, is_name ? TEXT_EM * 5 / 2 : 9 * TEXT_EM, 0, 6 * TEXT_EM};
    if (f->m->spread == TEXT_RAGGED && !is_prose)
        return (looks_worth){
            is_name ? TEXT_EM * 5 / 2 : 2 * TEXT_EM, TEXT_EM * 9 / 4, 0, 6 * TEXT_EM};
    return (looks_worth){
        is_narrow ? TEXT_EM / 2 : 0, is_narrow ? TEXT_EM / 2 : TEXT_EM, 2 * TEXT_EM, 3 * TEXT_EM};
}

/* What that costs where it is a matter of looks alone. */
static uint64_t word_cost(const fitting *f, uint32_t end)
{
    enum { WORD = TEXT_PARTS_WORD | TEXT_PARTS_LABEL };
    unsigned what = parted(f, end);
    if (what == 0)
        return 0;
    looks_worth worth = worth_of(f);
    uint64_t looks = (what & WORD) != 0 ? squared(worth.word) : 0;
    looks += (what & TEXT_PARTS_GROUP) != 0 ? squared(worth.group) : 0;
    looks += (what & TEXT_PARTS_EDGE) != 0 ? squared(worth.edge) : 0;
    return looks + ((what & TEXT_PARTS_DOCUMENT) != 0 ? squared(worth.number) : 0);
}

static cost fault_cost(const fitting *f, uint32_t end)
{
    cost c = {.lines = 1};
    switch (f->t->atoms[end - 1].after) {
    case TEXT_BREAK_LAST:
        c.torn = MIDDLE;
        break;
    case TEXT_BREAK_UNIT:
        c.torn = 1;
        break;
    case TEXT_BREAK_KINSOKU:
        c.lines += HIGH;
        break;
    default:
        break;
    }
    if (f->m->balanced && f->t->atoms[end - 1].alone) /* better behind a mark */
        c.looks += squared(TEXT_EM / 2);
    bool label = f->m->balanced && is_short(f);
    bool word = label && (parted(f, end) & TEXT_PARTS_LABEL) != 0;
    c.lines += word ? MIDDLE : 0;
    c.looks += word ? 0 : word_cost(f, end);
    return c;
}

static bool is_lone(const fitting *f, const text_span *s)
{
    return text_is_lone(f->t, s->from, s->end);
}

/* White space at the line's end, or what must be squeezed, which shows twice as much; twice as much
 * too where a justified line cannot be spread. A label's lines should be equally long. */
static inline uint64_t white_cost(const fitting *f, const text_span *s, int64_t room, bool last)
{
    int64_t white = room - s->natural, off = s->natural - f->even;
    uint64_t uneven = f->m->balanced ? squared(off < 0 ? -off : off) : 0;
    if (white < 0)
        return uneven + 2 * squared(-white);
    if (f->m->balanced || last)
        return uneven;
    bool loose = f->m->spread == TEXT_JUSTIFIED && white > (int64_t)s->places * TEXT_EM / 4;
    return loose ? 2 * squared(white) : squared(white);
}

/* Tries the line from place `from` to place `to`; false when it has no room. A cluster that is too
 * wide stands alone. */
static bool try_line(fitting *f, uint32_t from, uint32_t to, const cost *faults)
{
    const place *begin = &f->places.at[from];
    place *end = &f->places.at[to];
    text_span s = text_span_of(f->t, begin->atom, end->atom);
    int64_t room = room_of(f, begin->atom);
    bool over = s.least > room;
    if (over && s.end - s.from > 1 && from + 1 < to)
        return false;
    bool last = to + 1 == f->places.count;
    cost c = begin->cost;
    c.torn += faults->torn + (over ? HIGH : 0);
    c.lines += faults->lines;
    c.looks += faults->looks;
    c.looks += white_cost(f, &s, room, last);
    if (from + 1 < to || from > 0 || !last)
        c.looks += is_lone(f, &s) ? HIGH : 0;
    if (cheaper(&c, &end->cost)) {
        end->cost = c;
        end->before = from;
    }
    return true;
}

static void choose(fitting *f)
{
    for (uint32_t to = 1; to < f->places.count; to++) {
        arena_pulse(f->memory);
        cost faults = fault_cost(f, f->places.at[to].atom);
        f->places.at[to].cost.torn = UINT64_MAX;
        uint32_t from = to, least = to > LOOKBACK ? to - LOOKBACK : 0;
        while (from-- > least && try_line(f, from, to, &faults))
            ;
    }
}

/* ---- without faults, in the fewest lines ---- */

static bool has_room(const fitting *f, uint32_t from, uint32_t to)
{
    text_span s = text_span_of(f->t, f->places.at[from].atom, f->places.at[to].atom);
    return s.least <= room_of(f, f->places.at[from].atom);
}

/* latest[k]: the last place that k lines reach; returns how many lines reach the end. */
static uint32_t seek_latest(const fitting *f, uint32_t *latest)
{
    uint32_t lines = 0, end = f->places.count - 1;
    latest[0] = 0;
    while (latest[lines] < end) {
        uint32_t to = latest[lines] + 1;
        while (to < end && has_room(f, latest[lines], to + 1))
            to++;
        latest[++lines] = to;
    }
    return lines;
}

/* earliest[k]: the first place from which the lines behind the k-th reach the end. */
static void seek_earliest(const fitting *f, uint32_t *earliest, uint32_t lines)
{
    earliest[lines] = f->places.count - 1;
    while (lines-- > 0) {
        uint32_t from = earliest[lines + 1] - 1;
        while (from > 0 && has_room(f, from - 1, earliest[lines + 1]))
            from--;
        earliest[lines] = from;
    }
}

/* The best place from `least` to `most` for the line that ends at `to` to begin at. Whichever it
 * is, the lines are as many, and without faults. */
static void choose_begin(fitting *f, uint32_t to, uint32_t least, uint32_t most)
{
    place *end = &f->places.at[to];
    bool last = to + 1 == f->places.count;
    end->cost.looks = UINT64_MAX;
    for (uint32_t from = most + 1; from-- > least;) {
        const place *begin = &f->places.at[from];
        if (begin->cost.looks >= end->cost.looks) /* nothing makes that better */
            continue;
        text_span s = text_span_of(f->t, begin->atom, end->atom);
        int64_t room = room_of(f, begin->atom);
        if (s.least > room)
            break;
        uint64_t looks = begin->cost.looks + white_cost(f, &s, room, last);
        if (from + 1 < to || from > 0 || !last)
            looks += is_lone(f, &s) ? HIGH : 0;
        if (looks < end->cost.looks) {
            end->cost.looks = looks;
            end->before = from;
        }
    }
    end->cost.looks += word_cost(f, end->atom);
}

/* The k-th line of so many ends between earliest[k] and latest[k], and nowhere else: if it ended
 * before, the end would be out of reach; and behind, a line could be saved. */
static void choose_fewest(fitting *f)
{
    uint32_t *latest = ARENA_ARRAY(f->memory, uint32_t, f->places.count);
    uint32_t *earliest = ARENA_ARRAY(f->memory, uint32_t, f->places.count);
    uint32_t lines = seek_latest(f, latest);
    seek_earliest(f, earliest, lines);
    earliest[0] = 0;
    for (uint32_t k = 1; k <= lines; k++)
        for (uint32_t to = earliest[k]; to <= latest[k]; to++)
            choose_begin(f, to, earliest[k - 1], to <= latest[k - 1] ? to - 1 : latest[k - 1]);
}

/* ---- lines ---- */

static unsigned concession(uint8_t grade)
{
    switch (grade) {
    case TEXT_BREAK_KINSOKU:
        return TEXT_CONCEDED_KINSOKU;
    case TEXT_BREAK_UNIT:
        return TEXT_CONCEDED_UNIT;
    case TEXT_BREAK_LAST:
        return TEXT_CONCEDED_WORD;
    default:
        return 0;
    }
}

static text_line line_of(const fitting *f, uint32_t from, uint32_t end, bool last)
{
    const text_shaped *t = f->t;
    text_span s = text_span_of(t, from, end);
    text_room room = {room_of(f, from), f->m->spread};
    if (last && room.spread == TEXT_JUSTIFIED)
        room.spread = TEXT_RAGGED;
    text_line line = {.from = t->atoms[from].at,
        .to = t->atoms[end].at,
        .glyph = t->atoms[from].glyph,
        .glyph_end = t->atoms[s.end].glyph,
        .indent = f->m->width - room.width,
        .last = last};
    line.conceded = last ? 0 : concession(t->atoms[end - 1].after);
    line.set = text_set(t, &s, &room, f->memory);
    for (uint32_t g = line.glyph; g < line.glyph_end; g++)
        line.width += line.set[g - line.glyph].advance;
    return line;
}

static uint32_t count_lines(const fitting *f)
{
    uint32_t count = 0;
    for (uint32_t k = f->places.count - 1; k > 0; k = f->places.at[k].before)
        count++;
    return count;
}

/* The lines are known to be as few as they can be; now they are made even. */
static void choose_even(fitting *f)
{
    text_span all = text_span_of(
        f->t, f->places.at[0].atom, f->places.at[f->places.count - 1].atom);
    uint32_t lines = count_lines(f);
    f->even = all.natural / (lines == 0 ? 1 : lines);
    choose(f);
}

/* Most texts are one paragraph. */
static void make_room(fitting *f, uint32_t count)
{
    if (f->lines.at != NULL)
        return;
    f->lines.at = ARENA_ARRAY(f->memory, text_line, count);
    f->lines.room = count;
}

/* A mark at the end of a label's line keeps its blank where the line is then as wide as the widest
 * one: centred, they stand flush. */
static void keep_flush(fitting *f, text_line *lines, uint32_t count)
{
    int64_t widest = 0;
    for (uint32_t l = 0; l < count; l++)
        widest = lines[l].width > widest ? lines[l].width : widest;
    for (uint32_t k = f->places.count - 1; k > 0; k = f->places.at[k].before) {
        text_line *line = &lines[--count];
        const text_span s = text_span_of(
            f->t, f->places.at[f->places.at[k].before].atom, f->places.at[k].atom);
        int32_t tail = s.end > s.from ? f->t->atoms[s.end - 1].tail : 0;
        if (tail == 0 || line->width + tail != widest || widest + line->indent > f->m->width)
            continue;
        /* A line that ends in a blank tail is set in glyphs of its own (text_set), not the text's.
         */
        ((text_glyph *)line->set)[line->glyph_end - line->glyph - 1].advance += tail;
        line->width = widest;
    }
}

static void take_lines(fitting *f)
{
    uint32_t count = count_lines(f);
    make_room(f, count);
    uint32_t first = f->lines.count;
    for (uint32_t k = 0; k < count; k++)
        VEC_PUSH(f->memory, &f->lines);
    for (uint32_t k = f->places.count - 1; k > 0; k = f->places.at[k].before) {
        const place *end = &f->places.at[k];
        f->lines.at[first + --count] = line_of(
            f, f->places.at[end->before].atom, end->atom, k + 1 == f->places.count);
    }
    if (f->m->balanced)
        keep_flush(f, &f->lines.at[first], f->lines.count - first);
}

/* Most paragraphs of a form fit on one line: no choice to be made. */
static bool take_whole(fitting *f)
{
    if (text_span_of(f->t, f->begin, f->end).natural > room_of(f, f->begin))
        return false;
    make_room(f, 1);
    *VEC_PUSH(f->memory, &f->lines) = line_of(f, f->begin, f->end, true);
    return true;
}

static uint32_t paragraph_end(const text_shaped *t, uint32_t from)
{
    while (t->atoms[from].after != TEXT_BREAK_MUST)
        from++;
    return from + 1;
}

static void seek_parts(fitting *f)
{
    if (f->parts == NULL)
        f->parts = ARENA_ARRAY(f->memory, uint8_t, f->t->text.n);
    const lexicon *words = worth_of(f).word > 0 ? f->m->words : NULL;
    text_mark_parts(f->t, f->begin, f->end, words, f->parts);
}

uint32_t text_fill_measure(const text_shaped *t, const text_measure *m, arena *a, text_line **lines)
{
    fitting f = {.t = t, .m = m, .memory = a};
    for (; f.begin < t->atom_count; f.begin = f.end) {
        f.end = paragraph_end(t, f.begin);
        if (!take_whole(&f)) {
            seek_parts(&f);
            seek_places(&f);
            if (f.faults || m->balanced)
                choose(&f);
            else
                choose_fewest(&f);
            if (m->balanced)
                choose_even(&f);
            take_lines(&f);
        }
    }
    if (t->atom_count == 0)
        *VEC_PUSH(a, &f.lines) = (text_line){.last = true};
    *lines = f.lines.at;
    return f.lines.count;
}
