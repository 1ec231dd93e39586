/* Any lines as relations of a form: each parses or says why not, and those that parse are evaluated
 * over data, with 自动 among it. The first line is the value of a field. */
#include "hand.h"
#include "model/data.h"
#include "model/model_int.h"

static const char form_text[] =
    "表: 被测\n"
    "样式: {标签: {}, 内容: {}}\n"
    "字段:\n"
    "  总额: 文字\n  拨款: 文字\n  其他: 文字\n  甲: 文字\n"
    "  任务: {列表: [名称, 总额, 比例, 实际, 权重]}\n"
    "  指标: {层级: [一级, 二级], 条目: [名称, 值, 实际, 分值, 得分]}\n"
    "版面:\n"
    "  - {文字: '{{总额}}{{拨款}}{{其他}}{{甲}}'}\n"
    "  - 表格:\n      段:\n"
    "        - 列: [1份, 1份, 1份, 1份, 1份, 1份, 1份]\n"
    "          内容:\n"
    "            - 循环: 任务\n"
    "              行: [[{填: 名称, 占列: 3}, {填: 总额}, {填: 比例}, {填: 实际}, {填: 权重}]]\n"
    "            - 循环: 指标\n"
    "              行: [[{填: 一级}, {填: 二级}, {填: 名称}, {填: 值}, {填: 实际}, {填: 分值}, {填: 得分}]]\n";

static const char data_text[] =
    "表: 被测\n"
    "总额: 自动\n拨款: 12.50\n其他: '0.000000000000000001'\n"
    "任务:\n"
    "  - {名称: 一, 总额: 999999999999, 比例: 95%, 实际: '0', 权重: 自动}\n"
    "  - {名称: 二, 总额: '-3', 比例: 无, 实际: '≥5', 权重: 10}\n"
    "指标:\n"
    "  产出: {数量: [{名称: 甲, 值: '≥95%', 实际: 90%, 分值: 10, 得分: 自动}]}\n"
    "  效益: {社会: [{名称: 乙, 值: 良好, 实际: 良好, 分值: 自动, 得分: 5}]}\n";

static const tree *text_tree(arena *a, str text)
{
    source *from = ARENA_NEW(a, source);
    *from = (source){STR("fuzz.yaml"), text};
    return tree_load(a, from, &hand_limits, diags_new(a));
}

static const form_template *form_new(arena *a)
{
    diags *d = diags_new(a);
    const form_template *form = template_load(a, text_tree(a, str_of(form_text)), STR("被测"), d);
    insist(form != NULL && diags_errors(d) == 0);
    return form;
}

static str line_take(str *rest)
{
    size_t end = str_search(*rest, STR("\n"), 0);
    str line = str_slice(*rest, 0, end == SIZE_MAX ? rest->n : end);
    *rest = end == SIZE_MAX ? STR("") : str_slice(*rest, end + 1, rest->n);
    return line;
}

static void evaluate(arena *a, const form_template *form, const node *data)
{
    diags *d = diags_new(a);
    const document *doc = document_bind(a, form, data, d);
    insist((doc == NULL) == (diags_errors(d) > 0));
    const form_data *read = form_data_read(a, form, data);
    if (read == NULL)
        return;
    uint32_t count;
    const relation_result *results = relations_evaluate(a, form, read, data->at, &count);
    for (uint32_t i = 0; i < count; i++) {
        size_t bad;
        insist(utf8_valid(results[i].worked, &bad) && utf8_valid(results[i].reason, &bad));
    }
}

static void run(arena *a, const form_template *base, str text)
{
    enum { RELATIONS_MOST = 32 };
    const relation *parsed[RELATIONS_MOST];
    form_template form = *base;
    node value = {.kind = NODE_SCALAR, .text = line_take(&text), .at = {NULL, 1, 1}};
    form.relations = parsed;
    while (text.n > 0 && form.relation_count < RELATIONS_MOST) {
        node n = {.kind = NODE_SCALAR, .text = line_take(&text), .at = {NULL, 1, 1}};
        diags *d = diags_new(a);
        const relation *r = relation_parse(a, &form, &n, d);
        insist((r == NULL) == (diags_errors(d) > 0));
        hand_check_diags(d);
        if (r != NULL)
            parsed[form.relation_count++] = r;
    }
    const node *top = text_tree(a, str_of(data_text))->documents[0];
    evaluate(a, &form, node_with(a, top, STR("甲"), &value));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const form_template *form;
    static arena *kept;
    if (form == NULL)
        form = form_new(kept = arena_new(NULL));
    str text = {(const char *)data, size};
    size_t bad;
    if (!utf8_valid(text, &bad) || memchr(data, 0, size) != NULL) /* trees hold none */
        return 0;
    arena *a = arena_new(NULL);
    run(a, form, text);
    arena_free(a);
    return 0;
}
