/* cli: the only room that prints or ends the process. It knows the public headers alone. */
#ifndef JXB_CLI_CLI_H
#define JXB_CLI_CLI_H

#include <jixiaobiao/jixiaobiao.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>

enum { EXIT_FINE, EXIT_DATA, EXIT_USAGE, EXIT_ENVIRONMENT, EXIT_INTERRUPTED = 130 };
enum { PATH_SIZE = 4096, FOLDERS_MOST = 16 };

typedef enum command {
    COMMAND_RENDER,
    COMMAND_CHECK,
    COMMAND_FORMS,
    COMMAND_FONTS,
    COMMAND_NEW,
    COMMAND_SCHEMA,
    COMMAND_FMT,
    COMMAND_SHOW,
    COMMAND_EXTRACT
} command;
typedef enum dump_stage {
    DUMP_NONE,
    DUMP_TREE,
    DUMP_DOCUMENT,
    DUMP_GRID,
    DUMP_PLAN,
    DUMP_SCENE
} dump_stage;

typedef struct options {
    command command;
    char *const *files;
    int file_count;
    const char *output; /* -o */
    dump_stage dump;
    const char *font_folders[FOLDERS_MOST], *template_folders[FOLDERS_MOST];
    size_t font_folder_count, template_folder_count;
    const char *font_map;
    const char *text; /* fonts: the file whose characters are asked for; NULL: none */
    const char *fit; /* --fit; NULL: as data and form say */
    const char *form; /* --form: instead of the one that the data names */
    bool check; /* fmt --check */
    bool strict; /* render: findings of severity error or warning are in the way */
    bool all; /* check: passes and rules that are not applicable too */
    jxb_findings_format format; /* check */
    const char *opinion; /* check: where 绩效审核意见表 goes; NULL: nowhere */
    bool installed_fonts, font_cache, verbose, quiet, json;
    unsigned jobs; /* -j: threads; 0: as many as there are processors */
    unsigned timeout; /* --timeout: milliseconds for a form; 0: as long as it takes */
    unsigned part, parts; /* --shard; parts is 0 without it */
    bool keep_going; /* --keep-going */
    bool changed; /* --changed: what is up to date is left as it is */
    bool each_form; /* --each-form: a book as a folder of its forms */
    const char *record; /* --report */
    jxb_view view; /* --guides, --overprint */
    const char *places; /* --places: a file for where seals and signatures go */
    bool pdfa_given;
    jxb_pdf_options pdf; /* --pdfa, SOURCE_DATE_EPOCH */
} options;

/* Reads the command line; -1 to go on, else the exit status, everything having been said. */
int options_read(int argc, char **argv, options *out);
void usage_print(FILE *to);

/* Where templates/ and fonts/ are: beside the program, above it (a build folder), installed, or
 * here. False when there is no such place. path has PATH_SIZE bytes. */
bool places_data(char *path);
/* Whether -o asks for one PDF of everything: a path that ends in .pdf, or "-". */
bool places_joined(const options *o);
/* Whether -o is a pattern of names, with {项目名称} and the like in it. */
bool places_pattern(const options *o);
/* Where document `index` of `count` of an input goes, in the folder that -o names (default out/).
 * False, told, when that is too long. */
bool places_output(const options *o, jxb_input in, size_t index, size_t count, char *path);
/* Where a document goes by the pattern that -o is. False with errors added, or told. */
typedef struct naming {
    jxb_input in;
    const jxb_data *data;
    size_t index;
    const jxb_template *form;
} naming;
bool places_named(const options *o, const naming *which, char *path, jxb_diags *diags);
/* Makes the folder that -o names. False, told, when it cannot be made. */
bool places_begin(const options *o);
/* Makes the folders between that one and such a path. False, told, when one cannot be made. */
bool places_make(const options *o, const char *path);

/* Where what fontconfig answers is kept between runs. NULL when there is no place for it, or when
 * fontconfig was told to go by files of its own. */
enum { CACHE_WATCHED = 5 };
typedef struct cache_place {
    char path[PATH_SIZE], key[2 * PATH_SIZE], watched[CACHE_WATCHED][PATH_SIZE];
    const char *list[CACHE_WATCHED];
    jxb_font_cache cache;
} cache_place;
const jxb_font_cache *cache_place_find(cache_place *p);

/* What stays open over all files of a run. Several threads work with it at once, but for one book
 * and for dumps, which are made by one alone. */
typedef struct session {
    const options *options;
    jxb_fonts *fonts;
    jxb_forms *forms;
    jxb_batch *batch; /* render and check */
    char *faces; /* --changed: their identity */
    jxb_findings *findings; /* check, and render --strict: of all documents so far */
    jxb_template *named; /* by --form, what the findings are judged by */
    atomic_size_t found_errors, found_warnings; /* render: in what was printed */
    FILE *places; /* of --places, while it is written */
    bool placed; /* something is in it */
    jxb_pages *book; /* with places_joined(): the pages of all documents so far */
    atomic_int status; /* what followed from that which is in no sink */
} session;
/* Opens what the command needs; the sink has the reasons when false. */
bool session_open(session *s, const options *o, jxb_diags *diags);
void session_close(session *s);
/* The form of a data document: the one that --form names, else its own. The caller frees it. */
jxb_template *session_form(const session *s, const jxb_data *data, size_t index, jxb_diags *diags);

