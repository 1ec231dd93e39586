/* Folders of sources: written from a PDF, read, compared with what pages were made from. */
#include "engine/origin_int.h"

#include "unpack/unpack.h"

#include <stdio.h>
#include <string.h>

enum { PDF_BYTES = 1 << 30, MANIFEST_BYTES = 16 << 20 };

/* ---- out of a PDF ---- */

typedef struct extracting {
    guard escape;
    arena *memory;
    const char *pdf, *folder;
    diags *diags;
    bool done;
    buf names;
} extracting;

static bool folder_free(const extracting *e)
{
    str *names;
    bool there = io_is_folder(e->folder);
    if (there && io_list(e->memory, e->folder, &names) == 0)
        return true;
    if (!there && !io_is_there(e->folder))
        return io_make_folder(e->memory, e->folder, e->diags);
    DIAG(e->diags, UNPACK_FOLDER, (mark){0}, str_of(e->folder),
        there ? STR("里面已有文件") : STR("已有同名的文件"));
    return false;
}

static bool file_write(extracting *e, const unpack_file *file)
{
    char *path = io_join(e->memory, str_of(e->folder), file->name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    bool made = io_make_folder(e->memory, path, e->diags);
    *slash = '/';
    if (!made || !io_write(path, file->bytes, e->diags))
        return false;
    buf_add(&e->names, file->name);
    buf_byte(&e->names, '\n');
    return true;
}

static void extract(void *context)
{
    extracting *e = context;
    str bytes;
    unpack_files files;
    e->names.memory = e->memory;
    if (!io_read(e->memory, e->pdf, PDF_BYTES, (mark){0}, &bytes, e->diags) ||
        !unpack_pdf(e->memory, str_of(e->pdf), bytes, &files, e->diags) || !folder_free(e))
        return;
    e->done = true;
    for (uint32_t i = 0; i < files.count && e->done; i++)
        e->done = file_write(e, &files.at[i]);
}

char *jxb_source_extract(const char *pdf, const char *folder, jxb_diags *sink)
{
    extracting *e = handle_new(sizeof *e, sink);
    if (e == NULL)
        return NULL;
    e->pdf = pdf;
    e->folder = folder;
    e->diags = sink->list;
    bool done = handle_run(e, sink, extract, e) && e->done;
    char *names = done ? text_out(buf_str(&e->names), sink) : NULL;
    handle_free(e);
    return names;
}

/* ---- a folder of sources ---- */

struct jxb_source {
    guard escape;
    arena *memory;
    const char *folder;
    const node *manifest;
    jxb_source_facts facts;
    VEC(jxb_source_part) parts;
    bool good;
};

typedef struct opening {
    jxb_source *source;
    diags *diags;
} opening;

static void fault(opening *o, mark at, const char *what)
{
    DIAG(o->diags, SOURCE_MANIFEST, at, str_of(what));
    o->source->good = false;
}

/* The text under the key; NULL, told, when there is none. */
static const node *text_of(opening *o, const node *map, const char *key)
{
    const node *n = tree_lookup(map, str_of(key));
    if (n != NULL && n->kind == NODE_SCALAR)
        return n;
    fault(o, map->at, key);
    return NULL;
}

static bool yes_of(opening *o, const char *key)
{
    const node *n = text_of(o, o->source->manifest, key);
    if (n != NULL && !str_eq(n->text, STR("是")) && !str_eq(n->text, STR("否")))
        fault(o, n->at, key);
    return n != NULL && str_eq(n->text, STR("是"));
}

/* A whole number from 0; the manifest may be anybody's. */
static long long number_of(opening *o, const node *n, const char *key)
{
    enum { DIGITS_MOST = 12 };
    long long value = 0;
    bool good = n != NULL && n->text.n > 0 && n->text.n <= DIGITS_MOST;
    for (size_t i = 0; good && i < n->text.n; i++) {
        good = n->text.at[i] >= '0' && n->text.at[i] <= '9';
        value = value * 10 + (n->text.at[i] - '0');
    }
    if (n != NULL && !good)
        fault(o, n->at, key);
    return good ? value : 0;
}

static void options_read(opening *o)
{
    jxb_pdf_options *pdf = &o->source->facts.pdf;
    const node *flavour = text_of(o, o->source->manifest, "归档");
    pdf->attach_source = true;
    pdf->pdfa = JXB_PDFA_3A;
    if (flavour != NULL && str_eq(flavour->text, STR("none")))
        pdf->pdfa = JXB_PDFA_NONE;
    else if (flavour != NULL && !str_eq(flavour->text, STR("3a")))
        fault(o, flavour->at, "归档");
    pdf->without_fields = !yes_of(o, "签名域");
    const node *date = tree_lookup(o->source->manifest, STR("日期"));
    pdf->dated = date != NULL;
    pdf->created = number_of(o, date, "日期");
    o->source->facts.joined = yes_of(o, "合成");
}

static const char *path_in(const jxb_source *s, str name)
{
    return io_join(s->memory, str_of(s->folder), name);
}

static void part_read(opening *o, const node *n)
{
    const node *data = text_of(o, n, "数据"), *index = text_of(o, n, "第几份"),
               *form = tree_lookup(n, STR("模板"));
    long long number = number_of(o, index, "第几份");
    if (data != NULL && !unpack_name_sound(data->text))
        fault(o, data->at, "数据");
    if (index != NULL && number == 0)
        fault(o, index->at, "第几份");
    if (o->source->good)
        *VEC_PUSH(o->source->memory, &o->source->parts) = (jxb_source_part){
            path_in(o->source, data->text), (size_t)number - 1,
            form == NULL ? NULL : str_z(o->source->memory, form->text)};
}

static void parts_read(opening *o)
{
    const node *list = tree_lookup(o->source->manifest, STR("各份"));
    if (list == NULL || list->kind != NODE_LIST || list->count == 0) {
        fault(o, o->source->manifest->at, "各份");
        return;
    }
    for (const node *n = list->first; n != NULL; n = n->next)
        if (n->kind == NODE_MAP)
            part_read(o, n);
        else
            fault(o, n->at, "各份");
    bool joined = o->source->facts.joined;
    if (!joined && list->count > 1)
        fault(o, list->at, "合成");
}

static void open_source(void *context)
{
    opening *o = context;
    jxb_source *s = o->source;
    arena *a = s->memory;
    source *from = ARENA_NEW(a, source);
    s->folder = str_z(a, str_of(s->folder));
    const char *path = path_in(s, STR(MANIFEST_NAME));
    from->name = str_of(path);
    if (!io_read(a, path, MANIFEST_BYTES, (mark){0}, &from->text, o->diags))
        return;
    const tree *read = tree_load(a, from, &tree_default_limits, o->diags);
    if (read == NULL)
        return;
    s->manifest = read->documents[0];
    s->good = true;
    if (s->manifest->kind == NODE_MAP)
        options_read(o);
    if (s->manifest->kind == NODE_MAP)
        parts_read(o);
    else
        fault(o, s->manifest->at, MANIFEST_NAME);
    s->facts.parts = s->parts.count;
    s->facts.font_map = path_in(s, STR("fonts/fonts.yaml"));
    s->facts.templates = path_in(s, STR("templates"));
}

jxb_source *jxb_source_open(const char *folder, jxb_diags *sink)
{
    jxb_source *s = handle_new(sizeof *s, sink);
    if (s == NULL)
        return NULL;
    s->folder = folder;
    opening o = {s, sink->list};
    if (handle_run(s, sink, open_source, &o) && s->good)
        return s;
    jxb_source_free(s);
    return NULL;
}

void jxb_source_free(jxb_source *s)
{
    handle_free(s);
}

jxb_source_facts jxb_source_about(const jxb_source *s)
{
    return s->facts;
}

jxb_source_part jxb_source_part_at(const jxb_source *s, size_t i)
{
    return s->parts.at[i];
}

typedef struct checking {
    const jxb_source *source;
    const jxb_source_part *part;
    const jxb_data *data;
    diags *diags;
} checking;

static void check_part(void *context)
{
    const checking *c = context;
    if (c->part->index >= c->data->tree->count ||
        jxb_data_is_book(c->data, c->part->index) != (c->part->form == NULL))
        DIAG(c->diags, SOURCE_MANIFEST, c->source->manifest->at, STR("第几份"));
}

bool jxb_source_part_check(jxb_source *s, size_t i, const jxb_data *data, jxb_diags *sink)
{
    checking c = {s, &s->parts.at[i], data, sink->list};
    return handle_run(s, sink, check_part, &c);
}

bool jxb_source_is(const char *folder)
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/%s", folder, MANIFEST_NAME);
    return n > 0 && (size_t)n < sizeof path && io_is_file(path);
}

