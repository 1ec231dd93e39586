/*
 * 关系: what a form's fields must add up to, e.g. 资金总额 = 合计(年度主要任务.总额).
 *
 *   relation = sum sign sum            sign = "=" | "≈" | "≤" | "≥" | "<" | ">" (and "<=", ">=")
 *   sum      = product { ("+" | "-") product }
 *   product  = factor { ("×" | "÷" | "*" | "/") factor }
 *   factor   = number | name | name "." name | "(" sum ")" | "最小(" sum "," sum ")"
 *            | "合计(" name "." name [ "," name "=" label ] ")"
 *            | "得分率(" name "." name "," name "." name ")"
 *
 * A name ends at a space or one of those signs; full-width brackets are part of a name, as in
 * 部门（单位）名称. A column without 合计 makes the relation one that every record must keep.
 */
#include "model/model_int.h"

enum { NESTING_LIMIT = 32, TERMS_LIMIT = 200 };

typedef struct parser {
    arena *memory;
    const form_template *form;
    diags *diags;
    const node *from;
    str text;
    size_t at;
    int depth, terms;
    const form_field *loop;
    bool failed;
} parser;

static const struct {
    const char *written;
    char stands_for;
} signs[] = {{"≈", 'n'}, {"<=", 'l'}, {">=", 'g'}, {"≤", 'l'}, {"≥", 'g'}, {"=", '='}, {"＝", '='}, {"<", '<'},
    {">", '>'}, {"+", '+'}, {"＋", '+'}, {"-", '-'}, {"－", '-'}, {"−", '-'}, {"*", '*'}, {"×", '*'},
    {"/", '/'}, {"÷", '/'}, {"(", '('}, {")", ')'}, {".", '.'}, {",", ','}, {"，", ','}};

/* Where byte `at` of the text stands: scalars on one line keep their places. */
static mark place(const parser *p, size_t at)
{
    mark m = p->from->at;
    m.column += p->from->style == NODE_QUOTED;
    for (size_t i = 0; i < at;) {
        utf8_next(p->text, &i);
        m.column++;
    }
    return m;
}

static void fail(parser *p, size_t at, str why)
{
    if (!p->failed)
        DIAG(p->diags, RELATION_SYNTAX, place(p, at), p->text, why);
    p->failed = true;
}

static void skip_space(parser *p)
{
    while (p->at < p->text.n) {
        str rest = str_slice(p->text, p->at, p->text.n);
        size_t step = rest.at[0] == ' ' ? 1 : str_starts(rest, STR("　")) ? 3 : 0;
        if (step == 0)
            return;
        p->at += step;
    }
}

/* The sign at an offset, 0 when there is none; *length: its bytes. */
static char sign_at(const parser *p, size_t at, size_t *length)
{
    str rest = str_slice(p->text, at, p->text.n);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(rest, str_of(signs[i].written))) {
            *length = str_of(signs[i].written).n;
            return signs[i].stands_for;
        }
    return 0;
}

/* Takes the sign that comes next when it is one of `wanted`; 0 otherwise. */
static char take(parser *p, const char *wanted)
{
    size_t length = 0;
    skip_space(p);
    char sign = sign_at(p, p->at, &length);
    for (; sign != 0 && *wanted != '\0'; wanted++)
        if (*wanted == sign) {
            p->at += length;
            return sign;
        }
    return 0;
}

static str take_name(parser *p)
{
    skip_space(p);
    size_t from = p->at, length;
    while (p->at < p->text.n && sign_at(p, p->at, &length) == 0 && p->text.at[p->at] != ' ' &&
        !str_starts(str_slice(p->text, p->at, p->text.n), STR("　")))
        utf8_next(p->text, &p->at);
    return str_slice(p->text, from, p->at);
}

static expr *expr_new(parser *p, expr_kind kind, const expr *left, const expr *right)
{
    expr *e = ARENA_NEW(p->memory, expr);
    *e = (expr){.kind = kind, .left = left, .right = right};
    return e;
}

static const expr *sum_parse(parser *p);

static const expr *number_parse(parser *p, size_t from)
{
    expr *e = expr_new(p, EXPR_NUMBER, NULL, NULL);
    while (p->at < p->text.n && ((p->text.at[p->at] >= '0' && p->text.at[p->at] <= '9') ||
                                    p->text.at[p->at] == '.'))
        p->at++;
    if (!decimal_parse(str_slice(p->text, from, p->at), &e->number))
        fail(p, from, STR("这个数看不懂"));
    return e;
}

