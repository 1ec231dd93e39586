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
    '\\',
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

bool text_not_at_start(const text_char *c)
{
    switch (c->is.line) {
    case LB_CL:
    case LB_CP:
    case LB_EX:
    case LB_IN:
    case LB_IS:
    case LB_NS:
        return true;
    case LB_ID:
        if (c->cp < CP_WIDE_SOLIDUS) /* Han: most of a text */
            return false;
        break;
    default:
        break;
    }
    for (size_t k = 0; k < sizeof not_at_start / sizeof *not_at_start; k++)
        if (not_at_start[k] == c->cp)
            return true;
    return false;
}

bool text_not_at_end(const text_char *c)
{
    return c->is.line == LB_OP || c->cp == CP_LEFT_SINGLE || c->cp == CP_LEFT_DOUBLE;
}

/* Two-em units: —— and ……, and any longer row of them. */
static bool same_dash(const text_char *before, const text_char *sign)
{
    return before->cp == sign->cp && (sign->cp == CP_EM_DASH || sign->is.line == LB_IN);
}

/* A mark between letters or digits, where it does not end a clause: 3.5, 12:30, don’t, gov.cn. */
static bool in_word(const text_char *before, const text_char *sign, const text_char *after)
{
    uint8_t line = sign->is.line;
    if (line != LB_IS && line != LB_SY && sign->cp != CP_RIGHT_SINGLE && sign->cp != CP_MIDDLE_DOT)
        return false;
    return text_is_word(before->is) && text_is_word(after->is) && after->cp != 0;
}

/* What stands before a boundary, in base characters. */
typedef struct left {
    const text_char *last; /* the character itself */
    const text_char *solid; /* that before the spaces; NULL: none */
    bool indent; /* nothing but ideographic spaces since the paragraph began */
    text_kinsoku_level level;
} left;

/* —— or ……: from the level "strict" on they do not begin a line; UAX #14 holds …… back at any
 * (LB22).
 */
static bool begins_dash(const text_char *sign, const text_char *after)
{
    return sign->cp == 0x2E3A || same_dash(sign, after);
}

static bool is_solidus(uint32_t cp)
{
    return cp == '/' || cp == CP_WIDE_SOLIDUS;
}

/* A reverse solidus between Han parts them as a solidus does; UAX #14 takes it for a sign before a
 * number (PR). */
static bool parts_han(const text_char *before, const text_char *sign)
{
    return before->cp == '\\' && text_is_han(sign);
}

static bool may_not_end(const left *b)
{
    bool solidus = b->solid != NULL && b->level >= TEXT_KINSOKU_GB && is_solidus(b->solid->cp);
    return solidus || (b->solid != NULL && text_not_at_end(b->solid));
}

static text_break regrade(
    const left *b, const text_char *sign, const text_char *after, text_break grade)
{
    if ((sign->is.traits & (CHAR_SPACE | CHAR_NEWLINE)) != 0 || sign->is.line == LB_ZW)
        return grade;
    if (b->last->is.line == LB_ZW) /* the author says that it may break */
        return grade;
    if (same_dash(b->last, sign) || in_word(b->last, sign, after))
        return TEXT_BREAK_LAST;
    if (parts_han(b->last, sign))
        return TEXT_BREAK_OK;
    bool ends = may_not_end(b);
    if (!ends && b->level < TEXT_KINSOKU_STRICT && begins_dash(sign, after))
        return (b->last->is.traits & CHAR_SPACE) != 0 ? grade : TEXT_BREAK_OK;
    if (text_not_at_start(sign) || ends)
        return TEXT_BREAK_KINSOKU;
    return b->indent ? TEXT_BREAK_LAST : grade; /* an indent stays with its text */
}

void text_kinsoku(const text_chars *t, text_kinsoku_level level)
{
    left b = {.indent = true, .level = level};
    for (uint32_t k = 0; k < t->count;) {
        uint32_t next = text_cluster_next(t, k);
        if (text_is_han(&t->at[k]) && text_is_han(&t->at[next])) { /* most of a text */
            b.indent = false;
            for (k = next; t->at[k].after != TEXT_BREAK_NEVER && text_is_han(&t->at[k + 1]); k++)
                ;
            continue;
        }
        uint8_t *grade = &t->at[next - 1].after;
        b.last = &t->at[k];
        if ((b.last->is.traits & CHAR_SPACE) == 0)
            b.solid = b.last;
        b.indent = b.indent && b.last->cp == CP_IDEOGRAPHIC_SPACE;
        if (*grade == TEXT_BREAK_MUST)
            b = (left){.indent = true, .level = level};
        else
            *grade = (uint8_t)regrade(
                &b, &t->at[next], &t->at[text_cluster_next(t, next)], (text_break)*grade);
        k = next;
    }
}
