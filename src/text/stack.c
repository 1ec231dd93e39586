/* Stacked labels: a cluster a line, upright Han, marks in their vertical forms. */
#include "text/text_int.h"

/* For faces whose feature vert leaves a mark as it is but which have the form encoded. */
static const uint16_t forms[][2] = {
    {0x2013, 0xFE32},
    {0x2014, 0xFE31},
    {0x2025, 0xFE30},
    {0x2026, 0xFE19},
    {0x3001, 0xFE11},
    {0x3002, 0xFE12},
    {0x3008, 0xFE3F},
    {0x3009, 0xFE40},
    {0x300A, 0xFE3D},
    {0x300B, 0xFE3E},
    {0x300C, 0xFE41},
    {0x300D, 0xFE42},
    {0x300E, 0xFE43},
    {0x300F, 0xFE44},
    {0x3010, 0xFE3B},
    {0x3011, 0xFE3C},
    {0x3014, 0xFE39},
    {0x3015, 0xFE3A},
    {0x3016, 0xFE17},
    {0x3017, 0xFE18},
    {0xFF01, 0xFE15},
    {0xFF08, 0xFE35},
    {0xFF09, 0xFE36},
    {0xFF0C, 0xFE10},
    {0xFF1A, 0xFE13},
    {0xFF1B, 0xFE14},
    {0xFF1F, 0xFE16},
    {0xFF3B, 0xFE47},
    {0xFF3D, 0xFE48},
    {0xFF3F, 0xFE33},
    {0xFF5B, 0xFE37},
    {0xFF5D, 0xFE38},
};

static uint32_t vertical_form(uint32_t cp)
{
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
        if (forms[k][0] == cp)
            return forms[k][1];
    return 0;
}

size_t text_group_end(str text, size_t i)
{
    uint32_t open = text_peek(text, i);
    if (open != 0xFF08 && open != '(')
        return i;
    size_t at = i;
    utf8_next(text, &at);
    bool digit = false;
    for (int most = 7; most > 0 && at < text.n; most--) {
        uint32_t cp = utf8_next(text, &at);
        if (cp == 0xFF09 || cp == ')')
            return digit ? at : i;
        if (text_is_newline(cp)) /* brackets over two paragraphs are no group */
            return i;
        digit = digit || (cp >= '0' && cp <= '9');
    }
    return i;
}

bool text_has_groups(str text)
{
    for (size_t i = 0; i < text.n; utf8_next(text, &i))
        if (text_group_end(text, i) > i)
            return true;
    return false;
}

void text_stack_glyphs(fonts *book, str text, text_glyph *glyphs, uint32_t count, bool groups)
{
    size_t flat = 0; /* the end of the last horizontal group */
    for (uint32_t k = 0; k < count; k++) {
        text_glyph *g = &glyphs[k];
        if (groups && g->cluster >= flat)
            flat = text_group_end(text, g->cluster);
        if (g->cluster < flat)
            continue;
        uint32_t cp = text_peek(text, g->cluster), form = vertical_form(cp);
        if (form == 0 || g->gid != fonts_glyph(book, g->face, cp, 0))
            continue;
        uint32_t gid = fonts_glyph(book, g->face, form, 0);
        g->gid = gid != 0 ? gid : g->gid; /* its advance is 1 em too: both are wide */
    }
}

void text_stack_breaks(str text, uint8_t *grades, bool groups)
{
    size_t flat = groups ? text_group_end(text, 0) : 0;
    for (size_t i = 1; i < text.n; i++) {
        if (grades[i - 1] == TEXT_BREAK_NEVER)
            continue;
        bool inside = i < flat;
        if (groups && !inside)
            flat = text_group_end(text, i);
        uint32_t cp = text_peek(text, i);
        if (inside)
            grades[i - 1] = TEXT_BREAK_LAST;
        else if (!text_is_newline(cp) && (!text_is_space(cp) || cp == CP_IDEOGRAPHIC_SPACE))
            grades[i - 1] = TEXT_BREAK_MUST;
    }
}
