/* The template and data languages: merging, values in parts, labels, relations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/model_int.h"

static arena *memory;
static diags *sink;

static int open_memory(void **state)
{
    (void)state;
    memory = arena_new(NULL);
    sink = diags_new(memory);
    return 0;
}

static int close_memory(void **state)
{
    (void)state;
    arena_free(memory);
    return 0;
}

static const tree *parse(const char *text)
{
    source *from = ARENA_NEW(memory, source);
    *from = (source){STR("t.yaml"), str_of(text)};
    const tree *t = tree_load(memory, from, &tree_default_limits, sink);
    assert_non_null(t);
    return t;
}

static const node *top(const char *text)
{
    return parse(text)->documents[0];
}

static void expect_text(str s, const char *want)
{
    if (!str_eq(s, str_of(want)))
        fail_msg("\"%.*s\", not \"%s\"", STR_ARG(s), want);
}

static void expect_tree(const node *n, const char *want)
{
    tree got = {.documents = &n, .count = 1};
    assert_true(tree_equal(&got, parse(want)));
}

static void mappings_merge_by_key(void **state)
{
    (void)state;
    const node *under = top("甲: {子: 1, 丑: 2}\n乙: [1, 2]\n丙: 文字\n");
    const node *over = top("甲: {丑: 3, 寅: 4}\n乙: [5]\n丁: 新\n");
    expect_tree(node_merge(memory, under, over, 0),
        "甲: {子: 1, 丑: 3, 寅: 4}\n乙: [5]\n丙: 文字\n丁: 新\n");
    expect_tree(node_merge(memory, under, top("甲: {子: 删去}\n丙: 删去\n"), MERGE_TEMPLATES),
        "甲: {丑: 2}\n乙: [1, 2]\n");
    expect_tree(node_merge(memory, under, top("丙: 删去\n"), 0),
        "甲: {子: 1, 丑: 2}\n乙: [1, 2]\n丙: 删去\n");
    expect_tree(node_merge(memory, under, top("甲: {承: 乙}\n"), MERGE_TEMPLATES),
        "甲: {承: 乙}\n乙: [1, 2]\n丙: 文字\n");
    assert_ptr_equal(node_merge(memory, under, NULL, 0), under);
    assert_ptr_equal(node_merge(memory, NULL, over, 0), over);
    expect_tree(node_with(memory, under, STR("丙"), top("[甲]")),
        "甲: {子: 1, 丑: 2}\n乙: [1, 2]\n丙: [甲]\n");
    expect_tree(under, "甲: {子: 1, 丑: 2}\n乙: [1, 2]\n丙: 文字\n");
}

static void values_split_without_loss(void **state)
{
    (void)state;
    static const struct {
        const char *whole, *sign, *number, *unit;
    } cases[] = {{"≥95%", "≥", "95", "%"}, {"=3374.98平方", "=", "3374.98", "平方"},
        {"12次", "", "12", "次"}, {"≤1,338.92万元", "≤", "1,338.92", "万元"}, {"5", "", "5", ""},
        {">=100人", ">=", "100", "人"}, {"30元/人", "", "30", "元/人"},
        /* not of that kind: whole */
        {"2022年12月31日", "", "2022年12月31日", ""}, {"2022年", "", "2022年", ""},
        {"每周≥7次", "", "每周≥7次", ""}, {"≥各4次/年", "", "≥各4次/年", ""},
        {"8个100%", "", "8个100%", ""}, {"100个 %", "", "100个 %", ""}, {"良好", "", "良好", ""},
        {"5%-10%", "", "5%-10%", ""}, {"≥70%。", "", "≥70%。", ""}, {"≥", "", "≥", ""}, {"", "", "", ""},
        {"1.2.3", "", "1.2.3", ""}, {"12:30", "", "12:30", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        value_parts p = value_split(str_of(cases[i].whole));
        expect_text(p.sign, cases[i].sign);
        expect_text(p.number, cases[i].number);
        expect_text(p.unit, cases[i].unit);
        expect_text(value_join(memory, p), cases[i].whole);
    }
    expect_text(value_join(memory, (value_parts){STR("定性"), STR("良好"), STR("")}), "定性：良好");
}

