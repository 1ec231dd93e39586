#include "font/font_int.h"

#include <pthread.h>
#include <sys/stat.h>

typedef enum slot_state { SLOT_UNTRIED, SLOT_OPEN, SLOT_ABSENT } slot_state;
/* A face that some alias asks for; equal aliases share one. Its number is the face's. */
typedef struct slot {
    font_alias alias;
    atomic_int state; /* set last; what stands below never changes after that */
    font_face *face;
    uint32_t number; /* this slot, or the one that had opened the same file before */
    const char *reason; /* why a named file could not be used */
} slot;

/*
 * Under the lock memory comes from the book's own arena alone, in book_run(); that arena leaves
 * through `escape`, so that running out of memory never jumps over an unlock.
 */
struct fonts {
    pthread_mutex_t lock;
    guard escape;
    atomic_bool exhausted;
    arena *header; /* this struct */
    arena *memory;
    const font_map *map;
    bool installed; /* installed faces are still to be asked for */
    const font_cache *cache;
    FT_Library library;
    slot *slots;
    font_wish *wishes; /* one a slot */
    uint32_t slot_count;
    font_chain *chains; /* one a role */
};

static bool book_run(fonts *f, void (*work)(void *), void *context)
{
    pthread_mutex_lock(&f->lock);
    bool done = guard_run(&f->escape, work, context);
    pthread_mutex_unlock(&f->lock);
    if (!done)
        atomic_store(&f->exhausted, true);
    return done;
}

/* ---- opening the book ---- */

static bool alias_eq(const font_alias *a, const font_alias *b)
{
    return font_name_eq(a->family, b->family) && font_name_eq(a->style, b->style) &&
        str_eq(a->path, b->path) && a->index == b->index;
}

static uint32_t slot_for(fonts *f, const font_alias *alias)
{
    for (uint32_t i = 0; i < f->slot_count; i++)
        if (alias_eq(&f->slots[i].alias, alias))
            return i;
    uint32_t i = f->slot_count++;
    f->slots[i].alias = *alias;
    f->slots[i].number = i;
    /* An alias with a path wishes for no family. */
    font_wish_make(&f->wishes[i], alias->path.n > 0 ? STR("") : alias->family, alias->style);
    return i;
}

static void lay_slots(void *context)
{
    fonts *f = context;
    const font_map *map = f->map;
    uint32_t total = map->fallback_count;
    for (uint32_t r = 0; r < map->role_count; r++)
        total += map->roles[r].count;
    f->slots = ARENA_ARRAY(f->memory, slot, total);
    f->wishes = ARENA_ARRAY(f->memory, font_wish, total);
    f->chains = ARENA_ARRAY(f->memory, font_chain, map->role_count);
    for (uint32_t r = 0; r < map->role_count; r++) {
        const font_role *role = &map->roles[r];
        uint32_t count = role->count + map->fallback_count;
        uint32_t *slots = ARENA_ARRAY(f->memory, uint32_t, count);
        for (uint32_t i = 0; i < count; i++)
            slots[i] = slot_for(
                f, i < role->count ? &role->aliases[i] : &map->fallback[i - role->count]);
        f->chains[r] = (font_chain){slots, count};
    }
}

typedef struct folders {
    fonts *book;
    const font_options *options;
    const char **reasons; /* one a folder; NULL: it was read */
} folders;

static void read_folders(void *context)
{
    folders *job = context;
    fonts *f = job->book;
    for (uint32_t i = 0; i < job->options->folder_count; i++) {
        font_wishes w = {f->memory, f->wishes, f->slot_count, i};
        arena *scratch = arena_new(&f->escape);
        job->reasons[i] = font_folder_offer(scratch, job->options->folders[i], &w);
        arena_free(scratch);
    }
}

static bool open_folders(fonts *f, const font_options *options, diags *d)
{
    const char **reasons = ARENA_ARRAY(diags_memory(d), const char *, options->folder_count);
    folders job = {f, options, reasons};
    if (!book_run(f, read_folders, &job))
        return false;
    bool fine = true;
    for (uint32_t i = 0; i < options->folder_count; i++) {
        if (reasons[i] == NULL)
            continue;
        fine = false;
        DIAG(d, FONT_FOLDER, (mark){0}, str_of(options->folders[i]), str_of(reasons[i]));
    }
    return fine;
}

static void make_memory(void *context)
{
    fonts *f = context;
    f->memory = arena_new(&f->escape);
}

static bool open_all(fonts *f, const font_options *options, diags *d)
{
    if (FT_Init_FreeType(&f->library) != 0)
        atomic_store(&f->exhausted, true); /* memory is all that this can lack */
    if (atomic_load(&f->exhausted) || !book_run(f, make_memory, f) || !book_run(f, lay_slots, f))
        return false;
    return open_folders(f, options, d);
}

