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

/* Units, and a few words that read as one with their unit, in order of their characters, a space
 * after each. */
static const char32_t units[] =
    U"% G L M MPa MW Mbps cm g h ha kV kW kWh kg km km/h km² m m2 m3 mL mg mg/L mg/m³ min ml mm "
    "m² m³ s t ° °C μg μg/m³ ‰ ℃ ㎏ ㎜ ㎝ ㎞ ㎡ ㎥ 个 个工作日 个月 个百分点 乡 亩 人 人天 人月 "
    "人次 件 份 位 例 倍 元 克 公斤 公里 公顷 册 分 分米 分钟 副 匹 千克 千瓦 千瓦时 千米 升 卷 "
    "厘米 县 口 只 台 台次 号 名 吨 周 周年 场 场次 块 处 天 头 套 字 季度 学年 学时 宗 家 家次 "
    "小时 层 届 岁 工作日 市 幅 幢 平方 平方公里 平方千米 平方米 平米 年 年初 年底 年度 年末 "
    "年级 床 床位 度 座 张 户 户次 所 批 批次 折 支 斤 日 日前 时 星级 月 月份 月初 月底 月末 期 "
    "本 村 条 枚 架 栋 株 根 棵 次 款 毫克 毫升 毫米 点 片 班 班次 百分点 盏 眼 种 秒 立方 "
    "立方米 章 篇 米 类 级 组 艘 节 角 课时 起 路 车次 轮 辆 道 部 里 镇 门 间 队 集 面 页 项 首 "
    "％ ";
const text_words text_unit_words = {units, sizeof units / sizeof *units - 1};

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
            end = end > k ? unit(&s, end) : letters(&s, k, t->count);
        }
        if (end == k)
            end = quantity(&s, k);
        k = end > k ? end : k + 1;
    }
}
