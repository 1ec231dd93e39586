/* render and check: one input through the passes, its documents one after another. */
#include "cli/cli.h"

#include <string.h>

/* A dump is lost for want of memory only. */
static void dump_print(session *s, char *text)
{
    if (text == NULL) {
        fputs("jixiaobiao: 内存不足\n", stderr);
        atomic_store(&s->status, EXIT_ENVIRONMENT);
        return;
    }
    fputs(text, stdout);
    jxb_text_free(text);
}

static void pages_dump(session *s, const jxb_pages *pages)
{
    static const jxb_stage stages[] = {
        [DUMP_GRID] = JXB_STAGE_GRID, [DUMP_PLAN] = JXB_STAGE_PLAN, [DUMP_SCENE] = JXB_STAGE_SCENE};
    dump_print(s, jxb_pages_dump(pages, stages[s->options->dump]));
}

typedef struct input {
    session *session;
    jxb_task *task;
    jxb_input from;
    const jxb_data *data;
    size_t index, count;
    jxb_diags *diags;
    jxb_output out; /* of this document */
    char *sum; /* its hash */
    char *fingerprint; /* --changed: of all that it is made of */
} input;

static bool output_path(const input *in, const jxb_template *form, char *path)
{
    session *s = in->session;
    const naming which = {in->from, in->data, in->index, form};
    size_t before = jxb_diags_errors(in->diags);
    bool fine = places_pattern(s->options)
        ? places_named(s->options, &which, path, in->diags)
        : places_output(s->options, in->from, in->index, in->count, path);
    if (!fine && jxb_diags_errors(in->diags) == before)
        atomic_store(&s->status, EXIT_ENVIRONMENT); /* it was told, and is in no sink */
    return fine && jxb_batch_claim(s->batch, jxb_task_input(in->task), in->index, path, in->diags);
}

static void parts_write(input *in, const jxb_document *doc, char *path)
{
    const parts_job job = {in->session->options, in->session->fonts, doc, in->diags};
    size_t before = jxb_diags_errors(in->diags);
    if (output_path(in, NULL, path) && !parts_save(&job, path) &&
        jxb_diags_errors(in->diags) == before)
        atomic_store(&in->session->status, EXIT_ENVIRONMENT);
}

/* Whether the PDF is there and was made of the same. */
static bool is_fresh(input *in, const jxb_document *doc, const char *path)
{
    session *s = in->session;
    if (!s->options->changed)
        return false;
    in->fingerprint = jxb_document_fingerprint(
        doc, s->fonts, s->faces, &s->options->pdf, in->diags);
    in->out.fresh = in->fingerprint != NULL &&
        jxb_batch_fresh(s->batch, path, in->fingerprint, &in->out);
    return in->out.fresh;
}

static void document_save(
    input *in, const jxb_template *form, const jxb_document *doc, char *path)
{
    session *s = in->session;
    const options *o = s->options;
    if (!output_path(in, form, path))
        return;
    if (is_fresh(in, doc, path)) {
        in->out.path = path;
        return;
    }
    jxb_pages *pages = jxb_pages_lay_out(doc, s->fonts, in->diags);
    if (pages == NULL)
        return;
    bool made = places_make(o, path);
    if (!made)
        atomic_store(&s->status, EXIT_ENVIRONMENT);
    if (made && jxb_pages_write(pages, &o->pdf, path, in->diags)) {
        in->out.path = path;
        in->out.pages = jxb_pages_count(pages);
        in->out.bytes = jxb_pages_size(pages);
        if (o->record != NULL || o->changed)
            in->out.hash = in->sum = jxb_pages_hash(pages);
        if (o->places != NULL && !zones_add(s, pages, path))
            atomic_store(&s->status, EXIT_ENVIRONMENT);
    }
    jxb_pages_free(pages);
    if (in->fingerprint != NULL && in->sum != NULL)
        jxb_batch_remember(s->batch, &in->out, in->fingerprint, in->diags);
}

/* Into the book; the first document names it. */
static void pages_join(const input *in, const jxb_document *doc, const jxb_pages *pages)
{
    session *s = in->session;
    if (s->book == NULL)
        s->book = jxb_pages_new_book(s->fonts, jxb_document_title(doc), in->diags);
    if (s->book != NULL && s->options->pdf.attach_source)
        jxb_pages_keep_sources(s->book);
    if (s->book != NULL)
        jxb_pages_append(s->book, pages, in->diags);
}

/* path: where the name of what is written goes, PATH_SIZE bytes. */
static void document_run(input *in, const jxb_template *form, jxb_document *doc, char *path)
{
    const options *o = in->session->options;
    if (o->dump == DUMP_DOCUMENT) {
        dump_print(in->session, jxb_document_dump(doc));
        return;
    }
    if (o->each_form && o->dump == DUMP_NONE && jxb_document_part_count(doc) > 0) {
        parts_write(in, doc, path);
        return;
    }
    jxb_document_view(doc, o->view);
    if (o->command == COMMAND_RENDER && o->dump == DUMP_NONE && !places_joined(o)) {
        document_save(in, form, doc, path);
        return;
    }
    jxb_pages *pages = jxb_pages_lay_out(doc, in->session->fonts, in->diags);
    if (pages == NULL)
        return;
    if (o->dump != DUMP_NONE)
        pages_dump(in->session, pages);
    else if (o->command == COMMAND_RENDER)
        pages_join(in, doc, pages);
    jxb_pages_free(pages);
}

