/* Fonts: the book of faces that a process shares. */
#ifndef JXB_JIXIAOBIAO_FONTS_H
#define JXB_JIXIAOBIAO_FONTS_H

#include <jixiaobiao/diags.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Immutable once opened; may be shared by any number of threads. */
typedef struct jxb_fonts jxb_fonts;

typedef struct jxb_font_options {
    const char *map; /* path of the font map (fonts.yaml) */
    const char *const *folders; /* searched before installed faces, in order */
    size_t folder_count;
    bool installed; /* also use the faces that fontconfig knows */
} jxb_font_options;

/* Opens the book. options are copied. NULL with an error added (file-read, yaml-…, font-…). The
 * caller frees it, after every document and page that used it. */
JXB_API jxb_fonts *jxb_fonts_open(const jxb_font_options *options, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_fonts_free(jxb_fonts *fonts);

#ifdef __cplusplus
}
#endif

#endif