/* ---- what differs ---- */

typedef struct comparing {
    const jxb_source *source;
    jxb_pages *pages;
    diags *diags;
    bool done;
} comparing;

static void tell(const comparing *c, str what, str how)
{
    DIAG(c->diags, SOURCE_DIFFERS, (mark){0}, what, how);
}

/* An entry of a list is known by its 名称, or by its first word; what it says is its 散列, or all
 * of it. */
static str key_of(const node *n)
{
    const node *name = tree_lookup(n, STR("名称"));
    size_t space = str_search(n->text, STR(" "), 0);
    return name != NULL ? name->text : str_slice(n->text, 0, space < n->text.n ? space : n->text.n);
}

static str value_of(const node *n)
{
    const node *hash = tree_lookup(n, STR("散列"));
    return hash != NULL ? hash->text : n->text;
}

static const node *entry_of(const node *list, str key)
{
    const node *n = list == NULL ? NULL : list->first;
    while (n != NULL && !str_eq(key_of(n), key))
        n = n->next;
    return n;
}

static void list_compare(const comparing *c, const node *was, const node *now, const char *what)
{
    arena *a = c->pages->memory;
    str key = str_of(what);
    was = tree_lookup(was, key);
    now = tree_lookup(now, key);
    for (const node *n = now == NULL ? NULL : now->first; n != NULL; n = n->next) {
        const node *old = entry_of(was, key_of(n));
        str name = str_fmt(a, "%s“%.*s”", what, STR_ARG(key_of(n)));
        bool hashed = n->kind == NODE_MAP;
        if (old == NULL)
            tell(c, name, STR("那时没有用"));
        else if (!str_eq(value_of(old), value_of(n)))
            tell(c, name,
                hashed ? STR("内容已改变")
                       : str_fmt(a, "那时是 %.*s，现在是 %.*s", STR_ARG(value_of(old)),
                             STR_ARG(value_of(n))));
    }
    for (const node *n = was == NULL ? NULL : was->first; n != NULL; n = n->next)
        if (entry_of(now, key_of(n)) == NULL)
            tell(c, str_fmt(a, "%s“%.*s”", what, STR_ARG(key_of(n))), STR("现在没有用"));
}

