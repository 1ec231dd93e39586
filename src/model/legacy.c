/*
 * Private-use code points that old systems wrote for characters of GBK and GB 18030, and the
 * characters that GB 18030-2022 has in the same places of its code table.
 *
 * Sources: the code positions (row and cell) of GB 18030-2005 appendix E and of GBK, whose
 * characters stood in U+E000 to U+F8FF until Unicode had them; GB 18030-2022 gives the ten vertical
 * marks and eight parts of characters their own code points, and Unicode names those of the six
 * that are in plane 2. glibc's table of GB18030 says the same of every one, which a test reads.
 */
#include "model/model_int.h"

/* Consecutive private code points from `first`. */
typedef struct legacy_row {
    uint16_t first, count;
    const uint32_t *now;
} legacy_row;

/* A6D9 to A6DF, A6EC, A6ED, A6F3: punctuation for vertical lines. */
static const uint32_t vertical[] = {
    0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19};
/* A8BC, A8BF: letters of Pinyin, ḿ and ǹ. */
static const uint32_t pinyin[] = {0x1E3F, 0x01F9};
/* A989 to A995: signs that describe a character. */
static const uint32_t description[] = {0x303E, 0x2FF0, 0x2FF1, 0x2FF2, 0x2FF3, 0x2FF4, 0x2FF5,
    0x2FF6, 0x2FF7, 0x2FF8, 0x2FF9, 0x2FFA, 0x2FFB};
/* FE50 to FEA0: parts of characters, and Han. */
static const uint32_t han[] = {0x2E81, 0x20087, 0x20089, 0x200CC, 0x2E84, 0x3473, 0x3447, 0x2E88,
    0x2E8B, 0x9FB4, 0x359E, 0x361A, 0x360E, 0x2E8C, 0x2E97, 0x396E, 0x3918, 0x9FB5, 0x39CF, 0x39DF,
    0x3A73, 0x39D0, 0x9FB6, 0x9FB7, 0x3B4E, 0x3C6E, 0x3CE0, 0x2EA7, 0x215D7, 0x9FB8, 0x2EAA, 0x4056,
    0x415F, 0x2EAE, 0x4337, 0x2EB3, 0x2EB6, 0x2EB7, 0x2298F, 0x43B1, 0x43AC, 0x2EBB, 0x43DD, 0x44D6,
    0x4661, 0x464C, 0x9FB9, 0x4723, 0x4729, 0x477C, 0x478D, 0x2ECA, 0x4947, 0x497A, 0x497D, 0x4982,
    0x4983, 0x4985, 0x4986, 0x499F, 0x499B, 0x49B7, 0x49B6, 0x9FBA, 0x241FE, 0x4CA3, 0x4C9F, 0x4CA0,
    0x4CA1, 0x4C77, 0x4CA2, 0x4D13, 0x4D14, 0x4D15, 0x4D16, 0x4D17, 0x4D18, 0x4D19, 0x4DAE, 0x9FBB};

static const legacy_row rows[] = {
    {0xE78D, sizeof vertical / sizeof *vertical, vertical},
    {0xE7C7, sizeof pinyin / sizeof *pinyin, pinyin},
    {0xE7E7, sizeof description / sizeof *description, description},
    {0xE815, sizeof han / sizeof *han, han},
};

uint32_t legacy_now(uint32_t cp)
{
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (cp >= rows[k].first && cp - rows[k].first < rows[k].count)
            return rows[k].now[cp - rows[k].first];
    return 0;
}
