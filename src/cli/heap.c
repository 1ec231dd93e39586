/* The first memory in one large page: touching it page by page takes some 4 % of a form's time. */
#define _DEFAULT_SOURCE
#include "cli/cli.h"

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void heap_prepare(void)
{
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
    enum { LARGE = 2 << 20, USUAL = 128 << 10, NEARLY = USUAL - 4096 };
    int before = errno;
    /* Once one of these is set, none of the others adapts itself any more. So they are set to what
     * they would be after a while; the heap grows by so much this once. */
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_TOP_PAD, 2 * LARGE);
    void *volatile one = malloc(NEARLY), *volatile other = malloc(NEARLY);
    free(other);
    free(one);
    mallopt(M_TOP_PAD, USUAL);
    uintptr_t end = (uintptr_t)sbrk(0), from = (end - LARGE) / LARGE * LARGE;
    madvise((void *)from, LARGE, MADV_HUGEPAGE); /* where there is none, nothing is lost */
    errno = before;
#endif
}
