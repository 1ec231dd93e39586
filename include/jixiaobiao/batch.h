/* Batches: many data files, dealt to threads, their results told in the order of the files. */
#ifndef JXB_BATCH_H
#define JXB_BATCH_H

#include <jixiaobiao/document.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jxb_batch jxb_batch;

/* One data file of a batch. Strings are borrowed from the batch. */
typedef struct jxb_input {
    const char *path; /* "-": standard input */
    const char
        *under; /* of a file found in a folder: the sub-folder it lies in, "甲/乙"; else "" */
    bool found; /* it was come upon in a folder */
} jxb_input;

/* An empty batch. NULL with an error added. The caller frees it. */
JXB_API jxb_batch *jxb_batch_new(jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_batch_free(jxb_batch *batch);

/* Adds what an operand names: a file; a folder, that is its files that end in .yaml or .yml and
 * those of its sub-folders, in byte order of their names, but for names that begin with "." or "_";
 * a pattern of glob(7), where no file is called so; "@FILE", a text file with one operand a line
 * ("@-": standard input; lines that are blank or begin with # are passed over). False with errors
 * added (file-read, input-none, input-depth); what was found before stays added. */
JXB_API bool jxb_batch_add(jxb_batch *batch, const char *operand, jxb_diags *diags);
/* Keeps the part-th of `parts` parts, 1 <= part <= parts. A file's part hangs on its path alone, so
 * that it stays the same when other files come or go. */
JXB_API void jxb_batch_shard(jxb_batch *batch, unsigned part, unsigned parts);
JXB_API size_t jxb_batch_count(const jxb_batch *batch);
/* The i-th, i < jxb_batch_count(). */
JXB_API jxb_input jxb_batch_at(const jxb_batch *batch, size_t i);

/* Claims a path of output for a document of input `i`; paths are compared as written. False with an
 * error added (output-clash) when another document has claimed it. Safe in several threads at once.
 */
JXB_API bool jxb_batch_claim(
    jxb_batch *batch, size_t i, size_t document, const char *path, jxb_diags *diags);

/* What became of one document of an input. Strings are copied. */
typedef struct jxb_output {
    size_t document; /* of the input, from 0 */
    const char *path; /* NULL: nothing was written */
    size_t pages, bytes;
    const char *hash; /* SHA-256 of the bytes, hexadecimal; NULL: not asked for */
    bool fresh; /* what is at path was made of the same before, and is left as it is */
    size_t errors; /* diagnostics of that severity */
    long long microseconds;
} jxb_output;

/* What of the faces that the map names could shape a page: path, number, size and time of change of
 * each file. NULL with an error added. The caller frees it with jxb_text_free(). */
JXB_API char *jxb_fonts_identity(jxb_fonts *fonts, jxb_diags *diags);
/* A hash of all that shapes the PDF of a document: data, includes, template chain, what templates
 * share, font map, faces (as jxb_fonts_identity() tells of them), options, version. The same hash:
 * the same bytes. NULL with an error added. The caller frees it with jxb_text_free(). */
JXB_API char *jxb_document_fingerprint(const jxb_document *document, const jxb_fonts *fonts,
    const char *identity, const jxb_pdf_options *options, jxb_diags *diags);
/* Whether the file at path is as jxb_batch_remember() last told of it, with this fingerprint; *out
 * then has its bytes and pages. Safe in several threads at once, as the next. */
JXB_API bool jxb_batch_fresh(
    jxb_batch *batch, const char *path, const char *fingerprint, jxb_output *out);
/* Remembers, in the file .jixiaobiao beside path, of what the output was made. Several processes may
 * do so in one folder; what a killed one has begun to write there is passed over. False with an error
 * added (file-write). */
JXB_API bool jxb_batch_remember(jxb_batch *batch, const jxb_output *output,
    const char *fingerprint, jxb_diags *diags);

/* One input at work: its diagnostics and what became of its documents. */
typedef struct jxb_task jxb_task;
JXB_API size_t jxb_task_input(const jxb_task *task);
/* Borrowed from the task. */
JXB_API jxb_diags *jxb_task_diags(jxb_task *task);
/* Notes an output. False, told in the task's diagnostics, when memory has run out. */
JXB_API bool jxb_task_note(jxb_task *task, const jxb_output *output);
JXB_API size_t jxb_task_outputs(const jxb_task *task);
/* The i-th, i < jxb_task_outputs(); strings are borrowed from the task. */
JXB_API jxb_output jxb_task_output(const jxb_task *task, size_t i);

/* What a run calls. */
typedef struct jxb_work {
    void *context;
    /* Does one input; in any thread, several at once. */
    void (*run)(void *context, jxb_task *task);
    /* Tells one input, in the caller's thread, in the order of inputs; false: begin no more. The
     * task is freed afterwards. */
    bool (*told)(void *context, jxb_task *task);
    /* Whether to begin no more; asked before each input, by one thread at a time. May be NULL. */
    bool (*stopped)(void *context);
} jxb_work;

/* Runs work over all inputs in up to `threads` threads (1: in the caller's alone). Inputs that were
 * begun are always finished and told. Memory does not grow with their number. *told: how many were.
 * False with errors added (memory) when an input could not be begun. */
JXB_API bool jxb_batch_run(
    jxb_batch *batch, unsigned threads, const jxb_work *work, size_t *told, jxb_diags *diags);

/* The path of output that a pattern means for document `index` of data: "{项目名称}" stands for
 * what the document says under that key, or under another name that the form knows it by, "{文件}"
 * for stem and "{序号}" for the document's number in its file, two digits. Characters that file
 * names cannot hold become "_", a name that is too long is cut and told apart by a hash, ".pdf" is
 * added where it is missing. form is NULL for a book. NULL with errors added (output-name) when a value is missing or is no
 * text. The caller frees it with jxb_text_free(). */
JXB_API char *jxb_output_name(const char *pattern, const jxb_data *data, size_t index,
    const jxb_template *form, const char *stem, jxb_diags *diags);

#ifdef __cplusplus
}
#endif

#endif
