/* new, schema, show and fmt: what helps to write a data file. */
#include "cli/cli.h"

#include <string.h>

static void text_print(char *text)
{
    if (text != NULL)
        fputs(text, stdout);
    else
        fputs("jixiaobiao: 内存不足\n", stderr);
    jxb_text_free(text);
}

/* A book, which is no form, is asked for by the key that makes it one. */
static void book_write(const session *s, jxb_diags *diags)
{
    char *text = s->options->command == COMMAND_NEW ? jxb_book_skeleton(s->forms, diags)
                                                    : jxb_book_schema(s->forms, diags);
    if (text != NULL)
        fputs(text, stdout);
    jxb_text_free(text);
}

void form_write(const session *s, const char *name, jxb_diags *diags)
{
    if (strcmp(name, "书") == 0) {
        book_write(s, diags);
        return;
    }
    jxb_template *form = jxb_template_load_named(s->forms, name, diags);
    if (form != NULL)
        text_print(s->options->command == COMMAND_NEW ? jxb_template_skeleton(form)
                                                      : jxb_template_schema(form));
    jxb_template_free(form);
}

static void book_show(const session *s, const jxb_data *data, size_t index, jxb_diags *diags)
{
    jxb_document *book = jxb_document_bind_book(s->forms, data, index, diags);
    if (book != NULL)
        text_print(jxb_document_show(book));
    jxb_document_free(book);
}

static void form_show(const session *s, const jxb_data *data, size_t index, jxb_diags *diags)
{
    jxb_template *form = session_form(s, data, index, diags);
    if (form != NULL)
        text_print(jxb_data_show(data, index, form));
    jxb_template_free(form);
}

void file_show(const session *s, const char *path, jxb_diags *diags)
{
    jxb_data *data = jxb_data_load(path, diags);
    for (size_t i = 0; data != NULL && i < jxb_data_count(data); i++) {
        if (i > 0)
            putchar('\n');
        if (jxb_data_is_book(data, i))
            book_show(s, data, i, diags);
        else
            form_show(s, data, i, diags);
    }
    jxb_data_free(data);
}

bool file_tidy(const session *s, const char *path, jxb_diags *diags)
{
    const options *o = s->options;
    bool changed = false;
    if (o->check || strcmp(path, "-") == 0) {
        char *text = jxb_data_tidy(path, &changed, diags);
        if (text != NULL && !o->check)
            fputs(text, stdout);
        jxb_text_free(text);
        if (o->check && changed && !o->quiet)
            printf("%s\n", path);
        return !(o->check && changed);
    }
    if (jxb_data_tidy_file(path, &changed, diags) && changed && !o->quiet)
        printf("%s（已排齐）\n", path);
    return true;
}
