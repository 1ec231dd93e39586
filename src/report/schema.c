/* The fields of a form to definitions of JSON Schema: f0, f1 … and their parts. */
#include "report/report_int.h"

static const char *const scalar_types[] = {"string", "number", "boolean", "null", NULL};
static const char *const level_types[] = {"object", "array", "string", "null", NULL};
/* Of a tree itself, and of an entry that is its name alone. */
static const char *const root_types[] = {"object", "string", "null", NULL};
static const char *const entries_types[] = {"object", "array", "string", "null", NULL};
static const char *const entry_types[] = {"object", "string", "number", "boolean", "null", NULL};

void schema_types(schema *s, const char *const *words)
{
    json_key(&s->j, "type");
    json_words(&s->j, words);
}

void schema_type(schema *s, const char *word)
{
    json_entry(&s->j, "type", str_of(word));
}

/* A text may only be empty: a key without a value is "" where scalars are text. */
static void no_text(schema *s)
{
    json_key(&s->j, "maxLength");
    json_number(&s->j, 0);
}

void schema_refer(schema *s, const char *key, str to)
{
    json_key(&s->j, key);
    json_open(&s->j, '{');
    json_entry(&s->j, "$ref", str_fmt(s->memory, "#/$defs/%.*s", STR_ARG(to)));
    json_close(&s->j, '}');
}

void schema_closed(schema *s)
{
    json_key(&s->j, "additionalProperties");
    json_flag(&s->j, false);
}

str schema_definition(const schema *s, uint32_t field, const char *kind)
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
    schema_types(s, scalar_types);
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
        schema_types(s, scalar_types);
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
        schema_type(s, "null");
        json_close(&s->j, '}');
    }
    if (options && f->several) {
        json_open(&s->j, '{');
        schema_type(s, "string");
        json_entry(&s->j, "pattern", STR("\n"));
        json_close(&s->j, '}');
    }
    if (f->several) {
        json_open(&s->j, '{');
        schema_type(s, "array");
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
        schema_types(s, scalar_types);
        json_close(&s->j, '}');
    }
    json_close(&s->j, '}');
    schema_closed(s);
}

static void list_define(schema *s)
{
    schema_types(s, (const char *const[]){"array", "string", "null", NULL});
    no_text(s);
    schema_refer(s, "items", schema_definition(s, s->field, "_item"));
}

/* What is below a label: further labels, those of the taxonomy first; at last the entries. */
static void level_define(schema *s, const form_field *f, uint32_t depth, const taxon *at)
{
    bool last = depth == f->level_count;
    schema_types(s, last ? entries_types : depth == 0 ? root_types : level_types);
    no_text(s);
    if (!last && depth > 0) { /* nothing below a label may be written [] */
        json_key(&s->j, "maxItems");
        json_number(&s->j, 0);
    }
    if (last) {
        schema_refer(s, "items", schema_definition(s, s->field, "_item"));
        schema_refer(s, "additionalProperties", schema_definition(s, s->field, "_entry"));
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
    schema_refer(s, "additionalProperties",
        schema_definition(s, s->field, str_z(s->memory, str_fmt(s->memory, "_%u", depth + 1))));
}

void schema_define(schema *s, str name, bool described)
{
    json_name(&s->j, name);
    json_open(&s->j, '{');
    if (described)
        describe(s, &s->fields[s->field]);
}

/* An entry of a list; an only column may stand without its name. */
static void item_define(schema *s, const form_field *f)
{
    schema_define(s, schema_definition(s, s->field, "_item"), false);
    if (f->column_count == f->level_count + 1)
        schema_types(s, entry_types);
    else
        schema_type(s, "object");
    columns_define(s, f, f->level_count);
    json_close(&s->j, '}');
}

static void tree_parts_define(schema *s, const form_field *f)
{
    for (uint32_t depth = 1; depth <= f->level_count; depth++) {
        schema_define(s,
            schema_definition(s, s->field, str_z(s->memory, str_fmt(s->memory, "_%u", depth))),
            false);
        level_define(s, f, depth, NULL);
        json_close(&s->j, '}');
    }
    schema_define(s, schema_definition(s, s->field, "_entry"), false);
    bool sole = f->column_count == f->level_count + 1;
    schema_types(s, sole ? root_types : entry_types);
    if (sole)
        no_text(s);
    columns_define(s, f, f->level_count + 1);
    json_close(&s->j, '}');
}

void schema_field(schema *s)
{
    const form_field *f = &s->fields[s->field];
    schema_define(s, schema_definition(s, s->field, ""), true);
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
