/* What pages were made from: data, includes, the form's chain, what forms share, the font map. */
#include "engine/origin_int.h"

static void file_add(arena *a, origin_files *to, str name, str text)
{
    *VEC_PUSH(a, to) = (origin_file){name, text};
}

/* A name that can be a file's anywhere. */
static str clean_name(arena *a, str name)
{
    buf out = {.memory = a};
    for (size_t i = 0; i < name.n;) {
        char bytes[4];
        uint32_t cp = utf8_next(name, &i);
        bool odd = cp < 0x20 || cp == 0x7F || cp == '\\' || cp == ':' || cp == UTF8_REPLACEMENT;
        buf_add(&out, (str){bytes, utf8_put(bytes, odd ? '_' : cp)});
    }
    return buf_str(&out);
}

static size_t folder_length(str path)
{
    size_t n = path.n;
    while (n > 0 && path.at[n - 1] != '/')
        n--;
    return n;
}

static void read_add(
    arena *a, const source *const *read, uint32_t count, size_t folder, origin_files *to)
{
    for (uint32_t i = 0; i < count; i++) {
        str name = str_slice(read[i]->name, folder, read[i]->name.n);
        bool twice = false;
        for (uint32_t k = 1; k < to->count; k++)
            twice = twice || str_eq(to->at[k].name, name);
        if (!twice)
            file_add(a, to, name, read[i]->text);
    }
}

/* The files of the data: what it names lies in its own file's folder or below. */
static void data_add(arena *a, const jxb_document *doc, origin_files *to)
{
    const jxb_data *data = doc->data;
    size_t folder = data->standard ? 0 : folder_length(data->from.name);
    str main = str_slice(data->from.name, folder, data->from.name.n);
    file_add(a, to, data->standard ? STR("stdin.yaml") : clean_name(a, main), data->from.text);
    read_add(a, data->included.at, data->included.count, folder, to);
    read_add(a, doc->read.at, doc->read.count, folder, to);
}

static void shared_add(arena *a, const node *shared, const char *name, origin_files *to)
{
    if (shared != NULL && shared->at.source != NULL)
        file_add(a, to, str_of(name), shared->at.source->text);
}

static void template_add(arena *a, const jxb_forms *f, uint32_t which, origin_files *to)
{
    str name = str_fmt(a, "%.*s/template.yaml", STR_ARG(f->facts.at[which].id));
    for (uint32_t i = 0; i < to->count; i++)
        if (str_eq(to->at[i].name, name))
            return;
    file_add(a, to, name, f->sources.at[which].text);
}

/* A form and what it extends, a chain that was loaded and therefore ends; all that a book read. */
static void forms_add(arena *a, const jxb_document *doc, origin_files *to)
{
    const jxb_forms *f = doc->forms;
    for (int which = doc->form == NULL ? -1 : (int)doc->form->which; which >= 0;) {
        str base = f->facts.at[which].base;
        template_add(a, f, (uint32_t)which, to);
        which = base.n == 0 ? -1 : library_search(f->facts.at, f->facts.count, base);
    }
    for (uint32_t i = 0; i < doc->templates.count; i++)
        template_add(a, f, doc->templates.at[i], to);
    shared_add(a, f->library.styles, "styles.yaml", to);
    shared_add(a, f->library.taxonomies, "taxonomies.yaml", to);
    shared_add(a, f->library.pages, "pages.yaml", to);
    shared_add(a, f->library.fit, "fit.yaml", to);
    if (doc->form == NULL)
        shared_add(a, f->library.books, "books.yaml", to);
}

origin *origin_of(arena *a, const jxb_document *doc)
{
    origin *o = ARENA_NEW(a, origin);
    o->index = (uint32_t)doc->index;
    if (doc->form != NULL)
        o->form_id = doc->forms->facts.at[doc->form->which].id;
    data_add(a, doc, &o->data);
    forms_add(a, doc, &o->form);
    return o;
}

static bool same_files(const origin_files *x, const origin_files *y)
{
    if (x->at == y->at)
        return true;
    bool same = x->count == y->count;
    for (uint32_t i = 0; same && i < x->count; i++)
        same = str_eq(x->at[i].name, y->at[i].name) && str_eq(x->at[i].text, y->at[i].text);
    return same;
}

