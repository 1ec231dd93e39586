#include "font/font_int.h"

#include <iconv.h>
#include <string.h>

enum {
    NAME_FAMILY = 1,
    NAME_STYLE = 2,
    NAME_FULL = 4,
    NAME_POSTSCRIPT = 6,
    NAME_TYPO_FAMILY = 16,
    NAME_TYPO_STYLE = 17,
    NAME_WWS_FAMILY = 21,
    NAME_WWS_STYLE = 22
};
enum { PLATFORM_UNICODE = 0, PLATFORM_MAC = 1, PLATFORM_WINDOWS = 3 };
enum { WINDOWS_PRC = 3, MAC_PRC = 25, NAME_RECORD = 12, NAME_LONGEST = 512 };

typedef struct record {
    uint32_t platform, encoding, language, id;
    str bytes;
} record;

uint32_t font_u16(const char *bytes, size_t at)
{
    return (uint32_t)(unsigned char)bytes[at] << 8 | (unsigned char)bytes[at + 1];
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

bool font_name_eq(str a, str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

bool font_name_in(const str_list *list, str name)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (font_name_eq(list->at[i], name))
            return true;
    return false;
}

static str from_utf16(arena *a, str bytes)
{
    buf out = {.memory = a};
    for (size_t i = 0; i + 2 <= bytes.n; i += 2) {
        uint32_t cp = font_u16(bytes.at, i);
        if (cp >= 0xD800 && cp < 0xDC00 && i + 4 <= bytes.n) {
            cp = 0x10000 + ((cp - 0xD800) << 10) + (font_u16(bytes.at, i + 2) & 0x3FF);
            i += 2;
        }
        char utf8[4];
        buf_add(&out, (str){utf8, utf8_put(utf8, cp)});
    }
    return buf_str(&out);
}

/* Old Chinese faces hold GB bytes; those of Windows records are padded to pairs with zeros. */
static str from_gb(arena *a, str bytes)
{
    char in[NAME_LONGEST], out[NAME_LONGEST * 4];
    size_t n = 0, room = sizeof out;
    for (size_t i = 0; i < bytes.n; i++)
        if (bytes.at[i] != '\0')
            in[n++] = bytes.at[i];
    iconv_t conversion = iconv_open("UTF-8", "GB18030");
    if (conversion == (iconv_t)-1)
        return (str){"", 0};
    char *from = in, *to = out;
    bool done = iconv(conversion, &from, &n, &to, &room) != (size_t)-1;
    iconv_close(conversion);
    return done ? str_dup(a, (str){out, sizeof out - room}) : (str){"", 0};
}

static bool ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

/* Empty when the encoding is not one that Chinese and Latin faces use. */
static str decode(arena *a, const record *r)
{
    if (r->bytes.n == 0 || r->bytes.n > NAME_LONGEST)
        return (str){"", 0};
    bool windows = r->platform == PLATFORM_WINDOWS;
    if ((windows && r->encoding == WINDOWS_PRC) ||
        (r->platform == PLATFORM_MAC && r->encoding == MAC_PRC))
        return from_gb(a, r->bytes);
    if (r->platform == PLATFORM_UNICODE || (windows && (r->encoding <= 1 || r->encoding == 10)))
        return from_utf16(a, r->bytes);
    return r->platform == PLATFORM_MAC && ascii(r->bytes) ? str_dup(a, r->bytes) : (str){"", 0};
}

static bool english(const record *r)
{
    return r->platform == PLATFORM_WINDOWS ? (r->language & 0x3FF) == 9 : r->language == 0;
}

/* Where a record goes, and how much its name is wanted as the one to show (0: not at all). */
static str_list *place(font_names *names, const record *r, int *wanted)
{
    bool typographic = r->id == NAME_TYPO_FAMILY || r->id == NAME_TYPO_STYLE;
    bool legacy = r->id == NAME_FAMILY || r->id == NAME_STYLE;
    *wanted = typographic ? 2 : legacy;
    if (*wanted > 0 && english(r))
        *wanted += 2;
    switch (r->id) {
    case NAME_FAMILY:
    case NAME_TYPO_FAMILY:
    case NAME_WWS_FAMILY:
        return &names->families;
    case NAME_STYLE:
    case NAME_TYPO_STYLE:
    case NAME_WWS_STYLE:
        return &names->styles;
    case NAME_FULL:
    case NAME_POSTSCRIPT:
        return &names->full;
    default:
        return NULL;
    }
}

/* A PostScript name: what PDF can write without escapes. */
static bool pdf_safe(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.at[i] <= ' ' || s.at[i] > '~' || strchr("[](){}<>/%#", s.at[i]) != NULL)
            return false;
    return s.n <= 127;
}

static void add(arena *a, font_names *out, const record *r, int best[2])
{
    int wanted = 0;
    str_list *list = place(out, r, &wanted);
    if (list == NULL)
        return;
    str text = str_trim(decode(a, r));
    if (text.n == 0)
        return;
    if (!font_name_in(list, text))
        *VEC_PUSH(a, list) = text;
    if (r->id == NAME_POSTSCRIPT && out->postscript.n == 0 && pdf_safe(text))
        out->postscript = text;
    bool style = list == &out->styles;
    if (wanted > best[style]) {
        best[style] = wanted;
        *(style ? &out->style : &out->family) = text;
    }
}

void font_names_read(hb_face_t *face, arena *a, font_names *out)
{
    *out = (font_names){0};
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('n', 'a', 'm', 'e'));
    unsigned length = 0;
    const char *table = hb_blob_get_data(blob, &length);
    int best[2] = {0, 0};
    uint32_t count = length >= 6 ? font_u16(table, 2) : 0;
    uint32_t strings = length >= 6 ? font_u16(table, 4) : 0;
    for (uint32_t i = 0; i < count && 6 + (i + 1) * NAME_RECORD <= length; i++) {
        const char *at = table + 6 + (size_t)i * NAME_RECORD;
        uint32_t from = strings + font_u16(at, 10), n = font_u16(at, 8);
        if (from + n > length)
            continue;
        record r = {
            font_u16(at, 0), font_u16(at, 2), font_u16(at, 4), font_u16(at, 6), {table + from, n}};
        add(a, out, &r, best);
    }
    hb_blob_destroy(blob);
}
