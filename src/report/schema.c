/* A form's fields to JSON Schema. Each field is a definition f0, f1 …, named once and referred to
 * from the document, from 公共 and from each of 项目; names of definitions are ASCII, so that a
 * $ref needs no escapes. */
#include "report/report_int.h"

typedef struct schema {
    json j;
    arena *memory;
    const form_template *form;
    const form_field *fields;
    uint32_t count;
    uint32_t field; /* the one whose definition is written */
} schema;

static const char *const scalar_types[] = {"string", "number", "boolean", "null", NULL};
static const char *const level_types[] = {"object", "array", "string", "null", NULL};
/* Of a tree itself, and of an entry that is its name alone. */
static const char *const root_types[] = {"object", "string", "null", NULL};
static const char *const entries_types[] = {"object", "array", "string", "null", NULL};
static const char *const entry_types[] = {"object", "string", "number", "boolean", "null", NULL};

static void types(schema *s, const char *const *words)
{
    json_key(&s->j, "type");
    json_words(&s->j, words);
}

static void type(schema *s, const char *word)
{
    json_entry(&s->j, "type", str_of(word));
}

/* A text may only be empty: a key without a value is "" where scalars are text. */
static void no_text(schema *s)
{
    json_key(&s->j, "maxLength");
    json_number(&s->j, 0);
}

static void refer(schema *s, const char *key, str to)
{
    json_key(&s->j, key);
    json_open(&s->j, '{');
    json_entry(&s->j, "$ref", str_fmt(s->memory, "#/$defs/%.*s", STR_ARG(to)));
    json_close(&s->j, '}');
}

static void closed(schema *s)
{
    json_key(&s->j, "additionalProperties");
    json_flag(&s->j, false);
}

static str definition(const schema *s, uint32_t field, const char *kind)
{
    return str_fmt(s->memory, "f%u%s", field, kind);
}

/* ---- a field ---- */

static void describe(schema *s, const form_field *f)
{
    json_entry(&s->j, "title", f->name);
    buf about = {.memory = s->memory};
    buf_add(&about, f->required ? STR("必填。") : STR("可以不填。"));
    buf_add(&about, f->about);
    if (f->option_count > 0) {
        buf_add(&about, f->several ? STR("可选几项：") : STR("选一项："));
        for (uint32_t i = 0; i < f->option_count; i++) {
            buf_add(&about, i > 0 ? STR("、") : STR(""));
            buf_add(&about, f->options[i]);
        }
        buf_add(&about, STR("。"));
    } else if (f->kind == FIELD_TEXT && f->several) {
        buf_add(&about, STR("可写几段：冒号后写“|”，下一行起缩进。"));
    } else if (f->kind == FIELD_LIST) {
        buf_add(&about, STR("列表，每条一个“- ”。"));
    }
    json_entry(&s->j, "description", buf_str(&about));
}

static void option_list(schema *s, const form_field *f)
{
    json_open(&s->j, '{');
    json_key(&s->j, "enum");
    json_open(&s->j, '[');
    for (uint32_t i = 0; i < f->option_count; i++)
        json_text(&s->j, f->options[i]);
    json_text(&s->j, STR(""));
    json_close(&s->j, ']');
    json_close(&s->j, '}');
}

static void of_scalars(schema *s)
{
    json_open(&s->j, '{');
    types(s, scalar_types);
    json_close(&s->j, '}');
}

/* Options of Han characters are read as text by everybody; others might come as numbers. */
static bool plain_options(const form_field *f)
{
    for (uint32_t i = 0; i < f->option_count; i++)
        if (f->options[i].n == 0 || (unsigned char)f->options[i].at[0] < 0x80)
            return false;
    return f->option_count > 0;
}

