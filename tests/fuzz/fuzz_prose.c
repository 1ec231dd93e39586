/* Any bytes as narrative, plain and in Markdown: blocks that hold whole texts, or an error. */
#include "insist.h"
#include "prose/prose.h"

/* Letters, figures and Han: what no mark is made of. */
static void letters_add(buf *out, str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        if ((unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9'))
            buf_byte(out, c);
    }
}

/* U+3000 and U+FEFF may be left out at the ends of lines. */
static str without(arena *a, str text, str part)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n;) {
        bool skip = str_starts(str_slice(text, i, text.n), part);
        if (!skip)
            buf_byte(&out, text.at[i]);
        i += skip ? part.n : 1;
    }
    return buf_str(&out);
}

static str bare(arena *a, str text)
{
    return without(a, without(a, without(a, text, STR("•")), STR("　")), STR("\xEF\xBB\xBF"));
}

/* All of them reach the blocks, once and in order. */
static void check_whole(arena *a, str text, const prose *p)
{
    buf wanted = {.memory = a}, got = {.memory = a};
    letters_add(&wanted, text);
    for (uint32_t i = 0; i < p->count; i++) {
        letters_add(&got, p->blocks[i].text);
        for (size_t k = 0; k < (size_t)p->blocks[i].rows * p->blocks[i].columns; k++)
            letters_add(&got, p->blocks[i].cells[k]);
    }
    insist(str_eq(bare(a, buf_str(&wanted)), bare(a, buf_str(&got))));
}

static void check_block(const prose_block *b)
{
    size_t bad;
    insist(utf8_valid(b->text, &bad) && b->label <= b->text.n);
    insist(utf8_valid(str_slice(b->text, 0, b->label), &bad));
    insist(b->from.line >= 1 && b->from.column >= 1);
    if (b->kind == PROSE_TABLE)
        insist(b->rows > 0 && b->columns > 0);
    for (size_t i = 0; b->kind == PROSE_TABLE && i < (size_t)b->rows * b->columns; i++)
        insist(utf8_valid(b->cells[i], &bad));
}

static void check(str text, bool done, const prose *p, const diags *d)
{
    size_t bad;
    insist(done == (diags_errors(d) == 0));
    for (size_t i = 0; i < diags_count(d); i++)
        insist(utf8_valid(diags_at(d, i)->message, &bad));
    for (uint32_t i = 0; done && i < p->count; i++)
        check_block(&p->blocks[i]);
    if (done)
        check_whole(diags_memory(d), text, p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const str forms[] = {
        {"第{一}部分", 15}, {"{一}、", 8}, {"（{一}）", 11}, {"{1}.", 4}, {"（{1}）", 9}};
    const prose_scheme scheme = {forms, 5};
    arena *a = arena_new(NULL);
    source from = {STR("fuzz.md"), {(const char *)data, size}};
    prose plain = {0}, marked = {0};
    diags *d = diags_new(a);
    check(from.text, prose_plain(a, from.text, (mark){&from, 1, 1}, &scheme, &plain, d), &plain, d);
    d = diags_new(a);
    check(from.text, prose_markdown(a, from.text, (mark){&from, 1, 1}, &marked, d), &marked, d);
    arena_free(a);
    return 0;
}
