#include "pdf/pdf_int.h"

#include <libdeflate.h>

struct pdf_deflater {
    arena *memory;
    struct libdeflate_compressor *compressor, *quick;
    char *scratch;
    size_t room;
};

/* Level 6 of libdeflate takes half the time of zlib's 6, which libharu has built in, and packs a
 * little closer; higher levels take much longer for one percent. */
enum { LEVEL = 6, QUICK_LEVEL = 1 };

const char *pdf_deflate_version(void)
{
    return LIBDEFLATE_VERSION_STRING;
}

pdf_deflater *pdf_deflater_new(arena *a)
{
    pdf_deflater *z = ARENA_NEW(a, pdf_deflater);
    z->memory = a;
    z->compressor = libdeflate_alloc_compressor(LEVEL);
    z->quick = libdeflate_alloc_compressor(QUICK_LEVEL);
    if (z->compressor == NULL || z->quick == NULL)
        arena_exhausted(a);
    return z;
}

void pdf_deflater_free(pdf_deflater *z)
{
    libdeflate_free_compressor(z->compressor);
    libdeflate_free_compressor(z->quick);
}

static str packed(pdf_deflater *z, struct libdeflate_compressor *by, str bytes)
{
    size_t bound = libdeflate_zlib_compress_bound(by, bytes.n);
    if (z->room < bound) {
        z->room = bound * 2;
        z->scratch = arena_bytes(z->memory, z->room);
    }
    size_t n = libdeflate_zlib_compress(by, bytes.at, bytes.n, z->scratch, z->room);
    return str_dup(z->memory, (str){z->scratch, n});
}

str pdf_deflate(pdf_deflater *z, str bytes)
{
    return packed(z, z->compressor, bytes);
}

str pdf_deflate_quick(pdf_deflater *z, str bytes)
{
    return packed(z, z->quick, bytes);
}
