#include "cli/cli.h"

/* One operand: a file, or a form's name. */
static int file_run(session *s, const char *file, bool found, jxb_diags *diags)
{
    switch (s->options->command) {
    case COMMAND_NEW:
    case COMMAND_SCHEMA:
        form_write(s, file, diags);
        return EXIT_FINE;
    case COMMAND_SHOW:
        file_show(s, file, diags);
        return EXIT_FINE;
    case COMMAND_FMT:
        return file_tidy(s, file, diags) ? EXIT_FINE : EXIT_DATA;
    default:
        file_render(s, file, found, diags);
        return EXIT_FINE;
    }
}

/* found: what check came upon in folders; NULL: the operands are taken as they are. */
static int files_run(session *s, const jxb_paths *found)
{
    int status = EXIT_FINE;
    size_t count = found == NULL ? (size_t)s->options->file_count : jxb_paths_count(found);
    for (size_t i = 0; i < count; i++) {
        jxb_diags *diags = jxb_diags_new();
        if (diags == NULL) {
            fputs("jixiaobiao: 内存不足\n", stderr);
            return EXIT_ENVIRONMENT;
        }
        int one = found == NULL
            ? file_run(s, s->options->files[i], false, diags)
            : file_run(s, jxb_paths_at(found, i), jxb_paths_found(found, i), diags);
        int told = diags_report(diags, s->options);
        one = told > one ? told : one;
        status = one > status ? one : status;
        jxb_diags_free(diags);
    }
    return status;
}

static int checks_run(session *s, jxb_diags *diags)
{
    jxb_paths *files = jxb_paths_open(
        (const char *const *)s->options->files, (size_t)s->options->file_count, diags);
    if (files == NULL)
        return EXIT_ENVIRONMENT;
    int status = files_run(s, files), found = audit_report(s, diags);
    jxb_paths_free(files);
    status = found > status ? found : status;
    return s->status > status ? s->status : status;
}

static int command_run(session *s, jxb_diags *diags)
{
    if (s->options->command == COMMAND_FORMS) {
        forms_list(s);
        return EXIT_FINE;
    }
    if (s->options->command == COMMAND_FONTS) {
        if (s->options->text != NULL)
            fonts_of_text(s, diags);
        else
            fonts_list(s, diags);
        return EXIT_FINE;
    }
    if (s->options->strict && s->options->command == COMMAND_RENDER && !audit_strict(s))
        return EXIT_DATA;
    if (s->options->command == COMMAND_CHECK)
        return checks_run(s, diags);
    int status = files_run(s, NULL);
    audit_counted(s);
    status = s->status > status ? s->status : status;
    /* One wrong document, and nothing is written of the whole. */
    if (status == EXIT_FINE)
        book_save(s, diags);
    return status;
}

/* The status, or that of a standard output which could not be written. */
static int stdout_close(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fputs("jixiaobiao: 写不了标准输出\n", stderr);
    return EXIT_ENVIRONMENT;
}

int main(int argc, char **argv)
{
    options o;
    int status = options_read(argc, argv, &o);
    if (status >= 0)
        return stdout_close(status);
    jxb_diags *diags = jxb_diags_new();
    if (diags == NULL)
        return EXIT_ENVIRONMENT;
    session s;
    status = session_open(&s, &o, diags) ? command_run(&s, diags) : EXIT_ENVIRONMENT;
    int told = diags_report(diags, &o);
    session_close(&s);
    jxb_diags_free(diags);
    return stdout_close(told > status ? told : status);
}
