/*
 * Inside of pdf. A document is made in two steps: everything that can be computed without libharu
 * (subsets, maps, page contents, all deflated) is laid in the arena first; then the objects are
 * made and saved at one go, so that libharu's document is open for as short as can be.
 */
#ifndef JXB_PDF_PDF_INT_H
#define JXB_PDF_PDF_INT_H

#include "pdf/pdf.h"

/* ---- number.c ---- */

/* value / 10^decimals in as few digits as it needs, never "-0". 0 to 9 decimals. */
void pdf_number(buf *b, int64_t value, int decimals);
/* value * times / by, rounded half away from zero. times and by are positive. */
int64_t pdf_scale(int64_t value, int64_t times, int64_t by);
/* A length in 1/1000 pt: what page contents are written in. */
int64_t pdf_milli(int64_t length);
/* The 16 bits in four hexadecimal digits. */
void pdf_hex(buf *b, unsigned value);

/* ---- deflate.c ---- */

typedef struct pdf_deflater pdf_deflater;
pdf_deflater *pdf_deflater_new(arena *a);
void pdf_deflater_free(pdf_deflater *z);
/* The bytes in zlib's format (/FlateDecode), in the deflater's arena. */
str pdf_deflate(pdf_deflater *z, str bytes);

/* ---- unicode.c: what glyphs read as ---- */

/* A cluster of a run: its glyphs and the text that they stand for together. The texts of a run's
 * groups are the run's text, each byte once. */
typedef struct pdf_group {
    uint32_t first, count;
    str text;
} pdf_group;

typedef struct pdf_groups {
    const scene_glyphs *run;
    uint32_t next;
    enum { PDF_GROUPS_RISING, PDF_GROUPS_FALLING, PDF_GROUPS_MIXED } order;
} pdf_groups;

pdf_groups pdf_groups_of(const scene_glyphs *run);
bool pdf_groups_next(pdf_groups *it, pdf_group *out);

typedef struct pdf_reading {
    str text;
    uint32_t count;
    struct pdf_reading *next;
} pdf_reading;

/* A glyph that the document uses. `text` is what its code reads as, by the ToUnicode map; where it
 * stands for anything else, the page says so by ActualText. */
typedef struct pdf_glyph {
    uint32_t gid;
    uint16_t code, width;
    pdf_reading readings; /* of the glyph as a cluster of its own */
    str spare; /* its part of a cluster of several glyphs */
    str text;
} pdf_glyph;

/* Counts that the glyph alone, or as the i-th of a larger group, was seen standing for a text. */
void pdf_glyph_read(arena *a, pdf_glyph *glyph, const pdf_group *group, uint32_t i);
/* Chooses `text` after all was read. */
void pdf_glyph_settle(pdf_glyph *glyph);
/* The ToUnicode CMap for glyphs by ascending code. */
str pdf_cmap(arena *a, pdf_glyph *const *by_code, uint32_t count);
/* The text's UTF-16 in big-endian hexadecimal digits. */
void pdf_utf16(buf *b, str text);

/* ---- gather.c: glyphs by face ---- */

typedef struct pdf_dict pdf_dict;

/* A face that the document uses. */
typedef struct pdf_font {
    uint32_t face;
    const font_facts *facts;
    VEC(pdf_glyph) glyphs; /* by ascending gid, once gathered */
    uint32_t *places; /* by gid: place in glyphs + 1, or 0 */
    pdf_glyph **by_code;
    font_subset subset;
    str name; /* with the subset's tag */
    str program; /* deflated */
    str unicode; /* the CMap, deflated */
} pdf_font;

typedef struct pdf_fonts {
    arena *memory;
    fonts *book;
    VEC(pdf_font) at; /* in order of first use */
    uint32_t *places; /* by face: place + 1, or 0 */
    uint32_t face_count;
} pdf_fonts;

/* Every face and glyph of the scene with what it reads as. False with an error added when the scene
 * names a face or glyph that is not there, or has a size that nothing can be drawn in. */
bool pdf_gather(const scene *s, pdf_fonts *to, diags *d);
/* The font and the glyph of an op that was gathered. */
uint32_t pdf_font_of(const pdf_fonts *all, uint32_t face);
const pdf_glyph *pdf_glyph_of(const pdf_font *font, uint32_t gid);

