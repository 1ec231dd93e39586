#include "pdf/pdf_int.h"

/*
 * What Scope alone says of a grid (ISO 32000-1, 14.8.5.7, whose rules are those of HTML 4.01,
 * 11.4.3): a cell's headings are those of rows to its left, then those of columns above it; either
 * way the search ends with a cell that is no heading, once there was one that is.
 */

/* Headings of a column with no other cell between them. */
typedef struct chain {
    uint32_t tag;
    struct chain *above;
} chain;

typedef struct slot {
    uint32_t tag, column, row_end; /* of the cell that was put there last */
    scene_heads heads;
    chain *headings;
    bool passed; /* a cell that is no heading stands below them */
} slot;

struct pdf_scope {
    arena *memory;
    slot *slots; /* by column */
};

pdf_scope *pdf_scope_new(arena *a, uint32_t columns)
{
    pdf_scope *s = ARENA_NEW(a, pdf_scope);
    *s = (pdf_scope){a, ARENA_ARRAY(a, slot, columns)};
    return s;
}

static void column_head(pdf_scope *s, slot *at, uint32_t tag)
{
    chain *one = ARENA_NEW(s->memory, chain);
    *one = (chain){tag, at->passed ? NULL : at->headings};
    at->headings = one;
    at->passed = false;
}

void pdf_scope_add(pdf_scope *s, const scene_element *e, uint32_t tag)
{
    for (uint32_t c = e->column; c < e->column + e->colspan; c++) {
        slot *at = &s->slots[c];
        at->tag = tag;
        at->column = e->column;
        at->row_end = e->row + e->rowspan;
        at->heads = e->heads;
        if (e->heads == SCENE_HEADS_COLUMN)
            column_head(s, at, tag);
        else if (e->heads == SCENE_HEADS_NONE)
            at->passed = true;
    }
}

static bool is_data(const slot *at, uint32_t row)
{
    return at->row_end > row && at->heads == SCENE_HEADS_NONE;
}

bool pdf_scope_divided(const pdf_scope *s, uint32_t row, uint32_t from, uint32_t to)
{
    for (uint32_t c = from; c < to; c++)
        if (is_data(&s->slots[c], row))
            return true;
    return false;
}

/* Tags that are looked for, and which of them were found. */
typedef struct search {
    const uint32_t *tags;
    uint32_t count;
    uint64_t found;
    bool other; /* something else was found */
} search;

static void find(search *all, uint32_t tag)
{
    for (uint32_t i = 0; i < all->count; i++)
        if (all->tags[i] == tag) {
            all->found |= UINT64_C(1) << i;
            return;
        }
    all->other = true;
}

static void find_left(search *all, const pdf_scope *s, const scene_element *e)
{
    bool any = false;
    for (uint32_t c = e->column; c > 0;) {
        const slot *at = &s->slots[c - 1];
        if (any && is_data(at, e->row))
            return;
        if (at->row_end > e->row && at->heads == SCENE_HEADS_ROW) {
            find(all, at->tag);
            any = true;
        }
        c = at->row_end > e->row ? at->column : c - 1;
    }
}

bool pdf_scope_says(
    const pdf_scope *s, const scene_element *e, const uint32_t *tags, uint32_t count)
{
    enum { HEADINGS_MOST = 63 };
    search all = {.tags = tags, .count = count};
    if (count > HEADINGS_MOST)
        return false;
    find_left(&all, s, e);
    for (uint32_t c = e->column; c < e->column + e->colspan; c++)
        for (const chain *one = s->slots[c].headings; one != NULL; one = one->above)
            find(&all, one->tag);
    return !all.other && all.found == (UINT64_C(1) << count) - 1;
}
