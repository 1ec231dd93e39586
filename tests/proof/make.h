/* Inside the generator only. */
#ifndef JXB_PROOF_MAKE_H
#define JXB_PROOF_MAKE_H

#include "proof.h"

/* ---- random.c ---- */

typedef struct dice {
    uint64_t state;
} dice;

/* 0 to n - 1; 0 when n is 0. */
uint32_t dice_below(dice *d, uint32_t n);
uint32_t dice_between(dice *d, uint32_t least, uint32_t most);
bool dice_chance(dice *d, uint32_t percent);
/* 0 to most, every order of magnitude as likely as another. */
uint32_t dice_log(dice *d, uint32_t most);

/* ---- make.c ---- */

enum { MAKE_STYLES = 10, MAKE_FIELDS = 40, MAKE_COLUMNS = 12, MAKE_NAME = 24 };

typedef struct made_style {
    char name[MAKE_NAME];
    uint32_t need; /* width of one character with insets, micrometres */
    uint32_t left; /* inset, micrometres */
    bool stacked;
} made_style;

typedef enum made_kind { MADE_TEXT, MADE_LIST, MADE_TREE } made_kind;
typedef struct made_field {
    made_kind kind;
    bool several;
    uint32_t levels, columns; /* levels first */
    uint32_t merged; /* the first columns are merged: values that recur */
} made_field;

typedef struct maker {
    arena *memory;
    dice d;
    buf template_text, data_text;
    uint32_t width, height; /* of the type area, micrometres */
    uint32_t paper[2], margins[4]; /* of the upright sheet; top, bottom, left, right */
    made_style styles[MAKE_STYLES];
    uint32_t style_count;
    uint32_t need; /* width of the narrowest column that holds a character of any style */
    made_field fields[MAKE_FIELDS];
    uint32_t field_count;
    uint32_t characters, records; /* left to spend */
    uint32_t wordy; /* percent of texts that may be long */
    bool raw; /* the data is printed as written: blanks around it, tags and signs stay */
} maker;

/* A new field; MAKE_FIELDS when there are no more. */
uint32_t maker_field(maker *m, made_field field);

/* ---- words.c ---- */

/* A text of about n characters, quoted for YAML. */
void words_text(maker *m, buf *out, uint32_t n, bool lines);
/* A text of a random length, spending from what is left. */
void words_any(maker *m, buf *out);
/* A name of one character or some, unlike those with another index. */
void words_name(maker *m, buf *out, uint32_t index);
/* Words for 断词 or 常用词, of two characters each, which texts have. */
void words_list(buf *out, bool common);

/* ---- make_page.c ---- */

/* 页面: paper, margins, direction, page numbers, a running head. */
void make_page(maker *m);
/* The style that page numbers and heads have. */
void make_page_style(maker *m);
/* A block that begins another section on the same paper. */
void make_section(maker *m);
void add_mm(buf *out, uint32_t um);

/* A place to seal or sign for a text in that style, now and then. */
void make_zone(maker *m, const made_style *s);

/* ---- make_grid.c, make_data.c ---- */

void make_grid(maker *m);
void make_data(maker *m);

#endif
