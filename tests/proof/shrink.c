/* A smaller case that fails alike: lines are taken out of the two texts as long as the rule fires.
 */
#include "proof.h"

typedef struct shrinker {
    fonts *book;
    proof_rule rule;
    uint32_t tries;
} shrinker;

enum { TRIES = 4000 };

static bool fires(shrinker *s, made m)
{
    if (s->tries++ > TRIES)
        return false;
    arena *a = arena_new(NULL);
    proof_case c = {.memory = a, .fonts = s->book};
    verdict v = {.memory = a};
    case_run(&c, m.template_text, m.data_text);
    bool found = false;
    /* What is no longer a form is another failure, not a smaller one. */
    if (c.doc != NULL)
        case_check(&c, &v);
    for (uint32_t i = 0; i < v.list.count; i++)
        found = found || v.list.at[i].rule == s->rule;
    arena_free(a);
    return found;
}

static str without(arena *a, str text, size_t from, size_t to)
{
    buf out = {.memory = a};
    buf_add(&out, str_slice(text, 0, from));
    buf_add(&out, str_slice(text, to, text.n));
    return buf_str(&out);
}

static size_t line_end(str text, size_t from, uint32_t lines)
{
    size_t end = from;
    while (lines-- > 0 && end < text.n) {
        size_t at = str_search(text, STR("\n"), end);
        end = at == SIZE_MAX ? text.n : at + 1;
    }
    return end;
}

/* Takes out runs of `lines` lines wherever the rule still fires; which: 0 template, 1 data. */
static bool take_lines(shrinker *s, arena *a, made *m, int which, uint32_t lines)
{
    bool any = false;
    for (size_t at = 0;;) {
        str *text = which == 0 ? &m->template_text : &m->data_text;
        size_t end = line_end(*text, at, lines);
        if (at >= text->n)
            return any;
        made less = *m;
        str cut = without(a, *text, at, end);
        *(which == 0 ? &less.template_text : &less.data_text) = cut;
        if (fires(s, less)) {
            *m = less;
            any = true;
        } else {
            at = line_end(*text, at, 1);
        }
    }
}

/* Halves quoted texts. */
static bool halve_texts(shrinker *s, arena *a, made *m, int which)
{
    bool any = false;
    for (size_t at = 0;;) {
        str *text = which == 0 ? &m->template_text : &m->data_text;
        size_t open = str_search(*text, STR("\""), at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : str_search(*text, STR("\""), open + 1);
        if (close == SIZE_MAX)
            return any;
        at = close + 1;
        size_t from = open + 1 + (close - open) / 2;
        while (from < close && ((unsigned char)text->at[from] & 0xC0) == 0x80)
            from++;
        if (from >= close)
            continue;
        made less = *m;
        *(which == 0 ? &less.template_text : &less.data_text) = without(a, *text, from, close);
        if (fires(s, less)) {
            *m = less;
            any = true;
            at = open;
        }
    }
}

made proof_shrink(arena *a, fonts *f, made from, proof_rule rule)
{
    shrinker s = {f, rule, 0};
    made m = from;
    for (bool again = true; again && s.tries < TRIES;) {
        again = false;
        for (uint32_t lines = 64; lines > 0; lines /= 2)
            for (int which = 0; which < 2; which++)
                again = take_lines(&s, a, &m, which, lines) || again;
        for (int which = 0; which < 2; which++)
            again = halve_texts(&s, a, &m, which) || again;
    }
    return m;
}
