#include "pdf/pdf_int.h"

/* ---- groups ---- */

/*
 * Clusters rise in a left-to-right run and fall in a right-to-left one. Were they ever mixed, the
 * run as a whole is one group: its text is still read once and in its own order.
 */
pdf_groups pdf_groups_of(const scene_glyphs *run)
{
    bool rises = true, falls = true;
    for (uint32_t i = 1; i < run->count; i++) {
        rises = rises && run->glyphs[i].cluster >= run->glyphs[i - 1].cluster;
        falls = falls && run->glyphs[i].cluster <= run->glyphs[i - 1].cluster;
    }
    pdf_groups it = {.run = run};
    it.order = rises ? PDF_GROUPS_RISING : falls ? PDF_GROUPS_FALLING : PDF_GROUPS_MIXED;
    return it;
}

static size_t bound(const scene_glyphs *run, uint32_t i)
{
    size_t cluster = run->glyphs[i].cluster;
    return cluster < run->text.n ? cluster : run->text.n;
}

/* Text before the lowest cluster goes with that cluster, so that nothing is lost. */
static str group_text(const pdf_groups *it, uint32_t first, uint32_t end)
{
    const scene_glyphs *run = it->run;
    bool last = end == run->count;
    if (it->order == PDF_GROUPS_MIXED)
        return run->text;
    if (it->order == PDF_GROUPS_RISING)
        return str_slice(
            run->text, first == 0 ? 0 : bound(run, first), last ? run->text.n : bound(run, end));
    return str_slice(
        run->text, last ? 0 : bound(run, first), first == 0 ? run->text.n : bound(run, first - 1));
}

bool pdf_groups_next(pdf_groups *it, pdf_group *out)
{
    const scene_glyphs *run = it->run;
    uint32_t first = it->next, end = first + 1;
    if (first >= run->count)
        return false;
    if (it->order == PDF_GROUPS_MIXED)
        end = run->count;
    while (end < run->count && run->glyphs[end].cluster == run->glyphs[first].cluster)
        end++;
    it->next = end;
    *out = (pdf_group){first, end - first, group_text(it, first, end)};
    return true;
}

/* ---- readings ---- */

/* In bytes. A destination string of a CMap has at most 512 bytes of UTF-16 (Adobe Technical Note
 * 5014); a text of more than this is left to ActualText. */
#define READING_LONGEST 128
/* A glyph with more texts than this is no letter: counting them all could take quadratic time. */
#define READINGS_MOST 16

/* For a glyph that reads as nothing by itself: U+200B. A code may not be without a mapping, nor
 * map to 0, U+FEFF or U+FFFE (ISO 14289-1, 7.21.7). */
static const str NOTHING = {"\xE2\x80\x8B", 3};

/* As many characters as glyphs are shared out one each, as a letter and its marks; else the first
 * glyph reads as the whole. Only a reader that ignores ActualText sees it. */
static str share_of(const pdf_group *group, uint32_t i)
{
    if (group->text.n > READING_LONGEST)
        return NOTHING;
    if (utf8_count(group->text) != group->count)
        return i == 0 && group->text.n > 0 ? group->text : NOTHING;
    size_t from = 0, to = 0;
    for (uint32_t k = 0; k <= i; k++) {
        from = to;
        utf8_next(group->text, &to);
    }
    return str_slice(group->text, from, to);
}

void pdf_glyph_read(arena *a, pdf_glyph *glyph, const pdf_group *group, uint32_t i)
{
    if (group->count > 1 || group->text.n == 0 || group->text.n > READING_LONGEST) {
        if (glyph->spare.n == 0)
            glyph->spare = share_of(group, i);
        return;
    }
    pdf_reading *reading = &glyph->readings;
    for (int seen = 1; reading->count > 0 && !str_eq(reading->text, group->text); seen++) {
        if (seen == READINGS_MOST)
            return;
        if (reading->next == NULL)
            reading->next = ARENA_NEW(a, pdf_reading);
        reading = reading->next;
    }
    reading->text = group->text;
    reading->count++;
}

