/* Which version this is, and of what it is made. */
#include "engine/engine_int.h"

const char *jxb_version(void)
{
    return JXB_VERSION;
}

static void list_versions(void *context)
{
    dump_job *d = context;
    buf_fmt(&d->out, "libyaml %s\n", tree_library_version());
    fonts_library_versions(&d->out);
    buf_fmt(&d->out, "libharu %s\n", pdf_library_version());
}

char *jxb_library_versions(void)
{
    return dump_text(list_versions, NULL, 0);
}
