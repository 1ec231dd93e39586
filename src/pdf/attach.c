#include "pdf/pdf_int.h"

#include <stdlib.h>

/* Files inside the file, associated with the document (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4). */

bool pdf_attachments_sound(const pdf_options *o, diags *d)
{
    bool good = o->attachment_count == 0 || o->flavour == PDF_A3A || o->flavour == PDF_PLAIN;
    if (!good)
        DIAG(d, PDF_WRITE, (mark){0}, STR("只有 PDF/A-3 里能附带文件"));
    return good;
}

void pdf_attachments_prepare(pdf_attached *all, pdf_deflater *z, pdf_digest *content)
{
    all->packed = ARENA_ARRAY(all->memory, str, all->count);
    for (uint32_t i = 0; i < all->count; i++) {
        all->packed[i] = pdf_deflate(z, all->at[i].bytes);
        pdf_digest_add(content, all->at[i].name);
        pdf_digest_add(content, all->packed[i]);
    }
}

static void add_hex(buf *out, str bytes)
{
    static const char digits[] = "0123456789ABCDEF";
    buf_byte(out, '<');
    for (size_t i = 0; i < bytes.n; i++) {
        buf_byte(out, digits[(unsigned char)bytes.at[i] >> 4]);
        buf_byte(out, digits[(unsigned char)bytes.at[i] & 15]);
    }
    buf_byte(out, '>');
}

/* "/" is not a character of a name. */
static void add_type(buf *out, str type)
{
    buf_add(out, STR("/Subtype/"));
    for (size_t i = 0; i < type.n; i++)
        if (type.at[i] == '/')
            buf_add(out, STR("#2F"));
        else
            buf_byte(out, type.at[i]);
}

static pdf_dict *stream_object(pdf_file *f, const pdf_attached *all, uint32_t i)
{
    const pdf_attachment *one = &all->at[i];
    buf out = {.memory = all->memory};
    add_type(&out, one->type);
    buf_fmt(&out, "/Params<</Size %zu", one->bytes.n);
    if (all->dated.known) {
        buf_add(&out, STR("/ModDate("));
        buf_add(&out, pdf_date(all->memory, all->dated));
        buf_byte(&out, ')');
    }
    buf_add(&out, STR(">>"));
    pdf_dict *stream = pdf_stream_new(f, all->packed[i]);
    pdf_set_name(f, stream, "Type", "EmbeddedFile");
    pdf_set_raw(f, stream, buf_str(&out));
    return stream;
}

static pdf_dict *file_object(pdf_file *f, const pdf_attached *all, uint32_t i)
{
    const pdf_attachment *one = &all->at[i];
    unsigned stream = pdf_number_of(f, stream_object(f, all, i));
    pdf_dict *spec = pdf_dict_new(f);
    str name = pdf_text_string(all->memory, one->name);
    pdf_set_name(f, spec, "Type", "Filespec");
    pdf_set_string(f, spec, "F", name);
    pdf_set_string(f, spec, "UF", name);
    pdf_set_string(f, spec, "Desc", pdf_text_string(all->memory, one->about));
    pdf_set_name(f, spec, "AFRelationship", "Source");
    pdf_set_raw(f, spec, str_fmt(all->memory, "/EF<</F %u 0 R/UF %u 0 R>>", stream, stream));
    return spec;
}

typedef struct entry {
    str name;
    unsigned object;
} entry;

static int entry_order(const void *a, const void *b)
{
    return str_cmp(((const entry *)a)->name, ((const entry *)b)->name);
}

/* A tree of names is in their order, byte by byte (7.9.6). */
void pdf_attachments(pdf_file *f, const pdf_attached *all)
{
    if (all->count == 0)
        return;
    entry *entries = ARENA_ARRAY(all->memory, entry, all->count);
    buf list = {.memory = all->memory}, names = {.memory = all->memory};
    for (uint32_t i = 0; i < all->count; i++) {
        entries[i] = (entry){pdf_text_string(all->memory, all->at[i].name),
            pdf_number_of(f, file_object(f, all, i))};
        buf_fmt(&list, "%u 0 R ", entries[i].object);
    }
    qsort(entries, all->count, sizeof *entries, entry_order);
    for (uint32_t i = 0; i < all->count; i++) {
        add_hex(&names, entries[i].name);
        buf_fmt(&names, "%u 0 R ", entries[i].object);
    }
    pdf_set_raw(f, pdf_catalog(f),
        str_fmt(all->memory, "/AF[%.*s]/Names<</EmbeddedFiles<</Names[%.*s]>>>>",
            STR_ARG(buf_str(&list)), STR_ARG(buf_str(&names))));
}
