#include "unpack/unpack_int.h"

#include <dlfcn.h>
#include <string.h>

static bool call_find(void *library, const char *name, void *out)
{
    void *found = dlsym(library, name);
    memcpy(out, &found, sizeof found); /* ISO C has no cast from objects to functions */
    return found != NULL;
}

bool qpdf_open(qpdf_calls *q)
{
    q->library = dlopen(JXB_QPDF_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    bool all = q->library != NULL;
#define X(name) all = all && call_find(q->library, "qpdf_" #name, (void *)&q->name);
    QPDF_CALLS(X)
#undef X
    if (!all)
        qpdf_close(q);
    return all;
}

void qpdf_close(qpdf_calls *q)
{
    if (q->library != NULL)
        dlclose(q->library);
    q->library = NULL;
}
