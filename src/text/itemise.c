/*
 * Runs of one face and one script. What belongs to the character before it (combining marks,
 * variation selectors, joiners, spaces) takes its face; characters common to many scripts take the
 * script around them, Han where there is none.
 */
#include "text/text_int.h"

#include <hb.h>

enum {
    CP_ZWJ = 0x200D,
    CP_VARIATION_1 = 0xFE00,
    CP_VARIATION_16 = 0xFE0F,
    CP_VARIATION_17 = 0xE0100,
    CP_VARIATION_256 = 0xE01EF,
};

/* The scripts that are set and tested: left to right, and broken between words or characters. */
static bool supported(hb_script_t script)
{
    switch ((unsigned)script) {
    case HB_SCRIPT_COMMON:
    case HB_SCRIPT_INHERITED:
    case HB_SCRIPT_UNKNOWN:
    case HB_SCRIPT_HAN:
    case HB_SCRIPT_BOPOMOFO:
    case HB_SCRIPT_HIRAGANA:
    case HB_SCRIPT_KATAKANA:
    case HB_SCRIPT_HANGUL:
    case HB_SCRIPT_YI:
    case HB_SCRIPT_LISU:
    case HB_SCRIPT_TIBETAN:
    case HB_SCRIPT_LATIN:
    case HB_SCRIPT_GREEK:
    case HB_SCRIPT_CYRILLIC:
    case HB_SCRIPT_BRAILLE:
        return true;
    default:
        return false;
    }
}

static str script_name(arena *a, hb_script_t script)
{
    static const struct {
        hb_script_t script;
        const char *name;
    } names[] = {
        {HB_SCRIPT_ARABIC, "阿拉伯字母，如维吾尔文、哈萨克文"},
        {HB_SCRIPT_HEBREW, "希伯来文"},
        {HB_SCRIPT_MONGOLIAN, "蒙古文、满文"},
        {HB_SCRIPT_PHAGS_PA, "八思巴文"},
        {HB_SCRIPT_TAI_LE, "德宏傣文"},
        {HB_SCRIPT_NEW_TAI_LUE, "西双版纳傣文"},
        {HB_SCRIPT_THAI, "泰文"},
        {HB_SCRIPT_DEVANAGARI, "天城文"},
        {HB_SCRIPT_MIAO, "苗文柏格理字母"},
    };
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (names[k].script == script)
            return str_of(names[k].name);
    hb_tag_t tag = hb_script_to_iso15924_tag(script);
    return str_fmt(a, "%c%c%c%c", (int)(tag >> 24), (int)(tag >> 16 & 0xFF), (int)(tag >> 8 & 0xFF),
        (int)(tag & 0xFF));
}

static bool noted(const uint32_t *list, uint32_t count, uint32_t value)
{
    for (uint32_t k = 0; k < count; k++)
        if (list[k] == value)
            return true;
    return false;
}

static str code_of(arena *a, uint32_t cp)
{
    return str_fmt(a, "U+%04X", (unsigned)cp);
}

static str char_of(arena *a, uint32_t cp)
{
    char bytes[4];
    return str_dup(a, (str){bytes, utf8_put(bytes, cp)});
}

void text_job_missing(text_job *job, uint32_t cp)
{
    job->failed = true;
    /* The sink keeps no more than that, and a bound keeps the search below linear. */
    if (job->missing.count >= DIAG_LIMIT || noted(job->missing.at, job->missing.count, cp))
        return;
    *VEC_PUSH(job->memory, &job->missing) = cp;
    if (job->tried.at == NULL)
        job->tried = fonts_tried(job->book, job->memory, job->role);
    DIAG(job->sink, GLYPH_MISSING, mark_search(job->at, cp), char_of(job->memory, cp),
        code_of(job->memory, cp), job->tried);
}

static void refuse(text_job *job, uint32_t cp, hb_script_t script)
{
    job->failed = true;
    if (noted(job->refused.at, job->refused.count, script))
        return;
    *VEC_PUSH(job->memory, &job->refused) = script;
    DIAG(job->sink, SCRIPT_UNSUPPORTED, mark_search(job->at, cp), char_of(job->memory, cp),
        code_of(job->memory, cp), script_name(job->memory, script));
}

static bool is_variation(uint32_t cp)
{
    return (cp >= CP_VARIATION_1 && cp <= CP_VARIATION_16) ||
        (cp >= CP_VARIATION_17 && cp <= CP_VARIATION_256);
}

