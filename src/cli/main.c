#include "cli/cli.h"

static int files_run(const session *s)
{
    int status = EXIT_FINE;
    for (int i = 0; i < s->options->file_count; i++) {
        jxb_diags *diags = jxb_diags_new();
        if (diags == NULL) {
            fputs("jixiaobiao: 内存不足\n", stderr);
            return EXIT_ENVIRONMENT;
        }
        file_render(s, s->options->files[i], diags);
        int one = diags_report(diags, s->options);
        status = one > status ? one : status;
        jxb_diags_free(diags);
    }
    return status;
}

int main(int argc, char **argv)
{
    options o;
    int status = options_read(argc, argv, &o);
    if (status >= 0)
        return status;
    jxb_diags *diags = jxb_diags_new();
    if (diags == NULL)
        return EXIT_ENVIRONMENT;
    session s;
    if (session_open(&s, &o, diags))
        status = files_run(&s);
    else
        status = EXIT_ENVIRONMENT;
    int opened = diags_report(diags, &o);
    session_close(&s);
    jxb_diags_free(diags);
    return opened > status ? opened : status;
}
