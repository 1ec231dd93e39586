/*
 * The only file that knows libharu, and of libharu only its object layer: dictionaries, the table
 * of objects and the writing of their values. Pages, fonts, encoders, encryption and PDF/A of its
 * own are not used, nor the file's frame, which it has of PDF 1.4 alone: see file.c.
 */
#include "pdf/pdf_int.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <string.h>

/* The structs behind HPDF_Doc and HPDF_Dict are read and set here. They are public in 2.3 and 2.4
 * and differ between the two; whatever comes next has to be looked at before it is let in. */
#if HPDF_MAJOR_VERSION != 2 || (HPDF_MINOR_VERSION != 3 && HPDF_MINOR_VERSION != 4)
#error "libharu 2.3 or 2.4 is needed: src/pdf/object.c depends on the layout of its structs"
#endif

struct pdf_file {
    arena *memory;
    HPDF_Doc doc;
    HPDF_Stream writer; /* to `out` */
    buf *out;
    HPDF_STATUS error;
    uint64_t bytes; /* in streams so far */
    size_t string_most; /* bytes (ISO 19005-1, 6.1.12; ISO 32000-1, Annex C) */
};

/* HPDF_FAILD_TO_ALLOC_MEM, which later versions spell otherwise. */
enum { OUT_OF_MEMORY = 0x1015 };
/* libharu counts a file's bytes in 32 bits. */
#define FILE_MOST INT32_MAX

/* What a dictionary has beside libharu's entries. */
typedef struct record {
    str raw; /* entries as they shall be written */
    str content; /* of a stream */
    bool stream;
} record;

/* ---- errors ---- */

/* The object layer never calls the error handler: it returns a code or NULL. */
static void keep(pdf_file *f, HPDF_STATUS status)
{
    if (f->error == HPDF_OK)
        f->error = status;
}

/* The object, its NULL kept as an error. */
static void *made(pdf_file *f, void *object)
{
    if (object == NULL && f->error == HPDF_OK) {
        HPDF_STATUS status = f->doc == NULL ? OUT_OF_MEMORY : HPDF_GetError(f->doc);
        f->error = status == HPDF_OK ? HPDF_INVALID_OBJECT : status;
    }
    return object;
}

static bool ready(const pdf_file *f)
{
    return f->error == HPDF_OK;
}

/* ---- the file ---- */

static pdf_dict *dict(void *object)
{
    return object;
}

static HPDF_Dict haru(pdf_dict *object)
{
    return (void *)object;
}

/* That the program runs with the libharu that it was compiled for. */
static bool same_version(void)
{
    const char *linked = HPDF_GetVersion();
    return strncmp(linked, HPDF_VERSION_TEXT, strlen("2.3.")) == 0;
}

const char *pdf_library_version(void)
{
    return HPDF_GetVersion();
}

/* Called by libharu with the bytes of a value, piece by piece; it would begin a line in each
 * dictionary. */
static HPDF_STATUS write_piece(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    pdf_file *f = stream->attr;
    bool opening = size == 3 && memcmp(bytes, "<<\n", 3) == 0;
    buf_add(f->out, (str){(const char *)bytes, opening ? 2 : size});
    return HPDF_OK;
}

pdf_file *pdf_file_new(arena *a, int version)
{
    pdf_file *f = ARENA_NEW(a, pdf_file);
    f->memory = a;
    f->string_most = version == 14 ? HPDF_LIMIT_MAX_STRING_LEN : 32767;
    if (!same_version()) {
        f->error = HPDF_UNSUPPORTED_FUNC;
        return f;
    }
    f->doc = HPDF_New(NULL, NULL);
    if (made(f, f->doc) == NULL)
        return f;
    f->writer = made(f, HPDF_CallbackWriter_New(f->doc->mmgr, write_piece, f));
    /* libharu's own entries, without its blanks. */
    pdf_set_name(f, pdf_catalog(f), "Type", "Catalog");
    pdf_set_ref(f, pdf_catalog(f), "Pages", dict(f->doc->root_pages));
    pdf_set_name(f, dict(f->doc->root_pages), "Type", "Pages");
    return f;
}

