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

static bool save(pdf_file *f, arena *a, int version, str *out)
{
    pdf_deflater *z = pdf_deflater_new(a);
    bool done = pdf_file_save(f, z, version, a, out);
    pdf_deflater_free(z);
    return done;
}

static void objects_are_written(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    pdf_file *f = pdf_file_new(a, 14);
    pdf_dict *d = pdf_dict_new(f);
    buf refs = {.memory = a};
    pdf_set_name(f, d, "Name", "A#b");
    pdf_set_number(f, d, "Number", -5);
    pdf_set_string(f, d, "Escaped", STR("\xFF(\\\r\n)"));
    pdf_set_string(f, d, "Empty", STR(""));
    pdf_set_raw(f, d, STR("/Raw 1.5"));
    pdf_set_raw(f, d, STR("/More 2"));
    pdf_ref_add(f, &refs, d);
    pdf_set_value(f, d, "Own", buf_str(&refs));
    pdf_set_string(f, pdf_info(f), "Producer", STR("b\0a"));
    pdf_set_ref(f, pdf_catalog(f), "Extra", d);
    pdf_set_raw(f, pdf_trailer(f), (str){"/ID[(\0)]", 8});
    str out;
    assert_true(save(f, a, 14, &out));
    assert_int_equal(pdf_file_error(f), 0);
    pdf_file_free(f);
    assert_true(str_starts(out, STR("%PDF-1.4\n%")));
    assert_true(has(out,
        "\n4 0 obj\n<</Name/A#23b/Number -5/Escaped(\xFF\\(\\\\\\r\\n\\))/Empty()"
        "/Raw 1.5/More 2/Own 4 0 R>>\nendobj\n"));
    /* In the place of libharu's own, with its NUL. */
    assert_true(str_search(out, STR("/Producer(b\0a)>>"), 0) != SIZE_MAX);
    assert_false(has(out, "/Producer "));
    assert_true(has(out, "\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Extra 4 0 R>>\nendobj\n"));
    /* Each line of the table leads to its object. */
    assert_true(has(out, "xref\n0 5\n0000000000 65535 f\r\n0000000015 00000 n\r\n"));
    assert_true(
        str_search(out, STR("trailer\n<</Size 5/Root 1 0 R/Info 3 0 R/ID[(\0)]>>\nstartxref\n"),
            0) != SIZE_MAX);
    arena_free(a);
}

static void streams_keep_their_bytes(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 100000};
    static const int versions[] = {14, 17};
    arena *a = arena_new(NULL);
    char *bytes = arena_alloc(a, 100000, 1);
    for (size_t i = 0; i < 100000; i++)
        bytes[i] = (char)(i % 23);
    for (size_t i = 0; i < 6; i++) {
        size_t size = sizes[i / 2];
        pdf_file *f = pdf_file_new(a, versions[i % 2]);
        pdf_stream_new(f, (str){bytes, size});
        str out;
        assert_true(save(f, a, versions[i % 2], &out));
        pdf_file_free(f);
        str entries = str_fmt(
            a, "4 0 obj\n<</Length %u/Filter/FlateDecode>>stream\n", (unsigned)size);
        size_t at = str_search(out, entries, 0);
        assert_true(at != SIZE_MAX);
        at += entries.n;
        assert_true(str_eq(str_slice(out, at, at + size), (str){bytes, size}));
        assert_true(str_starts(str_slice(out, at + size, out.n), STR("\nendstream\nendobj\n")));
    }
    arena_free(a);
}

/* From PDF 1.5 on objects stand in streams, 256 in each, and so does the table. */
static void objects_are_packed(void **state)
{
    (void)state;
    enum { OBJECTS = 600 };
    arena *a = arena_new(NULL);
    pdf_file *f = pdf_file_new(a, 17);
    for (int i = 0; i < OBJECTS; i++)
        pdf_set_number(f, pdf_dict_new(f), "Number", i);
    str out;
    assert_true(save(f, a, 17, &out));
    pdf_file_free(f);
    assert_true(str_starts(out, STR("%PDF-1.7\n%")));
    assert_true(has(out, "\n604 0 obj\n<</Type/ObjStm/N 256/First "));
    assert_true(has(out, "\n606 0 obj\n<</Type/ObjStm/N 91/First "));
    assert_true(has(out, "\n607 0 obj\n<</Type/XRef/Size 608/W[1 4 1]"));
    assert_false(has(out, "/Number"));
    assert_true(out.n < 5000);
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
    pdf_dict *none = pdf_dict_new(f);
    assert_null(none);
    pdf_set_name(f, none, "Key", "Name");
    pdf_set_number(f, none, "Key", 1);
    pdf_set_ref(f, none, "Key", none);
    pdf_set_raw(f, none, STR("/A 1"));
    pdf_set_name(f, pdf_catalog(f), "Key", "Name");
    pdf_set_name(f, pdf_info(f), "Key", "Name");
    pdf_set_number(f, pdf_trailer(f), "Key", 1);
    pdf_set_number(f, pdf_page_root(f), "Key", 1);
    assert_null(pdf_stream_new(f, STR("x")));
    str out;
    assert_false(save(f, a, 14, &out));
    assert_false(save(f, a, 17, &out));
    assert_int_equal(pdf_file_error(f), 0x1004);
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
        cmocka_unit_test(objects_are_packed),
        cmocka_unit_test(errors_are_kept),
        cmocka_unit_test(text_strings_are_short),
        cmocka_unit_test(digests_differ),
        cmocka_unit_test(the_version_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
