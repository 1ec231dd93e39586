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
/* The same in a third of the time, some percent larger: for the many small objects of the tags. */
str pdf_deflate_quick(pdf_deflater *z, str bytes);

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

/* ---- pool.c: dictionaries that are alike ---- */

typedef struct pdf_dict pdf_dict;
typedef struct pdf_file pdf_file;

typedef struct pdf_shared {
    str text; /* "<<…>>" */
    uint32_t uses;
    pdf_dict *object; /* NULL: written in place */
    struct pdf_shared *next;
} pdf_shared;

/* Zero with an arena is empty. */
typedef struct pdf_pool {
    arena *memory;
    str_map *by_text;
    pdf_shared *latest; /* all, the latest first */
} pdf_pool;

/* One more use of the dictionary. */
pdf_shared *pdf_share(pdf_pool *pool, str text);
/* Makes objects of those that take less room so. */
void pdf_pool_write(pdf_file *f, pdf_pool *pool);
/* The dictionary, or a reference to it, as what follows a key. */
void pdf_shared_add(pdf_file *f, buf *to, const pdf_shared *one);

/* ---- gather.c: glyphs by face ---- */

/* A ToUnicode map, of every font whose codes read alike where others have them too. */
typedef struct pdf_map {
    pdf_glyph **by_code;
    uint32_t count;
    str stream; /* the CMap, deflated */
    pdf_dict *object;
} pdf_map;

/* A face that the document uses. */
typedef struct pdf_font {
    uint32_t face;
    const font_facts *facts;
    VEC(pdf_glyph) glyphs; /* by ascending gid, once gathered */
    uint16_t *places; /* by gid: place in glyphs + 1, or 0 */
    pdf_glyph **by_code;
    font_subset subset;
    str name; /* with the subset's tag */
    pdf_shared *system; /* its CIDSystemInfo */
    str program; /* deflated */
    uint32_t map; /* place in maps */
    str cid_set; /* deflated; empty: none */
} pdf_font;