typedef struct heading {
    arena *header;
    fonts *made;
} heading;

static void make_header(void *context)
{
    heading *h = context;
    h->made = ARENA_NEW(h->header, fonts);
    h->made->header = h->header;
}

/* The book itself, which has no guard yet that it could leave through. */
static fonts *header_new(diags *d)
{
    guard escape = {.armed = false};
    heading h = {.header = arena_new(&escape)};
    if (h.header == NULL || !guard_run(&escape, make_header, &h)) {
        arena_free(h.header);
        arena_exhausted(diags_memory(d));
    }
    arena_guard(h.header, NULL); /* nothing more comes from it */
    return h.made;
}

fonts *fonts_open(const font_map *map, const font_options *options, diags *d)
{
    if (!font_map_check(map, d))
        return NULL;
    fonts *f = header_new(d);
    f->map = map;
    f->installed = options->installed;
    f->cache = options->cache;
    pthread_mutex_init(&f->lock, NULL);
    if (open_all(f, options, d))
        return f;
    bool exhausted = atomic_load(&f->exhausted);
    fonts_free(f);
    if (exhausted)
        arena_exhausted(diags_memory(d));
    return NULL;
}

void fonts_free(fonts *f)
{
    if (f == NULL)
        return;
    for (uint32_t i = 0; i < f->slot_count; i++)
        if (f->slots[i].number == i)
            font_face_close(f->slots[i].face);
    if (f->library != NULL)
        FT_Done_FreeType(f->library);
    arena_free(f->memory);
    pthread_mutex_destroy(&f->lock);
    arena_free(f->header);
}

/* ---- opening faces ---- */

/* Where the slot's face is: by its path, in a folder, or installed. */
static bool locate(fonts *f, uint32_t i, str *path, uint32_t *index)
{
    *path = f->slots[i].alias.path;
    *index = f->slots[i].alias.index;
    if (path->n > 0)
        return true;
    if (!f->wishes[i].answered && f->installed) {
        f->installed = false;
        font_wishes w = {f->memory, f->wishes, f->slot_count, UINT32_MAX};
        arena *scratch = arena_new(&f->escape);
        font_installed_offer(scratch, f->cache, &w);
        arena_free(scratch);
    }
    *path = f->wishes[i].path;
    *index = f->wishes[i].index;
    return f->wishes[i].answered;
}

static const slot *opened(const fonts *f, str path, uint32_t index)
{
    for (uint32_t i = 0; i < f->slot_count; i++) {
        const slot *s = &f->slots[i];
        if (s->face != NULL && s->face->facts.index == index && str_eq(s->face->facts.path, path))
            return s;
    }
    return NULL;
}

typedef struct opening {
    fonts *book;
    uint32_t slot;
} opening;

static void open_slot(void *context)
{
    opening *o = context;
    fonts *f = o->book;
    slot *s = &f->slots[o->slot];
    str path;
    uint32_t index;
    if (atomic_load(&s->state) != SLOT_UNTRIED)
        return; /* another thread was first */
    bool found = locate(f, o->slot, &path, &index);
    const slot *same = found ? opened(f, path, index) : NULL;
    if (same != NULL) {
        s->number = same->number;
        s->face = same->face;
    } else if (found) {
        font_face *face = NULL;
        s->reason = font_face_open(f->library, f->memory, path, index, &face);
        if (s->reason == NULL)
            s->face = face;
        else
            font_face_close(face);
    }
    atomic_store_explicit(
        &s->state, s->face == NULL ? SLOT_ABSENT : SLOT_OPEN, memory_order_release);
}

typedef struct naming {
    fonts *book;
    str *paths; /* one a slot; empty: nothing was found */
    uint32_t *indices;
} naming;

static void name_files(void *context)
{
    naming *n = context;
    for (uint32_t i = 0; i < n->book->slot_count; i++)
        if (!locate(n->book, i, &n->paths[i], &n->indices[i]))
            n->paths[i] = STR("");
}

