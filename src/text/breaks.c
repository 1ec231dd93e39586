/*
 * Break opportunities by UAX #14 (Unicode 15.0), in one walk without memory of its own. Numbers
 * follow the regular expression of its section 8.2, example 7, as LineBreakTest.txt does.
 *
 * For Chinese two rules are tailored (UAX #14 section 8 allows it):
 *   quotes    “ ” ‘ ’ next to a wide character are brackets, class OP or CL, not QU (LB19 would
 * glue them to the words outside); ’ before a letter stays an apostrophe; brackets  a wide opening
 * bracket does not begin a number after a unit (LB25: 100%（50分）).
 */
#include "text/text_int.h"

#include <string.h>

typedef enum number { NUMBER_NONE, NUMBER_DIGITS, NUMBER_CLOSED } number;
typedef enum verdict { UNDECIDED, GLUED, FREE } verdict;

/* What the rules need to know of the text before a boundary. */
typedef struct state {
    const text_chars *t;
    bool chinese, started;
    uint8_t before; /* class of the character before, its marks left out (LB9) */
    uint8_t solid; /* the same before any spaces */
    bool wide, pictograph, zwj;
    bool zero_width; /* ZW SP* (LB8) */
    bool hyphenated; /* HL (HY | BA) (LB21a) */
    bool paired; /* an odd number of RI (LB30a) */
    number digits; /* NU (NU | SY | IS)*, then (CL | CP) (LB25) */
} state;

static bool is_mark(uint8_t line)
{
    return line == LB_CM || line == LB_ZWJ;
}

static bool is_hard(uint8_t line)
{
    return line == LB_BK || line == LB_CR || line == LB_LF || line == LB_NL;
}

static bool letter(uint8_t line)
{
    return line == LB_AL || line == LB_HL;
}

static bool korean(uint8_t line)
{
    return line == LB_JL || line == LB_JV || line == LB_JT || line == LB_H2 || line == LB_H3;
}

static bool picture(uint8_t line)
{
    return line == LB_ID || line == LB_EB || line == LB_EM;
}

/* The class of the first character from k on that is not a mark. */
static uint8_t base_ahead(const text_chars *t, uint32_t k)
{
    while (k < t->count && is_mark(t->at[k].is.line))
        k++;
    return k < t->count ? t->at[k].is.line : LB_CM;
}

/* Whether a wide character follows, quotes between left out. Three of them are as deep as quotes
 * nest, and a bound keeps the walk linear. */
static bool wide_ahead(const text_chars *t, uint32_t k)
{
    for (uint32_t end = k + 4; k < end && k < t->count; k++)
        if (t->at[k].cp < CP_LEFT_SINGLE || t->at[k].cp > CP_RIGHT_DOUBLE)
            return (t->at[k].is.traits & CHAR_WIDE) != 0;
    return false;
}

static void resolve_quote(const state *s, uint32_t k, text_class *c)
{
    uint32_t cp = s->t->at[k].cp;
    bool opens = cp == CP_LEFT_SINGLE || cp == CP_LEFT_DOUBLE;
    bool closes = cp == CP_RIGHT_SINGLE || cp == CP_RIGHT_DOUBLE;
    if ((!opens && !closes) || !(s->wide || wide_ahead(s->t, k + 1)))
        return;
    if (cp == CP_RIGHT_SINGLE && k + 1 < s->t->count && text_is_word(s->t->at[k + 1].is))
        return;
    c->line = opens ? LB_OP : LB_CL;
    c->traits |= CHAR_WIDE;
}

static text_class read(const state *s, uint32_t k)
{
    text_class c = s->t->at[k].is;
    if (s->chinese && c.line == LB_QU)
        resolve_quote(s, k, &c);
    return c;
}

static void take_base(state *s, text_class c)
{
    s->wide = (c.traits & CHAR_WIDE) != 0;
    s->pictograph = (c.traits & CHAR_PICTOGRAPH) != 0;
}

/* Takes in the character after a boundary. */
static void enter(state *s, text_class c)
{
    bool base = s->started && !is_hard(s->before) && s->before != LB_SP && s->before != LB_ZW;
    s->zwj = c.line == LB_ZWJ;
    if (is_mark(c.line) && base) /* LB9 */
        return;
    uint8_t line = is_mark(c.line) ? LB_AL : c.line; /* LB10 */
    s->started = true;
    s->zero_width = line == LB_ZW || (line == LB_SP && s->zero_width);
    s->hyphenated = s->before == LB_HL && (line == LB_HY || line == LB_BA);
    s->paired = line == LB_RI && !s->paired;
    bool in_number = s->digits == NUMBER_DIGITS;
    if (line == LB_NU || (in_number && (line == LB_SY || line == LB_IS)))
        s->digits = NUMBER_DIGITS;
    else
        s->digits = in_number && (line == LB_CL || line == LB_CP) ? NUMBER_CLOSED : NUMBER_NONE;
    take_base(s, c);
    s->before = line;
    if (line != LB_SP)
        s->solid = line;
}

/* LB11 to LB18. */
static verdict glue_and_brackets(const state *s, uint8_t line)
{
    uint8_t before = s->before, solid = s->solid;
    bool closing = line == LB_CL || line == LB_CP || line == LB_EX || line == LB_IS ||
        line == LB_SY;
    if (line == LB_WJ || before == LB_WJ || before == LB_GL)
        return GLUED;
    if (line == LB_GL && before != LB_SP && before != LB_BA && before != LB_HY)
        return GLUED;
    if (closing || solid == LB_OP || (solid == LB_QU && line == LB_OP))
        return GLUED;
    if ((solid == LB_CL || solid == LB_CP) && line == LB_NS)
        return GLUED;
    if (solid == LB_B2 && line == LB_B2)
        return GLUED;
    return before == LB_SP ? FREE : UNDECIDED;
}

