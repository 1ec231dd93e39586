/* Column tracks: widths of groups of tracks that cells need together, to widths of tracks. */
#include "layout/layout_int.h"

#include <stdlib.h>

enum { TRACKS = 64, WIDEST = 1 << 24 }; /* wider than any paper; 64 of them still add up */

typedef struct solver {
    doc_track *tracks; /* a copy: TRACK_LEAST ones become fixed when they cannot grow */
    uint32_t count;
    len *least, *most;
    /* per group of tracks [first, first + size), at first * (count + 1) + size: what its cells need
     */
    len *group_least, *group_most, *group_floor;
} solver;

static bool flexible(const doc_track *t)
{
    return t->kind != TRACK_FIXED;
}

/* Takes of what is left over. */
static bool grows(const doc_track *t)
{
    return t->kind == TRACK_AUTO || t->kind == TRACK_SHARE;
}

/* What a track has whatever its cells hold. */
static len base_of(const doc_track *t)
{
    return grows(t) ? LEN_PT : t->size;
}

static uint32_t group_of(const solver *s, uint32_t first, uint32_t size)
{
    return first * (s->count + 1) + size;
}

static void groups_gather(arena *a, solver *s, const column_need *needs, uint32_t need_count)
{
    uint32_t groups = s->count * (s->count + 1);
    s->group_least = ARENA_ARRAY(a, len, groups);
    s->group_most = ARENA_ARRAY(a, len, groups);
    s->group_floor = ARENA_ARRAY(a, len, groups);
    for (uint32_t k = 0; k < need_count; k++) {
        uint32_t g = group_of(s, needs[k].first, needs[k].count);
        len least = needs[k].least < WIDEST ? needs[k].least : WIDEST;
        len most = needs[k].most < WIDEST ? needs[k].most : WIDEST;
        s->group_least[g] = s->group_least[g] > least ? s->group_least[g] : least;
        s->group_most[g] = s->group_most[g] > most ? s->group_most[g] : most;
        s->group_floor[g] = s->group_floor[g] > needs[k].floor ? s->group_floor[g] : needs[k].floor;
    }
}

/* Gives `amount` to the tracks of [first, end) that grow, else to those that are at least so wide,
 * the earliest first for what is left over. */
static void spread(const solver *s, len *into, uint32_t first, uint32_t end, len amount)
{
    len growing = 0, parts = 0;
    for (uint32_t i = first; i < end; i++) {
        growing += grows(&s->tracks[i]);
        parts += flexible(&s->tracks[i]);
    }
    parts = growing > 0 ? growing : parts;
    for (uint32_t i = first; i < end && parts > 0; i++) {
        if (growing > 0 ? !grows(&s->tracks[i]) : !flexible(&s->tracks[i]))
            continue;
        len share = (amount + parts - 1) / parts;
        into[i] += share;
        amount -= share;
        parts--;
    }
}

static len sum(const len *v, uint32_t first, uint32_t end)
{
    len total = 0;
    for (uint32_t i = first; i < end; i++)
        total += v[i];
    return total;
}

/* Narrow groups first, so that a wide one only adds what is still missing. */
static void apply_needs(const solver *s)
{
    for (uint32_t size = 1; size <= s->count; size++)
        for (uint32_t first = 0; first + size <= s->count; first++) {
            uint32_t g = group_of(s, first, size), end = first + size;
            len least = sum(s->least, first, end), most = sum(s->most, first, end);
            if (least < s->group_least[g])
                spread(s, s->least, first, end, s->group_least[g] - least);
            if (most < s->group_most[g])
                spread(s, s->most, first, end, s->group_most[g] - most);
        }
    for (uint32_t i = 0; i < s->count; i++) {
        const doc_track *t = &s->tracks[i];
        if (t->kind == TRACK_LEAST && t->most > 0 && s->least[i] > t->most)
            s->least[i] = t->most;
        if (s->most[i] < s->least[i] || t->kind == TRACK_LEAST)
            s->most[i] = s->least[i];
    }
}

/* No cell makes a track wider than its most. */
static void needs_bound(const solver *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        len most = s->tracks[i].kind == TRACK_LEAST ? s->tracks[i].most : 0;
        len *least = &s->group_least[group_of(s, i, 1)];
        if (most > 0 && *least > most)
            *least = most;
    }
}

/* How wide a track may become by others' needs: tight, none that takes nothing of what is left over
 * becomes wider than its own cells ask. 0: as wide as need be. */
static len width_most(const solver *s, uint32_t i, bool tight)
{
    const doc_track *t = &s->tracks[i];
    len need = s->group_least[group_of(s, i, 1)];
    if (t->kind == TRACK_LEAST)
        return !tight ? t->most : need > t->size ? need : t->size;
    return t->kind == TRACK_FIXED ? t->size : 0;
}

/* Moves the edge at the end of a group right, where it is too near its beginning. */
static bool push_edge(const solver *s, len *edge, uint32_t first, uint32_t size)
{
    len need = s->group_least[group_of(s, first, size)];
    bool bends = false;
    for (uint32_t i = first; i < first + size; i++)
        bends = bends || flexible(&s->tracks[i]);
    if (size == 1) {
        len floor = base_of(&s->tracks[first]);
        need = bends && need > floor ? need : floor;
    }
    if ((!bends && size > 1) || edge[first + size] - edge[first] >= need)
        return false;
    edge[first + size] = edge[first] + need;
    return true;
}

/*
 * Spreading a wide group's need evenly is fair, but where groups overlap it may ask for more than
 * is there although less would do. The least that does: every edge as far left as the needs allow,
 * a longest path (Bellman and Ford). Takes its widths as the least ones when they fit.
 */