static void text_define(schema *s, const form_field *f)
{
    bool options = plain_options(f);
    if (!options && !f->several) {
        types(s, scalar_types);
        return;
    }
    json_key(&s->j, "anyOf");
    json_open(&s->j, '[');
    if (options)
        option_list(s, f);
    else
        of_scalars(s);
    if (options) {
        json_open(&s->j, '{');
        type(s, "null");
        json_close(&s->j, '}');
    }
    if (options && f->several) {
        json_open(&s->j, '{');
        type(s, "string");
        json_entry(&s->j, "pattern", STR("\n"));
        json_close(&s->j, '}');
    }
    if (f->several) {
        json_open(&s->j, '{');
        type(s, "array");
        json_key(&s->j, "items");
        if (options)
            option_list(s, f);
        else
            of_scalars(s);
        json_close(&s->j, '}');
    }
    json_close(&s->j, ']');
}

/* The columns of an entry from `first` on, under every name that data may use. */
static void columns_define(schema *s, const form_field *f, uint32_t first)
{
    const entry_name *names;
    uint32_t count = template_entry_names(s->memory, f, first, &names);
    json_key(&s->j, "properties");
    json_open(&s->j, '{');
    for (uint32_t i = 0; i < count; i++) {
        const form_column *c = names[i].column;
        json_name(&s->j, names[i].name);
        json_open(&s->j, '{');
        json_entry(&s->j, "title", names[i].name);
        if (c->about.n > 0)
            json_entry(&s->j, "description", c->about);
        else if (!str_eq(names[i].name, c->name))
            json_entry(&s->j, "description", str_fmt(s->memory, "同“%.*s”。", STR_ARG(c->name)));
        types(s, scalar_types);
        json_close(&s->j, '}');
    }
    json_close(&s->j, '}');
    closed(s);
}

static void list_define(schema *s)
{
    types(s, (const char *const[]){"array", "string", "null", NULL});
    no_text(s);
    refer(s, "items", definition(s, s->field, "_item"));
}

/* What is below a label: further labels, those of the taxonomy first; at last the entries. */
static void level_define(schema *s, const form_field *f, uint32_t depth, const taxon *at)
{
    bool last = depth == f->level_count;
    types(s, last ? entries_types : depth == 0 ? root_types : level_types);
    no_text(s);
    if (!last && depth > 0) { /* nothing below a label may be written [] */
        json_key(&s->j, "maxItems");
        json_number(&s->j, 0);
    }
    if (last) {
        refer(s, "items", definition(s, s->field, "_item"));
        refer(s, "additionalProperties", definition(s, s->field, "_entry"));
        return;
    }
    if (at != NULL && at->child_count > 0) {
        json_key(&s->j, "properties");
        json_open(&s->j, '{');
        for (uint32_t i = 0; i < at->child_count; i++) {
            const taxon *c = &at->children[i];
            json_name(&s->j, f->labels == LABEL_SHORT && c->brief.n > 0 ? c->brief : c->name);
            json_open(&s->j, '{');
            json_entry(&s->j, "title", c->name);
            if (c->weight.n > 0)
                json_entry(&s->j, "description",
                    str_fmt(s->memory, "%.*s，权重 %.*s", STR_ARG(f->columns[depth]),
                        STR_ARG(c->weight)));
            level_define(s, f, depth + 1, c);
            json_close(&s->j, '}');
        }
        json_close(&s->j, '}');
    }
    refer(s, "additionalProperties",
        definition(s, s->field, str_z(s->memory, str_fmt(s->memory, "_%u", depth + 1))));
}

static void define(schema *s, str name, bool described)
{
    json_name(&s->j, name);
    json_open(&s->j, '{');
    if (described)
        describe(s, &s->fields[s->field]);
}

/* An entry of a list; an only column may stand without its name. */
static void item_define(schema *s, const form_field *f)
{
    define(s, definition(s, s->field, "_item"), false);
    if (f->column_count == f->level_count + 1)
        types(s, entry_types);
    else
        type(s, "object");
    columns_define(s, f, f->level_count);
    json_close(&s->j, '}');
}

