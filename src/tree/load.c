/* The run: characters, parse, report. */
#include "tree/tree_int.h"

const tree_limits tree_default_limits = {.bytes = 64u << 20, .depth = 64, .nodes = 2000000};

void finding_add(loading *run, findings *to, diag_code code, place at, const str *values) {
    if (to->list.count >= DIAG_LIMIT)
        return;
    finding *f = VEC_PUSH(run->memory, &to->list);
    f->code = code;
    f->at = at;
    for (size_t i = 0; i < FINDING_VALUES; i++)
        f->values[i] = values[i];
}

static void report(const loading *run, const findings *from, diags *d) {
    for (uint32_t i = 0; i < from->list.count; i++) {
        const finding *f = &from->list.at[i];
        diag_add(
            d, f->code, (mark){run->source, f->at.line, f->at.column}, f->values, FINDING_VALUES);
    }
}

const tree *tree_load(arena *a, const source *from, const tree_limits *limits, diags *d) {
    loading run = {.memory = a, .source = from, .limits = limits};
    mark whole = {from, 0, 0};
    size_t errors = diags_errors(d);
    if (from->text.n > limits->bytes) {
        DIAG(d, FILE_LARGE, whole, from->name, str_fmt(a, "%zu", limits->bytes));
        return NULL;
    }
    if (!chars_check(&run, d))
        return NULL;
    built b = {NULL};
    build_end end = build_documents(&run, &b);
    if (end == BUILD_SYNTAX) {
        place at = b.error.problem_at;
        FINDING(&run, &run.nodes, YAML_SYNTAX, at, str_of(b.error.problem), STR(""));
    }
    if (end == BUILD_DONE && b.count == 0)
        DIAG(d, YAML_EMPTY, whole, STR(""));
    report(&run, &run.nodes, d);
    if (diags_errors(d) > errors)
        return NULL;
    tree *t = ARENA_NEW(a, tree);
    *t = (tree){from, b.documents, b.count};
    return t;
}
