/* The run: characters, parse, report. */
#include "tree/tree_int.h"

/* Repairs in one run; repairs in a row that meet a line that was repaired before. */
enum { ROUNDS = 100, SECONDS = 3 };

const tree_limits tree_default_limits = {.bytes = 68u << 20, .depth = 64, .nodes = 2000000};

bool findings_full(const findings *f)
{
    return f->list.count - f->notes >= DIAG_LIMIT;
}

void finding_add(loading *run, findings *to, diag_code code, place at, const str *values)
{
    bool note = diag_severity(code) == SEVERITY_NOTE;
    if (note ? to->notes >= DIAG_LIMIT : findings_full(to))
        return;
    to->notes += note;
    finding *f = VEC_PUSH(run->memory, &to->list);
    f->code = code;
    f->at = at;
    for (size_t i = 0; i < FINDING_VALUES; i++)
        f->values[i] = values[i];
}

static bool has_line(const findings *in, uint32_t number)
{
    for (uint32_t i = 0; i < in->list.count; i++)
        if (in->list.at[i].at.line == number)
            return true;
    return false;
}

static bool earlier(const finding *a, const finding *b)
{
    return a->at.line < b->at.line || (a->at.line == b->at.line && a->at.column < b->at.column);
}

/* Adds to `all`, in order of place. */
static void merge(loading *run, findings *all, const findings *from)
{
    for (uint32_t i = 0; i < from->list.count; i++) {
        finding one = from->list.at[i];
        VEC_PUSH(run->memory, &all->list);
        uint32_t j = all->list.count - 1;
        for (; j > 0 && earlier(&one, &all->list.at[j - 1]); j--)
            all->list.at[j] = all->list.at[j - 1];
        all->list.at[j] = one;
    }
}

/* What the last parse found on lines that were replaced is about the replacement. */
static void drop_repaired(loading *run)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < run->nodes.list.count; i++)
        if (!has_line(&run->traps, run->nodes.list.at[i].at.line))
            run->nodes.list.at[kept++] = run->nodes.list.at[i];
    run->nodes.list.count = kept;
}

static void report(loading *run, diags *d)
{
    findings all = {0};
    drop_repaired(run);
    merge(run, &all, &run->chars);
    merge(run, &all, &run->traps);
    merge(run, &all, &run->nodes);
    for (uint32_t i = 0; i < all.list.count; i++) {
        const finding *f = &all.list.at[i];
        diag_add(
            d, f->code, (mark){run->source, f->at.line, f->at.column}, f->values, FINDING_VALUES);
    }
}

/* Drops the trap just found where its line had one before, as its columns have moved; whether. */
static bool drop_second(findings *traps)
{
    if (traps->list.count == 0)
        return false;
    finding last = traps->list.at[--traps->list.count];
    bool second = has_line(traps, last.at.line);
    traps->list.count += !second;
    return second;
}

/* Parses until libyaml is content, one understood error after the other. */
static build_end parse(loading *run, built *out)
{
    run->written = run->text;
    /* Bounds the work and the memory: all parses together read at most this much. */
    size_t budget = 3 * run->text.n + (8u << 20);
    for (uint32_t round = 0, seconds = 0;; round++) {
        *out = (built){NULL};
        run->nodes = (findings){0};
        build_end end = build_documents(run, out);
        if (end != BUILD_SYNTAX)
            return end;
        bool on = syntax_explain(run, out);
        seconds = drop_second(&run->traps) ? seconds + 1 : 0;
        budget -= run->text.n < budget ? run->text.n : budget;
        if (!on || seconds > SECONDS || round >= ROUNDS || budget == 0)
            return end;
    }
}

const tree *tree_load(arena *a, const source *from, const tree_limits *limits, diags *d)
{
    loading run = {.memory = a, .source = from, .limits = limits};
    mark whole = {from, 0, 0};
    size_t errors = diags_errors(d);
    if (from->text.n > limits->bytes) {
        DIAG(d, FILE_LARGE, whole, from->name, str_fmt(a, "%zu", limits->bytes));
        return NULL;
    }
    built b = {NULL};
    build_end end = chars_check(&run) ? parse(&run, &b) : BUILD_LIMIT;
    report(&run, d);
    if (diags_errors(d) > errors)
        return NULL;
    if (end != BUILD_DONE || b.count == 0) {
        DIAG(d, YAML_EMPTY, whole, STR(""));
        return NULL;
    }
    tree *t = ARENA_NEW(a, tree);
    *t = (tree){from, b.documents, b.count};
    return t;
}