static void tree_parts_define(schema *s, const form_field *f)
{
    for (uint32_t depth = 1; depth <= f->level_count; depth++) {
        define(
            s, definition(s, s->field, str_z(s->memory, str_fmt(s->memory, "_%u", depth))), false);
        level_define(s, f, depth, NULL);
        json_close(&s->j, '}');
    }
    define(s, definition(s, s->field, "_entry"), false);
    bool sole = f->column_count == f->level_count + 1;
    types(s, sole ? root_types : entry_types);
    if (sole)
        no_text(s);
    columns_define(s, f, f->level_count + 1);
    json_close(&s->j, '}');
}

static void field_define(schema *s)
{
    const form_field *f = &s->fields[s->field];
    define(s, definition(s, s->field, ""), true);
    if (f->kind == FIELD_TEXT)
        text_define(s, f);
    else if (f->kind == FIELD_LIST)
        list_define(s);
    else
        level_define(s, f, 0, field_taxonomy(s->form, f));
    json_close(&s->j, '}');
    if (f->kind != FIELD_TEXT)
        item_define(s, f);
    if (f->kind == FIELD_TREE)
        tree_parts_define(s, f);
}

/* ---- a document ---- */

static bool is_field(const schema *s, str name)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (str_eq(s->fields[i].name, name))
            return true;
    return false;
}

static void field_refer(schema *s, str name, str to)
{
    json_name(&s->j, name);
    json_open(&s->j, '{');
    json_entry(&s->j, "$ref", str_fmt(s->memory, "#/$defs/%.*s", STR_ARG(to)));
    json_close(&s->j, '}');
}

/* The fields under their names and their other names; within `properties`. */
static void fields_refer(schema *s)
{
    field_refer(s, STR("表"), STR("form"));
    field_refer(s, STR("引用"), STR("include"));
    field_refer(s, STR("照原样"), STR("raw"));
    for (uint32_t i = 0; i < s->count; i++)
        field_refer(s, s->fields[i].name, definition(s, i, ""));
    for (uint32_t i = 0; i < s->count; i++)
        for (uint32_t k = 0; k < s->fields[i].synonym_count; k++)
            if (!is_field(s, s->fields[i].synonyms[k]))
                field_refer(s, s->fields[i].synonyms[k], definition(s, i, ""));
}

static void shared_define(schema *s)
{
    json *j = &s->j;
    define(s, STR("form"), false);
    json_entry(j, "title", STR("表"));
    json_entry(j, "description", STR("表名/地区，或表的代号"));
    type(s, "string");
    json_close(j, '}');
    define(s, STR("include"), false);
    json_entry(j, "title", STR("引用"));
    json_entry(j, "description", STR("另一个文件（或几个），里面的内容垫在这一份下面"));
    types(s, (const char *const[]){"string", "array", NULL});
    json_key(j, "items");
    json_open(j, '{');
    type(s, "string");
    json_close(j, '}');
    json_close(j, '}');
    define(s, STR("raw"), false);
    json_entry(j, "title", STR("照原样"));
    json_entry(j, "description", STR("打印时不要改动的：比较号、网页标记、首尾空白"));
    type(s, "array");
    json_key(j, "items");
    json_open(j, '{');
    json_key(j, "enum");
    json_words(j, (const char *const[]){"比较号", "网页标记", "首尾空白", NULL});
    json_close(j, '}');
    json_close(j, '}');
    define(s, STR("facts"), false);
    type(s, "object");
    json_key(j, "properties");
    json_open(j, '{');
    fields_refer(s);
    json_close(j, '}');
    closed(s);
    json_close(j, '}');
}

/* ---- what must be there ---- */

static void need(schema *s, str name)
{
    json_open(&s->j, '{');
    json_key(&s->j, "required");
    json_open(&s->j, '[');
    json_text(&s->j, name);
    json_close(&s->j, ']');
    json_close(&s->j, '}');
}

static void need_field(schema *s, const form_field *f)
{
    need(s, f->name);
    for (uint32_t k = 0; k < f->synonym_count; k++)
        if (!is_field(s, f->synonyms[k]))
            need(s, f->synonyms[k]);
}

