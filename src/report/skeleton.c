/* A data file to begin with: every field, what it is, and an example. */
#include "report/report_int.h"

typedef struct skeleton {
    buf *out;
    arena *memory;
    const form_template *form;
} skeleton;

static void indent(skeleton *s, uint32_t depth)
{
    for (uint32_t i = 0; i < depth; i++)
        buf_add(s->out, STR("  "));
}

static void scalar(skeleton *s, str text)
{
    buf_add(s->out, tree_scalar(s->memory, text));
}

/* "  # about" */
static void comment(skeleton *s, str about)
{
    if (about.n > 0) {
        buf_add(s->out, STR("  # "));
        for (size_t i = 0; i < about.n; i++)
            buf_byte(s->out, about.at[i] == '\n' ? ' ' : about.at[i]);
    }
    buf_byte(s->out, '\n');
}

/* Several lines behind a key or a dash. */
static void block_value(skeleton *s, str text, uint32_t depth, str about)
{
    buf_add(s->out, STR(" |"));
    comment(s, about);
    for (size_t from = 0; from <= text.n;) {
        size_t end = str_search(text, STR("\n"), from);
        end = end == SIZE_MAX ? text.n : end;
        if (end > from)
            indent(s, depth + 1);
        buf_add(s->out, str_slice(text, from, end));
        buf_byte(s->out, '\n');
        from = end + 1;
    }
}

/* A text behind a key or a dash, and its comment. */
static void text_value(skeleton *s, str text, uint32_t depth, str about)
{
    if (str_search(text, STR("\n"), 0) != SIZE_MAX) {
        block_value(s, text, depth, about);
        return;
    }
    if (text.n > 0)
        buf_byte(s->out, ' ');
    scalar(s, text);
    comment(s, about);
}

/* An example that the template gives, written out behind its key or dash; here: the first entry of
 * a mapping stands on the dash's line. */
static void node_value(skeleton *s, const node *n, uint32_t depth, bool here, str about)
{
    if (n->kind == NODE_SCALAR || n->count == 0) {
        text_value(s, n->kind == NODE_SCALAR ? n->text : (str){"", 0}, depth, about);
        return;
    }
    here = here && n->kind == NODE_MAP;
    if (!here)
        comment(s, about);
    for (const node *child = n->first; child != NULL; child = child->next) {
        if (here)
            buf_byte(s->out, ' ');
        else
            indent(s, depth + 1);
        here = false;
        if (child->key == NULL) {
            buf_byte(s->out, '-');
        } else {
            scalar(s, child->key->text);
            buf_byte(s->out, ':');
        }
        node_value(s, child, depth + 1, child->key == NULL, (str){"", 0});
    }
}

/* The columns of an entry from `first` on, one a line; the first behind a dash where there is one.
 */
static void columns(
    skeleton *s, const form_field *f, uint32_t first, uint32_t depth, bool dash, str under)
{
    for (uint32_t c = first; c < f->column_count; c++) {
        const form_column *column = &f->column_facts[c];
        if (dash && c == first) {
            indent(s, depth - 1);
            buf_add(s->out, STR("- "));
        } else {
            indent(s, depth);
        }
        scalar(s, column->name);
        buf_byte(s->out, ':');
        text_value(s, example_column(s->memory, column, under), depth, column->about);
    }
}

static void list_entries(skeleton *s, const form_field *f)
{
    for (int i = 0; i < 2; i++) {
        if (f->column_count == 1) {
            buf_add(s->out, STR("  -"));
            text_value(s, example_column(s->memory, &f->column_facts[0], (str){"", 0}), 1,
                f->column_facts[0].about);
        } else {
            columns(s, f, 0, 2, true, (str){"", 0});
        }
    }
}

/* One entry under the last label: "名称: 值", "名称:" and its columns, or "- 名称". */
static void tree_entry(skeleton *s, const form_field *f, uint32_t depth, str under)
{
    uint32_t first = f->level_count, rest = f->column_count - first - 1;
    str own = f->column_facts[first].example;
    bool sample = str_starts(under, STR("示例"));
    str name = own.n > 0 ? own : str_fmt(s->memory, "%s%.*s", sample ? "" : "示例", STR_ARG(under));
    indent(s, depth);
    if (rest == 0) {
        buf_byte(s->out, '-');
        text_value(s, name, depth, (str){"", 0});
        return;
    }
    scalar(s, name);
    buf_byte(s->out, ':');
    const form_column *only = &f->column_facts[first + 1];
    if (rest == 1) {
        text_value(s, example_column(s->memory, only, under), depth, only->about);
        return;
    }
    buf_byte(s->out, '\n');
    columns(s, f, first + 1, depth + 1, false, under);
}

