/* Where things are, and where output goes. */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool join(char *path, const char *folder, const char *name)
{
    int n = snprintf(path, PATH_SIZE, "%s/%s", folder, name);
    return n > 0 && n < PATH_SIZE;
}

static bool holds_data(const char *folder)
{
    char map[PATH_SIZE], templates[PATH_SIZE];
    return join(map, folder, "fonts/fonts.yaml") && access(map, R_OK) == 0 &&
        join(templates, folder, "templates") && is_folder(templates);
}

/* The program's own folder and those above it, with and without share/jixiaobiao. */
static bool beside_program(char *path)
{
    char at[PATH_SIZE];
    ssize_t n = readlink("/proc/self/exe", at, sizeof at - 1);
    if (n <= 0)
        return false;
    at[n] = '\0';
    for (int level = 0; level < 5; level++) {
        char *slash = strrchr(at, '/');
        if (slash == NULL)
            return false;
        *slash = '\0';
        if (join(path, at, "share/jixiaobiao") && holds_data(path))
            return true;
        if (holds_data(at)) {
            memcpy(path, at, strlen(at) + 1);
            return true;
        }
    }
    return false;
}

bool places_data(char *path)
{
    if (beside_program(path))
        return true;
    memcpy(path, ".", 2);
    return holds_data(path);
}

static const char *folder_reason(int error)
{
    switch (error) {
    case EEXIST:
        return "已有同名的文件";
    case ENOENT:
        return "上一层文件夹不存在";
    case ENOTDIR:
        return "路径中间有一段不是文件夹";
    case EACCES:
    case EPERM:
        return "没有权限";
    case ENOSPC:
    case EDQUOT:
        return "磁盘已满";
    case EROFS:
        return "磁盘是只读的";
    default:
        return strerror(error);
    }
}

static bool folder_make(const char *folder)
{
    if (is_folder(folder) || mkdir(folder, 0777) == 0 || (errno == EEXIST && is_folder(folder)))
        return true;
    fprintf(stderr, "jixiaobiao: 建不了文件夹“%s”：%s\n", folder, folder_reason(errno));
    return false;
}

/* The folder that -o names; of a pattern, what stands before the first part with a value in it. */
static const char *base_of(const options *o)
{
    return o->output == NULL || o->output[0] == '\0' ? "out" : o->output;
}

static size_t base_length(const options *o)
{
    const char *base = base_of(o), *brace = strchr(base, '{');
    size_t n = brace == NULL ? strlen(base) : (size_t)(brace - base);
    while (brace != NULL && n > 0 && base[n - 1] != '/')
        n--;
    while (n > 1 && base[n - 1] == '/')
        n--;
    return n;
}

bool places_begin(const options *o)
{
    char folder[PATH_SIZE];
    size_t n = base_length(o);
    if (n >= PATH_SIZE) {
        fprintf(stderr, "jixiaobiao: 路径太长：%s\n", o->output);
        return false;
    }
    memcpy(folder, base_of(o), n);
    folder[n] = '\0';
    return n == 0 || folder_make(folder);
}

bool places_make(const options *o, const char *path)
{
    char folder[PATH_SIZE];
    size_t n = strlen(path);
    memcpy(folder, path, n + 1);
    for (size_t i = base_length(o) + 1; i < n; i++) {
        if (path[i] != '/')
            continue;
        folder[i] = '\0';
        if (!folder_make(folder))
            return false;
        folder[i] = '/';
    }
    return true;
}

/* Of a file's name, what its PDF is named after. */
static const char *name_of(const char *path, size_t *length)
{
    const char *slash = strrchr(path, '/');
    const char *name = strcmp(path, "-") == 0 ? "stdin" : slash == NULL ? path : slash + 1;
    const char *dot = strrchr(name, '.');
    bool yaml = dot != NULL && dot != name &&
        (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
    *length = yaml ? (size_t)(dot - name) : strlen(name);
    return name;
}

bool places_joined(const options *o)
{
    size_t n = o->output == NULL ? 0 : strlen(o->output);
    if (n == 0 || is_folder(o->output))
        return false;
    bool pdf = n >= 4 && strcmp(o->output + n - 4, ".pdf") == 0;
    return strcmp(o->output, "-") == 0 || (pdf && !places_pattern(o));
}

bool places_pattern(const options *o)
{
    return o->output != NULL && strchr(o->output, '{') != NULL;
}

bool places_output(const options *o, jxb_input in, size_t index, size_t count, char *path)
{
    const char *folder = base_of(o);
    char number[32] = "";
    size_t length;
    const char *name = name_of(in.path, &length);
    if (count > 1)
        snprintf(number, sizeof number, "-%02zu", index + 1);
    int n = length >= PATH_SIZE ? -1
                                : snprintf(path, PATH_SIZE, "%s%s%s%s%.*s%s.pdf", folder,
                                      folder[strlen(folder) - 1] == '/' ? "" : "/", in.under,
                                      in.under[0] == '\0' ? "" : "/", (int)length, name, number);
    if (n >= 0 && n < PATH_SIZE)
        return true;
    fprintf(stderr, "jixiaobiao: 路径太长：%s\n", folder);
    return false;
}

bool places_named(const options *o, const naming *which, char *path, jxb_diags *diags)
{
    size_t length;
    char stem[PATH_SIZE];
    const char *name = name_of(which->in.path, &length);
    if (length >= PATH_SIZE)
        return false;
    memcpy(stem, name, length);
    stem[length] = '\0';
    char *made = jxb_output_name(o->output, which->data, which->index, which->form, stem, diags);
    int n = made == NULL ? -1 : snprintf(path, PATH_SIZE, "%s", made);
    if (n >= PATH_SIZE)
        fprintf(stderr, "jixiaobiao: 路径太长：%s\n", o->output);
    jxb_text_free(made);
    return n >= 0 && n < PATH_SIZE;
}
