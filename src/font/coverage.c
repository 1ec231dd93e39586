/* How much of the usual character sets a role can print, with its whole chain. */
#include "font/font_int.h"

#include <iconv.h>

enum { EUC_ROW = 0xA0, CELLS = 94, LEVEL1_FIRST = 16, LEVEL2_LAST = 87 };

/* The code point at a row and cell of GB 2312, 0 where there is none. */
static uint32_t gb2312(iconv_t conversion, int row, int cell)
{
    char in[2] = {(char)(EUC_ROW + row), (char)(EUC_ROW + cell)}, out[8];
    char *from = in, *to = out;
    size_t left = sizeof in, room = sizeof out;
    if (iconv(conversion, &from, &left, &to, &room) == (size_t)-1 || left > 0)
        return 0;
    size_t i = 0;
    return utf8_next((str){out, sizeof out - room}, &i);
}

/* The Han of GB 18030-2022: the basic block as far as Unicode 11 had filled it, extensions A to F,
 * and the twelve unified ideographs among the compatibility ones. 87887 in all. */
static uint32_t level3(fonts *f, int role)
{
    static const uint32_t ranges[][2] = {{0x3400, 0x4DB5}, {0x4E00, 0x9FEF}, {0xFA0E, 0xFA0F},
        {0xFA11, 0xFA11}, {0xFA13, 0xFA14}, {0xFA1F, 0xFA1F}, {0xFA21, 0xFA21}, {0xFA23, 0xFA24},
        {0xFA27, 0xFA29}, {0x20000, 0x2A6D6}, {0x2A700, 0x2B734}, {0x2B740, 0x2B81D},
        {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}};
    uint32_t count = 0;
    for (size_t k = 0; k < sizeof ranges / sizeof *ranges; k++)
        for (uint32_t cp = ranges[k][0]; cp <= ranges[k][1]; cp++)
            count += fonts_face_for(f, role, cp, 0) != FONT_FACE_NONE;
    return count;
}

typedef struct counting {
    fonts *book;
    int role;
    uint32_t seen, levels[2];
} counting;

enum { LEVEL1 = 3755 }; /* they come first */

static void count_character(void *context, uint32_t cp)
{
    counting *c = context;
    c->levels[c->seen++ >= LEVEL1] += fonts_face_for(c->book, c->role, cp, 0) != FONT_FACE_NONE;
}

void font_gb2312_each(void (*take)(void *context, uint32_t cp), void *context)
{
    iconv_t conversion = iconv_open("UTF-8", "GB2312");
    if (conversion == (iconv_t)-1)
        return;
    for (int row = LEVEL1_FIRST; row <= LEVEL2_LAST; row++)
        for (int cell = 1; cell <= CELLS; cell++) {
            uint32_t cp = gb2312(conversion, row, cell);
            if (cp != 0)
                take(context, cp);
        }
    iconv_close(conversion);
}

void fonts_coverage(fonts *f, int role, font_coverage *out)
{
    counting c = {.book = f, .role = role};
    font_gb2312_each(count_character, &c);
    *out = (font_coverage){.level1 = c.levels[0], .level2 = c.levels[1], .level3 = level3(f, role)};
    for (uint32_t cp = 0x4E00; cp <= 0x9FA5; cp++)
        out->unified += fonts_face_for(f, role, cp, 0) != FONT_FACE_NONE;
}
