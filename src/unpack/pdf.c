#include "unpack/unpack_int.h"

#include <libdeflate.h>

typedef struct reader {
    arena *memory;
    qpdf_calls q;
    qpdf_data pdf;
    str name; /* of the PDF */
    diags *diags;
    VEC(unpack_file) files;
    size_t bytes; /* of all files so far */
    str_map *names, *folders; /* of files, and of the folders that they are in */
} reader;

static bool refuse(reader *r, str why)
{
    DIAG(r->diags, UNPACK, (mark){0}, r->name, why);
    return false;
}

/* The name may be anything: at most its first 60 characters, in one line. */
static bool refuse_file(reader *r, str file, const char *why)
{
    enum { SHOWN_MOST = 60 };
    buf name = {.memory = r->memory};
    size_t i = 0;
    for (int shown = 0; i < file.n && shown < SHOWN_MOST; shown++) {
        char bytes[4];
        uint32_t cp = utf8_next(file, &i);
        bool odd = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
        buf_add(&name, (str){bytes, utf8_put(bytes, odd ? UTF8_REPLACEMENT : cp)});
    }
    return refuse(r,
        str_fmt(r->memory, "里面的文件“%.*s%s”%s", STR_ARG(buf_str(&name)), i < file.n ? "…" : "",
            why));
}

/* ---- names ---- */

static bool name_take(reader *r, str name)
{
    if (!unpack_name_sound(name))
        return refuse_file(r, name, "的名称不能用（要在文件夹之内，不含特殊的字符）");
    if (map_lookup(r->folders, name) != NULL || !map_add(r->names, name, r))
        return refuse_file(r, name, "的名称重复");
    for (size_t i = 0; i < name.n; i++) {
        if (name.at[i] != '/')
            continue;
        str folder = str_slice(name, 0, i);
        if (map_lookup(r->names, folder) != NULL)
            return refuse_file(r, name, "的名称重复");
        map_add(r->folders, folder, r);
    }
    return true;
}

/* UF, or F where there is none (ISO 32000-1, 7.11.3). */
static str name_of(reader *r, qpdf_oh spec)
{
    qpdf_oh text = r->q.oh_get_key(r->pdf, spec, "/UF");
    if (!r->q.oh_is_string(r->pdf, text))
        text = r->q.oh_get_key(r->pdf, spec, "/F");
    size_t n = 0;
    const char *at = r->q.oh_is_string(r->pdf, text)
        ? r->q.oh_get_binary_utf8_value(r->pdf, text, &n)
        : NULL;
    return at == NULL ? (str){0} : str_dup(r->memory, (str){at, n});
}

/* ---- bytes ---- */

/* zlib's format within what is left of the limit: `guess` bytes first, then more. */
static bool inflate(reader *r, str packed, size_t guess, str *out)
{
    struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
    if (z == NULL)
        arena_exhausted(r->memory);
    size_t left = UNPACK_BYTES_MOST - r->bytes, room = guess < 4096 ? 4096 : guess;
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    while (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
        room = room > left ? left : room;
        char *at = arena_alloc(r->memory, room, 1);
        size_t n = 0;
        result = libdeflate_zlib_decompress(z, packed.at, packed.n, at, room, &n);
        *out = (str){at, n};
        if (room == left)
            break;
        room = room > left / 4 ? left : room * 4;
    }
    libdeflate_free_decompressor(z);
    return result == LIBDEFLATE_SUCCESS;
}

typedef enum packing { PACKED_NOT, PACKED_ZLIB, PACKED_OTHERWISE } packing;

static packing packing_of(reader *r, qpdf_oh dict)
{
    const qpdf_calls *q = &r->q;
    qpdf_oh filter = q->oh_get_key(r->pdf, dict, "/Filter");
    if (!q->oh_is_null(r->pdf, q->oh_get_key(r->pdf, dict, "/DecodeParms")))
        return PACKED_OTHERWISE;
    if (q->oh_is_array(r->pdf, filter) && q->oh_get_array_n_items(r->pdf, filter) == 1)
        filter = q->oh_get_array_item(r->pdf, filter, 0);
    if (q->oh_is_null(r->pdf, filter))
        return PACKED_NOT;
    return q->oh_is_name_and_equals(r->pdf, filter, "/FlateDecode") ? PACKED_ZLIB
                                                                    : PACKED_OTHERWISE;
}

