/*
 * The listed normalisations of data, and no other: what stands on the page but not as it was
 * written. The table below is the list; every use is a note; each can be switched off (照原样).
 */
#include "model/model_int.h"

enum { TAG_LIMIT = 2000 };

typedef struct replacement {
    const char *written, *printed;
} replacement;

/* Comparison signs as typed on a keyboard or by other input methods. */
static const replacement operators[] = {
    {">=", "≥"},
    {"<=", "≤"},
    {"＞＝", "≥"},
    {"＜＝", "≤"},
    {"＞=", "≥"},
    {"＜=", "≤"},
    {">＝", "≥"},
    {"<＝", "≤"},
    {"≧", "≥"},
    {"≦", "≤"},
    {"⩾", "≥"},
    {"⩽", "≤"},
};

/* HTML that rich-text fields leave behind; those of the first group begin or end a paragraph. */
static const char *const paragraph_tags[] = {"p", "br", "div", "li", "tr"};
static const char *const inline_tags[] = {"span", "strong", "b", "i", "u", "em", "font", "o:p"};

static const struct {
    const char *name;
    unsigned bit;
} switches[] = {
    {"比较号", NORMALISE_OPERATORS},
    {"网页标记", NORMALISE_TAGS},
    {"首尾空白", NORMALISE_SPACE},
    {"旧码位", NORMALISE_LEGACY},
    {"Markdown", NORMALISE_MARKDOWN},
};
enum { SWITCHES = sizeof switches / sizeof *switches };

unsigned value_kept_raw(const node *list, diags *d)
{
    unsigned raw = 0;
    const char *words[SWITCHES];
    for (int i = 0; i < SWITCHES; i++)
        words[i] = switches[i].name;
    for (const node *n = list == NULL ? NULL : list->first; n != NULL; n = n->next) {
        int word = word_read(n, words, SWITCHES, d);
        raw |= word < 0 ? 0 : switches[word].bit;
    }
    return raw;
}

/* Where byte `at` of text stands in the source: after as many equal characters as precede it; for
 * a note, which a full sink would not keep. */
static mark place_of(str text, size_t at, mark from, const diags *d)
{
    if (diags_full(d))
        return from;
    size_t i = at;
    uint32_t cp = utf8_next(text, &i);
    mark place = from;
    for (size_t k = 0; k <= at;) {
        uint32_t c = utf8_next(text, &k);
        if (c != cp)
            continue;
        place = mark_search(place, cp);
        if (k <= at)
            place.column++;
    }
    return place;
}

static bool name_is(str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        str n = str_of(names[i]);
        size_t k = 0;
        while (k < n.n && k < name.n && (name.at[k] | 0x20) == (n.at[k] | 0x20))
            k++;
        if (k == n.n && k == name.n)
            return true;
    }
    return false;
}

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' ||
        c == '-';
}

static size_t name_end(str text, size_t i)
{
    while (i < text.n && name_byte(text.at[i]))
        i++;
    return i;
}

static size_t blanks_end(str text, size_t i)
{
    while (i < text.n && (text.at[i] == ' ' || text.at[i] == '\t' || text.at[i] == '\n'))
        i++;
    return i;
}

/* The end of name=value at i, the value bare or in quotation marks; i when it is none. A tag may
 * have these and nothing else, so that “a<b 且 c>d” stays as it is. */
static size_t attribute_end(str text, size_t i)
{
    size_t at = name_end(text, i);
    if (at == i || at + 1 >= text.n || text.at[at] != '=')
        return i;
    char quote = text.at[++at];
    if (quote != '"' && quote != '\'') {
        while (
            at < text.n && at - i < TAG_LIMIT && text.at[at] != '>' && blanks_end(text, at) == at)
            at++;
        return at;
    }
    for (at++; at < text.n && at - i < TAG_LIMIT; at++)
        if (text.at[at] == quote)
            return at + 1;
    return i;
}

/* The length of the HTML tag at i, 0 when there is none; *divides: it begins or ends a paragraph.
 */
static size_t tag_at(str text, size_t i, bool *divides)
{
    if (text.at[i] != '<')
        return 0;
    size_t from = i + 1 + (i + 1 < text.n && text.at[i + 1] == '/'), at = name_end(text, from);
    str name = str_slice(text, from, at);
    *divides = name_is(name, paragraph_tags, sizeof paragraph_tags / sizeof *paragraph_tags);
    if (!*divides && !name_is(name, inline_tags, sizeof inline_tags / sizeof *inline_tags))
        return 0;
    while (at < text.n && at - i < TAG_LIMIT) {
        size_t next = attribute_end(text, blanks_end(text, at));
        if (next == blanks_end(text, at))
            break;
        at = next;
    }
    at = blanks_end(text, at);
    at += at < text.n && text.at[at] == '/';
    return at < text.n && text.at[at] == '>' ? at + 1 - i : 0;
}

