/* A template's tree to a template: identity, fields, styles, blocks. */
#include "model/model_int.h"

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
    {"适应", KEY_TEXT | KEY_MAP},
    {"样式", KEY_MAP | KEY_REQUIRED},
    {"字段", KEY_MAP | KEY_REQUIRED},
    {"必填", KEY_LIST},
    {"版面", KEY_LIST | KEY_REQUIRED},
    {"指标体系", KEY_MAP},
    {"关系", KEY_LIST},
    {"金额单位", KEY_TEXT},
};
static const key_rule text_keys[] = {
    {"名", KEY_TEXT},
    {"文字", KEY_TEXT},
    {"填", KEY_TEXT},
    {"样式", KEY_TEXT},
    {"宽", KEY_TEXT},
    {"随表", KEY_TEXT},
    {"盖章", KEY_TEXT | KEY_MAP},
    {"签字", KEY_TEXT | KEY_MAP},
};
static const key_rule line_keys[] = {
    {"名", KEY_TEXT},
    {"随表", KEY_TEXT},
    {"并排", KEY_LIST | KEY_REQUIRED},
};
static const key_rule grid_block_keys[] = {
    {"名", KEY_TEXT},
    {"表格", KEY_MAP},
};
static const key_rule page_block_keys[] = {
    {"名", KEY_TEXT},
    {"另起一页", KEY_TEXT},
};
static const key_rule section_block_keys[] = {
    {"名", KEY_TEXT},
    {"分节", KEY_MAP},
};

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
        .grade = text_at(top, "依据程度"),
        .base = text_at(top, "继承")};
    const node *aliases = tree_lookup(top, STR("别名"));
    if (aliases != NULL && aliases->kind == NODE_LIST) {
        str *names = ARENA_ARRAY(a, str, aliases->count);
        for (const node *n = aliases->first; n != NULL; n = n->next)
            if (n->kind == NODE_SCALAR)
                names[out->alias_count++] = n->text;
        out->aliases = names;
    }
    return out->title.n > 0 || tree_lookup(top, STR("继承")) != NULL;
}

static bool is_fact(str line)
{
    static const char *const facts[] = {
        "表", "地区", "别名", "版本", "依据", "出处", "依据程度", "继承"};
    size_t colon = str_search(line, STR(":"), 0);
    for (size_t i = 0; colon != SIZE_MAX && i < sizeof facts / sizeof *facts; i++)
        if (str_eq(str_slice(line, 0, colon), str_of(facts[i])))
            return true;
    return false;
}

str template_facts_text(str text)
{
    size_t cut = SIZE_MAX;
    for (size_t i = 0; i < text.n;) {
        size_t end = str_search(text, STR("\n"), i);
        end = end == SIZE_MAX ? text.n : end;
        bool key = end > i && text.at[i] != ' ' && text.at[i] != '#' && text.at[i] != '\r';
        bool fact = key && is_fact(str_slice(text, i, end));
        if (fact && cut != SIZE_MAX)
            return text;
        if (key && !fact && cut == SIZE_MAX)
            cut = i;
        i = end + 1;
    }
    return cut == SIZE_MAX ? text : str_slice(text, 0, cut);
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

bool text_spec_read(template_reader *r, const node *n, text_spec *out)
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
    out->with_grid = flag_read(n, STR("随表"), false, r->diags);
    return out->style != NULL && zone_read(r, n, out->style, &out->zone);
}

static bool line_read(template_reader *r, const node *n, text_spec *out)
{
    const node *list = tree_lookup(n, STR("并排"));
    if (!keys_check(n, STR("版面"), line_keys, sizeof line_keys / sizeof *line_keys, r->diags))
        return false;
    text_spec *parts = ARENA_ARRAY(r->memory, text_spec, list->count);
    doc_track *tracks = ARENA_ARRAY(r->memory, doc_track, list->count);
    *out = (text_spec){.at = n->at,
        .with_grid = flag_read(n, STR("随表"), false, r->diags),
        .parts = parts,
        .tracks = tracks};
    if (list->count == 0 || list->count > 16) {
        DIAG(r->diags, TEMPLATE_VALUE, list->at, STR("并排"), STR(""), STR("1 到 16 段文字"));
        return false;
    }
    bool good = true;
    for (const node *part = list->first; part != NULL; part = part->next) {
        uint32_t i = out->part_count++;
        const node *width = tree_lookup(part, STR("宽"));
        tracks[i] = (doc_track){.kind = TRACK_SHARE, .share = 1};
        good = text_spec_read(r, part, &parts[i]) &&
            (width == NULL || track_read(width, &tracks[i], r->diags)) && good;
    }
    out->style = parts[0].style;
    return good;
}

static bool block_read(template_reader *r, const node *n, block_spec *out)
{
    if (!shape_check(n, NODE_MAP, STR("版面"), r->diags))
        return false;
    const node *grid = tree_lookup(n, STR("表格")), *page = tree_lookup(n, STR("另起一页"));
    if (grid != NULL) {
        out->kind = BLOCK_GRID;
        return keys_check(n, STR("版面"), grid_block_keys, 2, r->diags) &&
            grid_spec_read(r, grid, &out->grid);
    }
    if (page != NULL) {
        static const char *const words[] = {"是"};
        out->kind = BLOCK_PAGE_BREAK;
        return keys_check(n, STR("版面"), page_block_keys, 2, r->diags) &&
            word_read(page, words, 1, r->diags) == 0;
    }
    out->kind = BLOCK_TEXT;
    if (tree_lookup(n, STR("并排")) != NULL)
        return line_read(r, n, &out->text);
    return text_spec_read(r, n, &out->text);
}

