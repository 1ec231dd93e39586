#include "pdf/pdf_int.h"

/* ---- digest ---- */

pdf_digest pdf_digest_begin(void)
{
    return (pdf_digest){UINT64_C(14695981039346656037), UINT64_C(0x9E3779B97F4A7C15)};
}

/* Two lanes of FNV-1a's form over eight bytes at a time, with different odd multipliers and, since
 * multiplying carries upward only, a shift downward. */
static void lanes(pdf_digest *digest, uint64_t word)
{
    digest->a = (digest->a ^ word) * UINT64_C(1099511628211);
    digest->a ^= digest->a >> 29;
    digest->b = (digest->b ^ word) * UINT64_C(0xC2B2AE3D27D4EB4F);
    digest->b ^= digest->b >> 32;
}

void pdf_digest_add(pdf_digest *digest, str bytes)
{
    uint64_t word = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        word |= (uint64_t)(unsigned char)bytes.at[i] << (i % 8 * 8);
        if (i % 8 == 7) {
            lanes(digest, word);
            word = 0;
        }
    }
    lanes(digest, word);
    lanes(digest, bytes.n); /* so that where one part ends and the next begins counts too */
}

static str digest_bytes(arena *a, pdf_digest digest)
{
    char *out = arena_alloc(a, 16, 1);
    for (int i = 0; i < 8; i++) {
        out[i] = (char)(digest.a >> (i * 8) & 0xFF);
        out[8 + i] = (char)(digest.b >> (i * 8) & 0xFF);
    }
    return (str){out, 16};
}

/* ---- entries ---- */

static void put16(buf *b, uint32_t unit)
{
    buf_byte(b, (char)(unit >> 8));
    buf_byte(b, (char)(unit & 0xFF));
}

str pdf_text_string(arena *a, str text)
{
    buf out = {.memory = a};
    put16(&out, 0xFEFF);
    for (size_t i = 0; i < text.n;) {
        uint32_t cp = utf8_next(text, &i);
        if (cp >= 0x10000) {
            put16(&out, 0xD800 + ((cp - 0x10000) >> 10));
            put16(&out, 0xDC00 + ((cp - 0x10000) & 0x3FF));
        } else {
            put16(&out, cp);
        }
    }
    return buf_str(&out);
}

void pdf_metadata(
    pdf_file *f, arena *a, const scene *s, const pdf_options *options, pdf_digest content)
{
    pdf_dict *info = pdf_info(f);
    if (s->title.n > 0)
        pdf_set_binary(f, info, "Title", pdf_text_string(a, s->title));
    pdf_set_binary(f, info, "Producer", pdf_text_string(a, options->producer));
    pdf_dict *catalog = pdf_catalog(f);
    if (s->language.n > 0)
        pdf_set_binary(f, catalog, "Lang", s->language);
    if (s->title.n > 0) {
        pdf_dict *preferences = pdf_dict_in(f, catalog, "ViewerPreferences");
        pdf_set_boolean(f, preferences, "DisplayDocTitle", true);
    }
    /* libharu would hash the clock. Both halves are equal in a file that was never updated
     * (14.4). */
    pdf_digest_add(&content, s->title);
    pdf_digest_add(&content, s->language);
    pdf_digest_add(&content, options->producer);
    str id = digest_bytes(a, content);
    pdf_array *ids = pdf_array_in(f, pdf_trailer(f), "ID");
    pdf_add_binary(f, ids, id);
    pdf_add_binary(f, ids, id);
}
