/* 元数据: what the document says of itself to catalogues. Texts with {{field}}; what a template
 * does not say is taken from the fields that forms have by custom. */
#include "model/model_int.h"

static const key_rule fact_keys[FACT_COUNT + 1] = {
    [FACT_AUTHOR] = {"作者", KEY_TEXT},
    [FACT_SUBJECT] = {"主题", KEY_TEXT},
    [FACT_KEYWORDS] = {"关键词", KEY_TEXT},
    [FACT_YEAR] = {"年度", KEY_TEXT},
    [FACT_DATE] = {"日期", KEY_TEXT},
    [FACT_COUNT] = {"金额", KEY_MAP},
};

static bool amount_read(template_reader *r, const node *n, fact_amount *out)
{
    if (!shape_check(n, NODE_SCALAR, STR("金额"), r->diags))
        return false;
    *out = (fact_amount){.name = n->key->text, .text = n->text};
    bool number = n->text.n > 0 && n->text.at[0] >= '0' && n->text.at[0] <= '9';
    if (!number && str_search(n->text, STR("{{"), 0) == SIZE_MAX)
        return (out->sum = relation_sum_parse(r->memory, r->made, n, r->diags)) != NULL;
    template_use_text(r, n->text, NULL, n->at);
    return true;
}

static bool amounts_read(template_reader *r, const node *map)
{
    fact_amount *made = ARENA_ARRAY(r->memory, fact_amount, map == NULL ? 0 : map->count);
    bool good = true;
    for (const node *n = map == NULL ? NULL : map->first; n != NULL; n = n->next)
        good = amount_read(r, n, &made[r->made->amount_count++]) && good;
    r->made->amounts = made;
    return good;
}

bool facts_read(template_reader *r, const node *map)
{
    if (map == NULL)
        return true;
    if (!keys_check(map, STR("元数据"), fact_keys, FACT_COUNT + 1, r->diags) ||
        !amounts_read(r, tree_lookup(map, STR("金额"))))
        return false;
    for (int i = 0; i < FACT_COUNT; i++) {
        const node *n = tree_lookup(map, str_of(fact_keys[i].name));
        if (n == NULL)
            continue;
        r->made->about[i] = n->text;
        template_use_text(r, n->text, NULL, n->at);
    }
    return true;
}

/* ---- dates ---- */

/* The next number in the text, which is cut after it; -1 when there is none. */
static int64_t number_take(str *text)
{
    size_t i = 0, from;
    while (i < text->n && (text->at[i] < '0' || text->at[i] > '9'))
        i++;
    int64_t value = i == text->n ? -1 : 0;
    for (from = i; i < text->n && i < from + 9 && text->at[i] >= '0' && text->at[i] <= '9'; i++)
        value = value * 10 + (text->at[i] - '0');
    *text = str_slice(*text, i, text->n);
    return value;
}

/* Days from 1970-01-01, the year taken to begin in March, so that a leap day is its last. */
static int64_t days_since_1970(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month > 2 ? year : year - 1, m = (month + 9) % 12;
    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
}

static int64_t month_days(int64_t year, int64_t month)
{
    return days_since_1970(month == 12 ? year + 1 : year, month % 12 + 1, 1) -
        days_since_1970(year, month, 1);
}

/* 2022年1月5日, 2022-01-05, 2022/1/5, 2022.1.5: the day's first instant in Beijing. A blank or
 * anything else is no date. */
doc_date date_read(str text)
{
    enum { BEIJING = 8 * 60, DAY = 86400 };
    int64_t year = number_take(&text), month = number_take(&text), day = number_take(&text);
    bool good = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
        number_take(&text) < 0;
    if (!good || day > month_days(year, month))
        return (doc_date){0};
    return (doc_date){
        true, days_since_1970(year, month, day) * DAY - (int64_t)BEIJING * 60, BEIJING};
}

/* ---- filling ---- */

