/* Data files, form folders and templates. */
#include "engine/engine_int.h"

typedef struct loading {
    jxb_data *data;
    const char *path;
    diags *diags;
} loading;

const tree *tree_read(arena *a, str path, mark at, diags *d)
{
    source *from = ARENA_NEW(a, source);
    from->name = path;
    if (!io_read(a, str_z(a, path), tree_default_limits.bytes, at, &from->text, d))
        return NULL;
    return tree_load(a, from, &tree_default_limits, d);
}

/* A file that 引用 names, read each time anew: they are small and few. */
static const node *include_read(void *context, str path, mark at)
{
    loading *l = context;
    const tree *read = tree_read(l->data->memory, path, at, l->diags);
    if (read != NULL)
        *VEC_PUSH(l->data->memory, &l->data->included) = read->source;
    return read == NULL ? NULL : read->documents[0];
}

static void load_data(void *context)
{
    loading *l = context;
    arena *a = l->data->memory;
    source *from = &l->data->from;
    l->data->standard = str_eq(str_of(l->path), STR("-"));
    from->name = l->data->standard ? STR("<标准输入>") : str_dup(a, str_of(l->path));
    if (!io_read(a, l->path, tree_default_limits.bytes, (mark){0}, &from->text, l->diags))
        return;
    include_reader reader = {l, include_read};
    const tree *read = tree_load(a, from, &tree_default_limits, l->diags);
    l->data->tree = read == NULL ? NULL : data_expand(a, read, &reader, l->diags);
}

jxb_data *jxb_data_load(const char *path, jxb_diags *sink)
{
    jxb_data *data = handle_new(sizeof *data, sink);
    if (data == NULL)
        return NULL;
    loading l = {data, path, sink->list};
    if (handle_run(data, sink, load_data, &l) && data->tree != NULL)
        return data;
    jxb_data_free(data);
    return NULL;
}

void jxb_data_free(jxb_data *data)
{
    handle_free(data);
}

size_t jxb_data_count(const jxb_data *data)
{
    return data->tree->count;
}

bool jxb_data_names_form(const jxb_data *data, size_t index)
{
    const node *top = data->tree->documents[index];
    return tree_lookup(top, STR("表")) != NULL || book_is(top);
}

typedef struct listing {
    jxb_forms *forms;
    const char *const *folders;
    size_t count;
    diags *diags;
} listing;

static bool known_id(const jxb_forms *forms, str id)
{
    for (uint32_t i = 0; i < forms->facts.count; i++)
        if (str_eq(forms->facts.at[i].id, id))
            return true;
    return false;
}

static jxb_form_facts facts_out(arena *a, const template_facts *f)
{
    return (jxb_form_facts){str_z(a, f->id), str_z(a, f->title), str_z(a, f->region),
        str_z(a, f->edition), str_z(a, f->basis), str_z(a, f->origin), str_z(a, f->grade)};
}

/* The facts of a template, from as little of its text as holds them. */
static bool facts_read(arena *a, const source *from, str id, template_facts *out, diags *d)
{
    source *head = ARENA_NEW(a, source);
    *head = (source){from->name, template_facts_text(from->text)};
    diags *aside = diags_new(a);
    const tree *read = tree_load(a, head, &tree_default_limits, aside);
    if (read != NULL && diags_count(aside) == 0 && template_facts_read(a, read, id, out))
        return true;
    read = tree_load(a, from, &tree_default_limits, d);
    return read != NULL && template_facts_read(a, read, id, out);
}

static void list_form(listing *l, const char *folder, str id)
{
    arena *a = l->forms->memory;
    char *path = io_join(a, str_of(io_join(a, str_of(folder), id)), STR("template.yaml"));
    if (known_id(l->forms, id) || !io_is_file(path))
        return;
    template_facts facts = {.id = id};
    source *from = ARENA_NEW(a, source);
    from->name = str_of(path);
    if (!io_read(a, path, tree_default_limits.bytes, (mark){0}, &from->text, l->diags) ||
        !facts_read(a, from, id, &facts, l->diags))
        return;
    *VEC_PUSH(a, &l->forms->sources) = *from;
    *VEC_PUSH(a, &l->forms->facts) = facts;
}

/* What all templates share, from the first folder that has it. */
static void read_shared(listing *l, const char *folder, const char *name, const node **out)
{
    arena *a = l->forms->memory;
    char *path = io_join(a, str_of(folder), str_of(name));
    if (*out != NULL || !io_is_file(path))
        return;
    const tree *read = tree_read(a, str_of(path), (mark){0}, l->diags);
    if (read != NULL)
        *out = read->documents[0];
}

