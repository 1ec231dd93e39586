/* --report: what became of each document, a JSON object a line. */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>

FILE *record_open(const options *o)
{
    FILE *to = fopen(o->record, "we");
    if (to == NULL)
        fprintf(stderr, "jixiaobiao: 写不了“%s”：%s\n", o->record, strerror(errno));
    return to;
}

static void record_output(FILE *to, const char *input, const jxb_output *out)
{
    fputs("{\"schema\":\"jixiaobiao-report-1\",", to);
    json_string(to, "input", input);
    fprintf(to, ",\"document\":%zu,", out->document + 1);
    if (out->path != NULL) {
        json_string(to, "output", out->path);
        fprintf(to, ",\"pages\":%zu,\"bytes\":%zu,\"fresh\":%s,", out->pages, out->bytes,
            out->fresh ? "true" : "false");
    }
    if (out->hash != NULL) {
        json_string(to, "sha256", out->hash);
        fputc(',', to);
    }
    fprintf(to, "\"ms\":%lld.%03lld,\"errors\":%zu}\n", out->microseconds / 1000,
        out->microseconds % 1000, out->errors);
}

void record_task(FILE *to, const session *s, jxb_task *task)
{
    const char *input = jxb_batch_at(s->batch, jxb_task_input(task)).path;
    size_t n = jxb_task_outputs(task);
    for (size_t i = 0; i < n; i++) {
        jxb_output out = jxb_task_output(task, i);
        record_output(to, input, &out);
    }
    jxb_output unread = {.errors = jxb_diags_errors(jxb_task_diags(task))};
    if (n == 0)
        record_output(to, input, &unread);
    fflush(to);
}

bool record_close(FILE *to, const options *o)
{
    if (to == NULL)
        return true;
    bool fine = !ferror(to);
    if (fclose(to) == 0 && fine)
        return true;
    fprintf(stderr, "jixiaobiao: 写不了“%s”：没有写完\n", o->record);
    return false;
}
