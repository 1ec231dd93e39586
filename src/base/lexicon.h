/* A list of words, asked which of them a text has at a place. */
#ifndef JXB_BASE_LEXICON_H
#define JXB_BASE_LEXICON_H

#include "base/str.h"

typedef struct lexicon lexicon;

/* What is said of a word. */
typedef enum lexicon_kind { LEXICON_NONE, LEXICON_LABEL, LEXICON_COMMON } lexicon_kind;

/* Of the words of labels and of common ones, each text with white space between its words; a word
 * in both is one of labels. Made in linear time; lives in the arena. */
const lexicon *lexicon_new(arena *a, str labels, str common);

/* The bytes of the longest word that the text has at byte i, which is below text.n, and its kind;
 * 0: none. A word that ends in a Latin letter is none where another follows. */
uint32_t lexicon_longest(const lexicon *l, str text, size_t i, lexicon_kind *kind);

#endif
