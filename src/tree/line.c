/* One line of YAML taken apart by eye: indentation, dashes, key, value. Only for lines that libyaml
 * has refused or that carry a trap, so it need not be right about every line. */
#include "tree/tree_int.h"

#include <string.h>

/* In code points; in bytes: nobody types a longer line, so nothing is said about its parts. */
enum { SHOWN = 60, LONGEST = 1 << 16 };

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool blank_at(str s, size_t i)
{
    return i >= s.n || blank(s.at[i]);
}

size_t line_begin(str text, uint32_t number)
{
    size_t i = 0;
    for (uint32_t n = 1; n < number; n++) {
        const char *nl = i < text.n ? memchr(text.at + i, '\n', text.n - i) : NULL;
        if (nl == NULL)
            return text.n;
        i = (size_t)(nl - text.at) + 1;
    }
    return i;
}

str line_text(str text, size_t begin)
{
    const char *nl = begin < text.n ? memchr(text.at + begin, '\n', text.n - begin) : NULL;
    size_t end = nl == NULL ? text.n : (size_t)(nl - text.at);
    if (end > begin && text.at[end - 1] == '\r')
        end--;
    return str_slice(text, begin, end);
}

size_t quote_end(str s, size_t i)
{
    char quote = s.at[i];
    for (i++; i < s.n; i++) {
        if (s.at[i] == '\\' && quote == '"') {
            i++;
        } else if (s.at[i] == quote) {
            if (quote == '"' || i + 1 >= s.n || s.at[i + 1] != quote)
                return i + 1;
            i++;
        }
    }
    return SIZE_MAX;
}

static size_t skip_blanks(str s, size_t i)
{
    while (i < s.n && blank(s.at[i]))
        i++;
    return i;
}

static size_t skip_dashes(str s, size_t i)
{
    while (i < s.n && s.at[i] == '-' && blank_at(s, i + 1))
        i = skip_blanks(s, i + 1);
    return i;
}

/* The offset of a comment such as "  # 说明", or s.n. An attached "#3标段" is meant as text. */
static size_t comment_begin(str s, size_t from)
{
    for (size_t i = from; i + 1 < s.n; i++)
        if (s.at[i] == '#' && i > 0 && blank(s.at[i - 1]) && blank(s.at[i + 1]))
            return i;
    return s.n;
}

/* After the bracket that closes the one at i, or SIZE_MAX. */
static size_t bracket_end(str s, size_t i)
{
    for (size_t open = 0; i < s.n; i++) {
        if (s.at[i] == '[' || s.at[i] == '{')
            open++;
        else if ((s.at[i] == ']' || s.at[i] == '}') && --open == 0)
            return i + 1;
    }
    return SIZE_MAX;
}

static size_t key_colon(const line *l)
{
    str s = str_slice(l->text, 0, l->end);
    size_t i = l->item;
    size_t after = SIZE_MAX;
    if (i < s.n && (s.at[i] == '"' || s.at[i] == '\''))
        after = quote_end(s, i);
    else if (i < s.n && (s.at[i] == '[' || s.at[i] == '{'))
        after = bracket_end(s, i);
    if (after != SIZE_MAX)
        i = after;
    for (; i < s.n; i++)
        if (s.at[i] == ':' && blank_at(s, i + 1))
            return i;
    return SIZE_MAX;
}

line line_of(str text, uint32_t number)
{
    return line_at(text, line_begin(text, number), number);
}

line line_at(str text, size_t begin, uint32_t number)
{
    line l = {.number = number, .begin = begin};
    l.text = line_text(text, l.begin);
    if (l.text.n > LONGEST)
        l.text.n = 0;
    l.indent = skip_blanks(l.text, 0);
    l.item = skip_dashes(l.text, l.indent);
    l.end = comment_begin(l.text, l.item);
    while (l.end > l.item && blank(l.text.at[l.end - 1]))
        l.end--;
    l.colon = key_colon(&l);
    l.value = l.colon == SIZE_MAX ? l.end : skip_blanks(l.text, l.colon + 1);
    if (l.value > l.end)
        l.value = l.end;
    return l;
}

