#include "pdf/pdf_int.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

/* What is left of a PostScript name when a reader shall not trip over it: regular characters of
 * ASCII only, and short enough for a name with its tag (ISO 32000-1, 7.3.5 and Annex C). */
static str plain_name(arena *a, str name)
{
    enum { NAME_LONGEST = 100 };
    buf out = {.memory = a};
    for (size_t i = 0; i < name.n && out.n < NAME_LONGEST; i++)
        if (name.at[i] > ' ' && name.at[i] < 0x7F && strchr("()<>[]{}/%#", name.at[i]) == NULL)
            buf_byte(&out, name.at[i]);
    return out.n == 0 ? STR("Font") : buf_str(&out);
}

/* Six capitals that differ with the glyphs (9.6.4), from a hash, so that they are the same every
 * time and two subsets of a face can be told apart. */
static str tagged_name(arena *a, const pdf_font *font)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (uint32_t i = 0; i < font->glyphs.count; i++)
        hash = (hash ^ font->glyphs.at[i].gid) * UINT64_C(1099511628211);
    hash ^= hash >> 32;
    char tag[6];
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    str name = plain_name(a, font->facts->postscript_name);
    return str_fmt(a, "%.6s+%.*s", tag, STR_ARG(name));
}

/* ---- widths ---- */

/* Widths that are not the default, in lists by first code or as a range of one width. A list is
 * cut so that no array grows past 8,191 items (PDF/A-1, 6.1.12). */
enum { DEFAULT_WIDTH = 1000, LIST_MOST = 4000 };

/* How many glyphs from here have consecutive codes and a width that is to be said. */
static uint32_t run_length(pdf_glyph *const *at, uint32_t count)
{
    uint32_t n = 1;
    while (n < count && n < LIST_MOST && at[n]->code == at[0]->code + n &&
        at[n]->width != DEFAULT_WIDTH)
        n++;
    return n;
}

static void run_add(buf *out, pdf_glyph *const *at, uint32_t count)
{
    bool equal = count > 1;
    for (uint32_t i = 1; i < count; i++)
        equal = equal && at[i]->width == at[0]->width;
    buf_fmt(out, out->n == 0 ? "/W[%u" : " %u", (unsigned)at[0]->code);
    if (equal) {
        buf_fmt(out, " %u %u", (unsigned)at[count - 1]->code, (unsigned)at[0]->width);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        buf_fmt(out, i == 0 ? "[%u" : " %u", (unsigned)at[i]->width);
    buf_byte(out, ']');
}

str pdf_widths(arena *a, pdf_glyph *const *by_code, uint32_t count)
{
    buf out = {.memory = a};
    for (uint32_t i = 0; i < count;) {
        if (by_code[i]->width == DEFAULT_WIDTH) {
            i++;
            continue;
        }
        uint32_t n = run_length(by_code + i, count - i);
        run_add(&out, by_code + i, n);
        i += n;
    }
    if (out.n > 0)
        buf_byte(&out, ']');
    return buf_str(&out);
}

/* ---- preparing ---- */

static int code_order(const void *a, const void *b)
{
    const pdf_glyph *x = *(pdf_glyph *const *)a, *y = *(pdf_glyph *const *)b;
    return (x->code > y->code) - (x->code < y->code);
}

/* A bit for every CID that the program has, the first in the highest bit (ISO 32000-1, 9.8.3.2).
 * Where codes are glyph ids those are all below the glyph count, parts of composites too. */
static str cid_set(arena *a, const pdf_font *font)
{
    bool by_cid = font->facts->outlines == FONT_CFF && font->facts->cid_keyed;
    uint32_t count = font->glyphs.count;
    uint32_t codes = by_cid ? (uint32_t)font->by_code[count - 1]->code + 1
                            : font->subset.glyph_count;
    char *bits = arena_alloc(a, (codes + 7) / 8, 1);
    for (uint32_t i = 0; i < codes; i++)
        if (!by_cid || i == 0)
            bits[i / 8] = (char)(bits[i / 8] | 0x80 >> i % 8);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t code = font->by_code[i]->code;
        bits[code / 8] = (char)(bits[code / 8] | 0x80 >> code % 8);
    }
    return (str){bits, (codes + 7) / 8};
}

