/*
 * Diagnostics: what the library has to say about its input. Every call that can fail takes a sink;
 * it returns NULL or false if and only if it added at least one diagnostic of severity error.
 */
#ifndef JXB_DIAGS_H
#define JXB_DIAGS_H

#include <jixiaobiao/version.h>

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A sink. Not for use by two threads at once. */
typedef struct jxb_diags jxb_diags;

typedef enum jxb_severity { JXB_NOTE, JXB_WARNING, JXB_ERROR } jxb_severity;

/* One diagnostic. All pointers are borrowed from the sink; they are UTF-8 and terminated. */
typedef struct jxb_diag {
    jxb_severity severity;
    const char *code; /* stable English name, "yaml-syntax" */
    const char *file; /* as the caller named it; NULL: no file */
    unsigned line, column; /* from 1, in code points; 0: the whole file */
    const char *message; /* Chinese, one line */
    const char *hint; /* Chinese, what to do; "" when there is nothing to say */
    const char *source_line; /* the line itself, NULL when there is none */
    unsigned indent; /* terminal columns before `column` in that line */
} jxb_diag;

/* A new sink; the caller frees it. NULL only when memory has run out. */
JXB_API jxb_diags *jxb_diags_new(void);
/* Frees a sink and what was borrowed from it. Accepts NULL. */
JXB_API void jxb_diags_free(jxb_diags *diags);

/* How long calls may take. The clock is the caller's: over() is asked between the steps of a call,
 * in its thread, some thousand times a second; true once the time has passed, and from then on. */
typedef struct jxb_deadline {
    bool (*over)(void *watch);
    void *watch;
    const char *what, *limit; /* for the message: a path, "2.5 秒"; copied */
} jxb_deadline;
/* A deadline for the calls that are given this sink from now on; NULL: none. Once it is over, a
 * call that fills a form, lays it out, makes its PDF or judges it ends with the error `timeout`,
 * which is told once, and those after it do nothing. watch must outlive that. */
JXB_API void jxb_diags_deadline(jxb_diags *diags, const jxb_deadline *deadline);

/* How many diagnostics are kept (at most 500); order: by file as first met, line, column. */
JXB_API size_t jxb_diags_count(jxb_diags *diags);
/* The i-th, i < jxb_diags_count(). */
JXB_API jxb_diag jxb_diags_at(jxb_diags *diags, size_t i);
/* How many errors there were, those not kept included. */
JXB_API size_t jxb_diags_errors(const jxb_diags *diags);
/* How many diagnostics were not kept. */
JXB_API size_t jxb_diags_dropped(const jxb_diags *diags);

#ifdef __cplusplus
}
#endif

#endif
