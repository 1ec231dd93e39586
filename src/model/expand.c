/*
 * What a data file means: 引用 merges other files' facts under a document, 公共 in the first document
 * lies under all others, and 项目 deals a document out into one for each project. The document's own
 * keys win everywhere; marks stay where the text was written.
 */
#include "model/model_int.h"

enum {
    INCLUDE_DEPTH = 8,
    INCLUDES_LIMIT = 2000, /* each time that a file is read */
    INCLUDED_BYTES = 256 << 20,
    DOCUMENTS_LIMIT = 100000,
    ENTRIES_LIMIT = 4000000 /* of all documents' mappings */
};

typedef struct expanding {
    arena *memory;
    const include_reader *reader;
    diags *diags;
    VEC(const node *) out;
    uint32_t includes;
    size_t bytes; /* of what was included */
    uint64_t entries; /* of what is out */
    bool full; /* a limit was reached, which was told */
} expanding;

/* Told once: more of the same would come. */
static bool limit_keep(expanding *e, bool within, mark at, str what, const char *why)
{
    if (!within && !e->full)
        DIAG(e->diags, READ_LIMIT, at, what, str_of(why));
    e->full = e->full || !within;
    return within && !e->full;
}

/* The files that are being read, innermost first: a link lives on the stack of its own call. */
typedef struct include_chain {
    str name;
    const struct include_chain *outer;
    int depth;
} include_chain;

/* The folder of the file that a mark is in, with its '/'. */
static str folder_of(mark at)
{
    str name = at.source == NULL ? (str){"", 0} : at.source->name;
    size_t end = name.n;
    while (end > 0 && name.at[end - 1] != '/')
        end--;
    return str_slice(name, 0, end);
}

/* Only files in the folder of the file that names them, or below it. */
bool include_path(arena *a, const node *n, str *out, diags *d)
{
    str path = n->kind == NODE_SCALAR ? n->text : (str){"", 0}, why = {"", 0};
    if (path.n == 0)
        why = STR("要写一个文件名");
    else if (path.at[0] == '/' || str_search(path, STR("\\"), 0) != SIZE_MAX ||
        str_search(path, STR(":"), 0) != SIZE_MAX)
        why = STR("要写相对于本文件的路径，用“/”分隔");
    else if (str_starts(path, STR("../")) || str_search(path, STR("/../"), 0) != SIZE_MAX ||
        str_eq(path, STR("..")) || str_ends(path, STR("/..")))
        why = STR("只能引用本文件夹里的文件，不能用“..”");
    *out = str_fmt(a, "%.*s%.*s", STR_ARG(folder_of(n->at)), STR_ARG(path));
    if (why.n == 0)
        return true;
    DIAG(d, INCLUDE_PATH, n->at, path, why);
    return false;
}

static const node *include_into(
    expanding *e, const node *map, const include_chain *chain);

static const node *include_one(expanding *e, const node *n, const include_chain *outer)
{
    str path;
    if (!include_path(e->memory, n, &path, e->diags))
        return NULL;
    include_chain own = {path, outer, outer->depth + 1};
    for (const include_chain *c = outer; c != NULL; c = c->outer)
        if (str_eq(c->name, path) || own.depth > INCLUDE_DEPTH) {
            DIAG(e->diags, INCLUDE_LOOP, n->at, n->text,
                str_eq(c->name, path) ? STR("成了环") : STR("超过 8 层"));
            return NULL;
        }
    if (!limit_keep(
            e, ++e->includes <= INCLUDES_LIMIT, n->at, n->text, "是第 2001 次引用，最多 2000 次"))
        return NULL;
    const node *read = e->reader->read(e->reader->context, path, n->at);
    e->bytes += read == NULL || read->at.source == NULL ? 0 : read->at.source->text.n;
    if (!limit_keep(e, e->bytes <= INCLUDED_BYTES, n->at, n->text, "引用的文件合起来超过 256 MB"))
        return NULL;
    if (read == NULL || !shape_check(read, NODE_MAP, STR("被引用的文件"), e->diags))
        return NULL;
    return include_into(e, read, &own);
}

/* A mapping over what its 引用 names; the last one named lies uppermost. */
static const node *include_into(expanding *e, const node *map, const include_chain *chain)
{
    const node *named = tree_lookup(map, STR("引用")), *under = NULL;
    if (named == NULL)
        return map;
    bool list = named->kind == NODE_LIST, good = true;
    for (const node *n = list ? named->first : named; n != NULL; n = list ? n->next : NULL) {
        const node *read = include_one(e, n, chain);
        good = good && read != NULL;
        under = node_merge(e->memory, under, read, 0);
    }
    if (!good)
        return NULL;
    return node_merge(
        e->memory, under, node_without(e->memory, map, (const char *const[]){"引用"}, 1), 0);
}

