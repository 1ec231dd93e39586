/* show: the columns of all entries begin at one terminal column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/report.h"

static const char form_text[] =
    "表: 甲\n样式: {标签: {字体: 宋体, 字号: 五号}, 内容: {字体: 宋体, 字号: 五号}}\n"
    "字段:\n  指标: {层级: [一级], 条目: [名称, {名: 指标值, 部分: 整}, 备注]}\n"
    "版面:\n  - 表格:\n      段:\n        - 列: [1份, 1份, 1份, 1份]\n          内容:\n"
    "            - 循环: 指标\n              行: [[{填: 一级}, {填: 名称}, {填: 指标值}, {填: 备注}]]\n";

static str shown(arena *a, const char *data)
{
    source *form = ARENA_NEW(a, source), *from = ARENA_NEW(a, source);
    *form = (source){STR("form"), str_of(form_text)};
    *from = (source){STR("data"), str_of(data)};
    diags *d = diags_new(a);
    const tree *t = tree_load(a, form, &tree_default_limits, d);
    const form_template *f = t == NULL ? NULL : template_load(a, t, STR("x"), d);
    if (f == NULL && diags_count(d) > 0)
        print_error("%.*s\n", STR_ARG(diags_at(d, 0)->message));
    assert_non_null(f);
    const tree *read = tree_load(a, from, &tree_default_limits, d);
    assert_non_null(read);
    buf out = {.memory = a};
    report_show(f, read->documents[0], &out);
    return buf_str(&out);
}

static void assert_shown(const char *data, const char *wanted)
{
    arena *a = arena_new(NULL);
    str made = shown(a, data);
    if (!str_eq(made, str_of(wanted)))
        fail_msg("\n%.*s", STR_ARG(made));
    arena_free(a);
}

static void columns_stand_below_each_other(void **state)
{
    (void)state;
    assert_shown("指标:\n  产出:\n    长一些的: ≥1\n    ab: {指标值: 2, 备注: 注}\n    空:\n",
        "甲\n指标（3 条）\n"
        "    名称      指标值  备注\n"
        "  产出\n"
        "    长一些的  ≥1\n"
        "    ab        2       注\n"
        "    空\n");
}

static void parts_are_put_together(void **state)
{
    (void)state;
    assert_shown("指标:\n  产出:\n    甲: {值: 95, 性质: ≥, 单位: \"%\"}\n",
        "甲\n指标（1 条）\n    名称  指标值  备注\n  产出\n    甲    ≥95%\n");
}

static void a_wide_text_takes_a_line_of_its_own(void **state)
{
    (void)state;
    assert_shown("指标:\n  产出:\n    二十个字的名字很长很长很长很长很长很长啊: 1\n    乙: 2\n",
        "甲\n指标（2 条）\n"
        "    名称                                  指标值  备注\n"
        "  产出\n"
        "    二十个字的名字很长很长很长很长很长很长啊\n"
        "                                          1\n"
        "    乙                                    2\n");
}

static void odd_data_is_shown_as_far_as_it_goes(void **state)
{
    (void)state;
    assert_shown("指标:\n", "甲\n指标（0 条）\n");
    assert_shown("别的: 1\n", "甲\n指标（0 条）\n");
    assert_shown("指标: [甲]\n", "甲\n指标（0 条）\n");
    assert_shown("指标:\n  产出:\n    - 名称: 甲\n      指标值: [1]\n      未知: 2\n    - 乙\n",
        "甲\n指标（2 条）\n    名称  指标值  备注\n  产出\n    甲\n    乙\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_below_each_other),
        cmocka_unit_test(parts_are_put_together),
        cmocka_unit_test(a_wide_text_takes_a_line_of_its_own),
        cmocka_unit_test(odd_data_is_shown_as_far_as_it_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
