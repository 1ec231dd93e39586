/* Any bytes as a data file, against the repository's templates: bound and judged, or told why not.
 */
#include "audit/audit.h"
#include "hand.h"
#include "model/data.h"

typedef struct rules {
    hand_forms *forms;
    const form_template **loaded; /* parallel to the forms; NULL: not yet */
    const rulebook *book;
} rules;

static const rules *rules_open(void)
{
    static rules r;
    if (r.forms == NULL) {
        r.forms = hand_forms_open(0);
        arena *a = r.forms->memory;
        r.loaded = ARENA_ARRAY(a, const form_template *, r.forms->library.count);
        r.book = rulebook_read(a, hand_shared(a, "audit.yaml"), diags_new(a));
        insist(r.book != NULL);
    }
    return &r;
}

static const form_template *form_of(const rules *r, const node *data, diags *d)
{
    const form_library *library = &r->forms->library;
    int which = catalog_choose(library->facts, library->count, data, d);
    if (which < 0)
        return NULL;
    if (r->loaded[which] == NULL)
        r->loaded[which] = library_load(
            r->forms->memory, library, (uint32_t)which, diags_new(r->forms->memory));
    return r->loaded[which];
}

/* Document and data agree on what can be bound. */
static subject *bind(arena *a, const rules *r, const node *data)
{
    diags *d = diags_new(a);
    const form_template *form = form_of(r, data, d);
    insist((form == NULL) == (diags_errors(d) > 0));
    const document *doc = form == NULL ? NULL : document_bind(a, form, data, d);
    insist((doc == NULL) == (diags_errors(d) > 0));
    hand_check_diags(d);
    if (doc == NULL)
        return NULL;
    buf dump = {.memory = a};
    document_dump(doc, &dump);
    insist(utf8_valid(buf_str(&dump), &(size_t){0}));
    return subject_read(a, r->book, form, data);
}

/* The included file is always there, and says little. */
static const node *include(void *context, str path, mark at)
{
    (void)path;
    (void)at;
    return context;
}

static void judge(arena *a, const rules *r, const tree *t)
{
    enum { SUBJECTS_MOST = 40 };
    const subject *subjects[SUBJECTS_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->count && count < SUBJECTS_MOST; i++) {
        subject *s = bind(a, r, t->documents[i]);
        if (s == NULL)
            continue;
        s->index = count;
        subjects[count++] = s;
    }
    finding_list found = audit_run(a, r->book, subjects, count);
    for (uint32_t i = 0; i < found.count; i++) {
        size_t bad;
        insist(found.at[i].subject < count || count == 0);
        insist(utf8_valid(found.at[i].message, &bad) && utf8_valid(found.at[i].cell, &bad));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char shared[] = "部门名称: 甲局\n年度: 2021\n";
    const rules *r = rules_open();
    arena *a = arena_new(NULL);
    source from = {STR("fuzz.yaml"), {(const char *)data, size}};
    source beside = {STR("shared.yaml"), str_of(shared)};
    diags *d = diags_new(a);
    const tree *t = tree_load(a, &from, &hand_limits, d);
    const tree *included = tree_load(a, &beside, &hand_limits, diags_new(a));
    include_reader reader = {(void *)(uintptr_t)included->documents[0], include};
    const tree *whole = t == NULL ? NULL : data_expand(a, t, &reader, d);
    insist((whole == NULL) == (diags_errors(d) > 0));
    if (whole != NULL)
        judge(a, r, whole);
    hand_check_diags(d);
    arena_free(a);
    return 0;
}
