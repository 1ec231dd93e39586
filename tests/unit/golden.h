/* Goldens: texts kept in files beside their cases; with JXB_ACCEPT=1 they are written anew. */
#ifndef JXB_TESTS_GOLDEN_H
#define JXB_TESTS_GOLDEN_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

static inline bool golden_accepting(void)
{
    const char *set = getenv("JXB_ACCEPT");
    return set != NULL && strcmp(set, "1") == 0;
}

/* One line for each; those of other sources than `own` are named. */
static inline void golden_diags(const diags *d, const source *own, buf *out)
{
    static const char *const names[] = {"提示", "警告", "错误"};
    for (size_t i = 0; i < diags_count(d); i++) {
        const diag *one = diags_at(d, i);
        if (one->at.source != NULL && one->at.source != own)
            buf_fmt(out, "%.*s:", STR_ARG(one->at.source->name));
        buf_fmt(out, "%u:%u: %s: %.*s [%s]\n", one->at.line, one->at.column,
            names[diag_severity(one->code)], STR_ARG(one->message), diag_name(one->code));
        if (one->hint.n > 0)
            buf_fmt(out, "    %.*s\n", STR_ARG(one->hint));
    }
}

static inline str golden_read(arena *a, const char *path)
{
    str text = STR("");
    if (io_is_file(path))
        io_read(a, path, 64u << 20, (mark){0}, &text, diags_new(a));
    return text;
}

/* Whether the file <stem><suffix> holds text; none when text is empty. */
static inline bool golden_same(arena *a, str stem, const char *suffix, str text)
{
    const char *path = str_z(a, str_fmt(a, "%.*s%s", STR_ARG(stem), suffix));
    if (golden_accepting()) {
        if (text.n == 0)
            unlink(path);
        return text.n == 0 || io_write(path, text, diags_new(a));
    }
    if (str_eq(golden_read(a, path), text))
        return true;
    print_error("%s differs; now:\n%.*s", path, STR_ARG(text));
    return false;
}

#endif
