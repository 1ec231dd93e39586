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

/* Units, and a few words that read as one with their unit, each with a space after it. Sought for
 * the longest match. */
static const char units[] =
    "元 角 分 人 人次 个 个月 个工作日 个百分点 百分点 次 年 年度 年底 年末 年初 年级 月 "
    "月底 月末 月初 月份 日 日前 号 天 周 周年 季度 小时 时 点 分钟 秒 学时 课时 学年 "
    "工作日 公里 千米 米 分米 厘米 毫米 里 平方 平方米 平方公里 平方千米 平米 立方 "
    "立方米 ㎡ ㎥ ㎞ ㎝ ㎜ 公顷 亩 吨 公斤 千克 斤 克 毫克 ㎏ 升 毫升 千瓦 千瓦时 度 辆 "
    "台 台次 套 户 户次 家 家次 份 篇 场 场次 项 件 条 本 支 名 位 所 座 处 批 批次 期 "
    "班 班次 车次 例 起 宗 头 只 匹 株 棵 盏 根 片 块 间 栋 幢 层 组 队 届 轮 路 口 眼 "
    "村 乡 镇 县 市 类 种 部 艘 架 节 集 首 幅 张 册 卷 页 字 床 床位 款 章 倍 折 级 "
    "星级 岁 道 面 副 枚 门 人天 人月 % ％ ‰ ℃ ° °C m m² m³ m2 m3 km km² cm mm kg g mg "
    "t L mL ml ha kW MW kWh h min s mg/L μg μg/m³ mg/m³ km/h kV MPa G M Mbps ";

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

static bool one_of(uint32_t cp, const char *set)
{
    str s = str_of(set);
    for (size_t i = 0; i < s.n;)
        if (utf8_next(s, &i) == cp)
            return true;
    return false;
}

static size_t skip(str text, size_t i)
{
    if (i < text.n)
        utf8_next(text, &i);
    return i;
}

/* The end of the unit at i, of the longest one; i when there is none. */
static size_t word(str text, size_t i)
{
    size_t best = i;
    if (i >= text.n)
        return i;
    char first = text.at[i];
    for (const char *unit = units; *unit != '\0'; unit++) {
        size_t n = 0;
        if (*unit == first)
            while (unit[n] != ' ' && i + n < text.n && unit[n] == text.at[i + n])
                n++;
        /* Not the beginning of a word: 5mm of 5mmol. */
        if (n > 0 && unit[n] == ' ' && i + n > best &&
            !(is_letter((unsigned char)unit[n - 1]) && is_letter(text_peek(text, i + n))))
            best = i + n;
        while (*unit != ' ')
            unit++;
    }
    return best;
}

size_t text_unit_word(str text, size_t i)
{
    size_t at = i;
    if (one_of(text_peek(text, at), "余多几"))
        at = skip(text, at);
    size_t some = at;
    while (at - some < 12 && one_of(text_peek(text, at), "十百千万亿"))
        at = skip(text, at);
    size_t end = word(text, at), whole = at > some ? word(text, some) : end; /* 千克, but 千瓦 */
    end = whole > end ? whole : end;
    return end > some ? end : i;
}

/* A text and its grades. */
typedef struct scan {
    str text;
    uint8_t *grades;
    size_t asked, answer; /* the last unit word that was sought */
} scan;

static size_t unit_word(scan *s, size_t i)
{
    if (s->asked != i)
        s->answer = text_unit_word(s->text, i);
    s->asked = i;
    return s->answer;
}

static uint32_t peek(const scan *s, size_t i)
{
    return text_peek(s->text, i);
}

/* Grades the boundary before offset i, unless it is none or must be taken. A space stays on the
 * line before it, so that no line begins with one. */
static void joint(scan *s, size_t i, text_break grade)
{
    if (text_is_space(peek(s, i)))
        return;
    if (i > 0 && s->grades[i - 1] != TEXT_BREAK_NEVER && s->grades[i - 1] != TEXT_BREAK_MUST)
        s->grades[i - 1] = (uint8_t)grade;
}

