/* Folders named as input, opened. */
#include "engine/engine_int.h"

enum { FOLDER_DEPTH = 16 }; /* deeper ones are links in a ring */

typedef struct listing {
    jxb_paths *paths;
    const char *const *from;
    size_t count;
} listing;

static void path_add(jxb_paths *p, const char *path, bool found)
{
    *VEC_PUSH(p->memory, &p->list) = (input_path){path, found};
}

static void folder_open(jxb_paths *p, const char *folder, int depth)
{
    str *names;
    size_t n = io_list(p->memory, folder, &names);
    for (size_t i = 0; i < n; i++) {
        const char *path = io_join(p->memory, str_of(folder), names[i]);
        bool yaml = str_ends(names[i], STR(".yaml")) || str_ends(names[i], STR(".yml"));
        if (str_starts(names[i], STR(".")))
            continue;
        if (io_is_folder(path) && depth < FOLDER_DEPTH)
            folder_open(p, path, depth + 1);
        else if (yaml && io_is_file(path))
            path_add(p, path, true);
    }
}

static void list_paths(void *context)
{
    listing *l = context;
    for (size_t i = 0; i < l->count; i++)
        if (io_is_folder(l->from[i]))
            folder_open(l->paths, l->from[i], 0);
        else
            path_add(l->paths, str_z(l->paths->memory, str_of(l->from[i])), false);
}

jxb_paths *jxb_paths_open(const char *const *from, size_t count, jxb_diags *sink)
{
    jxb_paths *paths = handle_new(sizeof *paths, sink);
    if (paths == NULL)
        return NULL;
    listing l = {paths, from, count};
    if (handle_run(paths, sink, list_paths, &l))
        return paths;
    jxb_paths_free(paths);
    return NULL;
}

void jxb_paths_free(jxb_paths *paths)
{
    handle_free(paths);
}

size_t jxb_paths_count(const jxb_paths *paths)
{
    return paths->list.count;
}

const char *jxb_paths_at(const jxb_paths *paths, size_t i)
{
    return paths->list.at[i].path;
}

bool jxb_paths_found(const jxb_paths *paths, size_t i)
{
    return paths->list.at[i].found;
}
