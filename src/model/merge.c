/* Mappings laid over mappings: how a variant, a shared style and an included fact are worked in. */
#include "model/model_int.h"

static bool deletes(const node *n, unsigned flags)
{
    return (flags & MERGE_TEMPLATES) && n->kind == NODE_SCALAR && str_eq(n->text, STR("删去"));
}

/* Appends a copy of n to the list that ends at *end. */
static node *append(arena *a, const node ***end, const node *n)
{
    node *copy = ARENA_NEW(a, node);
    *copy = *n;
    copy->next = NULL;
    **end = copy;
    *end = &copy->next;
    return copy;
}

static void settle(node *made)
{
    made->count = 0;
    for (const node *n = made->first; n != NULL; n = n->next)
        made->count++;
}

const node *node_merge(arena *a, const node *under, const node *over, unsigned flags)
{
    if (under == NULL || over == NULL)
        return under == NULL ? over : under;
    if (under->kind != NODE_MAP || over->kind != NODE_MAP)
        return over;
    if ((flags & MERGE_TEMPLATES) && tree_lookup(over, STR("承")) != NULL)
        return over;
    node *made = ARENA_NEW(a, node);
    *made = *over;
    made->next = NULL;
    made->first = NULL;
    const node **end = &made->first;
    for (const node *n = under->first; n != NULL; n = n->next) {
        const node *upper = tree_lookup(over, n->key->text);
        if (upper == NULL || !deletes(upper, flags))
            append(a, &end, node_merge(a, n, upper, flags));
    }
    for (const node *n = over->first; n != NULL; n = n->next)
        if (tree_lookup(under, n->key->text) == NULL && !deletes(n, flags))
            append(a, &end, n);
    settle(made);
    return made;
}

const node *node_without(arena *a, const node *map, const char *const *keys, size_t count)
{
    node *made = ARENA_NEW(a, node);
    *made = *map;
    made->first = NULL;
    const node **end = &made->first;
    for (const node *n = map->first; n != NULL; n = n->next) {
        size_t i = 0;
        while (i < count && !str_eq(n->key->text, str_of(keys[i])))
            i++;
        if (i == count)
            append(a, &end, n);
    }
    settle(made);
    return made;
}

const node *node_with(arena *a, const node *map, str key, const node *value)
{
    node *made = ARENA_NEW(a, node), *name = ARENA_NEW(a, node);
    *made = *map;
    made->first = NULL;
    const node **end = &made->first;
    *name = (node){.at = value->at, .text = key};
    bool there = false;
    for (const node *n = map->first; n != NULL; n = n->next) {
        bool same = str_eq(n->key->text, key);
        node *copy = append(a, &end, same ? value : n);
        copy->key = n->key;
        there = there || same;
    }
    if (!there)
        append(a, &end, value)->key = name;
    settle(made);
    return made;
}
