/* How far a run is: nothing but on a terminal, and there only where it takes a while. */
#include "cli/cli.h"

#include <time.h>
#include <unistd.h>

enum { PATIENCE = 1000000, PAUSE = 100000 }; /* microseconds */

long long clock_now(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

progress progress_begin(const options *o, size_t total)
{
    bool shown = total > 1 && !o->quiet && !o->json && isatty(STDERR_FILENO) == 1;
    return (progress){.shown = shown, .total = total, .begun = clock_now()};
}

void progress_clear(progress *p)
{
    if (p->drawn)
        fputs("\r\033[K", stderr);
    p->drawn = false;
}

void progress_draw(progress *p)
{
    long long now = clock_now(), spent = now - p->begun;
    if (!p->shown || spent < PATIENCE || now - p->last < PAUSE || p->done == 0)
        return;
    p->last = now;
    long long left = spent / (long long)p->done * (long long)(p->total - p->done) / 1000000;
    progress_clear(p);
    long long tenths = (long long)p->done * 10000000 / spent; /* of a form, each second */
    fprintf(stderr, "完成 %zu/%zu，每秒 %lld.%lld 份，还要 %lld:%02lld", p->done, p->total,
        tenths / 10, tenths % 10, left / 60, left % 60);
    if (p->wrong > 0)
        fprintf(stderr, "，有错 %zu 份", p->wrong);
    fflush(stderr);
    p->drawn = true;
}

static bool is_over(void *context)
{
    return clock_now() >= ((const watch *)context)->end;
}

void watch_begin(watch *w, const options *o, jxb_diags *diags, const char *what, size_t times)
{
    char limit[64];
    *w = (watch){diags, clock_now() + (long long)o->timeout * 1000 * (long long)times};
    if (o->timeout == 0)
        return;
    int length = snprintf(limit, sizeof limit, " %u.%03u", o->timeout / 1000, o->timeout % 1000);
    while (limit[length - 1] == '0')
        length--;
    length -= limit[length - 1] == '.';
    snprintf(limit + length, sizeof limit - (size_t)length, " 秒");
    jxb_diags_deadline(diags, &(jxb_deadline){is_over, w, what, limit});
}

void watch_stop(watch *w)
{
    jxb_diags_deadline(w->diags, NULL);
}
