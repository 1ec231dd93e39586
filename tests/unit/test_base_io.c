/* base: whole files in and out. Each test has a fresh folder below the build's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"

typedef struct place {
    arena *memory;
    diags *diags;
    char folder[32];
} place;

static int open_place(void **state)
{
    arena *a = arena_new(NULL);
    place *p = ARENA_NEW(a, place);
    p->memory = a;
    p->diags = diags_new(a);
    strcpy(p->folder, "test_base_io.XXXXXX");
    *state = p;
    return mkdtemp(p->folder) == NULL;
}

static char *below(const place *p, const char *name)
{
    return io_join(p->memory, str_of(p->folder), str_of(name));
}

static int close_place(void **state)
{
    place *p = *state;
    str *names;
    size_t n = io_list(p->memory, p->folder, &names);
    for (size_t i = 0; i < n; i++)
        remove(below(p, str_z(p->memory, names[i])));
    int result = rmdir(p->folder);
    arena_free(p->memory);
    return result;
}

static size_t names_below(const place *p)
{
    str *names;
    return io_list(p->memory, p->folder, &names);
}

static void assert_said(const place *p, diag_code code)
{
    assert_int_equal(diags_count(p->diags), 1);
    assert_int_equal(diags_at(p->diags, 0)->code, code);
}

static void what_was_written_is_read(void **state)
{
    place *p = *state;
    char *path = below(p, "甲.yaml");
    char *large = arena_alloc(p->memory, 300000, 1);
    memset(large, 'x', 300000);
    str texts[] = {STR(""), STR("绩效\n"), {"a\0b", 3}, {large, 300000}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        str back;
        assert_true(io_write(path, texts[i], p->diags));
        assert_true(io_read(p->memory, path, texts[i].n, (mark){0}, &back, p->diags));
        assert_true(str_eq(back, texts[i]));
        assert_int_equal(back.at[back.n], '\0');
        assert_true(io_read(p->memory, path, SIZE_MAX, (mark){0}, &back, p->diags));
        assert_true(str_eq(back, texts[i]));
    }
    assert_int_equal(names_below(p), 1);
    assert_int_equal(diags_count(p->diags), 0);
}

static void a_file_above_the_limit_is_refused(void **state)
{
    place *p = *state;
    source from = {STR("模板"), STR("")};
    str back;
    assert_true(io_write(below(p, "a"), STR("12345"), p->diags));
    assert_false(io_read(p->memory, below(p, "a"), 4, (mark){&from, 3, 7}, &back, p->diags));
    assert_said(p, DIAG_FILE_LARGE);
    assert_ptr_equal(diags_at(p->diags, 0)->at.source, &from);
    assert_int_equal(diags_at(p->diags, 0)->at.line, 3);
    size_t before = arena_used(p->memory);
    assert_int_equal(truncate(below(p, "a"), 1 << 26), 0);
    assert_false(io_read(p->memory, below(p, "a"), 1000, (mark){0}, &back, p->diags));
    assert_true(arena_used(p->memory) - before < 1 << 16);
}

static void an_endless_device_stops_at_the_limit(void **state)
{
    place *p = *state;
    str back;
    assert_false(io_read(p->memory, "/dev/zero", 200000, (mark){0}, &back, p->diags));
    assert_said(p, DIAG_FILE_LARGE);
}

static void what_is_not_there_is_said(void **state)
{
    place *p = *state;
    str back;
    assert_false(io_read(p->memory, below(p, "无"), 10, (mark){0}, &back, p->diags));
    assert_said(p, DIAG_FILE_READ);
    str message = diags_at(p->diags, 0)->message;
    assert_true(str_ends(message, STR("/无”：路径不存在")));
}

static void a_folder_is_no_file(void **state)
{
    place *p = *state;
    str back;
    assert_false(io_read(p->memory, p->folder, 10, (mark){0}, &back, p->diags));
    assert_said(p, DIAG_FILE_READ);
    assert_false(io_write(p->folder, STR("x"), p->diags));
    assert_int_equal(diags_at(p->diags, 1)->code, DIAG_FILE_WRITE);
    assert_int_equal(names_below(p), 0);
}

static void a_failing_write_leaves_nothing_behind(void **state)
{
    place *p = *state;
    assert_false(io_write(below(p, "no/a.pdf"), STR("x"), p->diags));
    assert_said(p, DIAG_FILE_WRITE);
    assert_int_equal(names_below(p), 0);
    /* The bytes reach the temporary file, the rename fails: a name longer than names can be. */
    char *name = arena_alloc(p->memory, 301, 1);
    memset(name, 'n', 300);
    assert_false(io_write(below(p, name), STR("x"), p->diags));
    assert_int_equal(names_below(p), 0);
    assert_true(str_ends(diags_at(p->diags, 1)->message, STR("文件名太长")));
}

