/* Any bytes as a data file, all the way: through the library's door, with the repository's
 * templates and packaged faces, to findings, a scene and a PDF in memory; or to diagnostics. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <jixiaobiao/jixiaobiao.h>

#include "insist.h"

enum { DOCUMENTS_MOST = 4 };

static struct {
    jxb_fonts *fonts;
    jxb_forms *forms;
    int file; /* what is read, open and without a name */
    char path[64];
} open;

static void open_all(void)
{
    static const char *const folders[] = {JXB_SOURCE_DIR "/templates"};
    char name[] = "/tmp/fuzz-XXXXXX";
    jxb_diags *d = jxb_diags_new();
    jxb_font_options options = {.map = JXB_SOURCE_DIR "/tests/golden/fonts.yaml"};
    open.fonts = jxb_fonts_open(&options, d);
    open.forms = jxb_forms_open(folders, 1, d);
    open.file = mkstemp(name);
    insist(open.fonts != NULL && open.forms != NULL && open.file >= 0);
    insist(unlink(name) == 0);
    snprintf(open.path, sizeof open.path, "/proc/self/fd/%d", open.file);
    jxb_diags_free(d);
}

static void check_diags(jxb_diags *d)
{
    for (size_t i = 0; i < jxb_diags_count(d); i++) {
        jxb_diag one = jxb_diags_at(d, i);
        insist(one.code != NULL && one.message != NULL && one.message[0] != '\0');
    }
}

static void lay_out(const jxb_document *doc, jxb_diags *d)
{
    size_t before = jxb_diags_errors(d), size = 0;
    const void *bytes = NULL;
    jxb_pages *pages = doc == NULL ? NULL : jxb_pages_lay_out(doc, open.fonts, d);
    if (pages != NULL) {
        insist(jxb_pages_count(pages) > 0);
        jxb_text_free(jxb_pages_dump(pages, JXB_STAGE_SCENE));
        bool made = jxb_pages_pdf(pages, NULL, &bytes, &size, d);
        insist(made == (jxb_diags_errors(d) == before) && (!made || size > 0));
    }
    insist(pages != NULL || jxb_diags_errors(d) > 0);
    jxb_pages_free(pages);
}

static void print(const jxb_data *data, size_t i, jxb_diags *d)
{
    bool book = jxb_data_is_book(data, i);
    jxb_template *form = book ? NULL : jxb_template_load(open.forms, data, i, d);
    jxb_document *doc = book ? jxb_document_bind_book(open.forms, data, i, d)
        : form == NULL       ? NULL
                             : jxb_document_bind(form, data, i, d);
    lay_out(doc, d);
    jxb_document_free(doc);
    jxb_template_free(form);
}

static void judge(const jxb_data *data, size_t count, jxb_diags *d)
{
    jxb_findings *found = jxb_findings_new(open.forms, d);
    for (size_t i = 0; i < count; i++)
        jxb_findings_add(found, data, i, NULL, d);
    jxb_findings_judge(found, d);
    jxb_text_free(jxb_findings_text(found, NULL));
    jxb_findings_free(found);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (open.fonts == NULL)
        open_all();
    if (ftruncate(open.file, 0) != 0 || pwrite(open.file, bytes, size, 0) != (ssize_t)size)
        abort();
    jxb_diags *d = jxb_diags_new();
    jxb_data *data = jxb_data_load(open.path, d);
    insist((data == NULL) == (jxb_diags_errors(d) > 0));
    size_t count = data == NULL ? 0 : jxb_data_count(data);
    for (size_t i = 0; i < count && i < DOCUMENTS_MOST; i++)
        print(data, i, d);
    if (data != NULL)
        judge(data, count, d);
    check_diags(d);
    jxb_diags_free(d);
    jxb_data_free(data);
    return 0;
}
