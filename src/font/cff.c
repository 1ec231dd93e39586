#include "font/font_int.h"

/* Adobe Technical Note 5176. Only what says which CID a glyph has: FreeType knows as well, but it
 * loads the whole face for that, which takes as long as opening three others. */

enum { OP_CHARSET = 15, OP_ROS = 12 << 8 | 30, STANDARD_STRINGS = 391 };

typedef struct reader {
    str bytes;
    size_t at;
    bool bad; /* read beyond the end: everything since is 0 */
} reader;

static uint32_t take(reader *r, size_t n)
{
    uint32_t value = 0;
    if (r->bad || n > r->bytes.n - r->at) {
        r->bad = true;
        return 0;
    }
    for (; n > 0; n--)
        value = value << 8 | (unsigned char)r->bytes.at[r->at++];
    return value;
}

typedef struct cff_index {
    str bytes; /* from its start to the end of the table */
    uint32_t count, offset_size;
} cff_index;

/* The i-th offset, from the start of the index; i may be count. */
static size_t offset_at(const cff_index *x, uint32_t i)
{
    reader r = {x->bytes, 3 + (size_t)i * x->offset_size, false};
    size_t offset = take(&r, x->offset_size);
    return 2 + ((size_t)x->count + 1) * x->offset_size + offset;
}

/* Reads the index at r, which moves past it. */
static cff_index index_take(reader *r)
{
    cff_index x = {str_slice(r->bytes, r->at, r->bytes.n), take(r, 2), 0};
    if (x.count == 0)
        return x;
    x.offset_size = take(r, 1);
    size_t head = 3 + ((size_t)x.count + 1) * x.offset_size;
    r->bad = r->bad || x.offset_size < 1 || x.offset_size > 4 || head > x.bytes.n;
    if (r->bad)
        return (cff_index){0};
    size_t end = offset_at(&x, x.count);
    r->bad = end < head || end > x.bytes.n;
    r->at += end - 3;
    return x;
}

/* The i-th item; empty when there is none. */
static str index_item(const cff_index *x, uint32_t i)
{
    if (i >= x->count)
        return (str){"", 0};
    size_t from = offset_at(x, i), to = offset_at(x, i + 1);
    return from <= to && to <= x->bytes.n ? str_slice(x->bytes, from, to) : (str){"", 0};
}

static int32_t number(reader *r, uint32_t first)
{
    if (first == 28)
        return (int16_t)take(r, 2);
    if (first == 29)
        return (int32_t)take(r, 4);
    if (first <= 246)
        return (int32_t)first - 139;
    if (first <= 250)
        return ((int32_t)first - 247) * 256 + (int32_t)take(r, 1) + 108;
    return -((int32_t)first - 251) * 256 - (int32_t)take(r, 1) - 108;
}

/* A real number ends with the nibble F. None of the operands wanted here is one. */
static void skip_real(reader *r)
{
    for (uint32_t byte = 0; !r->bad && (byte & 0xF) != 0xF && (byte >> 4) != 0xF;)
        byte = take(r, 1);
}

typedef struct top_dict {
    bool cid_keyed;
    int32_t registry, ordering, supplement, charset;
} top_dict;

static void operator_apply(top_dict *top, uint32_t op, const int32_t last[3])
{
    if (op == OP_CHARSET)
        top->charset = last[2];
    if (op != OP_ROS)
        return;
    top->cid_keyed = true;
    top->registry = last[0];
    top->ordering = last[1];
    top->supplement = last[2];
}

static bool top_read(str dict, top_dict *top)
{
    reader r = {dict, 0, false};
    int32_t last[3] = {0};
    while (r.at < dict.n && !r.bad) {
        uint32_t first = take(&r, 1);
        if (first <= 21) {
            operator_apply(top, first == 12 ? 12 << 8 | take(&r, 1) : first, last);
            continue;
        }
        last[0] = last[1];
        last[1] = last[2];
        last[2] = 0;
        if (first == 30)
            skip_real(&r);
        else
            last[2] = number(&r, first);
    }
    return !r.bad;
}

static str string_at(const cff_index *strings, int32_t sid, str otherwise)
{
    if (sid < STANDARD_STRINGS)
        return otherwise;
    str s = index_item(strings, (uint32_t)sid - STANDARD_STRINGS);
    return s.n > 0 ? s : otherwise;
}

bool font_cff_read(str table, font_cff *out)
{
    *out = (font_cff){.registry = STR("Adobe"), .ordering = STR("Identity")};
    reader r = {table, 2, table.n < 4};
    r.at = take(&r, 1); /* the header gives its own size */
    r.bad = r.bad || r.at > table.n;
    if (r.bad)
        return false;
    index_take(&r); /* names */
    cff_index tops = index_take(&r), strings = index_take(&r);
    top_dict top = {0};
    if (r.bad || !top_read(index_item(&tops, 0), &top))
        return false;
    if (!top.cid_keyed)
        return true;
    out->cid_keyed = true;
    out->registry = string_at(&strings, top.registry, out->registry);
    out->ordering = string_at(&strings, top.ordering, out->ordering);
    out->supplement = top.supplement;
    /* 0 to 2 are the predefined charsets, which have no CIDs: then the CID is the glyph id. */
    out->identity = top.charset >= 0 && top.charset <= 2;
    if (top.charset < 0 || (size_t)top.charset >= table.n)
        return false;
    out->charset = str_slice(table, (size_t)top.charset, table.n);
    return true;
}

bool font_cff_cids(const font_cff *cff, const uint32_t *gids, uint32_t count, uint16_t *cids)
{
    reader r = {cff->charset, 0, false};
    uint32_t format = take(&r, 1);
    if (!cff->identity && format > 2)
        return false;
    /* Glyph 0 is not listed. [from, to) are the glyphs of the range that starts at CID `first`. */
    uint32_t from = 0, to = cff->identity ? UINT16_MAX + 1 : 1, first = 0;
    for (uint32_t i = 0; i < count; i++) {
        while (gids[i] >= to && !r.bad && !cff->identity) {
            first = take(&r, 2);
            from = to;
            to += 1 + (format == 0 ? 0 : take(&r, format));
        }
        if (r.bad || gids[i] < from || gids[i] >= to || first + gids[i] - from > UINT16_MAX)
            return false;
        cids[i] = (uint16_t)(first + gids[i] - from);
    }
    return true;
}
