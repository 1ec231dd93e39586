/*
 * Sources inside a PDF: everything that shaped its pages, put there by `attach_source`, given back
 * as a folder, and printed again from there.
 */
#ifndef JXB_SOURCE_H
#define JXB_SOURCE_H

#include <jixiaobiao/document.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A folder that jxb_source_extract() wrote. Immutable. */
typedef struct jxb_source jxb_source;

/* Writes the files inside the PDF (signed or not) into the folder, byte for byte; it must be new or
 * empty, and nothing is written outside of it. Nothing is written at all unless every file can be.
 * Returns the names of the files, one a line, which the caller frees with jxb_text_free(); NULL
 * with errors added (file-read, unpack, unpack-folder, file-write). Limits: 4,096 files, 256 MiB.
 */
JXB_API char *jxb_source_extract(const char *pdf, const char *folder, jxb_diags *diags);

/* Whether the folder has a manifest. */
JXB_API bool jxb_source_is(const char *folder);
/* Reads the folder's manifest. NULL with errors added (file-read, source-manifest, yaml-…). The
 * caller frees it. */
JXB_API jxb_source *jxb_source_open(const char *folder, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_source_free(jxb_source *source);

/* How the PDF was made. Strings are borrowed from the source. */
typedef struct jxb_source_facts {
    const char *font_map; /* path of the font map */
    const char *templates; /* folder of the forms */
    size_t parts; /* documents, at least 1 */
    bool joined; /* they make a book, even if there is but one */
    jxb_pdf_options pdf;
} jxb_source_facts;
JXB_API jxb_source_facts jxb_source_about(const jxb_source *source);

/* A document of it: which one of the data file, filled into which form; NULL: it is a book. */
typedef struct jxb_source_part {
    const char *data; /* path */
    size_t index;
    const char *form; /* id */
} jxb_source_part;
/* The i-th, i < parts. */
JXB_API jxb_source_part jxb_source_part_at(const jxb_source *source, size_t i);

/* Whether data, loaded from the i-th part's path, has the document that is asked for. False with an
 * error source-manifest added. */
JXB_API bool jxb_source_part_check(
    jxb_source *source, size_t i, const jxb_data *data, jxb_diags *diags);

/* Compares what pages were just made from with the manifest: a warning source-differs for each
 * difference of program, libraries, files and faces. False, with errors added, when that cannot be
 * found out. */
JXB_API bool jxb_source_compare(const jxb_source *source, jxb_pages *pages, jxb_diags *diags);

#ifdef __cplusplus
}
#endif

#endif
