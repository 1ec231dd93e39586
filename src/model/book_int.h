/* Inside model only: a book while it is made. */
#ifndef JXB_MODEL_BOOK_INT_H
#define JXB_MODEL_BOOK_INT_H

#include "model/model_int.h"
#include "prose/prose.h"

enum { BOOK_LEVELS = 6 };

/* A level of headings: the number that they begin with, and how they are set. */
typedef struct book_level {
    str form; /* of prose_scheme; empty: none */
    const doc_style *style;
} book_level;

typedef struct book_levels {
    book_level at[BOOK_LEVELS];
    str forms[BOOK_LEVELS]; /* the same, as prose wants them */
    uint32_t count;
} book_levels;

/* An entry of the contents to be: where a heading is. */
typedef struct book_heading {
    uint32_t block, level;
    str text;
    mark from;
} book_heading;

/* A place in the blocks where the contents go in. */
typedef struct book_contents {
    uint32_t block, section; /* before which; in which */
    uint32_t deepest;
    mark at;
} book_contents;

/* The headings that enclose what comes next, for the checks. */
typedef struct book_open {
    bool there;
    str text;
    int rank; /* of its number among the standard's; -1: none */
    uint32_t form, value; /* its number: which form of its scheme + 1, and what it says */
} book_open;

typedef struct book {
    arena *memory;
    diags *diags;
    const book_reader *reader;
    const form_library *library;
    const node *top; /* the book file's document */
    const node *page; /* its 页面 */
    const node *order; /* 层次: forms of numbers from the outermost on; those in one list are equal */
    const node *facts; /* 数据: names of values */
    template_reader pages; /* whose template holds the styles */
    book_levels levels;
    unsigned normalise;
    section_spec body; /* pages of the text */
    bool begun, in_body; /* the text has; the section that is open is one of it */
    bool on_form; /* it is an upright form's, which ends the book so far */
    const form_template **forms; /* per template of the library: loaded, or NULL */
    VEC(doc_block) blocks;
    VEC(doc_section) sections;
    VEC(book_heading) headings;
    VEC(document_part) parts;
    VEC(book_contents) contents;
    VEC(doc_source) sources;
    book_open open[BOOK_LEVELS];
    uint32_t note_count; /* footnotes up to now */
    str_map *files; /* of 数据: what is read */
} book;

/* ---- book.c ---- */

const doc_style *book_style(book *b, const char *name, mark at);
/* A section's pages, from a 页面 mapping over the book's own; NULL: its own. */
bool book_section_read(book *b, const node *map, section_spec *out);
/* Begins a section before the next block. */
void book_section(book *b, const doc_section *s);
/* The same, with the headings right before it, which would stand alone on their page. */
void book_section_headed(book *b, const doc_section *s);
/* Back to the pages of the text, on a new page, where others are open. */
void book_body(book *b);
doc_block *book_block(book *b, block_kind kind);
doc_text *book_text(book *b, const doc_style *style, str text, mark from);

/* ---- book_value.c ---- */

/* The text as printed: {{名称.键}} replaced, then the listed normalisations. False with errors. */
bool book_fill(book *b, str text, mark from, str *out);
/* The same for a scalar. */
bool book_scalar(book *b, const node *n, str *out);
/* Where the {{ before a name, which is a part of the text, stands in the source. */
mark book_brace_at(str text, str name, mark from);
/* Where the lines of a scalar begin in its source. */
mark book_lines_at(const node *n);

/* ---- book_prose.c ---- */

bool book_levels_read(book *b, const node *list, book_levels *out);
/* A heading of a level, which the checks see. */
bool book_heading_add(book *b, const book_levels *l, uint32_t level, str text, mark from);
/* A scalar that is to be a heading: an error when it is blank. */
bool book_heading_scalar(book *b, const node *n, str *out);
/* An item of 内容 whose key is 标题, 正文, 文件, 列表. */
bool book_title_item(book *b, const node *item);
bool book_heading_item(book *b, const node *item);
bool book_prose_item(book *b, const node *item);
bool book_file_item(book *b, const node *item);
/* The heading's effect on what encloses the next ones, with warnings. */
void book_heading_check(book *b, const book_levels *l, uint32_t level, str text, mark from);

/* ---- book_note.c ---- */

/* The footnotes that a narrative gives; those that it does not call as well are text. */
typedef struct book_note {
    str name, said;
    const prose_block *given;
    bool called;
    uint32_t number, block; /* of its text in the book; 0: not yet called */
} book_note;
typedef struct book_notes {
    book_note *at;
    uint32_t count;
} book_notes;
book_notes book_notes_read(book *b, const prose *read);
bool book_notes_gives(const book_notes *notes, const prose_block *p);
/* Numbers the calls in a block's text, the last one of the book; its notes follow it. */
bool book_notes_call(book *b, book_notes *notes, uint32_t block);

/* ---- book_form.c, book_table.c, book_part.c, book_sign.c ---- */

bool book_form_item(book *b, const node *item);
bool book_table_item(book *b, const node *item);
/* A table of a Markdown file. */
bool book_prose_table(book *b, const prose_block *p);
bool book_cover_item(book *b, const node *item);
bool book_annex_item(book *b, const node *item);
bool book_sign_item(book *b, const node *item);
bool book_imprint_item(book *b, const node *item);

/* ---- book_contents.c ---- */

bool book_contents_item(book *b, const node *item);
/* Pages in front of the text; own may be NULL. */
bool book_front_section(book *b, const node *own, section_spec *out);
/* The blocks and sections with the contents in their places. */
void book_finish(book *b, document *doc);

#endif
