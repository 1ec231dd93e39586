/* Key tables: which keys a mapping may have, with the nearest known one as a hint. */
#include "model/model_int.h"

#include <string.h>

enum { NAME_LIMIT = 64 };

static size_t code_points(str s, uint32_t out[NAME_LIMIT])
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < NAME_LIMIT;)
        out[n++] = utf8_next(s, &i);
    return n;
}

/* Levenshtein distance in code points; one that b has more than a costs 1. */
size_t name_distance(str a, str b, size_t cost)
{
    uint32_t x[NAME_LIMIT], y[NAME_LIMIT];
    size_t n = code_points(a, x), m = code_points(b, y), line[NAME_LIMIT + 1];
    for (size_t j = 0; j <= m; j++)
        line[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = line[0];
        line[0] = i * cost;
        for (size_t j = 1; j <= m; j++) {
            size_t above = line[j], best = diagonal + (x[i - 1] != y[j - 1]) * cost;
            if (above + cost < best)
                best = above + cost;
            if (line[j - 1] + 1 < best)
                best = line[j - 1] + 1;
            diagonal = above;
            line[j] = best;
        }
    }
    return line[m];
}

/* The name that was probably meant: less than half of it differs. */
static const str *nearest(str wrong, const str *names, size_t count)
{
    const str *best = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t d = name_distance(wrong, names[i], 1);
        if (d < least && d * 2 <= utf8_count(names[i])) {
            least = d;
            best = &names[i];
        }
    }
    return best;
}

str names_join(arena *a, const str *names, size_t count)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add(&out, STR("、"));
        buf_add(&out, names[i]);
    }
    return buf_str(&out);
}

str name_hint(arena *a, str wrong, const str *names, size_t count)
{
    const str *near = nearest(wrong, names, count);
    return near != NULL ? str_fmt(a, "是不是“%.*s”？", STR_ARG(*near))
                        : str_fmt(a, "已有的：%.*s", STR_ARG(names_join(a, names, count)));
}

void key_unknown(const node *n, const str *names, size_t count, diags *d)
{
    arena *a = diags_memory(d);
    if (diags_errors(d) >= DIAG_LIMIT) { /* a flood needs no hints */
        DIAG(d, KEY_UNKNOWN, n->key->at, n->key->text, STR(""));
        return;
    }
    const str *near = nearest(n->key->text, names, count);
    str hint = near != NULL ? str_fmt(a, "是不是“%.*s”？", STR_ARG(*near))
                            : str_fmt(a, "可用的键：%.*s", STR_ARG(names_join(a, names, count)));
    DIAG(d, KEY_UNKNOWN, n->key->at, n->key->text, hint);
}

bool keys_known(const node *map, const str *names, size_t count, diags *d)
{
    bool good = true;
    for (const node *n = map->first; n != NULL; n = n->next) {
        size_t i = 0;
        while (i < count && !str_eq(n->key->text, names[i]))
            i++;
        if (i == count) {
            key_unknown(n, names, count, d);
            good = false;
        }
    }
    return good;
}

static str kinds_name(unsigned flags)
{
    switch (flags & (KEY_TEXT | KEY_LIST | KEY_MAP)) {
    case KEY_TEXT:
        return STR("文字");
    case KEY_LIST:
        return STR("列表");
    case KEY_MAP:
        return STR("映射");
    case KEY_TEXT | KEY_LIST:
        return STR("文字或列表");
    case KEY_TEXT | KEY_MAP:
        return STR("文字或映射");
    default:
        return STR("列表或映射");
    }
}

static bool check_rule(const node *map, str what, const key_rule *rule, diags *d)
{
    const node *n = tree_lookup(map, str_of(rule->name));
    arena *a = diags_memory(d);
    if (n == NULL) {
        if ((rule->flags & KEY_REQUIRED) == 0)
            return true;
        DIAG(d, KEY_MISSING, map->at, str_of(rule->name),
            str_fmt(a, "%.*s要写明“%s”", STR_ARG(what), rule->name));
        return false;
    }
    unsigned kind = n->kind == NODE_SCALAR ? KEY_TEXT : n->kind == NODE_LIST ? KEY_LIST : KEY_MAP;
    if ((rule->flags & kind) != 0)
        return true;
    str hint = rule->example == NULL ? STR("") : str_fmt(a, "例如 %s", rule->example);
    DIAG(d, SHAPE, n->at, str_of(rule->name), kinds_name(rule->flags), tree_kind_name(n), hint);
    return false;
}

bool keys_check(const node *map, str what, const key_rule *rules, size_t count, diags *d)
{
    if (!shape_check(map, NODE_MAP, what, d))
        return false;
    str *names = ARENA_ARRAY(diags_memory(d), str, count);
    for (size_t i = 0; i < count; i++)
        names[i] = str_of(rules[i].name);
    bool good = keys_known(map, names, count, d);
    for (size_t i = 0; i < count; i++)
        good = check_rule(map, what, &rules[i], d) && good;
    return good;
}

bool shape_check(const node *n, node_kind kind, str what, diags *d)
{
    if (n->kind == kind)
        return true;
    static const unsigned flags[] = {KEY_TEXT, KEY_LIST, KEY_MAP};
    DIAG(d, SHAPE, n->at, n->key != NULL ? n->key->text : what, kinds_name(flags[kind]),
        tree_kind_name(n), STR(""));
    return false;
}

bool flag_read(const node *map, str key, bool otherwise, diags *d)
{
    const node *n = tree_lookup(map, key);
    if (n == NULL)
        return otherwise;
    static const char *const words[] = {"否", "是"};
    int word = n->kind == NODE_SCALAR ? word_read(n, words, 2, d) : -1;
    return word < 0 ? otherwise : word == 1;
}

bool length_read(const node *map, str key, len *out, diags *d)
{
    const node *n = tree_lookup(map, key);
    if (n == NULL || (n->kind == NODE_SCALAR && len_parse(n->text, out)))
        return true;
    DIAG(d, TEMPLATE_VALUE, n->at, key, n->text, STR("长度，例如 10mm、2.5cm、12pt 或 小四"));
    return false;
}

int word_read(const node *n, const char *const *words, int count, diags *d)
{
    buf list = {.memory = diags_memory(d)};
    for (int i = 0; i < count; i++) {
        if (n->kind == NODE_SCALAR && str_eq(n->text, str_of(words[i])))
            return i;
        buf_fmt(&list, "%s%s", i == 0 ? "" : "、", words[i]);
    }
    DIAG(d, TEMPLATE_VALUE, n->at, n->key != NULL ? n->key->text : STR("列表项"), n->text,
        buf_str(&list));
    return -1;
}
