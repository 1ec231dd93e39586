#include "tree/tree.h"

const node *tree_lookup(const node *map, str key)
{
    if (map == NULL || map->kind != NODE_MAP)
        return NULL;
    for (const node *n = map->first; n != NULL; n = n->next)
        if (str_eq(n->key->text, key))
            return n;
    return NULL;
}

str tree_kind_name(const node *n)
{
    switch (n->kind) {
    case NODE_LIST:
        return STR("列表");
    case NODE_MAP:
        return STR("映射");
    default:
        return STR("文字");
    }
}