/* LB19 to LB24, but for the parts that concern numbers. */
static verdict quotes_and_words(const state *s, uint8_t line)
{
    uint8_t before = s->before;
    if (line == LB_QU || before == LB_QU)
        return GLUED;
    if (line == LB_CB || before == LB_CB)
        return FREE;
    if (line == LB_BA || line == LB_HY || line == LB_NS || before == LB_BB || s->hyphenated)
        return GLUED;
    if ((before == LB_SY && line == LB_HL) || line == LB_IN)
        return GLUED;
    if ((letter(before) && line == LB_NU) || (before == LB_NU && letter(line)))
        return GLUED;
    if ((before == LB_PR && picture(line)) || (picture(before) && line == LB_PO))
        return GLUED;
    bool affix = line == LB_PR || line == LB_PO, after_affix = before == LB_PR || before == LB_PO;
    return (after_affix && letter(line)) || (letter(before) && affix) ? GLUED : UNDECIDED;
}

/* LB25, with the expression of section 8.2, example 7. */
static verdict numbers(const state *s, uint8_t line, bool wide, uint32_t behind)
{
    uint8_t before = s->before;
    bool affix = line == LB_PR || line == LB_PO;
    if (line == LB_NU && (before == LB_OP || before == LB_HY || before == LB_PR || before == LB_PO))
        return GLUED;
    if ((before == LB_PR || before == LB_PO) && (line == LB_OP || line == LB_HY))
        return !(s->chinese && wide) && base_ahead(s->t, behind) == LB_NU ? GLUED : UNDECIDED;
    if (s->digits == NUMBER_DIGITS && line == LB_NU) /* SY, IS, CL and CP: LB13 */
        return GLUED;
    return s->digits != NUMBER_NONE && affix ? GLUED : UNDECIDED;
}

/* LB26 and LB30a, LB30b: what reads as one character. */
static bool one_cluster(const state *s, uint8_t line)
{
    uint8_t before = s->before;
    if (before == LB_JL && (line == LB_JL || line == LB_JV || line == LB_H2 || line == LB_H3))
        return true;
    if ((before == LB_JV || before == LB_H2) && (line == LB_JV || line == LB_JT))
        return true;
    if ((before == LB_JT || before == LB_H3) && line == LB_JT)
        return true;
    if (before == LB_RI && line == LB_RI)
        return s->paired;
    return line == LB_EM && (before == LB_EB || s->pictograph);
}

/* LB27 to LB30. */
static bool glued_at_last(const state *s, uint8_t line, bool wide)
{
    uint8_t before = s->before;
    if ((korean(before) && line == LB_PO) || (before == LB_PR && korean(line)))
        return true;
    if (letter(line) && (letter(before) || before == LB_IS))
        return true;
    bool word_before = letter(before) || before == LB_NU, word = letter(line) || line == LB_NU;
    return (word_before && line == LB_OP && !wide) || (before == LB_CP && !s->wide && word);
}

/* The grade of the boundary before c; `behind` is the character behind it. */
static text_break grade(const state *s, text_class c, uint32_t behind)
{
    if (is_hard(s->before)) /* LB4, LB5 */
        return s->before == LB_CR && c.line == LB_LF ? TEXT_BREAK_NEVER : TEXT_BREAK_MUST;
    if (is_hard(c.line) || c.line == LB_SP || c.line == LB_ZW) /* LB6, LB7 */
        return TEXT_BREAK_LAST;
    if (s->zero_width) /* LB8 */
        return TEXT_BREAK_OK;
    if (s->zwj || (is_mark(c.line) && s->before != LB_SP)) /* LB8a, LB9 */
        return TEXT_BREAK_NEVER;
    uint8_t line = is_mark(c.line) ? LB_AL : c.line; /* LB10 */
    bool wide = (c.traits & CHAR_WIDE) != 0;
    verdict v = glue_and_brackets(s, line);
    if (v == UNDECIDED)
        v = quotes_and_words(s, line);
    if (v == UNDECIDED)
        v = numbers(s, line, wide, behind);
    if (v == UNDECIDED && one_cluster(s, line))
        return TEXT_BREAK_NEVER;
    if (v == UNDECIDED)
        v = glued_at_last(s, line, wide) ? GLUED : FREE;
    return v == FREE ? TEXT_BREAK_OK : TEXT_BREAK_LAST;
}

void text_uax14(const text_chars *t, bool chinese)
{
    if (t->count == 0)
        return;
    state s = {.t = t, .chinese = chinese, .before = LB_AL, .solid = LB_AL};
    enter(&s, read(&s, 0));
    for (uint32_t k = 1; k < t->count; k++) {
        if (s.before == LB_ID && !s.zwj && t->at[k].is.line == LB_ID) { /* most of a text: LB31 */
            do
                t->at[k - 1].after = TEXT_BREAK_OK;
            while (t->at[++k].is.line == LB_ID);
            take_base(&s, t->at[--k].is);
            continue;
        }
        text_class c = read(&s, k);
        t->at[k - 1].after = (uint8_t)grade(&s, c, k + 1);
        enter(&s, c);
    }
    t->at[t->count - 1].after = TEXT_BREAK_MUST; /* LB3 */
}

void text_breaks(arena *a, str text, text_kinsoku_level level, uint8_t *grades)
{
    text_chars t = text_decode(a, text);
    text_grade(&t, level);
    text_spread_grades(&t, grades);
}

void text_grade(const text_chars *t, text_kinsoku_level level)
{
    text_uax14(t, true);
    text_kinsoku(t, level);
    text_units(t);
}
