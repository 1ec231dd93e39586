/* How a document ends: who signs it, and the imprint. */
#include "model/book_int.h"

enum { SEAL_UM = 42000 }; /* a county's office (国发〔1999〕25号) */
enum { SEALS_ABREAST = 3, SEALS_GAP = 8 * LEN_PT };
enum { UNITS_MOST = 30 };

typedef struct signing {
    book *book;
    const node *own;
    const node *names; /* a unit, or a list of them */
    const doc_style *style;
    str date;
    bool sealed;
    len diameter;
} signing;

static bool says_no(const node *n)
{
    return n != NULL && n->kind == NODE_SCALAR && str_eq(n->text, STR("否"));
}

/* 盖章: a name, {名, 直径}, or 否; a signature block has a seal unless it says no. */
static bool seal_read(const signing *s, const doc_zone **out)
{
    book *b = s->book;
    if (!s->sealed)
        return true;
    if (tree_lookup(s->own, STR("盖章")) != NULL)
        return zone_read(&b->pages, s->own, s->style, out);
    doc_zone *usual = ARENA_NEW(b->memory, doc_zone);
    *usual = (doc_zone){.role = ZONE_SEAL,
        .name = STR("落款"),
        .width = s->diameter,
        .height = s->diameter,
        .at = s->own->at};
    *out = usual;
    return true;
}

/* A form is signed on its own page; the text's next one would have nothing else. */
static void sign_place(book *b)
{
    if (!b->on_form)
        book_body(b);
}

/* GB/T 9704-2012, 7.3.5: the units' names over the date; one seal of one unit. */
static bool plain_add(const signing *s)
{
    book *b = s->book;
    const doc_zone *seal = NULL;
    bool list = s->names->kind == NODE_LIST;
    buf all = {.memory = b->memory};
    for (const node *n = list ? s->names->first : s->names; n != NULL; n = list ? n->next : NULL) {
        str name;
        if (!book_scalar(b, n, &name))
            return false;
        buf_fmt(&all, "%.*s\n", STR_ARG(name));
    }
    buf_add(&all, s->date);
    if (!seal_read(s, &seal))
        return false;
    sign_place(b);
    book_text(b, s->style, buf_str(&all), s->names->at)->zone = seal;
    return true;
}

/* ---- several units, several seals ---- */

/* How many seals stand in a row: as many as have room, with their units' names on one line; rows
 * are nearly as long. */
static uint32_t abreast(const signing *s, const str *names, uint32_t count)
{
    len area = doc_page_area(&s->book->body.section.page).width;
    uint32_t n = count < SEALS_ABREAST ? count : SEALS_ABREAST;
    for (uint32_t i = 0; i < count; i++) {
        int64_t wide = (int64_t)utf8_count(names[i]) * s->style->size;
        wide = wide < s->diameter + SEALS_GAP ? s->diameter + SEALS_GAP : wide;
        while (n > 1 && wide * n > area)
            n--;
    }
    uint32_t rows = (count + n - 1) / n;
    return (count + rows - 1) / rows;
}

/* Under each name its seal; the last one presses the date as well, and those beside it are in line.
 */
static doc_text unit_text(const signing *s, const node *at, str name, bool last, bool in_last_row)
{
    arena *a = s->book->memory;
    doc_zone *seal = ARENA_NEW(a, doc_zone);
    *seal = (doc_zone){.role = ZONE_SEAL,
        .name = name,
        .width = s->diameter,
        .height = s->diameter,
        .lines = in_last_row ? 2 : 1,
        .at = at->at};
    str text = last ? str_fmt(a, "%.*s\n%.*s", STR_ARG(name), STR_ARG(s->date)) : name;
    return (doc_text){
        .style = s->style, .text = text, .from = at->at, .role = TEXT_PARAGRAPH, .zone = seal};
}

/* 联合行文, 7.3.5.1: names in rows, a seal on each, the last one on the date as well. */
static bool joint_add(const signing *s)
{
    book *b = s->book;
    uint32_t count = s->names->count, i = 0;
    str *names = ARENA_ARRAY(b->memory, str, count);
    doc_text *parts = ARENA_ARRAY(b->memory, doc_text, count);
    for (const node *n = s->names->first; n != NULL; n = n->next, i++)
        if (!book_scalar(b, n, &names[i]) || !zone_name_sound(names[i], n, b->diags))
            return false;
    uint32_t tracks = abreast(s, names, count), whole = (count - 1) / tracks * tracks;
    doc_track *shares = ARENA_ARRAY(b->memory, doc_track, tracks);
    for (i = 0; i < tracks; i++)
        shares[i] = (doc_track){.kind = TRACK_SHARE, .share = 1};
    i = 0;
    for (const node *n = s->names->first; n != NULL; n = n->next, i++)
        parts[i] = unit_text(s, n, names[i], i + 1 == count, i >= whole);
    sign_place(b);
    doc_text *made = book_text(b, s->style, STR(""), s->names->at);
    made->parts = parts;
    made->part_count = count;
    made->tracks = shares;
    made->track_count = tracks;
    return true;
}

static bool units_sound(const signing *s)
{
    if (s->names->kind != NODE_LIST)
        return shape_check(s->names, NODE_SCALAR, STR("单位"), s->book->diags);
    if (s->names->count > 0 && s->names->count <= UNITS_MOST)
        return true;
    DIAG(s->book->diags, TEMPLATE_VALUE, s->names->at, STR("单位"), STR("这些"),
        STR(" 1 到 30 个单位"));
    return false;
}

