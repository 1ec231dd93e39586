/* Forms (templates) and the data that fills them. */
#ifndef JXB_FORMS_H
#define JXB_FORMS_H

#include <jixiaobiao/diags.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A YAML file of data, read: one or more documents, each a form to fill. Immutable. */
typedef struct jxb_data jxb_data;
/* The forms found in template folders: one sub-folder each, holding template.yaml. Immutable. */
typedef struct jxb_forms jxb_forms;
/* One form. Immutable. */
typedef struct jxb_template jxb_template;

/* Reads path ("-": standard input), at most 64 MiB. NULL with errors added (file-read, utf8,
 * yaml-…). The caller frees it. */
JXB_API jxb_data *jxb_data_load(const char *path, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_data_free(jxb_data *data);
/* How many documents there are, at least 1. */
JXB_API size_t jxb_data_count(const jxb_data *data);
/* Whether document `index` says which form it asks for (表), or is a book (书): one that does neither
 * may be there to be included by others. */
JXB_API bool jxb_data_names_form(const jxb_data *data, size_t index);
/* The nodes as text, for diagnosis; the caller frees it with jxb_text_free(). */
JXB_API char *jxb_data_dump(const jxb_data *data);

/* Lists the forms in the folders; earlier folders win where two have the same id. NULL with errors
 * added. The caller frees it. */
JXB_API jxb_forms *jxb_forms_open(const char *const *folders, size_t count, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_forms_free(jxb_forms *forms);

/* What names a form and says how well it is known. Strings are borrowed from forms, never NULL. */
typedef struct jxb_form_facts {
    const char *id, *title, *region, *edition;
    const char *basis; /* the regulation: 依据 */
    const char *origin; /* the filled copy it follows: 出处 */
    const char *grade; /* how well it is sourced: 依据程度 */
} jxb_form_facts;
/* How many forms there are. */
JXB_API size_t jxb_forms_count(const jxb_forms *forms);
/* The i-th, i < jxb_forms_count(), in order of folders and ids. */
JXB_API jxb_form_facts jxb_forms_at(const jxb_forms *forms, size_t i);

/* Reads the form that document `index` of data asks for (表: 表名/地区). NULL with errors added
 * (template-missing, template-ambiguous, …). The caller frees it before forms. */
JXB_API jxb_template *jxb_template_load(
    const jxb_forms *forms, const jxb_data *data, size_t index, jxb_diags *diags);
/* Reads the form of that name ("表名", "表名/地区" or an id), whatever the data asks for. NULL with
 * errors added. The caller frees it before forms. */
JXB_API jxb_template *jxb_template_load_named(
    const jxb_forms *forms, const char *name, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_template_free(jxb_template *form);

/* Frees a text that this library returned. Accepts NULL. */
JXB_API void jxb_text_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
