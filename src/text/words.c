/* Words looked up in a list. */
#include "text/text_int.h"

static uint32_t next_word(const text_words *list, uint32_t at)
{
    while (list->at[at] != ' ')
        at++;
    return at + 1;
}

/* Where the first word stands that begins with cp or a later character; or the end. */
static uint32_t first_from(const text_words *list, uint32_t cp)
{
    uint32_t low = 0, high = list->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        while (middle > low && list->at[middle - 1] != ' ')
            middle--;
        if (list->at[middle] >= cp)
            high = middle;
        else
            low = next_word(list, middle);
    }
    return low;
}

static bool is_latin(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* The characters of the word, if the text has it at k; 0 if not, or if it goes on there: 5mm of
 * 5mmol. */
static uint32_t word_at(const char32_t *word, const text_chars *t, uint32_t k)
{
    uint32_t n = 0;
    for (; word[n] != ' '; n++)
        if (t->at[k + n].cp != word[n]) /* the text ends in 0, which no word has */
            return 0;
    return is_latin(word[n - 1]) && is_latin(t->at[k + n].cp) ? 0 : n;
}

uint32_t text_longest_word(const text_words *list, const text_chars *t, uint32_t k)
{
    uint32_t best = 0, cp = t->at[k].cp, at = first_from(list, cp);
    for (; at < list->n && list->at[at] == cp; at = next_word(list, at)) {
        uint32_t length = word_at(&list->at[at], t, k);
        best = length > best ? length : best;
    }
    return best;
}
