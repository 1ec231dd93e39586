/*
 * Quantities that a line end should not part: operator, number and unit (≥95%, ≤111.57万元), dates,
 * ranges, numbers of documents (〔2020〕10号) and of standards (GB/T 9704—2012). The first follows
 * clreq, "digits and their prefix and suffix"; the others are the custom of official documents.
 *
 * Where such a thing must be parted after all, some of its joints are better than others: those are
 * graded UNIT, the others LAST: a date breaks after 年 before it breaks between 2022 and 年, and
 * digits are the last to be torn apart.
 */
#include "text/text_int.h"

/* Units, and a few words that read as one with their unit, in order of their characters. */
static const char32_t *const units[] = {
    U"%", U"G", U"L", U"M", U"MPa", U"MW", U"Mbps", U"cm", U"g", U"h", U"ha", U"kV", U"kW", U"kWh",
    U"kg", U"km", U"km/h", U"km²", U"m", U"m2", U"m3", U"mL", U"mg", U"mg/L", U"mg/m³", U"min",
    U"ml", U"mm", U"m²", U"m³", U"s", U"t", U"°", U"°C", U"μg", U"μg/m³", U"‰", U"℃", U"㎏", U"㎜",
    U"㎝", U"㎞", U"㎡", U"㎥", U"个", U"个工作日", U"个月", U"个百分点", U"乡", U"亩", U"人",
    U"人天", U"人月", U"人次", U"件", U"份", U"位", U"例", U"倍", U"元", U"克", U"公斤", U"公里",
    U"公顷", U"册", U"分", U"分米", U"分钟", U"副", U"匹", U"千克", U"千瓦", U"千瓦时", U"千米",
    U"升", U"卷", U"厘米", U"县", U"口", U"只", U"台", U"台次", U"号", U"名", U"吨", U"周",
    U"周年", U"场", U"场次", U"块", U"处", U"天", U"头", U"套", U"字", U"季度", U"学年", U"学时",
    U"宗", U"家", U"家次", U"小时", U"层", U"届", U"岁", U"工作日", U"市", U"幅", U"幢", U"平方",
    U"平方公里", U"平方千米", U"平方米", U"平米", U"年", U"年初", U"年底", U"年度", U"年末",
    U"年级", U"床", U"床位", U"度", U"座", U"张", U"户", U"户次", U"所", U"批", U"批次", U"折",
    U"支", U"斤", U"日", U"日前", U"时", U"星级", U"月", U"月份", U"月初", U"月底", U"月末", U"期",
    U"本", U"村", U"条", U"枚", U"架", U"栋", U"株", U"根", U"棵", U"次", U"款", U"毫克", U"毫升",
    U"毫米", U"点", U"片", U"班", U"班次", U"百分点", U"盏", U"眼", U"种", U"秒", U"立方",
    U"立方米", U"章", U"篇", U"米", U"类", U"级", U"组", U"艘", U"节", U"角", U"课时", U"起",
    U"路", U"车次", U"轮", U"辆", U"道", U"部", U"里", U"镇", U"门", U"间", U"队", U"集", U"面",
    U"页", U"项", U"首", U"％",
};
const text_words text_unit_words = {units, sizeof units / sizeof *units};

static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static bool is_capital(uint32_t cp)
{
    return cp >= 'A' && cp <= 'Z';
}

static bool is_letter(uint32_t cp)
{
    return is_capital(cp) || (cp >= 'a' && cp <= 'z');
}

static bool one_of(uint32_t cp, const char32_t *set)
{
    while (*set != 0 && *set != cp)
        set++;
    return *set != 0;
}

uint32_t text_unit_word(const text_chars *t, uint32_t k)
{
    uint32_t at = k;
    if (one_of(t->at[at].cp, U"余多几"))
        at++;
    uint32_t some = at;
    while (at - some < 4 && one_of(t->at[at].cp, U"十百千万亿"))
        at++;
    uint32_t end = at + text_longest_word(&text_unit_words, t, at);
    uint32_t whole = at > some ? some + text_longest_word(&text_unit_words, t, some) : end;
    end = whole > end ? whole : end; /* 千克, but 千瓦 */
    return end > some ? end - k : 0;
}

/* A text, and the last unit word that was sought. */
typedef struct scan {
    const text_chars *t;
    uint32_t asked, answer;
} scan;

/* The end of the unit word at k, or k. */
static uint32_t unit_word(scan *s, uint32_t k)
{
    if (s->asked != k)
        s->answer = k + text_unit_word(s->t, k);
    s->asked = k;
    return s->answer;
}

/* 0 at the end, where nothing goes on. */
static uint32_t peek(const scan *s, uint32_t k)
{
    return s->t->at[k].cp;
}

