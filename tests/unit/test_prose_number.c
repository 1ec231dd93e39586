/* Which lines begin with official numbers, and which of them are titles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>


#include "prose/prose.h"

typedef struct number_case {
    const char *form, *text;
    uint32_t value; /* 0: no number */
    const char *rest;
} number_case;

static void numbers_are_read(void **state)
{
    (void)state;
    static const number_case cases[] = {
        {"{一}、", "一、部门职责", 1, "部门职责"},
        {"{一}、", "十、其他", 10, "其他"},
        {"{一}、", "十六、其他", 16, "其他"},
        {"{一}、", "二十、其他", 20, "其他"},
        {"{一}、", "四十一、其他", 41, "其他"},
        {"{一}、", "一是抓好", 0, ""},
        {"{一}、", "一一、抓好", 0, ""},
        {"{一}、", "、抓好", 0, ""},
        {"（{一}）", "（十六）完成", 16, "完成"},
        {"（{一}）", "(三)完成", 3, "完成"},
        {"（{一}）", "（三完成", 0, ""},
        {"第{一}部分", "第二部分 预算项目", 2, " 预算项目"},
        {"第{一}部分", "第2部分", 0, ""},
        {"{1}.", "1.解决", 1, "解决"},
        {"{1}.", "12．解决", 12, "解决"},
        {"{1}.", "1.5万元", 0, ""},
        {"{1}、", "41、公租房", 41, "公租房"},
        {"{1}、", "１、公租房", 1, "公租房"},
        {"{1}、", "2021年，我局", 0, ""},
        {"{1}、", "12345、", 0, ""},
        {"（{1}）", "（1）人员经费", 1, "人员经费"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const number_case *c = &cases[i];
        uint32_t value = 0;
        str text = str_of(c->text);
        size_t n = prose_number(str_of(c->form), text, &value);
        if (value != c->value || (n == 0) != (c->value == 0))
            print_error("%s in %s: %u\n", c->form, c->text, value);
        assert_int_equal(value, c->value);
        if (n > 0)
            assert_true(str_eq(str_slice(text, n, text.n), str_of(c->rest)));
    }
}

static void forms_are_checked(void **state)
{
    (void)state;
    assert_true(prose_form_sound(STR("第{一}部分")));
    assert_true(prose_form_sound(STR("{1}.")));
    static const char *const wrong[] = {"", "{一}", "一、", "{二}、", "{一}、{1}.", "{1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(prose_form_sound(str_of(wrong[i])));
}

static void levels_follow_the_scheme(void **state)
{
    (void)state;
    const str forms[] = {STR("{一}、"), STR(""), STR("（{一}）"), STR("{1}.")};
    prose_scheme scheme = {forms, 4};
    size_t n = 0;
    assert_int_equal(prose_level(&scheme, STR("三、机关"), &n), 1);
    assert_int_equal(prose_level(&scheme, STR("（三）机关"), &n), 3);
    assert_int_equal(n, strlen("（三）"));
    assert_int_equal(prose_level(&scheme, STR("3.机关"), &n), 4);
    assert_int_equal(prose_level(&scheme, STR("3、机关"), &n), 0);
}

static void titles_have_no_sentence(void **state)
{
    (void)state;
    static const char *const titles[] = {"收入说明", "财政拨款“三公”经费预算情况及增减变化原因",
        "总体绩效目标（2021年）"};
    static const char *const texts[] = {"", "负责住房城乡建设信息管理工作。",
        "住房保障管理方面。落实国家政策", "一般公共预算拨款收入：指县级财政；", "部门职责：",
        "贯彻执行国家、省、市住房城乡建设的方针、政策和法律、法规拟订全县住房城乡建设行业发展规划并组织实施"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        assert_true(prose_titled(str_of(titles[i])));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(prose_titled(str_of(texts[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(forms_are_checked),
        cmocka_unit_test(levels_follow_the_scheme),
        cmocka_unit_test(titles_have_no_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
