/*
 * R21, R23, R24 across a book: an amount that its text states against the form that holds it, and a
 * purchase that the text denies against the procurement table. Amounts are compared in 元.
 */
#include "audit/reading_int.h"

/* An amount stated in a text, after one of a list of words. */
typedef struct statement {
    const subject_text *text;
    figure figure;
    str word;
    decimal amount; /* in 元 */
} statement;

static bool linking(uint32_t cp)
{
    static const str words = {"为是共计约达安排", sizeof "为是共计约达安排" - 1};
    for (size_t i = 0; i < words.n;)
        if (utf8_next(words, &i) == cp)
            return true;
    return cp == ':' || cp == 0xFF1A || text_blank(cp);
}

/* The text before a figure, without 为, 共计 and the like at its end. */
static str before_figure(str text, const figure *f)
{
    size_t end = f->from, at = 0;
    while (end > 0 && linking(text_before(text, end, &at)))
        end = at;
    return str_slice(text, 0, end);
}

/* The next amount of money of the text that stands after a word of the list. */
static bool statement_next(audit *a, const subject_text *t, const char *list, size_t from, statement *out)
{
    str text = t->value->text;
    figure f;
    for (size_t at = from; figure_next(a->book, text, at, &f); at = f.to) {
        str before = before_figure(text, &f);
        size_t n = words_end(a->book, list, before);
        if (f.unit_kind != UNIT_MONEY || n == 0)
            continue;
        *out = (statement){t, f, str_slice(before, before.n - n, before.n), {0}};
        if (figure_total(&f, &out->amount))
            return true;
    }
    return false;
}

/* ---- what the forms say ---- */

/* The amount of the field that plays a role in a form of the same book. */
static const subject *form_amount(audit *a, const subject *s, str role, decimal *out)
{
    for (uint32_t i = 0; i < a->subject_count; i++) {
        const subject *other = a->subjects[i];
        const form_field *f = other == s || other->book != s->book
            ? NULL
            : subject_field(other, a->book, role);
        if (f != NULL && subject_amount(other, &other->values->fields[f - other->fields].text, out) &&
            money_convert(*out, other->money_power, 0, out))
            return other;
    }
    return NULL;
}

static uint32_t column_named(const audit *a, const form_field *f, str role)
{
    word_list names = rulebook_names(a->book, role);
    for (uint32_t c = 0; c < f->column_count; c++)
        if (list_has(names, f->columns[c]))
            return c;
    return NO_COLUMN;
}

/* Purchases of a kind: their sum in 元, and the first of them. */
typedef struct purchases {
    decimal sum;
    uint32_t count;
    str first; /* "轿车 150000.00" */
    mark at;
} purchases;

typedef bool (*purchase_kind)(const audit *a, str item, str code);

static bool is_vehicle(const audit *a, str item, str code)
{
    return words_begin(a->book, "车辆品目", code) > 0 || words_end(a->book, "车辆", item) > 0;
}

static bool is_goods(const audit *a, str item, str code)
{
    (void)item;
    return words_begin(a->book, "货物品目", code) > 0;
}

static void rows_add(audit *a, const subject *s, const form_field *f, purchase_kind kind, purchases *out)
{
    uint32_t code = column_named(a, f, STR("采购品目")), item = column_named(a, f, STR("采购物品")),
             amount = column_named(a, f, STR("采购金额"));
    const field_data *d = &s->values->fields[f - s->fields];
    if (code == NO_COLUMN || item == NO_COLUMN || amount == NO_COLUMN)
        return;
    for (uint32_t i = 0; i < d->record_count; i++) {
        const form_value *v = d->records[i].values;
        decimal one;
        if (!kind(a, v[item].text, v[code].text) || !subject_amount(s, &v[amount], &one) ||
            !money_convert(one, s->money_power, 0, &one) || !decimal_add(out->sum, one, &out->sum))
            continue;
        if (out->count++ == 0) {
            out->at = v[item].from;
            out->first = str_fmt(
                a->memory, "%.*s %.*s元", STR_ARG(v[item].text), STR_ARG(v[amount].text));
        }
    }
}

