/* What a fuzz target insists on: where it does not hold, the place is told and the program aborts.
 */
#ifndef JXB_FUZZ_INSIST_H
#define JXB_FUZZ_INSIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define insist(holds) ((holds) ? (void)0 : insist_failed(__FILE__, __LINE__, #holds))

_Noreturn static inline void insist_failed(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: %s\n", file, line, what);
    abort();
}

#endif
