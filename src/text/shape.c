/*
 * Glyphs: each run through HarfBuzz at TEXT_EM to the em, clusters as byte offsets.
 *
 * Features are HarfBuzz's own, with ligatures off but for scripts that join: a form has no use for
 * fi as one glyph, and with a glyph for each letter every boundary can be broken and text extracts
 * cleanly. Figures are set in the face's digits of one width where it has such, and not kerned:
 * those of one column stand under one another.
 */
#include "text/text_int.h"

#include <hb.h>
#include <string.h>

enum { PLANS = 8 };
enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FA5 };

/* How HarfBuzz sets runs of one kind; it would look this up for each of them. */
typedef struct plan {
    uint32_t face, script;
    bool back, upright;
    hb_shape_plan_t *made; /* NULL: unused */
} plan;

enum { DIGITS = 10 };

/* The digits of a face: as its characters map to them, and those of one width; the same ones where
 * it has no such, and `width` 0. */
typedef struct figures {
    uint32_t face;
    uint32_t own[DIGITS], even[DIGITS];
    int32_t width;
} figures;

struct text_shaper {
    arena *memory;
    fonts *book;
    plan plans[PLANS];
    uint32_t next_plan; /* which one gives way */
    figures figures[PLANS];
    uint32_t next_figures, figures_count;
    hb_buffer_t *buffer;
    hb_language_t language;
};

typedef VEC(text_glyph) glyph_list;

typedef struct opening {
    arena *memory;
    text_shaper *made;
} opening;

static void make_shaper(void *context)
{
    opening *o = context;
    o->made = ARENA_NEW(o->memory, text_shaper);
    o->made->memory = o->memory;
}

/* HarfBuzz asks it of every character; most are Han, all of one category. */
static hb_unicode_general_category_t category_of(
    hb_unicode_funcs_t *funcs, hb_codepoint_t cp, void *unused)
{
    (void)unused;
    if (cp >= HAN_FIRST && cp <= HAN_LAST)
        return HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER;
    return hb_unicode_general_category(hb_unicode_funcs_get_parent(funcs), cp);
}

text_shaper *text_shaper_open(fonts *f)
{
    guard escape = {.armed = false};
    opening o = {.memory = arena_new(&escape)};
    if (o.memory == NULL || !guard_run(&escape, make_shaper, &o)) {
        arena_free(o.memory);
        return NULL;
    }
    arena_guard(o.memory, NULL); /* nothing more comes from it */
    text_shaper *s = o.made;
    s->book = f;
    s->buffer = hb_buffer_create();
    /* Characters reach the page as written: no dotted circle is added to a lone mark. */
    hb_buffer_set_flags(s->buffer, HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE);
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_create(hb_unicode_funcs_get_default());
    hb_unicode_funcs_set_general_category_func(unicode, category_of, NULL, NULL);
    hb_buffer_set_unicode_funcs(s->buffer, unicode);
    hb_unicode_funcs_destroy(unicode);
    s->language = hb_language_from_string("zh-hans", -1);
    return s;
}

void text_shaper_free(text_shaper *s)
{
    if (s == NULL)
        return;
    for (uint32_t k = 0; k < PLANS; k++)
        hb_shape_plan_destroy(s->plans[k].made);
    hb_buffer_destroy(s->buffer);
    arena_free(s->memory);
}

/* What goes into the buffer for a character. Signs that are drawn have each a blank of its own, so
 * that readers which go by the glyph alone do not take one for another. */
static uint32_t stand_in(const text_job *job, const text_run *run, uint32_t cp)
{
    enum { EN_SPACE = 0x2002 };
    if (cp == '\t')
        return ' ';
    if (!text_is_drawn(job, run->face, cp))
        return cp;
    return cp == TEXT_BOX ? CP_IDEOGRAPHIC_SPACE : cp == TEXT_BOX_CHECKED ? EN_SPACE : ' ';
}

