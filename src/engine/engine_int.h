/* Inside engine only: what the handles hold. Each owns an arena; out-of-memory inside a call ends
 * that call with the diagnostic `memory`. */
#ifndef JXB_ENGINE_ENGINE_INT_H
#define JXB_ENGINE_ENGINE_INT_H

#include "engine/engine.h"

#include "audit/audit.h"
#include "base/base.h"
#include "font/font.h"
#include "layout/layout.h"
#include "model/model.h"
#include "pdf/pdf.h"
#include "report/report.h"
#include "scene/scene.h"
#include "text/text.h"
#include "tree/tree.h"

#include <stdatomic.h>

struct jxb_diags {
    guard escape;
    arena *memory;
    diags *list;
    struct {
        const source *of;
        uint32_t line; /* from 1 */
        size_t from; /* its first byte */
    } last; /* the line that was last shown: the next one to be is most often behind it */
    jxb_deadline deadline; /* of calls that are given it; its texts are copied */
    bool late; /* it was told that it has passed */
};

/* shelf.c: templates, each read when it is first asked for. */
typedef struct shelf shelf;
/* Over library's facts and the texts that are parallel to them, all of which outlive it; sets how
 * the library reads. */
shelf *shelf_new(arena *a, form_library *library, const source *from);
/* Accepts NULL. */
void shelf_free(shelf *s);
/* The which-th template: the shelf's, shared, or one of its own in a, where there was something to
 * say about it; NULL with errors added. Safe in several threads at once. */
const form_template *shelf_form(shelf *s, uint32_t which, arena *a, diags *d);

struct jxb_data {
    guard escape;
    arena *memory;
    source from;
    bool standard; /* it came from standard input */
    VEC(const source *) included; /* by 引用, as often as they were named */
    const tree *tree; /* 引用, 公共 and 项目 worked in */
};

struct jxb_forms {
    guard escape;
    arena *memory;
    VEC(source) sources;
    VEC(template_facts) facts; /* parallel to sources */
    form_library library;        /* over both, and what the folders share */
    shelf *shelf; /* reads for it */
    const node *audit; /* audit.yaml, or NULL */
    const rulebook *rules; /* what that says; NULL: it is wrong, which an audit tells */
    const char *books; /* the folder with what helps to write a book; or NULL */
    VEC(jxb_form_facts) listing; /* the same, terminated */
};

struct jxb_template {
    guard escape;
    arena *memory;
    const form_template *form;
    const jxb_forms *forms; /* it is number `which` of these */
    uint32_t which;
};

struct jxb_fonts {
    guard escape;
    arena *memory;
    const source *from; /* the font map's file */
    const font_map *map;
    fonts *book;
    atomic_bool starved; /* memory ran out in some thread while faces were used: they may be broken */
};

struct jxb_document {
    guard escape;
    arena *memory;
    const document *doc;
    char *title, *file_name;
    jxb_view view;
    const jxb_template *form; /* it is document `index` of the data in this form; NULL: a book */
    const jxb_data *data;
    size_t index;
    const jxb_forms *forms;
    VEC(const source *) read; /* of a book: files besides the data's, as often as they were read */
    VEC(uint32_t) templates; /* of a book: the forms that were read, as often as they were */
};

struct jxb_pages {
    guard escape;
    arena *memory;
    jxb_fonts *fonts;
    const jxb_document *from; /* NULL: a book */
    const document *doc;
    arena *work; /* of what leads to the scene; freed when the PDF is made of that */
    const sized_doc *sized;
    const doc_plan *plan;
    scene_builder *book; /* a book's scene while it grows; NULL for one document's pages */
    const scene *scene; /* of a book: made when it is first asked for */
    bool keeps_sources; /* a book's parts are to be known by what they came from: */
    VEC(struct origin *) origins;
    size_t page_count;
    str pdf;
    jxb_view view; /* of a book: that of a part with guides */
};

struct jxb_findings {
    guard escape;
    arena *memory;
    const jxb_forms *forms;
    const rulebook *book;
    const form_template **loaded; /* parallel to the forms; NULL: not yet */
    VEC(const subject *) subjects;
    uint32_t books; /* how many were added */
    VEC(jxb_data *) kept; /* freed with the findings */
    finding_list found;
    jxb_finding *handed; /* the same, terminated */
};

/* A zeroed handle of `size` bytes that begins with a guard and an arena; NULL when memory is out.
 */
void *handle_new(size_t size, jxb_diags *sink);
void handle_free(void *handle);
/* Adds the diagnostic `memory`. */
void handle_tell_memory(jxb_diags *sink);
/* Runs work(context) under the handle's guard and the sink's; false when memory ran out or the
 * sink's deadline passed (told), or an error was added. Libraries that lack memory may go on
 * without what they lacked and say nothing (HarfBuzz leaves glyphs empty); but malloc() has then
 * set errno (POSIX), which is how it is seen. */
bool handle_run(void *handle, jxb_diags *sink, void (*work)(void *), void *context);

/* A text as the name of a file: "_" for what common file systems do not take. */
str name_safe(arena *a, str text);

/* The libraries and their versions, one a line. */
void library_versions(buf *out);

/* A file as a tree; `at` is where it is named. NULL with errors added. */
const tree *tree_read(arena *a, str path, mark at, diags *d);

/* A book with all that it reads, in the arena. NULL with errors added. */
const document *book_read(arena *a, const form_library *library, const node *data, diags *d);
/* The font map of a parsed fonts.yaml; NULL with FONT_MAP errors added. */
const font_map *font_map_read(arena *a, const tree *from, diags *d);

/* What a dump works on: one of the handles, a stage where it has several, and the text so far. */
typedef struct dump_job {
    const void *of;
    int stage;
    buf out;
} dump_job;
/* Runs work(a dump_job) and returns its text, which jxb_text_free() frees; NULL without memory. */
char *dump_text(void (*work)(void *), const void *of, int stage);
/* A copy of text that jxb_text_free() frees; NULL, told, without memory. */
char *text_out(str text, jxb_diags *sink);

#endif
