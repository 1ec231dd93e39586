#include "cli/cli.h"

#include <signal.h>

/* One operand: a file, or a form's name. */
static int file_run(session *s, const char *file, jxb_diags *diags)
{
    switch (s->options->command) {
    case COMMAND_NEW:
    case COMMAND_SCHEMA:
        form_write(s, file, diags);
        return EXIT_FINE;
    case COMMAND_SHOW:
        file_show(s, file, diags);
        return EXIT_FINE;
    default:
        return file_tidy(s, file, diags) ? EXIT_FINE : EXIT_DATA;
    }
}

static int files_run(session *s)
{
    int status = EXIT_FINE;
    for (int i = 0; i < s->options->file_count; i++) {
        jxb_diags *diags = jxb_diags_new();
        if (diags == NULL) {
            fputs("jixiaobiao: 内存不足\n", stderr);
            return EXIT_ENVIRONMENT;
        }
        int one = file_run(s, s->options->files[i], diags), told = diags_report(diags, s->options);
        one = told > one ? told : one;
        status = one > status ? one : status;
        jxb_diags_free(diags);
    }
    return status;
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
    bool batch = s->options->command == COMMAND_RENDER || s->options->command == COMMAND_CHECK;
    if (s->options->places != NULL && !zones_open(s))
        return EXIT_ENVIRONMENT;
    int status = batch ? batch_run(s, diags) : files_run(s), told = atomic_load(&s->status);
    status = told > status ? told : status;
    /* One wrong document, and nothing is written of the whole. */
    if (status == EXIT_FINE && jxb_diags_errors(diags) == 0)
        book_save(s, diags);
    return zones_close(s, status == EXIT_FINE) ? status : EXIT_ENVIRONMENT;
}

/* The status, or that of a standard output which could not be written. */
static int stdout_close(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fputs("jixiaobiao: 写不了标准输出\n", stderr);
    return EXIT_ENVIRONMENT;
}

static int run(const options *o, jxb_diags *diags)
{
    if (o->command == COMMAND_EXTRACT)
        return source_extract(o, diags);
    if (source_given(o))
        return source_render(o, diags);
    session s;
    int status = session_open(&s, o, diags) ? command_run(&s, diags) : EXIT_ENVIRONMENT;
    session_close(&s);
    return status;
}

int main(int argc, char **argv)
{
    options o;
    heap_prepare();
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is told like a full disk */
    int status = options_read(argc, argv, &o);
    if (status >= 0)
        return stdout_close(status);
    jxb_diags *diags = jxb_diags_new();
    if (diags == NULL) {
        fputs("jixiaobiao: 内存不足\n", stderr);
        return EXIT_ENVIRONMENT;
    }
    status = run(&o, diags);
    int told = diags_report(diags, &o);
    jxb_diags_free(diags);
    return stdout_close(told > status ? told : status);
}
