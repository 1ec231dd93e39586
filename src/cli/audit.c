/* The audit of what is checked or rendered. */
#include "cli/cli.h"

bool audit_keep(session *s, jxb_data *data, jxb_diags *diags)
{
    if (s->findings == NULL)
        s->findings = jxb_findings_new(s->forms, diags);
    return s->findings != NULL && jxb_findings_keep(s->findings, data, diags);
}

/* The form that --form names, read once; NULL: each document's own. */
static const jxb_template *form_named(session *s, jxb_diags *diags)
{
    if (s->named == NULL && s->options->form != NULL)
        s->named = jxb_template_load_named(s->forms, s->options->form, diags);
    return s->named;
}

void audit_add(session *s, const jxb_data *data, size_t index, jxb_diags *diags)
{
    bool book = jxb_data_is_book(data, index);
    if (s->findings != NULL)
        jxb_findings_add(s->findings, data, index, book ? NULL : form_named(s, diags), diags);
}

/* 绩效审核意见表 of all that was judged. */
static void opinion_save(session *s, jxb_diags *diags)
{
    const options *o = s->options;
    jxb_template *form = jxb_template_load_named(s->forms, "绩效审核意见表", diags);
    jxb_document *doc = form == NULL ? NULL : jxb_findings_opinion(s->findings, form, diags);
    jxb_pages *pages = doc == NULL ? NULL : jxb_pages_lay_out(doc, s->fonts, diags);
    if (pages != NULL && jxb_pages_write(pages, &o->pdf, o->opinion, diags) && !o->quiet)
        fprintf(stderr, "%s（%zu 页）\n", o->opinion, jxb_pages_count(pages));
    jxb_pages_free(pages);
    jxb_document_free(doc);
    jxb_template_free(form);
}

int audit_report(session *s, jxb_diags *diags)
{
    watch whole;
    watch_begin(&whole, s->options, diags, "审核", jxb_batch_count(s->batch));
    bool judged = s->findings != NULL && jxb_findings_judge(s->findings, diags);
    watch_stop(&whole);
    if (!judged)
        return EXIT_FINE;
    const options *o = s->options;
    jxb_findings_style style = {o->format, o->all, o->verbose, colour_wanted(stdout)};
    char *text = jxb_findings_text(s->findings, &style);
    if (text == NULL) {
        fputs("jixiaobiao: 内存不足\n", stderr);
        return EXIT_ENVIRONMENT;
    }
    fputs(text, stdout);
    jxb_text_free(text);
    if (o->opinion != NULL)
        opinion_save(s, diags);
    bool found = jxb_findings_found(s->findings, JXB_ERROR) > 0 ||
        (s->options->strict && jxb_findings_found(s->findings, JXB_WARNING) > 0);
    return found ? EXIT_DATA : EXIT_FINE;
}

void audit_count(session *s, const printed *p, jxb_diags *diags)
{
    /* What a sink would be told was told when the form was filled. */
    jxb_diags *aside = jxb_diags_new();
    jxb_findings *f = aside == NULL ? NULL : jxb_findings_new(s->forms, aside);
    bool book = jxb_data_is_book(p->data, p->index); /* which is not read again */
    bool added = f != NULL &&
        (book ? jxb_findings_add_book(f, p->doc, aside)
              : jxb_findings_add(f, p->data, p->index, p->form, aside));
    if (added && jxb_findings_judge(f, diags)) {
        atomic_fetch_add(&s->found_errors, jxb_findings_found(f, JXB_ERROR));
        atomic_fetch_add(&s->found_warnings, jxb_findings_found(f, JXB_WARNING));
    }
    jxb_findings_free(f);
    jxb_diags_free(aside);
}

void audit_counted(session *s)
{
    size_t errors = atomic_load(&s->found_errors), warnings = atomic_load(&s->found_warnings);
    if (errors + warnings > 0 && !s->options->quiet && !s->options->json)
        fprintf(
            stderr, "审核发现错误 %zu 处、警告 %zu 处，用 jixiaobiao check 看\n", errors, warnings);
}

bool audit_strict(session *s)
{
    for (size_t i = 0; i < jxb_batch_count(s->batch); i++) {
        jxb_input from = jxb_batch_at(s->batch, i);
        jxb_diags *diags = jxb_diags_new();
        jxb_data *data = diags == NULL ? NULL : jxb_data_load(from.path, diags);
        bool kept = data != NULL && audit_keep(s, data, diags);
        for (size_t k = 0; kept && k < jxb_data_count(data); k++)
            if (!from.found || jxb_data_names_form(data, k))
                audit_add(s, data, k, diags);
        if (!kept)
            jxb_data_free(data);
        jxb_diags_free(diags);
    }
    jxb_diags *diags = jxb_diags_new();
    bool clean = diags != NULL && audit_report(s, diags) == EXIT_FINE;
    jxb_diags_free(diags);
    if (!clean)
        fputs("jixiaobiao: 按 --strict，有错误或警告就不写文件\n", stderr);
    return clean;
}
