/*
 * Words in buckets by their first character, in UTF-8, each behind the byte of its kind: a text is
 * asked for words at each of its characters, and most have none there.
 */
#include "base/lexicon.h"

#include "base/arena.h"

#include <string.h>

enum { KEYS = 4096 };

struct lexicon {
    const char *words;
    uint32_t first[KEYS + 1]; /* where the words of a key begin; they end where the next ones do */
};

/* The low twelve bits of a Han character. */
static inline uint32_t key_at(const char *at, size_t n)
{
    if ((unsigned char)at[0] < 0xE0 || n < 3)
        return (unsigned char)at[0];
    return ((uint32_t)at[1] & 0x3F) << 6 | ((uint32_t)at[2] & 0x3F);
}

/* The bytes of a blank at i; 0: none. */
static inline size_t blank_at(str list, size_t i)
{
    unsigned char c = (unsigned char)list.at[i];
    if (c != 0xE3)
        return c <= ' ';
    return str_starts(str_slice(list, i, list.n), STR("\u3000")) ? 3 : 0;
}

/* The next word of a list from byte *i on; empty at its end. */
static inline str next_word(str list, size_t *i)
{
    size_t from = *i, n;
    while (from < list.n && (n = blank_at(list, from)) > 0)
        from += n;
    size_t to = from;
    while (to < list.n && blank_at(list, to) == 0)
        to++;
    *i = to;
    return str_slice(list, from, to);
}

static void count(lexicon *l, str list)
{
    size_t i = 0;
    for (str w = next_word(list, &i); w.n > 0; w = next_word(list, &i))
        l->first[key_at(w.at, w.n)] += (uint32_t)w.n + 1;
}

/* first[key] is where the bucket is filled up to, from its end. */
static void put(lexicon *l, char *words, str list, lexicon_kind kind)
{
    size_t i = 0;
    for (str w = next_word(list, &i); w.n > 0; w = next_word(list, &i)) {
        char *to = words + (l->first[key_at(w.at, w.n)] -= (uint32_t)w.n + 1);
        *to = (char)kind;
        memcpy(to + 1, w.at, w.n);
    }
}

const lexicon *lexicon_new(arena *a, str labels, str common)
{
    lexicon *l = ARENA_NEW(a, lexicon);
    count(l, labels);
    count(l, common);
    for (uint32_t k = 1; k <= KEYS; k++)
        l->first[k] += l->first[k - 1];
    char *words = ARENA_ARRAY(a, char, l->first[KEYS] + 1);
    put(l, words, common, LEXICON_COMMON);
    put(l, words, labels, LEXICON_LABEL);
    l->words = words; /* and ends in no kind */
    return l;
}

static bool is_latin(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

uint32_t lexicon_longest(const lexicon *l, str text, size_t i, lexicon_kind *kind)
{
    const char *at = text.at + i;
    size_t n = text.n - i, best = 0;
    uint32_t key = key_at(at, n);
    const char *w = l->words + l->first[key], *end = l->words + l->first[key + 1];
    while (w < end) {
        char of = *w++;
        size_t k = 0;
        bool same = true;
        for (; w < end && *w != LEXICON_LABEL && *w != LEXICON_COMMON; w++, k++)
            same = same && k < n && *w == at[k];
        if (!same || k < best || (k < n && is_latin(at[k - 1]) && is_latin(at[k])))
            continue;
        if (k > best || of == LEXICON_LABEL)
            *kind = (lexicon_kind)of;
        best = k;
    }
    return (uint32_t)best;
}