static bool pack_edges(arena *a, solver *s, len width, bool tight)
{
    len *edge = ARENA_ARRAY(a, len, s->count + 1);
    bool moved = true;
    for (uint32_t round = 0; moved && round <= s->count + 1; round++) {
        moved = false;
        for (uint32_t first = 0; first < s->count; first++)
            for (uint32_t size = 1; first + size <= s->count; size++)
                moved = push_edge(s, edge, first, size) || moved;
        for (uint32_t i = s->count; i-- > 0;) {
            len most = width_most(s, i, tight);
            if (most > 0 && edge[i + 1] - edge[i] > most) {
                edge[i] = edge[i + 1] - most;
                moved = true;
            }
        }
    }
    if (edge[s->count] - edge[0] > width || (tight && moved))
        return false;
    for (uint32_t i = 0; i < s->count; i++) {
        s->least[i] = edge[i + 1] - edge[i];
        s->most[i] = s->most[i] > s->least[i] ? s->most[i] : s->least[i];
    }
    return true;
}

static bool pack(arena *a, solver *s, len width)
{
    bool least = false;
    for (uint32_t i = 0; i < s->count; i++)
        least = least || s->tracks[i].kind == TRACK_LEAST;
    return (least && pack_edges(a, s, width, true)) || pack_edges(a, s, width, false);
}

/* Too little room for everyone's least: tracks that grow shrink in proportion, not below 1 pt. */
static void shrink(const solver *s, len *out, len width)
{
    len fixed = 0, wanted = 0, tracks = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        fixed += grows(&s->tracks[i]) ? LEN_PT : out[i];
        wanted += grows(&s->tracks[i]) ? out[i] : 0;
        tracks += grows(&s->tracks[i]);
    }
    len room = width - fixed, given = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        if (!grows(&s->tracks[i]))
            continue;
        len share = wanted > 0 ? (len)((int64_t)room * out[i] / wanted) : room / tracks;
        out[i] = LEN_PT + share;
        given += share;
    }
    spread(s, out, 0, s->count, room - given);
}

/* No column narrower than its widest character: what shrinking took too much from some tracks the
 * others give back, in proportion to what they have above their own floor. When the floors alone
 * do not fit, nothing is changed. */
static void lift(arena *a, const solver *s, len *out, len width)
{
    solver low = *s;
    low.group_least = s->group_floor;
    low.least = ARENA_ARRAY(a, len, s->count);
    low.most = ARENA_ARRAY(a, len, s->count);
    if (!pack(a, &low, width))
        return;
    int64_t above = 0, given = 0, room = width - sum(low.least, 0, s->count);
    for (uint32_t i = 0; i < s->count; i++)
        above += out[i] > low.least[i] ? out[i] - low.least[i] : 0;
    for (uint32_t i = 0; i < s->count; i++) {
        int64_t own = out[i] > low.least[i] ? out[i] - low.least[i] : 0;
        int64_t share = above > 0 ? room * own / above : 0;
        out[i] = low.least[i] + (len)share;
        given += share;
    }
    spread(s, out, 0, s->count, (len)(room - given));
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
    bool kept[TRACKS] = {false};
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

static void start(arena *a, solver *s)
{
    s->least = ARENA_ARRAY(a, len, s->count);
    s->most = ARENA_ARRAY(a, len, s->count);
    for (uint32_t i = 0; i < s->count; i++)
        s->least[i] = s->most[i] = base_of(&s->tracks[i]);
}

/* Whether the tracks can fill the width; *over: by how much they miss it. Half a unit of rounding is
 * allowed for each track, the page and its margins; the last track of fixed ones takes it. */
static bool width_fits(solver *s, len width, len *over)
{
    uint32_t growing = 0;
    int64_t base = 0, rounding = (s->count + 4) / 2;
    for (uint32_t i = 0; i < s->count; i++) {
        base += base_of(&s->tracks[i]);
        growing += grows(&s->tracks[i]);
    }
    *over = (len)(base - width);
    if (growing > 0)
        return base <= width;
    if (llabs(base - width) > rounding)
        return false;
    s->tracks[s->count - 1].size -= *over;
    return true;
}

/* The last TRACK_LEAST track that its cells make wider stays as wide as it is written, or as its
 * widest character where there is room for that; false when there is none. */
static bool hold_back(solver *s, len width)
{
    len room = width;
    for (uint32_t i = 0; i < s->count; i++)
        room -= base_of(&s->tracks[i]);
    for (uint32_t i = s->count; i-- > 0;) {
        doc_track *t = &s->tracks[i];
        if (t->kind != TRACK_LEAST || s->least[i] <= t->size)
            continue;
        len lack = s->group_floor[group_of(s, i, 1)] - t->size;
        t->kind = TRACK_FIXED;
        t->size += lack > 0 && lack <= room ? lack : 0;
        return true;
    }
    return false;
}

bool columns_solve(arena *a, const column_table *table, len *out, len *over)
{
    uint32_t count = table->count;
    solver s = {.tracks = ARENA_ARRAY(a, doc_track, count), .count = count};
    for (uint32_t i = 0; i < count; i++)
        s.tracks[i] = table->tracks[i];
    if (!width_fits(&s, table->width, over))
        return false;
    groups_gather(a, &s, table->needs, table->need_count);
    needs_bound(&s);
    bool enough;
    do {
        start(a, &s);
        apply_needs(&s);
        enough = sum(s.least, 0, count) <= table->width || pack(a, &s, table->width);
    } while (!enough && hold_back(&s, table->width));
    for (uint32_t i = 0; i < count; i++)
        out[i] = s.least[i];
    if (enough) {
        distribute(&s, out, table->width - sum(out, 0, count));
    } else {
        shrink(&s, out, table->width);
        lift(a, &s, out, table->width);
    }
    return true;
}
