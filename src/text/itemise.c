/*
 * Runs of one face, one script and one direction. What belongs to the character before it
 * (combining marks, variation selectors, joiners, spaces) takes its face; characters common to many
 * scripts take the script around them, Han where there is none.
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
        code_of(job->memory, cp), job->tried, text_script_hint(cp));
}

void text_job_refuse(text_job *job, uint32_t cp, uint32_t script)
{
    job->failed = true;
    if (noted(job->refused.at, job->refused.count, script))
        return;
    *VEC_PUSH(job->memory, &job->refused) = script;
    DIAG(job->sink, SCRIPT_UNSUPPORTED, mark_search(job->at, cp), char_of(job->memory, cp),
        code_of(job->memory, cp), text_script_name(job->memory, script));
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

bool text_is_drawn(const text_job *job, uint32_t face, uint32_t cp)
{
    return cp >= TEXT_BOX && cp <= TEXT_BOX_CROSSED && fonts_glyph(job->book, face, cp, 0) == 0 &&
        fonts_glyph(job->book, face, ' ', 0) != 0;
}

/* A base character and what joins it. */
typedef struct unit {
    uint32_t from, to; /* characters */
    uint32_t base, variation;
    uint32_t accent; /* its first combining mark */
    uint16_t traits; /* of the base, where it is all there is */
} unit;

/* Whether a character begins a unit of its own, whatever stands before it. */
static bool parts(const text_char *c)
{
    return (c->is.traits & (CHAR_PLAIN | CHAR_NEWLINE)) != 0;
}

