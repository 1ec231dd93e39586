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

static const diag *first_of(const loaded *l, diag_code code)
{
    for (size_t i = 0; i < diags_count(l->sink); i++)
        if (diags_at(l->sink, i)->code == code)
            return diags_at(l->sink, i);
    return NULL;
}

static void assert_fault(const char *text, diag_code code, uint32_t line, uint32_t column)
{
    loaded *l = load(str_of(text));
    const diag *d = first_of(l, code);
    assert_null(l->tree);
    assert_non_null(d);
    assert_mark(d->at, line, column);
    unload(l);
}

static void faults_are_marked_in_code_points(void **state)
{
    (void)state;
    assert_fault("\xEF\xBB\xBF甲: >=9\r\n", DIAG_YAML_BLOCK, 1, 4);
    assert_fault("甲: 𠮷 #乙\n", DIAG_YAML_COMMENT, 1, 6);
    assert_fault("甲: 一\r\n乙: 二: 三\r\n", DIAG_YAML_COLON_TWICE, 2, 5);
    assert_fault("甲: \"八五\"普法\n", DIAG_YAML_QUOTE, 1, 8);
    assert_fault("甲: 一\n乙：二\n", DIAG_YAML_COLON, 2, 2);
    assert_fault("甲: {乙, 丙: 丁}\n", DIAG_YAML_EMPTY_KEY, 1, 5);
    assert_fault("甲: 一\xE2\x80\xA8二\n", DIAG_YAML_LINEBREAK, 1, 5);
    assert_fault("甲:\n  \t乙: 1\n", DIAG_YAML_TAB, 2, 3);
    assert_fault("甲: 一\n甲: 二\n", DIAG_YAML_DUPLICATE, 2, 1);
    assert_fault("甲: 一\xFF\n", DIAG_UTF8, 1, 5);
}

static void several_faults_are_reported_in_order(void **state)
{
    (void)state;
    loaded *l = load(STR("甲: >=1\n乙: \x01\n丙: @一\n丁: 3 #二\n戊: - 三\n甲: 4\n"));
    static const diag_code wanted[] = {DIAG_YAML_BLOCK, DIAG_YAML_CONTROL, DIAG_YAML_RESERVED,
        DIAG_YAML_COMMENT, DIAG_YAML_DASH, DIAG_YAML_DUPLICATE};
    assert_null(l->tree);
    assert_int_equal(diags_count(l->sink), 6);
    for (uint32_t i = 0; i < 6; i++) {
        assert_int_equal(diags_at(l->sink, i)->code, wanted[i]);
        assert_int_equal(diags_at(l->sink, i)->at.line, i + 1);
    }
    unload(l);
}

static void a_repair_brings_no_fault_of_its_own(void **state)
{
    (void)state;
    loaded *l = load(STR("@甲: 1\n@甲: 2\n@乙: >=3\n[a]b: 4\n"));
    assert_int_equal(diags_count(l->sink), 4);
    unload(l);
}

static void limits_hold(void **state)
{
    (void)state;
    const tree_limits few = {.bytes = 40, .depth = 2, .nodes = 8};
    static const struct {
        const char *text;
        diag_code code;
    } cases[] = {{"0123456789012345678901234567890123456789x", DIAG_FILE_LARGE},
        {"[[[a]]]", DIAG_YAML_DEPTH}, {"- - - a", DIAG_YAML_DEPTH},
        {"[1,2,3,4,5,6,7,8]", DIAG_YAML_NODES}, {"a: 1\nb: 2\nc: 3\nd: 4\n", DIAG_YAML_NODES}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        loaded *l = load_limited(str_of(cases[i].text), few);
        assert_null(l->tree);
        assert_int_equal(diags_count(l->sink), 1);
        assert_int_equal(diags_at(l->sink, 0)->code, cases[i].code);
        unload(l);
    }
    loaded *fits = load_limited(STR("[[a],[b]]"), few);
    assert_non_null(fits->tree);
    unload(fits);
}

static void assert_answers(str text)
{
    loaded *l = load(text);
    assert_int_equal(l->tree == NULL, diags_errors(l->sink) > 0);
    unload(l);
}

