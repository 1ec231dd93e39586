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

#include "font/font.h"

/* One role that only an installed face can fill, a cache in a folder of its own, and a path that is
 * watched and not there. */
typedef struct place {
    arena *memory;
    char folder[64];
    const char *file, *watched;
    font_cache cache;
} place;

static const font_alias SERIF[] = {
    {.family = {"No Such Family", 14}}, {.family = {"Noto Serif CJK SC", 17}}};
static const font_role ROLE = {
    .name = {"宋体", 6}, .aliases = SERIF, .count = 2, .preferred = 2, .package = {"x", 1}};
static const font_map MAP = {.roles = &ROLE, .role_count = 1};

static place begin(void)
{
    place p = {.memory = arena_new(NULL), .folder = "test_font_cache.XXXXXX"};
    char here[256];
    assert_non_null(mkdtemp(p.folder));
    assert_non_null(getcwd(here, sizeof here));
    str folder = str_of(io_join(p.memory, str_of(here), str_of(p.folder)));
    p.file = io_join(p.memory, folder, STR("fonts"));
    p.watched = io_join(p.memory, folder, STR("fonts.conf"));
    return p;
}

static void end(place p)
{
    unlink(p.file);
    unlink(p.watched);
    assert_int_equal(rmdir(p.folder), 0); /* no temporary file is left */
    arena_free(p.memory);
}

/* The file that the role's face is in, in the arena. */
static str found(place *p, const char *key)
{
    p->cache = (font_cache){p->file, key, &p->watched, 1};
    font_options options = {.installed = true, .cache = &p->cache};
    diags *d = diags_new(p->memory);
    fonts *f = fonts_open(&MAP, &options, d);
    uint32_t face = fonts_role_face(f, 0, d);
    assert_int_not_equal(face, FONT_FACE_NONE);
    str path = str_dup(p->memory, fonts_facts(f, face)->path);
    fonts_free(f);
    return path;
}

static str kept(place *p)
{
    str text;
    diags *d = diags_new(p->memory);
    assert_true(io_read(p->memory, p->file, 1 << 20, (mark){0}, &text, d));
    return text;
}

static void keep(place *p, str text)
{
    assert_true(io_write(p->file, text, diags_new(p->memory)));
}

/* The text with `from` replaced, its sum made right again. */
static str forged(place *p, str text, str from, str to)
{
    buf out = {.memory = p->memory};
    size_t at = str_search(text, from, 0), sum = str_search(text, STR("sum "), 0);
    assert_true(at != SIZE_MAX && sum != SIZE_MAX);
    buf_add(&out, str_slice(text, 0, at));
    buf_add(&out, to);
    buf_add(&out, str_slice(text, at + from.n, sum));
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < out.n; i++)
        hash = (hash ^ (unsigned char)out.at[i]) * UINT64_C(1099511628211);
    buf_fmt(
        &out, "sum %08lx%08lx\n", (unsigned long)(hash >> 32), (unsigned long)(hash & UINT32_MAX));
    return buf_str(&out);
}

/* A cache that answers with the bold face, so that it shows when it is believed. */
static str lie(place *p)
{
    str text = kept(p);
    size_t face = str_search(text, STR("face "), 0);
    assert_true(face != SIZE_MAX);
    buf from = {.memory = p->memory};
    buf_add(&from, str_slice(text, face, str_search(text, STR("Regular"), face)));
    str head = str_dup(p->memory, buf_str(&from));
    buf_add(&from, STR("Regular"));
    return forged(p, text, buf_str(&from), str_fmt(p->memory, "%.*sBold", STR_ARG(head)));
}

static void an_answer_is_kept_and_believed(void **state)
{
    (void)state;
    place p = begin();
    str asked = found(&p, "k");
    assert_true(str_search(asked, STR("NotoSerifCJK-Regular"), 0) != SIZE_MAX);
    str text = kept(&p);
    assert_true(str_eq(found(&p, "k"), asked));
    assert_true(str_eq(kept(&p), text));
    keep(&p, lie(&p));
    assert_true(str_search(found(&p, "k"), STR("NotoSerifCJK-Bold"), 0) != SIZE_MAX);
    end(p);
}

static void another_key_asks_again(void **state)
{
    (void)state;
    place p = begin();
    str asked = found(&p, "k");
    keep(&p, lie(&p));
    assert_true(str_eq(found(&p, "l"), asked));
    assert_true(str_search(kept(&p), STR("\nl\n"), 0) != SIZE_MAX);
    end(p);
}

static void what_appears_asks_again(void **state)
{
    (void)state;
    place p = begin();
    str asked = found(&p, "k");
    keep(&p, lie(&p));
    FILE *new = fopen(p.watched, "w");
    assert_non_null(new);
    fclose(new);
    assert_true(str_eq(found(&p, "k"), asked));
    /* It is too young to be told from one that changes now: nothing is kept, so it asks again. */
    assert_true(str_search(kept(&p), STR("sum "), 0) == SIZE_MAX);
    assert_true(str_eq(found(&p, "k"), asked));
    end(p);
}

static void a_changed_font_asks_again(void **state)
{
    (void)state;
    place p = begin();
    str asked = found(&p, "k");
    str text = lie(&p), at = str_fmt(p.memory, " %.*s\n", STR_ARG(asked));
    size_t path = str_search(text, at, 0), size = path;
    while (text.at[size - 1] != ' ')
        size--;
    str old = str_slice(text, size, path + at.n);
    keep(&p, forged(&p, text, old, str_fmt(p.memory, "77%.*s", STR_ARG(at))));
    assert_true(str_eq(found(&p, "k"), asked));
    end(p);
}

static void a_damaged_file_is_not_read(void **state)
{
    (void)state;
    place p = begin();
    str asked = found(&p, "k"), text = lie(&p);
    for (size_t n = 0; n < text.n; n += n < 40 ? 1 : text.n / 40) {
        keep(&p, str_slice(text, 0, n));
        assert_true(str_eq(found(&p, "k"), asked));
    }
    char *bytes = str_z(p.memory, text);
    bytes[text.n / 2] ^= 1;
    keep(&p, (str){bytes, text.n});
    assert_true(str_eq(found(&p, "k"), asked));
    end(p);
}

static void without_a_place_it_asks_each_time(void **state)
{
    (void)state;
    place p = begin();
    str asked = found(&p, "k");
    unlink(p.file);
    p.file = io_join(p.memory, str_of(p.watched), STR("none/fonts"));
    assert_true(str_eq(found(&p, "k"), asked));
    end(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_kept_and_believed),
        cmocka_unit_test(another_key_asks_again),
        cmocka_unit_test(what_appears_asks_again),
        cmocka_unit_test(a_changed_font_asks_again),
        cmocka_unit_test(a_damaged_file_is_not_read),
        cmocka_unit_test(without_a_place_it_asks_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
