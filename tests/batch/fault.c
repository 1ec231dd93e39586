/*
 * Preloaded: lets the n-th call of one function fail, as a full disk, a vanished file or an
 * exhausted machine would.
 *
 *     FAULT=write FAULT_AT=3 FAULT_ERROR=28 LD_PRELOAD=fault.so jixiaobiao …
 *
 * FAULT_ERROR is an errno; once the n-th call has failed so do all that follow, if FAULT_STAYS is
 * set. How often the function was called is written to FAULT_COUNT at the end.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);

static atomic_long calls;

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? "" : value;
}

/* Whether this call of the function is to fail; errno is set then. */
static bool fails(const char *function)
{
    if (strcmp(setting("FAULT"), function) != 0)
        return false;
    long at = atoi(setting("FAULT_AT")), now = atomic_fetch_add(&calls, 1) + 1;
    if (now != at && !(now > at && setting("FAULT_STAYS")[0] != '\0'))
        return false;
    errno = atoi(setting("FAULT_ERROR"));
    return true;
}

__attribute__((destructor)) static void told(void)
{
    char digits[24];
    size_t n = sizeof digits;
    long count = atomic_load(&calls);
    int fd = (int)syscall(SYS_open, setting("FAULT_COUNT"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    do
        digits[--n] = (char)('0' + count % 10);
    while ((count /= 10) > 0);
    syscall(SYS_write, fd, digits + n, sizeof digits - n);
}

void *malloc(size_t size)
{
    return fails("malloc") ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails("malloc") ? NULL : __libc_calloc(count, size);
}

void *realloc(void *at, size_t size)
{
    return fails("malloc") ? NULL : __libc_realloc(at, size);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *at, size_t n)
{
    /* Only what goes to files: words to a person are not in question. */
    return fd > 2 && fails("write") ? -1 : NEXT(write)(fd, at, n);
}

ssize_t read(int fd, void *at, size_t n)
{
    return fails("read") ? -1 : NEXT(read)(fd, at, n);
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return fails("open") ? -1 : NEXT(open)(path, flags, mode);
}

int close(int fd)
{
    int status = NEXT(close)(fd);
    return fails("close") ? -1 : status;
}

int rename(const char *from, const char *to)
{
    return fails("rename") ? -1 : NEXT(rename)(from, to);
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
    return fails("linkat") ? -1 : NEXT(linkat)(from_fd, from, to_fd, to, flags);
}

int mkdir(const char *path, mode_t mode)
{
    return fails("mkdir") ? -1 : NEXT(mkdir)(path, mode);
}

void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset)
{
    return fails("mmap") ? MAP_FAILED : NEXT(mmap)(at, n, protection, flags, fd, offset);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *context)
{
    return fails("pthread_create") ? EAGAIN
                                   : NEXT(pthread_create)(thread, attributes, run, context);
}
