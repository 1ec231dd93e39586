#include "font/font.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <hb.h>
#include FT_FREETYPE_H

void fonts_library_versions(buf *out)
{
    FT_Library library;
    if (FT_Init_FreeType(&library) == 0) {
        FT_Int major, minor, patch;
        FT_Library_Version(library, &major, &minor, &patch);
        buf_fmt(out, "FreeType %d.%d.%d\n", major, minor, patch);
        FT_Done_FreeType(library);
    }
    int fc = FcGetVersion();
    buf_fmt(out, "HarfBuzz %s\nfontconfig %d.%d.%d\n", hb_version_string(), fc / 10000,
        fc / 100 % 100, fc % 100);
}