static uint32_t skip(const scan *s, uint32_t k)
{
    return k < s->t->count ? k + 1 : k;
}

/* Grades the boundary before character k, unless it is none or must be taken. A space stays on the
 * line before it, so that no line begins with one. */
static void joint(scan *s, uint32_t k, text_break grade)
{
    if (k == 0 || (s->t->at[k].is.traits & CHAR_SPACE) != 0)
        return;
    uint8_t *own = &s->t->at[k - 1].after;
    if (*own != TEXT_BREAK_NEVER && *own != TEXT_BREAK_MUST)
        *own = (uint8_t)grade;
}

/* Grades LAST every boundary inside [from, to). */
static void solid(scan *s, uint32_t from, uint32_t to)
{
    for (uint32_t k = from + 1; k < to; k++)
        joint(s, k, TEXT_BREAK_LAST);
}

/* One space may stand between the parts of a quantity. */
static uint32_t over_space(const scan *s, uint32_t k)
{
    uint32_t cp = peek(s, k);
    return cp == ' ' || cp == CP_NO_BREAK_SPACE ? k + 1 : k;
}

static uint32_t digits(const scan *s, uint32_t k)
{
    while (is_digit(peek(s, k)))
        k++;
    return k;
}

static uint32_t letters(const scan *s, uint32_t k, uint32_t most)
{
    uint32_t end = k;
    while (end - k < most && is_letter(peek(s, end)))
        end++;
    return end;
}

/* Digits with separators between them: 3374.98, 7,000,000.00, 12:30, 2022/10/31. */
static uint32_t number(const scan *s, uint32_t i)
{
    uint32_t end = digits(s, i);
    while (end > i && one_of(peek(s, end), U".,:/．")) {
        uint32_t next = digits(s, skip(s, end));
        if (next == skip(s, end))
            break;
        end = next;
    }
    return end;
}

/* The units that make a date or a time together with this one, in order. */
static const char32_t *date_next(uint32_t unit)
{
    switch (unit) {
    case 0x5E74: /* 年 */
        return U"月";
    case 0x6708: /* 月 */
        return U"日号";
    case 0x65E5: /* 日 */
        return U"时点";
    case 0x65F6: /* 时 */
    case 0x70B9: /* 点 */
        return U"分";
    case 0x5206: /* 分 */
        return U"秒";
    default:
        return NULL;
    }
}

/* For a number that ends at i: the offset behind its unit when a date goes on there, or i. */
static uint32_t date_part(scan *s, uint32_t i)
{
    uint32_t unit = unit_word(s, i);
    const char32_t *next = unit == i + 1 ? date_next(peek(s, i)) : NULL;
    uint32_t end = digits(s, unit);
    return next != NULL && end > unit && one_of(peek(s, end), next) ? unit : i;
}

/* A dated run from the number that ends at i; i when there is none. */
static uint32_t date(scan *s, uint32_t i)
{
    uint32_t from = i;
    for (uint32_t unit = date_part(s, i); unit > i; unit = date_part(s, i)) {
        solid(s, i - 1, unit);
        joint(s, unit, TEXT_BREAK_UNIT);
        i = digits(s, unit);
        solid(s, unit, i);
    }
    if (i == from)
        return from;
    uint32_t end = unit_word(s, i);
    solid(s, i - 1, end);
    return end;
}

/* A unit after the number that ends at i, with a rate after it: 万元, 次/年. */
static uint32_t unit(scan *s, uint32_t i)
{
    uint32_t from = over_space(s, i), end = unit_word(s, from);
    if (end == from)
        return i;
    joint(s, from, TEXT_BREAK_UNIT);
    solid(s, from, end);
    uint32_t per = one_of(peek(s, end), U"/／") ? skip(s, end) : end;
    uint32_t rate = per > end ? unit_word(s, per) : per;
    if (rate == per)
        return end;
    solid(s, end - 1, per);
    joint(s, per, TEXT_BREAK_UNIT);
    solid(s, per, rate);
    return rate;
}

/* Operators and the like before a number; three are enough (≥¥5, >=). */
static uint32_t operators(const scan *s, uint32_t i)
{
    uint32_t end = i;
    for (int k = 0; k < 3 && one_of(peek(s, end), U"<>=≤≥≦≧⩽⩾≠≈±+-−＜＞＝＋－~¥￥$€£第"); k++)
        end = skip(s, end);
    return end;
}

static bool ends_in_percent(const scan *s, uint32_t i)
{
    return i > 0 && one_of(peek(s, i - 1), U"%％‰");
}

