/* Inside the font room: what a file says of itself, how a family is chosen, one open face. */
#ifndef JXB_FONT_FONT_INT_H
#define JXB_FONT_FONT_INT_H

#include "font/font.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-subset.h>
#include <hb.h>
#include <pthread.h>
#include <stdatomic.h>

/* name.c: the names of a face, in every language of its name table, as UTF-8. */
typedef VEC(str) str_list;
typedef struct font_names {
    str_list families, styles, full; /* full: full and PostScript names */
    str family, style; /* the typographic ones, English first; may be empty */
    str postscript; /* printable ASCII; may be empty */
} font_names;
void font_names_read(hb_face_t *face, arena *a, font_names *out);
/* Equal but for the case of ASCII letters. */
bool font_name_eq(str a, str b);
bool font_name_in(const str_list *list, str name);

/* match.c: what a face looks like, what an alias asks for, and the best answer so far. */
typedef struct font_look {
    uint32_t weight, width; /* 400 is regular; 5 is normal */
    bool italic;
} font_look;
typedef struct font_candidate {
    str path;
    uint32_t index;
    font_names names;
    font_look look;
    bool variable;
} font_candidate;
typedef struct font_wish {
    str family, style;
    bool known; /* the style is empty or one of the words that mean a weight or a slant */
    font_look look;
    bool answered;
    str path; /* the answer */
    uint32_t index, shelf, distance;
} font_wish;
typedef struct font_wishes {
    arena *memory; /* of the answers */
    font_wish *at;
    uint32_t count;
    uint32_t shelf; /* the place being searched; an answer from an earlier one stands */
} font_wishes;
void font_wish_make(font_wish *w, str family, str style);
/* Whether any wish names one of these. */
bool font_wished(const font_wishes *w, const str_list *names);
void font_offer(font_wishes *w, const font_candidate *c);

/* file.c: a face of a file as HarfBuzz tables. NULL, or why it cannot be used (a constant). */
const char *font_file_open(const char *path, uint32_t index, hb_face_t **out);
/* Offers every usable face of the file; unusable ones are passed over. */
void font_file_offer(arena *scratch, str path, font_wishes *w);
uint32_t font_u16(const char *bytes, size_t at);
bool font_has_table(hb_face_t *face, hb_tag_t tag);
font_look font_file_look(hb_face_t *face);

/* folder.c: offers the fonts of a folder; NULL, or why the folder cannot be used (a constant). */
const char *font_folder_offer(arena *scratch, const char *folder, font_wishes *w);

/* installed.c: offers the installed fonts that bear a wished name; with a cache, from there. */
void font_installed_offer(arena *scratch, const font_cache *cache, font_wishes *w);

/* cache.c: the answers of an earlier run, while they hold; false when fontconfig is to be asked. */
bool font_cache_take(arena *scratch, const font_cache *c, font_wishes *w);
typedef struct font_cache_draft {
    buf text;
    int64_t begun; /* seconds, by the clock of the cache's file system; 0: it cannot be written */
    bool doubtful;
} font_cache_draft;
/* Begin before fontconfig is asked; watch each path that its answer came from; keep. */
font_cache_draft font_cache_begin(arena *scratch, const font_cache *c, const font_wishes *w);
void font_cache_watch(font_cache_draft *draft, str path);
void font_cache_keep(font_cache_draft *draft, const font_cache *c, const font_wishes *w);

/* cff.c: the CIDs of a bare CFF, which is borrowed. */
typedef struct font_cff {
    bool cid_keyed, identity;
    str registry, ordering; /* Adobe-Identity when there are no CIDs */
    int32_t supplement;
    str charset;
} font_cff;
bool font_cff_read(str table, font_cff *out);
/* gids ascending; false when one has no CID. */
bool font_cff_cids(const font_cff *cff, const uint32_t *gids, uint32_t count, uint16_t *cids);

