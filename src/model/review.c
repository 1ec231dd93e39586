/* 审核 in a data document: rules switched off, findings discharged, relations of its own. */
#include "model/model_int.h"

static const key_rule review_keys[] = {
    {"不查", KEY_LIST},
    {"说明", KEY_LIST},
    {"关系", KEY_LIST},
};
static const key_rule reason_keys[] = {
    {"代号", KEY_TEXT | KEY_REQUIRED},
    {"位置", KEY_TEXT},
    {"理由", KEY_TEXT | KEY_REQUIRED},
};

static bool reasons_read(arena *a, const node *list, review *out, diags *d)
{
    review_reason *reasons = ARENA_ARRAY(a, review_reason, list->count);
    bool good = true;
    for (const node *n = list->first; n != NULL; n = n->next) {
        if (!keys_check(n, STR("说明"), reason_keys, sizeof reason_keys / sizeof *reason_keys, d)) {
            good = false;
            continue;
        }
        const node *cell = tree_lookup(n, STR("位置"));
        reasons[out->reason_count++] = (review_reason){tree_lookup(n, STR("代号"))->text,
            cell == NULL ? (str){0} : cell->text, tree_lookup(n, STR("理由"))->text, n->at};
    }
    out->reasons = reasons;
    return good;
}

static bool own_relations_read(
    arena *a, const form_template *t, const node *list, review *out, diags *d)
{
    const relation **made = ARENA_ARRAY(a, const relation *, list->count);
    bool good = true;
    for (const node *n = list->first; n != NULL; n = n->next) {
        const relation *one = relation_parse(a, t, n, d);
        good = good && one != NULL;
        made[out->relation_count++] = one;
    }
    out->relations = made;
    return good;
}

bool review_read(arena *a, const form_template *t, const node *map, review *out, diags *d)
{
    *out = (review){0};
    if (map == NULL)
        return true;
    if (!keys_check(map, STR("审核"), review_keys, sizeof review_keys / sizeof *review_keys, d))
        return false;
    const node *skipped = tree_lookup(map, STR("不查")), *reasons = tree_lookup(map, STR("说明")),
               *relations = tree_lookup(map, STR("关系"));
    bool good = true;
    if (skipped != NULL) {
        str *names = ARENA_ARRAY(a, str, skipped->count);
        out->skipped = names;
        good = texts_read(a, skipped, names, &out->skipped_count, d);
    }
    if (reasons != NULL)
        good = reasons_read(a, reasons, out, d) && good;
    return (relations == NULL || own_relations_read(a, t, relations, out, d)) && good;
}
