/* JSON as text. A writer of this size needs no values in between, and no library to free them when
 * memory runs out. */
#include "report/report_int.h"

#include <string.h>

static void line_begin(json *j)
{
    buf_byte(j->out, '\n');
    for (unsigned i = 0; i < j->depth; i++)
        buf_add(j->out, STR("  "));
}

void json_quoted(buf *out, str s)
{
    buf_byte(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == '"' || c == '\\')
            buf_byte(out, '\\');
        if (c == '\n')
            buf_add(out, STR("\\n"));
        else if (c < 0x20)
            buf_fmt(out, "\\u%04x", (unsigned)c);
        else
            buf_byte(out, (char)c);
    }
    buf_byte(out, '"');
}

/* Before a value: in an object its name has been written. */
static void value_begin(json *j)
{
    size_t n = j->out->n;
    if (j->depth == 0 || (n >= 2 && memcmp(j->out->at + n - 2, ": ", 2) == 0))
        return;
    if (j->filled[j->depth])
        buf_byte(j->out, ',');
    j->filled[j->depth] = true;
    line_begin(j);
}

void json_name(json *j, str name)
{
    if (j->filled[j->depth])
        buf_byte(j->out, ',');
    j->filled[j->depth] = true;
    line_begin(j);
    json_quoted(j->out, name);
    buf_add(j->out, STR(": "));
}

void json_key(json *j, const char *name)
{
    json_name(j, str_of(name));
}

void json_open(json *j, char bracket)
{
    value_begin(j);
    buf_byte(j->out, bracket);
    j->filled[++j->depth] = false;
}

void json_close(json *j, char bracket)
{
    bool filled = j->filled[j->depth--];
    if (filled)
        line_begin(j);
    buf_byte(j->out, bracket);
}

void json_text(json *j, str text)
{
    value_begin(j);
    json_quoted(j->out, text);
}

void json_number(json *j, unsigned value)
{
    value_begin(j);
    buf_fmt(j->out, "%u", value);
}

void json_hundredths(json *j, int64_t value)
{
    int64_t size = value < 0 ? -value : value;
    value_begin(j);
    buf_fmt(j->out, "%s%lld.%02d", value < 0 ? "-" : "", (long long)(size / 100), (int)(size % 100));
}

void json_flag(json *j, bool value)
{
    value_begin(j);
    buf_add(j->out, value ? STR("true") : STR("false"));
}

void json_words(json *j, const char *const *words)
{
    value_begin(j);
    buf_byte(j->out, '[');
    for (size_t i = 0; words[i] != NULL; i++) {
        if (i > 0)
            buf_add(j->out, STR(", "));
        json_quoted(j->out, str_of(words[i]));
    }
    buf_byte(j->out, ']');
}

void json_entry(json *j, const char *name, str text)
{
    json_key(j, name);
    json_text(j, text);
}
