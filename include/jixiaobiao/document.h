/* Documents (a form filled in) and pages (a document laid out). */
#ifndef JXB_DOCUMENT_H
#define JXB_DOCUMENT_H

#include <jixiaobiao/fonts.h>
#include <jixiaobiao/forms.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jxb_document jxb_document;
typedef struct jxb_pages jxb_pages;

/* What pages hold, in the order in which it is made; each can be printed. */
typedef enum jxb_stage { JXB_STAGE_GRID, JXB_STAGE_PLAN, JXB_STAGE_SCENE } jxb_stage;

/* Fills the form with document `index` of data. NULL with errors added (key-unknown, shape, …). The
 * caller frees it; form and data must outlive it. */
JXB_API jxb_document *jxb_document_bind(
    const jxb_template *form, const jxb_data *data, size_t index, jxb_diags *diags);
/* Whether document `index` of data is a book: narrative, tables and forms in one (书), and not the data
 * of one form. */
JXB_API bool jxb_data_is_book(const jxb_data *data, size_t index);
/* Makes the document of a book; the files that it names are read. NULL with errors added (file-read,
 * key-unknown, value-unknown, …). The caller frees it; forms and data must outlive it. */
JXB_API jxb_document *jxb_document_bind_book(
    const jxb_forms *forms, const jxb_data *data, size_t index, jxb_diags *diags);
/* How many forms a book holds; 0 for the document of one form. */
JXB_API size_t jxb_document_part_count(const jxb_document *document);
/* Form `index` of a book as a document of its own, titled as it is in the book. NULL with errors added
 * (memory). The caller frees it; the book must outlive it. */
JXB_API jxb_document *jxb_document_part(
    const jxb_document *book, size_t index, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_document_free(jxb_document *document);
/* The document's title, borrowed. */
JXB_API const char *jxb_document_title(const jxb_document *document);
/* The title as a file's name without an ending: "_" for what file names cannot hold, at most 200
 * bytes. Borrowed. */
JXB_API const char *jxb_document_file_name(const jxb_document *document);
/* Whether jxb_document_fit() knows the goal: 最少页, 至多N页 (1 to 1000), 均衡, 不用. */
JXB_API bool jxb_fit_known(const char *goal);
/* Asks for a fit instead of the one that the data or the form asks for (适应); before the document is
 * laid out. False, nothing changed, when the goal is not known. */
JXB_API bool jxb_document_fit(jxb_document *document, const char *goal);
/* The filled form as text; the caller frees it with jxb_text_free(). */
JXB_API char *jxb_document_dump(const jxb_document *document);

/* PRINT: as the form is. GUIDES: with the type area, tracks, baselines and places for seals drawn, to
 * proof-read; its PDF says so and conforms to no part of ISO 19005, whatever is asked for. OVERPRINT:
 * the data alone, each character where it stands in the whole form, for sheets that have it. */
typedef enum jxb_view { JXB_VIEW_PRINT, JXB_VIEW_GUIDES, JXB_VIEW_OVERPRINT } jxb_view;
/* How the document is laid out from now on. */
JXB_API void jxb_document_view(jxb_document *document, jxb_view view);

/* Lays a document out: shapes, solves the grid, deals it to pages and places it. NULL with errors
 * added (glyph-missing, no-room, …). The caller frees it; document and fonts must outlive it. */
JXB_API jxb_pages *jxb_pages_lay_out(
    const jxb_document *document, jxb_fonts *fonts, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_pages_free(jxb_pages *pages);
/* How many pages there are; 0 only for an empty book. */
JXB_API size_t jxb_pages_count(const jxb_pages *pages);
/* A stage as text (of a book, or once its PDF was made: the scene, whatever is asked for); the caller
 * frees it with jxb_text_free(). */
JXB_API char *jxb_pages_dump(const jxb_pages *pages, jxb_stage stage);

/* Where seals and signatures go, as a JSON object {"file": file, "places": [{"page", "name", "role", "mm",
 * "pt"}]}; the caller frees it with jxb_text_free(). */
JXB_API char *jxb_pages_places(const jxb_pages *pages, const char *file);

/* A book: pages of several documents, joined in order, a bookmark for each. It begins empty; the
 * parts are copied and may be freed, fonts must outlive it. The caller frees it; NULL with errors
 * added. */
JXB_API jxb_pages *jxb_pages_new_book(jxb_fonts *fonts, const char *title, jxb_diags *diags);
/* To be called before the first part is added when the book is to be written with attach_source:
 * what each part came from is then copied with it. */
JXB_API void jxb_pages_keep_sources(jxb_pages *book);
/* Adds pages to a book that was made with jxb_pages_new_book() and not yet written. */
JXB_API bool jxb_pages_append(jxb_pages *book, const jxb_pages *part, jxb_diags *diags);

/* Which part of ISO 19005 a PDF conforms to, at its level A; JXB_PDFA_NONE: to none. Every PDF is
 * tagged for reading aloud (ISO 14289-1) as well. */
typedef enum jxb_pdfa { JXB_PDFA_2A, JXB_PDFA_1A, JXB_PDFA_3A, JXB_PDFA_NONE } jxb_pdfa;

/* All zero: PDF/A-2a, undated unless the data has a date. */
typedef struct jxb_pdf_options {
    jxb_pdfa pdfa;
    bool without_fields; /* no signature fields where seals and signatures go */
    bool dated; /* the date of creation is `created`, where the data has none */
    long long created; /* seconds since 1970-01-01T00:00:00Z, the years 0 to 9999; as in
                          SOURCE_DATE_EPOCH */
    /* Everything that shaped the pages goes into the file (source.h); with JXB_PDFA_3A and
     * JXB_PDFA_NONE only. The documents, forms and data of the pages must still be there. */
    bool attach_source;
} jxb_pdf_options;

/* The PDF (ISO 32000-1) of the pages: *bytes and *size are borrowed until the pages are freed or
 * asked for another time. options may be NULL: all zero. The same pages and options give the same
 * bytes. False with errors added (pdf-write, font-…). */
JXB_API bool jxb_pages_pdf(jxb_pages *pages, const jxb_pdf_options *options, const void **bytes,
    size_t *size, jxb_diags *diags);
/* Writes the PDF to path: under a temporary name, then renamed. options may be NULL: all zero.
 * False with errors added. */
JXB_API bool jxb_pages_write(
    jxb_pages *pages, const jxb_pdf_options *options, const char *path, jxb_diags *diags);
/* How many bytes the PDF had that was made last; 0 when none was. */
JXB_API size_t jxb_pages_size(const jxb_pages *pages);
/* Its SHA-256 (FIPS 180-4) in hexadecimal. NULL only when memory has run out. The caller frees it
 * with jxb_text_free(). */
JXB_API char *jxb_pages_hash(const jxb_pages *pages);

#ifdef __cplusplus
}
#endif

#endif
