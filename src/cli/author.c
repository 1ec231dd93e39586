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

void form_write(const session *s, const char *name, jxb_diags *diags)
{
    jxb_template *form = jxb_template_load_named(s->forms, name, diags);
    if (form != NULL)
        text_print(s->options->command == COMMAND_NEW ? jxb_template_skeleton(form)
                                                      : jxb_template_schema(form));
    jxb_template_free(form);
}

void file_show(const session *s, const char *path, jxb_diags *diags)
{
    jxb_data *data = jxb_data_load(path, diags);
    for (size_t i = 0; data != NULL && i < jxb_data_count(data); i++) {
        jxb_template *form = session_form(s, data, i, diags);
        if (form != NULL) {
            if (i > 0)
                putchar('\n');
            text_print(jxb_data_show(data, i, form));
        }
        jxb_template_free(form);
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
