#include "pdf/pdf_int.h"

/*
 * Most objects are elements of the structure tree, some 60 bytes each and much alike: in a stream
 * they take a tenth. PDF 1.5 brought such streams (ISO 32000-1, 7.5.7), and with them the table of
 * objects as a stream (7.5.8).
 */

/* Where an object is. */
typedef struct place {
    uint32_t stream; /* the object stream's number; 0: by itself */
    uint32_t at; /* in the file, or which of the stream's */
} place;

/* A reader unpacks all of a stream for one of its objects. */
enum { PACKED_MOST = 256 };

typedef struct frame {
    pdf_file *file;
    pdf_deflater *z;
    arena *memory;
    buf out;
    VEC(place) places; /* by number */
    /* The object stream on its way. */
    uint32_t packed[PACKED_MOST], packed_count;
    buf index, values;
    uint32_t next_stream; /* its number */
} frame;

static void add_unsigned(buf *out, uint32_t value, char after)
{
    pdf_number(out, value, 0);
    buf_byte(out, after);
}

static void header_write(frame *w, int version)
{
    /* Bytes above 127 tell other programs that this is no text (ISO 19005-1, 6.1.2). */
    buf_fmt(&w->out, "%%PDF-1.%d\n%%\xB5\xED\xAE\xFB\n", version - 10);
}

static void object_begin(frame *w, uint32_t number)
{
    if (number == w->places.count)
        (void)VEC_PUSH(w->memory, &w->places);
    w->places.at[number] = (place){0, (uint32_t)w->out.n};
    add_unsigned(&w->out, number, ' ');
    buf_add(&w->out, STR("0 obj\n"));
}

static void object_end(frame *w)
{
    buf_add(&w->out, STR("\nendobj\n"));
}

static void content_write(frame *w, str content)
{
    buf_add(&w->out, STR("stream\n"));
    buf_add(&w->out, content);
    buf_add(&w->out, STR("\nendstream"));
}

/* A stream that is no object of libharu's. */
static void stream_write(frame *w, uint32_t number, str entries, str content)
{
    object_begin(w, number);
    buf_add(&w->out, STR("<<"));
    buf_add(&w->out, entries);
    buf_fmt(&w->out, "/Length %zu/Filter/FlateDecode>>", content.n);
    content_write(w, content);
    object_end(w);
}

/* ---- objects ---- */

static void pack_end(frame *w)
{
    if (w->packed_count == 0)
        return;
    for (uint32_t i = 0; i < w->packed_count; i++)
        w->places.at[w->packed[i]] = (place){w->next_stream, i};
    str entries = str_fmt(
        w->memory, "/Type/ObjStm/N %u/First %zu", (unsigned)w->packed_count, w->index.n);
    buf_add(&w->index, buf_str(&w->values));
    stream_write(w, w->next_stream++, entries, pdf_deflate_quick(w->z, buf_str(&w->index)));
    w->index.n = w->values.n = 0;
    w->packed_count = 0;
}

static void pack(frame *w, uint32_t number, size_t from)
{
    add_unsigned(&w->index, number, ' ');
    add_unsigned(&w->index, (uint32_t)from, ' ');
    buf_byte(&w->values, '\n');
    w->packed[w->packed_count++] = number;
    if (w->packed_count == PACKED_MOST)
        pack_end(w);
}

static void objects_pack(frame *w)
{
    uint32_t count = pdf_object_count(w->file);
    w->next_stream = count;
    w->index.memory = w->values.memory = w->memory;
    for (uint32_t i = 1; i < count; i++) {
        size_t from = w->values.n;
        str content;
        if (!pdf_object_write(w->file, i, &w->values, &content)) {
            pack(w, i, from);
            continue;
        }
        object_begin(w, i);
        buf_add(&w->out, str_slice(buf_str(&w->values), from, w->values.n));
        w->values.n = from;
        content_write(w, content);
        object_end(w);
    }
    pack_end(w);
}

static void objects_write(frame *w)
{
    uint32_t count = pdf_object_count(w->file);
    for (uint32_t i = 1; i < count; i++) {
        str content;
        object_begin(w, i);
        if (pdf_object_write(w->file, i, &w->out, &content))
            content_write(w, content);
        object_end(w);
    }
}

/* ---- where they are ---- */

/* 7.5.4: entries of 20 bytes. */
static void table_write(frame *w)
{
    size_t at = w->out.n;
    buf_fmt(&w->out, "xref\n0 %u\n0000000000 65535 f\r\n", (unsigned)w->places.count);
    for (uint32_t i = 1; i < w->places.count; i++)
        buf_fmt(&w->out, "%010u 00000 n\r\n", (unsigned)w->places.at[i].at);
    buf_fmt(&w->out, "trailer\n<</Size %u", (unsigned)w->places.count);
    buf_add(&w->out, pdf_trailer_entries(w->file));
    buf_fmt(&w->out, ">>\nstartxref\n%zu\n%%%%EOF\n", at);
}

/* 7.5.8: rows of kind, offset or number, index. */
enum { OFFSET_BYTES = 4, ROW = 1 + OFFSET_BYTES + 1 };

static void row_of(const place *p, unsigned char *row)
{
    uint32_t value = p->stream != 0 ? p->stream : p->at;
    row[0] = (unsigned char)(p->stream != 0 ? 2 : p->at != 0);
    for (int i = OFFSET_BYTES; i > 0; i--, value >>= 8)
        row[i] = (unsigned char)(value & 0xFF);
    row[ROW - 1] = (unsigned char)(p->stream != 0 ? p->at : 0);
}

/* Rows by what they differ from the row above (7.4.4.4, PNG's filter Up), which packs best. */
static void stream_table_write(frame *w)
{
    enum { UP = 2 };
    size_t at = w->out.n;
    uint32_t number = w->places.count;
    *VEC_PUSH(w->memory, &w->places) = (place){0, (uint32_t)at};
    buf rows = {.memory = w->memory};
    unsigned char above[ROW] = {0}, row[ROW];
    for (uint32_t i = 0; i < w->places.count; i++) {
        row_of(&w->places.at[i], row);
        buf_byte(&rows, UP);
        for (int k = 0; k < ROW; k++) {
            buf_byte(&rows, (char)(row[k] - above[k]));
            above[k] = row[k];
        }
    }
    buf entries = {.memory = w->memory};
    buf_fmt(&entries, "/Type/XRef/Size %u/W[1 %d 1]/DecodeParms<</Predictor 12/Columns %d>>",
        (unsigned)w->places.count, OFFSET_BYTES, ROW);
    buf_add(&entries, pdf_trailer_entries(w->file));
    stream_write(w, number, buf_str(&entries), pdf_deflate(w->z, buf_str(&rows)));
    buf_fmt(&w->out, "startxref\n%zu\n%%%%EOF\n", at);
}

bool pdf_file_save(pdf_file *f, pdf_deflater *z, int version, arena *a, str *out)
{
    frame w = {.file = f, .z = z, .memory = a, .out = {.memory = a}};
    for (uint32_t i = pdf_object_count(f); i > 0; i--)
        (void)VEC_PUSH(a, &w.places);
    header_write(&w, version);
    if (version == 14) {
        objects_write(&w);
        table_write(&w);
    } else {
        objects_pack(&w);
        stream_table_write(&w);
    }
    *out = buf_str(&w.out);
    return pdf_file_error(f) == 0;
}
