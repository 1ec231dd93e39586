/* Any text, shaped in packaged faces and filled into lines of any width: every byte is in exactly
 * one line, and every line's pieces are whole. The first bytes say how. */
#include "insist.h"
#include "text/text.h"

#define NOTO "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define ARABIC "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"
#define TIBETAN "/usr/share/fonts/truetype/noto/NotoSerifTibetan-Regular.ttf"
#define MONGOLIAN "/usr/share/fonts/truetype/noto/NotoSansMongolian-Regular.ttf"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
#define FILE_ALIAS(name, number)                                                                   \
    {                                                                                              \
        .path = {name, sizeof name - 1}, .index = (number)                                         \
    }

static const font_alias faces[] = {FILE_ALIAS(NOTO, 2), FILE_ALIAS(ARABIC, 0),
    FILE_ALIAS(TIBETAN, 0), FILE_ALIAS(MONGOLIAN, 0), FILE_ALIAS(DEJAVU, 0)};
static const font_role roles[] = {
    {.name = {"all", 3}, .aliases = faces, .count = 5, .preferred = 5}};
static const font_map map = {roles, 1, NULL, 0};

enum { HEAD = 6 };

static void check_line(arena *a, const text_shaped *t, const text_line *line)
{
    insist(line->from <= line->to && line->to <= t->text.n);
    insist(line->glyph <= line->glyph_end && line->glyph_end <= t->count);
    const text_piece *pieces;
    uint32_t count = text_line_pieces(t, line, a, &pieces), glyphs = 0;
    for (uint32_t i = 0; i < count; i++) {
        insist(pieces[i].glyph >= line->glyph && pieces[i].glyph < pieces[i].glyph_end);
        insist(pieces[i].glyph_end <= line->glyph_end && pieces[i].to <= line->to);
        glyphs += pieces[i].glyph_end - pieces[i].glyph;
    }
    insist(glyphs == line->glyph_end - line->glyph);
}

static void check_lines(arena *a, const text_shaped *t, const text_measure *m)
{
    text_line *lines;
    uint32_t count = text_fill_measure(t, m, a, &lines), at = 0;
    insist(count > 0);
    for (uint32_t i = 0; i < count; i++) {
        insist(lines[i].from == at);
        at = lines[i].to;
        check_line(a, t, &lines[i]);
    }
    insist(at == t->text.n);
}

static void check_shaped(const text_shaped *t)
{
    uint32_t cluster = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        insist(t->glyphs[i].cluster >= cluster && t->glyphs[i].cluster < t->text.n);
        cluster = t->glyphs[i].cluster;
    }
    insist(t->text.n == 0 || t->breaks[t->text.n - 1] == TEXT_BREAK_MUST);
    insist(t->floor <= t->min_content && t->min_content <= t->max_content);
}

static text_options options_of(const uint8_t *head)
{
    return (text_options){.stacked = (head[0] & 1) != 0,
        .groups = (head[0] & 2) != 0,
        .level = (text_kinsoku_level)((head[0] >> 2) % 3),
        .gap = (int32_t)(head[1] % 9) * TEXT_EM / 8};
}

static text_measure measure_of(const uint8_t *head)
{
    int64_t width = 1 + (((int64_t)head[2] << 8 | head[3]) * TEXT_EM >> (head[4] % 16));
    return (text_measure){.width = width,
        .indent = (int64_t)(head[4] >> 4) * TEXT_EM / 4,
        .spread = (text_spread)(head[5] % 3),
        .balanced = (head[5] & 4) != 0};
}

static fonts *book_open(void)
{
    arena *a = arena_new(NULL);
    fonts *book = fonts_open(&map, &(font_options){0}, diags_new(a));
    insist(book != NULL);
    arena_free(a);
    return book;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fonts *book;
    size_t bad;
    if (size < HEAD || !utf8_valid((str){(const char *)data + HEAD, size - HEAD}, &bad))
        return 0;
    if (book == NULL)
        book = book_open();
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    text_shaper *s = text_shaper_open(book);
    str text = str_dup(a, (str){(const char *)data + HEAD, size - HEAD});
    const text_shaped *t = text_shape(s, a, 0, text, options_of(data), (mark){0}, d);
    insist((t == NULL) == (diags_errors(d) > 0));
    if (t != NULL)
        check_shaped(t);
    text_measure m = measure_of(data);
    if (t != NULL)
        check_lines(a, t, &m);
    const text_use *uses;
    text_faces(book, a, 0, text, &uses);
    text_shaper_free(s);
    arena_free(a);
    return 0;
}
