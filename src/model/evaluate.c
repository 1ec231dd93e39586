/* Relations over one data document: exact, and silent about what is blank or no number. */
#include "model/model_int.h"

enum { DIVIDE_PLACES = 9, ROUND_MOST = 9 };

typedef struct evaluation {
    arena *memory;
    const form_template *form;
    const form_data *data;
    uint32_t record; /* at hand, for a relation about records */
    uint32_t filled; /* values met that are not blank */
    mark at; /* the first value met that was written */
    const expr *first; /* the first one met, and its record */
    uint32_t row;
    int places; /* decimals of the last value met, as written */
    bool whole; /* nothing may be blank */
    str reason; /* why there is no result */
} evaluation;

static bool give_up(evaluation *e, str why)
{
    if (e->reason.n == 0)
        e->reason = why;
    return false;
}

/* An amount with a unit of money is one in the form's own; 95% is 0.95. */
static bool unit_take(const evaluation *e, str *text, decimal *factor)
{
    static const char *const units[] = {"亿元", "万元", "亿", "万", "元"};
    int own;
    template_money(e->form, &own);
    *factor = (decimal){1, 0};
    if (str_ends(*text, STR("%"))) {
        *text = str_trim(str_slice(*text, 0, text->n - 1));
        *factor = (decimal){1, 2};
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        str unit = str_of(units[i]);
        if (!str_ends(*text, unit))
            continue;
        *text = str_trim(str_slice(*text, 0, text->n - unit.n));
        return money_convert(*factor, money_power(unit), own, factor);
    }
    return true;
}

static bool value_number(evaluation *e, const form_value *v, decimal *out)
{
    str text = str_trim(v->text), whole = text;
    decimal factor;
    if (e->at.source == NULL)
        e->at = v->from;
    *out = (decimal){0};
    if (text.n == 0)
        return !e->whole || give_up(e, STR("没有填"));
    e->filled++;
    size_t point = str_search(text, STR("."), 0);
    e->places = point == SIZE_MAX ? 0 : (int)(text.n - point - 1);
    if (str_ends(text, STR("%")))
        e->places += point == SIZE_MAX ? 2 : 1;
    return (unit_take(e, &text, &factor) && decimal_parse(text, out) &&
               decimal_multiply(*out, factor, out)) ||
        give_up(e, str_fmt(e->memory, "“%.*s”不是数", STR_ARG(whole)));
}

/* 产出指标（50分） and 产出指标 are both 产出指标. */
static bool label_is(str text, str label)
{
    if (!str_starts(text, label))
        return false;
    str rest = str_slice(text, label.n, text.n);
    return rest.n == 0 || str_starts(rest, STR("（")) || str_starts(rest, STR("("));
}

/* An indicator's target, whole. */
static str target_of(evaluation *e, const form_field *f, const form_value *values, uint32_t column)
{
    value_parts p = {.number = values[column].text};
    for (uint32_t c = 0; f->column_facts[column].part == PART_NUMBER && c < f->column_count; c++) {
        if (f->column_facts[c].part == PART_SIGN)
            p.sign = values[c].text;
        else if (f->column_facts[c].part == PART_UNIT)
            p.unit = values[c].text;
    }
    return value_join(e->memory, p);
}

static bool share(evaluation *e, const expr *x, decimal *out)
{
    const form_field *f = &e->form->fields[x->field];
    const form_value *values = e->data->fields[x->field].records[e->record].values;
    quantity target = quantity_read(target_of(e, f, values, x->column)),
             actual = quantity_read(values[x->other].text);
    bool cost = f->level_count > 0 &&
        str_search(values[f->level_count - 1].text, STR("成本"), 0) != SIZE_MAX;
    bool met;
    e->filled++;
    if (target.unit.n > 0 && actual.kind == QUANTITY_NUMBER && actual.unit.n == 0 &&
        f->column_facts[x->column].part == PART_NUMBER)
        actual.unit = target.unit; /* stands in a column of its own */
    return score_share(&target, &actual, cost, out, &met) ||
        give_up(e, STR("指标值和实际完成值不是同一单位的数"));
}

static bool total(evaluation *e, const expr *x, decimal *out)
{
    const field_data *d = &e->data->fields[x->field];
    *out = (decimal){0};
    for (uint32_t i = 0; i < d->record_count; i++) {
        decimal one;
        if (x->label.n > 0 && !label_is(d->records[i].values[x->other].text, x->label))
            continue;
        if (!value_number(e, &d->records[i].values[x->column], &one))
            return false;
        if (!decimal_add(*out, one, out))
            return give_up(e, STR("数太大"));
    }
    return true;
}

static bool combine(evaluation *e, expr_kind kind, decimal a, decimal b, decimal *out)
{
    if (kind == EXPR_DIVIDE && b.units == 0)
        return give_up(e, STR("除数是 0"));
    bool good = kind == EXPR_ADD ? decimal_add(a, b, out)
        : kind == EXPR_SUBTRACT  ? decimal_subtract(a, b, out)
        : kind == EXPR_MULTIPLY  ? decimal_multiply(a, b, out)
        : kind == EXPR_LEAST     ? (*out = decimal_compare(a, b) < 0 ? a : b, true)
                                 : decimal_divide(a, b, DIVIDE_PLACES, out);
    return good || give_up(e, STR("数太大"));
}

