/* The rulebook's lists, asked whether a text begins, ends, holds. */
#include "audit/reading_int.h"

bool list_has(word_list list, str word)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (str_eq(list.at[i], word))
            return true;
    return false;
}

size_t words_end(const rulebook *r, const char *list, str s)
{
    word_list words = rulebook_words(r, str_of(list));
    size_t longest = 0;
    for (uint32_t i = 0; i < words.count; i++)
        if (words.at[i].n > longest && str_ends(s, words.at[i]))
            longest = words.at[i].n;
    return longest;
}

size_t words_begin(const rulebook *r, const char *list, str s)
{
    word_list words = rulebook_words(r, str_of(list));
    size_t longest = 0;
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