static void compare(void *context)
{
    comparing *c = context;
    arena *a = c->pages->memory;
    if (c->pages->scene == NULL)
        c->pages->scene = scene_end(c->pages->book);
    const origin_bundle *bundle = origin_collect(c->pages, &c->source->facts.pdf, c->diags);
    if (bundle == NULL)
        return;
    source *text = ARENA_NEW(a, source);
    *text = (source){STR(MANIFEST_NAME), bundle->at.at[0].bytes};
    const tree *read = tree_load(a, text, &tree_default_limits, c->diags);
    if (read == NULL)
        return;
    c->done = true;
    const node *was = c->source->manifest, *now = read->documents[0];
    const node *program = tree_lookup(was, STR("程序")), *own = tree_lookup(now, STR("程序"));
    if (program == NULL || !str_eq(program->text, own->text))
        tell(c, STR("程序"),
            str_fmt(a, "那时是 %.*s", STR_ARG(program == NULL ? STR("？") : program->text)));
    list_compare(c, was, now, "库");
    list_compare(c, was, now, "文件");
    list_compare(c, was, now, "字体");
}

bool jxb_source_compare(const jxb_source *s, jxb_pages *pages, jxb_diags *sink)
{
    comparing c = {.source = s, .pages = pages, .diags = sink->list};
    return handle_run(pages, sink, compare, &c) && c.done;
}
