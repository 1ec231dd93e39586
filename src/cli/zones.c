/* --places: where seals and signatures go, as a JSON array with an object for each PDF. */
#include "cli/cli.h"

#include <string.h>

enum { SUFFIX = 8 };

static void temporary(const session *s, char *path)
{
    snprintf(path, PATH_SIZE + SUFFIX, "%s.part", s->options->places);
}

static bool fault(const session *s)
{
    fprintf(stderr, "jixiaobiao: 写不了 %s\n", s->options->places);
    return false;
}

bool zones_open(session *s)
{
    char path[PATH_SIZE + SUFFIX];
    if (strlen(s->options->places) >= PATH_SIZE)
        return fault(s);
    temporary(s, path);
    s->places = fopen(path, "wb");
    return (s->places != NULL && fputs("[\n", s->places) >= 0) || fault(s);
}

bool zones_add(session *s, const jxb_pages *pages, const char *file)
{
    char *text = jxb_pages_places(pages, file);
    bool good = text != NULL && (!s->placed || fputs(",\n", s->places) >= 0) &&
        fputs(text, s->places) >= 0;
    s->placed = true;
    jxb_text_free(text);
    return good || fault(s);
}

bool zones_close(session *s, bool keep)
{
    char path[PATH_SIZE + SUFFIX];
    if (s->places == NULL)
        return true;
    temporary(s, path);
    bool good = fputs("]\n", s->places) >= 0;
    good = fclose(s->places) == 0 && good;
    s->places = NULL;
    if (keep && good && rename(path, s->options->places) == 0)
        return true;
    remove(path);
    return !keep || fault(s);
}
