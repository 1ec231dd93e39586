/*
 * A deadline ends each kind of call that may take long, soon after it has passed: with one error,
 * and nothing made. Without one the same call makes what was asked for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include <jixiaobiao/jixiaobiao.h>

enum { ROWS = 20000 };

static struct {
    jxb_diags *d;
    jxb_fonts *fonts;
    jxb_forms *forms;
    jxb_data *data;
    jxb_template *form;
    jxb_document *doc;
} t;

static long long now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (long long)at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

static bool is_over(void *watch)
{
    return now() >= *(const long long *)watch;
}

static void write_data(FILE *to)
{
    fputs("表: 部门整体支出绩效目标表/新疆\n年度: 2022\n部门名称: 甲局\n年度总体目标: 保障运转。\n"
          "绩效指标: {产出指标: {数量指标: {开展培训次数: ≥5次}}}\n年度主要任务:\n",
        to);
    for (int i = 0; i < ROWS; i++)
        fprintf(to, "  - {任务名称: 第%d项任务的保障运转和发展, 总额: %d, 财政拨款: %d}\n", i, i,
            i + 1);
}

static int setup(void **state)
{
    (void)state;
    static const char *const folders[] = {JXB_SOURCE_DIR "/templates"};
    char path[] = "/tmp/deadline-XXXXXX";
    FILE *to = fdopen(mkstemp(path), "w");
    write_data(to);
    fclose(to);
    t.d = jxb_diags_new();
    t.fonts = jxb_fonts_open(
        &(jxb_font_options){.map = JXB_SOURCE_DIR "/tests/golden/fonts.yaml"}, t.d);
    t.forms = jxb_forms_open(folders, 1, t.d);
    t.data = jxb_data_load(path, t.d);
    unlink(path);
    t.form = jxb_template_load(t.forms, t.data, 0, t.d);
    t.doc = jxb_document_bind(t.form, t.data, 0, t.d);
    return t.doc == NULL || jxb_diags_errors(t.d) > 0;
}

static int teardown(void **state)
{
    (void)state;
    jxb_document_free(t.doc);
    jxb_template_free(t.form);
    jxb_data_free(t.data);
    jxb_forms_free(t.forms);
    jxb_fonts_free(t.fonts);
    jxb_diags_free(t.d);
    return 0;
}

static bool binds(jxb_diags *d)
{
    jxb_document *doc = jxb_document_bind(t.form, t.data, 0, d);
    jxb_document_free(doc);
    return doc != NULL;
}

static bool lays_out(jxb_diags *d)
{
    jxb_pages *pages = jxb_pages_lay_out(t.doc, t.fonts, d);
    jxb_pages_free(pages);
    return pages != NULL;
}

static bool fits(jxb_diags *d)
{
    jxb_document *doc = jxb_document_bind(t.form, t.data, 0, t.d);
    jxb_document_fit(doc, "均衡");
    jxb_pages *pages = jxb_pages_lay_out(doc, t.fonts, d);
    jxb_pages_free(pages);
    jxb_document_free(doc);
    return pages != NULL;
}

static bool judges(jxb_diags *d)
{
    jxb_findings *f = jxb_findings_new(t.forms, t.d);
    jxb_findings_add(f, t.data, 0, t.form, t.d);
    bool done = jxb_findings_judge(f, d);
    jxb_findings_free(f);
    return done;
}

static bool reads_for_judging(jxb_diags *d)
{
    jxb_findings *f = jxb_findings_new(t.forms, t.d);
    bool done = jxb_findings_add(f, t.data, 0, t.form, d);
    jxb_findings_free(f);
    return done;
}

static void check(bool (*call)(jxb_diags *), const char *name)
{
    jxb_diags *d = jxb_diags_new();
    long long begun = now();
    assert_true(call(d));
    long long whole = now() - begun, end = now() + whole / 8;
    jxb_diags_deadline(d, &(jxb_deadline){is_over, &end, name, "一点"});
    begun = now();
    assert_false(call(d));
    long long late = now() - begun;
    if (late > whole * 3 / 4)
        print_error("%s: left after %lld of %lld microseconds\n", name, late, whole);
    assert_true(late <= whole * 3 / 4);
    assert_int_equal(jxb_diags_errors(d), 1);
    assert_string_equal(jxb_diags_at(d, jxb_diags_count(d) - 1).code, "timeout");
    assert_non_null(strstr(jxb_diags_at(d, jxb_diags_count(d) - 1).message, name));
    assert_false(call(d)); /* what is asked for afterwards is not begun, and says no more */
    assert_int_equal(jxb_diags_errors(d), 1);
    jxb_diags_deadline(d, NULL);
    assert_true(call(d));
    jxb_diags_free(d);
}

static void calls_end_in_time(void **state)
{
    (void)state;
    check(binds, "binds");
    check(lays_out, "lays out");
    check(fits, "fits");
    check(reads_for_judging, "reads");
    check(judges, "judges");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(calls_end_in_time, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