/* {"if": it has 表 and not these other keys, "then": … } is left open after "then". */
static void when(schema *s, bool projects)
{
    json *j = &s->j;
    json_open(j, '{');
    json_key(j, "if");
    json_open(j, '{');
    json_key(j, "required");
    json_words(j,
        projects ? (const char *const[]){"表", "项目", NULL} : (const char *const[]){"表", NULL});
    json_key(j, "not");
    json_open(j, '{');
    json_key(j, "anyOf");
    json_open(j, '[');
    need(s, STR("引用"));
    if (!projects)
        need(s, STR("项目"));
    json_close(j, ']');
    json_close(j, '}');
    json_close(j, '}');
    json_key(j, "then");
    json_open(j, '{');
}

/* A required field under one of its names; with projects, in each of them where not above. */
static void required_write(schema *s, bool projects)
{
    json *j = &s->j;
    json_key(j, "allOf");
    json_open(j, '[');
    for (uint32_t i = 0; i < s->count; i++) {
        const form_field *f = &s->fields[i];
        if (!f->required)
            continue;
        if (!projects && f->synonym_count == 0) {
            need(s, f->name);
            continue;
        }
        json_open(j, '{');
        json_key(j, "anyOf");
        json_open(j, '[');
        need_field(s, f);
        if (projects) {
            json_open(j, '{');
            json_key(j, "properties");
            json_open(j, '{');
            json_key(j, "项目");
            json_open(j, '{');
            json_key(j, "items");
            json_open(j, '{');
            json_key(j, "anyOf");
            json_open(j, '[');
            need_field(s, f);
            need(s, STR("引用"));
            json_close(j, ']');
            json_close(j, '}');
            json_close(j, '}');
            json_close(j, '}');
            json_close(j, '}');
        }
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
}

static bool any_required(const schema *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (s->fields[i].required)
            return true;
    return false;
}

static void document_write(schema *s)
{
    json *j = &s->j;
    type(s, "object");
    json_key(j, "properties");
    json_open(j, '{');
    fields_refer(s);
    json_key(j, "公共");
    json_open(j, '{');
    json_entry(j, "description", STR("文件的第一份里：以下各份（用 --- 隔开）都有的内容"));
    json_entry(j, "$ref", STR("#/$defs/facts"));
    json_close(j, '}');
    json_key(j, "项目");
    json_open(j, '{');
    json_entry(j, "description", STR("几个项目，每个印一份；外面的内容各份都有"));
    type(s, "array");
    json_key(j, "minItems");
    json_number(j, 1);
    refer(s, "items", STR("facts"));
    json_close(j, '}');
    json_close(j, '}');
    closed(s);
    json_key(j, "minProperties");
    json_number(j, 1);
    if (!any_required(s))
        return;
    json_key(j, "allOf");
    json_open(j, '[');
    for (int projects = 0; projects < 2; projects++) {
        when(s, projects == 1);
        required_write(s, projects == 1);
        json_close(j, '}');
        json_close(j, '}');
    }
    json_close(j, ']');
}

void report_schema(const form_template *form, buf *out)
{
    schema s = {.j = {.out = out}, .memory = out->memory, .form = form};
    s.fields = template_fields(form, &s.count);
    const template_facts *facts = template_about(form);
    json *j = &s.j;
    json_open(j, '{');
    json_entry(j, "$schema", STR("https://json-schema.org/draft/2020-12/schema"));
    json_entry(j, "title",
        facts->region.n == 0
            ? facts->title
            : str_fmt(s.memory, "%.*s/%.*s", STR_ARG(facts->title), STR_ARG(facts->region)));
    json_entry(j, "description",
        str_fmt(s.memory, "%.*s%s%.*s", STR_ARG(facts->edition),
            facts->edition.n > 0 && facts->origin.n > 0 ? "；" : "", STR_ARG(facts->origin)));
    document_write(&s);
    json_key(j, "$defs");
    json_open(j, '{');
    shared_define(&s);
    for (s.field = 0; s.field < s.count; s.field++)
        field_define(&s);
    json_close(j, '}');
    json_close(j, '}');
    buf_byte(out, '\n');
}
