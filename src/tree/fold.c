/* The space that folding puts between two Han characters, found by reading the scalar as written
 * and its value side by side. */
#include "tree/tree_int.h"

typedef struct folding {
    loading *run;
    const node *n;
    str raw, text;
    size_t i, j; /* in raw, in text */
    size_t line_begin; /* in raw */
    uint32_t line; /* of the whole text */
    size_t indent; /* of a folded block scalar */
    buf out;
} folding;

/* Han characters and the punctuation and symbols that are as wide. */
static bool wide(uint32_t cp)
{
    return utf8_han(cp) || (cp >= 0x3001 && cp <= 0x33FF) || (cp >= 0xFF01 && cp <= 0xFF60) ||
        (cp >= 0xFFE0 && cp <= 0xFFE6) || (cp >= 0x2460 && cp <= 0x24FF) || cp == 0x2014 ||
        cp == 0x2026 || (cp >= 0x2018 && cp <= 0x201D) || cp == 0x3000;
}

static uint32_t before(str s, size_t i)
{
    size_t at = i;
    while (at > 0 && ((unsigned char)s.at[at - 1] & 0xC0) == 0x80)
        at--;
    if (at == 0)
        return 0;
    at--;
    return utf8_next(s, &at);
}

static uint32_t after(str s, size_t i)
{
    return i < s.n ? utf8_next(s, &i) : 0;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool break_at(str s, size_t i)
{
    return i < s.n && (s.at[i] == '\n' || (s.at[i] == '\r' && i + 1 < s.n && s.at[i + 1] == '\n'));
}

static void next_line(folding *f)
{
    f->i += f->raw.at[f->i] == '\r' ? 2 : 1;
    f->line_begin = f->i;
    f->line++;
}

/* Moves over a line break and the blanks around it; the number of breaks. */
static size_t skip_breaks(folding *f)
{
    size_t breaks = 0;
    bool block = f->n->style == NODE_FOLDED;
    for (;;) {
        size_t i = f->i;
        while (i < f->raw.n && blank(f->raw.at[i]) && (!block || i - f->line_begin < f->indent))
            i++;
        if (!break_at(f->raw, i)) {
            if (breaks > 0)
                f->i = i;
            return breaks;
        }
        f->i = i;
        next_line(f);
        breaks++;
    }
}

static void take_break(folding *f, size_t breaks)
{
    if (f->j < f->text.n && f->text.at[f->j] == ' ' && breaks == 1) {
        if (wide(before(f->text, f->j)) && wide(after(f->text, f->j + 1))) {
            uint32_t column = (uint32_t)utf8_count(str_slice(f->raw, f->line_begin, f->i)) + 1;
            FINDING(f->run, &f->run->nodes, FOLDED_SPACE, ((place){f->line, column}), STR(""));
        } else {
            buf_byte(&f->out, ' ');
        }
        f->j++;
        return;
    }
    for (; breaks > 0 && f->j < f->text.n && f->text.at[f->j] == '\n'; breaks--, f->j++)
        buf_byte(&f->out, '\n');
}

/* Bytes of the escape at i in raw; its value is one code point, or none before a line break. */
static size_t escape_length(const folding *f)
{
    if (f->i + 1 >= f->raw.n)
        return 2;
    char c = f->raw.at[f->i + 1];
    return c == 'x' ? 4 : c == 'u' ? 6 : c == 'U' ? 10 : 2;
}

/* One code point of the value. False when the two texts do not agree. */
static bool take_char(folding *f)
{
    bool same = true;
    size_t from = f->j;
    if (f->j >= f->text.n)
        return false;
    utf8_next(f->text, &f->j);
    if (f->raw.at[f->i] == '\\' && f->raw.at[0] == '"') {
        f->i += escape_length(f);
    } else if (f->raw.at[f->i] == '\'' && f->raw.at[0] == '\'') {
        f->i += 2;
    } else {
        same = f->raw.at[f->i] == f->text.at[from];
        f->i += f->j - from;
    }
    buf_add(&f->out, str_slice(f->text, from, f->j));
    return same && f->i <= f->raw.n;
}

static bool escaped_break(folding *f)
{
    if (f->raw.at[0] != '"' || f->raw.at[f->i] != '\\' || !break_at(f->raw, f->i + 1))
        return false;
    f->i++;
    size_t breaks = skip_breaks(f);
    for (; breaks > 1 && f->j < f->text.n && f->text.at[f->j] == '\n'; breaks--, f->j++)
        buf_byte(&f->out, '\n');
    return true;
}

static bool walk(folding *f)
{
    while (f->i < f->raw.n && f->j < f->text.n) {
        if (escaped_break(f))
            continue;
        size_t breaks = skip_breaks(f);
        if (breaks > 0)
            take_break(f, breaks);
        else if (!take_char(f))
            return false;
    }
    return f->j == f->text.n;
}

/* Moves to the content: behind the quote, or to the first line of a block scalar. */
static void enter(folding *f)
{
    if (f->n->style == NODE_QUOTED) {
        f->i = 1;
        return;
    }
    if (f->n->style != NODE_FOLDED)
        return;
    while (f->i < f->raw.n && !break_at(f->raw, f->i))
        f->i++;
    while (break_at(f->raw, f->i)) {
        next_line(f);
        while (f->i < f->raw.n && f->raw.at[f->i] == ' ')
            f->i++;
    }
    f->indent = f->i - f->line_begin;
}

str fold_spaces(loading *run, const node *n, str raw)
{
    if (n->style == NODE_LITERAL || raw.n == 0 || str_search(raw, STR("\n"), 0) == SIZE_MAX)
        return n->text;
    folding f = {.run = run,
        .n = n,
        .raw = raw,
        .text = n->text,
        .line = n->at.line,
        .out = {.memory = run->memory}};
    findings found = run->nodes;
    enter(&f);
    if (walk(&f))
        return buf_str(&f.out);
    run->nodes = found;
    return n->text;
}
