/* Scenes that may be damaged: a deep copy, and the ways to spoil it. */
#ifndef JXB_PROOF_DAMAGE_H
#define JXB_PROOF_DAMAGE_H

#include "proof.h"

typedef struct bad_page {
    VEC(scene_op) ops;
} bad_page;

/* A scene in pieces that may be changed, and what may be read of the document it shows. */
typedef struct bad {
    arena *memory;
    const document *doc;
    const scene *from;
    scene_element *elements;
    VEC(bad_page) pages;
} bad;

bad *bad_copy(arena *a, const proof_case *c);
const scene *bad_scene(const bad *b);

void bad_remove(bad_page *p, uint32_t op);
void bad_insert(arena *a, bad_page *p, uint32_t op, scene_op what);
/* An empty page before page `at`. */
void bad_add_page(bad *b, uint32_t at);
/* The cell op of an element's fragment on a page; UINT32_MAX when there is none. */
uint32_t bad_cell(const bad *b, uint32_t page, uint32_t element);
/* The n-th op of glyphs of the cell at op `cell`; UINT32_MAX. */
uint32_t bad_run(const bad_page *p, uint32_t cell, uint32_t n);
/* The n-th op of glyphs of an element's fragment on a page. */
scene_op *bad_run_at(bad *b, uint32_t page, uint32_t element, uint32_t n);
/* The first rule of a page, from op `from` on; UINT32_MAX. */
uint32_t bad_rule(const bad_page *p, uint32_t from);
/*
 * Divides a page at y: what is below goes to a new page, cells across y to both, with their lines
 * on either side; rules are cut and the frame closed. A cell of several rows and, with `again`, all
 * cells above y stand again on the new page, as repeats.
 */
void bad_split(bad *b, uint32_t page, len y, bool again);
/* Takes the repeated header rows off a page, whose frame closes beneath them at y. */
void bad_behead(bad *b, uint32_t page, len y);

/* How the forms of damages begin. */
#define DAMAGE_STYLES                                                                                                 \
    "表: 证明\n页面: {纸张: [120mm, 100mm], 页边距: {上: 10mm, 下: 10mm, 左: 10mm, 右: 10mm}}\n" \
    "样式:\n  标签: {字号: 10pt, 行距: 1.4, 水平: 中}\n"                                            \
    "  内容: {字号: 10pt, 行距: 1.4, 垂直: 上}\n"

/* ---- damages.c ---- */

typedef struct damage {
    const char *name;
    const char *form,
        *data; /* data NULL: forty rows of two columns, F0; form NULL: data is a book */
    void (*make)(bad *b);
    proof_rule rule;
    bool conceded; /* a diagnostic says that the first text had to be broken badly */
} damage;

extern const damage damages[];
extern const size_t damage_count;
/* A form of rows of two columns, F0. */
extern const char damage_table[];
/* A form of one text, F0, and data for it. */
extern const char damage_lines[], damage_few[];

/* ---- damages_lines.c ---- */

extern const damage line_damages[];
extern const size_t line_damage_count;

/* ---- damages_page.c ---- */

extern const damage page_damages[];
extern const size_t page_damage_count;

/* ---- damages_zones.c ---- */

extern const damage zone_damages[];
extern const size_t zone_damage_count;

/* ---- damages_book.c ---- */

extern const damage book_damages[];
extern const size_t book_damage_count;

#endif
