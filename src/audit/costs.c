/*
 * R04: what the cost indicators come to, against the budget. An indicator that gives a price (每次…, 人均…,
 * 元/公里) is multiplied by the quantity indicator that counts in that unit. Where the budget is a list of
 * lines, a price that explains one of them to within a threshold is held against that line, all others
 * against the lines that are left.
 */
#include "audit/audit_int.h"

enum { COUNTS_MOST = 16 };

/* A cost indicator's amount in the form's unit of money. */
typedef struct cost_row {
    const indicator *from;
    decimal amount; /* of all, or of one where it is a price */
    bool priced;
    const indicator *counts[COUNTS_MOST]; /* what it may have to be multiplied by */
    uint32_t count_count;
} cost_row;

typedef struct budget_line {
    str name;
    decimal amount;
    bool taken; /* a price explains it */
} budget_line;

typedef struct cost_sheet {
    const form_field *field; /* the tree of indicators */
    VEC(cost_row) rows;
    VEC(budget_line) lines;
    uint32_t open; /* prices that no quantity answers to */
} cost_sheet;

/* ---- rows ---- */

static bool says(audit *a, str text, str list)
{
    word_list words = rulebook_words(a->book, list);
    for (uint32_t i = 0; i < words.count; i++)
        if (str_search(text, words.at[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* 万元/公里: 万元 and 公里. */
static str money_part(str unit, str *each)
{
    size_t at = str_search(unit, STR("/"), 0);
    *each = at == SIZE_MAX ? (str){0} : str_slice(unit, at + 1, unit.n);
    return at == SIZE_MAX ? unit : str_slice(unit, 0, at);
}

/* Whether a price of that name and unit is one of a thing counted in `unit`. */
static bool price_of(str name, str each, str unit)
{
    if (unit.n == 0)
        return false;
    if (each.n > 0)
        return str_starts(each, unit) || str_starts(unit, each);
    for (size_t at = 0; (at = str_search(name, STR("每"), at)) != SIZE_MAX;) {
        at += STR("每").n;
        if (str_starts(str_slice(name, at, name.n), unit))
            return true;
    }
    for (size_t at = 0; (at = str_search(name, STR("均"), at)) != SIZE_MAX; at += STR("均").n)
        if (str_ends(str_slice(name, 0, at), unit))
            return true;
    return false;
}

static void counts_find(const subject *s, cost_row *r, str each)
{
    for (uint32_t i = 0; i < s->indicator_count && r->count_count < COUNTS_MOST; i++) {
        const indicator *n = &s->indicators[i];
        if (n->field == r->from->field && n->category == CATEGORY_QUANTITY &&
            n->target_quantity.kind == QUANTITY_NUMBER &&
            price_of(r->from->name->text, each, n->target_quantity.unit))
            r->counts[r->count_count++] = n;
    }
}

/* False: the indicator states no amount of money. */
static bool row_read(audit *a, const subject *s, const indicator *i, cost_row *out)
{
    const quantity *q = &i->target_quantity;
    str each;
    int power = money_power(money_part(q->unit, &each));
    *out = (cost_row){.from = i};
    if (i->category != CATEGORY_COST || q->kind != QUANTITY_NUMBER || power < 0 ||
        says(a, i->name->text, STR("不计入成本")) ||
        !money_convert(q->number, power, s->money_power, &out->amount))
        return false;
    bool yearly = says(a, i->name->text, STR("年度单价")) || str_eq(each, STR("年"));
    out->priced = !yearly && (each.n > 0 || says(a, i->name->text, STR("单价")));
    if (out->priced)
        counts_find(s, out, each);
    return true;
}

/* ---- the budget ---- */

static void lines_read(audit *a, const subject *s, cost_sheet *sheet)
{
    word_list lists = rulebook_names(a->book, STR("预算明细")),
              columns = rulebook_names(a->book, STR("明细金额"));
    for (uint32_t k = 0; k < s->field_count; k++) {
        const form_field *f = &s->fields[k];
        uint32_t column = NO_COLUMN;
        if (f->kind != FIELD_LIST || !list_has(lists, f->name))
            continue;
        for (uint32_t c = 0; c < f->column_count && column == NO_COLUMN; c++)
            if (list_has(columns, f->columns[c]))
                column = c;
        for (uint32_t i = 0; column != NO_COLUMN && i < s->values->fields[k].record_count; i++) {
            const form_value *values = s->values->fields[k].records[i].values;
            decimal amount;
            if (subject_amount(s, &values[column], &amount))
                *VEC_PUSH(a->memory, &sheet->lines) = (budget_line){values[0].text, amount, false};
        }
    }
}

static void budget_read(audit *a, const subject *s, cost_sheet *sheet)
{
    bool later = says(a, sheet->field->name, STR("跨年度"));
    str role = later ? STR("跨年度预算金额") : STR("预算金额");
    if (!later)
        lines_read(a, s, sheet);
    const form_field *f = subject_field(s, a->book, role);
    decimal amount;
    if (sheet->lines.count == 0 && f != NULL &&
        subject_amount(s, &s->values->fields[f - s->fields].text, &amount))
        *VEC_PUSH(a->memory, &sheet->lines) = (budget_line){f->name, amount, false};
}

static bool lines_total(const cost_sheet *sheet, bool left_only, decimal *out)
{
    *out = (decimal){0};
    for (uint32_t i = 0; i < sheet->lines.count; i++)
        if (!(left_only && sheet->lines.at[i].taken) &&
            !decimal_add(*out, sheet->lines.at[i].amount, out))
            return false;
    return true;
}

/* What the lines that are left are called. */
static str line_left(const cost_sheet *sheet)
{
    str name = STR("预算");
    uint32_t left = 0;
    for (uint32_t i = 0; i < sheet->lines.count; i++)
        if (!sheet->lines.at[i].taken && ++left == 1)
            name = sheet->lines.at[i].name;
    return left == 1 ? name : STR("预算");
}

/* ---- judging ---- */

/* A sum of rows against an amount. */
typedef struct comparison {
    const indicator *first;
    buf said; /* "19 + 1.47×12" */
    decimal sum;
    str budget;
    decimal amount;
} comparison;

static void compare(audit *a, const subject *s, const comparison *c, bool complete)
{
    decimal gap = {0};
    if (!decimal_subtract(c->amount, c->sum, &gap))
        return;
    audit_checked(a);
    if (gap.units == 0 || (gap.units > 0 && !complete))
        return;
    finding_place p = audit_indicator_place(a, c->first, c->first->target_column);
    p.left = decimal_text(a->memory, c->sum);
    p.right = decimal_text(a->memory, c->amount);
    p.difference = decimal_text(a->memory, gap);
    p.unit = s->money;
    str size = decimal_text(a->memory, (decimal){gap.units < 0 ? -gap.units : gap.units, gap.scale});
    if (gap.units < 0)
        FIND(a, COST_OVER, &p, buf_str(&c->said), p.left, c->budget, p.right, size, p.unit);
    else
        FIND(a, COST_UNDER, &p, buf_str(&c->said), p.left, c->budget, p.right, size, p.unit);
}

static bool row_add(audit *a, comparison *c, const cost_row *r, const indicator *count)
{
    decimal amount = r->amount;
    if (count != NULL && !decimal_multiply(amount, count->target_quantity.number, &amount))
        return false;
    if (c->first == NULL)
        c->first = r->from;
    if (c->said.n > 0)
        buf_add(&c->said, STR(" + "));
    buf_add(&c->said, decimal_text(a->memory, r->amount));
    if (count != NULL)
        buf_fmt(&c->said, "×%.*s",
            STR_ARG(decimal_text(a->memory, count->target_quantity.number)));
    return decimal_add(c->sum, amount, &c->sum);
}

/* How far a product is from a line, as a share of the line. */
static bool distance(const cost_row *r, const indicator *count, const budget_line *line, decimal *out)
{
    decimal product, gap;
    if (line->amount.units == 0 ||
        !decimal_multiply(r->amount, count->target_quantity.number, &product) ||
        !decimal_subtract(product, line->amount, &gap) || !decimal_divide(gap, line->amount, 6, out))
        return false;
    out->units = out->units < 0 ? -out->units : out->units;
    return true;
}

/* Holds a price against the line that it explains; false when there is none. */
static bool line_explain(audit *a, const subject *s, cost_sheet *sheet, const cost_row *r)
{
    decimal best = rulebook_threshold(a->book, STR("单价对应预算"), (decimal){1, 2});
    budget_line *line = NULL;
    const indicator *count = NULL;
    for (uint32_t k = 0; sheet->lines.count > 1 && k < sheet->lines.count; k++)
        for (uint32_t n = 0; n < r->count_count; n++) {
            decimal far;
            if (sheet->lines.at[k].taken || !distance(r, r->counts[n], &sheet->lines.at[k], &far) ||
                decimal_compare(far, best) > 0)
                continue;
            best = far;
            line = &sheet->lines.at[k];
            count = r->counts[n];
        }
    if (line == NULL)
        return false;
    line->taken = true;
    comparison c = {.said = {.memory = a->memory}, .budget = line->name, .amount = line->amount};
    if (row_add(a, &c, r, count))
        compare(a, s, &c, true);
    return true;
}

/* A row that alone is the whole budget: the others say what it is made of. */
static const cost_row *whole_of(const cost_sheet *sheet, decimal total)
{
    for (uint32_t i = 0; sheet->rows.count > 1 && i < sheet->rows.count; i++)
        if (!sheet->rows.at[i].priced && decimal_compare(sheet->rows.at[i].amount, total) == 0)
            return &sheet->rows.at[i];
    return NULL;
}

static void sheet_judge(audit *a, const subject *s, cost_sheet *sheet)
{
    decimal total;
    if (!lines_total(sheet, false, &total))
        return;
    const cost_row *whole = whole_of(sheet, total);
    comparison rest = {.said = {.memory = a->memory}};
    for (uint32_t i = 0; i < sheet->rows.count; i++) {
        const cost_row *r = &sheet->rows.at[i];
        if (r == whole || (r->priced && line_explain(a, s, sheet, r)))
            continue;
        const indicator *count = r->priced && r->count_count == 1 ? r->counts[0] : NULL;
        if (r->priced && count == NULL)
            sheet->open++;
        else if (!row_add(a, &rest, r, count))
            return;
    }
    if (whole != NULL)
        audit_checked(a);
    if (sheet->open > 0)
        audit_skip(a, STR("有按单价写的成本指标，找不到对应的数量"));
    if (rest.first == NULL || !lines_total(sheet, true, &rest.amount))
        return;
    rest.budget = line_left(sheet);
    compare(a, s, &rest, sheet->open == 0 && whole == NULL);
}

void audit_costs(audit *a, const subject *s)
{
    for (uint32_t i = 0; i < s->indicator_count;) {
        cost_sheet sheet = {.field = s->indicators[i].field};
        cost_row row;
        for (; i < s->indicator_count && s->indicators[i].field == sheet.field; i++)
            if (row_read(a, s, &s->indicators[i], &row))
                *VEC_PUSH(a->memory, &sheet.rows) = row;
        if (sheet.rows.count == 0)
            continue;
        budget_read(a, s, &sheet);
        if (sheet.lines.count == 0)
            audit_skip(a, STR("这张表没有写预算金额"));
        else
            sheet_judge(a, s, &sheet);
    }
}
