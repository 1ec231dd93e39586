/* Batches: their inputs, the paths that these claim, and what became of each. */
#include "engine/batch_int.h"

typedef struct adding {
    jxb_batch *batch;
    const char *operand;
    diags *diags;
} adding;

static void begin(void *context)
{
    jxb_batch *b = context;
    b->claims = map_new(b->memory);
}

static void add(void *context)
{
    const adding *job = context;
    batch_add(job->batch, job->operand, job->diags);
}

jxb_batch *jxb_batch_new(jxb_diags *sink)
{
    jxb_batch *b = handle_new(sizeof *b, sink);
    if (b == NULL)
        return NULL;
    if (handle_run(b, sink, begin, b)) {
        pthread_mutex_init(&b->lock, NULL);
        return b;
    }
    handle_free(b);
    return NULL;
}

void jxb_batch_free(jxb_batch *b)
{
    if (b != NULL)
        pthread_mutex_destroy(&b->lock);
    handle_free(b);
}

bool jxb_batch_add(jxb_batch *b, const char *operand, jxb_diags *sink)
{
    adding job = {b, operand, sink->list};
    return handle_run(b, sink, add, &job);
}

/* FNV-1a: stable over machines and versions, which is all that is asked of it. */
static uint64_t path_sum(const char *path)
{
    uint64_t sum = UINT64_C(14695981039346656037);
    for (; *path != '\0'; path++)
        sum = (sum ^ (unsigned char)*path) * UINT64_C(1099511628211);
    return sum ^ sum >> 32;
}

void jxb_batch_shard(jxb_batch *b, unsigned part, unsigned parts)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < b->inputs.count; i++)
        if (path_sum(b->inputs.at[i].path) % parts == part - 1)
            b->inputs.at[kept++] = b->inputs.at[i];
    b->inputs.count = kept;
}

size_t jxb_batch_count(const jxb_batch *b)
{
    return b->inputs.count;
}

jxb_input jxb_batch_at(const jxb_batch *b, size_t i)
{
    return b->inputs.at[i];
}

/* ---- claims ---- */

typedef struct claim {
    jxb_batch *batch;
    size_t input, document;
    const char *path;
    diags *diags;
} claim;

static void make_claim(void *context)
{
    const claim *job = context;
    jxb_batch *b = job->batch;
    claim *ours = ARENA_NEW(b->memory, claim);
    str path = str_dup(b->memory, str_of(job->path));
    *ours = *job;
    if (map_add(b->claims, path, ours))
        return;
    const claim *other = map_lookup(b->claims, path);
    if (other->input != job->input || other->document != job->document)
        DIAG(job->diags, OUTPUT_CLASH, (mark){0}, str_of(b->inputs.at[job->input].path), path,
            str_of(b->inputs.at[other->input].path));
}

bool jxb_batch_claim(jxb_batch *b, size_t input, size_t index, const char *path, jxb_diags *sink)
{
    claim job = {b, input, index, path, sink->list};
    pthread_mutex_lock(&b->lock);
    bool done = handle_run(b, sink, make_claim, &job);
    pthread_mutex_unlock(&b->lock);
    return done;
}

/* ---- tasks ---- */

size_t jxb_task_input(const jxb_task *t)
{
    return t->input;
}

jxb_diags *jxb_task_diags(jxb_task *t)
{
    return t->diags;
}

typedef struct noting {
    jxb_task *task;
    const jxb_output *output;
} noting;

static void note(void *context)
{
    const noting *job = context;
    arena *a = job->task->memory;
    jxb_output copy = *job->output;
    if (copy.path != NULL)
        copy.path = str_z(a, str_of(copy.path));
    if (copy.hash != NULL)
        copy.hash = str_z(a, str_of(copy.hash));
    *VEC_PUSH(a, &job->task->outputs) = copy;
}

bool jxb_task_note(jxb_task *t, const jxb_output *output)
{
    noting job = {t, output};
    return handle_run(t, t->diags, note, &job);
}

size_t jxb_task_outputs(const jxb_task *t)
{
    return t->outputs.count;
}

jxb_output jxb_task_output(const jxb_task *t, size_t i)
{
    return t->outputs.at[i];
}
