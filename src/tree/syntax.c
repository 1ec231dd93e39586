/* libyaml's errors → what the officer wrote, and how to write it. */
#include "tree/tree_int.h"

#include <string.h>

static bool says(const char *libyaml, const char *words)
{
    return libyaml != NULL && strstr(libyaml, words) != NULL;
}

static bool is_blank_line(const line *l)
{
    return l->indent >= l->text.n || l->text.at[l->indent] == '#';
}

/* The next line with content, or an empty one at the end. */
static line line_after(str text, const line *l)
{
    line next = *l;
    do {
        const char *nl = memchr(text.at + next.begin, '\n', text.n - next.begin);
        size_t begin = nl == NULL ? text.n : (size_t)(nl - text.at) + 1;
        next = line_at(text, begin, next.number + 1);
    } while (next.begin < text.n && is_blank_line(&next));
    return next;
}

/* The last line with content before l, or the first one. */
static line line_before(str text, const line *l)
{
    line before = *l;
    do {
        if (before.begin == 0)
            return before;
        size_t begin = before.begin - 1;
        while (begin > 0 && text.at[begin - 1] != '\n')
            begin--;
        before = line_at(text, begin, before.number - 1);
    } while (is_blank_line(&before));
    return before;
}

/* A key in place of a line that was meant as one: with a value where it had one, or where nothing
 * is nested below it. */
static void replace_by_key(loading *run, const line *l, bool valued)
{
    line next = line_after(run->text, l);
    bool nested = next.indent > l->item && !valued;
    str key = str_fmt(run->memory, "x-%u:%s", l->number, nested ? "" : " x");
    line_replace(run, l, l->item, l->text.n, key);
}

/* "值：100%", "值:100%": a line that was meant as key and value. */
static bool meant_trap(loading *run, const line *l)
{
    str item = line_part(l, l->item);
    if (l->colon != SIZE_MAX || !trap_meant(run, &run->traps, line_place(l, l->item), item))
        return false;
    replace_by_key(run, l, !str_ends(item, STR("：")));
    return true;
}

static void missing_colon(loading *run, const line *l)
{
    str item = shown(run->memory, line_part(l, l->item));
    FINDING(run, &run->traps, YAML_COLON_MISSING, line_place(l, l->item), item,
        str_fmt(run->memory, "%.*s: …", STR_ARG(item)));
    replace_by_key(run, l, false);
}

static bool wide_trap(loading *run, const line *l)
{
    arena *a = run->memory;
    str rest = line_part(l, l->indent);
    size_t after = wide_spaces(rest, 0);
    if (after == 0)
        return false;
    FINDING(run, &run->traps, YAML_WIDE_SPACE, line_place(l, l->indent), wide_name(rest),
        shown(a, str_slice(rest, after, rest.n)));
    line_replace(run, l, l->indent, l->text.n, str_fmt(a, "x-%u: x", l->number));
    return true;
}

/* The text with a full-width colon for every one that YAML would see. */
static str wide_colons(arena *a, str s)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < s.n;) {
        bool colon = s.at[i] == ':' && (i + 1 == s.n || s.at[i + 1] == ' ');
        buf_add(&out, colon ? STR("：") : str_slice(s, i, i + 1));
        i++;
        while (colon && i < s.n && s.at[i] == ' ')
            i++;
    }
    return buf_str(&out);
}

/* "目标1: 完成: 二期" */
static void second_colon(loading *run, const line *l, size_t at)
{
    arena *a = run->memory;
    str value = line_part(l, l->value), wide = wide_colons(a, value);
    FINDING(run, &run->traps, YAML_COLON_TWICE, line_place(l, at), shown(a, value),
        line_quoted(a, l, l->value), shown(a, line_with(a, l, l->value, wide)));
    line_replace(run, l, l->value, l->text.n, STR("x"));
}

static void indent_trap(loading *run, const line *l, str hint)
{
    if (!run->tabs)
        FINDING(run, &run->traps, YAML_INDENT, line_place(l, l->indent),
            str_fmt(run->memory, "%zu", l->indent), hint);
}

/* "-名称: 甲" above a line of the same item. */
static bool dash_trap(loading *run, const line *l)
{
    arena *a = run->memory;
    str item = line_part(l, l->item), rest = str_slice(item, 1, item.n);
    if (!str_starts(item, STR("-")) || l->colon == SIZE_MAX ||
        (rest.n > 0 && rest.at[0] >= '0' && rest.at[0] <= '9'))
        return false;
    FINDING(run, &run->traps, YAML_SYNTAX, line_place(l, l->item),
        STR("“-”后面缺一个空格，不成列表的一条"),
        str_fmt(a, "请写成：- %.*s", STR_ARG(shown(a, rest))));
    line_replace(run, l, l->item, l->item + 1, STR("- "));
    return true;
}

