/* The audit over data documents. */
#include "engine/engine_int.h"

typedef struct opening {
    jxb_findings *made;
    diags *diags;
} opening;

static void open_book(void *context)
{
    opening *o = context;
    jxb_findings *f = o->made;
    const rulebook *shared = f->forms->rules;
    f->book = shared != NULL ? rulebook_use(f->memory, shared)
                             : rulebook_read(f->memory, f->forms->audit, o->diags);
    f->loaded = ARENA_ARRAY(f->memory, const form_template *, f->forms->library.count);
}

jxb_findings *jxb_findings_new(const jxb_forms *forms, jxb_diags *sink)
{
    jxb_findings *made = handle_new(sizeof *made, sink);
    if (made == NULL)
        return NULL;
    made->forms = forms;
    opening o = {made, sink->list};
    if (handle_run(made, sink, open_book, &o) && made->book != NULL)
        return made;
    jxb_findings_free(made);
    return NULL;
}

void jxb_findings_free(jxb_findings *made)
{
    for (uint32_t i = 0; made != NULL && i < made->kept.count; i++)
        jxb_data_free(made->kept.at[i]);
    handle_free(made);
}

typedef struct keeping {
    jxb_findings *by;
    jxb_data *data;
    bool done;
} keeping;

static void keep_data(void *context)
{
    keeping *k = context;
    *VEC_PUSH(k->by->memory, &k->by->kept) = k->data;
    k->done = true;
}

bool jxb_findings_keep(jxb_findings *by, jxb_data *data, jxb_diags *sink)
{
    keeping k = {by, data, false};
    return handle_run(by, sink, keep_data, &k) && k.done;
}

typedef struct adding {
    jxb_findings *to;
    const node *data;
    const form_template *form;
    diags *diags;
    bool done;
} adding;

/* A form is loaded once for all its documents. */
static const form_template *form_of(const adding *j)
{
    jxb_findings *f = j->to;
    const form_library *lib = &f->forms->library;
    if (j->form != NULL)
        return j->form;
    int which = catalog_choose(lib->facts, lib->count, j->data, j->diags);
    if (which >= 0 && f->loaded[which] == NULL)
        f->loaded[which] = shelf_form(f->forms->shelf, (uint32_t)which, f->memory, j->diags);
    return which < 0 ? NULL : f->loaded[which];
}

static void add_subject(jxb_findings *f, subject *s)
{
    s->index = f->subjects.count;
    *VEC_PUSH(f->memory, &f->subjects) = s;
}

/* Of a book its forms, each by itself, and then what it says around them. */
static void add_bound_book(adding *j, const document *doc)
{
    jxb_findings *f = j->to;
    const form_template *form = NULL;
    const form_data *said = book_narrative(f->memory, doc, j->data, &form, j->diags);
    if (said == NULL)
        return;
    uint32_t book = ++f->books;
    for (uint32_t i = 0; i < doc->source_count; i++) {
        subject *s = subject_read(f->memory, f->book, doc->sources[i].form, doc->sources[i].data);
        if (s == NULL)
            continue;
        s->book = book;
        add_subject(f, s);
    }
    subject *s = subject_of(f->memory, f->book, form, said, j->data->at);
    s->book = book;
    add_subject(f, s);
    j->done = true;
}

static void add_book(adding *j)
{
    jxb_findings *f = j->to;
    diags *aside = diags_new(f->memory); /* its warnings were told when it was bound */
    const document *doc = book_read(f->memory, &f->forms->library, j->data, aside);
    if (doc == NULL)
        book_read(f->memory, &f->forms->library, j->data, j->diags); /* says why */
    else
        add_bound_book(j, doc);
}

static void add_document(void *context)
{
    adding *j = context;
    jxb_findings *f = j->to;
    if (j->form == NULL && book_is(j->data)) {
        add_book(j);
        return;
    }
    const form_template *form = form_of(j);
    subject *s = form == NULL ? NULL : subject_read(f->memory, f->book, form, j->data);
    if (s != NULL) {
        add_subject(f, s);
        j->done = true;
    } else if (form != NULL) {
        document_bind(f->memory, form, j->data, j->diags); /* says why */
    }
}