static void document_audit(const input *in, const jxb_template *form, const jxb_document *doc)
{
    session *s = in->session;
    if (s->options->command == COMMAND_CHECK)
        audit_add(s, in->data, in->index, in->diags);
    else if (!s->options->strict)
        audit_count(s, &(printed){in->data, in->index, form, doc}, in->diags);
}

/* A book has no form of its own. */
static jxb_template *form_of(const input *in)
{
    return jxb_data_is_book(in->data, in->index)
        ? NULL
        : session_form(in->session, in->data, in->index, in->diags);
}

static jxb_document *document_of(const input *in, const jxb_template *form)
{
    if (jxb_data_is_book(in->data, in->index))
        return jxb_document_bind_book(in->session->forms, in->data, in->index, in->diags);
    return form == NULL ? NULL : jxb_document_bind(form, in->data, in->index, in->diags);
}

/* --timeout, from now on. */
static void form_begin(const input *in, watch *w)
{
    char what[PATH_SIZE + 32];
    if (in->count > 1)
        snprintf(what, sizeof what, "%s（第 %zu 份）", in->from.path, in->index + 1);
    else
        snprintf(what, sizeof what, "%s", in->from.path);
    watch_begin(w, in->session->options, in->diags, what, 1);
}

static void form_run(input *in)
{
    char path[PATH_SIZE];
    watch clock;
    form_begin(in, &clock);
    long long begun = clock_now();
    size_t before = jxb_diags_errors(in->diags);
    in->out = (jxb_output){.document = in->index};
    in->sum = in->fingerprint = NULL;
    jxb_template *form = form_of(in);
    jxb_document *doc = document_of(in, form);
    if (doc != NULL && in->session->options->fit != NULL)
        jxb_document_fit(doc, in->session->options->fit);
    if (doc != NULL)
        document_run(in, form, doc, path);
    if (doc != NULL && !in->out.fresh && in->session->options->dump == DUMP_NONE)
        document_audit(in, form, doc);
    jxb_document_free(doc);
    jxb_template_free(form);
    in->out.errors = jxb_diags_errors(in->diags) - before;
    in->out.microseconds = clock_now() - begun;
    watch_stop(&clock);
    jxb_task_note(in->task, &in->out);
    jxb_text_free(in->sum);
    jxb_text_free(in->fingerprint);
}

static void form_name(input *in)
{
    char path[PATH_SIZE];
    jxb_template *form = form_of(in);
    if (form != NULL || jxb_data_is_book(in->data, in->index))
        output_path(in, form, path);
    jxb_template_free(form);
}

static void documents_run(session *s, jxb_task *task, void (*run)(input *))
{
    jxb_diags *diags = jxb_task_diags(task);
    jxb_input from = jxb_batch_at(s->batch, jxb_task_input(task));
    jxb_data *data = jxb_data_load(from.path, diags);
    if (data == NULL)
        return;
    /* Findings over several files speak of all of them. */
    bool kept = run == form_run && s->options->command == COMMAND_CHECK &&
        audit_keep(s, data, diags);
    if (s->options->dump == DUMP_TREE) {
        dump_print(s, jxb_data_dump(data));
    } else {
        input in = {.session = s, .task = task, .from = from, .data = data, .diags = diags};
        in.count = jxb_data_count(data);
        /* In a folder, documents without a form are there for others to include. */
        for (; in.index < in.count; in.index++)
            if (!from.found || jxb_data_names_form(data, in.index))
                run(&in);
    }
    if (!kept)
        jxb_data_free(data);
}

void file_render(session *s, jxb_task *task)
{
    documents_run(s, task, form_run);
}

void file_name(session *s, jxb_task *task)
{
    documents_run(s, task, form_name);
}

static void saved_print(const session *s)
{
    if (!s->options->quiet)
        printf("%s（%zu 页）\n", s->options->output, jxb_pages_count(s->book));
}

void book_save(session *s, jxb_diags *diags)
{
    const options *o = s->options;
    const void *bytes;
    size_t size;
    if (s->book == NULL)
        return;
    if (o->places != NULL && !zones_add(s, s->book, o->output))
        atomic_store(&s->status, EXIT_ENVIRONMENT);
    if (strcmp(o->output, "-") != 0) {
        if (jxb_pages_write(s->book, &o->pdf, o->output, diags))
            saved_print(s);
    } else if (jxb_pages_pdf(s->book, &o->pdf, &bytes, &size, diags)) {
        fwrite(bytes, 1, size, stdout);
    }
}