static void fill_buffer(text_shaper *s, const text_job *job, const text_run *run)
{
    hb_buffer_clear_contents(s->buffer);
    hb_buffer_set_direction(s->buffer, run->level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(s->buffer, (hb_script_t)run->script);
    hb_buffer_set_language(s->buffer, s->language);
    hb_buffer_set_content_type(s->buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    for (uint32_t k = run->from; k < run->to; k++) {
        const text_char *c = &job->chars.at[k];
        bool plain = (c->is.traits & CHAR_PLAIN) != 0;
        hb_buffer_add(s->buffer, plain ? c->cp : stand_in(job, run, c->cp), c->at);
    }
}

enum { GROUPS_MOST = 4 };

/* No vert forms in the horizontal groups of a vertical label. */
static unsigned lay_groups(str text, hb_feature_t *features)
{
    unsigned count = 0;
    for (size_t i = 0; i < text.n && count < GROUPS_MOST; utf8_next(text, &i)) {
        size_t end = text_group_end(text, i);
        if (end > i)
            features[count++] = (hb_feature_t){
                HB_TAG('v', 'e', 'r', 't'), 0, (unsigned)i, (unsigned)end};
    }
    return count;
}

/* The face at the size that all is shaped in. Without memory HarfBuzz has an empty one, and a plan
 * for that does not live through being used with another. */
static hb_font_t *font_for(text_shaper *s, uint32_t face, arena *a)
{
    hb_font_t *font = fonts_shaper(s->book, face, TEXT_EM);
    if (font == hb_font_get_empty())
        arena_exhausted(a);
    return font;
}

/* The plan for the run in the buffer. */
static hb_shape_plan_t *plan_for(text_shaper *s, const text_run *run, hb_font_t *font, bool upright,
    const hb_feature_t *features, unsigned count)
{
    bool back = run->level % 2 == 1;
    for (uint32_t k = 0; k < PLANS; k++) {
        const plan *p = &s->plans[k];
        if (p->made != NULL && p->face == run->face && p->script == run->script &&
            p->back == back && p->upright == upright)
            return p->made;
    }
    hb_segment_properties_t kind;
    hb_buffer_get_segment_properties(s->buffer, &kind);
    plan *p = &s->plans[s->next_plan++ % PLANS];
    hb_shape_plan_destroy(p->made);
    *p = (plan){run->face, run->script, back, upright,
        hb_shape_plan_create_cached(hb_font_get_face(font), &kind, features, count, NULL)};
    return p->made;
}

static void run_harfbuzz(text_shaper *s, const text_job *job, const text_run *run, text_options o)
{
    hb_feature_t features[4 + GROUPS_MOST];
    unsigned count = 0;
    bool upright = o.stacked && run->script != HB_SCRIPT_MONGOLIAN;
    if (!text_script_is_joined(run->script)) {
        features[count++] = (hb_feature_t){HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT32_MAX};
        features[count++] = (hb_feature_t){HB_TAG('c', 'l', 'i', 'g'), 0, 0, UINT32_MAX};
    }
    if (run->script == HB_SCRIPT_HAN) /* Han and figures: each on its own width */
        features[count++] = (hb_feature_t){HB_TAG('k', 'e', 'r', 'n'), 0, 0, UINT32_MAX};
    if (upright)
        features[count++] = (hb_feature_t){HB_TAG('v', 'e', 'r', 't'), 1, 0, UINT32_MAX};
    fill_buffer(s, job, run);
    hb_font_t *font = font_for(s, run->face, job->memory);
    bool done = true;
    if (o.stacked && o.groups) { /* the features of each such text are its own */
        count += lay_groups(job->text, features + count);
        hb_shape(font, s->buffer, features, count);
    } else {
        hb_shape_plan_t *made = plan_for(s, run, font, upright, features, count);
        done = hb_shape_plan_execute(made, font, s->buffer, features, count);
    }
    if (!done || !hb_buffer_allocation_successful(s->buffer))
        arena_exhausted(job->memory);
}

/* Reports the characters of a cluster that the run's face lacks; the first one if none is known. */
static void missing_in(text_job *job, const text_run *run, size_t from, size_t to)
{
    bool any = false;
    for (size_t i = from; i < to;) {
        uint32_t cp = utf8_next(job->text, &i);
        if (text_is_shapeless(cp) || fonts_glyph(job->book, run->face, cp, 0) != 0)
            continue;
        text_job_missing(job, cp);
        any = true;
    }
    if (!any)
        text_job_missing(job, text_peek(job->text, from));
}

/* The digits as HarfBuzz has them in a script with these features; false: not of one width. */
static bool shape_digits(hb_font_t *font, hb_script_t script, int32_t tabular, figures *f, arena *a)
{
    hb_feature_t features[] = {{HB_TAG('k', 'e', 'r', 'n'), 0, 0, UINT32_MAX},
        {HB_TAG('t', 'n', 'u', 'm'), (uint32_t)tabular, 0, UINT32_MAX}};
    unsigned count = 0;
    hb_buffer_t *digits = hb_buffer_create();
    hb_buffer_add_latin1(digits, (const uint8_t *)"0123456789", DIGITS, 0, DIGITS);
    hb_buffer_set_direction(digits, HB_DIRECTION_LTR);
    hb_buffer_set_script(digits, script);
    hb_buffer_set_language(digits, hb_language_from_string("en", -1));
    hb_shape(font, digits, features, 2);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(digits, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(digits, &count);
    bool even = count == DIGITS, whole = hb_buffer_allocation_successful(digits);
    for (unsigned k = 0; k < count && even; k++) {
        f->even[k] = info[k].codepoint;
        even = f->even[k] != 0 && at[k].x_advance == at[0].x_advance;
    }
    f->width = even ? at[0].x_advance : 0;
    hb_buffer_destroy(digits);
    if (!whole)
        arena_exhausted(a);
    return even;
}

/* Noto Serif has digits of one width in Latin text, where that is not Chinese; others as a
 * feature. */
static figures seek_figures(text_shaper *s, uint32_t face, arena *a)
{
    hb_font_t *font = font_for(s, face, a);
    figures f = {.face = face};
    for (uint32_t d = 0; d < DIGITS; d++)
        f.own[d] = fonts_glyph(s->book, face, '0' + d, 0);
    if (!shape_digits(font, HB_SCRIPT_HAN, 0, &f, a) &&
        !shape_digits(font, HB_SCRIPT_HAN, 1, &f, a) &&
        !shape_digits(font, HB_SCRIPT_LATIN, 1, &f, a))
        memcpy(f.even, f.own, sizeof f.even);
    return f;
}

static const figures *figures_of(text_shaper *s, uint32_t face, arena *a)
{
    for (uint32_t k = 0; k < s->figures_count; k++)
        if (s->figures[k].face == face)
            return &s->figures[k];
    figures *f = &s->figures[s->next_figures % PLANS];
    *f = seek_figures(s, face, a);
    s->next_figures++;
    s->figures_count += s->figures_count < PLANS;
    return f;
}

static bool is_digit(str text, size_t at)
{
    return at < text.n && text.at[at] >= '0' && text.at[at] <= '9';
}

/* A digit, or the point or comma behind one, on its own width. */
static void set_figure(text_shaper *s, const text_job *job, text_glyph *g)
{
    str text = job->text;
    size_t at = g->cluster;
    const figures *f = figures_of(s, g->face, job->memory);
    uint32_t d = (uint32_t)(text.at[at] - '0');
    if (is_digit(text, at) && f->width > 0 && (g->gid == f->own[d] || g->gid == f->even[d]))
        *g = (text_glyph){f->even[d], g->face, f->width, 0, 0, g->cluster};
    else if (at > 0 && is_digit(text, at - 1) && is_digit(text, at + 1))
        g->advance = hb_font_get_glyph_h_advance(font_for(s, g->face, job->memory), g->gid);
}

/* False: a character has no glyph. */
static bool take_glyphs(text_shaper *s, text_job *job, const text_run *run, glyph_list *out)
{
    unsigned count = 0;
    bool whole = true, kerned = run->script != HB_SCRIPT_HAN;
    if (run->level % 2 == 1)
        hb_buffer_reverse(s->buffer); /* into logical order */
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(s->buffer, &count);
    for (unsigned k = 0; k < count; k++) {
        text_glyph *g = out->count < out->room ? &out->at[out->count++]
                                               : VEC_PUSH(job->memory, out);
        *g = (text_glyph){info[k].codepoint, run->face, at[k].x_advance, at[k].x_offset,
            at[k].y_offset, info[k].cluster};
        char c = job->text.at[g->cluster];
        bool figure = (c >= '0' && c <= '9') || (kerned && (c == '.' || c == ','));
        if (figure && (k + 1 == count || info[k + 1].cluster != g->cluster)) /* no mark on it */
            set_figure(s, job, g);
        whole = whole && g->gid != 0;
    }
    return whole;
}

/* What of the run's glyphs, those from `first` on, is drawn or missing. */
static void judge_glyphs(text_job *job, const text_run *run, glyph_list *out, uint32_t first)
{
    uint32_t next =
        job->chars.at[run->to].at; /* where the cluster ends; they are met from the last */
    for (uint32_t k = out->count; k-- > first;) {
        text_glyph *g = &out->at[k];
        uint32_t cp = text_peek(job->text, g->cluster);
        if (text_is_drawn(job, run->face, cp)) {
            g->drawn = cp;
            job->draws = true;
            g->advance = TEXT_EM;
        }
        if (g->gid == 0)
            missing_in(job, run, g->cluster, next);
        if (k > first && out->at[k - 1].cluster != g->cluster)
            next = g->cluster;
    }
}

/* How far the glyphs of a taller script reach, those from `first` on. */
static void take_heights(text_shaper *s, text_job *job, const glyph_list *from, uint32_t first)
{
    for (uint32_t k = first; k < from->count; k++) {
        const text_glyph *g = &from->at[k];
        hb_glyph_extents_t e;
        if (!hb_font_get_glyph_extents(fonts_shaper(s->book, g->face, TEXT_EM), g->gid, &e))
            continue;
        int32_t above = g->dy + e.y_bearing, below = -(above + e.height);
        job->above = above > job->above ? above : job->above;
        job->below = below > job->below ? below : job->below;
    }
}

/* NEVER inside the clusters that shaping has made. Newlines are clusters without glyphs. */
static void close_clusters(const text_chars *t, const glyph_list *glyphs)
{
    uint32_t g = 0;
    for (uint32_t k = 0; k < t->count; k++) {
        const text_char *c = &t->at[k];
        if (g < glyphs->count && glyphs->at[g].cluster == c->at) { /* nearly always */
            g++;
            continue;
        }
        while (g < glyphs->count && glyphs->at[g].cluster < c->at)
            g++;
        bool begins = (g < glyphs->count && glyphs->at[g].cluster == c->at) ||
            (c->is.traits & CHAR_NEWLINE) != 0;
        if (k > 0 && !begins && c[-1].after != TEXT_BREAK_MUST)
            t->at[k - 1].after = TEXT_BREAK_NEVER;
    }
}

bool text_ink_in(text_shaper *s, const text_glyph *g, text_half half)
{
    font_ink ink = fonts_ink(s->book, g->face, TEXT_EM, g->gid);
    int32_t from = half == TEXT_RIGHT ? g->advance / 2 : half == TEXT_MIDDLE ? g->advance / 4 : 0;
    int32_t to = half == TEXT_LEFT ? g->advance / 2
        : half == TEXT_MIDDLE      ? g->advance - g->advance / 4
                                   : g->advance;
    return g->dx + ink.left >= from - TEXT_EM / 20 && g->dx + ink.right <= to + TEXT_EM / 20;
}

/* The glyphs of all runs; false when one is missing though it was trusted to be there. */
static bool shape_runs(
    text_shaper *s, text_job *job, text_options o, const text_runs *runs, glyph_list *out)
{
    for (uint32_t k = 0; k < runs->count; k++) {
        const text_run *run = &runs->at[k];
        uint32_t first = out->count;
        run_harfbuzz(s, job, run, o);
        bool whole = take_glyphs(s, job, run, out);
        if (job->trusting && !whole)
            return false;
        if (!job->trusting)
            judge_glyphs(job, run, out, first);
        if (text_script_is_joined(run->script))
            take_heights(s, job, out, first);
    }
    return true;
}

/* What is left when the glyphs are known: grades, and for a vertical label how it stands. */
static void finish(text_shaper *s, text_job *job, const text_request *r, text_shaped *t)
{
    text_glyph *glyphs = (text_glyph *)t->glyphs;
    uint8_t *grades = ARENA_ARRAY(job->memory, uint8_t, t->text.n);
    text_spread_grades(&job->chars, grades);
    if (t->turned > 0) {
        int32_t reach = job->above + job->below;
        t->turned = text_turn_down(
            t->text, glyphs, t->count, grades, reach > TEXT_EM ? reach : TEXT_EM);
    } else if (r->options.stacked) {
        text_stack_glyphs(s->book, t->text, glyphs, t->count, r->options.groups);
        text_stack_breaks(t->text, grades, r->options.groups);
    }
    t->breaks = grades;
    text_compose(job->memory, t, &job->chars, r->options, s);
}

const text_shaped *text_shape_request(text_shaper *s, arena *a, const text_request *r, diags *d)
{
    text_job job = {.book = s->book,
        .memory = a,
        .role = r->role,
        .text = r->text,
        .at = r->at,
        .sink = d,
        .face = fonts_role_face(s->book, r->role, d)};
    if (job.face == FONT_FACE_NONE)
        return NULL;
    job.chars = text_decode(a, r->text);
    job.levels = text_levels(&job);
    job.trusting = job.chars.plain;
    text_runs runs = {ARENA_NEW(a, text_run), 0, 1};
    text_itemise(&job, &runs);
    bool turned = r->options.stacked && text_is_turned(&job, &runs);
    if (job.refused.count > 0)
        return NULL;
    glyph_list glyphs = {ARENA_ARRAY(a, text_glyph, job.chars.count), 0, job.chars.count};
    if (!shape_runs(s, &job, r->options, &runs, &glyphs)) {
        job.trusting = false;
        runs.count = glyphs.count = 0;
        text_itemise(&job, &runs);
        shape_runs(s, &job, r->options, &runs, &glyphs);
    }
    if (job.failed)
        return NULL;
    text_grade(&job.chars, r->options.level);
    close_clusters(&job.chars, &glyphs);
    text_shaped *out = ARENA_NEW(a, text_shaped);
    *out = (text_shaped){.text = r->text,
        .plain = job.chars.plain,
        .glyphs = glyphs.at,
        .count = glyphs.count,
        .face = job.face,
        .levels = job.levels,
        .above = job.above,
        .below = job.below,
        .turned = turned,
        .draws = job.draws};
    finish(s, &job, r, out);
    return out;
}
