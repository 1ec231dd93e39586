/* render and check: one file through the passes, its documents one after another. */
#include "cli/cli.h"

static void dump_print(char *text)
{
    if (text != NULL)
        fputs(text, stdout);
    jxb_text_free(text);
}

static void pages_dump(const jxb_pages *pages, dump_stage stage)
{
    static const jxb_stage stages[] = {
        [DUMP_GRID] = JXB_STAGE_GRID, [DUMP_PLAN] = JXB_STAGE_PLAN, [DUMP_SCENE] = JXB_STAGE_SCENE};
    dump_print(jxb_pages_dump(pages, stages[stage]));
}

typedef struct input {
    const session *session;
    const char *path;
    const jxb_data *data;
    size_t index, count;
    jxb_diags *diags;
} input;

static void pages_save(const input *in, jxb_pages *pages)
{
    const options *o = in->session->options;
    char path[PATH_SIZE];
    if (places_output(o, in->path, in->index, in->count, path) &&
        jxb_pages_write(pages, path, in->diags) && !o->quiet)
        printf("%s（%zu 页）\n", path, jxb_pages_count(pages));
}

static void document_run(const input *in, const jxb_document *doc)
{
    const options *o = in->session->options;
    if (o->dump == DUMP_DOCUMENT) {
        dump_print(jxb_document_dump(doc));
        return;
    }
    jxb_pages *pages = jxb_pages_lay_out(doc, in->session->fonts, in->diags);
    if (pages == NULL)
        return;
    if (o->dump != DUMP_NONE)
        pages_dump(pages, o->dump);
    else if (o->command == COMMAND_RENDER)
        pages_save(in, pages);
    jxb_pages_free(pages);
}

static void form_run(const input *in)
{
    jxb_template *form = jxb_template_load(in->session->forms, in->data, in->index, in->diags);
    jxb_document *doc = form == NULL ? NULL
                                     : jxb_document_bind(form, in->data, in->index, in->diags);
    if (doc != NULL)
        document_run(in, doc);
    jxb_document_free(doc);
    jxb_template_free(form);
}

void file_render(const session *s, const char *path, jxb_diags *diags)
{
    jxb_data *data = jxb_data_load(path, diags);
    if (data == NULL)
        return;
    if (s->options->dump == DUMP_TREE) {
        dump_print(jxb_data_dump(data));
    } else {
        input in = {s, path, data, 0, jxb_data_count(data), diags};
        for (; in.index < in.count; in.index++)
            form_run(&in);
    }
    jxb_data_free(data);
}
