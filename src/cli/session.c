/* Opening fonts and forms once for all files. */
#include "cli/cli.h"

bool session_open(session *s, const options *o, jxb_diags *diags)
{
    char data[PATH_SIZE], map[PATH_SIZE + 32], own_fonts[PATH_SIZE + 32], templates[PATH_SIZE + 32];
    bool placed = places_data(data);
    command c = o->command;
    bool prints = c == COMMAND_RENDER || c == COMMAND_CHECK || c == COMMAND_FONTS;
    bool lacks = (prints && o->font_map == NULL) ||
        (c != COMMAND_FMT && o->template_folder_count == 0);
    if (!placed && lacks)
        fputs("jixiaobiao: 找不到 templates/ 和 fonts/，请用 --templates 和 --font-map 指定\n",
            stderr);
    snprintf(map, sizeof map, "%s/fonts/fonts.yaml", data);
    snprintf(own_fonts, sizeof own_fonts, "%s/fonts", data);
    snprintf(templates, sizeof templates, "%s/templates", data);
    *s = (session){.options = o};
    const char *fonts[FOLDERS_MOST + 1], *forms[FOLDERS_MOST + 1];
    size_t font_count = 0, form_count = 0;
    for (size_t i = 0; i < o->font_folder_count; i++)
        fonts[font_count++] = o->font_folders[i];
    if (placed)
        fonts[font_count++] = own_fonts;
    for (size_t i = 0; i < o->template_folder_count; i++)
        forms[form_count++] = o->template_folders[i];
    if (placed)
        forms[form_count++] = templates;
    cache_place place;
    jxb_font_options book = {o->font_map == NULL ? map : o->font_map, fonts, font_count,
        o->installed_fonts, o->font_cache ? cache_place_find(&place) : NULL};
    if (prints && (s->fonts = jxb_fonts_open(&book, diags)) == NULL)
        return false;
    if (c != COMMAND_FMT && (s->forms = jxb_forms_open(forms, form_count, diags)) == NULL)
        return false;
    return true;
}

jxb_template *session_form(const session *s, const jxb_data *data, size_t index, jxb_diags *diags)
{
    const char *name = s->options->form;
    return name == NULL ? jxb_template_load(s->forms, data, index, diags)
                        : jxb_template_load_named(s->forms, name, diags);
}

void session_close(session *s)
{
    jxb_findings_free(s->findings);
    jxb_template_free(s->named);
    jxb_pages_free(s->book);
    jxb_batch_free(s->batch);
    jxb_text_free(s->faces);
    jxb_forms_free(s->forms);
    jxb_fonts_free(s->fonts);
}
