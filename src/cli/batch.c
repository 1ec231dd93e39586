/* render and check: the operands as one batch. */
#include "cli/cli.h"

#include <signal.h>
#include <unistd.h>

typedef struct course {
    session *session;
    progress progress;
    FILE *record;
    int status;
    size_t fresh; /* documents that were left as they are */
    bool watched; /* interruptions wait to be asked for */
    atomic_bool interrupted; /* there was one */
} course;

static sigset_t interruptions(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

/* Asked between files. The first interruption lets what is begun be finished; it is no longer
 * blocked then, so that the second ends the process where it is. */
static bool stopped(void *context)
{
    course *c = context;
    const sigset_t set = interruptions();
    const struct timespec at_once = {0};
    if (!c->watched || sigtimedwait(&set, NULL, &at_once) < 0)
        return false;
    atomic_store(&c->interrupted, true);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    return true;
}

static void status_raise(course *c, int status)
{
    c->status = status > c->status ? status : c->status;
}

static void outputs_print(jxb_task *task)
{
    for (size_t i = 0; i < jxb_task_outputs(task); i++) {
        jxb_output out = jxb_task_output(task, i);
        if (out.path != NULL && !out.fresh)
            printf("%s（%zu 页）\n", out.path, out.pages);
    }
}

/* Whether the run is to go on: what is wrong with one file is its own affair, what is wrong with
 * the disk is that of all. */
static bool told(void *context, jxb_task *task)
{
    course *c = context;
    const options *o = c->session->options;
    progress_clear(&c->progress);
    if (!o->quiet)
        outputs_print(task);
    int status = diags_report(jxb_task_diags(task), o);
    if (c->record != NULL)
        record_task(c->record, c->session, task);
    status_raise(c, status);
    for (size_t i = 0; i < jxb_task_outputs(task); i++)
        c->fresh += jxb_task_output(task, i).fresh;
    c->progress.done++;
    c->progress.wrong += status != EXIT_FINE;
    progress_draw(&c->progress);
    bool hopeless = atomic_load(&c->session->status) == EXIT_ENVIRONMENT ||
        diags_hopeless(jxb_task_diags(task));
    return o->keep_going || !hopeless;
}

static bool named_told(void *context, jxb_task *task)
{
    course *c = context;
    /* What else is wrong with it is told when it is printed. */
    if (jxb_diags_errors(jxb_task_diags(task)) > 0)
        status_raise(c, diags_report(jxb_task_diags(task), c->session->options));
    return true;
}

static void render(void *context, jxb_task *task)
{
    file_render(((course *)context)->session, task);
}

static void name(void *context, jxb_task *task)
{
    file_name(((course *)context)->session, task);
}

static unsigned jobs_of(const options *o)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    /* The audit of a check, a book and a list of zones take one document after another. */
    bool alone = o->dump != DUMP_NONE || o->places != NULL || o->command == COMMAND_CHECK ||
        places_joined(o);
    if (alone || processors < 1)
        return 1;
    return o->jobs > 0 ? o->jobs : (unsigned)processors;
}

static bool operands_add(session *s, jxb_diags *diags)
{
    const options *o = s->options;
    bool fine = true;
    if ((s->batch = jxb_batch_new(diags)) == NULL)
        return false;
    for (int i = 0; i < o->file_count; i++)
        fine = jxb_batch_add(s->batch, o->files[i], diags) && fine;
    if (o->parts > 0)
        jxb_batch_shard(s->batch, o->part, o->parts);
    return fine;
}

/* Every name is claimed before anything is written, so that none is written over another. */
static bool names_claim(session *s, course *c, jxb_diags *diags)
{
    const options *o = s->options;
    if (places_pattern(o)) {
        jxb_work work = {c, name, named_told, stopped};
        size_t count;
        return jxb_batch_run(s->batch, jobs_of(o), &work, &count, diags) && c->status == EXIT_FINE;
    }
    bool fine = true;
    for (size_t i = 0; i < jxb_batch_count(s->batch); i++) {
        char path[PATH_SIZE];
        if (!places_output(o, jxb_batch_at(s->batch, i), 0, 1, path)) {
            c->status = EXIT_ENVIRONMENT;
            return false;
        }
        fine = jxb_batch_claim(s->batch, i, 0, path, diags) && fine;
    }
    return fine;
}

static void interruption_print(size_t done, size_t total)
{
    fprintf(stderr, "jixiaobiao: 已中断。完成 %zu 份，还有 %zu 份没有做；写好的文件都是完整的\n",
        done, total - done);
}

static int work_run(course *c, jxb_diags *diags)
{
    session *s = c->session;
    size_t total = jxb_batch_count(s->batch), done;
    jxb_work work = {c, render, told, stopped};
    c->progress = progress_begin(s->options, total);
    if (!jxb_batch_run(s->batch, jobs_of(s->options), &work, &done, diags))
        status_raise(c, EXIT_ENVIRONMENT);
    progress_clear(&c->progress);
    if (c->fresh > 0 && !s->options->quiet)
        printf("没有变化，不重排：%zu 份\n", c->fresh);
    if (atomic_load(&c->interrupted) && done < total) {
        interruption_print(done, total);
        return EXIT_INTERRUPTED;
    }
    if (done < total)
        fprintf(stderr, "jixiaobiao: 还有 %zu 份没有做；要不管错误做下去，请加 --keep-going\n",
            total - done);
    return c->status;
}

int batch_run(session *s, jxb_diags *diags)
{
    const options *o = s->options;
    course c = {.session = s};
    if (!operands_add(s, diags))
        return c.status;
    c.watched = jxb_batch_count(s->batch) > 1;
    bool renders = o->command == COMMAND_RENDER;
    if (renders && o->strict && !audit_strict(s))
        return EXIT_DATA;
    const sigset_t set = interruptions();
    if (c.watched)
        pthread_sigmask(SIG_BLOCK, &set, NULL);
    bool saves = renders && o->dump == DUMP_NONE && !places_joined(o);
    if (saves && !names_claim(s, &c, diags))
        return atomic_load(&c.interrupted) ? EXIT_INTERRUPTED : c.status;
    if (saves && !places_begin(o))
        return EXIT_ENVIRONMENT;
    if (saves && o->changed && (s->faces = jxb_fonts_identity(s->fonts, diags)) == NULL)
        return EXIT_ENVIRONMENT;
    if (o->record != NULL && (c.record = record_open(o)) == NULL)
        return EXIT_ENVIRONMENT;
    int status = work_run(&c, diags), found = EXIT_FINE;
    if (renders)
        audit_counted(s);
    else
        found = audit_report(s, diags);
    status = found > status ? found : status;
    if (!record_close(c.record, o) && status < EXIT_ENVIRONMENT)
        status = EXIT_ENVIRONMENT;
    return status;
}
