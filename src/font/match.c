#include "font/font_int.h"

enum { REGULAR = 400, NORMAL_WIDTH = 5, NOT_IT = INT32_MAX };

typedef struct word {
    const char *name;
    uint32_t weight; /* 0: says nothing of the weight */
    bool italic;
} word;

static const word WORDS[] = {{"Thin", 100}, {"Hairline", 100}, {"ExtraLight", 200},
    {"UltraLight", 200}, {"Light", 300}, {"Regular", REGULAR}, {"Normal", REGULAR},
    {"Book", REGULAR}, {"Roman", REGULAR}, {"Medium", 500}, {"SemiBold", 600}, {"DemiBold", 600},
    {"Demi", 600}, {"Bold", 700}, {"ExtraBold", 800}, {"UltraBold", 800}, {"Black", 900},
    {"Heavy", 900}, {"Italic", 0, true}, {"Oblique", 0, true}, {"常规", REGULAR}, {"细体", 300},
    {"中等", 500}, {"粗体", 700}};

static const word *word_lookup(str name)
{
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (font_name_eq(str_of(WORDS[i].name), name))
            return &WORDS[i];
    return NULL;
}

/* "Bold Italic" word by word; false when a word means neither a weight nor a slant. */
static bool look_parse(str style, font_look *look)
{
    for (size_t from = 0; from < style.n;) {
        size_t to = str_search(style, STR(" "), from);
        if (to == SIZE_MAX)
            to = style.n;
        const word *w = word_lookup(str_slice(style, from, to));
        if (w == NULL && to > from)
            return false;
        if (w != NULL) {
            look->weight = w->weight != 0 ? w->weight : look->weight;
            look->italic = look->italic || w->italic;
        }
        from = to + 1;
    }
    return true;
}

void font_wish_make(font_wish *w, str family, str style)
{
    *w = (font_wish){.family = family, .style = style, .look = {REGULAR, NORMAL_WIDTH, false}};
    w->known = look_parse(style, &w->look);
}

bool font_wished(const font_wishes *w, const str_list *names)
{
    for (uint32_t i = 0; i < w->count; i++)
        if (w->at[i].family.n > 0 && font_name_in(names, w->at[i].family))
            return true;
    return false;
}

static uint32_t apart(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* How far the candidate is from what is wished; NOT_IT when it is something else. */
static uint32_t distance(const font_wish *w, const font_candidate *c)
{
    if (w->family.n == 0)
        return NOT_IT;
    if (!font_name_in(&c->names.families, w->family))
        return w->style.n == 0 && font_name_in(&c->names.full, w->family) ? 0 : NOT_IT;
    uint32_t weight = apart(w->look.weight, c->look.weight);
    uint32_t far = weight + 100 * apart(w->look.width, c->look.width) +
        2000 * (uint32_t)(w->look.italic != c->look.italic);
    /* A variable face is drawn in its default instance, which must then be the one asked for. */
    if (w->style.n == 0 && !c->variable)
        return far;
    /* A legacy style name may say Regular of a SemiBold, hence the limit. */
    bool named = font_name_in(&c->names.styles, w->style) && (!w->known || weight <= 150);
    return named || (w->known && far < 50) ? far : NOT_IT;
}

/* Whether the candidate, found on the shelf being searched, is a better answer. Paths decide
 * between equals, so that the order of a directory does not. */
static bool better(
    const font_wishes *all, const font_wish *w, const font_candidate *c, uint32_t far)
{
    if (far == NOT_IT)
        return false;
    if (!w->answered)
        return true;
    if (w->shelf != all->shelf)
        return false;
    if (w->distance != far)
        return far < w->distance;
    int order = str_cmp(c->path, w->path);
    return order < 0 || (order == 0 && c->index < w->index);
}

void font_offer(font_wishes *all, const font_candidate *c)
{
    for (uint32_t i = 0; i < all->count; i++) {
        font_wish *w = &all->at[i];
        uint32_t far = distance(w, c);
        if (!better(all, w, c, far))
            continue;
        w->answered = true;
        w->path = str_dup(all->memory, c->path);
        w->index = c->index;
        w->shelf = all->shelf;
        w->distance = far;
    }
}