void fonts_identity(fonts *f, buf *out)
{
    arena *a = out->memory;
    naming n = {f, ARENA_ARRAY(a, str, f->slot_count), ARENA_ARRAY(a, uint32_t, f->slot_count)};
    if (!book_run(f, name_files, &n))
        arena_exhausted(a);
    for (uint32_t i = 0; i < f->slot_count; i++) {
        struct stat st = {0};
        bool there = n.paths[i].n > 0 && stat(str_z(a, n.paths[i]), &st) == 0;
        buf_fmt(out, "%.*s %u %lld %lld.%09ld\n", STR_ARG(n.paths[i]), (unsigned)n.indices[i],
            there ? (long long)st.st_size : -1, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    }
}

uint32_t font_slot_face(fonts *f, uint32_t i)
{
    slot *s = &f->slots[i];
    int state = atomic_load_explicit(&s->state, memory_order_acquire);
    if (state == SLOT_UNTRIED) {
        opening o = {f, i};
        book_run(f, open_slot, &o);
        state = atomic_load_explicit(&s->state, memory_order_acquire);
    }
    return state == SLOT_OPEN ? s->number : FONT_FACE_NONE;
}

const char *font_slot_reason(const fonts *f, uint32_t i)
{
    return f->slots[i].reason;
}

str font_slot_name(const fonts *f, uint32_t i)
{
    const font_alias *alias = &f->slots[i].alias;
    return alias->path.n > 0 ? alias->path : alias->family;
}

/* ---- what is open ---- */

const font_map *font_book_map(const fonts *f)
{
    return f->map;
}

const font_chain *font_book_chain(const fonts *f, int role)
{
    return &f->chains[role];
}

void font_book_settle(const fonts *f, diags *d)
{
    if (atomic_load(&f->exhausted))
        arena_exhausted(diags_memory(d));
}

uint32_t fonts_face_count(const fonts *f)
{
    return f->slot_count;
}

font_face *font_book_face(const fonts *f, uint32_t face)
{
    if (face >= f->slot_count ||
        atomic_load_explicit(&f->slots[face].state, memory_order_acquire) != SLOT_OPEN)
        return NULL;
    return f->slots[face].face;
}

const font_facts *fonts_facts(const fonts *f, uint32_t face)
{
    const font_face *open = font_book_face(f, face);
    return open == NULL ? NULL : &open->facts;
}

uint32_t fonts_glyph(fonts *f, uint32_t face, uint32_t cp, uint32_t variation)
{
    hb_font_t *font = font_book_face(f, face)->font;
    hb_codepoint_t gid = 0;
    bool has = variation == 0 ? hb_font_get_nominal_glyph(font, cp, &gid)
                              : hb_font_get_variation_glyph(font, cp, variation, &gid);
    return has ? gid : 0;
}

static const font_scaled *scaled_lookup(const font_face *face, int em)
{
    const font_scaled *s = atomic_load_explicit(&face->scaled, memory_order_acquire);
    while (s != NULL && s->em != em)
        s = s->next;
    return s;
}

typedef struct scaling {
    fonts *book;
    font_face *face;
    int em;
} scaling;

static void scale(void *context)
{
    scaling *o = context;
    if (scaled_lookup(o->face, o->em) != NULL)
        return; /* another thread was first */
    font_scaled *s = ARENA_NEW(o->book->memory, font_scaled);
    s->em = o->em;
    s->known = font_known_new(o->book->memory);
    hb_font_t *plain = font_scaled_new(o->face->tables, o->em);
    s->font = font_knowing_new(plain, s->known);
    hb_font_destroy(plain);
    s->next = atomic_load(&o->face->scaled);
    atomic_store_explicit(&o->face->scaled, s, memory_order_release);
}

/* NULL without memory: the book's next answer is an exit. */
static const font_scaled *scaled(fonts *f, uint32_t face, int em)
{
    font_face *open = font_book_face(f, face);
    const font_scaled *known = scaled_lookup(open, em);
    if (known != NULL)
        return known;
    scaling o = {f, open, em};
    book_run(f, scale, &o);
    return scaled_lookup(open, em);
}

hb_font_t *fonts_shaper(fonts *f, uint32_t face, int em)
{
    const font_scaled *s = scaled(f, face, em);
    return s == NULL ? hb_font_get_empty() : s->font; /* what HarfBuzz itself returns then */
}

font_ink fonts_ink(fonts *f, uint32_t face, int em, uint32_t gid)
{
    const font_scaled *s = scaled(f, face, em);
    return s == NULL ? (font_ink){0} : font_known_ink(s->known, s->font, gid);
}

hb_face_t *font_book_reduced(fonts *f, font_face *face)
{
    hb_face_t *reduced = atomic_load_explicit(&face->reduced, memory_order_acquire);
    if (reduced != NULL)
        return reduced;
    pthread_mutex_lock(&f->lock);
    reduced = atomic_load(&face->reduced);
    if (reduced == NULL) {
        reduced = font_reduced_new(face);
        atomic_store_explicit(&face->reduced, reduced, memory_order_release);
    }
    pthread_mutex_unlock(&f->lock);
    return reduced;
}
