/* What a break would part though it is allowed there: words, what brackets hold, the number of a
 * document. A matter of looks: of lines that are as many, those are better that part less. */
#include "text/text_int.h"

enum {
    GROUP_MOST = 8, /* characters between brackets that belong together */
    ORGAN_MOST = 6, /* of an organ before 〔2017〕54号 */
};

typedef struct marking {
    const text_shaped *t;
    uint32_t from, end; /* atoms */
    uint8_t *parts;
} marking;

static uint32_t character(const marking *m, uint32_t k)
{
    return text_peek(m->t->text, m->t->atoms[k].at);
}

static void mark_inside(const marking *m, uint32_t from, uint32_t end, unsigned what)
{
    for (uint32_t k = from + 1; k < end; k++)
        m->parts[m->t->atoms[k].at] |= (uint8_t)what;
}

/* From the opening mark k on. */
static void mark_group(const marking *m, uint32_t k, uint32_t closer)
{
    for (uint32_t end = k + 1; end < m->end && end <= k + 1 + GROUP_MOST; end++)
        if (character(m, end) == closer) {
            mark_inside(m, k + 1, end, TEXT_PARTS_GROUP);
            if (end > k + 2) {
                m->parts[m->t->atoms[k + 2].at] |= TEXT_PARTS_EDGE;
                m->parts[m->t->atoms[end - 1].at] |= TEXT_PARTS_EDGE;
            }
            return;
        }
}

/* 黔府办发 before 〔2017〕54号, if an organ can be told; else that a break is not before 〔. */
static void mark_document(const marking *m, uint32_t k)
{
    uint32_t from = k, next = k + 1 < m->end ? character(m, k + 1) : 0;
    if (next < '0' || next > '9')
        return;
    while (from > m->from && k - from <= ORGAN_MOST && utf8_han(character(m, from - 1)))
        from--;
    if (k - from > ORGAN_MOST)
        from = k - 1;
    if (from < k)
        mark_inside(m, from, k + 1, TEXT_PARTS_DOCUMENT);
}

/* Marks are of three bytes, the first two nearly always others than Han has. */
static void mark_brackets(const marking *m, uint32_t k)
{
    switch (character(m, k)) {
    case CP_LEFT_DOUBLE:
        mark_group(m, k, CP_RIGHT_DOUBLE);
        break;
    case CP_LEFT_SINGLE:
        mark_group(m, k, CP_RIGHT_SINGLE);
        break;
    case 0xFF08:
        mark_group(m, k, 0xFF09);
        break;
    case 0x300A:
        mark_group(m, k, 0x300B);
        break;
    case '(':
        mark_group(m, k, ')');
        break;
    case '[':
    case 0x3014:
        mark_document(m, k);
        break;
    default:
        break;
    }
}

void text_mark_parts(
    const text_shaped *t, uint32_t from, uint32_t end, const lexicon *words, uint8_t *parts)
{
    marking m = {t, from, end, parts};
    size_t known = 0; /* the end of a word */
    for (uint32_t k = from; k < end; k++) {
        size_t at = t->atoms[k].at;
        unsigned char lead = (unsigned char)t->text.at[at];
        bool han = lead >= 0xE4 && lead < 0xEA;
        if (!han && lead != '\n')
            mark_brackets(&m, k);
        if (at < known || words == NULL)
            continue;
        lexicon_kind kind = LEXICON_NONE;
        uint32_t n = lexicon_longest(words, t->text, at, &kind);
        for (uint32_t b = 1; b < n; b++) /* bytes inside characters are never asked */
            parts[at + b] |= kind == LEXICON_LABEL ? TEXT_PARTS_LABEL : TEXT_PARTS_WORD;
        known = at + n;
    }
}
