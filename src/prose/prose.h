/*
 * prose: narrative text to blocks. A plain text file is the usual case: a line is a paragraph, and
 * official numbering (一、（一）1.（1） 第一部分) says what is a heading. Not a character is taken for a
 * mark: what a block's text holds is the line as written, number included.
 */
#ifndef JXB_PROSE_PROSE_H
#define JXB_PROSE_PROSE_H

#include "base/base.h"

typedef enum prose_kind {
    PROSE_HEADING,
    PROSE_PARAGRAPH,
    PROSE_ITEM, /* a paragraph that begins with a number, or with a list's mark */
    PROSE_TABLE
} prose_kind;

typedef struct prose_block {
    prose_kind kind;
    uint32_t level; /* of a heading or item, from 1 */
    uint32_t label; /* bytes at the beginning of the text that are its number; 0: none */
    str text; /* of one paragraph, without white space around it */
    mark from;
    bool trimmed; /* white space around it is left out */
    const str *cells; /* TABLE: rows × columns of texts, the first row its header */
    uint32_t rows, columns;
} prose_block;

typedef struct prose {
    const prose_block *blocks;
    uint32_t count;
} prose;

/*
 * The numbers that headings of each level begin with, outermost first: "第{一}部分", "{一}、",
 * "（{一}）", "{1}.", "（{1}）". {一} stands for a Chinese numeral up to 99, {1} for digits; round
 * brackets of either width answer to each other, so do a full stop of either width. Empty: the level
 * has no number of its own.
 */
typedef struct prose_scheme {
    const str *forms;
    uint32_t count;
} prose_scheme;

/* Whether a form is one: a {一} or {1}, once, and something after it. */
bool prose_form_sound(str form);
/* Length in bytes of the number of that form at the start of text; 0, *value untouched, when there
 * is none. */
size_t prose_number(str form, str text, uint32_t *value);
/* The level, from 1, whose number stands at the start of text, and the number's length; 0: none. */
uint32_t prose_level(const prose_scheme *scheme, str text, size_t *length);
/* Whether what follows a number reads as a title: at most 40 characters, no sentence ends in it, no
 * mark at its end but a closing one. GB/T 9704 sets headings without a full stop. */
bool prose_titled(str text);

/* The lines of a text that stands at `from` in its source (line by line there, so that marks of the
 * later ones follow). Blank lines part nothing. False with UTF8 or YAML_CONTROL added. */
bool prose_plain(arena *a, str text, mark from, const prose_scheme *scheme, prose *out, diags *d);

/* GitHub's Markdown, for a file that begins at `from`: headings by their #, items with their numbers (a
 * bullet for -), tables. Each mark that is left out is a note MARKDOWN_MARK; the list of them is at the
 * top of markdown.c, all else is text. False with UTF8 or YAML_CONTROL added. */
bool prose_markdown(arena *a, str text, mark from, prose *out, diags *d);

#endif