void pdf_glyph_settle(pdf_glyph *glyph)
{
    const pdf_reading *best = &glyph->readings;
    for (const pdf_reading *r = best->next; r != NULL; r = r->next)
        if (r->count > best->count)
            best = r;
    glyph->text = best->count > 0 ? best->text : glyph->spare;
}

/* ---- the CMap ---- */

void pdf_utf16(buf *b, str text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t cp = utf8_next(text, &i);
        if (cp >= 0x10000) {
            cp -= 0x10000;
            pdf_hex(b, 0xD800 + (cp >> 10));
            pdf_hex(b, 0xDC00 + (cp & 0x3FF));
        } else {
            pdf_hex(b, cp);
        }
    }
}

/* The text's only character, or 0. */
static uint32_t single(str text)
{
    size_t i = 0;
    uint32_t cp = text.n == 0 ? 0 : utf8_next(text, &i);
    return i == text.n ? cp : 0;
}

/*
 * How many glyphs from here one bfrange can say: codes and characters rise by one, and the last
 * byte of a code does not overflow (ISO 32000-1, 9.10.3; Adobe Technical Note 5014). ASCII only:
 * there digits and letters stand in a row, and Ghostscript 10.0 misreads a range like 办功加务.
 */
static uint32_t range_length(pdf_glyph *const *at, uint32_t count)
{
    uint32_t from = single(at[0]->text), n = 1;
    if (from == 0)
        return 1;
    while (n < count && at[n]->code == at[0]->code + n && at[n]->code % 256 != 0 &&
        from + n < 0x80 && single(at[n]->text) == from + n)
        n++;
    return n;
}

/* The shortest that takes less room as a range. */
enum { RANGE_SHORTEST = 3, BLOCK_MOST = 100 };

typedef struct cmap_block {
    buf *out;
    arena *memory;
    const char *kind;
    buf lines;
    int count;
} cmap_block;

/* At most 100 entries stand in a block. */
static void block_end(cmap_block *block)
{
    if (block->count > 0)
        buf_fmt(block->out, "%d begin%s\n%.*send%s\n", block->count, block->kind,
            STR_ARG(buf_str(&block->lines)), block->kind);
    block->count = 0;
    block->lines.n = 0;
}

static void code_add(buf *b, unsigned code)
{
    buf_byte(b, '<');
    pdf_hex(b, code);
    buf_byte(b, '>');
}

static void block_add(cmap_block *block, unsigned from, unsigned to, str text)
{
    if (block->count == BLOCK_MOST)
        block_end(block);
    block->count++;
    code_add(&block->lines, from);
    if (to != from)
        code_add(&block->lines, to);
    buf_byte(&block->lines, '<');
    pdf_utf16(&block->lines, text);
    buf_add(&block->lines, STR(">\n"));
}

str pdf_cmap(arena *a, pdf_glyph *const *by_code, uint32_t count)
{
    buf out = {.memory = a};
    buf_add(&out,
        STR("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"));
    cmap_block chars = {.out = &out, .kind = "bfchar", .lines = {.memory = a}};
    cmap_block ranges = {.out = &out, .kind = "bfrange", .lines = {.memory = a}};
    for (uint32_t i = 0; i < count;) {
        uint32_t n = range_length(by_code + i, count - i);
        if (n >= RANGE_SHORTEST) {
            block_add(&ranges, by_code[i]->code, by_code[i + n - 1]->code, by_code[i]->text);
            i += n;
        } else {
            block_add(&chars, by_code[i]->code, by_code[i]->code, by_code[i]->text);
            i++;
        }
    }
    block_end(&chars);
    block_end(&ranges);
    buf_add(&out, STR("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"));
    return buf_str(&out);
}
