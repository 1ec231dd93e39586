/*
 * 避头尾: marks that may not begin or end a line (clreq 3.1.4, three levels), over the grades of
 * UAX #14. Most are forbidden there already and are told from other forbidden places here, since a
 * narrow column concedes them first; the tables add those that UAX #14 lets begin a line.
 */
#include "text/text_int.h"

/* Beyond the classes below: connectors, interpunct, solidus, closing quotes, signs after numbers.
 */
static const uint32_t not_at_start[] = {
    '%',
    '/',
    0x00B0,
    CP_MIDDLE_DOT,
    0x2010,
    CP_EN_DASH,
    CP_EM_DASH,
    CP_RIGHT_SINGLE,
    CP_RIGHT_DOUBLE,
    0x2027,
    0x2030,
    0x2103,
    0x2E3A,
    0x301C,
    0xFF05,
    0xFF0D,
    CP_WIDE_SOLIDUS,
    CP_WIDE_TILDE,
};

bool text_not_at_start(uint32_t cp)
{
    switch (text_class_of(cp).line) {
    case LB_CL:
    case LB_CP:
    case LB_EX:
    case LB_IN:
    case LB_IS:
    case LB_NS:
        return true;
    default:
        break;
    }
    for (size_t k = 0; k < sizeof not_at_start / sizeof *not_at_start; k++)
        if (not_at_start[k] == cp)
            return true;
    return false;
}

bool text_not_at_end(uint32_t cp)
{
    return text_class_of(cp).line == LB_OP || cp == CP_LEFT_SINGLE || cp == CP_LEFT_DOUBLE;
}

/* Two-em units: —— and ……, and any longer row of them. */
static bool same_dash(uint32_t before, uint32_t sign)
{
    return before == sign && (sign == CP_EM_DASH || text_class_of(sign).line == LB_IN);
}

/* A mark between letters or digits, where it does not end a clause: 3.5, 12:30, don’t, gov.cn. */
static bool in_word(uint32_t before, uint32_t sign, uint32_t after)
{
    uint8_t line = text_class_of(sign).line;
    if (line != LB_IS && line != LB_SY && sign != CP_RIGHT_SINGLE && sign != CP_MIDDLE_DOT)
        return false;
    return text_is_word(before) && text_is_word(after) && after != 0;
}

/* What stands before a boundary, in base characters. */
typedef struct left {
    uint32_t last; /* the character itself */
    uint32_t solid; /* that before the spaces */
    bool indent; /* nothing but ideographic spaces since the paragraph began */
    text_kinsoku_level level;
} left;

/* —— or ……: from the level "strict" on they do not begin a line; UAX #14 holds …… back at any
 * (LB22).
 */
static bool begins_dash(uint32_t sign, uint32_t after)
{
    return sign == 0x2E3A || same_dash(sign, after);
}

static bool is_solidus(uint32_t cp)
{
    return cp == '/' || cp == CP_WIDE_SOLIDUS;
}

static text_break regrade(const left *b, uint32_t sign, uint32_t after, text_break grade)
{
    if (text_is_space(sign) || text_is_newline(sign) || text_class_of(sign).line == LB_ZW)
        return grade;
    if (text_class_of(b->last).line == LB_ZW) /* the author says that it may break */
        return grade;
    if (same_dash(b->last, sign) || in_word(b->last, sign, after))
        return TEXT_BREAK_LAST;
    bool ends = text_not_at_end(b->solid) || (b->level >= TEXT_KINSOKU_GB && is_solidus(b->solid));
    if (!ends && b->level < TEXT_KINSOKU_STRICT && begins_dash(sign, after))
        return text_is_space(b->last) ? grade : TEXT_BREAK_OK;
    if (text_not_at_start(sign) || ends)
        return TEXT_BREAK_KINSOKU;
    return b->indent ? TEXT_BREAK_LAST : grade; /* an indent stays with its text */
}

void text_kinsoku(str text, text_kinsoku_level level, uint8_t *grades)
{
    left b = {.indent = true, .level = level};
    for (size_t i = 0; i < text.n;) {
        size_t end = text_cluster_end(grades, text.n, i);
        uint32_t cp = text_peek(text, i);
        b.last = cp;
        if (!text_is_space(cp))
            b.solid = cp;
        b.indent = b.indent && cp == CP_IDEOGRAPHIC_SPACE;
        if (grades[end - 1] == TEXT_BREAK_MUST) {
            b = (left){.indent = true, .level = level};
        } else {
            size_t behind = text_cluster_end(grades, text.n, end);
            grades[end - 1] = (uint8_t)regrade(
                &b, text_peek(text, end), text_peek(text, behind), grades[end - 1]);
        }
        i = end;
    }
}
