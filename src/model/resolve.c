/*
 * A template on what it extends: 继承 merged in, 修改 applied, shared styles under its own, the
 * indicator tree looked up, 用语 put into the texts. What comes out is a template that stands alone.
 */
#include "model/model_int.h"

enum { EXTENDS_LIMIT = 8 };

/* What a variant must say itself: it would be untrue of another form. */
static const char *const own_facts[] = {"地区", "别名", "出处", "依据程度"};
static const char *const worked_in[] = {"继承", "修改"};

typedef struct resolving {
    arena *memory;
    const form_library *library;
    diags *diags;
    uint32_t chain[EXTENDS_LIMIT]; /* which templates are being extended */
    uint32_t depth;
} resolving;

int library_search(const template_facts *facts, uint32_t count, str id)
{
    for (uint32_t i = 0; i < count; i++)
        if (str_eq(facts[i].id, id))
            return (int)i;
    return -1;
}

static const node *extended(resolving *r, uint32_t which);

static const node *base_of(resolving *r, const node *named)
{
    const form_library *lib = r->library;
    int base = named->kind == NODE_SCALAR ? library_search(lib->facts, lib->count, named->text)
                                           : -1;
    if (base < 0) {
        arena *a = diags_memory(r->diags);
        str *ids = ARENA_ARRAY(a, str, lib->count);
        for (uint32_t i = 0; i < lib->count; i++)
            ids[i] = lib->facts[i].id;
        DIAG(r->diags, TEMPLATE_BASE, named->at, named->text, 
            name_hint(a, named->text, ids, lib->count));
        return NULL;
    }
    bool round = false;
    for (uint32_t i = 0; i < r->depth; i++)
        round = round || r->chain[i] == (uint32_t)base;
    if (round || r->depth == EXTENDS_LIMIT) {
        DIAG(r->diags, TEMPLATE_BASE_LOOP, named->at, named->text,
            round ? STR("成了环") : STR("超过 8 层"));
        return NULL;
    }
    return extended(r, (uint32_t)base);
}

static const node *extended(resolving *r, uint32_t which)
{
    const tree *from = r->library->read(r->library->shelf, which);
    if (from == NULL || !template_single(from, r->diags))
        return NULL;
    const node *top = from->documents[0];
    const node *named = tree_lookup(top, STR("继承")), *edits = tree_lookup(top, STR("修改"));
    if (named == NULL && edits == NULL)
        return top;
    if (named == NULL) {
        DIAG(r->diags, KEY_MISSING, edits->at, STR("继承"), STR("有“修改”就要写明继承哪个模板"));
        return NULL;
    }
    r->chain[r->depth++] = which;
    const node *base = base_of(r, named);
    if (base == NULL)
        return NULL;
    base = node_without(r->memory, base, own_facts, sizeof own_facts / sizeof *own_facts);
    top = node_merge(r->memory, base, node_without(r->memory, top, worked_in, 2), MERGE_TEMPLATES);
    const node *layout = tree_lookup(top, STR("版面"));
    if (edits == NULL || layout == NULL)
        return top;
    if (!shape_check(edits, NODE_LIST, STR("修改"), r->diags))
        return NULL;
    layout = layout_edit(r->memory, layout, edits, r->diags);
    return layout == NULL ? NULL : node_with(r->memory, top, STR("版面"), layout);
}

/* Puts 用语 into a text; {{…}} that is none of them is a field's and stays. */
static str words_in(arena *a, str text, const node *words)
{
    if (str_search(text, STR("{{"), 0) == SIZE_MAX)
        return text;
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n;) {
        str rest = str_slice(text, i, text.n);
        size_t end = str_starts(rest, STR("{{")) ? str_search(rest, STR("}}"), 2) : SIZE_MAX;
        const node *word = end == SIZE_MAX
            ? NULL
            : tree_lookup(words, str_trim(str_slice(rest, 2, end)));
        size_t step = str_starts(rest, STR("\\{{")) ? 3 : 1;
        if (word != NULL)
            buf_add(&out, word->text);
        else
            buf_add(&out, str_slice(rest, 0, step));
        i += word == NULL ? step : end + 2;
    }
    return buf_str(&out);
}

