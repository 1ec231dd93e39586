/* Any bytes as a template, on its own or on what it extends of the repository's: it loads or says
 * why not, and what was loaded binds to data that says nothing but its name. */
#include "hand.h"

static const document *bind(arena *a, const form_template *t, diags *d)
{
    source *from = ARENA_NEW(a, source);
    *from = (source){STR("data"), str_fmt(a, "表: %.*s\n", STR_ARG(tree_scalar(a, STR("被测"))))};
    const tree *data = tree_load(a, from, &hand_limits, d);
    return data == NULL ? NULL : document_bind(a, t, data->documents[0], d);
}

static void check(arena *a, hand_forms *f, const tree *t, diags *d)
{
    uint32_t which = f->library.count;
    template_facts *facts = &f->facts.at[which];
    *facts = (template_facts){0};
    if (!template_facts_read(a, t, STR("被测"), facts))
        return;
    form_library library = f->library;
    library.count++;
    f->trees.at[which] = t;
    library_facts_inherit(f->facts.at, library.count);
    const form_template *form = library_load(a, &library, which, d);
    insist((form == NULL) == (diags_errors(d) > 0));
    if (form == NULL)
        return;
    diags *said = diags_new(a);
    const document *doc = bind(a, form, said);
    insist((doc == NULL) == (diags_errors(said) > 0));
    hand_check_diags(said);
    buf dump = {.memory = a};
    if (doc != NULL)
        document_dump(doc, &dump);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static hand_forms *forms;
    if (forms == NULL)
        forms = hand_forms_open(1);
    arena *a = arena_new(NULL);
    source from = {STR("fuzz/template.yaml"), {(const char *)data, size}};
    diags *d = diags_new(a);
    const tree *t = tree_load(a, &from, &hand_limits, d);
    if (t != NULL)
        check(a, forms, t, d);
    hand_check_diags(d);
    arena_free(a);
    return 0;
}