bool jxb_findings_add(
    jxb_findings *to, const jxb_data *data, size_t index, const jxb_template *form, jxb_diags *sink)
{
    adding j = {
        to, data->tree->documents[index], form == NULL ? NULL : form->form, sink->list, false};
    return handle_run(to, sink, add_document, &j) && j.done;
}

typedef struct adding_book {
    adding job;
    const document *doc;
} adding_book;

static void add_book_of(void *context)
{
    adding_book *j = context;
    add_bound_book(&j->job, j->doc);
}

bool jxb_findings_add_book(jxb_findings *to, const jxb_document *book, jxb_diags *sink)
{
    const node *data = book->data->tree->documents[book->index];
    adding_book j = {{to, data, NULL, sink->list, false}, book->doc};
    return handle_run(to, sink, add_book_of, &j) && j.job.done;
}

/* A terminated copy; most texts of a finding are empty. */
static const char *text_copy(arena *a, str s)
{
    return s.n == 0 ? "" : str_z(a, s);
}

static void judge(void *context)
{
    jxb_findings *f = context;
    f->found = audit_run(f->memory, f->book, f->subjects.at, f->subjects.count);
    f->handed = ARENA_ARRAY(f->memory, jxb_finding, f->found.count);
    for (uint32_t i = 0; i < f->found.count; i++) {
        const finding *from = &f->found.at[i];
        arena *a = f->memory;
        f->handed[i] = (jxb_finding){.rule = text_copy(a, from->rule),
            .code = text_copy(a, from->code),
            .severity = (jxb_severity)from->severity,
            .state = (jxb_finding_state)from->state,
            .cell = text_copy(a, from->cell),
            .message = text_copy(a, from->message),
            .hint = text_copy(a, from->hint),
            .left = text_copy(a, from->left),
            .right = text_copy(a, from->right),
            .difference = text_copy(a, from->difference),
            .unit = text_copy(a, from->unit),
            .discharged = text_copy(a, from->discharged),
            .document = from->subject};
        if (from->at.source == NULL)
            continue;
        f->handed[i].file = str_z(a, from->at.source->name);
        f->handed[i].line = from->at.line;
        f->handed[i].column = from->at.column;
    }
}

bool jxb_findings_judge(jxb_findings *made, jxb_diags *sink)
{
    return handle_run(made, sink, judge, made);
}

size_t jxb_findings_count(const jxb_findings *findings)
{
    return findings->found.count;
}

jxb_finding jxb_findings_at(const jxb_findings *findings, size_t i)
{
    return findings->handed[i];
}

size_t jxb_findings_found(const jxb_findings *f, jxb_severity of)
{
    size_t n = 0;
    for (uint32_t i = 0; i < f->found.count; i++)
        n += f->found.at[i].state == FINDING_FOUND && f->found.at[i].discharged.n == 0 &&
            (jxb_severity)f->found.at[i].severity == of;
    return n;
}

typedef struct writing {
    const jxb_findings *findings;
    jxb_findings_style style;
} writing;

static void write_text(void *context)
{
    dump_job *d = context;
    const writing *w = d->of;
    const jxb_findings *f = w->findings;
    findings_view view = {&f->found, f->book, f->subjects.at, f->subjects.count, w->style.all,
        w->style.verbose, w->style.colour};
    switch (w->style.format) {
    case JXB_FINDINGS_JSON:
        report_findings_json(&view, &d->out);
        break;
    case JXB_FINDINGS_SARIF:
        report_findings_sarif(&view, str_of(jxb_version()), &d->out);
        break;
    default:
        report_findings(&view, &d->out);
    }
}

char *jxb_findings_text(const jxb_findings *findings, const jxb_findings_style *style)
{
    writing w = {.findings = findings};
    if (style != NULL)
        w.style = *style;
    return dump_text(write_text, &w, 0);
}
