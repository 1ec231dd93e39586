/* Relations over one data document: exact, and silent about what is blank or no number. */
#include "model/model_int.h"

enum { DIVIDE_PLACES = 9 };

typedef struct evaluation {
    arena *memory;
    const form_template *form;
    const form_data *data;
    uint32_t record; /* at hand, for a relation about records */
    uint32_t filled; /* values met that are not blank */
    mark at; /* the first value met */
    str reason; /* why there is no result */
} evaluation;

static bool give_up(evaluation *e, str why)
{
    if (e->reason.n == 0)
        e->reason = why;
    return false;
}

static bool value_number(evaluation *e, const form_value *v, decimal *out)
{
    str text = str_trim(v->text);
    if (e->at.source == NULL)
        e->at = v->from;
    *out = (decimal){0};
    if (text.n == 0)
        return true;
    e->filled++;
    bool percent = str_ends(text, STR("%"));
    if (percent)
        text.n--;
    return (decimal_parse(text, out) &&
               (!percent || decimal_multiply(*out, (decimal){1, 2}, out))) ||
        give_up(e, str_fmt(e->memory, "“%.*s”不是数", STR_ARG(text)));
}

static bool total(evaluation *e, const expr *x, decimal *out)
{
    const field_data *d = &e->data->fields[x->field];
    *out = (decimal){0};
    for (uint32_t i = 0; i < d->record_count; i++) {
        decimal one;
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
                                 : decimal_divide(a, b, DIVIDE_PLACES, out);
    return good || give_up(e, STR("数太大"));
}

static bool evaluate(evaluation *e, const expr *x, decimal *out)
{
    decimal a, b;
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
    return sign == SIGN_EQUAL      ? compared == 0
        : sign == SIGN_AT_MOST     ? compared <= 0
        : sign == SIGN_AT_LEAST    ? compared >= 0
        : sign == SIGN_LESS        ? compared < 0
                                   : compared > 0;
}

static relation_result judged(evaluation e, const relation *r, mark whole)
{
    relation_result out = {.text = r->text, .relation_at = r->at, .state = RELATION_UNKNOWN};
    bool good = side(&e, r->left, &out.left) && side(&e, r->right, &out.right);
    out.at = e.at.source == NULL ? whole : e.at;
    out.reason = e.reason;
    out.record = r->loop == NULL ? 0 : e.record + 1;
    if (good)
        out.state = holds(r->sign, decimal_compare(out.left, out.right)) ? RELATION_HOLDS
                                                                         : RELATION_FAILS;
    return out;
}

const relation_result *relations_evaluate(
    arena *a, const form_template *t, const node *data, uint32_t *count)
{
    form_data read = {0};
    VEC(relation_result) out = {0};
    *count = 0;
    /* What is wrong with the data was said when it was bound. */
    if (data->kind != NODE_MAP || !data_read(a, t, data, &read, diags_new(a)))
        return NULL;
    evaluation e = {.memory = a, .form = t, .data = &read};
    for (uint32_t i = 0; i < t->relation_count; i++) {
        const relation *r = t->relations[i];
        uint32_t records = r->loop == NULL ? 1 : read.fields[r->loop - t->fields].record_count;
        for (e.record = 0; e.record < records; e.record++)
            *VEC_PUSH(a, &out) = judged(e, r, data->at);
    }
    *count = out.count;
    return out.at;
}
