/*
 * tests/golden/tree/<case>.yaml is loaded and compared with its siblings:
 *   <case>.diag  what is reported; missing: nothing may be reported
 *   <case>.tree  the dump; missing: loading must fail
 * A case whose name begins with "limit" is loaded with small limits.
 * With JXB_ACCEPT=1 in the environment the siblings are written anew instead.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tree/tree.h"

static const char folder[] = JXB_SOURCE_DIR "/tests/golden/tree";

static void print_diags(const diags *d, buf *out)
{
    static const char *const names[] = {"提示", "警告", "错误"};
    for (size_t i = 0; i < diags_count(d); i++) {
        const diag *one = diags_at(d, i);
        buf_fmt(out, "%u:%u: %s: %.*s [%s]\n", one->at.line, one->at.column,
            names[diag_severity(one->code)], STR_ARG(one->message), diag_name(one->code));
        if (one->hint.n > 0)
            buf_fmt(out, "    %.*s\n", STR_ARG(one->hint));
    }
}

static str read_file(arena *a, const char *path)
{
    str text = STR("");
    if (io_is_file(path))
        io_read(a, path, 64u << 20, (mark){0}, &text, diags_new(a));
    return text;
}

static void accept_file(arena *a, const char *path, str text)
{
    if (text.n == 0)
        unlink(path);
    else
        assert_true(io_write(path, text, diags_new(a)));
}

static bool same_file(arena *a, const char *path, str text)
{
    str wanted = read_file(a, path);
    if (str_eq(wanted, text))
        return true;
    print_error("%s differs; now:\n%.*s", path, STR_ARG(text));
    return false;
}

static bool check_case(arena *a, str name, bool accept)
{
    str path = str_of(io_join(a, str_of(folder), name));
    str stem = str_slice(path, 0, path.n - strlen(".yaml"));
    const char *diag_path = str_z(a, str_fmt(a, "%.*s.diag", STR_ARG(stem)));
    const char *tree_path = str_z(a, str_fmt(a, "%.*s.tree", STR_ARG(stem)));
    source from = {name, read_file(a, path.at)};
    diags *d = diags_new(a);
    static const tree_limits small = {.bytes = 1000, .depth = 4, .nodes = 20};
    bool limit = str_starts(name, STR("limit"));
    const tree *t = tree_load(a, &from, limit ? &small : &tree_default_limits, d);
    assert_int_equal(t == NULL, diags_errors(d) > 0);
    buf facts = {.memory = a}, dump = {.memory = a};
    print_diags(d, &facts);
    if (t != NULL)
        tree_dump(t, &dump);
    if (accept) {
        accept_file(a, diag_path, buf_str(&facts));
        accept_file(a, tree_path, buf_str(&dump));
        return true;
    }
    bool facts_same = same_file(a, diag_path, buf_str(&facts));
    return same_file(a, tree_path, buf_str(&dump)) && facts_same;
}

static void cases_are_as_accepted(void **state)
{
    (void)state;
    const char *set = getenv("JXB_ACCEPT");
    bool accept = set != NULL && strcmp(set, "1") == 0;
    arena *a = arena_new(NULL);
    str *names;
    size_t count = io_list(a, folder, &names), wrong = 0, cases = 0;
    for (size_t i = 0; i < count; i++) {
        if (!str_ends(names[i], STR(".yaml")))
            continue;
        cases++;
        wrong += !check_case(a, names[i], accept);
    }
    assert_true(cases > 0);
    assert_int_equal(wrong, 0);
    arena_free(a);
}

/* The good cases are those whose name begins with "good": they must stay silent, whatever is
 * accepted. */
static void good_cases_are_silent(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    str *names;
    size_t count = io_list(a, folder, &names);
    for (size_t i = 0; i < count; i++)
        if (str_starts(names[i], STR("good")))
            assert_false(str_ends(names[i], STR(".diag")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_are_as_accepted),
        cmocka_unit_test(good_cases_are_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
