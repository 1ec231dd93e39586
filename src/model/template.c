/* A template's tree to a template: identity, fields, styles, blocks. */
#include "model/model_int.h"

enum { COLUMNS_LIMIT = 64 };

static const key_rule template_keys[] = {
    {"表", KEY_TEXT | KEY_REQUIRED},
    {"地区", KEY_TEXT},
    {"别名", KEY_LIST},
    {"版本", KEY_TEXT},
    {"依据", KEY_TEXT},
    {"出处", KEY_TEXT},
    {"依据程度", KEY_TEXT},
    {"文件名称", KEY_TEXT},
    {"元数据", KEY_MAP},
    {"页面", KEY_MAP},
    {"样式", KEY_MAP | KEY_REQUIRED},
    {"字段", KEY_MAP | KEY_REQUIRED},
    {"必填", KEY_LIST},
    {"版面", KEY_LIST | KEY_REQUIRED},
};
static const key_rule field_keys[] = {
    {"列表", KEY_LIST},
    {"层级", KEY_LIST},
    {"条目", KEY_LIST},
};
static const key_rule text_keys[] = {
    {"文字", KEY_TEXT},
    {"填", KEY_TEXT},
    {"样式", KEY_TEXT},
};

/* A list of plain texts into the arena; false with SHAPE added for other items. */
static bool texts_read(arena *a, const node *list, str *into, uint32_t *count, diags *d)
{
    for (const node *n = list->first; n != NULL; n = n->next) {
        if (!shape_check(n, NODE_SCALAR, list->key->text, d))
            return false;
        into[(*count)++] = str_dup(a, n->text);
    }
    return true;
}

static str text_at(const node *map, const char *key)
{
    const node *n = tree_lookup(map, str_of(key));
    return n != NULL && n->kind == NODE_SCALAR ? n->text : (str){"", 0};
}

bool template_facts_read(arena *a, const tree *from, str id, template_facts *out)
{
    const node *top = from->count == 0 ? NULL : from->documents[0];
    *out = (template_facts){.id = str_dup(a, id),
        .title = text_at(top, "表"),
        .region = text_at(top, "地区"),
        .edition = text_at(top, "版本"),
        .basis = text_at(top, "依据"),
        .origin = text_at(top, "出处"),
        .grade = text_at(top, "依据程度")};
    const node *aliases = tree_lookup(top, STR("别名"));
    if (aliases != NULL && aliases->kind == NODE_LIST) {
        str *names = ARENA_ARRAY(a, str, aliases->count);
        for (const node *n = aliases->first; n != NULL; n = n->next)
            if (n->kind == NODE_SCALAR)
                names[out->alias_count++] = n->text;
        out->aliases = names;
    }
    return out->title.n > 0;
}