static void the_longest_name_can_be_written(void **state)
{
    place *p = *state;
    char *name = arena_alloc(p->memory, 256, 1);
    for (int i = 0; i < 85; i++)
        memcpy(name + 3 * i, "绩", 3);
    assert_true(io_write(below(p, name), STR("x"), p->diags));
    assert_int_equal(names_below(p), 1);
}

static void a_file_keeps_its_permissions(void **state)
{
    place *p = *state;
    struct stat st;
    assert_true(io_write(below(p, "a"), STR("1"), p->diags));
    assert_int_equal(chmod(below(p, "a"), 0640), 0);
    assert_true(io_write(below(p, "a"), STR("2"), p->diags));
    assert_int_equal(stat(below(p, "a"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void a_device_is_written_directly(void **state)
{
    place *p = *state;
    struct stat st;
    assert_true(io_write("/dev/null", STR("x"), p->diags));
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
    assert_false(io_write("/dev/full", STR("x"), p->diags));
    assert_said(p, DIAG_FILE_WRITE);
    assert_true(str_ends(diags_at(p->diags, 0)->message, STR("磁盘已满")));
}

static void names_come_in_byte_order(void **state)
{
    place *p = *state;
    static const char *const order[] = {".a", "B", "a", "a.yaml", "b", "乙", "甲"};
    static const int made[] = {6, 2, 4, 0, 5, 1, 3};
    for (size_t i = 0; i < 7; i++)
        assert_true(io_write(below(p, order[made[i]]), STR(""), p->diags));
    str *names;
    assert_int_equal(io_list(p->memory, p->folder, &names), 7);
    for (size_t i = 0; i < 7; i++)
        assert_true(str_eq(names[i], str_of(order[i])));
    assert_int_equal(io_list(p->memory, below(p, "无"), &names), 0);
    assert_int_equal(io_list(p->memory, below(p, "a"), &names), 0);
}

static void a_pattern_names_files_in_the_order_of_their_numbers(void **state)
{
    place *p = *state;
    static const char *const names[] = {"a10.y", "a2.y", "a02.y", "b.y", "[1].y", "a2.z"};
    for (size_t i = 0; i < 6; i++)
        assert_true(io_write(below(p, names[i]), STR("x"), p->diags));
    static const char *const wanted[] = {"a02.y", "a2.y", "a10.y"};
    str *found;
    assert_int_equal(io_match(p->memory, str_of(below(p, "a*.y")), &found), 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(found[i].at, below(p, wanted[i]));
    assert_int_equal(io_match(p->memory, str_of(below(p, "[1].?")), &found), 1);
    assert_int_equal(io_match(p->memory, str_of(below(p, "c*")), &found), 0);
}

static void files_and_folders_are_told_apart(void **state)
{
    place *p = *state;
    assert_true(io_write(below(p, "a"), STR(""), p->diags));
    assert_true(io_is_folder(p->folder));
    assert_false(io_is_file(p->folder));
    assert_true(io_is_file(below(p, "a")));
    assert_false(io_is_folder(below(p, "a")));
    assert_false(io_is_file(below(p, "b")));
    assert_false(io_is_folder(below(p, "b")));
    assert_false(io_is_file("/dev/null"));
}

static void joining_adds_a_slash_where_there_is_none(void **state)
{
    place *p = *state;
    assert_string_equal(io_join(p->memory, STR("a"), STR("b")), "a/b");
    assert_string_equal(io_join(p->memory, STR("a/"), STR("b")), "a/b");
    assert_string_equal(io_join(p->memory, STR("/"), STR("b")), "/b");
    assert_string_equal(io_join(p->memory, STR(""), STR("b")), "b");
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(what_was_written_is_read),
        IN_PLACE(a_file_above_the_limit_is_refused),
        IN_PLACE(an_endless_device_stops_at_the_limit),
        IN_PLACE(what_is_not_there_is_said),
        IN_PLACE(a_folder_is_no_file),
        IN_PLACE(a_failing_write_leaves_nothing_behind),
        IN_PLACE(the_longest_name_can_be_written),
        IN_PLACE(a_file_keeps_its_permissions),
        IN_PLACE(a_device_is_written_directly),
        IN_PLACE(names_come_in_byte_order),
        IN_PLACE(a_pattern_names_files_in_the_order_of_their_numbers),
        IN_PLACE(files_and_folders_are_told_apart),
        IN_PLACE(joining_adds_a_slash_where_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
