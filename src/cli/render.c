/* render and check: one file through the passes, its documents one after another. */
#include "cli/cli.h"

#include <string.h>

/* A dump is lost for want of memory only. */
static void dump_print(session *s, char *text)
{
    if (text == NULL) {
        fputs("jixiaobiao: 内存不足\n", stderr);
        s->status = EXIT_ENVIRONMENT;
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
    const char *path;
    const jxb_data *data;
    size_t index, count;
    jxb_diags *diags;
} input;

static void saved_print(const options *o, const char *path, const jxb_pages *pages)
{
    if (!o->quiet)
        printf("%s（%zu 页）\n", path, jxb_pages_count(pages));
}

static void pages_save(const input *in, jxb_pages *pages)
{
    const options *o = in->session->options;
    char path[PATH_SIZE];
    if (!places_output(o, in->path, in->index, in->count, path))
        in->session->status = EXIT_ENVIRONMENT;
    else if (jxb_pages_write(pages, &o->pdf, path, in->diags))
        saved_print(o, path, pages);
}

/* Into the book; the first document names it. */
static void pages_join(const input *in, const jxb_document *doc, const jxb_pages *pages)
{
    session *s = in->session;
    if (s->book == NULL)
        s->book = jxb_pages_new_book(s->fonts, jxb_document_title(doc), in->diags);
    if (s->book != NULL)
        jxb_pages_append(s->book, pages, in->diags);
}

static void document_run(const input *in, const jxb_document *doc)
{
    const options *o = in->session->options;
    if (o->dump == DUMP_DOCUMENT) {
        dump_print(in->session, jxb_document_dump(doc));
        return;
    }
    jxb_pages *pages = jxb_pages_lay_out(doc, in->session->fonts, in->diags);
    if (pages == NULL)
        return;
    if (o->dump != DUMP_NONE)
        pages_dump(in->session, pages);
    else if (o->command == COMMAND_RENDER && places_joined(o))
        pages_join(in, doc, pages);
    else if (o->command == COMMAND_RENDER)
        pages_save(in, pages);
    jxb_pages_free(pages);
}

static void document_audit(const input *in, const jxb_template *form)
{
    session *s = in->session;
    if (s->options->command == COMMAND_CHECK)
        audit_add(s, in->data, in->index, in->diags);
    else if (!s->options->strict)
        audit_count(s, in->data, in->index, form);
}

static void form_run(const input *in)
{
    jxb_template *form = session_form(in->session, in->data, in->index, in->diags);
    jxb_document *doc = form == NULL ? NULL
                                     : jxb_document_bind(form, in->data, in->index, in->diags);
    if (doc != NULL && in->session->options->fit != NULL)
        jxb_document_fit(doc, in->session->options->fit);
    if (doc != NULL)
        document_run(in, doc);
    if (doc != NULL && in->session->options->dump == DUMP_NONE)
        document_audit(in, form);
    jxb_document_free(doc);
    jxb_template_free(form);
}

void file_render(session *s, const char *path, bool found, jxb_diags *diags)
{
    jxb_data *data = jxb_data_load(path, diags);
    if (data == NULL)
        return;
    /* Findings over several files speak of all of them. */
    bool kept = s->options->command == COMMAND_CHECK && audit_keep(s, data, diags);
    if (s->options->dump == DUMP_TREE) {
        dump_print(s, jxb_data_dump(data));
    } else {
        input in = {s, path, data, 0, jxb_data_count(data), diags};
        for (; in.index < in.count; in.index++)
            if (!found || jxb_data_names_form(data, in.index))
                form_run(&in);
    }
    if (!kept)
        jxb_data_free(data);
}

void book_save(session *s, jxb_diags *diags)
{
    const options *o = s->options;
    const void *bytes;
    size_t size;
    if (s->book == NULL)
        return;
    if (strcmp(o->output, "-") != 0) {
        if (jxb_pages_write(s->book, &o->pdf, o->output, diags))
            saved_print(o, o->output, s->book);
    } else if (jxb_pages_pdf(s->book, &o->pdf, &bytes, &size, diags)) {
        fwrite(bytes, 1, size, stdout);
    }
}