/* YAML 1.2.2, 7.4.2: a key is at most 1024 code points long; libyaml then sees none. */
static bool long_key(loading *run, const line *l)
{
    enum { KEY = 1024 };
    if (l->colon == SIZE_MAX || utf8_count(str_slice(l->text, l->item, l->colon)) <= KEY)
        return false;
    FINDING(run, &run->traps, YAML_SYNTAX, line_place(l, l->item),
        STR("冒号前面的文字超过 1024 字，不能作键"),
        STR("请写成列表，每条以“- ”开头，把名称写在冒号后面"));
    line_replace(run, l, l->item, l->colon, str_fmt(run->memory, "x-%u", l->number));
    return true;
}

/* "mapping values are not allowed": a second colon, or a key where there is already a value. */
static bool value_trap(loading *run, place at)
{
    line l = line_of(run->text, at.line);
    size_t offset = line_offset(&l, at.column);
    trap here = trap_at(&l, l.item);
    if (l.colon != SIZE_MAX && offset > l.colon && offset >= l.value && offset < l.end) {
        second_colon(run, &l, offset);
        return true;
    }
    if (trap_lead(run, &here)) {
        trap_repair(run, &here);
        return true;
    }
    line before = line_before(run->text, &l);
    if (meant_trap(run, &before) || dash_trap(run, &before) || long_key(run, &l))
        return true;
    if (before.colon == SIZE_MAX && before.item == before.indent && l.indent > before.indent) {
        missing_colon(run, &before);
        return true;
    }
    line written = line_of(run->written, before.number);
    str above = shown(run->memory, line_part(&written, written.item));
    indent_trap(run, &l,
        str_fmt(run->memory,
            "上一行“%.*s”已有文字：下面是键，请与它左对齐；是正文，请用“|”写成多行文字",
            STR_ARG(above)));
    return false;
}

/* "名称 #1: 3": the colon is in a comment. */
static bool hash_trap(loading *run, const trap *t)
{
    arena *a = run->memory;
    const line *l = &t->in;
    size_t hash = str_search(l->text, STR(" #"), t->at);
    if (hash == SIZE_MAX || hash > l->colon || hash + 2 >= l->end)
        return false;
    FINDING(run, &run->traps, YAML_COMMENT, line_place(l, hash + 1),
        str_fmt(a, "“%.*s”", STR_ARG(shown(a, str_slice(l->text, t->at, hash)))),
        shown(a, line_part(l, hash + 1)),
        str_fmt(a, "请写成 %.*s", STR_ARG(line_quoted(a, l, t->at))));
    return true;
}

/* "could not find expected ':'": a line among keys that is no key. */
static bool key_trap(loading *run, place at)
{
    line l = line_of(run->text, at.line);
    trap here = {l, l.item};
    if (wide_trap(run, &l) || meant_trap(run, &l))
        return true;
    bool found = trap_lead(run, &here) || hash_trap(run, &here);
    if (!found && l.colon == SIZE_MAX) {
        missing_colon(run, &l);
        return true;
    }
    if (!found)
        return false;
    trap_repair(run, &here);
    return true;
}

/* A quoted text that began on an earlier line and ended on this one, by mistake where the quote is
 * the value of another key. */
static bool long_quote(loading *run, const built *b, const line *l, size_t at)
{
    arena *a = run->memory;
    if (!b->last_quoted || b->last.line >= l->number)
        return false;
    line first = line_of(run->text, b->last.line);
    trap t = trap_at(&first, line_offset(&first, b->last.column));
    if (l->colon < at)
        FINDING(run, &run->traps, YAML_QUOTE_OPEN, b->last, shown(a, line_part(&first, t.at)));
    else
        FINDING(run, &run->traps, YAML_QUOTE, line_place(l, at), shown(a, line_part(l, at)),
            STR("'……'（整段加单引号）"), STR("把文字里的引号改成中文引号“”"));
    trap_repair(run, &t);
    return true;
}

/* "did not find expected key", "… '-' indicator": something after a value that ended. */
static bool follow_trap(loading *run, const built *b)
{
    place at = b->error.problem_at;
    line l = line_of(run->text, at.line);
    size_t offset = line_offset(&l, at.column);
    if (long_quote(run, b, &l, offset) || wide_trap(run, &l))
        return true;
    trap t = trap_at(&l, offset);
    if (offset > l.indent && t.at < l.end && strchr("\"'[{:", l.text.at[t.at]) != NULL &&
        trap_lead(run, &t)) {
        trap_repair(run, &t);
        return true;
    }
    if (offset != l.indent || offset >= l.text.n)
        return false;
    if (l.text.at[l.indent] == ':')
        return trap_lead(run, &t) && (trap_repair(run, &t), true);
    str hint = STR("同一层的行要左对齐，下一层比上一层多两个空格");
    if (says(b->error.problem, "'-' indicator"))
        hint = STR("上面是列表，这一行也要以“- ”开头；是上一层的键，请与那一层左对齐");
    else if (l.item > l.indent)
        hint = STR("列表的各条“- ”要左对齐，并写在一个键的下面");
    indent_trap(run, &l, hint);
    return false;
}

