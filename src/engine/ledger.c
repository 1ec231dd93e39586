/* What outputs were made of, kept beside them: which are still as they would be made again. */
#include "engine/batch_int.h"
#include "engine/origin_int.h"

#define LEDGER_NAME ".jixiaobiao"
enum { LEDGER_BYTES = 256 << 20 };

/* A line: fingerprint, hash of the PDF, its bytes and pages, its name; blanks between. */
typedef struct entry {
    str fingerprint, hash;
    size_t bytes, pages;
} entry;

/* The ledger of one folder; of two lines with one name the later holds. */
typedef struct ledger {
    str_map *entries; /* name → pointer to the entry */
    bool torn; /* the last line has no end: somebody was killed over it */
} ledger;

static str line_next(str text, size_t *i)
{
    size_t end = str_search(text, STR("\n"), *i);
    str line = str_slice(text, *i, end == SIZE_MAX ? text.n : end);
    *i = end == SIZE_MAX ? text.n : end + 1;
    return line;
}

static str word_next(str line, size_t *i)
{
    size_t end = str_search(line, STR(" "), *i);
    str word = str_slice(line, *i, end == SIZE_MAX ? line.n : end);
    *i = end == SIZE_MAX ? line.n : end + 1;
    return word;
}

static bool number_read(str word, size_t *out)
{
    *out = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (word.at[i] < '0' || word.at[i] > '9' || i > 15)
            return false;
        *out = *out * 10 + (size_t)(word.at[i] - '0');
    }
    return word.n > 0;
}

static bool entry_read(str line, entry *e, str *name)
{
    size_t i = 0;
    e->fingerprint = word_next(line, &i);
    e->hash = word_next(line, &i);
    bool good = e->fingerprint.n == 2 * HASH_SIZE && e->hash.n == 2 * HASH_SIZE;
    good = number_read(word_next(line, &i), &e->bytes) && good;
    good = number_read(word_next(line, &i), &e->pages) && good;
    *name = str_slice(line, i, line.n);
    return good && name->n > 0;
}

static void entry_put(arena *a, ledger *l, str name, const entry *e)
{
    entry *known = map_lookup(l->entries, name);
    if (known == NULL)
        map_add(l->entries, name, known = ARENA_NEW(a, entry));
    *known = *e;
}

static ledger *ledger_read(arena *a, const char *path)
{
    ledger *l = ARENA_NEW(a, ledger);
    diags *aside = diags_new(a);
    str text = {0};
    l->entries = map_new(a);
    if (io_is_file(path))
        io_read(a, path, LEDGER_BYTES, (mark){0}, &text, aside);
    l->torn = text.n > 0 && text.at[text.n - 1] != '\n';
    for (size_t i = 0; i < text.n;) {
        entry e;
        str name, line = line_next(text, &i);
        if ((i < text.n || !l->torn) && entry_read(line, &e, &name))
            entry_put(a, l, name, &e);
    }
    return l;
}

static str folder_of(str path, str *name)
{
    size_t n = path.n;
    while (n > 0 && path.at[n - 1] != '/')
        n--;
    *name = str_slice(path, n, path.n);
    return str_slice(path, 0, n);
}

/* Under the lock. *file: its path. */
static ledger *ledger_of(jxb_batch *b, str path, str *name, const char **file)
{
    str folder = folder_of(path, name);
    *file = str_z(b->memory, str_fmt(b->memory, "%.*s" LEDGER_NAME, STR_ARG(folder)));
    if (b->ledgers == NULL)
        b->ledgers = map_new(b->memory);
    ledger *l = map_lookup(b->ledgers, folder);
    if (l == NULL) {
        l = ledger_read(b->memory, *file);
        map_add(b->ledgers, str_dup(b->memory, folder), l);
    }
    return l;
}

typedef struct asking {
    jxb_batch *batch;
    const char *path, *fingerprint;
    entry found; /* fingerprint empty: there is none, or another */
    const jxb_output *output;
    diags *diags;
} asking;

static void look_up(void *context)
{
    asking *q = context;
    str name;
    const char *file;
    const ledger *l = ledger_of(q->batch, str_of(q->path), &name, &file);
    const entry *e = map_lookup(l->entries, name);
    if (e != NULL && str_eq(e->fingerprint, str_of(q->fingerprint)))
        q->found = *e;
}

static bool locked(jxb_batch *b, void (*work)(void *), asking *q)
{
    pthread_mutex_lock(&b->lock);
    bool done = guard_run(&b->escape, work, q);
    pthread_mutex_unlock(&b->lock);
    return done;
}

