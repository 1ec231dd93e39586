/* 自动 in data: values that the relations tell. Only what says so is filled in, and it is marked. */
#include "model/model_int.h"

enum { PLACES = 2 };

static bool says_auto(const form_value *v)
{
    return str_eq(v->text, STR("自动")) || str_eq(v->text, STR("auto"));
}

static form_value *value_of(const form_data *data, const relation *r, uint32_t record)
{
    const field_data *d = &data->fields[r->left->field];
    const form_value *v = r->left->kind == EXPR_FIELD ? &d->text
                                                      : &d->records[record].values[r->left->column];
    return (form_value *)(uintptr_t)v; /* the data is still being read */
}

static str name_of(const form_template *t, const relation *r)
{
    const form_field *f = &t->fields[r->left->field];
    return r->left->kind == EXPR_FIELD ? f->name : f->columns[r->left->column];
}

/* A rate is told in hundredths. */
static str value_text(arena *a, const form_template *t, const relation *r, decimal value)
{
    bool rate = str_ends(name_of(t, r), STR("率"));
    decimal shown;
    if (rate && !decimal_multiply(value, (decimal){100, 0}, &value))
        return (str){0};
    if (r->sign == SIGN_NEAR && decimal_divide(value, (decimal){1, 0}, PLACES, &shown))
        value = shown;
    return str_fmt(a, "%.*s%s", STR_ARG(decimal_text(a, value)), rate ? "%" : "");
}

/* A value of a relation's left side: computed, or told of when it cannot be. */
static bool fill_one(const data_reader *r, form_data *data, const relation *by, uint32_t record, bool last)
{
    form_value *v = value_of(data, by, record);
    decimal value;
    if (!says_auto(v))
        return false;
    bool told = relation_compute(r->memory, r->form, data, by, record, &value);
    if (!told && !last)
        return false;
    if (!told)
        DIAG(r->diags, VALUE_UNTOLD, v->from, name_of(r->form, by));
    v->text = told ? value_text(r->memory, r->form, by, value) : (str){"", 0};
    v->computed = told;
    return true;
}

static bool fill_by(const data_reader *r, form_data *data, const relation *by, bool last)
{
    bool single = by->left->kind == EXPR_FIELD || by->left->kind == EXPR_COLUMN, any = false;
    if (!single || (by->sign != SIGN_EQUAL && by->sign != SIGN_NEAR))
        return false;
    uint32_t records = by->left->kind == EXPR_FIELD ? 1
                                                    : data->fields[by->left->field].record_count;
    for (uint32_t i = 0; i < records; i++)
        any = fill_one(r, data, by, i, last) || any;
    return any;
}

/* A value may wait for another that says 自动, which is no number until it is filled in. */
static bool fill_round(const data_reader *r, form_data *data, bool last)
{
    bool any = false;
    for (uint32_t i = 0; i < r->form->relation_count; i++)
        any = fill_by(r, data, r->form->relations[i], last) || any;
    for (uint32_t i = 0; i < data->review.relation_count; i++)
        any = fill_by(r, data, data->review.relations[i], last) || any;
    return any;
}

bool data_fill(const data_reader *r, form_data *data)
{
    uint32_t rounds = r->form->relation_count + data->review.relation_count;
    while (rounds-- > 0 && fill_round(r, data, false)) {
    }
    size_t before = diags_errors(r->diags);
    fill_round(r, data, true);
    return diags_errors(r->diags) == before;
}
