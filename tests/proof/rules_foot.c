/* Rules on what stands at the foot of pages: footnotes where they are called, the imprint on the
 * last page. */
#include "proof.h"

static len foot_of(const scene_rect *r)
{
    return r->y + r->height;
}

static const doc_text *text_at(const view *v, uint32_t fragment)
{
    const doc_block *b = &v->doc->blocks[v->items[v->fragments[fragment].element].block];
    return b->kind == BLOCK_TEXT ? &b->text : NULL;
}

text_foot foot_at(const view *v, uint32_t fragment)
{
    const doc_text *t = text_at(v, fragment);
    return t == NULL ? FOOT_NONE : t->foot;
}

/* The first and the last fragment of a page that stand at its foot as this; none: both UINT32_MAX.
 */
typedef struct foot_run {
    uint32_t first, last;
} foot_run;

/* The first fragment of a page, or of a later one: they are in order of pages. */
static uint32_t first_on(const view *v, uint32_t page)
{
    uint32_t low = 0, high = v->fragment_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (v->fragments[middle].page < page)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static foot_run run_on(const view *v, uint32_t page, text_foot foot)
{
    foot_run r = {UINT32_MAX, UINT32_MAX};
    for (uint32_t i = first_on(v, page); i < v->fragment_count && v->fragments[i].page == page; i++)
        if (foot_at(v, i) == foot) {
            r.first = r.first == UINT32_MAX ? i : r.first;
            r.last = i;
        }
    return r;
}

/* ---- rules ---- */

static bool near(len a, len b)
{
    return a - b <= 2 && b - a <= 2;
}

/* A line within a line's height above the first note. */
static bool above_notes(const view *v, uint32_t page, const scene_rect *rule)
{
    foot_run notes = run_on(v, page, FOOT_NOTE);
    if (notes.first == UINT32_MAX)
        return false;
    const view_fragment *f = &v->fragments[notes.first];
    const scene_rect *area = &v->pages[page].area;
    return foot_of(rule) <= f->rect.y &&
        f->rect.y - foot_of(rule) < text_at(v, notes.first)->style->size && rule->x == area->x;
}

static bool short_above_notes(const view *v, uint32_t page, const scene_rect *rule)
{
    const scene_rect *area = &v->pages[page].area;
    return above_notes(v, page, rule) && rule->width > area->width / 8 &&
        rule->width < area->width / 2;
}

/* Lines as wide as the type area, as thick as is due, on the edges of the imprint's texts; `exact`
 * false: a line there. */
static bool by_imprint(const view *v, uint32_t page, const scene_rect *rule, bool exact)
{
    const scene_rect *area = &v->pages[page].area;
    foot_run r = run_on(v, page, FOOT_IMPRINT);
    for (uint32_t i = r.first; r.first != UINT32_MAX && i <= r.last; i++) {
        const doc_text *t = text_at(v, i);
        const scene_rect *box = &v->fragments[i].rect;
        bool above = near(foot_of(rule), box->y) && (!exact || rule->height == t->rule_above);
        bool below = near(rule->y, foot_of(box)) && (!exact || rule->height == t->rule_below);
        if ((above || below) && rule->x == area->x && (!exact || rule->width == area->width))
            return true;
    }
    return false;
}

static bool around_imprint(const view *v, uint32_t page, const scene_rect *rule)
{
    return by_imprint(v, page, rule, true);
}

bool foot_rule(const view *v, uint32_t page, const scene_rect *rule)
{
    return above_notes(v, page, rule) || by_imprint(v, page, rule, false);
}

static uint32_t rules_of(
    const view *v, uint32_t page, bool (*is)(const view *v, uint32_t page, const scene_rect *rule))
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < v->scene->pages[page].count; i++)
        n += v->scene->pages[page].ops[i].kind == SCENE_RULE &&
            is(v, page, &v->scene->pages[page].ops[i].rule);
    return n;
}

/* ---- footnotes ---- */

/* The page where byte `at` of a block's text stands; UINT32_MAX: on none. */
static uint32_t page_of(const view *v, uint32_t block, uint32_t at)
{
    for (uint32_t i = 0; i < v->fragment_count; i++) {
        const view_fragment *f = &v->fragments[i];
        if (v->items[f->element].block == block && !f->repeat && f->from <= at && at < f->to)
            return f->page;
    }
    return UINT32_MAX;
}

/* Each note is whole on the page where it is called first. */
static void check_calls(const view *v, uint32_t block, verdict *out)
{
    const doc_text *t = &v->doc->blocks[block].text;
    for (uint32_t c = 0; c < t->call_count; c++) {
        bool first = t->calls[c].ahead > 0;
        for (uint32_t k = 0; k < c; k++)
            first = first && t->calls[k].ahead != t->calls[c].ahead;
        uint32_t note = (uint32_t)((int64_t)block + t->calls[c].ahead), item = block_item(v, note);
        uint32_t here = page_of(v, block, t->calls[c].from);
        for (uint32_t i = 0; first && i < v->items[item].fragments; i++) {
            const view_fragment *f = &v->fragments[v->of_item[v->items[item].fragment + i]];
            if (f->page != here || v->items[item].fragments != 1)
                verdict_add(out, RULE_NOTE, f->page + 1, item, "it is called on page %u", here + 1);
        }
    }
}