static bool evaluate(evaluation *e, const expr *x, decimal *out)
{
    decimal a, b;
    if (e->first == NULL && x->kind != EXPR_NUMBER && x->kind <= EXPR_SHARE) {
        e->first = x;
        e->row = x->kind == EXPR_COLUMN || x->kind == EXPR_SHARE ? e->record : 0;
    }
    switch (x->kind) {
    case EXPR_NUMBER:
        e->filled++;
        *out = x->number;
        return true;
    case EXPR_FIELD:
        return value_number(e, &e->data->fields[x->field].text, out);
    case EXPR_COLUMN:
        return value_number(
            e, &e->data->fields[x->field].records[e->record].values[x->column], out);
    case EXPR_TOTAL:
        return total(e, x, out);
    case EXPR_SHARE:
        return share(e, x, out);
    default:
        return evaluate(e, x->left, &a) && evaluate(e, x->right, &b) &&
            combine(e, x->kind, a, b, out);
    }
}

static bool side(evaluation *e, const expr *x, decimal *out)
{
    e->filled = 0;
    return evaluate(e, x, out) && (e->filled > 0 || give_up(e, STR("没有填")));
}

static bool holds(relation_sign sign, int compared)
{
    return sign == SIGN_EQUAL || sign == SIGN_NEAR ? compared == 0
        : sign == SIGN_AT_MOST     ? compared <= 0
        : sign == SIGN_AT_LEAST    ? compared >= 0
        : sign == SIGN_LESS        ? compared < 0
                                   : compared > 0;
}

static bool plain(const expr *x)
{
    return x->kind <= EXPR_SHARE;
}

/* The expression with numbers for names: "10 + 2.5". */
static void worked_add(evaluation *e, const expr *x, buf *out)
{
    static const char *const between[] = {[EXPR_ADD] = " + ",
        [EXPR_SUBTRACT] = " - ",
        [EXPR_MULTIPLY] = " × ",
        [EXPR_DIVIDE] = " ÷ ",
        [EXPR_LEAST] = "，"};
    decimal value;
    if (plain(x)) {
        if (evaluate(e, x, &value))
            buf_add(out, decimal_text(e->memory, value));
        return;
    }
    const expr *const sides[] = {x->left, x->right};
    if (x->kind == EXPR_LEAST)
        buf_add(out, STR("最小("));
    for (int i = 0; i < 2; i++) {
        bool closer = !plain(sides[i]) && x->kind >= EXPR_SUBTRACT && (i == 1 || x->kind > EXPR_SUBTRACT);
        if (i == 1)
            buf_add(out, str_of(between[x->kind]));
        if (closer)
            buf_byte(out, '(');
        worked_add(e, sides[i], out);
        if (closer)
            buf_byte(out, ')');
    }
    if (x->kind == EXPR_LEAST)
        buf_byte(out, ')');
}

static str worked(evaluation e, const expr *x)
{
    buf out = {.memory = e.memory};
    if (!plain(x))
        worked_add(&e, x, &out);
    return buf_str(&out);
}

static relation_result judged(evaluation e, const relation *r, mark whole)
{
    relation_result out = {.text = r->text,
        .rule = r->rule,
        .about = r->about,
        .grade = r->grade,
        .relation_at = r->at,
        .state = RELATION_UNKNOWN};
    bool good = side(&e, r->left, &out.left);
    uint32_t filled = e.filled;
    int places = e.places > ROUND_MOST ? ROUND_MOST : e.places;
    good = side(&e, r->right, &out.right) && good;
    if (good && r->sign == SIGN_NEAR)
        decimal_divide(out.right, (decimal){1, 0}, places, &out.right);
    out.blank = !good && filled + e.filled == 0;
    out.at = e.at.source == NULL ? whole : e.at;
    out.reason = e.reason;
    out.record = r->loop == NULL ? 0 : e.record + 1;
    out.field = e.first == NULL ? NULL : &e.form->fields[e.first->field];
    out.column = e.first == NULL ? 0 : e.first->column;
    out.row = e.row;
    if (good) {
        out.state = holds(r->sign, decimal_compare(out.left, out.right)) ? RELATION_HOLDS
                                                                         : RELATION_FAILS;
        out.worked = worked(e, r->right);
    }
    return out;
}

typedef struct result_list {
    VEC(relation_result) list;
} result_list;

static void evaluate_all(evaluation e, const relation *r, mark whole, result_list *out)
{
    if (r->fills_only)
        return;
    uint32_t records = r->loop == NULL ? 1 : e.data->fields[r->loop - e.form->fields].record_count;
    for (e.record = 0; e.record < records; e.record++) {
        arena_pulse(e.memory);
        *VEC_PUSH(e.memory, &out->list) = judged(e, r, whole);
    }
}

const relation_result *relations_evaluate(arena *a, const form_template *t, const form_data *data,
    mark whole, uint32_t *count)
{
    result_list out = {0};
    evaluation e = {.memory = a, .form = t, .data = data};
    for (uint32_t i = 0; i < t->relation_count; i++)
        evaluate_all(e, t->relations[i], whole, &out);
    for (uint32_t i = 0; i < data->review.relation_count; i++)
        evaluate_all(e, data->review.relations[i], whole, &out);
    *count = out.list.count;
    return out.list.at;
}

bool relation_compute(arena *a, const form_template *t, const form_data *data, const relation *r,
    uint32_t record, decimal *out)
{
    /* A blank adds nothing to a sum, but a share of nothing is no share. */
    evaluation e = {
        .memory = a, .form = t, .data = data, .record = record, .whole = r->sign == SIGN_NEAR};
    return side(&e, r->right, out);
}
