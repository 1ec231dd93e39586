#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/report_int.h"

static void assert_json(const buf *out, const char *wanted)
{
    assert_true(out->n > 0);
    str made = buf_str(out);
    if (!str_eq(made, str_of(wanted)))
        fail_msg("%.*s", STR_ARG(made));
}

static void objects_and_lists_nest(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    buf out = {.memory = a};
    json j = {.out = &out};
    json_open(&j, '{');
    json_entry(&j, "a", STR("一"));
    json_key(&j, "b");
    json_open(&j, '[');
    json_number(&j, 7);
    json_flag(&j, false);
    json_open(&j, '{');
    json_close(&j, '}');
    json_close(&j, ']');
    json_name(&j, STR("c"));
    json_words(&j, (const char *const[]){"x", "y", NULL});
    json_close(&j, '}');
    assert_json(&out,
        "{\n  \"a\": \"一\",\n  \"b\": [\n    7,\n    false,\n    {}\n  ],\n"
        "  \"c\": [\"x\", \"y\"]\n}");
    arena_free(a);
}

static void texts_are_escaped(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    buf out = {.memory = a};
    json j = {.out = &out};
    json_open(&j, '[');
    json_text(&j, STR("\"甲\\\n\t\x01: "));
    json_text(&j, STR(": "));
    json_close(&j, ']');
    assert_json(&out, "[\n  \"\\\"甲\\\\\\n\\u0009\\u0001: \",\n  \": \"\n]");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_and_lists_nest),
        cmocka_unit_test(texts_are_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