static void unknown_name(parser *p, size_t at, str name, const form_field *of)
{
    const form_template *t = p->form;
    arena *a = diags_memory(p->diags);
    uint32_t count = of == NULL ? t->field_count : of->column_count;
    str *names = ARENA_ARRAY(a, str, count);
    for (uint32_t i = 0; i < count; i++)
        names[i] = of == NULL ? t->fields[i].name : of->columns[i];
    DIAG(p->diags, RELATION_FIELD, place(p, at), name,
        of == NULL ? STR("字段") : str_fmt(a, "“%.*s”的列", STR_ARG(of->name)),
        name_hint(a, name, names, count));
    p->failed = true;
}

/* "字段.列" after the field's name. */
static expr *column_parse(parser *p, size_t at, const form_field *f, expr_kind kind)
{
    expr *e = expr_new(p, kind, NULL, NULL);
    e->field = (uint32_t)(f - p->form->fields);
    if (!take(p, ".")) {
        fail(p, at, str_fmt(p->memory, "“%.*s”要写明哪一列，如 %.*s.%.*s", STR_ARG(f->name),
            STR_ARG(f->name), STR_ARG(f->columns[f->column_count - 1])));
        return e;
    }
    size_t from = p->at;
    str name = take_name(p);
    while (e->column < f->column_count && !str_eq(f->columns[e->column], name))
        e->column++;
    if (e->column == f->column_count)
        unknown_name(p, from, name, f);
    if (kind == EXPR_COLUMN && p->loop != NULL && p->loop != f)
        fail(p, at, STR("一条关系只能逐条核对一个列表；另一个请用“合计(…)”"));
    if (kind == EXPR_COLUMN)
        p->loop = f;
    return e;
}

static void want(parser *p, const char *sign, str why)
{
    if (!p->failed && !take(p, sign))
        fail(p, p->at, why);
}

static const expr *least_parse(parser *p)
{
    const expr *left = sum_parse(p), *right = NULL;
    want(p, ",", STR("“最小”里要写两项，用逗号隔开"));
    if (!p->failed)
        right = sum_parse(p);
    want(p, ")", STR("缺一个“)”"));
    return expr_new(p, EXPR_LEAST, left, right);
}

/* A column of the records at hand. */
static expr *own_column(parser *p, expr_kind kind)
{
    skip_space(p);
    size_t at = p->at;
    str name = take_name(p);
    const form_field *f = template_field(p->form, name);
    if (f != NULL && f->kind != FIELD_TEXT)
        return column_parse(p, at, f, kind);
    unknown_name(p, at, name, NULL);
    return expr_new(p, kind, NULL, NULL);
}

static const expr *share_parse(parser *p)
{
    expr *e = own_column(p, EXPR_COLUMN);
    want(p, ",", STR("“得分率”里要写指标值和实际值两列，用逗号隔开"));
    if (p->failed)
        return e;
    e->other = own_column(p, EXPR_COLUMN)->column;
    e->kind = EXPR_SHARE;
    want(p, ")", STR("缺一个“)”"));
    return e;
}

/* ", 一级指标 = 产出指标" in a total: of which records. */
static void label_parse(parser *p, expr *e, const form_field *f)
{
    if (!take(p, ","))
        return;
    skip_space(p);
    size_t at = p->at;
    str name = take_name(p);
    while (e->other < f->column_count && !str_eq(f->columns[e->other], name))
        e->other++;
    if (e->other == f->column_count)
        unknown_name(p, at, name, f);
    want(p, "=", STR("这里应是“列 = 值”"));
    if (!p->failed)
        e->label = take_name(p);
    if (!p->failed && e->label.n == 0)
        fail(p, p->at, STR("这里缺一个值"));
}

static const expr *name_parse(parser *p)
{
    size_t at = p->at;
    str name = take_name(p);
    if (str_eq(name, STR("最小")) && take(p, "("))
        return least_parse(p);
    if (str_eq(name, STR("得分率")) && take(p, "("))
        return share_parse(p);
    bool total = str_eq(name, STR("合计")) && take(p, "(") != 0;
    if (total) {
        skip_space(p);
        at = p->at;
        name = take_name(p);
    }
    const form_field *f = template_field(p->form, name);
    expr *e = expr_new(p, EXPR_FIELD, NULL, NULL);
    if (name.n == 0)
        fail(p, at, STR("这里缺一个字段或数"));
    else if (f == NULL)
        unknown_name(p, at, name, NULL);
    else if (f->kind != FIELD_TEXT)
        e = column_parse(p, at, f, total ? EXPR_TOTAL : EXPR_COLUMN);
    else if (total)
        fail(p, at, STR("“合计”里要写 列表.列"));
    else
        e->field = (uint32_t)(f - p->form->fields);
    if (total && !p->failed)
        label_parse(p, e, f);
    if (total)
        want(p, ")", STR("缺一个“)”"));
    return e;
}