/* A label where the form names no taxonomy, or has a level more than it; empty after the last. */
static str label_example(
    const skeleton *s, const form_field *f, uint32_t level, uint32_t i, str under)
{
    static const char *const known[][4] = {
        {"一级指标", "", "产出指标", "效益指标"},
        {"二级指标", "产出", "数量指标", "质量指标"},
        {"二级指标", "效益", "社会效益指标", NULL},
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (str_eq(f->columns[level], str_of(known[k][0])) &&
            str_search(under, str_of(known[k][1]), 0) != SIZE_MAX)
            return i < 2 ? str_of(known[k][2 + i]) : (str){"", 0};
    return i > 0 ? (str){"", 0} : str_fmt(s->memory, "示例%.*s", STR_ARG(f->columns[level]));
}

static void tree_level(skeleton *s, const form_field *f, uint32_t level, const taxon *at, str under)
{
    if (level == f->level_count) {
        tree_entry(s, f, level + 1, under);
        return;
    }
    bool named = at != NULL && at->child_count > 0;
    for (uint32_t i = 0; !named || i < at->child_count; i++) {
        const taxon *c = named ? &at->children[i] : NULL;
        bool brief = c != NULL && f->labels == LABEL_SHORT && c->brief.n > 0;
        str label = c == NULL ? label_example(s, f, level, i, under) : brief ? c->brief : c->name;
        if (label.n == 0)
            break;
        indent(s, level + 1);
        scalar(s, label);
        buf_byte(s->out, ':');
        bool weighed = c != NULL && c->weight.n > 0;
        comment(s, weighed ? str_fmt(s->memory, "权重 %.*s", STR_ARG(c->weight)) : (str){"", 0});
        tree_level(s, f, level + 1, c, label);
    }
}

static str options_about(const skeleton *s, const form_field *f)
{
    buf out = {.memory = s->memory};
    buf_add(&out, f->several ? STR("可选几项：") : STR("选一项："));
    for (uint32_t i = 0; i < f->option_count; i++) {
        buf_add(&out, i > 0 ? STR("、") : STR(""));
        buf_add(&out, f->options[i]);
    }
    return buf_str(&out);
}

static str about(const skeleton *s, const form_field *f)
{
    buf out = {.memory = s->memory};
    if (f->required)
        buf_add(&out, STR("必填"));
    str parts[] = {f->about, {"", 0}};
    if (f->option_count > 0)
        parts[1] = options_about(s, f);
    else if (f->kind == FIELD_TEXT && f->several)
        parts[1] = STR("可写几段，每段一行");
    else if (f->kind == FIELD_LIST)
        parts[1] = STR("每条一个“- ”，可增减");
    else if (f->kind == FIELD_TREE)
        parts[1] = STR("名称写在冒号前，可增减");
    for (size_t i = 0; i < 2; i++) {
        if (out.n > 0 && parts[i].n > 0)
            buf_add(&out, STR("；"));
        buf_add(&out, parts[i]);
    }
    return buf_str(&out);
}

static void field(skeleton *s, const form_field *f)
{
    scalar(s, f->name);
    buf_byte(s->out, ':');
    if (f->example != NULL) {
        node_value(s, f->example, 0, false, about(s, f));
    } else if (f->kind == FIELD_TEXT) {
        str text = f->option_count > 0 ? f->options[0]
                                       : example_text(s->memory, f->name, (str){"", 0});
        if (f->several && f->option_count == 0)
            block_value(s, text, 0, about(s, f));
        else
            text_value(s, text, 0, about(s, f));
    } else {
        comment(s, about(s, f));
        if (f->kind == FIELD_LIST)
            list_entries(s, f);
        else
            tree_level(s, f, 0, field_taxonomy(s->form, f), (str){"", 0});
    }
}

static void heading(skeleton *s, const char *label, str text)
{
    if (text.n > 0)
        buf_fmt(s->out, "# %s%.*s\n", label, STR_ARG(text));
}

void report_skeleton(const form_template *form, buf *out)
{
    skeleton s = {out, out->memory, form};
    const template_facts *facts = template_about(form);
    heading(&s, "", facts->title);
    heading(&s, "地区：", facts->region);
    heading(&s, "版本：", facts->edition);
    heading(&s, "依据：", facts->basis);
    buf_add(out,
        STR("#\n# 冒号后是示例，请改成自己的内容。注明“必填”的键要留着，没有内容可以空着；其他的可以整行删去。\n"));
    buf_fmt(out,
        "# 要编辑器提示有哪些键：jixiaobiao schema %.*s > 表.json，\n"
        "# 再在第一行写上 # yaml-language-server: $schema=表.json\n",
        STR_ARG(facts->id));
    buf_add(out, STR("表: "));
    scalar(&s, template_name(s.memory, form));
    comment(&s, (str){"", 0});
    uint32_t count;
    const form_field *fields = template_fields(form, &count);
    for (uint32_t i = 0; i < count; i++)
        field(&s, &fields[i]);
}
