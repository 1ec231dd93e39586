/* Which version this is, and of what it is made. */
#include "engine/engine_int.h"

const char *jxb_version(void)
{
    return JXB_VERSION;
}

void library_versions(buf *out)
{
    buf_fmt(out, "libyaml %s\n", tree_library_version());
    fonts_library_versions(out);
    buf_fmt(out, "libharu %s\n", pdf_library_version());
    buf_fmt(out, "libdeflate %s\n", pdf_deflate_version());
}

static void list_versions(void *context)
{
    dump_job *d = context;
    library_versions(&d->out);
}

char *jxb_library_versions(void)
{
    return dump_text(list_versions, NULL, 0);
}