/* Tags out; those between paragraphs leave one line break, and the blanks beside it go too. */
static str tags_out(arena *a, str text, mark from, diags *d)
{
    if (str_search(text, STR("<"), 0) == SIZE_MAX)
        return text;
    buf out = {.memory = a};
    bool pending = false;
    for (size_t i = 0; i < text.n;) {
        bool divides = false;
        size_t n = tag_at(text, i, &divides);
        if (n > 0) {
            DIAG(d, TAG_REMOVED, place_of(text, i, from, d), str_slice(text, i, i + n));
            pending = pending || divides;
            i += n;
            continue;
        }
        if (pending && (text.at[i] == ' ' || text.at[i] == '\n')) {
            i++;
            continue;
        }
        if (pending) {
            while (out.n > 0 && (out.at[out.n - 1] == ' ' || out.at[out.n - 1] == '\n'))
                out.n--;
            if (out.n > 0)
                buf_byte(&out, '\n');
        }
        pending = false;
        buf_byte(&out, text.at[i++]);
    }
    return buf_str(&out);
}

/* Few characters begin as a sign does: < > and what UTF-8 begins with E2 or EF. */
static const replacement *operator_at(str text, size_t i)
{
    unsigned char lead = (unsigned char)text.at[i];
    if (lead != '<' && lead != '>' && lead != 0xE2 && lead != 0xEF)
        return NULL;
    for (size_t k = 0; k < sizeof operators / sizeof *operators; k++)
        if (str_starts(str_slice(text, i, text.n), str_of(operators[k].written)))
            return &operators[k];
    return NULL;
}

static str operators_in(arena *a, str text, mark from, diags *d)
{
    buf out = {.memory = a};
    size_t copied = 0;
    for (size_t i = 0; i < text.n;) {
        const replacement *r = operator_at(text, i);
        if (r == NULL) {
            utf8_next(text, &i);
            continue;
        }
        DIAG(
            d, TEXT_NORMALISED, place_of(text, i, from, d), str_of(r->written), str_of(r->printed));
        buf_add(&out, str_slice(text, copied, i));
        buf_add(&out, str_of(r->printed));
        copied = i += str_of(r->written).n;
    }
    if (copied == 0)
        return text;
    buf_add(&out, str_slice(text, copied, text.n));
    return buf_str(&out);
}

/* Whether there may be a private code point, U+E000 to U+F8FF: EE 80 80 to EF A3 BF. */
static bool has_private(str text)
{
    for (size_t i = 0; i + 1 < text.n; i++) {
        unsigned char lead = (unsigned char)text.at[i];
        if (lead >= 0xEE && (lead == 0xEE || (unsigned char)text.at[i + 1] <= 0xA3))
            return true;
    }
    return false;
}

/* Old private code points; a message names them by number, for there is nothing to see. */
static str legacy_in(arena *a, str text, mark from, diags *d)
{
    buf out = {.memory = a};
    size_t copied = 0;
    for (size_t i = 0; i < text.n;) {
        size_t at = i;
        uint32_t cp = utf8_next(text, &i), now = cp < 0xE000 || cp > 0xF8FF ? 0 : legacy_now(cp);
        if (now == 0)
            continue;
        char bytes[4];
        str printed = {bytes, utf8_put(bytes, now)};
        arena *m = diags_memory(d);
        DIAG(d, TEXT_NORMALISED, place_of(text, at, from, d),
            str_fmt(m, "旧码位 U+%04X", (unsigned)cp),
            str_fmt(m, "%.*s（U+%04X）", STR_ARG(printed), (unsigned)now));
        buf_add(&out, str_slice(text, copied, at));
        buf_add(&out, printed);
        copied = i;
    }
    if (copied == 0)
        return text;
    buf_add(&out, str_slice(text, copied, text.n));
    return buf_str(&out);
}

/* Blanks around the text. Ideographic spaces that indent the first of several paragraphs stay. */
static str space_off(str text, mark from, diags *d)
{
    str trimmed = str_trim(text);
    if (str_search(trimmed, STR("\n"), 0) != SIZE_MAX)
        while (trimmed.at >= text.at + 3 && str_starts((str){trimmed.at - 3, 3}, STR("　")))
            trimmed = (str){trimmed.at - 3, trimmed.n + 3};
    if (trimmed.n != text.n)
        diag_add(d, DIAG_SPACE_TRIMMED, from, NULL, 0);
    return trimmed;
}

str value_normalise(arena *a, str text, unsigned which, mark from, diags *d)
{
    if (which & NORMALISE_TAGS)
        text = tags_out(a, text, from, d);
    if (which & NORMALISE_OPERATORS)
        text = operators_in(a, text, from, d);
    if ((which & NORMALISE_LEGACY) && has_private(text))
        text = legacy_in(a, text, from, d);
    if (which & NORMALISE_SPACE)
        text = space_off(text, from, d);
    return str_dup(a, text);
}
