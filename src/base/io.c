#define _GNU_SOURCE /* O_TMPFILE */
#include "base/io.h"

#include "base/hash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What officers meet, in their language; the rest as the C library says it. */
static const char *reason(int error)
{
    switch (error) {
    case ENOENT:
        return "路径不存在";
    case EACCES:
    case EPERM:
        return "没有权限";
    case EEXIST:
        return "已有同名的文件";
    case EISDIR:
        return "这是一个文件夹";
    case ENOTDIR:
        return "路径中间有一段不是文件夹";
    case ENOSPC:
    case EDQUOT:
        return "磁盘已满";
    case EROFS:
        return "磁盘是只读的";
    case EFBIG:
        return "超过了允许的文件大小";
    case EMFILE:
    case ENFILE:
        return "打开的文件太多";
    case ENAMETOOLONG:
        return "文件名太长";
    default:
        return strerror(error);
    }
}

static bool fail(diags *d, diag_code code, mark at, const char *path, int error)
{
    diag_add(d, code, at, (const str[]){str_of(path), str_of(reason(error))}, 2);
    return false;
}

/* Reads until the end or until more than limit bytes have come; -1 with errno on failure. */
static int read_all(arena *a, int fd, size_t limit, str *out)
{
    if (limit > SIZE_MAX / 4)
        limit = SIZE_MAX / 4;
    struct stat st;
    bool plain = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
    size_t room = plain ? (size_t)st.st_size + 1 : (size_t)64 * 1024;
    if (room > limit + 1)
        room = limit + 1;
    char *at = arena_bytes(a, room + 1);
    size_t n = 0;
    while (n <= limit) {
        if (n == room) {
            size_t more = room * 2 > limit + 1 ? limit + 1 : room * 2;
            char *moved = arena_bytes(a, more + 1);
            memcpy(moved, at, n);
            at = moved;
            room = more;
        }
        ssize_t got = read(fd, at + n, room - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        n += got > 0 ? (size_t)got : 0;
        if (got == 0 || (plain && n == (size_t)st.st_size)) /* all that it said it has */
            break;
    }
    at[n] = '\0';
    *out = (str){at, n};
    return 0;
}

bool io_read(arena *a, const char *path, size_t limit, mark at, str *out, diags *d)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(d, DIAG_FILE_READ, at, path, errno);
    int result = read_all(a, fd, limit, out);
    int error = errno;
    if (!standard)
        close(fd);
    if (result < 0)
        return fail(d, DIAG_FILE_READ, at, path, error);
    if (out->n > limit) {
        DIAG(d, FILE_LARGE, at, str_of(path), str_fmt(diags_memory(d), "%zu", limit));
        return false;
    }
    return true;
}

bool io_hash(arena *a, const char *path, str *out, diags *d)
{
    enum { ROOM = 64 * 1024 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(d, DIAG_FILE_READ, (mark){0}, path, errno);
    hasher *h = hash_new(a);
    char *at = arena_bytes(a, ROOM);
    ssize_t got;
    while ((got = read(fd, at, ROOM)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0)
            hash_add(h, (str){at, (size_t)got});
    int error = errno;
    close(fd);
    *out = hash_hex(h, a);
    return got == 0 || fail(d, DIAG_FILE_READ, (mark){0}, path, error);
}

static bool write_all(int fd, str bytes)
{
    while (bytes.n > 0) {
        ssize_t put = write(fd, bytes.at, bytes.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes = str_slice(bytes, (size_t)put, bytes.n);
    }
    return true;
}

static bool write_direct(const char *path, str bytes)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool done = write_all(fd, bytes);
    int error = errno;
    bool closed = close(fd) == 0;
    if (!done)
        errno = error;
    return done && closed;
}

/* The folder of path with its slash, as printf's "%.*s" wants it. */
static int folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (int)(slash + 1 - path);
}

/* A name beside path that no other writer has; a short one, since path's own may be as long as
 * names can be. */
static char *name_beside(arena *a, const char *path, unsigned attempt)
{
    return str_z(
        a, str_fmt(a, "%.*s.jxb-%ld-%u", folder_length(path), path, (long)getpid(), attempt));
}

/* A new file in path's folder: without a name where the file system can, so that nothing of it is
 * left when the process is killed, *name then NULL. */
static int open_beside(arena *a, const char *path, char **name)
{
    str folder = str_fmt(a, "%.*s.", folder_length(path), path);
    int fd = open(str_z(a, folder), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    *name = NULL;
    for (unsigned attempt = 0; fd < 0 && attempt < 1000; attempt++) {
        *name = name_beside(a, path, attempt);
        fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    return fd;
}

/* Gives a file that has none a name: path's own when it is free, else one beside it (*name). */
static bool name_give(arena *a, int fd, const char *path, char **name)
{
    const char *open_file = str_z(a, str_fmt(a, "/proc/self/fd/%d", fd)), *to = path;
    for (unsigned attempt = 0; attempt < 1000; attempt++) {
        if (linkat(AT_FDCWD, open_file, AT_FDCWD, to, AT_SYMLINK_FOLLOW) == 0)
            return true;
        if (errno != EEXIST)
            return false;
        to = *name = name_beside(a, path, attempt);
    }
    *name = NULL; /* the last one is somebody else's */
    return false;
}

/* was: the file that is there, or NULL; the new one gets its permissions. */
static bool write_renamed(arena *a, const char *path, const struct stat *was, str bytes)
{
    char *temporary;
    int fd = open_beside(a, path, &temporary);
    if (fd < 0)
        return false;
    bool nameless = temporary == NULL;
    bool done = (was == NULL || fchmod(fd, was->st_mode & 0777) == 0) && write_all(fd, bytes) &&
        (!nameless || name_give(a, fd, path, &temporary));
    int error = errno;
    bool closed = close(fd) == 0;
    if (!done)
        errno = error;
    done = done && closed && (temporary == NULL || rename(temporary, path) == 0);
    error = errno;
    if (!done && temporary != NULL)
        unlink(temporary);
    errno = error;
    return done;
}

bool io_write(const char *path, str bytes, diags *d)
{
    struct stat st;
    bool there = stat(path, &st) == 0, special = there && !S_ISREG(st.st_mode);
    bool done = special ? write_direct(path, bytes)
                        : write_renamed(diags_memory(d), path, there ? &st : NULL, bytes);
    return done || fail(d, DIAG_FILE_WRITE, (mark){0}, path, errno);
}

bool io_append(const char *path, str bytes, diags *d)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(d, DIAG_FILE_WRITE, (mark){0}, path, errno);
    bool done = write_all(fd, bytes);
    int error = errno;
    bool closed = close(fd) == 0;
    return (done && closed) || fail(d, DIAG_FILE_WRITE, (mark){0}, path, done ? errno : error);
}

bool io_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool io_is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, R_OK) == 0;
}

