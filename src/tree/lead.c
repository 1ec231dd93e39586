/* Texts that begin with a character that means something else to YAML. */
#include "tree/tree_int.h"

#include <string.h>

void trap_repair(loading *run, const trap *t)
{
    const line *l = &t->in;
    if (t->at > l->item) {
        line_replace(run, l, t->at, l->text.n, STR("x"));
        return;
    }
    str key = str_fmt(run->memory, "x-%u", l->number);
    if (l->colon != SIZE_MAX)
        line_replace(run, l, l->item, l->colon, key);
    else
        line_replace(run, l, l->item, l->text.n, str_fmt(run->memory, "%.*s: x", STR_ARG(key)));
}

trap trap_at(const line *l, size_t offset)
{
    bool value = l->colon != SIZE_MAX && offset >= l->value;
    return (trap){*l, value ? l->value : l->item};
}

/* The text with Chinese quotes; of more than one pair nobody can tell which are outer ones. */
static str curly(arena *a, const trap *t, str s)
{
    size_t quotes = 0;
    for (size_t i = 0; i < s.n; i++)
        quotes += s.at[i] == '"' || s.at[i] == '\'';
    if (quotes != 2)
        return STR("把文字里的引号改成中文引号“”");
    buf out = {.memory = a};
    bool open = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.at[i] == '"' || s.at[i] == '\'') {
            open = !open;
            buf_add(&out, open ? STR("“") : STR("”"));
        } else {
            buf_byte(&out, s.at[i]);
        }
    }
    str fixed = line_with(a, &t->in, t->at, shown(a, buf_str(&out)));
    return str_fmt(a, "改用中文引号：%.*s", STR_ARG(fixed));
}

static str comparison(arena *a, const line *l, size_t at)
{
    str part = line_part(l, at);
    str plain = line_quoted(a, l, at);
    if (!str_starts(part, STR(">=")))
        return plain;
    str sign = str_fmt(a, "≥%.*s", STR_ARG(str_slice(part, 2, part.n)));
    return str_fmt(a, "%.*s，或 %.*s", STR_ARG(line_with(a, l, at, sign)), STR_ARG(plain));
}

void trap_block(loading *run, findings *to, const line *l, size_t at)
{
    arena *a = run->memory;
    FINDING(run, to, YAML_BLOCK, line_place(l, at), str_slice(l->text, at, at + 1),
        shown(a, line_part(l, at)), comparison(a, l, at));
}

/* Text after a closing quote. False when there is none. */
static bool quote_trap(loading *run, const trap *t)
{
    arena *a = run->memory;
    const line *l = &t->in;
    size_t after = quote_end(l->text, t->at);
    if (after == SIZE_MAX || after >= l->end || after == l->colon)
        return false;
    bool keyed = t->at == l->item && l->colon != SIZE_MAX;
    str whole = keyed ? str_slice(l->text, t->at, l->colon) : line_part(l, t->at);
    FINDING(run, &run->traps, YAML_QUOTE, line_place(l, after),
        shown(a, str_trim(str_slice(l->text, after, t->at + whole.n))), line_quoted(a, l, t->at),
        curly(a, t, whole));
    return true;
}

static void alias_trap(loading *run, const trap *t)
{
    str fixed = line_quoted(run->memory, &t->in, t->at);
    if (t->in.text.at[t->at] == '!')
        FINDING(run, &run->traps, YAML_TAG, line_place(&t->in, t->at), fixed);
    else
        FINDING(run, &run->traps, YAML_ALIAS, line_place(&t->in, t->at), fixed);
}

/* Where an item inside brackets begins with a character that none can begin with, as in
 * {值: 2, 单位: %}; SIZE_MAX when none does. */
static size_t reserved_inside(const line *l, size_t at)
{
    bool begins = true;
    char quote = '\0';
    for (; at < l->end; at++) {
        char c = l->text.at[at];
        if (quote != '\0') {
            if (c == quote)
                quote = '\0';
        } else if (begins && strchr("@`%", c) != NULL) {
            return at;
        } else if (begins && (c == '"' || c == '\'')) {
            quote = c;
        }
        begins = strchr("{[,", c) != NULL || (c == ' ' && (begins || l->text.at[at - 1] == ':'));
    }
    return SIZE_MAX;
}

static void bracket_trap(loading *run, const trap *t)
{
    const line *l = &t->in;
    size_t at = reserved_inside(l, t->at), end = at;
    if (at == SIZE_MAX) {
        FINDING(run, &run->traps, YAML_BRACKET, line_place(l, t->at),
            str_slice(l->text, t->at, t->at + 1), line_quoted(run->memory, l, t->at));
        return;
    }
    while (end < l->end && strchr(",]}", l->text.at[end]) == NULL)
        end++;
    FINDING(run, &run->traps, YAML_RESERVED, line_place(l, at), str_slice(l->text, at, at + 1),
        quoted(run->memory, str_trim(str_slice(l->text, at, end))));
}

bool trap_lead(loading *run, const trap *t)
{
    const line *l = &t->in;
    if (t->at >= l->end)
        return false;
    str fixed = line_quoted(run->memory, l, t->at);
    place at = line_place(l, t->at);
    char c = l->text.at[t->at];
    str lead = str_slice(l->text, t->at, t->at + 1);
    if (c == '>' || c == '|')
        trap_block(run, &run->traps, l, t->at);
    else if (c == '"' || c == '\'')
        return quote_trap(run, t);
    else if (c == '[' || c == '{')
        bracket_trap(run, t);
    else if (c == '-' && (t->at + 1 >= l->end || l->text.at[t->at + 1] == ' '))
        FINDING(run, &run->traps, YAML_DASH, at, fixed);
    else if (c == '&' || c == '*' || c == '!')
        alias_trap(run, t);
    else if (strchr("@`%,]}?", c) != NULL)
        FINDING(run, &run->traps, YAML_RESERVED, at, lead, fixed);
    else if (c == ':')
        FINDING(run, &run->traps, YAML_KEY_BLANK, at, quoted(run->memory, line_part(l, t->at)));
    else
        return false;
    return true;
}
