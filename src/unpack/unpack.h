/*
 * unpack: the files that a PDF has inside, through libqpdf's C API. The PDF may come from anybody:
 * nothing it says is believed, and every limit is checked before memory is taken.
 */
#ifndef JXB_UNPACK_UNPACK_H
#define JXB_UNPACK_UNPACK_H

#include "base/base.h"

typedef struct unpack_file {
    str name; /* a relative path within its folder: see unpack_name_sound() */
    str bytes;
} unpack_file;

typedef struct unpack_files {
    unpack_file *at;
    uint32_t count;
} unpack_files;

enum { UNPACK_FILES_MOST = 4096, UNPACK_BYTES_MOST = 256 << 20 };

/* The files that are associated with the document (ISO 19005-3, 6.8: AF of the catalog), in order.
 * False with an error UNPACK added, and nothing in *out, when the PDF cannot be read, has none, or
 * has one whose name is not sound, is there twice or is also a folder's, or whose bytes cannot be
 * had within the limits. `name` is what messages call the PDF. */
bool unpack_pdf(arena *a, str name, str pdf, unpack_files *out, diags *d);

/* Whether the name is a path that stays in the folder that it is put in, wherever that is: UTF-8
 * without control characters, '\\' and ':', parts divided by '/', none of them empty, "." or "..". */
bool unpack_name_sound(str name);

#endif