bool io_is_there(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

bool io_make_folder(arena *a, const char *path, diags *d)
{
    char *part = str_z(a, str_of(path));
    for (char *at = part; *at != '\0'; at++) {
        bool ends = at[1] == '/' || at[1] == '\0';
        if (!ends || *at == '/')
            continue;
        char next = at[1];
        at[1] = '\0';
        if (!io_is_folder(part) && mkdir(part, 0777) != 0 && !io_is_folder(part))
            return fail(d, DIAG_FILE_WRITE, (mark){0}, path, errno);
        at[1] = next;
    }
    return true;
}

static int name_order(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

size_t io_list(arena *a, const char *folder, str **names)
{
    VEC(str) list = {0};
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            *VEC_PUSH(a, &list) = str_dup(a, str_of(e->d_name));
    if (dir != NULL)
        closedir(dir);
    if (list.count > 1)
        qsort(list.at, list.count, sizeof *list.at, name_order);
    *names = list.at;
    return list.count;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many digits stand at i, leading zeros apart; *i moves to the first of them. */
static size_t digits_at(str s, size_t *i)
{
    while (*i + 1 < s.n && s.at[*i] == '0' && is_digit(s.at[*i + 1]))
        ++*i;
    size_t n = 0;
    while (*i + n < s.n && is_digit(s.at[*i + n]))
        n++;
    return n;
}

/* 项目2 before 项目10. */
static int path_order(const void *one, const void *other)
{
    str a = *(const str *)one, b = *(const str *)other;
    for (size_t i = 0, k = 0; i < a.n && k < b.n; i++, k++) {
        if (is_digit(a.at[i]) && is_digit(b.at[k])) {
            size_t n = digits_at(a, &i), m = digits_at(b, &k);
            int order = n != m ? (n > m) - (n < m)
                               : str_cmp(str_slice(a, i, i + n), str_slice(b, k, k + n));
            if (order != 0)
                return order;
            i += n - 1;
            k += n - 1;
        } else if (a.at[i] != b.at[k]) {
            break;
        }
    }
    return str_cmp(a, b);
}

/* Only * and ? mean anything. */
static char *pattern_of(arena *a, str pattern)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < pattern.n; i++) {
        if (pattern.at[i] == '[' || pattern.at[i] == '\\')
            buf_byte(&out, '\\');
        buf_byte(&out, pattern.at[i]);
    }
    return str_z(a, buf_str(&out));
}

size_t io_match(arena *a, str pattern, str **paths)
{
    glob_t found;
    VEC(str) list = {0};
    if (glob(pattern_of(a, pattern), 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++)
            if (io_is_file(found.gl_pathv[i]))
                *VEC_PUSH(a, &list) = str_dup(a, str_of(found.gl_pathv[i]));
        globfree(&found);
    }
    if (list.count > 1)
        qsort(list.at, list.count, sizeof *list.at, path_order);
    *paths = list.at;
    return list.count;
}

char *io_join(arena *a, str folder, str name)
{
    bool slash = folder.n == 0 || folder.at[folder.n - 1] == '/';
    return str_z(a, str_fmt(a, "%.*s%s%.*s", STR_ARG(folder), slash ? "" : "/", STR_ARG(name)));
}