/* Once all are known: what one inherits of another, and the list that is handed out. */
static void close_list(jxb_forms *f)
{
    library_facts_inherit(f->facts.at, f->facts.count);
    for (uint32_t i = 0; i < f->facts.count; i++)
        *VEC_PUSH(f->memory, &f->listing) = facts_out(f->memory, &f->facts.at[i]);
    f->library.facts = f->facts.at;
    f->library.count = f->facts.count;
    f->shelf = shelf_new(f->memory, &f->library, f->sources.at);
}

static void list_forms(void *context)
{
    listing *l = context;
    for (size_t i = 0; i < l->count; i++) {
        if (!io_is_folder(l->folders[i])) {
            DIAG(l->diags, FILE_READ, (mark){0}, str_of(l->folders[i]), STR("没有这个文件夹"));
            continue;
        }
        str *names;
        size_t n = io_list(l->forms->memory, l->folders[i], &names);
        for (size_t k = 0; k < n; k++)
            list_form(l, l->folders[i], names[k]);
        read_shared(l, l->folders[i], "styles.yaml", &l->forms->library.styles);
        read_shared(l, l->folders[i], "taxonomies.yaml", &l->forms->library.taxonomies);
        read_shared(l, l->folders[i], "fit.yaml", &l->forms->library.fit);
        read_shared(l, l->folders[i], "books.yaml", &l->forms->library.books);
        read_shared(l, l->folders[i], "pages.yaml", &l->forms->library.pages);
        read_shared(l, l->folders[i], "audit.yaml", &l->forms->audit);
        char *books = io_join(l->forms->memory, str_of(l->folders[i]), STR("books"));
        if (l->forms->books == NULL && io_is_folder(books))
            l->forms->books = books;
    }
    l->forms->rules = rulebook_read(
        l->forms->memory, l->forms->audit, diags_silent(l->forms->memory));
    close_list(l->forms);
}

jxb_forms *jxb_forms_open(const char *const *folders, size_t count, jxb_diags *sink)
{
    jxb_forms *forms = handle_new(sizeof *forms, sink);
    if (forms == NULL)
        return NULL;
    listing l = {forms, folders, count, sink->list};
    if (handle_run(forms, sink, list_forms, &l))
        return forms;
    jxb_forms_free(forms);
    return NULL;
}

void jxb_forms_free(jxb_forms *forms)
{
    if (forms != NULL)
        shelf_free(forms->shelf);
    handle_free(forms);
}

size_t jxb_forms_count(const jxb_forms *forms)
{
    return forms->listing.count;
}

jxb_form_facts jxb_forms_at(const jxb_forms *forms, size_t i)
{
    return forms->listing.at[i];
}

typedef struct choosing {
    jxb_template *form;
    const jxb_forms *forms;
    const node *data;
    const char *name; /* NULL: as data says */
    diags *diags;
} choosing;

static void load_template(void *context)
{
    choosing *c = context;
    const jxb_forms *f = c->forms;
    int which = c->name == NULL
        ? catalog_choose(f->facts.at, f->facts.count, c->data, c->diags)
        : catalog_choose_named(f->facts.at, f->facts.count, str_of(c->name), (mark){0}, c->diags);
    c->form->forms = f;
    c->form->which = which < 0 ? 0 : (uint32_t)which;
    if (which >= 0)
        c->form->form = shelf_form(f->shelf, (uint32_t)which, c->form->memory, c->diags);
}

static jxb_template *load(choosing c, jxb_diags *sink)
{
    jxb_template *form = c.form = handle_new(sizeof *form, sink);
    if (form == NULL)
        return NULL;
    if (handle_run(form, sink, load_template, &c) && form->form != NULL)
        return form;
    jxb_template_free(form);
    return NULL;
}

jxb_template *jxb_template_load(
    const jxb_forms *forms, const jxb_data *data, size_t index, jxb_diags *sink)
{
    return load(
        (choosing){.forms = forms, .data = data->tree->documents[index], .diags = sink->list},
        sink);
}

jxb_template *jxb_template_load_named(const jxb_forms *forms, const char *name, jxb_diags *sink)
{
    return load((choosing){.forms = forms, .name = name, .diags = sink->list}, sink);
}

void jxb_template_free(jxb_template *form)
{
    handle_free(form);
}

static void dump_tree(void *context)
{
    dump_job *d = context;
    tree_dump(((const jxb_data *)d->of)->tree, &d->out);
}

char *jxb_data_dump(const jxb_data *data)
{
    return dump_text(dump_tree, data, 0);
}
