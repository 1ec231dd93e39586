/* pdf: a display list into the bytes of a PDF file, through libharu's object layer. */
#ifndef JXB_PDF_PDF_H
#define JXB_PDF_PDF_H

#include "base/base.h"
#include "font/font.h"
#include "scene/scene.h"

/* Which part of ISO 19005 the file conforms to, at its level A; PDF_PLAIN: to none. All conform to
 * ISO 14289-1 (PDF/UA) as well. */
typedef enum pdf_flavour { PDF_A2A, PDF_A1A, PDF_A3A, PDF_PLAIN } pdf_flavour;

/* A file inside the file: its name a relative path, its media type, what it is in a few words. */
typedef struct pdf_attachment {
    str name, type, about, bytes;
} pdf_attachment;

typedef struct pdf_options {
    str producer; /* "jixiaobiao 0.1.0" */
    pdf_flavour flavour;
    bool without_fields; /* no signature fields */
    scene_date created; /* when the scene does not say */
    const pdf_attachment *attachments; /* with PDF_A3A and PDF_PLAIN only; names differ */
    uint32_t attachment_count;
} pdf_options;

/* Writes the scene; the same scene, faces and options give the same bytes. False with an error
 * added when a font cannot be embedded or libharu refuses. *out lives in a. */
bool pdf_write(const scene *s, fonts *f, const pdf_options *options, arena *a, str *out, diags *d);

/* "2.3.0": the libharu that is linked. */
const char *pdf_library_version(void);
/* "1.14": the libdeflate that this was compiled with. */
const char *pdf_deflate_version(void);

#endif
