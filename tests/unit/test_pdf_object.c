#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/pdf_int.h"

static bool has(str whole, const char *part)
{
    return str_search(whole, str_of(part), 0) != SIZE_MAX;
}

static void objects_are_written(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    pdf_file *f = pdf_file_new(a, 17);
    pdf_dict *d = pdf_dict_new(f), *inner = pdf_dict_in(f, d, "Inner");
    pdf_set_name(f, inner, "Name", "A#b");
    pdf_set_number(f, inner, "Number", -5);
    pdf_set_string(f, inner, "Escaped", STR("\xFF(\\\r\n)"));
    pdf_set_string(f, inner, "Empty", STR(""));
    pdf_set_raw(f, inner, STR("/Raw 1.5"));
    pdf_set_raw(f, inner, STR("/More 2"));
    pdf_array *array = pdf_array_in(f, d, "Array");
    pdf_add_number(f, array, 7);
    pdf_set_name(f, pdf_dict_add(f, array), "In", "Array");
    pdf_add_ref(f, array, d);
    pdf_add_ref(f, array, d);
    pdf_set_string(f, pdf_info(f), "Producer", STR("b\0a"));
    pdf_set_ref(f, pdf_catalog(f), "Extra", d);
    str out;
    assert_true(pdf_file_save(f, &out));
    assert_int_equal(pdf_file_error(f), 0);
    pdf_file_free(f);
    assert_true(str_starts(out, STR("%PDF-1.7\n")));
    assert_true(
        has(out, "/Name/A#23b/Number -5/Escaped(\xFF\\(\\\\\\r\\n\\))/Empty()/Raw 1.5/More 2>>"));
    assert_true(has(out, "/Array [ 7 <<\n/In/Array>> 4 0 R 4 0 R ]"));
    /* In the place of libharu's own, with its NUL. */
    assert_true(str_search(out, STR("/Producer(b\0a)>>"), 0) != SIZE_MAX);
    assert_false(has(out, "/Producer "));
    assert_true(has(out, "/Extra 4 0 R"));
    arena_free(a);
}

/* Sizes about libharu's 4,096-byte blocks. */
static void streams_keep_their_bytes(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 8192, 100000};
    arena *a = arena_new(NULL);
    char *bytes = arena_alloc(a, 100000, 1);
    for (size_t i = 0; i < 100000; i++)
        bytes[i] = (char)('a' + i % 23);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pdf_file *f = pdf_file_new(a, 17);
        pdf_stream_new(f, (str){bytes, sizes[i]});
        str out;
        assert_true(pdf_file_save(f, &out));
        pdf_file_free(f);
        str entries = str_fmt(
            a, "4 0 obj\n<<\n/Length %u\n/Filter/FlateDecode>>\nstream\r\n", (unsigned)sizes[i]);
        size_t at = str_search(out, entries, 0);
        assert_true(at != SIZE_MAX);
        at = str_search(out, STR("stream"), at) + strlen("stream\r\n");
        assert_true(str_eq(str_slice(out, at, at + sizes[i]), (str){bytes, sizes[i]}));
        assert_true(str_starts(str_slice(out, at + sizes[i], out.n), STR("\nendstream")));
        assert_false(has(out, "5 0 obj"));
    }
    arena_free(a);
}

/* The first error stays, nothing is written, and every handle after it is accepted. */
static void errors_are_kept(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    pdf_file *f = pdf_file_new(a, 17);
    pdf_dict *d = pdf_dict_new(f);
    pdf_set_string(f, d, "Long", (str){arena_alloc(a, 70000, 1), 70000});
    assert_int_equal(pdf_file_error(f), 0x1004);
    pdf_dict *none = pdf_dict_in(f, pdf_dict_new(f), "Key");
    pdf_set_name(f, none, "Key", "Name");
    pdf_set_number(f, none, "Key", 1);
    pdf_set_ref(f, none, "Key", none);
    pdf_set_raw(f, none, STR("/A 1"));
    pdf_add_number(f, pdf_array_in(f, none, "Key"), 1);
    assert_null(pdf_dict_add(f, pdf_array_in(f, none, "Key")));
    pdf_set_name(f, pdf_catalog(f), "Key", "Name");
    pdf_set_name(f, pdf_info(f), "Key", "Name");
    pdf_set_number(f, pdf_trailer(f), "Key", 1);
    pdf_set_number(f, pdf_page_root(f), "Key", 1);
    assert_null(pdf_stream_new(f, STR("x")));
    str out;
    assert_false(pdf_file_save(f, &out));
    assert_int_equal(pdf_file_error(f), 0x1004);
    pdf_file_free(f);
    arena_free(a);
}

/* An array of more items than libharu takes. */
static void limits_surface(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    pdf_file *f = pdf_file_new(a, 17);
    pdf_array *array = pdf_array_in(f, pdf_dict_new(f), "Array");
    for (int i = 0; i < 40000; i++)
        pdf_add_number(f, array, i);
    assert_int_equal(pdf_file_error(f), 0x1001);
    pdf_file_free(f);
    arena_free(a);
}

/* ASCII as it is, all else in UTF-16; what ASCII controls would mean is left to nobody. */
static void text_strings_are_short(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    assert_true(str_eq(pdf_text_string(a, STR("a ~")), STR("a ~")));
    assert_true(str_eq(pdf_text_string(a, STR("")), STR("")));
    assert_true(str_eq(pdf_text_string(a, STR("a\t")), STR("\xFE\xFF\0a\0\t")));
    assert_true(str_eq(pdf_text_string(a, STR("a表")), STR("\xFE\xFF\0a\x88\x68")));
    arena_free(a);
}

static void digests_differ(void **state)
{
    (void)state;
    pdf_digest a = pdf_digest_begin(), b = pdf_digest_begin(), c = pdf_digest_begin();
    pdf_digest_add(&a, STR("ab"));
    pdf_digest_add(&a, STR("c"));
    pdf_digest_add(&b, STR("a"));
    pdf_digest_add(&b, STR("bc"));
    assert_true(a.a != b.a && a.b != b.b);
    pdf_digest_add(&c, STR("ab"));
    pdf_digest_add(&c, STR("c"));
    assert_true(a.a == c.a && a.b == c.b);
    pdf_digest_add(&c, STR(""));
    assert_true(a.a != c.a && a.b != c.b);
}

static void the_version_is_told(void **state)
{
    (void)state;
    assert_true(str_starts(str_of(pdf_library_version()), STR("2.")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_written),
        cmocka_unit_test(streams_keep_their_bytes),
        cmocka_unit_test(errors_are_kept),
        cmocka_unit_test(limits_surface),
        cmocka_unit_test(text_strings_are_short),
        cmocka_unit_test(digests_differ),
        cmocka_unit_test(the_version_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
