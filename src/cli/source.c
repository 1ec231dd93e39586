/* extract, and render of what it wrote. */
#include "cli/cli.h"

#include <string.h>

int source_extract(const options *o, jxb_diags *diags)
{
    char *names = jxb_source_extract(o->files[0], o->files[1], diags);
    if (names != NULL && !o->quiet)
        fputs(names, stdout);
    jxb_text_free(names);
    return EXIT_FINE;
}

bool source_given(const options *o)
{
    return o->command == COMMAND_RENDER && o->file_count == 1 && o->dump == DUMP_NONE &&
        jxb_source_is(o->files[0]);
}

/* One run over a folder of sources. */
typedef struct printing {
    session s;
    jxb_source *source;
    jxb_source_facts facts;
    jxb_data *data; /* of the part before, which the next often shares */
    const char *data_path;
    jxb_diags *diags;
} printing;

static bool data_load(printing *p, size_t part)
{
    jxb_source_part which = jxb_source_part_at(p->source, part);
    if (p->data == NULL || strcmp(which.data, p->data_path) != 0) {
        jxb_data_free(p->data);
        p->data = jxb_data_load(which.data, p->diags);
        p->data_path = which.data;
    }
    return p->data != NULL && jxb_source_part_check(p->source, part, p->data, p->diags);
}

static void pages_save(printing *p, jxb_pages *pages)
{
    const options *o = p->s.options;
    jxb_source_part first = jxb_source_part_at(p->source, 0);
    jxb_input in = {first.data, "", false};
    size_t count = p->facts.joined ? 1 : jxb_data_count(p->data), size;
    char path[PATH_SIZE];
    const void *bytes;
    if (!jxb_source_compare(p->source, pages, p->diags))
        return;
    if (places_joined(o) && strcmp(o->output, "-") == 0) {
        if (jxb_pages_pdf(pages, &p->facts.pdf, &bytes, &size, p->diags))
            fwrite(bytes, 1, size, stdout);
        return;
    }
    int n = places_joined(o) ? snprintf(path, sizeof path, "%s", o->output) : 0;
    bool placed = places_joined(o)
        ? n > 0 && n < PATH_SIZE
        : places_begin(o) && places_output(o, in, first.index, count, path);
    if (!placed)
        atomic_store(&p->s.status, EXIT_ENVIRONMENT);
    else if (jxb_pages_write(pages, &p->facts.pdf, path, p->diags) && !o->quiet)
        printf("%s（%zu 页）\n", path, jxb_pages_count(pages));
}

static bool pages_join(printing *p, const jxb_document *doc, const jxb_pages *pages)
{
    if (p->s.book == NULL) {
        p->s.book = jxb_pages_new_book(p->s.fonts, jxb_document_title(doc), p->diags);
        if (p->s.book != NULL)
            jxb_pages_keep_sources(p->s.book);
    }
    return p->s.book != NULL && jxb_pages_append(p->s.book, pages, p->diags);
}

static bool part_run(printing *p, size_t part)
{
    if (!data_load(p, part))
        return false;
    jxb_source_part which = jxb_source_part_at(p->source, part);
    jxb_template *form = which.form == NULL
        ? NULL
        : jxb_template_load_named(p->s.forms, which.form, p->diags);
    jxb_document *doc = NULL;
    if (which.form == NULL)
        doc = jxb_document_bind_book(p->s.forms, p->data, which.index, p->diags);
    else if (form != NULL)
        doc = jxb_document_bind(form, p->data, which.index, p->diags);
    jxb_pages *pages = doc == NULL ? NULL : jxb_pages_lay_out(doc, p->s.fonts, p->diags);
    bool done = pages != NULL;
    if (done && p->facts.joined)
        done = pages_join(p, doc, pages);
    else if (done)
        pages_save(p, pages);
    jxb_pages_free(pages);
    jxb_document_free(doc);
    jxb_template_free(form);
    return done;
}

/* The fonts of the command line under the font map of the source; its forms alone. */
static bool session_begin(printing *p, options *own)
{
    own->font_map = p->facts.font_map;
    own->pdf = p->facts.pdf;
    if (!session_open(&p->s, own, p->diags))
        return false;
    jxb_forms_free(p->s.forms);
    p->s.forms = jxb_forms_open(&p->facts.templates, 1, p->diags);
    return p->s.forms != NULL;
}

int source_render(const options *o, jxb_diags *diags)
{
    jxb_source *source = jxb_source_open(o->files[0], diags);
    if (source == NULL)
        return EXIT_FINE;
    options own = *o;
    printing p = {.source = source, .facts = jxb_source_about(source), .diags = diags};
    bool done = session_begin(&p, &own);
    for (size_t i = 0; done && i < p.facts.parts; i++)
        done = part_run(&p, i);
    if (done && p.facts.joined)
        pages_save(&p, p.s.book);
    int status = atomic_load(&p.s.status);
    jxb_data_free(p.data);
    session_close(&p.s);
    jxb_source_free(source);
    return status;
}