/* render.c: one input, its documents one after another. */
void file_render(session *s, jxb_task *task);
/* Claims the paths of all its documents that are named by a pattern. */
void file_name(session *s, jxb_task *task);
/* batch.c: render and check over all operands; the exit status. */
int batch_run(session *s, jxb_diags *diags);

/* progress.c: how far a run is, on the last line of a terminal. */
typedef struct progress {
    bool shown; /* there is a terminal for it, and enough to do */
    bool drawn; /* it stands on the last line now */
    size_t total, done, wrong;
    long long begun, last; /* microseconds; when it was drawn last */
} progress;
progress progress_begin(const options *o, size_t total);
/* Clears the line, for other words. */
void progress_clear(progress *p);
void progress_draw(progress *p);
/* Microseconds of a clock that only goes forward. */
long long clock_now(void);
/* --timeout: from now on the calls that are given the sink have `times` times as long, until
 * `watch` is stopped, which must be done before it ends. */
typedef struct watch {
    jxb_diags *diags;
    long long end; /* on clock_now() */
} watch;
void watch_begin(watch *w, const options *o, jxb_diags *diags, const char *what, size_t times);
void watch_stop(watch *w);

/* record.c: --report, a JSON object a line for each document. */
FILE *record_open(const options *o);
void record_task(FILE *to, const session *s, jxb_task *task);
/* False, told, when not all could be written. Accepts NULL. */
bool record_close(FILE *to, const options *o);
/* A string in quotes as JSON has it. */
void json_text(FILE *to, const char *value);
/* "name":"value" */
void json_string(FILE *to, const char *name, const char *value);

/* A book as a folder of the name that its PDF would have: a PDF for each form, and 目录.csv, which
 * lists them. False, told, or with errors in the sink. */
typedef struct parts_job {
    const options *options;
    jxb_fonts *fonts;
    const jxb_document *book;
    jxb_diags *diags;
} parts_job;
bool parts_save(const parts_job *job, const char *path);

/* Writes the book, if there is one. */
void book_save(session *s, jxb_diags *diags);

/* Begins the findings of the run and hands data over to them; false, told: it stays the caller's. */
bool audit_keep(session *s, jxb_data *data, jxb_diags *diags);
/* Adds a document of it that could be bound. */
void audit_add(session *s, const jxb_data *data, size_t index, jxb_diags *diags);
/* check: judges all that was added and prints it. The exit status that follows. */
int audit_report(session *s, jxb_diags *diags);
/* render: counts what there is to find in one document, and says it in a line at the end. */
typedef struct printed {
    const jxb_data *data; /* document `index` of it */
    size_t index;
    const jxb_template *form; /* NULL: of a book */
    const jxb_document *doc;
} printed;
void audit_count(session *s, const printed *p, jxb_diags *diags);
void audit_counted(session *s);
/* render --strict: judges all files before any is printed. False, the findings told, when there are
 * any of severity error or warning; data that cannot be read is left to be told when it is printed. */
bool audit_strict(session *s);

/* forms and fonts: what there is, as a list on stdout. */
void forms_list(const session *s);
void fonts_list(session *s, jxb_diags *diags);
void fonts_of_text(session *s, jxb_diags *diags);

/* new and schema: the form of that name, written to stdout. */
void form_write(const session *s, const char *name, jxb_diags *diags);
/* show: the indicators of a file's documents, on stdout. */
void file_show(const session *s, const char *path, jxb_diags *diags);
/* fmt: one file, in place; false when it is not tidy and --check was asked for. */
bool file_tidy(const session *s, const char *path, jxb_diags *diags);

/* source.c. extract: the files inside the PDF, written into the folder. */
int source_extract(const options *o, jxb_diags *diags);
/* Whether render's only operand is a folder that extract wrote; prints it as its manifest says. */
bool source_given(const options *o);
int source_render(const options *o, jxb_diags *diags);

/* Asks malloc for the first memory at once, in one large page where the system has such; before
 * anything is allocated. A matter of speed alone. */
void heap_prepare(void);
/* Whether there is an error that every other file would meet as well: disk, fonts, memory. */
bool diags_hopeless(jxb_diags *diags);
/* Whether text for that stream is coloured: on a terminal, unless NO_COLOR (no-color.org) is set;
 * elsewhere too when CLICOLOR_FORCE is. */
bool colour_wanted(FILE *to);
/* --places: the file is begun; has what one PDF's pages say; is finished, or taken away. False, told, when
 * it cannot be written. */
bool zones_open(session *s);
bool zones_add(session *s, const jxb_pages *pages, const char *file);
bool zones_close(session *s, bool keep);

/* Prints what is in the sink to stderr; the exit status that follows from it. */
int diags_report(jxb_diags *diags, const options *o);

#endif