/* Whether all that is not at a page's foot, or is higher there, ends above y. */
static bool all_above(const view *v, uint32_t page, text_foot foot, len y)
{
    for (uint32_t i = 0; i < v->fragment_count; i++)
        if (v->fragments[i].page == page && foot_at(v, i) < foot) {
            const view_fragment *f = &v->fragments[i];
            const view_item *t = &v->items[f->element];
            len inset = t->cell == NULL && t->zone == NULL ? t->style->bottom : 0;
            if (foot_of(&f->rect) - inset > y)
                return false;
        }
    return true;
}

/* Notes end a page, with one line above them. */
static void check_notes_page(const view *v, uint32_t page, verdict *out)
{
    foot_run notes = run_on(v, page, FOOT_NOTE), imprint = run_on(v, page, FOOT_IMPRINT);
    if (notes.first == UINT32_MAX)
        return;
    const scene_rect *first = &v->fragments[notes.first].rect,
                     *last = &v->fragments[notes.last].rect;
    len end = imprint.first == UINT32_MAX
        ? foot_of(&v->pages[page].area)
        : v->fragments[imprint.first].rect.y - text_at(v, imprint.first)->rule_above;
    if (rules_of(v, page, short_above_notes) != 1)
        verdict_add(out, RULE_NOTE, page + 1, 0, "one short line above the notes is due");
    if (!near(foot_of(last), end))
        verdict_add(
            out, RULE_NOTE, page + 1, 0, "notes end at %d, the page at %d", foot_of(last), end);
    if (!all_above(v, page, FOOT_NOTE, first->y))
        verdict_add(out, RULE_NOTE, page + 1, 0, "text beside or below the notes");
}

/* ---- imprint ---- */

bool imprint_apart(const view *v, uint32_t page)
{
    uint32_t last = v->scene->page_count - 1;
    return page + 1 == last && v->pages[page].section == UINT32_MAX &&
        v->pages[page].number % 2 == 1 && v->pages[last].section != UINT32_MAX &&
        run_on(v, last, FOOT_IMPRINT).first != UINT32_MAX &&
        v->doc->sections[v->pages[last].section].page.duplex;
}

static void check_imprint(const view *v, verdict *out)
{
    uint32_t last = v->scene->page_count - 1, due = 0, rules = 0, texts = 0;
    for (uint32_t b = 0; b < v->doc->block_count; b++) {
        const doc_text *t = &v->doc->blocks[b].text;
        bool is = v->doc->blocks[b].kind == BLOCK_TEXT && t->foot == FOOT_IMPRINT;
        due += is ? t->part_count > 0 ? t->part_count : 1 : 0;
        rules += is && t->rule_above > 0 ? 1 : 0;
        rules += is && t->rule_below > 0 ? 1 : 0;
    }
    foot_run r = run_on(v, last, FOOT_IMPRINT);
    texts = r.first == UINT32_MAX ? 0 : r.last - r.first + 1;
    if (texts != due)
        verdict_add(
            out, RULE_IMPRINT, last + 1, 0, "%u texts on the last page, due: %u", texts, due);
    if (texts == 0)
        return;
    const doc_text *end = text_at(v, r.last), *begin = text_at(v, r.first);
    if (rules_of(v, last, around_imprint) != rules)
        verdict_add(out, RULE_IMPRINT, last + 1, 0, "%u lines around it are due", rules);
    if (!near(foot_of(&v->fragments[r.last].rect) + end->rule_below, foot_of(&v->pages[last].area)))
        verdict_add(out, RULE_IMPRINT, last + 1, 0, "it does not end the page");
    if (!all_above(v, last, FOOT_IMPRINT, v->fragments[r.first].rect.y - begin->rule_above))
        verdict_add(out, RULE_IMPRINT, last + 1, 0, "text beside or below it");
    if (v->doc->sections[v->pages[last].section].page.duplex && v->pages[last].number % 2 == 1)
        verdict_add(out, RULE_IMPRINT, last + 1, 0, "it is on an odd page");
}

void check_feet(const view *v, verdict *out)
{
    for (uint32_t b = 0; b < v->doc->block_count; b++)
        if (v->doc->blocks[b].kind == BLOCK_TEXT)
            check_calls(v, b, out);
    for (uint32_t p = 0; p < v->scene->page_count; p++)
        check_notes_page(v, p, out);
    check_imprint(v, out);
}