void pdf_file_free(pdf_file *f)
{
    bool exhausted = f->error == OUT_OF_MEMORY;
    HPDF_Stream_Free(f->writer);
    HPDF_Free(f->doc);
    f->doc = NULL;
    if (exhausted)
        arena_exhausted(f->memory);
}

unsigned long pdf_file_error(const pdf_file *f)
{
    return f->error;
}

pdf_dict *pdf_catalog(pdf_file *f)
{
    return ready(f) ? dict(f->doc->catalog) : NULL;
}

pdf_dict *pdf_info(pdf_file *f)
{
    return ready(f) ? dict(made(f, f->doc->info)) : NULL;
}

pdf_dict *pdf_trailer(pdf_file *f)
{
    return ready(f) ? dict(f->doc->trailer) : NULL;
}

pdf_dict *pdf_page_root(pdf_file *f)
{
    if (!ready(f))
        return NULL;
    /* It would count pages by a class that dictionaries of ours do not have. */
    f->doc->root_pages->before_write_fn = NULL;
    return dict(f->doc->root_pages);
}

unsigned pdf_number_of(pdf_file *f, pdf_dict *object)
{
    return ready(f) ? haru(object)->header.obj_id & 0x00FFFFFF : 0;
}

/* ---- entries ---- */

/* libharu's lists grow by so many places as they were made with: copied each time, a list of many
 * objects takes time by their square. */
static void list_prepare(HPDF_List list)
{
    if (list->count >= list->items_per_block)
        list->items_per_block = list->count;
}

pdf_dict *pdf_dict_new(pdf_file *f)
{
    HPDF_Dict d = ready(f) ? made(f, HPDF_Dict_New(f->doc->mmgr)) : NULL;
    if (d != NULL) {
        list_prepare(f->doc->xref->entries);
        keep(f, HPDF_Xref_Add(f->doc->xref, d));
    }
    return ready(f) ? dict(d) : NULL;
}

/* ---- entries of our own writing ---- */

/* Called by libharu between a dictionary's own entries and its end. */
static HPDF_STATUS write_raw(HPDF_Dict d, HPDF_Stream stream)
{
    const record *r = d->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)r->raw.at, (HPDF_UINT)r->raw.n);
}

static record *record_of(pdf_file *f, HPDF_Dict d)
{
    if (d->attr == NULL)
        d->attr = ARENA_NEW(f->memory, record);
    d->write_fn = write_raw;
    return d->attr;
}

static str joined(arena *a, str before, str after)
{
    buf out = {.memory = a};
    buf_add(&out, before);
    buf_add(&out, after);
    return buf_str(&out);
}

void pdf_set_raw(pdf_file *f, pdf_dict *owner, str entries)
{
    if (!ready(f) || entries.n == 0)
        return;
    record *r = record_of(f, haru(owner));
    r->raw = r->raw.n == 0 ? entries : joined(f->memory, r->raw, entries);
}

void pdf_set_value(pdf_file *f, pdf_dict *owner, const char *key, str value)
{
    if (!ready(f))
        return;
    HPDF_Dict_RemoveElement(haru(owner), key);
    bool delimited = strchr("/([<", value.at[0]) != NULL;
    pdf_set_raw(
        f, owner, joined(f->memory, str_fmt(f->memory, "/%s%s", key, delimited ? "" : " "), value));
}

/* 7.3.5: what is not a regular character is a number. */
void pdf_set_name(pdf_file *f, pdf_dict *owner, const char *key, const char *name)
{
    buf out = {.memory = f->memory};
    buf_byte(&out, '/');
    for (const char *c = name; *c != '\0'; c++)
        if (*c > ' ' && *c < 0x7F && strchr("()<>[]{}/%#", *c) == NULL)
            buf_byte(&out, *c);
        else
            buf_fmt(&out, "#%02X", (unsigned)(unsigned char)*c);
    pdf_set_value(f, owner, key, buf_str(&out));
}

