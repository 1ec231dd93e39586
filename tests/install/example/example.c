/*
 * A back end in small: fonts and forms are opened once, then every document of every data file
 * becomes a PDF in memory, whose size and SHA-256 are printed.
 *
 *     example FONT_MAP TEMPLATES DATA.yaml...
 */
#include <stdio.h>

#include <jixiaobiao/jixiaobiao.h>

static void diags_print(jxb_diags *diags)
{
    for (size_t i = 0; i < jxb_diags_count(diags); i++) {
        jxb_diag d = jxb_diags_at(diags, i);
        if (d.severity == JXB_ERROR)
            fprintf(stderr, "%s:%u:%u: %s [%s]\n", d.file == NULL ? "" : d.file, d.line, d.column,
                d.message, d.code);
    }
}

static bool document_render(jxb_fonts *fonts, const jxb_template *form, const jxb_data *data,
    size_t index, jxb_diags *diags)
{
    const void *bytes;
    size_t size;
    jxb_document *doc = jxb_document_bind(form, data, index, diags);
    jxb_pages *pages = doc == NULL ? NULL : jxb_pages_lay_out(doc, fonts, diags);
    bool done = pages != NULL && jxb_pages_pdf(pages, NULL, &bytes, &size, diags);
    char *sum = done ? jxb_pages_hash(pages) : NULL;
    if (done)
        printf("%s: %zu pages, %zu bytes, %s\n", jxb_document_title(doc), jxb_pages_count(pages),
            size, sum == NULL ? "" : sum);
    jxb_text_free(sum);
    jxb_pages_free(pages);
    jxb_document_free(doc);
    return done;
}

static bool file_render(jxb_fonts *fonts, const jxb_forms *forms, const char *path, jxb_diags *diags)
{
    jxb_data *data = jxb_data_load(path, diags);
    bool fine = data != NULL;
    for (size_t i = 0; data != NULL && i < jxb_data_count(data); i++) {
        jxb_template *form = jxb_template_load(forms, data, i, diags);
        fine = form != NULL && document_render(fonts, form, data, i, diags) && fine;
        jxb_template_free(form);
    }
    jxb_data_free(data);
    return fine;
}

int main(int argc, char **argv)
{
    printf("jixiaobiao %s\n", jxb_version());
    if (argc < 4)
        return 2;
    jxb_diags *diags = jxb_diags_new();
    if (diags == NULL)
        return 3;
    jxb_font_options options = {.map = argv[1]};
    const char *folders[] = {argv[2]};
    jxb_fonts *fonts = jxb_fonts_open(&options, diags);
    jxb_forms *forms = jxb_forms_open(folders, 1, diags);
    bool fine = fonts != NULL && forms != NULL;
    for (int i = 3; fine && i < argc; i++)
        fine = file_render(fonts, forms, argv[i], diags) && fine;
    diags_print(diags);
    jxb_forms_free(forms);
    jxb_fonts_free(fonts);
    jxb_diags_free(diags);
    return fine ? 0 : 1;
}