/* ---- ToUnicode maps ---- */

/* Glyphs of both by rising code; 0: a code reads differently in the two. */
static uint32_t merged(pdf_glyph **out, const pdf_map *a, const pdf_map *b)
{
    uint32_t count = 0;
    for (uint32_t i = 0, k = 0; i < a->count || k < b->count;) {
        pdf_glyph *x = i < a->count ? a->by_code[i] : NULL;
        pdf_glyph *y = k < b->count ? b->by_code[k] : NULL;
        bool both = x != NULL && y != NULL && x->code == y->code;
        if (both && !str_eq(x->text, y->text))
            return 0;
        bool first = both || y == NULL || (x != NULL && x->code < y->code);
        out[count++] = first ? x : y;
        i += first;
        k += both || !first;
    }
    return count;
}

/* Faces of one family number their glyphs alike: each map has some 400 bytes beside its entries. */
static void map_join(pdf_fonts *all, pdf_font *font)
{
    pdf_map own = {.by_code = font->by_code, .count = font->glyphs.count};
    for (font->map = 0; font->map < all->maps.count; font->map++) {
        pdf_map *with = &all->maps.at[font->map];
        pdf_glyph **both = ARENA_ARRAY(all->memory, pdf_glyph *, with->count + own.count);
        uint32_t count = merged(both, with, &own);
        if (count == 0)
            continue;
        with->by_code = both;
        with->count = count;
        return;
    }
    *VEC_PUSH(all->memory, &all->maps) = own;
}

/* ---- all of a font ---- */

static str system_info(arena *a, const font_subset *subset)
{
    buf out = {.memory = a};
    buf_add(&out, STR("<</Registry"));
    buf_add(&out, pdf_literal(a, subset->registry));
    buf_add(&out, STR("/Ordering"));
    buf_add(&out, pdf_literal(a, subset->ordering));
    buf_fmt(&out, "/Supplement %d>>", (int)subset->supplement);
    return buf_str(&out);
}