typedef struct pdf_fonts {
    arena *memory;
    fonts *book;
    VEC(pdf_font) at; /* in order of first use */
    VEC(pdf_map) maps;
    pdf_pool systems;
    uint32_t *places; /* by face: place + 1, or 0 */
    uint32_t face_count;
    bool with_cid_sets; /* PDF/A-1 wants them (ISO 19005-1, 6.3.5); later parts do not */
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

/* version: 14 or 17, for 1.4 and 1.7. */
pdf_file *pdf_file_new(arena *a, int version);
void pdf_file_free(pdf_file *f);
unsigned long pdf_file_error(const pdf_file *f);

pdf_dict *pdf_catalog(pdf_file *f);
pdf_dict *pdf_info(pdf_file *f);
pdf_dict *pdf_trailer(pdf_file *f);
/* The root of the page tree, whose Kids and Count are then the caller's. */
pdf_dict *pdf_page_root(pdf_file *f);

/* A new indirect dictionary; one with a stream of deflated bytes. */
pdf_dict *pdf_dict_new(pdf_file *f);
pdf_dict *pdf_stream_new(pdf_file *f, str deflated);
/* A stream without a filter. */
pdf_dict *pdf_plain_stream_new(pdf_file *f, str content);
/* The object's number, for references in raw entries; 0 after an error. */
unsigned pdf_number_of(pdf_file *f, pdf_dict *object);
void pdf_set_name(pdf_file *f, pdf_dict *owner, const char *key, const char *name);
void pdf_set_number(pdf_file *f, pdf_dict *owner, const char *key, int32_t number);
void pdf_set_string(pdf_file *f, pdf_dict *owner, const char *key, str bytes);
void pdf_set_ref(pdf_file *f, pdf_dict *owner, const char *key, pdf_dict *indirect);
/* An entry as it shall be written; one of libharu's own is replaced. */
void pdf_set_value(pdf_file *f, pdf_dict *owner, const char *key, str value);
/* More entries as they shall be written, "/Key value". The bytes must outlive the file. */
void pdf_set_raw(pdf_file *f, pdf_dict *owner, str entries);

/* A string in parentheses (ISO 32000-1, 7.3.4.2). */
str pdf_literal(arena *a, str bytes);

/* "12 0 R" */
void pdf_ref_add(pdf_file *f, buf *to, pdf_dict *indirect);

/* Objects are numbered from 1 to below this. */
uint32_t pdf_object_count(const pdf_file *f);
/* Adds the object's value without what follows a stream's dictionary; true: it is a stream, of this
 * content. */
bool pdf_object_write(pdf_file *f, uint32_t number, buf *out, str *content);
/* What the trailer says beside the number of objects. */
str pdf_trailer_entries(pdf_file *f);

/* ---- file.c: the file's frame (ISO 32000-1, 7.5) ---- */

/* The document's bytes in the arena. PDF 1.4 has a table of objects; later on objects that are no
 * streams stand in streams themselves. False: see pdf_file_error. */
bool pdf_file_save(pdf_file *f, pdf_deflater *z, int version, arena *a, str *out);

/* ---- font.c ---- */

/* Subsets each font and computes all that its objects need. False with an error added. */
bool pdf_fonts_prepare(pdf_fonts *all, pdf_deflater *z, diags *d);
/* The entry /W (ISO 32000-1, 9.7.4.3), or nothing. */
str pdf_widths(arena *a, pdf_glyph *const *by_code, uint32_t count);
/* The Type0 font with all below it. */
pdf_dict *pdf_font_object(pdf_file *f, pdf_fonts *all, const pdf_font *font);

/* ---- tags.c, block.c, table.c: the structure tree (ISO 32000-1, 14.7 and 14.8), before it is
 * objects ----
 */

#define PDF_TAG_NONE UINT32_MAX

/* A structure element: what stands in its line comes before its kids. */
typedef struct pdf_tag {
    const char *type;
    uint32_t parent, first, last, next, count; /* kids: a list, and how many */
    uint32_t content, content_last; /* what stands in its line: a list */
    uint32_t id; /* of a heading that cells name, of a note, from 1; 0: none */
    str language; /* empty: its parent's */
    pdf_shared *attributes;
    pdf_dict *object;
} pdf_tag;

typedef enum pdf_content_kind { PDF_MARKED, PDF_INLINE, PDF_ANNOTATION } pdf_content_kind;
typedef struct pdf_content {
    pdf_content_kind kind;
    uint32_t page, number, next; /* number: MCID, tag, annotation */
} pdf_content;

/* Where an element's paragraphs, each an element of its own, have been read to. */
typedef struct pdf_cursor {
    uint32_t tag; /* of the element, then of the paragraph */
    uint32_t from, to; /* of the paragraph in the element's text */
    bool begun, several;
} pdf_cursor;

/* From glyph `glyph` of op `op` on, the page's text belongs to `tag` (PDF_TAG_NONE: to none, an
 * artifact) as its marked content `mcid`, and reads as `actual` where that is not empty. */
typedef struct pdf_mark {
    uint32_t op, glyph, tag, mcid;
    str actual;
} pdf_mark;

typedef struct pdf_page_marks {
    VEC(pdf_mark) at;
    VEC(uint32_t) tags; /* by mcid */
} pdf_page_marks;

/* A place on a page that answers: a field, or one line of a link. */
typedef struct pdf_annotation {
    const scene_field *field; /* NULL: a link */
    str name; /* of a field */
    uint32_t page, tag;
    scene_rect rect;
    uint32_t target; /* of a link: the element that it leads to */
    const scene_glyphs *run; /* of a link: one that stands in the line */
    pdf_dict *object;
} pdf_annotation;

/* Where an element is first seen. */
typedef struct pdf_place {
    uint32_t page; /* from 1; 0: nowhere */
    len y;
} pdf_place;

typedef struct pdf_tags {
    arena *memory;
    const scene *s;
    bool grouped_rows; /* THead and TBody: not in PDF 1.4 */
    VEC(pdf_tag) at; /* the first is the document */
    VEC(pdf_content) contents;
    VEC(uint32_t) named; /* tags by id */
    pdf_pool attributes;
    uint32_t heading_level; /* of the latest heading */
    uint32_t *element_tags; /* one an element */
    pdf_cursor *cursors; /* one an element */
    pdf_place *places; /* one an element */
    uint32_t *span_tags; /* one a span: the tag that holds its text, once that was met */
    pdf_page_marks *pages; /* one a page */
    VEC(pdf_annotation) annotations;
    str_map *field_names;
} pdf_tags;

/* The tree of the scene's elements. False with an error added when it cannot be made. */
bool pdf_tags_prepare(pdf_tags *t, diags *d);
uint32_t pdf_tag_add(pdf_tags *t, uint32_t parent, const char *type);
/* A tag in the line of its parent, behind what stands there so far. */
uint32_t pdf_tag_add_inline(pdf_tags *t, uint32_t parent, const char *type);
void pdf_content_add(pdf_tags *t, uint32_t tag, pdf_content content);
/* Gives the tag an id, if it has none. */
void pdf_tag_name_give(pdf_tags *t, uint32_t tag);
/* Elements [first, end) of one part and no grid, under the parent. */
void pdf_blocks_add(pdf_tags *t, uint32_t parent, uint32_t first, uint32_t end);
/* Elements [first, end), one grid, under the parent; [caption, first) are its caption. */
void pdf_table_add(pdf_tags *t, uint32_t parent, uint32_t caption, uint32_t first, uint32_t end);
/* The tag of an element of the scene, with one for each paragraph where it has several. */
uint32_t pdf_element_tag(pdf_tags *t, uint32_t parent, const char *type, uint32_t element);
void pdf_tag_set_attributes(pdf_tags *t, uint32_t tag, str text);
/* The string that names a tag with an id, "(000A)"; rises with the id. */
str pdf_tag_name(arena *a, uint32_t id);

/* ---- scope.c: headings of cells by Scope ---- */

typedef struct pdf_scope pdf_scope;
pdf_scope *pdf_scope_new(arena *a, uint32_t columns);
/* The next cell, row by row. */
void pdf_scope_add(pdf_scope *s, const scene_element *e, uint32_t tag);
/* Whether a cell that is no heading stands in these columns of the row. */
bool pdf_scope_divided(const pdf_scope *s, uint32_t row, uint32_t from, uint32_t to);
/* Whether the cell, which comes next, would have just these headings. */
bool pdf_scope_says(
    const pdf_scope *s, const scene_element *e, const uint32_t *tags, uint32_t count);

/* ---- marks.c: which text belongs to which tag ---- */

/* False with an error added when a page names an element that is not there. */
bool pdf_marks_prepare(pdf_tags *t, diags *d);

/* ---- span.c: texts within a text ---- */

/* Glyphs of a run, and where the first has its pen, 1/SCENE_EM em from the run's. */
typedef struct pdf_piece {
    uint32_t page;
    const scene_glyphs *run;
    uint32_t first, count;
    int64_t pen;
} pdf_piece;

/* Whether the spans can be: in order, within their texts. Adds an error when not. */
bool pdf_spans_sound(const pdf_tags *t, diags *d);
/* The first span of the element that ends behind byte `at` of its text; span_count: none. */
uint32_t pdf_span_after(const pdf_tags *t, uint32_t element, uint32_t at);
/* The tag of a span's text, in the line of `parent` when it is new. */
uint32_t pdf_span_tag(pdf_tags *t, uint32_t span, uint32_t parent);
/* The piece, of a link's text, answers to it. */
void pdf_link_extend(pdf_tags *t, uint32_t span, const pdf_piece *piece);

/* ---- fields.c: places for seals and signatures ---- */

/* Fields with their tags, once the elements have theirs. False with an error added when one is not
 * whole. */
bool pdf_fields_prepare(pdf_tags *t, diags *d);

/* ---- structure.c: the tree's objects ---- */

typedef struct pdf_pages {
    arena *memory;
    const scene *s;
    pdf_dict **objects; /* one a page */
} pdf_pages;

/* annotation.c: the fields' and links' objects; then the tree's, which names them. */
void pdf_annotations(pdf_file *f, pdf_tags *t, const pdf_pages *pages);
/* fields.c: the entries of a field's own; the form that holds the fields, if there are any. */
void pdf_field_write(pdf_file *f, arena *a, const pdf_annotation *field);
void pdf_form(pdf_file *f, const pdf_tags *t);
/* [page /XYZ 0 y 0], the reader's zoom kept (ISO 32000-1, 12.3.2.2). */
void pdf_set_destination(pdf_file *f, pdf_dict *owner, pdf_place place, const pdf_pages *pages);
void pdf_structure(pdf_file *f, pdf_tags *t, const pdf_pages *pages);

/* ---- page.c ---- */

/* The content stream of the page, not deflated. Fonts are named /F0, /F1 … as in `all`. Without
 * marks (NULL) nothing is tagged. */
typedef struct pdf_sheet {
    const scene_page *page;
    const pdf_tags *tags;
    const pdf_page_marks *marks;
} pdf_sheet;
void pdf_page_content(const pdf_sheet *sheet, const pdf_fonts *all, buf *out);

/* ---- labels.c ---- */

/* The pages' labels, if any has one (ISO 32000-1, 12.4.2). */
void pdf_page_labels(pdf_file *f, arena *a, const scene *s);

/* ---- outline.c ---- */

/* The scene's bookmarks, if it has any. The tags have their objects. */
void pdf_outline(pdf_file *f, const pdf_tags *t, const pdf_pages *pages);

/* ---- metadata.c ---- */

/* A digest that names content; no defence against anybody. */
typedef struct pdf_digest {
    uint64_t a, b;
} pdf_digest;

pdf_digest pdf_digest_begin(void);
void pdf_digest_add(pdf_digest *digest, str bytes);
/* A text string: ASCII as it is, else UTF-16BE with its mark (ISO 32000-1, 7.9.2.2). */
str pdf_text_string(arena *a, str text);
/* What Info and XMP say, in characters that both can hold. */
typedef struct pdf_about {
    str title, language, author, subject, keywords, producer, year, form, edition, amounts;
    scene_date created;
    pdf_flavour flavour;
} pdf_about;

pdf_about pdf_about_of(arena *a, const scene *s, const pdf_options *options);

/* All that says what the file is. */
typedef struct pdf_packet {
    pdf_about about;
    str xmp;
    str profile; /* deflated; empty: no output intent */
    pdf_digest content;
} pdf_packet;

/* Info, XMP, output intent, Lang, ViewerPreferences, the trailer's ID. */
void pdf_metadata(pdf_file *f, arena *a, const pdf_packet *packet);

/* ---- attach.c ---- */

typedef struct pdf_attached {
    arena *memory;
    const pdf_attachment *at;
    uint32_t count;
    scene_date dated;
    str *packed; /* one each, deflated */
} pdf_attached;

/* Whether the flavour lets files be inside. Adds an error when not. */
bool pdf_attachments_sound(const pdf_options *o, diags *d);
void pdf_attachments_prepare(pdf_attached *all, pdf_deflater *z, pdf_digest *content);
void pdf_attachments(pdf_file *f, const pdf_attached *all);

/* ---- date.c ---- */

/* Whether it has a year that the forms below can write. */
bool pdf_date_usable(scene_date date);
/* D:20220105080000+08'00' (ISO 32000-1, 7.9.4) and 2022-01-05T08:00:00+08:00 (XMP). */
str pdf_date(arena *a, scene_date date);
str pdf_date_iso(arena *a, scene_date date);

/* ---- xmp.c, profile.c ---- */

str pdf_xmp(arena *a, const pdf_about *about);
str pdf_gray_profile(arena *a);

#endif
