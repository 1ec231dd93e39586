/* What was lost although libyaml is content. */
#include "tree/tree_int.h"

#include <string.h>

bool trap_meant(loading *run, findings *to, place begin, str text)
{
    arena *a = run->memory;
    size_t at = 0;
    if (!key_meant(text, &at))
        return false;
    place colon = {begin.line, begin.column + (uint32_t)utf8_count(str_slice(text, 0, at))};
    str name = str_slice(text, 0, at);
    bool half = text.at[at] == ':';
    size_t after = at + (half ? 1 : 3);
    str value = str_trim(str_slice(text, wide_spaces(text, after), text.n));
    str fixed = shown(a, str_fmt(a, "%.*s: %.*s", STR_ARG(name), STR_ARG(value)));
    if (half)
        FINDING(run, to, YAML_COLON_SPACE, colon, name, fixed);
    else
        FINDING(run, to, YAML_COLON, colon, name, fixed);
    return true;
}

/* Whether only blanks stand before raw on its line. */
static bool begins_line(str text, str raw)
{
    for (const char *p = raw.at; p > text.at && p[-1] != '\n'; p--)
        if (p[-1] != ' ' && p[-1] != '\t')
            return false;
    return true;
}

static bool dash(str s)
{
    return s.n > 0 && s.at[0] == '-' && (s.n == 1 || s.at[1] == ' ');
}

/* A plain text that is the whole document, or that swallowed keys or lists on further lines. */
static void swallowed(loading *run, const node *n, str raw, bool root)
{
    uint32_t number = n->at.line;
    bool keys = root;
    for (size_t i = line_text(raw, 0).n; (i = str_search(raw, STR("\n"), i)) != SIZE_MAX;) {
        str whole = line_text(raw, ++i);
        size_t begin = wide_spaces(whole, 0);
        str rest = str_trim(str_slice(whole, begin, whole.n));
        place at = {++number, (uint32_t)utf8_count(str_slice(whole, 0, begin)) + 1};
        if (dash(rest))
            FINDING(run, &run->nodes, YAML_SWALLOWED, at, shown(run->memory, rest));
        else if (trap_meant(run, &run->nodes, at, rest))
            keys = true;
    }
    if (keys && begins_line(run->text, raw))
        trap_meant(run, &run->nodes, (place){n->at.line, n->at.column}, line_text(raw, 0));
}

static void empty_block(loading *run, const node *n, str raw)
{
    str head = line_text(raw, 0);
    bool digit = false;
    for (size_t i = 0; i < head.n && head.at[i] != '#'; i++)
        digit = digit || (head.at[i] >= '0' && head.at[i] <= '9');
    if (!digit || n->text.n > 0 || findings_full(&run->nodes))
        return;
    line l = line_of(run->text, n->at.line);
    trap_block(run, &run->nodes, &l, line_offset(&l, n->at.column));
}

/* "\x07" and the like: the characters that may not be written as themselves either. */
static void escaped_control(loading *run, const node *n, str raw)
{
    if (memchr(raw.at, '\\', raw.n) == NULL)
        return;
    for (size_t i = 0; i < n->text.n;) {
        uint32_t cp = utf8_next(n->text, &i);
        if (cp != '\n' && char_fault(cp) != CHAR_FINE) {
            str code = str_fmt(run->memory, "U+%04X", cp);
            FINDING(run, &run->nodes, YAML_CONTROL, ((place){n->at.line, n->at.column}), code);
            return;
        }
    }
}

void trap_scalar(loading *run, const node *n, str raw, bool root)
{
    if (n->style >= NODE_LITERAL)
        empty_block(run, n, raw);
    else if (n->style == NODE_QUOTED)
        escaped_control(run, n, raw);
    else if (raw.n > 0)
        swallowed(run, n, raw, root);
    size_t after = wide_spaces(n->text, 0);
    if (n->style == NODE_PLAIN && after > 0 && dash(str_slice(n->text, after, n->text.n)))
        FINDING(run, &run->nodes, YAML_WIDE_SPACE, ((place){n->at.line, n->at.column}),
            wide_name(n->text), shown(run->memory, str_slice(n->text, after, n->text.n)));
}

void trap_key(loading *run, const node *key)
{
    place at = {key->at.line, key->at.column};
    size_t after = wide_spaces(key->text, 0);
    if (after == key->text.n)
        FINDING(run, &run->nodes, YAML_KEY_BLANK, at, STR("\"…\""));
    else if (after > 0 && key->style == NODE_PLAIN)
        FINDING(run, &run->nodes, YAML_WIDE_SPACE, at, wide_name(key->text),
            shown(run->memory, str_slice(key->text, after, key->text.n)));
}

/* "- 名称：甲" among items that are mappings. */
void trap_list(loading *run, const node *list)
{
    bool maps = false;
    for (const node *n = list->first; n != NULL; n = n->next)
        maps = maps || n->kind == NODE_MAP;
    for (const node *n = list->first; maps && n != NULL; n = n->next)
        if (n->kind == NODE_SCALAR && n->style == NODE_PLAIN)
            trap_meant(run, &run->nodes, (place){n->at.line, n->at.column}, n->text);
}
