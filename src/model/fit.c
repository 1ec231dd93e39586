/* 适应: what a layout may change so as to need fewer pages, and how few are asked for. */
#include "model/model_int.h"

static const key_rule fit_keys[] = {
    {"目标", KEY_TEXT},
    {"字号", KEY_TEXT | KEY_LIST},
    {"行内距", KEY_TEXT | KEY_LIST},
    {"列宽", KEY_TEXT},
};

enum { PAGES_MOST = 1000, PAGES_DIGITS = 4 };

/* "至多3页" */
static bool pages_read(str text, uint32_t *out)
{
    str before = STR("至多"), after = STR("页");
    if (!str_starts(text, before) || !str_ends(text, after) || text.n <= before.n + after.n)
        return false;
    str digits = str_slice(text, before.n, text.n - after.n);
    *out = 0;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.n > PAGES_DIGITS || digits.at[i] < '0' || digits.at[i] > '9')
            return false;
        *out = *out * 10 + (uint32_t)(digits.at[i] - '0');
    }
    return *out >= 1 && *out <= PAGES_MOST;
}

bool fit_goal_read(str text, doc_fit *out)
{
    static const char *const words[] = {[FIT_NONE] = "不用", [FIT_FEWEST] = "最少页",
        [FIT_BALANCED] = "均衡"};
    uint32_t pages;
    for (int i = FIT_NONE; i <= FIT_BALANCED; i++)
        if (words[i] != NULL && str_eq(text, str_of(words[i]))) {
            out->goal = (fit_goal)i;
            return true;
        }
    if (!pages_read(text, &pages))
        return false;
    out->goal = FIT_AT_MOST;
    out->pages = pages;
    return true;
}

bool fit_goal_node(const node *n, doc_fit *out, diags *d)
{
    if (!shape_check(n, NODE_SCALAR, STR("适应"), d))
        return false;
    out->at = n->at;
    if (fit_goal_read(n->text, out))
        return true;
    DIAG(d, TEMPLATE_VALUE, n->at, n->key->text, n->text, STR("最少页、至多2页、均衡、不用"));
    return false;
}

/* One length or a list of some, each from `least` to `most`. */
static bool lengths_read(const node *n, len least, len most, fit_lengths *out, diags *d)
{
    bool good = true;
    const node *one = n == NULL || n->kind == NODE_SCALAR ? n : n->first;
    for (; one != NULL && good; one = n->kind == NODE_SCALAR ? NULL : one->next) {
        good = out->count < FIT_LENGTHS && one->kind == NODE_SCALAR &&
            len_parse(one->text, &out->at[out->count]);
        good = good && out->at[out->count] >= least && out->at[out->count] <= most;
        out->count++;
        if (!good)
            DIAG(d, TEMPLATE_VALUE, one->at, n->key->text,
                one->kind == NODE_SCALAR ? one->text : tree_kind_name(one),
                str_fmt(diags_memory(d), "一到%d个合适的长度，如 小五 或 0.5mm", FIT_LENGTHS));
    }
    return good;
}

bool fit_read(const node *n, doc_fit *out, diags *d)
{
    if (n == NULL)
        return true;
    if (n->kind == NODE_SCALAR)
        return fit_goal_node(n, out, d);
    if (!keys_check(n, STR("适应"), fit_keys, sizeof fit_keys / sizeof *fit_keys, d))
        return false;
    out->at = n->at;
    const node *goal = tree_lookup(n, STR("目标")), *give = tree_lookup(n, STR("列宽"));
    bool good = goal == NULL || fit_goal_node(goal, out, d);
    good = lengths_read(tree_lookup(n, STR("字号")), 4 * LEN_PT, 200 * LEN_PT, &out->sizes, d) &&
        good;
    good = lengths_read(tree_lookup(n, STR("行内距")), 0, 100 * LEN_PT, &out->insets, d) && good;
    if (!length_read(n, STR("列宽"), &out->give, d) || !good)
        return false;
    if (out->give >= 0 && out->give <= 200 * LEN_PT)
        return true;
    DIAG(d, TEMPLATE_VALUE, give->at, STR("列宽"), give->text, STR(" 0 到 70mm 的长度"));
    return false;
}

const node *fit_resolve(arena *a, const node *shared, const node *own)
{
    if (shared == NULL || own == NULL || own->kind != NODE_SCALAR)
        return node_merge(a, shared, own, MERGE_TEMPLATES);
    return node_with(a, shared, STR("目标"), own);
}
