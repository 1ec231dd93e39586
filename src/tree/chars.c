/* The bytes before YAML sees them: encoding, control characters, hidden line breaks. */
#include "tree/tree_int.h"

#include <string.h>

typedef struct magic {
    str begin;
    const char *what, *hint;
} magic;

static const magic magics[] = {
    {{"\xFF\xFE", 2}, "UTF-16 编码的文本", "请把文件另存为 UTF-8 编码"},
    {{"\xFE\xFF", 2}, "UTF-16 编码的文本", "请把文件另存为 UTF-8 编码"},
    {{"PK\x03\x04", 4}, "Excel、Word 或压缩文件", "请给出 YAML 文本文件"},
    {{"\xD0\xCF\x11\xE0", 4}, "旧版 Excel 或 Word 文件", "请给出 YAML 文本文件"},
    {{"%PDF-", 5}, "PDF 文件", "请给出 YAML 文本文件"},
};

char_kind char_fault(uint32_t cp)
{
    if (cp == 0x85 || cp == 0x2028 || cp == 0x2029 || cp == '\r')
        return CHAR_BREAK;
    if ((cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0) || cp == 0xFEFF ||
        (cp & 0xFFFE) == 0xFFFE)
        return CHAR_CONTROL;
    return CHAR_FINE;
}

/* Whether the bytes above ASCII all pair up as GB18030's two-byte codes, mostly of common Han. */
static bool looks_gb(str s)
{
    size_t pairs = 0, common = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char lead = (unsigned char)s.at[i];
        if (lead < 0x80)
            continue;
        unsigned char next = i + 1 < s.n ? (unsigned char)s.at[i + 1] : 0;
        if (lead == 0x80 || lead == 0xFF || next < 0x40 || next == 0x7F || next == 0xFF)
            return false;
        pairs++;
        common += lead >= 0xA1 && lead <= 0xF7 && next >= 0xA1;
        i++;
    }
    return pairs > 0 && common * 10 >= pairs * 9;
}

static bool not_text(loading *run, const char *what, const char *hint)
{
    FINDING(run, &run->chars, NOT_TEXT, ((place){0, 0}), str_of(what), str_of(hint));
    return false;
}

static place place_at(const loading *run, size_t offset)
{
    str head = str_slice(run->source->text, 0, offset);
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_slice(head, 3, head.n);
    place p = {1, 1};
    for (size_t i = 0; i < head.n;) {
        bool nl = utf8_next(head, &i) == '\n';
        p.line += nl;
        p.column = nl ? 1 : p.column + 1;
    }
    return p;
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Whether this is UTF-8 without a character to be reported; when false it may be so all the same.
 * Most characters are ASCII or of three bytes that begin with 0xE3 to 0xE9, none of which is one. */
static bool faultless(str s)
{
    for (size_t i = 0; i < s.n;) {
        unsigned char lead = (unsigned char)s.at[i];
        if ((lead >= 0x20 && lead < 0x7F) || lead == '\n' || lead == '\t') {
            i++;
        } else if (lead >= 0xE3 && lead <= 0xE9 && i + 2 < s.n && continues(s.at[i + 1]) &&
            continues(s.at[i + 2])) {
            i += 3;
        } else if (lead == '\r' && i + 1 < s.n && s.at[i + 1] == '\n') {
            i += 2;
        } else {
            uint32_t cp = utf8_next_any(s, &i);
            if (cp == UTF8_REPLACEMENT || char_fault(cp) != CHAR_FINE)
                return false;
        }
    }
    return true;
}

static bool check_encoding(loading *run, bool fine)
{
    str text = run->source->text;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (str_starts(text, magics[i].begin))
            return not_text(run, magics[i].what, magics[i].hint);
    if (fine)
        return true;
    if (text.n > 0 && memchr(text.at, '\0', text.n) != NULL)
        return not_text(run, "二进制文件或 UTF-16 编码的文本", "请把文件另存为 UTF-8 编码的文本");
    size_t bad = 0;
    if (utf8_valid(text, &bad))
        return true;
    str guess = looks_gb(text) ? STR("像是 GB18030（又称 GBK、ANSI）编码，") : STR("");
    FINDING(
        run, &run->chars, UTF8, place_at(run, bad), str_fmt(run->memory, "%zu", bad + 1), guess);
    return false;
}

static void report_char(loading *run, uint32_t cp, place at)
{
    str code = str_fmt(run->memory, "U+%04X", cp);
    if (char_fault(cp) == CHAR_CONTROL)
        FINDING(run, &run->chars, YAML_CONTROL, at, code);
    else if (cp == '\r')
        FINDING(run, &run->chars, YAML_LINEBREAK, at, code,
            STR("请把文件另存为 Windows（CRLF）或 Unix（LF）换行"));
    else
        FINDING(run, &run->chars, YAML_LINEBREAK, at, code, STR("请删去这个字符"));
}

/* A lone CR is reported once and ends the matter, as a file that has one has them on every line:
 * then false. */
static bool replace_faults(loading *run)
{
    str s = run->text;
    buf out = {.memory = run->memory};
    place at = {1, 1};
    size_t copied = 0;
    bool cr = false;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(s, &i);
        bool ends = cp == '\r' && i < s.n && s.at[i] == '\n';
        if (char_fault(cp) != CHAR_FINE && !ends) {
            if (cp != '\r' || !cr)
                report_char(run, cp, at);
            cr = cr || cp == '\r';
            buf_add(&out, str_slice(s, copied, from));
            buf_byte(&out, '_');
            copied = i;
        }
        at = cp == '\n' ? (place){at.line + 1, 1} : (place){at.line, at.column + 1};
    }
    if (copied > 0) {
        buf_add(&out, str_slice(s, copied, s.n));
        run->text = buf_str(&out);
    }
    return !cr;
}

bool chars_check(loading *run)
{
    str text = run->source->text;
    run->text = str_starts(text, STR("\xEF\xBB\xBF")) ? str_slice(text, 3, text.n) : text;
    if (run->text.n == 0)
        run->text = STR("");
    bool fine = faultless(run->text);
    return check_encoding(run, fine) && (fine || replace_faults(run));
}
