/* Indicator trees: which labels an edition has, in order, long and short, with weights. */
#include "model/model_int.h"

static const key_rule taxon_keys[] = {
    {"名称", KEY_TEXT},
    {"简称", KEY_TEXT},
    {"别名", KEY_LIST},
    {"权重", KEY_TEXT},
    {"必设", KEY_TEXT},
    {"下级", KEY_MAP},
};

enum { TAXON_DEPTH = 8 };

static bool taxon_read(arena *a, const node *n, int depth, taxon *out, diags *d);

static bool children_read(arena *a, const node *map, int depth, taxon *out, diags *d)
{
    taxon *children = ARENA_ARRAY(a, taxon, map->count);
    bool good = true;
    for (const node *n = map->first; n != NULL; n = n->next)
        good = taxon_read(a, n, depth + 1, &children[out->child_count++], d) && good;
    out->children = children;
    return good;
}

static bool taxon_read(arena *a, const node *n, int depth, taxon *out, diags *d)
{
    *out = (taxon){.name = n->key == NULL ? (str){"", 0} : n->key->text};
    if (n->kind == NODE_SCALAR && n->text.n == 0)
        return true;
    if (!keys_check(n, STR("指标体系"), taxon_keys, sizeof taxon_keys / sizeof *taxon_keys, d))
        return false;
    const node *brief = tree_lookup(n, STR("简称")), *weight = tree_lookup(n, STR("权重")),
               *aliases = tree_lookup(n, STR("别名")), *below = tree_lookup(n, STR("下级"));
    out->brief = brief == NULL ? (str){"", 0} : brief->text;
    out->weight = weight == NULL ? (str){"", 0} : weight->text;
    out->required = flag_read(n, STR("必设"), false, d);
    if (aliases != NULL) {
        str *names = ARENA_ARRAY(a, str, aliases->count);
        out->aliases = names;
        if (!texts_read(a, aliases, names, &out->alias_count, d))
            return false;
    }
    return below == NULL || depth == TAXON_DEPTH || children_read(a, below, depth, out, d);
}

const taxon *taxonomy_read(arena *a, const node *map, diags *d)
{
    taxon *root = ARENA_NEW(a, taxon);
    if (!taxon_read(a, map, 0, root, d))
        return NULL;
    root->name = (str){"", 0};
    return root;
}

static const taxon *taxon_named(const taxon *t, uint32_t level, str written)
{
    for (uint32_t i = 0; i < t->child_count; i++) {
        const taxon *c = &t->children[i];
        const taxon *below = level > 0 ? taxon_named(c, level - 1, written) : NULL;
        if (level == 0 && (str_eq(c->name, written) || str_eq(c->brief, written)))
            return c;
        if (below != NULL)
            return below;
    }
    return NULL;
}

str taxonomy_label(const taxon *root, uint32_t level, str written, label_form form)
{
    const taxon *t = root == NULL || form == LABEL_AS_WRITTEN ? NULL
                                                              : taxon_named(root, level, written);
    if (t == NULL || t->brief.n == 0)
        return written;
    return form == LABEL_LONG ? t->name : t->brief;
}