/* face.c: one open face. */
typedef struct font_scaled {
    struct font_scaled *next;
    int em;
    hb_font_t *font;
    struct font_known *known;
} font_scaled;
/* batch.c: what many subsets are made from. */
typedef struct font_batch {
    pthread_mutex_t lock; /* over all of it */
    hb_set_t *wanted; /* by the subsets so far; NULL: not open */
    uint64_t spent, spent_all; /* glyphs cut out without it: since it was made, and ever */
    unsigned subsets; /* made when one was due */
    bool making, common; /* common: GB 2312 is wanted */
    hb_face_t *prepared; /* NULL: none yet */
    hb_map_t *own; /* the face's glyph ids → its own */
} font_batch;
typedef struct font_face {
    font_facts facts;
    hb_face_t *tables; /* the file, mapped */
    hb_font_t *font; /* at units per em */
    hb_blob_t *cff_table;
    font_cff cff; /* borrows cff_table; empty for TrueType */
    bool keep_hints; /* its outlines are put together by its instructions */
    /* Made once, under the book's lock, then only read: */
    _Atomic(hb_face_t *) reduced; /* the few tables that a subset is made from */
    _Atomic(font_scaled *) scaled;
    font_batch batch;
} font_face;
/* NULL, or why the face cannot be used. The face is allocated from a; its handles are closed by
 * font_face_close, which accepts what is half open. */
const char *font_face_open(FT_Library library, arena *a, str path, uint32_t index, font_face **out);
void font_face_close(font_face *face);
hb_font_t *font_scaled_new(hb_face_t *tables, int em);

/* known.c: what has been asked of a font. */
typedef struct font_known font_known;
font_known *font_known_new(arena *a);
/* A font that asks `font` for a glyph or an advance only where it is not known. It holds a
 * reference of its own. */
hb_font_t *font_knowing_new(hb_font_t *font, font_known *known);
font_ink font_known_ink(font_known *known, hb_font_t *font, uint32_t gid);

/* subset.c */
hb_face_t *font_reduced_new(const font_face *face);
/* NULL: the tables are broken. The caller destroys it. */
hb_subset_plan_t *font_plan_new(hb_face_t *from, const hb_set_t *glyphs, unsigned flags);

/* batch.c: opened and closed with the face. */
void font_batch_open(font_batch *b);
void font_batch_close(font_batch *b);
/* A face that has all the glyphs, to be destroyed by the caller, and their ids there; NULL: there
 * is none, and font_batch_missed() is to be told of a subset that was made without. */
hb_face_t *font_batch_take(font_face *face, const uint32_t *gids, uint32_t count, uint32_t *own);
void font_batch_missed(font_face *face, hb_face_t *reduced, const uint32_t *gids, uint32_t count);

/* coverage.c: the 6763 Han of GB 2312, in order. */
void font_gb2312_each(void (*take)(void *context, uint32_t cp), void *context);

/* map.c: whether the map can be used, with errors added. */
bool font_map_check(const font_map *map, diags *d);

/* book.c */
typedef struct font_chain {
    const uint32_t *slots; /* of the role's aliases, in order, then of the map's fallback */
    uint32_t count;
} font_chain;
const font_map *font_book_map(const fonts *f);
const font_chain *font_book_chain(const fonts *f, int role);
/* The number of the slot's face, opened if need be, or FONT_FACE_NONE. */
uint32_t font_slot_face(fonts *f, uint32_t slot);
/* Why a slot that was tried has no face though its file is there; NULL: no such case. */
const char *font_slot_reason(const fonts *f, uint32_t slot);
/* The family or the path that the slot asks for. */
str font_slot_name(const fonts *f, uint32_t slot);
/* Leaves through d's arena when the book has run out of memory: its answers would be wrong. */
void font_book_settle(const fonts *f, diags *d);
/* NULL when that face is not open. */
font_face *font_book_face(const fonts *f, uint32_t face);
hb_face_t *font_book_reduced(fonts *f, font_face *face);

#endif
