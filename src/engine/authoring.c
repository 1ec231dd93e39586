/* Skeletons, schemas, listings and tidied texts. */
#include "engine/engine_int.h"

static void make_skeleton(void *context)
{
    dump_job *d = context;
    report_skeleton(((const jxb_template *)d->of)->form, &d->out);
}

char *jxb_template_skeleton(const jxb_template *form)
{
    return dump_text(make_skeleton, form, 0);
}

static void make_schema(void *context)
{
    dump_job *d = context;
    report_schema(((const jxb_template *)d->of)->form, &d->out);
}

char *jxb_template_schema(const jxb_template *form)
{
    return dump_text(make_schema, form, 0);
}

typedef struct showing {
    const form_template *form;
    const node *data;
} showing;

static void make_show(void *context)
{
    dump_job *d = context;
    const showing *s = d->of;
    report_show(s->form, s->data, &d->out);
}

char *jxb_data_show(const jxb_data *data, size_t index, const jxb_template *form)
{
    showing s = {form->form, data->tree->documents[index]};
    return dump_text(make_show, &s, 0);
}

static void make_show_book(void *context)
{
    dump_job *d = context;
    report_show_book(((const jxb_document *)d->of)->doc, &d->out);
}

char *jxb_document_show(const jxb_document *book)
{
    return dump_text(make_show_book, book, 0);
}

/* ---- files that help to write a book ---- */

typedef struct taking {
    guard escape;
    arena *memory;
    const jxb_forms *forms;
    const char *name;
    str text;
    diags *diags;
} taking;

static void take_file(void *context)
{
    taking *t = context;
    const char *folder = t->forms->books == NULL ? "books" : t->forms->books;
    const char *path = io_join(t->memory, str_of(folder), str_of(t->name));
    io_read(t->memory, path, tree_default_limits.bytes, (mark){0}, &t->text, t->diags);
}

static char *book_file(const jxb_forms *forms, const char *name, jxb_diags *sink)
{
    taking *t = handle_new(sizeof *t, sink);
    if (t == NULL)
        return NULL;
    t->forms = forms;
    t->name = name;
    t->diags = sink->list;
    size_t before = jxb_diags_errors(sink);
    bool good = handle_run(t, sink, take_file, t) && jxb_diags_errors(sink) == before;
    char *text = good ? text_out(t->text, sink) : NULL;
    handle_free(t);
    return text;
}

char *jxb_book_skeleton(const jxb_forms *forms, jxb_diags *sink)
{
    return book_file(forms, "new.yaml", sink);
}

char *jxb_book_schema(const jxb_forms *forms, jxb_diags *sink)
{
    return book_file(forms, "schema.json", sink);
}

/* A handle for the time of one call. */
typedef struct tidying {
    guard escape;
    arena *memory;
    const char *path;
    source from;
    str text;
    bool changed, write;
    diags *diags;
} tidying;

static void tidy_file(void *context)
{
    tidying *t = context;
    t->from.name = str_eq(str_of(t->path), STR("-")) ? STR("<标准输入>")
                                                     : str_dup(t->memory, str_of(t->path));
    if (!io_read(
            t->memory, t->path, tree_default_limits.bytes, (mark){0}, &t->from.text, t->diags) ||
        !tree_tidy(t->memory, &t->from, &tree_default_limits, &t->text, t->diags))
        return;
    t->changed = !str_eq(t->text, t->from.text);
    if (t->write && t->changed)
        io_write(t->path, t->text, t->diags);
}

static tidying *tidy(const char *path, bool write, jxb_diags *sink)
{
    tidying *t = handle_new(sizeof *t, sink);
    if (t == NULL)
        return NULL;
    t->path = path;
    t->write = write;
    t->diags = sink->list;
    if (handle_run(t, sink, tidy_file, t))
        return t;
    handle_free(t);
    return NULL;
}

char *jxb_data_tidy(const char *path, bool *changed, jxb_diags *sink)
{
    tidying *t = tidy(path, false, sink);
    if (t == NULL)
        return NULL;
    *changed = t->changed;
    char *text = text_out(t->text, sink);
    handle_free(t);
    return text;
}

bool jxb_data_tidy_file(const char *path, bool *changed, jxb_diags *sink)
{
    tidying *t = tidy(path, true, sink);
    if (t != NULL)
        *changed = t->changed;
    handle_free(t);
    return t != NULL;
}