/* A comparison stays with what follows, be it no number: ≥各4次/年. */
static uint32_t compared(scan *s, uint32_t i, uint32_t end)
{
    for (uint32_t k = i; k < end; k++)
        if (one_of(peek(s, k), U"<>=≤≥≦≧⩽⩾≠≈＜＞＝")) {
            solid(s, i, end);
            joint(s, over_space(s, end), TEXT_BREAK_UNIT);
            return end;
        }
    return i;
}

/* The number that goes on from i after a dash or the like: 3-5年, 2021年—2023年, 3×5米; or i. */
static uint32_t range(scan *s, uint32_t i)
{
    uint32_t dash = one_of(peek(s, i), U"-‐–—−－~～〜至×") ? skip(s, i) : i;
    uint32_t end = dash > i ? number(s, dash) : dash;
    if (end == dash)
        return i;
    solid(s, i - 1, dash);
    joint(s, dash, TEXT_BREAK_UNIT);
    solid(s, dash, end);
    return end;
}

/* Operator, number, unit, and what a dash adds. The end, or i when no number stands here. A range
 * goes on after a bare number or a percentage; 2022年1月1日至2022年12月31日 is too long to be held.
 */
static uint32_t quantity(scan *s, uint32_t i)
{
    uint32_t sign = operators(s, i), from = sign;
    if (sign > i &&
        !one_of(peek(s, sign - 1), U"+-")) /* a dash with a space after it begins a list */
        from = over_space(s, sign);
    uint32_t end = number(s, from);
    if (end == from)
        return compared(s, i, sign);
    solid(s, i, sign);
    if (from > i)
        joint(s, from, TEXT_BREAK_UNIT);
    solid(s, from, end);
    for (uint32_t next = range(s, end); next > end; next = range(s, end))
        end = next;
    uint32_t dated = date(s, end);
    if (dated > end)
        return dated;
    uint32_t behind = unit(s, end);
    uint32_t more = behind > end && ends_in_percent(s, behind) ? range(s, behind) : behind;
    return more > behind ? unit(s, more) : behind;
}

/* 〔2020〕10号: year in brackets, then the number of the document. The end, or i. */
static uint32_t document(scan *s, uint32_t i)
{
    if (!one_of(peek(s, i), U"〔[［【〖(（"))
        return i;
    uint32_t year = skip(s, i), close = digits(s, year), behind = skip(s, close);
    if (close - year != 4 || !one_of(peek(s, close), U"〕]］】〗)）"))
        return i;
    uint32_t from = peek(s, behind) == 0x7B2C ? skip(s, behind) : behind; /* 第 */
    uint32_t end = digits(s, from);
    if (end == from || peek(s, end) != 0x53F7) /* 号 */
        return i;
    end = skip(s, end);
    solid(s, i, end);
    joint(s, behind, TEXT_BREAK_UNIT);
    return end;
}

/* GB/T 9704—2012, DB52/T 1234-2020: told from other words by the slash or the year. The end, or i.
 */
static uint32_t standard(scan *s, uint32_t i)
{
    uint32_t body = letters(s, i, 6), code = digits(s, body);
    uint32_t slash = peek(s, code) == '/' ? letters(s, code + 1, 4) : code;
    bool slashed = slash > code + 1;
    uint32_t behind = slashed ? slash : code, from = over_space(s, behind);
    uint32_t end = is_capital(peek(s, i)) ? number(s, from) : from;
    if (end == from)
        return i;
    uint32_t dash = one_of(peek(s, end), U"-–—－") ? skip(s, end) : end, year = digits(s, dash);
    bool dated = dash > end && (year - dash == 4 || (slashed && year - dash == 2));
    if (!dated && !slashed)
        return i;
    solid(s, i, behind);
    joint(s, from, TEXT_BREAK_UNIT);
    solid(s, from, end);
    if (!dated)
        return end;
    solid(s, end - 1, dash);
    joint(s, dash, TEXT_BREAK_UNIT);
    solid(s, dash, year);
    return year;
}

/* Most of a text is Han, where nothing begins but 第3条, and its commas and stops. */
static bool may_begin(const text_char *c)
{
    if (text_is_han(c))
        return c->cp == 0x7B2C;
    return c->is.line != LB_CL && c->is.line != LB_NS;
}

void text_units(const text_chars *t)
{
    scan s = {t, UINT32_MAX, 0};
    for (uint32_t k = 0; k < t->count;) {
        if (!may_begin(&t->at[k])) {
            k++;
            continue;
        }
        uint32_t end = document(&s, k);
        if (end == k && is_letter(peek(&s, k))) {
            end = standard(&s, k);
            end = end > k ? end : letters(&s, k, t->count);
        }
        if (end == k)
            end = quantity(&s, k);
        k = end > k ? end : k + 1;
    }
}
