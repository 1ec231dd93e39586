/*
 * tests/golden/model/<case>.yaml is bound and compared with its siblings:
 *   <case>.diag      what is reported; missing: nothing may be reported
 *   <case>.document  the dump; missing: binding must fail
 * One YAML document: data for a form under templates/. More: a template, then its data.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "golden.h"
#include "model/model.h"

static const char folder[] = JXB_SOURCE_DIR "/tests/golden/model";

typedef struct forms {
    arena *memory;
    VEC(const tree *) trees;
    VEC(template_facts) facts;
} forms;

static const tree *read_tree(arena *a, str name, diags *d)
{
    source *from = ARENA_NEW(a, source);
    from->name = name;
    from->text = golden_read(a, io_join(a, str_of(folder), name));
    return tree_load(a, from, &tree_default_limits, d);
}

static void forms_open(forms *f, arena *a)
{
    f->memory = a;
    str *names;
    size_t count = io_list(a, io_join(a, str_of(folder), STR("templates")), &names);
    diags *d = diags_new(a);
    for (size_t i = 0; i < count; i++) {
        str name = str_fmt(a, "templates/%.*s/template.yaml", STR_ARG(names[i]));
        const tree *t = *VEC_PUSH(a, &f->trees) = read_tree(a, name, d);
        assert_non_null(t);
        assert_true(template_facts_read(a, t, names[i], VEC_PUSH(a, &f->facts)));
    }
    assert_int_equal(diags_count(d), 0);
}

static const document *bind_case(const forms *f, const tree *t, diags *d)
{
    const node *data = t->documents[t->count - 1];
    tree alone = *t;
    const tree *from = &alone;
    str id = STR("case");
    alone.count = t->count - 1;
    if (t->count == 1) {
        int which = catalog_choose(f->facts.at, f->facts.count, data, d);
        if (which < 0)
            return NULL;
        from = f->trees.at[which];
        id = f->facts.at[which].id;
    }
    const form_template *form = template_load(f->memory, from, id, d);
    return form == NULL ? NULL : document_bind(f->memory, form, data, d);
}

static bool check_case(forms *f, str name)
{
    arena *a = f->memory;
    str stem = str_fmt(a, "%s/%.*s", folder, (int)(name.n - strlen(".yaml")), name.at);
    diags *d = diags_new(a);
    const tree *t = read_tree(a, name, d);
    assert_non_null(t);
    const document *doc = bind_case(f, t, d);
    assert_int_equal(doc == NULL, diags_errors(d) > 0);
    buf facts = {.memory = a}, dump = {.memory = a};
    golden_diags(d, t->source, &facts);
    if (doc != NULL)
        document_dump(doc, &dump);
    bool facts_same = golden_same(a, stem, ".diag", buf_str(&facts));
    return golden_same(a, stem, ".document", buf_str(&dump)) && facts_same;
}

static void cases_are_as_accepted(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    forms f = {0};
    forms_open(&f, a);
    str *names;
    size_t count = io_list(a, folder, &names), wrong = 0, cases = 0;
    for (size_t i = 0; i < count; i++) {
        if (!str_ends(names[i], STR(".yaml")))
            continue;
        cases++;
        wrong += !check_case(&f, names[i]);
    }
    assert_true(cases > 0);
    assert_int_equal(wrong, 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_are_as_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