static unit read_unit(const text_chars *t, uint32_t k)
{
    unit u = {.from = k, .to = k + 1, .base = t->at[k].cp, .traits = t->at[k].is.traits};
    if (u.to == t->count || (u.base != CP_ZWJ && parts(&t->at[u.to])))
        return u;
    bool joined = u.base == CP_ZWJ;
    for (; u.to < t->count; u.to++) {
        uint32_t cp = t->at[u.to].cp;
        if (is_variation(cp) && u.variation == 0)
            u.variation = cp;
        else if (is_mark(cp) && !is_variation(cp) && u.accent == 0)
            u.accent = cp;
        else if (cp != CP_ZWJ && !is_mark(cp) && (!joined || text_is_newline(cp)))
            break;
        joined = cp == CP_ZWJ;
        u.traits = 0;
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

/* The script of a base character; COMMON when its surroundings decide. */
static uint32_t script_for(uint32_t cp)
{
    uint32_t script = text_script_of(cp);
    if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN)
        return (text_class_of(cp).traits & CHAR_WIDE) != 0 ? HB_SCRIPT_HAN : HB_SCRIPT_COMMON;
    return script;
}

static uint32_t script_of(const text_char *c)
{
    switch (c->is.traits & CHAR_PLAIN) {
    case CHAR_PLAIN_HAN:
        return HB_SCRIPT_HAN;
    case CHAR_PLAIN_LATIN:
        return HB_SCRIPT_LATIN;
    case CHAR_PLAIN_COMMON:
        return HB_SCRIPT_COMMON;
    default:
        return script_for(c->cp);
    }
}

/* The characters of one script from u on, others that belong to no script between them: what has
 * to stand in one face, lest letters that join, or stacks, fall apart. */
static void read_stretch(text_job *job, const unit *u, uint32_t script)
{
    VEC(uint32_t) letters = {0};
    for (job->stretch_to = u->from; job->stretch_to < job->chars.count; job->stretch_to++) {
        uint32_t cp = job->chars.at[job->stretch_to].cp, own = script_for(cp);
        if (text_is_newline(cp) || (own != script && own != HB_SCRIPT_COMMON))
            break;
        if (own == script && !text_is_shapeless(cp) && !noted(letters.at, letters.count, cp))
            *VEC_PUSH(job->memory, &letters) = cp;
    }
    font_letters asked = {script, letters.at, letters.count};
    job->stretch_script = script;
    job->stretch_face = fonts_face_for_script(job->book, job->role, &asked);
}

/* The face of a base whose script needs one that can shape it. */
static uint32_t face_for_joined(text_job *job, const unit *u, uint32_t script)
{
    if (job->stretch_script != script || u->from >= job->stretch_to)
        read_stretch(job, u, script);
    if (job->stretch_face != FONT_FACE_NONE)
        return job->stretch_face;
    font_letters asked = {script, &u->base, 1};
    return fonts_face_for_script(job->book, job->role, &asked);
}

/* A sign of no script among letters that join, a tatweel or a comma: in their face if it can be. */
static bool goes_on(text_job *job, const unit *u, const text_run *last)
{
    return last != NULL && u->base >= 0x80 && text_script_is_joined(last->script) &&
        fonts_glyph(job->book, last->face, u->base, 0) != 0;
}

static uint32_t face_for(text_job *job, const unit *u, uint32_t script, const text_run *last)
{
    uint32_t current = last != NULL ? last->face : job->face, face = FONT_FACE_NONE;
    bool shapeless = (u->traits & CHAR_PLAIN) == 0 && text_is_shapeless(u->base);
    if (shapeless || (script == HB_SCRIPT_COMMON && goes_on(job, u, last)))
        return current;
    if (text_is_private(u->base)) /* another face would have another character there */
        face = fonts_glyph(job->book, job->face, u->base, 0) != 0 ? job->face : FONT_FACE_NONE;
    else if (text_script_is_joined(script))
        face = face_for_joined(job, u, script);
    else
        face = fonts_face_for(job->book, job->role, u->base, u->variation);
    if (face == FONT_FACE_NONE && text_is_drawn(job, job->face, u->base))
        return job->face;
    if (face == FONT_FACE_NONE) {
        text_job_missing(job, u->base);
        return current;
    }
    bool accented = u->accent != 0 && !text_script_is_joined(script);
    return accented ? face_with_accent(job, u, face) : face;
}

static bool can_set(text_job *job, const unit *u)
{
    bool can = true;
    for (uint32_t k = u->from; k < u->to; k++) {
        uint32_t cp = job->chars.at[k].cp, script = text_script_of(cp);
        if (!text_script_is_set(script)) {
            text_job_refuse(job, cp, script);
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
    uint32_t script = script_of(&job->chars.at[u->from]);
    uint32_t face = face_for(job, u, script, last);
    uint8_t level = job->levels == NULL ? 0 : job->levels[job->chars.at[u->from].at];
    if (last != NULL && last->script == HB_SCRIPT_COMMON)
        last->script = script;
    if (script == HB_SCRIPT_COMMON && last != NULL)
        script = last->script;
    if (last != NULL && last->face == face && last->script == script && last->level == level)
        last->to = u->to;
    else
        *VEC_PUSH(job->memory, runs) = (text_run){u->from, u->to, face, script, level};
}

/* A plain text is parted by scripts alone. */
static void itemise_plain(text_job *job, text_runs *runs)
{
    text_run *last = NULL;
    for (uint32_t k = 0; k < job->chars.count; k++) {
        const text_char *c = &job->chars.at[k];
        if ((c->is.traits & CHAR_NEWLINE) != 0) {
            last = NULL;
            continue;
        }
        uint32_t script = script_of(c);
        if (last != NULL && last->script == HB_SCRIPT_COMMON)
            last->script = script;
        if (last == NULL || (script != HB_SCRIPT_COMMON && script != last->script)) {
            last = VEC_PUSH(job->memory, runs);
            *last = (text_run){.from = k, .face = job->face, .script = script};
        }
        while (k + 1 < job->chars.count && c[1].is.traits == c->is.traits)
            c++, k++;
        last->to = k + 1;
    }
}

void text_itemise(text_job *job, text_runs *runs)
{
    if (job->trusting)
        itemise_plain(job, runs);
    for (uint32_t k = 0; k < job->chars.count && !job->trusting;) {
        unit u = read_unit(&job->chars, k);
        bool plain = (u.traits & CHAR_PLAIN) != 0;
        if (plain || (!text_is_newline(u.base) && can_set(job, &u)))
            add(job, runs, &u);
        k = u.to;
    }
    for (uint32_t k = 0; k < runs->count; k++)
        if (runs->at[k].script == HB_SCRIPT_COMMON)
            runs->at[k].script = HB_SCRIPT_HAN;
}