static void hostile_texts_get_an_answer(void **state)
{
    (void)state;
    enum { BIG = 300000 };
    static const char *const units[] = {"[", "{", "- ", "? ", "{a: ", "a: ", "\"", "'", "#", "&a ",
        "*a ", "!", "|", ">\n", "\t", "\r", "\n", " ", ":", ", ", "[? ", "{[a]: 1, ", "@\n",
        "a: >=1\n", "a #b\n", "- \"x\n", "甲\n 乙\n", "-\t", "\\", "---\n", "%a\n", "：", "　",
        "a: [b\n"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        arena *a = arena_new(NULL);
        buf text = {.memory = a};
        while (text.n < BIG)
            buf_add(&text, str_of(units[i]));
        assert_answers(buf_str(&text));
        arena_free(a);
    }
    static const char *const frames[][3] = {
        {"a: 1\nb\n", "\n", "c: 1\n"}, {"a: 1\n", "# b\n", " c: 1\n"}};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        arena *a = arena_new(NULL);
        buf text = {.memory = a};
        buf_add(&text, str_of(frames[i][0]));
        while (text.n < BIG)
            buf_add(&text, str_of(frames[i][1]));
        buf_add(&text, str_of(frames[i][2]));
        assert_answers(buf_str(&text));
        arena_free(a);
    }
    assert_answers((str){NULL, 0});
    assert_answers((str){"a\0b", 3});
}

static void a_text_cut_anywhere_gets_an_answer(void **state)
{
    (void)state;
    str text = STR("甲: \"一\\u4e2d\n  二\" # 三\n乙:\n  - {丙: 丁, 戊: '己'}\n  - |2\n    庚\n"
                   "---\n? 辛\n: &x >-\n  壬\n  癸\n");
    for (size_t n = 0; n <= text.n; n++) {
        assert_answers(str_slice(text, 0, n));
        assert_answers(str_slice(text, n, text.n));
    }
}

static void notes_do_not_hide_an_error(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    buf text = {.memory = a};
    for (int i = 0; i < 2000; i++)
        buf_add(&text, STR("- 一\n  二\n"));
    buf_add(&text, STR("- 三 #四\n"));
    loaded *l = load(buf_str(&text));
    assert_null(l->tree);
    assert_int_equal(diags_errors(l->sink), 1);
    unload(l);
    arena_free(a);
}

static void many_keys_are_told_apart(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    buf text = {.memory = a};
    for (int i = 0; i < 5000; i++)
        buf_fmt(&text, "键%d: %d\n", i, i);
    loaded *l = load(buf_str(&text));
    assert_non_null(l->tree);
    assert_int_equal(l->tree->documents[0]->count, 5000);
    unload(l);
    buf_add(&text, STR("键4321: 1\n"));
    l = load(buf_str(&text));
    assert_null(l->tree);
    assert_mark(diags_at(l->sink, 0)->at, 5001, 1);
    unload(l);
    arena_free(a);
}

static void documents_and_kinds_are_named(void **state)
{
    (void)state;
    loaded *l = load(STR("---\n甲: [一]\n---\n---\n乙\n"));
    assert_non_null(l->tree);
    assert_int_equal(l->tree->count, 2);
    const node *map = l->tree->documents[0];
    assert_true(str_eq(tree_kind_name(map), STR("映射")));
    assert_true(str_eq(tree_kind_name(map->first), STR("列表")));
    assert_true(str_eq(tree_kind_name(map->first->first), STR("文字")));
    assert_null(map->first->first->key);
    assert_text(l->tree->documents[1], "乙");
    unload(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_are_text_with_marks),
        cmocka_unit_test(faults_are_marked_in_code_points),
        cmocka_unit_test(several_faults_are_reported_in_order),
        cmocka_unit_test(a_repair_brings_no_fault_of_its_own),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(hostile_texts_get_an_answer),
        cmocka_unit_test(a_text_cut_anywhere_gets_an_answer),
        cmocka_unit_test(notes_do_not_hide_an_error),
        cmocka_unit_test(many_keys_are_told_apart),
        cmocka_unit_test(documents_and_kinds_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