static bool field_shape(template_reader *r, const node *n, form_field *f)
{
    if (n->kind == NODE_SCALAR) {
        static const char *const words[] = {"文字", "段落"};
        int word = word_read(n, words, 2, r->diags);
        f->several = word == 1;
        return word >= 0;
    }
    if (!keys_check(n, STR("字段"), field_keys, sizeof field_keys / sizeof *field_keys, r->diags))
        return false;
    const node *list = tree_lookup(n, STR("列表")), *levels = tree_lookup(n, STR("层级")),
               *entry = tree_lookup(n, STR("条目"));
    if ((list != NULL) == (levels != NULL) || (levels != NULL) != (entry != NULL)) {
        DIAG(r->diags, TEMPLATE_VALUE, n->at, n->key->text, tree_kind_name(n),
            STR("“文字”、“段落”、{列表: […]} 或 {层级: […], 条目: […]}"));
        return false;
    }
    f->kind = list != NULL ? FIELD_LIST : FIELD_TREE;
    str *columns = ARENA_ARRAY(r->memory, str,
        n->first->count + (entry != NULL ? entry->count : 0) +
            (levels != NULL ? levels->count : 0));
    f->columns = columns;
    if (list != NULL)
        return texts_read(r->memory, list, columns, &f->column_count, r->diags);
    bool good = texts_read(r->memory, levels, columns, &f->column_count, r->diags);
    f->level_count = f->column_count;
    return texts_read(r->memory, entry, columns, &f->column_count, r->diags) && good;
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
    if (str_eq(f->name, STR("表")) || str_eq(f->name, STR("照原样"))) {
        wanted = STR("别的名称：“表”和“照原样”另有用处");
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

static bool fields_read(template_reader *r, const node *map)
{
    form_template *t = r->made;
    t->fields = ARENA_ARRAY(r->memory, form_field, map->count);
    bool good = true;
    for (const node *n = map->first; n != NULL; n = n->next) {
        form_field *f = &t->fields[t->field_count++];
        *f = (form_field){.name = n->key->text, .at = n->key->at};
        good = field_shape(r, n, f) && field_sound(n, f, r->diags) && good;
        f->column_used = ARENA_ARRAY(r->memory, bool, f->column_count);
    }
    return good;
}

static bool required_read(template_reader *r, const node *list)
{
    form_template *t = r->made;
    bool good = true;
    for (const node *n = list == NULL ? NULL : list->first; n != NULL; n = n->next) {
        form_field *f = n->kind == NODE_SCALAR ? template_field(t, n->text) : NULL;
        if (f != NULL) {
            f->required = true;
            continue;
        }
        str *names = ARENA_ARRAY(r->memory, str, t->field_count);
        for (uint32_t i = 0; i < t->field_count; i++)
            names[i] = t->fields[i].name;
        DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("必填"),
            n->kind == NODE_SCALAR ? n->text : tree_kind_name(n),
            names_join(r->memory, names, t->field_count));
        good = false;
    }
    return good;
}

form_field *template_field(const form_template *t, str name)
{
    for (uint32_t i = 0; i < t->field_count; i++)
        if (str_eq(t->fields[i].name, name))
            return &t->fields[i];
    return NULL;
}

void template_use_field(template_reader *r, str name, const form_field *loop, mark at)
{
    for (uint32_t i = 0; loop != NULL && i < loop->column_count; i++)
        if (str_eq(loop->columns[i], name)) {
            loop->column_used[i] = true;
            return;
        }
    form_field *f = template_field(r->made, name);
    if (f != NULL && f->kind == FIELD_TEXT) {
        f->used = true;
        return;
    }
    uint32_t count = 0, most = r->made->field_count + (loop == NULL ? 0 : loop->column_count);
    str *names = ARENA_ARRAY(r->memory, str, most);
    for (uint32_t i = 0; loop != NULL && i < loop->column_count; i++)
        names[count++] = loop->columns[i];
    for (uint32_t i = 0; i < r->made->field_count; i++)
        if (r->made->fields[i].kind == FIELD_TEXT)
            names[count++] = r->made->fields[i].name;
    DIAG(r->diags, TEMPLATE_FIELD, at, name, names_join(r->memory, names, count));
}

typedef struct use {
    template_reader *reader;
    const form_field *loop;
    mark at;
} use;

static str use_name(const void *context, str name)
{
    const use *u = context;
    template_use_field(u->reader, name, u->loop, u->at);
    return (str){"", 0};
}

void template_use_text(template_reader *r, str text, const form_field *loop, mark at)
{
    use u = {r, loop, at};
    placeholders_fill(r->memory, text, use_name, &u);
}

static bool text_block_read(template_reader *r, const node *n, text_spec *out)
{
    if (!keys_check(n, STR("文字行"), text_keys, sizeof text_keys / sizeof *text_keys, r->diags))
        return false;
    const node *text = tree_lookup(n, STR("文字")), *field = tree_lookup(n, STR("填"));
    if ((text == NULL) == (field == NULL)) {
        DIAG(r->diags, KEY_MISSING, n->at, STR("文字"), STR("“文字”和“填”要写一个，也只写一个"));
        return false;
    }
    *out = (text_spec){.text = text == NULL ? (str){0} : text->text,
        .field = field == NULL ? (str){0} : field->text,
        .at = n->at};
    if (field != NULL)
        template_use_field(r, field->text, NULL, field->at);
    else
        template_use_text(r, text->text, NULL, text->at);
    out->style = style_choose(
        &r->made->styles, tree_lookup(n, STR("样式")), STR("内容"), n->at, r->diags);
    return out->style != NULL;
}

static bool block_read(template_reader *r, const node *n, block_spec *out)
{
    if (!shape_check(n, NODE_MAP, STR("版面"), r->diags))
        return false;
    const node *grid = tree_lookup(n, STR("表格")), *page = tree_lookup(n, STR("另起一页"));
    if (grid != NULL) {
        out->kind = BLOCK_GRID;
        return keys_check(n, STR("版面"), (const key_rule[]){{"表格", KEY_MAP}}, 1, r->diags) &&
            grid_spec_read(r, grid, &out->grid);
    }
    if (page != NULL) {
        static const char *const words[] = {"是"};
        out->kind = BLOCK_PAGE_BREAK;
        return keys_check(
                   n, STR("版面"), (const key_rule[]){{"另起一页", KEY_TEXT}}, 1, r->diags) &&
            word_read(page, words, 1, r->diags) == 0;
    }
    out->kind = BLOCK_TEXT;
    return text_block_read(r, n, &out->text);
}

/* What the data may hold must reach the page: an unprinted field or column is an error. */
static bool all_used(template_reader *r)
{
    const form_template *t = r->made;
    size_t before = diags_errors(r->diags);
    for (uint32_t i = 0; i < t->field_count; i++) {
        const form_field *f = &t->fields[i];
        if (!f->used)
            DIAG(r->diags, TEMPLATE_UNUSED, f->at, f->name);
        for (uint32_t c = 0; f->used && c < f->column_count; c++)
            if (!f->column_used[c])
                DIAG(r->diags, TEMPLATE_UNUSED, f->at,
                    str_fmt(r->memory, "%.*s.%.*s", STR_ARG(f->name), STR_ARG(f->columns[c])));
    }
    return diags_errors(r->diags) == before;
}

static bool blocks_read(template_reader *r, const node *list)
{
    form_template *t = r->made;
    block_spec *blocks = ARENA_ARRAY(r->memory, block_spec, list->count);
    bool good = true;
    for (const node *n = list->first; n != NULL; n = n->next)
        good = block_read(r, n, &blocks[t->block_count++]) && good;
    t->blocks = blocks;
    return good;
}

static bool parts_read(template_reader *r, const node *top)
{
    form_template *t = r->made;
    const node *title = tree_lookup(top, STR("文件名称"));
    bool good = page_read(tree_lookup(top, STR("页面")), &t->page, r->diags);
    good = styles_read(r->memory, tree_lookup(top, STR("样式")), &t->styles, r->diags) && good;
    good = fields_read(r, tree_lookup(top, STR("字段"))) && good;
    if (!good || !required_read(r, tree_lookup(top, STR("必填"))))
        return false;
    if (!blocks_read(r, tree_lookup(top, STR("版面"))) || !all_used(r))
        return false;
    t->document_title = title == NULL ? t->facts.title : title->text;
    template_use_text(r, t->document_title, NULL, title == NULL ? top->at : title->at);
    return facts_read(r, tree_lookup(top, STR("元数据")));
}

const form_template *template_load(arena *a, const tree *from, str id, diags *d)
{
    size_t before = diags_errors(d);
    template_reader r = {a, ARENA_NEW(a, form_template), d};
    const node *top = from->documents[0];
    if (from->count > 1) {
        DIAG(d, SHAPE, from->documents[1]->at, STR("模板"), STR("一份"), STR("第二份"),
            STR("请删去“---”和它后面的内容"));
        return NULL;
    }
    if (!keys_check(
            top, STR("模板"), template_keys, sizeof template_keys / sizeof *template_keys, d))
        return NULL;
    template_facts_read(a, from, id, &r.made->facts);
    return parts_read(&r, top) && diags_errors(d) == before ? r.made : NULL;
}

const template_facts *template_about(const form_template *t)
{
    return &t->facts;
}
