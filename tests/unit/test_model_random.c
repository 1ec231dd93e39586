/* The forms and data of the goldens with words exchanged at random: nothing crashes, a refusal
 * gives its reason, and what is bound tiles its grid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "golden.h"
#include "model/model.h"

enum { TRIALS = 3000 };

static const char *const words[] = {"", "全", "1000", "65", "0", "-1", "1份", "自动", "是", "否",
    "[]", "{}", "[[]]", "甲", "指标", "资金", "单位", "年度", "单位: {}", "5000mm", "200pt",
    "200pt", "{{单位}}", "{{", "重复", "不分", "可断", "{循环: 资金, 行: [[{填: 来源}]]}",
    "{文字: 甲, 占行: 2}", "{文字: 甲, 占列: 2}", "{填: 年度, 占行: 全}", "<p>>=</p>"};

typedef struct maker {
    uint64_t seed;
} maker;

static uint32_t dice(maker *m, uint32_t sides)
{
    m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(m->seed >> 33) % sides;
}

static bool divides(char c)
{
    return c == ' ' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '\n' ||
        c == ':';
}

/* One word in `rate` is another one. */
static str words_exchanged(arena *a, maker *m, str text, uint32_t rate)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n;) {
        size_t end = i;
        while (end < text.n && !divides(text.at[end]))
            end++;
        if (end > i && dice(m, rate) == 0)
            buf_add(&out, str_of(words[dice(m, sizeof words / sizeof *words)]));
        else
            buf_add(&out, str_slice(text, i, end));
        if (end < text.n)
            buf_byte(&out, text.at[end++]);
        i = end;
    }
    return buf_str(&out);
}

static const tree *parse(arena *a, str text)
{
    source *from = ARENA_NEW(a, source);
    *from = (source){STR("case"), text};
    return tree_load(a, from, &tree_default_limits, diags_new(a));
}

/* Every place of every band belongs to exactly one cell. */
static void expect_tiled(arena *a, const doc_grid *g)
{
    uint64_t places = 0, covered = 0;
    bool *taken = ARENA_ARRAY(a, bool, (size_t)g->row_count * 64);
    for (uint32_t r = 0; r < g->row_count; r++)
        places += g->bands[g->rows[r].band].track_count;
    for (uint32_t i = 0; i < g->cell_count; i++) {
        const doc_cell *c = &g->cells[i];
        const doc_band *b = &g->bands[g->rows[c->row].band];
        assert_true(c->colspan > 0 && c->column + c->colspan <= b->track_count);
        assert_true(c->rowspan > 0 && c->row + c->rowspan <= b->first_row + b->row_count);
        assert_true(i == 0 || g->cells[i - 1].row <= c->row);
        for (uint32_t r = c->row; r < c->row + c->rowspan; r++)
            for (uint32_t k = c->column; k < c->column + c->colspan; k++) {
                assert_false(taken[r * 64 + k]);
                taken[r * 64 + k] = true;
                covered++;
            }
    }
    assert_int_equal(covered, places);
}

static const document *bind(arena *a, const tree *form, const tree *data)
{
    diags *d = diags_new(a);
    if (form == NULL || data == NULL)
        return NULL;
    const form_template *t = template_load(a, form, STR("case"), d);
    const document *doc = t == NULL ? NULL : document_bind(a, t, data->documents[0], d);
    assert_int_equal(doc == NULL, diags_errors(d) > 0);
    buf out = {.memory = a};
    if (doc != NULL)
        document_dump(doc, &out);
    for (uint32_t i = 0; doc != NULL && i < doc->block_count; i++)
        if (doc->blocks[i].kind == BLOCK_GRID)
            expect_tiled(a, &doc->blocks[i].grid);
    return doc;
}

static str golden(arena *a, const char *name)
{
    return golden_read(a, io_join(a, STR(JXB_SOURCE_DIR "/tests/golden/model"), str_of(name)));
}

static void exchanged_words_never_crash(void **state)
{
    (void)state;
    arena *kept = arena_new(NULL);
    str form = golden(kept, "templates/quan/template.yaml"), data = golden(kept, "good-full.yaml");
    uint32_t bound = 0;
    for (uint64_t seed = 1; seed <= TRIALS; seed++) {
        arena *a = arena_new(NULL);
        maker m = {seed * 7919};
        uint32_t rate = 20 + dice(&m, 200);
        str other = seed % 3 == 0 ? form : words_exchanged(a, &m, form, rate);
        str filled = seed % 3 == 1 ? data : words_exchanged(a, &m, data, rate);
        bound += bind(a, parse(a, other), parse(a, filled)) != NULL;
        arena_free(a);
    }
    assert_true(bound > TRIALS / 100);
    arena_free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exchanged_words_never_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