place line_place(const line *l, size_t offset)
{
    return (place){l->number, (uint32_t)utf8_count(str_slice(l->text, 0, offset)) + 1};
}

size_t line_offset(const line *l, uint32_t column)
{
    size_t i = 0;
    for (uint32_t c = 1; c < column && i < l->text.n; c++)
        utf8_next(l->text, &i);
    return i;
}

str line_part(const line *l, size_t from)
{
    return from >= l->end ? STR("") : str_slice(l->text, from, l->end);
}

str shown(arena *a, str s)
{
    size_t i = 0;
    for (uint32_t n = 0; n < SHOWN && i < s.n; n++)
        utf8_next(s, &i);
    return i == s.n ? s : str_fmt(a, "%.*s…", (int)i, s.at);
}

str quoted(arena *a, str s)
{
    bool single = s.n > 0 && (memchr(s.at, '"', s.n) != NULL || memchr(s.at, '\\', s.n) != NULL);
    s = shown(a, s);
    if (!single)
        return str_fmt(a, "\"%.*s\"", STR_ARG(s));
    buf out = {.memory = a};
    buf_byte(&out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.at[i] == '\'')
            buf_byte(&out, '\'');
        buf_byte(&out, s.at[i]);
    }
    buf_byte(&out, '\'');
    return buf_str(&out);
}

str line_with(arena *a, const line *l, size_t from, str value)
{
    /* A value's key goes before it; a key's value comes after it. */
    str head = from >= l->item ? str_slice(l->text, l->item, from) : STR("");
    bool keyed = from == l->item && l->colon != SIZE_MAX;
    str rest = keyed ? shown(a, line_part(l, l->colon)) : STR("");
    return str_fmt(a, "%.*s%.*s%.*s", STR_ARG(head), STR_ARG(value), STR_ARG(rest));
}

str line_quoted(arena *a, const line *l, size_t from)
{
    bool keyed = from == l->item && l->colon != SIZE_MAX;
    str part = keyed ? str_slice(l->text, from, l->colon) : line_part(l, from);
    return line_with(a, l, from, quoted(a, part));
}

/* Whether cp may stand in a name that somebody meant as a key. */
static bool in_name(uint32_t cp)
{
    static const uint32_t ends[] = {' ', '\t', 0x3000, 0xFF0C, 0x3002, 0xFF1B, 0x201C, 0x201D,
        0xFF01, 0xFF1F, ',', ';', '#', '"', '\''};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (cp == ends[i])
            return false;
    return true;
}

bool key_meant(str s, size_t *colon)
{
    enum { NAME = 20 };
    bool digits = true;
    size_t i = 0;
    for (uint32_t n = 0; i < s.n && n <= NAME; n++) {
        size_t from = i;
        uint32_t cp = utf8_next(s, &i);
        bool half = cp == ':';
        if (half || cp == 0xFF1A) {
            *colon = from;
            /* 12:30 and http://… are no keys */
            return n > 0 && !(half && (digits || (i < s.n && s.at[i] == '/')));
        }
        if (!in_name(cp))
            return false;
        digits = digits && cp >= '0' && cp <= '9';
    }
    return false;
}

bool wide_space(uint32_t cp)
{
    return cp == 0x3000 || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x202F ||
        cp == 0x205F;
}

size_t wide_spaces(str s, size_t i)
{
    while (i < s.n) {
        size_t next = i;
        uint32_t cp = utf8_next(s, &next);
        if (!wide_space(cp) && cp != ' ' && cp != '\t')
            break;
        i = next;
    }
    return i;
}

str wide_name(str s)
{
    size_t i = 0;
    uint32_t cp = utf8_next(s, &i);
    return cp == 0x3000 ? STR("全角空格") : STR("特殊空格");
}

void line_replace(loading *run, const line *l, size_t from, size_t to, str by)
{
    buf out = {.memory = run->memory};
    buf_add(&out, str_slice(run->text, 0, l->begin + from));
    buf_add(&out, by);
    buf_add(&out, str_slice(run->text, l->begin + to, run->text.n));
    run->text = buf_str(&out);
}