static void labels_are_long_or_short(void **state)
{
    (void)state;
    const taxon *root = taxonomy_read(memory,
        top("下级:\n  产出指标:\n    简称: 产出\n    权重: 50\n    下级:\n      数量指标: {简称: 数量}\n"
            "  其他:\n"),
        sink);
    assert_non_null(root);
    expect_text(taxonomy_label(root, 0, STR("产出"), LABEL_LONG), "产出指标");
    expect_text(taxonomy_label(root, 0, STR("产出指标"), LABEL_SHORT), "产出");
    expect_text(taxonomy_label(root, 1, STR("数量"), LABEL_LONG), "数量指标");
    expect_text(taxonomy_label(root, 1, STR("产出"), LABEL_LONG), "产出");
    expect_text(taxonomy_label(root, 0, STR("其他"), LABEL_SHORT), "其他");
    expect_text(taxonomy_label(root, 0, STR("别的"), LABEL_LONG), "别的");
    expect_text(taxonomy_label(root, 0, STR("产出"), LABEL_AS_WRITTEN), "产出");
    expect_text(taxonomy_label(NULL, 0, STR("产出"), LABEL_LONG), "产出");
    assert_int_equal(diags_errors(sink), 0);
}

static const char form[] =
    "表: 甲\n"
    "样式: {标签: {}, 内容: {}}\n"
    "字段:\n"
    "  资金总额: 文字\n"
    "  财政拨款: 文字\n"
    "  其他资金（元）: 文字\n"
    "  任务: {列表: [名称, 总额, 拨款, 其他]}\n"
    "版面:\n"
    "  - {文字: '{{资金总额}}{{财政拨款}}{{其他资金（元）}}'}\n"
    "  - 表格:\n"
    "      段:\n"
    "        - 列: [1份, 1份, 1份, 1份]\n"
    "          内容:\n"
    "            - {循环: 任务, 行: [[{填: 名称}, {填: 总额}, {填: 拨款}, {填: 其他}]]}\n"
    "关系:\n";

static const form_template *form_with(const char *rule)
{
    str text = str_fmt(memory, "%s  - %s\n", form, rule);
    return template_load(memory, parse(str_z(memory, text)), STR("甲"), sink);
}

static const relation_result *results_of(const char *rule, const char *data, uint32_t *count)
{
    const form_template *t = form_with(rule);
    assert_non_null(t);
    const node *n = top(data);
    const form_data *values = form_data_read(memory, t, n);
    assert_non_null(values);
    return relations_evaluate(memory, t, values, n->at, count);
}

static void one_is(const char *rule, const char *data, relation_state want)
{
    uint32_t count;
    const relation_result *r = results_of(rule, data, &count);
    assert_int_equal(count, 1);
    if (r->state != want)
        fail_msg("%s: %d %.*s", rule, (int)r->state, STR_ARG(r->reason));
}

static const char sound[] = "资金总额: 36.4\n财政拨款: 36.30\n其他资金（元）: 0.1\n任务:\n"
                            "  - {名称: 甲, 总额: 10.1, 拨款: 10.1}\n"
                            "  - {名称: 乙, 总额: 26.3, 拨款: 26, 其他: 0.2}\n";

