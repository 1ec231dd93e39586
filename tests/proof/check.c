/* All rules over one case; what the data says against what the document holds. */
#include "proof.h"

#include <stdarg.h>
#include <stdio.h>

enum { FINDINGS_LIMIT = 20 };

const char *rule_name(proof_rule rule)
{
    static const char *const names[] = {
#define X(code, name) name,
        PROOF_RULES(X)
#undef X
    };
    return rule < RULE_COUNT ? names[rule] : "";
}

void verdict_add(
    verdict *v, proof_rule rule, uint32_t page, uint32_t element, const char *format, ...)
{
    char text[300];
    va_list args;
    if (v->list.count >= FINDINGS_LIMIT)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    *VEC_PUSH(v->memory, &v->list) = (proof_finding){
        rule, page, element, str_dup(v->memory, str_of(text))};
}

/* The texts of a document: as a map for whole ones, as a list for parts. */
typedef struct shown {
    str_map *whole;
    VEC(str) list;
} shown;

static void show(arena *a, shown *s, const str *text)
{
    if (map_add(s->whole, *text, (void *)(uintptr_t)text))
        *VEC_PUSH(a, &s->list) = *text;
}

static void collect(arena *a, shown *s, const document *doc)
{
    s->whole = map_new(a);
    for (uint32_t b = 0; b < doc->block_count; b++) {
        const doc_block *block = &doc->blocks[b];
        if (block->kind == BLOCK_TEXT)
            show(a, s, &block->text.text);
        for (uint32_t i = 0; block->kind == BLOCK_TEXT && i < block->text.part_count; i++)
            show(a, s, &block->text.parts[i].text);
        for (uint32_t i = 0; block->kind == BLOCK_GRID && i < block->grid.cell_count; i++)
            show(a, s, &block->grid.cells[i].text);
    }
}

static bool is_shown(const shown *s, str text)
{
    if (text.n == 0 || map_lookup(s->whole, text) != NULL)
        return true;
    for (uint32_t i = 0; i < s->list.count; i++)
        if (str_search(s->list.at[i], text, 0) != SIZE_MAX)
            return true;
    return false;
}

/* F3, C3_1: a field or a column of the generated templates; other keys are texts to print. */
static bool is_name(str key)
{
    return key.n > 1 && (key.at[0] == 'F' || key.at[0] == 'C') && key.at[1] >= '0' &&
        key.at[1] <= '9';
}

static void check_node(const shown *s, const node *n, verdict *out)
{
    if (n->key != NULL && !is_name(n->key->text) && !is_shown(s, n->key->text))
        verdict_add(out, RULE_DATA_COMPLETE, 0, 0, "the name at line %u", n->key->at.line);
    if (n->kind == NODE_SCALAR && !is_shown(s, n->text))
        verdict_add(out, RULE_DATA_COMPLETE, 0, 0, "the text at line %u", n->at.line);
    for (const node *child = n->first; child != NULL; child = child->next)
        check_node(s, child, out);
}

/* Whether what a key of a book says is printed as it is: not how it is printed. */
static bool is_printed(const node *n)
{
    static const char *const how[] = {"级", "到", "起于", "号", "样式", "盖章", "双面", "方向",
        "纸张", "量法", "表", "起始页码", "另起一页", "序号", "页边距", "文件", "编号", "识别标题",
        "列"};
    if (n->key != NULL && n->kind == NODE_SCALAR && str_eq(n->key->text, STR("表单")))
        return false;
    for (size_t i = 0; n->key != NULL && i < sizeof how / sizeof *how; i++)
        if (str_eq(n->key->text, str_of(how[i])))
            return false;
    return true;
}

/* Lines that call or give footnotes, and those with values, are printed otherwise. */
static void check_lines_of(const shown *s, const node *n, verdict *out)
{
    for (size_t at = 0; at < n->text.n;) {
        size_t end = str_search(n->text, STR("\n"), at);
        end = end == SIZE_MAX ? n->text.n : end;
        str line = str_trim(str_slice(n->text, at, end));
        bool plain = str_search(line, STR("[^"), 0) == SIZE_MAX &&
            str_search(line, STR("{{"), 0) == SIZE_MAX;
        if (plain && !is_shown(s, line))
            verdict_add(out, RULE_DATA_COMPLETE, 0, 0, "the text at line %u", n->at.line);
        at = end + 1;
    }
}

static void check_item(const shown *s, const node *n, verdict *out)
{
    if (!is_printed(n))
        return;
    if (n->kind == NODE_SCALAR)
        check_lines_of(s, n, out);
    for (const node *child = n->first; child != NULL; child = child->next)
        check_item(s, child, out);
}

void check_data(const proof_case *c, verdict *out)
{
    shown s = {0};
    collect(out->memory, &s, c->doc);
    const node *content = tree_lookup(c->data->documents[0], STR("内容"));
    if (book_is(c->data->documents[0]))
        check_item(&s, content, out);
    for (const node *n = c->data->documents[0]->first; n != NULL; n = n->next)
        if (is_name(n->key->text))
            check_node(&s, n, out);
}

void case_check(const proof_case *c, verdict *out)
{
    if (c->scene == NULL) {
        check_refusal(c, out);
        return;
    }
    check_data(c, out);
    view *v = view_of(c, out->memory);
    check_text(v, out);
    if (out->list.count > 0) /* the other rules rely on texts that are where they should be */
        return;
    check_glyphs(v, out);
    check_kinsoku(v, out);
    check_line_pairs(v, out);
    check_breaks(v, out);
    check_upright(v, out);
    check_points(v, out);
    check_order(v, out);
    check_tiles(v, out);
    check_frame(v, out);
    check_area(v, out);
    check_furniture(v, out);
    check_zones(v, out);
    check_feet(v, out);
    check_pages(v, out);
    check_repeats(v, out);
    check_kept(v, out);
    check_fit(c, out);
}
