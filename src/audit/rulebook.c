/* audit.yaml: words, names and thresholds. */
#include "audit/audit_int.h"

typedef struct named_words {
    str name;
    word_list words;
} named_words;

typedef struct word_map {
    VEC(named_words *) list;
    str_map *known; /* name → its entry; NULL: none */
} word_map;

typedef struct named_number {
    str name;
    decimal number;
} named_number;

typedef struct named_pairs {
    str name;
    word_map pairs;
} named_pairs;

/* Lists are asked for by the same few literals again and again: where each was found the last time.
 * A rulebook belongs to one handle, and so to one thread. */
enum { ASKED = 256 };
typedef struct asked {
    const named_words *found[ASKED];
} asked;

struct rulebook {
    word_map words, names;
    asked *words_asked, *names_asked;
    VEC(named_pairs) tables;
    VEC(named_number) thresholds;
    VEC(weight_scheme) schemes;
};

static bool texts_of(arena *a, const node *list, word_list *out, diags *d)
{
    str *words = ARENA_ARRAY(a, str, list->count);
    *out = (word_list){words, 0, NULL};
    for (const node *n = list->first; n != NULL; n = n->next) {
        if (n->kind != NODE_SCALAR) {
            DIAG(d, SHAPE, n->at, list->key->text, STR("文字"), tree_kind_name(n), STR(""));
            return false;
        }
        words[out->count++] = n->text;
    }
    return true;
}

/* 年、月、日: the same as a list, written as one text. */
static void words_of(arena *a, str text, word_list *out)
{
    VEC(str) words = {0};
    for (size_t from = 0, end; from <= text.n; from = end + STR("、").n) {
        end = str_search(text, STR("、"), from);
        end = end == SIZE_MAX ? text.n : end;
        *VEC_PUSH(a, &words) = str_trim(str_slice(text, from, end));
    }
    *out = (word_list){words.at, words.count, NULL};
}

/* A mapping of names to lists of texts. */
static bool lists_read(arena *a, const node *map, word_map *out, diags *d)
{
    bool good = true;
    out->known = map_new(a);
    for (const node *n = map == NULL ? NULL : map->first; n != NULL; n = n->next) {
        if (n->kind == NODE_MAP) {
            DIAG(d, SHAPE, n->at, n->key->text, STR("列表"), tree_kind_name(n), STR(""));
            good = false;
            continue;
        }
        named_words *one = ARENA_NEW(a, named_words);
        one->name = n->key->text;
        if (n->kind == NODE_LIST)
            good = texts_of(a, n, &one->words, d) && good;
        else
            words_of(a, n->text, &one->words);
        one->words.edges = word_edges_read(a, one->words);
        *VEC_PUSH(a, &out->list) = one;
        map_add(out->known, one->name, one);
    }
    return good;
}

static bool tables_read(arena *a, const node *map, rulebook *out, diags *d)
{
    bool good = true;
    for (const node *n = map == NULL ? NULL : map->first; n != NULL; n = n->next) {
        named_pairs *one = VEC_PUSH(a, &out->tables);
        one->name = n->key->text;
        if (n->kind != NODE_MAP) {
            DIAG(d, SHAPE, n->at, n->key->text, STR("映射"), tree_kind_name(n), STR(""));
            good = false;
        } else {
            good = lists_read(a, n, &one->pairs, d) && good;
        }
    }
    return good;
}

/* 0.9, 90% */
static bool number_of(const node *n, decimal *out)
{
    str text = n->kind == NODE_SCALAR ? str_trim(n->text) : (str){"", 0};
    bool percent = str_ends(text, STR("%"));
    return decimal_parse(percent ? str_slice(text, 0, text.n - 1) : text, out) &&
        (!percent || decimal_multiply(*out, (decimal){1, 2}, out));
}

static void value_refuse(const node *n, diags *d)
{
    DIAG(d, TEMPLATE_VALUE, n->at, n->key == NULL ? STR("分值方案") : n->key->text,
        n->kind == NODE_SCALAR ? n->text : tree_kind_name(n), STR("一个数，如 90% 或 3"));
}

static bool thresholds_read(arena *a, const node *map, rulebook *out, diags *d)
{
    bool good = true;
    for (const node *n = map == NULL ? NULL : map->first; n != NULL; n = n->next) {
        named_number *one = VEC_PUSH(a, &out->thresholds);
        one->name = n->key->text;
        if (!number_of(n, &one->number)) {
            value_refuse(n, d);
            good = false;
        }
    }
    return good;
}

