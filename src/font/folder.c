#include "font/font_int.h"

enum { FOLDER_DEPTH = 4, FOLDER_ENTRIES = 20000 };

typedef struct walk {
    arena *scratch;
    font_wishes *wishes;
    uint32_t entries;
} walk;

static bool font_name(str name)
{
    static const char *const ENDS[] = {".ttf", ".otf", ".ttc", ".otc"};
    if (name.n < 5)
        return false;
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (font_name_eq(str_slice(name, name.n - 4, name.n), str_of(ENDS[i])))
            return true;
    return false;
}

/* False when there are too many entries. Depth also ends loops of symbolic links. */
static bool visit(walk *w, str folder, int depth)
{
    str *names = NULL;
    size_t count = io_list(w->scratch, str_z(w->scratch, folder), &names);
    for (size_t i = 0; i < count; i++) {
        if (++w->entries > FOLDER_ENTRIES)
            return false;
        const char *path = io_join(w->scratch, folder, names[i]);
        if (font_name(names[i]))
            font_file_offer(w->scratch, str_of(path), w->wishes);
        else if (depth < FOLDER_DEPTH && io_is_folder(path) && !visit(w, str_of(path), depth + 1))
            return false;
    }
    return true;
}

const char *font_folder_offer(arena *scratch, const char *folder, font_wishes *wishes)
{
    if (!io_is_folder(folder))
        return "没有这个文件夹";
    walk w = {scratch, wishes, 0};
    return visit(&w, str_of(folder), 1) ? NULL : "里面的文件超过 20000 个";
}