static bool font_prepare(pdf_fonts *all, pdf_font *font, pdf_deflater *z, diags *d)
{
    arena *a = all->memory;
    uint32_t count = font->glyphs.count;
    uint32_t *gids = ARENA_ARRAY(a, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        gids[i] = font->glyphs.at[i].gid;
    if (!fonts_subset(all->book, &(font_glyphs){font->face, gids, count}, a, &font->subset, d))
        return false;
    font->by_code = ARENA_ARRAY(a, pdf_glyph *, count);
    for (uint32_t i = 0; i < count; i++) {
        font->by_code[i] = &font->glyphs.at[i];
        font->glyphs.at[i].code = font->subset.codes[i];
        font->glyphs.at[i].width = font->subset.widths[i];
    }
    qsort(font->by_code, count, sizeof(pdf_glyph *), code_order);
    font->name = tagged_name(a, font);
    font->program = pdf_deflate(z, font->subset.program);
    map_join(all, font);
    font->system = pdf_share(&all->systems, system_info(a, &font->subset));
    if (all->with_cid_sets)
        font->cid_set = pdf_deflate(z, cid_set(a, font));
    return true;
}

bool pdf_fonts_prepare(pdf_fonts *all, pdf_deflater *z, diags *d)
{
    for (uint32_t i = 0; i < all->at.count; i++)
        if (!font_prepare(all, &all->at.at[i], z, d))
            return false;
    for (uint32_t i = 0; i < all->maps.count; i++) {
        pdf_map *map = &all->maps.at[i];
        map->stream = pdf_deflate(z, pdf_cmap(all->memory, map->by_code, map->count));
    }
    return true;
}

/* ---- objects ---- */

/* Font units to 1/1000 em. */
static int32_t thousandths(const font_facts *facts, int32_t value)
{
    return (int32_t)pdf_scale(value, 1000, facts->units_per_em == 0 ? 1000 : facts->units_per_em);
}

/* The stem's width is required but no table has it; this is the usual guess by weight, and only a
 * reader that replaces the face would use it. */
static int32_t stem_width(int32_t weight)
{
    int32_t w = weight < 100 ? 100 : weight > 1000 ? 1000 : weight;
    return 50 + w * w / (65 * 65);
}

/* ISO 32000-1, 9.8. Symbolic: outside Adobe's standard Latin set; the other flags describe
 * substitutes, which an embedded font has no need of. */
enum { FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };

static pdf_dict *program_object(pdf_file *f, const pdf_font *font)
{
    pdf_dict *program = pdf_stream_new(f, font->program);
    if (font->facts->outlines == FONT_CFF)
        pdf_set_name(f, program, "Subtype", "CIDFontType0C");
    else
        pdf_set_number(f, program, "Length1", (int32_t)font->subset.program.n);
    return program;
}

static pdf_dict *descriptor_object(pdf_file *f, arena *a, const pdf_font *font, const char *name)
{
    const font_facts *facts = font->facts;
    pdf_dict *o = pdf_dict_new(f);
    pdf_set_name(f, o, "Type", "FontDescriptor");
    pdf_set_name(f, o, "FontName", name);
    pdf_set_number(f, o, "Flags", FLAG_SYMBOLIC | (facts->italic_angle != 0 ? FLAG_ITALIC : 0));
    const int32_t *box = facts->box;
    pdf_set_raw(f, o,
        str_fmt(a, "/FontBBox[%d %d %d %d]", (int)thousandths(facts, box[0]),
            (int)thousandths(facts, box[1]), (int)thousandths(facts, box[2]),
            (int)thousandths(facts, box[3])));
    pdf_set_number(f, o, "ItalicAngle", facts->italic_angle);
    pdf_set_number(f, o, "Ascent", thousandths(facts, facts->real_ascent));
    pdf_set_number(f, o, "Descent", thousandths(facts, facts->real_descent));
    pdf_set_number(f, o, "CapHeight", thousandths(facts, facts->cap_height));
    pdf_set_number(f, o, "StemV", stem_width(facts->weight));
    const char *key = facts->outlines == FONT_CFF ? "FontFile3" : "FontFile2";
    pdf_set_ref(f, o, key, program_object(f, font));
    if (font->cid_set.n > 0)
        pdf_set_ref(f, o, "CIDSet", pdf_stream_new(f, font->cid_set));
    return o;
}

/* ISO 32000-1, 9.7.4; the default width is DEFAULT_WIDTH. */
static str cid_font(pdf_file *f, arena *a, const pdf_font *font, const char *name)
{
    bool cff = font->facts->outlines == FONT_CFF;
    buf out = {.memory = a};
    buf_fmt(&out, "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s/CIDSystemInfo", !cff * 2, name);
    pdf_shared_add(f, &out, font->system);
    buf_add(&out, STR("/FontDescriptor "));
    pdf_ref_add(f, &out, descriptor_object(f, a, font, name));
    buf_add(&out, pdf_widths(a, font->by_code, font->glyphs.count));
    buf_add(&out, cff ? STR(">>") : STR("/CIDToGIDMap/Identity>>"));
    return buf_str(&out);
}

/* ISO 32000-1, 9.7.6. */
pdf_dict *pdf_font_object(pdf_file *f, pdf_fonts *all, const pdf_font *font)
{
    const char *name = str_z(all->memory, font->name);
    pdf_map *map = &all->maps.at[font->map];
    pdf_dict *o = pdf_dict_new(f);
    if (map->object == NULL)
        map->object = pdf_stream_new(f, map->stream);
    buf out = {.memory = all->memory};
    buf_fmt(
        &out, "/Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[", name);
    buf_add(&out, cid_font(f, all->memory, font, name));
    buf_add(&out, STR("]/ToUnicode "));
    pdf_ref_add(f, &out, map->object);
    pdf_set_raw(f, o, buf_str(&out));
    return o;
}
