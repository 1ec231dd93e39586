/* Fonts: the book of faces that a process shares. */
#ifndef JXB_FONTS_H
#define JXB_FONTS_H

#include <jixiaobiao/diags.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Immutable once opened; may be shared by any number of threads. */
typedef struct jxb_fonts jxb_fonts;

/* A file in which is kept, from run to run, what fontconfig answered; it is asked again when
 * anything that its answer came from has changed. */
typedef struct jxb_font_cache {
    const char *path; /* absolute, in a folder that exists; written when it can be */
    const char *key; /* values of the environment that fontconfig goes by, in any form */
    const char *const *watched; /* absolute paths that fontconfig reads once they exist */
    size_t watched_count;
} jxb_font_cache;

typedef struct jxb_font_options {
    const char *map; /* path of the font map (fonts.yaml) */
    const char *const *folders; /* searched before installed faces, in order */
    size_t folder_count;
    bool installed; /* also use the faces that fontconfig knows */
    const jxb_font_cache *cache; /* NULL: ask fontconfig each time */
} jxb_font_options;

/* Opens the book. options are copied. NULL with an error added (file-read, yaml-…, font-…). The
 * caller frees it, after every document and page that used it. */
JXB_API jxb_fonts *jxb_fonts_open(const jxb_font_options *options, jxb_diags *diags);
/* What a role is set in. Strings are borrowed from the sink; never NULL. */
typedef struct jxb_font_facts {
    const char *role; /* "宋体" */
    const char *family, *style; /* of the face; "" when none was found */
    const char *file;
    unsigned index; /* of the face in the file */
    bool substitute; /* no official face was found */
    const char *package; /* Debian package that has a face for the role */
    /* characters that the role can print with its whole chain, and how many there are: GB 2312
     * levels 1 and 2, the basic block of unified ideographs (U+4E00 to U+9FA5, GBK), and the Han of
     * GB 18030-2022's level 3 */
    unsigned level1, level2, unified, level3;
} jxb_font_facts;
enum { JXB_LEVEL1 = 3755, JXB_LEVEL2 = 3008, JXB_UNIFIED = 20902, JXB_LEVEL3 = 87887 };
/* How many roles the font map has. */
JXB_API size_t jxb_fonts_roles(const jxb_fonts *fonts);
/* The i-th role. False with errors added (font-role) when it has no face; *out is filled all the
 * same. */
JXB_API bool jxb_fonts_role(jxb_fonts *fonts, size_t i, jxb_font_facts *out, jxb_diags *diags);
/* For each role, which face sets each character of the UTF-8 text file at path ("-": standard
 * input), as lines to read: grouped by face, those that no face has by name. The caller frees it
 * with jxb_text_free(). NULL with errors added (file-read, utf8); errors are also added for
 * characters that cannot be set (glyph-missing, script-unsupported). */
JXB_API char *jxb_fonts_of_text(jxb_fonts *fonts, const char *path, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_fonts_free(jxb_fonts *fonts);

#ifdef __cplusplus
}
#endif

#endif
