#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree/tree.h"

typedef struct loaded {
    arena *memory;
    source from;
    diags *sink;
    const tree *tree;
} loaded;

static loaded *load_limited(str text, tree_limits limits)
{
    arena *a = arena_new(NULL);
    loaded *l = ARENA_NEW(a, loaded);
    l->memory = a;
    l->from = (source){STR("x.yaml"), text};
    l->sink = diags_new(a);
    l->tree = tree_load(a, &l->from, &limits, l->sink);
    return l;
}

static loaded *load(str text)
{
    return load_limited(text, tree_default_limits);
}

static void unload(loaded *l)
{
    arena_free(l->memory);
}

static void assert_text(const node *n, const char *text)
{
    assert_non_null(n);
    assert_int_equal(n->kind, NODE_SCALAR);
    assert_true(str_eq(n->text, str_of(text)));
}

static void assert_mark(mark m, uint32_t line, uint32_t column)
{
    assert_int_equal(m.line, line);
    assert_int_equal(m.column, column);
}

static void scalars_are_text_with_marks(void **state)
{
    (void)state;
    loaded *l = load(STR("\xEF\xBB\xBF名称: 甲\r\n金额: 8.80\r\n空:\r\n指标:\r\n  - 值: ≥95%\r\n"));
    assert_non_null(l->tree);
    assert_int_equal(diags_count(l->sink), 0);
    const node *top = l->tree->documents[0];
    assert_int_equal(top->count, 4);
    assert_text(tree_lookup(top, STR("名称")), "甲");
    assert_mark(tree_lookup(top, STR("名称"))->at, 1, 5);
    assert_text(tree_lookup(top, STR("金额")), "8.80");
    assert_text(tree_lookup(top, STR("空")), "");
    assert_mark(tree_lookup(top, STR("空"))->at, 3, 1);
    const node *list = tree_lookup(top, STR("指标"));
    assert_int_equal(list->kind, NODE_LIST);
    assert_text(tree_lookup(list->first, STR("值")), "≥95%");
    assert_mark(tree_lookup(list->first, STR("值"))->key->at, 5, 5);
    assert_null(tree_lookup(list, STR("值")));
    assert_null(tree_lookup(NULL, STR("值")));
    unload(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(scalars_are_text_with_marks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
