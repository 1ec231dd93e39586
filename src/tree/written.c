/* Where the nodes of a tree stand in the text that it was loaded from: the tree keeps where each
 * begins; where it ends is found by reading on from there. */
#include "tree/tree_int.h"

typedef struct walk {
    tidying *tidy;
    str text;
    size_t at, end; /* of the mark last looked up; after what was last read */
    uint32_t line, column; /* of `at` */
    bool lost;
} walk;

void edit_add(tidying *t, size_t from, size_t to, str by)
{
    if (from == to && by.n == 0)
        return;
    edit *e = VEC_PUSH(t->memory, &t->edits);
    *e = (edit){from, to, by, t->edits.count};
}

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool space(char c)
{
    return blank(c) || c == '\n' || c == '\r';
}

/* The offset of a mark; marks come in order of place. */
static size_t offset_of(walk *w, mark m)
{
    while (w->line < m.line) {
        size_t nl = str_search(w->text, STR("\n"), w->at);
        if (nl == SIZE_MAX)
            break;
        w->at = nl + 1;
        w->line++;
        w->column = 1;
    }
    for (; w->line == m.line && w->column < m.column && w->at < w->text.n; w->column++)
        utf8_next(w->text, &w->at);
    w->lost = w->lost || w->line != m.line || w->column != m.column;
    return w->at;
}

/* The text beside what was written: a run of white space in one may be shorter, or absent, in the
 * other (folding). */
static size_t plain_end(walk *w, size_t i, str read)
{
    str s = w->text;
    for (size_t j = 0; j < read.n;) {
        if (i < s.n && s.at[i] == read.at[j] && !space(s.at[i])) {
            i++;
            j++;
            continue;
        }
        size_t from = i;
        while (i < s.n && space(s.at[i]))
            i++;
        while (j < read.n && space(read.at[j]))
            j++;
        if (i == from) {
            w->lost = true;
            break;
        }
    }
    return i;
}

static size_t scalar_end(walk *w, const node *n, size_t from)
{
    if (n->style == NODE_PLAIN)
        return plain_end(w, from, n->text);
    if (n->style == NODE_QUOTED) {
        size_t end = from < w->text.n ? quote_end(w->text, from) : SIZE_MAX;
        w->lost = w->lost || end == SIZE_MAX;
        return end == SIZE_MAX ? w->text.n : end;
    }
    while (from < w->text.n && w->text.at[from] != '\n')
        from++;
    return from;
}

static void piece_add(walk *w, piece_kind kind, node_style style, size_t from)
{
    piece *p = VEC_PUSH(w->tidy->memory, &w->tidy->pieces);
    *p = (piece){kind, style, from, w->end};
}

static void scalar_read(walk *w, const node *n, piece_kind kind, bool flow)
{
    size_t from = offset_of(w, n->at);
    w->end = scalar_end(w, n, from);
    if (!flow)
        piece_add(w, kind, n->style, from);
    if (n->style == NODE_PLAIN && misread(n->text) && w->end == from + n->text.n) {
        edit_add(w->tidy, from, from, STR("\""));
        edit_add(w->tidy, w->end, w->end, STR("\""));
    }
}

static bool written(const node *n)
{
    return n->kind != NODE_SCALAR || n->style != NODE_PLAIN || n->text.n > 0;
}

/* From the key's end over the colon to a value on the same line. */
static void colon_read(walk *w, const node *value)
{
    str s = w->text;
    size_t colon = w->end;
    while (colon < s.n && blank(s.at[colon]))
        colon++;
    if (colon >= s.n || s.at[colon] != ':')
        return;
    edit_add(w->tidy, w->end, colon, STR(""));
    w->end = colon + 1;
    size_t next = w->end;
    while (next < s.n && blank(s.at[next]))
        next++;
    if (written(value) && value->at.line == value->key->at.line && next < s.n &&
        !space(s.at[next]) && s.at[next] != '#')
        edit_add(w->tidy, w->end, next, STR(" "));
}

/* After the bracket that closes what was read so far. */
static void close_read(walk *w)
{
    str s = w->text;
    size_t i = w->end;
    while (i < s.n && (space(s.at[i]) || s.at[i] == ',' || s.at[i] == ':' || s.at[i] == '#')) {
        bool comment = s.at[i] == '#';
        i++;
        while (comment && i < s.n && s.at[i] != '\n')
            i++;
    }
    bool closed = i < s.n && (s.at[i] == ']' || s.at[i] == '}');
    w->lost = w->lost || !closed;
    w->end = closed ? i + 1 : s.n;
}

static void value_read(walk *w, const node *n, bool flow);

static void box_read(walk *w, const node *n, bool flow)
{
    size_t from = offset_of(w, n->at);
    bool bracket = from < w->text.n && (w->text.at[from] == '[' || w->text.at[from] == '{');
    /* A pair in brackets without its own, [甲: 乙], begins where its key does. */
    bool pair = flow && n->kind == NODE_MAP && bracket && n->first != NULL &&
        n->first->key->at.column == n->at.column && n->first->key->at.line == n->at.line;
    bracket = bracket && !pair;
    if (bracket)
        w->end = from + 1;
    for (const node *child = n->first; child != NULL && !w->lost; child = child->next) {
        if (child->key != NULL) {
            scalar_read(w, child->key, PIECE_KEY, flow || bracket);
            colon_read(w, child);
        }
        value_read(w, child, flow || bracket);
    }
    if (bracket)
        close_read(w);
    if (bracket && !flow)
        piece_add(w, PIECE_FLOW, NODE_PLAIN, from);
}

static void value_read(walk *w, const node *n, bool flow)
{
    if (n->kind != NODE_SCALAR)
        box_read(w, n, flow);
    else if (written(n))
        scalar_read(w, n, PIECE_SCALAR, flow);
}

bool written_find(tidying *t, const tree *of)
{
    walk w = {.tidy = t, .text = t->text, .line = 1, .column = 1};
    for (uint32_t i = 0; i < of->count; i++)
        value_read(&w, of->documents[i], false);
    return !w.lost;
}
