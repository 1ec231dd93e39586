/* Deals the inputs of a batch to threads and tells the results in order. */
#include "engine/batch_int.h"

enum { THREADS_MOST = 64, AHEAD = 8 }; /* inputs that may wait to be told, for each thread */

/* Inputs [told, next) are begun; a slow one holds up the telling of those behind it, and no more
 * than `ahead` of those are kept. */
typedef struct deal {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    const jxb_work *work;
    jxb_diags *sink;
    size_t next, told, count, ahead;
    bool stopping, failed;
    jxb_task **done; /* a ring: the finished ones not yet told, by input */
} deal;

static void task_free(jxb_task *t)
{
    if (t != NULL)
        jxb_diags_free(t->diags);
    handle_free(t);
}

/* NULL, told, without memory. */
static jxb_task *task_new(size_t input, jxb_diags *sink)
{
    jxb_task *t = handle_new(sizeof *t, sink);
    if (t == NULL)
        return NULL;
    t->input = input;
    t->diags = jxb_diags_new();
    if (t->diags != NULL)
        return t;
    handle_tell_memory(sink);
    task_free(t);
    return NULL;
}

/* Under the lock: the next input's task, or NULL when there is nothing more to begin. */
static jxb_task *take(deal *d)
{
    while (!d->stopping && d->next < d->count && d->next >= d->told + d->ahead)
        pthread_cond_wait(&d->changed, &d->lock);
    if (d->stopping || d->next == d->count)
        return NULL;
    if (d->work->stopped != NULL && d->work->stopped(d->work->context)) {
        d->stopping = true;
        return NULL;
    }
    jxb_task *t = task_new(d->next, d->sink);
    if (t == NULL)
        d->stopping = d->failed = true;
    else
        d->next++;
    return t;
}

static void *work(void *context)
{
    deal *d = context;
    pthread_mutex_lock(&d->lock);
    for (jxb_task *t; (t = take(d)) != NULL;) {
        pthread_mutex_unlock(&d->lock);
        d->work->run(d->work->context, t);
        pthread_mutex_lock(&d->lock);
        d->done[t->input % d->ahead] = t;
        pthread_cond_broadcast(&d->changed);
    }
    pthread_cond_broadcast(&d->changed); /* the teller may have nothing more to wait for */
    pthread_mutex_unlock(&d->lock);
    return NULL;
}

static void tell(deal *d, jxb_task *t)
{
    bool more = d->work->told(d->work->context, t);
    task_free(t);
    pthread_mutex_lock(&d->lock);
    d->told++;
    if (!more)
        d->stopping = true;
    pthread_cond_broadcast(&d->changed);
    pthread_mutex_unlock(&d->lock);
}

/* The task that is next to be told, waited for; NULL when no other will come. */
static jxb_task *await(deal *d)
{
    jxb_task *t = NULL;
    pthread_mutex_lock(&d->lock);
    while ((t = d->done[d->told % d->ahead]) == NULL &&
        (d->told < d->next || (!d->stopping && d->next < d->count)))
        pthread_cond_wait(&d->changed, &d->lock);
    d->done[d->told % d->ahead] = NULL;
    pthread_mutex_unlock(&d->lock);
    return t;
}

static void alone(deal *d)
{
    for (;;) {
        pthread_mutex_lock(&d->lock);
        jxb_task *t = take(d);
        pthread_mutex_unlock(&d->lock);
        if (t == NULL)
            return;
        d->work->run(d->work->context, t);
        tell(d, t);
    }
}

static void side_by_side(deal *d, unsigned threads)
{
    pthread_t workers[THREADS_MOST];
    unsigned begun = 0;
    while (begun < threads && pthread_create(&workers[begun], NULL, work, d) == 0)
        begun++;
    if (begun == 0) {
        alone(d);
        return;
    }
    for (jxb_task *t; (t = await(d)) != NULL;)
        tell(d, t);
    for (unsigned i = 0; i < begun; i++)
        pthread_join(workers[i], NULL);
}

typedef struct ring {
    jxb_batch *batch;
    size_t size;
    jxb_task **made;
} ring;

static void make_ring(void *context)
{
    ring *r = context;
    r->made = ARENA_ARRAY(r->batch->memory, jxb_task *, r->size);
}

bool jxb_batch_run(
    jxb_batch *b, unsigned threads, const jxb_work *work, size_t *told, jxb_diags *sink)
{
    threads = threads > THREADS_MOST ? THREADS_MOST : threads;
    ring r = {b, (size_t)AHEAD * (threads < 1 ? 1 : threads), NULL};
    *told = 0;
    if (!handle_run(b, sink, make_ring, &r))
        return false;
    deal d = {
        .work = work, .sink = sink, .count = b->inputs.count, .ahead = r.size, .done = r.made};
    pthread_mutex_init(&d.lock, NULL);
    pthread_cond_init(&d.changed, NULL);
    if (threads > 1 && d.count > 1)
        side_by_side(&d, threads);
    else
        alone(&d);
    pthread_cond_destroy(&d.changed);
    pthread_mutex_destroy(&d.lock);
    *told = d.told;
    return !d.failed;
}
