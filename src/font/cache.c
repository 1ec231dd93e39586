#include "font/font_int.h"

#include <fontconfig/fontconfig.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * What was found among installed fonts, kept between runs, since to start fontconfig takes half as
 * long as all else that a form needs. An answer is taken only while every file and folder that it
 * came from is as it was: fontconfig's configuration and its folders, its folders of fonts, the
 * files that bear a wished name, and what is watched beside them. Whatever else differs (another
 * user, environment, version or list of wishes, a damaged file), fontconfig is asked, and a failure
 * to keep its answer is no failure.
 *
 * The file: the head, a stamp for each path, an answer for each wish that has one, a sum.
 */

enum { CACHE_BYTES = 1 << 20, FRESH_SECONDS = 2 };

/* Who asks for what. FORMAT also counts changes of how a face is chosen. */
static str head_of(arena *a, const font_cache *c, const font_wishes *w)
{
    enum { FORMAT = 1 };
    buf out = {.memory = a};
    buf_fmt(&out, "jixiaobiao %s fonts %d fontconfig %d uid %ld\n%s\n", JXB_VERSION, FORMAT,
        FcGetVersion(), (long)getuid(), c->key);
    for (uint32_t i = 0; i < w->count; i++)
        if (!w->at[i].answered)
            buf_fmt(&out, "wish %u %.*s:%.*s\n", (unsigned)i, STR_ARG(w->at[i].family),
                STR_ARG(w->at[i].style));
    return buf_str(&out);
}

/* The state of a path. Of its times the last change of the inode is the one that nobody can set. */
static str stamp_of(arena *a, const char *path, int64_t *changed)
{
    struct stat st;
    *changed = 0;
    if (stat(path, &st) != 0)
        return str_fmt(a, "absent %s\n", path);
    *changed = st.st_ctim.tv_sec;
    return str_fmt(a, "stamp %" PRId64 ".%09ld %" PRIu64 " %" PRId64 " %s\n", *changed,
        st.st_ctim.tv_nsec, (uint64_t)st.st_ino, (int64_t)st.st_size, path);
}

static str sum_of(arena *a, str bytes)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < bytes.n; i++)
        hash = (hash ^ (unsigned char)bytes.at[i]) * UINT64_C(1099511628211);
    return str_fmt(a, "sum %016" PRIx64 "\n", hash);
}

/* ---- reading ---- */

/* The line at *i with its end; *i moves behind it. */
static str line_next(str text, size_t *i)
{
    size_t end = str_search(text, STR("\n"), *i);
    str line = str_slice(text, *i, end == SIZE_MAX ? text.n : end + 1);
    *i += line.n;
    return line;
}

/* A decimal number at *i and the blank behind it. */
static bool number_next(str line, size_t *i, uint32_t *out)
{
    size_t from = *i;
    uint64_t value = 0;
    for (; *i < line.n && line.at[*i] >= '0' && line.at[*i] <= '9' && value <= UINT32_MAX; ++*i)
        value = value * 10 + (uint64_t)(line.at[*i] - '0');
    bool good = *i > from && *i < line.n && line.at[*i] == ' ' && value <= UINT32_MAX;
    ++*i;
    *out = (uint32_t)value;
    return good;
}

/* Whether the path of the line is as it was when the line was written. */
static bool still_true(arena *scratch, str line)
{
    size_t at = str_search(line, STR(" /"), 0);
    if (!str_ends(line, STR("\n")) || at == SIZE_MAX)
        return false;
    int64_t changed;
    const char *path = str_z(scratch, str_slice(line, at + 1, line.n - 1));
    return str_eq(stamp_of(scratch, path, &changed), line);
}

static bool answer_take(str line, font_wishes *w)
{
    size_t i = strlen("face ");
    uint32_t wish, index;
    if (!str_starts(line, STR("face ")) || !number_next(line, &i, &wish) ||
        !number_next(line, &i, &index))
        return false;
    if (wish >= w->count || w->at[wish].answered || i + 1 >= line.n)
        return false;
    font_wish *to = &w->at[wish];
    to->answered = true;
    to->path = str_dup(w->memory, str_slice(line, i, line.n - 1));
    to->index = index;
    to->shelf = w->shelf;
    return true;
}

/* What the file says before its sum; nothing when that is wrong. */
static str cache_load(arena *scratch, const char *path)
{
    str text, none = {0};
    size_t sum = sum_of(scratch, none).n;
    if (!io_is_file(path) ||
        !io_read(scratch, path, CACHE_BYTES, (mark){0}, &text, diags_new(scratch)) || text.n < sum)
        return none;
    str body = str_slice(text, 0, text.n - sum);
    return str_eq(sum_of(scratch, body), str_slice(text, body.n, text.n)) ? body : none;
}

bool font_cache_take(arena *scratch, const font_cache *c, font_wishes *w)
{
    str text = cache_load(scratch, c->path), head = head_of(scratch, c, w);
    if (!str_starts(text, head))
        return false;
    size_t i = head.n;
    while (i < text.n && !str_starts(str_slice(text, i, text.n), STR("face ")))
        if (!still_true(scratch, line_next(text, &i)))
            return false;
    bool good = true;
    while (i < text.n && good)
        good = answer_take(line_next(text, &i), w);
    for (uint32_t k = 0; k < w->count && !good; k++)
        if (w->at[k].shelf == w->shelf)
            w->at[k].answered = false;
    return good;
}

/* ---- writing ---- */

/* A path that a line can hold and that means the same wherever the program is started. */
static bool plain_path(str path)
{
    return str_starts(path, STR("/")) && str_search(path, STR("\n"), 0) == SIZE_MAX;
}

font_cache_draft font_cache_begin(arena *scratch, const font_cache *c, const font_wishes *w)
{
    font_cache_draft draft = {.text = {.memory = scratch}};
    buf_add(&draft.text, head_of(scratch, c, w));
    /* Without a sum nobody takes it for an answer; it tells the time. */
    struct stat st;
    if (io_write(c->path, buf_str(&draft.text), diags_new(scratch)) && stat(c->path, &st) == 0)
        draft.begun = st.st_ctim.tv_sec;
    for (uint32_t i = 0; i < c->watched_count; i++)
        font_cache_watch(&draft, str_of(c->watched[i]));
    return draft;
}

void font_cache_watch(font_cache_draft *draft, str path)
{
    arena *a = draft->text.memory;
    int64_t changed;
    str stamp = stamp_of(a, str_z(a, path), &changed);
    /* What changed while fontconfig was reading, it may have seen as it was before. */
    if (!plain_path(path) || changed + FRESH_SECONDS >= draft->begun)
        draft->doubtful = true;
    buf_add(&draft->text, stamp);
}

void font_cache_keep(font_cache_draft *draft, const font_cache *c, const font_wishes *w)
{
    arena *a = draft->text.memory;
    for (uint32_t i = 0; i < w->count; i++) {
        const font_wish *wish = &w->at[i];
        if (!wish->answered || wish->shelf != w->shelf)
            continue;
        if (!plain_path(wish->path))
            draft->doubtful = true;
        buf_fmt(&draft->text, "face %u %u %.*s\n", (unsigned)i, (unsigned)wish->index,
            STR_ARG(wish->path));
    }
    buf_add(&draft->text, sum_of(a, buf_str(&draft->text)));
    if (!draft->doubtful)
        io_write(c->path, buf_str(&draft->text), diags_new(a));
}