/* The first of the fields that the template has and the data fills. */
static str first_of(const form_template *t, const char *const *names, const field_source *from)
{
    for (; *names != NULL; names++) {
        str name = str_of(*names);
        str value = template_field(t, name) == NULL ? (str){0} : from->look_up(from->context, name);
        if (value.n > 0)
            return value;
    }
    return (str){0};
}

/* Keywords: what form it is, where from, and for which year. */
static str keywords_of(arena *a, const form_template *t, str year)
{
    buf out = {.memory = a};
    const str parts[] = {t->facts.title, t->facts.region, year};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].n == 0)
            continue;
        if (out.n > 0)
            buf_add(&out, STR(", "));
        buf_add(&out, parts[i]);
    }
    return buf_str(&out);
}

static void json_string(buf *out, const char *key, str value)
{
    buf_fmt(out, "\"%s\":\"", key);
    for (size_t i = 0; i < value.n; i++) {
        if (value.at[i] == '"' || value.at[i] == '\\')
            buf_byte(out, '\\');
        buf_byte(out, value.at[i]);
    }
    buf_byte(out, '"');
}

/* The number and the unit that is written with it, or else the form's. False: it is no number. */
static bool amount_find(arena *a, const form_template *t, const fact_amount *one,
    const field_source *from, decimal *value, str *unit)
{
    static const char *const units[] = {"亿元", "万元", "元"};
    int power;
    *unit = template_money(t, &power);
    if (one->sum != NULL)
        return relation_compute(a, t, from->data, one->sum, 0, value);
    str text = str_trim(placeholders_fill(a, one->text, from->look_up, from->context));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_ends(text, str_of(units[i]))) {
            *unit = str_of(units[i]);
            text = str_trim(str_slice(text, 0, text.n - unit->n));
            break;
        }
    return decimal_parse(text, value);
}

static str amounts_of(arena *a, const form_template *t, const field_source *from)
{
    buf out = {.memory = a};
    for (uint32_t i = 0; i < t->amount_count; i++) {
        decimal value;
        str unit;
        if (!amount_find(a, t, &t->amounts[i], from, &value, &unit))
            continue;
        buf_add(&out, out.n == 0 ? STR("[{") : STR(",{"));
        json_string(&out, "name", t->amounts[i].name);
        buf_byte(&out, ',');
        json_string(&out, "value", decimal_text(a, value));
        buf_byte(&out, ',');
        json_string(&out, "unit", unit);
        buf_byte(&out, '}');
    }
    if (out.n > 0)
        buf_byte(&out, ']');
    return buf_str(&out);
}

doc_facts facts_fill(arena *a, const form_template *t, const field_source *from)
{
    static const char *const authors[] = {"部门名称", "单位名称", "部门（单位）名称", "填报单位",
        "实施单位", "项目单位", "主管部门", "主管部门及代码", NULL};
    static const char *const years[] = {"年度", "预算年度", NULL};
    static const char *const dates[] = {"填报日期", "日期", NULL};
    static const char *const subjects[] = {"项目名称", NULL};
    static const char *const *const customs[FACT_COUNT] = {[FACT_AUTHOR] = authors,
        [FACT_SUBJECT] = subjects,
        [FACT_YEAR] = years,
        [FACT_DATE] = dates};
    str said[FACT_COUNT] = {{0}};
    for (int i = 0; i < FACT_COUNT; i++) {
        if (t->about[i].n > 0)
            said[i] = placeholders_fill(a, t->about[i], from->look_up, from->context);
        else if (customs[i] != NULL)
            said[i] = first_of(t, customs[i], from);
    }
    if (t->about[FACT_KEYWORDS].n == 0)
        said[FACT_KEYWORDS] = keywords_of(a, t, said[FACT_YEAR]);
    return (doc_facts){.author = said[FACT_AUTHOR],
        .subject = said[FACT_SUBJECT],
        .keywords = said[FACT_KEYWORDS],
        .year = said[FACT_YEAR],
        .form = t->facts.id,
        .edition = t->facts.edition,
        .amounts = amounts_of(a, t, from),
        .date = date_read(said[FACT_DATE])};
}