static size_t size_said(reader *r, qpdf_oh dict)
{
    qpdf_oh params = r->q.oh_get_key(r->pdf, dict, "/Params");
    if (!r->q.oh_is_dictionary(r->pdf, params))
        return 0;
    qpdf_oh size = r->q.oh_get_key(r->pdf, params, "/Size");
    long long said = r->q.oh_is_integer(r->pdf, size) ? r->q.oh_get_int_value(r->pdf, size) : 0;
    return said < 0 ? 0 : (size_t)said;
}

static bool bytes_take(reader *r, qpdf_oh stream, unpack_file *file)
{
    qpdf_oh dict = r->q.oh_get_dict(r->pdf, stream);
    packing how = packing_of(r, dict);
    unsigned char *raw = NULL;
    size_t n = 0;
    if (how == PACKED_OTHERWISE ||
        (r->q.oh_get_stream_data(r->pdf, stream, qpdf_dl_none, NULL, &raw, &n) & QPDF_ERRORS) != 0)
        return refuse_file(r, file->name, "读不出来");
    str bytes = {(const char *)raw, n};
    bool good = how == PACKED_ZLIB ? inflate(r, bytes, size_said(r, dict), &file->bytes)
                                   : n <= UNPACK_BYTES_MOST - r->bytes;
    if (good && how == PACKED_NOT)
        file->bytes = str_dup(r->memory, bytes);
    arena_free_foreign(raw);
    if (!good)
        return refuse_file(r, file->name, "读不出来，或太大");
    r->bytes += file->bytes.n;
    return true;
}

/* ---- the document ---- */

static bool file_take(reader *r, qpdf_oh spec)
{
    if (!r->q.oh_is_dictionary(r->pdf, spec))
        return refuse(r, STR("里面的文件没有写全"));
    unpack_file file = {.name = name_of(r, spec)};
    qpdf_oh held = r->q.oh_get_key(r->pdf, spec, "/EF");
    if (!name_take(r, file.name))
        return false;
    if (!r->q.oh_is_dictionary(r->pdf, held))
        return refuse_file(r, file.name, "没有内容");
    qpdf_oh stream = r->q.oh_get_key(r->pdf, held, "/UF");
    if (!r->q.oh_is_stream(r->pdf, stream))
        stream = r->q.oh_get_key(r->pdf, held, "/F");
    if (!r->q.oh_is_stream(r->pdf, stream))
        return refuse_file(r, file.name, "没有内容");
    if (!bytes_take(r, stream, &file))
        return false;
    *VEC_PUSH(r->memory, &r->files) = file;
    return true;
}

static bool files_take(reader *r)
{
    qpdf_oh root = r->q.get_root(r->pdf), list = 0;
    bool whole = r->q.oh_is_dictionary(r->pdf, root);
    if (whole)
        list = r->q.oh_get_key(r->pdf, root, "/AF");
    if (!whole || !r->q.oh_is_array(r->pdf, list))
        return refuse(r, STR("里面没有附带的文件；只有用 --attach-source 排成的才有"));
    int count = r->q.oh_get_array_n_items(r->pdf, list);
    if (count <= 0 || count > UNPACK_FILES_MOST)
        return refuse(r, STR("里面没有文件，或文件太多"));
    for (int i = 0; i < count; i++)
        if (!file_take(r, r->q.oh_get_array_item(r->pdf, list, i)))
            return false;
    return true;
}

static bool pdf_take(reader *r, str bytes)
{
    r->pdf = r->q.init();
    if (r->pdf == NULL)
        arena_exhausted(r->memory);
    r->q.silence_errors(r->pdf);
    r->q.set_suppress_warnings(r->pdf, QPDF_TRUE);
    QPDF_ERROR_CODE code =
        r->q.read_memory(r->pdf, "PDF", bytes.at, (unsigned long long)bytes.n, NULL);
    bool done = (code & QPDF_ERRORS) == 0 ? files_take(r) : refuse(r, STR("不是 PDF，或已损坏、加密"));
    if (r->q.has_error(r->pdf))
        r->q.get_error(r->pdf); /* else it is printed */
    r->q.cleanup(&r->pdf);
    return done;
}

bool unpack_pdf(arena *a, str name, str pdf, unpack_files *out, diags *d)
{
    reader r = {.memory = a, .name = name, .diags = d, .names = map_new(a), .folders = map_new(a)};
    if (!qpdf_open(&r.q))
        return refuse(&r, STR("读 PDF 要用 qpdf 的库，请安装 libqpdf29"));
    bool done = pdf_take(&r, pdf);
    qpdf_close(&r.q);
    if (done)
        *out = (unpack_files){r.files.at, r.files.count};
    return done;
}
