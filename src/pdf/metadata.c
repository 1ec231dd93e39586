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
    const unsigned char *at = (const unsigned char *)bytes.at;
    size_t i = 0;
    for (; i + 8 <= bytes.n; i += 8) /* a compiler makes one load of it where bytes lie so */
        lanes(digest,
            (uint64_t)at[i] | (uint64_t)at[i + 1] << 8 | (uint64_t)at[i + 2] << 16 |
                (uint64_t)at[i + 3] << 24 | (uint64_t)at[i + 4] << 32 | (uint64_t)at[i + 5] << 40 |
                (uint64_t)at[i + 6] << 48 | (uint64_t)at[i + 7] << 56);
    uint64_t word = 0;
    for (size_t k = 0; i + k < bytes.n; k++)
        word |= (uint64_t)at[i + k] << 8 * k;
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

static bool is_ascii(str text)
{
    size_t i = 0;
    while (i < text.n && text.at[i] >= ' ' && text.at[i] < 0x7F)
        i++;
    return i == text.n;
}

str pdf_text_string(arena *a, str text)
{
    if (is_ascii(text))
        return text;
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

/* Characters that XML cannot carry (and line ends, which it changes) become spaces, so that Info
 * and XMP stay equal. */
static str cleaned(arena *a, str text)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n;) {
        char bytes[4];
        uint32_t cp = utf8_next(text, &i);
        bool odd = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp & 0xFFFE) == 0xFFFE;
        buf_add(&out, (str){bytes, utf8_put(bytes, odd ? ' ' : cp)});
    }
    return str_trim(buf_str(&out));
}

/* A file must have a title (ISO 14289-1, 7.1): what it shows first may serve. */
static str title_of(arena *a, const scene *s)
{
    str title = cleaned(a, s->title);
    for (uint32_t i = 0; i < s->element_count && title.n == 0; i++)
        title = cleaned(a, s->elements[i].text);
    return title.n > 0 ? title : STR("无标题");
}

pdf_about pdf_about_of(arena *a, const scene *s, const pdf_options *options)
{
    const scene_facts *f = &s->facts;
    scene_date date = pdf_date_usable(f->created) ? f->created : options->created;
    date.known = pdf_date_usable(date);
    return (pdf_about){.title = title_of(a, s),
        .language = s->language.n > 0 ? s->language : STR("zh-CN"),
        .author = cleaned(a, f->author),
        .subject = cleaned(a, f->subject),
        .keywords = cleaned(a, f->keywords),
        .producer = cleaned(a, options->producer),
        .year = cleaned(a, f->year),
        .form = cleaned(a, f->form),
        .edition = cleaned(a, f->edition),
        .amounts = cleaned(a, f->amounts),
        .created = date,
        .flavour = options->flavour};
}

/* ISO 32000-1, 14.3.3. */
static void info_write(pdf_file *f, arena *a, const pdf_about *about)
{
    const struct {
        const char *key;
        str value;
    } entries[] = {{"Title", about->title}, {"Author", about->author}, {"Subject", about->subject},
        {"Keywords", about->keywords}, {"Producer", about->producer}};
    pdf_dict *info = pdf_info(f);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (entries[i].value.n > 0)
            pdf_set_string(f, info, entries[i].key, pdf_text_string(a, entries[i].value));
    /* What poppler names the file by; the standards themselves look at XMP alone. */
    static const char *const versions[] = {
        [PDF_A2A] = "PDF/A-2a", [PDF_A1A] = "PDF/A-1a", [PDF_A3A] = "PDF/A-3a", [PDF_PLAIN] = NULL};
    if (versions[about->flavour] != NULL)
        pdf_set_string(f, info, "GTS_PDFA1Version", str_of(versions[about->flavour]));
    if (!about->created.known)
        return;
    str date = pdf_date(a, about->created);
    pdf_set_string(f, info, "CreationDate", date);
    pdf_set_string(f, info, "ModDate", date);
}

/* Which gray is meant (ISO 19005-1, 6.2.2; -2, 6.2.3). */
static void intent_write(pdf_file *f, arena *a, str profile)
{
    pdf_dict *stream = pdf_stream_new(f, profile);
    pdf_set_number(f, stream, "N", 1);
    pdf_set_raw(f, pdf_catalog(f),
        str_fmt(a,
            "/OutputIntents[<</S/GTS_PDFA1/OutputConditionIdentifier(Custom)"
            "/Info(Gray gamma 2.2)/DestOutputProfile %u 0 R>>]",
            pdf_number_of(f, stream)));
}

void pdf_metadata(pdf_file *f, arena *a, const pdf_packet *packet)
{
    const pdf_about *about = &packet->about;
    info_write(f, a, about);
    pdf_dict *catalog = pdf_catalog(f);
    pdf_set_string(f, catalog, "Lang", about->language);
    pdf_set_raw(f, catalog, STR("/ViewerPreferences<</DisplayDocTitle true>>"));
    pdf_dict *xmp = pdf_plain_stream_new(f, packet->xmp);
    pdf_set_name(f, xmp, "Type", "Metadata");
    pdf_set_name(f, xmp, "Subtype", "XML");
    pdf_set_ref(f, catalog, "Metadata", xmp);
    if (packet->profile.n > 0)
        intent_write(f, a, packet->profile);
    /* libharu would hash the clock. Both halves are equal in a file that was never updated
     * (14.4). */
    pdf_digest content = packet->content;
    pdf_digest_add(&content, about->language);
    pdf_digest_add(&content, packet->xmp);
    str id = pdf_literal(a, digest_bytes(a, content));
    buf ids = {.memory = a};
    buf_add(&ids, STR("/ID["));
    buf_add(&ids, id);
    buf_add(&ids, id);
    buf_byte(&ids, ']');
    pdf_set_raw(f, pdf_trailer(f), buf_str(&ids));
}
