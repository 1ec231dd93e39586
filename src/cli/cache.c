/* Where fontconfig's answers are kept between runs, and what in the environment they hang on. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

/* An XDG base directory, by its variable or under HOME (XDG Base Directory Specification). */
static bool base_folder(const char *variable, const char *under_home, char *path)
{
    const char *value = getenv(variable), *home = getenv("HOME");
    int n = 0;
    if (value != NULL && value[0] == '/')
        n = snprintf(path, PATH_SIZE, "%s", value);
    else if (home != NULL && home[0] == '/')
        n = snprintf(path, PATH_SIZE, "%s/%s", home, under_home);
    return n > 0 && n < PATH_SIZE;
}

static bool append(char *path, const char *name)
{
    size_t n = strlen(path);
    int more = snprintf(path + n, PATH_SIZE - n, "/%s", name);
    return more > 0 && (size_t)more < PATH_SIZE - n;
}

static bool folder_there(const char *path)
{
    struct stat st;
    return (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) || mkdir(path, 0700) == 0;
}

static bool file_place(char *path)
{
    return base_folder("XDG_CACHE_HOME", ".cache", path) && folder_there(path) &&
        append(path, "jixiaobiao") && folder_there(path) && append(path, "fonts");
}

/* What fontconfig's usual configuration includes where it exists. */
static bool watched_places(cache_place *p)
{
    static const char *const names[] = {".fonts.conf", ".fonts.conf.d", ".fonts"};
    for (size_t i = 0; i < 3; i++)
        if (!base_folder("", names[i], p->watched[i]))
            return false;
    return base_folder("XDG_CONFIG_HOME", ".config", p->watched[3]) &&
        append(p->watched[3], "fontconfig") &&
        base_folder("XDG_DATA_HOME", ".local/share", p->watched[4]) &&
        append(p->watched[4], "fonts");
}

static bool key_fill(char *key, size_t size)
{
    static const char *const names[] = {
        "HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME", "XDG_DATA_DIRS"};
    size_t n = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        int more = snprintf(key + n, size - n, "%s=%s ", names[i], value == NULL ? "" : value);
        if (more < 0 || (size_t)more >= size - n)
            return false;
        n += (size_t)more;
    }
    return true;
}

const jxb_font_cache *cache_place_find(cache_place *p)
{
    if (set("FONTCONFIG_FILE") || set("FONTCONFIG_PATH") || set("FONTCONFIG_SYSROOT"))
        return NULL;
    if (!file_place(p->path) || !watched_places(p) || !key_fill(p->key, sizeof p->key))
        return NULL;
    for (size_t i = 0; i < CACHE_WATCHED; i++)
        p->list[i] = p->watched[i];
    p->cache = (jxb_font_cache){p->path, p->key, p->list, CACHE_WATCHED};
    return &p->cache;
}