static const expr *factor_parse(parser *p)
{
    skip_space(p);
    size_t at = p->at;
    if (++p->terms > TERMS_LIMIT) {
        fail(p, at, STR("项太多"));
        return NULL;
    }
    if (take(p, "(")) {
        if (++p->depth > NESTING_LIMIT) {
            fail(p, at, STR("括号太多"));
            return NULL;
        }
        const expr *e = sum_parse(p);
        p->depth--;
        if (!p->failed && !take(p, ")"))
            fail(p, p->at, STR("缺一个“)”"));
        return e;
    }
    if (at < p->text.n && p->text.at[at] >= '0' && p->text.at[at] <= '9')
        return number_parse(p, at);
    return name_parse(p);
}

static const expr *product_parse(parser *p)
{
    const expr *left = factor_parse(p);
    for (char sign; !p->failed && (sign = take(p, "*/")) != 0;)
        left = expr_new(p, sign == '*' ? EXPR_MULTIPLY : EXPR_DIVIDE, left, factor_parse(p));
    return left;
}

static const expr *sum_parse(parser *p)
{
    const expr *left = product_parse(p);
    for (char sign; !p->failed && (sign = take(p, "+-")) != 0;)
        left = expr_new(p, sign == '+' ? EXPR_ADD : EXPR_SUBTRACT, left, product_parse(p));
    return left;
}

static const key_rule relation_keys[] = {
    {"式", KEY_TEXT | KEY_REQUIRED},
    {"规则", KEY_TEXT},
    {"级别", KEY_TEXT},
    {"说明", KEY_TEXT},
    {"只算", KEY_TEXT},
};

static str text_at(const node *map, const char *key)
{
    const node *n = tree_lookup(map, str_of(key));
    return n == NULL ? (str){"", 0} : n->text;
}

static void end_check(parser *p)
{
    skip_space(p);
    if (!p->failed && p->at < p->text.n)
        fail(p, p->at, STR("后面多了文字"));
}

const relation *relation_sum_parse(arena *a, const form_template *t, const node *from, diags *d)
{
    parser p = {.memory = a, .form = t, .diags = d, .from = from, .text = from->text};
    relation *r = ARENA_NEW(a, relation);
    *r = (relation){.text = from->text, .at = from->at, .right = sum_parse(&p)};
    end_check(&p);
    if (p.loop != NULL)
        fail(&p, 0, STR("列表的列要写在“合计”里"));
    return p.failed ? NULL : r;
}

static relation *formula_parse(arena *a, const form_template *t, const node *from, diags *d)
{
    parser p = {.memory = a, .form = t, .diags = d, .from = from, .text = from->text};
    relation *r = ARENA_NEW(a, relation);
    *r = (relation){.text = from->text, .at = from->at, .left = sum_parse(&p)};
    char sign = '=';
    if (!p.failed)
        sign = take(&p, "=lg<>n");
    if (sign == 0)
        fail(&p, p.at, STR("这里应是 = ≈ ≤ ≥ < > 或 + - × ÷"));
    r->sign = sign == 'l' ? SIGN_AT_MOST
        : sign == 'g'     ? SIGN_AT_LEAST
        : sign == '<'     ? SIGN_LESS
        : sign == '>'     ? SIGN_MORE
        : sign == 'n'     ? SIGN_NEAR
                          : SIGN_EQUAL;
    if (!p.failed)
        r->right = sum_parse(&p);
    end_check(&p);
    r->loop = p.loop;
    return p.failed ? NULL : r;
}

const relation *relation_parse(arena *a, const form_template *t, const node *from, diags *d)
{
    static const char *const grades[] = {"错误", "警告", "提示"};
    if (from->kind == NODE_SCALAR)
        return formula_parse(a, t, from, d);
    if (!shape_check(from, NODE_MAP, STR("关系"), d) ||
        !keys_check(
            from, STR("关系"), relation_keys, sizeof relation_keys / sizeof *relation_keys, d))
        return NULL;
    const node *grade = tree_lookup(from, STR("级别"));
    int word = grade == NULL ? -1 : word_read(grade, grades, 3, d);
    relation *r = formula_parse(a, t, tree_lookup(from, STR("式")), d);
    if (r == NULL || (grade != NULL && word < 0))
        return NULL;
    r->rule = text_at(from, "规则");
    r->about = text_at(from, "说明");
    r->grade = (relation_grade)(word + 1);
    r->fills_only = flag_read(from, STR("只算"), false, d);
    return r;
}