static void relations_are_evaluated(void **state)
{
    (void)state;
    one_is("资金总额 = 财政拨款 + 其他资金（元）", sound, RELATION_HOLDS);
    one_is("资金总额=财政拨款", sound, RELATION_FAILS);
    one_is("财政拨款 ≤ 资金总额", sound, RELATION_HOLDS);
    one_is("资金总额 < 财政拨款", sound, RELATION_FAILS);
    one_is("资金总额 = 合计(任务.总额)", sound, RELATION_HOLDS);
    one_is("资金总额 - (财政拨款 - 0.2) × 2 >= 0 - 36", sound, RELATION_HOLDS);
    one_is("财政拨款 ÷ 资金总额 > 0.997", sound, RELATION_HOLDS);
    one_is("资金总额 ÷ 0 = 1", sound, RELATION_UNKNOWN);
    one_is("资金总额 = 财政拨款 + 其他资金（元）", "资金总额: 5\n财政拨款: 5\n", RELATION_HOLDS);
    one_is("资金总额 = 财政拨款 + 其他资金（元）", "资金总额: 5\n", RELATION_UNKNOWN);
    one_is("资金总额 = 财政拨款", "资金总额: 约5\n财政拨款: 5\n", RELATION_UNKNOWN);
    one_is("资金总额 = 合计(任务.总额, 名称 = 甲) + 26.3", sound, RELATION_HOLDS);
    one_is("资金总额 = 合计(任务.总额, 名称 = 甲)", sound, RELATION_FAILS);
    one_is("最小(资金总额, 财政拨款) = 36.3", sound, RELATION_HOLDS);
    one_is("其他资金（元） ≈ 资金总额 ÷ 365", sound, RELATION_HOLDS);
    one_is("其他资金（元） ≈ 资金总额 ÷ 200", sound, RELATION_FAILS);
    one_is("资金总额 = 财政拨款", "资金总额: 1.5亿元\n财政拨款: 15000万元\n", RELATION_HOLDS);
    one_is("资金总额 = 财政拨款 × 2", "资金总额: 100%\n财政拨款: 0.5\n", RELATION_HOLDS);
}

static void records_keep_relations_each(void **state)
{
    (void)state;
    uint32_t count;
    const relation_result *r = results_of("任务.总额 = 任务.拨款 + 任务.其他", sound, &count);
    assert_int_equal(count, 2);
    assert_int_equal(r[0].state, RELATION_HOLDS);
    assert_int_equal(r[1].state, RELATION_FAILS);
    assert_int_equal(r[1].record, 2);
    assert_int_equal(r[1].at.line, 6);
    expect_text(decimal_text(memory, r[1].right), "26.2");
    results_of("任务.总额 = 任务.拨款", "资金总额: 1\n", &count);
    assert_int_equal(count, 0);
}

static void wrong_relations_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"资金总额", "资金总额 =", "= 财政拨款", "资金总额 = 财政拔款",
        "资金总额 = 合计(任务.总颔)", "资金总额 = 合计(财政拨款)", "资金总额 = 任务", "任务 = 1",
        "资金总额 = (财政拨款", "资金总额 = 财政拨款)", "资金总额 = 1.2.3", "资金总额 = 财政拨款 = 1",
        "资金总额 = 财政拨款 财政拨款", "资金总额 = 合计(任务.总额", "合计 = 1", "资金总额 = 1 + + 2",
        "资金总额 = 最小(财政拨款)", "资金总额 = 合计(任务.总额, 没有 = 甲)",
        "资金总额 = 合计(任务.总额, 名称 = )", "资金总额 = 得分率(任务.总额)"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t before = diags_errors(sink);
        assert_null(form_with(wrong[i]));
        assert_int_equal(diags_errors(sink), before + 1);
    }
    const diag *d = diags_at(sink, 3);
    assert_int_equal(d->code, DIAG_RELATION_FIELD);
    assert_int_equal(d->at.line, 16);
    assert_int_equal(d->at.column, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(mappings_merge_by_key, open_memory, close_memory),
        cmocka_unit_test_setup_teardown(values_split_without_loss, open_memory, close_memory),
        cmocka_unit_test_setup_teardown(labels_are_long_or_short, open_memory, close_memory),
        cmocka_unit_test_setup_teardown(relations_are_evaluated, open_memory, close_memory),
        cmocka_unit_test_setup_teardown(records_keep_relations_each, open_memory, close_memory),
        cmocka_unit_test_setup_teardown(wrong_relations_are_refused, open_memory, close_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
