/*
 * 修改: a variant changes named parts of the layout that it extends. A part is a mapping in a list:
 * a block, a band, a row, a cell. Each edit names one and is applied to what the one before left.
 */
#include "model/model_int.h"

typedef enum edit_kind { EDIT_REPLACE, EDIT_MERGE, EDIT_DELETE, EDIT_BEFORE, EDIT_AFTER } edit_kind;
static const key_rule edit_keys[] = {
    {"替换", KEY_TEXT},
    {"合并", KEY_TEXT},
    {"删去", KEY_TEXT},
    {"前插", KEY_TEXT},
    {"后插", KEY_TEXT},
    {"为", KEY_LIST | KEY_MAP},
};
enum { EDIT_KINDS = 5 };

typedef struct edit {
    arena *memory;
    edit_kind kind;
    str part;
    const node *by; /* 为 */
    uint32_t hits;
    VEC(str) names; /* met on the way */
} edit;

static const node *edited(edit *e, const node *n);

typedef struct made_list {
    const node *first;
    const node **end;
    uint32_t count;
} made_list;

static void append(edit *e, made_list *to, const node *n)
{
    node *copy = ARENA_NEW(e->memory, node);
    *copy = *n;
    copy->next = NULL;
    if (to->first == NULL)
        to->first = copy;
    else
        *to->end = copy;
    to->end = &copy->next;
    to->count++;
}

/* 为, which is one part or a list of parts. */
static void append_new(edit *e, made_list *to)
{
    if (e->by->kind == NODE_LIST) {
        for (const node *n = e->by->first; n != NULL; n = n->next)
            append(e, to, n);
        return;
    }
    node one = *e->by;
    one.key = NULL;
    append(e, to, &one);
}

static void apply(edit *e, made_list *to, const node *part)
{
    e->hits++;
    if (e->kind == EDIT_BEFORE || e->kind == EDIT_REPLACE)
        append_new(e, to);
    if (e->kind == EDIT_MERGE) {
        node merged = *node_merge(e->memory, part, e->by, MERGE_TEMPLATES);
        merged.key = NULL;
        append(e, to, &merged);
    }
    if (e->kind == EDIT_BEFORE || e->kind == EDIT_AFTER)
        append(e, to, part);
    if (e->kind == EDIT_AFTER)
        append_new(e, to);
}

static const node *edited(edit *e, const node *n)
{
    if (n->kind == NODE_SCALAR)
        return n;
    made_list to = {0};
    for (const node *child = n->first; child != NULL; child = child->next) {
        const node *name = n->kind == NODE_LIST ? tree_lookup(child, STR("名")) : NULL;
        if (name != NULL)
            *VEC_PUSH(e->memory, &e->names) = name->text;
        if (name != NULL && str_eq(name->text, e->part))
            apply(e, &to, child);
        else
            append(e, &to, edited(e, child));
    }
    node *made = ARENA_NEW(e->memory, node);
    *made = *n;
    made->first = to.first;
    made->count = to.count;
    return made;
}

static const node *edit_apply(arena *a, const node *layout, const node *n, diags *d)
{
    if (!keys_check(n, STR("修改"), edit_keys, sizeof edit_keys / sizeof *edit_keys, d))
        return NULL;
    edit e = {.memory = a, .by = tree_lookup(n, STR("为"))};
    const node *what = NULL;
    int kinds = 0;
    for (int k = 0; k < EDIT_KINDS; k++) {
        const node *found = tree_lookup(n, str_of(edit_keys[k].name));
        if (found == NULL)
            continue;
        what = found;
        e.kind = (edit_kind)k;
        kinds++;
    }
    if (kinds != 1 || (e.kind == EDIT_DELETE) != (e.by == NULL)) {
        DIAG(d, TEMPLATE_VALUE, n->at, STR("修改"), STR(""),
            STR("替换、合并、前插、后插之一加“为”，或只写删去"));
        return NULL;
    }
    e.part = what->text;
    layout = edited(&e, layout);
    if (e.hits == 1)
        return layout;
    DIAG(d, TEMPLATE_PART, what->at, e.part, str_fmt(diags_memory(d), "%u", e.hits),
        
        name_hint(diags_memory(d), e.part, e.names.at, e.names.count));
    return NULL;
}

const node *layout_edit(arena *a, const node *layout, const node *edits, diags *d)
{
    for (const node *n = edits->first; n != NULL && layout != NULL; n = n->next)
        layout = edit_apply(a, layout, n, d);
    return layout;
}
