/* What an operand of a batch names: a file, a folder, a pattern, a list of operands. */
#include "engine/batch_int.h"

#include <glob.h>
#include <sys/stat.h>

enum {
    LISTS_DEEPEST = 8,
    FOLDERS_DEEPEST = 32,
    LIST_BYTES = 64 << 20,
    VISITS_MOST = 1000000 /* lists, folders and what is in them */
};

typedef struct search {
    jxb_batch *batch;
    diags *diags;
    uint32_t lists; /* how many lists name each other to lead here */
    uint32_t visits;
} search;

static void add_operand(search *s, str operand, mark at);

/* Lists and links of folders can name each other many times over. Whether to go on; told once. */
static bool visit(search *s, str name, mark at)
{
    if (s->visits == VISITS_MOST)
        return false;
    if (++s->visits < VISITS_MOST)
        return true;
    DIAG(s->diags, READ_LIMIT, at, name, STR("之前已有 100 万个文件和文件夹，不再往下找"));
    return false;
}

static void add_file(const search *s, const char *path, const char *under, bool found)
{
    *VEC_PUSH(s->batch->memory, &s->batch->inputs) = (jxb_input){path, under, found};
}

static bool is_data_name(str name)
{
    return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"));
}

/* Names that begin with "." or "_" are parts of other files, or somebody else's. */
static bool is_passed_over(str name)
{
    return str_starts(name, STR(".")) || str_starts(name, STR("_"));
}

static void add_folder(search *s, const char *folder, const char *under, uint32_t depth)
{
    arena *a = s->batch->memory;
    if (depth > FOLDERS_DEEPEST) {
        DIAG(s->diags, INPUT_DEPTH, (mark){0}, str_of(folder));
        s->visits = VISITS_MOST; /* two links to it would lead here by 2^32 ways */
        return;
    }
    str *names;
    size_t n = io_list(a, folder, &names);
    for (size_t i = 0; i < n && visit(s, str_of(folder), (mark){0}); i++) {
        if (is_passed_over(names[i]))
            continue;
        const char *path = io_join(a, str_of(folder), names[i]);
        const char *below = under[0] == '\0' ? str_z(a, names[i])
                                             : io_join(a, str_of(under), names[i]);
        if (io_is_folder(path))
            add_folder(s, path, below, depth + 1);
        else if (is_data_name(names[i]))
            add_file(s, path, under, true);
    }
}

static void add_none(const search *s, str operand, mark at)
{
    DIAG(s->diags, INPUT_NONE, at, operand);
}

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

static void add_pattern(search *s, str pattern, mark at)
{
    arena *a = s->batch->memory;
    glob_t found;
    int status = glob(str_z(a, pattern), GLOB_NOESCAPE, NULL, &found);
    size_t count = status == 0 ? found.gl_pathc : 0;
    str *paths = ARENA_ARRAY(a, str, count); /* glob's own memory is let go before anything else */
    for (size_t i = 0; i < count; i++)
        paths[i] = str_dup(a, str_of(found.gl_pathv[i]));
    if (status == 0)
        globfree(&found);
    if (status == GLOB_NOSPACE)
        arena_exhausted(a);
    if (count == 0)
        add_none(s, pattern, at);
    for (size_t i = 0; i < count && visit(s, pattern, at); i++)
        add_operand(s, paths[i], at);
}

static void add_list(search *s, str name, mark at)
{
    arena *a = s->batch->memory;
    source *from = ARENA_NEW(a, source);
    from->name = name;
    if (++s->lists > LISTS_DEEPEST)
        DIAG(s->diags, INPUT_DEPTH, at, name);
    else if (io_read(a, str_z(a, name), LIST_BYTES, at, &from->text, s->diags))
        for (size_t i = 0, line = 1; i < from->text.n; line++) {
            size_t end = str_search(from->text, STR("\n"), i);
            str operand = str_trim(str_slice(from->text, i, end == SIZE_MAX ? from->text.n : end));
            mark here = {from, (uint32_t)line, 1};
            if (operand.n > 0 && operand.at[0] != '#') {
                if (!visit(s, operand, here))
                    break;
                add_operand(s, operand, here);
            }
            i = end == SIZE_MAX ? from->text.n : end + 1;
        }
    s->lists--;
}

static void add_operand(search *s, str operand, mark at)
{
    const char *path = str_z(s->batch->memory, operand);
    bool pattern = str_search(operand, STR("*"), 0) != SIZE_MAX ||
        str_search(operand, STR("?"), 0) != SIZE_MAX ||
        str_search(operand, STR("["), 0) != SIZE_MAX;
    size_t before = s->batch->inputs.count;
    if (io_is_folder(path)) {
        add_folder(s, path, "", 0);
        if (s->batch->inputs.count == before)
            add_none(s, operand, at);
    } else if (is_there(path) || str_eq(operand, STR("-"))) {
        add_file(s, path, "", false);
    } else if (str_starts(operand, STR("@"))) {
        add_list(s, str_slice(operand, 1, operand.n), at);
    } else if (pattern) {
        add_pattern(s, operand, at);
    } else {
        add_file(s, path, "", false); /* that it is not there is told when it is read */
    }
}

void batch_add(jxb_batch *batch, const char *operand, diags *d)
{
    search s = {.batch = batch, .diags = d};
    add_operand(&s, str_dup(batch->memory, str_of(operand)), (mark){0});
}
