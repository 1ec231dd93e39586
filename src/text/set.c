/* A line of known atoms: its glyphs squeezed or spread to the room it has (clreq 3.2.2, 3.2.3). */
#include "text/text_int.h"

/* A line while it is set: a copy of its glyphs. */
typedef struct setting {
    const text_shaped *t;
    uint32_t from, end; /* atoms */
    text_glyph *glyphs; /* the first is that of `from` */
} setting;

static const text_atom *atom(const setting *s, uint32_t k)
{
    return &s->t->atoms[k];
}

/* Widens atom k by `more` (which may be negative) at its end. */
static void widen(setting *s, uint32_t k, int64_t more)
{
    uint32_t begin = atom(s, k)->glyph, end = atom(s, k + 1)->glyph;
    if (end > begin)
        s->glyphs[end - 1 - atom(s, s->from)->glyph].advance += (int32_t)more;
}

/* Takes `less` from the blank at the start of atom k. */
static void pull(setting *s, uint32_t k, int64_t less)
{
    uint32_t base = atom(s, s->from)->glyph;
    for (uint32_t g = atom(s, k)->glyph; g < atom(s, k + 1)->glyph; g++)
        s->glyphs[g - base].dx -= (int32_t)less;
    widen(s, k, -less);
}

/* The blanks that go whatever the room: at both ends, and between marks that meet. */
static void close_up(setting *s)
{
    pull(s, s->from, atom(s, s->from)->lead);
    widen(s, s->end - 1, -(int64_t)atom(s, s->end - 1)->tail);
    for (uint32_t k = s->from + 1; k < s->end; k++) {
        if (atom(s, k)->close == 0)
            continue;
        if (atom(s, k)->closes_before)
            widen(s, k - 1, -(int64_t)atom(s, k)->close);
        else
            pull(s, k, atom(s, k)->close);
    }
}

/* What atom k, which may give something, gives inside this line when it is the turn of `turn`. */
static int64_t gives(const setting *s, uint32_t k, text_turn turn)
{
    const text_atom *x = atom(s, k);
    if (turn == TURN_GAP)
        return k > s->from ? x->give_gap : 0;
    bool gone = (k == s->from && x->lead > 0) || (k == s->end - 1 && x->tail > 0);
    return x->turn == turn && !gone ? x->give : 0;
}

static void take_from(setting *s, uint32_t k, text_turn turn, int64_t less)
{
    if (turn == TURN_GAP) {
        widen(s, k - 1, -less);
    } else if (turn == TURN_INTERPUNCT) {
        pull(s, k, less / 2);
        widen(s, k, less / 2 - less);
    } else if (atom(s, k)->opens) {
        pull(s, k, less);
    } else {
        widen(s, k, -less);
    }
}

static bool is_stiff(const text_atom *x)
{
    return x->give == 0 && x->give_gap == 0;
}

/* Each turn gives all it has before the next one gives anything; within a turn all alike. */
static void squeeze(setting *s, int64_t over)
{
    int64_t most[TURN_COUNT] = {0};
    for (uint32_t k = s->from; k < s->end; k++)
        for (text_turn turn = 0; !is_stiff(atom(s, k)) && turn < TURN_COUNT; turn++)
            most[turn] += gives(s, k, turn);
    for (text_turn turn = 0; turn < TURN_COUNT && over > 0; turn++) {
        int64_t seen = 0, taken = 0, share = over < most[turn] ? over : most[turn];
        for (uint32_t k = s->from; k < s->end && share > 0; k++) {
            int64_t own = is_stiff(atom(s, k)) ? 0 : gives(s, k, turn);
            if (own == 0)
                continue;
            seen += own;
            int64_t less = share * seen / most[turn] - taken; /* sums to share exactly */
            take_from(s, k, turn, less);
            taken += less;
        }
        over -= share;
    }
}

/* By how much the boundary before atom k may grow when only word spaces grow (to 1/2 em), or only
 * the gaps between Han and Latin (to 1/2 em too). */
static int64_t grows(const setting *s, uint32_t k, text_turn turn)
{
    const text_atom *x = atom(s, k);
    if (turn == TURN_GAP)
        return x->close < 0 ? TEXT_EM / 2 + x->close : 0;
    return atom(s, k - 1)->turn == TURN_SPACE && x->turn != TURN_SPACE
        ? TEXT_EM / 2 - atom(s, k - 1)->advance
        : 0;
}

static int64_t growth(const setting *s, text_turn turn)
{
    int64_t most = 0;
    for (uint32_t k = s->from + 1; k < s->end; k++)
        most += grows(s, k, turn) > 0 ? grows(s, k, turn) : 0;
    return most;
}

/* Returns what is left of `under`. */
static int64_t stretch_turn(setting *s, text_turn turn, int64_t under)
{
    int64_t most = growth(s, turn), seen = 0, taken = 0, share = under < most ? under : most;
    for (uint32_t k = s->from + 1; k < s->end && share > 0; k++) {
        int64_t own = grows(s, k, turn);
        if (own <= 0)
            continue;
        seen += own;
        int64_t more = share * seen / most - taken; /* sums to share exactly */
        widen(s, k - 1, more);
        taken += more;
    }
    return under - share;
}

/* Word spaces first, then the gaps, then every place between characters alike; not at all where a
 * place would have to grow by more than `most`: that is how rivers come. */
static void stretch(setting *s, uint32_t places, int64_t under, int64_t most)
{
    int64_t first = growth(s, TURN_SPACE) + growth(s, TURN_GAP);
    if (under > first && under - first > most * places)
        return;
    under = stretch_turn(s, TURN_SPACE, under);
    under = stretch_turn(s, TURN_GAP, under);
    int64_t seen = 0, taken = 0;
    for (uint32_t k = s->from + 1; k < s->end && under > 0; k++) {
        if (!atom(s, k)->stretches)
            continue;
        int64_t more = under * ++seen / places - taken;
        widen(s, k - 1, more);
        taken += more;
    }
}

/* Whether the glyphs of a line stand as they were shaped. */
static bool untouched(const text_shaped *t, const text_span *s, int64_t room, text_spread spread)
{
    const text_atom *first = &t->atoms[s->from], *end = &t->atoms[s->end];
    if (s->natural > room || (spread != TEXT_RAGGED && s->natural < room))
        return false;
    if (first->lead > 0 || t->atoms[s->end - 1].tail > 0)
        return false;
    for (const text_atom *x = first + 1; x < end; x++)
        if (x->close != 0)
            return false;
    return true;
}

const text_glyph *text_set(
    const text_shaped *t, const text_span *s, const text_room *room, arena *a)
{
    if (s->end == s->from || t->count == 0)
        return NULL;
    uint32_t begin = t->atoms[s->from].glyph, end = t->atoms[s->end].glyph;
    if (untouched(t, s, room->width, room->spread))
        return &t->glyphs[begin];
    setting set = {t, s->from, s->end, ARENA_ARRAY(a, text_glyph, end - begin)};
    for (uint32_t g = begin; g < end; g++)
        set.glyphs[g - begin] = t->glyphs[g];
    close_up(&set);
    if (s->natural > room->width)
        squeeze(&set, s->natural - room->width);
    else if (room->spread != TEXT_RAGGED)
        stretch(&set, s->places, room->width - s->natural,
            room->spread == TEXT_DISTRIBUTED ? INT32_MAX : TEXT_EM / 4);
    return set.glyphs;
}
