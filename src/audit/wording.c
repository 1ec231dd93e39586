/* The rulebook's lists, asked whether a text begins, ends, holds. */
#include "audit/reading_int.h"

bool list_has(word_list list, str word)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (str_eq(list.at[i], word))
            return true;
    return false;
}

/* Bits for what the first and the last character of the words are like: most texts begin and end as
 * no word of a list does. */
typedef struct word_edges {
    uint64_t heads[4], tails[4];
} word_edges;

/* Han differ in their later bytes. */
static unsigned mixed(char a, char b)
{
    return ((unsigned char)a * 37U ^ (unsigned char)b) & 255;
}

static unsigned head_bit(str s)
{
    unsigned char lead = (unsigned char)s.at[0];
    return lead < 0x80 ? lead : lead < 0xE0 ? mixed(s.at[0], s.at[1]) : mixed(s.at[1], s.at[2]);
}

static unsigned tail_bit(str s)
{
    unsigned char last = (unsigned char)s.at[s.n - 1];
    return last < 0x80 ? last : mixed(s.at[s.n - 2], s.at[s.n - 1]);
}

static void bit_set(uint64_t bits[4], unsigned i)
{
    bits[i / 64] |= UINT64_C(1) << i % 64;
}

static bool bit_at(const uint64_t bits[4], unsigned i)
{
    return (bits[i / 64] >> i % 64 & 1) != 0;
}

const word_edges *word_edges_read(arena *a, word_list words)
{
    word_edges *e = ARENA_NEW(a, word_edges);
    for (uint32_t i = 0; i < words.count; i++) {
        if (words.at[i].n == 0)
            continue; /* never the longest */
        bit_set(e->heads, head_bit(words.at[i]));
        bit_set(e->tails, tail_bit(words.at[i]));
    }
    return e;
}

size_t words_end(const rulebook *r, const char *list, str s)
{
    word_list words = rulebook_words(r, str_of(list));
    size_t longest = 0;
    if (words.edges != NULL && (s.n == 0 || !bit_at(words.edges->tails, tail_bit(s))))
        return 0;
    for (uint32_t i = 0; i < words.count; i++)
        if (words.at[i].n > longest && str_ends(s, words.at[i]))
            longest = words.at[i].n;
    return longest;
}

size_t words_begin(const rulebook *r, const char *list, str s)
{
    word_list words = rulebook_words(r, str_of(list));
    size_t longest = 0;
    if (words.edges != NULL && (s.n == 0 || !bit_at(words.edges->heads, head_bit(s))))
        return 0;
    for (uint32_t i = 0; i < words.count; i++)
        if (words.at[i].n > longest && str_starts(s, words.at[i]))
            longest = words.at[i].n;
    return longest;
}

bool words_have(const rulebook *r, const char *list, str s)
{
    return list_has(rulebook_words(r, str_of(list)), s);
}

size_t words_search(const rulebook *r, const char *list, str s, size_t from, str *found)
{
    word_list words = rulebook_words(r, str_of(list));
    size_t first = SIZE_MAX;
    for (uint32_t i = 0; i < words.count; i++) {
        size_t at = str_search(s, words.at[i], from);
        if (at < first || (at == first && at != SIZE_MAX && words.at[i].n > found->n)) {
            first = at;
            *found = words.at[i];
        }
    }
    return first;
}

bool named_as(const rulebook *r, const char *role, str name)
{
    return list_has(rulebook_names(r, str_of(role)), name);
}

str list_join(arena *a, word_list list)
{
    buf out = {.memory = a};
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0)
            buf_add(&out, STR("、"));
        buf_add(&out, list.at[i]);
    }
    return buf_str(&out);
}