/* 分值方案: a list of mappings of labels to numbers. */
static bool schemes_read(arena *a, const node *list, rulebook *out, diags *d)
{
    bool good = true;
    for (const node *n = list == NULL ? NULL : list->first; n != NULL; n = n->next) {
        str *labels = ARENA_ARRAY(a, str, n->count);
        decimal *weights = ARENA_ARRAY(a, decimal, n->count);
        weight_scheme *w = VEC_PUSH(a, &out->schemes);
        *w = (weight_scheme){labels, weights, 0};
        if (n->kind != NODE_MAP)
            value_refuse(n, d);
        for (const node *k = n->first; k != NULL && n->kind == NODE_MAP; k = k->next) {
            labels[w->count] = k->key->text;
            if (number_of(k, &weights[w->count++]))
                continue;
            value_refuse(k, d);
            good = false;
        }
        good = good && n->kind == NODE_MAP;
    }
    return good;
}

/* The entry of a key, which must be a mapping. */
static const node *section(const node *map, str key, bool *good, diags *d)
{
    const node *n = tree_lookup(map, key);
    if (n == NULL || n->kind == NODE_MAP)
        return n;
    DIAG(d, SHAPE, n->at, key, STR("映射"), tree_kind_name(n), STR(""));
    *good = false;
    return NULL;
}

const rulebook *rulebook_use(arena *a, const rulebook *read)
{
    rulebook *own = ARENA_NEW(a, rulebook);
    *own = *read;
    own->words_asked = ARENA_NEW(a, asked);
    own->names_asked = ARENA_NEW(a, asked);
    return own;
}

const rulebook *rulebook_read(arena *a, const node *map, diags *d)
{
    rulebook *out = ARENA_NEW(a, rulebook);
    bool good = true;
    const node *words = section(map, STR("词表"), &good, d),
               *names = section(map, STR("称呼"), &good, d),
               *tables = section(map, STR("对照"), &good, d),
               *thresholds = section(map, STR("阈值"), &good, d);
    good = lists_read(a, words, &out->words, d) && good;
    good = lists_read(a, names, &out->names, d) && good;
    good = tables_read(a, tables, out, d) && good;
    good = thresholds_read(a, thresholds, out, d) && good;
    good = schemes_read(a, tree_lookup(map, STR("分值方案")), out, d) && good;
    return good ? rulebook_use(a, out) : NULL;
}

static word_list words_named(const word_map *map, str name)
{
    const named_words *found = map->known == NULL ? NULL : map_lookup(map->known, name);
    return found == NULL ? (word_list){0} : found->words;
}

static word_list words_again(const word_map *map, asked *before, str name)
{
    const named_words **found = &before->found[(uintptr_t)name.at / 4 % ASKED];
    if (*found == NULL || !str_eq((*found)->name, name))
        *found = map->known == NULL ? NULL : map_lookup(map->known, name);
    return *found == NULL ? (word_list){0} : (*found)->words;
}

word_list rulebook_words(const rulebook *r, str name)
{
    return words_again(&r->words, r->words_asked, name);
}

word_list rulebook_names(const rulebook *r, str role)
{
    return words_again(&r->names, r->names_asked, role);
}

static const word_map *table_named(const rulebook *r, str name)
{
    for (uint32_t i = 0; i < r->tables.count; i++)
        if (str_eq(r->tables.at[i].name, name))
            return &r->tables.at[i].pairs;
    return NULL;
}

word_list rulebook_pairs(const rulebook *r, str table, str word)
{
    const word_map *t = table_named(r, table);
    return t == NULL ? (word_list){0} : words_named(t, word);
}

str rulebook_pair_end(const rulebook *r, str table, str s, word_list *with)
{
    const word_map *t = table_named(r, table);
    str longest = {0};
    for (uint32_t i = 0; t != NULL && i < t->list.count; i++) {
        const named_words *row = t->list.at[i];
        if (row->name.n <= longest.n || !str_ends(s, row->name))
            continue;
        longest = row->name;
        *with = row->words;
    }
    return longest;
}

decimal rulebook_threshold(const rulebook *r, str name, decimal otherwise)
{
    for (uint32_t i = 0; i < r->thresholds.count; i++)
        if (str_eq(r->thresholds.at[i].name, name))
            return r->thresholds.at[i].number;
    return otherwise;
}

const weight_scheme *rulebook_schemes(const rulebook *r, uint32_t *count)
{
    *count = r->schemes.count;
    return r->schemes.at;
}
