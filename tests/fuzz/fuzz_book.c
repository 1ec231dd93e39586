/* Any bytes as a book and what it reads: parts divided by a NUL. The first is the book's file, the
 * second the narrative that it finds whatever it asks for, the third its data. */
#include "hand.h"

typedef struct files {
    arena *memory;
    diags *diags;
    source text, data;
    uint32_t asked;
} files;

/* A book that asks without end is refused after so many files. */
enum { ASKED_MOST = 64 };

static bool refuse(files *f, str path, mark at)
{
    if (++f->asked <= ASKED_MOST)
        return false;
    DIAG(f->diags, FILE_READ, at, path, STR(""));
    return true;
}

static const source *read_text(void *context, str path, mark at)
{
    files *f = context;
    return refuse(f, path, at) ? NULL : &f->text;
}

static const node *include(void *context, str path, mark at)
{
    files *f = context;
    DIAG(f->diags, FILE_READ, at, path, STR(""));
    return NULL;
}

static const tree *read_data(void *context, str path, mark at)
{
    files *f = context;
    if (refuse(f, path, at))
        return NULL;
    const tree *t = tree_load(f->memory, &f->data, &hand_limits, f->diags);
    include_reader reader = {f, include};
    return t == NULL ? NULL : data_expand(f->memory, t, &reader, f->diags);
}

static uint32_t match(void *context, str pattern, str **paths)
{
    files *f = context;
    *paths = ARENA_ARRAY(f->memory, str, 2);
    (*paths)[0] = (*paths)[1] = pattern;
    return 2;
}

static str part_take(str *rest)
{
    size_t end = str_search(*rest, (str){"", 1}, 0);
    str part = str_slice(*rest, 0, end == SIZE_MAX ? rest->n : end);
    *rest = end == SIZE_MAX ? STR("") : str_slice(*rest, end + 1, rest->n);
    return part;
}

static void bind(files *f, const hand_forms *forms, const node *top)
{
    if (!book_is(top))
        return;
    book_reader reader = {f, read_text, read_data, match};
    const document *doc = book_bind(f->memory, &forms->library, &reader, top, f->diags);
    insist((doc == NULL) == (diags_errors(f->diags) > 0));
    buf dump = {.memory = f->memory};
    if (doc != NULL)
        document_dump(doc, &dump);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static hand_forms *forms;
    if (forms == NULL)
        forms = hand_forms_open(0);
    arena *a = arena_new(NULL);
    str rest = {(const char *)data, size};
    source book = {STR("fuzz.yaml"), part_take(&rest)};
    files f = {.memory = a, .diags = diags_new(a)};
    f.text = (source){STR("fuzz.md"), part_take(&rest)};
    f.data = (source){STR("data.yaml"), rest};
    const tree *t = tree_load(a, &book, &hand_limits, f.diags);
    if (t != NULL)
        bind(&f, forms, t->documents[0]);
    hand_check_diags(f.diags);
    arena_free(a);
    return 0;
}
