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

/* Where byte `at` of a text stands that begins at `from`: after as many braces as precede it. */
static mark brace_at(str text, size_t at, mark from)
{
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

static void names_of(book *b, const node *map, str *out)
{
    str *names = ARENA_ARRAY(b->memory, str, map == NULL ? 0 : map->count);
    uint32_t count = 0;
    for (const node *n = map == NULL || map->kind != NODE_MAP ? NULL : map->first; n != NULL;
         n = n->next)
        names[count++] = n->key->text;
    *out = names_join(b->memory, names, count);
}

static const node *unknown(filling *f, str name, const node *map)
{
    arena *a = f->book->memory;
    size_t at = str_search(f->text, str_fmt(a, "{{%.*s", STR_ARG(name)), 0);
    at = at == SIZE_MAX ? str_search(f->text, STR("{{"), 0) : at;
    str known;
    names_of(f->book, map, &known);
    DIAG(f->book->diags, VALUE_UNKNOWN, brace_at(f->text, at == SIZE_MAX ? 0 : at, f->from), name,
        known);
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
    str head = str_slice(path, 0, dot == SIZE_MAX ? path.n : dot);
    const node *at = tree_lookup(b->facts, head), *map = b->facts;
    if (at == NULL && dot == SIZE_MAX)
        at = tree_lookup(b->top, head);
    if (at != NULL && dot != SIZE_MAX && (at = source_of(f, at)) == NULL) {
        f->good = false;
        return NULL;
    }
    while (at != NULL && dot != SIZE_MAX) {
        size_t from = dot + 1;
        dot = str_search(path, STR("."), from);
        map = at;
        at = tree_lookup(at, str_slice(path, from, dot == SIZE_MAX ? path.n : dot));
    }
    return at != NULL && at->kind == NODE_SCALAR ? at : unknown(f, path, map);
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
