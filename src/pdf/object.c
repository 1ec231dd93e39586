/*
 * The only file that knows libharu, and of libharu only its object layer: dictionaries, arrays and
 * streams, the table of objects and the writing of them all. Pages, fonts, encoders, encryption and
 * PDF/A of its own are not used.
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
    HPDF_STATUS error;
    uint64_t bytes; /* in streams so far */
    size_t string_most; /* bytes (ISO 19005-1, 6.1.12; ISO 32000-1, Annex C) */
};

/* HPDF_FAILD_TO_ALLOC_MEM, which later versions spell otherwise. */
enum { OUT_OF_MEMORY = 0x1015 };
/* libharu counts a file's bytes in 32 bits. */
#define FILE_MOST INT32_MAX
/* The step by which libharu's own streams grow. */
enum { STREAM_BLOCK = 4096 };

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
    if (made(f, f->doc) != NULL)
        f->doc->pdf_version = version == 14 ? HPDF_VER_14 : HPDF_VER_17;
    return f;
}

void pdf_file_free(pdf_file *f)
{
    bool exhausted = f->error == OUT_OF_MEMORY;
    HPDF_Free(f->doc);
    f->doc = NULL;
    if (exhausted)
        arena_exhausted(f->memory);
}

unsigned long pdf_file_error(const pdf_file *f)
{
    return f->error;
}

bool pdf_file_save(pdf_file *f, str *out)
{
    if (!ready(f))
        return false;
    keep(f, HPDF_SaveToStream(f->doc));
    if (!ready(f))
        return false;
    HPDF_UINT32 size = HPDF_GetStreamSize(f->doc), got = size;
    HPDF_BYTE *bytes = arena_alloc(f->memory, size, 1);
    keep(f, HPDF_ReadFromStream(f->doc, bytes, &got));
    if (got != size)
        keep(f, HPDF_STREAM_EOF);
    *out = (str){(const char *)bytes, size};
    return ready(f);
}

static pdf_dict *dict(void *object)
{
    return object;
}

static HPDF_Dict haru(pdf_dict *object)
{
    return (void *)object;
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

static void set(pdf_file *f, pdf_dict *owner, const char *key, void *object)
{
    if (made(f, object) != NULL)
        keep(f, HPDF_Dict_Add(haru(owner), key, object));
}

static void add(pdf_file *f, pdf_array *to, void *object)
{
    if (made(f, object) != NULL)
        keep(f, HPDF_Array_Add((HPDF_Array)(void *)to, object));
}

pdf_dict *pdf_dict_new(pdf_file *f)
{
    HPDF_Dict d = ready(f) ? made(f, HPDF_Dict_New(f->doc->mmgr)) : NULL;
    if (d != NULL)
        keep(f, HPDF_Xref_Add(f->doc->xref, d));
    return ready(f) ? dict(d) : NULL;
}

pdf_dict *pdf_dict_in(pdf_file *f, pdf_dict *owner, const char *key)
{
    HPDF_Dict d = ready(f) ? HPDF_Dict_New(f->doc->mmgr) : NULL;
    if (ready(f))
        set(f, owner, key, d);
    return dict(d);
}

pdf_array *pdf_array_in(pdf_file *f, pdf_dict *owner, const char *key)
{
    HPDF_Array array = ready(f) ? HPDF_Array_New(f->doc->mmgr) : NULL;
    if (ready(f))
        set(f, owner, key, array);
    return (pdf_array *)(void *)array;
}

pdf_dict *pdf_dict_add(pdf_file *f, pdf_array *to)
{
    HPDF_Dict d = ready(f) ? HPDF_Dict_New(f->doc->mmgr) : NULL;
    if (ready(f))
        add(f, to, d);
    return dict(d);
}

void pdf_add_number(pdf_file *f, pdf_array *to, int32_t number)
{
    if (ready(f))
        add(f, to, HPDF_Number_New(f->doc->mmgr, number));
}

void pdf_add_name(pdf_file *f, pdf_array *to, const char *name)
{
    if (ready(f))
        add(f, to, HPDF_Name_New(f->doc->mmgr, name));
}

void pdf_add_ref(pdf_file *f, pdf_array *to, pdf_dict *indirect)
{
    if (ready(f))
        add(f, to, haru(indirect));
}

/* ---- entries of our own writing ---- */

/* Called by libharu between a dictionary's own entries and its end. */
static HPDF_STATUS write_raw(HPDF_Dict d, HPDF_Stream stream)
{
    const str *raw = d->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)raw->at, (HPDF_UINT)raw->n);
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
    HPDF_Dict d = haru(owner);
    str *raw = d->attr;
    if (raw == NULL)
        raw = ARENA_NEW(f->memory, str);
    *raw = raw->n == 0 ? entries : joined(f->memory, *raw, entries);
    d->attr = raw;
    d->write_fn = write_raw;
}

/* An entry without the blanks that libharu would write, in the place of one that libharu made. */
static void set_written(pdf_file *f, pdf_dict *owner, const char *key, str value)
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
    set_written(f, owner, key, buf_str(&out));
}

void pdf_set_number(pdf_file *f, pdf_dict *owner, const char *key, int32_t number)
{
    set_written(f, owner, key, str_fmt(f->memory, "%ld", (long)number));
}

void pdf_set_ref(pdf_file *f, pdf_dict *owner, const char *key, pdf_dict *indirect)
{
    set_written(f, owner, key, str_fmt(f->memory, "%u 0 R", pdf_number_of(f, indirect)));
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
    set_written(f, owner, key, pdf_literal(f->memory, bytes));
}

/* ---- streams ---- */

/* libharu's own streams have their length as an object of its own, which costs 40 bytes, and it
 * writes no other; here the number stands in the dictionary and is only marked as if it did not. */
static void length_mark(HPDF_Dict d, bool indirect)
{
    HPDF_Number length = HPDF_Dict_GetItem(d, "Length", HPDF_OCLASS_NUMBER);
    if (length != NULL && indirect)
        length->header.obj_id |= HPDF_OTYPE_INDIRECT;
    else if (length != NULL)
        length->header.obj_id &= ~(HPDF_UINT32)HPDF_OTYPE_INDIRECT;
}

/* Called before the entries are freed, which objects so marked are not. */
static void length_free(HPDF_Dict d)
{
    length_mark(d, false);
}

pdf_dict *pdf_stream_new(pdf_file *f, str deflated)
{
    pdf_dict *d = pdf_plain_stream_new(f, deflated);
    /* Without a filter of its own libharu takes a /Filter key away when it saves, so the key is
     * not an entry but written. */
    pdf_set_raw(f, d, STR("/Filter/FlateDecode"));
    return d;
}

pdf_dict *pdf_plain_stream_new(pdf_file *f, str content)
{
    f->bytes += content.n;
    if (f->bytes > FILE_MOST)
        keep(f, HPDF_STREAM_EOF);
    pdf_dict *made_dict = pdf_dict_new(f);
    if (!ready(f))
        return NULL;
    HPDF_Dict d = haru(made_dict);
    keep(f, HPDF_Dict_AddNumber(d, "Length", (HPDF_INT32)content.n));
    d->stream = made(f, HPDF_MemStream_New(f->doc->mmgr, STREAM_BLOCK));
    if (!ready(f))
        return NULL;
    length_mark(d, true);
    d->free_fn = length_free;
    keep(f, HPDF_Stream_Write(d->stream, (const HPDF_BYTE *)content.at, (HPDF_UINT)content.n));
    return made_dict;
}
