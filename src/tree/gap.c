/* Between the scalars: comments that carry meaning away. The rule stands in tree_int.h. */
#include "tree/tree_int.h"

#include <string.h>

size_t gap_skip(gap *g, str text, place to)
{
    while (g->at.line < to.line && g->from < text.n) {
        const char *nl = memchr(text.at + g->from, '\n', text.n - g->from);
        if (nl == NULL) { /* libyaml ends the last line where nobody did */
            g->from = text.n;
            break;
        }
        g->from = (size_t)(nl - text.at) + 1;
        g->at = (place){g->at.line + 1, 1};
    }
    while (g->at.line == to.line && g->at.column < to.column && g->from < text.n) {
        utf8_next(text, &g->from);
        g->at.column++;
    }
    return g->from;
}

/* A '#' that begins a comment, and its surroundings. */
typedef struct comment {
    str text; /* to the end of the line */
    str before; /* on its line, without indentation and trailing blanks */
    size_t blanks; /* between before and text */
    bool attached; /* "#3标段" */
    place at;
} comment;

static bool attached(str s, bool trailing)
{
    size_t marks = 0;
    while (marks < s.n && s.at[marks] == '#')
        marks++;
    if (marks == s.n)
        return trailing && marks == 1;
    return s.at[marks] != ' ' && s.at[marks] != '\t';
}

static comment comment_at(str text, size_t hash, place at)
{
    size_t begin = hash;
    while (begin > 0 && text.at[begin - 1] != '\n')
        begin--;
    comment c = {.text = line_text(text, hash), .before = str_slice(text, begin, hash), .at = at};
    str trimmed = c.before;
    while (trimmed.n > 0 && (trimmed.at[trimmed.n - 1] == ' ' || trimmed.at[trimmed.n - 1] == '\t'))
        trimmed.n--;
    c.blanks = c.before.n - trimmed.n;
    c.before = str_trim(trimmed);
    c.attached = attached(c.text, trimmed.n > 0);
    return c;
}

/* How the comment would print. */
static str put_in_quotes(arena *a, const line *l, const comment *c)
{
    size_t hash = line_offset(l, c->at.column);
    bool keyed = l->colon != SIZE_MAX && l->colon < hash;
    size_t from = keyed ? l->value : l->item;
    if (from > hash)
        from = hash;
    if (l->text.at[from] == '|' || l->text.at[from] == '>')
        return STR("请移到下一行");
    buf bare = {.memory = a};
    for (size_t i = from; i < l->text.n; i++)
        if ((l->text.at[i] != '"' && l->text.at[i] != '\'') || l->text.at[i] != l->text.at[from])
            buf_byte(&bare, l->text.at[i]);
    str head = keyed ? str_slice(l->text, l->item, l->colon + 1) : STR("");
    return str_fmt(a, "请写成 %.*s%s%.*s", STR_ARG(head), keyed ? " " : "",
        STR_ARG(quoted(a, str_trim(buf_str(&bare)))));
}

static void report_lost(loading *run, const comment *c)
{
    arena *a = run->memory;
    if (findings_full(&run->nodes))
        return;
    str text = shown(a, str_trim(c->text));
    if (c->before.n == 0) {
        FINDING(run, &run->nodes, YAML_COMMENT, c->at, STR("上一行"), text,
            str_fmt(a, "请写成 %.*s", STR_ARG(quoted(a, str_trim(c->text)))));
        return;
    }
    line l = line_of(run->text, c->at.line);
    str fixed = put_in_quotes(a, &l, c);
    str named = str_fmt(a, "“%.*s”", STR_ARG(shown(a, c->before)));
    if (c->attached)
        FINDING(run, &run->nodes, YAML_COMMENT, c->at, named, text, fixed);
    else
        FINDING(run, &run->nodes, YAML_COMMENT_NEAR, c->at, text, fixed);
}

static void judge(loading *run, const gap *g, const comment *c, bool scalar_next)
{
    if (c->before.n > 0) {
        if (c->attached || (c->blanks < 2 && g->filled && !g->key))
            report_lost(run, c);
        return;
    }
    bool into_text = g->scalar && (!g->key || scalar_next);
    if (c->attached && into_text && c->at.column > g->into)
        report_lost(run, c);
}

static void key_mark(loading *run, place at, size_t offset)
{
    if (findings_full(&run->nodes))
        return;
    str rest = line_text(run->text, offset);
    FINDING(run, &run->nodes, YAML_KEY_MARK, at, quoted(run->memory, str_trim(rest)));
}

void gap_look(loading *run, gap *g, place to, bool scalar_next)
{
    gap end = *g;
    size_t stop = gap_skip(&end, run->text, to);
    gap here = *g;
    while (here.from < stop) {
        char c = run->text.at[here.from];
        if (c == '#' || (c == '%' && here.at.column == 1)) {
            if (c == '#') {
                comment found = comment_at(run->text, here.from, here.at);
                judge(run, g, &found, scalar_next);
            }
            gap_skip(&here, run->text, (place){here.at.line + 1, 1});
            continue;
        }
        if (c == '?')
            key_mark(run, here.at, here.from);
        here.from++;
        here.at = c == '\n' ? (place){here.at.line + 1, 1}
                            : (place){here.at.line, here.at.column + 1};
    }
    *g = end;
}

void gap_header(loading *run, const gap *g)
{
    str head = line_text(run->text, g->from);
    const char *hash = head.n == 0 ? NULL : memchr(head.at, '#', head.n);
    if (hash == NULL)
        return;
    size_t before = (size_t)(hash - head.at);
    place at = {g->at.line, g->at.column + (uint32_t)before};
    comment c = comment_at(run->text, g->from + before, at);
    if (c.attached)
        report_lost(run, &c);
}