/* Grades LAST every boundary inside [from, to). */
static void solid(scan *s, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++)
        joint(s, i, TEXT_BREAK_LAST);
}

/* One space may stand between the parts of a quantity. */
static size_t over_space(const scan *s, size_t i)
{
    uint32_t cp = peek(s, i);
    return cp == ' ' || cp == CP_NO_BREAK_SPACE ? skip(s->text, i) : i;
}

static size_t digits(const scan *s, size_t i)
{
    while (is_digit(peek(s, i)))
        i = skip(s->text, i);
    return i;
}

static size_t letters(const scan *s, size_t i, size_t most)
{
    size_t end = i;
    while (end - i < most && is_letter(peek(s, end)))
        end++;
    return end;
}

/* Digits with separators between them: 3374.98, 7,000,000.00, 12:30, 2022/10/31. */
static size_t number(const scan *s, size_t i)
{
    size_t end = digits(s, i);
    while (end > i && one_of(peek(s, end), ".,:/．")) {
        size_t next = digits(s, skip(s->text, end));
        if (next == skip(s->text, end))
            break;
        end = next;
    }
    return end;
}

/* The unit that makes a date or a time together with this one, in order. */
static const char *date_next(str unit)
{
    static const char *const order[][2] = {
        {"年", "月"}, {"月", "日号"}, {"日", "时点"}, {"时", "分"}, {"点", "分"}, {"分", "秒"}};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        if (str_eq(unit, str_of(order[k][0])))
            return order[k][1];
    return NULL;
}

/* For a number that ends at i: the offset behind its unit when a date goes on there, or i. */
static size_t date_part(scan *s, size_t i)
{
    size_t unit = unit_word(s, i);
    const char *next = date_next(str_slice(s->text, i, unit));
    size_t end = digits(s, unit);
    return next != NULL && end > unit && end < s->text.n && one_of(peek(s, end), next) ? unit : i;
}

/* A dated run from the number that ends at i; i when there is none. */
static size_t date(scan *s, size_t i)
{
    size_t from = i;
    for (size_t unit = date_part(s, i); unit > i; unit = date_part(s, i)) {
        solid(s, i - 1, unit);
        joint(s, unit, TEXT_BREAK_UNIT);
        i = digits(s, unit);
        solid(s, unit, i);
    }
    if (i == from)
        return from;
    size_t end = unit_word(s, i);
    solid(s, i - 1, end);
    return end;
}

/* A unit after the number that ends at i, with a rate after it: 万元, 次/年. */
static size_t unit(scan *s, size_t i)
{
    size_t from = over_space(s, i), end = unit_word(s, from);
    if (end == from)
        return i;
    joint(s, from, TEXT_BREAK_UNIT);
    solid(s, from, end);
    size_t per = one_of(peek(s, end), "/／") ? skip(s->text, end) : end;
    size_t rate = per > end ? unit_word(s, per) : per;
    if (rate == per)
        return end;
    solid(s, end - 1, per);
    joint(s, per, TEXT_BREAK_UNIT);
    solid(s, per, rate);
    return rate;
}

/* Operators and the like before a number; three are enough (≥¥5, >=). */
static size_t operators(const scan *s, size_t i)
{
    size_t end = i;
    for (int k = 0; k < 3 && one_of(peek(s, end), "<>=≤≥≦≧⩽⩾≠≈±+-−＜＞＝＋－~¥￥$€£第"); k++)
        end = skip(s->text, end);
    return end;
}

static bool ends_in_percent(const scan *s, size_t i)
{
    str head = str_slice(s->text, 0, i);
    return str_ends(head, STR("%")) || str_ends(head, STR("％")) || str_ends(head, STR("‰"));
}