/* "名称 #1: 3" at the top, a first line that is indented, or text after the end of a document. */
static bool document_trap(loading *run, const built *b)
{
    if (b->last.line > 0 && key_trap(run, b->last))
        return true;
    line l = line_of(run->text, b->error.problem_at.line);
    if (l.colon != SIZE_MAX)
        indent_trap(run, &l, STR("第一行前面多了空格？同一层的行要左对齐"));
    return false;
}

/* Every tab in an indentation is replaced, as one is rarely alone. */
static bool tab_trap(loading *run, place at)
{
    line l = line_of(run->text, at.line);
    const char *tab = memchr(l.text.at, '\t', l.indent);
    if (tab == NULL || run->tabs)
        return false;
    place first = line_place(&l, (size_t)(tab - l.text.at));
    buf out = {.memory = run->memory};
    uint32_t lines = 0;
    bool leading = true, counted = false;
    for (size_t i = 0; i < run->text.n; i++) {
        char c = run->text.at[i];
        leading = c == '\n' || (leading && (c == ' ' || c == '\t'));
        counted = counted && c != '\n';
        if (!leading || c != '\t') {
            buf_byte(&out, c);
            continue;
        }
        buf_add(&out, STR("  "));
        lines += !counted;
        counted = true;
    }
    run->text = buf_str(&out);
    run->tabs = true;
    FINDING(run, &run->traps, YAML_TAB, first, str_fmt(run->memory, "%u", lines));
    return true;
}

static bool begin_trap(loading *run, place at)
{
    line l = line_of(run->text, at.line);
    trap t = trap_at(&l, line_offset(&l, at.column));
    if (!trap_lead(run, &t))
        return false;
    trap_repair(run, &t);
    return true;
}

/* "C:\项目" */
static void escape_trap(loading *run, const syntax_error *e, const trap *t)
{
    arena *a = run->memory;
    line l = line_of(run->text, e->problem_at.line);
    size_t at = line_offset(&l, e->problem_at.column), end = at;
    for (int i = 0; i < 2 && end < l.text.n; i++)
        utf8_next(l.text, &end);
    str inside = line_part(&t->in, t->at);
    if (inside.n >= 2 && str_starts(inside, STR("\"")) && str_ends(inside, STR("\"")))
        inside = str_slice(inside, 1, inside.n - 1);
    FINDING(run, &run->traps, YAML_ESCAPE, e->problem_at, str_slice(l.text, at, end),
        line_with(a, &t->in, t->at, quoted(a, inside)));
}

static bool quoted_trap(loading *run, const syntax_error *e)
{
    line l = line_of(run->text, e->context_at.line);
    trap t = trap_at(&l, line_offset(&l, e->context_at.column));
    if (says(e->problem, "found unexpected"))
        FINDING(run, &run->traps, YAML_QUOTE_OPEN, e->context_at,
            shown(run->memory, line_part(&l, t.at)));
    else
        escape_trap(run, e, &t);
    trap_repair(run, &t);
    return true;
}

static bool context_trap(loading *run, const syntax_error *e)
{
    if (says(e->context, "quoted scalar"))
        return quoted_trap(run, e);
    static const char *const begins[] = {
        "block scalar", "anchor", "alias", "a tag", "a directive", "flow sequence", "flow mapping"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (says(e->context, begins[i]))
            return begin_trap(run, e->context_at);
    return false;
}

static bool explain(loading *run, const built *b)
{
    const syntax_error *e = &b->error;
    const char *problem = e->problem;
    if (says(problem, "tab character") || says(problem, "cannot start any token"))
        return tab_trap(run, e->problem_at) || begin_trap(run, e->problem_at);
    if (says(problem, "mapping values are not allowed"))
        return value_trap(run, e->problem_at);
    if (says(problem, "expected ':'"))
        return key_trap(run, e->context_at);
    if (says(problem, "not allowed") || says(problem, "node content"))
        return begin_trap(run, e->problem_at);
    if (says(problem, "<document start>"))
        return document_trap(run, b);
    if (says(problem, "expected key") || says(problem, "'-' indicator"))
        return follow_trap(run, b);
    return context_trap(run, e);
}

bool syntax_explain(loading *run, const built *b)
{
    uint32_t before = run->traps.list.count;
    bool on = explain(run, b);
    if (run->traps.list.count > before || run->tabs)
        return on;
    str message, hint;
    syntax_words(b->error.problem, &message, &hint);
    FINDING(run, &run->traps, YAML_SYNTAX, b->error.problem_at, message, hint);
    return false;
}
