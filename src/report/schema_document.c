/* A form's data documents to JSON Schema. Each field is a definition f0, f1 …, named once and
 * referred to from the document, from 公共 and from each of 项目; names of definitions are ASCII,
 * so that a $ref needs no escapes. */
#include "report/report_int.h"

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
    field_refer(s, STR("审核"), STR("review"));
    field_refer(s, STR("适应"), STR("fit"));
    for (uint32_t i = 0; i < s->count; i++)
        field_refer(s, s->fields[i].name, schema_definition(s, i, ""));
    for (uint32_t i = 0; i < s->count; i++)
        for (uint32_t k = 0; k < s->fields[i].synonym_count; k++)
            if (!is_field(s, s->fields[i].synonyms[k]))
                field_refer(s, s->fields[i].synonyms[k], schema_definition(s, i, ""));
}

static void texts_property(schema *s, const char *name, str about)
{
    json *j = &s->j;
    json_key(j, name);
    json_open(j, '{');
    json_entry(j, "description", about);
    schema_type(s, "array");
    json_close(j, '}');
}

static void review_define(schema *s)
{
    json *j = &s->j;
    schema_define(s, STR("review"), false);
    json_entry(j, "title", STR("审核"));
    json_entry(j, "description", STR("对审核说的话，不打印"));
    schema_type(s, "object");
    json_key(j, "properties");
    json_open(j, '{');
    texts_property(s, "不查", STR("不查的规则或代号，如 R11、cost-under"));
    texts_property(s, "说明", STR("已经说明的发现：代号、位置、理由"));
    texts_property(s, "关系", STR("这一份自己的加总关系"));
    json_close(j, '}');
    schema_closed(s);
    json_close(j, '}');
}

static void shared_define(schema *s)
{
    json *j = &s->j;
    schema_define(s, STR("form"), false);
    json_entry(j, "title", STR("表"));
    json_entry(j, "description", STR("表名/地区，或表的代号"));
    schema_type(s, "string");
    json_close(j, '}');
    schema_define(s, STR("include"), false);
    json_entry(j, "title", STR("引用"));
    json_entry(j, "description", STR("另一个文件（或几个），里面的内容垫在这一份下面"));
    schema_types(s, (const char *const[]){"string", "array", NULL});
    json_key(j, "items");
    json_open(j, '{');
    schema_type(s, "string");
    json_close(j, '}');
    json_close(j, '}');
    schema_define(s, STR("raw"), false);
    json_entry(j, "title", STR("照原样"));
    json_entry(j, "description", STR("打印时不要改动的：比较号、网页标记、首尾空白"));
    schema_type(s, "array");
    json_key(j, "items");
    json_open(j, '{');
    json_key(j, "enum");
    json_words(j, (const char *const[]){"比较号", "网页标记", "首尾空白", NULL});
    json_close(j, '}');
    json_close(j, '}');
    review_define(s);
    schema_define(s, STR("fit"), false);
    json_entry(j, "title", STR("适应"));
    json_entry(j, "description", STR("怎样排：最少页、至多2页、均衡；不用：照模板"));
    schema_type(s, "string");
    json_entry(j, "pattern", STR("^(最少页|至多[1-9][0-9]{0,3}页|均衡|不用)$"));
    json_close(j, '}');
    schema_define(s, STR("facts"), false);
    schema_type(s, "object");
    json_key(j, "properties");
    json_open(j, '{');
    fields_refer(s);
    json_close(j, '}');
    schema_closed(s);
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

/* A document with 公共 has nothing else. */
static void common_alone(schema *s)
{
    json *j = &s->j;
    json_open(j, '{');
    json_key(j, "if");
    need(s, STR("公共"));
    json_key(j, "then");
    json_open(j, '{');
    json_key(j, "maxProperties");
    json_number(j, 1);
    json_close(j, '}');
    json_close(j, '}');
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
    schema_type(s, "object");
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
    schema_type(s, "array");
    json_key(j, "minItems");
    json_number(j, 1);
    schema_refer(s, "items", STR("facts"));
    json_close(j, '}');
    json_close(j, '}');
    schema_closed(s);
    json_key(j, "minProperties");
    json_number(j, 1);
    json_key(j, "allOf");
    json_open(j, '[');
    for (int projects = 0; any_required(s) && projects < 2; projects++) {
        when(s, projects == 1);
        required_write(s, projects == 1);
        json_close(j, '}');
        json_close(j, '}');
    }
    common_alone(s);
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
        schema_field(&s);
    json_close(j, '}');
    json_close(j, '}');
    buf_byte(out, '\n');
}
