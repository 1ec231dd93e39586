/* Column tracks. Spans are groups of tracks that must hold a width together. */
#include "layout/layout_int.h"

typedef struct solver {
    const doc_track *tracks;
    uint32_t count;
    len *least, *most;
} solver;

static bool flexible(const doc_track *t)
{
    return t->kind != TRACK_FIXED;
}

/* Gives `amount` to the flexible tracks of [first, end), the earliest first for what is left over.
 */
static void spread(const solver *s, len *into, uint32_t first, uint32_t end, len amount)
{
    len parts = 0;
    for (uint32_t i = first; i < end; i++)
        parts += flexible(&s->tracks[i]);
    for (uint32_t i = first; i < end && parts > 0; i++) {
        if (!flexible(&s->tracks[i]))
            continue;
        len share = (amount + parts - 1) / parts;
        into[i] += share;
        amount -= share;
        parts--;
    }
}

static len sum(const len *v, uint32_t first, uint32_t end)
{
    int64_t total = 0;
    for (uint32_t i = first; i < end; i++)
        total += v[i];
    return total > LEN_MAX ? LEN_MAX : (len)total;
}

/* Narrow spans first, so that a wide one only adds what is still missing. */
static void apply_needs(const solver *s, const column_need *needs, uint32_t need_count)
{
    for (uint32_t size = 1; size <= s->count; size++)
        for (uint32_t k = 0; k < need_count; k++) {
            const column_need *n = &needs[k];
            if (n->count != size)
                continue;
            uint32_t end = n->first + n->count;
            len least = sum(s->least, n->first, end), most = sum(s->most, n->first, end);
            if (least < n->least)
                spread(s, s->least, n->first, end, n->least - least);
            if (most < n->most)
                spread(s, s->most, n->first, end, n->most - most);
        }
    for (uint32_t i = 0; i < s->count; i++)
        if (s->most[i] < s->least[i])
            s->most[i] = s->least[i];
}

/* Too little room for everyone's least: flexible tracks shrink in proportion, not below 1 pt. */
static void shrink(const solver *s, len *out, len width)
{
    len fixed = 0, wanted = 0, tracks = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        fixed += flexible(&s->tracks[i]) ? LEN_PT : out[i];
        wanted += flexible(&s->tracks[i]) ? out[i] : 0;
        tracks += flexible(&s->tracks[i]);
    }
    len room = width - fixed, given = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        if (!flexible(&s->tracks[i]))
            continue;
        len share = wanted > 0 ? (len)((int64_t)room * out[i] / wanted) : room / tracks;
        out[i] = LEN_PT + share;
        given += share;
    }
    spread(s, out, 0, s->count, room - given);
}

/* Autos grow toward their most, in proportion to what they lack. */
static len grow_autos(const solver *s, len *out, len room)
{
    int64_t lack = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (s->tracks[i].kind == TRACK_AUTO)
            lack += s->most[i] - out[i];
    if (lack == 0)
        return room;
    int64_t gift = lack < room ? lack : room, given = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (s->tracks[i].kind == TRACK_AUTO) {
            len add = (len)((int64_t)(s->most[i] - out[i]) * gift / lack);
            out[i] += add;
            given += add;
        }
    return room - (len)given;
}

/* Shares divide what all share tracks have together; one whose least is more keeps its least. */
static void divide_shares(const solver *s, len *out, len room)
{
    bool kept[64] = {false};
    for (bool again = true; again;) {
        again = false;
        int64_t parts = 0, pool = room;
        for (uint32_t i = 0; i < s->count; i++)
            if (s->tracks[i].kind == TRACK_SHARE && !kept[i]) {
                parts += s->tracks[i].share;
                pool += s->least[i];
            }
        int64_t left_parts = parts, left = pool;
        for (uint32_t i = 0; i < s->count && parts > 0; i++) {
            if (s->tracks[i].kind != TRACK_SHARE || kept[i])
                continue;
            int64_t share = left * s->tracks[i].share / left_parts;
            if (share < s->least[i]) {
                kept[i] = again = true;
                out[i] = s->least[i];
                break;
            }
            out[i] = (len)share;
            left -= share;
            left_parts -= s->tracks[i].share;
        }
    }
}

static void distribute(const solver *s, len *out, len room)
{
    bool shares = false;
    for (uint32_t i = 0; i < s->count; i++)
        shares = shares || s->tracks[i].kind == TRACK_SHARE;
    room = grow_autos(s, out, room);
    if (shares)
        divide_shares(s, out, room);
    else
        spread(s, out, 0, s->count, room);
}

bool columns_solve(arena *a, const column_table *table, len *out, len *over)
{
    uint32_t count = table->count, free_tracks = 0;
    solver s = {table->tracks, count, ARENA_ARRAY(a, len, count), ARENA_ARRAY(a, len, count)};
    int64_t fixed = 0;
    for (uint32_t i = 0; i < count; i++) {
        s.least[i] = s.most[i] = flexible(&s.tracks[i]) ? 0 : s.tracks[i].size;
        fixed += s.least[i];
        free_tracks += flexible(&s.tracks[i]);
    }
    int64_t least = fixed + (int64_t)free_tracks * LEN_PT;
    if (least > table->width || (free_tracks == 0 && fixed != table->width)) {
        *over = (len)(least - table->width);
        return false;
    }
    apply_needs(&s, table->needs, table->need_count);
    for (uint32_t i = 0; i < count; i++)
        out[i] = s.least[i];
    len taken = sum(out, 0, count);
    if (taken > table->width)
        shrink(&s, out, table->width);
    else
        distribute(&s, out, table->width - taken);
    return true;
}
