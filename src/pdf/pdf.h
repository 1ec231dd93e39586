/* pdf: a display list into the bytes of a PDF file, through libharu's object layer. */
#ifndef JXB_PDF_PDF_H
#define JXB_PDF_PDF_H

#include "base/base.h"
#include "font/font.h"
#include "scene/scene.h"

typedef struct pdf_options {
    str producer; /* "jixiaobiao 0.1.0" */
} pdf_options;

/* Writes the scene; the same scene, faces and options give the same bytes. False with an error
 * added when a font cannot be embedded or libharu refuses. *out lives in a. */
bool pdf_write(const scene *s, fonts *f, const pdf_options *options, arena *a, str *out, diags *d);

/* "2.3.0": the libharu that is linked. */
const char *pdf_library_version(void);

#endif
