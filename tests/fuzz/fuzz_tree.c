/* Any bytes at all: tree_load answers with a tree or with an error, and keeps what tree.h says. */
#include "insist.h"
#include "tree/tree.h"

static uint32_t lines_of(str text)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < text.n; i++)
        lines += text.at[i] == '\n';
    return lines;
}

static void check_node(const node *n, uint32_t lines)
{
    size_t bad;
    uint32_t count = 0;
    insist(utf8_valid(n->text, &bad));
    insist(n->at.line >= 1 && n->at.line <= lines + 1 && n->at.column >= 1);
    for (const node *child = n->first; child != NULL; child = child->next) {
        const node *key = child->key;
        insist((key != NULL) == (n->kind == NODE_MAP));
        insist(key == NULL || key->kind == NODE_SCALAR);
        insist(key == NULL || tree_lookup(n, key->text) == child);
        check_node(child, lines);
        count++;
    }
    insist(count == n->count);
}

static void check_diags(const diags *d, uint32_t lines)
{
    size_t bad;
    for (size_t i = 0; i < diags_count(d); i++) {
        const diag *one = diags_at(d, i);
        insist(utf8_valid(one->message, &bad) && utf8_valid(one->hint, &bad));
        insist(one->at.line <= lines + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const tree_limits limits = {.bytes = 1u << 16, .depth = 16, .nodes = 2000};
    arena *a = arena_new(NULL);
    insist(a != NULL);
    source from = {STR("fuzz"), {(const char *)data, size}};
    diags *d = diags_new(a);
    const tree *t = tree_load(a, &from, &limits, d);
    insist((t == NULL) == (diags_errors(d) > 0));
    check_diags(d, lines_of(from.text));
    buf dump = {.memory = a};
    if (t != NULL) {
        insist(t->count > 0);
        for (uint32_t i = 0; i < t->count; i++)
            check_node(t->documents[i], lines_of(from.text));
        tree_dump(t, &dump);
    }
    arena_free(a);
    return 0;
}
