/*
 * Texts shaped by hand: one glyph a character, wide ones of 1 em, others of half an em; and random
 * ones. For tests that include cmocka first.
 */
#ifndef JXB_TESTS_TEXT_HAND_H
#define JXB_TESTS_TEXT_HAND_H

#include "text/text_int.h"

enum { EM = TEXT_EM, LONGEST = 60 };

static arena *memory;

static int setup(void **state)
{
    (void)state;
    memory = arena_new(NULL);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(memory);
    return 0;
}

/* One glyph for each character but newlines; marks that combine have no width. */
static text_shaped shaped_as(str text, text_options options)
{
    text_glyph *glyphs = ARENA_ARRAY(memory, text_glyph, text.n);
    uint8_t *grades = ARENA_ARRAY(memory, uint8_t, text.n);
    uint32_t count = 0;
    text_chars chars = text_decode(memory, text);
    text_grade(&chars, options.level);
    text_spread_grades(&chars, grades);
    for (size_t i = 0; i < text.n;) {
        uint32_t from = (uint32_t)i, cp = utf8_next(text, &i);
        if (text_is_newline(cp))
            continue;
        text_class c = text_class_of(cp);
        bool full = (c.traits & CHAR_WIDE) != 0 || (cp >= 0x2010 && cp < 0x2030);
        int32_t advance = c.line == LB_CM ? 0 : full ? EM : EM / 2;
        glyphs[count++] = (text_glyph){.gid = cp, .advance = advance, .cluster = from};
    }
    text_shaped t = {text, glyphs, count, grades, 0};
    text_compose(memory, &t, &chars, options, NULL);
    return t;
}

static text_shaped shaped(str text)
{
    return shaped_as(text, (text_options){.level = TEXT_KINSOKU_STRICT});
}

/* Random strings of typical characters; the generator is fixed, so a failure can be found again. */
static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static const char sample[] =
    "绩效目标完成率万元年月日个平方次第、，；：。！？“”‘’「」（）()〔〕《》——……～·／–%≥≤=>,.;:!?[]{}"
    "0123456789     abcdeABC/T-　\n";

static str random_text(uint32_t *seed)
{
    static uint32_t chars[sizeof sample];
    uint32_t count = 0;
    for (size_t i = 0; i + 1 < sizeof sample;)
        chars[count++] = utf8_next(str_of(sample), &i);
    buf out = {.memory = memory};
    for (uint32_t k = 1 + draw(seed, LONGEST); k > 0; k--) {
        char bytes[4];
        buf_add(&out, (str){bytes, utf8_put(bytes, chars[draw(seed, count)])});
    }
    return buf_str(&out);
}

#endif
