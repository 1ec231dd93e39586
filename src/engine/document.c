/* Binding data to a form; texts handed out. */
#include "engine/engine_int.h"

typedef struct binding {
    jxb_document *made;
    const form_template *form;
    const node *data;
    diags *diags;
} binding;

/* What a document is called: its title, and that as the name of a file. */
static void name_document(jxb_document *made, str title)
{
    enum { NAME_MOST = 200 };
    str name = name_safe(made->memory, title);
    if (name.n > NAME_MOST) {
        name.n = NAME_MOST;
        while (name.n > 0 && ((unsigned char)name.at[name.n] & 0xC0) == 0x80)
            name.n--;
    }
    made->title = str_z(made->memory, title);
    made->file_name = str_z(made->memory, name);
}

static void bind_data(void *context)
{
    binding *b = context;
    jxb_document *made = b->made;
    made->doc = document_bind(made->memory, b->form, b->data, b->diags);
    if (made->doc != NULL)
        name_document(made, made->doc->title);
}

jxb_document *jxb_document_bind(
    const jxb_template *form, const jxb_data *data, size_t index, jxb_diags *sink)
{
    jxb_document *made = handle_new(sizeof *made, sink);
    if (made == NULL)
        return NULL;
    made->form = form;
    made->forms = form->forms;
    made->data = data;
    made->index = index;
    binding b = {made, form->form, data->tree->documents[index], sink->list};
    if (handle_run(made, sink, bind_data, &b) && made->doc != NULL)
        return made;
    jxb_document_free(made);
    return NULL;
}

/* ---- books ---- */

typedef struct book_binding {
    jxb_document *made;
    const form_library *library;
    const node *data;
    diags *diags;
    uint32_t counted; /* of made->read, and how many bytes those have */
    size_t bytes;
} book_binding;

/* What a book may read, files that it names many times as often as that. */
static bool may_read(book_binding *b, str path, mark at)
{
    enum { FILES_MOST = 20000, BYTES_MOST = 1 << 30 };
    for (; b->counted < b->made->read.count; b->counted++)
        b->bytes += b->made->read.at[b->counted]->text.n;
    if (b->counted < FILES_MOST && b->bytes < BYTES_MOST)
        return true;
    DIAG(b->diags, READ_LIMIT, at, path, STR("之前已读了 20000 个文件，或 1 GB"));
    return false;
}

static const tree *book_tree_read(book_binding *b, str path, mark at)
{
    if (!may_read(b, path, at))
        return NULL;
    const tree *read = tree_read(b->made->memory, path, at, b->diags);
    if (read != NULL)
        *VEC_PUSH(b->made->memory, &b->made->read) = read->source;
    return read;
}

static const node *include_read(void *context, str path, mark at)
{
    book_binding *b = context;
    const tree *read = book_tree_read(b, path, at);
    return read == NULL ? NULL : read->documents[0];
}

static const tree *data_read(void *context, str path, mark at)
{
    book_binding *b = context;
    const tree *read = book_tree_read(b, path, at);
    include_reader reader = {b, include_read};
    return read == NULL ? NULL : data_expand(b->made->memory, read, &reader, b->diags);
}

static const source *text_read(void *context, str path, mark at)
{
    book_binding *b = context;
    arena *a = b->made->memory;
    source *from = ARENA_NEW(a, source);
    from->name = path;
    if (!may_read(b, path, at) ||
        !io_read(a, str_z(a, path), tree_default_limits.bytes, at, &from->text, b->diags))
        return NULL;
    *VEC_PUSH(a, &b->made->read) = from;
    return from;
}

/* The forms' library, which it asks, keeping in mind what for. */
static const tree *template_read(void *context, uint32_t which)
{
    book_binding *b = context;
    *VEC_PUSH(b->made->memory, &b->made->templates) = which;
    return b->library->read(b->library->shelf, which);
}

static uint32_t files_match(void *context, str pattern, str **paths)
{
    book_binding *b = context;
    return (uint32_t)io_match(b->made->memory, pattern, paths);
}

static void bind_book(void *context)
{
    book_binding *b = context;
    book_reader reader = {b, text_read, data_read, files_match};
    jxb_document *made = b->made;
    form_library *library = ARENA_NEW(made->memory, form_library);
    *library = *b->library;
    library->read = template_read;
    library->shelf = b;
    made->doc = book_bind(made->memory, library, &reader, b->data, b->diags);
    library->shelf = NULL;
    if (made->doc != NULL)
        name_document(made, made->doc->title);
}

typedef struct part_taking {
    jxb_document *made;
    const document_part *part;
} part_taking;

static void take_part(void *context)
{
    part_taking *t = context;
    document *doc = ARENA_NEW(t->made->memory, document);
    *doc = *t->part->doc;
    doc->title = t->part->title;
    t->made->doc = doc;
    name_document(t->made, doc->title);
}

size_t jxb_document_part_count(const jxb_document *made)
{
    return made->doc->part_count;
}

jxb_document *jxb_document_part(const jxb_document *book, size_t index, jxb_diags *sink)
{
    jxb_document *made = handle_new(sizeof *made, sink);
    if (made == NULL)
        return NULL;
    part_taking t = {made, &book->doc->parts[index]};
    if (handle_run(made, sink, take_part, &t))
        return made;
    jxb_document_free(made);
    return NULL;
}

const document *book_read(arena *a, const form_library *library, const node *data, diags *d)
{
    jxb_document *made = ARENA_NEW(a, jxb_document);
    made->memory = a;
    book_binding b = {.made = made, .library = library, .data = data, .diags = d};
    bind_book(&b);
    return made->doc;
}

bool jxb_data_is_book(const jxb_data *data, size_t index)
{
    return book_is(data->tree->documents[index]);
}

jxb_document *jxb_document_bind_book(
    const jxb_forms *forms, const jxb_data *data, size_t index, jxb_diags *sink)
{
    jxb_document *made = handle_new(sizeof *made, sink);
    if (made == NULL)
        return NULL;
    made->forms = forms;
    made->data = data;
    made->index = index;
    book_binding b = {.made = made,
        .library = &forms->library,
        .data = data->tree->documents[index],
        .diags = sink->list};
    if (handle_run(made, sink, bind_book, &b) && made->doc != NULL)
        return made;
    jxb_document_free(made);
    return NULL;
}

void jxb_document_free(jxb_document *made)
{
    handle_free(made);
}

void jxb_document_view(jxb_document *made, jxb_view view)
{
    made->view = view;
}

const char *jxb_document_title(const jxb_document *made)
{
    return made->title;
}

const char *jxb_document_file_name(const jxb_document *made)
{
    return made->file_name;
}

bool jxb_fit_known(const char *goal)
{
    return fit_goal_read(str_of(goal), &(doc_fit){0});
}

bool jxb_document_fit(jxb_document *made, const char *goal)
{
    document *doc = (document *)(uintptr_t)made->doc; /* bound for this handle alone */
    if (!fit_goal_read(str_of(goal), &doc->fit))
        return false;
    doc->fit.at = (mark){0};
    return true;
}

static void dump_document(void *context)
{
    dump_job *d = context;
    document_dump(((const jxb_document *)d->of)->doc, &d->out);
}

char *jxb_document_dump(const jxb_document *made)
{
    return dump_text(dump_document, made, 0);
}
