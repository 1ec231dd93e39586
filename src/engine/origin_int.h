/* Inside engine: what pages were made from, and the manifest that says so. */
#ifndef JXB_ENGINE_ORIGIN_INT_H
#define JXB_ENGINE_ORIGIN_INT_H

#include "engine/engine_int.h"

/* A file that shaped the pages: its name as a path below its folder. */
typedef struct origin_file {
    str name, text;
} origin_file;
typedef VEC(origin_file) origin_files;

/* Of one document: the data file first, then what it names, all below the data file's folder; the
 * forms' chains and what all forms share, below templates. */
typedef struct origin origin;
struct origin {
    origin_files data, form;
    uint32_t index; /* of the document in the data file */
    str form_id; /* empty: a book */
};

/* Borrows the texts from the document's data and forms. */
origin *origin_of(arena *a, const jxb_document *doc);
/* A copy that borrows nothing but from `last` (which may be NULL), where the two share data. */
origin *origin_copy(arena *a, const origin *from, const origin *last);

/* All that goes into a PDF: the manifest first. NULL with PDF_WRITE added when two files that
 * differ have one name. */
typedef struct origin_bundle {
    VEC(pdf_attachment) at;
} origin_bundle;
const origin_bundle *origin_collect(jxb_pages *p, const jxb_pdf_options *options, diags *d);

/* manifest.c: the text of the manifest; *parts: for each origin the name of its data file. */
typedef struct manifest {
    const jxb_pages *pages;
    const jxb_pdf_options *options;
    const origin *const *parts;
    const str *data;
    uint32_t part_count;
    const pdf_attachment *files; /* all but the manifest */
    uint32_t file_count;
} manifest;
#define MANIFEST_NAME "manifest.yaml"
/* False with FILE_READ added when a face's file is no longer there. */
bool manifest_write(arena *a, const manifest *m, buf *out, diags *d);

#endif
