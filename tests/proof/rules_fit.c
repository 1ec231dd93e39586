/* A fit against the layout without it. */
#include "proof.h"

static uint32_t count_of(const diags *d, diag_code code)
{
    uint32_t count = 0;
    for (size_t i = 0; i < diags_count(d); i++)
        count += diags_at(d, i)->code == code;
    return count;
}

/* Concessions in their order: one more of an earlier kind outweighs all of the later ones. */
static bool concedes_more(const diags *a, const diags *b)
{
    static const diag_code codes[] = {DIAG_WORD_SPLIT, DIAG_UNIT_SPLIT, DIAG_KINSOKU_BROKEN};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        uint32_t x = count_of(a, codes[i]), y = count_of(b, codes[i]);
        if (x != y)
            return x > y;
    }
    return false;
}

void check_fit(const proof_case *c, verdict *out)
{
    const doc_fit *fit = &c->doc->fit;
    uint32_t pages = c->scene->page_count;
    bool full = diags_dropped(c->diags) > 0;
    if (c->plain != NULL && pages > c->plain_pages)
        verdict_add(out, RULE_FIT, 0, 0, "%u pages, %u without", pages, c->plain_pages);
    if (c->plain != NULL && !full && diags_dropped(c->plain) == 0 &&
        concedes_more(c->diags, c->plain))
        verdict_add(out, RULE_FIT, 0, 0, "concedes more than without");
    bool misses = fit->goal == FIT_AT_MOST && pages > fit->pages;
    if (!full && misses != (count_of(c->diags, DIAG_FIT_MISSED) > 0))
        verdict_add(out, RULE_FIT, 0, 0, "%u pages of %u, told otherwise", pages, fit->pages);
}