typedef struct comparing {
    arena *memory;
    const char *path;
    str hash;
    bool same;
} comparing;

static void compare(void *context)
{
    comparing *c = context;
    str hash;
    c->same = io_hash(c->memory, c->path, &hash, diags_new(c->memory)) && str_eq(hash, c->hash);
}

bool jxb_batch_fresh(jxb_batch *b, const char *path, const char *fingerprint, jxb_output *out)
{
    asking q = {.batch = b, .path = path, .fingerprint = fingerprint};
    if (!locked(b, look_up, &q) || q.found.fingerprint.n == 0)
        return false;
    guard escape = {.armed = false};
    comparing c = {arena_new(&escape), path, q.found.hash, false};
    if (c.memory == NULL || !guard_run(&escape, compare, &c))
        c.same = false;
    arena_free(c.memory);
    out->bytes = q.found.bytes;
    out->pages = q.found.pages;
    return c.same;
}

/* Adds the line to the file, and its entry to what was read of it. */
static void remember(void *context)
{
    asking *q = context;
    arena *a = q->batch->memory;
    str name;
    const char *file;
    ledger *l = ledger_of(q->batch, str_of(q->path), &name, &file);
    entry e = {str_dup(a, str_of(q->fingerprint)), str_dup(a, str_of(q->output->hash)),
        q->output->bytes, q->output->pages};
    str line = str_fmt(a, "%s%.*s %.*s %zu %zu %.*s\n", l->torn ? "\n" : "",
        STR_ARG(e.fingerprint), STR_ARG(e.hash), e.bytes, e.pages, STR_ARG(name));
    if (!io_append(file, line, q->diags))
        return;
    l->torn = false;
    entry_put(a, l, str_dup(a, name), &e);
}

bool jxb_batch_remember(
    jxb_batch *b, const jxb_output *output, const char *fingerprint, jxb_diags *sink)
{
    asking q = {.batch = b, .path = output->path, .fingerprint = fingerprint, .output = output,
        .diags = sink->list};
    pthread_mutex_lock(&b->lock);
    bool done = handle_run(b, sink, remember, &q);
    pthread_mutex_unlock(&b->lock);
    return done;
}

/* ---- fingerprints ---- */

typedef struct hashing {
    const jxb_document *document;
    const jxb_fonts *fonts;
    const char *identity;
    const jxb_pdf_options *options;
    arena *memory;
    str sum;
} hashing;

static void add_files(hasher *h, const origin_files *files)
{
    for (uint32_t i = 0; i < files->count; i++) {
        hash_part(h, files->at[i].name);
        hash_part(h, files->at[i].text);
    }
    hash_part(h, STR(""));
}

static void fingerprint(void *context)
{
    hashing *j = context;
    arena *a = j->memory;
    const jxb_pdf_options *o = j->options;
    const doc_fit *fit = &j->document->doc->fit;
    hasher *h = hash_new(a);
    const origin *from = origin_of(a, j->document);
    buf libraries = {.memory = a};
    library_versions(&libraries);
    hash_part(h, str_of(jxb_version()));
    hash_part(h, buf_str(&libraries));
    hash_part(h, str_fmt(a, "%d %d %d %lld %d %d %d %u %u", (int)o->pdfa, o->without_fields,
        o->dated, o->created, o->attach_source, (int)j->document->view, (int)fit->goal,
        (unsigned)fit->pages, (unsigned)from->index));
    hash_part(h, from->form_id);
    add_files(h, &from->data);
    add_files(h, &from->form);
    hash_part(h, j->fonts->from->text);
    hash_part(h, str_of(j->identity));
    j->sum = hash_hex(h, a);
}

/* A handle for the time of one call. */
typedef struct errand {
    guard escape;
    arena *memory;
} errand;

char *jxb_document_fingerprint(const jxb_document *doc, const jxb_fonts *book,
    const char *identity, const jxb_pdf_options *options, jxb_diags *sink)
{
    errand *e = handle_new(sizeof *e, sink);
    if (e == NULL)
        return NULL;
    hashing j = {doc, book, identity, options, e->memory, {0}};
    char *sum = handle_run(e, sink, fingerprint, &j) ? text_out(j.sum, sink) : NULL;
    handle_free(e);
    return sum;
}

static void identify(void *context)
{
    dump_job *d = context;
    fonts_identity(((const jxb_fonts *)d->of)->book, &d->out);
}

char *jxb_fonts_identity(jxb_fonts *book, jxb_diags *sink)
{
    char *text = dump_text(identify, book, 0);
    if (text == NULL)
        handle_tell_memory(sink);
    return text;
}
