/* Tidying: the edits of a text are gathered, sorted and applied; the result must load to the same
 * tree. */
#include "tree/tree_int.h"

#include <stdlib.h>

static bool equal_nodes(const node *a, const node *b)
{
    if (a->kind != b->kind || a->count != b->count || (a->key == NULL) != (b->key == NULL) ||
        (a->key != NULL && !str_eq(a->key->text, b->key->text)))
        return false;
    if (a->kind == NODE_SCALAR)
        return str_eq(a->text, b->text);
    const node *x = a->first, *y = b->first;
    while (x != NULL && equal_nodes(x, y)) {
        x = x->next;
        y = y->next;
    }
    return x == NULL;
}

bool tree_equal(const tree *a, const tree *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!equal_nodes(a->documents[i], b->documents[i]))
            return false;
    return true;
}

static int edit_order(const void *a, const void *b)
{
    const edit *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    /* Blanks come before quotes. */
    bool first = str_eq(x->by, STR("\"")), second = str_eq(y->by, STR("\""));
    if (first != second)
        return first ? 1 : -1;
    return x->rank < y->rank ? -1 : 1;
}

static str edits_apply(tidying *t)
{
    if (t->edits.count > 1)
        qsort(t->edits.at, t->edits.count, sizeof *t->edits.at, edit_order);
    buf out = {.memory = t->memory};
    size_t done = 0;
    for (uint32_t i = 0; i < t->edits.count; i++) {
        const edit *e = &t->edits.at[i];
        if (e->from > done)
            buf_add(&out, str_slice(t->text, done, e->from));
        buf_add(&out, e->by);
        done = e->to > done ? e->to : done;
    }
    buf_add(&out, str_slice(t->text, done, t->text.n));
    return buf_str(&out);
}

bool tree_tidy(arena *a, const source *from, const tree_limits *limits, str *out, diags *d)
{
    const tree *before = tree_load(a, from, limits, d);
    if (before == NULL)
        return false;
    str bom = str_starts(from->text, STR("\xEF\xBB\xBF")) ? STR("\xEF\xBB\xBF") : STR("");
    tidying t = {.memory = a, .text = str_slice(from->text, bom.n, from->text.n)};
    if (written_find(&t, before))
        lines_tidy(&t);
    else
        t.edits.count = 0;
    str text = edits_apply(&t);
    source *again = ARENA_NEW(a, source);
    again->name = from->name;
    again->text = bom.n == 0 ? text : str_fmt(a, "%.*s%.*s", STR_ARG(bom), STR_ARG(text));
    const tree *after = tree_load(a, again, limits, diags_new(a));
    if (after == NULL || !tree_equal(before, after)) {
        DIAG(d, TIDY_CHANGED, ((mark){from, 0, 0}), STR(""));
        return false;
    }
    *out = again->text;
    return true;
}
