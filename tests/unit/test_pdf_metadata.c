/* Dates, XMP and the profile, byte by byte; whole files are judged in tests/conformance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/pdf_int.h"

static void date_is(int64_t seconds, int32_t zone, const char *pdf, const char *iso)
{
    arena *a = arena_new(NULL);
    scene_date date = {true, seconds, zone};
    assert_true(pdf_date_usable(date));
    assert_string_equal(str_z(a, pdf_date(a, date)), pdf);
    assert_string_equal(str_z(a, pdf_date_iso(a, date)), iso);
    arena_free(a);
}

static void dates(void **state)
{
    (void)state;
    date_is(0, 0, "D:19700101000000Z", "1970-01-01T00:00:00Z");
    date_is(-1, 0, "D:19691231235959Z", "1969-12-31T23:59:59Z");
    date_is(1641312000, 480, "D:20220105000000+08'00'", "2022-01-05T00:00:00+08:00");
    date_is(951782399, 0, "D:20000228235959Z", "2000-02-28T23:59:59Z");
    date_is(951868799, 0, "D:20000229235959Z", "2000-02-29T23:59:59Z");
    date_is(4107542400, -210, "D:21000228203000-03'30'", "2100-02-28T20:30:00-03:30");
    date_is(-62167219200, 0, "D:00000101000000Z", "0000-01-01T00:00:00Z");
    date_is(253402300799, 0, "D:99991231235959Z", "9999-12-31T23:59:59Z");
    assert_false(pdf_date_usable((scene_date){true, 253402300800, 0}));
    assert_false(pdf_date_usable((scene_date){true, INT64_MIN, 0}));
    assert_false(pdf_date_usable((scene_date){true, INT64_MAX, 1}));
    assert_false(pdf_date_usable((scene_date){true, 0, INT32_MAX}));
    assert_false(pdf_date_usable((scene_date){false, 0, 0}));
}

static bool has(str whole, const char *part)
{
    return str_search(whole, str_of(part), 0) != SIZE_MAX;
}

/* What XML cannot carry is a space in Info as well; the data's own date goes first. */
static void texts_are_the_same_in_both(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    scene_builder *b = scene_begin(a, STR(" 表\n<&>\x01\xff\xef\xbf\xbf"), STR(""));
    scene_set_facts(b, &(scene_facts){.author = STR("局"), .created = {true, 60, 0}});
    pdf_options options = {.producer = STR("p"), .flavour = PDF_A3A, .created = {true, 0, 0}};
    pdf_about about = pdf_about_of(a, scene_end(b), &options);
    assert_string_equal(str_z(a, about.title), "表 <&> \xef\xbf\xbd");
    assert_string_equal(str_z(a, about.language), "zh-CN");
    assert_int_equal(about.created.seconds, 60);
    str xmp = pdf_xmp(a, &about);
    assert_true(has(xmp, ">表 &lt;&amp;&gt; \xef\xbf\xbd</rdf:li>"));
    assert_true(has(xmp, "<rdf:Seq><rdf:li>局</rdf:li></rdf:Seq>"));
    assert_true(has(xmp, "<pdfaid:part>3<"));
    assert_true(has(xmp, "<xmp:CreateDate>1970-01-01T00:01:00Z<"));
    assert_false(has(xmp, "Keywords"));
    assert_false(has(xmp, "<jxb:"));
    arena_free(a);
}

static void a_title_is_always_there(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    scene_builder *b = scene_begin(a, STR("\t"), STR("zh-CN"));
    pdf_options options = {.flavour = PDF_PLAIN};
    assert_string_equal(str_z(a, pdf_about_of(a, scene_end(b), &options).title), "无标题");
    scene_add_element(b, (scene_element){.text = STR("")});
    scene_add_element(b, (scene_element){.text = STR("甲表")});
    pdf_about about = pdf_about_of(a, scene_end(b), &options);
    assert_string_equal(str_z(a, about.title), "甲表");
    assert_false(about.created.known);
    str xmp = pdf_xmp(a, &about);
    assert_false(has(xmp, "<pdfaid:"));
    assert_true(has(xmp, "<pdfuaid:part>1<"));
    arena_free(a);
}

static void the_profile_is_whole(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    str p = pdf_gray_profile(a);
    const unsigned char *at = (const unsigned char *)p.at;
    assert_int_equal(at[2] * 256 + at[3], p.n);
    assert_memory_equal(p.at + 12, "mntrGRAYXYZ ", 12);
    assert_memory_equal(p.at + 36, "acsp", 4);
    for (size_t i = 0; i < 4; i++) {
        const unsigned char *entry = at + 132 + 12 * i;
        size_t from = entry[6] * 256u + entry[7], size = entry[10] * 256u + entry[11];
        assert_true(from % 4 == 0 && from >= 180 && from + size <= p.n);
    }
    assert_memory_equal(p.at + 180, "desc\0\0\0\0\0\0\0\x0fGray", 16);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),
        cmocka_unit_test(texts_are_the_same_in_both),
        cmocka_unit_test(a_title_is_always_there),
        cmocka_unit_test(the_profile_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
