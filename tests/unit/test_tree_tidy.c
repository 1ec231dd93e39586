/*
 * tests/golden/fmt/<case>.yaml is tidied and compared with its siblings:
 *   <case>.fmt   the text; missing: tidying must fail
 *   <case>.diag  what is reported; missing: nothing may be reported
 * A case whose name begins with "limit" is read with small limits. Over every case, and every YAML
 * file of templates/, the goldens and the fuzz seeds: the tree stays, and twice is once.
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

static const char folder[] = JXB_SOURCE_DIR "/tests/golden/fmt";
static const tree_limits small = {.bytes = 300, .depth = 8, .nodes = 100};

static str read_file(arena *a, const char *path)
{
    str text = STR("");
    if (io_is_file(path))
        io_read(a, path, 64u << 20, (mark){0}, &text, diags_new(a));
    return text;
}

static bool same_file(arena *a, const char *path, str text)
{
    const char *set = getenv("JXB_ACCEPT");
    if (set != NULL && strcmp(set, "1") == 0) {
        if (text.n == 0)
            unlink(path);
        else
            assert_true(io_write(path, text, diags_new(a)));
        return true;
    }
    if (str_eq(read_file(a, path), text))
        return true;
    print_error("%s differs; now:\n%.*s", path, STR_ARG(text));
    return false;
}

static str diags_text(arena *a, const diags *d)
{
    static const char *const names[] = {"提示", "警告", "错误"};
    buf out = {.memory = a};
    for (size_t i = 0; i < diags_count(d); i++) {
        const diag *one = diags_at(d, i);
        buf_fmt(&out, "%u:%u: %s: %.*s [%s]\n", one->at.line, one->at.column,
            names[diag_severity(one->code)], STR_ARG(one->message), diag_name(one->code));
        if (one->hint.n > 0)
            buf_fmt(&out, "    %.*s\n", STR_ARG(one->hint));
    }
    return buf_str(&out);
}

/* The laws; false, told, when one is broken. A text that cannot be loaded is no case. */
static bool laws_hold(arena *a, str name, str text)
{
    source from = {name, text};
    diags *d = diags_new(a);
    const tree *before = tree_load(a, &from, &tree_default_limits, d);
    if (before == NULL)
        return true;
    source tidy = {name, STR("")};
    str again;
    bool held = tree_tidy(a, &from, &tree_default_limits, &tidy.text, d);
    const tree *after = held ? tree_load(a, &tidy, &tree_default_limits, d) : NULL;
    held = after != NULL && tree_equal(before, after) &&
        tree_tidy(a, &tidy, &tree_default_limits, &again, d) && str_eq(tidy.text, again);
    if (!held)
        print_error("%.*s: not kept, or not the same twice\n%.*s--\n%.*s", STR_ARG(name),
            STR_ARG(tidy.text), STR_ARG(after == NULL ? STR("") : again));
    return held;
}

static bool check_case(arena *a, str name)
{
    str path = str_of(io_join(a, str_of(folder), name));
    str stem = str_slice(path, 0, path.n - strlen(".yaml"));
    source from = {name, read_file(a, path.at)};
    diags *d = diags_new(a);
    str text = STR("");
    bool limit = str_starts(name, STR("limit"));
    bool done = tree_tidy(a, &from, limit ? &small : &tree_default_limits, &text, d);
    assert_int_equal(done, diags_errors(d) == 0);
    bool same = same_file(a, str_z(a, str_fmt(a, "%.*s.diag", STR_ARG(stem))), diags_text(a, d));
    same = same_file(a, str_z(a, str_fmt(a, "%.*s.fmt", STR_ARG(stem))), text) && same;
    return laws_hold(a, name, from.text) && same;
}

static void cases_are_as_accepted(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    str *names;
    size_t count = io_list(a, folder, &names), wrong = 0, cases = 0;
    for (size_t i = 0; i < count; i++) {
        if (!str_ends(names[i], STR(".yaml")))
            continue;
        cases++;
        wrong += !check_case(a, names[i]);
    }
    assert_true(cases > 0);
    assert_int_equal(wrong, 0);
    arena_free(a);
}

/* Every file below a folder. */
static size_t walk(const char *path, size_t *wrong)
{
    arena *a = arena_new(NULL);
    str *names;
    size_t count = io_list(a, path, &names), files = 0;
    for (size_t i = 0; i < count; i++) {
        char *below = io_join(a, str_of(path), names[i]);
        if (io_is_folder(below)) {
            files += walk(below, wrong);
            continue;
        }
        arena *file = arena_new(NULL);
        str text = read_file(file, below);
        if (str_search(text, (str){"", 1}, 0) == SIZE_MAX) {
            files++;
            *wrong += !laws_hold(file, str_of(below), text);
        }
        arena_free(file);
    }
    arena_free(a);
    return files;
}

static void tidying_keeps_the_tree_and_twice_is_once(void **state)
{
    (void)state;
    size_t wrong = 0, files = walk(JXB_SOURCE_DIR "/templates", &wrong);
    files += walk(JXB_SOURCE_DIR "/tests/golden", &wrong);
    files += walk(JXB_SOURCE_DIR "/tests/fuzz", &wrong);
    assert_true(files > 100);
    assert_int_equal(wrong, 0);
}

/* Samples are as an author would have them: shaken, then tidied, they are back. */
static str shaken(arena *a, str text, uint32_t seed)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n; i++) {
        bool head = i == 0 || text.at[i - 1] == '\n';
        if (head)
            for (size_t k = i; k < text.n && text.at[k] == ' '; k++)
                buf_add(&out, str_slice(STR("    "), 0, seed % 3));
        seed = seed * 1664525u + 1013904223u;
        buf_byte(&out, text.at[i]);
    }
    return buf_str(&out);
}

static void shaken_files_keep_their_tree(void **state)
{
    (void)state;
    size_t wrong = 0;
    arena *a = arena_new(NULL);
    str *names;
    size_t count = io_list(a, folder, &names);
    for (size_t i = 0; i < count; i++) {
        if (!str_ends(names[i], STR(".fmt")))
            continue;
        str text = read_file(a, io_join(a, str_of(folder), names[i]));
        for (uint32_t seed = 0; seed < 40; seed++)
            wrong += !laws_hold(a, names[i], shaken(a, text, seed));
    }
    assert_int_equal(wrong, 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_are_as_accepted),
        cmocka_unit_test(tidying_keeps_the_tree_and_twice_is_once),
        cmocka_unit_test(shaken_files_keep_their_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