/* ---- object.c: libharu's objects ---- */

/*
 * The first error is kept and makes every later call do nothing, so that callers check once, at
 * save. Handles are libharu's own; with an error they may be NULL, and are accepted.
 */
typedef struct pdf_array pdf_array;
typedef struct pdf_file pdf_file;

pdf_file *pdf_file_new(arena *a);
void pdf_file_free(pdf_file *f);
/* The document's bytes in the arena. False: see pdf_file_error. */
bool pdf_file_save(pdf_file *f, str *out);
unsigned long pdf_file_error(const pdf_file *f);

pdf_dict *pdf_catalog(pdf_file *f);
pdf_dict *pdf_info(pdf_file *f);
pdf_dict *pdf_trailer(pdf_file *f);
/* The root of the page tree, whose Kids and Count are then the caller's. */
pdf_dict *pdf_page_root(pdf_file *f);

/* A new indirect dictionary; one with a stream of deflated bytes. */
pdf_dict *pdf_dict_new(pdf_file *f);
pdf_dict *pdf_stream_new(pdf_file *f, str deflated);
/* A new direct dictionary or array under the key. A key that is there already is replaced. */
pdf_dict *pdf_dict_in(pdf_file *f, pdf_dict *owner, const char *key);
pdf_array *pdf_array_in(pdf_file *f, pdf_dict *owner, const char *key);

void pdf_set_name(pdf_file *f, pdf_dict *owner, const char *key, const char *name);
void pdf_set_number(pdf_file *f, pdf_dict *owner, const char *key, int32_t number);
void pdf_set_boolean(pdf_file *f, pdf_dict *owner, const char *key, bool value);
void pdf_set_binary(pdf_file *f, pdf_dict *owner, const char *key, str bytes);
void pdf_set_ref(pdf_file *f, pdf_dict *owner, const char *key, pdf_dict *indirect);
/* More entries as they shall be written, "/Key value\n". The bytes must outlive the file. */
void pdf_set_raw(pdf_file *f, pdf_dict *owner, str entries);

void pdf_add_number(pdf_file *f, pdf_array *to, int32_t number);
void pdf_add_name(pdf_file *f, pdf_array *to, const char *name);
void pdf_add_binary(pdf_file *f, pdf_array *to, str bytes);
void pdf_add_ref(pdf_file *f, pdf_array *to, pdf_dict *indirect);

/* ---- font.c ---- */

/* Subsets each font and computes all that its objects need. False with an error added. */
bool pdf_fonts_prepare(pdf_fonts *all, pdf_deflater *z, diags *d);
/* The entry /W (ISO 32000-1, 9.7.4.3), or nothing. */
str pdf_widths(arena *a, pdf_glyph *const *by_code, uint32_t count);
/* The Type0 font with all below it. */
pdf_dict *pdf_font_object(pdf_file *f, arena *a, const pdf_font *font);

/* ---- page.c ---- */

/* The content stream of the page, not deflated. Fonts are named /F0, /F1 … as in `all`. */
void pdf_page_content(const scene_page *page, const pdf_fonts *all, buf *out);

/* ---- outline.c ---- */

typedef struct pdf_pages {
    const scene *s;
    pdf_dict **objects; /* one a page */
} pdf_pages;

/* The scene's bookmarks, if it has any. */
void pdf_outline(pdf_file *f, arena *a, const pdf_pages *pages);

/* ---- metadata.c ---- */

/* A digest that names content; no defence against anybody. */
typedef struct pdf_digest {
    uint64_t a, b;
} pdf_digest;

pdf_digest pdf_digest_begin(void);
void pdf_digest_add(pdf_digest *digest, str bytes);
/* A text string: UTF-16BE with its mark (ISO 32000-1, 7.9.2.2). */
str pdf_text_string(arena *a, str text);
/* Info, Lang, ViewerPreferences, the trailer's ID. */
void pdf_metadata(
    pdf_file *f, arena *a, const scene *s, const pdf_options *options, pdf_digest content);

#endif
