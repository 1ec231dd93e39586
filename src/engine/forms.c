/* Data files, form folders and templates. */
#include "engine/engine_int.h"

typedef struct loading {
    jxb_data *data;
    const char *path;
    diags *diags;
} loading;

static void load_data(void *context)
{
    loading *l = context;
    arena *a = l->data->memory;
    source *from = &l->data->from;
    from->name = str_eq(str_of(l->path), STR("-")) ? STR("<标准输入>")
                                                   : str_dup(a, str_of(l->path));
    if (io_read(a, l->path, tree_default_limits.bytes, (mark){0}, &from->text, l->diags))
        l->data->tree = tree_load(a, from, &tree_default_limits, l->diags);
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

static void list_form(listing *l, const char *folder, str id)
{
    arena *a = l->forms->memory;
    char *path = io_join(a, str_of(io_join(a, str_of(folder), id)), STR("template.yaml"));
    if (known_id(l->forms, id) || !io_is_file(path))
        return;
    source *from = ARENA_NEW(a, source);
    form_file file = {NULL};
    from->name = str_of(path);
    template_facts facts = {.id = id};
    if (io_read(a, path, tree_default_limits.bytes, (mark){0}, &from->text, l->diags))
        file.tree = tree_load(a, from, &tree_default_limits, l->diags);
    if (file.tree == NULL || !template_facts_read(a, file.tree, id, &facts))
        return;
    *VEC_PUSH(a, &l->forms->files) = file;
    *VEC_PUSH(a, &l->forms->facts) = facts;
    *VEC_PUSH(a, &l->forms->listing) = facts_out(a, &facts);
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
    }
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
    diags *diags;
} choosing;

static void load_template(void *context)
{
    choosing *c = context;
    const jxb_forms *f = c->forms;
    int which = catalog_choose(f->facts.at, f->facts.count, c->data, c->diags);
    if (which >= 0)
        c->form->form = template_load(
            c->form->memory, f->files.at[which].tree, f->facts.at[which].id, c->diags);
}

jxb_template *jxb_template_load(
    const jxb_forms *forms, const jxb_data *data, size_t index, jxb_diags *sink)
{
    jxb_template *form = handle_new(sizeof *form, sink);
    if (form == NULL)
        return NULL;
    choosing c = {form, forms, data->tree->documents[index], sink->list};
    if (handle_run(form, sink, load_template, &c) && form->form != NULL)
        return form;
    jxb_template_free(form);
    return NULL;
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
