/* 字段: what a form asks its data for. */
#include "model/model_int.h"

enum { COLUMNS_LIMIT = 64 };

static const key_rule field_keys[] = {
    {"类型", KEY_TEXT},
    {"列表", KEY_LIST},
    {"层级", KEY_LIST},
    {"条目", KEY_LIST},
    {"选项", KEY_LIST},
    {"多选", KEY_TEXT},
    {"标签", KEY_TEXT},
    {"又名", KEY_LIST},
    {"说明", KEY_TEXT},
    {"示例", KEY_TEXT | KEY_LIST | KEY_MAP},
};
static const key_rule column_keys[] = {
    {"名", KEY_TEXT | KEY_REQUIRED},
    {"又名", KEY_LIST},
    {"部分", KEY_TEXT},
    {"说明", KEY_TEXT},
    {"示例", KEY_TEXT},
};

/* Keys of data documents that are no fields. */
static const char *const reserved[] = {"表", "照原样", "引用", "公共", "项目", "审核", "适应"};

bool texts_read(arena *a, const node *list, str *into, uint32_t *count, diags *d)
{
    for (const node *n = list->first; n != NULL; n = n->next) {
        if (!shape_check(n, NODE_SCALAR, list->key->text, d))
            return false;
        into[(*count)++] = str_dup(a, n->text);
    }
    return true;
}

/* A list of texts at a key, if it is there. */
static bool names_read(
    template_reader *r, const node *map, const char *key, const str **out, uint32_t *count)
{
    const node *list = tree_lookup(map, str_of(key));
    if (list == NULL)
        return true;
    str *names = ARENA_ARRAY(r->memory, str, list->count);
    *out = names;
    return texts_read(r->memory, list, names, count, r->diags);
}

static str text_at(const node *map, const char *key)
{
    const node *n = tree_lookup(map, str_of(key));
    return n == NULL ? (str){"", 0} : n->text;
}

static bool column_read(template_reader *r, const node *n, form_column *out)
{
    if (n->kind == NODE_SCALAR) {
        *out = (form_column){.name = n->text};
        return true;
    }
    if (!keys_check(n, STR("列"), column_keys, sizeof column_keys / sizeof *column_keys, r->diags))
        return false;
    *out = (form_column){.name = text_at(n, "名"),
        .about = text_at(n, "说明"),
        .example = text_at(n, "示例")};
    static const char *const parts[] = {"整", "性质", "值", "单位"};
    const node *part = tree_lookup(n, STR("部分"));
    int word = part == NULL ? -1 : word_read(part, parts, 4, r->diags);
    out->part = (value_part)(word + 1);
    return names_read(r, n, "又名", &out->synonyms, &out->synonym_count) &&
        (part == NULL || word >= 0);
}

/* Appends a list's columns to those that f has. */
static bool columns_read(template_reader *r, const node *list, form_field *f)
{
    uint32_t total = f->column_count + list->count, i = f->column_count;
    str *names = ARENA_ARRAY(r->memory, str, total);
    form_column *facts = ARENA_ARRAY(r->memory, form_column, total);
    for (uint32_t k = 0; k < i; k++) {
        names[k] = f->columns[k];
        facts[k] = f->column_facts[k];
    }
    bool good = true;
    for (const node *n = list->first; n != NULL; n = n->next, i++) {
        good = column_read(r, n, &facts[i]) && good;
        names[i] = facts[i].name;
    }
    f->columns = names;
    f->column_facts = facts;
    f->column_count = total;
    return good;
}

static bool shape_fail(template_reader *r, const node *n)
{
    DIAG(r->diags, TEMPLATE_VALUE, n->at, n->key->text, tree_kind_name(n),
        STR("“文字”、“段落”、{列表: […]}、{选项: […]} 或 {层级: […], 条目: […]}"));
    return false;
}

