/* Paths of output from a pattern: "out/{部门名称}/{年度}-{项目名称}.pdf". */
#include "engine/batch_int.h"

enum { NAME_BYTES = 255 }; /* the longest name that file systems take */

typedef struct naming {
    guard escape;
    arena *memory;
    const char *pattern, *stem;
    const jxb_data *data;
    size_t index;
    const form_template *form;
    diags *diags;
    str path;
} naming;

/* What no common file system, or no officer's Windows, takes in a name. */
static bool is_forbidden(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F || c == '/' || c == '\\' || c == ':' || c == '*' ||
        c == '?' || c == '"' || c == '<' || c == '>' || c == '|';
}

str name_safe(arena *a, str text)
{
    text = str_trim(text);
    while (text.n > 0 && (text.at[0] == '.' || text.at[0] == ' '))
        text = str_slice(text, 1, text.n);
    while (text.n > 0 && (text.at[text.n - 1] == '.' || text.at[text.n - 1] == ' '))
        text.n--;
    buf out = {.memory = a};
    for (size_t i = 0; i < text.n; i++)
        buf_byte(&out, is_forbidden(text.at[i]) ? '_' : text.at[i]);
    return buf_str(&out);
}

/* The value under a key, or under another name of the form's field of that name. */
static const node *value_of(const naming *n, str key)
{
    const node *data = n->data->tree->documents[n->index], *found = tree_lookup(data, key);
    uint32_t count = 0;
    const form_field *fields = n->form == NULL ? NULL : template_fields(n->form, &count);
    for (uint32_t i = 0; found == NULL && i < count; i++) {
        const form_field *f = &fields[i];
        bool known = str_eq(f->name, key);
        for (uint32_t k = 0; k < f->synonym_count; k++)
            known = known || str_eq(f->synonyms[k], key);
        found = known ? tree_lookup(data, f->name) : NULL;
        for (uint32_t k = 0; known && found == NULL && k < f->synonym_count; k++)
            found = tree_lookup(data, f->synonyms[k]);
    }
    return found;
}

static str refuse(const naming *n, mark at, str key, str why, str hint)
{
    DIAG(n->diags, OUTPUT_NAME, at, key, why, hint);
    return STR("");
}

static str key_value(const naming *n, str key)
{
    arena *a = n->memory;
    mark top = n->data->tree->documents[n->index]->at;
    if (str_eq(key, STR("文件")))
        return name_safe(a, str_of(n->stem));
    if (str_eq(key, STR("序号")))
        return str_fmt(a, "%02zu", n->index + 1);
    const node *value = value_of(n, key);
    if (value == NULL)
        return refuse(
            n, top, key, STR("数据里没有这一项"), STR("请在数据里加上，或换一个名称样式"));
    if (value->kind != NODE_SCALAR)
        return refuse(
            n, value->at, key, STR("这一项不是一段文字"), STR("名称样式里只能用填一段文字的项"));
    str safe = name_safe(a, value->text);
    if (safe.n == 0)
        return refuse(n, value->at, key, STR("这一项是空的"), STR("请填上，或换一个名称样式"));
    return safe;
}

static str fill(const naming *n)
{
    buf out = {.memory = n->memory};
    str pattern = str_of(n->pattern);
    for (size_t i = 0; i < pattern.n;) {
        size_t end = pattern.at[i] == '{' ? str_search(pattern, STR("}"), i) : SIZE_MAX;
        if (end == SIZE_MAX) {
            buf_byte(&out, pattern.at[i++]);
        } else {
            buf_add(&out, key_value(n, str_slice(pattern, i + 1, end)));
            i = end + 1;
        }
    }
    if (!str_ends(buf_str(&out), STR(".pdf")))
        buf_add(&out, STR(".pdf"));
    return buf_str(&out);
}

/* A name of the path, cut between characters where it is too long; a hash of the whole keeps those
 * apart that begin alike. */
static void add_name(buf *out, str name, bool last)
{
    arena *a = out->memory;
    if (name.n <= NAME_BYTES) {
        buf_add(out, name);
        return;
    }
    hasher *sum = hash_new(a);
    hash_add(sum, name);
    str tail = str_fmt(a, "~%.8s%s", hash_hex(sum, a).at, last ? ".pdf" : "");
    size_t kept = NAME_BYTES - tail.n;
    while (((unsigned char)name.at[kept] & 0xC0) == 0x80)
        kept--;
    buf_add(out, str_slice(name, 0, kept));
    buf_add(out, tail);
}

static void name_output(void *context)
{
    naming *n = context;
    buf out = {.memory = n->memory};
    str path = fill(n);
    for (size_t i = 0; i < path.n;) {
        size_t slash = str_search(path, STR("/"), i), end = slash == SIZE_MAX ? path.n : slash;
        add_name(&out, str_slice(path, i, end), slash == SIZE_MAX);
        if (slash != SIZE_MAX)
            buf_byte(&out, '/');
        i = end + (slash != SIZE_MAX);
    }
    n->path = buf_str(&out);
}

char *jxb_output_name(const char *pattern, const jxb_data *data, size_t index,
    const jxb_template *form, const char *stem, jxb_diags *sink)
{
    naming *n = handle_new(sizeof *n, sink);
    if (n == NULL)
        return NULL;
    n->pattern = pattern;
    n->stem = stem;
    n->data = data;
    n->index = index;
    n->form = form == NULL ? NULL : form->form;
    n->diags = sink->list;
    char *path = handle_run(n, sink, name_output, n) ? text_out(n->path, sink) : NULL;
    handle_free(n);
    return path;
}