static purchases purchases_of(audit *a, const subject *s, purchase_kind kind, bool *table)
{
    purchases out = {0};
    *table = false;
    for (uint32_t i = 0; i < a->subject_count; i++) {
        const subject *other = a->subjects[i];
        for (uint32_t k = 0; other->book == s->book && k < other->field_count; k++)
            if (other->fields[k].kind == FIELD_LIST &&
                column_named(a, &other->fields[k], STR("采购品目")) != NO_COLUMN) {
                *table = true;
                rows_add(a, other, &other->fields[k], kind, &out);
            }
    }
    return out;
}

/* ---- judging ---- */

static finding_place statement_place(audit *a, const statement *s, decimal other)
{
    finding_place p = audit_text_place(a, s->text, s->figure.number_at);
    decimal gap = {0};
    decimal_subtract(other, s->amount, &gap);
    p.left = decimal_text(a->memory, s->amount);
    p.right = decimal_text(a->memory, other);
    p.difference = decimal_text(a->memory, gap);
    p.unit = STR("元");
    return p;
}

static str written(const statement *s)
{
    str text = s->text->value->text;
    return str_slice(text, s->figure.number_at, s->figure.to);
}

/* What the text says of a total, against the form that has it. */
static void totals(audit *a, const subject *s, const char *list, str role, finding_code code)
{
    decimal amount;
    for (uint32_t k = 0; s->book > 0 && k < s->text_count; k++) {
        statement said;
        for (size_t at = 0; statement_next(a, &s->texts[k], list, at, &said); at = said.figure.to) {
            const subject *form = form_amount(a, s, role, &amount);
            if (form == NULL)
                continue;
            audit_checked(a);
            if (decimal_compare(said.amount, amount) == 0)
                continue;
            finding_place p = statement_place(a, &said, amount);
            const str values[] = {said.word, written(&said), form->about->title, p.right};
            audit_find(a, code, &p, values, 4);
        }
    }
}

void audit_purchase_total(audit *a, const subject *s)
{
    totals(a, s, "采购总额词", STR("采购总额"), FINDING_PURCHASE_SAID);
}

void audit_assets_total(audit *a, const subject *s)
{
    totals(a, s, "资产总额词", STR("资产总额"), FINDING_ASSETS_SAID);
}

static void vehicles(audit *a, const statement *said, const purchases *cars)
{
    audit_checked(a);
    if (decimal_compare(said->amount, cars->sum) >= 0)
        return;
    finding_place p = statement_place(a, said, cars->sum);
    FIND(a, VEHICLE_DENIED, &p, said->word, written(said), cars->first,
        str_fmt(a->memory, "%.*s:%u", STR_ARG(cars->at.source->name), cars->at.line));
}

static void goods(audit *a, const statement *said, const purchases *bought)
{
    audit_checked(a);
    if (decimal_compare(said->amount, bought->sum) == 0)
        return;
    finding_place p = statement_place(a, said, bought->sum);
    FIND(a, GOODS_DIFFER, &p, said->word, written(said), p.right);
}

void audit_purchases(audit *a, const subject *s)
{
    bool table = false;
    if (s->book == 0)
        return;
    purchases cars = purchases_of(a, s, is_vehicle, &table),
              bought = purchases_of(a, s, is_goods, &table);
    for (uint32_t k = 0; table && k < s->text_count; k++) {
        statement said;
        const subject_text *t = &s->texts[k];
        for (size_t at = 0; statement_next(a, t, "购车词", at, &said); at = said.figure.to)
            vehicles(a, &said, &cars);
        for (size_t at = 0; statement_next(a, t, "购置资产词", at, &said); at = said.figure.to)
            goods(a, &said, &bought);
    }
}
