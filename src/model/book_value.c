/* Values in narrative: {{预算.收入合计}} is what the data says, so that text and tables agree. */
#include "model/book_int.h"

typedef struct filling {
    book *book;
    str text;
    mark from;
    bool good;
} filling;

mark book_lines_at(const node *n)
{
    bool block = n->style == NODE_LITERAL || n->style == NODE_FOLDED;
    return block ? (mark){n->at.source, n->at.line + 1, 1} : n->at;
}

mark book_brace_at(str text, str name, mark from)
{
    size_t at = (size_t)(name.at - text.at);
    while (at > 0 && !str_starts(str_slice(text, at, text.n), STR("{{")))
        at--;
    mark place = from;
    for (size_t i = 0; i <= at && i < text.n; i++) {
        if (text.at[i] != '{')
            continue;
        place = mark_search(place, '{');
        if (i < at)
            place.column++;
    }
    return place;
}

typedef VEC(str) value_names;

/* The keys of a mapping but those that are lists, behind the names that lead there. */
static void names_add(arena *a, const node *map, str before, value_names *out)
{
    for (const node *n = map == NULL || map->kind != NODE_MAP ? NULL : map->first; n != NULL;
         n = n->next) {
        str name = n->key->text;
        if (before.n > 0)
            name = str_fmt(a, "%.*s.%.*s", STR_ARG(before), STR_ARG(name));
        if (n->kind != NODE_LIST)
            *VEC_PUSH(a, out) = name;
    }
}

/* What the book says of itself. */
static void own_names_add(const book *b, value_names *out)
{
    static const char *const names[] = {"书", "单位", "年度", "日期", "主题", "关键词"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tree_lookup(b->top, str_of(names[i])) != NULL)
            *VEC_PUSH(b->memory, out) = str_of(names[i]);
}

/* `path` is in the text; found: what it names, which is no text, or NULL; map: what its last name
 * should be in; `known`: the names that lead there. */
static const node *unknown(filling *f, str path, const node *found, const node *map, str known)
{
    arena *a = f->book->memory;
    value_names names = {0};
    if (found != NULL && found->kind == NODE_MAP)
        names_add(a, found, path, &names);
    else
        names_add(a, map, known, &names);
    if (known.n == 0 && found == NULL)
        own_names_add(f->book, &names);
    bool scalar = map != NULL && map->kind == NODE_SCALAR;
    str list = scalar      ? known
        : names.count == 0 ? STR("没有")
                           : names_join(a, names.at, names.count);
    DIAG(f->book->diags, VALUE_UNKNOWN, book_brace_at(f->text, path, f->from), path, list);
    f->good = false;
    return NULL;
}

/* An entry of 数据: a mapping, or a file whose first document is one. */
static const node *source_of(filling *f, const node *entry)
{
    book *b = f->book;
    if (entry->kind == NODE_MAP)
        return entry;
    const node *known = map_lookup(b->files, entry->key->text);
    str path;
    if (known != NULL || !include_path(b->memory, entry, &path, b->diags))
        return known;
    const tree *read = b->reader->data(b->reader->context, path, entry->at);
    if (read == NULL)
        return NULL;
    map_add(b->files, entry->key->text, (void *)(uintptr_t)read->documents[0]);
    return read->documents[0];
}

/* The names of a path one after another; the first is one of 数据, or a key of the book itself. */
static const node *value_node(filling *f, str path)
{
    book *b = f->book;
    size_t dot = str_search(path, STR("."), 0);
    str head = str_slice(path, 0, dot == SIZE_MAX ? path.n : dot), known = STR("");
    const node *at = tree_lookup(b->facts, head), *map = b->facts;
    if (at == NULL && dot == SIZE_MAX)
        at = tree_lookup(b->top, head);
    if (at != NULL && dot != SIZE_MAX && (at = source_of(f, at)) == NULL) {
        f->good = false;
        return NULL;
    }
    while (at != NULL && dot != SIZE_MAX) {
        size_t from = dot + 1;
        known = str_slice(path, 0, dot);
        dot = str_search(path, STR("."), from);
        map = at;
        at = tree_lookup(at, str_slice(path, from, dot == SIZE_MAX ? path.n : dot));
    }
    return at != NULL && at->kind == NODE_SCALAR ? at : unknown(f, path, at, map, known);
}

static str value_named(const void *context, str name)
{
    filling *f = (filling *)(uintptr_t)context;
    const node *n = value_node(f, name);
    return n == NULL ? STR("") : n->text;
}

bool book_fill(book *b, str text, mark from, str *out)
{
    filling f = {b, text, from, true};
    str filled = placeholders_fill(b->memory, text, value_named, &f);
    *out = value_normalise(b->memory, filled, b->normalise, from, b->diags);
    return f.good;
}

bool book_scalar(book *b, const node *n, str *out)
{
    return shape_check(n, NODE_SCALAR, STR("文字"), b->diags) &&
        book_fill(b, n->text, book_lines_at(n), out);
}