static hb_unicode_general_category_t category(uint32_t cp)
{
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), cp);
}

static bool is_mark(uint32_t cp)
{
    hb_unicode_general_category_t c = category(cp);
    return c == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
        c == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
        c == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

bool text_is_shapeless(uint32_t cp)
{
    hb_unicode_general_category_t c = category(cp);
    return is_variation(cp) || c == HB_UNICODE_GENERAL_CATEGORY_FORMAT ||
        c == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR || cp == '\t';
}

/* A base character and what joins it. */
typedef struct unit {
    size_t from, to;
    uint32_t base, variation;
    uint32_t accent; /* its first combining mark */
} unit;

static unit read_unit(str text, size_t i)
{
    unit u = {.from = i};
    u.base = utf8_next(text, &i);
    u.to = i;
    bool joined = u.base == CP_ZWJ;
    while (i < text.n) {
        uint32_t cp = utf8_next(text, &i);
        if (is_variation(cp) && u.variation == 0)
            u.variation = cp;
        else if (is_mark(cp) && !is_variation(cp) && u.accent == 0)
            u.accent = cp;
        else if (cp != CP_ZWJ && !is_mark(cp) && (!joined || text_is_newline(cp)))
            break;
        joined = cp == CP_ZWJ;
        u.to = i;
    }
    return u;
}

/* Another face for a base whose own face lacks its combining mark, where one face has both. */
static uint32_t face_with_accent(text_job *job, const unit *u, uint32_t face)
{
    hb_codepoint_t whole = 0;
    if (fonts_glyph(job->book, face, u->accent, 0) != 0)
        return face;
    if (hb_unicode_compose(hb_unicode_funcs_get_default(), u->base, u->accent, &whole) &&
        fonts_glyph(job->book, face, whole, 0) != 0)
        return face;
    uint32_t other = fonts_face_for(job->book, job->role, u->accent, 0);
    bool both = other != FONT_FACE_NONE && fonts_glyph(job->book, other, u->base, 0) != 0;
    return both ? other : face;
}

static uint32_t face_for(text_job *job, const unit *u, uint32_t current)
{
    if (text_is_shapeless(u->base))
        return current;
    uint32_t face = FONT_FACE_NONE;
    if (u->variation != 0)
        face = fonts_face_for(job->book, job->role, u->base, u->variation);
    if (face == FONT_FACE_NONE)
        face = fonts_face_for(job->book, job->role, u->base, 0);
    if (face == FONT_FACE_NONE) {
        text_job_missing(job, u->base);
        return current;
    }
    return u->accent != 0 ? face_with_accent(job, u, face) : face;
}

/* The script of a base character; COMMON when its surroundings decide. */
static hb_script_t script_for(uint32_t cp)
{
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), cp);
    if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN)
        return text_class_of(cp).wide ? HB_SCRIPT_HAN : HB_SCRIPT_COMMON;
    return script;
}

static bool can_set(text_job *job, const unit *u)
{
    bool can = true;
    for (size_t i = u->from; i < u->to;) {
        uint32_t cp = utf8_next(job->text, &i);
        hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), cp);
        if (!supported(script)) {
            refuse(job, cp, script);
            can = false;
        }
    }
    return can;
}

static void add(text_job *job, text_runs *runs, const unit *u)
{
    text_run *last = runs->count > 0 ? &runs->at[runs->count - 1] : NULL;
    if (last != NULL && last->to != u->from) /* a newline between */
        last = NULL;
    uint32_t script = script_for(u->base);
    uint32_t face = face_for(job, u, last != NULL ? last->face : job->face);
    if (last != NULL && last->script == HB_SCRIPT_COMMON)
        last->script = script;
    if (script == HB_SCRIPT_COMMON && last != NULL)
        script = last->script;
    if (last != NULL && last->face == face && last->script == script)
        last->to = (uint32_t)u->to;
    else
        *VEC_PUSH(job->memory, runs) = (text_run){(uint32_t)u->from, (uint32_t)u->to, face, script};
}

void text_itemise(text_job *job, text_runs *runs)
{
    for (size_t i = 0; i < job->text.n;) {
        unit u = read_unit(job->text, i);
        if (!text_is_newline(u.base) && can_set(job, &u))
            add(job, runs, &u);
        i = u.to;
    }
    for (uint32_t k = 0; k < runs->count; k++)
        if (runs->at[k].script == HB_SCRIPT_COMMON)
            runs->at[k].script = HB_SCRIPT_HAN;
}
