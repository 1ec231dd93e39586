/* What a heading's number says about where it stands: levels upside down, skipped, out of count. */
#include "model/book_int.h"

/* The form among the standard ones, outermost first; -1: it is none of them. */
static int rank_of(const book *b, str form)
{
    int rank = 0;
    for (const node *n = b->order == NULL ? NULL : b->order->first; n != NULL; n = n->next, rank++)
        for (const node *one = n->kind == NODE_LIST ? n->first : n; one != NULL;
             one = n->kind == NODE_LIST ? one->next : NULL)
            if (str_eq(one->text, form))
                return rank;
    return -1;
}

/* The nearest heading around one of this level; NULL: none. */
static const book_open *around(const book *b, uint32_t level)
{
    for (uint32_t i = level - 1; i > 0; i--)
        if (b->open[i - 1].there)
            return &b->open[i - 1];
    return NULL;
}

/* GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）. */
static void order_check(book *b, const book_open *now, uint32_t level, mark from)
{
    const book_open *outer = around(b, level);
    bool first = !b->open[level - 1].there;
    if (!first)
        return;
    if (outer != NULL && now->rank >= 0 && outer->rank >= now->rank) {
        DIAG(b->diags, HEADING_LEVEL, from, now->text,
            str_fmt(b->memory, "排在“%.*s”之下，编号的层次倒置", STR_ARG(outer->text)));
        return;
    }
    if (level > 1 && !b->open[level - 2].there && outer != NULL)
        DIAG(b->diags, HEADING_LEVEL, from, now->text,
            str_fmt(b->memory, "上一级没有标题，跳过了第 %u 级", level - 1));
}

static void count_check(book *b, const book_open *now, const book_open *last, mark from)
{
    bool goes_on = last->there && last->form == now->form;
    uint32_t wanted = goes_on ? last->value + 1 : 1;
    if (now->form > 0 && now->value != wanted)
        DIAG(b->diags, HEADING_NUMBER, from, now->text,
            str_fmt(b->memory, "%u", wanted), str_fmt(b->memory, "%u", now->value));
}

void book_heading_check(book *b, const book_levels *l, uint32_t level, str text, mark from)
{
    book_open now = {.there = true, .text = text, .rank = -1};
    size_t length = 0;
    uint32_t value = 0;
    prose_scheme scheme = {l->forms, l->count};
    uint32_t form = prose_level(&scheme, text, &length);
    /* A level said by hand need not have the scheme's number. */
    if (form > 0) {
        prose_number(l->forms[form - 1], text, &value);
        now.rank = rank_of(b, l->forms[form - 1]);
        now.form = (uint32_t)now.rank + 1 == 0 ? form + 100 : (uint32_t)now.rank + 1;
        now.value = value;
    }
    order_check(b, &now, level, from);
    count_check(b, &now, &b->open[level - 1], from);
    for (uint32_t i = level; i < BOOK_LEVELS; i++)
        b->open[i] = (book_open){0};
    b->open[level - 1] = now;
}
