/*
 * Findings: what a finance reviewer would find in data, found before printing. A finding is not a
 * diagnostic: it stops nothing, and the data that it speaks of can be printed.
 */
#ifndef JXB_FINDINGS_H
#define JXB_FINDINGS_H

#include <jixiaobiao/document.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The documents of a run and, after jxb_findings_judge(), what was found in them. */
typedef struct jxb_findings jxb_findings;

typedef enum jxb_finding_state {
    JXB_FINDING_FOUND,
    JXB_FINDING_PASS, /* a rule that was kept */
    JXB_FINDING_NOT_APPLICABLE /* a rule that could not be judged; the message says why */
} jxb_finding_state;

/* One finding. All pointers are borrowed from the findings; they are UTF-8 and terminated; "" where
 * there is nothing to say. */
typedef struct jxb_finding {
    const char *rule; /* "R01" to "R28"; "R00": a relation of the bureau's own */
    const char *code; /* stable English name, "sum-funds"; "" unless FOUND */
    jxb_severity severity; /* JXB_NOTE, JXB_WARNING or JXB_ERROR */
    jxb_finding_state state;
    const char *file; /* as the caller named it; NULL: no place */
    unsigned line, column; /* from 1, in code points; 0: the whole file */
    const char *cell; /* labels as printed, joined by " › " */
    const char *message, *hint; /* Chinese, one line each */
    const char *left, *right, *difference; /* the values compared, as text; difference = right - left */
    const char *unit; /* of the three */
    const char *discharged; /* the reason that the data gives for it; "": it stands */
    size_t document; /* which of those that were added, from 0 */
} jxb_finding;

/* An empty run. Borrows forms, which must outlive it. The caller frees it; NULL with errors added
 * (an audit.yaml that cannot be read among them). */
JXB_API jxb_findings *jxb_findings_new(const jxb_forms *forms, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_findings_free(jxb_findings *findings);
/* Adds document `index` of data (of a book: each of its forms), to be judged by that form; form NULL: by the one that the data asks
 * for, each being read once. False with errors added: it cannot be bound. data and form must outlive
 * the findings. */
JXB_API bool jxb_findings_add(jxb_findings *findings, const jxb_data *data, size_t index,
    const jxb_template *form, jxb_diags *diags);
/* The same for a book that is bound already (jxb_document_bind_book()), which must outlive the
 * findings. */
JXB_API bool jxb_findings_add_book(
    jxb_findings *findings, const jxb_document *book, jxb_diags *diags);
/* Hands data over, to be freed with the findings. False with errors added: it stays the caller's.
 */
JXB_API bool jxb_findings_keep(jxb_findings *findings, jxb_data *data, jxb_diags *diags);
/* Judges what was added since the last time, each document by itself and all of them together. False
 * only when memory ran out. */
JXB_API bool jxb_findings_judge(jxb_findings *findings, jxb_diags *diags);

/* How many findings there are, passes and rules not applicable included. */
JXB_API size_t jxb_findings_count(const jxb_findings *findings);
/* The i-th, i < jxb_findings_count(): by document, then by rule. */
JXB_API jxb_finding jxb_findings_at(const jxb_findings *findings, size_t i);
/* How many of that severity were found and not discharged. */
JXB_API size_t jxb_findings_found(const jxb_findings *findings, jxb_severity severity);

/* Lines for people; JSON, one object a line; SARIF 2.1.0 (OASIS). */
typedef enum jxb_findings_format {
    JXB_FINDINGS_TEXT,
    JXB_FINDINGS_JSON,
    JXB_FINDINGS_SARIF
} jxb_findings_format;
typedef struct jxb_findings_style {
    jxb_findings_format format;
    bool all; /* passes and rules not applicable too */
    bool verbose; /* text: every note, where else those of one kind are counted */
    bool colour; /* text: with the escape sequences of a terminal */
} jxb_findings_style;
/* The findings as text. style may be NULL: all zero. The caller frees it with jxb_text_free(); NULL
 * without memory. */
JXB_API char *jxb_findings_text(const jxb_findings *findings, const jxb_findings_style *style);

/* What was judged as a filled form, 绩效审核意见表, to be laid out like any other document: a summary,
 * a row a finding, what became of each rule. form: that template, or one with its fields. NULL with
 * errors added. The caller frees it with jxb_document_free(); form and findings must outlive it. */
JXB_API jxb_document *jxb_findings_opinion(
    const jxb_findings *findings, const jxb_template *form, jxb_diags *diags);

#ifdef __cplusplus
}
#endif

#endif