static void document_add(expanding *e, const node *n)
{
    e->entries += n->count;
    if (!limit_keep(
            e, e->out.count < DOCUMENTS_LIMIT, n->at, STR("项目"), "展开以后超过 100000 份") ||
        !limit_keep(
            e, e->entries <= ENTRIES_LIMIT, n->at, STR("项目"), "展开以后超过 400 万个条目"))
        return;
    node *made = ARENA_NEW(e->memory, node);
    *made = *n;
    made->key = NULL;
    made->next = NULL;
    *VEC_PUSH(e->memory, &e->out) = made;
}

/* 项目: a list of mappings. A form's own text field of another shape is left alone. */
static bool projects_deal(expanding *e, const node *map)
{
    const node *list = tree_lookup(map, STR("项目"));
    if (list == NULL || list->kind != NODE_LIST) {
        document_add(e, map);
        return true;
    }
    const node *rest = node_without(e->memory, map, (const char *const[]){"项目"}, 1);
    include_chain outer = {list->at.source == NULL ? STR("") : list->at.source->name, NULL, 0};
    bool good = list->count > 0;
    if (!good)
        DIAG(e->diags, SHAPE, list->at, STR("项目"), STR("至少一个项目的列表"), STR("空的列表"),
            STR("每个项目写成“- 项目名称: …”"));
    for (const node *n = list->first; n != NULL && !e->full; n = n->next) {
        const node *own = shape_check(n, NODE_MAP, STR("项目"), e->diags)
            ? include_into(e, n, &outer)
            : NULL;
        if (own != NULL)
            document_add(e, node_merge(e->memory, rest, own, 0));
        good = good && own != NULL;
    }
    return good;
}

static bool has_work(const tree *from)
{
    for (uint32_t i = 0; i < from->count; i++) {
        const node *projects = tree_lookup(from->documents[i], STR("项目"));
        if (tree_lookup(from->documents[i], STR("引用")) != NULL ||
            tree_lookup(from->documents[i], STR("公共")) != NULL ||
            (projects != NULL && projects->kind == NODE_LIST))
            return true;
    }
    return false;
}

/* What 公共 in the first document gives the others; *first: where those begin. */
static const node *common_read(expanding *e, const tree *from, uint32_t *first)
{
    const node *top = from->documents[0], *common = tree_lookup(top, STR("公共"));
    include_chain outer = {from->source->name, NULL, 0};
    if (common == NULL)
        return NULL;
    *first = 1;
    if (!shape_check(common, NODE_MAP, STR("公共"), e->diags))
        return NULL;
    for (const node *n = top->first; n != NULL; n = n->next)
        if (n != common)
            DIAG(e->diags, KEY_UNKNOWN, n->key->at, n->key->text,
                STR("写了“公共”的那一份里没有别的键；表从下一个 --- 开始"));
    if (from->count == 1)
        DIAG(e->diags, KEY_MISSING, common->at, STR("表"),
            STR("“公共”之后用 --- 隔开，再写各份表"));
    return include_into(e, common, &outer);
}

const tree *data_expand(arena *a, const tree *from, const include_reader *reader, diags *d)
{
    if (!has_work(from))
        return from;
    expanding e = {.memory = a, .reader = reader, .diags = d};
    size_t before = diags_errors(d);
    uint32_t first = 0;
    const node *common = common_read(&e, from, &first);
    include_chain outer = {from->source->name, NULL, 0};
    for (uint32_t i = first; i < from->count && !e.full; i++) {
        const node *n = from->documents[i];
        if (i > 0 && tree_lookup(n, STR("公共")) != NULL)
            DIAG(d, KEY_UNKNOWN, tree_lookup(n, STR("公共"))->key->at, STR("公共"),
                STR("“公共”只能写在文件的第一份里"));
        if (n->kind == NODE_MAP)
            n = include_into(&e, n, &outer);
        if (n != NULL && n->kind == NODE_MAP)
            projects_deal(&e, node_merge(a, common, n, 0));
        else if (n != NULL)
            document_add(&e, n);
    }
    if (diags_errors(d) > before)
        return NULL;
    tree *made = ARENA_NEW(a, tree);
    *made = (tree){from->source, e.out.at, e.out.count};
    return made;
}