/* A section ends where the next one begins; one without blocks gives way to it. */
static bool section_block_read(template_reader *r, const node *n, const node *page)
{
    form_template *t = r->made;
    section_spec *next = r->open + (r->open->section.block_count > 0);
    if (!keys_check(n, STR("版面"), section_block_keys, 2, r->diags) ||
        !section_read(r, tree_lookup(n, STR("分节")), page, next))
        return false;
    next->section.first_block = t->block_count;
    r->open = next;
    return true;
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

static bool blocks_read(template_reader *r, const node *list, const node *page)
{
    form_template *t = r->made;
    block_spec *blocks = ARENA_ARRAY(r->memory, block_spec, list->count);
    section_spec *sections = ARENA_ARRAY(r->memory, section_spec, list->count + 1);
    bool good = section_read(r, page, NULL, sections);
    r->open = sections;
    page = sections->page;
    for (const node *n = list->first; n != NULL; n = n->next) {
        if (tree_lookup(n, STR("分节")) != NULL) {
            good = section_block_read(r, n, page) && good;
            continue;
        }
        good = block_read(r, n, &blocks[t->block_count++]) && good;
        r->open->section.block_count++;
    }
    t->blocks = blocks;
    t->sections = sections;
    t->section_count = (uint32_t)(r->open - sections) + 1;
    return good;
}

static bool relations_read(template_reader *r, const node *list)
{
    form_template *t = r->made;
    const relation **made = ARENA_ARRAY(r->memory, const relation *, list == NULL ? 0 : list->count);
    bool good = true;
    for (const node *n = list == NULL ? NULL : list->first; n != NULL; n = n->next) {
        const relation *one = relation_parse(r->memory, t, n, r->diags);
        good = good && one != NULL;
        made[t->relation_count++] = one;
    }
    t->relations = made;
    return good;
}

static bool money_read(template_reader *r, const node *n)
{
    static const char *const words[] = {"元", "万元", "亿元"};
    if (n == NULL)
        return true;
    r->made->money = n->text;
    return word_read(n, words, 3, r->diags) >= 0;
}

static bool parts_read(template_reader *r, const node *top)
{
    form_template *t = r->made;
    const node *title = tree_lookup(top, STR("文件名称")), *labels = tree_lookup(top, STR("指标体系"));
    bool good = styles_read(r->memory, tree_lookup(top, STR("样式")), &t->styles, r->diags);
    good = fit_read(tree_lookup(top, STR("适应")), &t->fit, r->diags) && good;
    good = fields_read(r, tree_lookup(top, STR("字段"))) && good;
    if (labels != NULL)
        good = (t->taxonomy = taxonomy_read(r->memory, labels, r->diags)) != NULL && good;
    if (!good || !required_read(r, tree_lookup(top, STR("必填"))) ||
        !relations_read(r, tree_lookup(top, STR("关系"))) ||
        !money_read(r, tree_lookup(top, STR("金额单位"))))
        return false;
    const node *blocks = tree_lookup(top, STR("版面")), *page = tree_lookup(top, STR("页面"));
    if (!blocks_read(r, blocks, page) || !all_used(r))
        return false;
    t->document_title = title == NULL ? t->facts.title : title->text;
    template_use_text(r, t->document_title, NULL, title == NULL ? top->at : title->at);
    return facts_read(r, tree_lookup(top, STR("元数据")));
}

bool template_single(const tree *from, diags *d)
{
    if (from->count <= 1)
        return true;
    DIAG(d, SHAPE, from->documents[1]->at, STR("模板"), STR("一份"), STR("第二份"),
        STR("请删去“---”和它后面的内容"));
    return false;
}

static form_template *load(arena *a, const tree *from, str id, const node *pages, diags *d)
{
    size_t before = diags_errors(d);
    template_reader r = {
        .memory = a, .made = ARENA_NEW(a, form_template), .diags = d, .pages = pages};
    const node *top = from->documents[0];
    if (!template_single(from, d))
        return NULL;
    if (!keys_check(
            top, STR("模板"), template_keys, sizeof template_keys / sizeof *template_keys, d))
        return NULL;
    template_facts_read(a, from, id, &r.made->facts);
    return parts_read(&r, top) && diags_errors(d) == before ? r.made : NULL;
}

const form_template *template_load(arena *a, const tree *from, str id, diags *d)
{
    return load(a, from, id, NULL, d);
}

const form_template *library_load(arena *a, const form_library *lib, uint32_t which, diags *d)
{
    const tree *from = template_resolve(a, lib, which, d);
    form_template *made = from == NULL
        ? NULL
        : load(a, from, lib->facts[which].id, lib->pages, d);
    if (made != NULL)
        made->library = lib;
    return made;
}

const template_facts *template_about(const form_template *t)
{
    return &t->facts;
}

const form_field *template_fields(const form_template *t, uint32_t *count)
{
    *count = t->field_count;
    return t->fields;
}

str template_money(const form_template *t, int *power)
{
    str unit = t->money.n == 0 ? STR("万元") : t->money;
    *power = money_power(unit);
    return unit;
}

const taxon *template_taxonomy(const form_template *t)
{
    return t->taxonomy;
}