static origin_files files_copy(arena *a, const origin_files *from, const origin_files *last)
{
    if (last != NULL && same_files(from, last))
        return *last;
    origin_files to = {0};
    for (uint32_t i = 0; i < from->count; i++)
        file_add(a, &to, str_dup(a, from->at[i].name), str_dup(a, from->at[i].text));
    return to;
}

origin *origin_copy(arena *a, const origin *from, const origin *last)
{
    origin *o = ARENA_NEW(a, origin);
    o->index = from->index;
    o->form_id = str_dup(a, from->form_id);
    o->data = files_copy(a, &from->data, last == NULL ? NULL : &last->data);
    o->form = files_copy(a, &from->form, last == NULL ? NULL : &last->form);
    return o;
}

/* ---- into a PDF ---- */

typedef struct collecting {
    arena *memory;
    origin_bundle *out;
    str_map *names;
    diags *diags;
    bool good;
} collecting;

static void attach(collecting *c, str name, const char *about, str text)
{
    pdf_attachment *there = map_lookup(c->names, name);
    if (there != NULL) {
        if (!str_eq(there->bytes, text)) {
            DIAG(c->diags, PDF_WRITE, (mark){0},
                str_fmt(c->memory, "附带的来源里有两个不同的“%.*s”", STR_ARG(name)));
            c->good = false;
        }
        return;
    }
    pdf_attachment *made = ARENA_NEW(c->memory, pdf_attachment);
    *made = (pdf_attachment){name,
        str_ends(name, STR(".yaml")) ? STR("text/yaml") : STR("text/plain"), str_of(about), text};
    map_add(c->names, name, made);
    *VEC_PUSH(c->memory, &c->out->at) = *made;
}

/* Each part's data has a number, from 1; parts of the same data share it. */
static uint32_t *data_numbers(arena *a, const origin *const *parts, uint32_t count)
{
    uint32_t *numbers = ARENA_ARRAY(a, uint32_t, count), last = 0;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = i; k > 0 && numbers[i] == 0; k--)
            if (same_files(&parts[k - 1]->data, &parts[i]->data))
                numbers[i] = numbers[k - 1];
        if (numbers[i] == 0)
            numbers[i] = ++last;
    }
    return numbers;
}

static void part_attach(collecting *c, const origin *o, uint32_t number, str *data)
{
    for (uint32_t i = 0; i < o->data.count; i++) {
        str name = str_fmt(
            c->memory, "data/%u/%.*s", (unsigned)number, STR_ARG(o->data.at[i].name));
        if (i == 0)
            *data = name;
        attach(c, name, "数据", o->data.at[i].text);
    }
    for (uint32_t i = 0; i < o->form.count; i++)
        attach(c, str_fmt(c->memory, "templates/%.*s", STR_ARG(o->form.at[i].name)), "表的定义",
            o->form.at[i].text);
}

const origin_bundle *origin_collect(jxb_pages *p, const jxb_pdf_options *options, diags *d)
{
    arena *a = p->memory;
    const origin *own = p->book == NULL ? origin_of(a, p->from) : NULL;
    const origin *const *parts = own != NULL ? &own : (const origin *const *)p->origins.at;
    uint32_t count = own != NULL ? 1 : p->origins.count;
    collecting c = {a, ARENA_NEW(a, origin_bundle), map_new(a), d, true};
    *VEC_PUSH(a, &c.out->at) = (pdf_attachment){0}; /* the manifest, once it is known */
    str *data = ARENA_ARRAY(a, str, count);
    const uint32_t *numbers = data_numbers(a, parts, count);
    for (uint32_t i = 0; i < count; i++)
        part_attach(&c, parts[i], numbers[i], &data[i]);
    attach(&c, STR("fonts/fonts.yaml"), "字体表", p->fonts->from->text);
    manifest m = {p, options, parts, data, count, c.out->at.at + 1, c.out->at.count - 1};
    buf text = {.memory = a};
    if (!c.good || !manifest_write(a, &m, &text, d))
        return NULL;
    c.out->at.at[0] = (pdf_attachment){
        STR(MANIFEST_NAME), STR("text/yaml"), STR("清单：程序、选项、文件和字体"), buf_str(&text)};
    return c.out;
}
