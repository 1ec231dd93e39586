/*
 * Footnotes of narrative. "[^1]" in a paragraph calls the note that a paragraph of the same text gives,
 * "[^1]: …" or "[^1]：…"; where either is missing the other is text like any.
 */
#include "model/book_int.h"

/* The name between [^ and ], which begins at `at`; *end: behind the bracket. */
static bool call_read(str text, size_t at, str *name, size_t *end)
{
    size_t close = str_search(text, STR("]"), at);
    if (!str_starts(str_slice(text, at, text.n), STR("[^")) || close == SIZE_MAX || close == at + 2)
        return false;
    *name = str_slice(text, at + 2, close);
    *end = close + 1;
    return str_search(*name, STR("["), 0) == SIZE_MAX && str_search(*name, STR(" "), 0) == SIZE_MAX &&
        str_search(*name, STR("\n"), 0) == SIZE_MAX;
}

/* A text that gives a note: its name and what it says. */
static bool note_read(str text, str *name, str *said)
{
    size_t end;
    if (!call_read(text, 0, name, &end))
        return false;
    str rest = str_slice(text, end, text.n);
    bool wide = str_starts(rest, STR("："));
    if (!wide && !str_starts(rest, STR(":")))
        return false;
    *said = str_trim(str_slice(rest, wide ? STR("：").n : 1, rest.n));
    return said->n > 0;
}

static book_note *note_search(const book_notes *notes, str name)
{
    for (uint32_t i = 0; i < notes->count; i++)
        if (str_eq(notes->at[i].name, name))
            return &notes->at[i];
    return NULL;
}

static bool is_prose(const prose_block *p)
{
    return p->kind == PROSE_PARAGRAPH || p->kind == PROSE_ITEM;
}

book_notes book_notes_read(book *b, const prose *read)
{
    book_notes notes = {.at = ARENA_ARRAY(b->memory, book_note, read->count)};
    str name, said;
    for (uint32_t i = 0; i < read->count; i++)
        if (read->blocks[i].kind == PROSE_PARAGRAPH &&
            note_read(read->blocks[i].text, &name, &said) && note_search(&notes, name) == NULL)
            notes.at[notes.count++] = (book_note){name, said, &read->blocks[i], false, 0, 0};
    for (uint32_t i = 0; i < read->count && notes.count > 0; i++) {
        const prose_block *p = &read->blocks[i];
        size_t end;
        if (!is_prose(p) || note_read(p->text, &name, &said))
            continue;
        for (size_t at = 0; (at = str_search(p->text, STR("[^"), at)) != SIZE_MAX; at++)
            if (call_read(p->text, at, &name, &end) && note_search(&notes, name) != NULL)
                note_search(&notes, name)->called = true;
    }
    return notes;
}

bool book_notes_gives(const book_notes *notes, const prose_block *p)
{
    for (uint32_t i = 0; i < notes->count; i++)
        if (notes->at[i].given == p && notes->at[i].called)
            return true;
    return false;
}

/* ① to ⑳ (U+2460), ㉑ to ㉟ (U+3251), ㊱ to ㊿ (U+32B1), then (51). */
static str sign_of(arena *a, uint32_t number)
{
    uint32_t sign = number <= 20 ? 0x245f + number
        : number <= 35           ? 0x3251 + number - 21
                                 : 0x32b1 + number - 36;
    if (number > 50)
        return str_fmt(a, "(%u)", number);
    char *at = arena_alloc(a, 1, 4);
    return (str){at, utf8_put(at, sign)};
}

/* The notes that a text calls for the first time, as blocks behind it. */
static bool notes_add(book *b, book_notes *notes, uint32_t before)
{
    for (uint32_t n = before + 1; n <= b->note_count; n++)
        for (uint32_t i = 0; i < notes->count; i++) {
            book_note *note = &notes->at[i];
            str text;
            if (note->number != n)
                continue;
            const doc_style *style = book_style(b, "脚注", note->given->from);
            if (style == NULL || !book_fill(b, note->said, note->given->from, &text))
                return false;
            text = str_fmt(b->memory, "%.*s%.*s", STR_ARG(sign_of(b->memory, n)), STR_ARG(text));
            note->block = b->blocks.count;
            doc_text *made = book_text(b, style, text, note->given->from);
            made->role = TEXT_NOTE;
            made->foot = FOOT_NOTE;
        }
    return true;
}

bool book_notes_call(book *b, book_notes *notes, uint32_t block)
{
    doc_text *t = &b->blocks.at[block].text;
    str text = t->text, name, said;
    if (note_read(text, &name, &said)) /* one that nothing calls, or given twice */
        return true;
    buf out = {.memory = b->memory};
    VEC(doc_call) calls = {0};
    uint32_t before = b->note_count;
    size_t done = 0, end;
    for (size_t at = 0; (at = str_search(text, STR("[^"), at)) != SIZE_MAX; at++) {
        book_note *note = call_read(text, at, &name, &end) ? note_search(notes, name) : NULL;
        if (note == NULL)
            continue;
        if (note->number == 0)
            note->number = ++b->note_count;
        buf_add(&out, str_slice(text, done, at));
        uint32_t from = (uint32_t)out.n;
        buf_add(&out, sign_of(b->memory, note->number));
        *VEC_PUSH(b->memory, &calls) = (doc_call){from, (uint32_t)out.n, (int32_t)note->number};
        done = end;
    }
    if (calls.count == 0)
        return true;
    buf_add(&out, str_slice(text, done, text.n));
    t->text = buf_str(&out);
    t->calls = calls.at;
    t->call_count = calls.count;
    if (!notes_add(b, notes, before))
        return false;
    for (uint32_t c = 0; c < calls.count; c++)
        for (uint32_t i = 0; i < notes->count; i++)
            if ((int32_t)notes->at[i].number == calls.at[c].ahead) {
                calls.at[c].ahead = (int32_t)notes->at[i].block - (int32_t)block;
                break;
            }
    return true;
}
