/*
 * font: faces, roles, coverage, fallback, subsets.
 *
 * A role (宋体, 小标宋 …) is a chain of faces: the first that is present is the role's face, the
 * others, then the map's general fallback chain, serve the characters that it lacks. A book is
 * shared by threads: it opens faces on first use under a lock and never changes an answer.
 */
#ifndef JXB_FONT_FONT_H
#define JXB_FONT_FONT_H

#include "base/base.h"

/* Opaque here, so that only the rooms that may include HarfBuzz see it. */
struct hb_font_t;

/* The font map as plain data, filled by engine from fonts/fonts.yaml. Strings outlive the book. */
typedef struct font_alias {
    str family; /* family name, any of its localised names, compared without case; or empty */
    str style; /* "Regular", "Bold" …; empty: Regular, else the face nearest to it */
    str path; /* a file instead of a family; empty: look the family up */
    uint32_t index; /* face number in the file (with path) */
} font_alias;

typedef struct font_role {
    str name; /* "宋体" */
    const font_alias *aliases; /* in order of preference */
    uint32_t count;
    uint32_t preferred; /* how many of the first aliases count as no substitution */
    str package; /* Debian package to name when nothing is found */
    mark at;
} font_role;

typedef struct font_map {
    const font_role *roles;
    uint32_t role_count;
    const font_alias *fallback; /* tried after every role's own chain */
    uint32_t fallback_count;
} font_map;

/* A file that keeps what was found among installed fonts, until what it came from changes. */
typedef struct font_cache {
    const char *path; /* absolute; its folder is there */
    const char *key; /* what of the environment fontconfig goes by: another key, another answer */
    const char *const *watched; /* absolute paths that fontconfig would read if they were there */
    uint32_t watched_count;
} font_cache;

typedef struct font_options {
    const char *const *folders; /* searched in order for families, before installed faces */
    uint32_t folder_count;
    bool installed; /* ask fontconfig for families that no folder has */
    const font_cache *cache; /* outlives the book; NULL: ask each time */
} font_options;

typedef struct fonts fonts;

#define FONT_FACE_NONE UINT32_MAX

/* Opens the book. Reads folders, opens no face yet. NULL with an error added when the map cannot be
 * used. The caller frees it; map must outlive it. */
fonts *fonts_open(const font_map *map, const font_options *options, diags *d);
/* Accepts NULL. */
void fonts_free(fonts *f);

/* The number of the role of that name, or -1. */
int fonts_role(const fonts *f, str name);
const font_role *fonts_role_at(const fonts *f, int role);
/* The role's own face: the first of its aliases that is present and opens; FONT_FACE_NONE, and once
 * per role and sink an error FONT_ROLE, when there is none. A face beyond `preferred` adds, once
 * per role and sink, a note FONT_SUBSTITUTE; a file that is there but will not open, an error
 * FONT_FILE. */
uint32_t fonts_role_face(fonts *f, int role, diags *d);
/* The first face of the role's chain, then of the fallback chain, whose cmap has cp with variation
 * selector `variation` (0: none); where no face has that pair, the first that has cp;
 * FONT_FACE_NONE when none has. Only what was answered here or by fonts_role_face is a face that
 * the functions below may be asked about. */
uint32_t fonts_face_for(fonts *f, int role, uint32_t cp, uint32_t variation);
/* Characters of one script, an hb_script_t. */
typedef struct font_letters {
    uint32_t script;
    const uint32_t *at;
    uint32_t count;
} font_letters;
/* The first face of the chain that has all of them and knows how to shape their script (its GSUB
 * table names it); FONT_FACE_NONE when none does. */
uint32_t fonts_face_for_script(fonts *f, int role, const font_letters *letters);
/* "宋体 Noto Serif CJK SC, HanaMinA …": the faces tried for a role, for messages. */
str fonts_tried(fonts *f, arena *a, int role);

/* What is known of a face. */
typedef enum font_outlines { FONT_TRUETYPE, FONT_CFF } font_outlines;
typedef struct font_facts {
    str family, style; /* "Noto Serif CJK SC", "Regular" */
    str postscript_name; /* "NotoSerifCJKsc-Regular" */
    str path;
    uint32_t index;
    uint32_t units_per_em, glyph_count;
    font_outlines outlines;
    bool cid_keyed; /* CFF with CIDs */
    /* Of the em box, ascent - descent = units_per_em: OS/2 typographic values scaled to the em.
     * Font units, descent negative. */
    int32_t ascent, descent;
    /* Font descriptor values, font units; italic_angle in degrees. */
    int32_t box[4], cap_height, real_ascent, real_descent, italic_angle, weight;
    bool embeddable; /* fsType allows embedding and subsetting */
} font_facts;
const font_facts *fonts_facts(const fonts *f, uint32_t face);
/* Of every file that the map's aliases lead to: path, number, size and time of change, a line each;
 * nothing is opened. */
void fonts_identity(fonts *f, buf *out);
/* More than any face's number. The same file is one face, by whatever alias it was found. */
uint32_t fonts_face_count(const fonts *f);

/* The face scaled to `em` units per em (x and y), for shaping. Borrowed, immutable. */
struct hb_font_t *fonts_shaper(fonts *f, uint32_t face, int em);
/* Where the ink of a glyph begins and ends, from its origin, at `em` units per em. */
typedef struct font_ink {
    int32_t left, right;
} font_ink;
font_ink fonts_ink(fonts *f, uint32_t face, int em, uint32_t gid);
/* The glyph for cp, or for the pair with a variation selector; 0 when the face has none. */
uint32_t fonts_glyph(fonts *f, uint32_t face, uint32_t cp, uint32_t variation);

/*
 * A subset of a face for embedding. `gids` are original glyph ids, ascending, without 0.
 * program is a bare CFF table (FontFile3 /CIDFontType0C) or a TrueType file (FontFile2). For glyph
 * gids[i], codes[i] is the code that a Type0 font with Identity-H must carry in the content stream:
 * the CID for a CFF with CIDs, else the new glyph id (ISO 32000-1, 9.7.4.2: in a CFF without CIDs
 * the code is the glyph id; seen right in poppler, MuPDF and Ghostscript; for TrueType with
 * CIDToGIDMap Identity). widths[i] is its advance in 1/1000 em, rounded. An error FONT_EMBED when
 * the face's licence bits forbid it or its outlines are broken. Safe in several threads at once.
 */
typedef struct font_subset {
    str program;
    const uint16_t *codes;
    const uint16_t *widths;
    uint32_t count;
    uint32_t glyph_count; /* in the program: glyph 0 and parts of composites too */
    str registry, ordering; /* of the CIDSystemInfo: a CID-keyed CFF's own, else Adobe-Identity-0 */
    int supplement;
} font_subset;
typedef struct font_glyphs {
    uint32_t face;
    const uint32_t *gids;
    uint32_t count;
} font_glyphs;
bool fonts_subset(fonts *f, const font_glyphs *glyphs, arena *a, font_subset *out, diags *d);

/* How many characters of GB 2312 levels 1 and 2 (3755, 3008), of U+4E00 to U+9FA5 (20902) and of
 * the Han of GB 18030-2022's level 3 (87887) a role can print with its whole chain. */
typedef struct font_coverage {
    uint32_t level1, level2, unified, level3;
} font_coverage;
void fonts_coverage(fonts *f, int role, font_coverage *out);

/* Adds "FreeType 2.12.1" and the like, one a line: the libraries that are linked. */
void fonts_library_versions(buf *out);

#endif