void pdf_set_number(pdf_file *f, pdf_dict *owner, const char *key, int32_t number)
{
    pdf_set_value(f, owner, key, str_fmt(f->memory, "%ld", (long)number));
}

void pdf_set_ref(pdf_file *f, pdf_dict *owner, const char *key, pdf_dict *indirect)
{
    pdf_set_value(f, owner, key, str_fmt(f->memory, "%u 0 R", pdf_number_of(f, indirect)));
}

str pdf_literal(arena *a, str bytes)
{
    buf out = {.memory = a};
    buf_byte(&out, '(');
    for (size_t i = 0; i < bytes.n; i++) {
        char c = bytes.at[i];
        if (c == '(' || c == ')' || c == '\\' || c == '\r' || c == '\n')
            buf_byte(&out, '\\');
        buf_byte(&out, c == '\r' ? 'r' : c == '\n' ? 'n' : c);
    }
    buf_byte(&out, ')');
    return buf_str(&out);
}

void pdf_set_string(pdf_file *f, pdf_dict *owner, const char *key, str bytes)
{
    if (bytes.n > f->string_most)
        keep(f, HPDF_BINARY_LENGTH_ERR);
    pdf_set_value(f, owner, key, pdf_literal(f->memory, bytes));
}

void pdf_ref_add(pdf_file *f, buf *to, pdf_dict *indirect)
{
    pdf_number(to, pdf_number_of(f, indirect), 0);
    buf_add(to, STR(" 0 R"));
}

/* ---- streams ---- */

/* Their bytes are never libharu's: it would copy them thrice, and give each its length as an object
 * of its own. */
pdf_dict *pdf_plain_stream_new(pdf_file *f, str content)
{
    f->bytes += content.n;
    if (f->bytes > FILE_MOST)
        keep(f, HPDF_STREAM_EOF);
    pdf_dict *d = pdf_dict_new(f);
    if (!ready(f))
        return NULL;
    record *r = record_of(f, haru(d));
    r->content = content;
    r->stream = true;
    pdf_set_number(f, d, "Length", (int32_t)content.n);
    return d;
}

pdf_dict *pdf_stream_new(pdf_file *f, str deflated)
{
    pdf_dict *d = pdf_plain_stream_new(f, deflated);
    pdf_set_raw(f, d, STR("/Filter/FlateDecode"));
    return d;
}

/* ---- what is written ---- */

uint32_t pdf_object_count(const pdf_file *f)
{
    return ready(f) ? f->doc->xref->entries->count : 0;
}

bool pdf_object_write(pdf_file *f, uint32_t number, buf *out, str *content)
{
    if (!ready(f))
        return false;
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(f->doc->xref, number);
    HPDF_Dict d = made(f, entry == NULL ? NULL : entry->obj);
    if (d == NULL)
        return false;
    f->out = out;
    keep(f, HPDF_Obj_WriteValue(d, f->writer, NULL));
    f->out = NULL;
    const record *r = d->attr;
    bool stream = r != NULL && r->stream;
    if (stream)
        *content = r->content;
    return stream;
}

/* Built without formats, which would end at a NUL of the ID. */
str pdf_trailer_entries(pdf_file *f)
{
    buf out = {.memory = f->memory};
    if (!ready(f))
        return (str){0};
    const record *r = f->doc->trailer->attr;
    buf_add(&out, STR("/Root "));
    pdf_ref_add(f, &out, pdf_catalog(f));
    buf_add(&out, STR("/Info "));
    pdf_ref_add(f, &out, pdf_info(f));
    if (r != NULL)
        buf_add(&out, r->raw);
    return buf_str(&out);
}