static bool kind_read(template_reader *r, const node *n, form_field *f)
{
    static const char *const words[] = {"文字", "段落"};
    const node *type = n->kind == NODE_SCALAR ? n : tree_lookup(n, STR("类型"));
    const node *list = tree_lookup(n, STR("列表")), *levels = tree_lookup(n, STR("层级")),
               *entry = tree_lookup(n, STR("条目")), *options = tree_lookup(n, STR("选项"));
    int kinds = (type != NULL) + (list != NULL) + (levels != NULL) + (options != NULL);
    if (kinds != 1 || (levels != NULL) != (entry != NULL))
        return shape_fail(r, n);
    if (type != NULL) {
        int word = word_read(type, words, 2, r->diags);
        f->several = word == 1;
        return word >= 0;
    }
    if (options != NULL) {
        f->several = flag_read(n, STR("多选"), false, r->diags);
        return names_read(r, n, "选项", &f->options, &f->option_count);
    }
    f->kind = list != NULL ? FIELD_LIST : FIELD_TREE;
    if (list != NULL)
        return columns_read(r, list, f);
    bool good = columns_read(r, levels, f);
    f->level_count = f->column_count;
    return columns_read(r, entry, f) && good;
}

static bool field_read(template_reader *r, const node *n, form_field *f)
{
    if (n->kind == NODE_SCALAR)
        return kind_read(r, n, f);
    if (!keys_check(n, STR("字段"), field_keys, sizeof field_keys / sizeof *field_keys, r->diags))
        return false;
    f->about = text_at(n, "说明");
    f->example = tree_lookup(n, STR("示例"));
    const node *labels = tree_lookup(n, STR("标签"));
    static const char *const forms[] = {"照写", "长", "短"};
    int word = labels == NULL ? 0 : word_read(labels, forms, 3, r->diags);
    f->labels = word < 0 ? LABEL_AS_WRITTEN : (label_form)word;
    return kind_read(r, n, f) && names_read(r, n, "又名", &f->synonyms, &f->synonym_count) &&
        word >= 0;
}

/* A name that {{name}} can say; *wanted: what is wrong otherwise. */
static bool name_sound(str name, str *wanted)
{
    *wanted = STR("不空、首尾没有空白、不含“{{”“}}”的名称");
    return name.n > 0 && str_trim(name).n == name.n && str_search(name, STR("{{"), 0) == SIZE_MAX &&
        str_search(name, STR("}}"), 0) == SIZE_MAX;
}

static bool field_named(const form_field *f, diags *d)
{
    str wanted;
    bool good = name_sound(f->name, &wanted);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved && good; i++)
        if (str_eq(f->name, str_of(reserved[i]))) {
            wanted = str_fmt(diags_memory(d), "别的名称：“%s”另有用处", reserved[i]);
            good = false;
        }
    if (!good)
        DIAG(d, TEMPLATE_VALUE, f->at, STR("字段"), f->name, wanted);
    return good;
}

static bool columns_named(const node *n, const form_field *f, diags *d)
{
    for (uint32_t c = 0; c < f->column_count; c++) {
        str wanted;
        bool good = name_sound(f->columns[c], &wanted);
        for (uint32_t k = 0; k < c && good; k++)
            if (str_eq(f->columns[k], f->columns[c])) {
                wanted = STR("各不相同的列名");
                good = false;
            }
        if (!good) {
            DIAG(d, TEMPLATE_VALUE, n->at, f->name, f->columns[c], wanted);
            return false;
        }
    }
    return true;
}

static bool field_sound(const node *n, const form_field *f, diags *d)
{
    if (!field_named(f, d) || !columns_named(n, f, d))
        return false;
    bool columns = f->column_count > f->level_count && f->column_count <= COLUMNS_LIMIT;
    if (f->kind == FIELD_TEXT || (columns && (f->kind == FIELD_LIST || f->level_count > 0)))
        return true;
    DIAG(d, TEMPLATE_VALUE, n->at, f->name, str_fmt(diags_memory(d), "%u 列", f->column_count),
        f->kind == FIELD_LIST ? STR(" 1 到 64 列") : STR("至少一层、至少一列，共不超过 64"));
    return false;
}

bool fields_read(template_reader *r, const node *map)
{
    form_template *t = r->made;
    t->fields = ARENA_ARRAY(r->memory, form_field, map->count);
    bool good = true;
    for (const node *n = map->first; n != NULL; n = n->next) {
        form_field *f = &t->fields[t->field_count++];
        *f = (form_field){.name = n->key->text, .at = n->key->at};
        good = field_read(r, n, f) && field_sound(n, f, r->diags) && good;
        f->column_used = ARENA_ARRAY(r->memory, bool, f->column_count);
    }
    return good;
}