static const node *words_through(arena *a, const node *n, const node *words)
{
    node *made = ARENA_NEW(a, node);
    *made = *n;
    if (n->kind == NODE_SCALAR)
        made->text = words_in(a, n->text, words);
    const node **end = &made->first;
    for (const node *child = n->first; child != NULL; child = child->next) {
        *end = words_through(a, child, words);
        end = &((node *)(void *)(uintptr_t)*end)->next;
    }
    return made;
}

static bool words_sound(const node *top, const node *words, diags *d)
{
    bool good = true;
    for (const node *n = words->first; n != NULL; n = n->next) {
        good = shape_check(n, NODE_SCALAR, STR("用语"), d) && good;
        if (tree_lookup(tree_lookup(top, STR("字段")), n->key->text) == NULL)
            continue;
        DIAG(d, TEMPLATE_VALUE, n->key->at, STR("用语"), n->key->text, STR("与字段不同的名字"));
        good = false;
    }
    return good;
}

static const node *words_resolve(resolving *r, const node *top)
{
    const node *words = tree_lookup(top, STR("用语"));
    if (words == NULL)
        return top;
    if (!shape_check(words, NODE_MAP, STR("用语"), r->diags) || !words_sound(top, words, r->diags))
        return NULL;
    static const char *const texts[] = {"版面", "文件名称"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const node *n = tree_lookup(top, str_of(texts[i]));
        if (n != NULL)
            top = node_with(r->memory, top, str_of(texts[i]), words_through(r->memory, n, words));
    }
    return node_without(r->memory, top, (const char *const[]){"用语"}, 1);
}

static const node *taxonomy_resolve(resolving *r, const node *top)
{
    const node *named = tree_lookup(top, STR("指标体系")), *all = r->library->taxonomies;
    if (named == NULL || named->kind != NODE_SCALAR)
        return top;
    const node *found = tree_lookup(all, named->text);
    if (found != NULL)
        return node_with(r->memory, top, STR("指标体系"), found);
    arena *a = diags_memory(r->diags);
    str *names = ARENA_ARRAY(a, str, all == NULL ? 0 : all->count);
    uint32_t count = 0;
    for (const node *n = all == NULL ? NULL : all->first; n != NULL; n = n->next)
        names[count++] = n->key->text;
    DIAG(r->diags, TEMPLATE_TAXONOMY, named->at, named->text, 
        name_hint(a, named->text, names, count));
    return NULL;
}

const tree *template_resolve(arena *a, const form_library *lib, uint32_t which, diags *d)
{
    resolving r = {.memory = a, .library = lib, .diags = d};
    const node *top = extended(&r, which), *own = tree_lookup(top, STR("样式"));
    if (top == NULL || !shape_check(top, NODE_MAP, STR("模板"), d))
        return NULL;
    if (lib->styles != NULL)
        top = node_with(a, top, STR("样式"), node_merge(a, lib->styles, own, MERGE_TEMPLATES));
    if (lib->fit != NULL)
        top = node_with(
            a, top, STR("适应"), fit_resolve(a, lib->fit, tree_lookup(top, STR("适应"))));
    if ((top = taxonomy_resolve(&r, top)) == NULL || (top = words_resolve(&r, top)) == NULL)
        return NULL;
    const node **documents = ARENA_ARRAY(a, const node *, 1);
    documents[0] = top;
    tree *made = ARENA_NEW(a, tree);
    *made = (tree){lib->read(lib->shelf, which)->source, documents, 1};
    return made;
}

void library_facts_inherit(template_facts *facts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        template_facts *f = &facts[i];
        int base = (int)i;
        for (int depth = 0; depth < EXTENDS_LIMIT && facts[base].base.n > 0; depth++) {
            base = library_search(facts, count, facts[base].base);
            if (base < 0)
                break;
            f->title = f->title.n > 0 ? f->title : facts[base].title;
            f->edition = f->edition.n > 0 ? f->edition : facts[base].edition;
            f->basis = f->basis.n > 0 ? f->basis : facts[base].basis;
        }
    }
}