/* A comparison stays with what follows, be it no number: ≥各4次/年. */
static size_t compared(scan *s, size_t i, size_t end)
{
    str sign = str_slice(s->text, i, end);
    for (size_t k = 0; k < sign.n;)
        if (one_of(utf8_next(sign, &k), "<>=≤≥≦≧⩽⩾≠≈＜＞＝")) {
            solid(s, i, end);
            joint(s, over_space(s, end), TEXT_BREAK_UNIT);
            return end;
        }
    return i;
}

/* The number that goes on from i after a dash or the like: 3-5年, 2021年—2023年, 3×5米; or i. */
static size_t range(scan *s, size_t i)
{
    size_t dash = one_of(peek(s, i), "-‐–—−－~～〜至×") ? skip(s->text, i) : i;
    size_t end = dash > i ? number(s, dash) : dash;
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
static size_t quantity(scan *s, size_t i)
{
    size_t sign = operators(s, i), from = sign;
    if (sign > i &&
        !one_of(peek(s, sign - 1), "+-")) /* a dash with a space after it begins a list */
        from = over_space(s, sign);
    size_t end = number(s, from);
    if (end == from)
        return compared(s, i, sign);
    solid(s, i, sign);
    if (from > i)
        joint(s, from, TEXT_BREAK_UNIT);
    solid(s, from, end);
    for (size_t next = range(s, end); next > end; next = range(s, end))
        end = next;
    size_t dated = date(s, end);
    if (dated > end)
        return dated;
    size_t behind = unit(s, end);
    size_t more = behind > end && ends_in_percent(s, behind) ? range(s, behind) : behind;
    return more > behind ? unit(s, more) : behind;
}

/* 〔2020〕10号: year in brackets, then the number of the document. The end, or i. */
static size_t document(scan *s, size_t i)
{
    if (!one_of(peek(s, i), "〔[［【〖(（"))
        return i;
    size_t year = skip(s->text, i), close = digits(s, year), behind = skip(s->text, close);
    if (utf8_count(str_slice(s->text, year, close)) != 4 || !one_of(peek(s, close), "〕]］】〗)）"))
        return i;
    size_t from = peek(s, behind) == 0x7B2C ? skip(s->text, behind) : behind; /* 第 */
    size_t end = digits(s, from);
    if (end == from || peek(s, end) != 0x53F7) /* 号 */
        return i;
    end = skip(s->text, end);
    solid(s, i, end);
    joint(s, behind, TEXT_BREAK_UNIT);
    return end;
}

/* GB/T 9704—2012, DB52/T 1234-2020: told from other words by the slash or the year. The end, or i.
 */
static size_t standard(scan *s, size_t i)
{
    size_t body = letters(s, i, 6), code = digits(s, body);
    size_t slash = peek(s, code) == '/' ? letters(s, code + 1, 4) : code;
    bool slashed = slash > code + 1;
    size_t behind = slashed ? slash : code, from = over_space(s, behind);
    size_t end = is_capital(peek(s, i)) ? number(s, from) : from;
    if (end == from)
        return i;
    size_t dash = one_of(peek(s, end), "-–—－") ? skip(s->text, end) : end, year = digits(s, dash);
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
static bool may_begin(uint32_t cp)
{
    bool stop = cp == 0x3001 || cp == 0x3002 || cp == 0xFF0C || cp == 0xFF1A || cp == 0xFF1B;
    return !stop && (!utf8_han(cp) || cp == 0x7B2C);
}

void text_units(str text, uint8_t *grades)
{
    scan s = {text, grades, SIZE_MAX, 0};
    for (size_t i = 0; i < text.n;) {
        if (!may_begin(peek(&s, i))) {
            i = skip(text, i);
            continue;
        }
        size_t end = document(&s, i);
        if (end == i && is_letter(peek(&s, i))) {
            end = standard(&s, i);
            end = end > i ? end : letters(&s, i, text.n);
        }
        if (end == i)
            end = quantity(&s, i);
        i = end > i ? end : skip(text, i);
    }
}