bool book_sign_item(book *b, const node *item)
{
    static const key_rule keys[] = {
        {"落款", KEY_MAP | KEY_REQUIRED, "落款: {单位: 某县教育局, 日期: 2024年3月1日}"}};
    static const key_rule own_keys[] = {{"单位", KEY_TEXT | KEY_LIST | KEY_REQUIRED},
        {"日期", KEY_TEXT | KEY_REQUIRED}, {"盖章", KEY_TEXT | KEY_MAP}};
    static const key_rule seal_keys[] = {{"直径", KEY_TEXT}};
    const node *own = tree_lookup(item, STR("落款"));
    if (!keys_check(item, STR("内容"), keys, 1, b->diags) ||
        !keys_check(own, STR("落款"), own_keys, 3, b->diags))
        return false;
    const node *seal = tree_lookup(own, STR("盖章"));
    signing s = {.book = b,
        .own = own,
        .names = tree_lookup(own, STR("单位")),
        .sealed = !says_no(seal),
        .diameter = len_of_um(SEAL_UM)};
    bool joint = s.sealed && s.names->kind == NODE_LIST && s.names->count > 1;
    s.style = book_style(b, joint ? "联合落款" : s.sealed ? "落款" : "落款无章", own->at);
    if (s.style == NULL || !units_sound(&s) ||
        !book_scalar(b, tree_lookup(own, STR("日期")), &s.date))
        return false;
    if (!joint)
        return plain_add(&s);
    if (seal != NULL &&
        (!keys_check(seal, STR("盖章"), seal_keys, 1, b->diags) ||
            !zone_diameter_read(seal, &s.diameter, b->diags)))
        return false;
    return joint_add(&s);
}

/* ---- 版记 ---- */

enum { RULE_THICK_UM = 350, RULE_THIN_UM = 250 }; /* GB/T 9704-2012, 7.4.1 */

/* 抄送 or 主送, with its name before it where it does not say so itself. */
static bool copy_add(book *b, const node *own, const char *key, doc_text **last)
{
    const node *n = tree_lookup(own, str_of(key));
    const doc_style *style = n == NULL ? NULL : book_style(b, "版记抄送", n->at);
    str text, label = str_fmt(b->memory, "%s：", key);
    if (n == NULL)
        return true;
    if (style == NULL || !book_scalar(b, n, &text))
        return false;
    if (!str_starts(text, label))
        text = str_fmt(b->memory, "%.*s%.*s", STR_ARG(label), STR_ARG(text));
    *last = book_text(b, style, text, n->at);
    (*last)->foot = FOOT_IMPRINT;
    return true;
}

/* 印发机关 to the left, 印发日期 to the right on the same line. */
static bool issue_add(book *b, const node *own, doc_text **last)
{
    const node *who = tree_lookup(own, STR("印发机关")), *day = tree_lookup(own, STR("印发日期"));
    const doc_style *left = book_style(b, "版记", own->at),
                    *right = book_style(b, "版记日期", own->at);
    doc_text *parts = ARENA_ARRAY(b->memory, doc_text, 2);
    doc_track *tracks = ARENA_ARRAY(b->memory, doc_track, 2);
    str name, date;
    bool good = book_scalar(b, who, &name);
    good = book_scalar(b, day, &date) && good;
    if (left == NULL || right == NULL || !good)
        return false;
    if (!str_ends(date, STR("印发")))
        date = str_fmt(b->memory, "%.*s印发", STR_ARG(date));
    parts[0] = (doc_text){.style = left, .text = name, .from = who->at, .role = TEXT_PARAGRAPH};
    parts[1] = (doc_text){.style = right, .text = date, .from = day->at, .role = TEXT_PARAGRAPH};
    tracks[0] = (doc_track){.kind = TRACK_SHARE, .share = 1};
    tracks[1] = (doc_track){.kind = TRACK_AUTO};
    *last = book_text(b, left, STR(""), who->at);
    (*last)->parts = parts;
    (*last)->tracks = tracks;
    (*last)->part_count = (*last)->track_count = 2;
    (*last)->foot = FOOT_IMPRINT;
    return true;
}

/* GB/T 9704-2012, 7.4: thick rules above and below, a thin one above who issues it. */
bool book_imprint_item(book *b, const node *item)
{
    static const key_rule keys[] = {{"版记", KEY_MAP | KEY_REQUIRED,
        "版记: {抄送: 某局。, 印发机关: 某局办公室, 印发日期: 2024年3月1日}"}};
    static const key_rule own_keys[] = {{"主送", KEY_TEXT}, {"抄送", KEY_TEXT},
        {"印发机关", KEY_TEXT | KEY_REQUIRED}, {"印发日期", KEY_TEXT | KEY_REQUIRED}};
    const node *own = tree_lookup(item, STR("版记"));
    if (!keys_check(item, STR("内容"), keys, 1, b->diags) ||
        !keys_check(own, STR("版记"), own_keys, 4, b->diags))
        return false;
    if (item->next != NULL) {
        DIAG(b->diags, BOOK_ORDER, item->next->at, STR("版记"));
        return false;
    }
    book_body(b);
    uint32_t first = b->blocks.count;
    doc_text *last = NULL;
    bool good = copy_add(b, own, "主送", &last);
    good = copy_add(b, own, "抄送", &last) && good;
    bool copied = last != NULL;
    if (!issue_add(b, own, &last) || !good)
        return false;
    last->rule_above = copied ? len_of_um(RULE_THIN_UM) : 0;
    last->rule_below = len_of_um(RULE_THICK_UM);
    b->blocks.at[first].text.rule_above = len_of_um(RULE_THICK_UM);
    return true;
}
