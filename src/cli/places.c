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

bool places_data(char *path)
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

/* The input's name without folder and ending. */
static void stem_of(const char *input, char *stem)
{
    const char *slash = strrchr(input, '/');
    const char *name = strcmp(input, "-") == 0 ? "stdin" : slash == NULL ? input : slash + 1;
    snprintf(stem, PATH_SIZE, "%s", name);
    char *dot = strrchr(stem, '.');
    if (dot != NULL && dot != stem && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0))
        *dot = '\0';
}

static bool folder_make(const char *folder)
{
    if (is_folder(folder) || (mkdir(folder, 0777) == 0))
        return true;
    fprintf(stderr, "jixiaobiao: 建不了文件夹“%s”：%s\n", folder, strerror(errno));
    return false;
}

/* -o names a folder when it says so, is one, or several PDFs are to come. */
static bool output_is_folder(const options *o, size_t count)
{
    size_t n = o->output == NULL ? 0 : strlen(o->output);
    return n == 0 || o->output[n - 1] == '/' || is_folder(o->output) || o->file_count > 1 ||
        count > 1;
}

bool places_output(const options *o, const char *input, size_t index, size_t count, char *path)
{
    if (!output_is_folder(o, count)) {
        int n = snprintf(path, PATH_SIZE, "%s", o->output);
        return n > 0 && n < PATH_SIZE;
    }
    const char *folder = o->output == NULL || o->output[0] == '\0' ? "out" : o->output;
    char stem[PATH_SIZE];
    stem_of(input, stem);
    size_t length = strlen(folder);
    bool slash = folder[length - 1] == '/';
    int n = count == 1
        ? snprintf(path, PATH_SIZE, "%s%s%s.pdf", folder, slash ? "" : "/", stem)
        : snprintf(path, PATH_SIZE, "%s%s%s-%02zu.pdf", folder, slash ? "" : "/", stem, index + 1);
    if (n < 0 || n >= PATH_SIZE) {
        fprintf(stderr, "jixiaobiao: 路径太长：%s\n", folder);
        return false;
    }
    return folder_make(folder);
}
